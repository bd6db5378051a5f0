//! The words of time, from `rules/lexicon/time.yaml`: what each word may mean. The grammar that
//! composes them is in [`crate::mention`].

use super::{Phrases, Vocabulary, WordId};
use crate::time::{PartOfDay, Season, TimeUnit};
use crate::yaml::{self, YamlError};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a phrase like "right now" points at, when it points at no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vicinity {
    /// "currently"
    Present,
    /// "recently"
    Past,
    /// "the near future"
    Future,
}

/// The era that a year is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Era {
    /// BC, BCE.
    Before,
    /// AD, CE.
    After,
    /// 543 years ahead of AD.
    Buddhist,
}

macro_rules! bits {
    ($(#[$doc:meta])* $type:ident: $($name:ident = $bit:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
        pub struct $type(u64);

        #[allow(missing_docs)]
        impl $type {
            $(pub const $name: $type = $type(1 << $bit);)+

            fn named(name: &str) -> Option<$type> {
                match name.to_ascii_uppercase().as_str() {
                    $(stringify!($name) => Some($type::$name),)+
                    _ => None,
                }
            }
        }

        impl $type {
            /// Whether any of `other` is among these.
            pub const fn any(self, other: $type) -> bool {
                self.0 & other.0 != 0
            }

            /// These and `other`.
            pub const fn or(self, other: $type) -> $type {
                $type(self.0 | other.0)
            }

            /// Whether there are none.
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }
        }
    };
}

bits! {
    /// A set of the things that a word may do in a phrase of time; the names are the keys under `classes` of the YAML
    /// file.
    Classes: THE = 0, INDEFINITE = 1, POSSESSIVE = 2, LAST = 3, PREVIOUS = 4, NEXT = 5, FOLLOWING = 6, THIS = 7,
    THESE = 8, THAT = 9, EARLY = 10, LATE = 11, MID = 12, START = 13, END = 14, REST = 15, HALF = 16,
    PERIOD = 17, OF = 18, IN = 19, AT = 20, AND = 21, OR = 22, TO = 23, FROM = 24, BETWEEN = 25,
    YEAR_AFTER = 26, STRONG_YEAR_AFTER = 27, AGO = 28, EARLIER = 29, LATER = 30, BEFORE = 31, AFTER = 32,
    SINCE = 33, WITHIN = 34, EVERY = 35, ALL = 36, FISCAL = 37, MORE = 38, THAN = 39, HEDGE = 40,
    STRAIGHT = 41, AGE = 42, ANNIVERSARY = 43, COUPLE = 44, WEEKEND = 45, SEMESTER = 46, PM = 47, AM = 48,
    OCLOCK = 49, EVENT = 50, HISTORY = 51, COUNT_NOUN = 52, WILL = 53, DUE = 54, WAS = 55,
    IRREGULAR_PAST = 56, BE = 57, NOT_VERB = 58, VAGUE = 59, NOT_PAST = 60, ENDING = 61, CONSECUTIVE = 62, ROW = 63,
}

bits! {
    /// A set of the things that a word beside a phrase of time tells of it, though it is no part of one; the names are
    /// the keys under `cues` of the YAML file.
    Cues: HENCE = 0, NOW = 1, FOR = 2, ON = 3, STARTING = 4, AT_HOUR = 5, BOUND_HOUR = 6, DURING = 7, FINAL = 8, LONG = 9,
    RACE = 10, LENGTH_AFTER = 11, OVER_LENGTH = 12, COUNTED = 13, NOT = 14, SINGLE = 15, OTHER = 16, TIMES = 17,
    ONCE = 18, TAKES = 19, RATED = 20, MINUTES_PAST = 21, MINUTES_TO = 22, CONDITIONAL = 23, SUPERLATIVE = 24,
    VERY = 25, PAST = 26, DATE = 27, WEEKEND_AFTER = 28, CHANGED = 29, HAVE = 30, UNTIL = 31, NEAREST = 32, VERB = 33,
    BEFORE_DATE = 34, AFTER_DATE = 35, TO = 36, OLD = 37, PRIOR = 38, ABBREVIATED_TO = 39, BY = 40, CIRCA = 41,
    HOUR_OF_PART = 42, STAY = 43, AHEAD = 44, COMPARED = 45, AGO = 46, AROUND = 47, HOURS_AT = 48, I = 49, BUSINESS = 50, TRADED = 51,
    CLOSEST = 52, COUNTED_BACK = 53, AS = 54, EFFECTIVE = 55, AHEAD_OF = 56,
    PRESENT = 57, SESSION = 58, YEAR_IS = 59, YEAR_DOES = 60, BESIDE_YEAR = 61, OF_A_YEAR = 62,
    OPENS_CLAUSE = 63,
}

