//! Exact rational numbers: nothing that a reader sees comes out of binary floating point.
//!
//! A fraction of two `i128` rather than a decimal, since a third, a Fahrenheit degree and an implied
//! exchange rate have no finite decimal. Every operation is checked: where a result needs more than
//! 127 bits it is `None`, and the check that wanted it is undecided.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// An exact rational number.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number(Ratio<i128>);

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.small(), other.small()) {
            (Some((a, b)), Some((c, d))) => (a * d).cmp(&(c * b)),
            _ => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Number {
    /// Zero.
    pub const ZERO: Number = Number(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Number = Number(Ratio::new_raw(1, 1));

    /// A whole number.
    pub const fn integer(value: i128) -> Self {
        Number(Ratio::new_raw(value, 1))
    }

    /// `numerator / denominator`; `None` when the denominator is zero or a sign does not fit.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        Some(Number(Ratio::new(numerator, denominator)))
    }

    /// `mantissa × 10^exponent`; `None` outside of about ±10^38.
    pub fn decimal(mantissa: i128, exponent: i32) -> Option<Self> {
        if exponent == 0 {
            return Some(Number::integer(mantissa));
        }
        if let (Ok(mantissa), -9..0) = (i64::try_from(mantissa), exponent) {
            return Some(Number::reduced(mantissa, 10i64.pow(exponent.unsigned_abs())));
        }
        let power = 10i128.checked_pow(exponent.unsigned_abs())?;
        if exponent > 0 {
            Some(Number::integer(mantissa.checked_mul(power)?))
        } else {
            Number::ratio(mantissa, power)
        }
    }

    /// `10^exponent`.
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        Number::decimal(1, exponent)
    }

    /// Sum; `None` on overflow.
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.is_integer() && other.is_integer() {
            return Some(Number::integer(self.0.numer().checked_add(other.0.numer())?));
        }
        if let (Some((a, b)), Some((c, d))) = (self.small(), other.small()) {
            return Some(Number::reduced(a * d + c * b, b * d));
        }
        self.0.checked_add(&other.0).map(Number)
    }

    /// Difference; `None` on overflow.
    pub fn minus(self, other: Self) -> Option<Self> {
        if self.is_integer() && other.is_integer() {
            return Some(Number::integer(self.0.numer().checked_sub(other.0.numer())?));
        }
        if let (Some((a, b)), Some((c, d))) = (self.small(), other.small()) {
            return Some(Number::reduced(a * d - c * b, b * d));
        }
        self.0.checked_sub(&other.0).map(Number)
    }

    /// Product; `None` on overflow.
    pub fn times(self, other: Self) -> Option<Self> {
        if self.is_integer() && other.is_integer() {
            return Some(Number::integer(self.0.numer().checked_mul(other.0.numer())?));
        }
        if let (Some((a, b)), Some((c, d))) = (self.small(), other.small()) {
            return Some(Number::reduced(a * c, b * d));
        }
        self.0.checked_mul(&other.0).map(Number)
    }

    /// Quotient; `None` on overflow or division by zero.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        if let (Some((a, b)), Some((c, d))) = (self.small(), other.small()) {
            return Some(Number::reduced(a * d * c.signum(), b * c.abs()));
        }
        self.0.checked_div(&other.0).map(Number)
    }

    /// Numerator and denominator, if both are small enough that any sum of two products of such fits an `i64`:
    /// that is nearly all that stands in an article, and many times as fast as 128 bits.
    fn small(self) -> Option<(i64, i64)> {
        let fits = |n: i128| i64::try_from(n).ok().filter(|n| n.unsigned_abs() < 1 << 31);
        fits(*self.0.numer()).zip(fits(*self.0.denom()))
    }

    /// `numerator / denominator` in lowest terms; the denominator is greater than zero.
    fn reduced(numerator: i64, denominator: i64) -> Self {
        if denominator == 1 {
            return Number::integer(numerator.into());
        }
        let (mut a, mut b) = (numerator.unsigned_abs(), denominator.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let divisor = a.max(1) as i64;
        Number(Ratio::new_raw(i128::from(numerator / divisor), i128::from(denominator / divisor)))
    }

    /// With the other sign.
    pub fn negated(self) -> Self {
        Number(-self.0)
    }

    /// Without its sign.
    pub fn abs(self) -> Self {
        Number(self.0.abs())
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is less than zero.
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// Whether it is whole.
    pub fn is_integer(self) -> bool {
        *self.0.denom() == 1
    }

    /// The largest whole number that is not greater.
    pub fn floor(self) -> i128 {
        self.0.floor().to_integer()
    }

    /// The smallest whole number that is not less.
    pub fn ceil(self) -> i128 {
        self.0.ceil().to_integer()
    }

    /// The whole number, if it is one.
    pub fn to_integer(self) -> Option<i128> {
        self.is_integer().then(|| *self.0.numer())
    }

    /// The exponent of the last decimal digit that is not zero: 2 for 1,600, 0 for 35, -1 for 7.2.
    /// `None` for zero and for numbers without a finite decimal.
    pub fn last_digit(self) -> Option<i32> {
        if self.is_zero() {
            return None;
        }
        if let Some(mut whole) = self.to_integer() {
            let mut exponent = 0;
            // Sixty-four bits are divided many times as fast.
            if let Ok(mut small) = u64::try_from(whole) {
                while small % 10 == 0 {
                    small /= 10;
                    exponent += 1;
                }
                return Some(exponent);
            }
            while whole % 10 == 0 {
                whole /= 10;
                exponent += 1;
            }
            return Some(exponent);
        }
        let (mut exponent, mut scaled) = (0, self);
        while !scaled.is_integer() {
            exponent -= 1;
            if exponent < -30 {
                return None;
            }
            scaled = scaled.times(Number::integer(10))?;
        }
        Some(exponent)
    }

    /// Rounded half away from zero to a multiple of `step`, which must be greater than zero.
    pub fn round_to(self, step: Number) -> Option<Number> {
        let steps = self.abs().over(step)?.plus(Number::ratio(1, 2)?)?.floor();
        let rounded = Number::integer(steps).times(step)?;
        Some(if self.is_negative() { rounded.negated() } else { rounded })
    }

    /// Digits for programs: exact where the decimal is finite, else cut after 15 significant digits.
    pub fn to_decimal_string(self) -> String {
        let (mut numerator, denominator) = (self.0.numer().unsigned_abs(), self.0.denom().unsigned_abs());
        let mut out = String::new();
        if self.is_negative() {
            out.push('-');
        }
        let whole = numerator / denominator;
        out.push_str(&whole.to_string());
        numerator %= denominator;
        if numerator == 0 {
            return out;
        }
        out.push('.');
        let mut significant = if whole == 0 { 0 } else { whole.to_string().len() };
        for _ in 0..40 {
            let Some(next) = numerator.checked_mul(10) else { break };
            let digit = next / denominator;
            numerator = next % denominator;
            out.push((b'0' + digit as u8) as char);
            if significant > 0 || digit > 0 {
                significant += 1;
            }
            if numerator == 0 || (significant >= 15 && !self.is_finite_decimal()) {
                break;
            }
        }
        out
    }

    /// How many digits carry meaning, from the first to the last that is not zero: 3 in 1350, 2 in 0.072, none in 0.
    pub fn significant_digits(self) -> usize {
        self.to_decimal_string().trim_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count()
    }

    /// The power of ten to which a number is rounded for people.
    fn shown_to(self) -> i32 {
        let mut step = if self.abs() < Number::ONE { -4 } else { -2 };
        // A rate of 0.00042 is not none.
        while step > -15
            && !self.is_zero()
            && Number::power_of_ten(step + 2).is_some_and(|least| self.abs() < least)
        {
            step -= 1;
        }
        step
    }

    fn is_finite_decimal(self) -> bool {
        let mut denominator = *self.0.denom();
        for factor in [2, 5] {
            while denominator % factor == 0 {
                denominator /= factor;
            }
        }
        denominator == 1
    }
}

/// For people: grouped by thousands, at most four digits after the point, or three that carry meaning below a hundredth.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = match (self.is_integer(), Number::power_of_ten(self.shown_to())) {
            (false, Some(step)) => self.round_to(step).unwrap_or(*self),
            _ => *self,
        };
        let digits = rounded.to_decimal_string();
        let (sign, digits) = match digits.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", digits.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        f.write_str(sign)?;
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if !fraction.is_empty() {
            write!(f, ".{fraction}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_decimal_string())
    }
}

