//! What is repeated: "every Tuesday", "each year", "every two weeks", "daily", "twice a week".

use super::clock::{Clock, clock_value};
use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues};
use crate::mention::Kind;
use crate::time::{TimeUnit, timex};
use crate::value::Number;

impl Look<'_> {
    /// "every Tuesday", "each of the last three years" is none; from "every" at `at`.
    pub fn every(&self, at: usize) -> Option<Point> {
        if !self.has(at, Classes::EVERY) {
            return None;
        }
        let other = self.cue(at + 1, Cues::OTHER.or(Cues::SINGLE));
        let place = at + 1 + usize::from(other);
        let two = self.cue(at + 1, Cues::OTHER);
        let word = self.word(place);
        if let Some((_, next)) = self.weekday_name(place).filter(|_| !word.short) {
            let value = format!("XXXX-WXX-{}", word.weekday);
            let (next, value) = match self.word(next).part {
                Some(part) => (next + 1, timex::part_of_day(value, part)),
                None => (next, value),
            };
            let mut point = Point::open(at, next, Kind::Set, value);
            point.time.parts.weekday = self.weekday_name(place).map(|found| found.0);
            return Some(point);
        }
        if word.month != 0 && self.capital(place) {
            return Some(Point::open(at, place + 1, Kind::Set, timex::month(None, word.month.into())));
        }
        if let Some(part) = word.part.filter(|_| !word.plural) {
            return Some(Point::open(at, place + 1, Kind::Set, format!("T{}", part.code())));
        }
        if self.has(place, Classes::WEEKEND) {
            return Some(Point::open(at, place + 1, Kind::Set, "P1WE".to_owned()));
        }
        if let Some(season) = word.season.filter(|_| !word.plural) {
            return Some(Point::open(at, place + 1, Kind::Set, timex::season(None, season)));
        }
        if let Some((unit, plural, next)) = self.unit(place)
            && !plural
            && !word.short
        {
            if unit == TimeUnit::Quarter && self.has(next, Classes::OF) {
                return None;
            }
            let n = Number::integer(if two { 2 } else { 1 });
            return Some(Point::open(at, next, Kind::Set, timex::length(Some(n), unit)));
        }
        let span = self.length(place).filter(|span| !span.hyphenated && span.amount.is_some())?;
        if self.has(place, Classes::INDEFINITE) {
            return None;
        }
        Some(Point::open(at, span.next, Kind::Set, timex::length(span.amount, span.unit)))
    }

    /// "every Monday at 4 p.m.", "Tuesdays at 9 a.m.": a repetition with the time of day after it.
    pub fn set_at_clock(&self, mut set: Point) -> Point {
        let at = set.next + usize::from(self.cue(set.next, Cues::AT_HOUR));
        let day = set.time.parts.weekday.is_some()
            || &*set.time.timex == "P1D"
            || set.time.timex.starts_with("XXXX-WXX")
            || set.time.timex.starts_with('T');
        let Some(clock) = self.clock(at).filter(|clock| day && clock.sure && clock.hour < 24) else {
            return set;
        };
        let value = clock_value(&clock);
        set.time.timex = match set.time.timex.find('T').or(set.time.timex.starts_with('P').then_some(0)) {
            Some(place) => format!("{}{value}", &set.time.timex[..place]).into(),
            None => format!("{}{value}", set.time.timex).into(),
        };
        set.next = clock.next;
        set
    }

    /// "3 p.m. every day": the repetition at `at`, after a clock.
    pub fn set_after_clock(&self, clock: &Clock, start: usize) -> Option<Point> {
        let set = self.every(clock.next).filter(|_| clock.sure)?;
        let day = set.time.parts.weekday.is_some() || &*set.time.timex == "P1D";
        let prefix = set.time.timex.strip_prefix("P1D").unwrap_or(&set.time.timex);
        day.then(|| Point::open(start, set.next, Kind::Set, format!("{prefix}{}", clock_value(clock))))
    }

    /// "daily", "annual", "once a week" is read from its article.
    pub fn repetition(&self, at: usize) -> Option<Point> {
        let value = self.reader.lexicon.time.repetition(self.reader.word(at))?;
        let name = self.capital(at) && (at > 0 || self.capital(at + 1));
        let hyphened = self.hyphen(at + 1) || self.hyphen(at.wrapping_sub(1));
        (!name && !hyphened).then(|| Point::open(at, at + 1, Kind::Set, value.to_owned()))
    }

    /// "once a week", "three times a day": from the article at `at`.
    pub fn times_a_unit(&self, at: usize) -> Option<Point> {
        let before = at.checked_sub(1)?;
        let start = match () {
            () if self.cue(before, Cues::ONCE) => before,
            () if self.cue(before, Cues::TIMES) => {
                let number = before.checked_sub(1)?;
                if self.numeral(number).is_some() || self.has(number, Classes::VAGUE) {
                    number
                } else {
                    before
                }
            }
            () => return None,
        };
        let (unit, plural, next) = self.unit(at + 1)?;
        (!plural).then(|| Point::open(start, next, Kind::Set, timex::length(Some(Number::ONE), unit)))
    }

    /// "60 barrels a day", "$2 an hour": a rate, which is a figure's to read.
    pub fn is_rate(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let text = self.reader.str(before);
        let plural = self.is_word(before)
            && text.len() > 3
            && text.ends_with('s')
            && !text.ends_with("ss")
            && !self.capital(before)
            && self.word(before).classes.is_empty()
            && !self.cue(before, Cues::TAKES);
        // "from $186 million a year ago" counts from today.
        let counted = self.has(at + 2, Classes::AGO.or(Classes::EARLIER))
            // "comes a week after", but "12 flights a week after the merger"
            || plural && self.cue(at + 2, Cues::COUNTED) && !self.is_counted(before);
        !counted && (plural || self.reader.is_digits(before) || self.cue(before, Cues::RATED))
    }

    /// Whether a number stands shortly before the noun at `at`.
    fn is_counted(&self, at: usize) -> bool {
        (at.saturating_sub(3)..at).any(|at| self.numeral(at).is_some())
    }
}
