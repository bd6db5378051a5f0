//! Ranges: "from 1996 to 2001", "1979-89", "between March and April", "July 13-15", "10 to 22 August 2012",
//! "9:30 - 11:00". Both ends stay as mentions inside, also where the range is reversed.

use super::date::Written;
use super::look::Look;
use super::point::{Point, temporal};
use crate::lexicon::{Classes, Cues};
use crate::mention::Kind;
use crate::time::{self, Basis, Grain, Impossible, Parts, Period, timex};
use chrono::{Datelike, NaiveDate};

impl Look<'_> {
    /// `first` with a second end after it, or `first`.
    pub fn with_end(&self, first: Point) -> Point {
        if !matches!(first.kind, Kind::Date | Kind::Time)
            || first.time.range
            || first.time.impossible.is_some() && first.time.parts.clock
        {
            return first;
        }
        match self.range(&first) {
            Some(range) => range,
            None => first,
        }
    }

    fn range(&self, first: &Point) -> Option<Point> {
        let (between, joint) = self.joint(first)?;
        let the = joint + usize::from(self.has(joint, Classes::THE));
        let second = self.second(first, joint, the)?;
        if second.kind != first.kind || second.time.range {
            return None;
        }
        let (first, second) = self.agree(first.clone(), second);
        let start = if between || self.has_before(first.start, Classes::FROM) {
            first.start - 1
        } else {
            first.start
        };
        Some(self.joined_range(start, first, second))
    }

    /// The word or dash that joins two ends: whether "between" opened it, and the place after it.
    fn joint(&self, first: &Point) -> Option<(bool, usize)> {
        let next = first.next;
        let between = self.has_before(first.start, Classes::BETWEEN);
        if between {
            let joins =
                self.has(next, Classes::AND.or(Classes::TO)) || self.is_dash(next) || self.tilde(next);
            return joins.then_some((true, next + 1));
        }
        if first.grain == Grain::Year && self.reader.joined_mark(next, '/') && !self.reader.spaced(next + 1) {
            // "the 1986/87 crop"
            return (self.reader.str(next + 1).len() == 2).then_some((false, next + 1));
        }
        // "four years ago — February 2017" is an apposition.
        let aside = self.reader.is(next, "\u{2014}")
            && self.reader.spaced(next)
            && !(first.grain == Grain::Year && first.time.parts.year);
        let dash = self.is_dash(next) && !aside && (self.reader.spaced(next) == self.reader.spaced(next + 1))
            || self.reader.is(next, "/") && first.time.parts.clock
            || first.grain == Grain::Year && self.tilde(next);
        let to = self.has(next, Classes::TO) && !self.cue(next, Cues::ABBREVIATED_TO);
        (dash || to).then_some((false, next + 1))
    }

    fn tilde(&self, at: usize) -> bool {
        matches!(self.reader.str(at), "~" | "\u{301c}" | "\u{ff5e}")
    }

    /// The second end: a phrase of its own, or digits that the first completes.
    fn second(&self, first: &Point, at: usize, the: usize) -> Option<Point> {
        let short = || self.second_digits(first, at);
        if first.grain == Grain::Time {
            return self.time_of_day(at);
        }
        if first.grain == Grain::Year {
            return self
                .four_digits(at)
                .map(|year| self.year_point(at, at + 1, year))
                .or_else(short)
                .or_else(|| self.end_point(the))
                .or_else(|| self.short_year(at));
        }
        self.end_point(the).or_else(short)
    }

    fn end_point(&self, at: usize) -> Option<Point> {
        let start = if self.has_before(at, Classes::THE) { at - 1 } else { at };
        // "from March to date", "till current date"
        let date = at + usize::from(self.has(at, Classes::THIS));
        if self.cue(date, Cues::DATE) && self.phrase_ends(date + 1) {
            return Some(Point::open(at, date + 1, Kind::Date, "PRESENT_REF".to_owned()));
        }
        let point = self
            .bounded(at)
            .or_else(|| self.modified(at))
            .or_else(|| self.simple_point(at))
            .or_else(|| self.slashed_end(at))
            .or_else(|| self.coded_part(at))
            .or_else(|| self.bare_month(at))
            .or_else(|| self.lower_month(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.year(at))
            .or_else(|| self.four_digits(at).map(|year| self.year_point(at, at + 1, year)))
            .or_else(|| self.vicinity(at).filter(|point| &*point.time.timex == "PRESENT_REF"))?;
        Some(if point.start < start { point.starting(start) } else { point })
    }

    /// "April" after a dash is a month whatever stands before it.
    fn lower_month(&self, at: usize) -> Option<Point> {
        let (month, next) = self.month_name(at)?;
        let parts = Parts { month: Some(month as u8), ..Parts::default() };
        let between = self.has(at.wrapping_sub(1), Classes::AND.or(Classes::TO));
        (self.capital(at) || between && !self.word(at).short)
            .then(|| self.month_of(at, next, None, month).with_parts(parts))
    }

    /// "1979-89", "July 13-15".
    fn second_digits(&self, first: &Point, at: usize) -> Option<Point> {
        if first.grain == Grain::Year {
            let two =
                self.digits(at, 2).filter(|_| self.reader.str(at).len() == 2 && !self.reader.spaced(at))?;
            if self.goes_on(at)
                || (!self.reader.spaced(at + 1) && (self.is_word(at + 1) || self.is_dash(at + 1)))
            {
                return None;
            }
            let year = first.time.period.from()?.year();
            let century = year - year.rem_euclid(100);
            let second = century + two as i32;
            let second =
                if second < year && two < 10 && year.rem_euclid(100) >= 90 { second + 100 } else { second };
            return (second > year).then(|| self.year_point(at, at + 1, second));
        }
        let parts = first.time.parts;
        parts.day?;
        let the = at + usize::from(self.has(at, Classes::THE));
        let (day, next) = self.day_number(the)?;
        if self.word(next).unit.is_some() || self.has(next, Classes::COUNT_NOUN) {
            return None;
        }
        let comma = self.skip_comma(next);
        let (year, next) = match self.year_number(comma) {
            Some((year, next)) => (Some(year), next),
            None => (None, next),
        };
        let month = self.month_of_first(first)?;
        let written = Written {
            year: year.or(self.year_of_first(first)),
            month: Some(month),
            day: Some(day),
            weekday: None,
        };
        let mut point = self.dated(the, next, written);
        point.time.parts.year = year.is_some();
        Some(point)
    }

    fn month_of_first(&self, first: &Point) -> Option<u32> {
        match first.time.period.from() {
            Some(day) => Some(day.month()),
            None => first.time.timex.get(5..7)?.parse().ok(),
        }
    }

    fn year_of_first(&self, first: &Point) -> Option<i32> {
        first.time.parts.year.then(|| first.time.period.from().map(|day| day.year())).flatten()
    }

    /// A year that only one end has is the other's too; an end without year follows the other.
    fn agree(&self, first: Point, second: Point) -> (Point, Point) {
        let (first, second) = undecided_with_year(first, second);
        let (one, two) = (first.time.parts, second.time.parts);
        if one.month.is_none() || two.month.is_none() || one.year == two.year && one.year {
            return (first, second);
        }
        let with_year = |point: &Point, year: i32| {
            // 31 April is in no year.
            if point.time.impossible.is_some() {
                return point.clone();
            }
            let month = self.month_of_first(point);
            let written = Written {
                year: Some(year),
                month,
                day: point.time.parts.day.map(u32::from),
                weekday: point.time.parts.weekday,
            };
            let mut dated = self.dated(point.start, point.next, written);
            dated.time.parts.year = point.time.parts.year;
            dated
        };
        if two.year
            && let Some(end) = second.time.period.to()
        {
            let same = with_year(&first, end.year());
            let late = same.time.period.from() > second.time.period.to();
            let year = if late { end.year() - 1 } else { end.year() };
            let first = with_year(&first, year);
            return (first, second);
        }
        let basis = first.time.basis;
        let Some(start) = first.time.period.from() else { return (first, second) };
        let same = with_year(&second, start.year());
        let early = same.time.period.to() < first.time.period.from();
        let there = with_year(&second, if early { start.year() + 1 } else { start.year() });
        if there.time.impossible == Some(Impossible::NotALeapYear)
            && let Some(end) = second.time.period.to()
        {
            // "October 31 through February 29": the leap year tells which.
            return (with_year(&first, end.year() - i32::from(early)), second);
        }
        let mut second = there;
        if !one.year {
            second.time.basis = basis;
        }
        (first, second)
    }

    pub fn joined_range(&self, start: usize, first: Point, second: Point) -> Point {
        let basis = worse(first.time.basis, second.time.basis);
        let (first, second) = self.in_order(self.at_present(first), self.at_present(second));
        let (from, to) = (first.time.period.from(), second.time.period.to());
        // "from next Monday to Friday" says which week.
        let bare = |end: &Point| self.word(end.start).weekday != 0;
        let shifted = first.time.parts.weekday.is_some() && !bare(&first)
            || second.time.parts.weekday.is_some() && !bare(&second);
        let value = self.edges(&first, &second).unwrap_or_else(|| range_value(&first, &second, !shifted));
        let mut time = temporal(Period::ANY, value, basis);
        time.range = true;
        time.parts = first.time.parts;
        time.starts = first.time.starts;
        time.ends = second.time.ends;
        // "From May 3, 2008 to May": within the month, or until another.
        let starts_within = second.time.period.from().is_some_and(|start| from > Some(start));
        match Period::new(from, to) {
            Some(_) if starts_within => time.basis = Basis::Open,
            Some(period) if from.is_some() || to.is_some() => time.period = period,
            Some(_) => time.basis = Basis::Open,
            // Days that were resolved may have been resolved wrongly.
            // "From 2019 to 2015 levels" is no range of years.
            None if basis != Basis::Written || self.noun_follows(second.next) => time.basis = Basis::Open,
            None => time.impossible = Some(Impossible::Reversed),
        }
        let (next, kind, grain) = (second.next, first.kind, first.grain);
        Point { start, next, kind, grain, time, inner: Vec::new() }
            .with_inner(self, first)
            .with_inner(self, second)
    }

    /// The value of "from the middle of 2007 to the end of 2008": from the one edge to the other, in months.
    fn edges(&self, first: &Point, second: &Point) -> Option<String> {
        let parts = Classes::START.or(Classes::MID).or(Classes::END);
        let part = |end: &Point| {
            let noun = end.start + usize::from(self.has(end.start, Classes::THE));
            self.has(noun, parts).then_some(noun).filter(|noun| self.has(noun + 1, Classes::OF))
        };
        let long = |end: &Point| matches!(end.grain, Grain::Year | Grain::Month);
        if part(first).is_none() && part(second).is_none() || !long(first) || !long(second) {
            return None;
        }
        let edge = |end: &Point| {
            let (from, to) = (end.time.period.from()?, end.time.period.to()?);
            match part(end) {
                Some(noun) if self.has(noun, Classes::END) => to.succ_opt(),
                Some(noun) if self.has(noun, Classes::MID) && end.grain == Grain::Year => {
                    NaiveDate::from_ymd_opt(from.year(), 7, 2)
                }
                Some(noun) if self.has(noun, Classes::MID) => from.with_day(16),
                _ => Some(from),
            }
        };
        let (from, to) = (edge(first)?, edge(second)?);
        let value = |end: &Point, day: NaiveDate| match end.time.parts.year || end.grain == Grain::Year {
            true => timex::day(day),
            false => timex::date(None, Some(day.month()), Some(day.day())),
        };
        let index = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
        let months = index(to) - index(from);
        (from < to).then(|| format!("({},{},P{months}M)", value(first, from), value(second, to)))
    }

    /// "Between January and now": of a range, the present is the article's day.
    fn at_present(&self, mut end: Point) -> Point {
        if &*end.time.timex == "PRESENT_REF"
            && end.kind == Kind::Date
            && let Some(day) = self.published()
        {
            end.time.period = Period::day(day);
            end.time.timex = timex::day(day).into();
            end.time.basis = Basis::Resolved;
        }
        end
    }

    /// "Monday to Friday" ends on the Friday after that Monday; "9 a.m. to 5 p.m. on Monday" starts on it too.
    fn in_order(&self, mut first: Point, mut second: Point) -> (Point, Point) {
        let day = |point: &Point| point.time.period.single();
        if first.grain == Grain::Time && first.time.parts.clock && second.time.parts.clock {
            let known = day(&first).or(day(&second));
            for end in [&mut first, &mut second] {
                for moment in [&mut end.time.starts, &mut end.time.ends].into_iter().flatten() {
                    moment.day = moment.day.or(known);
                }
                if let Some(day) = known.filter(|_| !end.time.period.is_closed()) {
                    end.time.period = Period::day(day);
                    end.time.basis = Basis::Resolved;
                }
            }
            return (first, second);
        }
        let bare = |point: &Point| point.time.parts.weekday.filter(|_| point.time.parts.month.is_none());
        if let (Some(_), Some(weekday), Some(start)) = (bare(&first), bare(&second), day(&first))
            && second.time.basis == Basis::Resolved
            && let Some(end) = super::weekday::beside(start, weekday, true)
        {
            second.time.period = Period::day(end);
            second.time.timex = timex::day(end).into();
        }
        (first, second)
    }

    /// "18 and 19 June", "July 4 and 5": a day whose month stands with its neighbour.
    pub fn day_beside_day(&self, at: usize) -> Option<Point> {
        let day = self.digits(at, 2).filter(|day| (1..=31).contains(day) && !self.inside_figure(at))?;
        let lead = Classes::AT.or(Classes::IN).or(Classes::OF).or(Classes::FROM).or(Classes::THE);
        let led = at == 0 || !self.is_word(at - 1) || self.has_before(at, lead);
        if led && self.has(at + 1, Classes::AND.or(Classes::OR)) {
            let other = self.written_date(at + 2).filter(|other| {
                other.time.parts.day.is_some()
                    && self.word(at + 2).month == 0
                    && self.reader.is_digits(at + 2)
            })?;
            let month = self.month_of_first(&other)?;
            let year = self.year_of_first(&other);
            let written = Written { year, month: Some(month), day: Some(day), weekday: None };
            return Some(self.dated(at, at + 1, written)).filter(|point| point.time.impossible.is_none());
        }
        let joint = at.checked_sub(1).filter(|joint| self.has(*joint, Classes::AND.or(Classes::OR)))?;
        // "Oct. 13 and 16" has a full stop more.
        let stop = usize::from(joint > 2 && self.reader.is(joint - 2, "."));
        let first =
            joint.checked_sub(2 + stop).filter(|month| self.capital(*month) && self.phrase_ends(at + 1))?;
        let (month, after) = self.month_name(first)?;
        let (other, next) = self.day_number(after)?;
        if next != joint || other >= day {
            return None;
        }
        let written = Written { year: None, month: Some(month), day: Some(day), weekday: None };
        Some(self.dated(at, at + 1, written)).filter(|point| point.time.impossible.is_none())
    }

    /// "10 to 22 August 2012", "8th - 11th May", from the first day at `at`.
    pub fn day_range(&self, at: usize) -> Option<Point> {
        let (day, after) = self.day_number(at)?;
        if self.after_figure(at) && self.reader.is_digits(at) {
            return None;
        }
        let dash = self.is_dash(after);
        let between = self.has(after, Classes::AND)
            && self.has_before(self.start_before(at, Classes::THE), Classes::BETWEEN);
        if !dash && !self.has(after, Classes::TO) && !between {
            return None;
        }
        let joint = after + 1;
        let joint = joint + usize::from(self.has(joint, Classes::THE));
        self.day_number(joint)?;
        let second = self.written_date(joint).filter(|second| {
            let parts = second.time.parts;
            parts.day.is_some() && parts.month.is_some() && parts.weekday.is_none()
        })?;
        // Only "15 July", not "July 15": the month comes after both days.
        if self.word(joint).month != 0 {
            return None;
        }
        let start = self.start_before(at, Classes::THE);
        // Of 31 June the words tell, since no calendar does.
        let (told, _) = self.parts_of_date(joint)?;
        let month = self.month_of_first(&second).or(told.month);
        let year = second.time.period.from().map(|day| day.year()).or(told.year);
        let written = Written { year, month, day: Some(day), weekday: None };
        let mut first = self.dated(start, after, written);
        first.time.basis = second.time.basis;
        if first.time.impossible.is_none() && second.time.impossible.is_some() {
            first.time.period = Period::ANY;
        }
        let start = if between || self.has_before(start, Classes::FROM) { start - 1 } else { start };
        Some(self.joined_range(start, first, second))
    }
}

