//! Seasons, quarters and halves of a year.

use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues};
use crate::mention::Kind;
use crate::time::{self, Basis, Grain, Parts, Period, Season, TimeUnit, is_plausible_year, timex};
use chrono::Datelike;

impl Look<'_> {
    /// "summer 2024", "the spring of 1989", "last winter" (from "winter"), "this fall".
    pub fn season(&self, at: usize) -> Option<Point> {
        let word = self.word(at);
        let season = word.season.filter(|_| !word.plural)?;
        let of = at + 1 + usize::from(self.has(at + 1, Classes::OF));
        if let Some((year, next)) = self.year_number(of) {
            let start = self.start_before(at, Classes::THE);
            return Some(self.season_of(start, next, year, season, Basis::Written));
        }
        if let Some(year) = self.year_referred(at + 1).filter(|_| self.has(at + 1, Classes::OF)) {
            let start = self.start_before(at, Classes::THE);
            return Some(match year.time.period.year().filter(|_| year.time.basis != Basis::Open) {
                Some(known) => self.season_of(start, year.next, known, season, year.time.basis),
                None => Point::open(start, year.next, Kind::Date, timex::season(None, season)),
            });
        }
        let verb = self.cue(at, Cues::VERB);
        let led = self.has_before(
            at,
            Classes::IN
                .or(Classes::THE)
                .or(Classes::SINCE)
                .or(Classes::AT)
                .or(Classes::EARLY)
                .or(Classes::LATE)
                .or(Classes::MID),
        ) || self.cue_before(at, Cues::DURING);
        let the = self.has_before(at, Classes::THE);
        let led = led
            && (!verb
                || the && self.has(at.wrapping_sub(2), Classes::IN.or(Classes::AT))
                || self.has_before(at, Classes::IN));
        if !led
            || self.capital(at)
            || self.has(at + 1, Classes::OF)
            || self.is_word(at + 1) && !self.reader.spaced(at + 1)
        {
            return None;
        }
        let start = self.start_before(at, Classes::THE);
        let tense = self.tense(start, at + 1);
        let year = self.published().and_then(|day| {
            let years = (day.year() - 1..=day.year() + 1).filter_map(|year| season.in_year(year));
            Some(time::nearest(day, tense, years)?.from()?.year())
        });
        Some(match year {
            Some(year) => self.season_of(start, at + 1, year, season, Basis::Resolved),
            None => Point::open(start, at + 1, Kind::Date, timex::season(None, season)),
        })
    }

    /// A season of a year. Winter is the one that starts in it; the hemisphere is taken for the north, so
    /// that the days are never more than resolved.
    pub fn season_of(&self, start: usize, next: usize, year: i32, season: Season, basis: Basis) -> Point {
        let parts = Parts { year: basis == Basis::Written, ..Parts::default() };
        let basis = if basis == Basis::Written { Basis::Resolved } else { basis };
        Point::date(
            start,
            next,
            Grain::Season,
            season.in_year(year),
            timex::season(Some(year), season),
            basis,
        )
        .with_parts(parts)
    }

    /// "the third quarter of 2009", "first-quarter", "the first half of this year", from the ordinal at `at`.
    pub fn part_of_year(&self, at: usize) -> Option<Point> {
        let (number, after) = match self.ordinal(at) {
            Some(found) => found,
            None if self.cue(at, Cues::FINAL) => (0, at + 1),
            None => return None,
        };
        let joint = after + usize::from(self.hyphen(after));
        let quarter = self.word(joint).unit == Some(TimeUnit::Quarter) && !self.word(joint).plural;
        let half = self.has(joint, Classes::HALF);
        let number = if number == 0 && quarter {
            4
        } else if number == 0 {
            2
        } else {
            number
        };
        let most = if quarter {
            4
        } else if half {
            2
        } else {
            0
        };
        if !(1..=most).contains(&number) {
            return None;
        }
        let start = self.start_before(at, Classes::THE.or(Classes::POSSESSIVE));
        let start = if self.has(start, Classes::POSSESSIVE) { at } else { start };
        let (grain, code) = if quarter { (Grain::Quarter, 'Q') } else { (Grain::Half, 'H') };
        let (year, next) = self.year_of_part(joint + 1);
        let written = crate::mention::figure::numeral::read(self.reader, at).map(|numeral| numeral.written);
        let with_inner = |point: Point| match written {
            Some(written) => point.with_ordinal(self, at, after, written),
            None => point,
        };
        let of_year = |year| if quarter { Period::quarter(year, number) } else { Period::half(year, number) };
        match year {
            PartOf::Year(year, basis) => {
                let point = Point::date(
                    start,
                    next,
                    grain,
                    of_year(year),
                    timex::part_of_year(Some(year), format_args!("{code}{number}")),
                    basis,
                );
                Some(with_inner(point))
            }
            PartOf::Fiscal(value) => {
                Some(with_inner(Point::open(start, next, Kind::Date, format!("{value}-{code}{number}"))))
            }
            // The half of a match is no time; a quarter may be one of a game.
            PartOf::None if half => None,
            PartOf::None => {
                let published = self.published()?;
                let years = (published.year() - 1..=published.year() + 1).filter_map(of_year);
                // A quarter is reported when it is over.
                let tense = match self.tense(start, next) {
                    time::Tense::Unknown => time::Tense::Past,
                    tense => tense,
                };
                let period = time::nearest(
                    published,
                    tense,
                    years.filter(|period| tense != time::Tense::Past || period.to() < Some(published)),
                );
                let year = period?.from()?.year();
                Some(with_inner(Point::date(
                    start,
                    next,
                    grain,
                    period,
                    timex::part_of_year(Some(year), format_args!("{code}{number}")),
                    Basis::Resolved,
                )))
            }
        }
    }

    /// "next year's first quarter", "this year's second half", after the year.
    pub fn part_of_year_before(&self, year: &Point) -> Option<Point> {
        let owned = self.apostrophe(year.next) && self.reader.is(year.next + 1, "s");
        let part = year.next + 2 * usize::from(owned);
        let number = year.time.period.year().filter(|_| owned || year.time.parts.year)?;
        let (nth, after) = self.ordinal(part)?;
        let after = after + usize::from(self.hyphen(after));
        let (grain, code, period) =
            if self.word(after).unit == Some(TimeUnit::Quarter) && !self.word(after).plural {
                (Grain::Quarter, 'Q', Period::quarter(number, nth)?)
            } else if self.has(after, Classes::HALF) {
                (Grain::Half, 'H', Period::half(number, nth)?)
            } else {
                return None;
            };
        let value = timex::part_of_year(Some(number), format_args!("{code}{nth}"));
        let point = Point::date(year.start, after + 1, grain, Some(period), value, year.time.basis);
        let written = crate::mention::figure::numeral::read(self.reader, part)?.written;
        Some(point.with_ordinal(self, part, after, written))
    }

    /// "the 1988 third quarter", "1988's third quarter", from the year at `at`.
    pub fn part_of_written_year(&self, at: usize) -> Option<Point> {
        let year = self.four_digits(at).filter(|year| is_plausible_year(*year))?;
        self.part_of_year_before(&self.year_point(self.start_before(at, Classes::THE), at + 1, year))
    }

    /// "of 2009", "2009", "of last year", "of fiscal 2009" after a part of a year.
    fn year_of_part(&self, at: usize) -> (PartOf, usize) {
        let comma = self.skip_comma(at);
        let of = comma + usize::from(self.has(comma, Classes::OF) || self.has(comma, Classes::IN));
        let fiscal = of + usize::from(self.has(of, Classes::THE) || self.has(of, Classes::POSSESSIVE));
        if let Some(point) = self.fiscal_year(fiscal) {
            return (PartOf::Fiscal(point.time.timex.to_string()), point.next);
        }
        if let Some((year, next)) = self.year_number(of)
            && !self.has(next, Classes::COUNT_NOUN)
        {
            return (PartOf::Year(year, Basis::Written), next);
        }
        if of > comma
            && let Some(point) = self.year_referred(of).or_else(|| self.whole_unit(of))
            && point.grain == Grain::Year
            && let Some(year) = point.time.period.year()
        {
            return (PartOf::Year(year, point.time.basis), point.next);
        }
        (PartOf::None, at)
    }

    /// "Q3 2024", "2024 Q3", "H1 of 2009", "2018Q4".
    pub fn coded_part(&self, at: usize) -> Option<Point> {
        if let Some(year) = self.digits(at, 4).filter(|year| is_plausible_year(*year)) {
            let joint = at + 1 + usize::from(self.hyphen(at + 1));
            let (code, number, next) = self.part_code(joint)?;
            return self.coded(at, next, year as i32, code, number);
        }
        let (code, number, after) = self.part_code(at)?;
        let of = after + usize::from(self.has(after, Classes::OF) || self.hyphen(after));
        if let Some((year, next)) = self.year_number(of) {
            return self.coded(at, next, year, code, number);
        }
        if code != 'Q' || !self.reader.spaced(at) {
            return None;
        }
        let published = self.published()?;
        let years =
            (published.year() - 1..=published.year() + 1).filter_map(|year| Period::quarter(year, number));
        let year = time::nearest(published, self.tense(at, after), years)?.from()?.year();
        let mut point = self.coded(at, after, year, code, number)?;
        point.time.basis = Basis::Resolved;
        Some(point)
    }

    /// "Q3" as letter, number and the place after it.
    fn part_code(&self, at: usize) -> Option<(char, u32, usize)> {
        let code = match self.reader.str(at) {
            "Q" | "q" => 'Q',
            "H" => 'H',
            _ => return None,
        };
        let number = self.digits(at + 1, 1).filter(|_| !self.reader.spaced(at + 1))?;
        let most = if code == 'Q' { 4 } else { 2 };
        ((1..=most).contains(&number) && !self.inside_code(at + 2)).then_some((code, number, at + 2))
    }

    fn inside_code(&self, at: usize) -> bool {
        !self.reader.spaced(at) && (self.is_word(at) || self.reader.is_digits(at))
    }

    fn coded(&self, start: usize, next: usize, year: i32, code: char, number: u32) -> Option<Point> {
        let (grain, period) = if code == 'Q' {
            (Grain::Quarter, Period::quarter(year, number))
        } else {
            (Grain::Half, Period::half(year, number))
        };
        let value = timex::part_of_year(Some(year), format_args!("{code}{number}"));
        Some(
            Point::date(start, next, grain, period, value, Basis::Written)
                .with_parts(Parts { year: true, ..Parts::default() }),
        )
    }
}

/// What a quarter or half is a part of.
enum PartOf {
    Year(i32, Basis),
    Fiscal(String),
    None,
}
