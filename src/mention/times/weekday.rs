//! Weekdays: bare ("Friday"), shifted ("last Friday", "next Monday"), of a week ("Monday of last week").

use super::date::weekday_of;
use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues};
use crate::mention::Kind;
use crate::time::{self, Basis, Grain, Parts, Period, Tense, TimeUnit, timex};
use chrono::{Datelike, Days, NaiveDate, Weekday};

impl Look<'_> {
    /// A weekday without a date that starts at `at`.
    pub fn bare_weekday(&self, at: usize) -> Option<Point> {
        let (weekday, next) = self.weekday_name(at)?;
        if let Some(point) = self.weekday_and_day(at).filter(|_| self.capital(at) || !self.word(at).short) {
            return Some(point);
        }
        if !self.is_weekday_here(at, next) {
            return None;
        }
        let tense = self.tense_of_weekday(at, next);
        let day = self.published().and_then(|published| time::weekday(published, weekday, tense));
        Some(self.weekday_point(at, next, weekday, day))
    }

    /// "last Friday", "next Monday", "this Tuesday", "the following Sunday" from the shifting word at `at`.
    pub fn shifted_weekday(&self, at: usize) -> Option<Point> {
        let (weekday, next) = self.weekday_name(at + 1)?;
        let start = self.start_before(at, Classes::THE);
        let exact = self
            .digits_after_weekday(next, weekday)
            .or_else(|| self.written_date(at + 1).filter(|_| self.hyphen(next) || self.reader.is(next, "(")));
        if let Some(point) = exact {
            return Some(point.starting(start));
        }
        let classes = self.word(at).classes;
        if classes.any(Classes::PREVIOUS.or(Classes::FOLLOWING)) {
            let anchor = self.memory.anchor().and_then(|anchor| anchor.period.single());
            let day = anchor.and_then(|anchor| beside(anchor, weekday, classes.any(Classes::FOLLOWING)));
            let mut point = self.weekday_point(start, next, weekday, day);
            point.time.basis = if day.is_some() { Basis::Anchored } else { Basis::Open };
            return Some(point);
        }
        let published = self.published();
        let day = if classes.any(Classes::LAST) {
            published.and_then(|day| beside(day, weekday, false))
        } else if classes.any(Classes::NEXT) && !self.cue(at, Cues::NEAREST) {
            published.and_then(|day| beside(day, weekday, true))
        } else if classes.any(Classes::NEXT) {
            // The one of next week, and on a Saturday or Sunday as well as on a Monday.
            published.and_then(|day| {
                let monday = Period::shifted(day, Grain::Week, 1)?.from()?;
                monday.checked_add_days(Days::new(weekday.num_days_from_monday().into()))
            })
        } else if classes.any(Classes::THIS) {
            let tense = match self.tense(at, next) {
                Tense::Unknown => Tense::Future,
                tense => tense,
            };
            published.and_then(|day| time::weekday(day, weekday, tense))
        } else {
            return None;
        };
        Some(self.weekday_point(start, next, weekday, day))
    }

    /// "the Tuesday after Easter", "the Sunday before Christmas", from the weekday at `at`.
    pub fn weekday_beside(&self, at: usize) -> Option<Point> {
        let (weekday, next) = self.weekday_name(at).filter(|_| self.has_before(at, Classes::THE))?;
        let after = self.cue(next, Cues::AFTER_DATE);
        if !after && !self.cue(next, Cues::BEFORE_DATE) {
            return None;
        }
        let anchor = self.simple_point(next + 1).filter(|anchor| {
            anchor.grain == Grain::Day && anchor.kind == Kind::Date && anchor.start == next + 1
        })?;
        let day = anchor.time.period.single().and_then(|day| beside(day, weekday, after));
        let mut point = self.weekday_point(at - 1, anchor.next, weekday, day);
        point.time.basis = if day.is_some() { anchor.time.basis } else { Basis::Open };
        Some(point.with_inner(self, anchor))
    }

    /// "the week after next", "Friday after next", "March after next": one further than the next, from the weekday, month
    /// or unit at `at`.
    pub fn after_next(&self, at: usize) -> Option<Point> {
        let unit = self.unit(at).filter(|(unit, plural, _)| !plural && *unit > TimeUnit::Day);
        let weekday = self.weekday_name(at);
        let month = self.month_name(at).filter(|_| self.capital(at));
        let after =
            weekday.map(|found| found.1).or(unit.map(|found| found.2)).or(month.map(|found| found.1))?;
        if !self.cue(after, Cues::AFTER_DATE)
            || !self.cue(after + 1, Cues::NEAREST)
            || !self.phrase_ends(after + 2)
        {
            return None;
        }
        let start = self.start_before(at, Classes::THE);
        if let Some((weekday, _)) = weekday {
            let next = self.published().and_then(|day| beside(day, weekday, true));
            let day = next.and_then(|day| day.checked_add_days(Days::new(7)));
            return Some(self.weekday_point(start, after + 2, weekday, day));
        }
        if let Some((month, _)) = month {
            let period = self.published().and_then(|day| {
                let this = Period::month(day.year(), month)?;
                Period::month(day.year() + 1 + i32::from(this.from()? <= day), month)
            });
            let value = timex::month(period.and_then(Period::year), month);
            return Some(Point::date(at, after + 2, Grain::Month, period, value, Basis::Resolved));
        }
        let grain = unit?.0.grain();
        self.has(start, Classes::THE).then(|| self.around_published(start, after + 2, grain, 2))
    }

    /// "Monday of last week", "Wednesday next week": the weekday of the week of a point after it.
    pub fn weekday_of_week(&self, at: usize) -> Option<Point> {
        let (_, after) = self.weekday_name(at)?;
        let from = self.has(after, Classes::FROM) && !self.has_before(at, Classes::FROM);
        let of = after + usize::from(from || self.has(after, Classes::OF));
        let the = of + usize::from(self.has(of, Classes::THE));
        let week = self.relative(the).filter(|week| week.grain == Grain::Week)?;
        // "hit Sunday from last week's rain"
        if from && (!self.phrase_ends(week.next) || self.apostrophe(week.next)) {
            return None;
        }
        self.weekday_of_week_at(at, &week)
    }

    /// The weekday at `at` of a week, to the end of the week's words.
    pub fn weekday_of_week_at(&self, at: usize, week: &Point) -> Option<Point> {
        let (weekday, _) = self.weekday_name(at)?;
        // The period has a day of slack at its ends.
        let inside = week.time.period.from().and_then(|day| day.checked_add_days(Days::new(3)));
        let monday = inside.and_then(|day| Period::week(day)?.from());
        let day =
            monday.and_then(|day| day.checked_add_days(Days::new(weekday.num_days_from_monday().into())));
        let mut point = self.weekday_point(at, week.next, weekday, day);
        point.time.basis = week.time.basis;
        Some(point)
    }

    /// "next week on Tuesday", "next week Wednesday", from the week.
    pub fn weekday_in_week(&self, week: &Point) -> Option<Point> {
        let at = week.next + usize::from(self.cue(week.next, Cues::ON));
        let (weekday, next) = self.weekday_name(at).filter(|_| self.capital(at))?;
        // "last week on Tuesday, July 3" names its day.
        if self.word(at).short && self.reader.is(at, "Sun")
            || self.written_date(at).is_some()
            || self.weekday_and_day(at).is_some()
        {
            return None;
        }
        // The period has a day of slack at its ends.
        let monday =
            week.time.period.from().and_then(|day| Period::week(day.checked_add_days(Days::new(3))?)?.from());
        let day =
            monday.and_then(|day| day.checked_add_days(Days::new(weekday.num_days_from_monday().into())));
        let mut point = self.weekday_point(week.start, next, weekday, day);
        point.time.basis = if day.is_some() { week.time.basis } else { point.time.basis };
        Some(point)
    }

    pub fn weekday_point(
        &self,
        start: usize,
        next: usize,
        weekday: Weekday,
        day: Option<NaiveDate>,
    ) -> Point {
        let parts = Parts { weekday: Some(weekday), ..Parts::default() };
        let value = day.map_or_else(|| format!("XXXX-WXX-{}", time::weekday_number(weekday)), timex::day);
        Point::date(start, next, Grain::Day, day.map(Period::day), value, Basis::Resolved).with_parts(parts)
    }

    /// "Tuesday the 19th", "Thu 15th": the day of a month that is not named.
    pub fn weekday_and_day(&self, at: usize) -> Option<Point> {
        let (weekday, after) = self.weekday_name(at)?;
        let comma = self.skip_comma(after);
        let the = comma + usize::from(self.has(comma, Classes::THE));
        let (number, next) = self.ordinal(the).filter(|(number, _)| (1..=31).contains(number))?;
        // "On Sunday, the 24th anniversary", "on Friday, second only to it", "on Monday, the fifth-highest".
        let spelled = !self.reader.is_digits(the);
        let counts = match (comma > after, the > comma) {
            (true, true) => self.is_word(next) || self.hyphen(next),
            (_, true) => spelled && !self.phrase_ends(next) && self.clock(next).is_none(),
            (_, false) => spelled,
        };
        if counts
            || self.has(next, Classes::OF)
            || self.is_word(next)
                && self.reader.spaced(next)
                && !self.clock(next).is_some_and(|clock| clock.sure)
                && self.word(next).classes.is_empty()
                && !self.word(next).is_trigger()
        {
            return None;
        }
        let tense = self.tense(at, next);
        let day = self.published().and_then(|published| {
            let months = (-2..=8).filter_map(|by| Period::shifted(published, Grain::Month, by)?.from());
            let days = months.filter_map(|first| first.with_day(number));
            let fits = days.filter(|day| day.weekday() == weekday).map(Period::day);
            time::nearest(published, tense, fits)?.single()
        });
        let mut point = self.weekday_point(at, next, weekday, day);
        point.time.parts.day = Some(number as u8);
        Some(point)
    }

    /// "on the 15th", "by the 1st of next month": the day of the nearest month that fits, or of the one named.
    pub fn day_of_some_month(&self, at: usize) -> Option<Point> {
        let (number, after) = self.ordinal(at).filter(|(number, _)| (1..=31).contains(number))?;
        let start = self.start_before(at, Classes::THE);
        if let Some(by) = self.word(after).letter_month.filter(|_| self.reader.is_digits(at)) {
            return self.day_of_letter_month(start, after + 1, number, by);
        }
        let day =
            after + usize::from(self.word(after).unit == Some(TimeUnit::Day) && !self.word(after).plural);
        // "the 21st this month" needs no "of".
        let of = usize::from(self.has(day, Classes::OF));
        if of == 1 || start < at && self.has(day, Classes::THIS.or(Classes::NEXT).or(Classes::LAST)) {
            let the = day + of + usize::from(self.has(day + of, Classes::THE));
            if let Some(set) = self.every(the).filter(|set| &*set.time.timex == "P1M") {
                return Some(Point::open(start, set.next, Kind::Set, timex::date(None, None, Some(number))));
            }
            let month =
                self.relative(the).filter(|month| month.grain == Grain::Month && month.kind == Kind::Date)?;
            let found = month.time.period.from().and_then(|first| first.with_day(number));
            // Of a month that stays open, the day of its guess.
            let guess = || match &*month.time.timex {
                month if month.len() == 7 => format!("{month}-{number:02}"),
                _ => String::new(),
            };
            let value = found.map_or_else(guess, timex::day);
            let point =
                Point::date(start, month.next, Grain::Day, found.map(Period::day), value, month.time.basis);
            return Some(point.with_inner(self, month));
        }
        let on = start < at && self.cue_before(start, Cues::ON);
        let led = on && self.reader.is_digits(at) || start < at && self.is_line_of_time();
        if !led
            || self.is_word(after) && !self.has(after, Classes::AT.or(Classes::AND).or(Classes::IN))
            || self.hyphen(after)
        {
            return None;
        }
        let found = self
            .published()
            .and_then(|published| time::day_of_month(published, number, self.tense(start, after)));
        let value = found.map_or_else(|| timex::date(None, None, Some(number)), timex::day);
        let parts = Parts { day: Some(number as u8), ..Parts::default() };
        Some(
            Point::date(start, after, Grain::Day, found.map(Period::day), value, Basis::Resolved)
                .with_parts(parts),
        )
    }

    /// "the 7th inst.", "28th ult.": a day of the article's month or of one beside it.
    fn day_of_letter_month(&self, start: usize, next: usize, number: u32, by: i8) -> Option<Point> {
        let month = Period::shifted(self.published()?, Grain::Month, by.into())?;
        let day = chrono::Datelike::with_day(&month.from()?, number)?;
        let parts = Parts { day: Some(number as u8), ..Parts::default() };
        let period = Some(Period::day(day));
        Some(Point::date(start, next, Grain::Day, period, timex::day(day), Basis::Resolved).with_parts(parts))
    }

    /// "20 of next month": the day of a month that is not named, without its ending, from the digits at `at`.
    pub fn day_of_shifted_month(&self, at: usize) -> Option<Point> {
        let shifts = Classes::THIS.or(Classes::NEXT).or(Classes::LAST);
        if !self.has(at + 1, Classes::OF) || !self.has(at + 2, shifts) {
            return None;
        }
        let number = self.digits(at, 2).filter(|day| (1..=31).contains(day) && !self.inside_figure(at))?;
        let month =
            self.relative(at + 2).filter(|month| month.grain == Grain::Month && month.kind == Kind::Date)?;
        // "five of last month's raids" are counted.
        if !self.phrase_ends(month.next) || self.apostrophe(month.next) {
            return None;
        }
        let found = month.time.period.from().and_then(|first| first.with_day(number));
        let value = found.map_or_else(String::new, timex::day);
        let period = found.map(Period::day);
        let point = Point::date(at, month.next, Grain::Day, period, value, month.time.basis);
        Some(point.with_inner(self, month))
    }

    /// A weekday is due when its own words say so: "until Friday", "by Monday", "on Monday will".
    fn tense_of_weekday(&self, at: usize, next: usize) -> Tense {
        if at > 0 && self.cue_before(at, Cues::UNTIL) && self.tense(at, next) != Tense::Past {
            return Tense::Future;
        }
        if self.has(next, Classes::WILL) {
            return Tense::Future;
        }
        self.tense(at, next)
    }

    /// Whether the words at `at` are a weekday and no paper, verb or measure: "The Sun", "sat", "wed".
    fn is_weekday_here(&self, at: usize, next: usize) -> bool {
        if !self.word(at).short {
            return true;
        }
        let stop = next > at + 1;
        if self.is_line_of_time() && !self.has_before(at, Classes::THE) {
            return true;
        }
        self.capital(at)
            && (stop
                || self.cue(next, Cues::AT_HOUR) && self.clock(next + 1).is_some_and(|clock| clock.sure)
                || self.reader.is_digits(next)
                || self.cue_before(at, Cues::ON)
                || self.has_before(at, Classes::LAST.or(Classes::NEXT)) && !self.reader.is(at, "Sun"))
    }

    /// "Mondays", "Saturday nights": each one.
    pub fn every_weekday(&self, at: usize) -> Option<Point> {
        let word = self.word(at);
        if word.weekday == 0 || !word.plural {
            return None;
        }
        let weekday = weekday_of(word.weekday)?;
        let mut point =
            Point::open(at, at + 1, Kind::Set, format!("XXXX-WXX-{}", time::weekday_number(weekday)));
        point.time.parts.weekday = Some(weekday);
        Some(point)
    }
}

/// The weekday that comes strictly before or after a day.
pub(super) fn beside(day: NaiveDate, weekday: Weekday, after: bool) -> Option<NaiveDate> {
    if after {
        time::weekday(day.succ_opt()?, weekday, Tense::Future)
    } else {
        time::weekday(day.pred_opt()?, weekday, Tense::Past)
    }
}
