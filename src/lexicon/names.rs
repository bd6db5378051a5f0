//! The words in and around names, from `rules/lexicon/names.yaml`, `common_words.yaml` and
//! `demonyms.yaml`.

use super::sets::WordSets;
use super::{Vocabulary, WordId};
use crate::yaml::{self, YamlError};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the reader of names asks of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum NameWord {
    /// A form of address ("Mr", "Dr").
    Form = 1 << 0,
    /// An office or rank ("President").
    Title = 1 << 1,
    /// Before an office ("Deputy", "Foreign").
    Modifier = 1 << 2,
    /// A family name that is a common word too ("Brown").
    Surname = 1 << 3,
    /// A family name that stands first ("Kim").
    FamilyFirst = 1 << 4,
    /// Lower case inside a name ("von").
    Particle = 1 << 5,
    /// Between the words of an institution ("of").
    Link = 1 << 6,
    /// Capitals that name nothing ("GMT").
    NotName = 1 << 7,
    /// A month, day or season.
    Calendar = 1 << 8,
    /// The adjective of a faith, language or party ("Muslim").
    Adjective = 1 << 9,
    /// The adjective or people of a country ("Russian").
    Demonym = 1 << 10,
    /// Never a part of the name after it at the start of a sentence ("Meanwhile").
    Function = 1 << 11,
    /// No name alone, but a part of the name after it ("Northern").
    NeverAlone = 1 << 12,
    /// A name when all its letters are capitals ("US").
    Acronym = 1 << 13,
    /// An institution or kind of place that is named with "of" ("Bank").
    Institution = 1 << 14,
    /// Its possessive goes on with a name ("King's").
    Owner = 1 << 15,
    /// A common word that may be the second part of a given name ("Jae-in").
    SecondPart = 1 << 16,
}

