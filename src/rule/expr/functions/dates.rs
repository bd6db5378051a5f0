//! Functions of dates, days of the week and lengths of time.

use super::super::calendar;
use super::super::eval;
use super::super::figures::figure;
use super::super::types::Type;
use super::super::value::Value;
use super::{BOOL, Function, NUMBER, Parameter as P, TEXT, days, function, length, list};
use crate::time::{Impossible, MINUTES_A_DAY, MINUTES_AN_HOUR, Period};
use crate::value::{Interval, Number};
use chrono::Datelike;

pub(super) static FUNCTIONS: &[Function] = &[
    function!(
        "year_count",
        "year_count(start, at)",
        "which year since `start` the date `at` falls in, by anniversaries or calendar years",
        [P::Days, P::Days],
        NUMBER,
        |a, _| between(a, calendar::year_count)
    ),
    function!(
        "years_between",
        "years_between(from, to)",
        "years from one date to another, by anniversaries or calendar years",
        [P::Days, P::Days],
        NUMBER,
        |a, _| between(a, calendar::years_between)
    ),
    function!(
        "months_between",
        "months_between(from, to)",
        "months from one date to another",
        [P::Days, P::Days],
        NUMBER,
        |a, _| between(a, calendar::months_between)
    ),
    function!(
        "days_between",
        "days_between(from, to)",
        "days from one date to another",
        [P::Days, P::Days],
        NUMBER,
        |a, _| between(a, calendar::days_between)
    ),
    function!(
        "age_at",
        "age_at(born, at)",
        "birthdays passed between two dates",
        [P::Days, P::Days],
        NUMBER,
        |a, _| between(a, calendar::age_at)
    ),
    function!("years", "years(duration)", "a duration in years", [P::Length], NUMBER, |a, _| Some(
        Value::number(calendar::in_years(length(a, 0)?)?)
    )),
    function!("months", "months(duration)", "a duration in months", [P::Length], NUMBER, |a, _| Some(
        Value::number(calendar::in_months(length(a, 0)?)?)
    )),
    function!("days", "days(duration)", "a duration in days", [P::Length], NUMBER, |a, _| Some(
        Value::number(eval::in_days(length(a, 0)?)?)
    )),
    function!("minutes", "minutes(duration)", "a duration in minutes", [P::Length], NUMBER, |a, _| Some(
        Value::number(eval::in_days(length(a, 0)?)?.scale(Number::integer(MINUTES_A_DAY))?)
    )),
    function!(
        "minutes_until",
        "minutes_until(from, to)",
        "the minutes from one time of day to the next other, both in minutes from midnight",
        [P::Figure, P::Figure],
        NUMBER,
        |a, _| {
            let between = whole(a, 1)?.checked_sub(whole(a, 0)?)?.rem_euclid(MINUTES_A_DAY);
            Some(Value::number(Interval::exactly(Number::integer(between))))
        }
    ),
    function!(
        "minutes_off",
        "minutes_off(minutes, other)",
        "how far apart two counts of minutes are on the face of a clock of twelve hours: 0 to 360",
        [P::Figure, P::Figure],
        NUMBER,
        |a, _| {
            let off = whole(a, 0)?.checked_sub(whole(a, 1)?)?.rem_euclid(MINUTES_A_DAY / 2);
            Some(Value::number(Interval::exactly(Number::integer(off.min(MINUTES_A_DAY / 2 - off)))))
        }
    ),
    function!(
        "hours_and_minutes",
        "hours_and_minutes(minutes)",
        "a count of minutes in words: \"3 hours and 30 minutes\"",
        [P::Figure],
        TEXT,
        |a, _| Some(Value::Text(hours_and_minutes(whole(a, 0)?).into()))
    ),
    function!(
        "weekday",
        "weekday(date)",
        "the day of the week of a single day",
        [P::Days],
        |_, _| Type::Weekday,
        |a, _| Some(Value::Weekday(days(a, 0)?.single()?.weekday()))
    ),
    function!(
        "weekday_after",
        "weekday_after(weekday, days)",
        "the day of the week so many days after one",
        [P::Weekday, P::Figure],
        |_, _| Type::Weekday,
        |a, _| {
            let Some(Value::Weekday(weekday)) = a[0] else { return None };
            let days = figure(a, 1)?.allows.single()?.to_integer()?;
            Some(Value::Weekday(calendar::weekday_after(weekday, i64::try_from(days).ok()?)))
        }
    ),
    function!(
        "weekday_then",
        "weekday_then(weekday, day, month, other_day, other_month)",
        "the day of the week of another day of the month, where the first falls on `weekday`; an unknown month is the other's, or the one beside it",
        [P::Weekday, P::Figure, P::Figure, P::Figure, P::Figure],
        |_, _| Type::Weekday,
        |a, _| {
            let Some(Value::Weekday(weekday)) = a[0] else { return None };
            let part = |at: usize| {
                let number = figure(a, at)?.allows.single()?.to_integer()?;
                u32::try_from(number).ok()
            };
            let days = calendar::days_apart((part(1)?, part(2)), (part(3)?, part(4)))?;
            Some(Value::Weekday(calendar::weekday_after(weekday, days)))
        }
    ),
    function!(
        "exists",
        "exists(date)",
        "whether a calendar has such a date",
        [P::Days],
        BOOL,
        |a, _| match a[0].as_ref()? {
            Value::Days(_, impossible) => Some(Value::Bool(impossible.is_none())),
            _ => None,
        }
    ),
    function!(
        "reversed",
        "reversed(date)",
        "whether a range of dates ends before it starts",
        [P::Days],
        BOOL,
        |a, _| match a[0].as_ref()? {
            Value::Days(_, impossible) => Some(Value::Bool(*impossible == Some(Impossible::Reversed))),
            _ => None,
        }
    ),
    function!(
        "why_impossible",
        "why_impossible(date)",
        "why no calendar has such a date",
        [P::Days],
        TEXT,
        |a, _| match a[0].as_ref()? {
            Value::Days(_, Some(why)) => Some(Value::Text(impossible(*why).into())),
            _ => None,
        }
    ),
    function!("is_day", "is_day(date)", "whether a date is one single day", [P::Days], BOOL, |a, _| Some(
        Value::Bool(days(a, 0)?.single().is_some())
    )),
    function!("is_leap", "is_leap(date)", "whether a date lies in a leap year", [P::Days], BOOL, |a, _| {
        let year = days(a, 0)?.year()?;
        Some(Value::Bool(chrono::NaiveDate::from_ymd_opt(year, 2, 29).is_some()))
    }),
    function!(
        "falls_on",
        "falls_on(dates, weekday)",
        "whether one of a list of single days falls on a day of the week",
        [P::List, P::Weekday],
        BOOL,
        |a, _| {
            let Some(Value::Weekday(weekday)) = a[1] else { return None };
            let falls = |value: &Value| match value {
                Value::Days(period, None) => period.single().is_some_and(|day| day.weekday() == weekday),
                _ => false,
            };
            Some(Value::Bool(list(a, 0)?.iter().any(falls)))
        }
    ),
];

/// A whole number that is known exactly.
fn whole(arguments: &[Option<Value>], at: usize) -> Option<i128> {
    figure(arguments, at)?.allows.single()?.to_integer()
}

fn hours_and_minutes(minutes: i128) -> String {
    let counted = |n: i128, unit: &str| format!("{n} {unit}{}", if n == 1 { "" } else { "s" });
    match (minutes / MINUTES_AN_HOUR, minutes % MINUTES_AN_HOUR) {
        (0, minutes) => counted(minutes, "minute"),
        (hours, 0) => counted(hours, "hour"),
        (hours, minutes) => format!("{} and {}", counted(hours, "hour"), counted(minutes, "minute")),
    }
}

fn between(
    arguments: &[Option<Value>],
    count: fn(Period, Period) -> Option<Interval>,
) -> Option<Value<'static>> {
    Some(Value::number(count(days(arguments, 0)?, days(arguments, 1)?)?))
}

fn impossible(why: Impossible) -> &'static str {
    match why {
        Impossible::NoSuchDay => "the month has no such day",
        Impossible::NotALeapYear => "the year is no leap year",
        Impossible::NoSuchPart => "there is no such month or hour",
        Impossible::Reversed => "the range ends before it starts",
    }
}
