//! The number of a day beside its month: "4", "31st", "fifteen", and those that no month has.

use super::look::Look;
use crate::lexicon::{Classes, Cues};
use crate::mention::figure::numeral::Form;

impl Look<'_> {
    /// The day of a month at `at`: digits to 31 with or without an ending, or an ordinal in words.
    pub fn day_number(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(day) = self.digits(at, 2) {
            let grouped = matches!(self.reader.str(at + 1), "," | "." | ":" | "%")
                && !self.reader.spaced(at + 1)
                && (!self.reader.spaced(at + 2) && self.reader.is_digits(at + 2)
                    || self.reader.is(at + 1, "%"));
            // "4 th July", "6 th of July" as well.
            let month = || self.month_name(at + 2 + usize::from(self.has(at + 2, Classes::OF))).is_some();
            let ending = self.is_ending(at + 1) && (!self.reader.spaced(at + 1) || month());
            return ((1..=31).contains(&day) && !grouped).then_some((day, at + 1 + usize::from(ending)));
        }
        if !self.is_word(at) {
            return None;
        }
        let (day, next) = self.ordinal(at)?;
        (1..=31).contains(&day).then_some((day, next))
    }

    /// "36, 2021" after "June", "35" after "on May": a day that no month has, sure to be meant as one by the year or by what
    /// stands around it.
    pub fn day_of_no_month(&self, at: usize, led: bool) -> Option<(u32, usize)> {
        let day = self.digits(at, 2).filter(|day| *day > 31)?;
        let year = self.reader.is(at + 1, ",") && self.is_modern_year(at + 2);
        let ends = self.phrase_ends(if year { at + 3 } else { at + 1 });
        (year && ends || led && (year || ends)).then_some((day, at + 1))
    }

    /// "On 32 July", "the 32nd of May", "36 June 2021".
    pub fn no_day_before_month(&self, at: usize) -> Option<(u32, usize)> {
        let day = self.digits(at, 2).filter(|day| *day > 31)?;
        let ending = !self.reader.spaced(at + 1) && self.is_ending(at + 1);
        let after = at + 1 + usize::from(ending);
        let of = self.has(after, Classes::OF);
        let (_, next) = self.month_name(after + usize::from(of))?;
        let month = next.checked_sub(1).filter(|month| self.capital(*month))?;
        // "Issue 36 June 2021" and "the 33rd June issue" are no days.
        let whole = of || self.phrase_ends(next) || self.is_modern_year(self.skip_comma(next));
        let led = ending && of || self.is_led_by_on(at);
        (self.reader.spaced(month) && whole && led).then_some((day, after))
    }

    /// Whether "on" stands before `at`.
    pub fn is_led_by_on(&self, at: usize) -> bool {
        self.cue_before(at, Cues::ON)
    }

    /// "fifteen August": a cardinal in words before a month that is nothing else.
    pub fn day_before_month(&self, at: usize) -> Option<(u32, usize)> {
        if !self.is_word(at) || self.word(at).month != 0 {
            return None;
        }
        let numeral = self.numeral(at).filter(|numeral| numeral.form == Form::Words)?;
        let day =
            numeral.whole().and_then(|day| u32::try_from(day).ok()).filter(|day| (1..=31).contains(day))?;
        let month = numeral.next;
        let year = || self.year_number(month + 1).is_some();
        let sure = self.capital(month) && (!self.is_ambiguous_month(month) || year());
        (self.word(month).month != 0 && sure).then_some((day, month))
    }

    /// "April six", as some agencies write: a cardinal in words that counts nothing after it.
    pub fn day_in_words(&self, at: usize) -> Option<(u32, usize)> {
        let numeral = self.numeral(at).filter(|numeral| self.is_word(at) && numeral.form == Form::Words)?;
        let day =
            numeral.whole().and_then(|day| u32::try_from(day).ok()).filter(|day| (1..=31).contains(day))?;
        let counts = self.is_word(numeral.next)
            && self.worded_year(numeral.next).is_none()
            && !self.has(numeral.next, Classes::AT.or(Classes::IN).or(Classes::AND).or(Classes::TO));
        (!counts && !self.hyphen(numeral.next)).then_some((day, numeral.next))
    }
}