/// What [`Number::from_str`] refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a number: write digits, with a point for decimals or a slash for a fraction (1.609344, 5/9)")]
pub struct NotANumber;

impl FromStr for Number {
    type Err = NotANumber;

    /// Reads `-12`, `1.609344`, `5/9` and `1.5e-3`: digits with a point, no grouping.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        if let Some((numerator, denominator)) = text.split_once('/') {
            let (n, d) = (numerator.parse::<Number>()?, denominator.parse::<Number>()?);
            return n.over(d).ok_or(NotANumber);
        }
        let (text, power) = match text.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i32>().map_err(|_| NotANumber)?),
            None => (text, 0),
        };
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(NotANumber);
        }
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return Err(NotANumber);
            }
            mantissa = mantissa
                .checked_mul(10)
                .and_then(|m| m.checked_add(i128::from(byte - b'0')))
                .ok_or(NotANumber)?;
        }
        Number::decimal(sign * mantissa, power.saturating_sub(fraction.len() as i32)).ok_or(NotANumber)
    }
}

impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_decimal_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn computes_exactly() {
        assert_eq!(n("0.1").plus(n("0.2")), Some(n("0.3")));
        assert_eq!(n("1").over(n("3")).unwrap().times(n("3")), Some(Number::ONE));
        assert_eq!(n("620").times(n("1.609344")).unwrap().to_decimal_string(), "997.79328");
    }

    #[test]
    fn overflow_is_undecided_not_wrong() {
        assert_eq!(Number::integer(i128::MAX).plus(Number::ONE), None);
        assert_eq!(Number::decimal(1, 40), None);
        assert_eq!(Number::ONE.over(Number::ZERO), None);
    }

    #[test]
    fn digits_that_carry_meaning_are_counted() {
        for (number, digits) in [("1350", 3), ("0.072", 2), ("-0.072", 2), ("100.05", 5), ("0", 0)] {
            assert_eq!(n(number).significant_digits(), digits, "{number}");
        }
    }

    #[test]
    fn shows_numbers_to_people() {
        assert_eq!(n("1234567.891").to_string(), "1,234,567.89");
        assert_eq!(n("-0.00012").to_string(), "-0.00012");
        assert_eq!(n("0.0008649").to_string(), "0.000865");
        assert_eq!(n("0.08649").to_string(), "0.0865");
        assert_eq!(n("0").to_string(), "0");
        assert_eq!(n("2/3").to_decimal_string(), "0.666666666666666");
        assert_eq!(n("1000").to_string(), "1,000");
    }

    #[test]
    fn knows_the_last_digit_that_carries_meaning() {
        assert_eq!(n("1600").last_digit(), Some(2));
        assert_eq!(n("35").last_digit(), Some(0));
        assert_eq!(n("7.20").last_digit(), Some(-1));
        assert_eq!(n("1/3").last_digit(), None);
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(n("997.79").round_to(n("10")), Some(n("1000")));
        assert_eq!(n("-2.5").round_to(n("1")), Some(n("-3")));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", ".", "1,000", "1.2.3", "one", "1/0", "9e99999999999"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    proptest::proptest! {
        /// The fast way for small numbers gives what the general one gives.
        #[test]
        fn small_numbers_are_reckoned_as_large_ones(
            a in -70_000i128..70_000, b in 1i128..70_000, c in -70_000i128..70_000, d in 1i128..70_000,
        ) {
            let (x, y) = (Number::ratio(a, b).unwrap(), Number::ratio(c, d).unwrap());
            let (p, q) = (Ratio::new(a, b), Ratio::new(c, d));
            proptest::prop_assert_eq!(x.plus(y).unwrap().0, p + q);
            proptest::prop_assert_eq!(x.minus(y).unwrap().0, p - q);
            proptest::prop_assert_eq!(x.times(y).unwrap().0, p * q);
            proptest::prop_assert_eq!(x.over(y).map(|n| n.0), p.checked_div(&q));
            proptest::prop_assert_eq!(x.cmp(&y), p.cmp(&q));
        }
    }
}
