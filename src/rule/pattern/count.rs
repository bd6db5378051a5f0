//! How many mentions of a kind every match of a pattern binds: a sentence with fewer has none.

use super::node::Node;

/// So many mentions of some kinds, at least, does every match bind: the kinds, and how many.
pub(super) type Count = (u16, u8);

/// How many mentions every match of a pattern binds, by the kinds of its slots, where that is more than one.
pub(super) fn counts(pattern: &Node) -> Vec<Count> {
    let mut kinds = Vec::new();
    slot_kinds(pattern, &mut kinds);
    kinds.sort_unstable();
    let all = kinds.clone();
    kinds.dedup();
    // What stands once is hardly bound twice.
    kinds.retain(|kinds| all.iter().filter(|other| *other & !kinds == 0).count() > 1);
    let counts = kinds.into_iter().map(|kinds| (kinds, least(pattern, kinds)));
    counts.filter(|(_, count)| *count > 1).collect()
}

fn slot_kinds(node: &Node, all: &mut Vec<u16>) {
    match node {
        Node::Slot { kind, .. } if kind.kinds() != 0 => all.push(kind.kinds()),
        Node::Repeat(repeat) => slot_kinds(&repeat.node, all),
        Node::Group(_, node) => slot_kinds(node, all),
        Node::Choice(nodes) | Node::Sequence(nodes) => nodes.iter().for_each(|node| slot_kinds(node, all)),
        _ => {}
    }
}

/// How many mentions of `kinds` a match of a node binds at least.
fn least(node: &Node, kinds: u16) -> u8 {
    match node {
        Node::Slot { kind, .. } => u8::from(kind.kinds() != 0 && kind.kinds() & !kinds == 0),
        Node::Repeat(repeat) => {
            let times = repeat.least.min(255) as u8;
            least(&repeat.node, kinds).saturating_mul(times)
        }
        Node::Group(_, node) => least(node, kinds),
        Node::Choice(nodes) => nodes.iter().map(|node| least(node, kinds)).min().unwrap_or(0),
        Node::Sequence(nodes) => nodes.iter().fold(0, |sum: u8, node| sum.saturating_add(least(node, kinds))),
        _ => 0,
    }
}