/// The first end of "5/1-5/7/2020" in the year of the second, where the order of day and month is open in both.
fn undecided_with_year(mut first: Point, second: Point) -> (Point, Point) {
    let day = |end: &Point| match end.time.period {
        Period::ANY => end.time.timex.parse::<NaiveDate>().ok(),
        _ => None,
    };
    if let (Some(from), Some(to)) = (day(&first), day(&second))
        && second.time.parts.year
        && !first.time.parts.year
        && let Some(same) = from.with_year(to.year())
        && let Some(there) = if same > to { same.with_year(to.year() - 1) } else { Some(same) }
    {
        first.time.timex = timex::day(there).into();
        first.time.parts.year = true;
    }
    (first, second)
}

/// The weaker of two grounds.
fn worse(a: Basis, b: Basis) -> Basis {
    let rank = |basis| match basis {
        Basis::Written => 0,
        Basis::Anchored => 1,
        Basis::Resolved => 2,
        Basis::Open => 3,
    };
    if rank(a) >= rank(b) { a } else { b }
}

/// Start, end and length as one value: `(2014-01-01,2018-01-01,P4Y)`.
fn range_value(first: &Point, second: &Point, open_weekdays: bool) -> String {
    if first.grain == Grain::Time {
        return time_range_value(first, second);
    }
    // Where the order of day and month is open, the value is that of American papers.
    let fiscal =
        |end: &Point| NaiveDate::from_ymd_opt(end.time.timex.strip_prefix("FY")?.parse().ok()?, 1, 1);
    let day = |end: &Point| fiscal(end).or(end.time.period.from()).or_else(|| end.time.timex.parse().ok());
    let (Some(from), Some(to)) = (day(first), day(second)) else {
        return String::new();
    };
    if to < from {
        return String::new();
    }
    format!(
        "({},{},{})",
        end_value(first, from, open_weekdays),
        end_value(second, to, open_weekdays),
        gap(from, to, first.grain.min(second.grain))
    )
}

