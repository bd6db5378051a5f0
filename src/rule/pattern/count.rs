//! How many mentions of a kind every match of a pattern binds: a sentence with fewer has none.

use super::program::bounds;
use super::syntax::{Element, Tree};
use regex_syntax::ast::Ast;

/// So many mentions of some kinds, at least, does every match bind: the kinds, and how many.
pub(super) type Count = (u16, u8);

/// How many mentions every match binds, by the kinds of its slots, where that is more than one.
pub(super) fn counts(tree: &Tree) -> Vec<Count> {
    let mut kinds = Vec::new();
    slot_kinds(tree, &tree.ast, &mut kinds);
    kinds.sort_unstable();
    let all = kinds.clone();
    kinds.dedup();
    // What stands once is hardly bound twice.
    kinds.retain(|kinds| all.iter().filter(|other| *other & !kinds == 0).count() > 1);
    let counts = kinds.into_iter().map(|kinds| (kinds, least(tree, &tree.ast, kinds)));
    counts.filter(|(_, count)| *count > 1).collect()
}

fn slot_kinds(tree: &Tree, node: &Ast, kinds: &mut Vec<u16>) {
    match node {
        Ast::Literal(literal) => {
            if let Some(Element::Slot { kind, .. }) = tree.element(literal.c)
                && kind.kinds() != 0
            {
                kinds.push(kind.kinds());
            }
        }
        Ast::Repetition(repetition) => slot_kinds(tree, &repetition.ast, kinds),
        Ast::Group(group) => slot_kinds(tree, &group.ast, kinds),
        Ast::Alternation(nodes) => nodes.asts.iter().for_each(|node| slot_kinds(tree, node, kinds)),
        Ast::Concat(nodes) => nodes.asts.iter().for_each(|node| slot_kinds(tree, node, kinds)),
        _ => {}
    }
}

/// How many mentions of `kinds` a match of a node binds at least.
fn least(tree: &Tree, node: &Ast, kinds: u16) -> u8 {
    match node {
        Ast::Literal(literal) => match tree.element(literal.c) {
            Some(Element::Slot { kind, .. }) => u8::from(kind.kinds() != 0 && kind.kinds() & !kinds == 0),
            _ => 0,
        },
        Ast::Repetition(repetition) => {
            let times = bounds(&repetition.op.kind).0.min(255) as u8;
            least(tree, &repetition.ast, kinds).saturating_mul(times)
        }
        Ast::Group(group) => least(tree, &group.ast, kinds),
        Ast::Alternation(nodes) => nodes.asts.iter().map(|node| least(tree, node, kinds)).min().unwrap_or(0),
        Ast::Concat(nodes) => {
            nodes.asts.iter().fold(0, |sum: u8, node| sum.saturating_add(least(tree, node, kinds)))
        }
        _ => 0,
    }
}
