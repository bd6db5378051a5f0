//! Intervals of numbers: what the words of a figure allow it to be.

use super::Number;
use std::cmp::Ordering;
use std::fmt;

/// One end of an [`Interval`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// No limit on this side.
    Open,
    /// The end itself is allowed ("at least two").
    Included(Number),
    /// The end itself is not allowed ("more than two").
    Excluded(Number),
}

impl Bound {
    /// The number at this end, if there is one.
    pub fn number(self) -> Option<Number> {
        match self {
            Bound::Open => None,
            Bound::Included(n) | Bound::Excluded(n) => Some(n),
        }
    }

    fn map(self, f: impl Fn(Number) -> Option<Number>) -> Option<Bound> {
        Some(match self {
            Bound::Open => Bound::Open,
            Bound::Included(n) => Bound::Included(f(n)?),
            Bound::Excluded(n) => Bound::Excluded(f(n)?),
        })
    }

    /// The product of two ends of intervals without negative numbers: zero is reached where one of the two is.
    fn times(self, other: Bound) -> Option<Bound> {
        let zero = Bound::Included(Number::ZERO);
        let is_open = [self, other].contains(&Bound::Open);
        if !is_open && [self, other].contains(&zero) { Some(zero) } else { self.with(other, Number::times) }
    }

    fn with(self, other: Bound, f: impl Fn(Number, Number) -> Option<Number>) -> Option<Bound> {
        Some(match (self, other) {
            (Bound::Open, _) | (_, Bound::Open) => Bound::Open,
            (Bound::Included(a), Bound::Included(b)) => Bound::Included(f(a, b)?),
            (Bound::Included(a) | Bound::Excluded(a), Bound::Included(b) | Bound::Excluded(b)) => {
                Bound::Excluded(f(a, b)?)
            }
        })
    }
}

/// All the numbers between two ends. Never empty: `low <= high`, and where the two are the same
/// number both are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    low: Bound,
    high: Bound,
}

impl Interval {
    /// Every number.
    pub const ANY: Interval = Interval { low: Bound::Open, high: Bound::Open };

    /// One number alone.
    pub const fn exactly(n: Number) -> Self {
        Interval { low: Bound::Included(n), high: Bound::Included(n) }
    }

    /// `low..=high`, ends swapped when they come in the wrong order.
    pub fn between(low: Number, high: Number) -> Self {
        Interval { low: Bound::Included(low.min(high)), high: Bound::Included(low.max(high)) }
    }

    /// `n` and everything above.
    pub const fn at_least(n: Number) -> Self {
        Interval { low: Bound::Included(n), high: Bound::Open }
    }

    /// Everything above `n`.
    pub const fn more_than(n: Number) -> Self {
        Interval { low: Bound::Excluded(n), high: Bound::Open }
    }

    /// `n` and everything below.
    pub const fn at_most(n: Number) -> Self {
        Interval { low: Bound::Open, high: Bound::Included(n) }
    }

    /// Everything below `n`.
    pub const fn less_than(n: Number) -> Self {
        Interval { low: Bound::Open, high: Bound::Excluded(n) }
    }

    /// The interval with these ends; `None` when no number lies between them.
    pub fn new(low: Bound, high: Bound) -> Option<Self> {
        if let (Some(l), Some(h)) = (low.number(), high.number()) {
            let closed = matches!((low, high), (Bound::Included(_), Bound::Included(_)));
            if l > h || (l == h && !closed) {
                return None;
            }
        }
        Some(Interval { low, high })
    }

    /// The lower end.
    pub fn low(self) -> Bound {
        self.low
    }

    /// The upper end.
    pub fn high(self) -> Bound {
        self.high
    }

    /// The number, when only one is allowed.
    pub fn single(self) -> Option<Number> {
        match (self.low, self.high) {
            (Bound::Included(a), Bound::Included(b)) if a == b => Some(a),
            _ => None,
        }
    }

