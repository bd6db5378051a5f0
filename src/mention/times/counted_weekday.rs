//! Weekdays that are counted: "three Fridays from now", "two Thursdays ago", "the third Tuesday after Christmas", "the Monday
//! closest to May 1", "Monday two weeks from now".

use super::look::Look;
use super::point::Point;
use super::weekday::beside;
use crate::lexicon::{Classes, Cues};
use crate::mention::Kind;
use crate::time::{Basis, Grain, Period, TimeUnit};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The furthest that weekdays are counted.
const MOST: u32 = 100;

impl Look<'_> {
    /// "three Fridays from now", "two Thursdays ago", from the number at `at`.
    pub fn several_weekdays(&self, at: usize) -> Option<Point> {
        let word = self.word(at + 1);
        let weekday = super::date::weekday_of(word.weekday).filter(|_| word.plural)?;
        let numeral = self.numeral(at).filter(|numeral| numeral.next == at + 1)?;
        let count = u32::try_from(numeral.whole()?).ok().filter(|count| (1..=MOST).contains(count))?;
        let after = numeral.next + 1;
        let (next, later) = if self.has(after, Classes::FROM) && self.cue(after + 1, Cues::NOW) {
            (after + 2, true)
        } else if self.cue(after, Cues::COUNTED_BACK) {
            (after + 1, false)
        } else {
            return None;
        };
        let day = self.published().and_then(|published| nth_beside(published, weekday, count, later));
        Some(self.weekday_point(at, next, weekday, day))
    }

    /// "the third Tuesday after Christmas 2014", "the second Sunday before Easter", from the ordinal at `at`.
    pub fn nth_weekday_beside(&self, at: usize) -> Option<Point> {
        let (count, after) = self.ordinal(at).filter(|(count, _)| (1..=MOST).contains(count))?;
        let (weekday, next) = self.weekday_name(after)?;
        let later = self.cue(next, Cues::AFTER_DATE);
        if !later && !self.cue(next, Cues::BEFORE_DATE) {
            return None;
        }
        let anchor = self.anchor_day(next + 1)?;
        let day = anchor.time.period.single().and_then(|day| nth_beside(day, weekday, count, later));
        Some(self.anchored_weekday(self.start_before(at, Classes::THE), weekday, day, anchor))
    }

    /// "the closest Monday to May 1", "the Monday nearest to Christmas", from the weekday at `at`.
    pub fn closest_weekday(&self, at: usize) -> Option<Point> {
        let (weekday, next) = self.weekday_name(at)?;
        let before = self.cue_before(at, Cues::CLOSEST);
        let start = self.start_before(if before { at - 1 } else { at }, Classes::THE);
        let to = next + usize::from(!before && self.cue(next, Cues::CLOSEST));
        if !(before || to > next) || !self.has(start, Classes::THE) || !self.cue(to, Cues::TO) {
            return None;
        }
        let anchor = self.anchor_day(to + 1)?;
        let day = anchor.time.period.single().and_then(|day| {
            let ahead = weekday.days_since(day.weekday());
            if ahead > 3 {
                day.checked_sub_days(Days::new(u64::from(7 - ahead)))
            } else {
                day.checked_add_days(Days::new(u64::from(ahead)))
            }
        });
        Some(self.anchored_weekday(start, weekday, day, anchor))
    }

    /// "Monday two weeks from now", "Friday three weeks ago": the weekday of that week; "Saturday three days from now", where it
    /// is one; from the weekday at `at`.
    pub fn weekday_weeks_away(&self, at: usize) -> Option<Point> {
        let (weekday, next) = self.weekday_name(at)?;
        if self.phrase_ends(next) && !self.reader.is_digits(next) {
            return None;
        }
        let span = self.length(next).filter(|span| span.start == next)?;
        let week = self
            .counted(&span)
            .filter(|week| week.kind == Kind::Date && week.time.basis == Basis::Resolved)?;
        if span.unit == TimeUnit::Day {
            let day = week.time.period.single().filter(|day| day.weekday() == weekday)?;
            return Some(self.weekday_point(at, week.next, weekday, Some(day)));
        }
        if span.unit.grain() != Grain::Week {
            return None;
        }
        // The period reaches four days to either side of the day that is so far.
        let monday =
            week.time.period.from().and_then(|day| Period::week(day.checked_add_days(Days::new(4))?)?.from());
        let day =
            monday.and_then(|day| day.checked_add_days(Days::new(weekday.num_days_from_monday().into())));
        Some(self.weekday_point(at, week.next, weekday, day))
    }

    /// The day at `at` that a weekday is counted from.
    fn anchor_day(&self, at: usize) -> Option<Point> {
        let anchor = self.simple_point(at)?;
        let sound = anchor.grain == Grain::Day && anchor.kind == Kind::Date && anchor.start == at;
        sound.then_some(anchor)
    }

    fn anchored_weekday(
        &self,
        start: usize,
        weekday: Weekday,
        day: Option<NaiveDate>,
        anchor: Point,
    ) -> Point {
        let mut point = self.weekday_point(start, anchor.next, weekday, day);
        point.time.basis = if day.is_some() { anchor.time.basis } else { Basis::Open };
        point.with_inner(self, anchor)
    }
}

/// The weekday that comes for the `count`th time before or after a day, the day itself left out.
fn nth_beside(day: NaiveDate, weekday: Weekday, count: u32, later: bool) -> Option<NaiveDate> {
    let first = beside(day, weekday, later)?;
    let weeks = Days::new(7 * u64::from(count.checked_sub(1)?));
    if later { first.checked_add_days(weeks) } else { first.checked_sub_days(weeks) }
}
