//! Word lists, compiled for matching at a token.

use super::fold::fold;
use crate::article::{BlockKind, Part, ProseBuilder};
use crate::lexicon::{Lists, Vocabulary, WordId};
use crate::mention::{Token, TokenKind, tokenize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The word lists that the patterns of a rule set name.
#[derive(Debug, Clone, Default)]
pub struct WordLists {
    by_name: BTreeMap<Box<str>, u16>,
    lists: Vec<WordList>,
    /// Sorted.
    joiners: Vec<WordId>,
}

impl WordLists {
    /// The place of the list called `name`, which is taken from `lists` when it is new. Its words are
    /// interned by [`WordLists::compile`].
    pub(super) fn find(&mut self, name: &str, lists: &Lists) -> Option<u16> {
        if let Some(known) = self.by_name.get(name) {
            return Some(*known);
        }
        let entries = lists.get(name)?.to_vec();
        self.lists.push(WordList { entries, ..WordList::default() });
        let at = (self.lists.len() - 1) as u16;
        self.by_name.insert(name.into(), at);
        Some(at)
    }

    /// Interns the words of the lists that are new since the last time.
    pub(super) fn compile(&mut self, vocabulary: &mut Vocabulary) {
        for list in &mut self.lists {
            list.compile(vocabulary);
        }
    }

    /// Takes the words that join the elements of an enumeration from the list called `name`; its phrases of
    /// several words are left out.
    pub(super) fn set_joiners(&mut self, name: &str) {
        if let Some(list) = self.by_name.get(name) {
            let single = self.get(*list).phrases.iter().filter(|phrase| phrase.words.len() == 1);
            self.joiners = single.map(|phrase| phrase.first).filter(|word| word.is_known()).collect();
            self.joiners.sort_unstable();
        }
    }

    /// Whether `word` joins the elements of an enumeration.
    pub(super) fn is_joiner(&self, word: WordId) -> bool {
        word.is_known() && self.joiners.binary_search(&word).is_ok()
    }

    /// A list.
    pub(super) fn get(&self, list: u16) -> &WordList {
        &self.lists[list as usize]
    }
}

/// One list, its entries by their first word.
#[derive(Debug, Clone, Default)]
pub(super) struct WordList {
    /// Entries that are not interned yet.
    entries: Vec<String>,
    /// Sorted by first word, longer phrases first.
    phrases: Vec<Phrase>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    first: WordId,
    words: Box<[Piece]>,
}

/// One token of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    word: WordId,
    /// The folded text, for digits, which no vocabulary numbers.
    digits: Option<Box<str>>,
    spaced: bool,
}

impl WordList {
    fn compile(&mut self, vocabulary: &mut Vocabulary) {
        if self.entries.is_empty() {
            return;
        }
        for entry in std::mem::take(&mut self.entries) {
            let words: Box<[Piece]> = pieces(&entry)
                .into_iter()
                .map(|(text, kind, spaced)| match kind {
                    TokenKind::Digits => Piece { word: WordId::UNKNOWN, digits: Some(text.into()), spaced },
                    _ => Piece { word: vocabulary.intern(&text), digits: None, spaced },
                })
                .collect();
            if let Some(first) = words.first() {
                self.phrases.push(Phrase { first: first.word, words });
            }
        }
        self.phrases.sort_by_key(|phrase| (phrase.first, std::cmp::Reverse(phrase.words.len())));
        self.phrases.dedup();
    }

    /// The first words of all entries; `UNKNOWN` among them for an entry that starts with digits.
    pub fn first_words(&self) -> impl Iterator<Item = WordId> + Clone + '_ {
        self.phrases.iter().map(|phrase| phrase.first)
    }

    /// For every entry that stands at the start of `tokens`, the longest first, how many tokens it has.
    pub fn matches<'a>(&'a self, text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = usize> + 'a {
        let first = tokens.first().map(|token| token.word);
        let from = first.map_or(self.phrases.len(), |word| self.phrases.partition_point(|p| p.first < word));
        self.phrases[from..]
            .iter()
            .take_while(move |phrase| Some(phrase.first) == first)
            .filter(move |phrase| phrase.stands_at(text, tokens))
            .map(|phrase| phrase.words.len())
    }
}

impl Phrase {
    fn stands_at(&self, text: &str, tokens: &[Token]) -> bool {
        self.words.len() <= tokens.len()
            && self.words.iter().zip(tokens).enumerate().all(|(at, (piece, token))| {
                (at == 0 || piece.spaced == token.spaced())
                    && match &piece.digits {
                        Some(digits) => **digits == text[token.span.range()],
                        None => piece.word == token.word,
                    }
            })
    }
}

/// The tokens of a text that is no article: their folded text, kind, and whether white space comes before.
pub(super) fn pieces(text: &str) -> Vec<(String, TokenKind, bool)> {
    let mut builder = ProseBuilder::default();
    builder.open(Part::Body, BlockKind::Paragraph);
    // A block of marks alone is no prose, hence the letter before them.
    builder.push("x ", 0);
    builder.push(text, 2);
    let prose = builder.finish();
    // One that knows no word will do for every text; a new one each time would cost more than all else.
    static NO_WORDS: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::default);
    tokenize(&prose, &NO_WORDS)
        .iter()
        .skip(1)
        .map(|token| (prose.slice(token.span).chars().map(fold).collect(), token.kind, token.spaced()))
        .collect()
}
