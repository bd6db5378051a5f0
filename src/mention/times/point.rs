//! A phrase that was read, before it becomes a mention: it may still grow by a part of the day, a
//! clock time or the second end of a range.

use super::look::Look;
use crate::mention::scan::Found;
use crate::mention::{Figure, Kind, Mention, Value};
use crate::time::{Basis, Grain, Length, Parts, Period, Temporal};
use crate::value::Written;

/// A phrase of time from token `start` to before `next`.
#[derive(Debug, Clone)]
pub(super) struct Point {
    /// Its first token; may lie before the token that made the reader look ("the" before "last").
    pub start: usize,
    /// The token after it.
    pub next: usize,
    /// What it will be.
    pub kind: Kind,
    /// How fine it is.
    pub grain: Grain,
    /// What it says.
    pub time: Box<Temporal>,
    /// The parts that a pattern may want: ordinals, the dates of a range.
    pub inner: Vec<Mention>,
}

impl Point {
    /// A date.
    pub fn date(
        start: usize,
        next: usize,
        grain: Grain,
        period: Option<Period>,
        timex: String,
        basis: Basis,
    ) -> Self {
        let basis = if period.is_none() { Basis::Open } else { basis };
        let time = temporal(period.unwrap_or(Period::ANY), timex, basis);
        Point { start, next, kind: Kind::Date, grain, time, inner: Vec::new() }
    }

    /// Something that points at no day.
    pub fn open(start: usize, next: usize, kind: Kind, timex: String) -> Self {
        let time = temporal(Period::ANY, timex, Basis::Open);
        Point { start, next, kind, grain: Grain::Day, time, inner: Vec::new() }
    }

    /// A length of time.
    pub fn length(start: usize, next: usize, length: Length, timex: String) -> Self {
        let mut time = temporal(Period::ANY, timex, Basis::Written);
        time.length = Some(length);
        Point { start, next, kind: Kind::Duration, grain: length.unit.grain(), time, inner: Vec::new() }
    }

    /// The same from an earlier or later first token.
    pub fn starting(mut self, start: usize) -> Self {
        self.start = start;
        self
    }

    /// Which parts are written.
    pub fn with_parts(mut self, parts: Parts) -> Self {
        self.time.parts = parts;
        self
    }

    /// Adds an ordinal that patterns may bind.
    pub fn with_ordinal(mut self, look: &Look, from: usize, to: usize, written: Written) -> Self {
        let figure = Figure { written, unit: None, per: None, noun: None };
        self.inner.push(inner(look, from, to, Kind::Ordinal, Value::Figure(figure)));
        self
    }

    /// Adds a phrase of time that patterns may bind.
    pub fn with_inner(mut self, look: &Look, part: Point) -> Self {
        self.inner.extend(part.inner);
        self.inner.push(inner(look, part.start, part.next, part.kind, Value::Time(part.time)));
        self
    }

    /// The mention, with those inside it.
    pub fn found(self, look: &Look) -> Found {
        let span = look.reader.span(self.start, self.next);
        let mention = Mention {
            kind: self.kind,
            span,
            extent: span,
            sentence: 0,
            inner: false,
            value: Value::Time(self.time),
        };
        let mut mentions = Vec::with_capacity(1 + self.inner.len());
        mentions.push(mention);
        mentions.extend(self.inner);
        Found { next: self.next, mentions }
    }
}

/// A reading with nothing but days; boxed, as mentions keep it, so that points are cheap to pass on.
pub(super) fn temporal(period: Period, timex: String, basis: Basis) -> Box<Temporal> {
    Box::new(Temporal {
        period,
        starts: None,
        ends: None,
        length: None,
        timex: timex.into(),
        range: false,
        basis,
        parts: Parts::default(),
        impossible: None,
    })
}

fn inner(look: &Look, from: usize, to: usize, kind: Kind, value: Value) -> Mention {
    let span = look.reader.span(from, to);
    Mention { kind, span, extent: span, sentence: 0, inner: true, value }
}
