//! Words in few bits: what tells at one look that a sentence lacks all of some words.

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
    pub fn union(mut self, other: Sketch) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(bits, others)| *bits |= others);
        self
    }

    /// Whether the two may have a word in common.
    #[inline]
    pub fn meets(&self, other: &Sketch) -> bool {
        self.0.iter().zip(&other.0).fold(0, |common, (a, b)| common | a & b) != 0
    }
}
