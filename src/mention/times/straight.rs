//! What goes on without a break: "for a third consecutive day", "the fifth year running", "its second month in a row".

use super::look::Look;
use super::point::Point;
use crate::lexicon::Classes;
use crate::mention::Kind;
use crate::mention::figure::numeral;
use crate::time::TimeUnit;

impl Look<'_> {
    /// The last of several units in a row, from the ordinal at `at`. It is most often the article's, but need not be.
    pub fn straight_unit(&self, at: usize) -> Option<Point> {
        let (_, after) = self.ordinal(at)?;
        let first = self.has(after, Classes::CONSECUTIVE) && self.word(after).unit.is_none();
        let (unit, plural, next) = self.unit(after + usize::from(first))?;
        let row = self.has(next, Classes::IN)
            && self.has(next + 1, Classes::INDEFINITE)
            && self.has(next + 2, Classes::ROW);
        let end = match () {
            () if first => next,
            () if self.has(next, Classes::CONSECUTIVE) => next + 1,
            () if row => next + 3,
            () => return None,
        };
        if plural || unit < TimeUnit::Day || self.hyphen(next) {
            return None;
        }
        let told = self.memory.told_of(unit).and_then(|period| period.from()).or(self.published());
        let value = told.map_or_else(|| "PRESENT_REF".to_owned(), |day| self.value_at(day, unit.grain()).1);
        let written = numeral::read(self.reader, at)?.written;
        let start = self.start_before(at, Classes::THE.or(Classes::INDEFINITE));
        Some(Point::open(start, end, Kind::Date, value).with_ordinal(self, at, after, written))
    }
}
