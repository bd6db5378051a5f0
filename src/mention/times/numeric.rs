//! Dates in digits alone: 2025-07-01, 07/04/2025, 31.10.1974, 20250701, 2013-02.

use super::date::{Written, impossible};
use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues};
use crate::time::{Basis, Grain, Impossible, Parts, Period, is_plausible_year, timex};
use chrono::{Datelike, NaiveDate, Weekday};

/// Days of a month that no fraction has below its line: "2/29" alone is a date, "3/15" may be a fifth.
fn is_no_denominator(day: u32) -> bool {
    matches!(day, 13 | 17 | 19 | 23 | 26..=29 | 31)
}

impl Look<'_> {
    /// The date in digits that starts at `at`.
    pub fn numeric_date(&self, at: usize) -> Option<Point> {
        if self.after_figure(at)
            || at > 0
                && self.is_dash(at - 1)
                && !self.reader.spaced(at)
                && self.reader.is_digits(at.wrapping_sub(2))
        {
            return None;
        }
        let point =
            self.three_parts(at).or_else(|| self.year_and_month(at)).or_else(|| self.day_and_month(at))?;
        Some(self.with_weekday_in_brackets(point))
    }

    /// "2011-08-15 (Mon)".
    fn with_weekday_in_brackets(&self, point: Point) -> Point {
        let weekday = || {
            point.time.parts.year.then_some(())?;
            self.reader.is(point.next, "(").then_some(())?;
            self.weekday_name(point.next + 1).filter(|(_, end)| self.reader.is(*end, ")"))
        };
        match weekday() {
            Some((weekday, end)) => Point { next: end + 1, ..told_by_weekday(point, weekday) },
            None => point,
        }
    }

    /// The place after a separator at `at`, when it is `mark` or, for no mark, any of them.
    fn separator(&self, at: usize, mark: Option<&str>) -> Option<&str> {
        let found = self.reader.str(at);
        let joined = !self.reader.spaced(at) && !self.reader.spaced(at + 1) && self.reader.is_digits(at + 1);
        let known = matches!(found, "-" | "/" | "." | "\u{2010}" | "\u{2011}");
        (joined && known && mark.is_none_or(|mark| mark == found)).then_some(found)
    }

    fn three_parts(&self, at: usize) -> Option<Point> {
        let mark = self.separator(at + 1, None)?;
        self.separator(at + 3, Some(mark))?;
        let next = at + 5;
        // A fourth part, or letters, make it a version, an address or a code.
        // So does a hyphen before it: "News-2004-2-30".
        let code = at > 1 && !self.reader.spaced(at) && self.hyphen(at - 1) && self.is_word(at - 2);
        if code
            || self.separator(next, None).is_some() && !self.slashes_follow(next)
            || (!self.reader.spaced(next) && self.is_word(next) && !self.is_time_mark(next))
        {
            return None;
        }
        let width = |place: usize| self.reader.str(place).len();
        let [a, b, c] = [self.digits(at, 4)?, self.digits(at + 2, 4)?, self.digits(at + 4, 4)?];
        if width(at) == 4 && width(at + 2) <= 2 && width(at + 4) <= 2 {
            return self.numeric(at, next, a as i32, b, c);
        }
        let year = match width(at + 4) {
            4 if c >= 1000 => c as i32,
            // Three numbers of two digits are a date only with slashes, and in a range that dates have.
            2 if mark != "." && width(at) <= 2 && (mark == "/" || c > 31) => self.full_year(c),
            _ => return None,
        };
        if width(at) > 2 || width(at + 2) > 2 {
            return None;
        }
        let day_first = if mark == "." { Some(true) } else { self.reader.reference.day_first };
        let date = self.either_order(at, next, Some(year), a, b, day_first)?;
        // "2-31-41" that no calendar has is the time of a run.
        (width(at + 4) > 2 || mark == "/" || date.time.impossible.is_none()).then_some(date)
    }

    /// 07/04: a date only after "on" or beside a weekday, else a fraction or a score.
    fn day_and_month(&self, at: usize) -> Option<Point> {
        let mark = self.separator(at + 1, None)?;
        if mark != "/" || self.reader.str(at).len() > 2 || self.reader.str(at + 2).len() > 2 {
            // 04/2016
            let (month, year) = (self.digits(at, 2)?, self.digits(at + 2, 4)?);
            let sound = mark == "/" && (1..=12).contains(&month) && is_plausible_year(year);
            return sound.then(|| {
                self.month_of(at, at + 3, Some(year as i32), month).with_parts(Parts {
                    year: true,
                    month: Some(month as u8),
                    ..Parts::default()
                })
            });
        }
        // "2/25AM" is "2/2" and "5AM" run together.
        let torn = !self.reader.spaced(at + 3) && self.is_word(at + 3) && !self.is_time_mark(at + 3);
        if self.separator(at + 3, None).is_some() && !self.slashes_follow(at + 3)
            || self.has(at + 3, Classes::COUNT_NOUN)
            || torn
        {
            return None;
        }
        let (a, b) = (self.digits(at, 2)?, self.digits(at + 2, 2)?);
        let led = at > 0
            && (self.cue_before(at, Cues::ON)
                || self.word(at - 1).weekday != 0
                || self.reader.is(at - 1, ",") && self.word(at.wrapping_sub(2)).weekday != 0
                || self.has(at - 1, Classes::STRONG_YEAR_AFTER))
            || self.opens_slashed_range(at)
            || self.goes_on_slashed(at)
            || at == 0 && is_no_denominator(b) && self.is_line_of_time();
        let sound =
            (1..=12).contains(&a) && (1..=31).contains(&b) || (1..=31).contains(&a) && (1..=12).contains(&b);
        if !led || !sound {
            return None;
        }
        self.either_order(at, at + 3, None, a, b, self.reader.reference.day_first)
    }

    /// Whether a hyphen and another date with slashes follow: "5/1-5/7".
    fn slashes_follow(&self, at: usize) -> bool {
        self.is_dash(at) && self.separator(at + 2, Some("/")).is_some()
    }

    /// "from 10/1 to 11/7", "10/1-11/2/2017": the second end, or the word before the first, makes it a date.
    fn opens_slashed_range(&self, at: usize) -> bool {
        let joint = at + 3;
        let led = self.has_before(at, Classes::FROM.or(Classes::BETWEEN));
        let joins = self.is_dash(joint)
            || self.has(joint, Classes::TO)
            || self.has_before(at, Classes::BETWEEN) && self.has(joint, Classes::AND);
        let second = self.separator(joint + 2, Some("/")).is_some();
        // "from 1/8 to 1/4 point"
        let fractions = self.is_fraction(at) && self.is_fraction(joint + 1);
        joins && second && !fractions && (led || self.separator(joint + 4, Some("/")).is_some())
    }

    /// Whether the slash after `at` divides a fraction as trades and cooks write it.
    fn is_fraction(&self, at: usize) -> bool {
        let (Some(a), Some(b)) = (self.digits(at, 2), self.digits(at + 2, 2)) else { return false };
        a < b && matches!(b, 2..=6 | 8 | 10 | 16)
    }

    /// "on 11/20, 11/22 or 11/25": a later item of a short list whose first is led.
    fn goes_on_slashed(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(4) else { return false };
            let joins = self.reader.is(at - 1, ",") || self.has(at - 1, Classes::AND.or(Classes::OR));
            if !joins || self.separator(before + 1, Some("/")).is_none() {
                return false;
            }
            if self.cue_before(before, Cues::ON) {
                return true;
            }
            at = before;
        }
        false
    }

    /// The date with slashes that ends a range at `at`: "11/7", "10/7/2018", "5/7, 2020".
    pub fn slashed_end(&self, at: usize) -> Option<Point> {
        if let Some(point) = self.three_parts(at) {
            return Some(point);
        }
        self.separator(at + 1, Some("/"))?;
        if self.separator(at + 3, None).is_some() {
            return None;
        }
        let (a, b) = (self.digits(at, 2)?, self.digits(at + 2, 2)?);
        let comma = self.skip_comma(at + 3);
        let year = self.four_digits(comma).filter(|year| comma > at + 3 && is_plausible_year(*year));
        let next = if year.is_some() { comma + 1 } else { at + 3 };
        self.either_order(at, next, year, a, b, self.reader.reference.day_first)
    }

    /// "Friday 7/6", "Thursday 29/03": the date in digits after a weekday, which may say which of the two is the day.
    pub fn digits_after_weekday(&self, at: usize, weekday: chrono::Weekday) -> Option<Point> {
        if !self.reader.is_digits(at) || self.after_figure(at) {
            return None;
        }
        let point = self.three_parts(at).or_else(|| self.day_and_month(at))?;
        Some(told_by_weekday(point, weekday))
    }

    /// 2013-02, 2014/10.
    fn year_and_month(&self, at: usize) -> Option<Point> {
        let mark = self.separator(at + 1, None).filter(|mark| *mark != ".")?;
        let year =
            self.digits(at, 4).filter(|year| is_plausible_year(*year) && self.reader.str(at).len() == 4)?;
        let month = self
            .digits(at + 2, 2)
            .filter(|month| (1..=12).contains(month) && self.reader.str(at + 2).len() == 2)?;
        // 2012-14 is a range of years; 2010-12 is left to it as well where it goes up.
        if mark != "/" && month > year % 100 && !self.reader.str(at + 2).starts_with('0')
            || self.separator(at + 3, None).is_some()
        {
            return None;
        }
        Some(self.month_of(at, at + 3, Some(year as i32), month).with_parts(Parts {
            year: true,
            month: Some(month as u8),
            ..Parts::default()
        }))
    }

    fn either_order(
        &self,
        at: usize,
        next: usize,
        year: Option<i32>,
        a: u32,
        b: u32,
        day_first: Option<bool>,
    ) -> Option<Point> {
        // "8.0.1750" is a version.
        if a == 0 || b == 0 {
            return None;
        }
        let as_day_first = Written { year, month: Some(b), day: Some(a), weekday: None };
        let as_month_first = Written { year, month: Some(a), day: Some(b), weekday: None };
        let ok = |written: Written| {
            impossible(year, written.month.unwrap_or(0), written.day.unwrap_or(0)).is_none()
        };
        match (ok(as_day_first), ok(as_month_first)) {
            (true, true) if a == b => Some(self.dated(at, next, as_day_first)),
            (true, true) => match day_first {
                Some(true) => Some(self.dated(at, next, as_day_first)),
                Some(false) => Some(self.dated(at, next, as_month_first)),
                None => Some(self.undecided(at, next, as_month_first)),
            },
            (true, false) => Some(self.dated(at, next, as_day_first)),
            (false, true) => Some(self.dated(at, next, as_month_first)),
            (false, false) if a <= 31 && b <= 31 && (a <= 12 || b <= 12) && year.is_some() => {
                Some(self.dated(at, next, if a <= 12 { as_month_first } else { as_day_first }))
            }
            _ => None,
        }
    }

    /// Which is the day is not known: the period stays open; the value is that of American papers.
    fn undecided(&self, at: usize, next: usize, written: Written) -> Point {
        let mut point = self.dated(at, next, written);
        point.time.period = Period::ANY;
        point.time.basis = Basis::Open;
        point.time.parts.day = None;
        point
    }

    fn numeric(&self, at: usize, next: usize, year: i32, month: u32, day: u32) -> Option<Point> {
        if !(1000..=2999).contains(&year) || month > 31 || day > 39 || day == 0 || month == 0 {
            return None;
        }
        let mut point = self.dated(
            at,
            next,
            Written { year: Some(year), month: Some(month), day: Some(day), weekday: None },
        );
        if point.time.impossible == Some(Impossible::NoSuchPart) {
            point.time.timex = Box::default();
        }
        Some(point)
    }

    fn is_time_mark(&self, at: usize) -> bool {
        matches!(self.reader.str(at), "T" | "t")
    }

    /// 20250701
    pub fn eight_digits(&self, at: usize) -> Option<Point> {
        let text = self.reader.str(at);
        if text.len() != 8 || !self.reader.is_digits(at) || self.inside_figure(at) {
            return None;
        }
        let (year, month, day) = (text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?);
        let sound = is_plausible_year(year) && impossible(Some(year), month, day).is_none();
        let date = chrono::NaiveDate::from_ymd_opt(year, month, day).filter(|_| sound)?;
        let point =
            Point::date(at, at + 1, Grain::Day, Some(Period::day(date)), timex::day(date), Basis::Written);
        Some(point.with_parts(Parts {
            year: true,
            month: Some(month as u8),
            day: Some(day as u8),
            ..Parts::default()
        }))
    }
}

/// A date in digits whose weekday is written: where either number may be the day, it is the order that falls on the weekday,
/// and that of American papers where neither does and the year is written.
fn told_by_weekday(mut point: Point, weekday: Weekday) -> Point {
    point.time.parts.weekday = Some(weekday);
    let open = |point: &Point| point.time.timex.parse().ok().filter(|_| point.time.basis == Basis::Open);
    let Some(month_first): Option<NaiveDate> = open(&point) else { return point };
    let day_first = NaiveDate::from_ymd_opt(month_first.year(), month_first.day(), month_first.month());
    let fits = |day: &NaiveDate| day.weekday() == weekday;
    let told = match (fits(&month_first), day_first.filter(fits)) {
        (false, Some(day)) => day,
        // Where the year is guessed it may be another one.
        (false, None) if !point.time.parts.year => return point,
        _ => month_first,
    };
    point.time.period = Period::day(told);
    point.time.timex = timex::day(told).into();
    point.time.basis = Basis::Resolved;
    let either = fits(&month_first) && day_first.is_some_and(|day| fits(&day));
    if !either {
        point.time.parts.day = Some(told.day() as u8);
        point.time.parts.month = Some(told.month() as u8);
    }
    point
}
