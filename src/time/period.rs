//! Intervals of days.

use chrono::{Datelike, Days, NaiveDate};
use std::fmt;

/// All days from `from` to `to`, both included; an end that is `None` is open. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl Period {
    /// Any day.
    pub const ANY: Period = Period { from: None, to: None };

    /// One day.
    pub const fn day(day: NaiveDate) -> Self {
        Period { from: Some(day), to: Some(day) }
    }

    /// The days from `from` to `to`; `None` when `to` comes before `from`.
    pub fn new(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<Self> {
        match (from, to) {
            (Some(f), Some(t)) if t < f => None,
            _ => Some(Period { from, to }),
        }
    }

    /// The days of a month; `None` when there is no such month or the year is out of range.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, month, 1)?;
        let next = if month == 12 {
            NaiveDate::from_ymd_opt(year + 1, 1, 1)?
        } else {
            NaiveDate::from_ymd_opt(year, month + 1, 1)?
        };
        Period::new(Some(from), next.pred_opt())
    }

    /// The days of the calendar years `first..=last`.
    pub fn years(first: i32, last: i32) -> Option<Self> {
        Period::new(Some(NaiveDate::from_ymd_opt(first, 1, 1)?), Some(NaiveDate::from_ymd_opt(last, 12, 31)?))
    }

    /// The first day; `None` when the period is open there.
    pub const fn from(self) -> Option<NaiveDate> {
        self.from
    }

    /// The last day; `None` when the period is open there.
    pub const fn to(self) -> Option<NaiveDate> {
        self.to
    }

    /// The day, when it is a single one.
    pub fn single(self) -> Option<NaiveDate> {
        self.from.filter(|from| Some(*from) == self.to)
    }

    /// Whether both ends are known.
    pub const fn is_closed(self) -> bool {
        self.from.is_some() && self.to.is_some()
    }

    /// Whether some day lies in both.
    pub fn meets(self, other: Period) -> bool {
        !self.before(other) && !other.before(self)
    }

    /// Whether every day here comes before every day of `other`.
    pub fn before(self, other: Period) -> bool {
        matches!((self.to, other.from), (Some(to), Some(from)) if to < from)
    }

    /// Whether every day of `other` lies in this period.
    pub fn contains(self, other: Period) -> bool {
        let low = self.from.is_none_or(|from| other.from.is_some_and(|o| from <= o));
        let high = self.to.is_none_or(|to| other.to.is_some_and(|o| o <= to));
        low && high
    }

    /// The smallest period that holds both.
    pub fn hull(self, other: Period) -> Period {
        Period {
            from: self.from.zip(other.from).map(|(a, b)| a.min(b)),
            to: self.to.zip(other.to).map(|(a, b)| a.max(b)),
        }
    }

    /// The period with `days` more days at either end (a day of slack for time zones).
    pub fn widened(self, days: u64) -> Period {
        Period {
            from: self.from.and_then(|d| d.checked_sub_days(Days::new(days))),
            to: self.to.and_then(|d| d.checked_add_days(Days::new(days))),
        }
    }

    /// The year, when the whole period lies in one.
    pub fn year(self) -> Option<i32> {
        let year = self.from?.year();
        (self.to?.year() == year).then_some(year)
    }
}

/// For people: `2025-07-01`, `February 2022`, `2022`, `2022-02-24 to 2022-03-01`, `from 2022-02-24`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (None, None) => f.write_str("any day"),
            (Some(from), None) => write!(f, "from {from}"),
            (None, Some(to)) => write!(f, "until {to}"),
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (Some(from), Some(to)) => {
                if Period::month(from.year(), from.month()) == Some(*self) {
                    write!(f, "{}", from.format("%B %Y"))
                } else if from.ordinal() == 1 && to.month() == 12 && to.day() == 31 {
                    if from.year() == to.year() {
                        write!(f, "{}", from.year())
                    } else {
                        write!(f, "{} to {}", from.year(), to.year())
                    }
                } else {
                    write!(f, "{from} to {to}")
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn covers_all_the_days_of_its_words() {
        let february = Period::month(2024, 2).unwrap();
        assert_eq!(february.to(), Some(day("2024-02-29")));
        assert!(Period::years(2024, 2024).unwrap().contains(february));
        assert!(february.meets(Period::day(day("2024-02-29"))));
        assert!(february.before(Period::day(day("2024-03-01"))));
    }

    #[test]
    fn says_itself_as_people_write() {
        assert_eq!(Period::month(2022, 2).unwrap().to_string(), "February 2022");
        assert_eq!(Period::years(1990, 1999).unwrap().to_string(), "1990 to 1999");
        assert_eq!(Period::day(day("2025-07-01")).to_string(), "2025-07-01");
    }

    #[test]
    fn is_never_empty() {
        assert_eq!(Period::new(Some(day("2024-02-02")), Some(day("2024-02-01"))), None);
    }
}