impl Classes {
    /// Words that may open a phrase though they are no words of time themselves.
    pub const OPENERS: Classes = Classes::LAST
        .or(Classes::PREVIOUS)
        .or(Classes::NEXT)
        .or(Classes::FOLLOWING)
        .or(Classes::THIS)
        .or(Classes::THESE)
        .or(Classes::THAT)
        .or(Classes::EARLY)
        .or(Classes::LATE)
        .or(Classes::MID)
        .or(Classes::START)
        .or(Classes::END)
        .or(Classes::EVERY)
        .or(Classes::FISCAL)
        .or(Classes::WEEKEND);
}

/// All that one word may mean in a phrase of time.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TimeWord {
    /// What it does among other words.
    pub classes: Classes,
    /// What it tells of a phrase beside it.
    pub cues: Cues,
    /// The month that it names, from 1; 0 for none.
    pub month: u8,
    /// The weekday that it names, from 1 for Monday; 0 for none.
    pub weekday: u8,
    /// Whether the month or weekday is abbreviated.
    pub short: bool,
    /// Whether a unit, weekday, season or part of day is in the plural.
    pub plural: bool,
    /// The unit of time that it names.
    pub unit: Option<TimeUnit>,
    /// The part of a day that it names.
    pub part: Option<PartOfDay>,
    /// The season that it names.
    pub season: Option<Season>,
    /// The day, counted from the article's.
    pub day: Option<i8>,
    /// The part of the article's day.
    pub part_of_today: Option<PartOfDay>,
    /// The month after the number of a day, counted from the article's ("inst." is 0, "ult." -1).
    pub letter_month: Option<i8>,
    /// Minutes ahead of UTC, `Some(None)` where the zone is not one.
    pub zone: Option<Option<i16>>,
    /// The hour that noon or midnight is.
    pub clock: Option<u8>,
    /// The decade of a century ("nineties" is 9).
    pub decade: Option<u8>,
    /// The era.
    pub era: Option<Era>,
    /// Index into [`TimeWords::repeated`], plus one.
    repeated: u8,
    /// Whether a phrase of `references`, `never` or the holidays starts with it.
    pub starts_phrase: bool,
}

impl TimeWord {
    /// Whether a phrase of time may start with the word.
    #[inline]
    pub fn is_trigger(&self) -> bool {
        self.starts_phrase || self.names_time()
    }

    /// Whether the word says a time by itself: a month, a unit, "morning", "tomorrow", "noon".
    #[inline]
    pub fn names_time(&self) -> bool {
        self.month != 0
            || self.weekday != 0
            || self.unit.is_some()
            || self.part.is_some()
            || self.season.is_some()
            || self.day.is_some()
            || self.part_of_today.is_some()
            || self.clock.is_some()
            || self.decade.is_some()
            || self.repeated != 0
    }

    const NOTHING: TimeWord = TimeWord {
        classes: Classes(0),
        cues: Cues(0),
        month: 0,
        weekday: 0,
        short: false,
        plural: false,
        unit: None,
        part: None,
        season: None,
        day: None,
        part_of_today: None,
        letter_month: None,
        zone: None,
        clock: None,
        decade: None,
        era: None,
        repeated: 0,
        starts_phrase: false,
    };
}

