//! Years, decades and centuries: a bare number of four digits is a year only where its neighbours say so.

use super::look::Look;
use super::point::Point;
use crate::lexicon::{Around, Classes, Cues, Era, NameWord};
use crate::mention::figure::numeral::roman;
use crate::time::{Basis, Grain, Parts, Period, TimeUnit, is_plausible_year, timex};
use chrono::Datelike;

const YEAR: Parts = Parts { year: true, month: None, day: None, weekday: None, clock: false };

impl Look<'_> {
    /// A year, a decade or a year with its era that starts at `at`.
    pub fn year(&self, at: usize) -> Option<Point> {
        self.decade(at).or_else(|| self.era_year(at)).or_else(|| {
            let year = self.four_digits(at)?;
            self.is_year(at, year).then(|| self.year_point(at, at + 1, year))
        })
    }

    /// The point of a calendar year.
    pub fn year_point(&self, start: usize, next: usize, year: i32) -> Point {
        Point::date(start, next, Grain::Year, Period::years(year, year), timex::year(year), Basis::Written)
            .with_parts(YEAR)
    }

    /// '85, after a word that wants a year.
    pub fn short_year(&self, at: usize) -> Option<Point> {
        let (year, next) = self.year_number(at).filter(|_| self.apostrophe(at))?;
        if self.joined(next) {
            let start = self.start_before(at, Classes::THE);
            return self.decade(at + 1).map(|point| point.starting(start));
        }
        let led = self.has_before(at, Classes::YEAR_AFTER.or(Classes::THE).or(Classes::END))
            || self.capital(at.wrapping_sub(1));
        (led && self.reader.spaced(at)).then(|| self.year_point(at, next, year))
    }

    fn joined(&self, at: usize) -> bool {
        self.is_word(at) && !self.reader.spaced(at)
    }

    /// Whether the number `year` at `at` is a year, by what stands beside it.
    fn is_year(&self, at: usize, year: i32) -> bool {
        let modern = (1800..=2100).contains(&year);
        if self.has(at + 1, Classes::COUNT_NOUN) && !self.has(at + 1, Classes::THAN)
            || self.reader.is(at + 1, "%")
        {
            return false;
        }
        let before = at.wrapping_sub(1);
        if self.has(before, Classes::THAN) && self.has_before(before, Classes::LATER.or(Classes::EARLIER)) {
            // "no later than 2030"
            return is_plausible_year(year) && !self.plural_follows_at_once(at + 1);
        }
        if self.has(before, Classes::TO) && self.four_digits(before.wrapping_sub(1)).is_some() {
            // Two years would have been read as a range.
            return false;
        }
        if self.has(before, Classes::STRONG_YEAR_AFTER) {
            return modern || !self.noun_follows(at + 1);
        }
        if self.has(before, Classes::YEAR_AFTER) {
            return modern
                && (!self.plural_follows(at + 1) || is_plausible_year(year))
                && !self.is_amount_context(before);
        }
        if self.reader.is(before, "(")
            && (self.reader.is(at + 1, ")") || self.is_dash(at + 1) || self.reader.is(at + 1, ","))
        {
            return modern;
        }
        if self.reader.is(before, "\u{2014}")
            && (self.reader.is(at + 1, ",") || self.is_dash(at + 1))
            && self.memory.anchor().is_some()
        {
            // "in the 1990s — 1985, to be exact —"
            return is_plausible_year(year);
        }
        if self.hyphen(at + 1) && self.is_word(at + 2) {
            return false;
        }
        if self.opens_range(at, year) || self.opens_season(at, year) || self.heads_entry(at, year) {
            return true;
        }
        // "the 1991 settlement", "its 2019 report", "a 2008 study"; not "the 2019 people".
        let determined = self.has(
            before,
            Classes::THE.or(Classes::INDEFINITE).or(Classes::POSSESSIVE).or(Classes::THIS).or(Classes::THAT),
        ) || self.follows_possessive(at)
            || self.has(before, Classes::AND.or(Classes::OR))
                && self.four_digits(before.wrapping_sub(1)).is_some();
        if determined {
            return modern
                && (self.noun_follows(at + 1) && !self.plural_follows_at_once(at + 1)
                    || is_plausible_year(year));
        }
        self.is_near(year)
            && (self.names_event(at)
                || self.capital(at + 1) && self.reader.spaced(at + 1)
                || self.election_follows(at + 1))
            || self.is_year_alone(at, year)
    }

    /// "2014-2018", "2014 to 2018": two years in order, and nothing after them that they could count.
    fn opens_range(&self, at: usize, year: i32) -> bool {
        let tilde = self.reader.is(at + 1, "~") && !self.reader.spaced(at + 1);
        let joins = self.is_dash(at + 1) || self.has(at + 1, Classes::TO) || tilde;
        let alone = at == 0 && at + 3 >= self.reader.len();
        joins
            && !alone
            && self
                .four_digits(at + 2)
                .is_some_and(|end| (1800..=2100).contains(&year) && year < end && end <= 2100)
            && !self.plural_follows(at + 3)
            && (self.has(at + 3, Classes::IN.or(Classes::AND)) || !self.noun_follows(at + 3))
    }

    /// "2004 – The bank spends 14 trillion yen", "1956: The mill burns": the year of an entry in a chronicle.
    fn heads_entry(&self, at: usize, year: i32) -> bool {
        let set_off = self.is_dash(at + 1) && self.reader.spaced(at + 1) || self.reader.is(at + 1, ":");
        at == 0
            && (1500..=2100).contains(&year)
            && set_off
            && self.reader.spaced(at + 2)
            && self.capital(at + 2)
    }

    /// "1986/87": a year and the one after it.
    fn opens_season(&self, at: usize, year: i32) -> bool {
        let joined = self.reader.joined_mark(at + 1, '/') && !self.reader.spaced(at + 2);
        let next = self.digits(at + 2, 2).filter(|_| joined && self.reader.str(at + 2).len() == 2);
        (1800..=2100).contains(&year) && next.is_some_and(|next| next as i32 == (year + 1) % 100)
    }

    /// "World Cup 2026", "WWDC 2005": a name, and a year not far from the article's.
    fn names_event(&self, at: usize) -> bool {
        at > 0
            && self.capital(at - 1)
            && self.is_word(at - 1)
            && (at > 1 || self.upper(at - 1))
            && self.word(at - 1).month == 0
            && !self.noun_follows(at + 1)
    }

    pub fn is_near(&self, year: i32) -> bool {
        self.published().is_some_and(|day| (day.year() - 3..=day.year() + 6).contains(&year))
    }

    fn election_follows(&self, at: usize) -> bool {
        self.noun_follows(at) && !self.plural_follows_at_once(at)
    }

    pub fn follows_possessive(&self, at: usize) -> bool {
        at > 2 && self.reader.is(at - 1, "s") && self.apostrophe(at - 2)
    }

    /// A word in lower case that may be a noun follows.
    pub fn noun_follows(&self, at: usize) -> bool {
        self.is_word(at)
            && self.reader.spaced(at)
            && !self.capital(at)
            && self.reader.str(at).len() > 3
            && self.word(at).classes.is_empty()
            && !self.reader.lexicon.names.is(self.reader.word(at), NameWord::Function)
    }

    fn plural_follows(&self, at: usize) -> bool {
        self.noun_follows(at) && (self.plural_follows_at_once(at) || self.plural_follows_at_once(at + 1))
    }

    fn plural_follows_at_once(&self, at: usize) -> bool {
        let text = self.reader.str(at);
        // "for 2004 is set to fall"
        let other = self.reader.lexicon.figures.is(self.reader.word(at), Around::NotPlural);
        self.has(at, Classes::COUNT_NOUN)
            || (self.is_word(at)
                && !self.capital(at)
                && !other
                && text.ends_with('s')
                && !text.ends_with("ss"))
    }

    /// "to 2000 from 1950", "of 1500 to 2000": "to" and "of" lead to amounts as well.
    fn is_amount_context(&self, before: usize) -> bool {
        let Some(verb) = before.checked_sub(1) else { return false };
        let raises = self.has(before, Classes::TO) && self.is_word(verb) && {
            let text = self.reader.str(verb);
            text.ends_with("ed") || self.cue(verb, Cues::CHANGED)
        };
        raises
            || self.cue(before, Cues::AROUND)
            || self.cue(before, Cues::FOR) && self.plural_follows_at_once(before + 2)
    }

    /// "the 1990s", "mid-90s", "the nineties".
    fn decade(&self, at: usize) -> Option<Point> {
        let text = self.reader.str(at);
        let mark = if self.apostrophe(at + 1) && !self.reader.spaced(at + 1) { at + 2 } else { at + 1 };
        let s = self.reader.str(mark);
        if s != "s" || self.reader.spaced(mark) || !text.ends_with('0') {
            return None;
        }
        let tens = match text.len() {
            4 => self.digits(at, 4).filter(|year| (1000..=2999).contains(year))? as i32 / 10,
            2 if mark == at + 1 => {
                let led = self
                    .has_before(at, Classes::THE.or(Classes::EARLY).or(Classes::LATE).or(Classes::MID))
                    || self.apostrophe(at.wrapping_sub(1))
                    || self.is_dash(at.wrapping_sub(1))
                        && self.has(at.wrapping_sub(2), Classes::MID.or(Classes::EARLY).or(Classes::LATE));
                if !led || self.has(at.wrapping_sub(2), Classes::POSSESSIVE) {
                    return None;
                }
                self.full_year(self.digits(at, 2)?) / 10
            }
            _ => return None,
        };
        let start = if self.apostrophe(at.wrapping_sub(1)) && !self.reader.spaced(at) { at - 1 } else { at };
        Some(self.decade_point(self.start_before(start, Classes::THE), mark + 1, tens))
    }

    /// "the nineties": wants "the", "early" or "late" before it, since people have thirties too.
    pub fn named_decade(&self, at: usize) -> Option<Point> {
        let decade = self.word(at).decade?;
        let led = self.has_before(at, Classes::THE.or(Classes::EARLY).or(Classes::LATE).or(Classes::MID))
            && !self.has(at.wrapping_sub(2), Classes::POSSESSIVE);
        led.then(|| {
            self.decade_point(
                self.start_before(at, Classes::THE),
                at + 1,
                self.full_year(u32::from(decade) * 10) / 10,
            )
        })
    }

    fn decade_point(&self, start: usize, next: usize, tens: i32) -> Point {
        Point::date(start, next, Grain::Decade, Period::decade(tens), timex::decade(tens), Basis::Written)
            .with_parts(YEAR)
    }

    /// "44 BC", "AD 79", "2555 BE".
    fn era_year(&self, at: usize) -> Option<Point> {
        if !self.reader.is_digits(at) || self.after_figure(at) {
            return None;
        }
        let number = self.digits(at, 4)?;
        let (era, start, next) = if let Some(era) = self.era(at + 1) {
            (era, at, at + 2)
        } else if let Some((era, next)) = self.stopped_era(at + 1) {
            // "By 2020 B.C. mills had closed" is of British Columbia.
            if era == Era::Before && (!self.phrase_ends(next) || (1800..=2100).contains(&number)) {
                return None;
            }
            (era, at, next)
        } else {
            (Era::After, self.before_christian_year(at)?, at + 1)
        };
        let year = match era {
            Era::Before => 1 - number as i32,
            Era::After => number as i32,
            Era::Buddhist => number as i32 - 543,
        };
        Some(self.year_point(start, next, year))
    }

    /// "AD" or "A.D." right before a year.
    fn before_christian_year(&self, at: usize) -> Option<usize> {
        if at > 0 && self.reader.is(at - 1, "AD") && self.era(at - 1).is_some() {
            return Some(at - 1);
        }
        let start = at.checked_sub(4)?;
        let (era, next) = self.stopped_era(start)?;
        (era == Era::After && next == at).then_some(start)
    }

    /// "A.D.", "B.C.", "b.c.": the era that starts at `at`, and the place after its last full stop.
    fn stopped_era(&self, at: usize) -> Option<(Era, usize)> {
        let stop = |at: usize| self.reader.joined_mark(at, '.');
        let letter = |at: usize, letter: &str| !self.reader.spaced(at) && self.reader.is(at, letter);
        if !stop(at + 1) || !stop(at + 3) {
            return None;
        }
        match self.reader.str(at) {
            "A" | "a" if letter(at + 2, "d") => Some((Era::After, at + 4)),
            "B" | "b" if letter(at + 2, "c") => Some((Era::Before, at + 4)),
            _ => None,
        }
    }

    fn era(&self, at: usize) -> Option<Era> {
        self.word(at).era.filter(|_| self.upper(at))
    }

    /// "the 21st century", "the fifth century BC", from the ordinal at `at`.
    pub fn century(&self, at: usize) -> Option<Point> {
        let (number, after) = self.ordinal(at)?;
        let joint = after + usize::from(self.hyphen(after));
        if self.word(joint).unit != Some(TimeUnit::Century)
            || self.word(joint).plural
            || !(1..=30).contains(&number)
        {
            return None;
        }
        let start = self.start_before(at, Classes::THE);
        let number = number as i32;
        let point = if self.era(joint + 1) == Some(Era::Before) {
            let period = Period::before_christ(number * 100, (number - 1) * 100 + 1);
            Point::date(
                start,
                joint + 2,
                Grain::Century,
                period,
                format!("BC{:02}", number - 1),
                Basis::Written,
            )
        } else {
            Point::date(
                start,
                joint + 1,
                Grain::Century,
                Period::century(number),
                timex::century(number),
                Basis::Written,
            )
        };
        let written = crate::mention::figure::numeral::read(self.reader, at)?.written;
        Some(point.with_ordinal(self, at, after, written).with_parts(YEAR))
    }

    /// "the XIX century", from "century" at `at`.
    pub fn roman_century(&self, at: usize) -> Option<Point> {
        let before = at.checked_sub(1).filter(|before| self.capital(*before) && self.reader.spaced(at))?;
        let century = self.word(at).unit == Some(TimeUnit::Century) && !self.word(at).plural;
        if !century {
            return None;
        }
        let number = roman(self.reader.str(before)).filter(|number| (1..=21).contains(number))? as i32;
        let period = Period::century(number);
        let (start, value) = (self.start_before(before, Classes::THE), timex::century(number));
        let point = Point::date(start, at + 1, Grain::Century, period, value, Basis::Written);
        let written = crate::value::Written::exact(crate::value::Number::integer(number.into()));
        Some(point.with_ordinal(self, before, at, written).with_parts(YEAR))
    }

    /// "fiscal 2009", "fiscal year 2009", "FY2009", "the 2009 financial year", from `at`.
    pub fn fiscal_year(&self, at: usize) -> Option<Point> {
        let fiscal = |year: i32, start: usize, next: usize| {
            // Fiscal years begin in any month of the year before or of their own.
            let period = Period::years(year - 1, year + 1);
            Point::date(start, next, Grain::Year, period, format!("FY{year:04}"), Basis::Written)
                .with_parts(YEAR)
        };
        if self.has(at, Classes::FISCAL) {
            let year = at + 1 + usize::from(self.word(at + 1).unit == Some(TimeUnit::Year));
            return self.year_number(year).map(|(number, next)| fiscal(number, at, next));
        }
        if self.reader.is(at, "FY") {
            let two = || match self.reader.str(at + 1).len() {
                2 => Some((self.full_year(self.digits(at + 1, 2)?), at + 2)),
                _ => {
                    let year = self.digits(at + 1, 4).filter(|year| is_plausible_year(*year))?;
                    Some((year as i32, at + 2)).filter(|_| !self.goes_on(at + 1))
                }
            };
            return self.year_number(at + 1).or_else(two).map(|(number, next)| fiscal(number, at, next));
        }
        let year = self.four_digits(at)?;
        let ends = self.has(at + 1, Classes::FISCAL) && self.word(at + 2).unit == Some(TimeUnit::Year);
        ends.then(|| fiscal(year, self.start_before(at, Classes::THE), at + 3))
    }
}
