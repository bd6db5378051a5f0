//! The functions of the assertion language: one entry in one table each.

use super::calendar;
use super::enumeration;
use super::figures::{
    about, compared, convert, converted, exchange, extreme, figure, pair, percent, quotient, restated,
    roughly_converts, same_unit, usual_rate,
};
use super::slip;
use super::text;
use super::types::Type;
use super::value::{Figure, Value};
use crate::time::{Impossible, Length, Period};
use crate::value::conversion::Meant;
use crate::value::{Interval, Number, UnitTable};
use chrono::Datelike;
use std::fmt;

/// What a function takes in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parameter {
    Figure,
    Days,
    Length,
    Text,
    Figures,
    List,
    Any,
}

impl Parameter {
    pub fn accepts(self, kind: &Type) -> bool {
        match self {
            Parameter::Figure => kind.is_figure(),
            Parameter::Days => *kind == Type::Days,
            Parameter::Length => *kind == Type::Length,
            Parameter::Text => *kind == Type::Text,
            Parameter::Figures => matches!(kind, Type::List(inner) if inner.is_figure()),
            Parameter::List => matches!(kind, Type::List(_)),
            Parameter::Any => true,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Parameter::Figure => "a figure",
            Parameter::Days => "a date",
            Parameter::Length => "a duration",
            Parameter::Text => "words",
            Parameter::Figures => "a list of figures ({name:count*})",
            Parameter::List => "a list",
            Parameter::Any => "a value",
        }
    }
}

/// A function: its arguments may be unknown, and then most give nothing.
pub(super) struct Function {
    pub name: &'static str,
    /// As a rule author writes it.
    pub signature: &'static str,
    /// What it gives.
    pub doc: &'static str,
    pub parameters: &'static [Parameter],
    /// Whether the last parameter may be repeated.
    pub takes_many: bool,
    pub gives: fn(&[Type], &UnitTable) -> Type,
    pub call: fn(&[Option<Value<'_>>], &UnitTable) -> Option<Value<'static>>,
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.signature)
    }
}

/// A function as documentation shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionDoc {
    /// `year_count(start, at)`.
    pub signature: &'static str,
    /// What it gives.
    pub doc: &'static str,
}

/// All functions, for the manual of the language.
pub fn documentation() -> impl Iterator<Item = FunctionDoc> {
    FUNCTIONS.iter().map(|f| FunctionDoc { signature: f.signature, doc: f.doc })
}

pub(super) fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|function| function.name)
}

use Parameter as P;

macro_rules! function {
    ($name:literal, $signature:literal, $doc:literal, [$($parameter:expr),*], $gives:expr, $call:expr) => {
        Function {
            name: $name,
            signature: $signature,
            doc: $doc,
            parameters: &[$($parameter),*],
            takes_many: false,
            gives: $gives,
            call: $call,
        }
    };
}

const NUMBER: fn(&[Type], &UnitTable) -> Type = |_, _| Type::Number;
const BOOL: fn(&[Type], &UnitTable) -> Type = |_, _| Type::Bool;
const TEXT: fn(&[Type], &UnitTable) -> Type = |_, _| Type::Text;
const SAME: fn(&[Type], &UnitTable) -> Type = |kinds, _| kinds[0].clone();
const PERCENT: fn(&[Type], &UnitTable) -> Type =
    |_, units| units.dimension("percent").map_or(Type::Number, Type::Quantity);

