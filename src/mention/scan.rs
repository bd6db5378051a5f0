//! The one walk over the tokens: at each, the readers of time, figures and names are asked in turn,
//! and the longest reading is kept.

use super::evidence::Evidence;
use super::name::NameReader;
use super::{
    Kind, Mention, Reading, Sentence, Token, TokenFlags, TokenKind, event, figure, sentence, times, token,
};
use crate::article::Prose;
use crate::lexicon::{Around, Lexicon, WordId};
use crate::source::ProseSpan;
use chrono::{NaiveDate, NaiveTime};
use std::cell::LazyCell;
use std::collections::HashSet;

/// What relative words are read against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reference {
    /// The article's day; without it "Tuesday" stays open.
    pub published: Option<NaiveDate>,
    /// The article's time of day, where it gives one: "in two hours" is counted from it.
    pub time: Option<NaiveTime>,
    /// Whether 1.000 is a thousand and 7/4 the seventh of April: the habits of the article's language.
    pub comma_decimals: bool,
    /// Whether 07/04/2025 is known to start with the day (`Some(true)`) or the month.
    pub day_first: Option<bool>,
}

/// Reads all mentions of `prose`. Time is linear in the length of the text.
pub fn read(prose: &Prose, lexicon: &Lexicon, reference: &Reference) -> Reading {
    let tokens = token::tokenize(prose, &lexicon.vocabulary);
    let sentences = sentence::split(prose, &tokens, lexicon);
    let mut mentions = Vec::with_capacity(tokens.len() / 12);
    let mut memory = times::Memory::default();
    // Few articles name an event that is known by the words around it.
    let words: LazyCell<HashSet<WordId>, _> =
        LazyCell::new(|| tokens.iter().map(|token| token.word).collect());
    let mut names = NameReader::new(Evidence::new(prose, &tokens, &sentences, lexicon));
    for (index, sentence) in sentences.iter().enumerate() {
        let reader = Reader::new(prose.text(), &tokens, sentence, lexicon, reference);
        let first = mentions.len();
        memory.enter(&reader);
        read_sentence(&reader, index as u32, &mut memory, &mut mentions);
        figure::join(&reader, &mut mentions, first);
        names.read(&reader, &prose.blocks()[sentence.block as usize], index as u32, &mut mentions, first);
        event::read(&reader, index as u32, &mut mentions, |word| words.contains(&word));
        mentions[first..].sort_by_key(|m: &Mention| (m.span.start, std::cmp::Reverse(m.span.end)));
    }
    figure::remember_names(prose.text(), &mut mentions);
    Reading { tokens, sentences, mentions }
}

fn read_sentence(reader: &Reader, index: u32, memory: &mut times::Memory, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at < reader.len() {
        if !may_start(reader, at) {
            at += 1;
            continue;
        }
        let time = times::read_at(reader, at, memory);
        let figure = figure::read_at(reader, at);
        let best = match (time, figure) {
            (Some(t), Some(f)) if figure_wins(&t, &f) => Some(f),
            (Some(t), _) => Some(t),
            (None, f) => f,
        };
        let Some(mut found) = best else {
            at += 1;
            continue;
        };
        at = found.next.max(at + 1);
        times::remember(memory, &found);
        for mention in &mut found.mentions {
            mention.sentence = index;
        }
        mentions.append(&mut found.mentions);
    }
}

/// A first look, which most words and marks of a text do not pass: whether a phrase of time or a figure may start at
/// `at`. What starts a line, is in capitals or is a code ("Q3") is left to the readers.
fn may_start(reader: &Reader, at: usize) -> bool {
    let token = &reader.tokens[at];
    let may = |word| reader.lexicon.time.may_start(word) || reader.lexicon.figures.is(word, Around::Starts);
    match token.kind {
        TokenKind::Digits => true,
        _ if at == 0 || may(token.word) => true,
        // The apostrophe of '85.
        TokenKind::Mark => {
            reader.is_digits(at + 1) && matches!(reader.str(at), "'" | "\u{2019}" | "\u{2018}")
        }
        TokenKind::Word => {
            token.flags.has(TokenFlags::UPPER) || token.span.len() <= 2 && reader.is_digits(at + 1)
        }
    }
}

