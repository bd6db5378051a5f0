//! The types of the language: what a name stands for, and which attributes it has.

use super::Expr;
use crate::value::{Dimension, UnitTable};
use std::fmt;
use std::sync::Arc;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Yes or no.
    Bool,
    /// A number without unit.
    Number,
    /// A number with a unit of this dimension.
    Quantity(Dimension),
    /// A number whose unit, if any, is known only in the text.
    AnyFigure,
    /// A day or a period.
    Days,
    /// A length of time.
    Length,
    /// A day of the week.
    Weekday,
    /// Words.
    Text,
    /// Several of one type.
    List(Box<Type>),
}

impl Type {
    /// Whether it is a number of some kind.
    pub fn is_figure(&self) -> bool {
        matches!(self, Type::Number | Type::Quantity(_) | Type::AnyFigure)
    }

    /// Whether values of the two types can be compared or added.
    pub fn meets(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::AnyFigure, b) => b.is_figure(),
            (a, Type::AnyFigure) => a.is_figure(),
            (a, b) => a == b,
        }
    }

    /// As a message names it.
    pub fn name(&self, units: &UnitTable) -> String {
        match self {
            Type::Bool => "a yes or no".into(),
            Type::Number => "a number".into(),
            Type::Quantity(dimension) => match units.dimension_name(*dimension) {
                "money" => "an amount of money".into(),
                "percent" => "a percentage".into(),
                name => format!("a quantity of {name}"),
            },
            Type::AnyFigure => "a figure".into(),
            Type::Days => "a date".into(),
            Type::Length => "a duration".into(),
            Type::Weekday => "a weekday".into(),
            Type::Text => "words".into(),
            Type::List(inner) => format!("a list of {}", inner.name(units).trim_start_matches("a ")),
        }
    }
}

/// What a name of the scope is: a slot, a claim of a comparison, or a date of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Variable {
    /// A slot bound to numbers of this type.
    Figure(Type),
    /// A slot bound to a date or time.
    Date,
    /// A slot bound to a duration.
    Duration,
    /// A slot bound to words: a name, a word, a group.
    Words,
    /// A list slot, of such elements.
    List(Box<Variable>),
    /// A claim whose value has this type.
    Claim(Type),
    /// A value without place in the text (`published`).
    Plain(Type),
}

impl Variable {
    /// What the name alone gives.
    pub fn value(&self) -> Type {
        match self {
            Variable::Figure(kind) | Variable::Claim(kind) | Variable::Plain(kind) => kind.clone(),
            Variable::Date => Type::Days,
            Variable::Duration => Type::Length,
            Variable::Words => Type::Text,
            Variable::List(inner) => Type::List(Box::new(inner.value())),
        }
    }

    /// The attributes that the name has.
    pub fn attributes(&self) -> impl Iterator<Item = &'static (&'static str, Attribute)> + '_ {
        ATTRIBUTES.iter().filter(|(_, attribute)| attribute.belongs_to(self))
    }
}

/// An attribute of a name: `d.weekday`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attribute {
    /// The words, as written.
    Text,
    /// The unit's name.
    Unit,
    /// What kind of quantity it is: `length`, `money`, `percent`.
    Dimension,
    /// The noun that a count counts.
    Noun,
    /// The head of that noun ("drones"); of a list, the one that all its figures count.
    Head,
    /// What a figure is per ("day").
    Per,
    /// The least that a figure allows.
    Low,
    /// The greatest that a figure allows.
    High,
    /// Whether a hedge or bound stands beside a figure.
    Hedged,
    /// Whether it is written as a range, or vague.
    Range,
    /// The stretch of time that a sum accounts for, as its sentence tells: `Q3`, `P9M`, `quarter`, `year`; empty where it does
    /// not.
    Covers,
    /// How many items the list has that begins right after the sentence of a figure.
    Listed,
    /// How many other figures the sentence of a figure has.
    Others,
    /// How many years the sentence of a slot writes.
    WrittenYears,
    /// The numbers of those figures, but for bounds; percentages beside a percentage alone.
    Beside,
    /// How many other days of the article, written with their year, lie after its publication.
    Later,
    /// The weekday as written, even where the date is another.
    Weekday,
    /// The year.
    Year,
    /// The month, 1 to 12.
    Month,
    /// The day of the month as written, 1 to 31.
    Day,
    /// The first day.
    From,
    /// The last day.
    To,
    /// The number of the month, where it is written.
    WrittenMonth,
    /// Whether the year is written.
    YearWritten,
    /// The same day of the month in each other year that stands near: in the paragraph, the three before
    /// it, the heading above or the title, or last before it in the text.
    OtherYears,
    /// The same day of the month in each other year that speaks for it: in its sentence, the heading above or the title.
    ToldYears,
    /// Whether the article tells the same day elsewhere, without a year, with the weekday that it has in the year that it was read in.
    ToldRight,
    /// The day of a date in digits (07/04/2025) with day and month exchanged; an empty list where that is no other day.
    OtherOrder,
    /// How the days were found: `written`, `resolved`, `anchored` or `open`.
    Basis,
    /// Whether a time of day is given.
    Clock,
    /// The minutes from midnight to a time of day.
    Minutes,
    /// The minutes from the first to the last of a range of times of day, over midnight where the last is the earlier.
    Lasts,
    /// The measure of a claim.
    Measure,
    /// Who says so.
    Source,
    /// The name in the words for who says so, a person's, a country's or an office's; empty where none is named.
    Side,
    /// What a claim counts.
    Subject,
    /// The days of a claim's event; of a figure, the years that its sentence writes, from the first to the last.
    When,
    /// The day of a claim's article.
    Published,
    /// The day as of which a claim's article speaks: updated, else published.
    AsOf,
    /// Whether the measure grows.
    Grows,
    /// Whether a claim says that it corrects an earlier one.
    Revised,
    /// Whether a claim says that its figure has grown.
    Grown,
    /// Whether the sentence of a claim tells of people who are still looked for.
    Open,
    /// Whether a claim stands in a headline or standfirst, and the body gives its figure too, or its parts.
    Echoed,
    /// Whether a claim stands in the first three sentences of the body.
    Leading,
    /// Whether a count of other people stands beside both of two claims: "three dead and 35 injured", "three dead and 45";
    /// not where one article gives both figures.
    Agreed,
    /// Whether a claim is a fact that the newsroom vouches for.
    Vouched,
    /// Whether a claim recalls an event of more than a year before its article.
    Settled,
    /// The part of the article in which a claim stands: `title`, `standfirst` or `body`.
    Part,
    /// The value of a claim.
    Value,
}

