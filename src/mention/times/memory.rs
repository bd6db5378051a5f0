//! What the reader of time remembers of the text so far: the last date, for "a month earlier".

use super::told_unit::calendar_unit;
use crate::mention::scan::{Found, Reader};
use crate::mention::{Kind, Value};
use crate::time::{Basis, Grain, Period, TimeUnit};
use chrono::{Datelike, NaiveDate};

/// The last date of this sentence or the one before it.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    last: Option<Anchor>,
    /// Where the sentence that is read starts, and the one before it.
    sentence: u32,
    before: u32,
    /// The last year that was written.
    pub(super) told: Option<i32>,
    /// The last month, quarter and year of the calendar that was told of.
    units: [Option<Period>; 3],
}

/// A date that later words may be counted from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    at: u32,
    pub period: Period,
    pub grain: Grain,
}

impl Memory {
    /// Moves on to the sentence of `reader`.
    pub fn enter(&mut self, reader: &Reader) {
        self.before = self.sentence;
        self.sentence = reader.token(0).map_or(self.sentence, |token| token.span.start);
    }

    /// The last date of this sentence or the one before it.
    pub(super) fn anchor(&self) -> Option<Anchor> {
        self.last.filter(|anchor| anchor.at >= self.before)
    }

    /// The last month, quarter or year of the calendar that was told of.
    pub(super) fn told_of(&self, unit: TimeUnit) -> Option<Period> {
        place(unit).and_then(|place| self.units[place])
    }

    /// The last date of this sentence, when it is a day.
    pub(super) fn anchor_here(&self) -> Option<NaiveDate> {
        self.last.filter(|anchor| anchor.at >= self.sentence)?.period.single()
    }
}

fn place(unit: TimeUnit) -> Option<usize> {
    match unit {
        TimeUnit::Month => Some(0),
        TimeUnit::Quarter => Some(1),
        TimeUnit::Year => Some(2),
        _ => None,
    }
}

/// Keeps what later words may be counted from.
pub(crate) fn remember(memory: &mut Memory, found: &Found) {
    let Some(mention) = found.mentions.first() else { return };
    let (Kind::Date | Kind::Time, Value::Time(time)) = (mention.kind, &mention.value) else { return };
    let (Some(from), Some(to)) = (time.period.from(), time.period.to()) else { return };
    if time.parts.year && time.basis == Basis::Written {
        memory.told = Some(to.year());
    }
    if time.basis == Basis::Open || time.range {
        return;
    }
    if let Some(place) = calendar_unit(time.period).and_then(place) {
        memory.units[place] = Some(time.period);
    }
    let grain = match (to - from).num_days() {
        0 => Grain::Day,
        1..=15 => Grain::Week,
        16..=61 => Grain::Month,
        62..=183 => Grain::Quarter,
        184..=800 => Grain::Year,
        _ => Grain::Decade,
    };
    memory.last = Some(Anchor { at: mention.span.start, period: time.period, grain });
}