/// The first day of an end, with `X` for what neither it nor its neighbour says.
fn end_value(end: &Point, day: NaiveDate, open_weekdays: bool) -> String {
    let parts = end.time.parts;
    match parts.weekday {
        Some(weekday) if open_weekdays && parts.month.is_none() && end.time.basis == Basis::Resolved => {
            format!("XXXX-WXX-{}", time::weekday_number(weekday))
        }
        _ if parts.month.is_some()
            && (end.time.basis == Basis::Resolved || end.time.basis == Basis::Open && !parts.year) =>
        {
            timex::date(None, Some(day.month()), Some(day.day()))
        }
        _ => timex::day(day),
    }
}

/// `(T09:30,T11:00,PT1H30M)`, with the day before each where it is known.
fn time_range_value(first: &Point, second: &Point) -> String {
    let (from, to) = (&*first.time.timex, &*second.time.timex);
    let clock = |point: &Point| point.time.starts.and_then(|moment| moment.time);
    let day = |value: &str| value.split_once('T').map_or(String::new(), |(day, _)| day.to_owned());
    let time = |value: &str| value.split_once('T').map_or(String::new(), |(_, time)| format!("T{time}"));
    let (one, two) = (day(from), day(to));
    let shared = if one.is_empty() { &two } else { &one };
    let last = if two.is_empty() { shared } else { &two };
    let length = match (clock(first), clock(second)) {
        (Some(one), Some(two)) if two > one && shared == last => {
            let minutes = (two - one).num_minutes();
            let hours = if minutes >= 60 { format!("{}H", minutes / 60) } else { String::new() };
            let rest = if minutes % 60 > 0 { format!("{}M", minutes % 60) } else { String::new() };
            format!(",PT{hours}{rest}")
        }
        _ => String::new(),
    };
    format!("({shared}{},{last}{}{length})", time(from), time(to))
}

fn gap(from: NaiveDate, to: NaiveDate, grain: Grain) -> String {
    match grain {
        Grain::Year | Grain::Decade | Grain::Century => format!("P{}Y", to.year() - from.year()),
        Grain::Month | Grain::Quarter | Grain::Half => format!("P{}M", time::months_between(from, to)),
        _ => format!("P{}D", (to - from).num_days()),
    }
}
