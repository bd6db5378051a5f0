//! Numbers in digits: grouping by comma, point or space, decimals, powers of ten, and fractions.

use super::{Form, Numeral, part};
use crate::lexicon::{NumberWord, UnitRole};
use crate::mention::TokenKind;
use crate::mention::scan::Reader;
use crate::value::{Number, Written};
use std::ops::Range;

/// A run of digits with its grouping and decimals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digits {
    pub value: Number,
    /// Digits after the point, where there is one.
    pub decimals: Option<u32>,
    /// Whether it is digits alone.
    pub plain: bool,
    pub next: usize,
}

/// More digits than this are no figure.
const MOST_DIGITS: usize = 27;

/// The number in digits that starts at `at`, without a fraction after it. `None` for versions and
/// addresses (1.2.3), which are no number.
pub(super) fn read(reader: &Reader, at: usize) -> Option<Digits> {
    if !reader.is_digits(at) || is_torn_off(reader, at) {
        return None;
    }
    let (group, point) = if reader.reference.comma_decimals { ('.', ',') } else { (',', '.') };
    if misgrouping(reader, at, group).is_some() {
        return None;
    }
    let mut grouped = grouping(reader, at, group);
    let mut point = point;
    if grouped == at + 1 && point == '.' && is_decimal_comma(reader, at) {
        point = ',';
    } else if grouped == at + 1 {
        let other = grouping(reader, at, point);
        if other > at + 1 && reader.joined_mark(other, group) && reader.is_joined_digits(other + 1) {
            (grouped, point) = (other, group);
        } else {
            grouped = space_grouping(reader, at);
        }
    }
    let mut next = grouped;
    let mut decimals = None;
    if reader.joined_mark(next, point) && reader.is_joined_digits(next + 1) {
        let more = reader.joined_mark(next + 2, point) && reader.is_joined_digits(next + 3);
        let list = point == ',' && reader.joined_mark(next + 2, ',');
        if more && !list {
            return None;
        }
        decimals = Some(reader.str(next + 1).len() as u32);
        next += 2;
    }
    let value = value(reader, at, next, decimals.unwrap_or(0))?;
    let digits = Digits { value, decimals, plain: next == at + 1, next };
    Some(power(reader, digits).unwrap_or(digits))
}

/// Whether the digits at `at` are the last of a figure whose first ones are glued to a word: "weight40,000".
fn is_torn_off(reader: &Reader, at: usize) -> bool {
    at > 2
        && !reader.spaced(at)
        && reader.joined_mark(at - 1, ',')
        && reader.is_joined_digits(at - 2)
        && reader.token(at - 3).is_some_and(|token| token.kind == TokenKind::Word)
}

/// The tokens, with the digits at `at` among them, of what no number is, since its last group has a digit more or less than
/// three: "2,5000", "6,863,86". "In 1999,2000" and "rooms 1,3 and 5" are lists, "June 14,2020" is a day.
fn misgrouping(reader: &Reader, at: usize, group: char) -> Option<Range<usize>> {
    let joined = |at: usize| reader.joined_mark(at, group) && reader.is_joined_digits(at + 1);
    if !joined(at + 1) && (at < 2 || reader.spaced(at) || !joined(at - 1)) {
        return None;
    }
    let mut first = at;
    while first > 1 && !reader.spaced(first) && joined(first - 1) && reader.is_digits(first - 2) {
        first -= 2;
        if at - first > 2 * MAX_GROUPS {
            return None;
        }
    }
    let mut last = first;
    while joined(last + 1) {
        // All groups but the first and the last are of three.
        if last > first && reader.str(last).len() != 3 || last - first > 2 * MAX_GROUPS {
            return None;
        }
        last += 2;
    }
    let (start, end) = (reader.str(first), reader.str(last));
    if last == first || start.len() > 3 || start.starts_with('0') {
        return None;
    }
    let two = last == first + 2;
    let day_and_year = || {
        let number = |text: &str| text.parse::<u32>().unwrap_or(0);
        two && (1..=31).contains(&number(start)) && (1500..=2100).contains(&number(end))
    };
    let wrong = match end.len() {
        4 => !day_and_year(),
        2 if !two => true,
        2 => end == "00" && start.len() > 1 && !has_cents(reader, first, last + 1),
        _ => false,
    };
    wrong.then_some(first..last + 1)
}

