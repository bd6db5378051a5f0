//! The year of a month or day that other words tell: "March of that year", "4 May last year", "the autumn of the same year".

use super::date::Written;
use super::look::Look;
use super::point::Point;
use crate::lexicon::Classes;
use crate::time::{Basis, Grain, timex};

impl Look<'_> {
    /// "of that year", "last year", "of the previous year" at `at`: what it means, from the year on.
    pub fn year_referred(&self, at: usize) -> Option<Point> {
        let of = at + usize::from(self.has(at, Classes::OF));
        let point = self.relative(of + usize::from(self.has(of, Classes::THE)))?;
        (point.grain == Grain::Year && point.time.length.is_none() && point.start >= at).then_some(point)
    }

    /// A month, or a day of one, in the year that is told behind it at `next`; `None` where none is, or the date has one.
    pub fn dated_in_year_referred(&self, start: usize, next: usize, written: Written) -> Option<Point> {
        if written.year.is_some() {
            return None;
        }
        // "In March last year's budget was cut" is of two times.
        let is_of_noun = |end: usize| self.has(end, Classes::POSSESSIVE) || self.apostrophe(end);
        let year = self.year_referred(next).filter(|year| !year.time.range && !is_of_noun(year.next))?;
        let known = year.time.period.year().filter(|_| year.time.basis != Basis::Open);
        let mut point = match known {
            Some(_) => self.dated(start, year.next, Written { year: known, ..written }),
            None => {
                let (grain, value) = match written.day {
                    Some(_) => (Grain::Day, timex::date(None, written.month, written.day)),
                    None => (Grain::Month, timex::month(None, written.month?)),
                };
                Point::date(start, year.next, grain, None, value, Basis::Open)
            }
        };
        point.time.basis = year.time.basis;
        point.time.parts.year = false;
        // A leap day of a year that has none: the two are told apart, so that rules can set them against each other.
        point.time.impossible.is_none().then_some(point)
    }
}
