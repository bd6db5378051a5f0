//! Stretches of a day: "between 10 and 11:30 on July 4", "from 7 to 9 last night", "5 to seven in the morning",
//! "from 2 p.m. for two hours".
//!
//! Bare hours are hours only beside a part of the day, or where one end has minutes: "rose from 3 to 8 on Monday" is
//! a count.

use super::clock::Clock;
use super::look::Look;
use super::point::Point;
use super::spoken::part_of_value;
use crate::lexicon::{Classes, Cues};
use crate::mention::{Kind, TokenKind};
use crate::time::{Basis, Grain, Moment, PartOfDay, Parts, Period, timex};
use chrono::{Duration, NaiveTime};

/// The most tokens of a time of day: "10:30:15 p.m. GMT".
const LONGEST_CLOCK: usize = 10;

/// Two ends in one day, and the place after the second.
#[derive(Clone, Copy)]
struct Ends {
    one: Clock,
    two: Clock,
    /// Whether one of them is a time whatever stands beside it.
    sure: bool,
    next: usize,
}

/// The day after a day, where that is known.
fn day_after(day: &Point) -> Point {
    let mut after = day.clone();
    if let Some(next) = day.time.period.single().and_then(|day| day.succ_opt()) {
        after.time.period = Period::day(next);
        after.time.timex = timex::day(next).into();
        // No part of it is written.
        after.time.parts = Parts::default();
    }
    after
}

