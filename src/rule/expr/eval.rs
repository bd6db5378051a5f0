//! Evaluation, with three outcomes.

use super::figures::in_unit_of;
use super::node::{Arithmetic, Comparison, Node};
use super::types::Attribute;
use super::value::{Figure, Value};
use crate::time::{Length, Period, TimeUnit};
use crate::value::{Interval, Number, UnitTable};

/// What an assertion came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The words can be true together.
    Holds,
    /// No reading of them can.
    Broken,
    /// Something that the assertion needs is not known.
    Undecided,
}

/// Where names get their values from.
pub trait Env {
    /// The value of the name at this place of the scope; `None` where it is not known.
    fn variable(&self, at: usize) -> Option<Value<'_>>;
    /// An attribute of the name at this place; `None` where it is not known.
    fn attribute(&self, at: usize, attribute: Attribute) -> Option<Value<'_>>;
    /// The words of the name at this place, as a message shows them.
    fn words(&self, at: usize) -> Option<&str>;
    /// The units.
    fn units(&self) -> &UnitTable;
}

/// How true a condition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Truth {
    Yes,
    No,
    /// The words allow both.
    Possible,
    /// Something is not known.
    Unknown,
}

impl Truth {
    fn of(yes: bool) -> Self {
        if yes { Truth::Yes } else { Truth::No }
    }

    fn not(self) -> Self {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            other => other,
        }
    }
}

/// Whether the condition holds, can hold, or cannot.
pub(super) fn judge(node: &Node, env: &dyn Env) -> Outcome {
    match truth(node, env) {
        Truth::Yes | Truth::Possible => Outcome::Holds,
        Truth::No => Outcome::Broken,
        Truth::Unknown => Outcome::Undecided,
    }
}

/// Whether the condition is certainly true.
pub(super) fn is_certain(node: &Node, env: &dyn Env) -> bool {
    truth(node, env) == Truth::Yes
}

/// Whether the condition cannot be true.
pub(super) fn is_false(node: &Node, env: &dyn Env) -> bool {
    truth(node, env) == Truth::No
}

/// Whether nothing is known of the condition.
pub(super) fn is_unknown(node: &Node, env: &dyn Env) -> bool {
    truth(node, env) == Truth::Unknown
}

fn truth(node: &Node, env: &dyn Env) -> Truth {
    match node {
        Node::Bool(yes) => Truth::of(*yes),
        Node::Not(inner) => truth(inner, env).not(),
        Node::And(a, b) => match truth(a, env) {
            Truth::No => Truth::No,
            first => match (first, truth(b, env)) {
                (_, Truth::No) => Truth::No,
                (Truth::Unknown, _) | (_, Truth::Unknown) => Truth::Unknown,
                (Truth::Possible, _) | (_, Truth::Possible) => Truth::Possible,
                _ => Truth::Yes,
            },
        },
        Node::Or(a, b) => match truth(a, env) {
            Truth::Yes => Truth::Yes,
            first => match (first, truth(b, env)) {
                (_, Truth::Yes) => Truth::Yes,
                (Truth::Unknown, _) | (_, Truth::Unknown) => Truth::Unknown,
                (Truth::Possible, _) | (_, Truth::Possible) => Truth::Possible,
                _ => Truth::No,
            },
        },
        Node::Defined(expr) => truth(&expr.node, env),
        Node::Compare(how, a, b, _) => match (eval(a, env), eval(b, env)) {
            (Some(a), Some(b)) => compare(*how, &a, &b, env.units()).unwrap_or(Truth::Unknown),
            _ => Truth::Unknown,
        },
        _ => match eval(node, env) {
            Some(Value::Bool(yes)) => Truth::of(yes),
            _ => Truth::Unknown,
        },
    }
}

/// The value of a node; `None` where something is not known or a result does not fit.
pub(super) fn eval<'a>(node: &'a Node, env: &'a dyn Env) -> Option<Value<'a>> {
    Some(match node {
        Node::Number(n, unit) => {
            Value::Figure(Figure { allows: Interval::exactly(*n), unit: *unit, written: None })
        }
        Node::Day(day) => Value::Days(Period::day(*day), None),
        Node::Text(text) => Value::Text(text.into()),
        Node::Variable(at) => env.variable(*at)?,
        Node::Attribute(at, attribute) => env.attribute(*at, *attribute)?,
        Node::Negative(inner) => match eval(inner, env)? {
            Value::Figure(figure) => {
                Value::Figure(Figure { allows: figure.allows.negated(), written: None, ..figure })
            }
            _ => return None,
        },
        Node::Defined(expr) => eval(&expr.node, env)?,
        Node::Compute(how, a, b) => compute(*how, eval(a, env)?, eval(b, env)?, env.units())?,
        Node::Call(function, arguments, _) => {
            let call = |values: &[Option<Value>]| (function.call)(values, env.units());
            // Nearly all functions have few parameters, which need no memory of their own.
            match &**arguments {
                [a] => call(&[eval(a, env)])?,
                [a, b] => call(&[eval(a, env), eval(b, env)])?,
                [a, b, c] => call(&[eval(a, env), eval(b, env), eval(c, env)])?,
                many => call(&many.iter().map(|node| eval(node, env)).collect::<Vec<_>>())?,
            }
        }
        Node::Bool(_) | Node::Not(_) | Node::And(..) | Node::Or(..) | Node::Compare(..) => {
            match truth(node, env) {
                Truth::Yes => Value::Bool(true),
                Truth::No => Value::Bool(false),
                Truth::Possible | Truth::Unknown => return None,
            }
        }
    })
}

