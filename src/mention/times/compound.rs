//! Lengths of several units: "two years and three months", "three years and two days". They are reckoned in the smallest
//! unit; where that is no exact measure of the others, the TIMEX3 value keeps all units as written (P3Y2D).

use super::duration::Span;
use super::look::Look;
use crate::lexicon::Classes;
use crate::time::{TimeUnit, timex};
use crate::value::{Number, Written};

impl Look<'_> {
    /// The TIMEX3 value of a length.
    pub fn length_value(&self, span: &Span) -> String {
        let parts = if span.exact || span.unit < TimeUnit::Day { None } else { self.value_by_parts(span) };
        parts.unwrap_or_else(|| timex::length(span.amount, span.unit))
    }

    /// The value of a length of several units of the calendar, each in a whole number and none twice.
    fn value_by_parts(&self, span: &Span) -> Option<String> {
        let mut part = self.one_length(span.start).filter(|part| part.next < span.next)?;
        let mut value = "P".to_owned();
        loop {
            let more = timex::length(Some(part.amount.filter(|n| n.is_integer())?), part.unit);
            let digits = more.strip_prefix('P')?;
            if value.ends_with(digits.chars().last()?) {
                return None;
            }
            value.push_str(digits);
            if part.next == span.next {
                break;
            }
            let comma = self.skip_comma(part.next);
            part = self.one_length(comma + usize::from(self.has(comma, Classes::AND)))?;
            if part.next > span.next {
                return None;
            }
        }
        Some(value)
    }
}

/// The sum in the smaller unit; `None` where the larger is no multiple of it (months and days).
pub(super) fn sum(large: &Span, small: &Span) -> Option<Span> {
    let factor = factor(large.unit, small.unit)?;
    let amount = large.amount?.times(Number::integer(factor))?.plus(small.amount?)?;
    let written = Written::exact(amount);
    let exact =
        large.exact && small.exact && (large.unit >= TimeUnit::Month) == (small.unit >= TimeUnit::Month);
    Some(Span { next: small.next, amount: Some(amount), written, unit: small.unit, exact, ..*large })
}

/// How many of `small` make one of `large`, by the calendar or as newspapers count (a year of 365 days,
/// a month of 30).
pub(super) fn factor(large: TimeUnit, small: TimeUnit) -> Option<i128> {
    let months = |unit| match unit {
        TimeUnit::Month => Some(1),
        TimeUnit::Quarter => Some(3),
        TimeUnit::Year => Some(12),
        TimeUnit::Decade => Some(120),
        TimeUnit::Century => Some(1200),
        TimeUnit::Millennium => Some(12_000),
        _ => None,
    };
    let seconds = |unit| match unit {
        TimeUnit::Second => Some(1),
        TimeUnit::Minute => Some(60),
        TimeUnit::Hour => Some(3600),
        TimeUnit::Day => Some(86_400),
        TimeUnit::Week => Some(604_800),
        TimeUnit::Fortnight => Some(1_209_600),
        TimeUnit::Month => Some(30 * 86_400),
        TimeUnit::Year => Some(365 * 86_400),
        _ => None,
    };
    match (months(large), months(small)) {
        (Some(large), Some(small)) => (large % small == 0).then_some(large / small),
        _ => {
            let (large, small) = (seconds(large)?, seconds(small)?);
            (large % small == 0).then_some(large / small)
        }
    }
}
