//! Numerals: digits, words, magnitudes, fractions and ordinals, before anything is known of what they
//! count. The readers of figures and of time both start from here.

mod digits;
mod roman;
mod share;
mod words;

pub(crate) use roman::roman;

pub(super) use digits::misgrouped;

use crate::lexicon::NumberWord;
use crate::mention::scan::Reader;
use crate::mention::{Token, TokenKind};
use crate::value::{Hedge, Number, Written};
use std::cell::Cell;

/// What kind of numeral was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Digits alone, without grouping, point or magnitude: may be a year, a day, a label.
    Plain,
    /// Other digits: "1,000", "7.2", "5k", "1.6 million".
    Digits,
    /// Words: "thirty-five", "a hundred", "two and a half million".
    Words,
    /// A part of one, in digits or words: "1/2", "two-thirds", "one in five".
    Fraction,
    /// "third", "21st".
    Ordinal,
    /// A loose number: "dozens", "several", "a few hundred"; the figure is a range.
    Vague,
}

/// A numeral as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// The number, without a hedge.
    pub written: Written,
    /// Its kind.
    pub form: Form,
    /// The power of ten that is written as a magnitude after it: 6 for "5 million", 0 for none.
    pub scale: u8,
    /// The token after it.
    pub next: usize,
}

impl Numeral {
    /// A numeral of one exact number.
    fn exact(n: Number, form: Form, next: usize) -> Self {
        Numeral { written: Written::exact(n), form, scale: 0, next }
    }

    /// The number of a numeral that is not vague.
    pub fn number(&self) -> Option<Number> {
        self.written.single()
    }

    /// The number, if it is whole and small enough for an index.
    pub fn whole(&self) -> Option<i128> {
        self.number().and_then(Number::to_integer)
    }

    fn negated(self) -> Self {
        let flip = |n: Option<Number>| n.map(Number::negated);
        let written = Written { low: flip(self.written.high), high: flip(self.written.low), ..self.written };
        Numeral { written, ..self }
    }
}

/// The numerals that were read last in a sentence: the readers of time and of figures ask for the one at a token again
/// and again.
#[derive(Debug, Default)]
pub(crate) struct Memo([Cell<Remembered>; 4]);

/// A token and the numeral that starts there, if one does.
type Remembered = Option<(usize, Option<Numeral>)>;

/// The numeral that starts at token `at`, a sign and the article of "a hundred" included.
pub(crate) fn read(reader: &Reader, at: usize) -> Option<Numeral> {
    let starts = |token: &Token| {
        token.kind != TokenKind::Word || reader.lexicon.numerals.role(token.word) != NumberWord::None
    };
    reader.token(at).filter(|token| starts(token))?;
    let place = &reader.numerals.0[at % reader.numerals.0.len()];
    match place.get() {
        Some((known, numeral)) if known == at => numeral,
        _ => {
            let numeral = read_joined(reader, at, true);
            place.set(Some((at, numeral)));
            numeral
        }
    }
}

/// The same, and the share of "one in five" as one.
pub(crate) fn read_share(reader: &Reader, at: usize) -> Option<Numeral> {
    let numeral = read(reader, at)?;
    Some(share::of(reader, at, &numeral).unwrap_or(numeral))
}

/// The same, but where `and` is false, "and" ends it: "between one hundred and two thousand".
pub(crate) fn read_joined(reader: &Reader, at: usize, and: bool) -> Option<Numeral> {
    let token = reader.token(at)?;
    match token.kind {
        TokenKind::Digits => words::composed(reader, at, and),
        TokenKind::Mark if is_minus_sign(reader, at) => {
            read_unsigned(reader, at + 1, and).map(Numeral::negated)
        }
        TokenKind::Mark if is_line_of_minus(reader, at) => {
            let numeral = read_unsigned(reader, at + 1, and)?;
            ends_line(reader, numeral.next).then(|| numeral.negated())
        }
        TokenKind::Mark if reader.is(at, ".") => digits::after_point(reader, at),
        TokenKind::Mark => digits::vulgar_fraction(reader, at),
        TokenKind::Word => match reader.lexicon.numerals.role(token.word) {
            NumberWord::None => None,
            NumberWord::Minus => {
                let after = at + 1 + usize::from(reader.is_hyphen(at + 1));
                read_unsigned(reader, after, and).map(Numeral::negated)
            }
            _ => words::composed(reader, at, and),
        },
    }
}

