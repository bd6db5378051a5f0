//! Holidays: "Christmas", "last Thanksgiving", "Easter 2018", "Halloween next year".

use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues, Holiday};
use crate::time::{self, Basis, Grain, HolidayRule, Parts, Period, TimeUnit, timex};
use chrono::{Datelike, Days};

impl Look<'_> {
    /// The holiday whose name starts at `at`, in the year that stands beside it or the nearest that fits.
    pub fn holiday(&self, at: usize) -> Option<Point> {
        if !self.word(at).is_trigger() {
            return None;
        }
        let (length, holiday) = self.reader.lexicon.holidays.longest(self.reader.words(at))?;
        let next = at + length;
        let counted =
            at > 0 && self.cue(at - 1, Cues::BEFORE_DATE.or(Cues::AFTER_DATE)) && self.phrase_ends(next);
        if (holiday.capital && !counted || length == 1)
            && !self.capital(at)
            && (holiday.capital || self.is_word(next) && !self.reader.spaced(next))
        {
            return None;
        }
        if self.hyphen(next) && self.is_word(next + 1)
            || self.capital(next) && self.is_word(next) && length == 1 && self.capital(at.wrapping_sub(1))
        {
            return None;
        }
        if holiday.local && self.is_of_elsewhere(at) {
            return Some(Point::open(at, next, crate::mention::Kind::Date, String::new()));
        }
        let start = self.start_before(at, Classes::LAST.or(Classes::NEXT).or(Classes::THIS));
        let shift = self.word(start).classes;
        let weekend = usize::from(self.has(next, Classes::WEEKEND));
        if let Some((year, _)) = self.year_number(next + 1).filter(|_| weekend == 1) {
            return Some(self.weekend_of(self.holiday_in(at, next, holiday, Some(year), Basis::Written)));
        }
        let (year, basis, next) = self.year_of_holiday(next);
        if let Some(year) = year {
            let point = self.holiday_in(at, next, holiday, Some(year), basis);
            return Some(self.weekend_of(point));
        }
        if start == at
            && let Some((year, next)) = self.holiday_away(at, next, holiday)
        {
            return Some(self.holiday_in(at, next, holiday, Some(year), Basis::Resolved));
        }
        let Some(published) = self.published() else {
            return Some(self.holiday_in(at, next, holiday, None, Basis::Open));
        };
        let years = (published.year() - 1..=published.year() + 1)
            .filter_map(|year| Some((year, holiday.when.in_year(year)?)));
        let found = if start < at && shift.any(Classes::LAST) {
            years.rev().find(|(_, period)| period.to() < Some(published))
        } else if start < at && shift.any(Classes::NEXT) {
            years.clone().find(|(_, period)| period.from() > Some(published))
        } else if self.is_whole_line(start, next) {
            // A calendar looks ahead, but for what has just been.
            let recent = published.checked_sub_days(Days::new(14));
            years.clone().find(|(_, period)| period.to() >= recent)
        } else {
            let all: Vec<_> = years.collect();
            let near = time::nearest(published, self.tense(at, next), all.iter().map(|(_, period)| *period));
            all.into_iter().find(|(_, period)| Some(*period) == near)
        };
        let start = if shift.any(Classes::LAST.or(Classes::NEXT).or(Classes::THIS)) { start } else { at };
        Some(self.weekend_of(self.holiday_in(
            start,
            next,
            holiday,
            found.map(|(year, _)| year),
            Basis::Resolved,
        )))
    }

    /// "the weekend of Thanksgiving 2023", from "weekend" at `at`.
    pub fn weekend_with(&self, at: usize) -> Option<Point> {
        let holiday = self.holiday(at + 2).filter(|holiday| holiday.start == at + 2)?;
        let next = holiday.next;
        let start = self.start_before(at, Classes::THE);
        self.beside_weekend(holiday).map(|point| Point { start, next, ..point })
    }

    /// "Labor Day weekend": the weekend that the holiday ends, starts or lies in.
    fn weekend_of(&self, holiday: Point) -> Point {
        let next = holiday.next;
        let weekend = self.has(next, Classes::WEEKEND) && !self.word(next).plural && !self.hyphen(next + 1);
        if !weekend {
            return holiday;
        }
        let year = self.year_number(next + 1).filter(|(year, _)| holiday.time.period.year() == Some(*year));
        let next = year.map_or(next + 1, |(_, after)| after);
        let start = self.start_before(holiday.start, Classes::THE);
        match self.beside_weekend(holiday.clone()) {
            Some(point) => Point { start, next, ..point },
            None => holiday,
        }
    }

    /// The weekend that a holiday of one day ends, starts or lies in.
    fn beside_weekend(&self, holiday: Point) -> Option<Point> {
        let day = holiday.time.period.single()?;
        let back = u64::from(matches!(day.weekday(), chrono::Weekday::Mon | chrono::Weekday::Tue)) * 2;
        let day = day.checked_sub_days(Days::new(back))?;
        let days = Period::week(day).and_then(Period::weekend).map(|days| days.widened(1));
        let (start, next, basis) = (holiday.start, holiday.next, holiday.time.basis);
        let point = Point::date(start, next, Grain::Weekend, days, timex::weekend(day), basis);
        Some(point.with_inner(self, holiday))
    }

    /// "Ukraine's Independence Day", "Jewish New Year": other countries have other days.
    fn is_of_elsewhere(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let owner = before > 1
            && self.reader.is(before, "s")
            && self.apostrophe(before - 1)
            && self.capital(before - 2);
        owner
            || self.is_word(before)
                && self.capital(before)
                && self.reader.spaced(at)
                && (before > 0 || self.word(before).classes.is_empty())
    }

    /// The year after a holiday: "2018", ", 2018", "of last year", "in 2010".
    fn year_of_holiday(&self, next: usize) -> (Option<i32>, Basis, usize) {
        let of = next + usize::from(self.has(next, Classes::OF.or(Classes::IN)));
        if let Some((year, after)) = self.year_number(of) {
            return (Some(year), Basis::Written, after);
        }
        match self.year_referred(of).and_then(|year| Some((year.time.period.year()?, year))) {
            Some((year, told)) => (Some(year), told.time.basis, told.next),
            None => (None, Basis::Resolved, next),
        }
    }

    /// Years are counted from the last Christmas, not from one that is yet to come: the last holiday of the name in `point`,
    /// where its year is left open.
    pub fn last_holiday(&self, point: Point) -> Point {
        let last = || {
            let (length, holiday) = self.reader.lexicon.holidays.longest(self.reader.words(point.start))?;
            let published = self.published().filter(|_| point.next == point.start + length)?;
            let over = |year: &i32| holiday.when.in_year(*year).is_some_and(|day| day.to() < Some(published));
            let year = [published.year(), published.year() - 1].into_iter().find(over)?;
            Some(self.holiday_in(point.start, point.next, holiday, Some(year), Basis::Resolved))
        };
        last().unwrap_or(point)
    }

    /// The year that is so far from the article's: "Thanksgiving three months ago", "Easter in two years", and the place
    /// after it. "The first Christmas in ten years" is this year's.
    fn holiday_away(&self, at: usize, next: usize, holiday: &Holiday) -> Option<(i32, usize)> {
        let ahead = self.has(next, Classes::IN);
        let span = self.length(next + usize::from(ahead)).filter(|span| span.exact && !span.hyphenated)?;
        let (sign, end) = if ahead {
            let sure = self.phrase_ends(span.next) && !self.has_before(at, Classes::THE);
            (1, (sure && !self.measures_change(at)).then_some(span.next)?)
        } else if self.has(span.next, Classes::AGO) {
            (-1, span.next + 1)
        } else if self.cue(span.next, Cues::HENCE) {
            (1, span.next + 1)
        } else if self.has(span.next, Classes::FROM) && self.cue(span.next + 1, Cues::NOW) {
            (1, span.next + 2)
        } else {
            return None;
        };
        let n = i64::try_from(span.amount?.to_integer()?).ok().filter(|n| *n < 10_000)?;
        let there = time::offset(self.published()?, sign * n, span.unit.grain())?;
        if span.unit == TimeUnit::Year && sign > 0 {
            return Some((there.year(), end));
        }
        let years = (there.year() - 1..=there.year() + 1)
            .filter_map(|year| Some((year, holiday.when.day_in_year(year)?)));
        let near = years.min_by_key(|(_, day)| (*day - there).num_days().abs())?;
        Some((near.0, end))
    }

    fn holiday_in(
        &self,
        start: usize,
        next: usize,
        holiday: &Holiday,
        year: Option<i32>,
        basis: Basis,
    ) -> Point {
        let first = year.and_then(|year| holiday.when.in_year(year));
        let last =
            |period: Period| period.to()?.checked_add_days(Days::new(u64::from(holiday.days.max(1)) - 1));
        let period = first.and_then(|first| Period::new(first.from(), last(first)));
        // Of the days that the moon leaves open, the one of the tables.
        let day = year.and_then(|year| holiday.when.day_in_year(year));
        let value = day.map_or_else(String::new, timex::day);
        let value = match &holiday.when {
            HolidayRule::Fixed { on: (month, day), .. } if year.is_none() => {
                timex::date(None, Some(*month), Some(*day))
            }
            _ => value,
        };
        let grain = if holiday.days > 1 { Grain::Week } else { Grain::Day };
        let parts = Parts { year: basis == Basis::Written, ..Parts::default() };
        Point::date(start, next, grain, period, value, basis).with_parts(parts)
    }
}
