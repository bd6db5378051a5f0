//! Lengths of time: "three years and four months", "10-day", "40 minutes".

use crate::value::{Hedge, Interval, Number, Written};

/// The units in which lengths of time are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeUnit {
    /// 1 s.
    Second,
    /// 60 s.
    Minute,
    /// 3,600 s.
    Hour,
    /// A calendar day.
    Day,
    /// Seven days.
    Week,
    /// Fourteen days.
    Fortnight,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten calendar years.
    Decade,
    /// A hundred calendar years.
    Century,
    /// A thousand calendar years.
    Millennium,
}

/// The minutes of an hour.
pub const MINUTES_AN_HOUR: i128 = 60;

/// The minutes of a day.
pub const MINUTES_A_DAY: i128 = 24 * MINUTES_AN_HOUR;

/// A length as written, in one unit; compounds ("three years and four months") are in the smaller unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// How many.
    pub amount: Written,
    /// Of what.
    pub unit: TimeUnit,
}

impl Length {
    /// What the words allow, in its unit. Whole units are counted, so that "nearly two years" may be one year and a
    /// bit; of decades and longer a third is as far as "nearly" and "about" go, or a tenth of many.
    pub fn allows(self) -> Interval {
        // "More than 60 years" is said of 60 and a half, which are 60 whole ones.
        if self.amount.hedge == Hedge::MoreThan
            && let Some(least) = self.amount.low
        {
            return Interval::at_least(least);
        }
        let third = self.unit >= TimeUnit::Decade;
        let least = if third { Number::ratio(1, 3) } else { None };
        self.amount.allows_as_count_within(least.unwrap_or(Number::ONE))
    }
}
