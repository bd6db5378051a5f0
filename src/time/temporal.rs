//! What a date, time or duration in a text says, after resolution.

use super::{Length, Period};
use chrono::{FixedOffset, NaiveDate, NaiveTime, Weekday};

/// A point in time as far as it is known: a day, and a time of day where given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day; `None` for a time of day alone.
    pub day: Option<NaiveDate>,
    /// The time of day.
    pub time: Option<NaiveTime>,
    /// The zone of the time of day.
    pub offset: Option<FixedOffset>,
}

/// How the days of a [`Temporal`] were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// All of it is written: "4 July 2025", "2022".
    Written,
    /// A part is taken from the article's date and the tense of the clause: "Tuesday", "last month",
    /// "July 4". Never enough alone to call something wrong unless the nearest reading is clear.
    Resolved,
    /// Counted from another date in the text: "a month earlier".
    Anchored,
    /// The words leave it open: no article date, or an anchor that is not known.
    Open,
}

/// Which parts of a date stand in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Parts {
    /// A year, in four digits or as '85.
    pub year: bool,
    /// The number of the month, from 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, as written, even where that month has no such day.
    pub day: Option<u8>,
    /// A weekday.
    pub weekday: Option<Weekday>,
    /// A time of day.
    pub clock: bool,
}

/// What a date, time of day, duration or repetition says.
#[derive(Debug, Clone, PartialEq)]
pub struct Temporal {
    /// The first and last day that it covers; [`Period::ANY`] for a duration or what stays open.
    pub period: Period,
    /// The first moment, where a time of day is given.
    pub starts: Option<Moment>,
    /// The last moment, where a time of day is given.
    pub ends: Option<Moment>,
    /// How long, for a duration.
    pub length: Option<Length>,
    /// The TIMEX3 value ("2025-07-01", "2025-W27", "P3Y", "PRESENT_REF"), empty where there is none.
    pub timex: Box<str>,
    /// Whether it is written as a range ("from 1996 to 2001").
    pub range: bool,
    /// How the days were found.
    pub basis: Basis,
    /// Which parts are written.
    pub parts: Parts,
    /// For a date that no calendar has (31 June, 29 February 2015): why. The period is then open.
    pub impossible: Option<Impossible>,
}

/// Why a written date cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Impossible {
    /// The month never has this day (31 June, 30 February).
    NoSuchDay,
    /// This year is no leap year.
    NotALeapYear,
    /// No such month or hour (13/13/2020, 25:00).
    NoSuchPart,
    /// A range that ends before it starts ("from 2001 to 1996").
    Reversed,
}