static FUNCTIONS: &[Function] = &[
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
        Value::number(super::eval::in_days(length(a, 0)?)?)
    )),
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
        [P::Any, P::Figure],
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
        [P::Any, P::Figure, P::Figure, P::Figure, P::Figure],
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
    function!("known", "known(x)", "whether a value is known", [P::Any], BOOL, |a, _| Some(Value::Bool(
        match &a[0] {
            None => false,
            Some(Value::Days(period, None)) => *period != Period::ANY,
            Some(_) => true,
        }
    ))),
    Function {
        takes_many: true,
        ..function!(
            "first_known",
            "first_known(a, b, …)",
            "the first of several values that is known",
            [P::Any],
            SAME,
            |a, _| a.iter().flatten().next().cloned().map(Value::into_owned)
        )
    },
    function!(
        "falls_on",
        "falls_on(dates, weekday)",
        "whether one of a list of single days falls on a day of the week",
        [P::List, P::Any],
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
    function!(
        "converts",
        "converts(a, b)",
        "whether `b` is `a` in another unit, as rounded as either is written",
        [P::Figure, P::Figure],
        BOOL,
        |a, units| convert(a, Meant::Either, units)
    ),
    function!(
        "roughly_converts",
        "roughly_converts(a, b)",
        "whether both may be rough values of one that lies between them, each to its last figure that is no zero, or to fives",
        [P::Figure, P::Figure],
        BOOL,
        roughly_converts
    ),
    function!(
        "converted",
        "converted(a, b)",
        "`a` in the unit of `b`",
        [P::Figure, P::Figure],
        |kinds, _| kinds[1].clone(),
        |a, units| converted(a, units, UnitTable::convert)
    ),
    function!(
        "converts_difference",
        "converts_difference(a, b)",
        "whether `b` is `a` in another unit where both tell how far two temperatures lie apart",
        [P::Figure, P::Figure],
        BOOL,
        |a, units| convert(a, Meant::Difference, units)
    ),
    function!(
        "converted_difference",
        "converted_difference(a, b)",
        "`a`, which tells how far two temperatures lie apart, in the unit of `b`",
        [P::Figure, P::Figure],
        |kinds, _| kinds[1].clone(),
        |a, units| converted(a, units, UnitTable::convert_difference)
    ),
    function!(
        "as_printed",
        "as_printed(x)",
        "a figure's number as it is written, without what rounding allows",
        [P::Figure],
        SAME,
        |a, _| {
            let figure = figure(a, 0)?;
            let n = figure.written?.single()?;
            Some(Value::Figure(Figure { allows: Interval::exactly(n), ..figure }))
        }
    ),
    function!(
        "percent_change",
        "percent_change(from, to)",
        "the change from one figure to another in per cent",
        [P::Figure, P::Figure],
        PERCENT,
        |a, units| {
            let ratio = quotient(&[a[0].clone().map(compared), a[1].clone().map(compared)], 1, 0, units)?;
            percent(ratio.shift(Number::integer(-1))?, units)
        }
    ),
    function!(
        "percent_of",
        "percent_of(part, whole)",
        "how many per cent one figure is of another",
        [P::Figure, P::Figure],
        PERCENT,
        |a, units| percent(quotient(a, 0, 1, units)?, units)
    ),
    function!(
        "rate",
        "rate(a, b)",
        "how many of `a` there are for one of `b`, whatever their units",
        [P::Figure, P::Figure],
        NUMBER,
        |a, _| Some(Value::number(figure(a, 0)?.allows.over(figure(a, 1)?.allows)?))
    ),
    function!(
        "pair",
        "pair(a, b)",
        "the units of two figures as words, the same in whichever order the figures stand",
        [P::Figure, P::Figure],
        TEXT,
        pair
    ),
    function!(
        "exchange",
        "exchange(a, b)",
        "the rate that two figures imply, the same way round in whichever order they stand",
        [P::Figure, P::Figure],
        NUMBER,
        exchange
    ),
    function!(
        "usual_rate",
        "usual_rate(a, b, at)",
        "how many of `b`'s currency one of `a`'s bought from twelve months before `at` to the month after, or ever where `at` is unknown",
        [P::Figure, P::Figure, P::Days],
        NUMBER,
        usual_rate
    ),
    function!(
        "restated",
        "restated(x, as, words)",
        "`words`, which say `as`, with the number of `x` in place of theirs, rounded alike",
        [P::Figure, P::Figure, P::Text],
        TEXT,
        |a, _| restated(a)
    ),
    function!("sum", "sum(list)", "the sum of a list of figures", [P::Figures], element, |a, units| {
        let figures = list(a, 0)?;
        let mut total: Option<Figure> = None;
        for value in figures {
            let Value::Figure(next) = value else { return None };
            total = Some(match total {
                None => *next,
                Some(sum) => {
                    let next = same_unit(*next, sum, units)?;
                    Figure { allows: sum.allows.plus(next)?, unit: sum.unit, written: None }
                }
            });
        }
        total.map(Value::Figure)
    }),
    function!(
        "adds_up",
        "adds_up(list, total)",
        "whether neighbours in a list of figures, two or more, add up to the total",
        [P::Figures, P::Figure],
        BOOL,
        |a, units| Some(Value::Bool(adds_up(list(a, 0)?, figure(a, 1)?, units)?))
    ),
    function!(
        "among",
        "among(x, list)",
        "whether one of a list of figures can be the same number as `x`",
        [P::Figure, P::Figures],
        BOOL,
        |a, _| {
            let allows = figure(a, 0)?.allows;
            let is_same = |value: &Value| matches!(value, Value::Figure(one) if one.allows.meets(allows));
            Some(Value::Bool(list(a, 1)?.iter().any(is_same)))
        }
    ),
    function!("count", "count(list)", "how many elements a list has", [P::List], NUMBER, |a, _| Some(
        Value::number(Interval::exactly(Number::integer(list(a, 0)?.len() as i128)))
    )),
    Function {
        takes_many: true,
        ..function!("min", "min(a, b, …)", "the least figure", [P::Figure], SAME, |a, units| extreme(
            a, units, false
        ))
    },
    Function {
        takes_many: true,
        ..function!("max", "max(a, b, …)", "the greatest figure", [P::Figure], SAME, |a, units| extreme(
            a, units, true
        ))
    },
    function!("abs", "abs(x)", "a figure without its sign", [P::Figure], SAME, |a, _| {
        let figure = figure(a, 0)?;
        let allows = match (figure.allows.low().number(), figure.allows.high().number()) {
            (Some(low), _) if !low.is_negative() => figure.allows,
            (_, Some(high)) if high.is_negative() => figure.allows.negated(),
            (Some(low), Some(high)) => Interval::between(Number::ZERO, low.abs().max(high)),
            _ => Interval::at_least(Number::ZERO),
        };
        Some(Value::Figure(Figure { allows, written: None, ..figure }))
    }),
    function!("round", "round(x)", "a figure rounded to a whole number", [P::Figure], SAME, |a, _| {
        let figure = figure(a, 0)?;
        let round = |n: Number| n.round_to(Number::ONE);
        let (low, high) = (figure.allows.low().number()?, figure.allows.high().number()?);
        let allows = Interval::between(round(low)?, round(high)?);
        Some(Value::Figure(Figure { allows, written: None, ..figure }))
    }),
    function!(
        "about",
        "about(x, percent)",
        "a figure with so many per cent of slack on either side",
        [P::Figure, P::Figure],
        SAME,
        |a, _| about(a)
    ),
    function!("points", "points(x)", "a percentage as a plain number", [P::Figure], NUMBER, |a, _| Some(
        Value::number(figure(a, 0)?.allows)
    )),
    function!("number", "number(x)", "a figure without its unit", [P::Figure], NUMBER, |a, _| Some(
        Value::Figure(Figure { unit: None, ..figure(a, 0)? })
    )),
    function!(
        "digits",
        "digits(x)",
        "how many digits of a figure carry meaning as it is written: 3 in 1,350, 2 in 7.2 million",
        [P::Figure],
        NUMBER,
        |a, _| {
            let digits = slip::digits(figure(a, 0)?.written?.single()?);
            Some(Value::number(Interval::exactly(Number::integer(digits.len() as i128))))
        }
    ),
    function!(
        "near_miss",
        "near_miss(a, b)",
        "whether two figures differ by one slip: a digit changed, dropped or doubled, two swapped, a thousandfold",
        [P::Figure, P::Figure],
        BOOL,
        |a, _| {
            let (a, b) = (figure(a, 0)?, figure(a, 1)?);
            let (one, other) = (a.written?.single()?, b.written?.single()?);
            (a.unit == b.unit).then(|| Value::Bool(slip::slip(one, other).is_some()))
        }
    ),
    function!(
        "slip",
        "slip(a, b)",
        "the one slip by which two figures differ: \"changed\", \"dropped\", \"swapped\" or \"scale\"",
        [P::Figure, P::Figure],
        TEXT,
        |a, _| {
            let (a, b) = (figure(a, 0)?, figure(a, 1)?);
            let (one, other) = (a.written?.single()?, b.written?.single()?);
            Some(Value::Text(slip::slip(one, other).filter(|_| a.unit == b.unit)?.name().into()))
        }
    ),
    function!(
        "items",
        "items(words)",
        "how many things an enumeration names, from the least to the most that its commas and joining words allow",
        [P::Text],
        NUMBER,
        |a, _| Some(Value::number(enumeration::items(words(a, 0)?)?))
    ),
    function!(
        "people",
        "people(words)",
        "how many people an enumeration names: as `items`, but a single name is said of no other",
        [P::Text],
        NUMBER,
        |a, _| Some(Value::number(enumeration::people(words(a, 0)?)?))
    ),
    function!(
        "in_digits",
        "in_digits(words)",
        "the number that words are in digits, without comma or sign",
        [P::Text],
        NUMBER,
        |a, _| {
            let digits = words(a, 0)?.trim();
            let plain = digits.len() < 18 && digits.bytes().all(|byte| byte.is_ascii_digit());
            let n = plain.then(|| digits.parse().ok()).flatten()?;
            Some(Value::number(Interval::exactly(Number::integer(n))))
        }
    ),
    function!("lower", "lower(words)", "words in lower case", [P::Text], TEXT, |a, _| Some(Value::Text(
        words(a, 0)?.to_lowercase().into()
    ))),
    function!(
        "contains",
        "contains(words, part)",
        "whether words contain others",
        [P::Text, P::Text],
        BOOL,
        |a, _| Some(Value::Bool(words(a, 0)?.to_lowercase().contains(&words(a, 1)?.to_lowercase())))
    ),
    function!(
        "mixes_scripts",
        "mixes_scripts(word)",
        "whether a word mixes Latin letters with Cyrillic ones or with Greek look-alikes",
        [P::Text],
        BOOL,
        |a, _| Some(Value::Bool(!text::mixed_scripts(words(a, 0)?).is_empty()))
    ),
    function!("scripts", "scripts(word)", "the scripts that a word mixes", [P::Text], TEXT, |a, _| {
        let names: Vec<&str> =
            text::mixed_scripts(words(a, 0)?).into_iter().map(text::Script::name).collect();
        Some(Value::Text(names.join(" and ").into()))
    }),
    function!(
        "odd_letters",
        "odd_letters(word)",
        "the letters of the script that has fewest in a word",
        [P::Text],
        TEXT,
        |a, _| Some(Value::Text(text::odd_letters(words(a, 0)?).into()))
    ),
];

