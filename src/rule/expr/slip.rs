//! Slips of the pen: when two figures are so alike that one is probably the other, miswritten.

use crate::value::Number;

/// How one figure may have come of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// One digit is another one: the least telling, since counts that grow differ so as well.
    Changed,
    /// A digit dropped or added.
    Dropped,
    /// Two neighbours swapped.
    Swapped,
    /// Thousand, million and billion confused.
    Scale,
}

impl Slip {
    /// Its name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Slip::Changed => "changed",
            Slip::Dropped => "dropped",
            Slip::Swapped => "swapped",
            Slip::Scale => "scale",
        }
    }
}

/// The one slip by which two numbers differ: a digit changed, dropped or added, two neighbours swapped, or thousand,
/// million and billion confused.
pub(super) fn slip(a: Number, b: Number) -> Option<Slip> {
    if a == b || a.is_negative() != b.is_negative() || a.is_zero() || b.is_zero() {
        return None;
    }
    if is_scaled(a, b) {
        return Some(Slip::Scale);
    }
    of_digits(a.abs().to_decimal_string().as_bytes(), b.abs().to_decimal_string().as_bytes())
}

fn is_scaled(a: Number, b: Number) -> bool {
    let times = |n: Number, power| Number::power_of_ten(power).and_then(|scale| n.times(scale));
    [3, 6].into_iter().any(|power| times(a, power) == Some(b) || times(b, power) == Some(a))
}

fn of_digits(a: &[u8], b: &[u8]) -> Option<Slip> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same_before = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (&short[same_before..], &long[same_before..]);
    match long.len() - short.len() {
        0 if long.len() >= 2 && short[0] == long[1] && short[1] == long[0] && short[2..] == long[2..] => {
            Some(Slip::Swapped)
        }
        0 => (short.get(1..) == long.get(1..)).then_some(Slip::Changed),
        1 => (short == &long[1..]).then_some(Slip::Dropped),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let mantissa: i128 = format!("{whole}{fraction}").parse().unwrap();
        Number::decimal(mantissa, -(fraction.len() as i32)).unwrap()
    }

    #[test]
    fn one_slip_is_a_near_miss() {
        for (a, b, kind) in [
            ("5438", "5483", Slip::Swapped),
            ("5438", "5428", Slip::Changed),
            ("5438", "543", Slip::Dropped),
            ("5438", "54438", Slip::Dropped),
            ("72000000", "72000000000", Slip::Scale),
            ("4.25", "4.52", Slip::Swapped),
            ("16", "15", Slip::Changed),
        ] {
            assert_eq!(slip(number(a), number(b)), Some(kind), "{a} and {b}");
            assert_eq!(slip(number(b), number(a)), Some(kind), "{b} and {a}");
        }
    }

    #[test]
    fn equal_or_very_different_figures_are_none() {
        for (a, b) in [("5438", "5438"), ("5438", "5821"), ("5438", "52"), ("1234", "4321"), ("10", "1000")] {
            assert_eq!(slip(number(a), number(b)), None, "{a} and {b}");
        }
    }
}
