//! Mentions as values of the assertion language.

use crate::lexicon::Lexicon;
use crate::mention::{self, Kind, Mention};
use crate::rule::expr::{Attribute, Figure, Value, unit_word};
use crate::time::{Basis, MINUTES_A_DAY, Moment, Period, Temporal};
use crate::value::{Hedge, Interval};
use chrono::{Datelike, NaiveDate, Timelike};

/// The value of a mention.
pub(super) fn value<'a>(mention: &'a Mention, words: &'a str) -> Option<Value<'a>> {
    Some(match &mention.value {
        mention::Value::Figure(figure) => Value::Figure(self::figure(mention.kind, figure)),
        mention::Value::Time(time) => match time.length {
            Some(length) if mention.kind == Kind::Duration => Value::Length(length),
            _ => Value::Days(time.period, time.impossible),
        },
        mention::Value::Words => Value::Text(words.into()),
    })
}

/// What a figure allows, by what it is: counts are counted, measures are rounded.
pub(super) fn figure(kind: Kind, figure: &mention::Figure) -> Figure {
    let written = figure.written;
    let allows = match kind {
        Kind::Quantity | Kind::Money | Kind::Percent => written.allows_as_measure(),
        // A bare number is a measure when it has decimals or a magnitude word.
        Kind::Number if written.single().is_some_and(|n| !n.is_integer()) => written.allows_as_measure(),
        _ => written.allows_as_count(),
    };
    Figure { allows, unit: figure.unit, written: Some(written) }
}

/// An attribute of a mention whose words are `words`.
pub(super) fn attribute<'a>(
    mention: &'a Mention,
    words: &'a str,
    attribute: Attribute,
    text: &'a str,
    lexicon: &'a Lexicon,
) -> Option<Value<'a>> {
    if attribute == Attribute::Text {
        return Some(Value::Text(words.into()));
    }
    match &mention.value {
        mention::Value::Figure(figure) => figure_attribute(mention.kind, figure, attribute, text, lexicon),
        mention::Value::Time(time) => time_attribute(time, attribute),
        mention::Value::Words => None,
    }
}

fn figure_attribute<'a>(
    kind: Kind,
    figure: &'a mention::Figure,
    attribute: Attribute,
    text: &'a str,
    lexicon: &'a Lexicon,
) -> Option<Value<'a>> {
    match attribute {
        Attribute::Unit => Some(Value::Text((&*lexicon.units.unit(figure.unit?).id).into())),
        Attribute::Dimension => {
            let dimension = lexicon.units.unit(figure.unit?).dimension;
            Some(Value::Text(lexicon.units.dimension_name(dimension).into()))
        }
        Attribute::Head => Some(Value::Text(text[figure.noun?.head.range()].into())),
        Attribute::Noun => Some(Value::Text(text[figure.noun?.span.range()].into())),
        Attribute::Per => Some(Value::Text(lexicon.vocabulary.word(figure.per?).into())),
        Attribute::Low | Attribute::High => end(&self::figure(kind, figure), attribute),
        Attribute::Hedged => Some(Value::Bool(figure.written.hedge != Hedge::None)),
        Attribute::Range => Some(Value::Bool(figure.written.range)),
        _ => None,
    }
}

/// The lower or the upper end of what a figure allows, where it has one.
pub(super) fn end<'a>(figure: &Figure, attribute: Attribute) -> Option<Value<'a>> {
    let end = if attribute == Attribute::Low { figure.allows.low() } else { figure.allows.high() };
    let allows = Interval::exactly(end.number()?);
    Some(Value::Figure(Figure { allows, unit: figure.unit, written: None }))
}

fn time_attribute(time: &Temporal, attribute: Attribute) -> Option<Value<'_>> {
    match attribute {
        Attribute::Weekday => time.parts.weekday.map(Value::Weekday),
        Attribute::WrittenMonth => time.parts.month.map(|month| number(month.into())),
        Attribute::Day => time.parts.day.map(|day| number(day.into())),
        Attribute::YearWritten => Some(Value::Bool(time.parts.year)),
        Attribute::Clock => Some(Value::Bool(time.parts.clock)),
        Attribute::Minutes => match (time.starts, time.ends) {
            (Some(from), Some(to)) if !time.range && from == to => minutes(from).map(number),
            _ => None,
        },
        Attribute::Lasts => match (time.starts, time.ends) {
            (Some(from), Some(to)) if time.range && from.day == to.day => {
                Some(number((minutes(to)? - minutes(from)?).rem_euclid(MINUTES_A_DAY)))
            }
            _ => None,
        },
        Attribute::Range => Some(Value::Bool(time.range)),
        Attribute::Basis => Some(Value::Text(basis(time.basis).into())),
        Attribute::Unit => time.length.map(|l| Value::Text(unit_word(l.unit).0.into())),
        Attribute::Hedged => time.length.map(|l| Value::Bool(l.amount.hedge != Hedge::None)),
        _ => period_attribute(time.period, attribute),
    }
}

/// An attribute of a period: `published.year`.
pub(super) fn period_attribute<'a>(period: Period, attribute: Attribute) -> Option<Value<'a>> {
    let same_month = |from: NaiveDate| {
        period.to().is_some_and(|to| (to.year(), to.month()) == (from.year(), from.month()))
    };
    match attribute {
        Attribute::Year => period.year().map(|year| number(year.into())),
        Attribute::Month => period.from().filter(|d| same_month(*d)).map(|d| number(d.month().into())),
        Attribute::Day => period.single().map(|d| number(d.day().into())),
        Attribute::Weekday => period.single().map(|d| Value::Weekday(d.weekday())),
        Attribute::From => period.from().map(|d| Value::Days(Period::day(d), None)),
        Attribute::To => period.to().map(|d| Value::Days(Period::day(d), None)),
        _ => None,
    }
}

/// How days were found, as rules name it.
pub(super) const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Written => "written",
        Basis::Resolved => "resolved",
        Basis::Anchored => "anchored",
        Basis::Open => "open",
    }
}

/// The minutes from midnight to a moment.
fn minutes(moment: Moment) -> Option<i128> {
    let time = moment.time?;
    Some(i128::from(time.hour() * 60 + time.minute()))
}

fn number<'a>(n: i128) -> Value<'a> {
    Value::number(Interval::exactly(crate::value::Number::integer(n)))
}
