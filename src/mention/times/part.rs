//! Parts of a period: "early June", "mid-2009", "late Monday", "the end of last year", "the first week of
//! October", "earlier this month"; and parts of a day: "Tuesday morning", "the evening of July 4".

use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues, NumberWord};
use crate::mention::Kind;
use crate::time::{self, Basis, Grain, PartOfDay, Period, Portion, TimeUnit, timex};
use chrono::Days;

impl Look<'_> {
    /// "early June", "late last year", "mid-1990s", "later this month", from the modifier at `at`.
    pub fn modified(&self, at: usize) -> Option<Point> {
        let classes = self.word(at).classes;
        let portion = if classes.any(Classes::EARLY) {
            Portion::Early
        } else if classes.any(Classes::LATE) {
            Portion::Late
        } else if classes.any(Classes::MID) {
            Portion::Mid
        } else {
            return None;
        };
        if let Some(point) = self.early_hours(at) {
            return Some(point);
        }
        let joint = at + 1 + usize::from(self.is_dash(at + 1) && !self.reader.spaced(at + 1));
        let start = self.start_before(at, Classes::THE);
        if let Some(part) = self
            .word(joint)
            .part
            .filter(|_| self.has(start, Classes::THE) || self.has_before(at, Classes::IN.or(Classes::AT)))
        {
            return Some(self.part_alone(start, joint + 1, part));
        }
        let inner = self.modified_point(joint).or_else(|| {
            // "earlier in the week", "later in the day"
            let compared = self.cue(at, Cues::COMPARED);
            let the = compared && self.has(joint, Classes::IN) && self.has(joint + 1, Classes::THE);
            let part = self.word(joint + 2).part.filter(|_| the && !self.word(joint + 2).plural);
            if let Some(part) = part {
                return Some(self.part_alone(at, joint + 3, part));
            }
            let unit = if the {
                let whole = self.whole_unit(joint + 1)?;
                // "early in the day Wednesday"
                let named = self.bare_weekday(whole.next).filter(|_| whole.grain == Grain::Day);
                named.map_or(whole, |day| day.starting(joint + 1))
            } else if compared && self.has(joint, Classes::IN) {
                self.bare_year_or_month(joint + 1)?
            } else {
                return None;
            };
            (unit.grain >= Grain::Day).then_some(unit)
        })?;
        if inner.kind == Kind::Time && inner.start == at {
            return Some(inner);
        }
        // "later Monday" is a time of that day, "the late 2009 report" not of 2009.
        let start = if self.has(start, Classes::THE) && inner.grain < Grain::Month { at } else { start };
        Some(portioned(inner, start, portion))
    }

    /// "the early hours of Monday", "the early hours of the morning", from "early" at `at`.
    fn early_hours(&self, at: usize) -> Option<Point> {
        let hours = self.unit(at + 1).filter(|(unit, plural, _)| *unit == TimeUnit::Hour && *plural)?;
        if !self.has(at, Classes::EARLY) || !self.has(hours.2, Classes::OF) {
            return None;
        }
        let of = hours.2 + 1;
        let start = self.start_before(at, Classes::THE);
        let the = of + usize::from(self.has(of, Classes::THE));
        if self.word(the).part == Some(PartOfDay::Morning) && !self.word(the).plural {
            return Some(self.part_alone(start, the + 1, PartOfDay::Morning));
        }
        if let Some(part) = self.relative(the).filter(|part| part.kind == Kind::Time) {
            // "of this morning", "of the previous morning"
            return Some(part.starting(start));
        }
        let day = self.simple_point(of).filter(|day| day.grain == Grain::Day && day.kind == Kind::Date)?;
        let day = self.with_part_of_day(day);
        if day.kind == Kind::Time {
            return Some(day.starting(start));
        }
        let value = timex::part_of_day(day.time.timex.to_string(), PartOfDay::Morning);
        let mut point = Point { start, kind: Kind::Time, grain: Grain::Time, ..day };
        point.time.timex = value.into();
        Some(point)
    }

    fn bare_year_or_month(&self, at: usize) -> Option<Point> {
        self.four_digits(at)
            .map(|year| self.year_point(at, at + 1, year))
            .or_else(|| self.written_date(at))
            .or_else(|| self.bare_month(at))
    }

    /// What "early" and "late" may stand before.
    fn modified_point(&self, at: usize) -> Option<Point> {
        let date = || {
            self.written_date(at)
                .or_else(|| self.bare_month(at))
                .or_else(|| self.weekday_of_week(at))
                .or_else(|| self.bare_weekday(at))
        };
        let relative = || self.relative(at).or_else(|| self.near_day(at));
        let year = || {
            self.year(at)
                .or_else(|| self.named_decade(at))
                .or_else(|| self.short_year(at))
                .or_else(|| self.four_digits(at).map(|year| self.year_point(at, at + 1, year)))
        };
        let season = || self.season(at).or_else(|| self.century(at)).or_else(|| self.part_of_year(at));
        date().or_else(relative).or_else(year).or_else(season)
    }

    /// "the beginning of the year", "end of 2012", "the start of this year", "the middle of next week",
    /// from the noun at `at`.
    pub fn bounded(&self, at: usize) -> Option<Point> {
        let classes = self.word(at).classes;
        let portion = if classes.any(Classes::START) {
            Portion::Early
        } else if classes.any(Classes::END) {
            Portion::Late
        } else if classes.any(Classes::MID) {
            Portion::Mid
        } else {
            return None;
        };
        let of = at + 1;
        // "start in June", "end in failure" are verbs.
        let noun = self.has_before(at, Classes::THE) || self.cue_before(at, Cues::VERY);
        if !(self.has(of, Classes::OF) || noun && self.has(of, Classes::IN)) {
            return None;
        }
        let the = usize::from(self.has(of + 1, Classes::THE));
        let inner = self
            .relative(of + 1 + the)
            .or_else(|| self.modified_point(of + 1 + the))
            .or_else(|| self.whole_unit(of + 1).filter(|_| the == 1 || self.phrase_ends(of + 2)))
            .filter(|inner| inner.grain > Grain::Day)?;
        let mut start = self.start_before(at, Classes::THE);
        if start == at && self.cue_before(at, Cues::VERY) {
            start = self.start_before(at - 1, Classes::THE);
        }
        Some(portioned(inner, start, portion))
    }

    /// "the first week of October 2014", "the last day of March", "third Tuesday of September", "the
    /// 15th day of next month", from the ordinal or "last" at `at`.
    pub fn nth_of(&self, at: usize) -> Option<Point> {
        let last = self.has(at, Classes::LAST) && !self.cue(at, Cues::PAST) || self.cue(at, Cues::FINAL);
        if last && at > 0 && self.ordinal(at - 1).is_some_and(|(_, next)| next == at) {
            return None;
        }
        let (nth, after) = if last {
            (-1, at + 1)
        } else {
            let (number, after) = self.ordinal(at)?;
            let number = i32::try_from(number).ok().filter(|n| *n <= 53)?;
            // "the second last week" counts from the end.
            let back = self.has(after, Classes::LAST) && !self.cue(after, Cues::PAST) && number > 1;
            if back { (-number, after + 1) } else { (number, after) }
        };
        let weekday = self.weekday_name(after);
        let unit = self.unit(after).filter(|(unit, plural, _)| {
            !plural && matches!(unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Month)
        });
        let weekend = self.has(after, Classes::WEEKEND);
        let next = weekday.map(|w| w.1).or(unit.map(|u| u.2)).or(weekend.then_some(after + 1))?;
        if !self.has(next, Classes::OF.or(Classes::IN)) {
            return None;
        }
        let the = usize::from(self.has(next + 1, Classes::THE));
        let whole = self
            .period_at(next + 1)
            .or_else(|| self.month_in_lower_case(next + 1))
            .or_else(|| (the == 1).then(|| self.whole_unit(next + 1)).flatten())
            .filter(|whole| whole.grain >= Grain::Month)?;
        let start = self.start_before(at, Classes::THE);
        let end = whole.next;
        let basis = whole.time.basis;
        let period = whole.time.period;
        let (grain, found) = match (weekday, unit) {
            (Some((weekday, _)), _) => {
                (Grain::Day, time::nth_weekday_in(period, weekday, nth).map(Period::day))
            }
            (None, Some((unit, _, _))) => (unit.grain(), nth_unit(period, unit.grain(), nth)),
            (None, None) => (Grain::Weekend, nth_unit(period, Grain::Weekend, nth)),
        };
        let value = found.and_then(Period::from).map_or_else(String::new, |day| self.value_at(day, grain).1);
        let mut point = Point::date(start, end, grain, found, value, basis);
        if basis == Basis::Written && grain == Grain::Week {
            // Weeks of a month are counted in several ways.
            point.time.period = point.time.period.widened(7);
        }
        if let Some(numeral) = crate::mention::figure::numeral::read(self.reader, at).filter(|_| nth > 0) {
            point = point.with_ordinal(self, at, after, numeral.written);
        }
        Some(point.with_inner(self, whole))
    }

    /// "the weekend", "weekends", told of in the tense of the clause.
    pub fn weekend(&self, at: usize) -> Option<Point> {
        if !self.has(at, Classes::WEEKEND) || self.hyphen(at + 1) || self.hyphen(at.wrapping_sub(1)) {
            return None;
        }
        if self.reader.str(at).ends_with('s') {
            if let Some(point) = self.several_weekends(at) {
                return Some(point);
            }
            return Some(Point::open(at, at + 1, Kind::Set, "P1WE".to_owned()));
        }
        if self.has(at + 1, Classes::OF)
            && let Some(point) = self.weekend_with(at)
        {
            return Some(point);
        }
        let led = self.has_before(at, Classes::THE) && self.cue(at.wrapping_sub(2), Cues::WEEKEND_AFTER);
        let published = self.published().filter(|_| led && !self.capital(at + 1))?;
        let sunday = time::weekday(published, chrono::Weekday::Sun, self.tense(at, at + 1))?;
        // On a Saturday, "the weekend" has begun.
        let sunday = if chrono::Datelike::weekday(&published) == chrono::Weekday::Sat {
            published.succ_opt()?
        } else {
            sunday
        };
        Some(Point::date(
            at - 1,
            at + 1,
            Grain::Weekend,
            Period::week(sunday)?.weekend().map(|days| days.widened(1)),
            timex::weekend(sunday),
            Basis::Resolved,
        ))
    }

    /// "three weekends", "every two weekends", from "weekends" at `at`.
    fn several_weekends(&self, at: usize) -> Option<Point> {
        let number = at.checked_sub(1)?;
        let count = self.numeral(number).filter(|numeral| numeral.next == at)?.whole()?;
        let value = format!("P{count}WE");
        if self.has_before(number, Classes::EVERY) {
            return Some(Point::open(number - 1, at + 1, Kind::Set, value));
        }
        Some(Point::open(number, at + 1, Kind::Duration, value))
    }

    /// "all day", "all week".
    pub fn all_of_a_unit(&self, at: usize) -> Option<Point> {
        let (unit, plural, next) = self.unit(at)?;
        if plural || unit < TimeUnit::Day || !self.has_before(at, Classes::ALL) || self.hyphen(next) {
            return None;
        }
        let one = crate::value::Number::ONE;
        let length = time::Length { amount: crate::value::Written::exact(one), unit };
        Some(Point::length(at - 1, next, length, timex::length(Some(one), unit)))
    }

    /// "the week of April 10", "the week of the election" is none.
    pub fn week_of(&self, at: usize) -> Option<Point> {
        if self.word(at).unit != Some(TimeUnit::Week)
            || self.word(at).plural
            || !self.has(at + 1, Classes::OF) && !self.cue(at + 1, Cues::STARTING)
        {
            return None;
        }
        // "the week starting on July 7"
        let on = at + 2 + usize::from(self.cue(at + 2, Cues::ON));
        let day = self.simple_point(on).filter(|day| day.grain == Grain::Day && day.kind == Kind::Date)?;
        let period = day.time.period.single().and_then(Period::week);
        let value = period.and_then(Period::from).map_or_else(String::new, timex::week);
        let (next, basis) = (day.next, day.time.basis);
        let point = Point::date(
            self.start_before(at, Classes::THE),
            next,
            Grain::Week,
            period.map(|week| week.widened(1)),
            value,
            basis,
        );
        Some(point.with_inner(self, day))
    }

    /// "week 3 of 2027", "week 27 of last year", as calendars number weeks; from "week" at `at`.
    pub fn numbered_week(&self, at: usize) -> Option<Point> {
        let week = self.word(at).unit == Some(TimeUnit::Week) && !self.word(at).plural;
        let number = self.digits(at + 1, 2).filter(|number| week && (1..=53).contains(number))?;
        if !self.has(at + 2, Classes::OF) {
            return None;
        }
        let year = self
            .four_digits(at + 3)
            .map(|year| self.year_point(at + 3, at + 4, year))
            .or_else(|| self.relative(at + 3))
            .filter(|year| year.grain == Grain::Year && year.start == at + 3)?;
        let monday =
            chrono::NaiveDate::from_isoywd_opt(year.time.period.year()?, number, chrono::Weekday::Mon)?;
        let start = self.start_before(at, Classes::THE);
        let period = Period::week(monday).map(|week| week.widened(1));
        Some(Point::date(start, year.next, Grain::Week, period, timex::week(monday), year.time.basis))
    }

    /// "the first four months of 1987", "the last ten days of May", from the ordinal or "last" at `at`.
    pub fn several_of(&self, at: usize) -> Option<Point> {
        let last = self.has(at, Classes::LAST) && !self.cue(at, Cues::PAST) || self.cue(at, Cues::FINAL);
        let after = match self.ordinal(at) {
            Some((1, after)) => after,
            _ if last => at + 1,
            _ => return None,
        };
        let span = self.length(after).filter(|span| span.exact && !span.hyphenated)?;
        let n = i64::try_from(span.amount?.to_integer()?).ok().filter(|n| (1..=1000).contains(n))?;
        if span.unit < TimeUnit::Day {
            return None;
        }
        if !self.has(span.next, Classes::OF) {
            // "in the first nine months", of what the text has told before
            let numeral =
                crate::mention::figure::numeral::read(self.reader, at).filter(|_| !last && n > 1)?;
            let start = self.start_before(at, Classes::THE);
            let whole = self.length_point(&span).starting(start);
            return Some(whole.with_ordinal(self, at, after, numeral.written)).filter(|_| start < at);
        }
        let the = usize::from(self.has(span.next + 1, Classes::THE));
        let whole = self
            .relative(span.next + 1 + the)
            .or_else(|| self.written_date(span.next + 1))
            .or_else(|| self.bare_month(span.next + 1))
            .or_else(|| {
                self.four_digits(span.next + 1)
                    .map(|year| self.year_point(span.next + 1, span.next + 2, year))
            })
            .or_else(|| (the == 1).then(|| self.whole_unit(span.next + 1)).flatten())
            .filter(|whole| whole.grain >= Grain::Month && whole.kind == Kind::Date)?;
        let within = |day: chrono::NaiveDate, n: i64| time::offset(day, n, span.unit.grain());
        let period = match (whole.time.period.from(), whole.time.period.to()) {
            (Some(_), Some(end)) if last => {
                let from = end.succ_opt().and_then(|day| within(day, -n));
                Period::new(from, Some(end)).filter(|_| from.is_some())
            }
            (Some(start), Some(_)) => {
                let to = within(start, n).and_then(|day| day.pred_opt());
                Period::new(Some(start), to).filter(|_| to.is_some())
            }
            _ => None,
        };
        let length = time::Length { amount: span.written, unit: span.unit };
        let start = self.start_before(at, Classes::THE);
        let mut point = Point::length(start, whole.next, length, timex::length(span.amount, span.unit));
        let inside = period.filter(|period| whole.time.period.contains(*period));
        point.time.period = inside.unwrap_or(Period::ANY);
        point.time.basis = if inside.is_some() { whole.time.basis } else { Basis::Open };
        point.time.range = inside.is_some();
        Some(point.with_inner(self, whole))
    }

    fn month_in_lower_case(&self, at: usize) -> Option<Point> {
        let (month, next) = self.month_name(at)?;
        Some(self.month_of(at, next, None, month))
    }

    /// A part of a day alone: "in the morning", "the evening".
    pub fn part_alone(&self, start: usize, next: usize, part: PartOfDay) -> Point {
        let mut point = Point::open(start, next, Kind::Time, format!("T{}", part.code()));
        point.grain = Grain::Time;
        point
    }

    /// A day with the part of day after it: "Tuesday morning", "July 4 in the evening".
    pub fn with_part_of_day(&self, point: Point) -> Point {
        if point.grain != Grain::Day || point.kind != Kind::Date {
            return point;
        }
        let mut at = point.next;
        if self.has(at, Classes::IN) && self.has(at + 1, Classes::THE) {
            at += 2;
        } else if self.has(at, Classes::EARLY.or(Classes::LATE)) && self.word(at + 1).part.is_some() {
            at += 1;
        }
        let word = self.word(at);
        let Some(part) = word.part else { return point };
        if at == point.next + 2 && self.has(at + 1, Classes::OF) {
            return point;
        }
        let point = self.of_week_after(point, at + 1);
        let next = point.next.max(at + 1);
        let mut point = Point { next, kind: Kind::Time, grain: Grain::Time, ..point };
        let mut day = std::mem::take(&mut point.time.timex).into_string();
        if word.plural {
            point.kind = Kind::Set;
            point.time.period = Period::ANY;
            if let Some(weekday) = point.time.parts.weekday {
                day = format!("XXXX-WXX-{}", time::weekday_number(weekday));
            }
        }
        point.time.timex = timex::part_of_day(day, part).into();
        if part == PartOfDay::Night && point.time.period.is_closed() {
            // A night runs on into the next day.
            let period = point.time.period;
            point.time.period =
                Period::new(period.from(), period.to().and_then(|day| day.checked_add_days(Days::new(1))))
                    .unwrap_or(period);
        }
        point
    }

    fn is_one(&self, at: usize) -> bool {
        self.is_word(at) && self.reader.lexicon.numerals.role(self.reader.word(at)) == NumberWord::Cardinal(1)
    }

    /// "Wednesday evening next week": the day in the week that stands at `at`, after the part of the day.
    fn of_week_after(&self, point: Point, at: usize) -> Point {
        let bare =
            point.time.parts.weekday.filter(|_| point.next == at - 1 && self.word(point.start).weekday != 0);
        let week = bare.and_then(|_| {
            let week = self.relative(at).filter(|week| week.grain == Grain::Week && week.start == at)?;
            Some((self.weekday_of_week_at(point.start, &week)?, week.next))
        });
        match week {
            Some((day, next)) => Point { next, ..day },
            None => point,
        }
    }

    /// "the morning of July 4", "the night of the 12th": from the part of day at `at`.
    pub fn part_of_date(&self, at: usize) -> Option<Point> {
        let word = self.word(at);
        let start = self.start_before(at, Classes::THE);
        if word.plural && start < at && self.has_before(start, Classes::IN) {
            // "in the mornings"
            let code = word.part?.code();
            return Some(Point::open(start, at + 1, Kind::Set, format!("T{code}")));
        }
        let part = word.part.filter(|_| !word.plural)?;
        if self.has(at + 1, Classes::OF)
            && let Some(point) = self
                .simple_point(at + 2)
                .filter(|point| point.grain == Grain::Day && point.kind == Kind::Date)
        {
            let next = point.next;
            let mut point = Point { start, next, kind: Kind::Time, grain: Grain::Time, ..point };
            let day = std::mem::take(&mut point.time.timex).into_string();
            point.time.timex = timex::part_of_day(day, part).into();
            return Some(point);
        }
        if at > 0 && self.is_one(at - 1) && self.phrase_ends(at + 1) {
            // "one morning in June"
            return Some(self.part_alone(at - 1, at + 1, part));
        }
        let led = self.has(start, Classes::THE) && self.has(start.wrapping_sub(1), Classes::IN)
            || start == at
                && self.has_before(at, Classes::IN)
                && (self.phrase_ends(at + 1) || self.cue(at + 1, Cues::SESSION))
            || self.cue_before(start, Cues::DURING);
        (led && !self.hyphen(at + 1)).then(|| self.part_alone(start, at + 1, part))
    }
}