fn read_unsigned(reader: &Reader, at: usize, and: bool) -> Option<Numeral> {
    let minus = reader.lexicon.numerals.role(reader.word(at)) == NumberWord::Minus;
    if minus || is_minus_sign(reader, at) { None } else { read_joined(reader, at, and) }
}

/// A minus sign stands after a space or an opening mark and right before digits.
fn is_minus_sign(reader: &Reader, at: usize) -> bool {
    if !matches!(reader.str(at), "-" | "\u{2212}" | "\u{2013}") || reader.spaced(at + 1) {
        return false;
    }
    let opens = reader.spaced(at)
        || at.checked_sub(1).is_some_and(|before| {
            matches!(reader.str(before), "(" | "[" | "/" | "$" | "£" | "€" | "~" | "<" | ">" | "=")
        });
    opens && (reader.is_digits(at + 1) || (reader.is(at + 1, ".") && reader.is_digits(at + 2)))
}

/// More tokens than these are no line of one figure.
const LONGEST_FIGURE: usize = 10;

/// "- 2 degrees" as a line of its own: a minus may stand apart there.
pub(super) fn is_line_of_minus(reader: &Reader, at: usize) -> bool {
    at == 0
        && reader.len() <= LONGEST_FIGURE
        && matches!(reader.str(at), "-" | "\u{2212}" | "\u{2013}")
        && reader.is_digits(at + 1)
}

/// Whether nothing but a temperature's unit follows: other lines after a hyphen are items of a list.
fn ends_line(reader: &Reader, at: usize) -> bool {
    let words = &reader.lexicon.unit_words;
    let units = &reader.lexicon.units;
    at == reader.len()
        || words.longest(reader.words(at)).is_some_and(|(length, senses)| {
            at + length == reader.len()
                && senses
                    .iter()
                    .any(|sense| units.dimension_name(units.unit(sense.unit).dimension) == "temperature")
        })
}

/// `n × 10^exponent` with the step of its last digit: `decimals` digits after the point are written.
fn scaled(n: Number, decimals: Option<u32>, exponent: u8) -> Option<Written> {
    let value = n.times(Number::power_of_ten(i32::from(exponent))?)?;
    let Some(decimals) = decimals.filter(|d| *d > 0) else {
        return Some(Written::exact(value));
    };
    let power = i32::from(exponent) - decimals as i32;
    let step = Number::power_of_ten(power)?;
    let round = step > Number::ONE;
    Some(Written { low: Some(value), high: Some(value), range: false, step, round, hedge: Hedge::None })
}

/// A part of one in words or as a small fraction: its step is a twentieth, or half a part where parts
/// are smaller, so that "a third" allows 35 %.
fn part(numerator: Number, denominator: Number) -> Option<Written> {
    let value = numerator.over(denominator)?;
    let step = Number::ratio(1, 20)?.min(Number::ratio(1, 2)?.over(denominator)?);
    Some(Written {
        low: Some(value),
        high: Some(value),
        range: false,
        step,
        round: false,
        hedge: Hedge::None,
    })
}