/// The words of time.
#[derive(Debug, Clone, Default)]
pub struct TimeWords {
    words: Vec<TimeWord>,
    repeated: Vec<Box<str>>,
    /// By word, whether a phrase of time may start with it.
    starts: Vec<bool>,
    /// Phrases that point at no day.
    pub references: Phrases<Vicinity>,
    /// Phrases that look like times and are none.
    pub never: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    months: Vec<RawNamed>,
    weekdays: Vec<RawNamed>,
    units: Vec<RawUnit>,
    parts_of_day: Vec<RawCoded<PartOfDay>>,
    seasons: Vec<RawCoded<Season>>,
    days: BTreeMap<String, i8>,
    parts_of_today: BTreeMap<String, PartOfDay>,
    letter_months: BTreeMap<String, i8>,
    zones: BTreeMap<String, i16>,
    unknown_zones: Vec<String>,
    repeated: BTreeMap<String, String>,
    present: Vec<String>,
    past: Vec<String>,
    future: Vec<String>,
    vague: Vec<String>,
    decades: BTreeMap<String, u8>,
    clock_words: BTreeMap<String, u8>,
    eras: BTreeMap<String, Era>,
    never: Vec<String>,
    classes: BTreeMap<String, Vec<String>>,
    cues: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNamed {
    words: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    plural: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawUnit {
    unit: TimeUnit,
    one: Vec<String>,
    many: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCoded<T> {
    code: T,
    words: Vec<String>,
    #[serde(default)]
    plural: Vec<String>,
}

impl TimeWords {
    /// Reads a YAML text in the form of `rules/lexicon/time.yaml`.
    ///
    /// # Errors
    ///
    /// What is not of that form, with its place; an unknown class is named.
    pub fn load(text: &str, vocabulary: &mut Vocabulary) -> Result<Self, YamlError> {
        let mut words = TimeWords::default();
        words.add(text, vocabulary)?;
        Ok(words)
    }

    fn add(&mut self, text: &str, vocabulary: &mut Vocabulary) -> Result<(), YamlError> {
        let raw: Raw = yaml::parse_shipped(text)?;
        let unknown = |name: &&String| Classes::named(name).is_none();
        let uncued = |name: &&String| Cues::named(name).is_none();
        if let Some(name) = raw.classes.keys().find(unknown).or(raw.cues.keys().find(uncued)) {
            return Err(YamlError {
                message: format!("unknown class `{name}`"),
                offset: text.find(name.as_str()),
            });
        }
        self.add_calendar(&raw, vocabulary);
        self.add_parts(&raw, vocabulary);
        self.add_clock(&raw, vocabulary);
        self.add_phrases(&raw, vocabulary);
        for (name, words) in &raw.classes {
            let class = Classes::named(name).unwrap_or_default();
            self.each(words, vocabulary, |word| word.classes = word.classes.or(class));
        }
        for (name, words) in &raw.cues {
            let cue = Cues::named(name).unwrap_or_default();
            self.each(words, vocabulary, |word| word.cues = word.cues.or(cue));
        }
        self.each(&raw.vague, vocabulary, |word| word.classes = word.classes.or(Classes::VAGUE));
        Ok(())
    }

    /// What the word may mean; nothing for a word that is not known.
    #[inline]
    pub fn get(&self, word: WordId) -> &TimeWord {
        self.words.get(word.0 as usize).unwrap_or(&TimeWord::NOTHING)
    }

    /// The TIMEX3 value of a word that means one repetition ("daily").
    pub fn repetition(&self, word: WordId) -> Option<&str> {
        let at = self.get(word).repeated.checked_sub(1)?;
        self.repeated.get(at as usize).map(|value| &**value)
    }

    /// Whether a phrase of time may start with the word: asked of every word of a text.
    #[inline]
    pub fn may_start(&self, word: WordId) -> bool {
        self.starts.get(word.0 as usize).copied().unwrap_or(false)
    }

    /// Prepares [`TimeWords::may_start`], when all words are known; `opens_number` tells the words that numbers begin with.
    pub(super) fn finish(&mut self, vocabulary: &Vocabulary, opens_number: impl Fn(WordId) -> bool) {
        let starts = |id: u32| {
            let word = self.get(WordId(id));
            word.is_trigger() || word.classes.any(Classes::OPENERS) || opens_number(WordId(id))
        };
        self.starts = (0..vocabulary.size() as u32).map(starts).collect();
    }

    /// Marks a word as the first of a phrase kept elsewhere (a holiday).
    pub(super) fn start_phrase(&mut self, word: WordId) {
        self.entry(word).starts_phrase = true;
    }

    /// The words of a name with its weekday abbreviated, in each way there is: "Easter Monday" is "Easter Mon" in a calendar.
    pub(super) fn with_short_weekdays(&self, name: &[WordId]) -> Vec<Vec<WordId>> {
        let weekday = |word: WordId| Some(self.get(word)).filter(|word| word.weekday != 0 && !word.plural);
        let Some((place, long)) = name.iter().enumerate().find_map(|(at, word)| Some((at, weekday(*word)?)))
        else {
            return Vec::new();
        };
        let same = |word: &TimeWord| word.short && word.weekday == long.weekday;
        let short = (0..).zip(&self.words).filter(|(_, word)| same(word)).map(|(id, _)| WordId(id));
        let with =
            |word| name.iter().enumerate().map(|(at, old)| if at == place { word } else { *old }).collect();
        short.map(with).collect()
    }

    fn add_calendar(&mut self, raw: &Raw, vocabulary: &mut Vocabulary) {
        for (month, names) in (1..).zip(&raw.months) {
            self.each(&names.words, vocabulary, |word| word.month = month);
            self.each(&names.short, vocabulary, |word| (word.month, word.short) = (month, true));
        }
        for (weekday, names) in (1..).zip(&raw.weekdays) {
            self.each(&names.words, vocabulary, |word| word.weekday = weekday);
            self.each(&names.short, vocabulary, |word| (word.weekday, word.short) = (weekday, true));
            self.each(&names.plural, vocabulary, |word| (word.weekday, word.plural) = (weekday, true));
        }
        for names in &raw.units {
            self.each(&names.one, vocabulary, |word| word.unit = Some(names.unit));
            self.each(&names.many, vocabulary, |word| (word.unit, word.plural) = (Some(names.unit), true));
            self.each(&names.short, vocabulary, |word| (word.unit, word.short) = (Some(names.unit), true));
        }
    }

    fn add_parts(&mut self, raw: &Raw, vocabulary: &mut Vocabulary) {
        for names in &raw.parts_of_day {
            self.each(&names.words, vocabulary, |word| word.part = Some(names.code));
            self.each(&names.plural, vocabulary, |word| (word.part, word.plural) = (Some(names.code), true));
        }
        for names in &raw.seasons {
            self.each(&names.words, vocabulary, |word| word.season = Some(names.code));
            self.each(&names.plural, vocabulary, |word| {
                (word.season, word.plural) = (Some(names.code), true)
            });
        }
        for (name, day) in &raw.days {
            self.each([name], vocabulary, |word| word.day = Some(*day));
        }
        for (name, part) in &raw.parts_of_today {
            self.each([name], vocabulary, |word| word.part_of_today = Some(*part));
        }
        for (name, month) in &raw.letter_months {
            self.each([name], vocabulary, |word| word.letter_month = Some(*month));
        }
    }

    fn add_clock(&mut self, raw: &Raw, vocabulary: &mut Vocabulary) {
        for (name, minutes) in &raw.zones {
            self.each([name], vocabulary, |word| word.zone = Some(Some(*minutes)));
        }
        self.each(&raw.unknown_zones, vocabulary, |word| word.zone = Some(None));
        for (name, hour) in &raw.clock_words {
            self.each([name], vocabulary, |word| word.clock = Some(*hour));
        }
        for (name, decade) in &raw.decades {
            self.each([name], vocabulary, |word| word.decade = Some(*decade));
        }
        for (name, era) in &raw.eras {
            self.each([name], vocabulary, |word| word.era = Some(*era));
        }
    }

    fn add_phrases(&mut self, raw: &Raw, vocabulary: &mut Vocabulary) {
        for (name, value) in &raw.repeated {
            self.repeated.push(value.as_str().into());
            let index = self.repeated.len() as u8;
            self.each([name], vocabulary, |word| word.repeated = index);
        }
        let kinds =
            [(&raw.present, Vicinity::Present), (&raw.past, Vicinity::Past), (&raw.future, Vicinity::Future)];
        for (phrases, vicinity) in kinds {
            for phrase in phrases {
                let words = vocabulary.phrase(phrase);
                self.references.add(&words, vicinity);
                words.first().into_iter().for_each(|word| self.start_phrase(*word));
            }
        }
        for phrase in &raw.never {
            let words = vocabulary.phrase(phrase);
            self.never.add(&words, ());
            words.first().into_iter().for_each(|word| self.start_phrase(*word));
        }
    }

    fn each<'a>(
        &mut self,
        names: impl IntoIterator<Item = &'a String>,
        vocabulary: &mut Vocabulary,
        set: impl Fn(&mut TimeWord),
    ) {
        for name in names {
            let word = vocabulary.intern(name);
            set(self.entry(word));
        }
    }

    fn entry(&mut self, word: WordId) -> &mut TimeWord {
        let at = word.0 as usize;
        if self.words.len() <= at {
            self.words.resize(at + 1, TimeWord::NOTHING);
        }
        &mut self.words[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> (TimeWords, Vocabulary) {
        let mut vocabulary = Vocabulary::default();
        let text = include_str!("../../rules/lexicon/time.yaml");
        let words = TimeWords::load(text, &mut vocabulary).expect("the file is sound");
        (words, vocabulary)
    }

    #[test]
    fn a_word_has_all_its_meanings() {
        let (words, vocabulary) = shipped();
        let of = |name: &str| *words.get(vocabulary.lookup(name));
        assert_eq!(of("MARCH").month, 3);
        assert!(of("Sept").short && of("Sept").month == 9);
        assert_eq!(of("second").unit, Some(TimeUnit::Second));
        assert_eq!(of("mondays"), TimeWord { weekday: 1, plural: true, ..TimeWord::NOTHING });
        assert!(of("past").classes.any(Classes::LAST) && !of("past").is_trigger());
        assert!(of("recently").is_trigger());
        assert_eq!(words.repetition(vocabulary.lookup("weekly")), Some("P1W"));
        assert_eq!(of("crosstally"), TimeWord::NOTHING);
    }

    #[test]
    fn an_unknown_class_is_an_error_at_its_place() {
        let text = include_str!("../../rules/lexicon/time.yaml").replace("  straight:", "  streight:");
        let error = TimeWords::load(&text, &mut Vocabulary::default()).unwrap_err();
        assert_eq!(error.message, "unknown class `streight`");
        assert!(text[error.offset.unwrap()..].starts_with("streight:"));
    }
}