fn portioned(mut point: Point, start: usize, portion: Portion) -> Point {
    if point.grain > Grain::Day {
        point.time.period = point.time.period.part(portion);
    }
    point.starting(start)
}

/// The `nth` day, week, weekend or month of a period, from its end when negative.
fn nth_unit(period: Period, grain: Grain, nth: i32) -> Option<Period> {
    let (from, to) = (period.from()?, period.to()?);
    let back = u64::from(nth.unsigned_abs()).checked_sub(1)?;
    match grain {
        Grain::Day => {
            let day = if nth > 0 {
                from.checked_add_days(Days::new(back))?
            } else {
                to.checked_sub_days(Days::new(back))?
            };
            (from <= day && day <= to).then(|| Period::day(day))
        }
        Grain::Month => {
            let start = if nth > 0 { from } else { to };
            let by = if nth > 0 { back as i32 } else { -(back as i32) };
            // "The 13th month of 2014" is none.
            Period::shifted(start, Grain::Month, by).filter(|month| month.meets(period))
        }
        Grain::Weekend => {
            let day = time::nth_weekday_in(period, chrono::Weekday::Sun, nth)?;
            Period::week(day)?.weekend()
        }
        _ => {
            // The first week is the one that holds the first Thursday, as ISO counts.
            let day = time::nth_weekday_in(period, chrono::Weekday::Thu, nth)?;
            Period::week(day)
        }
    }
}
