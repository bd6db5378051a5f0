//! Months without day and year: by their capital, and those that are names and words too ("March", "June") by what
//! stands beside them.

use super::date::Written;
use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues};
use crate::time::{self, Basis, Grain, Parts, Period, Tense, timex};

/// A month that starts so many days ahead is not thought of at once.
const SOON: i64 = 60;

impl Look<'_> {
    /// A month that stands without day and year: by its capital and what stands before it.
    pub fn bare_month(&self, at: usize) -> Option<Point> {
        let (month, next) = self.month_name(at)?;
        let word = self.word(at);
        let written = Written { month: Some(month), ..Written::default() };
        let referred = self.dated_in_year_referred(at, next, written);
        // "The March of that year" is no other March.
        if self.capital(at) && self.has(next, Classes::OF) && referred.is_some() {
            return referred;
        }
        let led = at > 0
            && (self.has(
                at - 1,
                Classes::YEAR_AFTER
                    .or(Classes::EARLY)
                    .or(Classes::LATE)
                    .or(Classes::MID)
                    .or(Classes::TO)
                    .or(Classes::EVERY),
            ) || self.word(at - 1).month != 0);
        let part = Classes::MID.or(Classes::EARLY).or(Classes::LATE);
        let led = led
            || self.is_dash(at.wrapping_sub(1)) && self.has(at.wrapping_sub(2), part)
            || self.is_second_month(at, next)
            || self.is_month_of_noun(at, next)
            || self.is_compared_month(at, next);
        // "In March Ann retired" has no other name than Ann.
        let opens = at == 1 && self.has(0, Classes::IN);
        let range = self.month_range_follows(next);
        let whole = at == 0 && next >= self.reader.len() && self.is_line_of_time();
        let sure = if !self.capital(at) {
            !word.short
                && led
                && (!self.is_ambiguous_month(at) && self.phrase_ends(next) || self.opens_months(at, next))
        } else if range
            || whole && !word.short
            || at > 1 && self.is_dash(at - 1) && self.word(at - 2).month != 0
        {
            true
        } else if word.short {
            led && self.reader.is(next - 1, ".")
        } else if self.is_ambiguous_month(at) || matches!(word.month, 4 | 6) {
            led && (opens || !(self.capital(next) && self.is_word(next) && self.reader.spaced(next)))
                && !self.is_person(at, next)
        } else {
            !(self.capital(next)
                && self.is_word(next)
                && self.word(next).month == 0
                && self.reader.spaced(next))
                || led
        };
        let before = self.word(at.wrapping_sub(2));
        if self.day_in_name(at).is_some() {
            return None;
        }
        if !sure || self.hyphen(at.wrapping_sub(1)) && before.month == 0 && !before.classes.any(part) {
            return None;
        }
        if referred.is_some() {
            return referred;
        }
        let parts = Parts { month: Some(month as u8), ..Parts::default() };
        // "June and July 2011": the year is that of both.
        let year =
            self.has(next, Classes::AND.or(Classes::OR)).then(|| self.month_first_year(next + 1)).flatten();
        let point = self.month_of(at, next, year, month);
        let point = if self.is_month_of_noun(at, next) { self.told_month(point, month) } else { point };
        Some(point.with_parts(parts))
    }

    /// The year of the month at `at`, when it has one right after it.
    fn month_first_year(&self, at: usize) -> Option<i32> {
        let (_, next) = self.month_name(at)?;
        self.year_number(next).map(|(year, _)| year)
    }

    /// "between august and october", "from march to may": months in small letters that only a range makes sure.
    fn opens_months(&self, at: usize, next: usize) -> bool {
        let between = self.has_before(at, Classes::BETWEEN) && self.has(next, Classes::AND);
        let from = self.has_before(at, Classes::FROM) && self.has(next, Classes::TO);
        (between || from) && self.word(next + 1).month != 0
    }

    /// Whether a dash or "to" and another month follow: "May-July", "March to April".
    fn month_range_follows(&self, next: usize) -> bool {
        (self.is_dash(next) || self.has(next, Classes::TO))
            && self.word(next + 1).month != 0
            && self.capital(next + 1)
    }

    /// "by May's government" is a person's, "in May's election" a month's.
    fn is_person(&self, at: usize, next: usize) -> bool {
        self.apostrophe(next) && self.cue_before(at, Cues::BY) && matches!(self.word(at).month, 4 | 5 | 6 | 8)
    }

    /// "April" of "in March and April", "in March, April": the month after another.
    fn is_second_month(&self, at: usize, next: usize) -> bool {
        let joined = self.has_before(at, Classes::AND.or(Classes::OR))
            || self.reader.joined_mark(at.wrapping_sub(1), ',');
        let Some(first) = at.checked_sub(2).filter(|first| joined && self.word(*first).month != 0) else {
            return false;
        };
        // "with April and June" may be people.
        let sure = !self.is_ambiguous_month(first) && !matches!(self.word(first).month, 4 | 6)
            || self.has_before(first, Classes::YEAR_AFTER);
        sure && self.capital(first) && self.phrase_ends(next)
    }

    /// "the March quarter", "an August rally", "the agency's April ruling", "March sales", but "the May government" is a
    /// person's.
    fn is_month_of_noun(&self, at: usize, next: usize) -> bool {
        let determined = self.has_before(at, Classes::INDEFINITE.or(Classes::POSSESSIVE))
            || self.follows_possessive(at)
            || self.has_before(at, Classes::THE) && self.word(at).month != 5;
        determined && self.noun_follows(next) || at == 0 && self.cue(next, Cues::OF_A_YEAR)
    }

    /// The month before a noun, with no tense to go by, is the last one rather than one far ahead.
    fn told_month(&self, point: Point, month: u32) -> Point {
        let (Some(published), Some(from)) = (self.published(), point.time.period.from()) else {
            return point;
        };
        if self.tense(point.start, point.next) != Tense::Unknown || (from - published).num_days() < SOON {
            return point;
        }
        let period = time::month_of_year(published, month, Tense::Past);
        let value = timex::month(period.and_then(Period::year), month);
        Point::date(point.start, point.next, Grain::Month, period, value, Basis::Resolved)
    }

    /// "compared with March", "up on August": months that are seldom the names of people.
    fn is_compared_month(&self, at: usize, next: usize) -> bool {
        matches!(self.word(at).month, 3 | 8)
            && self.cue_before(at, Cues::BESIDE_YEAR)
            && self.phrase_ends(next)
    }
}
