//! Sets of words, asked by the number of a word: one load and one mask, whatever the size of the set.

use super::{Vocabulary, WordId};

/// Up to 32 sets of words; which bit is which set is for the owner to say.
#[derive(Debug, Clone, Default)]
pub struct WordSets {
    bits: Vec<u32>,
}

impl WordSets {
    /// Adds the words of `list`, divided by white space, to the sets `mask`.
    pub fn add_all(&mut self, list: &str, mask: u32, vocabulary: &mut Vocabulary) {
        for word in list.split_ascii_whitespace() {
            self.add(vocabulary.intern(word), mask);
        }
    }

    /// Adds one word to the sets `mask`.
    pub fn add(&mut self, word: WordId, mask: u32) {
        let at = word.0 as usize;
        if self.bits.len() <= at {
            self.bits.resize(at + 1, 0);
        }
        self.bits[at] |= mask;
    }

    /// Whether `word` is in one of the sets `mask`; an unknown word is in none.
    #[inline]
    pub fn has(&self, word: WordId, mask: u32) -> bool {
        self.bits.get(word.0 as usize).is_some_and(|bits| bits & mask != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_stand_in_several_sets() {
        let mut vocabulary = Vocabulary::default();
        let mut sets = WordSets::default();
        sets.add_all("no in", 1, &mut vocabulary);
        sets.add_all("in the", 2, &mut vocabulary);
        let has = |word: &str, mask| sets.has(vocabulary.lookup(word), mask);
        assert!(has("no", 1) && has("IN", 1) && has("in", 2) && has("the", 2));
        assert!(!has("no", 2) && !has("the", 1) && !has("unheard", 3));
    }
}
