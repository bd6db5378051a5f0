//! Patterns as small programs, run by [`super::run`].
//!
//! No engine of the regex family can be used: slots consume mentions, and mentions overlap ("third" lies
//! inside "the third quarter"), so that the input is a lattice, not a string.

use super::ahead::Ahead;
use super::charset::{CharSet, translate};
use super::edge::{End, is_closed};
use super::fold::{fold, is_word, plain};
use super::slot::SlotType;
use super::switch::{self, Switch};
use super::syntax::{Element, GAP, SPACE, Tree};
use super::words::WordLists;
use crate::lexicon::WordId;
use regex_syntax::ast::{AssertionKind, Ast, Flag, Flags, GroupKind, RepetitionKind, RepetitionRange};
use std::sync::Arc;

/// One step of a program. A step that does not say where it goes is followed by the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A character, folded.
    Char(char),
    /// A character in this very case.
    Exact(char),
    /// A character of a class.
    Class(u16),
    /// Characters of a class, as many as there are, but at least and at most so many.
    Many { set: u16, least: u32, most: u32 },
    /// A whole word, whatever its case.
    Word(WordId),
    /// White space, or a place where none is needed.
    Space,
    /// A few words.
    Gap,
    /// A mention, a list of them or a word.
    Slot { slot: u16, kind: SlotType, list: bool },
    /// An entry of a word list.
    Words(u16),
    /// The start of a named group.
    Open(u16),
    /// The end of a named group.
    Close(u16),
    /// No character, where this holds.
    Look(Look),
    /// First one way, then the other.
    Fork(u32, u32),
    /// The alternatives of a [`Switch`], one after the other.
    Switch(u16),
    /// On at another step.
    Jump(u32),
    /// Nothing matches.
    Fail,
    /// Found.
    Done,
}

/// What a step may ask of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Start,
    End,
    Boundary,
    NoBoundary,
    WordStart,
    WordEnd,
}

impl Look {
    /// Whether it holds between these two characters of a sentence.
    pub fn holds(self, before: Option<char>, after: Option<char>) -> bool {
        let (left, right) = (before.is_some_and(is_word), after.is_some_and(is_word));
        match self {
            Look::Start => before.is_none(),
            Look::End => after.is_none(),
            Look::Boundary => left != right,
            Look::NoBoundary => left == right,
            Look::WordStart => !left && right,
            Look::WordEnd => left && !right,
        }
    }

    /// The one that an assertion of a pattern stands for.
    pub fn of(kind: &AssertionKind) -> Option<Self> {
        use AssertionKind::*;
        Some(match kind {
            StartLine | StartText => Look::Start,
            EndLine | EndText => Look::End,
            WordBoundary => Look::Boundary,
            NotWordBoundary => Look::NoBoundary,
            WordBoundaryStart => Look::WordStart,
            WordBoundaryEnd => Look::WordEnd,
            _ => return None,
        })
    }
}

/// The mark of a step that goes on in one way.
pub(super) const UNMARKED: u32 = u32::MAX;

/// A compiled pattern.
#[derive(Debug, Clone, Default)]
pub(super) struct Program {
    pub steps: Vec<Step>,
    /// By step: its number among those from which there is more than one way on, or [`UNMARKED`]. Only of these
    /// a second visit is worth a note; all other steps are reached from them, each once.
    pub mark: Vec<u32>,
    /// By mark: what the ways on can begin with, the second for a fork alone.
    pub ways: Vec<[Ahead; 2]>,
    pub sets: Vec<Arc<CharSet>>,
    pub switches: Vec<Switch>,
    /// What a match can start with.
    pub first: Ahead,
}