/// An age is also a length of time, and "1,000 seconds" a quantity: the longer words win, and of
/// equals time, except for an age.
fn figure_wins(time: &Found, figure: &Found) -> bool {
    figure.next > time.next
        || (figure.next == time.next && figure.mentions.first().is_some_and(|m| m.kind == Kind::Age))
}

/// What was read at a token.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// The token (of the sentence) after the last one read.
    pub next: usize,
    /// The mention first, then those inside it (marked `inner`).
    pub mentions: Vec<Mention>,
}

/// A sentence as the readers see it: its tokens, counted from 0, with looks ahead and back that end
/// at its ends.
pub(crate) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
    pub reference: &'a Reference,
    pub numerals: figure::numeral::Memo,
}

impl<'a> Reader<'a> {
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        sentence: &Sentence,
        lexicon: &'a Lexicon,
        reference: &'a Reference,
    ) -> Self {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        Reader {
            text,
            tokens: &tokens[range],
            lexicon,
            reference,
            numerals: figure::numeral::Memo::default(),
        }
    }

    /// How many tokens the sentence has.
    #[inline]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at `at`, `None` past either end (`at` may come from a wrapping subtraction).
    #[inline]
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The words of the token at `at`; empty past the end.
    #[inline]
    pub fn str(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| &self.text[t.span.range()])
    }

    /// The vocabulary's number of the token at `at`.
    #[inline]
    pub fn word(&self, at: usize) -> WordId {
        self.token(at).map_or(WordId::UNKNOWN, |t| t.word)
    }

    /// The vocabulary's numbers from `at` to the end of the sentence.
    #[inline]
    pub fn words(&self, at: usize) -> impl Iterator<Item = WordId> + Clone + use<'a> {
        self.tokens.get(at..).unwrap_or_default().iter().map(|t| t.word)
    }

    /// The vocabulary's numbers of the tokens before `at`, the nearest first.
    #[inline]
    pub fn words_back(&self, at: usize) -> impl Iterator<Item = WordId> + Clone + use<'a> {
        self.tokens.get(..at).unwrap_or_default().iter().rev().map(|t| t.word)
    }

    /// Whether the token at `at` is exactly `word`, without regard to ASCII case.
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.str(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token at `at` is the mark `mark` with no space before it.
    #[inline]
    pub fn joined_mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Mark && !t.spaced())
            && self.str(at).starts_with(mark)
    }

    /// Whether white space stands before the token at `at`; true past the end.
    #[inline]
    pub fn spaced(&self, at: usize) -> bool {
        self.token(at).is_none_or(Token::spaced)
    }

    /// Whether the token at `at` is digits.
    #[inline]
    pub fn is_digits(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Digits)
    }

    /// Whether the token at `at` is digits with no space before it.
    #[inline]
    pub fn is_joined_digits(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Digits && !t.spaced())
    }

    /// Whether the token at `at` is a hyphen (no dash).
    #[inline]
    pub fn is_hyphen(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Mark)
            && matches!(self.str(at), "-" | "\u{2010}" | "\u{2011}")
    }

    /// The text between the token before `at` and that at `at`; empty at either end of the sentence.
    pub fn gap(&self, at: usize) -> &'a str {
        match (at.checked_sub(1).and_then(|before| self.token(before)), self.token(at)) {
            (Some(before), Some(here)) => &self.text[before.span.end as usize..here.span.start as usize],
            _ => "",
        }
    }

    /// The bytes from token `from` to before token `to`, which must come after it.
    pub fn span(&self, from: usize, to: usize) -> ProseSpan {
        ProseSpan::new(self.tokens[from].span.start, self.tokens[to - 1].span.end)
    }
}
