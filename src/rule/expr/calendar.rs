//! Counting years, months and days between dates that are known only as periods.
//!
//! Counting years accepts both ordinary ways, anniversaries passed and calendar years touched; what
//! comes out is the interval of all counts that some day of each period gives.

use crate::time::{Length, Period, TimeUnit};
use crate::value::{Interval, Number};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Anniversaries of `from` passed on `to`; negative when `to` comes first.
fn years_passed(from: NaiveDate, to: NaiveDate) -> i32 {
    match to.years_since(from) {
        Some(years) => years as i32,
        None => -(from.years_since(to).unwrap_or(0) as i32),
    }
}

/// Whole months passed; 31 January to 29 February is one.
fn months_passed(from: NaiveDate, to: NaiveDate) -> i32 {
    if to < from {
        return -months_passed(to, from);
    }
    let months = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32;
    let due = u32::try_from(months).ok().and_then(|n| from.checked_add_months(Months::new(n)));
    if due.is_some_and(|due| due > to) { months - 1 } else { months }
}

fn interval(low: i64, high: i64) -> Interval {
    Interval::between(Number::integer(low.into()), Number::integer(high.into()))
}

/// The ends of both periods: the earliest and latest start, the earliest and latest end.
fn ends(from: Period, to: Period) -> Option<(NaiveDate, NaiveDate, NaiveDate, NaiveDate)> {
    Some((from.from()?, from.to()?, to.from()?, to.to()?))
}

/// Years between two dates: anniversaries passed, or the difference of the calendar years.
pub(super) fn years_between(from: Period, to: Period) -> Option<Interval> {
    let (first, last, early, late) = ends(from, to)?;
    let passed = interval(years_passed(last, early).into(), years_passed(first, late).into());
    let touched = interval((early.year() - last.year()).into(), (late.year() - first.year()).into());
    Some(passed.hull(touched))
}

/// Months between two dates, counted both ways.
pub(super) fn months_between(from: Period, to: Period) -> Option<Interval> {
    let (first, last, early, late) = ends(from, to)?;
    let count = |d: NaiveDate| i64::from(d.year()) * 12 + i64::from(d.month());
    let passed = interval(months_passed(last, early).into(), months_passed(first, late).into());
    Some(passed.hull(interval(count(early) - count(last), count(late) - count(first))))
}

/// Days between two dates.
pub(super) fn days_between(from: Period, to: Period) -> Option<Interval> {
    let (first, last, early, late) = ends(from, to)?;
    Some(interval((early - last).num_days(), (late - first).num_days()))
}

/// Which year since `start` the date `at` falls in: 1 in the first twelve months, or in the same
/// calendar year.
pub(super) fn year_count(start: Period, at: Period) -> Option<Interval> {
    years_between(start, at)?.shift(Number::ONE)
}

/// Birthdays passed.
pub(super) fn age_at(born: Period, at: Period) -> Option<Interval> {
    let (first, last, early, late) = ends(born, at)?;
    Some(interval(years_passed(last, early).into(), years_passed(first, late).into()))
}

/// The years of a length; `None` where it is given in a unit shorter than a month.
pub(super) fn in_years(length: Length) -> Option<Interval> {
    let amount = length.allows();
    match length.unit {
        TimeUnit::Month => amount.scale(Number::ratio(1, 12)?),
        TimeUnit::Quarter => amount.scale(Number::ratio(1, 4)?),
        TimeUnit::Year => Some(amount),
        TimeUnit::Decade => amount.scale(Number::integer(10)),
        TimeUnit::Century => amount.scale(Number::integer(100)),
        TimeUnit::Millennium => amount.scale(Number::integer(1000)),
        _ => None,
    }
}

/// The months of a length; `None` for units that are no whole months.
pub(super) fn in_months(length: Length) -> Option<Interval> {
    match length.unit {
        TimeUnit::Month => Some(length.allows()),
        TimeUnit::Quarter => length.allows().scale(Number::integer(3)),
        _ => in_years(length)?.scale(Number::integer(12)),
    }
}

