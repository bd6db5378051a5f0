//! The words of which numbers are made, from `rules/lexicon/numerals.yaml`: each word has one role.

use super::{Vocabulary, WordId};
use crate::yaml::{self, YamlError};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a word is in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberWord {
    /// Nothing.
    #[default]
    None,
    /// A whole number below a hundred: "seven", "twenty", "twentyfive".
    Cardinal(u8),
    /// "third", "twentieth", "twentyfifth".
    Ordinal(u8),
    /// A power of ten, by its exponent: "million".
    Magnitude(u8),
    /// A power of ten in the plural: "hundreds", "tens".
    Magnitudes(u8),
    /// "millionth".
    NthMagnitude(u8),
    /// "millionths".
    NthMagnitudes(u8),
    /// One part of so many: "half", "quarter" ("third" is an ordinal).
    Part(u8),
    /// "halves", "thirds".
    Parts(u8),
    /// "dozen", "score".
    Group(u8),
    /// "dozens", "scores".
    Groups(u8),
    /// "several": from, to.
    Vague(u8, u8),
    /// The same after "a" alone: "a few".
    VagueAfterA(u8, u8),
    /// "twice", "doubled".
    Multiple(u16),
    /// "no", "none".
    NoneOf,
    /// "st", "nd", "rd", "th".
    Ending,
    /// "a", "an".
    Article,
    /// "and", "&".
    And,
    /// "point".
    Point,
    /// "minus", "negative".
    Minus,
    /// "of".
    Of,
    /// "in".
    In,
    /// "out".
    Out,
    /// "every".
    Every,
}

impl NumberWord {
    /// Whether a number may begin with the word: not with "of", "in" or "and", which most sentences hold.
    pub const fn opens(self) -> bool {
        use NumberWord::*;
        !matches!(self, None | Ending | And | Point | Of | In | Out | Every)
    }
}

/// All number words, by word.
#[derive(Debug, Clone, Default)]
pub struct Numerals {
    roles: Vec<NumberWord>,
    letters: Vec<Letter>,
}

