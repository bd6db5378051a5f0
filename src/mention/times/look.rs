//! How the readers of time look at a sentence: the words by what they may mean, numbers, and the
//! neighbours of a phrase.

use super::Memory;
use crate::lexicon::{Classes, Cues, NumberWord, TimeWord};
use crate::mention::figure::numeral::{self, Form, Numeral};
use crate::mention::scan::Reader;
use crate::mention::token::{TokenFlags, TokenKind};
use crate::time::TimeUnit;
use crate::value::Number;
use chrono::NaiveDate;

/// A sentence, and what was said before it.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub reader: &'a Reader<'a>,
    pub memory: &'a Memory,
}

impl<'a> Look<'a> {
    /// What the word at `at` may mean.
    #[inline]
    pub fn word(&self, at: usize) -> &'a TimeWord {
        self.reader.lexicon.time.get(self.reader.word(at))
    }

    /// Whether the word at `at` does one of `classes`.
    #[inline]
    pub fn has(&self, at: usize, classes: Classes) -> bool {
        self.word(at).classes.any(classes)
    }

    /// Whether the word at `at`, beside a phrase of time, tells one of `cues` of it.
    #[inline]
    pub fn cue(&self, at: usize, cues: Cues) -> bool {
        self.word(at).cues.any(cues)
    }

    /// Whether the word before `at` tells one of `cues`.
    #[inline]
    pub fn cue_before(&self, at: usize, cues: Cues) -> bool {
        at > 0 && self.cue(at - 1, cues)
    }

    /// Whether the word before `at` does one of `classes`.
    #[inline]
    pub fn has_before(&self, at: usize, classes: Classes) -> bool {
        at > 0 && self.has(at - 1, classes)
    }

    /// The article's day.
    pub fn published(&self) -> Option<NaiveDate> {
        self.reader.reference.published
    }

    /// Whether the token at `at` starts with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        self.reader.token(at).is_some_and(|token| token.capital())
    }

    /// Whether the token at `at` is all capitals.
    pub fn upper(&self, at: usize) -> bool {
        self.reader.token(at).is_some_and(|token| token.flags.has(TokenFlags::UPPER))
    }

    /// Whether the token at `at` is letters.
    #[inline]
    pub fn is_word(&self, at: usize) -> bool {
        self.reader.token(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether the token at `at` is a hyphen with no space on either side.
    #[inline]
    pub fn hyphen(&self, at: usize) -> bool {
        !self.reader.spaced(at) && !self.reader.spaced(at + 1) && self.is_dash(at)
    }

    /// Whether the token at `at` is a hyphen or dash, spaced or not.
    pub fn is_dash(&self, at: usize) -> bool {
        matches!(
            self.reader.str(at),
            "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "\u{2212}"
        )
    }

    /// Whether the token at `at` is an apostrophe.
    pub fn apostrophe(&self, at: usize) -> bool {
        matches!(self.reader.str(at), "'" | "\u{2019}" | "\u{2018}")
    }

    /// The place after a comma at `at`, or `at`.
    pub fn skip_comma(&self, at: usize) -> usize {
        if self.reader.joined_mark(at, ',') && self.reader.spaced(at + 1) { at + 1 } else { at }
    }

    /// The digits at `at` as a number of at most `width` digits.
    pub fn digits(&self, at: usize, width: usize) -> Option<u32> {
        let text = self.reader.str(at);
        (self.reader.is_digits(at) && text.len() <= width).then(|| text.parse().ok()).flatten()
    }

    /// Whether the digits at `at` are part of a longer figure: "10,000", "3.5", "5%", "$2000", "4-2".
    pub fn inside_figure(&self, at: usize) -> bool {
        self.goes_on(at) || self.after_figure(at)
    }

    /// Whether a figure that starts with the digits at `at` goes on after them.
    pub fn goes_on(&self, at: usize) -> bool {
        let after = matches!(self.reader.str(at + 1), "," | "." | ":")
            && !self.reader.spaced(at + 1)
            && !self.reader.spaced(at + 2)
            && self.reader.is_digits(at + 2);
        after || matches!(self.reader.str(at + 1), "%" | "°" | "º" | "˚")
    }

    /// Whether something before the digits at `at` makes them part of a figure.
    pub fn after_figure(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if self.reader.spaced(at) {
            return false;
        }
        match self.reader.str(before) {
            "," | "." | ":" => !self.reader.spaced(before) && before > 0 && self.reader.is_digits(before - 1),
            "$" | "£" | "€" | "¥" | "#" | "/" | "_" | "+" | "=" | "&" | "@" => true,
            _ => self.is_word(before),
        }
    }

    /// The cardinal number at `at`: digits or words, not an ordinal; vague ones have no number.
    pub fn numeral(&self, at: usize) -> Option<Numeral> {
        numeral::read(self.reader, at).filter(|numeral| numeral.form != Form::Ordinal)
    }

    /// The ordinal at `at` ("third", "21st") and the place after it.
    pub fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let numeral = numeral::read(self.reader, at).filter(|numeral| numeral.form == Form::Ordinal)?;
        let number = numeral.number().and_then(Number::to_integer)?;
        Some((u32::try_from(number).ok()?, numeral.next))
    }

    /// The "th" of "4th".
    pub fn is_ending(&self, at: usize) -> bool {
        self.reader.lexicon.numerals.role(self.reader.word(at)) == NumberWord::Ending
    }

    /// The unit of time at `at`, whether it is in the plural, and the place after it.
    pub fn unit(&self, at: usize) -> Option<(TimeUnit, bool, usize)> {
        let word = self.word(at);
        let unit = word.unit?;
        // "sec." and "min." keep their full stop, "hrs." may end the sentence as well.
        Some((unit, word.plural, at + 1))
    }

    /// The start of the phrase at `at` when a word of `classes` stands right before it.
    pub fn start_before(&self, at: usize, classes: Classes) -> usize {
        if self.has_before(at, classes) && self.reader.spaced(at) { at - 1 } else { at }
    }
}
