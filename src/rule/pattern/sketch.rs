//! Words and kinds of mention in few bits: what tells at one look that a sentence lacks all that a pattern needs.

use super::need::{Atom, Need};
use crate::lexicon::WordId;

/// Words in few bits: two sketches without a bit in common are of different words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sketch([u64; 8]);

impl Sketch {
    /// A sketch of `words`.
    pub fn of(words: impl IntoIterator<Item = WordId>) -> Self {
        let mut sketch = Sketch::default();
        words.into_iter().for_each(|word| sketch.add(word));
        sketch
    }

    /// Adds a word.
    #[inline]
    pub fn add(&mut self, word: WordId) {
        self.0[word.0 as usize / 64 % 8] |= 1 << (word.0 % 64);
    }

    /// Whether it may hold a word.
    #[inline]
    pub fn has(&self, word: WordId) -> bool {
        self.0[word.0 as usize / 64 % 8] & 1 << (word.0 % 64) != 0
    }

    /// The words of both.
    pub fn and(mut self, other: Sketch) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(bits, others)| *bits |= others);
        self
    }

    /// Whether the two may have a word in common.
    #[inline]
    pub fn meets(&self, other: &Sketch) -> bool {
        self.0.iter().zip(&other.0).fold(0, |common, (a, b)| common | a & b) != 0
    }
}

/// The need of a pattern by which most sentences are told to be without a match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hint {
    words: Sketch,
    kinds: u16,
}

impl Hint {
    /// The first of `needs` that is of nothing but words and kinds of mention.
    pub fn of(needs: &[Need]) -> Option<Self> {
        needs.iter().find_map(|need| {
            let mut hint = Hint { words: Sketch::default(), kinds: 0 };
            for atom in &need.atoms {
                match atom {
                    Atom::Word(word) => hint.words.add(*word),
                    Atom::Slot(key) => hint.kinds |= key.kinds,
                    Atom::Rare | Atom::Digits | Atom::Piece(_) => return None,
                }
            }
            Some(hint)
        })
    }

    /// Whether a sentence of such words, with mentions of such kinds, may have a match.
    pub fn admits(&self, words: &Sketch, kinds: u16) -> bool {
        self.kinds & kinds != 0 || self.words.meets(words)
    }
}
