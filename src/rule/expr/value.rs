//! What an expression gives, and how a message shows it.

use crate::time::{Impossible, Length, Period, TimeUnit};
use crate::value::{Interval, Number, UnitId, UnitTable, Written};
use chrono::Weekday;
use std::borrow::Cow;

/// A value of the assertion language.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Yes or no.
    Bool(bool),
    /// A number, with what its words allow.
    Figure(Figure),
    /// Days; and why there are none, for a date that no calendar has.
    Days(Period, Option<Impossible>),
    /// A length of time.
    Length(Length),
    /// A day of the week.
    Weekday(Weekday),
    /// Words.
    Text(Cow<'a, str>),
    /// Several values.
    List(Vec<Value<'a>>),
}

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// What the words allow.
    pub allows: Interval,
    /// The unit.
    pub unit: Option<UnitId>,
    /// As written; computed figures have the interval alone.
    pub written: Option<Written>,
}

impl Figure {
    /// A number without unit.
    pub fn plain(allows: Interval) -> Self {
        Figure { allows, unit: None, written: None }
    }
}

impl Value<'_> {
    /// The same value, with words of its own.
    pub(super) fn into_owned(self) -> Value<'static> {
        match self {
            Value::Bool(yes) => Value::Bool(yes),
            Value::Figure(figure) => Value::Figure(figure),
            Value::Days(period, impossible) => Value::Days(period, impossible),
            Value::Length(length) => Value::Length(length),
            Value::Weekday(weekday) => Value::Weekday(weekday),
            Value::Text(text) => Value::Text(text.into_owned().into()),
            Value::List(values) => Value::List(values.into_iter().map(Value::into_owned).collect()),
        }
    }

    /// A computed number without unit.
    pub fn number(allows: Interval) -> Self {
        Value::Figure(Figure::plain(allows))
    }

    /// Words for people: `995 to 1,005 kilometres`, `2025-07-01`, `Tuesday`.
    pub fn show(&self, units: &UnitTable) -> String {
        match self {
            Value::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
            Value::Figure(figure) => figure.show(units),
            Value::Days(period, _) => period.to_string(),
            Value::Length(length) => {
                let amount = length.allows();
                let one = amount.single().and_then(crate::value::Number::to_integer) == Some(1);
                format!("{amount} {}", if one { unit_word(length.unit).0 } else { unit_word(length.unit).1 })
            }
            Value::Weekday(weekday) => weekday_name(*weekday).into(),
            Value::Text(text) => text.to_string(),
            Value::List(values) => {
                let shown: Vec<String> = values.iter().map(|value| value.show(units)).collect();
                match shown.split_last() {
                    Some((last, [])) => last.clone(),
                    Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
                    None => "nothing".into(),
                }
            }
        }
    }
}

impl Figure {
    fn show(&self, units: &UnitTable) -> String {
        let unit = self.unit.map(|unit| units.unit(unit));
        let is_money = unit.is_some_and(|unit| units.dimension_name(unit.dimension) == "money");
        let large = self.allows.single().filter(|_| is_money).and_then(in_millions);
        let number = large.unwrap_or_else(|| self.allows.to_string());
        match unit {
            None => number,
            Some(unit) if &*unit.id == "percent" => format!("{number} %"),
            Some(unit) if number == "1" => format!("{number} {}", unit.id),
            Some(unit) => format!("{number} {}", unit.plural),
        }
    }
}

/// A sum of a million and more as people write it, to a thousandth: "1.55 million".
fn in_millions(sum: Number) -> Option<String> {
    const SCALES: [(i128, &str); 3] =
        [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")];
    let (scale, word) = SCALES.into_iter().find(|(scale, _)| sum.abs() >= Number::integer(*scale))?;
    let scaled = sum.over(Number::integer(scale))?.round_to(Number::ratio(1, 1_000)?)?;
    Some(format!("{} {word}", scaled.to_decimal_string()))
}

/// Singular and plural.
pub(crate) fn unit_word(unit: TimeUnit) -> (&'static str, &'static str) {
    match unit {
        TimeUnit::Second => ("second", "seconds"),
        TimeUnit::Minute => ("minute", "minutes"),
        TimeUnit::Hour => ("hour", "hours"),
        TimeUnit::Day => ("day", "days"),
        TimeUnit::Week => ("week", "weeks"),
        TimeUnit::Fortnight => ("fortnight", "fortnights"),
        TimeUnit::Month => ("month", "months"),
        TimeUnit::Quarter => ("quarter", "quarters"),
        TimeUnit::Year => ("year", "years"),
        TimeUnit::Decade => ("decade", "decades"),
        TimeUnit::Century => ("century", "centuries"),
        TimeUnit::Millennium => ("millennium", "millennia"),
    }
}

/// The English name of a weekday.
fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
