//! Years that no preposition leads: "2004 was a good year", "2004's total", "2001, 2002 and 2003", "compared with
//! 1985", "1986 profits".
//!
//! Newspapers group the digits of an amount of four ("2,004 voters"), but not all do. So what a number could count
//! may not follow, and where it could be told of an amount as well, the year must be near the article's.

use super::look::Look;
use crate::lexicon::{Classes, Cues};
use crate::time::is_plausible_year;

/// More years than these between two of a list are chance.
const MOST_BETWEEN: i32 = 30;

impl Look<'_> {
    /// Whether the number `year` at `at`, without a word before it that asks for a year, is one.
    pub fn is_year_alone(&self, at: usize, year: i32) -> bool {
        if !is_plausible_year(year) || self.is_named_before(at) {
            return false;
        }
        self.is_possessive(at + 1)
            || self.is_subject(at, year)
            || self.is_listed_year(at, year)
            || self.is_near(year)
                && (self.cue_before(at, Cues::BESIDE_YEAR) && self.phrase_ends(at + 1)
                    || self.cue(at + 1, Cues::OF_A_YEAR))
    }

    /// "Germany 2006", "the Peugeot 2008": a name, and perhaps no year.
    fn is_named_before(&self, at: usize) -> bool {
        at > 1 && self.is_word(at - 1) && self.capital(at - 1) && self.reader.spaced(at)
    }

    fn is_possessive(&self, at: usize) -> bool {
        self.apostrophe(at)
            && !self.reader.spaced(at)
            && self.reader.is(at + 1, "s")
            && !self.reader.spaced(at + 1)
    }

    /// "2004 was a good year", "he hopes that 2005 will be another": a verb in the singular, or one that says no number
    /// behind a year near the article's.
    fn is_subject(&self, at: usize, year: i32) -> bool {
        let opens = match at.checked_sub(1) {
            None => true,
            Some(before) => {
                !self.is_word(before) && !self.reader.is_digits(before) || self.opens_clause(before)
            }
        };
        opens && (self.cue(at + 1, Cues::YEAR_IS) || self.cue(at + 1, Cues::YEAR_DOES) && self.is_near(year))
    }

    fn opens_clause(&self, at: usize) -> bool {
        self.has(at, Classes::AND.or(Classes::THAT)) || self.cue(at, Cues::OPENS_CLAUSE)
    }

    /// "2002" of "2001, 2002 and 2003".
    fn is_listed_year(&self, at: usize, year: i32) -> bool {
        let beside = |at: usize| {
            self.four_digits(at).is_some_and(|other| {
                is_plausible_year(other) && (other - year).unsigned_abs() <= MOST_BETWEEN as u32
            })
        };
        let comma = self.reader.joined_mark(at.wrapping_sub(1), ',');
        let after = self.skip_comma(at + 1);
        let and = after + usize::from(self.has(after, Classes::AND.or(Classes::OR)));
        comma && beside(at.wrapping_sub(2)) && and > at + 1 && beside(and)
    }
}
