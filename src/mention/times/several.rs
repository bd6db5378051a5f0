//! Several units moved before or after the article: "the last three years", "the next few days", "the two past weeks",
//! "the previous three quarters".

use super::duration::{Span, vague};
use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues, NumberWord};
use crate::mention::Kind;
use crate::mention::figure::numeral::Form;
use crate::time::{self, Basis, Grain, Length, Period, Portion, TimeUnit, timex};
use crate::value::{Number, Written};
use chrono::{Datelike, NaiveDate, Weekday};

impl Look<'_> {
    /// "the last three years", "the next few days", "the past two decades", "these three days".
    pub fn several_units(&self, at: usize) -> Option<Point> {
        let classes = self.word(at).classes;
        if classes.any(Classes::THAT.or(Classes::THIS)) {
            return None;
        }
        let many =
            self.word(at + 1).unit.is_some() && self.word(at + 1).plural && !classes.any(Classes::THESE);
        let span = if many {
            let (unit, _, next) = self.unit(at + 1)?;
            Span { start: at + 1, next, amount: None, written: vague(), unit, hyphenated: false, exact: true }
        } else {
            if self.has(at + 1, Classes::COUPLE) {
                let of = at + 2 + usize::from(self.has(at + 2, Classes::OF));
                let (unit, plural, next) = self.unit(of)?;
                let two = Number::integer(2);
                let written = Written::exact(two);
                let amount = Some(two).filter(|_| plural);
                let span =
                    Span { start: at + 1, next, amount, written, unit, hyphenated: false, exact: true };
                return Some(self.shifted_span(at, at, &span));
            }
            if self.has(at + 1, Classes::INDEFINITE) {
                return None;
            }
            let form = self.numeral(at + 1)?.form;
            self.length(at + 1)
                .filter(|_| matches!(form, Form::Plain | Form::Digits | Form::Words | Form::Vague))
                .or_else(|| self.quarters(at + 1))?
        };
        if self.is_age(span.next) || span.hyphenated {
            return None;
        }
        Some(self.shifted_span(at, at, &span))
    }

    /// The period behind "of", from the token at `at`: "the past year", "May 2004", "May", "2004".
    pub fn period_at(&self, at: usize) -> Option<Point> {
        let the = usize::from(self.has(at, Classes::THE));
        self.relative(at + the)
            .or_else(|| self.written_date(at))
            .or_else(|| self.bare_month(at))
            .or_else(|| self.four_digits(at).map(|year| self.year_point(at, at + 1, year)))
    }

    /// "the early months of 2004", "the closing weeks of last year", "the first few days of May": several units of a period,
    /// of no number, from the word at `at` that says where they lie.
    pub fn some_of(&self, at: usize) -> Option<Point> {
        let last = self.has(at, Classes::LAST) && !self.cue(at, Cues::PAST);
        let portion = if self.has(at, Classes::EARLY.or(Classes::START))
            || self.ordinal(at).is_some_and(|(nth, next)| nth == 1 && next == at + 1)
        {
            Portion::Early
        } else if last || self.has(at, Classes::LATE) || self.cue(at, Cues::FINAL) {
            Portion::Late
        } else {
            return None;
        };
        let numeral = self.numeral(at + 1).filter(|numeral| numeral.form == Form::Vague);
        let loose = numeral.is_some() || self.has(at + 1, Classes::VAGUE);
        let (unit, plural, next) =
            self.unit(numeral.map_or(at + 1 + usize::from(loose), |numeral| numeral.next))?;
        if !plural || unit < TimeUnit::Day || !self.has(next, Classes::OF) {
            return None;
        }
        let whole = self
            .period_at(next + 1)
            .filter(|whole| whole.kind == Kind::Date && whole.grain > unit.grain())?;
        let start = self.start_before(at, Classes::THE);
        let part = Point { start, time: whole.time.clone(), inner: Vec::new(), ..whole };
        let mut part = part.with_inner(self, whole);
        part.time.period = part.time.period.part(portion);
        if loose {
            part.kind = Kind::Duration;
            part.time.timex = timex::length(None, unit).into();
            part.time.length = Some(Length { amount: numeral.map_or_else(vague, |n| n.written), unit });
        }
        Some(part)
    }

    /// "the final quarter of 2009", "the closing days of May", from the unit at `at`; "the final quarter" alone is one of a
    /// match.
    pub fn last_of(&self, at: usize) -> Option<Point> {
        let last = at.checked_sub(1).filter(|last| self.cue(*last, Cues::FINAL))?;
        self.some_of(last)
            .or_else(|| self.nth_of(last))
            .or_else(|| self.part_of_year(last))
            .filter(|point| point.next > at + 1)
    }

    /// "two quarters" of the calendar, which are also half of something.
    fn quarters(&self, at: usize) -> Option<Span> {
        let (unit, plural, next) = self.unit(at + 1).filter(|(unit, ..)| *unit == TimeUnit::Quarter)?;
        let number = match self.reader.lexicon.numerals.role(self.reader.word(at)) {
            NumberWord::Cardinal(number) => number.into(),
            _ => self.digits(at, 2)?.into(),
        };
        let amount = Number::integer(number);
        let written = Written::exact(amount);
        let amount = Some(amount).filter(|_| plural);
        Some(Span { start: at, next, amount, written, unit, hyphenated: false, exact: true })
    }

    /// "the two past years", "3 next weeks": the shifting word stands between the number at `at` and the unit.
    pub fn number_shifted(&self, at: usize) -> Option<Point> {
        let shift = at + 1;
        if !self.has(shift, Classes::LAST.or(Classes::PREVIOUS).or(Classes::NEXT)) {
            return None;
        }
        let (unit, plural, next) = self.unit(shift + 1)?;
        let numeral = self.numeral(at).filter(|numeral| numeral.next == shift && plural)?;
        let amount = Some(numeral.whole().map(Number::integer).filter(|n| *n > Number::ONE)?);
        let written = numeral.written;
        let span = Span { start: at, next, amount, written, unit, hyphenated: false, exact: true };
        (!self.is_age(next)).then(|| self.shifted_span(at, shift, &span))
    }

    /// The length that the word at `shift` moves to before or after the article, from token `at`.
    fn shifted_span(&self, at: usize, shift: usize, span: &Span) -> Point {
        let classes = self.word(shift).classes;
        let start = self.start_before(at, Classes::THE.or(Classes::POSSESSIVE));
        let start = if self.has(start, Classes::POSSESSIVE) { at } else { start };
        let length = Length { amount: span.written, unit: span.unit };
        let mut point = Point::length(start, span.next, length, timex::length(span.amount, span.unit));
        // Previous to what, the words do not say.
        let business = span.unit == TimeUnit::Day && self.cue(span.next.wrapping_sub(2), Cues::BUSINESS);
        let quarters = (business || span.unit == TimeUnit::Quarter) && self.memory.anchor().is_none();
        let sign = if classes.any(Classes::LAST) || (shift > at || quarters) && classes.any(Classes::PREVIOUS)
        {
            -1
        } else if classes.any(Classes::NEXT) || quarters && classes.any(Classes::FOLLOWING) {
            1
        } else {
            0
        };
        let covered = if sign == 0 { None } else { self.covering(span, sign) };
        let period = match covered {
            Some((period, ends)) => {
                (point.time.starts, point.time.ends) = ends.unzip();
                Some(period)
            }
            None => {
                let amount = span.amount.filter(|_| sign != 0);
                amount.and_then(|amount| match business {
                    true => self.business_days(amount, sign),
                    false => self.stretch(amount, span.unit, sign),
                })
            }
        };
        point.time.period = period.unwrap_or(Period::ANY);
        point.time.basis = if period.is_some() { Basis::Resolved } else { Basis::Open };
        point.time.range = period.is_some();
        point
    }

    /// "the next four business days": so many days from Monday to Friday, and the weekend between them.
    fn business_days(&self, amount: Number, sign: i64) -> Option<Period> {
        let n = i64::try_from(amount.to_integer()?).ok().filter(|n| (1..1000).contains(n))?;
        let step = |day: NaiveDate| if sign < 0 { day.pred_opt() } else { day.succ_opt() };
        let first = step(self.published()?)?;
        let (mut day, mut left) = (first, n);
        loop {
            left -= i64::from(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
            if left == 0 {
                return Period::new(Some(first.min(day)), Some(first.max(day)));
            }
            day = step(day)?;
        }
    }

    /// The days from the article's back (or on) for a length.
    pub fn stretch(&self, amount: Number, unit: TimeUnit, sign: i64) -> Option<Period> {
        let published = self.published()?;
        let n = i64::try_from(amount.to_integer()?).ok().filter(|n| *n < 100_000)?;
        let n = if unit == TimeUnit::Fortnight { n * 2 } else { n };
        if unit == TimeUnit::Quarter {
            // Quarters are those of the calendar: "the last two" end before this one.
            let by = |n: i64| Period::shifted(published, Grain::Quarter, i32::try_from(sign * n).ok()?);
            return by(1).zip(by(n)).map(|(near, far)| near.hull(far));
        }
        let far = time::offset(published, sign * n, unit.grain())?;
        // "The last two days" end with yesterday as often as with today.
        if sign < 0 {
            Period::new(Some(far), published.pred_opt())
        } else {
            Period::new(published.succ_opt(), Some(far))
        }
    }
}