/// A period moved by a length, later or `back`; open where the length is not one whole number.
pub(super) fn shift(period: Period, length: Length, back: bool) -> Option<Period> {
    let amount = u32::try_from(length.amount.single()?.to_integer()?).ok()?;
    let months = |n: u32| {
        move |day: NaiveDate| {
            let months = Months::new(amount.checked_mul(n)?);
            if back { day.checked_sub_months(months) } else { day.checked_add_months(months) }
        }
    };
    let days = |n: u32| {
        move |day: NaiveDate| {
            let days = Days::new(amount.checked_mul(n)?.into());
            if back { day.checked_sub_days(days) } else { day.checked_add_days(days) }
        }
    };
    let both = |step: &dyn Fn(NaiveDate) -> Option<NaiveDate>| {
        Period::new(Some(step(period.from()?)?), Some(step(period.to()?)?))
    };
    match length.unit {
        TimeUnit::Day => both(&days(1)),
        TimeUnit::Week => both(&days(7)),
        TimeUnit::Fortnight => both(&days(14)),
        TimeUnit::Month => both(&months(1)),
        TimeUnit::Quarter => both(&months(3)),
        TimeUnit::Year => both(&months(12)),
        TimeUnit::Decade => both(&months(120)),
        TimeUnit::Century => both(&months(1200)),
        _ => None,
    }
}

/// A day of the month, from 1 to 31, and its month from 1 to 12 where that is known.
type DayOfMonth = (u32, Option<u32>);

/// Days from one day of the month to another, either of which may lack its month: that is the other's, or the one beside
/// it. Negative where the other is earlier in the same month, and else counted on, into the next year if need be. `None`
/// where no month is known and the numbers go down, and where 29 February makes a difference.
pub(super) fn days_apart(from: DayOfMonth, to: DayOfMonth) -> Option<i64> {
    let ((day, month), (other, other_month)) = (from, to);
    let (month, other_month) = match (month, other_month) {
        (Some(month), Some(other)) => (month, other),
        (Some(month), None) => (month, if other < day { month % 12 + 1 } else { month }),
        (None, Some(next)) => (if other < day { (next + 10) % 12 + 1 } else { next }, next),
        // Whatever the month is.
        (None, None) => return (other >= day).then(|| (other - day).into()),
    };
    let in_year = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, month, day)?;
        let then = NaiveDate::from_ymd_opt(year + i32::from(other_month < month), other_month, other)?;
        Some((then - first).num_days())
    };
    // A year before a leap year, a leap year, and one after it.
    let mut days = (2023..=2025).filter_map(in_year);
    let first = days.next()?;
    days.all(|days| days == first).then_some(first)
}

/// The day of the week so many days after one.
pub(super) fn weekday_after(weekday: Weekday, days: i64) -> Weekday {
    (0..days.rem_euclid(7)).fold(weekday, |weekday, _| weekday.succ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Period {
        Period::day(text.parse().unwrap())
    }

    #[test]
    fn days_of_the_month_are_counted_with_whatever_months_are_known() {
        for (from, to, days) in [
            ((10, None), (13, None), Some(3)),
            ((30, None), (2, None), None),
            ((30, None), (2, Some(5)), Some(2)),
            ((30, Some(12)), (2, None), Some(3)),
            ((10, None), (13, Some(5)), Some(3)),
            ((13, Some(5)), (10, Some(5)), Some(-3)),
            ((25, Some(12)), (2, Some(1)), Some(8)),
            ((6, Some(9)), (3, Some(10)), Some(27)),
            // 2 or 3 days.
            ((27, Some(2)), (1, Some(3)), None),
            ((29, Some(2)), (1, Some(3)), Some(1)),
            ((30, Some(2)), (1, Some(3)), None),
        ] {
            assert_eq!(days_apart(from, to), days, "{from:?} {to:?}");
        }
        assert_eq!(weekday_after(Weekday::Fri, 3), Weekday::Mon);
        assert_eq!(weekday_after(Weekday::Fri, -3), Weekday::Tue);
        assert_eq!(weekday_after(Weekday::Fri, 27), Weekday::Thu);
    }

    #[test]
    fn a_count_of_years_accepts_anniversaries_and_calendar_years() {
        let start = Period::month(2022, 2).unwrap();
        assert_eq!(year_count(start, day("2025-07-01")), Some(interval(4, 4)));
        assert_eq!(year_count(start, day("2025-01-10")), Some(interval(3, 4)));
        assert_eq!(years_between(day("2022-11-05"), day("2025-07-01")), Some(interval(2, 3)));
    }

    #[test]
    fn a_month_ends_where_the_shorter_one_does() {
        assert_eq!(months_passed("2024-01-31".parse().unwrap(), "2024-02-29".parse().unwrap()), 1);
        assert_eq!(months_between(day("2024-03-15"), day("2024-05-14")), Some(interval(1, 2)));
    }

    #[test]
    fn an_age_counts_birthdays_alone() {
        assert_eq!(age_at(Period::years(1980, 1980).unwrap(), day("2025-07-01")), Some(interval(44, 45)));
    }

    #[test]
    fn open_periods_are_undecided() {
        assert_eq!(years_between(Period::ANY, day("2025-07-01")), None);
    }
}
