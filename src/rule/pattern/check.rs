//! What is wrong with a pattern before it is compiled.

use super::charset::translate;
use super::program::{Look, bounds};
use super::syntax::{GAP, SPACE, Tree};
use crate::rule::Fault;
use regex_syntax::ast::{Ast, Flag, Flags, GroupKind};

/// The longest program; with the machine's window it bounds its memory.
const MAX_INSTRUCTIONS: usize = 2_000;

/// All that keeps a tree from being compiled or from being any use.
pub(super) fn faults(tree: &Tree) -> Vec<Fault> {
    let mut faults = mistakes(tree);
    let whole = 0..tree.original(tree.ast.span()).end;
    if !faults.is_empty() {
        return faults;
    }
    if size(&tree.ast) > MAX_INSTRUCTIONS {
        let fault = Fault::new(whole, "the pattern is too large");
        faults.push(fault.help("repeat less, or put alternatives into a word list"));
    } else if nullable(&tree.ast) {
        faults.push(Fault::new(whole, "the pattern can match without any word"));
    }
    faults
}

/// What is wrong with a tree or a part of one.
pub(super) fn mistakes(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    check_node(tree, &tree.ast, &mut faults);
    faults
}

fn check_node(tree: &Tree, node: &Ast, faults: &mut Vec<Fault>) {
    let mut fault = |span, message: &str| faults.push(Fault::new(tree.original(span), message));
    match node {
        Ast::Flags(flags) if !knows(&flags.flags) => {
            fault(&flags.span, "only the flag i is known in a pattern");
        }
        Ast::Assertion(look) if Look::of(&look.kind).is_none() => {
            fault(&look.span, "half a word boundary cannot be used in a pattern");
        }
        Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) | Ast::Dot(_) => {
            if tree.set(node).is_none()
                && let Err(error) = translate(&tree.text, node, false)
            {
                fault(error.span(), &error.kind().to_string());
            }
        }
        Ast::Repetition(repetition) => check_node(tree, &repetition.ast, faults),
        Ast::Group(group) => {
            if let GroupKind::NonCapturing(flags) = &group.kind
                && !knows(flags)
            {
                fault(&flags.span, "only the flag i is known in a pattern");
            }
            check_node(tree, &group.ast, faults);
        }
        Ast::Alternation(nodes) => nodes.asts.iter().for_each(|node| check_node(tree, node, faults)),
        Ast::Concat(nodes) => nodes.asts.iter().for_each(|node| check_node(tree, node, faults)),
        _ => {}
    }
}

fn knows(flags: &Flags) -> bool {
    use regex_syntax::ast::FlagsItemKind::{Flag as Item, Negation};
    flags.items.iter().all(|item| matches!(item.kind, Negation | Item(Flag::CaseInsensitive)))
}

/// How many steps a node becomes, at most.
fn size(node: &Ast) -> usize {
    match node {
        Ast::Repetition(repetition) => {
            let one = size(&repetition.ast).saturating_add(2);
            let (least, most) = bounds(&repetition.op.kind);
            one.saturating_mul(most.unwrap_or(least + 1).max(1) as usize)
        }
        Ast::Group(group) => size(&group.ast).saturating_add(2),
        Ast::Alternation(nodes) => {
            nodes.asts.iter().fold(0, |sum: usize, node| sum.saturating_add(size(node) + 2))
        }
        Ast::Concat(nodes) => nodes.asts.iter().fold(0, |sum: usize, node| sum.saturating_add(size(node))),
        _ => 1,
    }
}

/// Whether a node matches without any character or mention.
fn nullable(node: &Ast) -> bool {
    match node {
        Ast::Literal(literal) => matches!(literal.c, SPACE | GAP),
        Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => false,
        Ast::Repetition(repetition) => bounds(&repetition.op.kind).0 == 0 || nullable(&repetition.ast),
        Ast::Group(group) => nullable(&group.ast),
        Ast::Alternation(nodes) => nodes.asts.iter().any(nullable),
        Ast::Concat(nodes) => nodes.asts.iter().all(nullable),
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => true,
    }
}
