//! The names of holidays, from `rules/lexicon/holidays.yaml`; when they fall is computed in
//! [`crate::time`].

use super::{Phrases, TimeWords, Vocabulary};
use crate::time::HolidayRule;
use crate::yaml::{self, YamlError};
use serde::Deserialize;

/// One holiday.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Its names; the first is the usual one.
    pub names: Vec<String>,
    /// When it falls.
    pub when: HolidayRule,
    /// How many days it lasts.
    #[serde(default = "one")]
    pub days: u8,
    /// Whether the name is another word in lower case ("lent").
    #[serde(default)]
    pub capital: bool,
    /// Whether other countries have one of that name on other days.
    #[serde(default)]
    pub local: bool,
}

fn one() -> u8 {
    1
}

/// All holidays, by the words of their names.
#[derive(Debug, Clone, Default)]
pub struct Holidays {
    holidays: Vec<Holiday>,
    phrases: Phrases<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    holidays: Vec<Holiday>,
    #[serde(default)]
    beside: Vec<RawBeside>,
}

/// A holiday that lies some days from another, which has a table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBeside {
    names: Vec<String>,
    of: String,
    plus: i64,
}

impl RawBeside {
    fn resolve(self, holidays: &[Holiday]) -> Option<Holiday> {
        let other = holidays.iter().find(|holiday| holiday.names.contains(&self.of))?;
        let shift = chrono::Duration::try_days(self.plus)?;
        let HolidayRule::Table { dates, slack } = &other.when else { return None };
        let dates = dates.iter().filter_map(|day| day.checked_add_signed(shift)).collect();
        let when = HolidayRule::Table { dates, slack: *slack };
        Some(Holiday { names: self.names, when, days: 1, capital: false, local: false })
    }
}

impl Holidays {
    /// Reads a YAML text in the form of `rules/lexicon/holidays.yaml`.
    ///
    /// # Errors
    ///
    /// What is not of that form, with its place; a holiday beside one that has no table.
    pub fn load(text: &str, vocabulary: &mut Vocabulary, words: &mut TimeWords) -> Result<Self, YamlError> {
        let mut raw: Raw = yaml::parse_shipped(text)?;
        for beside in raw.beside {
            let message = format!("no holiday `{}` with `dates`", beside.of);
            let offset = text.find(&format!("of: {}", beside.of));
            let Some(holiday) = beside.resolve(&raw.holidays) else {
                return Err(YamlError { message, offset });
            };
            raw.holidays.push(holiday);
        }
        let mut found = Holidays::default();
        for holiday in raw.holidays {
            for name in &holiday.names {
                let tokens = vocabulary.phrase(name);
                for tokens in words.with_short_weekdays(&tokens).into_iter().chain([tokens]) {
                    found.phrases.add(&tokens, found.holidays.len() as u16);
                    tokens.first().into_iter().for_each(|word| words.start_phrase(*word));
                }
            }
            found.holidays.push(holiday);
        }
        Ok(found)
    }

    /// The holiday whose name the words start with, and how many words the name has.
    pub fn longest(&self, words: impl Iterator<Item = super::WordId> + Clone) -> Option<(usize, &Holiday)> {
        let (length, index) = self.phrases.longest(words)?;
        Some((length, &self.holidays[*index as usize]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::day;

    #[test]
    fn knows_the_shipped_holidays() {
        let (mut words, mut vocabulary) = (TimeWords::default(), Vocabulary::default());
        let text = include_str!("../../rules/lexicon/holidays.yaml");
        let holidays = Holidays::load(text, &mut vocabulary, &mut words).expect("the file is sound");
        let mut on = |name: &str, year| {
            let tokens = vocabulary.phrase(name);
            let (length, holiday) = holidays.longest(tokens.iter().copied()).expect("a holiday");
            assert_eq!(length, tokens.len(), "{name}");
            holiday.when.in_year(year)
        };
        for (name, year, date) in [
            ("Christmas Eve", 2024, "2024-12-24"),
            ("New Year's Day", 2025, "2025-01-01"),
            ("Thanksgiving", 2013, "2013-11-28"),
            ("Good Friday", 2025, "2025-04-18"),
            ("Memorial Day", 2025, "2025-05-26"),
            ("Orthodox Easter", 2018, "2018-04-08"),
            ("Yom Kippur", 2018, "2018-09-19"),
            ("Yom HaShoah", 2018, "2018-04-12"),
        ] {
            assert_eq!(on(name, year), day(date), "{name} {year}");
        }
    }

    #[test]
    fn a_holiday_beside_another_needs_its_dates() {
        let text = "holidays:\n  - {names: [Christmas], when: {on: [12, 25]}}\nbeside:\n  - {names: [Advent], of: Christmas, plus: -1}\n";
        let error = Holidays::load(text, &mut Vocabulary::default(), &mut TimeWords::default()).unwrap_err();
        assert_eq!(error.message, "no holiday `Christmas` with `dates`");
        assert!(text[error.offset.unwrap()..].starts_with("of: Christmas"));
        let text = text.replace("on: [12, 25]", "dates: [2018-12-25]");
        let (mut words, mut vocabulary) = (TimeWords::default(), Vocabulary::default());
        let holidays = Holidays::load(&text, &mut vocabulary, &mut words).expect("the text is sound");
        let advent = vocabulary.phrase("Advent");
        let (_, holiday) = holidays.longest(advent.iter().copied()).expect("a holiday");
        assert_eq!(holiday.when.in_year(2018), day("2018-12-24"));
    }
}
