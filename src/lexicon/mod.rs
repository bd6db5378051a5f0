//! Words and what they mean, compiled from the YAML files of `rules/lexicon`.
//!
//! A text is looked up once, in the [`Vocabulary`]; everything after works on word numbers. Each
//! kind of word has a file of its own here and a YAML file of the same name.

mod abbreviations;
mod clause;
mod events;
mod figures;
mod happenings;
mod holiday;
mod keys;
mod lists;
mod names;
mod numerals;
mod phrases;
mod places;
mod sets;
mod time;
mod units;
mod vocabulary;

pub use abbreviations::{Abbreviation, Abbreviations};
pub use clause::{ClauseWord, ClauseWords};
pub use events::{Events, KnownEvent};
pub use figures::{Around, FigureWords};
pub use happenings::{Happening, Happenings};
pub use holiday::{Holiday, Holidays};
pub use keys::{Aliases, NameKey};
pub use lists::Lists;
pub use names::{NameWord, NameWords};
pub use numerals::{Letter, NumberWord, Numerals};
pub use phrases::Phrases;
pub use places::{Place, PlaceKind, Places};
pub use sets::WordSets;
pub use time::{Classes, Cues, Era, TimeWord, TimeWords, Vicinity};
pub use units::{Nearby, Sense, UnitRole, UnitWords};
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
    /// The words around figures.
    pub figures: FigureWords,
    /// The units and dimensions.
    pub units: UnitTable,
    /// The words of units and currencies.
    pub unit_words: UnitWords,
    /// The word lists of patterns.
    pub lists: Lists,
    /// The words around full stops.
    pub abbreviations: Abbreviations,
    /// The words that say how a figure is meant.
    pub clause: ClauseWords,
    /// The words of events, by kind.
    pub happenings: Happenings,
    /// The words in and around names.
    pub names: NameWords,
    /// The spellings of names.
    pub aliases: Aliases,
    /// The names that are places.
    pub places: Places,
    /// The words of dates, times and lengths of time.
    pub time: TimeWords,
    /// The holidays.
    pub holidays: Holidays,
    /// The events that facts files name.
    pub events: Events,
}

impl Lexicon {
    /// The lexicon of the files that are part of the program.
    ///
    /// # Panics
    ///
    /// Never: a test loads the files as they are built in.
    pub fn shipped() -> Self {
        let mut vocabulary = Vocabulary::default();
        for sign in SIGNS.chars() {
            vocabulary.intern(sign.encode_utf8(&mut [0; 4]));
        }
        let numerals = shipped("numerals", include_str!("../../rules/lexicon/numerals.yaml"), |text| {
            Numerals::load(text, &mut vocabulary)
        });
        let abbreviations =
            shipped("abbreviations", include_str!("../../rules/lexicon/abbreviations.yaml"), |text| {
                Abbreviations::load(text, &mut vocabulary)
            });
        Lexicon { numerals, abbreviations, vocabulary, ..Lexicon::default() }
            .with_shipped_figures()
            .with_shipped_times()
            .with_shipped_names()
    }

    fn with_shipped_figures(mut self) -> Self {
        let vocabulary = &mut self.vocabulary;
        let mut units = UnitTable::default();
        let unit_words = shipped("units", include_str!("../../rules/lexicon/units.yaml"), |text| {
            let currencies = include_str!("../../rules/lexicon/currencies.yaml");
            UnitWords::load(text, currencies, &mut units, vocabulary)
        });
        units.set_rates(|units| {
            let rates = include_str!("../../rules/lexicon/exchange_rates.yaml");
            shipped("exchange rates", rates, |text| units::rates::load(text, units))
        });
        let mut figures = FigureWords::default();
        shipped("hedges", include_str!("../../rules/lexicon/hedges.yaml"), |text| {
            figures.load_hedges(text, vocabulary)
        });
        shipped("nouns", include_str!("../../rules/lexicon/nouns.yaml"), |text| {
            figures.load_nouns(text, vocabulary)
        });
        shipped("labels", include_str!("../../rules/lexicon/labels.yaml"), |text| {
            figures.load_labels(text, vocabulary)
        });
        shipped("ages", include_str!("../../rules/lexicon/ages.yaml"), |text| {
            figures.load_ages(text, vocabulary)
        });
        let mut lexicon = Lexicon { figures, units, unit_words, ..self };
        lexicon.mark_starts();
        lexicon
    }

    fn with_shipped_times(mut self) -> Self {
        let vocabulary = &mut self.vocabulary;
        let mut time = shipped("time", include_str!("../../rules/lexicon/time.yaml"), |text| {
            TimeWords::load(text, vocabulary)
        });
        let holidays = shipped("holidays", include_str!("../../rules/lexicon/holidays.yaml"), |text| {
            Holidays::load(text, vocabulary, &mut time)
        });
        time.finish(vocabulary, |word| self.numerals.role(word).opens());
        Lexicon { time, holidays, ..self }
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
        let clause = shipped("clause", include_str!("../../rules/lexicon/clause.yaml"), |text| {
            ClauseWords::load(text, vocabulary)
        });
        let happenings = shipped("happenings", include_str!("../../rules/lexicon/happenings.yaml"), |text| {
            Happenings::load(text, vocabulary)
        });
        Lexicon { names, aliases, places, clause, happenings, ..self }
    }
}

impl Lexicon {
    /// Marks every word at which a figure may start, so that the reader asks one question of the others.
    fn mark_starts(&mut self) {
        for id in 1..self.vocabulary.size() as u32 {
            let word = WordId(id);
            let numeral = !matches!(
                self.numerals.role(word),
                NumberWord::None
                    | NumberWord::Ending
                    | NumberWord::And
                    | NumberWord::Of
                    | NumberWord::In
                    | NumberWord::Out
                    | NumberWord::Every
                    | NumberWord::VagueAfterA(..)
            );
            let mark = SIGNS.contains(self.vocabulary.word(word));
            let prefix = self.unit_words.starts_prefix(word);
            if numeral || mark || prefix || self.figures.is(word, Around::Aged) {
                self.figures.mark_start(word);
            }
        }
    }
}

/// Marks with which a number may start: a minus, a point, a fraction.
const SIGNS: &str = "-\u{2212}\u{2013}.½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒";

/// The result of loading a built-in file.
fn shipped<T>(name: &str, text: &str, load: impl FnOnce(&str) -> Result<T, YamlError>) -> T {
    match load(text) {
        Ok(loaded) => loaded,
        Err(error) => panic!("the shipped lexicon/{name}.yaml is broken, which its tests exclude: {error}"),
    }
}
