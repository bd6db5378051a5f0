//! Where words end in a pattern: whether a word of the text can go on from one node into the next.

use super::fold::fold;
use super::program::{Look, bounds};
use super::syntax::{GAP, SPACE, Tree};
use regex_syntax::ast::Ast;

/// Which end of a node is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    First,
    Last,
}

/// Whether a word ends at one end of all that a node matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// It does.
    Closed,
    /// A word may go on across it.
    Open,
    /// The node may match nothing; what stands beyond it decides.
    Beyond,
}

/// Whether a word ends where `nodes`, a part of a sequence, start (or end); `beyond` tells what follows them.
pub(super) fn is_closed(tree: &Tree, nodes: &[Ast], end: End, beyond: bool) -> bool {
    match sequence(tree, nodes, end) {
        Edge::Closed => true,
        Edge::Open => false,
        Edge::Beyond => beyond,
    }
}

fn sequence(tree: &Tree, nodes: &[Ast], end: End) -> Edge {
    let mut decided = |node: &Ast| match edge(tree, node, end) {
        Edge::Beyond => None,
        edge => Some(edge),
    };
    let found = match end {
        End::First => nodes.iter().find_map(&mut decided),
        End::Last => nodes.iter().rev().find_map(&mut decided),
    };
    found.unwrap_or(Edge::Beyond)
}

fn edge(tree: &Tree, node: &Ast, end: End) -> Edge {
    match node {
        Ast::Empty(_) | Ast::Flags(_) => Edge::Beyond,
        Ast::Literal(literal) if literal.c.is_ascii_digit() || divides(tree, literal.c) => Edge::Closed,
        Ast::Assertion(look) => match Look::of(&look.kind) {
            Some(Look::NoBoundary) | None => Edge::Beyond,
            Some(_) => Edge::Closed,
        },
        Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => {
            let apart = tree.set(node).is_some_and(|set| set.is_letterless());
            if apart { Edge::Closed } else { Edge::Open }
        }
        Ast::Literal(_) | Ast::Dot(_) => Edge::Open,
        Ast::Repetition(repetition) => {
            let inside = edge(tree, &repetition.ast, end);
            match bounds(&repetition.op.kind).0 {
                0 if inside != Edge::Open => Edge::Beyond,
                _ => inside,
            }
        }
        Ast::Group(group) => edge(tree, &group.ast, end),
        Ast::Concat(nodes) => sequence(tree, &nodes.asts, end),
        Ast::Alternation(nodes) => {
            let edges = nodes.asts.iter().map(|node| edge(tree, node, end));
            edges
                .reduce(|a, b| match (a, b) {
                    (Edge::Open, _) | (_, Edge::Open) => Edge::Open,
                    (Edge::Beyond, _) | (_, Edge::Beyond) => Edge::Beyond,
                    _ => Edge::Closed,
                })
                .unwrap_or(Edge::Beyond)
        }
    }
}

/// Whether no word goes on across `c`: white space, a gap, a slot, a list, a mark.
pub(super) fn divides(tree: &Tree, c: char) -> bool {
    matches!(c, SPACE | GAP) || tree.element(c).is_some() || !(c.is_alphanumeric() || fold(c) == '\'')
}
