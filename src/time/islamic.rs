//! The days of the Islamic calendar. Newspapers date its holidays by the Umm al-Qura calendar of Saudi Arabia, which
//! follows no arithmetic: its months stand in a table, and the tabular calendar (Reingold and Dershowitz, Calendrical
//! Calculations) serves the years outside of it.

use super::Period;
use crate::yaml;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The first days of the months of the table, as days of the common era, from 1 Muharram of `first_year`; the last is the
/// day after it.
struct UmmAlQura {
    first_year: i32,
    starts: Vec<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    first: NaiveDate,
    years: BTreeMap<i32, Vec<String>>,
}

static TABLE: LazyLock<UmmAlQura> = LazyLock::new(|| {
    let text = include_str!("../../rules/lexicon/umm_al_qura.yaml");
    let raw: Raw = yaml::parse_shipped(text).expect("the shipped table is sound");
    let mut start = raw.first.num_days_from_ce();
    let mut starts = vec![start];
    // The last digit of a length of 28 to 31 days.
    for digit in raw.years.values().flatten().flat_map(|year| year.bytes()) {
        let tens = if digit < b'8' { 30 } else { 20 };
        start += tens + i32::from(digit - b'0');
        starts.push(start);
    }
    UmmAlQura { first_year: raw.years.keys().next().copied().unwrap_or_default(), starts }
});

/// The first day of a month, from 1, of a year of the hijra.
fn month_start(year: i32, month: u32) -> Option<NaiveDate> {
    let table = &*TABLE;
    let place = i64::from(year - table.first_year) * 12 + i64::from(month) - 1;
    let known = usize::try_from(place).ok().and_then(|place| table.starts.get(place));
    NaiveDate::from_num_days_from_ce_opt(known.copied().unwrap_or_else(|| tabular(year, month)))
}

fn tabular(year: i32, month: u32) -> i32 {
    const EPOCH: i32 = 227_015; // 16 July 622 of the Julian calendar
    let months = 29 * (month as i32 - 1) + month as i32 / 2;
    EPOCH + (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + months
}

/// The years of the hijra that a Gregorian year may share days with.
fn years_of(year: i32) -> std::ops::RangeInclusive<i32> {
    let guess = ((i64::from(year) - 622) * 33 / 32) as i32;
    guess - 1..=guess + 2
}

/// The day of the Islamic calendar, month and day from 1, that falls in a Gregorian year; the first where two do.
pub(super) fn in_year(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let days = chrono::Days::new(u64::from(day.checked_sub(1)?));
    years_of(year)
        .filter_map(|hijri| month_start(hijri, month)?.checked_add_days(days))
        .find(|date| date.year() == year)
}

/// A month of the Islamic calendar whose last day falls in a Gregorian year; the first where two do.
pub(super) fn month_in_year(year: i32, month: u32) -> Option<Period> {
    years_of(year)
        .filter_map(|hijri| {
            let next = if month == 12 { month_start(hijri + 1, 1) } else { month_start(hijri, month + 1) };
            Period::new(Some(month_start(hijri, month)?), next?.pred_opt())
        })
        .find(|period| period.to().is_some_and(|day| day.year() == year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(TABLE.starts.len(), (1500 - 1343 + 1) * 12 + 1);
        assert_eq!(TABLE.starts.last().copied(), Some(day("2077-11-17").num_days_from_ce()));
        assert!(TABLE.starts.windows(2).all(|pair| (28..=31).contains(&(pair[1] - pair[0]))));
    }

    #[test]
    fn days_fall_where_they_were_kept() {
        for (month, on, date) in [
            (10, 1, "2018-06-15"),
            (12, 10, "2018-08-21"),
            (9, 1, "2024-03-11"),
            (1, 1, "2018-09-11"),
            (12, 10, "1974-01-03"),
            (10, 1, "2025-03-30"),
        ] {
            assert_eq!(in_year(day(date).year(), month, on), Some(day(date)));
        }
    }

    #[test]
    fn far_years_go_by_the_tabular_calendar() {
        assert_eq!(in_year(622, 1, 1), Some(day("0622-07-19")));
    }

    #[test]
    fn a_month_ends_before_the_next() {
        assert_eq!(month_in_year(2018, 9).unwrap().to_string(), "2018-05-16 to 2018-06-14");
    }

    #[test]
    fn no_year_is_too_far() {
        for year in [-262_143, -1, 0, 262_142] {
            let _ = (in_year(year, 12, 30), month_in_year(year, 12));
        }
    }
}
