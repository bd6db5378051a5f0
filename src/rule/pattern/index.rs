//! Which patterns may match in a sentence: those of which it holds what they need, without a look at the others.

use super::Pattern;
use super::held::{Held, Ordered, Tokens, Wanted, are_in_order};
use super::need::{Atom, Need, SlotKey};
use super::pairs::{PairNeeds, Pairs};
use super::sentence::SentenceView;
use super::slot::kind_bit;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use foldhash::fast::FixedState;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// All patterns of a rule set, by what a sentence must hold for each.
#[derive(Debug, Default)]
pub struct PatternIndex {
    /// By word: where its patterns start in `by_word`; one more than there are words.
    starts: Vec<u32>,
    by_word: Vec<Entry>,
    /// The same by the place of a pair.
    pair_starts: Vec<u32>,
    by_pair: Vec<Entry>,
    by_slot: BTreeMap<SlotKey, Vec<Entry>>,
    /// All kinds of mention in `by_slot`.
    slot_kinds: u16,
    rare: Vec<Entry>,
    digits: Vec<Entry>,
    always: Vec<Entry>,
    pieces: Option<AhoCorasick>,
    /// By piece: its patterns.
    by_piece: Vec<Vec<Entry>>,
    /// By pattern: what else it needs.
    others: Vec<Others>,
    /// What patterns need, once for all that need the same.
    needs: Vec<Wanted>,
    /// The kinds of mention of which some pattern needs several.
    counted: Vec<u16>,
}

/// A pattern where one of its needs finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    pattern: u32,
    /// Of these kinds a sentence must mention one; 0 where it may have no mention.
    wants: u16,
}

/// What a pattern needs beside that by which it is found.
#[derive(Debug, Default)]
struct Others {
    /// Of two groups of kinds, by their place in [`PatternIndex::counted`], so many mentions.
    counts: [(u16, u8); 2],
    /// In order of place.
    needs: Box<[Ordered]>,
    pairs: PairNeeds,
}

/// Needs by their atoms, as places in [`PatternIndex::needs`].
type KnownNeeds = HashMap<Vec<Atom>, u32, FixedState>;

/// The fewest kinds of which every sentence with a match of `pattern` mentions one; 0 where a match may do without.
fn wanted_kinds(pattern: &Pattern) -> u16 {
    let of = |need: &Need| {
        need.atoms.iter().try_fold(0, |kinds, atom| match atom {
            Atom::Slot(key) => Some(kinds | key.kinds),
            _ => None,
        })
    };
    pattern.needs.iter().filter_map(of).min_by_key(|kinds: &u16| kinds.count_ones()).unwrap_or_default()
}

/// Memory for the candidates of a sentence; one for each thread.
#[derive(Debug, Default)]
pub struct Candidates {
    found: Vec<u32>,
    /// By pattern: the round in which it was last found.
    rounds: Vec<u32>,
    round: u32,
    held: Held,
    /// By need: the round in which it was last looked for, and the tokens that met it.
    met: Vec<(u32, Tokens)>,
    pairs: Pairs,
    /// How many mentions there are of each group of [`PatternIndex::counted`].
    counts: Vec<u8>,
}

