//! Which words of an article are written as names where nothing else asks for a capital.
//!
//! A capital says nothing at the start of a sentence or in a headline that capitalises every word; there
//! a common word is a name only if the running text writes it as one. Words are kept as hashes: a
//! collision costs at most one wrong name.

use super::{Sentence, Token, TokenFlags, TokenKind};
use crate::article::{BlockKind, Part, Prose};
use crate::lexicon::{Lexicon, NameWord};

/// The words that the running text of one article capitalises.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// Hashes with the lowest bit set where the word stands alone or ends a name; 0 is a free place.
    table: Vec<u32>,
    len: usize,
    /// How each sentence of the article uses capitals.
    casings: Vec<Casing>,
}

/// How a stretch of text uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Casing {
    /// As sentences do.
    Running,
    /// Every longer word has one.
    Title,
    /// There is nothing else.
    Upper,
}

impl Evidence {
    /// Reads the running text of an article.
    pub fn new(prose: &Prose, tokens: &[Token], sentences: &[Sentence], lexicon: &Lexicon) -> Self {
        let capitals = tokens.iter().filter(|t| t.capital()).count();
        let mut evidence =
            Evidence { table: vec![0; (capitals * 2 + 2).next_power_of_two()], ..Evidence::default() };
        evidence.casings.reserve(sentences.len());
        for sentence in sentences {
            let block = prose.blocks()[sentence.block as usize];
            let heading = block.part == Part::Title || block.kind == BlockKind::Heading;
            let tokens = &tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
            let casing = casing(prose.text(), tokens, heading);
            evidence.casings.push(casing);
            if casing == Casing::Running && !heading {
                evidence.add(prose.text(), tokens, lexicon);
            }
        }
        evidence
    }

    fn add(&mut self, text: &str, tokens: &[Token], lexicon: &Lexicon) {
        for (at, token) in tokens.iter().enumerate().filter(|(_, t)| t.capital()) {
            let word = &text[token.span.range()];
            let initial = is_initial(text, tokens, at);
            let after = tokens.get(at + 1).is_some_and(|t| t.spaced() && t.capital());
            if !initial || !lexicon.names.is_common(word) {
                let alone = !initial && !after && !follows_common_name(text, tokens, at, lexicon);
                self.insert(hash(word), alone);
            }
        }
    }

    fn insert(&mut self, hash: u32, alone: bool) {
        let mask = self.table.len() - 1;
        let mut at = (hash >> 1) as usize & mask;
        while self.table[at] != 0 && self.table[at] & !1 != hash & !1 {
            at = (at + 1) & mask;
        }
        self.len += usize::from(self.table[at] == 0);
        self.table[at] |= (hash & !1) | u32::from(alone);
    }

    fn find(&self, word: &str) -> Option<u32> {
        if self.table.is_empty() {
            return None;
        }
        let hash = hash(word);
        let mask = self.table.len() - 1;
        let mut at = (hash >> 1) as usize & mask;
        while self.table[at] != 0 {
            if self.table[at] & !1 == hash & !1 {
                return Some(self.table[at]);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Whether the running text has `word` in some name.
    pub fn has(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    /// Whether `word` stands in the running text as a name of its own, or at the end of one after a word that is not
    /// common ("Gordon Brown").
    pub fn has_alone(&self, word: &str) -> bool {
        self.find(word).is_some_and(|found| found & 1 != 0)
    }

    /// How the sentence uses capitals.
    pub fn casing(&self, sentence: u32) -> Casing {
        self.casings[sentence as usize]
    }

    /// Whether the running text has no name at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Whether the word at `at` ends a name of common words: "Security Council", "Ministry of Defence".
fn follows_common_name(text: &str, tokens: &[Token], at: usize, lexicon: &Lexicon) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| &tokens[at]) else { return false };
    if lexicon.names.is(before.word, NameWord::Link) {
        return at > 1 && tokens[at - 2].capital();
    }
    before.capital() && lexicon.names.is_common(&text[before.span.range()])
}

/// Whether the token at `at` would have its capital even if it were no name: it begins the sentence, or a
/// quotation, bracket or list in it, or follows a colon.
pub(crate) fn is_initial(text: &str, tokens: &[Token], at: usize) -> bool {
    for before in (0..at).rev() {
        let token = &tokens[before];
        if token.kind != TokenKind::Mark {
            return false;
        }
        let after_space = before == 0 || token.spaced() || tokens[before - 1].kind == TokenKind::Mark;
        match text[token.span.range()].chars().next() {
            Some('"' | '\'') => return after_space && !tokens[before + 1].spaced(),
            Some('“' | '‘' | '„' | '«' | ':' | '.' | '!' | '?' | '…' | '(' | '[') => return true,
            Some('*' | '_' | '-' | '–' | '—' | '•' | '·' | '>' | '#' | '|') => {}
            _ => return before == 0,
        }
    }
    true
}

/// How a sentence uses capitals; a heading is sooner taken for one that capitalises all.
fn casing(text: &str, tokens: &[Token], heading: bool) -> Casing {
    let (mut words, mut long, mut capital, mut upper) = (0, 0, 0, 0);
    for token in tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 1) {
        words += 1;
        upper += u32::from(token.flags.has(TokenFlags::UPPER));
        if token.span.len() > 3 {
            long += 1;
            capital += u32::from(token.capital());
        }
    }
    if words >= 3 && upper * 10 >= words * 7 {
        return Casing::Upper;
    }
    let stopped = tokens.iter().rev().find(|t| t.kind != TokenKind::Mark || &text[t.span.range()] == ".");
    let stopped = stopped.is_some_and(|t| t.kind == TokenKind::Mark);
    let title = match heading {
        true => long >= 3 && capital * 10 >= long * 7,
        false => long >= 4 && capital * 10 >= long * 8 && !stopped,
    };
    if title { Casing::Title } else { Casing::Running }
}

/// FNV-1a over the bytes with ASCII letters folded; never 0 or 1.
fn hash(word: &str) -> u32 {
    let fold = |hash: u32, byte: u8| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    let hash = word.bytes().fold(0x811c_9dc5, fold);
    (hash ^ (hash >> 15)) | 2
}