fn compare(how: Comparison, a: &Value, b: &Value, units: &UnitTable) -> Option<Truth> {
    match how {
        Comparison::Unequal => return compare(Comparison::Equal, a, b, units).map(Truth::not),
        Comparison::Greater => return compare(Comparison::Less, b, a, units),
        Comparison::AtLeast => return compare(Comparison::AtMost, b, a, units),
        _ => {}
    }
    Some(match (a, b) {
        (Value::Figure(a), Value::Figure(b)) => {
            let b = in_unit_of(*b, *a, units)?;
            compare_intervals(how, a.allows, b)
        }
        (Value::Length(a), Value::Length(b)) => compare_intervals(how, in_days(*a)?, in_days(*b)?),
        (Value::Days(a, _), Value::Days(b, _)) => compare_periods(how, *a, *b)?,
        (Value::Weekday(a), Value::Weekday(b)) => Truth::of(a == b),
        (Value::Text(a), Value::Text(b)) => Truth::of(match a.is_ascii() && b.is_ascii() {
            true => a.eq_ignore_ascii_case(b),
            false => a.to_lowercase() == b.to_lowercase(),
        }),
        (Value::Bool(a), Value::Bool(b)) => Truth::of(a == b),
        _ => return None,
    })
}

fn compare_intervals(how: Comparison, a: Interval, b: Interval) -> Truth {
    let (no, yes) = match how {
        Comparison::Less => (b.never_above(a), a.all_below(b)),
        Comparison::AtMost => (b.all_below(a), a.never_above(b)),
        _ => (!a.meets(b), a.single().is_some() && a == b),
    };
    match (no, yes) {
        (true, _) => Truth::No,
        (_, true) => Truth::Yes,
        _ => Truth::Possible,
    }
}

fn compare_periods(how: Comparison, a: Period, b: Period) -> Option<Truth> {
    if a == Period::ANY || b == Period::ANY {
        return None;
    }
    let not_after = |x: Period, y: Period| matches!((x.to(), y.from()), (Some(to), Some(from)) if to <= from);
    let (no, yes) = match how {
        Comparison::Less => (not_after(b, a), a.before(b)),
        Comparison::AtMost => (b.before(a), not_after(a, b)),
        _ => (!a.meets(b), a.single().is_some() && a == b),
    };
    Some(match (no, yes) {
        (true, _) => Truth::No,
        (_, true) => Truth::Yes,
        _ => Truth::Possible,
    })
}

/// Days of a length; a month has 28 to 31, a year 365 or 366.
pub(super) fn in_days(length: Length) -> Option<Interval> {
    let amount = length.allows();
    let days =
        |low: i128, high: i128| amount.times(Interval::between(Number::integer(low), Number::integer(high)));
    let seconds = |n: i128| amount.scale(Number::ratio(n, 86_400)?);
    match length.unit {
        TimeUnit::Second => seconds(1),
        TimeUnit::Minute => seconds(60),
        TimeUnit::Hour => seconds(3_600),
        TimeUnit::Day => Some(amount),
        TimeUnit::Week => days(7, 7),
        TimeUnit::Fortnight => days(14, 14),
        TimeUnit::Month => days(28, 31),
        TimeUnit::Quarter => days(89, 92),
        TimeUnit::Year => days(365, 366),
        TimeUnit::Decade => days(3_652, 3_653),
        TimeUnit::Century => days(36_524, 36_525),
        TimeUnit::Millennium => days(365_242, 365_243),
    }
}

fn compute<'a>(how: Arithmetic, a: Value<'a>, b: Value<'a>, units: &UnitTable) -> Option<Value<'a>> {
    match (a, b) {
        (Value::Days(period, _), Value::Length(length)) => {
            super::calendar::shift(period, length, how == Arithmetic::Minus)
                .map(|days| Value::Days(days, None))
        }
        (Value::Figure(a), Value::Figure(b)) => {
            let (allows, unit) = match how {
                Arithmetic::Plus => (a.allows.plus(in_unit_of(b, a, units)?)?, a.unit),
                Arithmetic::Minus => (a.allows.minus(in_unit_of(b, a, units)?)?, a.unit),
                Arithmetic::Times => (a.allows.times(b.allows)?, a.unit.or(b.unit)),
                Arithmetic::Over if b.unit.is_none() => (a.allows.over(b.allows)?, a.unit),
                Arithmetic::Over => match in_unit_of(b, a, units) {
                    Some(same) => (a.allows.over(same)?, None),
                    // A rate, such as one currency in another: the plain quotient.
                    None => (a.allows.over(b.allows)?, None),
                },
            };
            Some(Value::Figure(Figure { allows, unit, written: None }))
        }
        _ => None,
    }
}
