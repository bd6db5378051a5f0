//! Words and what they mean, compiled from the YAML files of `rules/lexicon`.
//!
//! A text is looked up once, in the [`Vocabulary`]; everything after works on word numbers. Each
//! kind of word has a file of its own here and a YAML file of the same name.

mod abbreviations;
mod keys;
mod lists;
mod names;
mod numerals;
mod phrases;
mod places;
mod sets;
mod vocabulary;

pub use abbreviations::{Abbreviation, Abbreviations};
pub use keys::{Aliases, NameKey};
pub use lists::Lists;
pub use names::{NameWord, NameWords};
pub use numerals::{Letter, NumberWord, Numerals};
pub use phrases::Phrases;
pub use places::{Place, PlaceKind, Places};
pub use sets::WordSets;
pub use vocabulary::{Vocabulary, WordId};

use crate::value::UnitTable;
use crate::yaml::YamlError;

/// All that is known of words, units and names.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Every word that the lexicon or a rule knows.
    pub vocabulary: Vocabulary,
    /// The words of numbers.
    pub numerals: Numerals,
    /// The units and dimensions.
    pub units: UnitTable,
    /// The word lists of patterns.
    pub lists: Lists,
    /// The words around full stops.
    pub abbreviations: Abbreviations,
    /// The words in and around names.
    pub names: NameWords,
    /// The spellings of names.
    pub aliases: Aliases,
    /// The names that are places.
    pub places: Places,
}

impl Lexicon {
    /// The lexicon of the files that are part of the program.
    ///
    /// # Panics
    ///
    /// Never: a test loads the files as they are built in.
    pub fn shipped() -> Self {
        let mut vocabulary = Vocabulary::default();
        let numerals = shipped("numerals", include_str!("../../rules/lexicon/numerals.yaml"), |text| {
            Numerals::load(text, &mut vocabulary)
        });
        let abbreviations =
            shipped("abbreviations", include_str!("../../rules/lexicon/abbreviations.yaml"), |text| {
                Abbreviations::load(text, &mut vocabulary)
            });
        Lexicon { numerals, abbreviations, vocabulary, ..Lexicon::default() }.with_shipped_names()
    }

    fn with_shipped_names(mut self) -> Self {
        let vocabulary = &mut self.vocabulary;
        let (mut names, everywhere) =
            shipped("names", include_str!("../../rules/lexicon/names.yaml"), |text| {
                NameWords::load(text, vocabulary)
            });
        shipped("common_words", include_str!("../../rules/lexicon/common_words.yaml"), |text| {
            names.add_common(text, vocabulary)
        });
        shipped("demonyms", include_str!("../../rules/lexicon/demonyms.yaml"), |text| {
            names.add_demonyms(text, vocabulary)
        });
        let aliases = shipped("aliases", include_str!("../../rules/lexicon/aliases.yaml"), |text| {
            Aliases::load(text, &everywhere, &names, vocabulary)
        });
        let places = shipped("places", include_str!("../../rules/lexicon/places.yaml"), |text| {
            Places::load(text, |name| aliases.key(name, &names, vocabulary))
        });
        Lexicon { names, aliases, places, ..self }
    }
}

/// The result of loading a built-in file.
fn shipped<T>(name: &str, text: &str, load: impl FnOnce(&str) -> Result<T, YamlError>) -> T {
    match load(text) {
        Ok(loaded) => loaded,
        Err(error) => panic!("the shipped lexicon/{name}.yaml is broken, which its tests exclude: {error}"),
    }
}
