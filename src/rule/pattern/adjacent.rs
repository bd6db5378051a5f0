//! What stands side by side in every match of a pattern.

use super::edge::End;
use super::need::{Costs, MARK};
use super::node::Node;
use super::pairs::{Pair, PairNeeds, Side};

/// Pairs of which a pattern needs one: more of them are no better than a search.
const MAX_PAIRS: usize = 48;
/// The rarest pairs of a pattern are looked at, at most so many.
const MAX_NEEDS: usize = 8;

/// Pairs of which every match holds one, and how dear they are, the rarer the cheaper.
struct Adjacent {
    pairs: Vec<Pair>,
    cost: u32,
}

/// What a node begins or ends with.
#[derive(Default)]
struct Ends {
    sides: Vec<Side>,
    cost: u32,
    /// Whether the node may match nothing, so that what stands beyond it counts as well.
    nullable: bool,
}

/// Of each of these lists a sentence with a match of `pattern` holds one pair.
pub(super) fn pair_needs(pattern: &Node, costs: &Costs) -> PairNeeds {
    let mut found = Vec::new();
    Finder { costs }.node(pattern, &mut found);
    found.sort_by_key(|adjacent| (adjacent.cost, adjacent.pairs.len()));
    found.dedup_by(|one, other| one.pairs == other.pairs);
    found.into_iter().take(MAX_NEEDS).map(|adjacent| adjacent.pairs.into()).collect()
}

struct Finder<'a> {
    costs: &'a Costs,
}

impl Finder<'_> {
    fn node(&self, node: &Node, found: &mut Vec<Adjacent>) {
        match node {
            Node::Group(_, node) => self.node(node, found),
            Node::Repeat(repeat) if repeat.least > 0 => self.node(&repeat.node, found),
            Node::Choice(nodes) => found.extend(self.choice(nodes)),
            Node::Sequence(nodes) => {
                for (at, node) in nodes.iter().enumerate() {
                    self.node(node, found);
                    if !matches!(node, Node::Space | Node::Gap) {
                        found.extend(self.around(&nodes[at..=at], &nodes[at + 1..]));
                    }
                }
            }
            _ => {}
        }
    }

    /// Every branch must bring a pair; together they are one need.
    fn choice(&self, nodes: &[Node]) -> Option<Adjacent> {
        let mut together = Adjacent { pairs: Vec::new(), cost: 0 };
        for node in nodes {
            let mut found = Vec::new();
            self.node(node, &mut found);
            let best = found.into_iter().min_by_key(|adjacent| (adjacent.cost, adjacent.pairs.len()))?;
            together.pairs.extend(best.pairs);
            together.cost = together.cost.saturating_add(best.cost);
        }
        together.few()
    }

    /// The pairs of what stands before a place and what comes after it.
    fn around(&self, before: &[Node], after: &[Node]) -> Option<Adjacent> {
        let last = self.ends(before, End::Last).filter(|ends| !ends.nullable)?;
        let first = self.ends(after, End::First).filter(|ends| !ends.nullable)?;
        if last.sides.len() * first.sides.len() > MAX_PAIRS {
            return None;
        }
        let with =
            |one: &Side| first.sides.iter().flat_map(|other| Pair::all(*one, *other)).collect::<Vec<_>>();
        let pairs = last.sides.iter().flat_map(with).collect();
        Adjacent { pairs, cost: last.cost.min(first.cost) }.few()
    }

    /// What nodes that follow one another begin or end with; `None` where that is not a few words and mentions.
    fn ends(&self, nodes: &[Node], end: End) -> Option<Ends> {
        let mut ends = Ends { nullable: true, ..Ends::default() };
        let mut next = nodes.iter();
        while let Some(node) = if end == End::First { next.next() } else { next.next_back() } {
            self.add_ends(node, end, &mut ends)?;
            if !ends.nullable {
                break;
            }
        }
        Some(ends)
    }

    /// Adds what a node begins or ends with, and tells whether it may match nothing.
    fn add_ends(&self, node: &Node, end: End, ends: &mut Ends) -> Option<()> {
        ends.nullable = false;
        let mut add = |side: Side, cost: u32| {
            ends.sides.push(side);
            ends.cost = ends.cost.saturating_add(cost);
        };
        match node {
            Node::Empty | Node::Space | Node::Look(_) => ends.nullable = true,
            Node::Word(word) => add(Side::Word(*word), self.costs.word(*word)),
            Node::Words(words) => {
                words.iter().for_each(|word| add(Side::Word(*word), self.costs.word(*word)));
            }
            Node::Char(_, marks) | Node::Class(_, marks) if !marks.is_empty() => {
                marks.iter().for_each(|mark| add(Side::Word(*mark), 0));
                ends.cost = ends.cost.saturating_add(MARK);
            }
            Node::Slot { kind, .. } if kind.kinds() != 0 => {
                add(Side::Kinds(kind.kinds()), Costs::slot(*kind))
            }
            Node::Group(_, node) => self.add_ends(node, end, ends)?,
            Node::Repeat(repeat) => {
                self.add_ends(&repeat.node, end, ends)?;
                ends.nullable |= repeat.least == 0;
            }
            Node::Choice(nodes) => {
                let mut nullable = false;
                for node in nodes {
                    self.add_ends(node, end, ends)?;
                    nullable |= ends.nullable;
                }
                ends.nullable = nullable;
            }
            Node::Sequence(nodes) => {
                let inside = self.ends(nodes, end)?;
                ends.sides.extend(inside.sides);
                ends.cost = ends.cost.saturating_add(inside.cost);
                ends.nullable = inside.nullable;
            }
            _ => return None,
        }
        (ends.sides.len() <= MAX_PAIRS).then_some(())
    }
}

impl Adjacent {
    /// The same, sorted, if they are worth a look at each.
    fn few(mut self) -> Option<Self> {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        (self.pairs.len() <= MAX_PAIRS).then_some(self)
    }
}