/// The token after the digits that start at `at` and are no number, with all their groups.
pub(in crate::mention::figure) fn misgrouped(reader: &Reader, at: usize) -> Option<usize> {
    if !reader.joined_mark(at + 1, ',') || reader.reference.comma_decimals {
        return None;
    }
    // "v2,5000" is a code.
    let glued = at > 0
        && !reader.spaced(at)
        && !is_paid(reader, at)
        && reader.token(at - 1).is_some_and(|token| token.kind != TokenKind::Mark);
    misgrouping(reader, at, ',').filter(|tokens| tokens.start == at && !glued).map(|tokens| tokens.end)
}

/// Whether ",00" at the end of the digits `at..next` may be cents or decimals: "400,00 euros", "about 400,00". "400,00 people" and
/// "$400,00 bail" are no 400.
fn has_cents(reader: &Reader, at: usize, next: usize) -> bool {
    if is_paid(reader, at) {
        return reader.str(at).len() < 3 || matches!(reader.str(at - 1), "€" | "EUR");
    }
    let noun =
        reader.token(next).is_some_and(|t| t.kind == TokenKind::Word && t.spaced() && t.span.len() > 2);
    let units = reader.lexicon.unit_words.longest(reader.words(next));
    !noun || units.is_some_and(|(_, senses)| senses.iter().any(|sense| sense.role != UnitRole::Measure))
}

/// Whether a unit or a magnitude stands after the digits `at..next`, or a currency before them.
fn is_amount(reader: &Reader, at: usize, next: usize) -> bool {
    let word = reader.word(next);
    let measured = matches!(reader.lexicon.numerals.role(word), NumberWord::Magnitude(3..))
        || reader.lexicon.unit_words.starts_with(word) && !matches!(reader.str(next), "in" | "a" | "p");
    measured || is_paid(reader, at)
}

/// Whether a currency stands right before the digits at `at`.
fn is_paid(reader: &Reader, at: usize) -> bool {
    at > 0 && !reader.spaced(at) && reader.lexicon.unit_words.starts_prefix(reader.word(at - 1))
}

/// "3.5", ".25", where the point comes first.
pub(super) fn after_point(reader: &Reader, at: usize) -> Option<Numeral> {
    if !reader.spaced(at) && at > 0 && !matches!(reader.str(at - 1), "-" | "$" | "£" | "€" | "(" | "~") {
        return None;
    }
    if !reader.is_joined_digits(at + 1) || reader.joined_mark(at + 2, '.') && reader.is_joined_digits(at + 3)
    {
        return None;
    }
    let decimals = reader.str(at + 1).len() as u32;
    let value = value(reader, at + 1, at + 2, decimals)?;
    let digits = Digits { value, decimals: Some(decimals), plain: false, next: at + 2 };
    super::words::scaled_digits(reader, digits)
}

/// Whether a comma can only divide decimals in a text that uses a point elsewhere: "€1,5 million", "12,5 km", "5,00".
/// "Rooms 1,3 and 5" are two numbers.
fn is_decimal_comma(reader: &Reader, at: usize) -> bool {
    let more = reader.str(at + 2);
    let alone = |at: usize| !(reader.joined_mark(at, ',') || reader.joined_mark(at, '.'));
    if !reader.joined_mark(at + 1, ',')
        || !reader.is_joined_digits(at + 2)
        || more.len() > 2
        || reader.is_joined_digits(at + 4) && !alone(at + 3)
        || at > 1 && !reader.spaced(at) && reader.is(at - 1, ",")
    {
        return false;
    }
    is_amount(reader, at, at + 3) || more.len() == 2 && more.starts_with('0')
}

/// No number has more groups than this; a list of numbers may go on for ever.
const MAX_GROUPS: usize = 14;

/// The token after digits grouped in thousands, or as in 12,34,567, by `mark`; `at + 1` where they are
/// not grouped.
fn grouping(reader: &Reader, at: usize, mark: char) -> usize {
    let mut next = at + 1;
    if !reader.joined_mark(next, mark) || reader.str(at).len() > 3 {
        return next;
    }
    let (mut threes, mut twos) = (true, true);
    let mut last = 0;
    // "102, 000": nothing else is three zeros. "£293, 227.02" is one sum.
    let paid = is_paid(reader, at);
    let pence = |at: usize| {
        paid && reader.is_digits(at)
            && reader.str(at).len() == 3
            && reader.joined_mark(at + 1, '.')
            && reader.is_joined_digits(at + 2)
    };
    let follows =
        |at: usize| reader.is_joined_digits(at) || mark == ',' && (reader.is(at, "000") || pence(at));
    while next < at + 2 * MAX_GROUPS && reader.joined_mark(next, mark) && follows(next + 1) {
        twos &= matches!(last, 0 | 2);
        last = reader.str(next + 1).len();
        threes &= last == 3;
        next += 2;
    }
    let groups = (next - at - 1) / 2;
    if threes || (twos && last == 3 && groups > 1 && reader.str(at).len() <= 2) { next } else { at + 1 }
}

