//! Which patterns may match in a sentence: those of which it holds a word, without a look at the others.

use super::Pattern;
use super::fold::is_typographic;
use super::need::{Atom, Need, SlotKey};
use super::sentence::SentenceView;
use super::slot::{dimension_of, kind_bit};
use crate::lexicon::WordId;
use crate::mention::TokenFlags;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// All patterns of a rule set, by what a sentence must hold for each.
#[derive(Debug, Default)]
pub struct PatternIndex {
    /// By word: where its patterns start in `by_word`; one more than there are words.
    starts: Vec<u32>,
    by_word: Vec<u32>,
    by_slot: Vec<(SlotKey, u32)>,
    /// All kinds of mention in `by_slot`.
    slot_kinds: u16,
    rare: Vec<u32>,
    always: Vec<u32>,
    pieces: Option<AhoCorasick>,
    /// By piece: its patterns.
    by_piece: Vec<Vec<u32>>,
    /// By pattern: its needs after the first, by which it is found.
    others: Vec<Box<[Need]>>,
}

/// Memory for the candidates of a sentence; one for each thread.
#[derive(Debug, Default)]
pub struct Candidates {
    found: Vec<u32>,
    /// By pattern: the round in which it was last found.
    rounds: Vec<u32>,
    round: u32,
    held: Held,
}

/// What a sentence holds.
#[derive(Debug, Default)]
struct Held {
    /// A bit for each word of the vocabulary.
    words: Vec<u64>,
    kinds: u16,
    dimensions: [u64; 4],
    rare: bool,
}

impl PatternIndex {
    /// An index of `patterns`, which it knows by their place.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a Pattern>) -> Self {
        let mut index = PatternIndex::default();
        let mut words: Vec<(WordId, u32)> = Vec::new();
        let mut pieces: Vec<Box<str>> = Vec::new();
        for (at, pattern) in patterns.into_iter().enumerate() {
            let at = at as u32;
            index.others.push(pattern.needs.iter().skip(1).cloned().collect());
            let Some(need) = pattern.needs.first() else {
                index.always.push(at);
                continue;
            };
            for atom in &need.atoms {
                match atom {
                    Atom::Word(word) => words.push((*word, at)),
                    Atom::Slot(key) => index.by_slot.push((*key, at)),
                    Atom::Rare => index.rare.push(at),
                    Atom::Piece(piece) => {
                        let place = pieces.iter().position(|known| known == piece).unwrap_or_else(|| {
                            pieces.push(piece.clone());
                            index.by_piece.push(Vec::new());
                            pieces.len() - 1
                        });
                        index.by_piece[place].push(at);
                    }
                }
            }
        }
        index.set_words(words);
        index.by_slot.sort_unstable();
        index.slot_kinds = index.by_slot.iter().fold(0, |bits, (key, _)| bits | key.kinds);
        if !pieces.is_empty() {
            index.pieces = AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::Standard)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(pieces.iter().map(|piece| piece.as_bytes()))
                .ok();
            if index.pieces.is_none() {
                index.always.extend(index.by_piece.drain(..).flatten());
            }
        }
        index
    }

    fn set_words(&mut self, mut words: Vec<(WordId, u32)>) {
        words.sort_unstable();
        let size = words.last().map_or(0, |(word, _)| word.0 as usize + 1);
        self.starts = vec![0; size + 1];
        for (word, _) in &words {
            self.starts[word.0 as usize + 1] += 1;
        }
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        self.by_word = words.into_iter().map(|(_, pattern)| pattern).collect();
    }

    /// The patterns that may match in `sentence`, by their places, in order. Costs a look at each token,
    /// and time for the patterns that share their rarest word or kind of mention with the sentence.
    pub fn candidates<'c>(&self, sentence: &SentenceView<'_>, memory: &'c mut Candidates) -> &'c [u32] {
        memory.start(self.others.len());
        memory.held.fill(sentence, !self.rare.is_empty());
        for token in sentence.tokens {
            let word = token.word.0 as usize;
            if let Some(&[from, to]) = self.starts.get(word..word + 2)
                && from != to
            {
                memory.add(&self.by_word[from as usize..to as usize]);
            }
        }
        if memory.held.rare {
            memory.add(&self.rare);
        }
        memory.add(&self.always);
        if memory.held.kinds & self.slot_kinds != 0 {
            for (key, pattern) in &self.by_slot {
                if memory.held.has_slot(*key) {
                    memory.add(&[*pattern]);
                }
            }
        }
        if let Some(pieces) = &self.pieces {
            let text = &sentence.text.as_bytes()[sentence.span.range()];
            for found in pieces.find_overlapping_iter(text) {
                memory.add(&self.by_piece[found.pattern().as_usize()]);
            }
        }
        let Candidates { found, held, .. } = memory;
        found.retain(|pattern| self.others[*pattern as usize].iter().all(|need| held.meets(need)));
        found.sort_unstable();
        held.clear(sentence);
        found
    }
}

impl Held {
    fn fill(&mut self, sentence: &SentenceView<'_>, wants_rare: bool) {
        (self.kinds, self.dimensions, self.rare) = (0, [0; 4], false);
        for token in sentence.tokens {
            if wants_rare && token.flags.has(TokenFlags::WIDE) && !self.rare {
                let text = &sentence.text[token.span.range()];
                self.rare = text.chars().any(|c| !c.is_ascii() && !is_typographic(c));
            }
            let (at, bit) = (token.word.0 as usize / 64, token.word.0 % 64);
            if at >= self.words.len() {
                self.words.resize(at + 1, 0);
            }
            self.words[at] |= 1 << bit;
        }
        for mention in sentence.mentions {
            self.kinds |= kind_bit(mention.kind);
            if let Some(dimension) = dimension_of(mention, sentence.units) {
                self.dimensions[dimension.0 as usize / 64] |= 1 << (dimension.0 % 64);
            }
        }
    }

    /// Forgets the words of the sentence that it was filled with.
    fn clear(&mut self, sentence: &SentenceView<'_>) {
        for token in sentence.tokens {
            self.words[token.word.0 as usize / 64] = 0;
        }
    }

    fn has_word(&self, word: WordId) -> bool {
        self.words.get(word.0 as usize / 64).is_some_and(|bits| bits & (1 << (word.0 % 64)) != 0)
    }

    fn has_slot(&self, key: SlotKey) -> bool {
        let has = |d: u8| self.dimensions[d as usize / 64] & (1 << (d % 64)) != 0;
        key.kinds & self.kinds != 0 && key.dimension.is_none_or(has)
    }

    /// Whether the sentence may hold one of the atoms of a need.
    fn meets(&self, need: &Need) -> bool {
        need.atoms.iter().any(|atom| match atom {
            Atom::Word(word) => self.has_word(*word),
            Atom::Slot(key) => self.has_slot(*key),
            Atom::Rare => self.rare,
            Atom::Piece(_) => true,
        })
    }
}

impl Candidates {
    fn start(&mut self, patterns: usize) {
        self.found.clear();
        if self.rounds.len() != patterns || self.round == u32::MAX {
            self.rounds.clear();
            self.rounds.resize(patterns, 0);
            self.round = 0;
        }
        self.round += 1;
    }

    fn add(&mut self, patterns: &[u32]) {
        for pattern in patterns {
            let round = &mut self.rounds[*pattern as usize];
            if *round != self.round {
                *round = self.round;
                self.found.push(*pattern);
            }
        }
    }
}
