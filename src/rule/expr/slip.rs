//! Slips of the pen: when two figures are so alike that one is probably the other, miswritten.

use crate::value::Number;

/// The digits of a number from the first to the last that is not zero: "1350" gives 135, "0.072" gives 72.
pub(super) fn digits(n: Number) -> Vec<u8> {
    let written = n.to_decimal_string();
    let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).collect();
    let first = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len());
    let last = digits.iter().rposition(|digit| *digit != b'0').map_or(first, |last| last + 1);
    digits[first..last].to_vec()
}

/// Whether two numbers differ by one slip: a digit changed, dropped or added, two neighbours swapped, or thousand,
/// million and billion confused.
pub(super) fn is_near_miss(a: Number, b: Number) -> bool {
    if a == b || a.is_negative() != b.is_negative() || a.is_zero() || b.is_zero() {
        return false;
    }
    let (written_a, written_b) = (a.abs().to_decimal_string(), b.abs().to_decimal_string());
    is_scaled(a, b) || is_slip(written_a.as_bytes(), written_b.as_bytes())
}

fn is_scaled(a: Number, b: Number) -> bool {
    let times = |n: Number, power| Number::power_of_ten(power).and_then(|scale| n.times(scale));
    [3, 6].into_iter().any(|power| times(a, power) == Some(b) || times(b, power) == Some(a))
}

fn is_slip(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same_before = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (&short[same_before..], &long[same_before..]);
    match long.len() - short.len() {
        0 if long.len() >= 2 && short[0] == long[1] && short[1] == long[0] => short[2..] == long[2..],
        0 => short.get(1..) == long.get(1..),
        1 => short == &long[1..],
        _ => false,
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
        for (a, b) in [
            ("5438", "5483"),
            ("5438", "5428"),
            ("5438", "543"),
            ("5438", "54438"),
            ("72000000", "72000000000"),
            ("4.25", "4.52"),
            ("16", "15"),
        ] {
            assert!(is_near_miss(number(a), number(b)), "{a} and {b}");
            assert!(is_near_miss(number(b), number(a)), "{b} and {a}");
        }
    }

    #[test]
    fn equal_or_very_different_figures_are_none() {
        for (a, b) in [("5438", "5438"), ("5438", "5821"), ("5438", "52"), ("1234", "4321"), ("10", "1000")] {
            assert!(!is_near_miss(number(a), number(b)), "{a} and {b}");
        }
    }

    #[test]
    fn digits_that_carry_meaning_are_counted() {
        assert_eq!(digits(number("1350")), b"135");
        assert_eq!(digits(number("0.072")), b"72");
        assert_eq!(digits(number("0")), b"");
    }
}
