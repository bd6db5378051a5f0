//! How far a gap reaches, and what may lie between two elements of a list.

use super::machine::Matcher;
use super::sentence::SentenceView;
use super::slot::SlotType;
use crate::mention::{Token, TokenKind};

/// A gap holds at most so many words.
const GAP_WORDS: usize = 8;
/// A gap, or what lies between two elements of a list, holds at most so many tokens.
pub(super) const GAP_TOKENS: usize = 40;
/// A list has at most so many elements.
const MAX_ITEMS: usize = 32;

/// A walk over the few tokens of a gap.
pub(super) struct Walk<'a> {
    sentence: SentenceView<'a>,
    at: usize,
    words: usize,
    tokens: usize,
}

impl<'a> Walk<'a> {
    /// The walk from a token.
    pub fn new(sentence: SentenceView<'a>, token: usize) -> Self {
        Walk { sentence, at: token, words: 0, tokens: 0 }
    }

    /// The token that comes next.
    pub fn token(&self) -> Option<&'a Token> {
        self.sentence.tokens.get(self.at)
    }

    /// Passes over the token, unless a gap ends before it: semicolons (those of a list are passed), colons
    /// but in times, and the quotation marks divide.
    pub fn step(&mut self, list: bool) -> bool {
        let Some(token) = self.token() else { return false };
        if token.kind == TokenKind::Mark {
            match &self.sentence.text[token.span.range()] {
                ";" if list => {}
                ":" if self.sentence.tokens.get(self.at + 1).is_some_and(|next| !next.spaced()) => {}
                ";" | ":" | "\"" | "\u{201c}" | "\u{201d}" | "\u{201e}" | "«" | "»" => return false,
                _ => {}
            }
        } else if token.spaced() || self.tokens == 0 {
            self.words += 1;
        }
        self.at += 1;
        self.tokens += 1;
        self.words <= GAP_WORDS && self.tokens < GAP_TOKENS
    }
}

impl Matcher<'_> {
    /// The list of mentions of a type that starts at `at`, into `scratch.items`: divided by a comma, a
    /// semicolon or a joining word, with a few other words between, but no other such mention.
    pub(super) fn gather(&mut self, kind: SlotType, at: u32) {
        let sentence = self.sentence;
        let accepts = |m: u32| kind.accepts(&sentence.mentions[m as usize], sentence.units);
        let mut items = std::mem::take(&mut self.scratch.items);
        items.clear();
        items.extend(self.entered_at(at).find(|m| accepts(*m)));
        while let Some(last) = items.last()
            && items.len() < MAX_ITEMS
        {
            let end = sentence.mentions[*last as usize].extent.end;
            let mut walk = Walk::new(sentence, self.token_from(end));
            let mut divided = false;
            let next = loop {
                let Some(token) = walk.token() else { break None };
                let outer = |m: u32| !sentence.mentions[m as usize].inner && accepts(m);
                // "In 3 shops they sold 12 boats and nine bikes": nothing divides the 12 from the 3.
                if let Some(next) = self.entered_at(token.span.start).find(|m| outer(*m)) {
                    break divided.then_some(next);
                }
                divided |= self.divides(token);
                if matches!(&sentence.text[token.span.range()], "(" | ")") || !walk.step(true) {
                    break None;
                }
            };
            match next {
                Some(next) => items.push(next),
                None => break,
            }
        }
        self.scratch.items = items;
    }

    fn divides(&self, token: &Token) -> bool {
        matches!(&self.sentence.text[token.span.range()], "," | ";") || self.lists.is_joiner(token.word)
    }
}
