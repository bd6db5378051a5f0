//! What a pattern is made of: its syntax tree without the syntax, in words where that has letters.

use super::charset::CharSet;
use super::program::Look;
use super::slot::SlotType;
use crate::lexicon::WordId;
use std::sync::Arc;

/// A pattern or a part of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Node {
    /// Matches without any character.
    #[default]
    Empty,
    /// A whole word, whatever its case.
    Word(WordId),
    /// One of several whole words; sorted.
    Words(Box<[WordId]>),
    /// Letters, and apostrophes between them, that are no word of ASCII.
    Text(Text),
    /// A mark or a digit, folded, and the words that a mark is as a token.
    Char(char, Marks),
    /// A character of a class, and the words that it is as a token, if it is always a mark.
    Class(Arc<CharSet>, Marks),
    /// White space.
    Space,
    /// A few words.
    Gap,
    /// `{name:type}`: its place among the rule's slots.
    Slot { slot: u16, kind: SlotType, list: bool },
    /// `<list>`: its place among the word lists.
    List(u16),
    /// No character, where this holds.
    Look(Look),
    /// A group that binds the words that it matches.
    Group(u16, Box<Node>),
    /// The same again and again.
    Repeat(Box<Repeat>),
    /// One of these, the first that will do.
    Choice(Vec<Node>),
    /// One after the other.
    Sequence(Vec<Node>),
}

/// The tokens that a mark may be, in all ways in which it is written; sorted. Empty for what is not known to be one.
pub(super) type Marks = Box<[WordId]>;

/// Letters and apostrophes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text {
    /// Folded, unless they match in this very case alone.
    pub letters: String,
    /// Whether they match in this very case alone.
    pub exact: bool,
    /// Whether no word goes on before them, whatever the text.
    pub left: bool,
    /// Whether no word goes on after them.
    pub right: bool,
}

/// A part of a pattern that may stand several times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeat {
    pub node: Node,
    /// How often, at least.
    pub least: u32,
    /// And at most, if there is an end.
    pub most: Option<u32>,
    /// Whether rather more often than less.
    pub greedy: bool,
}

impl Node {
    /// Nodes one after the other, with no more around them than they need.
    pub fn sequence(mut nodes: Vec<Node>) -> Node {
        match nodes.len() {
            0 => Node::Empty,
            1 => nodes.remove(0),
            _ => Node::Sequence(nodes),
        }
    }

    /// The same with other places for its slots: that of the first, the second, ….
    pub fn with_slots(mut self, places: &[u16]) -> Node {
        if !places.is_empty() {
            self.move_slots(places);
        }
        self
    }

    fn move_slots(&mut self, places: &[u16]) {
        match self {
            Node::Slot { slot, .. } => *slot = places[*slot as usize],
            Node::Group(slot, node) => {
                *slot = places[*slot as usize];
                node.move_slots(places);
            }
            Node::Repeat(repeat) => repeat.node.move_slots(places),
            Node::Choice(nodes) | Node::Sequence(nodes) => {
                nodes.iter_mut().for_each(|node| node.move_slots(places));
            }
            _ => {}
        }
    }

    /// The slots that every match binds, sorted.
    ///
    /// # Errors
    ///
    /// A slot that every match would bind in two places, so that there is none.
    pub fn slots_bound(&self) -> Result<Vec<u16>, u16> {
        match self {
            Node::Slot { slot, .. } => Ok(vec![*slot]),
            Node::Group(slot, node) => joined(vec![*slot], node.slots_bound()?),
            Node::Repeat(repeat) => {
                let bound = repeat.node.slots_bound()?;
                Ok(if repeat.least == 0 { Vec::new() } else { bound })
            }
            Node::Sequence(nodes) => {
                nodes.iter().try_fold(Vec::new(), |bound, node| joined(bound, node.slots_bound()?))
            }
            Node::Choice(nodes) => {
                let mut ways =
                    nodes.iter().map(Node::slots_bound).collect::<Result<Vec<_>, _>>()?.into_iter();
                let first = ways.next().unwrap_or_default();
                Ok(ways
                    .fold(first, |bound, way| bound.into_iter().filter(|slot| way.contains(slot)).collect()))
            }
            _ => Ok(Vec::new()),
        }
    }

    /// How many steps it becomes, at most.
    pub fn size(&self) -> usize {
        let sum = |nodes: &[Node], each: usize| {
            nodes.iter().fold(0, |sum: usize, node| sum.saturating_add(node.size()).saturating_add(each))
        };
        match self {
            Node::Empty => 0,
            Node::Text(text) => text.letters.len(),
            Node::Repeat(repeat) => {
                let times = repeat.most.unwrap_or(repeat.least.saturating_add(1)).max(1);
                repeat.node.size().saturating_add(2).saturating_mul(times as usize)
            }
            Node::Group(_, node) => node.size().saturating_add(2),
            Node::Choice(nodes) => sum(nodes, 2),
            Node::Sequence(nodes) => sum(nodes, 0),
            _ => 1,
        }
    }

    /// Whether it matches without any character or mention.
    pub fn is_nullable(&self) -> bool {
        match self {
            Node::Empty | Node::Look(_) | Node::Space | Node::Gap => true,
            Node::Repeat(repeat) => repeat.least == 0 || repeat.node.is_nullable(),
            Node::Group(_, node) => node.is_nullable(),
            Node::Choice(nodes) => nodes.iter().any(Node::is_nullable),
            Node::Sequence(nodes) => nodes.iter().all(Node::is_nullable),
            _ => false,
        }
    }
}

/// The slots of both, sorted; the first that is in both is wrong.
fn joined(mut bound: Vec<u16>, more: Vec<u16>) -> Result<Vec<u16>, u16> {
    for slot in more {
        match bound.binary_search(&slot) {
            Ok(_) => return Err(slot),
            Err(place) => bound.insert(place, slot),
        }
    }
    Ok(bound)
}
