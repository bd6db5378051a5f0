//! What stands side by side: a sentence may hold all words that a pattern needs, and none beside the other.

use super::sentence::SentenceView;
use super::slot::kind_bit;
use crate::lexicon::WordId;

/// The bits of a sentence's pairs, a power of two: so many that few of those that it lacks share a bit with one that
/// it has.
const BITS: usize = 1 << 14;

/// What stands on one side of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// A word that is known.
    Word(WordId),
    /// A mention of one of these kinds, bits by [`kind_bit`].
    Kinds(u16),
}

impl Side {
    /// A number for the word, or for each of the kinds.
    fn numbers(self) -> impl Iterator<Item = u32> + Clone {
        let (word, mut kinds) = match self {
            Side::Word(word) => (Some(word.0), 0),
            Side::Kinds(kinds) => (None, kinds),
        };
        word.into_iter().chain(std::iter::from_fn(move || {
            let kind = (kinds != 0).then(|| kinds.trailing_zeros())?;
            kinds &= kinds - 1;
            Some(u32::MAX - kind)
        }))
    }
}

/// Two sides of which the second stands right after the first, as the place of a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair(u16);

impl Pair {
    /// The pairs of two sides: of the word or each kind of the one with that of the other.
    pub fn all(first: Side, second: Side) -> Vec<Self> {
        let with = |one| second.numbers().map(move |other| Pair::new(one, other));
        first.numbers().flat_map(with).collect()
    }

    const fn new(first: u32, second: u32) -> Self {
        let mixed = first.wrapping_mul(0x9e37_79b9) ^ second.wrapping_mul(0x85eb_ca6b).rotate_left(15);
        Pair((mixed.wrapping_mul(0xc2b2_ae35) >> (u32::BITS - BITS.trailing_zeros())) as u16)
    }

    /// The place of its bit.
    pub const fn place(self) -> usize {
        self.0 as usize
    }
}

/// Needs of a pattern: of each of these lists a sentence with a match holds one pair.
pub(super) type PairNeeds = Vec<Box<[Pair]>>;

/// The pairs of a sentence.
#[derive(Debug)]
pub(super) struct Pairs {
    bits: Box<[u64]>,
    /// Those whose bits are set.
    all: Vec<Pair>,
    /// By token: the kinds of mention that start there.
    starting: Vec<u16>,
}

impl Default for Pairs {
    fn default() -> Self {
        Pairs { bits: vec![0; BITS / 64].into(), all: Vec::new(), starting: Vec::new() }
    }
}

impl Pairs {
    /// Takes in the tokens and mentions of a sentence, mentions with and without the hedge around them.
    pub fn fill(&mut self, sentence: &SentenceView<'_>) {
        for pair in self.all.drain(..) {
            self.bits[pair.place() / 64] = 0;
        }
        for pair in sentence.tokens.windows(2) {
            if pair[0].word.is_known() && pair[1].word.is_known() {
                self.add(Side::Word(pair[0].word), Side::Word(pair[1].word));
            }
        }
        let word = |at: usize| sentence.tokens.get(at).map(|token| token.word).filter(|word| word.is_known());
        self.starting.clear();
        self.starting.resize(sentence.tokens.len() + 1, 0);
        for mention in sentence.mentions {
            let kind = Side::Kinds(kind_bit(mention.kind));
            for start in [mention.span.start, mention.extent.start] {
                let at = sentence.token_from(start);
                self.starting[at] |= kind_bit(mention.kind);
                if let Some(before) = at.checked_sub(1).and_then(word) {
                    self.add(Side::Word(before), kind);
                }
            }
        }
        for mention in sentence.mentions {
            for end in [mention.span.end, mention.extent.end] {
                let at = sentence.token_from(end);
                let kind = Side::Kinds(kind_bit(mention.kind));
                self.add(kind, Side::Kinds(self.starting[at]));
                if let Some(after) = word(at) {
                    self.add(kind, Side::Word(after));
                }
            }
        }
    }

    fn add(&mut self, first: Side, second: Side) {
        for one in first.numbers() {
            for other in second.numbers() {
                let pair = Pair::new(one, other);
                if !self.has(pair) {
                    self.bits[pair.place() / 64] |= 1 << (pair.place() % 64);
                    self.all.push(pair);
                }
            }
        }
    }

    fn has(&self, pair: Pair) -> bool {
        self.bits[pair.place() / 64] & 1 << (pair.place() % 64) != 0
    }

    /// The pairs of the sentence, each once.
    pub fn all(&self) -> &[Pair] {
        &self.all
    }

    /// Whether the sentence may hold a pair of each list.
    pub fn meet(&self, needs: &[Box<[Pair]>]) -> bool {
        needs.iter().all(|pairs| pairs.iter().any(|pair| self.has(*pair)))
    }
}
