//! Slots: which mentions `{name:type}` may bind.

use crate::mention::{Kind, Mention, Value};
use crate::value::{Dimension, Number, UnitTable};

/// The type of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlotType {
    /// `count`: a whole number of things; a bare whole number as well ("35 were killed").
    Count,
    /// `number`: a number of anything or nothing, counts included.
    Number,
    /// `multiple`: how many times as much, in one word: "doubled", "twice".
    Multiple,
    /// `figure`: a number, count, quantity, amount or percentage.
    Figure,
    /// `ordinal`: "third", "21st".
    Ordinal,
    /// `percent`: a percentage, or percentage points.
    Percent,
    /// `money`: an amount of money.
    Money,
    /// `quantity`: a number with any unit of measurement.
    Quantity,
    /// `length`, `mass`, …: a number with a unit of this dimension.
    Dimension(Dimension),
    /// `date`: a day or a longer stretch of the calendar.
    Date,
    /// `weekday`: a date that is or holds a weekday.
    Weekday,
    /// `time`: a time of day.
    Time,
    /// `moment`: a date or a time of day, which may hold a date ("noon on Sunday, 6 July").
    Moment,
    /// `duration`: a length of time.
    Duration,
    /// `age`: "aged 45".
    Age,
    /// `name`: a proper name.
    Name,
    /// `event`: an event that a facts file names; its value is the event's days.
    Event,
    /// `misgrouped`: digits that are grouped as no number is.
    Misgrouped,
    /// `word`: any one word; binds its place, not a mention.
    Word,
    /// The words that a group with a name matched: `(?<name>…)`.
    Text,
}

/// The types that have the same name in every lexicon.
const NAMED: [(&str, SlotType); 18] = [
    ("count", SlotType::Count),
    ("number", SlotType::Number),
    ("multiple", SlotType::Multiple),
    ("figure", SlotType::Figure),
    ("ordinal", SlotType::Ordinal),
    ("percent", SlotType::Percent),
    ("money", SlotType::Money),
    ("quantity", SlotType::Quantity),
    ("date", SlotType::Date),
    ("weekday", SlotType::Weekday),
    ("time", SlotType::Time),
    ("moment", SlotType::Moment),
    ("duration", SlotType::Duration),
    ("age", SlotType::Age),
    ("name", SlotType::Name),
    ("event", SlotType::Event),
    ("misgrouped", SlotType::Misgrouped),
    ("word", SlotType::Word),
];

