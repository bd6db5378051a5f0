//! Units of the calendar that the words around them place: "the year ended March 31", "in the year to April", and "the
//! quarter", "during the month" of which the text has told before.

use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues};
use crate::mention::Kind;
use crate::time::{self, Basis, Grain, Period, TimeUnit, timex};
use chrono::{Datelike, NaiveDate};

impl Look<'_> {
    /// "the year ended March 31", "the week ending 4 May", "the year to April"; from the unit at `at`. The date is a
    /// phrase of its own.
    pub fn unit_with_end(&self, at: usize) -> Option<Point> {
        let (unit, plural, next) = self.unit(at)?;
        let long = matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year);
        if plural || self.word(at).short || !long {
            return None;
        }
        let named = self.start_before(at, Classes::FISCAL.or(Classes::STRAIGHT));
        let start = self.start_before(named, Classes::THE);
        let ended = self.has(next, Classes::ENDING);
        // "The year to April" is one phrase, as "from May to April" is.
        let to = self.cue(next, Cues::TO) && start < named;
        if !(ended || to) {
            return None;
        }
        let on = next + 1 + usize::from(self.cue(next + 1, Cues::ON));
        let end = self
            .written_date(on)
            .or_else(|| self.bare_month(on))
            .or_else(|| self.bare_weekday(on))
            .or_else(|| self.near_day(on))
            .filter(|end| end.kind == Kind::Date && end.start >= on && end.grain <= Grain::Month)?;
        let fiscal = self.has(named, Classes::FISCAL);
        let Some(day) = end.time.period.to().filter(|_| end.time.period.is_closed()) else {
            return Some(Point::open(
                start,
                next,
                Kind::Date,
                timex::length(Some(crate::value::Number::ONE), unit),
            ));
        };
        let value = match unit {
            TimeUnit::Year if fiscal => format!("FY{:04}", day.year()),
            _ => self.value_at(day, unit.grain()).1,
        };
        let period = until(day, unit).map(|period| period.widened(1));
        let whole = if to { end.next } else { next };
        let point = Point::date(start, whole, unit.grain(), period, value, end.time.basis);
        Some(if to { point.with_inner(self, end) } else { point })
    }

    /// "during the quarter", "fell on the month": the last one of its kind that was told of, or else the article's. Which
    /// days are meant is a guess, so none are given.
    pub fn told_unit(&self, at: usize) -> Option<Point> {
        let (unit, plural, next) = self.unit(at)?;
        let long = matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year);
        let led = at > 1
            && self.has_before(at, Classes::THE)
            && (self.has(at - 2, Classes::IN)
                || self.cue(at - 2, Cues::FOR.or(Cues::ON).or(Cues::DURING).or(Cues::OVER_LENGTH)));
        let whole = led
            && long
            && !plural
            && !self.word(at).short
            && (self.phrase_ends(next) && !self.has(next, Classes::TO) || self.is_verb(next));
        // "The week after the vote", "the month since his death" are others.
        let counted =
            self.cue(next, Cues::BEFORE_DATE.or(Cues::AFTER_DATE)) || self.has(next, Classes::SINCE);
        if !whole || counted || self.is_whole_line(at - 2, next) {
            return None;
        }
        let told = self.memory.told_of(unit).and_then(Period::from).or(self.published())?;
        let (_, value) = self.value_at(told, unit.grain());
        Some(Point::open(at - 1, next, Kind::Date, value))
    }

    /// "the year-ago quarter", "the year-earlier period": the phrase from "the" to the noun; a quarter is that of the year
    /// before the one told of.
    pub fn period_then(&self, then: Point) -> Point {
        let noun = then.next;
        let quarter = self.word(noun).unit == Some(TimeUnit::Quarter) && !self.word(noun).plural;
        if !quarter && !self.has(noun, Classes::PERIOD) || then.grain != Grain::Year {
            return then;
        }
        let start = self.start_before(then.start, Classes::THE.or(Classes::INDEFINITE));
        let told = self.memory.told_of(TimeUnit::Quarter).filter(|_| quarter);
        let Some(period) = told.and_then(|period| period.plus_months(-12)) else {
            return Point { start, next: noun + 1, ..then };
        };
        let value = period.from().map_or_else(String::new, |day| self.value_at(day, Grain::Quarter).1);
        Point::date(start, noun + 1, Grain::Quarter, Some(period), value, Basis::Anchored)
    }

    /// Whether the word at `at` is a verb in the past or one that leads others.
    fn is_verb(&self, at: usize) -> bool {
        let verbs = Classes::WAS.or(Classes::BE).or(Classes::WILL).or(Classes::IRREGULAR_PAST);
        self.has(at, verbs)
            || self.cue(at, Cues::CHANGED)
            || self.is_word(at) && self.reader.str(at).ends_with("ed")
    }
}

/// The unit that ends on a day: the year to 31 March starts on 1 April.
fn until(day: NaiveDate, unit: TimeUnit) -> Option<Period> {
    let after = day.succ_opt()?;
    Period::new(time::offset(after, -1, unit.grain()), Some(day))
}

/// Which unit of the calendar a period is.
pub(super) fn calendar_unit(period: Period) -> Option<TimeUnit> {
    let from = period.from()?;
    [(Grain::Month, TimeUnit::Month), (Grain::Quarter, TimeUnit::Quarter), (Grain::Year, TimeUnit::Year)]
        .into_iter()
        .find(|(grain, _)| Period::around(from, *grain) == Some(period))
        .map(|(_, unit)| unit)
}
