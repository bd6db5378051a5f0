//! "Today", "last month", "this week", "next year", "the previous day", "that year", "the past three
//! years", "recent months".

use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues, Vicinity};
use crate::mention::Kind;
use crate::time::{Basis, Grain, Length, Period, Tense, TimeUnit, timex};
use crate::value::{Number, Written};
use chrono::{Datelike, Days};

impl Look<'_> {
    /// "today", "yesterday", "the day before yesterday", "tonight", "overnight".
    pub fn near_day(&self, at: usize) -> Option<Point> {
        let word = self.word(at);
        if let Some(shift) = word.day {
            if self.hyphen(at + 1) || self.is_name(at) {
                return None;
            }
            return Some(self.day_from_today(at, at + 1, shift.into()));
        }
        let part = word.part_of_today?;
        if self.capital(at) && at > 0 && self.capital(at + 1) && self.is_word(at + 1) {
            return None;
        }
        let value = self.published().map_or_else(|| "XXXX-XX-XX".to_owned(), timex::day);
        // A night reaches into both days.
        let period = self.published().map(|day| Period::day(day).widened(1));
        let mut point =
            Point::date(at, at + 1, Grain::Time, period, timex::part_of_day(value, part), Basis::Resolved);
        point.kind = Kind::Time;
        Some(point)
    }

    /// "USA Today", "Yesterday" as titles.
    fn is_name(&self, at: usize) -> bool {
        self.capital(at)
            && at > 0
            && self.capital(at - 1)
            && self.reader.spaced(at)
            && self.is_word(at - 1)
            && self.upper(at - 1)
    }

    fn day_from_today(&self, start: usize, next: usize, shift: i64) -> Point {
        let day = self.published().and_then(|day| day.checked_add_signed(chrono::Duration::try_days(shift)?));
        let value = day.map_or_else(
            || {
                if shift < 0 {
                    "PAST_REF"
                } else if shift == 0 {
                    "PRESENT_REF"
                } else {
                    "FUTURE_REF"
                }
                .to_owned()
            },
            timex::day,
        );
        Point::date(start, next, Grain::Day, day.map(Period::day), value, Basis::Resolved)
    }

    /// "the day before yesterday", "the day after tomorrow", "the day after Christmas", "the day before";
    /// from "day" at `at`.
    pub fn day_beside(&self, at: usize) -> Option<Point> {
        if let Some(point) = self.unit_beside(at) {
            return Some(point);
        }
        // "the day after tomorrow", in short "day after tomorrow"
        if self.word(at).unit != Some(TimeUnit::Day)
            || self.word(at).plural
            || !self.has_before(at, Classes::THE) && self.word(at + 2).day.is_none_or(|day| day == 0)
        {
            return None;
        }
        if self.capital(at + 1) && self.capital(at) {
            // "The Day After" is a title.
            return None;
        }
        let sign: i64 = match () {
            () if self.cue(at + 1, Cues::BEFORE_DATE) => -1,
            () if self.cue(at + 1, Cues::AFTER_DATE) => 1,
            () => return None,
        };
        let start = self.start_before(at, Classes::THE);
        if let Some(anchor) = self.simple_point(at + 2).filter(|anchor| anchor.grain == Grain::Day) {
            let day = anchor
                .time
                .period
                .single()
                .and_then(|day| day.checked_add_signed(chrono::Duration::try_days(sign)?));
            let value = day.map_or_else(String::new, timex::day);
            let basis = if anchor.time.basis == Basis::Written { Basis::Anchored } else { anchor.time.basis };
            let point = Point::date(start, anchor.next, Grain::Day, day.map(Period::day), value, basis);
            return Some(if self.word(at + 2).day.is_some() {
                point
            } else {
                point.with_inner(self, anchor)
            });
        }
        if self.is_word(at + 2) && self.word(at + 2).classes.is_empty()
            || self.has(at + 2, Classes::THE.or(Classes::POSSESSIVE).or(Classes::INDEFINITE))
        {
            return None;
        }
        Some(self.anchored_unit(start, at + 2, TimeUnit::Day, sign as i32))
    }

    /// "the year before", "the week before that", "the month after": counted from the last date mentioned.
    fn unit_beside(&self, at: usize) -> Option<Point> {
        let (unit, plural, next) = self.unit(at)?;
        let long = matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year);
        let by = match () {
            () if self.cue(next, Cues::BEFORE_DATE) => -1,
            () if self.cue(next, Cues::COUNTED) && self.has(next, Classes::LATER) => 1,
            () => return None,
        };
        let that = usize::from(self.has(next + 1, Classes::THAT));
        let ends = |at: usize| self.reader.token(at).is_none_or(|_| !self.is_word(at) && !self.is_dash(at));
        if plural
            || !long
            || !self.has_before(at, Classes::THE)
            || !ends(next + 1 + that)
            || self.reader.is_digits(next + 1)
        {
            return None;
        }
        Some(self.anchored_unit(at - 1, next + 1 + that, unit, by))
    }

    /// A shifting word and a unit, weekday, month, season, part of day or holiday, from the shifting
    /// word at `at`.
    pub fn relative(&self, at: usize) -> Option<Point> {
        let classes = self.word(at).classes;
        let shifts = Classes::LAST
            .or(Classes::PREVIOUS)
            .or(Classes::NEXT)
            .or(Classes::FOLLOWING)
            .or(Classes::THIS)
            .or(Classes::THAT)
            .or(Classes::THESE);
        if !classes.any(shifts) {
            return None;
        }
        let point = self.moved_by(at)?;
        // "this past summer"; rules know "that same decade" by its last two words.
        let pointed = self.cue(at, Cues::PAST) && self.has_before(at, Classes::THIS.or(Classes::THESE));
        let start = if pointed { point.start.min(at - 1) } else { point.start };
        Some(point.starting(start))
    }

    /// What the shifting word at `at` moves, from that word or "the" before it.
    fn moved_by(&self, at: usize) -> Option<Point> {
        if let Some(point) = self.shifted_weekday(at).or_else(|| self.several_units(at)) {
            return Some(point);
        }
        let start = self.start_before(at, Classes::THE.or(Classes::POSSESSIVE));
        let start = if self.has(start, Classes::POSSESSIVE) { at } else { start };
        let word = self.word(at + 1);
        if word.month != 0 && self.capital(at + 1) {
            return self.shifted_month(start, at);
        }
        if word.season.is_some() && !word.plural {
            return self.shifted_season(start, at);
        }
        if word.part.is_some() && !word.plural {
            return self.shifted_part(at);
        }
        if self.has(at + 1, Classes::WEEKEND) {
            return self.shifted_unit(start, at, Grain::Weekend, TimeUnit::Week, at + 2);
        }
        // "this fiscal year"
        let fiscal = usize::from(self.has(at + 1, Classes::FISCAL.or(Classes::STRAIGHT)));
        let (unit, plural, next) = self.unit(at + 1 + fiscal)?;
        if unit == TimeUnit::Hour && !plural {
            return self.shifted_hour(start, at, next);
        }
        if plural || unit < TimeUnit::Day || self.hyphen(next) && self.is_word(next + 1) {
            return None;
        }
        if self.is_this_millennium(at, unit) {
            return None;
        }
        let point = self.shifted_unit(start, at, unit.grain(), unit, next)?;
        if unit == TimeUnit::Year
            && let Some(part) = self.part_of_year_before(&point)
        {
            return Some(part);
        }
        if unit == TimeUnit::Week
            && let Some(day) = self.weekday_in_week(&point)
        {
            return Some(day);
        }
        if fiscal == 1
            && self.has(at + 1, Classes::FISCAL)
            && let Some(year) = point.time.period.year()
        {
            let period = Period::years(year - 1, year + 1);
            return Some(Point::date(
                start,
                next,
                Grain::Year,
                period,
                format!("FY{year:04}"),
                point.time.basis,
            ));
        }
        Some(point)
    }

    /// "This millennium" says no more than "nowadays": no days are read of it, as "the last millennium" is of some.
    fn is_this_millennium(&self, at: usize, unit: TimeUnit) -> bool {
        unit == TimeUnit::Millennium && self.has(at, Classes::THIS)
    }

    fn shifted_unit(
        &self,
        start: usize,
        at: usize,
        grain: Grain,
        unit: TimeUnit,
        next: usize,
    ) -> Option<Point> {
        let classes = self.word(at).classes;
        let the = self.has(start, Classes::THE);
        if classes.any(Classes::THAT) {
            return Some(self.same_unit(start, next, grain));
        }
        if classes.any(Classes::PREVIOUS) && (the || grain <= Grain::Day) {
            return Some(self.anchored_unit(start, next, unit, -1));
        }
        // "the next day" counts from the day told of; "next week" from the article's.
        let is_next = the && self.cue(at, Cues::NEAREST);
        if classes.any(Classes::FOLLOWING) || is_next && grain <= Grain::Week {
            return Some(self.anchored_unit(start, next, unit, 1));
        }
        if is_next && let Some(told) = self.next_in_tale(start, next, unit) {
            return Some(told);
        }
        if self.cue(at, Cues::PAST) || classes.any(Classes::LAST) && the && grain >= Grain::Decade {
            let length = Length { amount: Written::exact(Number::ONE), unit };
            let mut point = Point::length(start, next, length, timex::length(Some(Number::ONE), unit));
            point.time.period = self.stretch(Number::ONE, unit, -1).unwrap_or(Period::ANY);
            point.time.range = point.time.period != Period::ANY;
            point.time.basis = if point.time.range { Basis::Resolved } else { Basis::Open };
            return Some(point);
        }
        let by = if classes.any(Classes::LAST.or(Classes::PREVIOUS)) {
            -1
        } else if classes.any(Classes::NEXT) {
            1
        } else {
            0
        };
        if grain == Grain::Day && by == -1 {
            // "the last day" is not yesterday.
            return None;
        }
        Some(self.around_published(start, next, grain, by))
    }

    /// "The next year" of a tale, "In 1987 it had 40 workers. The next year it had 60"; not "in the next year",
    /// which may be yet to come.
    fn next_in_tale(&self, start: usize, next: usize, unit: TimeUnit) -> Option<Point> {
        let led = start > 0 && self.has(start - 1, Classes::IN.or(Classes::WITHIN).or(Classes::OF));
        if led
            || self.cue_before(start, Cues::FOR)
            || self.cue_before(start, Cues::OVER_LENGTH)
            || self.cue_before(start, Cues::DURING)
        {
            return None;
        }
        let point = self.anchored_unit(start, next, unit, 1);
        let begun = point.time.period.from()? <= self.published()?;
        (begun && self.tense(start, next) == Tense::Past).then_some(point)
    }

    /// The period so many steps from that of the article.
    pub fn around_published(&self, start: usize, next: usize, grain: Grain, by: i32) -> Point {
        let Some(published) = self.published() else {
            let value = match by {
                0 => "PRESENT_REF",
                _ if by < 0 => "PAST_REF",
                _ => "FUTURE_REF",
            };
            return Point::open(start, next, Kind::Date, value.to_owned());
        };
        let period = Period::shifted(published, grain, by);
        let value = period.and_then(Period::from).map_or_else(String::new, |day| self.value_at(day, grain).1);
        // "Last week" in a Sunday paper: weeks start on Sunday for some.
        let period = if grain == Grain::Week || grain == Grain::Weekend {
            period.map(|week| week.widened(1))
        } else {
            period
        };
        Point::date(start, next, grain, period, value, Basis::Resolved)
    }

    /// "the previous year", "the following day": counted from the last date mentioned.
    fn anchored_unit(&self, start: usize, next: usize, unit: TimeUnit, by: i32) -> Point {
        let grain = unit.grain();
        match self.memory.anchor().filter(|anchor| anchor.grain <= grain) {
            Some(anchor) => {
                let day = if by < 0 { anchor.period.from() } else { anchor.period.to() };
                let period = day.and_then(|day| Period::shifted(day, grain, by));
                let value =
                    period.and_then(Period::from).map_or_else(String::new, |day| self.value_at(day, grain).1);
                Point::date(start, next, grain, period, value, Basis::Anchored)
            }
            None => {
                let mut point = self.around_published(start, next, grain, by);
                point.time.period = Period::ANY;
                point.time.basis = Basis::Open;
                point
            }
        }
    }

    /// "that year", "the same day".
    fn same_unit(&self, start: usize, next: usize, grain: Grain) -> Point {
        match self.memory.anchor().filter(|anchor| anchor.grain <= grain) {
            Some(anchor) => {
                let period = anchor.period.from().and_then(|day| Period::around(day, grain));
                let value =
                    period.and_then(Period::from).map_or_else(String::new, |day| self.value_at(day, grain).1);
                Point::date(start, next, grain, period, value, Basis::Anchored)
            }
            None => {
                let mut point = self.around_published(start, next, grain, 0);
                point.time.period = Period::ANY;
                point.time.basis = Basis::Open;
                point
            }
        }
    }

    /// "last March", "next October", "this May".
    fn shifted_month(&self, start: usize, at: usize) -> Option<Point> {
        let (month, next) = self.month_name(at + 1)?;
        if self.day_number(next).is_some() || self.year_number(next).is_some() {
            return None;
        }
        let classes = self.word(at).classes;
        let published = self.published();
        let period = published.and_then(|day| {
            let this = Period::month(day.year(), month)?;
            let year = if classes.any(Classes::THIS.or(Classes::THAT)) {
                day.year()
            } else if classes.any(Classes::LAST.or(Classes::PREVIOUS)) {
                if this.to()? < day { day.year() } else { day.year() - 1 }
            } else if this.from()? > day {
                day.year()
            } else {
                day.year() + 1
            };
            Period::month(year, month)
        });
        let value = timex::month(period.and_then(Period::year), month);
        Some(Point::date(start, next, Grain::Month, period, value, Basis::Resolved))
    }

    fn shifted_season(&self, start: usize, at: usize) -> Option<Point> {
        let season = self.word(at + 1).season?;
        let Some(day) = self.published() else {
            return Some(Point::open(start, at + 2, Kind::Date, timex::season(None, season)));
        };
        let classes = self.word(at).classes;
        let this = season.in_year(day.year())?;
        let year = if classes.any(Classes::LAST.or(Classes::PREVIOUS)) {
            // In late September "the past summer" is this year's, "last summer" may not be.
            let told = if self.cue(at, Cues::PAST) { this.from()? <= day } else { this.to()? < day };
            if told { day.year() } else { day.year() - 1 }
        } else if classes.any(Classes::NEXT.or(Classes::FOLLOWING)) {
            if this.from()? > day { day.year() } else { day.year() + 1 }
        } else {
            // January belongs to the winter before.
            let before = season.in_year(day.year() - 1)?;
            if before.to()? >= day { day.year() - 1 } else { day.year() }
        };
        Some(self.season_of(start, at + 2, year, season, Basis::Resolved))
    }

    /// "this morning", "last night", "that evening", "the previous night".
    fn shifted_part(&self, at: usize) -> Option<Point> {
        let part = self.word(at + 1).part?;
        let classes = self.word(at).classes;
        let start = self.start_before(at, Classes::THE);
        let anchored = classes.any(Classes::THAT.or(Classes::PREVIOUS).or(Classes::FOLLOWING))
            || classes.any(Classes::NEXT);
        let day = if anchored {
            let by = if classes.any(Classes::PREVIOUS) { -1 } else { i64::from(!classes.any(Classes::THAT)) };
            let anchor = self.memory.anchor().and_then(|anchor| anchor.period.single());
            // "Next evening" without an article is tomorrow's.
            let here = self.published().filter(|_| self.cue(at, Cues::NEAREST) && start == at);
            anchor.or(here).and_then(|day| day.checked_add_signed(chrono::Duration::try_days(by)?))
        } else {
            let back = u64::from(classes.any(Classes::LAST));
            self.published().and_then(|day| day.checked_sub_days(Days::new(back)))
        };
        let basis = if anchored { Basis::Anchored } else { Basis::Resolved };
        let value = timex::part_of_day(day.map_or_else(|| "XXXX-XX-XX".to_owned(), timex::day), part);
        let mut point =
            Point::date(start, at + 2, Grain::Time, day.map(|day| Period::day(day).widened(1)), value, basis);
        point.kind = Kind::Time;
        Some(point)
    }

    /// "the year", "the month" where the sentence gives them a part: "the end of the year".
    pub fn whole_unit(&self, at: usize) -> Option<Point> {
        let the = usize::from(self.has(at, Classes::THE));
        let (unit, plural, next) = self.unit(at + the)?;
        if plural || unit < TimeUnit::Day {
            return None;
        }
        if unit == TimeUnit::Year
            && let Some(point) = self.year(next)
        {
            return Some(point.starting(at));
        }
        Some(self.around_published(at, next, unit.grain(), 0))
    }

    /// "up 5% for the week", "for the year": the whole of it, from the unit at `at`.
    pub fn for_the_unit(&self, at: usize) -> Option<Point> {
        let (unit, plural, next) = self.unit(at)?;
        let led = at > 1 && self.has_before(at, Classes::THE) && self.cue(at - 2, Cues::FOR);
        if plural
            || self.word(at).short
            || !led
            || unit < TimeUnit::Day
            || unit > TimeUnit::Year
            || !self.phrase_ends(next)
            || self.is_whole_line(at - 2, next)
        {
            return None;
        }
        Some(self.around_published(at - 1, next, unit.grain(), 0))
    }

    /// "the year to date", "the month to date", from the unit at `at`.
    pub fn unit_to_date(&self, at: usize) -> Option<Point> {
        let (unit, plural, next) = self.unit(at)?;
        let long = matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year);
        if plural || !long || !self.cue(next, Cues::TO) || !self.cue(next + 1, Cues::DATE) {
            return None;
        }
        let mut point = self.around_published(self.start_before(at, Classes::THE), next + 2, unit.grain(), 0);
        if let Some(period) = Period::new(point.time.period.from(), self.published()) {
            point.time.period = period;
        }
        Some(point)
    }

    /// "now", "currently", "recently", "the near future".
    pub fn vicinity(&self, at: usize) -> Option<Point> {
        let (length, vicinity) = self.reader.lexicon.time.references.longest(self.reader.words(at))?;
        let next = at + length;
        let value = match vicinity {
            Vicinity::Present => "PRESENT_REF",
            Vicinity::Past => "PAST_REF",
            Vicinity::Future => "FUTURE_REF",
        };
        let compound = length == 1 && (self.hyphen(next) || self.hyphen(at.wrapping_sub(1)));
        let name = self.capital(at) && at > 0 && self.capital(at - 1) && self.is_word(at - 1);
        // "the past" of "the past decade", "the past couple of years", "the past financial year"
        let moved = Classes::COUPLE.or(Classes::FISCAL).or(Classes::HALF).or(Classes::WEEKEND);
        let shifts = self.has(next - 1, Classes::LAST)
            && (self.word(next).names_time() || self.has(next, moved) || self.numeral(next).is_some());
        (!compound && !name && !shifts).then(|| Point::open(at, next, Kind::Date, value.to_owned()))
    }
}
