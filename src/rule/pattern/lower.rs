//! From the syntax tree of a pattern to its [`Node`]s.

use super::charset::{CharSet, translate};
use super::edge::is_letter;
use super::fold::{fold, plain};
use super::node::{Marks, Node, Repeat, Text};
use super::program::Look;
use super::syntax::{Element, GAP, SPACE, Tree};
use crate::rule::Fault;
use regex_syntax::ast::{self, Ast, Flag, Flags, FlagsItemKind, GroupKind, RepetitionKind, RepetitionRange};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The longest program; with the machine's window it bounds its memory.
const MAX_STEPS: usize = 2_000;

/// The classes of characters that have been read, by how they are written.
#[derive(Debug, Default)]
pub(super) struct Classes {
    any_case: HashMap<Box<str>, Arc<CharSet>>,
    exact: HashMap<Box<str>, Arc<CharSet>>,
}

/// The nodes of a tree, those of its phrases in their places.
///
/// # Errors
///
/// What is wrong with it beyond its syntax, as places in the pattern.
pub(super) fn lower(tree: &Tree, classes: &mut Classes) -> Result<Node, Vec<Fault>> {
    let mut lowering = Lowering { tree, classes, exact: false, phrases: 0, faults: Vec::new() };
    let node = lowering.node(&tree.ast);
    if !lowering.faults.is_empty() {
        return Err(lowering.faults);
    }
    if lowering.phrases.max(node.size()) > MAX_STEPS {
        let fault = Fault::new(whole(tree), "the pattern is too large");
        return Err(vec![fault.help("repeat less, or put alternatives into a word list")]);
    }
    Ok(node)
}

/// The bytes of a pattern.
pub(super) fn whole(tree: &Tree) -> Range<usize> {
    0..tree.original(tree.ast.span()).end
}

struct Lowering<'a> {
    tree: &'a Tree,
    classes: &'a mut Classes,
    /// Whether letters match in their own case alone.
    exact: bool,
    /// The size of the phrases so far: those in phrases could grow without end.
    phrases: usize,
    faults: Vec<Fault>,
}

