//! Numbers composed of words, or of digits and words: "two hundred and six thousand", "1.6 million",
//! "half a dozen", "two and a half", "three-fifths", "twenty-first", "tens of thousands".

use super::digits::{self, Digits};
use super::{Form, Numeral, part, scaled};
use crate::lexicon::NumberWord;
use crate::mention::scan::Reader;
use crate::value::{Hedge, Number, Written};

/// The numeral that starts at `at` with digits or a number word.
pub(super) fn composed(reader: &Reader, at: usize, and: bool) -> Option<Numeral> {
    let words = Words { reader, and };
    if reader.is_digits(at) {
        if let Some(alone) = digits::mixed(reader, at, None) {
            return Some(words.magnified(alone));
        }
        let digits = digits::read(reader, at)?;
        if let Some(mixed) = digits::mixed(reader, at, Some(digits)) {
            return Some(words.magnified(mixed));
        }
        return scaled_by(&words, digits);
    }
    match words.role(at) {
        NumberWord::Vague(low, high) => words.vague(low, high, at + 1),
        NumberWord::Article => words.after_article(at + 1),
        NumberWord::Part(n) => words.part_of_magnitude(1, n.into(), at + 1),
        NumberWord::Ordinal(n) => Some(Numeral::exact(Number::integer(n.into()), Form::Ordinal, at + 1)),
        NumberWord::NthMagnitude(e) => words.nth_magnitude(Number::ONE, e, at + 1),
        NumberWord::Magnitude(_) => {
            let (exponent, next) = words.magnitudes(at)?;
            words.chain(Number::power_of_ten(exponent.into())?, exponent, next)
        }
        NumberWord::Magnitudes(e) => words.plural(e, at + 1),
        NumberWord::Groups(n) => loose(n.into(), 2, 10, at + 1),
        NumberWord::Group(n) => Some(Numeral::exact(Number::integer(n.into()), Form::Words, at + 1)),
        NumberWord::Point if at == 0 && reader.is_digits(at + 1) && reader.len() < 4 => {
            words.point(Number::ZERO, at)
        }
        NumberWord::Cardinal(_) => words.cardinal(at),
        _ => None,
    }
}

/// Digits with whatever magnitudes follow.
pub(super) fn scaled_digits(reader: &Reader, digits: Digits) -> Option<Numeral> {
    scaled_by(&Words { reader, and: true }, digits)
}

/// "13st" is thirteen stone, and no ordinal: that would be 13th.
fn is_stone(reader: &Reader, at: usize, value: Number) -> bool {
    let ends_in_one = |n: i128| n % 10 == 1 && n % 100 != 11;
    reader.is(at, "st") && value.to_integer().is_some_and(|n| !ends_in_one(n))
}

fn scaled_by(words: &Words, digits: Digits) -> Option<Numeral> {
    let reader = words.reader;
    let form = if digits.plain { Form::Plain } else { Form::Digits };
    let at = digits.next;
    if !reader.spaced(at) {
        if let NumberWord::Ending = words.role(at)
            && digits.decimals.is_none()
            && !is_stone(reader, at, digits.value)
        {
            return Some(Numeral { form: Form::Ordinal, ..Numeral::exact(digits.value, form, at + 1) });
        }
        let letter = reader.lexicon.numerals.letter(reader.str(at)).filter(|letter| letter.sure);
        if let Some(letter) = letter.filter(|_| !super::is_kelvin(reader, at)) {
            let written = scaled(digits.value, digits.decimals, letter.exponent)?;
            let scale = letter.exponent;
            return Some(Numeral { written, form: Form::Digits, scale, next: at + 1 });
        }
    }
    if let Some((exponent, next)) = words.magnitudes(at) {
        let written = scaled(digits.value, digits.decimals, exponent)?;
        if digits.plain {
            let mut numeral = words.chain(written.low?, exponent, next)?;
            if numeral.form == Form::Words {
                numeral.form = Form::Digits;
            }
            return Some(numeral);
        }
        return Some(Numeral { written, form: Form::Digits, scale: exponent, next });
    }
    if digits.plain
        && words.role(at + 1) == NumberWord::Of
        && let NumberWord::Parts(d) = words.role(at)
    {
        return words.part_of_magnitude(digits.value.to_integer()?, d.into(), at + 1);
    }
    if let NumberWord::Group(n) | NumberWord::Groups(n) = words.role(at) {
        let value = digits.value.times(Number::integer(n.into()))?;
        return Some(Numeral::exact(value, Form::Digits, at + 1));
    }
    if let Some(plain) = words.digits_with_point(&digits) {
        return Some(plain);
    }
    let written = scaled(digits.value, digits.decimals, 0)?;
    Some(Numeral { written, form, scale: 0, next: at })
}

