//! Where words end in a pattern: whether a word of the text can go on from one node into the next.

use super::node::Node;
use super::program::Look;

/// Which end of a node is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    First,
    Last,
}

/// Whether a word ends at one end of all that a node matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// It does.
    Closed,
    /// A word may go on across it.
    Open,
    /// The node may match nothing; what stands beyond it decides.
    Beyond,
}

impl Edge {
    /// Whether a word ends there, if `beyond` tells what follows.
    pub fn is_closed(self, beyond: bool) -> bool {
        match self {
            Edge::Closed => true,
            Edge::Open => false,
            Edge::Beyond => beyond,
        }
    }
}

/// Whether a word ends at `end` of a node.
pub(super) fn edge(node: &Node, end: End) -> Edge {
    match node {
        Node::Empty | Node::Look(Look::NoBoundary) => Edge::Beyond,
        Node::Word(_) | Node::Words(_) | Node::Text(_) => Edge::Open,
        // Whoever writes `killed[^.]*` or `[^.]*killed` does not mean a part of a word.
        Node::Class(set, _) => match set.is_letterless() || set.is_gap() {
            true => Edge::Closed,
            false => Edge::Open,
        },
        Node::Char(..) | Node::Space | Node::Gap | Node::Slot { .. } | Node::List(_) | Node::Look(_) => {
            Edge::Closed
        }
        Node::Group(_, node) => edge(node, end),
        Node::Repeat(repeat) => match edge(&repeat.node, end) {
            Edge::Closed if repeat.least == 0 => Edge::Beyond,
            edge => edge,
        },
        Node::Sequence(nodes) => {
            let mut edges = nodes.iter().map(|node| edge(node, end));
            let decides = |edge: &Edge| *edge != Edge::Beyond;
            let found = match end {
                End::First => edges.find(decides),
                End::Last => edges.rfind(decides),
            };
            found.unwrap_or(Edge::Beyond)
        }
        Node::Choice(nodes) => {
            let mut all = Edge::Closed;
            for node in nodes {
                match edge(node, end) {
                    Edge::Open => return Edge::Open,
                    Edge::Beyond => all = Edge::Beyond,
                    Edge::Closed => {}
                }
            }
            all
        }
    }
}

/// Whether a folded character is part of a word: all but digits, marks and white space.
pub(super) fn is_letter(c: char) -> bool {
    c == '\'' || c.is_alphanumeric() && !c.is_ascii_digit()
}
