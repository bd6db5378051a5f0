//! Written dates in every order of newspapers: "July 4, 2025", "4 July", "the 4th of July", "Tues.,
//! Jul. 1", "October of 2024", "31-Oct-74".

use super::look::Look;
use super::point::Point;
use crate::lexicon::Classes;
use crate::time::{self, Basis, Grain, Impossible, Parts, Period, Tense, TimeUnit, is_plausible_year, timex};
use chrono::{Datelike, NaiveDate, Weekday};

/// Beyond so many days from the article a weekday tells the year of its date; nearer, one of the two is wrong.
const FAR: i64 = 60;
/// A day that names an event ("the July 7 attacks") is of this year where it lies so many days back.
const LATELY: i64 = 60;

/// The parts of a date as they were read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Written {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
    pub weekday: Option<Weekday>,
}

/// So many blanks divide two columns, and no day from its month; a line may be indented by fewer.
const WIDE: usize = 12;

impl Look<'_> {
    /// A date with a written month, with or without a weekday before it, that starts at `at`.
    pub fn written_date(&self, at: usize) -> Option<Point> {
        if let Some((weekday, after)) = self.weekday_name(at) {
            let day = self.skip_comma(after);
            if let Some(point) = self.digits_after_weekday(day, weekday) {
                return Some(point.starting(at));
            }
            let day = day + usize::from(day == after && self.hyphen(after) && self.is_word(after + 1));
            // "Tuesday the 2nd July" is one phrase.
            let day = day + usize::from(self.has(day, Classes::THE) && self.ordinal(day + 1).is_some());
            // "Mon (15 Nov 2011)"; after "Monday" the bracket is a phrase of its own, and
            // the Sun has dates as well.
            let short = self.word(at).short && weekday != Weekday::Sun;
            let bracket = usize::from(short && self.reader.is(day, "("));
            let (mut written, next) = self.parts_of_date(day + bracket)?;
            written.day.filter(|_| bracket == 0 || self.reader.is(next, ")"))?;
            written.weekday = Some(weekday);
            let referred = self.dated_in_year_referred(at, next, written).filter(|_| bracket == 0);
            return Some(referred.unwrap_or_else(|| self.dated(at, next + bracket, written)));
        }
        let (mut written, mut next) = self.parts_of_date(at)?;
        if written.day.is_some() {
            let after = self.skip_comma(next);
            let bracket = self.reader.is(after, "(") as usize;
            if let Some((weekday, end)) = self.weekday_name(after + bracket)
                && (bracket == 0 || self.reader.is(end, ")"))
                && (bracket == 1 || self.word(after).short)
            {
                written.weekday = Some(weekday);
                next = end + bracket;
            }
        }
        // "the 1st of July" is one phrase, "the July 1" of "the July 1 attack" two.
        let ordinal = self.ordinal(at).is_some() && self.word(at).month == 0;
        let start = if ordinal { self.start_before(at, Classes::THE) } else { at };
        let referred = self.dated_in_year_referred(start, next, written);
        Some(referred.unwrap_or_else(|| self.dated(start, next, written)))
    }

    /// The month at `at`, and the place after its full stop.
    pub fn month_name(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.word(at);
        if word.month == 0 || self.is_glued_to_code(at) {
            return None;
        }
        let stop = word.short && self.reader.joined_mark(at + 1, '.');
        Some((word.month.into(), at + 1 + usize::from(stop)))
    }

    /// "SEP8", "JUL8523" are codes of tables; in "June14, 2021" a space is missing.
    fn is_glued_to_code(&self, at: usize) -> bool {
        let is_glued = self.reader.is_digits(at + 1) && !self.reader.spaced(at + 1);
        let is_name = !self.word(at).short && self.reader.str(at).chars().skip(1).all(char::is_lowercase);
        let is_day =
            self.reader.str(at + 1).len() <= 2 && (self.reader.spaced(at + 2) || self.reader.is(at + 2, ","));
        is_glued && !(is_name && self.capital(at) && is_day)
    }

    /// The weekday at `at`, and the place after its full stop.
    pub fn weekday_name(&self, at: usize) -> Option<(Weekday, usize)> {
        let word = self.word(at);
        // "They sat", "were wed": a short name in small letters is another word.
        if word.weekday == 0
            || word.plural
            || word.short && !self.capital(at) && !(at == 0 && self.is_line_of_time())
            || word.short && self.is_after_initial(at)
        {
            return None;
        }
        let stop = word.short && self.reader.joined_mark(at + 1, '.');
        Some((weekday_of(word.weekday)?, at + 1 + usize::from(stop)))
    }

    /// "Anna Y. Sun, Jan. 28": the family, not the day.
    fn is_after_initial(&self, at: usize) -> bool {
        let letter = at.wrapping_sub(2);
        self.reader.joined_mark(at.wrapping_sub(1), '.')
            && self.reader.str(letter).len() == 1
            && self.capital(letter)
    }

    pub fn parts_of_date(&self, at: usize) -> Option<(Written, usize)> {
        if let Some((month, after)) = self.month_name(at) {
            return self.month_first(month, at, after);
        }
        if let Some(year) = self.four_digits(at).filter(|_| self.same_line(at))
            && let Some((month, after)) = self.month_name(self.skip_joint(at + 1))
            && (self.capital(after - 1)
                || !self.is_ambiguous_month(self.skip_joint(at + 1))
                || self.skip_joint(at + 1) > at + 1)
        {
            let day = self.day_number(self.skip_joint(after)).filter(|(_, next)| !self.inside_date(*next));
            let written =
                Written { year: Some(year), month: Some(month), day: day.map(|d| d.0), weekday: None };
            return Some((written, day.map_or(after, |d| d.1)));
        }
        self.day_first(at)
    }

    /// "July 4, 2025", "July the 4th", "October of 2024", "Sep-23-2020"; a month alone is not enough.
    fn month_first(&self, number: u32, at: usize, after: usize) -> Option<(Written, usize)> {
        let month = Some(number);
        let comma = self.skip_comma(after);
        let the = comma + usize::from(self.has(comma, Classes::THE));
        let joint = self.skip_joint(the);
        // "One in March, two in April": a comma is no part of "April six".
        let cardinal = || self.day_in_words(joint).filter(|_| self.capital(at) && joint == after);
        let none = || self.day_of_no_month(joint, self.is_led_by_on(at)).filter(|_| self.capital(at));
        if let Some((day, next)) = self.day_number(joint).or_else(cardinal).or_else(none)
            && !self.counts_things(at, joint, next)
        {
            let (year, next) = self.year_after_day(next, joint > the);
            if year.is_none() && self.has(next, Classes::EVENT) && !self.was_lately(number, day) {
                return None;
            }
            return Some((Written { year, month, day: Some(day), weekday: None }, next));
        }
        let within = self.in_a_year(comma) || self.has(comma, Classes::IN) && self.is_modern_year(comma + 1);
        let of = comma + usize::from(self.has(comma, Classes::OF) || within);
        let joint = if of == after { self.skip_joint(after) } else { of };
        if joint > of
            && let Some(year) = self.digits(joint, 4).filter(|year| is_plausible_year(*year))
            && !self.goes_on(joint)
        {
            return Some((Written { year: Some(year as i32), month, day: None, weekday: None }, joint + 1));
        }
        let year = self.year_number(of)?;
        if self.is_ambiguous_month(at) && !self.capital(at) {
            return None;
        }
        Some((Written { year: Some(year.0), month, day: None, weekday: None }, year.1))
    }

    /// "4 July 2025", "the 4th of July", "31st March, 2016", "31/Oct/1974".
    fn day_first(&self, at: usize) -> Option<(Written, usize)> {
        let (day, after) = self
            .day_number(at)
            .or_else(|| self.day_before_month(at))
            .or_else(|| self.no_day_before_month(at))?;
        if self.after_figure(at) {
            return None;
        }
        let ordinal = self.reader.str(after - 1).ends_with(char::is_alphabetic);
        // "the 21st day of October"
        let day_of =
            ordinal && self.word(after).unit == Some(TimeUnit::Day) && self.has(after + 1, Classes::OF);
        let after = after + usize::from(day_of);
        let of = after + usize::from(self.has(after, Classes::OF));
        let joint = self.skip_joint(of);
        // "Thursday 11th, May 2020"
        let comma = usize::from(ordinal && joint == after && self.reader.is(joint, ","));
        let joint = joint + comma;
        let (month, next) = self.month_name(joint)?;
        // A page's number and the heading of what stands beside it.
        if self.reader.gap(joint).len() > WIDE {
            return None;
        }
        if comma > 0 && !(self.capital(joint) && self.four_digits(self.skip_comma(next)).is_some()) {
            return None;
        }
        // "the 4 may go": the month that is a verb wants a capital, an ordinal or "of".
        let short = self.word(joint).short && (self.phrase_ends(next) || self.four_digits(next).is_some());
        let sure = self.capital(joint) || of > after || short || !self.is_ambiguous_month(joint);
        if !sure {
            return None;
        }
        let (year, next) = self.year_after_day(next, joint > of + comma);
        Some((Written { year, month: Some(month), day: Some(day), weekday: None }, next))
    }

    fn year_after_day(&self, next: usize, jointed: bool) -> (Option<i32>, usize) {
        let comma = self.skip_comma(next);
        let comma = if comma == next && self.reader.is(next, ",") { next + 1 } else { comma };
        let led = self.has(comma, Classes::OF) || self.in_a_year(comma);
        let of = comma + usize::from(comma == next && led);
        let joint = self.skip_joint(of);
        if jointed
            && joint > of
            && let Some(year) = self.digits(joint, 4).filter(|_| !self.joined_to_more(joint + 1))
        {
            return match self.reader.str(joint).len() {
                4 if year >= 1000 => (Some(year as i32), joint + 1),
                2 => (Some(self.full_year(year)), joint + 1),
                _ => (None, next),
            };
        }
        match self.year_number(joint) {
            // "1 March 2000 GMT" is eight in the evening; "March 1, 2000 GMT" has a comma before its year.
            Some((year, after)) if joint == next && self.is_hour_of_a_zone(year, after) => (None, next),
            Some((year, after)) => (Some(year), after),
            None => (None, next),
        }
    }

    /// Whether four digits are hours and minutes, with the zone that stands at `after`.
    fn is_hour_of_a_zone(&self, digits: i32, after: usize) -> bool {
        self.zone(after).is_some() && digits < 2400 && digits % 5 == 0 && digits % 100 < 60
    }

    /// "2017" after "June in": a year of our days that counts nothing.
    pub fn is_modern_year(&self, at: usize) -> bool {
        let year = self.four_digits(at).filter(|year| is_plausible_year(*year));
        year.is_some() && !self.has(at + 1, Classes::COUNT_NOUN)
    }

    /// "in 2020" after "28 June".
    fn in_a_year(&self, at: usize) -> bool {
        self.has(at, Classes::IN)
            && self.four_digits(at + 1).is_some_and(|year| (1800..=2100).contains(&year))
            && self.phrase_ends(at + 2)
    }

    /// A year of four digits, or of two after an apostrophe.
    pub fn year_number(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(year) = self.four_digits(at) {
            return Some((year, at + 1));
        }
        if self.apostrophe(at) && !self.reader.spaced(at + 1) && self.reader.str(at + 1).len() == 2 {
            let year = self.digits(at + 1, 2)?;
            return Some((self.full_year(year), at + 2));
        }
        self.worded_year(at).filter(|(_, next)| self.phrase_ends(*next))
    }

    /// A number of four digits from 1000 to 2999 that is no part of a longer figure.
    pub fn four_digits(&self, at: usize) -> Option<i32> {
        let year = self.digits(at, 4).filter(|_| self.reader.str(at).len() == 4)?;
        let glued = !self.reader.spaced(at + 1) && self.is_word(at + 1);
        ((1000..=2999).contains(&year) && !self.inside_figure(at) && !glued).then_some(year as i32)
    }

    /// The year that two digits mean: the nearest at most ten years ahead of the article.
    pub fn full_year(&self, two: u32) -> i32 {
        let latest = self.published().map_or(2030, |day| day.year() + 10);
        let year = latest - latest.rem_euclid(100) + two as i32;
        if year > latest { year - 100 } else { year }
    }

    /// The place after a hyphen or slash that joins the parts of a date.
    fn skip_joint(&self, at: usize) -> usize {
        let joins = self.hyphen(at) || (self.reader.joined_mark(at, '/') && !self.reader.spaced(at + 1));
        at + usize::from(joins)
    }

    fn joined_to_more(&self, at: usize) -> bool {
        !self.reader.spaced(at) && (self.is_word(at) || self.is_dash(at) || self.reader.is(at, "/"))
    }

    fn inside_date(&self, next: usize) -> bool {
        self.is_word(next) && !self.reader.spaced(next)
    }

    /// "In July 12 people were killed": a month, then a count.
    fn counts_things(&self, month: usize, day: usize, next: usize) -> bool {
        let counted = self.has(next, Classes::COUNT_NOUN) || self.word(next).unit.is_some();
        let ambiguous = self.is_ambiguous_month(month) && !self.capital(month);
        let ordinal = next > day + 1 || !self.reader.is_digits(day);
        // Nobody says "in July 12" of a day.
        let inside = self.has_before(month, Classes::IN) && self.reader.spaced(next) && self.is_word(next);
        ((inside || counted) && !ordinal)
            || (ambiguous
                && (month > 0 && self.word(month).month == 5 || !self.reader.is_digits(day))
                && !self.is_line_of_time())
            || (self.is_word(next) && !self.reader.spaced(next))
    }

    /// Whether the month at `at` is another word as well: may, march, mar, august, sep, dec.
    pub fn is_ambiguous_month(&self, at: usize) -> bool {
        let word = self.word(at);
        word.short || matches!(word.month, 3 | 5 | 8)
    }

    /// The date of written parts, its year resolved by the tense of its clause where it is missing.
    pub fn dated(&self, start: usize, next: usize, written: Written) -> Point {
        let parts = Parts {
            year: written.year.is_some(),
            month: written.month.map(|month| month as u8),
            day: written.day.map(|day| day as u8),
            weekday: written.weekday,
            clock: false,
        };
        let mut point = match (written.month, written.day) {
            (Some(month), Some(day)) => self.day_of(start, next, written, month, day),
            (Some(month), None) => self.month_of(start, next, written.year, month),
            _ => Point::date(start, next, Grain::Day, None, String::new(), Basis::Open),
        };
        if point.time.impossible.is_some() {
            point.time.period = Period::ANY;
            point.time.basis = Basis::Written;
        }
        point.with_parts(parts)
    }

    /// Whether no line ends after the token at `at`.
    fn same_line(&self, at: usize) -> bool {
        let (Some(one), Some(two)) = (self.reader.token(at), self.reader.token(at + 1)) else { return true };
        !self.reader.text[one.span.end as usize..two.span.start as usize].contains('\n')
    }

    fn day_of(&self, start: usize, next: usize, written: Written, month: u32, day: u32) -> Point {
        let year = written.year;
        let open = || timex::date(year, Some(month), Some(day));
        if let Some(why) = impossible(year, month, day) {
            let mut point = Point::date(start, next, Grain::Day, None, String::new(), Basis::Written);
            point.time.impossible = Some(why);
            return point;
        }
        if let Some(date) = year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day)) {
            return Point::date(
                start,
                next,
                Grain::Day,
                Some(Period::day(date)),
                timex::day(date),
                Basis::Written,
            );
        }
        let found = self.published().and_then(|published| {
            let tense = if self.has(next, Classes::EVENT) { Tense::Past } else { self.tense(start, next) };
            let near = time::day_of_year(published, month, day, tense)?;
            let far = (near - published).num_days().abs() > FAR;
            let fitting = |weekday| self.day_with_weekday(published, month, day, weekday, tense);
            written.weekday.filter(|_| far).and_then(fitting).or(Some(near))
        });
        let value = found.map_or_else(open, timex::day);
        Point::date(start, next, Grain::Day, found.map(Period::day), value, Basis::Resolved)
    }

    /// The day that falls on a weekday, in the year that the text told last or, where it told none, in the nearest.
    fn day_with_weekday(
        &self,
        published: NaiveDate,
        month: u32,
        day: u32,
        weekday: Weekday,
        tense: time::Tense,
    ) -> Option<NaiveDate> {
        match self.memory.told {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day).filter(|day| day.weekday() == weekday),
            None => time::day_with_weekday(published, month, day, weekday, tense),
        }
    }

    /// A month, of a year or of the nearest that fits.
    pub fn month_of(&self, start: usize, next: usize, year: Option<i32>, month: u32) -> Point {
        if let Some(year) = year {
            let period = Period::month(year, month);
            return Point::date(
                start,
                next,
                Grain::Month,
                period,
                timex::month(Some(year), month),
                Basis::Written,
            );
        }
        let found = self
            .published()
            .and_then(|published| time::month_of_year(published, month, self.tense(start, next)));
        let year = found.and_then(Period::year);
        Point::date(start, next, Grain::Month, found, timex::month(year, month), Basis::Resolved)
    }

    /// The place after "September 11" in "the September 11 attacks", which is of no year that could be
    /// guessed: the day is a part of the name.
    pub fn day_in_name(&self, at: usize) -> Option<usize> {
        let (month, next) = self.month_name(at)?;
        let (day, after) = self.day_number(next)?;
        (self.has(after, Classes::EVENT) && !self.was_lately(month, day)).then_some(after)
    }

    /// Whether the day lies in the weeks before the article, so that a reader takes it for this year's.
    fn was_lately(&self, month: u32, day: u32) -> bool {
        self.published().is_some_and(|published| {
            (published.year() - 1..=published.year())
                .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
                .any(|day| (0..=LATELY).contains(&(published - day).num_days()))
        })
    }
}

/// Why a day cannot be; `None` where some year has it.
pub(super) fn impossible(year: Option<i32>, month: u32, day: u32) -> Option<Impossible> {
    if !(1..=12).contains(&month) {
        return Some(Impossible::NoSuchPart);
    }
    let leap = NaiveDate::from_ymd_opt(2000, month, day).is_none();
    match year {
        _ if leap => Some(Impossible::NoSuchDay),
        Some(year) if NaiveDate::from_ymd_opt(year, month, day).is_none() => Some(Impossible::NotALeapYear),
        _ => None,
    }
}

/// The weekday of a number from 1 for Monday.
pub(super) fn weekday_of(number: u8) -> Option<Weekday> {
    Weekday::try_from(number.checked_sub(1)?).ok()
}