struct Words<'r, 'a> {
    reader: &'r Reader<'a>,
    /// Whether "and" may join two parts.
    and: bool,
}

impl Words<'_, '_> {
    fn role(&self, at: usize) -> NumberWord {
        self.reader.lexicon.numerals.role(self.reader.word(at))
    }

    /// A hyphen between words may stand for the space.
    fn after_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.reader.is_hyphen(at))
    }

    fn after_and(&self, at: usize) -> Option<usize> {
        (self.and && self.role(at) == NumberWord::And).then_some(at + 1)
    }

    /// All magnitudes from `at` on, multiplied: "hundred thousand", "lakh crore".
    fn magnitudes(&self, at: usize) -> Option<(u8, usize)> {
        let mut exponent = 0u8;
        let mut next = at;
        loop {
            let word = self.after_hyphen(next);
            match self.role(word) {
                NumberWord::Magnitude(e) | NumberWord::Magnitudes(e) if exponent + e <= 30 && e > 1 => {
                    exponent += e;
                    next = word + 1;
                }
                _ => break,
            }
        }
        (exponent > 0).then_some((exponent, next))
    }

    /// A number below a hundred: itself, whether it is ordinal, the token after it.
    fn below_hundred(&self, at: usize) -> Option<(u8, bool, usize)> {
        let tens = match self.role(at) {
            NumberWord::Cardinal(n) => n,
            NumberWord::Ordinal(n) => return Some((n, true, at + 1)),
            _ => return None,
        };
        if tens >= 20 && tens % 10 == 0 {
            let dashed =
                matches!(self.reader.str(at + 1), "\u{2013}" | "\u{2014}") && !self.reader.spaced(at + 1);
            let after = if dashed { at + 2 } else { self.after_hyphen(at + 1) };
            match self.role(after) {
                NumberWord::Cardinal(ones @ 1..10) => return Some((tens + ones, false, after + 1)),
                NumberWord::Ordinal(ones @ 1..10) if !self.is_second_of_time(after) => {
                    return Some((tens + ones, true, after + 1));
                }
                _ => {}
            }
        }
        Some((tens, false, at + 1))
    }

    /// "twenty second delay": the unit of time, unless joined by a hyphen that nothing follows.
    fn is_second_of_time(&self, at: usize) -> bool {
        self.reader.is_hyphen(at + 1) && self.reader.is(at, "second")
    }

    /// A number below a thousand; ordinal where its last word is.
    fn below_thousand(&self, at: usize) -> Option<(i128, bool, usize)> {
        let (n, ordinal, next) = self.below_hundred(at)?;
        let hundred = self.after_hyphen(next);
        if ordinal || self.role(hundred) != NumberWord::Magnitude(2) {
            return Some((n.into(), ordinal, next));
        }
        let (value, next) = (i128::from(n) * 100, hundred + 1);
        let and = self.after_and(next);
        let rest = and.unwrap_or_else(|| self.after_hyphen(next));
        match self.below_hundred(rest) {
            // "three hundred and two hundred" is two numbers, "one hundred and a third" none of ours.
            // and in "one hundred and three quarters" the parts are less than one.
            Some((more, ordinal, after))
                if more > 0
                    && !self.starts_hundreds(after)
                    && !self.starts_parts(more, after)
                    && (and.is_some() || self.tens_of_parts(rest).is_none()) =>
            {
                Some((value + i128::from(more), ordinal, after))
            }
            _ => Some((value, false, next)),
        }
    }

    fn starts_hundreds(&self, after: usize) -> bool {
        self.role(self.after_hyphen(after)) == NumberWord::Magnitude(2)
    }

    fn starts_parts(&self, n: u8, after: usize) -> bool {
        matches!(self.role(self.after_hyphen(after)), NumberWord::Parts(d) if n < d)
    }

    /// "thirty-fifths", after a count: how many make one, the token after it.
    fn tens_of_parts(&self, at: usize) -> Option<(i128, usize)> {
        let NumberWord::Cardinal(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) = self.role(at) else {
            return None;
        };
        let ones = self.after_hyphen(at + 1);
        match self.role(ones) {
            NumberWord::Parts(d @ 3..10) => Some((i128::from(tens + d), ones + 1)),
            _ => None,
        }
    }

    /// "thousandths" after `n`: so many parts of one.
    fn nth_parts(&self, n: Number, at: usize) -> Option<Numeral> {
        let word = self.after_hyphen(at);
        let NumberWord::NthMagnitudes(e) = self.role(word) else { return None };
        let written = part(n, Number::power_of_ten(e.into())?)?;
        Some(Numeral { written, form: Form::Fraction, scale: 0, next: word + 1 })
    }

    /// A number in words from "one" on.
    fn cardinal(&self, at: usize) -> Option<Numeral> {
        let (n, ordinal, next) = self.below_thousand(at)?;
        let value = Number::integer(n);
        if ordinal {
            return Some(Numeral::exact(value, Form::Ordinal, next));
        }
        if self.role(next) == NumberWord::Point
            && let Some(decimal) = self.point(value, next)
        {
            return Some(decimal);
        }
        if let NumberWord::NthMagnitude(e) = self.role(self.after_hyphen(next)) {
            return self.nth_magnitude(value, e, self.after_hyphen(next) + 1);
        }
        if let Some(parts) = self.nth_parts(value, next).or_else(|| self.fraction(n, next)) {
            return Some(parts);
        }
        if let Some(dictated) = self.dictated(at, n, next) {
            return Some(dictated);
        }
        if let Some(half) = self.and_a_part(value, next) {
            return Some(self.magnified(half));
        }
        if let NumberWord::Group(size) | NumberWord::Groups(size) = self.role(self.after_hyphen(next)) {
            let value = value.times(Number::integer(size.into()))?;
            return Some(Numeral::exact(value, Form::Words, self.after_hyphen(next) + 1));
        }
        match self.magnitudes(next) {
            Some((exponent, after)) => {
                self.chain(value.times(Number::power_of_ten(exponent.into())?)?, exponent, after)
            }
            None => Some(Numeral::exact(value, Form::Words, next)),
        }
    }

    /// "one twenty-two", as a line of its own: a number said digit by digit, 122.
    fn dictated(&self, at: usize, hundreds: i128, next: usize) -> Option<Numeral> {
        let (rest, false, end) = self.below_hundred(next)? else { return None };
        let whole = at == 0 && end == self.reader.len();
        let said = whole && hundreds < 10 && rest > 20 && rest % 10 > 0;
        said.then(|| Numeral::exact(Number::integer(hundreds * 100 + i128::from(rest)), Form::Words, end))
    }

    /// What may follow a number whose last part is in units of `10^exponent`: smaller parts ("three
    /// hundred"), "and a half".
    fn chain(&self, value: Number, exponent: u8, next: usize) -> Option<Numeral> {
        let (mut value, mut exponent, mut next) = (value, exponent, next);
        let scale = exponent;
        if let Some((n, d, after)) = self.part_after_and(next) {
            let unit = Number::power_of_ten(exponent.into())?;
            let (more, after) = match self.magnitudes(after) {
                Some((smaller, end)) if smaller < exponent => (Number::power_of_ten(smaller.into())?, end),
                _ => (unit, after),
            };
            let value = value.plus(Number::ratio(n, d)?.times(more)?)?;
            let step = more.times(Number::ratio(1, d)?)?;
            let round = step > Number::ONE;
            let written = Written { step, round, ..Written::exact(value) };
            return Some(Numeral { written, form: Form::Words, scale, next: after });
        }
        loop {
            let rest = self.after_and(next).or_else(|| self.after_comma(next)).unwrap_or(next);
            let Some((n, ordinal, after)) = self.below_thousand_or_digits(rest, next) else { break };
            if ordinal && rest == next && self.is_apart(next, after) {
                break;
            }
            if ordinal {
                let value = value.plus(Number::integer(n))?;
                return Some(Numeral::exact(value, Form::Ordinal, after));
            }
            let (smaller, end) = self.magnitudes(after).unwrap_or((0, after));
            let more = Number::integer(n).times(Number::power_of_ten(smaller.into())?)?;
            let fits = n > 0 && more < Number::power_of_ten(exponent.into())?;
            if !fits {
                break;
            }
            value = value.plus(more)?;
            exponent = smaller;
            next = end;
            if smaller == 0 {
                break;
            }
        }
        if let NumberWord::NthMagnitude(e) = self.role(self.after_hyphen(next)) {
            return self.nth_magnitude(value, e, self.after_hyphen(next) + 1);
        }
        if let Some(parts) = self.nth_parts(value, next) {
            return Some(parts);
        }
        if let NumberWord::Groups(n) | NumberWord::Group(n) = self.role(next) {
            let value = value.times(Number::integer(n.into()))?;
            return Some(Numeral::exact(value, Form::Words, next + 1));
        }
        // "two million three hundred" has no magnitude that a range could share.
        let scale = if exponent == scale { scale } else { 0 };
        Some(Numeral { scale, ..Numeral::exact(value, Form::Words, next) })
    }

    /// "$280 million first mortgage", "a million first-time buyers": an ordinal after a magnitude that belongs to what
    /// follows it.
    fn is_apart(&self, ordinal: usize, after: usize) -> bool {
        let digits = ordinal >= 2 && self.reader.is_digits(ordinal - 2);
        digits || (after == ordinal + 1 && self.reader.is_hyphen(after))
    }

    /// "three million, two hundred and forty": a comma may stand before hundreds in words.
    fn after_comma(&self, at: usize) -> Option<usize> {
        let reader = self.reader;
        let words = self.and && reader.is(at, ",") && at >= 2 && !reader.is_digits(at - 2);
        let hundreds = words && matches!(self.role(at - 1), NumberWord::Magnitude(3..));
        let (n, false, next) = self.below_thousand(at + 1).filter(|_| hundreds)? else { return None };
        // "ten thousand, two hundred of them children"
        (n >= 100 && self.role(next) != NumberWord::Of).then_some(at + 1)
    }

    /// The next part of a number in words; digits only in "3 hundred and 21" and "4 thousand 3 hundred".
    fn below_thousand_or_digits(&self, at: usize, before: usize) -> Option<(i128, bool, usize)> {
        let reader = self.reader;
        if !reader.is_digits(at) {
            return self.below_thousand(at);
        }
        let digits = reader.str(at);
        let led_by_digits = before >= 2 && reader.is_digits(before - 2);
        if !led_by_digits || digits.len() > 3 || digits.starts_with('0') {
            return None;
        }
        let n: i128 = digits.parse().ok()?;
        let hundreds = self.role(at + 1) == NumberWord::Magnitude(2);
        let alone = reader.spaced(at + 1) && self.magnitudes(at + 1).is_none();
        if hundreds && n < 10 {
            let rest = self.after_and(at + 2).unwrap_or(at + 2);
            let more: Option<i128> = reader.str(rest).parse().ok().filter(|n| *n < 100 && *n > 0);
            return Some(more.map_or((n * 100, false, at + 2), |more| (n * 100 + more, false, rest + 1)));
        }
        (n < 100 && alone && at > before).then_some((n, false, at + 1))
    }

    /// "two point five", "nought point nought three", "1 point 1".
    fn point(&self, whole: Number, at: usize) -> Option<Numeral> {
        let reader = self.reader;
        if self.role(at) != NumberWord::Point {
            return None;
        }
        let (mut fraction, mut decimals, mut next) = (0i128, 0u32, at + 1);
        if reader.is_digits(next) && reader.str(next).len() <= 9 {
            fraction = reader.str(next).parse().ok()?;
            decimals = reader.str(next).len() as u32;
            next += 1;
        }
        while decimals < 12 {
            let Some((n, false, after)) = self.below_hundred(next) else { break };
            let digits = if n < 10 { 1 } else { 2 };
            fraction = fraction * 10i128.pow(digits) + i128::from(n);
            decimals += digits;
            next = after;
        }
        if decimals == 0 {
            return None;
        }
        let value = whole.plus(Number::decimal(fraction, -(decimals as i32))?)?;
        let (exponent, next) = self.magnitudes(next).unwrap_or((0, next));
        let written = scaled(value, Some(decimals), exponent)?;
        Some(Numeral { written, form: Form::Words, scale: exponent, next })
    }

    fn digits_with_point(&self, digits: &Digits) -> Option<Numeral> {
        if !digits.plain { None } else { self.point(digits.value, digits.next) }
    }

    /// "-thirds" after a count, "-third" and "-half" after "one": the fraction.
    fn fraction(&self, n: i128, at: usize) -> Option<Numeral> {
        let word = self.after_hyphen(at);
        // "one twenty-fifth of"
        if n == 1
            && let Some((d @ 21.., true, next)) = self.below_thousand(word)
            && self.ends_a_part(next)
        {
            return self.part_of_magnitude(n, d, next);
        }
        if let Some((d, next)) = self.tens_of_parts(word) {
            return self.part_of_magnitude(n, d, next);
        }
        let denominator = match self.role(word) {
            NumberWord::Parts(d) => d,
            NumberWord::Part(d) if n == 1 => d,
            NumberWord::Ordinal(d) if n == 1 && d > 2 => d,
            _ => return None,
        };
        self.part_of_magnitude(n, denominator.into(), word + 1)
    }

    /// "half a million", "two-thirds of a million", or the part alone.
    fn part_of_magnitude(&self, n: i128, d: i128, at: usize) -> Option<Numeral> {
        let (top, bottom) = (Number::integer(n), Number::integer(d));
        let mut from = self.after_hyphen(at);
        if self.role(from) == NumberWord::Of && self.role(from + 1) == NumberWord::Article {
            from += 1;
        }
        if self.role(from) == NumberWord::Article {
            from += 1;
        }
        let unit = match self.role(from) {
            NumberWord::Magnitude(e) => self
                .magnitudes(from)
                .and_then(|(e, next)| Some((Number::power_of_ten(e.into())?, next)))
                .filter(|_| e > 1),
            NumberWord::Group(size) => Some((Number::integer(size.into()), from + 1)),
            _ => None,
        };
        let written = part(top, bottom)?;
        let Some((unit, next)) = unit else {
            return Some(Numeral { written, form: Form::Fraction, scale: 0, next: at });
        };
        let value = top.over(bottom)?.times(unit)?;
        let written = Written { round: value > Number::integer(100), ..Written::exact(value) };
        Some(Numeral { written, form: Form::Words, scale: 0, next })
    }

    /// "and a half", "and three fifths": numerator, denominator, the token after it.
    fn part_after_and(&self, at: usize) -> Option<(i128, i128, usize)> {
        let from = self.after_and(self.after_hyphen(at))?;
        let from = self.after_hyphen(from);
        let (n, at) = match self.role(from) {
            NumberWord::Article => (1, self.after_hyphen(from + 1)),
            NumberWord::Cardinal(1..) => {
                let (n, _, next) = self.below_hundred(from).filter(|(_, ordinal, _)| !ordinal)?;
                (i128::from(n), self.after_hyphen(next))
            }
            _ => return None,
        };
        match self.role(at) {
            NumberWord::Part(d) if n == 1 => Some((n, d.into(), at + 1)),
            NumberWord::Ordinal(d) if n == 1 && d > 2 => Some((n, d.into(), at + 1)),
            NumberWord::Parts(d) => Some((n, d.into(), at + 1)),
            _ => None,
        }
    }

    /// "two and a half", before magnitudes.
    fn and_a_part(&self, whole: Number, at: usize) -> Option<Numeral> {
        let (n, d, next) = self.part_after_and(at)?;
        let value = whole.plus(Number::ratio(n, d)?)?;
        let written = Written { step: Number::ratio(1, d)?, round: false, ..Written::exact(value) };
        Some(Numeral { written, form: Form::Words, scale: 0, next })
    }

    /// A mixed number with the magnitude after it: "two and a half million", "3½ million".
    fn magnified(&self, numeral: Numeral) -> Numeral {
        let with = || {
            let (exponent, next) = self.magnitudes(numeral.next)?;
            let unit = Number::power_of_ten(exponent.into())?;
            let value = numeral.number()?.times(unit)?;
            let step = numeral.written.step.times(unit)?;
            let round = step > Number::ONE;
            let written = Written { step, round, ..Written::exact(value) };
            Some(Numeral { written, form: numeral.form, scale: exponent, next })
        };
        with().unwrap_or(numeral)
    }

    /// "millionth", "two hundredth".
    fn nth_magnitude(&self, n: Number, exponent: u8, next: usize) -> Option<Numeral> {
        let value = n.times(Number::power_of_ten(exponent.into())?)?;
        Some(Numeral::exact(value, Form::Ordinal, next))
    }

    /// After "a": a magnitude, a group, a part, a loose number.
    fn after_article(&self, at: usize) -> Option<Numeral> {
        match self.role(at) {
            NumberWord::Magnitude(e) if e > 1 => {
                let (exponent, next) = self.magnitudes(at)?;
                self.chain(Number::power_of_ten(exponent.into())?, exponent, next)
            }
            NumberWord::Group(n) => {
                // "a score" is mostly a result of a match.
                let counts = n != 20 || self.role(at + 1) == NumberWord::Of;
                counts.then(|| Numeral::exact(Number::integer(n.into()), Form::Words, at + 1))
            }
            NumberWord::Part(d) => self.part_of_magnitude(1, d.into(), at + 1),
            NumberWord::Ordinal(d) if d > 2 && self.ends_a_part(at + 1) => {
                self.part_of_magnitude(1, d.into(), at + 1)
            }
            NumberWord::Cardinal(20..) => match self.below_hundred(at)? {
                (d, true, next) if self.role(next) == NumberWord::Of || next == self.reader.len() => {
                    self.part_of_magnitude(1, d.into(), next)
                }
                _ => None,
            },
            NumberWord::NthMagnitude(e) if self.ends_a_part(at + 1) => {
                let written = part(Number::ONE, Number::power_of_ten(e.into())?)?;
                Some(Numeral { written, form: Form::Fraction, scale: 0, next: at + 1 })
            }
            NumberWord::VagueAfterA(low, high) if low == high => {
                let next = at + 1;
                Some(Numeral::exact(Number::integer(low.into()), Form::Words, next))
            }
            NumberWord::VagueAfterA(low, high) => self.vague(low, high, at + 1),
            _ => None,
        }
    }

    /// "a third of", "by a fifth.", "by a third from": a part; "a third man", "a fifth straight day": an ordinal.
    fn ends_a_part(&self, at: usize) -> bool {
        use crate::mention::TokenKind::Word;
        let is_one_of = |at: usize, words: &[&str]| words.iter().any(|word| self.reader.is(at, word));
        let measures =
            at > 2 && is_one_of(at - 3, &["by"]) && is_one_of(at, &["from", "to", "in", "over", "since"]);
        self.role(at) == NumberWord::Of
            || measures
            || self.reader.token(at).is_none_or(|t| t.kind != Word && !self.reader.is_hyphen(at))
    }

    /// "several", "a few", with the magnitude or group after it: "several hundred", "a few dozen".
    fn vague(&self, low: u8, high: u8, at: usize) -> Option<Numeral> {
        let from = at + usize::from(self.role(at) == NumberWord::Of);
        let (unit, next) = match self.role(from) {
            NumberWord::Magnitude(_) => {
                let (exponent, next) = self.magnitudes(from)?;
                (Number::power_of_ten(exponent.into())?, next)
            }
            NumberWord::Group(n) => (Number::integer(n.into()), from + 1),
            _ => (Number::ONE, at),
        };
        let bound = |n: u8| Number::integer(n.into()).times(unit);
        Some(vague(bound(low)?, bound(high)?, unit, next))
    }

    /// "hundreds", "tens of thousands", "hundreds of millions".
    fn plural(&self, exponent: u8, at: usize) -> Option<Numeral> {
        let (mut exponent, mut next) = (exponent, at);
        while self.role(next) == NumberWord::Of
            && let NumberWord::Magnitudes(more) = self.role(next + 1)
        {
            exponent = exponent.checked_add(more).filter(|e| *e <= 24)?;
            next += 2;
        }
        // "tens" alone are rather sizes and grades than a count.
        if exponent == 1 {
            return (self.role(next) == NumberWord::Of).then(|| loose(10, 2, 10, next)).flatten();
        }
        loose(10i128.pow(exponent.into()), 2, 20, next)
    }
}

/// From `low` to `high` units.
fn loose(unit: i128, low: i128, high: i128, next: usize) -> Option<Numeral> {
    let number = |n: i128| unit.checked_mul(n).map(Number::integer);
    Some(vague(number(low)?, number(high)?, Number::integer(unit), next))
}

fn vague(low: Number, high: Number, step: Number, next: usize) -> Numeral {
    let round = step > Number::ONE;
    let written = Written { low: Some(low), high: Some(high), range: true, step, round, hedge: Hedge::None };
    Numeral { written, form: Form::Vague, scale: 0, next }
}
