//! Lengths counted from the moment of the article: "in five minutes", "half an hour from now", "the next hour",
//! "the last 30 minutes", "within two weeks". An article that gives only its day leaves hours and minutes open.

use super::compound::factor;
use super::duration::Span;
use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues};
use crate::mention::Kind;
use crate::time::{self, Basis, Grain, Moment, Period, Tense, TimeUnit, timex};
use crate::value::Number;
use chrono::{Duration, NaiveDateTime};

/// How many words back from "in" the clause is searched for a figure.
const BACK: usize = 8;
/// How many words back the verb of an announcement may stand.
const CLAUSE: usize = 14;

impl Look<'_> {
    /// The moment of the article, where its day and time of day are known.
    pub fn moment(&self) -> Option<NaiveDateTime> {
        Some(self.published()?.and_time(self.reader.reference.time?))
    }

    /// The moment a length of less than a day before or after that of the article.
    fn moment_away(&self, span: &Span, sign: i64) -> Option<NaiveDateTime> {
        let n = i64::try_from(span.amount?.to_integer()?).ok().filter(|n| *n < 1_000_000)?;
        let seconds = i64::try_from(factor(span.unit, TimeUnit::Second)?).ok()?;
        self.moment()?.checked_add_signed(Duration::try_seconds(sign * n * seconds)?)
    }

    /// "3 minutes from now": the moment, from token `start` to before `next`.
    pub fn moment_point(&self, span: &Span, start: usize, next: usize, sign: i64) -> Option<Point> {
        let there = self.moment_away(span, sign)?;
        let value = there.format("%Y-%m-%dT%H:%M:%S").to_string();
        let mut point =
            Point::date(start, next, Grain::Time, Some(Period::day(there.date())), value, Basis::Resolved);
        point.kind = Kind::Time;
        point.time.starts = Some(of(there));
        point.time.ends = point.time.starts;
        Some(point)
    }

    /// "in two weeks", "in 5 minutes" in a clause of the future: the time that is so far ahead.
    ///
    /// "Fell 20% in two years" and "the worst in six years" are lengths, and "will rise by 20% in two years" may be.
    pub fn ahead(&self, span: &Span) -> Option<Point> {
        // "in about half an hour"
        let start = self.start_before(span.start, Classes::HEDGE);
        if !self.has_before(start, Classes::IN) || span.hyphenated || span.written.range {
            return None;
        }
        let time = self.possessive_time(span.next);
        if time.is_none() && (!self.is_announced(start - 1, span.next) || self.measures_change(start - 1)) {
            return None;
        }
        if let Some(next) = time.filter(|_| span.unit >= TimeUnit::Month) {
            return Some(self.moved(span, start, next, self.published(), 1, Basis::Resolved));
        }
        if span.unit.grain() == Grain::Time {
            return self.moment_point(span, start, span.next, 1);
        }
        let ends = self.phrase_ends(span.next) || self.apostrophe(span.next);
        if !ends || !matches!(span.unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Fortnight) {
            return None;
        }
        let n = i64::try_from(span.amount?.to_integer()?).ok().filter(|n| *n < 100_000)?;
        let n = if span.unit == TimeUnit::Fortnight { n * 2 } else { n };
        let day = time::offset(self.published()?, n, span.unit.grain())?;
        let period = Period::new(self.published(), Some(day))
            .map_or(Period::day(day), |_| Period::day(day).widened(1));
        let next = time.unwrap_or(span.next);
        Some(Point::date(start, next, Grain::Day, Some(period), timex::day(day), Basis::Resolved))
    }

    /// The place after "' time" or "'s time" at `at`: "in two weeks' time" is always ahead.
    fn possessive_time(&self, at: usize) -> Option<usize> {
        let time = at + 1 + usize::from(self.reader.is(at + 1, "s"));
        (self.apostrophe(at) && self.cue(time, Cues::AHEAD)).then_some(time + 1)
    }

    /// Whether the clause before `at` says of its event that it will be: "to produce it in a day" and "would win in a
    /// week" say how long it takes.
    fn is_announced(&self, at: usize, next: usize) -> bool {
        if self.tense(at, next) != Tense::Future {
            return false;
        }
        self.is_line_of_time()
            || (at.saturating_sub(CLAUSE)..at).any(|at| {
                self.has(at, Classes::DUE)
                    || self.has(at, Classes::WILL) && !self.cue(at, Cues::CONDITIONAL)
                    || self.is_will(at)
            })
    }

    /// Whether a figure, an ordinal or a superlative stands in the clause before `at`.
    pub fn measures_change(&self, at: usize) -> bool {
        (at.saturating_sub(BACK)..at).rev().take_while(|at| !matches!(self.reader.str(*at), ";" | ":")).any(
            |at| {
                let text = self.reader.str(at);
                self.reader.is_digits(at)
                    || self.is_word(at) && (self.numeral(at).is_some() || self.ordinal(at).is_some())
                    || text.len() > 4 && text.ends_with("est")
                    || text == "%"
                    || self.cue(at, Cues::SUPERLATIVE)
            },
        )
    }

    /// "within 9 months", "the next 5 minutes", "the last two hours": a length with the time that it covers, which
    /// starts or ends with the article.
    pub fn covering(&self, span: &Span, sign: i64) -> Option<(Period, Option<(Moment, Moment)>)> {
        if span.unit.grain() != Grain::Time {
            return None;
        }
        let (here, there) = (self.moment()?, self.moment_away(span, sign)?);
        let (from, to) = if sign < 0 { (there, here) } else { (here, there) };
        Some((Period::new(Some(from.date()), Some(to.date()))?, Some((of(from), of(to)))))
    }

    /// `length` as "within" makes it: the days or hours from the article's on.
    pub fn within(&self, span: &Span, mut length: Point) -> Point {
        let led = self.has_before(span.start, Classes::WITHIN) && !span.hyphenated;
        // "within five days of the order" counts from the order.
        let counted = self.has(span.next, Classes::OF.or(Classes::AFTER));
        if !led || counted || !self.is_announced(span.start - 1, span.next) {
            return length;
        }
        let period = match self.covering(span, 1) {
            Some((period, ends)) => {
                (length.time.starts, length.time.ends) = ends.unzip();
                Some(period)
            }
            None => self.days_ahead(span.amount, span.unit),
        };
        if let Some(period) = period {
            length.time.period = period;
            length.time.basis = Basis::Resolved;
            length.time.range = true;
        }
        length
    }

    fn days_ahead(&self, amount: Option<Number>, unit: TimeUnit) -> Option<Period> {
        let n = i64::try_from(amount?.to_integer()?).ok().filter(|n| (1..100_000).contains(n))?;
        let published = self.published()?;
        let far = time::offset(published, n, unit.grain())?;
        Period::new(Some(published), far.pred_opt())
    }

    /// "the next hour", "the past hour", from the shifting word at `at`.
    pub fn shifted_hour(&self, start: usize, at: usize, next: usize) -> Option<Point> {
        let classes = self.word(at).classes;
        let sign = match () {
            () if classes.any(Classes::LAST) => -1,
            () if classes.any(Classes::NEXT) => 1,
            () => return None,
        };
        let one = crate::value::Written::exact(Number::ONE);
        let span = Span {
            start,
            next,
            amount: Some(Number::ONE),
            written: one,
            unit: TimeUnit::Hour,
            hyphenated: false,
            exact: true,
        };
        let (period, ends) = self.covering(&span, sign)?;
        let length = time::Length { amount: one, unit: TimeUnit::Hour };
        let mut point = Point::length(start, next, length, timex::length(Some(Number::ONE), TimeUnit::Hour));
        point.time.period = period;
        (point.time.starts, point.time.ends) = ends.unzip();
        point.time.basis = Basis::Resolved;
        point.time.range = true;
        Some(point)
    }
}

fn of(moment: NaiveDateTime) -> Moment {
    Moment { day: Some(moment.date()), time: Some(moment.time()), offset: None }
}
