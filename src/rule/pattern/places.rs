//! Where the words and mentions of a short sentence stand, in few bits: a pattern that begins with some of them is tried at
//! no other token.

use super::start::{Starts, word_place};
use crate::mention::Token;

/// The tokens of a sentence of so many at most, a bit each.
const MOST: usize = 64;

/// By the lowest bits of a word's number, and by kind of mention: the tokens that it may be.
#[derive(Debug)]
pub(super) struct Places {
    words: [u64; 64],
    kinds: [u64; 16],
    /// Whether the sentence is short enough.
    known: bool,
}

impl Default for Places {
    fn default() -> Self {
        Places { words: [0; 64], kinds: [0; 16], known: false }
    }
}

impl Places {
    /// Takes in the tokens of a sentence and the kinds of mention that are entered at each.
    pub fn fill(&mut self, tokens: &[Token], entered: &[u16]) {
        *self = Places { known: tokens.len() <= MOST, ..Places::default() };
        if !self.known {
            return;
        }
        for (at, (token, kinds)) in tokens.iter().zip(entered).enumerate() {
            let bit = 1 << at;
            self.words[word_place(token.word)] |= bit;
            for kind in ones(u64::from(*kinds)) {
                self.kinds[kind] |= bit;
            }
        }
    }

    /// The tokens at which a match that begins so may begin, and perhaps some others; `None` for a long sentence.
    pub fn of(&self, starts: &Starts) -> Option<u64> {
        let words = ones(starts.bits()).map(|place| self.words[place]);
        let kinds = ones(u64::from(starts.kinds)).map(|kind| self.kinds[kind]);
        self.known.then(|| words.chain(kinds).fold(0, |all, one| all | one))
    }
}

/// The places of the bits that are set.
pub(super) fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(place)
    })
}