impl Lowering<'_> {
    fn node(&mut self, node: &Ast) -> Node {
        match node {
            Ast::Empty(_) => Node::Empty,
            Ast::Flags(flags) => {
                self.flags(&flags.flags, &flags.span);
                Node::Empty
            }
            Ast::Literal(literal) => match (self.letter(literal.c), self.tree.element(literal.c)) {
                (Some(letter), _) => self.text(letter),
                (None, Some(Element::Phrase(_))) if self.exact => {
                    let message = "a phrase matches in the case that it says itself";
                    self.fault_with(&literal.span, message, "put the group `(?-i:…)` into the phrase")
                }
                (None, element) => self.mark(literal.c, element),
            },
            Ast::Assertion(look) => match Look::of(&look.kind) {
                Some(look) => Node::Look(look),
                None => self.fault(&look.span, "half a word boundary cannot be used in a pattern"),
            },
            Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => {
                self.class(node)
            }
            Ast::Repetition(repetition) => {
                let inside = self.node(&repetition.ast);
                let (least, most) = bounds(&repetition.op.kind);
                match (inside, least, most) {
                    (Node::Empty, ..) => Node::Empty,
                    (inside, 1, Some(1)) => inside,
                    (node, ..) => {
                        Node::Repeat(Box::new(Repeat { node, least, most, greedy: repetition.greedy }))
                    }
                }
            }
            Ast::Group(group) => self.group(&group.kind, &group.ast),
            Ast::Alternation(nodes) => Node::Choice(nodes.asts.iter().map(|node| self.node(node)).collect()),
            Ast::Concat(nodes) => self.sequence(&nodes.asts),
        }
    }

    fn fault(&mut self, span: &ast::Span, message: impl Into<String>) -> Node {
        self.faults.push(Fault::new(self.tree.original(span), message));
        Node::Empty
    }

    fn fault_with(&mut self, span: &ast::Span, message: &str, help: &str) -> Node {
        self.faults.push(Fault::new(self.tree.original(span), message).help(help));
        Node::Empty
    }

    /// A letter as it is compared, if a character is one.
    fn letter(&self, c: char) -> Option<char> {
        let stands_for_more = matches!(c, SPACE | GAP) || self.tree.element(c).is_some();
        let folded = fold(c);
        (!stands_for_more && is_letter(folded))
            .then(|| if self.exact { plain(c).unwrap_or(c) } else { folded })
    }

    fn text(&self, letter: char) -> Node {
        Node::Text(Text { letters: letter.into(), exact: self.exact, ..Text::default() })
    }

    /// What a character that is no letter stands for.
    fn mark(&mut self, c: char, element: Option<Element>) -> Node {
        match (c, element) {
            (SPACE, _) => Node::Space,
            (GAP, _) => Node::Gap,
            (_, Some(Element::Slot { slot, kind, list })) => Node::Slot { slot, kind, list },
            (_, Some(Element::List(list))) => Node::List(list),
            (_, Some(Element::Phrase(phrase))) => {
                let (phrase, slots) = self.tree.phrase(phrase);
                self.phrases = self.phrases.saturating_add(phrase.size);
                if self.phrases > MAX_STEPS {
                    return Node::Empty;
                }
                phrase.node.clone().with_slots(slots)
            }
            _ => Node::Char(fold(c), Marks::default()),
        }
    }

    fn sequence(&mut self, asts: &[Ast]) -> Node {
        let mut nodes: Vec<Node> = Vec::with_capacity(asts.len());
        for ast in asts {
            let letter = match ast {
                Ast::Literal(literal) => self.letter(literal.c),
                _ => None,
            };
            match (letter, nodes.last_mut()) {
                // Letters that follow one another are one text.
                (Some(letter), Some(Node::Text(last))) if last.exact == self.exact => {
                    last.letters.push(letter);
                }
                (Some(letter), _) => nodes.push(self.text(letter)),
                (None, _) => match self.node(ast) {
                    Node::Empty => {}
                    Node::Sequence(inside) => inside.into_iter().for_each(|node| push(&mut nodes, node)),
                    node => push(&mut nodes, node),
                },
            }
        }
        Node::sequence(nodes)
    }

    fn group(&mut self, kind: &GroupKind, inside: &Ast) -> Node {
        let before = self.exact;
        let slot = match kind {
            GroupKind::CaptureName { name, .. } => self.tree.group(&name.name),
            GroupKind::NonCapturing(flags) => {
                self.flags(flags, &flags.span);
                None
            }
            GroupKind::CaptureIndex(_) => None,
        };
        let node = self.node(inside);
        self.exact = before;
        match slot {
            Some(slot) => Node::Group(slot, Box::new(node)),
            None => node,
        }
    }

    fn flags(&mut self, flags: &Flags, span: &ast::Span) {
        let known = [FlagsItemKind::Negation, FlagsItemKind::Flag(Flag::CaseInsensitive)];
        if !flags.items.iter().all(|item| known.contains(&item.kind)) {
            self.fault(span, "only the flag i is known in a pattern");
        }
        if let Some(any_case) = flags.flag_state(Flag::CaseInsensitive) {
            self.exact = !any_case;
        }
    }

    fn class(&mut self, node: &Ast) -> Node {
        let written = &self.tree.text[node.span().start.offset..node.span().end.offset];
        let Classes { any_case, exact } = &mut *self.classes;
        let known = if self.exact { exact } else { any_case };
        if let Some(set) = known.get(written) {
            return Node::Class(Arc::clone(set), Marks::default());
        }
        match translate(&self.tree.text, node, self.exact) {
            Ok(set) => {
                let set = Arc::new(set);
                known.insert(written.into(), Arc::clone(&set));
                Node::Class(set, Marks::default())
            }
            Err(error) => self.fault(error.span(), error.kind().to_string()),
        }
    }
}

/// Puts a node behind others.
fn push(nodes: &mut Vec<Node>, node: Node) {
    match (nodes.last_mut(), node) {
        (Some(Node::Text(last)), Node::Text(next)) if last.exact == next.exact => {
            last.letters.push_str(&next.letters);
        }
        (_, node) => nodes.push(node),
    }
}

/// How often a repetition repeats: at least, and at most.
fn bounds(kind: &RepetitionKind) -> (u32, Option<u32>) {
    match kind {
        RepetitionKind::ZeroOrOne => (0, Some(1)),
        RepetitionKind::ZeroOrMore => (0, None),
        RepetitionKind::OneOrMore => (1, None),
        RepetitionKind::Range(RepetitionRange::Exactly(n)) => (*n, Some(*n)),
        RepetitionKind::Range(RepetitionRange::AtLeast(n)) => (*n, None),
        RepetitionKind::Range(RepetitionRange::Bounded(least, most)) => (*least, Some(*most)),
    }
}