    /// Whether `n` is allowed.
    pub fn contains(self, n: Number) -> bool {
        Interval::exactly(n).meets(self)
    }

    /// Whether some number is allowed by both.
    pub fn meets(self, other: Interval) -> bool {
        !self.all_below(other) && !other.all_below(self)
    }

    /// Whether every number here is less than every number of `other`.
    pub fn all_below(self, other: Interval) -> bool {
        match (self.high.number(), other.low.number()) {
            (Some(high), Some(low)) => match high.cmp(&low) {
                Ordering::Less => true,
                Ordering::Greater => false,
                Ordering::Equal => {
                    !matches!((self.high, other.low), (Bound::Included(_), Bound::Included(_)))
                }
            },
            _ => false,
        }
    }

    /// Whether no number here is greater than some number of `other` (`a <= b` for all pairs).
    pub fn never_above(self, other: Interval) -> bool {
        match (self.high.number(), other.low.number()) {
            (Some(high), Some(low)) => high <= low,
            _ => false,
        }
    }

    /// The numbers that both allow; `None` when there are none.
    pub fn intersection(self, other: Interval) -> Option<Self> {
        Interval::new(tighter(self.low, other.low, true), tighter(self.high, other.high, false))
    }

    /// The smallest interval that holds both.
    pub fn hull(self, other: Interval) -> Self {
        Interval { low: looser(self.low, other.low, true), high: looser(self.high, other.high, false) }
    }

    /// All sums of a number here and one of `other`; `None` on overflow.
    pub fn plus(self, other: Interval) -> Option<Self> {
        Some(Interval {
            low: self.low.with(other.low, Number::plus)?,
            high: self.high.with(other.high, Number::plus)?,
        })
    }

    /// All differences; `None` on overflow.
    pub fn minus(self, other: Interval) -> Option<Self> {
        self.plus(other.negated())
    }

    /// All negatives.
    pub fn negated(self) -> Self {
        let flip = |bound: Bound| match bound {
            Bound::Open => Bound::Open,
            Bound::Included(n) => Bound::Included(n.negated()),
            Bound::Excluded(n) => Bound::Excluded(n.negated()),
        };
        Interval { low: flip(self.high), high: flip(self.low) }
    }

    /// Every number times `factor`; `None` on overflow.
    pub fn scale(self, factor: Number) -> Option<Self> {
        if factor.is_zero() {
            return Some(Interval::exactly(Number::ZERO));
        }
        let (low, high) = (self.low.map(|n| n.times(factor))?, self.high.map(|n| n.times(factor))?);
        Some(if factor.is_negative() { Interval { low: high, high: low } } else { Interval { low, high } })
    }

    /// Every number plus `offset`; `None` on overflow.
    pub fn shift(self, offset: Number) -> Option<Self> {
        self.plus(Interval::exactly(offset))
    }

    /// All products of two intervals without negative numbers; `None` for others and on overflow.
    pub fn times(self, other: Interval) -> Option<Self> {
        match (self.single(), other.single()) {
            (_, Some(n)) => return self.scale(n),
            (Some(n), _) => return other.scale(n),
            _ => {}
        }
        let (a, b) = (self.low.number()?, other.low.number()?);
        if a.is_negative() || b.is_negative() {
            return None;
        }
        Some(Interval { low: self.low.times(other.low)?, high: self.high.times(other.high)? })
    }

    /// All quotients of two intervals, the divisor's without zero and without negative numbers;
    /// `None` for others and on overflow.
    pub fn over(self, other: Interval) -> Option<Self> {
        let floor = other.low.number()?;
        if floor.is_negative() || self.low.number()?.is_negative() {
            return None;
        }
        if floor.is_zero() {
            return None;
        }
        let low = match other.high {
            Bound::Open => Bound::Included(Number::ZERO),
            // Nothing over whatever is nothing.
            _ if self.low == Bound::Included(Number::ZERO) => self.low,
            high => self.low.with(high, Number::over)?,
        };
        let high = self.high.with(other.low, Number::over)?;
        Some(Interval { low, high })
    }
}

