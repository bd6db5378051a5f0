//! The words around figures: hedges, ranges, the shapes of counted nouns, names that hold digits, ages.
//! From `hedges.yaml`, `nouns.yaml`, `labels.yaml` and `ages.yaml` of `rules/lexicon`.

use super::{Phrases, Vocabulary, WordId, WordSets};
use crate::value::Hedge;
use crate::yaml::{self, YamlError};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a word may be around a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Around {
    /// "between".
    Between = 1 << 0,
    /// "from".
    From = 1 << 1,
    /// "to".
    To = 1 << 2,
    /// "and".
    And = 1 << 3,
    /// "or".
    Or = 1 << 4,
    /// A hyphen or dash that may divide a range.
    Dash = 1 << 5,
    /// A word of change ("rose"), after which "from 10 to 15" is no range.
    Change = 1 << 6,
    /// A plural without s.
    Plural = 1 << 7,
    /// A noun that one may count one of.
    Singular = 1 << 8,
    /// A word with s that is no plural.
    NotPlural = 1 << 9,
    /// A word at which a noun phrase ends.
    Stop = 1 << 10,
    /// A word after which four digits are a year.
    BeforeYear = 1 << 11,
    /// A word whose number is a name ("chapter").
    Head = 1 << 12,
    /// A name of products or indices, whose number is always part of it ("Boeing").
    Product = 1 << 23,
    /// A word whose small number is a grade of it even before a plural ("type 2 patients").
    Grade = 1 << 24,
    /// "Street".
    Street = 1 << 13,
    /// A word of games and votes, near which 3-1 is a score.
    Contest = 1 << 14,
    /// A word that names nothing even in capitals.
    NotName = 1 << 15,
    /// "aged", "age".
    Aged = 1 << 16,
    /// "old".
    Old = 1 << 17,
    /// "yo".
    Yo = 1 << 18,
    /// "was", "turned".
    Being = 1 << 19,
    /// "he", "she".
    Person = 1 << 20,
    /// "when".
    Then = 1 << 21,
    /// A word of size after a length ("thick").
    Size = 1 << 25,
    /// What is told in millions and never in metres ("population").
    Crowd = 1 << 30,
    /// What a price or a rate may be for each of ("share").
    Portion = 1 << 26,
    /// A word that tells whose things are: "of their 40 ships".
    Owner = 1 << 27,
    /// A word before "one" that makes it a pronoun ("this one").
    OnePicked = 1 << 28,
    /// A word after "no" that counts nothing ("no more").
    NotOfNone = 1 << 29,
    /// A figure or the words before one may start here: the reader looks no further elsewhere.
    Starts = 1 << 22,
}

