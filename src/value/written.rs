//! A figure as it was written, and the interval that its words allow.
//!
//! Hedges and the precision of the digits are kept, not folded into the number: a conversion is
//! judged by the digits, a comparison by the interval, and a message shows the figure.

use super::{Interval, Number};

/// What stands beside a figure and changes what it allows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// Nothing: the figure is meant as it stands.
    #[default]
    None,
    /// "about", "some", "roughly": either side.
    About,
    /// "nearly", "almost", "just under": the figure or a little less.
    Nearly,
    /// "just over", "a little more than": the figure or a little more.
    JustOver,
    /// "at least", "as many as … or more": the figure or anything above.
    AtLeast,
    /// "more than", "over": anything above.
    MoreThan,
    /// "up to", "at most", "as many as": the figure or anything below.
    AtMost,
    /// "fewer than", "under": anything below.
    LessThan,
}

/// A figure as written: one number or a range, scaled ("1.6 million" is 1,600,000).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Written {
    /// The number, or the lower end of a range; `None` where a range is open below.
    pub low: Option<Number>,
    /// The number again, or the upper end of a range; `None` where a range is open above.
    pub high: Option<Number>,
    /// Whether it is written as a range ("10 to 15", "between 10 and 15") or is vague ("dozens").
    pub range: bool,
    /// The value of one unit of the last digit that carries meaning: 0.1 in 7.2, 100,000 in
    /// 1.6 million, 100 in 1,600. Always greater than zero.
    pub step: Number,
    /// Whether the step is a guess from trailing zeros (1,600) rather than written out (1,635; 7.20).
    pub round: bool,
    /// The words beside it.
    pub hedge: Hedge,
}

/// Counts from here on may be rounded in print; smaller ones are counted out.
const ROUND_COUNTS_FROM: i128 = 100;

impl Written {
    /// A single figure without hedge, its step taken from its own last digit.
    pub fn exact(n: Number) -> Self {
        let exponent = n.last_digit().unwrap_or(0);
        let step = Number::power_of_ten(exponent).unwrap_or(Number::ONE);
        Written { low: Some(n), high: Some(n), range: false, step, round: exponent > 0, hedge: Hedge::None }
    }

    /// The figure times `10^power`; `None` where it is too large.
    pub fn times_ten_to(self, power: u8) -> Option<Self> {
        if power == 0 {
            return Some(self);
        }
        let unit = Number::power_of_ten(power.into())?;
        let times = |n: Option<Number>| n.map_or(Some(None), |n| n.times(unit).map(Some));
        let step = self.step.times(unit)?;
        Some(Written {
            low: times(self.low)?,
            high: times(self.high)?,
            step,
            round: step > Number::ONE,
            ..self
        })
    }

    /// The number, when one is written.
    pub fn single(&self) -> Option<Number> {
        if self.range { None } else { self.low }
    }

    /// What the words allow, for a count of things: exact, but half a unit of the last digit that is
    /// not zero either way for a round count of a hundred or more.
    pub fn allows_as_count(&self) -> Interval {
        let round = self.round
            && self.high.or(self.low).is_some_and(|n| n.abs() >= Number::integer(ROUND_COUNTS_FROM));
        self.allows(if round { self.half_step() } else { Number::ZERO }, Number::ZERO)
    }

    /// [`Written::allows_as_count`], where "about", "nearly" and "just over" reach at least `reach` beyond the figure.
    pub fn allows_as_count_within(&self, reach: Number) -> Interval {
        self.allows(Number::ZERO, reach)
    }

    /// What the words allow, for a measured figure: half a unit of the last digit that carries meaning
    /// either way, never more than 5 % where that digit is a guess from trailing zeros.
    pub fn allows_as_measure(&self) -> Interval {
        let mut slack = self.half_step();
        if self.round
            && let Some(cap) = self.percent(5)
        {
            slack = slack.min(cap);
        }
        self.allows(slack, Number::ZERO)
    }

    fn half_step(&self) -> Number {
        Number::ratio(1, 2).and_then(|half| self.step.times(half)).unwrap_or(Number::ZERO)
    }

    fn percent(&self, percent: i128) -> Option<Number> {
        self.high.or(self.low)?.abs().times(Number::ratio(percent, 100)?)
    }

    /// The figure with `slack` either way; a hedge reaches a tenth of it beyond, or `reach`, if that is more.
    fn allows(&self, slack: Number, reach: Number) -> Interval {
        let low = self.low.and_then(|n| n.minus(slack));
        let high = self.high.and_then(|n| n.plus(slack));
        let wide = || self.percent(10).unwrap_or(slack).max(slack).max(reach);
        let (Some(n_low), Some(n_high)) = (self.low, self.high) else {
            return match (self.low, self.high) {
                (Some(n), None) if self.hedge == Hedge::MoreThan => Interval::more_than(n),
                (Some(n), None) => Interval::at_least(n),
                (None, Some(n)) if self.hedge == Hedge::LessThan => Interval::less_than(n),
                (None, Some(n)) => Interval::at_most(n),
                _ => Interval::ANY,
            };
        };
        let interval = match self.hedge {
            Hedge::None => low.zip(high).map(|(l, h)| Interval::between(l, h)),
            Hedge::About => {
                let wide = wide();
                n_low.minus(wide).zip(n_high.plus(wide)).map(|(l, h)| Interval::between(l, h))
            }
            Hedge::Nearly => n_low.minus(wide()).map(|l| Interval::between(l, n_high)),
            Hedge::JustOver => n_high.plus(wide()).map(|h| Interval::between(n_low, h)),
            Hedge::AtLeast => Some(Interval::at_least(n_low)),
            Hedge::MoreThan => Some(Interval::more_than(n_low)),
            Hedge::AtMost => Some(Interval::at_most(n_high)),
            Hedge::LessThan => Some(Interval::less_than(n_high)),
        };
        interval.unwrap_or(Interval::ANY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Bound;

    fn n(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn a_small_count_is_exact_and_a_round_one_is_not() {
        assert_eq!(Written::exact(n("60")).allows_as_count(), Interval::exactly(n("60")));
        assert_eq!(Written::exact(n("1600")).allows_as_count(), Interval::between(n("1550"), n("1650")));
        assert_eq!(Written::exact(n("5438")).allows_as_count(), Interval::exactly(n("5438")));
    }

    #[test]
    fn a_measure_allows_its_rounding_and_at_most_five_percent_of_zeros() {
        assert_eq!(Written::exact(n("1300")).allows_as_measure(), Interval::between(n("1250"), n("1350")));
        assert_eq!(Written::exact(n("1000")).allows_as_measure(), Interval::between(n("950"), n("1050")));
        assert_eq!(Written::exact(n("7.2")).allows_as_measure(), Interval::between(n("7.15"), n("7.25")));
    }

    #[test]
    fn hedges_widen_to_the_side_they_mean() {
        let with = |hedge| Written { hedge, ..Written::exact(n("1000")) }.allows_as_measure();
        assert_eq!(with(Hedge::About), Interval::between(n("900"), n("1100")));
        assert_eq!(with(Hedge::Nearly), Interval::between(n("900"), n("1000")));
        assert_eq!(with(Hedge::MoreThan).low(), Bound::Excluded(n("1000")));
        assert_eq!(with(Hedge::AtMost).low(), Bound::Open);
    }
}
