//! Lengths of time: "three years and four months", "10-day", "several months", "half an hour",
//! "a decade", "decades-long"; and those counted from a day: "two weeks ago", "a month earlier".

use super::compound::{factor, sum};
use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues, NameWord, NumberWord};
use crate::mention::figure::hedge;
use crate::mention::figure::numeral::Form;
use crate::time::{Length, PartOfDay, TimeUnit, timex};
use crate::value::{Hedge, Number, Written};

/// A length that was read, from token `start` to before `next`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub start: usize,
    pub next: usize,
    /// In the smallest unit named.
    pub amount: Option<Number>,
    pub written: Written,
    pub unit: TimeUnit,
    /// Whether it was written "10-day".
    pub hyphenated: bool,
    /// Whether the amount is exact: months and days have no common measure.
    pub exact: bool,
}

impl Look<'_> {
    /// The length of time that starts at `at`, with what it is counted from.
    pub fn duration(&self, at: usize) -> Option<Point> {
        let span = self.length_range(at).or_else(|| self.length(at))?;
        if self.is_age(span.next) {
            return None;
        }
        let point = self.within(&span, self.length_point(&span));
        Some(match self.counted(&span) {
            // "160 years ago" is a date; a rule may ask how long ago.
            Some(counted) => counted.with_inner(self, point),
            None => point,
        })
    }

    /// The point of a bare length.
    pub fn length_point(&self, span: &Span) -> Point {
        let mut amount = span.written;
        if amount.hedge == Hedge::None && !amount.range {
            amount.hedge = hedge::before(self.reader, span.start, span.next).hedge;
        }
        let length = Length { amount, unit: span.unit };
        Point::length(self.with_hedge(span.start), span.next, length, self.length_value(span))
    }

    /// The length that starts at `at`: an amount and a unit, and smaller ones after it.
    pub fn length(&self, at: usize) -> Option<Span> {
        let mut span = self.one_length(at)?;
        // "two years, three months and a day"; the units must get smaller.
        for _ in 0..4 {
            let comma = self.skip_comma(span.next);
            let and = comma + usize::from(self.has(comma, Classes::AND));
            let Some(more) = self
                .one_length(and)
                .filter(|more| more.unit < span.unit && !more.hyphenated && !span.hyphenated)
            else {
                break;
            };
            let Some(sum) = sum(&span, &more) else { break };
            span = sum;
        }
        Some(self.minutes_after(span))
    }

    /// "1 hour thirty", "two hours and ten" at the end of a line: minutes without their unit.
    fn minutes_after(&self, span: Span) -> Span {
        let and = span.next + usize::from(self.has(span.next, Classes::AND));
        let minutes = self
            .numeral(and)
            .filter(|_| span.unit == TimeUnit::Hour && !span.hyphenated && self.is_word(span.next - 1));
        let sum = minutes.filter(|minutes| minutes.next >= self.reader.len()).and_then(|minutes| {
            let amount = minutes.number().filter(|n| n.is_integer() && *n < Number::integer(60))?;
            let small = Span {
                start: and,
                next: minutes.next,
                amount: Some(amount),
                written: minutes.written,
                unit: TimeUnit::Minute,
                ..span
            };
            sum(&span, &small)
        });
        sum.unwrap_or(span)
    }

    /// "three to five years", "10-15 days", "two or three weeks", "between 60 and 90 days".
    fn length_range(&self, at: usize) -> Option<Span> {
        let low = self
            .numeral(at)
            .filter(|numeral| numeral.form != Form::Vague && numeral.form != Form::Fraction)?;
        let joint = low.next;
        let between = self.has(joint, Classes::AND) && self.has_before(at, Classes::BETWEEN);
        let tight = self.hyphen(joint) && self.has(joint + 1, Classes::TO);
        let joins = between || self.has(joint, Classes::TO.or(Classes::OR)) || self.is_dash(joint);
        if !joins || self.after_figure(at) && self.reader.is_digits(at) {
            return None;
        }
        let second = joint + 1 + usize::from(tight) + usize::from(tight && self.hyphen(joint + 2));
        self.numeral(second)?;
        let high = self.one_length(second)?;
        let (low, amount) = (low.number()?, high.amount?);
        if low >= amount || low.is_negative() {
            return None;
        }
        let written = Written { low: Some(low), high: Some(amount), range: true, ..high.written };
        let start = if between { at - 1 } else { at };
        Some(Span { start, written, ..high })
    }

    pub fn one_length(&self, at: usize) -> Option<Span> {
        if self.has(at, Classes::INDEFINITE) && !self.is_hundred(at) {
            return self.after_article(at);
        }
        if self.has(at, Classes::HALF) {
            return self.half(at, at);
        }
        let numeral = self.numeral(at)?;
        let mut amount = numeral.number();
        let mut written = numeral.written;
        let mut next = numeral.next;
        if numeral.form == Form::Vague {
            amount = None;
            if self.has(next, Classes::OF) {
                next += 1;
            }
        }
        if self.after_figure(at) && self.reader.is_digits(at) || amount.is_some_and(Number::is_negative) {
            return None;
        }
        let plain = self.reader.is_digits(at) && numeral.form == Form::Plain;
        if plain && self.is_dash(next) && !self.hyphen(next) {
            return None;
        }
        // "three quarters of an hour", "one and a quarter of an hour"
        if amount.is_some_and(|n| !n.is_integer()) && self.has(next, Classes::OF) {
            next += 1 + usize::from(self.has(next + 1, Classes::INDEFINITE));
        }
        if let Some(span) = self.with_quarters(at, amount, next) {
            return Some(span);
        }
        let hyphenated = self.hyphen(next);
        let mut unit_at = next + usize::from(hyphenated);
        if !hyphenated {
            while unit_at < next + 2
                && self.has(unit_at, Classes::STRAIGHT)
                && self.word(unit_at).unit.is_none()
            {
                unit_at += 1;
            }
        }
        if plain && !hyphenated && self.is_year_of_unit(at, unit_at) {
            return None;
        }
        let (unit, after) = self.measured_unit(unit_at).or_else(|| self.nights(at, unit_at))?;
        // "5 m", "3 h" are not for newspapers; "10 min" is.
        if numeral.form == Form::Fraction && amount.is_some_and(|n| n.is_integer()) {
            return None;
        }
        // "an hour and a half", "three years and a half"
        let mut end = after;
        if let (Some(n), Some(half_end)) = (amount, self.and_a_half(after)) {
            amount = n.plus(Number::ratio(1, 2)?);
            written = amount.map_or(written, Written::exact);
            end = half_end;
        }
        Some(fold_half(Span { start: at, next: end, amount, written, unit, hyphenated, exact: true }))
    }

    /// "a hundred", "a thousand and one": an article that belongs to a number.
    fn is_hundred(&self, at: usize) -> bool {
        let hundred = Number::integer(100);
        self.numeral(at).is_some_and(|numeral| {
            numeral.form == Form::Words && numeral.number().is_some_and(|n| n.is_integer() && n >= hundred)
        })
    }

    /// "the 1988 quarter", "the 1988 second quarter": the year of a part of it.
    fn is_year_of_unit(&self, at: usize, unit: usize) -> bool {
        self.four_digits(at).is_some_and(|year| (1800..=2100).contains(&year))
            && self.unit(unit).is_some_and(|(_, plural, _)| !plural && !self.word(unit).short)
    }

    /// "a week", "an hour and a half", "a few days", "a couple of years", "a half-hour".
    fn after_article(&self, at: usize) -> Option<Span> {
        let mut place = at + 1;
        if self.has(place, Classes::HALF) {
            return self.half(at, place);
        }
        if self.word(place).unit == Some(TimeUnit::Quarter)
            && self.has(place + 1, Classes::OF)
            && self.has(place + 2, Classes::INDEFINITE)
        {
            // "a quarter of an hour"
            let (unit, plural, next) = self.unit(place + 3)?;
            let quarter = Number::ratio(1, 4)?;
            let written = Written::exact(quarter);
            let amount = Some(quarter).filter(|_| !plural);
            let span = Span { start: at, next, amount, written, unit, hyphenated: false, exact: true };
            return amount.map(|_| fold_half(span));
        }
        if self.has(place, Classes::COUPLE) {
            place += 1 + usize::from(self.has(place + 1, Classes::OF));
            let (unit, _, after) = self.unit(place)?;
            let two = Number::integer(2);
            return Some(Span {
                start: at,
                next: after,
                amount: Some(two),
                written: Written::exact(two),
                unit,
                hyphenated: false,
                exact: true,
            });
        }
        if let Some(numeral) = self.numeral(at).filter(|numeral| numeral.form == Form::Vague) {
            let (unit, _, after) = self.unit(numeral.next)?;
            return Some(Span {
                start: at,
                next: after,
                amount: None,
                written: numeral.written,
                unit,
                hyphenated: false,
                exact: true,
            });
        }
        if self.has(place, Classes::STRAIGHT) && self.word(place).unit.is_none() {
            place += 1;
        }
        let (unit, plural, after) = self.unit(place)?;
        if plural
            || self.word(place).short
            || self.hyphen(after) && self.is_word(after + 1) && !self.cue(after + 1, Cues::LONG)
        {
            return None;
        }
        let one = Number::ONE;
        let mut span = Span {
            start: at,
            next: after,
            amount: Some(one),
            written: Written::exact(one),
            unit,
            hyphenated: false,
            exact: true,
        };
        if let Some(end) = self.and_a_half(after) {
            span.amount = Number::ratio(3, 2);
            span.written = Written::exact(span.amount?);
            span.next = end;
        }
        Some(fold_half(span))
    }

    /// "half an hour", "half a day", "a half-hour", "half-year".
    fn half(&self, start: usize, at: usize) -> Option<Span> {
        let place = at + 1 + usize::from(self.hyphen(at + 1) || self.has(at + 1, Classes::INDEFINITE));
        let (unit, plural, next) = self.unit(place)?;
        if plural || !self.is_word(place) {
            return None;
        }
        let half = Number::ratio(1, 2)?;
        Some(fold_half(Span {
            start,
            next,
            amount: Some(half),
            written: Written::exact(half),
            unit,
            hyphenated: false,
            exact: true,
        }))
    }

    fn and_a_half(&self, at: usize) -> Option<usize> {
        let half = at + 1 + usize::from(self.has(at + 1, Classes::INDEFINITE));
        let ends = !self.has(half + 1, Classes::INDEFINITE) && self.word(half + 1).unit.is_none();
        (self.has(at, Classes::AND) && self.has(half, Classes::HALF) && ends).then_some(half + 1)
    }

    /// "five and a half minutes", "one and three quarter hours", "two and a quarter hours", after the whole
    /// number.
    fn with_quarters(&self, at: usize, amount: Option<Number>, next: usize) -> Option<Span> {
        if !self.has(next, Classes::AND) {
            return None;
        }
        let whole = amount.filter(|n| n.is_integer())?;
        let article = self.has(next + 1, Classes::INDEFINITE);
        let quarters = match self.reader.lexicon.numerals.role(self.reader.word(next + 1)) {
            NumberWord::Cardinal(number @ 1..=3) => Some(i128::from(number)),
            _ => None,
        };
        let part = next + 1 + usize::from(article || quarters.is_some());
        let fraction = if self.has(part, Classes::HALF) && quarters.is_none() {
            Number::ratio(1, 2)?
        } else if self.word(part).unit == Some(TimeUnit::Quarter) {
            Number::ratio(quarters.unwrap_or(1), 4)?
        } else {
            return None;
        };
        let of = part + 1 + usize::from(self.has(part + 1, Classes::OF));
        let (unit, _, end) = self.unit(of + usize::from(self.has(of, Classes::INDEFINITE)))?;
        let amount = whole.plus(fraction)?;
        Some(fold_half(Span {
            start: at,
            next: end,
            amount: Some(amount),
            written: Written::exact(amount),
            unit,
            hyphenated: false,
            exact: true,
        }))
    }

    /// "single-day", "one-year" is a number's.
    pub fn single(&self, at: usize) -> Option<Point> {
        let (unit, plural, next) = self.unit(at)?;
        let joint = at.checked_sub(2)?;
        if plural || !self.hyphen(at - 1) || !self.cue(joint, Cues::SINGLE) {
            return None;
        }
        let length = Length { amount: Written::exact(Number::ONE), unit };
        Some(Point::length(joint, next, length, timex::length(Some(Number::ONE), unit)))
    }

    /// "two nights" of a stay, which are so many days, and "3h" after a word that wants a length; from the number at
    /// `at`.
    fn nights(&self, at: usize, unit: usize) -> Option<(TimeUnit, usize)> {
        let word = self.word(unit);
        let lead = self.cue_before(at, Cues::STAY);
        if lead && self.reader.str(unit) == "h" && !self.reader.spaced(unit) && self.phrase_ends(unit + 1) {
            return Some((TimeUnit::Hour, unit + 1));
        }
        let stay = self.cue_before(at, Cues::FOR);
        let night = word.part == Some(PartOfDay::Night) && (word.plural || self.reader.is(at, "1"));
        (night && stay).then_some((TimeUnit::Day, unit + 1))
    }

    /// The unit at `at` after an amount; abbreviations too.
    fn measured_unit(&self, at: usize) -> Option<(TimeUnit, usize)> {
        let (unit, _, next) = self.unit(at)?;
        // "20 second-class tickets" and "4 minute details" are rare; "3 day-old" is an age.
        let compound = self.hyphen(next) && self.is_word(next + 1) && !self.cue(next + 1, Cues::LONG);
        let long = if self.hyphen(next) && self.cue(next + 1, Cues::LONG) { next + 2 } else { next };
        (!compound || self.cue(next + 1, Cues::OLD)).then_some((unit, long))
    }

    /// Whether "old" follows: an age, which is a figure's to read.
    pub fn is_age(&self, next: usize) -> bool {
        let joint = next + usize::from(self.hyphen(next));
        self.cue(joint, Cues::OLD)
    }

    /// The start of the phrase with a hedge before it: "nearly five months", "more than a year".
    pub fn with_hedge(&self, start: usize) -> usize {
        let Some(before) = start.checked_sub(1).filter(|_| self.reader.spaced(start)) else { return start };
        if self.has(before, Classes::THAN) && self.has_before(before, Classes::MORE) {
            let no = before - 1;
            return if self.cue_before(no, Cues::NOT) { no - 1 } else { no };
        }
        if self.has(before, Classes::HEDGE) {
            return before;
        }
        // "at least three years", "up to six months"; a single word may be a verb ("exceeds two weeks").
        let bound = self.reader.lexicon.figures.before(self.reader.words_back(start));
        bound
            .filter(|(length, hedge)| *length > 1 && matches!(hedge, Hedge::AtLeast | Hedge::AtMost))
            // "higher than a year ago", "a minimum of six months"
            .filter(|_| !self.has(before, Classes::THAN.or(Classes::OF)))
            .map_or(start, |(length, _)| start - length)
    }

    /// A unit alone: "decades-long", "in years", "for months", "year-long", "over the years".
    pub fn bare_unit(&self, at: usize) -> Option<Point> {
        let (unit, plural, next) = self.unit(at)?;
        let word = self.word(at);
        if word.short || unit < TimeUnit::Day && !plural {
            return None;
        }
        let length = |amount: Option<Number>| {
            let written = amount.map_or_else(vague, Written::exact);
            (Length { amount: written, unit }, timex::length(amount, unit))
        };
        // "the year-ago quarter", "year-earlier sales"
        if self.hyphen(next) && self.cue(next + 1, Cues::AGO) && !plural {
            let one = Number::ONE;
            let span = Span {
                start: at,
                next: next + 1,
                amount: Some(one),
                written: Written::exact(one),
                unit,
                hyphenated: true,
                exact: true,
            };
            return self.counted(&span).map(|then| self.period_then(then));
        }
        if self.hyphen(next) && self.cue(next + 1, Cues::LONG) {
            let (length, value) = length((!plural).then_some(Number::ONE));
            return Some(Point::length(at, next + 2, length, value));
        }
        // "Through Quarters 2 and 3"
        let named = self.capital(at) && self.reader.is_digits(next);
        if !plural || named || self.hyphen(next) || self.is_age(next) {
            return None;
        }
        let the = self.has_before(at, Classes::THE);
        let lead = at.wrapping_sub(1 + usize::from(the));
        let over = self.cue(lead, Cues::OVER_LENGTH);
        let led = (!the && self.cue(lead, Cues::LENGTH_AFTER)) || over && (the || unit > TimeUnit::Day);
        let led = led || !the && self.cue(next, Cues::COUNTED) || self.is_length_of(at, next, unit);
        if !led || self.has(next, Classes::OF) && unit < TimeUnit::Week && !self.cue(lead, Cues::AFTER_DATE) {
            return None;
        }
        let (length, value) = length(None);
        let start = if over && the { lead } else { self.start_before(at, Classes::VAGUE) };
        let span = Span { start, next, amount: None, written: vague(), unit, hyphenated: false, exact: true };
        Some(self.counted(&span).unwrap_or_else(|| Point::length(start, next, length, value)))
    }

    /// "months of talks" at the start of a sentence or behind a preposition: a length that is filled with something.
    fn is_length_of(&self, at: usize, next: usize, unit: TimeUnit) -> bool {
        let pointed =
            Classes::THE.or(Classes::POSSESSIVE).or(Classes::THESE).or(Classes::THIS).or(Classes::THAT);
        let free = match at.checked_sub(1) {
            None => true,
            Some(before) => {
                let function = self.reader.lexicon.names.is(self.reader.word(before), NameWord::Function);
                (function || !self.is_word(before) && !self.reader.is_digits(before))
                    && !self.has(before, pointed.or(Classes::EVERY).or(Classes::ALL).or(Classes::OF))
            }
        };
        let filled = self.has(next, Classes::OF) && self.is_word(next + 1) && !self.capital(next + 1);
        free && filled && unit >= TimeUnit::Week && self.word(next + 1).classes.is_empty()
    }
}

/// An amount that the words leave open.
pub(super) fn vague() -> Written {
    Written { low: None, high: None, range: true, ..Written::exact(Number::ONE) }
}

/// Half of a unit in whole smaller ones, as TIMEX3 wants: an hour and a half is PT90M.
fn fold_half(span: Span) -> Span {
    let smaller = match span.unit {
        TimeUnit::Minute => TimeUnit::Second,
        TimeUnit::Hour => TimeUnit::Minute,
        TimeUnit::Day => TimeUnit::Hour,
        TimeUnit::Month => TimeUnit::Day,
        _ => return span,
    };
    let worded = span.amount.filter(|n| !n.is_integer());
    let Some(amount) =
        worded.and_then(|n| n.times(Number::integer(factor(span.unit, smaller)?))).filter(|n| n.is_integer())
    else {
        return span;
    };
    Span { amount: Some(amount), written: Written::exact(amount), unit: smaller, ..span }
}