fn tighter(a: Bound, b: Bound, low: bool) -> Bound {
    let (Some(x), Some(y)) = (a.number(), b.number()) else {
        return if a == Bound::Open { b } else { a };
    };
    match x.cmp(&y) {
        Ordering::Equal if matches!(a, Bound::Excluded(_)) => a,
        Ordering::Equal => b,
        Ordering::Greater => {
            if low {
                a
            } else {
                b
            }
        }
        Ordering::Less => {
            if low {
                b
            } else {
                a
            }
        }
    }
}

fn looser(a: Bound, b: Bound, low: bool) -> Bound {
    let (Some(x), Some(y)) = (a.number(), b.number()) else {
        return Bound::Open;
    };
    match x.cmp(&y) {
        Ordering::Equal if matches!(a, Bound::Included(_)) => a,
        Ordering::Equal => b,
        Ordering::Greater => {
            if low {
                b
            } else {
                a
            }
        }
        Ordering::Less => {
            if low {
                a
            } else {
                b
            }
        }
    }
}

/// For people: `35`, `995 to 1,005`, `at least 2`, `less than 10`.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(n) = self.single() {
            return write!(f, "{n}");
        }
        match (self.low, self.high) {
            (Bound::Open, Bound::Open) => f.write_str("any number"),
            (Bound::Included(n), Bound::Open) => write!(f, "at least {n}"),
            (Bound::Excluded(n), Bound::Open) => write!(f, "more than {n}"),
            (Bound::Open, Bound::Included(n)) => write!(f, "at most {n}"),
            (Bound::Open, Bound::Excluded(n)) => write!(f, "less than {n}"),
            (Bound::Included(a) | Bound::Excluded(a), Bound::Included(b) | Bound::Excluded(b)) => {
                write!(f, "{a} to {b}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: i128) -> Number {
        Number::integer(value)
    }

    #[test]
    fn at_least_two_and_three_agree() {
        assert!(Interval::at_least(n(2)).meets(Interval::exactly(n(3))));
        assert!(!Interval::more_than(n(3)).meets(Interval::exactly(n(3))));
        assert!(Interval::exactly(n(1)).all_below(Interval::at_least(n(2))));
    }

    #[test]
    fn is_never_empty() {
        assert_eq!(Interval::new(Bound::Included(n(3)), Bound::Included(n(2))), None);
        assert_eq!(Interval::new(Bound::Excluded(n(2)), Bound::Included(n(2))), None);
        assert_eq!(Interval::less_than(n(2)).intersection(Interval::at_least(n(2))), None);
    }

    #[test]
    fn zero_times_an_end_that_is_left_out_is_reached() {
        let none_to_few = Interval::new(Bound::Included(n(0)), Bound::Included(n(5))).unwrap();
        let above_two = Interval::new(Bound::Excluded(n(2)), Bound::Included(n(3))).unwrap();
        assert_eq!(none_to_few.times(above_two), Some(Interval::between(n(0), n(15))));
        let below_three = Interval::new(Bound::Included(n(1)), Bound::Excluded(n(3))).unwrap();
        let quotient = none_to_few.over(below_three).unwrap();
        assert_eq!(quotient, Interval::between(n(0), n(5)));
    }

    #[test]
    fn computes_with_ends() {
        let a = Interval::between(n(10), n(15));
        assert_eq!(a.plus(a), Some(Interval::between(n(20), n(30))));
        assert_eq!(a.minus(a), Some(Interval::between(n(-5), n(5))));
        assert_eq!(a.over(Interval::between(n(5), n(10))), Some(Interval::between(n(1), n(3))));
        assert_eq!(Interval::at_least(n(2)).scale(n(-1)), Some(Interval::at_most(n(-2))));
        assert_eq!(a.over(Interval::exactly(Number::ZERO)), None);
    }
}