impl Look<'_> {
    /// The stretch of a day that starts at `at`, with the day or part of the day after it.
    pub fn clock_range(&self, at: usize) -> Option<Point> {
        let ends = self.two_clocks(at)?;
        let lead = self.has_before(at, Classes::BETWEEN.or(Classes::FROM));
        let start = if lead { at - 1 } else { at };
        let day = self.day_of_range(ends.next);
        let part = day.as_ref().and_then(|day| part_of_value(&day.time.timex));
        let minutes = ends.one.minute.is_some() || ends.two.minute.is_some();
        // "Between 3 and 5 on July 4" counts nothing.
        let between = self.has_before(at, Classes::BETWEEN) && day.is_some();
        let known = ends.sure || part.is_some() || minutes && (lead || day.is_some()) || between;
        if !known || !lead && !ends.sure && day.is_none() {
            return None;
        }
        // "5-3 Saturday night" and "5 to 3 last night" are scores.
        let bare = !ends.sure && !minutes;
        let in_part = self.has(ends.one.next, Classes::TO) && self.has(ends.next, Classes::IN);
        if bare && (ends.one.hour >= ends.two.hour || !lead && !in_part) {
            return None;
        }
        Some(self.range_of_clocks(start, ends, day, part))
    }

    /// "tonight from 7 to 7:30", "Monday morning 6-8", "1/1/2015 between 10 and 11:30", after the day.
    pub fn clock_range_after(&self, day: &Point) -> Option<Point> {
        let comma = self.skip_comma(day.next);
        let lead = self.has(comma, Classes::BETWEEN) || self.has(comma, Classes::FROM);
        let ends = self.two_clocks(comma + usize::from(lead))?;
        let part = part_of_value(&day.time.timex);
        let minutes = ends.one.minute.is_some() || ends.two.minute.is_some();
        let bare = !ends.sure && !minutes;
        if !(ends.sure || lead && (part.is_some() || minutes))
            || bare && ends.one.hour >= ends.two.hour
            || !self.phrase_ends(ends.next)
        {
            return None;
        }
        Some(self.range_of_clocks(day.start, ends, Some(Point { next: ends.next, ..day.clone() }), part))
    }

    /// Two times of day with a dash, "to" or "and" between them, in which an hour may stand alone.
    fn two_clocks(&self, at: usize) -> Option<Ends> {
        // The words of a time of day are dear to read, and few have another after them.
        if !(at + 1..=at + LONGEST_CLOCK).any(|at| self.joins_clocks(at)) {
            return None;
        }
        let one = self.loose_clock(at)?;
        let joint = one.next;
        let between = self.has_before(at, Classes::BETWEEN);
        if !self.joins_clocks(joint) || self.has(joint, Classes::AND) && !between {
            return None;
        }
        let two = self.loose_clock(joint + 1)?;
        if self.goes_on(two.next - 1) || self.hyphen(two.next) || self.is_dash(at.wrapping_sub(1)) {
            return None;
        }
        Some(Ends { one, two, sure: one.sure || two.sure, next: two.next })
    }

    fn joins_clocks(&self, at: usize) -> bool {
        self.has(at, Classes::TO.or(Classes::AND))
            || self.reader.token(at).is_some_and(|token| token.kind == TokenKind::Mark) && self.is_dash(at)
    }

    /// A time of day, or an hour alone.
    fn loose_clock(&self, at: usize) -> Option<Clock> {
        if self.after_figure(at) {
            return None;
        }
        if let Some(clock) = self.clock(at).filter(|clock| clock.hour < 24) {
            return Some(clock);
        }
        if let Some(clock) = self.clock_of_words(at) {
            return Some(clock);
        }
        if let Some(clock) = self.zero_led(at) {
            return Some(clock);
        }
        let (hour, next) = self.hour_number(at)?;
        let joined =
            self.reader.joined_mark(next, ':') || self.reader.joined_mark(next, '.') && self.goes_on(at);
        (!joined).then_some(Clock { hour, minute: None, second: None, zone: None, next, sure: false })
    }

    /// "between 0730 and 0930": four digits, the first of which is a zero in the first end.
    fn zero_led(&self, at: usize) -> Option<Clock> {
        let number = self.digits(at, 4).filter(|_| self.reader.str(at).len() == 4)?;
        let first = |at: usize| {
            self.reader.str(at).starts_with('0') && self.has_before(at, Classes::BETWEEN.or(Classes::FROM))
        };
        if !first(at) && !at.checked_sub(2).is_some_and(first) {
            return None;
        }
        let (hour, minute) = (number / 100, number % 100);
        let clock = Clock { hour, minute: Some(minute), second: None, zone: None, next: at + 1, sure: true };
        (hour < 24 && minute < 60).then(|| self.zoned(clock))
    }

    /// The day or part of a day at `at`: "tomorrow", "on July 4", "last night", "in the morning".
    fn day_of_range(&self, at: usize) -> Option<Point> {
        let at = self.zone(at).map_or(at, |(_, next)| next);
        if self.has(at, Classes::IN) && self.has(at + 1, Classes::THE) {
            let part = self.word(at + 2).part.filter(|_| self.phrase_ends(at + 3))?;
            return Some(self.part_alone(at, at + 3, part));
        }
        let on = at + usize::from(self.cue(at, Cues::ON) || self.has(at, Classes::OF));
        let part = self.part_point(on).filter(|part| self.phrase_ends(part.next));
        part.or_else(|| {
            let day = self.simple_point(on)?;
            let sound = day.grain == Grain::Day && day.kind == Kind::Date && day.start == on;
            sound.then(|| self.with_part_of_day(day))
        })
    }

    fn range_of_clocks(
        &self,
        start: usize,
        ends: Ends,
        day: Option<Point>,
        part: Option<PartOfDay>,
    ) -> Point {
        let Ends { mut one, mut two, .. } = ends;
        let loose = |clock: &Clock| !clock.sure && (1..=12).contains(&clock.hour);
        let minute_of_day = |clock: &Clock| clock.hour * 60 + clock.minute.unwrap_or(0);
        if let Some(part) = part {
            for clock in [&mut one, &mut two].into_iter().filter(|clock| loose(clock)) {
                (clock.hour, clock.sure) = (part.hour(clock.hour) % 24, true);
            }
        }
        if loose(&one) && two.sure && two.hour >= 12 && minute_of_day(&one) + 720 < minute_of_day(&two) {
            one.hour += 12;
        } else if loose(&two) && minute_of_day(&two) < minute_of_day(&one) {
            two.hour = two.hour % 12 + 12;
        }
        let (next, first, second) = match day {
            Some(day) => {
                // "Dec. 31, 10 p.m. to 1 a.m." ends on the day after.
                let over = one.sure && two.sure && minute_of_day(&two) < minute_of_day(&one);
                let last = if over { day_after(&day) } else { day.clone() };
                (day.next, self.at_clock(day, &one), self.at_clock(last, &two))
            }
            None => (ends.next, self.clock_point(start, &one), self.clock_point(start, &two)),
        };
        let first = Point { start, next: one.next, ..first };
        let mut range =
            self.joined_range(start, first, Point { start: one.next + 1, next: two.next, ..second });
        range.next = next;
        range
    }

    /// "from 2 p.m. for two hours", "July 4 at 9:30 for an hour": a stretch by its start and its length.
    pub fn for_a_length(&self, first: Point) -> Point {
        if !first.time.parts.clock || first.time.range || !self.cue(first.next, Cues::FOR) {
            return first;
        }
        match self.length(first.next + 1).and_then(|span| self.lasting(&first, first.start, span.next, &span))
        {
            Some(point) => point,
            None => first,
        }
    }

    /// The stretch from a time of day on for the hours and minutes of `span`.
    pub fn lasting(
        &self,
        first: &Point,
        start: usize,
        next: usize,
        span: &super::duration::Span,
    ) -> Option<Point> {
        let begins = first.time.starts?;
        let time = begins.time?;
        let factor = super::compound::factor(span.unit, crate::time::TimeUnit::Minute)?;
        let minutes = span.amount?.times(crate::value::Number::integer(factor))?.to_integer()?;
        let minutes = i64::try_from(minutes).ok().filter(|n| (1..1440).contains(n))?;
        let length = Duration::try_minutes(minutes)?;
        let (end, over) = time.overflowing_add_signed(length);
        let day = match begins.day {
            Some(day) => Some(day.checked_add_signed(Duration::try_seconds(over)?)?),
            None => None,
        };
        let hours = if minutes >= 60 { format!("{}H", minutes / 60) } else { String::new() };
        let rest = if minutes % 60 > 0 { format!("{}M", minutes % 60) } else { String::new() };
        let written = |day: Option<chrono::NaiveDate>, time: NaiveTime| {
            let day = day.map_or_else(String::new, |day| day.to_string());
            format!("{day}T{}", time.format("%H:%M:%S"))
        };
        let value = format!("({},{},PT{hours}{rest})", first.time.timex, written(day, end));
        let period = match (begins.day, day) {
            (Some(from), to) => Period::new(Some(from), to),
            _ => None,
        };
        let basis = if period.is_some() { first.time.basis } else { Basis::Open };
        let mut point = Point::date(start, next, Grain::Time, period, value, basis);
        point.kind = Kind::Time;
        point.time.parts = Parts { clock: true, ..first.time.parts };
        point.time.starts = first.time.starts;
        point.time.ends = Some(Moment { day, time: Some(end), offset: begins.offset });
        point.time.range = true;
        Some(point)
    }
}