/// Whether the figures from one of `parts` to another add up to `total`.
fn adds_up(parts: &[Value], total: Figure, units: &UnitTable) -> Option<bool> {
    for from in 0..parts.len() {
        let mut sum: Option<Interval> = None;
        for part in &parts[from..] {
            let Value::Figure(part) = part else { return None };
            let part = same_unit(*part, total, units)?;
            match sum {
                None => sum = Some(part),
                Some(before) => {
                    let with = before.plus(part)?;
                    if with.meets(total.allows) {
                        return Some(true);
                    }
                    sum = Some(with);
                }
            }
        }
    }
    Some(false)
}

fn element(kinds: &[Type], _: &UnitTable) -> Type {
    match &kinds[0] {
        Type::List(inner) => (**inner).clone(),
        other => other.clone(),
    }
}

fn days(arguments: &[Option<Value>], at: usize) -> Option<Period> {
    match arguments[at].as_ref()? {
        Value::Days(period, None) if *period != Period::ANY => Some(*period),
        _ => None,
    }
}

fn length(arguments: &[Option<Value>], at: usize) -> Option<Length> {
    match arguments[at].as_ref()? {
        Value::Length(length) => Some(*length),
        _ => None,
    }
}

fn words<'a>(arguments: &'a [Option<Value>], at: usize) -> Option<&'a str> {
    match arguments[at].as_ref()? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn list<'a, 'b>(arguments: &'a [Option<Value<'b>>], at: usize) -> Option<&'a [Value<'b>]> {
    match arguments[at].as_ref()? {
        Value::List(values) => Some(values),
        _ => None,
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
