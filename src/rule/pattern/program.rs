//! Patterns as small programs, run by [`super::run`].
//!
//! No engine of the regex family can be used: slots consume mentions, and mentions overlap ("third" lies
//! inside "the third quarter"), so that the input is a lattice, not a string.

use super::ahead::Ahead;
use super::charset::CharSet;
use super::fold::is_word;
use super::node::{Node, Repeat};
use super::slot::SlotType;
use super::switch::{self, Switch};
use super::words::WordLists;
use crate::lexicon::WordId;
use regex_syntax::ast::AssertionKind;
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
    /// One of several whole words.
    OneOf(u16),
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// Each of them sorted.
    pub words: Vec<Box<[WordId]>>,
    pub switches: Vec<Switch>,
    /// What a match can start with.
    pub first: Ahead,
}

impl Program {
    /// Compiles a pattern.
    pub fn new(pattern: &Node, lists: &WordLists) -> Program {
        let mut compiler = Compiler { program: Program::default() };
        compiler.node(pattern);
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

struct Compiler {
    program: Program,
}

impl Compiler {
    fn push(&mut self, step: Step) -> usize {
        self.program.steps.push(step);
        self.program.steps.len() - 1
    }

    fn here(&self) -> u32 {
        self.program.steps.len() as u32
    }

    fn node(&mut self, node: &Node) {
        let step = match node {
            Node::Empty => return,
            Node::Word(word) => Step::Word(*word),
            Node::Words(words) => {
                self.program.words.push(words.clone());
                Step::OneOf(self.program.words.len() as u16 - 1)
            }
            Node::Text(text) => {
                let step = if text.exact { Step::Exact } else { Step::Char };
                return self.program.steps.extend(text.letters.chars().map(step));
            }
            Node::Char(c, _) => Step::Char(*c),
            Node::Class(set, _) => Step::Class(self.set(set)),
            Node::Space => Step::Space,
            Node::Gap => Step::Gap,
            Node::Slot { slot, kind, list } => Step::Slot { slot: *slot, kind: *kind, list: *list },
            Node::List(list) => Step::Words(*list),
            Node::Look(look) => Step::Look(*look),
            Node::Group(slot, inside) => {
                self.push(Step::Open(*slot));
                self.node(inside);
                Step::Close(*slot)
            }
            Node::Repeat(repeat) => return self.repeat(repeat),
            Node::Choice(nodes) => return self.alternatives(nodes),
            Node::Sequence(nodes) => return nodes.iter().for_each(|node| self.node(node)),
        };
        self.push(step);
    }

    fn set(&mut self, set: &Arc<CharSet>) -> u16 {
        let known = self.program.sets.iter().position(|known| known == set);
        known.unwrap_or_else(|| {
            self.program.sets.push(Arc::clone(set));
            self.program.sets.len() - 1
        }) as u16
    }

    fn alternatives(&mut self, nodes: &[Node]) {
        let switch = self.program.switches.len();
        self.program.switches.push(Switch::default());
        self.push(Step::Switch(switch as u16));
        let (mut targets, mut ends) = (Vec::new(), Vec::new());
        for node in nodes {
            targets.push(self.here());
            self.node(node);
            ends.push(self.push(Step::Fail));
        }
        let end = self.here();
        for jump in ends {
            self.program.steps[jump] = Step::Jump(end);
        }
        self.program.switches[switch].targets = targets.into();
    }

    fn repeat(&mut self, repeat: &Repeat) {
        let Repeat { node, least, most, greedy } = repeat;
        if let (Node::Class(set, _), true) = (node, *greedy && *most != Some(1)) {
            let set = self.set(set);
            self.push(Step::Many { set, least: *least, most: most.unwrap_or(u32::MAX) });
            return;
        }
        for _ in 0..*least {
            self.node(node);
        }
        let fork =
            |into: u32, past: u32| if *greedy { Step::Fork(into, past) } else { Step::Fork(past, into) };
        let Some(most) = *most else {
            let start = self.push(Step::Fail);
            self.node(node);
            self.push(Step::Jump(start as u32));
            self.program.steps[start] = fork(start as u32 + 1, self.here());
            return;
        };
        let mut forks = Vec::new();
        for _ in *least..most {
            forks.push(self.push(Step::Fail));
            self.node(node);
        }
        let end = self.here();
        for at in forks {
            self.program.steps[at] = fork(at as u32 + 1, end);
        }
    }
}
