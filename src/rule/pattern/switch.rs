//! Alternatives by the word they begin with: of twenty words in brackets, one look finds the one that stands there.

use super::ahead::Ahead;
use super::program::{Program, Step};
use super::words::WordLists;
use crate::lexicon::WordId;

/// The alternatives of a group.
#[derive(Debug, Clone, Default)]
pub(super) struct Switch {
    /// Where each of them starts, in order.
    pub targets: Box<[u32]>,
    /// All of them, in order.
    pub arms: Box<[Arm]>,
}

/// One alternative, or several that follow each other.
#[derive(Debug, Clone)]
pub(super) enum Arm {
    /// Alternatives that begin with whole words: where they start, by word and, of one word, in order.
    Words(Box<[(WordId, u32)]>),
    /// One that may begin with something else.
    Other { step: u32, ahead: Box<Ahead> },
}

/// The arms of the alternatives of `program` that start at `targets`.
pub(super) fn arms(program: &Program, lists: &WordLists, targets: &[u32]) -> Box<[Arm]> {
    let mut arms = Vec::new();
    let mut words: Vec<(WordId, u32)> = Vec::new();
    let close = |words: &mut Vec<(WordId, u32)>, arms: &mut Vec<Arm>| {
        // Stable: the alternatives of one word stay in their order.
        words.sort_by_key(|(word, _)| *word);
        if !words.is_empty() {
            arms.push(Arm::Words(std::mem::take(words).into()));
        }
    };
    for step in targets {
        match first_words(program, *step) {
            Some(first) => words.extend(first.into_iter().map(|word| (word, *step))),
            None => {
                close(&mut words, &mut arms);
                arms.push(Arm::Other { step: *step, ahead: Box::new(Ahead::of(program, lists, *step)) });
            }
        }
    }
    close(&mut words, &mut arms);
    arms.into()
}

/// The words that all that matches from `step` on begins with; `None` if it may begin with anything else.
fn first_words(program: &Program, step: u32) -> Option<Vec<WordId>> {
    let mut words = Vec::new();
    let mut seen = vec![false; program.steps.len()];
    let mut open = vec![step];
    while let Some(at) = open.pop() {
        if std::mem::replace(&mut seen[at as usize], true) {
            continue;
        }
        match program.steps[at as usize] {
            Step::Word(word) => words.push(word),
            Step::OneOf(several) => words.extend(&program.words[several as usize]),
            Step::Open(_) | Step::Close(_) | Step::Look(_) => open.push(at + 1),
            Step::Fork(a, b) => open.extend([a, b]),
            Step::Switch(switch) => open.extend(&program.switches[switch as usize].targets),
            Step::Jump(to) => open.push(to),
            Step::Fail => {}
            _ => return None,
        }
    }
    words.sort_unstable();
    words.dedup();
    Some(words)
}