impl Program {
    /// Compiles a tree that [`super::check::faults`] has passed.
    pub fn new(tree: &Tree, lists: &WordLists) -> Program {
        let mut compiler = Compiler { tree, program: Program::default(), sensitive: false };
        compiler.node(&tree.ast, Edges { left: true, right: true });
        compiler.program.steps.push(Step::Done);
        let mut program = compiler.program;
        program.first = Ahead::of_start(&program, lists);
        for at in 0..program.switches.len() {
            program.switches[at].arms = switch::arms(&program, lists, &program.switches[at].targets);
        }
        for at in 0..program.steps.len() {
            let ways = match program.steps[at] {
                Step::Fork(first, second) => [first, second].map(|step| Ahead::of(&program, lists, step)),
                Step::Gap | Step::Words(_) | Step::Slot { .. } | Step::Many { .. } => {
                    [Ahead::of(&program, lists, at as u32 + 1), Ahead::default()]
                }
                // Its arms know for themselves.
                Step::Switch(_) => [Ahead::default(); 2],
                _ => {
                    program.mark.push(UNMARKED);
                    continue;
                }
            };
            program.mark.push(program.ways.len() as u32);
            program.ways.push(ways);
        }
        program
    }

    /// How many steps have a mark.
    pub fn marks(&self) -> usize {
        self.ways.len()
    }
}

/// How often a repetition repeats: at least, and at most.
pub(super) fn bounds(kind: &RepetitionKind) -> (u32, Option<u32>) {
    match kind {
        RepetitionKind::ZeroOrOne => (0, Some(1)),
        RepetitionKind::ZeroOrMore => (0, None),
        RepetitionKind::OneOrMore => (1, None),
        RepetitionKind::Range(RepetitionRange::Exactly(n)) => (*n, Some(*n)),
        RepetitionKind::Range(RepetitionRange::AtLeast(n)) => (*n, None),
        RepetitionKind::Range(RepetitionRange::Bounded(least, most)) => (*least, Some(*most)),
    }
}

struct Compiler<'a> {
    tree: &'a Tree,
    program: Program,
    sensitive: bool,
}

/// Whether a word ends beside a node, whatever stands there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edges {
    pub left: bool,
    pub right: bool,
}