impl PatternIndex {
    /// An index of `patterns`, which it knows by their place.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a Pattern>) -> Self {
        // The first group counts nothing.
        let mut index = PatternIndex { counted: vec![0], ..PatternIndex::default() };
        let mut words: Vec<(usize, Entry)> = Vec::new();
        let mut pairs: Vec<(usize, Entry)> = Vec::new();
        let mut pieces: Vec<Box<str>> = Vec::new();
        let mut known = KnownNeeds::default();
        for (at, pattern) in patterns.into_iter().enumerate() {
            let need = pattern.needs.first();
            let pair = pattern.pairs.first().filter(|_| need.is_none_or(|need| !need.is_rare()));
            let others = index.others_of(pattern, &mut known);
            index.others.push(others);
            let entry = Entry { pattern: at as u32, wants: wanted_kinds(pattern) };
            if let Some(pair) = pair {
                pairs.extend(pair.iter().map(|pair| (pair.place(), entry)));
                continue;
            }
            let Some(need) = need else {
                index.always.push(entry);
                continue;
            };
            for atom in &need.atoms {
                match atom {
                    Atom::Word(word) => words.push((word.0 as usize, entry)),
                    Atom::Slot(key) => index.by_slot.entry(*key).or_default().push(entry),
                    Atom::Rare => index.rare.push(entry),
                    Atom::Digits => index.digits.push(entry),
                    Atom::Piece(piece) => {
                        let place = pieces.iter().position(|known| known == piece).unwrap_or_else(|| {
                            pieces.push(piece.clone());
                            index.by_piece.push(Vec::new());
                            pieces.len() - 1
                        });
                        index.by_piece[place].push(entry);
                    }
                }
            }
        }
        (index.starts, index.by_word) = by_key(words);
        (index.pair_starts, index.by_pair) = by_key(pairs);
        index.slot_kinds = index.by_slot.keys().fold(0, |bits, key| bits | key.kinds);
        if !pieces.is_empty() {
            index.pieces = AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::Standard)
                // The fastest, at a price in memory that only thousands of pieces would make felt.
                .kind(Some(match pieces.len() {
                    0..1_000 => AhoCorasickKind::DFA,
                    _ => AhoCorasickKind::ContiguousNFA,
                }))
                .build(pieces.iter().map(|piece| piece.as_bytes()))
                .ok();
            if index.pieces.is_none() {
                index.always.extend(index.by_piece.drain(..).flatten());
            }
        }
        index
    }

    /// What `pattern` needs.
    fn others_of(&mut self, pattern: &Pattern, all: &mut KnownNeeds) -> Others {
        let mut counts = pattern.counts.clone();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut counts = counts.into_iter().map(|(kinds, count)| {
            let known = self.counted.iter().position(|other| *other == kinds);
            let group = known.unwrap_or_else(|| {
                self.counted.push(kinds);
                self.counted.len() - 1
            });
            (group as u16, count)
        });
        let counts = [counts.next().unwrap_or_default(), counts.next().unwrap_or_default()];
        let mut add = |atoms: Cow<[Atom]>| {
            all.get(&*atoms).copied().unwrap_or_else(|| {
                let place = self.needs.len() as u32;
                self.needs.push(Wanted::new(&atoms));
                all.insert(atoms.into_owned(), place);
                place
            })
        };
        let mut needs: Vec<Ordered> = Vec::with_capacity(pattern.needs.len() + 1);
        // With what it starts is no more than a part of what comes first.
        needs.extend(pattern.starts.as_ref().map(|starts| Ordered {
            need: add(Cow::Owned(starts.atoms())),
            rank: 0,
            whole: false,
        }));
        needs.extend(pattern.needs.iter().map(|need| Ordered {
            need: add(Cow::Borrowed(&need.atoms)),
            rank: need.rank.saturating_add(1),
            whole: need.atoms.iter().all(|atom| matches!(atom, Atom::Word(_) | Atom::Slot(_))),
        }));
        needs.sort_by_key(|need| need.rank);
        Others { counts, needs: needs.into(), pairs: pattern.pairs.clone() }
    }

    /// The patterns that may match in `sentence`, by their places, in order. Costs a look at each token and at each two
    /// that stand side by side, and time for the patterns that share their rarest word, pair or kind of mention with
    /// the sentence.
    pub fn candidates<'c>(&self, sentence: &SentenceView<'_>, memory: &'c mut Candidates) -> &'c [u32] {
        memory.start(self.others.len(), self.needs.len());
        memory.held.fill(sentence, !self.rare.is_empty());
        memory.count(sentence, &self.counted);
        for token in sentence.tokens {
            memory.add(of_key(&self.starts, &self.by_word, token.word.0 as usize), &self.others);
        }
        memory.pairs.fill(sentence);
        for at in 0..memory.pairs.all().len() {
            let pair = memory.pairs.all()[at];
            memory.add(of_key(&self.pair_starts, &self.by_pair, pair.place()), &self.others);
        }
        if memory.held.rare {
            memory.add(&self.rare, &self.others);
        }
        if memory.held.digits {
            memory.add(&self.digits, &self.others);
        }
        memory.add(&self.always, &self.others);
        if memory.held.kinds & self.slot_kinds != 0 {
            for (key, entries) in &self.by_slot {
                if memory.held.has_slot(*key) {
                    memory.add(entries, &self.others);
                }
            }
        }
        if let Some(pieces) = &self.pieces {
            let text = &sentence.text.as_bytes()[sentence.span.range()];
            for found in pieces.find_overlapping_iter(text) {
                memory.add(&self.by_piece[found.pattern().as_usize()], &self.others);
            }
        }
        let Candidates { found, held, pairs, met, round, .. } = memory;
        found.retain(|pattern| {
            let others = &self.others[*pattern as usize];
            let tokens = |need: u32| {
                let met = &mut met[need as usize];
                if met.0 != *round {
                    *met = (*round, held.tokens(&self.needs[need as usize], sentence));
                }
                met.1
            };
            pairs.meet(&others.pairs) && are_in_order(&others.needs, tokens)
        });
        found.sort_unstable();
        found
    }
}

/// Entries in the order of their keys, and where those of each key start; one more than there are keys.
fn by_key(mut entries: Vec<(usize, Entry)>) -> (Vec<u32>, Vec<Entry>) {
    entries.sort_unstable();
    let mut starts = vec![0];
    for (at, (key, _)) in entries.iter().enumerate() {
        starts.resize(key + 1, at as u32);
        starts.push(at as u32 + 1);
    }
    (starts, entries.into_iter().map(|(_, entry)| entry).collect())
}

/// The entries of one key.
fn of_key<'a>(starts: &[u32], entries: &'a [Entry], key: usize) -> &'a [Entry] {
    match starts.get(key..key + 2) {
        Some(&[from, to]) => &entries[from as usize..to as usize],
        _ => &[],
    }
}

impl Candidates {
    fn start(&mut self, patterns: usize, needs: usize) {
        self.found.clear();
        if (self.rounds.len(), self.met.len()) != (patterns, needs) || self.round == u32::MAX {
            (self.rounds, self.met) = (vec![0; patterns], vec![(0, 0); needs]);
            self.round = 0;
        }
        self.round += 1;
    }

    /// Counts the mentions of each group of kinds, inner ones included.
    fn count(&mut self, sentence: &SentenceView<'_>, groups: &[u16]) {
        self.counts.clear();
        self.counts.resize(groups.len(), 0);
        for mention in sentence.mentions {
            let kind = kind_bit(mention.kind);
            for (count, kinds) in self.counts.iter_mut().zip(groups) {
                *count = count.saturating_add(u8::from(kinds & kind != 0));
            }
        }
    }

    fn add(&mut self, entries: &[Entry], others: &[Others]) {
        for Entry { pattern, wants } in entries {
            if *wants != 0 && wants & self.held.kinds == 0 {
                continue;
            }
            let round = &mut self.rounds[*pattern as usize];
            if *round != self.round {
                *round = self.round;
                let counts = &others[*pattern as usize].counts;
                if counts.iter().all(|(group, count)| self.counts[*group as usize] >= *count) {
                    self.found.push(*pattern);
                }
            }
        }
    }
}
