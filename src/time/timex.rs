//! TIMEX3 values (TimeML 1.2.1, ISO 8601 with weeks as `2025-W27`, seasons, parts of day and `X` for
//! what is not known).

use super::{PartOfDay, Season, TimeUnit};
use crate::value::Number;
use chrono::{Datelike, NaiveDate};
use std::fmt::Write;

/// `2025-07-01`
pub fn day(day: NaiveDate) -> String {
    let mut out = String::with_capacity(20);
    write_year(&mut out, day.year());
    push(&mut out, format_args!("-{:02}-{:02}", day.month(), day.day()));
    out
}

/// `2025-07-01`, with `X` for the year, month or day that is not known.
pub fn date(year: Option<i32>, month: Option<u32>, day: Option<u32>) -> String {
    let mut out = String::with_capacity(20);
    match year {
        Some(year) => write_year(&mut out, year),
        None => out.push_str("XXXX"),
    }
    for part in [month, day] {
        match part {
            Some(part) => push(&mut out, format_args!("-{part:02}")),
            None => out.push_str("-XX"),
        }
    }
    out
}

/// `2025-07`, `XXXX-07`
pub fn month(year: Option<i32>, month: u32) -> String {
    let mut out = date(year, Some(month), None);
    out.truncate(out.len() - 3);
    out
}

/// `2025`; `BC0044` before Christ, for an astronomical year of 0 or less.
pub fn year(year: i32) -> String {
    let mut out = String::with_capacity(8);
    write_year(&mut out, year);
    out
}

/// `2025-Q3`, `2025-H1`, `2025-SU`: a part of a year by its code.
pub fn part_of_year(year: Option<i32>, code: impl std::fmt::Display) -> String {
    let mut out = year.map_or_else(|| "XXXX".to_owned(), self::year);
    push(&mut out, format_args!("-{code}"));
    out
}

/// `2025-SU`
pub fn season(year: Option<i32>, season: Season) -> String {
    part_of_year(year, season.code())
}

/// `2025-W27`
pub fn week(day: NaiveDate) -> String {
    let week = day.iso_week();
    part_of_year(Some(week.year()), format_args!("W{:02}", week.week()))
}

/// `2025-W27-WE`
pub fn weekend(day: NaiveDate) -> String {
    week(day) + "-WE"
}

/// `199` for the 1990s
pub fn decade(tens: i32) -> String {
    format!("{tens:03}")
}

/// `20` for the 21st century: the first digits of its years.
pub fn century(number: i32) -> String {
    format!("{:02}", number - 1)
}

/// `2025-07-01TMO`
pub fn part_of_day(mut day: String, part: PartOfDay) -> String {
    day.push('T');
    day.push_str(part.code());
    day
}

/// `P3Y`, `PT90M`, `P10D`, `P2.5Y`, `PXM` where the amount is not known.
pub fn length(amount: Option<Number>, unit: TimeUnit) -> String {
    let (factor, letter) = match unit {
        TimeUnit::Second => (1, "S"),
        TimeUnit::Minute => (1, "M"),
        TimeUnit::Hour => (1, "H"),
        TimeUnit::Day => (1, "D"),
        TimeUnit::Week => (1, "W"),
        TimeUnit::Fortnight => (2, "W"),
        TimeUnit::Month => (1, "M"),
        TimeUnit::Quarter => (3, "M"),
        TimeUnit::Year => (1, "Y"),
        TimeUnit::Decade => (10, "Y"),
        TimeUnit::Century => (100, "Y"),
        TimeUnit::Millennium => (1000, "Y"),
    };
    let time = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
    let mut out = String::from(if time { "PT" } else { "P" });
    match amount.and_then(|amount| amount.times(Number::integer(factor))) {
        Some(amount) => out.push_str(&amount.to_decimal_string()),
        None => out.push('X'),
    }
    out.push_str(match (amount, unit) {
        (None, TimeUnit::Decade) => "DE",
        (None, TimeUnit::Century) => "CE",
        _ => letter,
    });
    out
}

fn write_year(out: &mut String, year: i32) {
    if year > 0 {
        push(out, format_args!("{year:04}"));
    } else {
        push(out, format_args!("BC{:04}", 1 - i64::from(year)));
    }
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("writing to a string never fails");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_timeml_writes() {
        let first = NaiveDate::from_ymd_opt(2025, 7, 1).unwrap();
        assert_eq!(day(first), "2025-07-01");
        assert_eq!(week(first), "2025-W27");
        assert_eq!(date(None, Some(5), Some(3)), "XXXX-05-03");
        assert_eq!(month(Some(2025), 7), "2025-07");
        assert_eq!(year(-43), "BC0044");
        assert_eq!(decade(199), "199");
        assert_eq!(century(21), "20");
        assert_eq!(season(Some(2025), Season::Summer), "2025-SU");
        assert_eq!(part_of_day(day(first), PartOfDay::Night), "2025-07-01TNI");
    }

    #[test]
    fn lengths_are_in_the_units_of_iso() {
        assert_eq!(length(Some(Number::integer(3)), TimeUnit::Year), "P3Y");
        assert_eq!(length(Some(Number::integer(2)), TimeUnit::Decade), "P20Y");
        assert_eq!(length(Number::decimal(25, -1), TimeUnit::Hour), "PT2.5H");
        assert_eq!(length(Some(Number::ONE), TimeUnit::Fortnight), "P2W");
        assert_eq!(length(None, TimeUnit::Month), "PXM");
    }
}
