//! Whether a sentence holds what a pattern needs, in the order of the pattern.

use super::fold::is_typographic;
use super::need::{Atom, SlotKey};
use super::places::ones;
use super::sentence::SentenceView;
use super::sketch::Sketch;
use super::slot::{dimension_of, kind_bit};
use crate::lexicon::WordId;
use crate::mention::{TokenFlags, TokenKind};

/// Tokens of a sentence, a bit each; in a sentence of more than [`MOST_TOKENS`] all or none.
pub(super) type Tokens = u64;
const MOST_TOKENS: usize = 64;

/// What a sentence holds.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// By kind of mention: where one can be entered.
    entered: [Tokens; 16],
    sketch: Sketch,
    pub kinds: u16,
    dimensions: [u64; 4],
    pub rare: bool,
    pub digits: bool,
}

/// A need, taken apart so that most are told to be met or not without a look at each word.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The kinds of mention any of which meets it.
    kinds: u16,
    /// The words any of which meets it, all together and each.
    sketch: Sketch,
    words: Box<[WordId]>,
    /// What else meets it.
    others: Box<[Atom]>,
}

/// A need among those of a pattern.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ordered {
    /// Its place among the needs of all patterns.
    pub need: u32,
    /// By [`Need::rank`](super::need::Need::rank).
    pub rank: u16,
    /// Whether what meets it is a token of its own, behind which the next one stands.
    pub whole: bool,
}

impl Held {
    /// Takes in a sentence; whether it has rare characters only where somebody wants to know.
    pub fn fill(&mut self, sentence: &SentenceView<'_>, wants_rare: bool) {
        (self.kinds, self.dimensions, self.rare, self.digits) = (0, [0; 4], false, false);
        self.sketch = Sketch::default();
        for token in sentence.tokens {
            if wants_rare && token.flags.has(TokenFlags::WIDE) && !self.rare {
                let text = &sentence.text[token.span.range()];
                self.rare = text.chars().any(|c| !c.is_ascii() && !is_typographic(c));
            }
            self.digits |= token.kind == TokenKind::Digits;
            self.sketch.add(token.word);
        }
        self.entered = [0; 16];
        let is_long = sentence.tokens.len() > MOST_TOKENS;
        let place = |at: u32| match sentence.token_from(at) {
            token if token < MOST_TOKENS && !is_long => 1 << token,
            _ => Tokens::MAX,
        };
        for mention in sentence.mentions {
            let kind = kind_bit(mention.kind);
            self.kinds |= kind;
            let entered = &mut self.entered[kind.trailing_zeros() as usize];
            *entered |= place(mention.span.start);
            if mention.extent.start < mention.span.start {
                *entered |= place(mention.extent.start);
            }
            if let Some(dimension) = dimension_of(mention, sentence.units) {
                self.dimensions[dimension.0 as usize / 64] |= 1 << (dimension.0 % 64);
            }
        }
    }

    /// Whether a mention is there that a slot may bind.
    pub fn has_slot(&self, key: SlotKey) -> bool {
        let has = |d: u8| self.dimensions[d as usize / 64] & (1 << (d % 64)) != 0;
        key.kinds & self.kinds != 0 && key.dimension.is_none_or(has)
    }

    /// The tokens of the sentence that meet a need, where one does.
    pub fn tokens(&self, wanted: &Wanted, sentence: &SentenceView<'_>) -> Tokens {
        let mut kinds = wanted.kinds;
        for atom in &wanted.others {
            match atom {
                Atom::Slot(key) => kinds |= if self.has_slot(*key) { key.kinds } else { 0 },
                Atom::Rare if !self.rare => {}
                Atom::Digits if !self.digits => {}
                // These may be parts of any token.
                Atom::Rare | Atom::Digits | Atom::Piece(_) | Atom::Word(_) => return Tokens::MAX,
            }
        }
        let kinds = ones(u64::from(kinds & self.kinds));
        let mut found = kinds.fold(0, |found, kind| found | self.entered[kind]);
        if wanted.sketch.meets(&self.sketch) {
            for (at, token) in sentence.tokens.iter().enumerate() {
                if wanted.sketch.has(token.word) && wanted.words.binary_search(&token.word).is_ok() {
                    if sentence.tokens.len() > MOST_TOKENS {
                        return Tokens::MAX;
                    }
                    found |= 1 << at;
                }
            }
        }
        found
    }
}

impl Wanted {
    /// A need that any of `atoms` meets.
    pub fn new(atoms: &[Atom]) -> Self {
        let (mut kinds, mut words, mut others) = (0, Vec::new(), Vec::new());
        for atom in atoms {
            match atom {
                Atom::Word(word) => words.push(*word),
                Atom::Slot(SlotKey { kinds: of_slot, dimension: None }) => kinds |= of_slot,
                other => others.push(other.clone()),
            }
        }
        words.sort_unstable();
        let sketch = Sketch::of(words.iter().copied());
        Wanted { kinds, sketch, words: words.into(), others: others.into() }
    }
}

/// Whether a sentence meets needs in the order of their ranks, by which they are sorted; `tokens` are those that meet one.
pub(super) fn are_in_order(needs: &[Ordered], mut tokens: impl FnMut(u32) -> Tokens) -> bool {
    // The tokens behind what meets the lower ranks, and those behind this one as well.
    let (mut left, mut next, mut rank) = (Tokens::MAX, Tokens::MAX, 0);
    for need in needs {
        if need.rank != rank {
            (left, rank) = (next, need.rank);
        }
        let met = tokens(need.need) & left;
        if met == 0 {
            return false;
        }
        let first = met & met.wrapping_neg();
        let passed = if need.whole { first | (first - 1) } else { first - 1 };
        next &= !passed;
    }
    true
}