/// The same for groups of three divided by one kind of space: 1 000 000.
fn space_grouping(reader: &Reader, at: usize) -> usize {
    let first = reader.str(at);
    if first.len() > 3 || first.starts_with('0') {
        return at + 1;
    }
    let mut next = at + 1;
    let mut space = None;
    while next < at + MAX_GROUPS && reader.is_digits(next) && reader.str(next).len() == 3 {
        let between = reader.gap(next);
        let one = matches!(between, " " | "\u{a0}" | "\u{2009}" | "\u{202f}" | "\u{2007}" | "\u{2008}");
        if !one || space.is_some_and(|space| space != between) {
            break;
        }
        space = Some(between);
        next += 1;
    }
    // "18 777s" is a number of things with a number.
    if next > at + 1 && !reader.spaced(next) && reader.is(next, "s") {
        return at + 1;
    }
    // "10 000 000 0" and "12 345.678.9" are no groups of three.
    if next > at + 1 && reader.is_digits(next) && Some(reader.gap(next)) == space { at + 1 } else { next }
}

/// The digits of the tokens `at..next` as one number with `decimals` of them after the point.
fn value(reader: &Reader, at: usize, next: usize, decimals: u32) -> Option<Number> {
    let mut mantissa: i128 = 0;
    let mut count = 0;
    for token in (at..next).filter(|token| reader.is_digits(*token)) {
        for digit in reader.str(token).bytes() {
            count += 1;
            if count > MOST_DIGITS {
                return None;
            }
            mantissa = mantissa * 10 + i128::from(digit - b'0');
        }
    }
    Number::decimal(mantissa, -(decimals as i32))
}

/// "1.3x10^6", "2.48×10−5", "4e14": the power that follows.
fn power(reader: &Reader, digits: Digits) -> Option<Digits> {
    let at = digits.next;
    if reader.joined_mark(at, '^') {
        return raised(reader, digits);
    }
    let exponent = if !reader.spaced(at) && reader.is(at, "e") {
        at + 1
    } else if matches!(reader.str(at), "x" | "X" | "×" | "·")
        && reader.is_digits(at + 1)
        && reader.joined_mark(at + 2, '^')
        && !reader.is(at + 1, "10")
    {
        // "8x2^10"
        let base =
            Digits { value: value(reader, at + 1, at + 2, 0)?, decimals: None, plain: true, next: at + 2 };
        let power = raised(reader, base)?;
        return Some(Digits { value: digits.value.times(power.value)?, ..power });
    } else if matches!(reader.str(at), "x" | "X" | "×" | "·") && reader.is(at + 1, "10") {
        at + 2 + usize::from(reader.joined_mark(at + 2, '^'))
    } else {
        return None;
    };
    let sign =
        !reader.spaced(exponent) && matches!(reader.str(exponent), "-" | "+" | "\u{2212}" | "\u{2013}");
    let from = exponent + usize::from(sign);
    if !reader.is_joined_digits(from) || (from == at + 2 && !reader.is(at, "e")) {
        return None;
    }
    let size: i32 = reader.str(from).parse().ok().filter(|size| *size <= 30)?;
    // "7e7" is rather the name of an aeroplane.
    if reader.is(at, "e") && !sign && size < 10 && digits.plain {
        return None;
    }
    let size = if sign && !reader.is(exponent, "+") { -size } else { size };
    let value = digits.value.times(Number::power_of_ten(size)?)?;
    Some(Digits { value, decimals: None, plain: false, next: from + 1 })
}

/// "1.1^23".
fn raised(reader: &Reader, digits: Digits) -> Option<Digits> {
    let sign =
        !reader.spaced(digits.next + 1) && matches!(reader.str(digits.next + 1), "-" | "+" | "\u{2212}");
    let from = digits.next + 1 + usize::from(sign);
    if !reader.is_joined_digits(from) {
        return None;
    }
    let size: u32 = reader.str(from).parse().ok().filter(|size| *size <= 64)?;
    let power = (0..size).try_fold(Number::ONE, |product, _| product.times(digits.value))?;
    let inverse = sign && !reader.is(digits.next + 1, "+");
    let value = if inverse { Number::ONE.over(power)? } else { power };
    Some(Digits { value, decimals: None, plain: false, next: from + 1 })
}

