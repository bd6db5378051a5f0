//! Lengths counted from a day: from the article's ("two weeks ago", "in 2009" is not one), from the
//! last date of the text ("a month earlier", "the previous day"), or from a date beside them ("two days
//! before Christmas").

use super::duration::Span;
use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues};
use crate::mention::Kind;
use crate::time::{self, Basis, Grain, Period, TimeUnit, timex};
use crate::value::Number;
use chrono::{Datelike, Days, NaiveDate};

impl Look<'_> {
    /// A length with "ago", "earlier", "later", "from now" or "before" and a date after it.
    pub fn counted(&self, span: &Span) -> Option<Point> {
        let next = span.next;
        if self.has(next, Classes::AGO) {
            return Some(self.after_published(span, next + 1, -1));
        }
        // "from today" counts from a day, "from now" only so far as its unit says.
        let today = self.word(next + 1).day.is_some() && span.unit.grain() >= Grain::Day;
        if self.has(next, Classes::FROM) && self.cue(next + 1, Cues::NOW) && !today {
            return Some(self.after_published(span, next + 2, 1));
        }
        if self.cue(next, Cues::HENCE) {
            return Some(self.after_published(span, next + 1, 1));
        }
        let from_today = self.has(next, Classes::FROM) && today;
        if let Some(point) = self.ahead(span).filter(|_| !from_today) {
            return Some(point);
        }
        if let Some(point) = self.beginning(span).or_else(|| self.beside_date(span)) {
            return Some(point);
        }
        let ends = !self.is_word(next + 1)
            || self.has(next + 1, Classes::IN.or(Classes::AT).or(Classes::AND))
            || !self.cue(next, Cues::BEFORE_DATE.or(Cues::AFTER_DATE));
        if self.has(next, Classes::EARLIER)
            && ends
            && !self.cue(next, Cues::PRIOR)
            && !self.has(next + 1, Classes::THAN)
        {
            return Some(self.after_anchor(span, next + 1, -1));
        }
        if self.has(next, Classes::LATER)
            && ends
            && !self.has(next + 1, Classes::THAN.or(Classes::THIS).or(Classes::NEXT))
        {
            return Some(self.after_anchor(span, next + 1, 1));
        }
        None
    }

    /// "for two hours from 2 p.m.", "three days starting next Monday", "for a week, from July 4".
    fn beginning(&self, span: &Span) -> Option<Point> {
        let comma = self.skip_comma(span.next);
        let lead = self.cue_before(span.start, Cues::FOR);
        let starting = self.cue(comma, Cues::STARTING);
        let from = lead && self.has(comma, Classes::FROM);
        if !(starting || from) || span.hyphenated {
            return None;
        }
        let at = comma + 1;
        let at = at
            + usize::from(
                starting && (self.has(at, Classes::FROM) || self.cue(at, Cues::ON.or(Cues::AT_HOUR))),
            );
        if span.unit.grain() == Grain::Time {
            let first = self.time_of_day(at)?;
            if self.has(first.next, Classes::TO) || self.is_dash(first.next) {
                // "for five hours, from 6.30am until 9am"
                return None;
            }
            return self.lasting(&first, span.start, first.next, span);
        }
        let first = self.simple_point(at).filter(|first| first.grain == Grain::Day && first.start >= at)?;
        let day = first.time.period.single()?;
        if self.with_end(first.clone()).time.range {
            // "for three weeks, from February 13 to March 3"
            return None;
        }
        let n = i64::try_from(span.amount?.to_integer()?).ok().filter(|n| (1..100_000).contains(n))?;
        let last = time::offset(day, n, span.unit.grain())?;
        let value =
            format!("({},{},{})", timex::day(day), timex::day(last), timex::length(span.amount, span.unit));
        let period = Period::new(Some(day), last.pred_opt());
        let mut point = Point::date(span.start, first.next, Grain::Day, period, value, first.time.basis);
        point.time.range = true;
        Some(point.with_inner(self, first))
    }

    /// "two days before Christmas", "three months after Easter", "a week from Tuesday".
    fn beside_date(&self, span: &Span) -> Option<Point> {
        let next = span.next;
        let sign = if self.cue(next, Cues::BEFORE_DATE) {
            -1
        } else if self.cue(next, Cues::AFTER_DATE) || self.has(next, Classes::FROM) {
            1
        } else {
            return None;
        };
        let anchor = self
            .simple_point(next + 1)
            .filter(|anchor| anchor.start <= next + 1 + 1 && anchor.grain == Grain::Day)?;
        if self.has(next, Classes::FROM) && self.with_end(anchor.clone()).time.range {
            // "open for three weeks from February 13 to March 3"
            return None;
        }
        let years = sign > 0 && span.unit == TimeUnit::Year;
        let anchor = if years { self.last_holiday(anchor) } else { anchor };
        let day = anchor.time.period.single();
        let start = span.start;
        let mut point = self.moved(span, start, anchor.next, day, sign, Basis::Anchored);
        if let Some(day) = day
            && let Some(moved) = span
                .amount
                .and_then(|n| n.to_integer())
                .and_then(|n| time::offset(day, sign * i64::try_from(n).ok()?, span.unit.grain()))
        {
            // Counted from a day, months and years lead to a day.
            point.time.period = Period::day(moved);
            point.time.timex = timex::day(moved).into();
            point.grain = Grain::Day;
        }
        Some(point.with_inner(self, anchor))
    }

    fn after_published(&self, span: &Span, next: usize, sign: i64) -> Point {
        let start = self.with_hedge(span.start);
        self.moved(span, start, next, self.published(), sign, Basis::Resolved)
    }

    /// Counted from the last date mentioned; without one the days stay open and the value is a guess
    /// from the article's day.
    fn after_anchor(&self, span: &Span, next: usize, sign: i64) -> Point {
        let start = self.with_hedge(span.start);
        match self.memory.anchor() {
            Some(anchor) => {
                let day = if sign < 0 { anchor.period.from() } else { anchor.period.to() };
                let mut point = self.moved(span, start, next, day, sign, Basis::Anchored);
                if span.unit == TimeUnit::Year
                    && matches!(anchor.grain, Grain::Month | Grain::Quarter)
                    && let Some(year) = span
                        .amount
                        .and_then(|n| n.to_integer())
                        .and_then(|n| i32::try_from(n).ok())
                        .filter(|n| *n < 10_000)
                    && let Some(moved) = anchor.period.plus_months(sign as i32 * 12 * year)
                {
                    // A year before a quarter is that quarter of the year before.
                    let value =
                        moved.from().map_or_else(String::new, |day| self.value_at(day, anchor.grain).1);
                    return Point::date(start, next, anchor.grain, Some(moved), value, Basis::Anchored);
                }
                if anchor.grain > span.unit.grain() {
                    // Days after a year lead nowhere.
                    point.time.period = Period::ANY;
                    point.time.basis = Basis::Open;
                }
                point
            }
            None => {
                let mut point = self.moved(span, start, next, self.published(), sign, Basis::Open);
                point.time.period = Period::ANY;
                point
            }
        }
    }

    /// The day or longer period that lies a length from `day`. Its grain is that of the unit, since "two
    /// years ago" means no day.
    pub fn moved(
        &self,
        span: &Span,
        start: usize,
        next: usize,
        day: Option<NaiveDate>,
        sign: i64,
        basis: Basis,
    ) -> Point {
        if span.unit == TimeUnit::Year
            && let Some(months) =
                span.amount.filter(|n| !n.is_integer()).and_then(|n| n.times(Number::integer(12)))
            && months.is_integer()
        {
            // "a year and a half later"
            let span = Span { amount: Some(months), unit: TimeUnit::Month, ..*span };
            return self.moved(&span, start, next, day, sign, basis);
        }
        let grain = span.unit.grain();
        let open = |value: String| Point::open(start, next, Kind::Date, value);
        let Some(amount) = span.amount else {
            return open(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned());
        };
        if grain == Grain::Time {
            return self.moved_time(span, start, next, sign);
        }
        let whole = amount.to_integer().and_then(|n| i64::try_from(n).ok()).filter(|n| *n < 100_000);
        let (Some(n), Some(day), true) = (whole, day, span.exact) else {
            return open(timex::length(Some(amount), span.unit));
        };
        let n = if span.unit == TimeUnit::Fortnight { n * 2 } else { n };
        let Some(moved) = time::offset(day, sign * n, grain) else { return open(String::new()) };
        let (grain, value) = self.value_at(moved, grain);
        let period = match grain {
            Grain::Day => Some(Period::day(moved)),
            // Weeks ago is the week, and the days that are so many weeks from the day.
            Grain::Week => {
                Period::new(moved.checked_sub_days(Days::new(4)), moved.checked_add_days(Days::new(4)))
            }
            Grain::Month => Period::month(moved.year(), moved.month()).map(|month| month.widened(15)),
            Grain::Year => Period::new(time::add_months(moved, -8), time::add_months(moved, 8))
                .and_then(|near| Period::years(moved.year(), moved.year()).map(|year| year.hull(near))),
            grain => Period::around(moved, grain),
        };
        Point::date(start, next, grain, period, value, basis)
    }

    /// The TIMEX3 value of a day at a grain.
    pub fn value_at(&self, day: NaiveDate, grain: Grain) -> (Grain, String) {
        let value = match grain {
            Grain::Time | Grain::Day => timex::day(day),
            Grain::Weekend => timex::weekend(day),
            Grain::Week => timex::week(day),
            Grain::Month => timex::month(Some(day.year()), day.month()),
            Grain::Quarter => {
                timex::part_of_year(Some(day.year()), format_args!("Q{}", day.month0() / 3 + 1))
            }
            Grain::Half => timex::part_of_year(Some(day.year()), format_args!("H{}", day.month0() / 6 + 1)),
            Grain::Season | Grain::Year => timex::year(day.year()),
            Grain::Decade => timex::decade(day.year().div_euclid(10)),
            Grain::Century => timex::century((day.year() - 1).div_euclid(100) + 1),
            Grain::Millennium => format!("{}", (day.year() - 1).div_euclid(1000)),
        };
        (grain, value)
    }

    /// Hours and minutes from a moment that no article gives.
    fn moved_time(&self, span: &Span, start: usize, next: usize, sign: i64) -> Point {
        if let Some(point) = self.moment_point(span, start, next, sign) {
            return point;
        }
        let length = timex::length(span.amount, span.unit);
        let mut point = Point::open(start, next, Kind::Time, length);
        if let (Some(day), Some(n)) = (self.published(), span.amount.and_then(|n| n.to_integer()))
            && span.unit == TimeUnit::Hour
            && (0..=48).contains(&n)
        {
            // Up to two days, and the time of day of the article is not known.
            let far = Days::new(n as u64 / 24 + 1);
            let other = if sign < 0 { day.checked_sub_days(far) } else { day.checked_add_days(far) };
            let ends = if sign < 0 { (other, Some(day)) } else { (Some(day), other) };
            if let Some(period) = Period::new(ends.0, ends.1) {
                point.time.period = period;
                point.time.basis = Basis::Resolved;
            }
        }
        point
    }
}
