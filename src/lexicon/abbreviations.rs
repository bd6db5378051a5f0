//! What a full stop after a word may mean, from `rules/lexicon/abbreviations.yaml`.

use super::sets::WordSets;
use super::{Vocabulary, WordId};
use crate::yaml::{self, YamlError};
use serde::Deserialize;

/// What the splitter of sentences asks of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Abbreviation {
    /// A name follows ("Gen.").
    Title = 1 << 0,
    /// It follows a name and may end the sentence ("Inc.").
    Suffix = 1 << 1,
    /// It is an abbreviation without a capital too ("etc.").
    AnyCase = 1 << 2,
    /// A month or weekday ("Jan.").
    Date = 1 << 3,
    /// A number follows ("No.").
    Numbered = 1 << 4,
    /// Something always follows ("vs.").
    Inner = 1 << 5,
    /// A unit, after which another number may follow ("6 ft. 2 in.").
    Unit = 1 << 6,
    /// A single letter completes it ("Plan B.").
    Lettered = 1 << 7,
    /// A name written with a mark ("Yahoo!").
    Exclaimed = 1 << 8,
    /// What follows an hour ("5 p.m. Tuesday").
    Clock = 1 << 9,
    /// Begins a sentence where it is capitalised ("The").
    Starter = 1 << 10,
    /// Goes on after a firm or place ("Acme Inc. Chairman Smith").
    Head = 1 << 11,
    /// A verb of asking or saying.
    Speaks = 1 << 12,
    /// A lower-case start of a name ("al-", "de").
    Particle = 1 << 13,
}

/// The words around full stops.
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    sets: WordSets,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    titles: String,
    suffixes: String,
    any_case: String,
    dates: String,
    numbered: String,
    inner: String,
    units: String,
    lettered: String,
    exclaimed: String,
    clock: String,
    starters: String,
    heads: String,
    speaks: String,
    particles: String,
}

impl Abbreviations {
    /// Reads the lists, adding their words to `vocabulary`.
    ///
    /// # Errors
    ///
    /// Whatever is not the YAML of this file: a list that is missing or unknown.
    pub fn load(yaml: &str, vocabulary: &mut Vocabulary) -> Result<Self, YamlError> {
        let raw: Raw = yaml::parse_shipped(yaml)?;
        let mut sets = WordSets::default();
        for (list, set) in [
            (&raw.titles, Abbreviation::Title),
            (&raw.suffixes, Abbreviation::Suffix),
            (&raw.any_case, Abbreviation::AnyCase),
            (&raw.dates, Abbreviation::Date),
            (&raw.numbered, Abbreviation::Numbered),
            (&raw.inner, Abbreviation::Inner),
            (&raw.units, Abbreviation::Unit),
            (&raw.lettered, Abbreviation::Lettered),
            (&raw.exclaimed, Abbreviation::Exclaimed),
            (&raw.clock, Abbreviation::Clock),
            (&raw.starters, Abbreviation::Starter),
            (&raw.heads, Abbreviation::Head),
            (&raw.speaks, Abbreviation::Speaks),
            (&raw.particles, Abbreviation::Particle),
        ] {
            sets.add_all(list, set as u32, vocabulary);
        }
        Ok(Abbreviations { sets })
    }

    /// Whether `word` is of this kind.
    pub fn is(&self, word: WordId, kind: Abbreviation) -> bool {
        self.sets.has(word, kind as u32)
    }

    /// Whether `word` is of any kind that its full stop may belong to.
    pub fn is_abbreviation(&self, word: WordId) -> bool {
        const ALL: u32 = Abbreviation::Title as u32
            | Abbreviation::Suffix as u32
            | Abbreviation::Date as u32
            | Abbreviation::Numbered as u32
            | Abbreviation::Inner as u32
            | Abbreviation::Unit as u32;
        self.sets.has(word, ALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_loads() {
        let lexicon = crate::lexicon::Lexicon::shipped();
        let is = |word, kind| lexicon.abbreviations.is(lexicon.vocabulary.lookup(word), kind);
        assert!(is("Gen", Abbreviation::Title) && is("vs", Abbreviation::Inner));
        assert!(!lexicon.abbreviations.is_abbreviation(lexicon.vocabulary.lookup("fire")));
    }

    #[test]
    fn an_unknown_list_is_an_error_with_its_place() {
        let error = Abbreviations::load("tilts: mr", &mut Vocabulary::default()).unwrap_err();
        assert!(error.message.contains("tilts"), "{error}");
    }
}