impl Compiler<'_> {
    fn push(&mut self, step: Step) -> usize {
        self.program.steps.push(step);
        self.program.steps.len() - 1
    }

    fn here(&self) -> u32 {
        self.program.steps.len() as u32
    }

    fn node(&mut self, node: &Ast, edges: Edges) {
        match node {
            Ast::Empty(_) => {}
            Ast::Flags(flags) => self.flags(&flags.flags),
            Ast::Literal(_) => self.literals(std::slice::from_ref(node), edges),
            Ast::Assertion(look) => {
                self.push(Look::of(&look.kind).map_or(Step::Fail, Step::Look));
            }
            Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => {
                let set = self.set(node);
                self.push(Step::Class(set));
            }
            Ast::Repetition(repetition) => {
                let bounds = bounds(&repetition.op.kind);
                let inside = match bounds {
                    (0 | 1, Some(1)) => edges,
                    // It may stand beside itself.
                    _ => Edges {
                        left: edges.left && self.is_closed(node, End::Last),
                        right: edges.right && self.is_closed(node, End::First),
                    },
                };
                self.repeat(&repetition.ast, bounds, repetition.greedy, inside);
            }
            Ast::Group(group) => self.group(&group.kind, &group.ast, edges),
            Ast::Alternation(nodes) => self.alternatives(&nodes.asts, edges),
            Ast::Concat(nodes) => self.sequence(&nodes.asts, edges),
        }
    }

    fn is_closed(&self, node: &Ast, end: End) -> bool {
        is_closed(self.tree, std::slice::from_ref(node), end, false)
    }

    fn set(&mut self, node: &Ast) -> u16 {
        let set = match self.sensitive {
            true => translate(&self.tree.text, node, true).map(Arc::new).unwrap_or_default(),
            false => self.tree.set(node).cloned().unwrap_or_default(),
        };
        let known = self.program.sets.iter().position(|known| *known == set);
        known.unwrap_or_else(|| {
            self.program.sets.push(set);
            self.program.sets.len() - 1
        }) as u16
    }

    fn flags(&mut self, flags: &Flags) {
        if let Some(insensitive) = flags.flag_state(Flag::CaseInsensitive) {
            self.sensitive = !insensitive;
        }
    }

    fn sequence(&mut self, nodes: &[Ast], edges: Edges) {
        let mut at = 0;
        while at < nodes.len() {
            let letters = nodes[at..].iter().take_while(|node| is_letter(node)).count();
            let end = at + letters.max(1);
            let inside = Edges {
                left: is_closed(self.tree, &nodes[..at], End::Last, edges.left),
                right: is_closed(self.tree, &nodes[end..], End::First, edges.right),
            };
            match letters {
                0 => self.node(&nodes[at], inside),
                _ => self.literals(&nodes[at..end], inside),
            }
            at = end;
        }
    }

    /// Letters that stand together, or one other character.
    fn literals(&mut self, nodes: &[Ast], edges: Edges) {
        let chars = nodes.iter().filter_map(|node| match node {
            Ast::Literal(literal) => Some(literal.c),
            _ => None,
        });
        if edges.left && edges.right && !self.sensitive && nodes.iter().all(is_letter) {
            let word: String = chars.clone().map(|c| c.to_ascii_lowercase()).collect();
            if let Some(word) = self.tree.word(&word) {
                self.push(Step::Word(word));
                return;
            }
        }
        chars.for_each(|c| self.char(c));
    }

    fn char(&mut self, c: char) {
        let step = match (c, self.tree.element(c)) {
            (SPACE, _) => Step::Space,
            (GAP, _) => Step::Gap,
            (_, Some(Element::Slot { slot, kind, list })) => Step::Slot { slot, kind, list },
            (_, Some(Element::List(list))) => Step::Words(list),
            _ if self.sensitive => Step::Exact(plain(c).unwrap_or(c)),
            _ => Step::Char(fold(c)),
        };
        self.push(step);
    }

    fn group(&mut self, kind: &GroupKind, inside: &Ast, edges: Edges) {
        let before = self.sensitive;
        let slot = match kind {
            GroupKind::CaptureName { name, .. } => self.tree.group(&name.name),
            GroupKind::NonCapturing(flags) => {
                self.flags(flags);
                None
            }
            GroupKind::CaptureIndex(_) => None,
        };
        if let Some(slot) = slot {
            self.push(Step::Open(slot));
        }
        self.node(inside, edges);
        if let Some(slot) = slot {
            self.push(Step::Close(slot));
        }
        self.sensitive = before;
    }

    fn alternatives(&mut self, nodes: &[Ast], edges: Edges) {
        let switch = self.program.switches.len();
        self.program.switches.push(Switch::default());
        self.push(Step::Switch(switch as u16));
        let (mut targets, mut ends) = (Vec::new(), Vec::new());
        for node in nodes {
            targets.push(self.here());
            self.node(node, edges);
            ends.push(self.push(Step::Fail));
        }
        let end = self.here();
        for jump in ends {
            self.program.steps[jump] = Step::Jump(end);
        }
        self.program.switches[switch].targets = targets.into();
    }

    fn repeat(&mut self, node: &Ast, (least, most): (u32, Option<u32>), greedy: bool, edges: Edges) {
        let class =
            matches!(node, Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_));
        if class && greedy && most != Some(1) {
            let set = self.set(node);
            self.push(Step::Many { set, least, most: most.unwrap_or(u32::MAX) });
            return;
        }
        for _ in 0..least {
            self.node(node, edges);
        }
        let fork =
            |into: u32, past: u32| if greedy { Step::Fork(into, past) } else { Step::Fork(past, into) };
        let Some(most) = most else {
            let start = self.push(Step::Fail);
            self.node(node, edges);
            self.push(Step::Jump(start as u32));
            self.program.steps[start] = fork(start as u32 + 1, self.here());
            return;
        };
        let mut forks = Vec::new();
        for _ in least..most {
            forks.push(self.push(Step::Fail));
            self.node(node, edges);
        }
        let end = self.here();
        for at in forks {
            self.program.steps[at] = fork(at as u32 + 1, end);
        }
    }
}

/// Whether a node is a letter of ASCII as it stands.
pub(super) fn is_letter(node: &Ast) -> bool {
    matches!(node, Ast::Literal(literal) if literal.c.is_ascii_alphabetic())
}