/// The words in and around names.
#[derive(Debug, Clone, Default)]
pub struct NameWords {
    sets: WordSets,
    /// Base forms of common words. A vocabulary of its own, so that the thousands of words that are asked for
    /// at the starts of sentences alone don't slow the look-up of all others.
    common: Vocabulary,
    /// Demonyms with an index into `countries`, ordered by word.
    demonyms: Vec<(WordId, u16)>,
    countries: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNames {
    forms: String,
    titles: String,
    modifiers: String,
    surnames: String,
    family_first: String,
    second_parts: String,
    particles: String,
    links: String,
    not_names: String,
    calendar: String,
    adjectives: String,
    never_alone: String,
    acronyms: String,
    institutions: String,
    owners: String,
    everywhere: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCommon {
    function: String,
    common: String,
}

impl NameWords {
    /// Reads `names.yaml`, adding its words to `vocabulary`; the second value is its list of names that are
    /// everywhere, as written.
    ///
    /// # Errors
    ///
    /// Whatever is not the YAML of this file.
    pub(super) fn load(yaml: &str, vocabulary: &mut Vocabulary) -> Result<(Self, Vec<String>), YamlError> {
        let raw: RawNames = yaml::parse_shipped(yaml)?;
        let mut words = NameWords::default();
        for (list, set) in [
            (&raw.forms, NameWord::Form),
            (&raw.titles, NameWord::Title),
            (&raw.modifiers, NameWord::Modifier),
            (&raw.surnames, NameWord::Surname),
            (&raw.family_first, NameWord::FamilyFirst),
            (&raw.second_parts, NameWord::SecondPart),
            (&raw.particles, NameWord::Particle),
            (&raw.links, NameWord::Link),
            (&raw.not_names, NameWord::NotName),
            (&raw.calendar, NameWord::Calendar),
            (&raw.adjectives, NameWord::Adjective),
            (&raw.never_alone, NameWord::NeverAlone),
            (&raw.acronyms, NameWord::Acronym),
            (&raw.institutions, NameWord::Institution),
            (&raw.owners, NameWord::Owner),
        ] {
            words.sets.add_all(list, set as u32, vocabulary);
        }
        let everywhere = raw.everywhere.split(',').map(|name| name.trim().to_owned()).collect();
        Ok((words, everywhere))
    }

    /// Reads `common_words.yaml`, of which only the function words are added to `vocabulary`.
    pub(super) fn add_common(&mut self, yaml: &str, vocabulary: &mut Vocabulary) -> Result<(), YamlError> {
        let raw: RawCommon = yaml::parse_shipped(yaml)?;
        self.sets.add_all(&raw.function, NameWord::Function as u32, vocabulary);
        for word in raw.function.split_whitespace().chain(raw.common.split_whitespace()) {
            self.common.intern(word);
        }
        Ok(())
    }

    /// Reads `demonyms.yaml`.
    pub(super) fn add_demonyms(&mut self, yaml: &str, vocabulary: &mut Vocabulary) -> Result<(), YamlError> {
        let raw: BTreeMap<String, String> = yaml::parse_shipped(yaml)?;
        for (demonym, country) in &raw {
            self.add_demonym(demonym, country, vocabulary);
        }
        self.demonyms.sort_unstable();
        Ok(())
    }

    fn add_demonym(&mut self, demonym: &str, country: &str, vocabulary: &mut Vocabulary) {
        let at = match self.countries.iter().position(|known| **known == *country) {
            Some(at) => at,
            None => {
                self.countries.push(country.into());
                self.countries.len() - 1
            }
        };
        let mut add = |word: &str| {
            let id = vocabulary.intern(word);
            self.sets.add(id, NameWord::Demonym as u32);
            self.demonyms.push((id, at as u16));
        };
        add(demonym);
        if !["ish", "ese", "ch", "ss", "man"].iter().any(|ending| demonym.ends_with(ending)) {
            add(&format!("{demonym}s"));
        }
    }

    /// Whether `word` is of this kind.
    #[inline]
    pub fn is(&self, word: WordId, kind: NameWord) -> bool {
        self.sets.has(word, kind as u32)
    }

    /// Whether `word` is of one of the kinds of `mask`, a sum of [`NameWord`]s.
    #[inline]
    pub(crate) fn any(&self, word: WordId, mask: u32) -> bool {
        self.sets.has(word, mask)
    }

    /// The country or region whose adjective or people `word` is: "Ukraine" for "Ukrainian" and "Ukrainians", as
    /// the file writes it.
    pub fn country_of(&self, word: WordId) -> Option<&str> {
        if !self.is(word, NameWord::Demonym) {
            return None;
        }
        let at = self.demonyms.binary_search_by_key(&word, |(id, _)| *id).ok()?;
        Some(&self.countries[self.demonyms[at].1 as usize])
    }

    /// Whether `word` is a frequent English word or a form of one, whatever its case. Not for every word of a text: it
    /// tries several endings.
    pub fn is_common(&self, word: &str) -> bool {
        if self.knows(word) {
            return true;
        }
        if !word.is_ascii() || word.len() < 4 || word.len() > 24 {
            return false;
        }
        let endings: &[(&str, &[&str])] = match word.as_bytes()[word.len() - 1].to_ascii_lowercase() {
            b's' => &[("ies", &["y"]), ("es", &[""]), ("s", &[""])],
            b'd' => &[("ied", &["y"]), ("ed", &["", "e"])],
            b'g' => &[("ing", &["", "e"])],
            b'y' => &[("ly", &["", "le"])],
            b'r' => &[("er", &["", "e"])],
            _ => return false,
        };
        let mut buffer = [0; 32];
        endings.iter().any(|(ending, instead)| {
            let Some(at) = word.len().checked_sub(ending.len()).filter(|at| *at >= 2) else { return false };
            let (stem, rest) = word.split_at(at);
            rest.eq_ignore_ascii_case(ending)
                && (instead.iter().any(|instead| self.knows(join(stem, instead, &mut buffer)))
                    || (is_doubled(stem) && self.knows(&stem[..at - 1])))
        })
    }

    fn knows(&self, word: &str) -> bool {
        self.common.lookup(word).is_known()
    }
}

/// `stem` and `ending` as one word, in `buffer`, which is longer than both.
fn join<'a>(stem: &str, ending: &str, buffer: &'a mut [u8; 32]) -> &'a str {
    buffer[..stem.len()].copy_from_slice(stem.as_bytes());
    buffer[stem.len()..stem.len() + ending.len()].copy_from_slice(ending.as_bytes());
    std::str::from_utf8(&buffer[..stem.len() + ending.len()]).expect("both parts are ASCII")
}

/// "stopp", "runn".
fn is_doubled(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    bytes.len() > 3 && bytes[bytes.len() - 1].eq_ignore_ascii_case(&bytes[bytes.len() - 2])
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, NameWord};

    #[test]
    fn a_people_and_its_plural_stand_for_a_country() {
        let lexicon = Lexicon::shipped();
        let country = |word| lexicon.names.country_of(lexicon.vocabulary.lookup(word));
        assert_eq!(country("Ukrainian"), Some("Ukraine"));
        assert_eq!(country("Russians"), Some("Russia"));
        assert_eq!(country("British"), Some("United Kingdom"));
        assert_eq!(country("Kupol"), None);
    }

    #[test]
    fn forms_of_common_words_are_common() {
        let names = Lexicon::shipped().names;
        for word in ["Police", "attacks", "Stopped", "Citing", "Rallies", "Deadly", "Fires", "WORKERS"] {
            assert!(names.is_common(word), "{word}");
        }
        for word in ["Izhevsk", "Brechalov", "Trump", "Zelensky", "Kupol", "Łódź", "Es", "Ing"] {
            assert!(!names.is_common(word), "{word}");
        }
    }

    #[test]
    fn a_word_may_be_of_several_kinds() {
        let lexicon = Lexicon::shipped();
        let is = |word, kind| lexicon.names.is(lexicon.vocabulary.lookup(word), kind);
        assert!(
            is("Major", NameWord::Title) && is("Major", NameWord::Modifier) && is("Major", NameWord::Surname)
        );
        assert!(!is("Major", NameWord::Form));
    }
}