/// Letters written right after digits for a power of ten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The letters, in their case.
    pub text: Box<str>,
    /// The exponent.
    pub exponent: u8,
    /// Whether they mean nothing else (`m` is also metres).
    pub sure: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    cardinals: BTreeMap<u8, Vec<String>>,
    ordinals: BTreeMap<u8, Vec<String>>,
    ordinal_endings: Vec<String>,
    parts: BTreeMap<u8, RawForms>,
    magnitudes: BTreeMap<u8, RawMagnitude>,
    letters: BTreeMap<u8, RawLetters>,
    groups: BTreeMap<u8, RawForms>,
    vague: BTreeMap<String, (u8, u8)>,
    after_a: BTreeMap<String, (u8, u8)>,
    multiples: BTreeMap<u16, Vec<String>>,
    none: Vec<String>,
    article: Vec<String>,
    and: Vec<String>,
    point: Vec<String>,
    minus: Vec<String>,
    of: Vec<String>,
    #[serde(rename = "in")]
    in_: Vec<String>,
    out: Vec<String>,
    every: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawForms {
    one: Vec<String>,
    many: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawMagnitude {
    words: Vec<String>,
    of: Vec<String>,
    nth: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawLetters {
    sure: Vec<String>,
    unsure: Vec<String>,
}

impl Numerals {
    /// Reads the YAML of the shipped file's shape, adding its words to `vocabulary`.
    ///
    /// # Errors
    ///
    /// What is not YAML of that shape.
    pub fn load(text: &str, vocabulary: &mut Vocabulary) -> Result<Self, YamlError> {
        let raw: Raw = yaml::parse_shipped(text)?;
        let mut numerals = Numerals::default();
        let mut add = |words: &[String], role: NumberWord| {
            for word in words {
                numerals.set(vocabulary.intern(word), role);
            }
        };
        for (n, words) in &raw.cardinals {
            add(words, NumberWord::Cardinal(*n));
        }
        for (n, words) in &raw.ordinals {
            add(words, NumberWord::Ordinal(*n));
            if *n > 2 {
                let plural: Vec<String> = words.iter().map(|word| format!("{word}s")).collect();
                add(&plural, NumberWord::Parts(*n));
            }
        }
        add_glued(&raw.cardinals, &raw.cardinals, &mut |w, n| add(&[w], NumberWord::Cardinal(n)));
        add_glued(&raw.cardinals, &raw.ordinals, &mut |w, n| add(&[w], NumberWord::Ordinal(n)));
        for (n, forms) in &raw.parts {
            add(&forms.one, NumberWord::Part(*n));
            add(&forms.many, NumberWord::Parts(*n));
        }
        for (n, forms) in &raw.groups {
            add(&forms.one, NumberWord::Group(*n));
            add(&forms.many, NumberWord::Groups(*n));
        }
        for (exponent, forms) in &raw.magnitudes {
            add(&forms.words, NumberWord::Magnitude(*exponent));
            add(&forms.of, NumberWord::Magnitudes(*exponent));
            add(&forms.nth, NumberWord::NthMagnitude(*exponent));
            let plural: Vec<String> = forms.nth.iter().map(|word| format!("{word}s")).collect();
            add(&plural, NumberWord::NthMagnitudes(*exponent));
        }
        for (word, (low, high)) in &raw.vague {
            add(std::slice::from_ref(word), NumberWord::Vague(*low, *high));
        }
        for (word, (low, high)) in &raw.after_a {
            add(std::slice::from_ref(word), NumberWord::VagueAfterA(*low, *high));
        }
        for (n, words) in &raw.multiples {
            add(words, NumberWord::Multiple(*n));
        }
        for (words, role) in [
            (&raw.ordinal_endings, NumberWord::Ending),
            (&raw.none, NumberWord::NoneOf),
            (&raw.article, NumberWord::Article),
            (&raw.and, NumberWord::And),
            (&raw.point, NumberWord::Point),
            (&raw.minus, NumberWord::Minus),
            (&raw.of, NumberWord::Of),
            (&raw.in_, NumberWord::In),
            (&raw.out, NumberWord::Out),
            (&raw.every, NumberWord::Every),
        ] {
            add(words, role);
        }
        for (exponent, letters) in raw.letters {
            for (texts, sure) in [(letters.sure, true), (letters.unsure, false)] {
                let letter = |text: String| Letter { text: text.into(), exponent, sure };
                numerals.letters.extend(texts.into_iter().map(letter));
            }
        }
        Ok(numerals)
    }

    /// The role of a word in numbers.
    #[inline]
    pub fn role(&self, word: WordId) -> NumberWord {
        self.roles.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// The power of ten that `text`, right after digits, stands for.
    pub fn letter(&self, text: &str) -> Option<&Letter> {
        self.letters.iter().find(|letter| &*letter.text == text)
    }

    fn set(&mut self, word: WordId, role: NumberWord) {
        let at = word.0 as usize;
        if self.roles.len() <= at {
            self.roles.resize(at + 1, NumberWord::None);
        }
        if self.roles[at] == NumberWord::None {
            self.roles[at] = role;
        }
    }
}

/// Adds "twentyfive" and its like, which some write in one.
fn add_glued(
    tens: &BTreeMap<u8, Vec<String>>,
    ones: &BTreeMap<u8, Vec<String>>,
    add: &mut impl FnMut(String, u8),
) {
    for (ten, tens) in tens.range(20..) {
        for (one, ones) in ones.range(1..10) {
            add(format!("{}{}", tens[0], ones[0]), ten + one);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn every_word_has_the_role_that_the_file_gives_it() {
        let lexicon = Lexicon::shipped();
        let role = |word: &str| lexicon.numerals.role(lexicon.vocabulary.lookup(word));
        assert_eq!(role("Seven"), NumberWord::Cardinal(7));
        assert_eq!(role("twentyfifth"), NumberWord::Ordinal(25));
        assert_eq!(role("thirds"), NumberWord::Parts(3));
        assert_eq!(role("hundredths"), NumberWord::Parts(100));
        assert_eq!(role("thousandths"), NumberWord::NthMagnitudes(3));
        assert_eq!(role("crore"), NumberWord::Magnitude(7));
        assert_eq!(role("house"), NumberWord::None);
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        assert!(Numerals::load("cardinal: {}", &mut Vocabulary::default()).is_err());
    }
}