/// The words around figures.
#[derive(Debug, Clone, Default)]
pub struct FigureWords {
    sets: WordSets,
    before: Phrases<Hedge>,
    after: Phrases<Hedge>,
    /// The times in which ages are given: the word, and the id of the unit.
    times: Vec<(WordId, Box<str>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHedges {
    before: BTreeMap<Hedge, Vec<String>>,
    after: BTreeMap<Hedge, Vec<String>>,
    ranges: RawRanges,
    changes: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRanges {
    between: String,
    from: String,
    to: String,
    and: String,
    or: String,
    dash: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNouns {
    plurals: String,
    singulars: String,
    not_plural: String,
    stops: String,
    before_years: String,
    sizes: String,
    crowds: String,
    portions: String,
    owners: String,
    before_one: String,
    after_no: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLabels {
    names: String,
    heads: String,
    grades: String,
    streets: String,
    contests: String,
    not_names: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAges {
    times: BTreeMap<String, String>,
    after: String,
    short: String,
    before: String,
    of_age: String,
    then: String,
    being: String,
    people: String,
}

impl FigureWords {
    /// Adds the words of `hedges.yaml`.
    ///
    /// # Errors
    ///
    /// What is not YAML of that shape.
    pub fn load_hedges(&mut self, text: &str, vocabulary: &mut Vocabulary) -> Result<(), YamlError> {
        let raw: RawHedges = yaml::parse_shipped(text)?;
        for (hedge, phrases) in &raw.before {
            for phrase in phrases {
                // Found backwards from the figure.
                let mut words = vocabulary.phrase(phrase);
                words.reverse();
                self.before.add(&words, *hedge);
            }
        }
        for (hedge, phrases) in &raw.after {
            for phrase in phrases {
                self.after.add(&vocabulary.phrase(phrase), *hedge);
            }
        }
        self.add(
            &[
                (&raw.ranges.between, Around::Between),
                (&raw.ranges.from, Around::From),
                (&raw.ranges.to, Around::To),
                (&raw.ranges.and, Around::And),
                (&raw.ranges.or, Around::Or),
                (&raw.ranges.dash, Around::Dash),
                (&raw.changes, Around::Change),
            ],
            vocabulary,
        );
        Ok(())
    }

    /// Adds the words of `nouns.yaml`.
    ///
    /// # Errors
    ///
    /// What is not YAML of that shape.
    pub fn load_nouns(&mut self, text: &str, vocabulary: &mut Vocabulary) -> Result<(), YamlError> {
        let raw: RawNouns = yaml::parse_shipped(text)?;
        self.add(
            &[
                (&raw.plurals, Around::Plural),
                (&raw.singulars, Around::Singular),
                (&raw.not_plural, Around::NotPlural),
                (&raw.stops, Around::Stop),
                (&raw.before_years, Around::BeforeYear),
                (&raw.sizes, Around::Size),
                (&raw.crowds, Around::Crowd),
                (&raw.portions, Around::Portion),
                (&raw.owners, Around::Owner),
                (&raw.before_one, Around::OnePicked),
                (&raw.after_no, Around::NotOfNone),
            ],
            vocabulary,
        );
        Ok(())
    }

    /// Adds the words of `labels.yaml`.
    ///
    /// # Errors
    ///
    /// What is not YAML of that shape.
    pub fn load_labels(&mut self, text: &str, vocabulary: &mut Vocabulary) -> Result<(), YamlError> {
        let raw: RawLabels = yaml::parse_shipped(text)?;
        self.add(
            &[
                (&raw.names, Around::Product),
                (&raw.heads, Around::Head),
                (&raw.grades, Around::Grade),
                (&raw.streets, Around::Street),
                (&raw.contests, Around::Contest),
                (&raw.not_names, Around::NotName),
            ],
            vocabulary,
        );
        Ok(())
    }

    /// Adds the words of `ages.yaml`.
    ///
    /// # Errors
    ///
    /// What is not YAML of that shape.
    pub fn load_ages(&mut self, text: &str, vocabulary: &mut Vocabulary) -> Result<(), YamlError> {
        let raw: RawAges = yaml::parse_shipped(text)?;
        for (unit, words) in &raw.times {
            for word in words.split_ascii_whitespace() {
                self.times.push((vocabulary.intern(word), unit.as_str().into()));
            }
        }
        self.add(
            &[
                (&raw.after, Around::Old),
                (&raw.short, Around::Yo),
                (&raw.before, Around::Aged),
                (&raw.of_age, Around::Aged),
                (&raw.then, Around::Then),
                (&raw.being, Around::Being),
                (&raw.people, Around::Person),
            ],
            vocabulary,
        );
        Ok(())
    }

    fn add(&mut self, lists: &[(&String, Around)], vocabulary: &mut Vocabulary) {
        for (list, around) in lists {
            self.sets.add_all(list, *around as u32, vocabulary);
        }
    }

    /// Marks a word at which the reader of figures has to look.
    pub(super) fn mark_start(&mut self, word: WordId) {
        self.sets.add(word, Around::Starts as u32);
    }

    /// Whether `word` is an `around`.
    #[inline]
    pub fn is(&self, word: WordId, around: Around) -> bool {
        self.sets.has(word, around as u32)
    }

    /// The hedge whose last words are `back`, the words before a figure from the last to the first: how
    /// many words it has.
    pub fn before(&self, back: impl Iterator<Item = WordId> + Clone) -> Option<(usize, Hedge)> {
        self.before.longest(back).map(|(length, hedge)| (length, *hedge))
    }

    /// The hedge that the words after a figure start with.
    pub fn after(&self, words: impl Iterator<Item = WordId> + Clone) -> Option<(usize, Hedge)> {
        self.after.longest(words).map(|(length, hedge)| (length, *hedge))
    }

    /// The unit of age that a word names, as its id.
    pub fn age_unit(&self, word: WordId) -> Option<&str> {
        self.times.iter().find(|(time, _)| *time == word).map(|(_, unit)| &**unit)
    }
}
