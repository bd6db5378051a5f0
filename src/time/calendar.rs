//! Arithmetic on days and periods: months with clamping, ISO weeks, quarters, decades, centuries.

use super::{Period, TimeUnit};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// How fine a period is, from a day up; finer ones are days with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A time of day.
    Time,
    /// One day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// A season.
    Season,
    /// Six months.
    Half,
    /// A calendar year.
    Year,
    /// Ten years from one that ends in 0.
    Decade,
    /// A hundred years from one that ends in 01.
    Century,
    /// A thousand years.
    Millennium,
}

impl TimeUnit {
    /// The grain of a calendar period of this length ("last month").
    pub const fn grain(self) -> Grain {
        match self {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => Grain::Time,
            TimeUnit::Day => Grain::Day,
            TimeUnit::Week | TimeUnit::Fortnight => Grain::Week,
            TimeUnit::Month => Grain::Month,
            TimeUnit::Quarter => Grain::Quarter,
            TimeUnit::Year => Grain::Year,
            TimeUnit::Decade => Grain::Decade,
            TimeUnit::Century => Grain::Century,
            TimeUnit::Millennium => Grain::Millennium,
        }
    }
}

/// `day` and `months` more (fewer when negative); a day that the month does not have becomes its last:
/// 31 January and one month is 28 or 29 February. `None` beyond chrono's calendar.
pub fn add_months(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) }
}

/// How many whole months lie between two days, negative when `to` comes first: the most months that
/// added to `from` do not pass `to`, so that 31 January to 29 February is one month.
pub fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    if to < from {
        return -months_between(to, from);
    }
    let months = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32;
    let reached = add_months(from, months).is_some_and(|day| day <= to);
    if reached { months } else { months - 1 }
}

/// Whether a bare number of four digits is more likely a year than an amount: 1900 to 2100.
pub fn is_plausible_year(year: impl Into<i128>) -> bool {
    (1900..=2100).contains(&year.into())
}

/// 1 for Monday to 7 for Sunday.
pub const fn weekday_number(weekday: Weekday) -> u8 {
    weekday.num_days_from_monday() as u8 + 1
}

impl Period {
    /// The calendar period of size `grain` that holds `day`; `None` for a time of day, a season and
    /// what lies beyond the calendar.
    pub fn around(day: NaiveDate, grain: Grain) -> Option<Period> {
        let year = day.year();
        match grain {
            Grain::Time | Grain::Season => None,
            Grain::Day => Some(Period::day(day)),
            Grain::Week => Period::week(day),
            Grain::Weekend => Period::week(day)?.weekend(),
            Grain::Month => Period::month(year, day.month()),
            Grain::Quarter => Period::quarter(year, day.month0() / 3 + 1),
            Grain::Half => Period::half(year, day.month0() / 6 + 1),
            Grain::Year => Period::years(year, year),
            Grain::Decade => Period::decade(year.div_euclid(10)),
            Grain::Century => Period::century((year - 1).div_euclid(100) + 1),
            Grain::Millennium => Period::years(
                (year - 1).div_euclid(1000) * 1000 + 1,
                ((year - 1).div_euclid(1000) + 1) * 1000,
            ),
        }
    }

    /// The period `by` steps of `grain` after the one that holds `day`.
    pub fn shifted(day: NaiveDate, grain: Grain, by: i32) -> Option<Period> {
        let days = |n: i32| {
            if n < 0 {
                day.checked_sub_days(Days::new(n.unsigned_abs().into()))
            } else {
                day.checked_add_days(Days::new(n as u64))
            }
        };
        let first = NaiveDate::from_ymd_opt(day.year(), day.month(), 1)?;
        let months = |n: i32| add_months(first, by.checked_mul(n)?);
        let moved = match grain {
            Grain::Time | Grain::Season => return None,
            Grain::Day => days(by)?,
            Grain::Week | Grain::Weekend => days(by.checked_mul(7)?)?,
            Grain::Month => months(1)?,
            Grain::Quarter => months(3)?,
            Grain::Half => months(6)?,
            Grain::Year => months(12)?,
            Grain::Decade => months(120)?,
            Grain::Century => months(1200)?,
            Grain::Millennium => months(12000)?,
        };
        Period::around(moved, grain)
    }