/// A vulgar fraction: its numerator and denominator.
fn vulgar(text: &str) -> Option<(i128, i128)> {
    // Asked of every number in digits.
    if text.is_ascii() {
        return None;
    }
    Some(match text {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅐" => (1, 7),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    })
}

/// "½" alone.
pub(super) fn vulgar_fraction(reader: &Reader, at: usize) -> Option<Numeral> {
    let (n, d) = vulgar(reader.str(at))?;
    let written = part(Number::integer(n), Number::integer(d))?;
    Some(Numeral { written, form: Form::Fraction, scale: 0, next: at + 1 })
}

/// The largest denominator that needs no word to be one: years and maps have larger numbers after a slash.
const MAX_BARE_DENOMINATOR: i128 = 1_000;

/// The fraction at `at`, as "½", "1/2" or "1/25,000th": numerator, denominator, the token after it.
pub(super) fn fraction(reader: &Reader, at: usize) -> Option<(i128, i128, usize)> {
    if let Some((n, d)) = vulgar(reader.str(at)) {
        return Some((n, d, at + 1));
    }
    let slash = matches!(reader.str(at + 1), "/" | "\u{2044}") && !reader.spaced(at + 1);
    if !slash || !reader.is_digits(at) || !reader.is_joined_digits(at + 2) {
        return None;
    }
    // A third number makes it a date, as does a point before or after.
    let (d, next) = denominator(reader, at + 2)?;
    let dated = matches!(reader.str(next), "/" | "\u{2044}") && !reader.spaced(next);
    let pointed = reader.joined_mark(next, '.') && reader.is_joined_digits(next + 1);
    let n: i128 = reader.str(at).parse().ok()?;
    // "9/11" is a day.
    let day = (n, d) == (9, 11);
    (!dated && !pointed && n > 0 && n < d && !day).then_some((n, d, next))
}

/// The number under the stroke, "16", "100th" or "25,000ths", and the token after it.
fn denominator(reader: &Reader, at: usize) -> Option<(i128, usize)> {
    let mut number = reader.str(at).to_owned();
    let mut next = at + 1;
    while reader.joined_mark(next, ',')
        && reader.is_joined_digits(next + 1)
        && reader.str(next + 1).len() == 3
    {
        number.push_str(reader.str(next + 1));
        next += 2;
    }
    let suffix =
        matches!(reader.str(next), "th" | "ths" | "nd" | "nds" | "rd" | "rds") && !reader.spaced(next);
    let number: i128 = number.parse().ok()?;
    (suffix || next == at + 1 && number <= MAX_BARE_DENOMINATOR)
        .then_some((number, next + usize::from(suffix)))
}

/// A whole number with a fraction after it, "3½", "10 1/2", "7-3/4"; or a fraction alone.
pub(super) fn mixed(reader: &Reader, at: usize, digits: Option<Digits>) -> Option<Numeral> {
    let Some(digits) = digits else {
        let (n, d, next) = fraction(reader, at)?;
        let written = part(Number::integer(n), Number::integer(d))?;
        return Some(Numeral { written, form: Form::Fraction, scale: 0, next });
    };
    if !digits.plain {
        return None;
    }
    let hyphen = reader.is_hyphen(digits.next);
    // "3 and 1/2 inches", but "between 3 and 1/2 inch".
    let and = reader.is(digits.next, "and") && !reader.is(at.wrapping_sub(1), "between");
    let from = digits.next + usize::from(hyphen || and);
    let (n, d, next) = fraction(reader, from)?;
    let glued = !(reader.spaced(from) || hyphen && reader.spaced(digits.next));
    // "1 - 1/2 inches": no range goes down to a part of one.
    let measured = || reader.lexicon.unit_words.starts_with(reader.word(next));
    let loose = hyphen && !glued && reader.is_digits(from) && measured();
    let known = matches!(d, 2 | 3 | 4 | 5 | 8 | 10 | 16 | 32 | 64);
    if and && !measured()
        || reader.is_digits(from) && (glued != hyphen && !loose || !known)
        || hyphen && !glued && !loose
    {
        return None;
    }
    let value = digits.value.plus(Number::ratio(n, d)?)?;
    let step = Number::ratio(1, d)?;
    let written = Written { step, round: false, ..Written::exact(value) };
    Some(Numeral { written, form: Form::Digits, scale: 0, next })
}
