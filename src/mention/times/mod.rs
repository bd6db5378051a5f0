//! Dates, times, durations and repetitions.
//!
//! A phrase is looked for only where a word or digits may be part of one; then the readers of this
//! folder are asked in turn, the longest reading wins, and it may grow by a part of the day, a clock
//! time or the second end of a range. All looks ahead and back are bounded.

mod anchor;
mod clock;
mod clock_range;
mod compound;
mod counted_weekday;
mod date;
mod day;
mod duration;
mod holiday;
mod look;
mod memory;
mod moment;
mod month;
mod numeric;
mod part;
mod point;
#[cfg(test)]
mod prose_tests;
mod range;
mod referred;
mod relative;
mod season;
mod set;
mod several;
mod spoken;
mod stamp;
mod straight;
mod tense;
#[cfg(test)]
mod tests;
mod told_unit;
mod weekday;
mod year;
mod year_alone;

pub(crate) use memory::{Memory, remember};

use super::scan::{Found, Reader};
use crate::lexicon::{Classes, NumberWord};
use crate::mention::{Kind, TokenKind};
use crate::time::{Grain, TimeUnit};
use look::Look;
use point::Point;

/// The longest of some readings. A macro, so that each is dropped before the next is tried: a reading is
/// a few hundred bytes, and most are none.
macro_rules! longest {
    ($($reading:expr),+ $(,)?) => {{
        let mut best: Option<Point> = None;
        $(keep_longest(&mut best, $reading);)+
        best
    }};
}

/// The date, time, duration or repetition that starts at token `at` (or a word before it that says
/// nothing alone: "the", "nearly", "from"), with the mentions inside it.
pub(crate) fn read_at(reader: &Reader, at: usize, memory: &Memory) -> Option<Found> {
    let token = reader.token(at)?;
    let look = Look { reader, memory };
    if reader.lexicon.time.never.starts_with(token.word)
        && let Some((length, ())) = reader.lexicon.time.never.longest(reader.words(at))
    {
        return Some(Found { next: at + length, mentions: Vec::new() });
    }
    if look.word(at).month != 0
        && let Some(next) = look.day_in_name(at)
    {
        return Some(Found { next, mentions: Vec::new() });
    }
    let point = match token.kind {
        TokenKind::Word if !reader.lexicon.time.may_start(token.word) => look.at_code(at),
        TokenKind::Digits => look.at_digits(at),
        TokenKind::Word => look.at_word(at),
        TokenKind::Mark => look.at_mark(at),
    }?;
    let point = match point.time.range {
        true => point,
        false if point.kind == Kind::Set => look.set_at_clock(point),
        false => look.for_a_length(look.with_end(look.with_clock(look.with_part_of_day(point)))),
    };
    (point.next > at).then(|| point.found(&look))
}

