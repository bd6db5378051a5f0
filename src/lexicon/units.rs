//! The words of units and currencies, from `rules/lexicon/units.yaml` and `currencies.yaml`: which units
//! a phrase may mean, in which spelling and among which other words.

mod load;
pub(super) mod rates;

use super::{Phrases, WordId, WordSets};
use crate::value::UnitId;

/// How a unit may be meant by its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sense {
    /// The unit.
    pub unit: UnitId,
    /// For an abbreviation, the letters in their case; `None` for a name, which has any case.
    pub exact: Option<Box<str>>,
    /// Words of which one must stand in the sentence.
    pub near: Option<Nearby>,
    /// Words of which none may.
    pub not_near: Option<Nearby>,
    /// Whether "a" before it is one of it.
    pub article: bool,
    /// Whether an abbreviation is read only right after the digits.
    pub tight: bool,
    /// Whether an abbreviation is read in its own case alone.
    pub strict: bool,
    /// Whether it is meant only after a number with decimals.
    pub decimals: bool,
    /// Whether it names a scale, whose figure may follow it ("magnitude 6.3").
    pub scale: bool,
    /// Whether it is a currency's name that stands before the figure too ("ringgit 300").
    pub leads: bool,
    /// The power of ten that an abbreviation holds besides the unit: 6 in MEUR, else 0.
    pub power: u8,
    /// What kind of unit it is.
    pub role: UnitRole,
}

impl Sense {
    /// A name of `unit` that asks for nothing.
    fn named(unit: UnitId, role: UnitRole) -> Self {
        let (near, not_near, exact) = (None, None, None);
        let (tight, strict, decimals, scale, leads) = (false, false, false, false, false);
        let (article, power) = (true, 0);
        Sense { unit, exact, near, not_near, article, tight, strict, decimals, scale, leads, power, role }
    }
}

/// A set of words that a sense asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearby(u32);

/// What kind of unit a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitRole {
    /// A unit of measurement.
    Measure,
    /// A currency that may stand before its amount as well.
    Money,
    /// A currency's code that is an English word too: only after the amount.
    MoneyAfter,
    /// A hundredth of a currency.
    Hundredth,
}

/// A time that a rate may be per.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rate {
    of: UnitId,
    per: WordId,
    unit: UnitId,
}

/// All words of units and currencies.
#[derive(Debug, Clone, Default)]
pub struct UnitWords {
    phrases: Phrases<u32>,
    senses: Vec<Vec<Sense>>,
    near: WordSets,
    /// Each unit with its square and its cube.
    powers: Vec<(UnitId, UnitId, UnitId)>,
    rates: Vec<Rate>,
    /// By word, the time that it names or abbreviates.
    times: Vec<(WordId, WordId)>,
    compounds: Vec<Vec<UnitId>>,
    /// Words with which the words of a currency begin that may stand before an amount.
    prefixes: WordSets,
}

impl UnitWords {
    /// The longest name or abbreviation that `words` start with: how many words, and what it may mean.
    pub fn longest(&self, words: impl Iterator<Item = WordId> + Clone) -> Option<(usize, &[Sense])> {
        let (length, at) = self.phrases.longest(words)?;
        Some((length, &self.senses[*at as usize]))
    }

    /// Whether the words of some unit start with `word`.
    pub fn starts_with(&self, word: WordId) -> bool {
        self.phrases.starts_with(word)
    }

    /// Whether the words of a currency that may stand before its amount start with `word`.
    pub fn starts_prefix(&self, word: WordId) -> bool {
        self.prefixes.has(word, 1)
    }

    /// Whether `word` is one of those that `nearby` asks for.
    pub fn is_near(&self, nearby: Nearby, word: WordId) -> bool {
        self.near.has(word, nearby.0)
    }

    /// The square or cube of a unit.
    pub fn power(&self, unit: UnitId, power: u8) -> Option<UnitId> {
        let (_, square, cube) = self.powers.iter().find(|(of, ..)| *of == unit)?;
        match power {
            2 => Some(*square),
            3 => Some(*cube),
            _ => None,
        }
    }