/// The attributes by name.
const ATTRIBUTES: &[(&str, Attribute)] = &[
    ("text", Attribute::Text),
    ("unit", Attribute::Unit),
    ("dimension", Attribute::Dimension),
    ("noun", Attribute::Noun),
    ("head", Attribute::Head),
    ("per", Attribute::Per),
    ("low", Attribute::Low),
    ("high", Attribute::High),
    ("hedged", Attribute::Hedged),
    ("range", Attribute::Range),
    ("covers", Attribute::Covers),
    ("listed", Attribute::Listed),
    ("others", Attribute::Others),
    ("written_years", Attribute::WrittenYears),
    ("beside", Attribute::Beside),
    ("later", Attribute::Later),
    ("weekday", Attribute::Weekday),
    ("year", Attribute::Year),
    ("month", Attribute::Month),
    ("day", Attribute::Day),
    ("from", Attribute::From),
    ("to", Attribute::To),
    ("written_month", Attribute::WrittenMonth),
    ("year_written", Attribute::YearWritten),
    ("other_years", Attribute::OtherYears),
    ("told_years", Attribute::ToldYears),
    ("told_right", Attribute::ToldRight),
    ("other_order", Attribute::OtherOrder),
    ("basis", Attribute::Basis),
    ("clock", Attribute::Clock),
    ("minutes", Attribute::Minutes),
    ("lasts", Attribute::Lasts),
    ("measure", Attribute::Measure),
    ("source", Attribute::Source),
    ("side", Attribute::Side),
    ("subject", Attribute::Subject),
    ("when", Attribute::When),
    ("published", Attribute::Published),
    ("asof", Attribute::AsOf),
    ("grows", Attribute::Grows),
    ("revised", Attribute::Revised),
    ("grown", Attribute::Grown),
    ("open", Attribute::Open),
    ("echoed", Attribute::Echoed),
    ("leading", Attribute::Leading),
    ("agreed", Attribute::Agreed),
    ("vouched", Attribute::Vouched),
    ("settled", Attribute::Settled),
    ("part", Attribute::Part),
    ("value", Attribute::Value),
];

/// The names of all attributes, for the manual of the language.
pub fn attributes() -> impl Iterator<Item = &'static str> {
    ATTRIBUTES.iter().map(|(name, _)| *name)
}