impl Look<'_> {
    fn at_mark(&self, at: usize) -> Option<Point> {
        if self.apostrophe(at) { self.short_year(at) } else { None }
    }

    fn at_digits(&self, at: usize) -> Option<Point> {
        let width = self.reader.str(at).len();
        if width > 4 {
            return if width == 8 { self.eight_digits(at) } else { self.duration(at) };
        }
        longest![
            self.numeric_date(at).map(|point| self.iso_moment(point)),
            self.written_date(at),
            self.day_range(at),
            self.day_beside_day(at),
            self.race_time(at),
            self.time_of_day(at),
            self.clock_range(at),
            self.coded_part(at),
            self.part_of_written_year(at),
            self.fiscal_year(at),
            self.duration(at),
            self.number_shifted(at),
            self.several_weekdays(at),
            self.at_ordinal(at),
            self.day_of_shifted_month(at),
            self.year(at),
        ]
    }

    fn at_ordinal(&self, at: usize) -> Option<Point> {
        self.ordinal(at)?;
        longest![
            self.day_of_some_month(at),
            self.century(at),
            self.part_of_year(at),
            self.nth_of(at),
            self.nth_weekday_beside(at),
            self.straight_unit(at),
            self.several_of(at),
            self.some_of(at),
        ]
    }

    fn at_word(&self, at: usize) -> Option<Point> {
        let word = self.word(at);
        let role = self.reader.lexicon.numerals.role(self.reader.word(at));
        if word.is_trigger() {
            return match role.opens() {
                false => self.at_trigger(at),
                true => longest![self.at_trigger(at), self.at_number(at, role)],
            };
        }
        if word.classes.any(Classes::OPENERS) {
            return self.at_opener(at).or_else(|| self.at_number(at, role));
        }
        self.at_number(at, role)
    }

    /// A month, weekday, unit, season, part of day, holiday or phrase: each is asked only for what the word may be.
    fn at_trigger(&self, at: usize) -> Option<Point> {
        let word = self.word(at);
        let mut best = if word.starts_phrase { longest![self.holiday(at), self.vicinity(at)] } else { None };
        if word.names_time() {
            keep_longest(&mut best, self.at_named_time(at));
        }
        if word.classes.any(Classes::OPENERS) {
            keep_longest(&mut best, self.at_opener(at));
        }
        best
    }

    /// A word that names a time by itself: each reader is asked only for what the word may be.
    fn at_named_time(&self, at: usize) -> Option<Point> {
        let word = self.word(at);
        let calendar = word.month != 0 || word.weekday != 0;
        let mut best = if calendar { self.at_calendar(at) } else { None };
        if word.unit.is_some() {
            keep_longest(&mut best, self.at_unit(at));
        }
        if word.part.is_some() || word.season.is_some() {
            keep_longest(&mut best, longest![self.season(at), self.part_of_date(at)]);
        }
        longest![best, self.near_day(at), self.repetition(at), self.named_decade(at), self.time_of_day(at),]
    }

    /// A month or weekday.
    fn at_calendar(&self, at: usize) -> Option<Point> {
        longest![
            self.written_date(at),
            self.bare_month(at),
            self.weekday_of_week(at),
            self.weekday_beside(at),
            self.closest_weekday(at),
            self.weekday_weeks_away(at),
            self.bare_weekday(at),
            self.every_weekday(at),
            self.after_next(at),
        ]
    }

    /// A unit of time.
    fn at_unit(&self, at: usize) -> Option<Point> {
        longest![
            self.day_beside(at),
            self.week_of(at),
            self.numbered_week(at),
            self.roman_century(at),
            self.after_next(at),
            self.unit_to_date(at),
            self.unit_with_end(at),
            self.for_the_unit(at),
            self.told_unit(at),
            self.all_of_a_unit(at),
            self.single(at),
            self.last_of(at),
            self.bare_unit(at),
        ]
    }

    /// A word that shifts or divides what follows it.
    fn at_opener(&self, at: usize) -> Option<Point> {
        let classes = self.word(at).classes;
        if classes.any(Classes::EVERY) {
            return self.every(at);
        }
        if classes.any(Classes::WEEKEND) {
            return self.weekend(at);
        }
        if classes.any(Classes::FISCAL) {
            return self.fiscal_year(at);
        }
        if classes.any(Classes::EARLY.or(Classes::LATE).or(Classes::MID).or(Classes::START).or(Classes::END))
        {
            return longest![self.modified(at).or_else(|| self.bounded(at)), self.some_of(at)];
        }
        let last = classes.any(Classes::LAST);
        let nth = if last { self.nth_of(at) } else { None };
        let several = if last { self.several_of(at) } else { None };
        let some = if last { self.some_of(at) } else { None };
        longest![nth, several, some, self.relative(at), self.shifted_holiday(at)]
    }

    fn shifted_holiday(&self, at: usize) -> Option<Point> {
        self.holiday(at + 1).filter(|point| point.start == at)
    }

    /// A number in words, or an article before a unit.
    fn at_number(&self, at: usize, role: NumberWord) -> Option<Point> {
        match role {
            role if !role.opens() => None,
            NumberWord::Article => {
                let next = self.word(at + 1);
                let near = next.unit.is_some()
                    || next
                        .classes
                        .any(Classes::HALF.or(Classes::COUPLE).or(Classes::STRAIGHT).or(Classes::VAGUE))
                    || self.reader.lexicon.numerals.role(self.reader.word(at + 1)) != NumberWord::None;
                if !near {
                    return None;
                }
                if next.unit == Some(TimeUnit::Quarter)
                    && let Some(point) = self.time_of_day(at)
                {
                    return Some(point);
                }
                if next.unit.is_some() {
                    if let Some(point) = self.times_a_unit(at) {
                        return Some(point);
                    }
                    if self.is_rate(at) {
                        return None;
                    }
                }
                self.duration(at).filter(|point| self.is_length_here(at, point))
            }
            NumberWord::Ordinal(_) => longest![
                self.day_of_some_month(at),
                self.at_ordinal(at),
                self.written_date(at),
                self.day_range(at),
            ],
            _ => {
                longest![
                    self.duration(at),
                    self.number_shifted(at),
                    self.several_weekdays(at),
                    self.time_of_day(at),
                    self.clock_range(at),
                    self.at_ordinal(at),
                    self.written_date(at),
                    self.year_in_words(at),
                ]
            }
        }
    }

    /// "a second" is an ordinal, "a minute" a manner of speaking, "a quarter" a fourth, but for lengths
    /// that are counted from somewhere.
    fn is_length_here(&self, at: usize, point: &Point) -> bool {
        let Some((unit, _, _)) = self.unit(at + 1) else { return true };
        // "a quarter of an hour" is no quarter.
        let counted = point.time.length.as_ref().is_none_or(|length| length.unit != unit);
        match unit {
            TimeUnit::Second | TimeUnit::Quarter => counted,
            _ => true,
        }
    }

    /// "Q3 2024", "FY2009", "AD 79" is read from its digits.
    fn at_code(&self, at: usize) -> Option<Point> {
        let token = self.reader.token(at)?;
        if token.span.len() > 2
            || !token.capital() && !self.reader.is(at, "q")
            || !self.reader.is_digits(at + 1)
        {
            return None;
        }
        self.coded_part(at).or_else(|| self.fiscal_year(at))
    }

    /// A day or month that other phrases are counted from, from its first word.
    fn simple_point(&self, at: usize) -> Option<Point> {
        let start = at;
        let the = at + usize::from(self.has(at, Classes::THE));
        let point = if self.reader.is_digits(the) {
            longest![self.numeric_date(the), self.written_date(the)]
        } else {
            let word = self.word(the);
            if !word.is_trigger() && !word.classes.any(Classes::OPENERS) {
                return self.written_date(the).filter(|_| self.ordinal(the).is_some());
            }
            longest![
                self.written_date(the),
                self.holiday(the),
                self.near_day(the),
                self.weekday_of_week(the),
                self.bare_weekday(the),
                self.relative(the).filter(|point| point.grain <= Grain::Day && point.kind == Kind::Date),
                self.shifted_holiday(the),
            ]
        }?;
        (point.start >= start || point.start + 1 == start).then_some(point)
    }
}

/// Keeps the reading that goes furthest; the first of equals.
#[inline]
fn keep_longest(best: &mut Option<Point>, reading: Option<Point>) {
    let Some(reading) = reading else { return };
    if best.as_ref().is_none_or(|best| reading.next > best.next) {
        *best = Some(reading);
    }
}
