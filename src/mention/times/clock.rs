//! Times of day: 15:00 GMT, 6:40 p.m., 0800 UTC, noon, ten o'clock; with the day beside them.

use super::look::Look;
use super::point::Point;
use super::spoken::part_of_value;
use crate::lexicon::{Classes, Cues, NumberWord};
use crate::mention::Kind;
use crate::time::{Basis, Grain, Impossible, Moment, Parts, Period, TimeUnit, timex};
use chrono::{FixedOffset, NaiveTime};

/// A time of day as it was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub hour: u32,
    pub minute: Option<u32>,
    pub second: Option<u32>,
    /// Minutes ahead of UTC; `Some(None)` for a zone that is not known to be one.
    pub zone: Option<Option<i32>>,
    pub next: usize,
    /// Whether it can be nothing else: a zone, "p.m.", "o'clock", "noon".
    pub sure: bool,
}

impl Look<'_> {
    /// A time of day that starts at `at`, with the day after it.
    pub fn time_of_day(&self, at: usize) -> Option<Point> {
        let clock = self.clock(at)?;
        if !clock.sure && !self.is_time_here(at, &clock) {
            return None;
        }
        let point = self.clock_point(at, &clock);
        // "15:00 GMT Saturday", "3 p.m. on July 4", "5 p.m. yesterday"
        let on = clock.next + usize::from(self.cue(clock.next, Cues::ON));
        let day = self
            .simple_point(on)
            .filter(|day| day.grain == Grain::Day && day.kind == Kind::Date && day.start == on)
            .map(|day| self.with_part_of_day(day));
        // "8:30 last night", "8am this morning"
        let day = day.or_else(|| self.part_point(on));
        if day.is_none()
            && let Some(set) = self.set_after_clock(&clock, at)
        {
            return Some(set);
        }
        if let Some(day) = day {
            let next = day.next;
            return Some(Point { start: at, next, ..self.at_clock(day, &clock) });
        }
        if clock.hour > 23 || clock.minute.is_some_and(|minute| minute > 59) {
            return None;
        }
        // "16:15 UTC, June 1st": the day stays a mention of its own.
        let comma = self.skip_comma(clock.next);
        let after = if comma > clock.next { self.simple_point(comma) } else { None };
        let after = after
            .filter(|day| day.kind == Kind::Date && day.start == comma)
            .and_then(|day| day.time.period.single());
        let known = after.or(self.memory.anchor_here());
        let day = known
            .or_else(|| self.published().filter(|_| clock.zone.is_some()))
            .or_else(|| self.day_of_line(&clock));
        let of_line = day.is_some() && known.is_none() && clock.zone.is_none();
        let Some(day) = day else { return Some(point) };
        let mut dated =
            Point::date(at, clock.next, Grain::Day, Some(Period::day(day)), timex::day(day), Basis::Resolved);
        dated.time.basis = if known.is_some() { Basis::Anchored } else { Basis::Resolved };
        let mut point = Point { start: at, next: clock.next, ..self.at_clock(dated, &clock) };
        if of_line {
            // The day may be that of a programme.
            point.time.period = Period::ANY;
            point.time.basis = Basis::Open;
        }
        Some(point)
    }

    /// The day of a time that is a line of its own, as in a calendar: the article's, or the next if that hour is past.
    fn day_of_line(&self, clock: &Clock) -> Option<chrono::NaiveDate> {
        if !self.is_line_of_time() {
            return None;
        }
        let day = self.published()?;
        let time = NaiveTime::from_hms_opt(clock.hour % 24, clock.minute.unwrap_or(0), 0)?;
        let past = self.reader.reference.time.is_some_and(|now| time < now);
        if past { day.succ_opt() } else { Some(day) }
    }

    /// A day with the time of day after it: "Monday at 3 p.m.", "July 4, 15:00", "today 5PM".
    pub fn with_clock(&self, point: Point) -> Point {
        if point.grain != Grain::Day && point.grain != Grain::Time
            || !matches!(point.kind, Kind::Date | Kind::Time)
            || point.time.parts.clock
            // "Four hours later, at 2am": the one is a length, the other the time.
            || point.time.timex.starts_with("PT")
        {
            return point;
        }
        if let Some(range) = self.clock_range_after(&point) {
            return range;
        }
        let comma = self.skip_comma(point.next);
        if let Some(part) = part_of_value(&point.time.timex).filter(|_| point.grain == Grain::Time)
            && self.cue(comma, Cues::HOUR_OF_PART)
            && let Some(clock) = self.hour_of_part(comma + 1, part)
        {
            return Point { next: clock.next, ..self.at_clock(point, &clock) };
        }
        let lead = (self.cue(comma, Cues::AT_HOUR) || self.has(comma, Classes::FROM))
            || self.cue(comma, Cues::BOUND_HOUR) && comma == point.next;
        let at = comma + usize::from(lead);
        let after_comma = comma > point.next;
        let Some(clock) = self
            .clock(at)
            .filter(|clock| clock.sure || clock.minute.is_some() && (at > comma || !after_comma))
            .or_else(|| {
                let weekday = point.time.parts.weekday.is_some() && comma == point.next;
                self.bare_hour(at).filter(|_| weekday && !self.is_quoted_price(point.start))
            })
        else {
            return point;
        };
        if clock.hour > 23 || point.start == at {
            return point;
        }
        let next = clock.next;
        Point { next, ..self.at_clock(point, &clock) }
    }

    /// "Shares closed Friday at 12": near a word of trading, a number after "at" is a price.
    fn is_quoted_price(&self, at: usize) -> bool {
        (at.saturating_sub(6)..at).any(|before| self.cue(before, Cues::TRADED))
    }

    /// "friday at 4": an hour alone, after "at" and with nothing after it that it could count.
    fn bare_hour(&self, at: usize) -> Option<Clock> {
        let led = self.cue_before(at, Cues::AT_HOUR);
        let (hour, next) = self.hour_number(at).filter(|_| led && !self.inside_figure(at))?;
        let clock = Clock { hour, minute: None, second: None, zone: None, next, sure: false };
        (self.phrase_ends(next) && !self.has(next, Classes::TO.or(Classes::AND))).then_some(clock)
    }

    /// The moment of a day.
    pub fn at_clock(&self, mut day: Point, clock: &Clock) -> Point {
        let mut value = std::mem::take(&mut day.time.timex).into_string();
        let mut clock = *clock;
        if let Some(part) = part_of_value(&value) {
            // "2:30 this afternoon"
            let oclock = clock.minute.is_none() && self.has(clock.next - 1, Classes::OCLOCK);
            if (1..=12).contains(&clock.hour) && (oclock || !clock.sure) {
                clock.hour = part.hour(clock.hour) % 24;
            }
            // An hour after midnight may be of the night before or after.
            if let Some(known) = value.get(..10).and_then(|day| day.parse().ok())
                && clock.hour >= 5
            {
                day.time.period = Period::day(known);
            }
        }
        // "Two days later", where that is no day, has a length for its value; "the next day" is some time to come.
        let is_day = value.starts_with(|c: char| c.is_ascii_digit() || c == 'X');
        value.truncate(if is_day { value.find('T').unwrap_or(value.len()) } else { 0 });
        value.push_str(&clock_value(&clock));
        day.time.timex = value.into();
        day.kind = Kind::Time;
        day.grain = Grain::Time;
        day.time.parts.clock = true;
        let moment = moment(&clock, day.time.period.single());
        day.time.starts = moment;
        day.time.ends = moment;
        day
    }

    pub fn clock_point(&self, at: usize, clock: &Clock) -> Point {
        let mut point = Point::open(at, clock.next, Kind::Time, clock_value(clock));
        point.grain = Grain::Time;
        point.time.parts = Parts { clock: true, ..Parts::default() };
        point.time.starts = moment(clock, None);
        point.time.ends = point.time.starts;
        if clock.hour > 24 || clock.minute.is_some_and(|minute| minute > 59) {
            point.time.impossible = Some(Impossible::NoSuchPart);
        }
        point
    }

    /// Whether "15:30" or "9:15" is a time: by the word before it, or a day.
    fn is_time_here(&self, at: usize, clock: &Clock) -> bool {
        let before = at.wrapping_sub(1);
        let led = at == 0
            || self.has(before, Classes::AT.or(Classes::BETWEEN).or(Classes::TO).or(Classes::AND))
            || matches!(self.reader.str(before), "@" | "(" | "," | "\u{2013}" | "-")
            || self.word(before).part.is_some()
            || self.word(before).day.is_some();
        led && clock.minute.is_some()
            && (!self.is_word(clock.next) || self.reader.spaced(clock.next))
            && !self.has(clock.next, Classes::COUNT_NOUN)
    }

    /// The time of day at `at`.
    pub fn clock(&self, at: usize) -> Option<Clock> {
        if let Some(hour) = self.word(at).clock {
            let name = self.capital(at) && at > 0;
            let next = at + 1;
            let clock = Clock { hour: hour.into(), minute: None, second: None, zone: None, next, sure: true };
            return (!name && !self.hyphen(next) && !self.hyphen(at.wrapping_sub(1)))
                .then(|| self.zoned(clock));
        }
        let digits = self.reader.is_digits(at);
        if !digits && !self.may_start_clock(at) {
            return None;
        }
        if let Some(clock) = self.minutes_from_hour(at) {
            return Some(clock);
        }
        if !digits {
            return self.hour_in_words(at);
        }
        if self.after_figure(at) {
            return None;
        }
        let clock = self.colon_time(at).or_else(|| self.military_time(at)).or_else(|| self.whole_hour(at))?;
        Some(self.zoned(self.halved(clock)?))
    }

    /// Whether a word is a number, "a", "half" or "quarter", with which a time of day in words starts.
    fn may_start_clock(&self, at: usize) -> bool {
        self.reader.lexicon.numerals.role(self.reader.word(at)) != NumberWord::None
            || self.has(at, Classes::HALF.or(Classes::INDEFINITE))
            || self.word(at).unit == Some(TimeUnit::Quarter)
    }

    /// The hour of "2:00 - 2:30 pm", "9-11am", where the second end says which half of the day it is.
    fn half_from_end(&self, hour: u32, next: usize) -> Option<u32> {
        let joins = self.is_dash(next) || self.has(next, Classes::TO) || self.has(next, Classes::AND);
        let end = self.digits(next + 1, 2).filter(|_| joins && (1..=12).contains(&hour))?;
        let minutes = matches!(self.reader.str(next + 2), ":" | ".")
            && !self.reader.spaced(next + 2)
            && self.reader.is_digits(next + 3);
        let (after_noon, _) = self.meridiem(next + 2 + 2 * usize::from(minutes))?;
        let (hour, end) = (hour % 12, end % 12);
        // "11-1pm" starts in the morning, "11-1am" in the evening.
        let same = hour <= end;
        Some(if after_noon == same { hour + 12 } else { hour })
    }

    /// 15:00, 15:23:24, 7.30pm.
    pub fn colon_time(&self, at: usize) -> Option<Clock> {
        let hour = self.digits(at, 2)?;
        let mark = self.reader.str(at + 1);
        let joined = !self.reader.spaced(at + 1) && !self.reader.spaced(at + 2);
        if !joined || !matches!(mark, ":" | "." | "h") || self.reader.str(at + 2).len() != 2 {
            return None;
        }
        let minute = self.digits(at + 2, 2)?;
        let mut clock =
            Clock { hour, minute: Some(minute), second: None, zone: None, next: at + 3, sure: mark == "h" };
        if mark == "."
            && self.meridiem(at + 3).is_none()
            && self.reader.token(at + 3).is_none_or(|_| self.zone(at + 3).is_none())
        {
            return None;
        }
        if mark == ":"
            && self.reader.joined_mark(at + 3, ':')
            && !self.reader.spaced(at + 4)
            && self.reader.str(at + 4).len() == 2
        {
            clock.second = self.digits(at + 4, 2);
            clock.next = at + 5;
            // A fraction of a second: a race.
            if self.reader.joined_mark(clock.next, '.')
                && !self.reader.spaced(clock.next + 1)
                && self.reader.is_digits(clock.next + 1)
            {
                return None;
            }
        }
        // 3:1, 25:12, 10:5:3
        (hour < 25
            && minute < 60
            && clock.second.is_none_or(|second| second < 60)
            && !self.reader.joined_mark(clock.next, ':'))
        .then_some(clock)
    }

    /// "hrs", "hours" after a time of four digits.
    fn is_hours(&self, at: usize) -> bool {
        let word = self.word(at);
        word.unit == Some(TimeUnit::Hour) && (word.plural || self.has(at, Classes::OCLOCK))
    }

    /// 0800 UTC, 1530 GMT, 1030 hrs: only with what makes it a time.
    fn military_time(&self, at: usize) -> Option<Clock> {
        let width = self.reader.str(at).len();
        // "Section 508 PM" is an office.
        let led = at == 0 || self.has_before(at, Classes::AT);
        let number = self
            .digits(at, 4)
            .filter(|_| width == 4 || width == 3 && led && self.meridiem(at + 1).is_some())?;
        let (hour, minute) = (number / 100, number % 100);
        let sure = self.zone(at + 1).is_some() && self.reader.spaced(at + 1)
            || self.is_hours(at + 1)
                && (self.has(at + 1, Classes::OCLOCK) || self.cue_before(at, Cues::AT_HOUR))
            || self.meridiem(at + 1).is_some() && (1..=12).contains(&hour);
        let next = at + 1 + usize::from(self.is_hours(at + 1));
        (sure && hour < 24 && minute < 60).then_some(Clock {
            hour,
            minute: Some(minute),
            second: None,
            zone: None,
            next,
            sure: true,
        })
    }

    /// "3 p.m.", "10 o'clock", "8 GMT".
    fn whole_hour(&self, at: usize) -> Option<Clock> {
        let hour = self.digits(at, 2)?;
        let clock = Clock { hour, minute: None, second: None, zone: None, next: at + 1, sure: false };
        if hour == 12
            && let Some(hour) = self.word(at + 1).clock
        {
            // "12 noon"
            return Some(Clock { hour: hour.into(), next: at + 2, sure: true, ..clock });
        }
        if self.meridiem(at + 1).is_some() {
            return Some(clock);
        }
        if self.has(at + 1, Classes::OCLOCK) && !self.is_hours(at + 1) {
            return Some(Clock { next: at + 2, sure: true, ..clock });
        }
        if let Some(clock) = self.hour_before_part(at) {
            return Some(clock);
        }
        if let Some(hour) = self.half_from_end(hour, at + 1) {
            return Some(Clock { hour, sure: true, ..clock });
        }
        (hour < 24 && self.zone(at + 1).is_some() && self.has_before(at, Classes::AT))
            .then_some(Clock { sure: true, ..clock })
    }

    /// "ten o'clock", "three p.m.", "half past seven".
    fn hour_in_words(&self, at: usize) -> Option<Clock> {
        if !self.is_word(at) {
            return None;
        }
        if self.has(at, Classes::HALF) && self.cue(at + 1, Cues::PAST) {
            let (hour, next) = self.hour_number(at + 2)?;
            let next = next + usize::from(self.has(next, Classes::OCLOCK));
            let clock = Clock { hour, minute: Some(30), second: None, zone: None, next, sure: true };
            return self.halved(clock).map(|clock| self.zoned(clock));
        }
        let marked = self.has(at + 1, Classes::OCLOCK) || self.meridiem(at + 1).is_some();
        if let Some(clock) = if marked { None } else { self.hour_before_part(at) } {
            return Some(clock);
        }
        if !marked {
            return self
                .minutes_in_words(at)
                .and_then(|clock| self.halved(clock))
                .map(|clock| self.zoned(clock));
        }
        let (hour, next) = self.hour_number(at)?;
        let oclock = usize::from(self.has(next, Classes::OCLOCK));
        let clock = Clock { hour, minute: None, second: None, zone: None, next: next + oclock, sure: true };
        self.halved(clock).map(|clock| self.zoned(clock))
    }

    pub fn hour_number(&self, at: usize) -> Option<(u32, usize)> {
        let numeral = self.numeral(at)?;
        let hour = u32::try_from(numeral.whole()?).ok()?;
        ((1..=12).contains(&hour) && numeral.next == at + 1).then_some((hour, numeral.next))
    }

    /// "a.m." and "p.m." in all their forms: whether it is after noon, and the place after it.
    pub fn meridiem(&self, at: usize) -> Option<(bool, usize)> {
        let text = self.reader.str(at);
        if self.has(at, Classes::AM.or(Classes::PM)) {
            let verb = text == "am"
                && self.reader.spaced(at)
                && self.has_before(at.wrapping_sub(1), Classes::NOT_VERB)
                && self.reader.is(at.wrapping_sub(2), "I");
            return (!verb).then_some((text.as_bytes()[0].eq_ignore_ascii_case(&b'p'), at + 1));
        }
        let letter = text.eq_ignore_ascii_case("a") || text.eq_ignore_ascii_case("p");
        if letter && self.reader.str(at + 1) == "m" && self.reader.spaced(at + 1) {
            return Some((text.eq_ignore_ascii_case("p"), at + 2));
        }
        if letter
            && self.reader.joined_mark(at + 1, '.')
            && self.reader.is(at + 2, "m")
            && !self.reader.spaced(at + 2)
        {
            let stop = usize::from(self.reader.joined_mark(at + 3, '.'));
            return Some((text.eq_ignore_ascii_case("p"), at + 3 + stop));
        }
        None
    }

    /// The clock with "a.m." or "p.m.", or "in the evening" after it; `None` for 14 p.m.
    pub fn halved(&self, clock: Clock) -> Option<Clock> {
        if let Some((after_noon, next)) = self.meridiem(clock.next) {
            if !(1..=12).contains(&clock.hour) {
                return (clock.hour < 24 && clock.minute.is_some()).then_some(Clock {
                    next,
                    sure: true,
                    ..clock
                });
            }
            let hour = clock.hour % 12 + if after_noon { 12 } else { 0 };
            return Some(Clock { hour, next, sure: true, ..clock });
        }
        if clock.minute.is_some()
            && !clock.sure
            && let Some(hour) = self.half_from_end(clock.hour, clock.next)
        {
            return Some(Clock { hour, sure: true, ..clock });
        }
        if clock.sure || clock.minute.is_some() {
            let at = clock.next;
            let within = self.has(at, Classes::IN);
            let place = at + 1 + usize::from(within && self.has(at + 1, Classes::THE));
            if (within || self.cue(at, Cues::AT_HOUR))
                && let Some(part) = self.word(place).part.filter(|_| clock.hour <= 12)
            {
                return Some(Clock {
                    hour: part.hour(clock.hour) % 24,
                    next: place + 1,
                    sure: true,
                    ..clock
                });
            }
        }
        Some(clock)
    }

    /// The zone at `at`, with or without brackets, and the place after it.
    pub(super) fn zone(&self, at: usize) -> Option<(Option<i32>, usize)> {
        let bracket = usize::from(self.reader.is(at, "("));
        let word = at + bracket;
        let zone = self.word(word).zone?;
        let named = self.upper(word) || self.reader.str(word) == "Z" && !self.reader.spaced(word);
        if !named {
            return None;
        }
        let mut minutes = zone.map(i32::from);
        let mut next = word + 1;
        // GMT+8, UTC -5
        if matches!(self.reader.str(next), "+" | "-" | "\u{2212}")
            && !self.reader.spaced(next + 1)
            && let Some(hours) = self.digits(next + 1, 2)
        {
            let sign = if self.reader.is(next, "+") { 1 } else { -1 };
            minutes = minutes.map(|minutes| minutes + sign * 60 * hours as i32);
            next += 2;
        }
        if bracket == 1 {
            if !self.reader.is(next, ")") {
                return None;
            }
            next += 1;
        }
        Some((minutes, next))
    }

    pub fn zoned(&self, clock: Clock) -> Clock {
        match self.zone(clock.next) {
            Some((zone, next)) => Clock { zone: Some(zone), next, sure: true, ..clock },
            None => clock,
        }
    }
}

/// `T15:00Z`, `T15`, `T15:23:24`
pub(super) fn clock_value(clock: &Clock) -> String {
    let mut value = format!("T{:02}", clock.hour % 24);
    if clock.hour == 24 {
        value = "T24".to_owned();
    }
    for part in [clock.minute, clock.second].into_iter().flatten() {
        value.push_str(&format!(":{part:02}"));
    }
    if clock.zone == Some(Some(0)) {
        value.push('Z');
    }
    value
}

fn moment(clock: &Clock, day: Option<chrono::NaiveDate>) -> Option<Moment> {
    let time = NaiveTime::from_hms_opt(clock.hour % 24, clock.minute.unwrap_or(0), clock.second.unwrap_or(0));
    let offset = clock.zone.flatten().and_then(|minutes| FixedOffset::east_opt(minutes * 60));
    Some(Moment { day, time: Some(time?), offset })
}