impl Attribute {
    /// What it gives for `variable`, which must have it.
    pub fn kind(self, variable: &Variable) -> Type {
        use Attribute as A;
        match self {
            A::Text
            | A::Unit
            | A::Dimension
            | A::Noun
            | A::Head
            | A::Per
            | A::Covers
            | A::Basis
            | A::Measure
            | A::Source
            | A::Side
            | A::Subject
            | A::Part => Type::Text,
            A::Low | A::High | A::Value => variable.value(),
            A::Hedged
            | A::Range
            | A::YearWritten
            | A::Clock
            | A::Grows
            | A::Revised
            | A::ToldRight
            | A::Grown
            | A::Open
            | A::Echoed
            | A::Leading
            | A::Agreed
            | A::Vouched
            | A::Settled => Type::Bool,
            A::Weekday => Type::Weekday,
            A::Year
            | A::Month
            | A::WrittenMonth
            | A::Day
            | A::Minutes
            | A::Lasts
            | A::Listed
            | A::Others
            | A::WrittenYears
            | A::Later => Type::Number,
            A::From | A::To | A::When | A::Published | A::AsOf => Type::Days,
            A::Beside => Type::List(Box::new(Type::Number)),
            A::OtherYears | A::ToldYears | A::OtherOrder => Type::List(Box::new(Type::Days)),
        }
    }

    fn belongs_to(self, variable: &Variable) -> bool {
        use Attribute as A;
        match variable {
            Variable::Figure(_) => {
                matches!(
                    self,
                    A::Text
                        | A::Unit
                        | A::Dimension
                        | A::Noun
                        | A::Head
                        | A::Per
                        | A::Covers
                        | A::Low
                        | A::High
                        | A::Hedged
                        | A::Range
                        | A::Listed
                        | A::Others
                        | A::WrittenYears
                        | A::Beside
                        | A::When
                )
            }
            Variable::Date => matches!(
                self,
                A::Text
                    | A::Later
                    | A::Weekday
                    | A::Year
                    | A::Month
                    | A::WrittenMonth
                    | A::Day
                    | A::From
                    | A::To
                    | A::YearWritten
                    | A::WrittenYears
                    | A::OtherYears
                    | A::ToldYears
                    | A::ToldRight
                    | A::OtherOrder
                    | A::Basis
                    | A::Clock
                    | A::Minutes
                    | A::Lasts
                    | A::Range
                    | A::When
                    | A::Source
            ),
            Variable::Duration => {
                matches!(self, A::Text | A::Unit | A::Hedged | A::Range | A::WrittenYears)
            }
            Variable::Words => matches!(self, A::Text | A::WrittenYears),
            Variable::List(inner) => self == A::Head && matches!(**inner, Variable::Figure(_)),
            Variable::Claim(kind) if matches!(self, A::Low | A::High) => kind.is_figure(),
            Variable::Claim(_) => matches!(
                self,
                A::Text
                    | A::Unit
                    | A::Measure
                    | A::Source
                    | A::Side
                    | A::Subject
                    | A::When
                    | A::Published
                    | A::AsOf
                    | A::Grows
                    | A::Revised
                    | A::Grown
                    | A::Open
                    | A::Echoed
                    | A::Leading
                    | A::Agreed
                    | A::Vouched
                    | A::Settled
                    | A::Part
                    | A::Value
                    | A::Hedged
                    | A::Range
            ),
            Variable::Plain(kind) => {
                *kind == Type::Days
                    && matches!(self, A::Year | A::Month | A::Day | A::Weekday | A::From | A::To)
            }
        }
    }
}

/// The names that an expression may use, in order; their places are what [`super::Env`] is asked for.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    names: Vec<(String, Variable)>,
    /// Names that stand for an expression over the others.
    definitions: Vec<(String, Arc<Expr>)>,
    untyped: Vec<Box<str>>,
}

impl Scope {
    /// No names.
    pub fn new() -> Self {
        Scope::default()
    }

    /// With one name more.
    #[must_use]
    pub fn with(mut self, name: &str, variable: Variable) -> Self {
        self.names.push((name.to_owned(), variable));
        self
    }

    /// With a name for an expression over the names so far.
    #[must_use]
    pub fn define(mut self, name: &str, expr: Expr) -> Self {
        self.definitions.push((name.to_owned(), Arc::new(expr)));
        self
    }

    /// With names of which nobody knows what they are: an expression that has one can't be judged.
    #[must_use]
    pub fn with_untyped(mut self, names: &[Box<str>]) -> Self {
        self.untyped.extend_from_slice(names);
        self
    }

    /// Whether a name is one of those of which nobody knows what they are.
    pub fn is_untyped(&self, name: &str) -> bool {
        self.untyped.iter().any(|untyped| **untyped == *name)
    }

    /// The place of a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|(known, _)| known == name)
    }

    /// The expression that a name stands for.
    pub fn definition(&self, name: &str) -> Option<&Arc<Expr>> {
        self.definitions.iter().find(|(known, _)| known == name).map(|(_, expr)| expr)
    }

    /// What stands at a place.
    pub fn variable(&self, at: usize) -> &Variable {
        &self.names[at].1
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let defined = self.definitions.iter().map(|(name, _)| name.as_str());
        self.names.iter().map(|(name, _)| name.as_str()).chain(defined)
    }
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = ATTRIBUTES.iter().find(|(_, a)| a == self).map_or("", |(name, _)| name);
        f.write_str(name)
    }
}