/// "572 °F, 573.15K": a K beside degrees is no thousand.
pub(super) fn is_kelvin(reader: &Reader, at: usize) -> bool {
    reader.str(at) == "K"
        && (at.saturating_sub(8)..at + 8).any(|near| matches!(reader.str(near), "°" | "º" | "˚" | "℃" | "℉"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Part, ProseBuilder};
    use crate::lexicon::Lexicon;
    use crate::mention::scan::Reference;
    use crate::mention::{sentence, tokenize};

    /// The numeral at the start of `text`: its number or range, its form, and how much of it was read.
    fn numeral(text: &str) -> Option<(String, Form, String)> {
        let lexicon = Lexicon::shipped();
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push(text, 0);
        let prose = builder.finish();
        let tokens = tokenize(&prose, &lexicon.vocabulary);
        let sentences = sentence::split(&prose, &tokens, &lexicon);
        let reference = Reference::default();
        let reader = Reader::new(prose.text(), &tokens, &sentences[0], &lexicon, &reference);
        let numeral = read(&reader, 0)?;
        let show = |n: Option<Number>| n.map_or_else(String::new, Number::to_decimal_string);
        let written = &numeral.written;
        let value = match written.range {
            true => format!("{}..{}", show(written.low), show(written.high)),
            false => show(written.low),
        };
        Some((value, numeral.form, prose.slice(reader.span(0, numeral.next)).to_owned()))
    }

    fn reads(text: &str, value: &str) {
        let found = numeral(text).map(|(value, _, read)| (value, read));
        assert_eq!(found, Some((value.to_owned(), text.to_owned())), "{text}");
    }

    #[test]
    fn digits_are_read_with_every_grouping() {
        reads("1,234,567", "1234567");
        reads("12,34,567.89", "1234567.89");
        reads("40\u{202f}000", "40000");
        reads("1 414 021 100", "1414021100");
        reads("1.111,11", "1111.11");
        reads("-9.25", "-9.25");
        reads("\u{2212}5", "-5");
        reads(".25", "0.25");
        reads("1.3x10^6", "1300000");
        assert_eq!(numeral("22,24,26").map(|n| n.2), Some("22".to_owned()));
        assert_eq!(numeral("1.2.3"), None);
    }

    #[test]
    fn words_compose() {
        reads("thirty-five", "35");
        reads("one hundred and six", "106");
        reads("seven hundred twenty-one thousand and twelve", "721012");
        reads("twenty-one trillion three hundred", "21000000000300");
        reads("two hundred thousand", "200000");
        reads("a hundred and two", "102");
        reads("minus ninety", "-90");
        reads("nought point nought three", "0.03");
        reads("two dozen", "24");
        reads("three lakh crore", "3000000000000");
    }

    #[test]
    fn digits_and_words_compose() {
        reads("1.6 million", "1600000");
        reads("5k", "5000");
        reads("3 hundred and 21", "321");
        reads("4 thousand 3 hundred and 21", "4321");
        reads("6 crore and two hundred", "60000200");
        reads("6,883 thousand", "6883000");
        assert_eq!(numeral("2 million and 300").map(|n| n.2), Some("2 million".to_owned()));
    }

    #[test]
    fn parts_compose() {
        for (text, value) in [
            ("two and a half million", "2500000"),
            ("one million and a half", "1500000"),
            ("half a million", "500000"),
            ("half a dozen", "6"),
            ("3½", "3.5"),
            ("10 1/2", "10.5"),
            ("3/4", "0.75"),
            ("1/100th", "0.01"),
            ("3/1,000ths", "0.003"),
            ("three-fifths", "0.6"),
            ("one-eighth", "0.125"),
            ("a quarter", "0.25"),
        ] {
            reads(text, value);
        }
    }

    #[test]
    fn a_part_is_joined_by_and_before_a_unit() {
        assert_eq!(numeral("3 and 1/2 inches").map(|n| n.2), Some("3 and 1/2".to_owned()));
        assert_eq!(numeral("3 and 1/2 of them").map(|n| n.2), Some("3".to_owned()));
    }

    #[test]
    fn ordinals_are_known_from_parts() {
        assert_ne!(numeral("a third from last").map(|n| n.1), Some(Form::Fraction));
        assert_eq!(numeral("21st").map(|n| n.1), Some(Form::Ordinal));
        reads("two hundred twenty-second", "222");
        reads("three trillionth", "3000000000000");
        assert_eq!(numeral("third year").map(|n| n.1), Some(Form::Ordinal));
        assert_eq!(numeral("a third of").map(|n| n.1), Some(Form::Fraction));
        assert_eq!(numeral("a third man"), None);
    }

    #[test]
    fn loose_numbers_are_ranges() {
        reads("dozens", "24..120");
        reads("tens of thousands", "20000..200000");
        reads("several hundred", "300..900");
        reads("a few", "2..6");
    }
}
