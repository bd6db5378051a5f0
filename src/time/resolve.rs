//! Which day a word means in an article of a given date, by the tense of its clause.

use super::{Grain, Period, calendar};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// When a clause says that its event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tense {
    /// Before the article, or on its day.
    Past,
    /// After the article, or on its day.
    Future,
    /// The words do not say.
    #[default]
    Unknown,
}

/// The day that a bare weekday means: the article's own day counts, the past is meant unless the
/// clause speaks of the future.
pub fn weekday(published: NaiveDate, weekday: Weekday, tense: Tense) -> Option<NaiveDate> {
    let here = published.weekday().num_days_from_monday() as i64;
    let there = weekday.num_days_from_monday() as i64;
    let days = match tense {
        Tense::Future => (there - here).rem_euclid(7),
        Tense::Past | Tense::Unknown => -(here - there).rem_euclid(7),
    };
    published.checked_add_signed(chrono::Duration::try_days(days)?)
}

/// The one of several periods (a month, a day, a holiday in each of some years) that fits the tense
/// and is nearest to the article's day. A tense that only a far period fits gives way: "the April 7
/// vote" in March is next month's, whatever the verb.
pub fn nearest(
    published: NaiveDate,
    tense: Tense,
    periods: impl IntoIterator<Item = Period>,
) -> Option<Period> {
    let distance = |period: Period| -> Option<i64> {
        let (from, to) = (period.from()?, period.to()?);
        Some(if from > published {
            (from - published).num_days()
        } else if to < published {
            -(published - to).num_days()
        } else {
            0
        })
    };
    let cost = |days: i64| match (tense, days) {
        (Tense::Past, days) if days > 0 => days * 8 + 60,
        (Tense::Future, days) if days < 0 => -days * 8 + 60,
        // Of equals the past: newspapers report.
        (_, days) if days > 0 => days + 1,
        (_, days) => -days,
    };
    periods
        .into_iter()
        .filter_map(|period| Some((cost(distance(period)?), period)))
        .min_by_key(|found| found.0)
        .map(|f| f.1)
}

/// The month of that number that is nearest and fits the tense.
pub fn month_of_year(published: NaiveDate, month: u32, tense: Tense) -> Option<Period> {
    nearest(published, tense, years_around(published).filter_map(|year| Period::month(year, month)))
}

/// The day of that month and number that is nearest and fits the tense; of 29 February the nearest one
/// that is.
pub fn day_of_year(published: NaiveDate, month: u32, day: u32, tense: Tense) -> Option<NaiveDate> {
    let span = if (month, day) == (2, 29) { 4 } else { 1 };
    let years = published.year() - span..=published.year() + span;
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).map(Period::day);
    nearest(published, tense, days)?.single()
}

/// The day of that month and number that falls on a weekday, in the nearest year within eleven that fits the tense: in so
/// many, each day falls on each weekday, but for 29 February.
pub fn day_with_weekday(
    published: NaiveDate,
    month: u32,
    day: u32,
    weekday: Weekday,
    tense: Tense,
) -> Option<NaiveDate> {
    let years = published.year() - 11..=published.year() + 11;
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    nearest(published, tense, days.filter(|day| day.weekday() == weekday).map(Period::day))?.single()
}

/// The day of that number in the nearest month that has it and fits the tense ("the 15th").
pub fn day_of_month(published: NaiveDate, day: u32, tense: Tense) -> Option<NaiveDate> {
    let months = (-2..=2).filter_map(|by| Period::shifted(published, Grain::Month, by)?.from());
    nearest(published, tense, months.filter_map(|first| first.with_day(day)).map(Period::day))?.single()
}

/// The `nth` weekday inside a period, from its end when negative.
pub fn nth_weekday_in(period: Period, weekday: Weekday, nth: i32) -> Option<NaiveDate> {
    let (from, to) = (period.from()?, period.to()?);
    let gap =
        |a: Weekday, b: Weekday| u64::from((b.num_days_from_monday() + 7 - a.num_days_from_monday()) % 7);
    let weeks = u64::from(nth.unsigned_abs()).checked_sub(1)?.checked_mul(7)?;
    let day = if nth > 0 {
        from.checked_add_days(Days::new(gap(from.weekday(), weekday) + weeks))?
    } else {
        to.checked_sub_days(Days::new(gap(weekday, to.weekday()) + weeks))?
    };
    (from <= day && day <= to).then_some(day)
}

fn years_around(published: NaiveDate) -> impl Iterator<Item = i32> {
    published.year() - 1..=published.year() + 1
}

/// The day `by` units after `day`, as a newspaper counts: days and weeks exactly, months and years by
/// the calendar. `None` for units under a day and out of the calendar.
pub fn offset(day: NaiveDate, by: i64, grain: Grain) -> Option<NaiveDate> {
    let days = |n: i64| day.checked_add_signed(chrono::Duration::try_days(by.checked_mul(n)?)?);
    let months = |n: i64| calendar::add_months(day, i32::try_from(by.checked_mul(n)?).ok()?);
    match grain {
        Grain::Time | Grain::Season | Grain::Half => None,
        Grain::Day => days(1),
        Grain::Week | Grain::Weekend => days(7),
        Grain::Month => months(1),
        Grain::Quarter => months(3),
        Grain::Year => months(12),
        Grain::Decade => months(120),
        Grain::Century => months(1200),
        Grain::Millennium => months(12000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_articles_own_day_counts() {
        let friday = day("2025-07-04");
        assert_eq!(weekday(friday, Weekday::Fri, Tense::Past), Some(friday));
        assert_eq!(weekday(friday, Weekday::Fri, Tense::Future), Some(friday));
        assert_eq!(weekday(friday, Weekday::Thu, Tense::Unknown), Some(day("2025-07-03")));
        assert_eq!(weekday(friday, Weekday::Thu, Tense::Future), Some(day("2025-07-10")));
    }

    #[test]
    fn a_month_is_the_nearest_that_fits_the_tense() {
        let published = day("2013-03-20");
        let month = |month, tense| month_of_year(published, month, tense).unwrap().to_string();
        assert_eq!(month(10, Tense::Past), "October 2012");
        assert_eq!(month(10, Tense::Unknown), "October 2012");
        assert_eq!(month(10, Tense::Future), "October 2013");
        assert_eq!(month(4, Tense::Unknown), "April 2013");
        assert_eq!(month(3, Tense::Past), "March 2013");
    }

    #[test]
    fn leap_days_are_those_of_leap_years() {
        assert_eq!(day_of_year(day("2023-03-01"), 2, 29, Tense::Unknown), Some(day("2024-02-29")));
        assert_eq!(day_of_year(day("2022-01-01"), 2, 29, Tense::Past), Some(day("2020-02-29")));
    }

    #[test]
    fn a_weekday_tells_the_year_of_a_far_date() {
        let published = day("2013-02-12");
        let on = |tense| day_with_weekday(published, 7, 18, Weekday::Fri, tense);
        assert_eq!(on(Tense::Future), Some(day("2014-07-18")));
        assert_eq!(on(Tense::Past), Some(day("2008-07-18")));
        assert_eq!(day_with_weekday(published, 2, 30, Weekday::Fri, Tense::Past), None);
    }

    #[test]
    fn the_nth_weekday_of_a_period() {
        let march = Period::month(2014, 3).unwrap();
        assert_eq!(nth_weekday_in(march, Weekday::Sun, -1), Some(day("2014-03-30")));
        assert_eq!(nth_weekday_in(march, Weekday::Mon, 2), Some(day("2014-03-10")));
        assert_eq!(nth_weekday_in(march, Weekday::Mon, 6), None);
    }
}