    /// Monday to Sunday of the ISO week that holds `day`.
    pub fn week(day: NaiveDate) -> Option<Period> {
        let monday = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))?;
        Period::new(Some(monday), monday.checked_add_days(Days::new(6)))
    }

    /// Week `number` of an ISO year.
    pub fn iso_week(year: i32, number: u32) -> Option<Period> {
        Period::week(NaiveDate::from_isoywd_opt(year, number, Weekday::Mon)?)
    }

    /// The Saturday and Sunday of a week.
    pub fn weekend(self) -> Option<Period> {
        let last = self.to()?;
        Period::new(last.pred_opt(), Some(last))
    }

    /// Quarter `number`, from 1, of a calendar year.
    pub fn quarter(year: i32, number: u32) -> Option<Period> {
        let last = number.checked_mul(3).filter(|month| (3..=12).contains(month))?;
        Period::new(Period::month(year, last - 2)?.from(), Period::month(year, last)?.to())
    }

    /// Half `number`, 1 or 2, of a calendar year.
    pub fn half(year: i32, number: u32) -> Option<Period> {
        let last = number.checked_mul(6).filter(|month| (6..=12).contains(month))?;
        Period::new(Period::month(year, last - 5)?.from(), Period::month(year, last)?.to())
    }

    /// The decade whose years start with `tens`: 199 is 1990 to 1999.
    pub fn decade(tens: i32) -> Option<Period> {
        let first = tens.checked_mul(10)?;
        Period::years(first, first.checked_add(9)?)
    }

    /// The days that a century may cover, with both ways to count: the 20th from 1900 to 2000.
    pub fn century(number: i32) -> Option<Period> {
        let last = number.checked_mul(100)?;
        Period::years(last - 100, last)
    }

    /// The days of the years before Christ `first` down to `last`, counted as historians do (no year 0).
    pub fn before_christ(first: i32, last: i32) -> Option<Period> {
        Period::years(1 - first, 1 - last)
    }

    /// The part of a period that "early", "mid-" or "late" leave: a generous half of it.
    pub fn part(self, part: Portion) -> Period {
        let (Some(from), Some(to)) = (self.from(), self.to()) else { return self };
        let days = (to - from).num_days().max(0) as u64 + 1;
        let after = |n: u64| from.checked_add_days(Days::new(n));
        let (low, high) = match part {
            Portion::Early => (Some(from), after(days.div_ceil(2).saturating_sub(1))),
            Portion::Mid => (after(days / 5), after((days * 4).div_ceil(5).saturating_sub(1))),
            Portion::Late => (after(days / 2), Some(to)),
        };
        Period::new(low, high).unwrap_or(self)
    }

    /// The period moved by whole months, both ends clamped.
    pub fn plus_months(self, months: i32) -> Option<Period> {
        let from = self.from().map(|day| add_months(day, months));
        let to = self.to().map(|day| add_months(day, months));
        if from == Some(None) || to == Some(None) {
            return None;
        }
        Period::new(from.flatten(), to.flatten())
    }
}

/// Which part of a period is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Portion {
    /// "early 2009", "the beginning of"
    Early,
    /// "mid-March"
    Mid,
    /// "late May", "the end of"
    Late,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_clamp_to_the_last_day() {
        assert_eq!(add_months(day("2024-01-31"), 1), Some(day("2024-02-29")));
        assert_eq!(add_months(day("2024-03-31"), -1), Some(day("2024-02-29")));
        assert_eq!(months_between(day("2024-01-31"), day("2024-02-29")), 1);
        assert_eq!(months_between(day("2024-02-29"), day("2024-01-31")), -1);
        assert_eq!(months_between(day("2000-02-29"), day("2001-02-28")), 12);
        assert_eq!(months_between(day("2000-03-01"), day("2001-02-28")), 11);
    }

    #[test]
    fn periods_follow_the_calendar() {
        let shown = |period: Option<Period>| period.unwrap().to_string();
        assert_eq!(shown(Period::around(day("2025-07-01"), Grain::Week)), "2025-06-30 to 2025-07-06");
        assert_eq!(shown(Period::shifted(day("2025-01-31"), Grain::Month, 1)), "February 2025");
        assert_eq!(shown(Period::shifted(day("2025-01-31"), Grain::Quarter, -1)), "2024-10-01 to 2024-12-31");
        assert_eq!(shown(Period::shifted(day("2025-01-31"), Grain::Decade, -1)), "2010 to 2019");
        assert_eq!(shown(Period::around(day("2000-06-01"), Grain::Century)), "1900 to 2000");
        assert_eq!(shown(Period::iso_week(2020, 53)), "2020-12-28 to 2021-01-03");
        assert_eq!(Period::iso_week(2021, 53), None);
    }

    #[test]
    fn parts_of_a_period_overlap_generously() {
        let year = Period::years(2009, 2009).unwrap();
        assert_eq!(year.part(Portion::Early).to_string(), "2009-01-01 to 2009-07-02");
        assert_eq!(year.part(Portion::Late).to_string(), "2009-07-02 to 2009-12-31");
    }

    #[test]
    fn the_edge_of_the_calendar_is_no_panic() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            for grain in [
                Grain::Day,
                Grain::Week,
                Grain::Weekend,
                Grain::Month,
                Grain::Quarter,
                Grain::Half,
                Grain::Year,
                Grain::Decade,
                Grain::Century,
                Grain::Millennium,
            ] {
                for by in [-1, 0, 1, i32::MIN, i32::MAX] {
                    let _ = Period::shifted(day, grain, by);
                }
            }
        }
    }
}
