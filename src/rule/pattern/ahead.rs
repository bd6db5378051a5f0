//! What may stand where a step is to go on: a look at the next character, token or mention ends most searches.
//!
//! It errs on one side alone: a way that it closes can't match, one that it leaves open may fail later.

use super::charset::LETTERS;
use super::program::{Program, Step};
use super::sketch::Sketch;
use super::slot::SlotType;
use super::words::WordLists;
use crate::lexicon::WordId;

/// What the way from a step can begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Ahead {
    /// Without any white space of the pattern before it.
    pub here: Next,
    /// Where the way begins with white space: past that.
    pub past_space: Option<Next>,
    /// Where white space is passed already: either of the two.
    pub either: Next,
}

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Next {
    /// The characters of ASCII, a bit each.
    chars: u128,
    /// The words of whole tokens.
    words: Sketch,
    /// Whether there are some words, and whether any word will do.
    some_word: bool,
    any_word: bool,
    /// The kinds of mention that may be entered, by [`super::slot::kind_bit`].
    pub kinds: u16,
    /// Any character outside of ASCII.
    wide: bool,
    /// The end of the match, or a gap: neither stands inside a token.
    pub end: bool,
    /// Whatever there is.
    anything: bool,
}

impl Ahead {
    /// What may stand where `step` of `program` is to go on: all that is reached without a character.
    pub fn of(program: &Program, lists: &WordLists, step: u32) -> Self {
        let mut spaces = Vec::new();
        let here = Next::of(program, lists, vec![step], |after| spaces.push(after));
        let past_space = (!spaces.is_empty()).then(|| {
            let mut again = false;
            let next = Next::of(program, lists, spaces, |_| again = true);
            Next { anything: next.anything || again, ..next }
        });
        Ahead { here, past_space, either: here.or(past_space.unwrap_or_default()) }
    }

    /// What a match of `program` can start with, at the start of a token: white space there passes over nothing.
    pub fn of_start(program: &Program, lists: &WordLists) -> Self {
        let Ahead { either, .. } = Ahead::of(program, lists, 0);
        Ahead { here: either, past_space: None, either }
    }
}

impl Next {
    /// What is reached from the steps `open` without a character; `each_space` is told what follows white space.
    fn of(program: &Program, lists: &WordLists, mut open: Vec<u32>, mut each_space: impl FnMut(u32)) -> Self {
        let mut next = Next::default();
        let mut seen = vec![false; program.steps.len()];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            match program.steps[at as usize] {
                Step::Char(c) | Step::Exact(c) => next.add_letter(c),
                Step::Class(set) => next.add_set(program, set),
                Step::Many { set, least, .. } => {
                    next.add_set(program, set);
                    if least == 0 {
                        open.push(at + 1);
                    }
                }
                Step::Space => each_space(at + 1),
                Step::Word(word) => next.add_words([word]),
                Step::OneOf(words) => next.add_words(program.words[words as usize].iter().copied()),
                Step::Words(list) => {
                    next.add_words(lists.get(list).first_words());
                }
                Step::Slot { kind: SlotType::Word, .. } => next.any_word = true,
                Step::Gap => (next.any_word, next.end) = (true, true),
                Step::Slot { kind, .. } => next.kinds |= kind.kinds(),
                Step::Look(_) | Step::Open(_) | Step::Close(_) => open.push(at + 1),
                Step::Fork(a, b) => open.extend([a, b]),
                Step::Switch(switch) => open.extend(&program.switches[switch as usize].targets),
                Step::Jump(to) => open.push(to),
                Step::Done => next.end = true,
                Step::Fail => {}
            }
        }
        next
    }

    fn or(self, other: Self) -> Self {
        Next {
            chars: self.chars | other.chars,
            words: self.words.union(other.words),
            some_word: self.some_word || other.some_word,
            any_word: self.any_word || other.any_word,
            kinds: self.kinds | other.kinds,
            wide: self.wide || other.wide,
            end: self.end || other.end,
            anything: self.anything || other.anything,
        }
    }

    fn add_words(&mut self, words: impl IntoIterator<Item = WordId>) {
        for word in words {
            self.words.add(word);
            self.some_word = true;
        }
    }

    fn add_letter(&mut self, c: char) {
        // A wide character may stand for a plain one, and the Kelvin sign for a k.
        self.wide = true;
        if c.is_ascii() {
            self.chars |= 1 << c as u8 | 1 << c.to_ascii_uppercase() as u8;
        }
    }

    fn add_set(&mut self, program: &Program, set: u16) {
        self.chars |= program.sets[set as usize].ascii();
        self.wide = true;
    }

    /// Whether some letter of ASCII will do.
    pub fn takes_letters(&self) -> bool {
        self.anything || self.chars & LETTERS != 0
    }

    /// Whether no token, mention or end of the match will do.
    pub fn takes_only_characters(&self) -> bool {
        !(self.some_word || self.any_word || self.kinds != 0 || self.end)
    }

    /// Whether the token `word` will do.
    pub fn takes_word(&self, word: WordId) -> bool {
        self.any_word || self.words.has(word)
    }

    /// Whether the way may go on with the character that begins with the byte `next` (`None` at the end of the text).
    /// Of mentions, tokens and the end of the match the caller knows.
    #[inline]
    pub fn takes(&self, next: Option<u8>) -> bool {
        match next {
            None => true,
            Some(byte) if byte >= 128 => self.wide || self.anything,
            Some(byte) => self.chars >> byte & 1 == 1 || self.anything,
        }
    }
}