impl SlotType {
    /// The type called `name`.
    pub fn parse(name: &str, units: &UnitTable) -> Option<Self> {
        NAMED
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, kind)| *kind)
            .or_else(|| units.dimension(name).map(SlotType::Dimension))
    }

    /// Its name in a pattern.
    pub fn name(self, units: &UnitTable) -> &str {
        match self {
            SlotType::Dimension(dimension) => units.dimension_name(dimension),
            SlotType::Text => "text",
            _ => NAMED.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name),
        }
    }

    /// The names of all types.
    pub fn names(units: &UnitTable) -> impl Iterator<Item = &str> {
        NAMED.iter().map(|(name, _)| *name).chain(units.dimensions().map(|(_, name)| name))
    }

    /// Whether a slot of this type may bind `mention`.
    pub fn accepts(self, mention: &Mention, units: &UnitTable) -> bool {
        match self {
            SlotType::Count => match mention.kind {
                Kind::Count => true,
                Kind::Number => is_whole(&mention.value),
                _ => false,
            },
            SlotType::Dimension(dimension) => {
                mention.kind == Kind::Quantity && dimension_of(mention, units) == Some(dimension)
            }
            SlotType::Weekday => match &mention.value {
                Value::Time(time) => mention.kind == Kind::Date && time.parts.weekday.is_some(),
                _ => false,
            },
            SlotType::Word | SlotType::Text => false,
            _ => self.kinds() & kind_bit(mention.kind) != 0,
        }
    }

    /// The kinds of mention that it may bind, as bits ([`kind_bit`]).
    pub(super) fn kinds(self) -> u16 {
        let all = |kinds: &[Kind]| kinds.iter().fold(0, |bits, kind| bits | kind_bit(*kind));
        match self {
            SlotType::Count => all(&[Kind::Count, Kind::Number]),
            SlotType::Number => all(&[Kind::Count, Kind::Number, Kind::Multiple]),
            SlotType::Multiple => kind_bit(Kind::Multiple),
            SlotType::Figure => {
                all(&[Kind::Count, Kind::Number, Kind::Multiple, Kind::Quantity, Kind::Money, Kind::Percent])
            }
            SlotType::Ordinal => kind_bit(Kind::Ordinal),
            SlotType::Percent => kind_bit(Kind::Percent),
            SlotType::Money => kind_bit(Kind::Money),
            SlotType::Quantity | SlotType::Dimension(_) => kind_bit(Kind::Quantity),
            SlotType::Date | SlotType::Weekday => kind_bit(Kind::Date),
            SlotType::Time => kind_bit(Kind::Time),
            SlotType::Moment => all(&[Kind::Date, Kind::Time]),
            SlotType::Duration => kind_bit(Kind::Duration),
            SlotType::Age => kind_bit(Kind::Age),
            SlotType::Name => kind_bit(Kind::Name),
            SlotType::Event => kind_bit(Kind::Event),
            SlotType::Misgrouped => kind_bit(Kind::Misgrouped),
            SlotType::Word | SlotType::Text => 0,
        }
    }
}

/// One bit for each kind of mention.
pub(super) fn kind_bit(kind: Kind) -> u16 {
    1 << kind as u16
}

/// The dimension of a mention's unit.
pub(super) fn dimension_of(mention: &Mention, units: &UnitTable) -> Option<Dimension> {
    match &mention.value {
        Value::Figure(figure) => Some(units.unit(figure.unit?).dimension),
        _ => None,
    }
}

fn is_whole(value: &Value) -> bool {
    let Value::Figure(figure) = value else { return false };
    let whole = |n: Option<Number>| n.is_none_or(|n| n.is_integer() && !n.is_negative());
    whole(figure.written.low) && whole(figure.written.high)
}

/// A name that patterns bind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its name.
    pub name: Box<str>,
    /// What it may bind.
    pub kind: SlotType,
    /// Whether it binds a list.
    pub list: bool,
}

/// The slots of all patterns of one rule: a name means the same in each of them, and its place here is
/// its place among the bindings of a match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slots {
    known: Vec<Slot>,
    /// The names of those whose type is unknown: what is told of them is told at the pattern.
    untyped: Vec<Box<str>>,
}

impl Slots {
    /// No slots.
    pub const fn new() -> Self {
        Slots { known: Vec::new(), untyped: Vec::new() }
    }

    /// The place of the slot called `name`, added when it is new; the slot it clashes with otherwise.
    pub(in crate::rule) fn add(&mut self, slot: Slot) -> Result<u16, &Slot> {
        match self.known.iter().position(|known| known.name == slot.name) {
            Some(at) if self.known[at] == slot => Ok(at as u16),
            Some(at) => Err(&self.known[at]),
            None => {
                self.known.push(slot);
                Ok((self.known.len() - 1) as u16)
            }
        }
    }

    /// Notes that a pattern names a slot of an unknown type.
    pub(in crate::rule) fn add_untyped(&mut self, name: &str) {
        self.untyped.push(name.into());
    }

    /// Names that mean something, of which nobody knows what.
    pub(in crate::rule) fn untyped(&self) -> &[Box<str>] {
        &self.untyped
    }

    /// The place of the slot called `name`.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.known.iter().position(|slot| &*slot.name == name)
    }

    /// The slots, in the order of their places.
    pub fn as_slice(&self) -> &[Slot] {
        &self.known
    }
}