    /// The time that a word after "per" or a slash names.
    pub fn time(&self, word: WordId) -> Option<WordId> {
        self.times.iter().find(|(name, _)| *name == word).map(|(_, time)| *time)
    }

    /// The unit that `of` per `time` is, where it has a name of its own.
    pub fn rate(&self, of: UnitId, time: WordId) -> Option<UnitId> {
        self.rates.iter().find(|rate| rate.of == of && rate.per == time).map(|rate| rate.unit)
    }

    /// Whether `smaller` may follow `larger` in one figure ("5 foot 7 inches").
    pub fn compounds(&self, larger: UnitId, smaller: UnitId) -> bool {
        self.compounds.iter().any(|chain| {
            let place = |unit| chain.iter().position(|other| *other == unit);
            place(larger).zip(place(smaller)).is_some_and(|(a, b)| a < b)
        })
    }

    /// The unit that a bare number after `unit` counts: inches after "5 foot", pounds after "12 stone".
    pub fn next_smaller(&self, unit: UnitId) -> Option<UnitId> {
        self.compounds.iter().find_map(|chain| {
            let at = chain.iter().position(|other| *other == unit)?;
            chain.get(at + 1).copied()
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, UnitWords, Vocabulary};
    use crate::value::{Number, UnitTable};

    #[test]
    fn the_shipped_exchange_rates_are_read() {
        let units = Lexicon::shipped().units;
        let unit = |id| units.find(id).unwrap_or_else(|| panic!("no unit {id}"));
        let of = |from, to, year: i32| {
            let july = year * 12 + 6..=year * 12 + 6;
            units.usual_rates(unit(from), unit(to), Some(&july)).next()
        };
        // A dollar bought about 104 yen in July 2016, and 0.787564 Irish pounds were a euro.
        let yen = of("US dollar", "Japanese yen", 2016).expect("the yen has rates");
        assert!(yen.contains(Number::integer(104)) && !yen.contains(Number::integer(130)), "{yen:?}");
        let pound = of("Irish pound", "euro", 2000).expect("the Irish pound has rates");
        assert!(pound.contains("1.2697".parse().unwrap()), "{pound:?}");
        assert!(of("Vietnamese dong", "US dollar", 1960).is_none());
    }

    #[test]
    fn prefixes_powers_and_rates_convert_exactly() {
        let lexicon = Lexicon::shipped();
        let convert = |n: i128, from: &str, to: &str| {
            let unit = |id| lexicon.units.find(id).unwrap_or_else(|| panic!("no unit {id}"));
            lexicon.units.convert(Number::integer(n), unit(from), unit(to)).map(Number::to_decimal_string)
        };
        assert_eq!(convert(1, "mile", "kilometre").as_deref(), Some("1.609344"));
        assert_eq!(convert(1, "square mile", "square kilometre").as_deref(), Some("2.589988110336"));
        assert_eq!(convert(1, "cubic foot", "litre").as_deref(), Some("28.316846592"));
        assert_eq!(convert(10, "metre per second", "kilometre per hour").as_deref(), Some("36"));
        assert_eq!(convert(100, "degree Celsius", "degree Fahrenheit").as_deref(), Some("212"));
        assert_eq!(convert(1, "megawatt-hour", "gigajoule").as_deref(), Some("3.6"));
        assert_eq!(convert(1, "US dollar", "euro"), None);
    }

    #[test]
    fn a_ton_may_be_of_three_kinds() {
        let lexicon = Lexicon::shipped();
        let ton = lexicon.units.find("ton").map(|ton| lexicon.units.unit(ton));
        assert_eq!(ton.map(|ton| ton.alternatives.len()), Some(2));
    }

    #[test]
    fn a_factor_that_is_no_number_is_an_error() {
        let units = "prefixes: {}\ndimensions: [{name: length, units: [{id: ell, factor: many}]}]\nrates: []\ntimes: {}\ncompounds: []";
        let currencies = "currencies: {}\nothers: []\nhundredths: []";
        let loaded =
            UnitWords::load(units, currencies, &mut UnitTable::default(), &mut Vocabulary::default());
        assert!(loaded.is_err_and(|error| error.message.contains("many")));
    }
}
