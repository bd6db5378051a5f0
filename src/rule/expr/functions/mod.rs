//! The functions of the assertion language: one entry in one table each, those of dates, of figures and of words.

mod dates;
mod figures;
mod words;

use super::types::Type;
use super::value::Value;
use crate::time::{Length, Period};
use crate::value::UnitTable;
use std::fmt;

/// What a function takes in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parameter {
    Figure,
    Days,
    Length,
    Weekday,
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
            Parameter::Weekday => *kind == Type::Weekday,
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
            Parameter::Weekday => "a day of the week",
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

fn all() -> impl Iterator<Item = &'static Function> {
    [dates::FUNCTIONS, GENERAL, figures::FUNCTIONS, words::FUNCTIONS].into_iter().flatten()
}

/// All functions, for the manual of the language.
pub fn documentation() -> impl Iterator<Item = FunctionDoc> {
    all().map(|f| FunctionDoc { signature: f.signature, doc: f.doc })
}

pub(super) fn find(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name)
}

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    all().map(|function| function.name)
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
use function;

const NUMBER: fn(&[Type], &UnitTable) -> Type = |_, _| Type::Number;
const BOOL: fn(&[Type], &UnitTable) -> Type = |_, _| Type::Bool;
const TEXT: fn(&[Type], &UnitTable) -> Type = |_, _| Type::Text;
const SAME: fn(&[Type], &UnitTable) -> Type = |kinds, _| kinds[0].clone();
const PERCENT: fn(&[Type], &UnitTable) -> Type =
    |_, units| units.dimension("percent").map_or(Type::Number, Type::Quantity);

/// What is asked of any value.
static GENERAL: &[Function] = &[
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
];

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
