//! Money: "$5m", "US$4.7 billion", "EUR 20", "3 dollars 50 cents". Amounts with the currency after them
//! are read with the other units.

use super::amount::Amount;
use super::numeral::{self, Form, Numeral};
use super::unit;
use crate::lexicon::{NumberWord, Sense, UnitRole};
use crate::mention::scan::Reader;
use crate::mention::{TokenFlags, TokenKind};
use crate::value::{Number, Written};

/// The amount whose currency stands before it, from token `at`: a sign may stand before or after.
pub(super) fn prefixed(reader: &Reader, at: usize) -> Option<Amount> {
    let sign = matches!(reader.str(at), "-" | "\u{2212}") && reader.spaced(at) && !reader.spaced(at + 1);
    let minus = sign || reader.lexicon.numerals.role(reader.word(at)) == NumberWord::Minus;
    let from = at + usize::from(minus);
    let words = &reader.lexicon.unit_words;
    if !words.starts_prefix(reader.word(from)) {
        return None;
    }
    let (length, senses) = words.longest(reader.words(from))?;
    let number = from + length;
    let sense = currency(reader, senses, from, number)?;
    if is_of_another_country(reader, from) {
        return None;
    }
    let numeral = numeral::read(reader, number)?;
    let digits = matches!(numeral.form, Form::Plain | Form::Digits);
    if sense.exact.as_deref().is_some_and(is_letter) && !is_sum(reader, number, &numeral) {
        return None;
    }
    let symbol = sense.exact.as_deref().is_some_and(|exact| !exact.ends_with(char::is_alphabetic));
    let loose = matches!(numeral.form, Form::Words | Form::Vague) && symbol;
    if !digits && !loose && numeral.form != Form::Fraction {
        return None;
    }
    if sense.exact.is_none() && numeral.scale == 0 && !sense.leads {
        return None;
    }
    let numeral = magnitude(reader, numeral);
    let mut amount = Amount::of(numeral, at);
    amount.written = amount.written.times_ten_to(sense.power)?;
    if minus {
        let flip = |n: Option<Number>| n.map(Number::negated);
        amount.written =
            Written { low: flip(amount.written.high), high: flip(amount.written.low), ..amount.written };
    }
    amount.unit = Some(sense.unit);
    amount.role = Some(UnitRole::Money);
    amount.prefixed = true;
    amount = repeated(reader, amount);
    if symbol {
        amount = with_hundredths(reader, amount);
    }
    Some(unit::per(reader, amount))
}

/// Whether letters that are no symbol of ours are joined to a dollar sign: "X$7" is of a currency that is not known.
fn is_of_another_country(reader: &Reader, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| reader.token(before));
    let letters = before.is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.capital()
            && (token.span.len() == 1 || token.flags.has(TokenFlags::UPPER))
            && token.span.len() <= 3
    });
    letters && reader.is(at, "$") && !reader.spaced(at)
}

fn is_letter(symbol: &str) -> bool {
    symbol.len() == 1 && symbol.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether a letter joined to a numeral is a currency's: "R91 billion", "N4m", "N5,000", and not "N95" or "R2".
fn is_sum(reader: &Reader, at: usize, numeral: &Numeral) -> bool {
    let grouped = || reader.text[reader.span(at, numeral.next).range()].contains(',');
    let million = || reader.str(numeral.next) == "m" && !reader.spaced(numeral.next);
    !reader.spaced(at) && (numeral.scale >= 6 || million() || grouped())
}

fn currency<'a>(reader: &Reader, senses: &'a [Sense], at: usize, next: usize) -> Option<&'a Sense> {
    let written = &reader.text[reader.span(at, next).range()];
    let money = senses.iter().filter(|sense| sense.role == UnitRole::Money);
    let exact = money.clone().find(|sense| sense.exact.as_deref() == Some(written));
    let loose = || {
        money.clone().find(|sense| {
            sense.exact.as_deref().is_some_and(|exact| {
                let letters = exact.chars().filter(|c| c.is_alphabetic()).count();
                let signed = exact.ends_with('$');
                (letters >= 2 && signed || letters == 0) && unit::same_letters(exact, written)
            })
        })
    };
    let name = || {
        let names = || senses.iter().filter(|sense| sense.exact.is_none() && sense.near.is_none());
        names().find(|sense| sense.role == UnitRole::Money)
    };
    exact.or_else(loose).or_else(name)
}

/// A numeral with the letter or word of its magnitude: with money, m is a million.
fn magnitude(reader: &Reader, numeral: Numeral) -> Numeral {
    let at = numeral.next;
    let hyphen = usize::from(reader.is_hyphen(at) && !reader.spaced(at));
    if numeral.scale > 0 || !matches!(numeral.form, Form::Plain | Form::Digits) {
        return numeral;
    }
    if let NumberWord::Magnitude(exponent) = reader.lexicon.numerals.role(reader.word(at + hyphen))
        && hyphen == 1
    {
        let past = Numeral { next: at + 1, ..numeral };
        return unit::scale_by(past, exponent).unwrap_or(numeral);
    }
    let Some(letter) = reader.lexicon.numerals.letter(reader.str(at)) else { return numeral };
    let single_after_space = reader.spaced(at) && !matches!(&*letter.text, "M" | "B" | "MM" | "m" | "b");
    let word_after =
        reader.spaced(at) && reader.token(at + 1).is_some_and(|t| !t.spaced() && t.kind != TokenKind::Mark);
    if single_after_space || word_after {
        return numeral;
    }
    unit::scale_by(numeral, letter.exponent).unwrap_or(numeral)
}

/// "75 USD million", "€5 million" said as "5 € million": the magnitude after a code or sign.
pub(super) fn magnified(reader: &Reader, amount: Amount) -> Amount {
    let at = amount.end;
    let letters = reader.str(at.wrapping_sub(1));
    let signed = !letters.bytes().any(|b| b.is_ascii_lowercase());
    match reader.lexicon.numerals.role(reader.word(at)) {
        NumberWord::Magnitude(exponent @ 3..) if signed && amount.scale == 0 => {
            amount.written.times_ten_to(exponent).map_or(amount, |written| Amount {
                written,
                scale: exponent,
                end: at + 1,
                next: at + 1,
                ..amount
            })
        }
        _ => amount,
    }
}

/// "$249 USD", "USD$ 23 billion dollar": the currency said again, more exactly perhaps.
fn repeated(reader: &Reader, amount: Amount) -> Amount {
    let hyphen = usize::from(reader.is_hyphen(amount.end) && !reader.spaced(amount.end));
    let at = amount.end + hyphen;
    let words = &reader.lexicon.unit_words;
    if !words.starts_with(reader.word(at)) {
        return amount;
    }
    let Some((length, senses)) = words.longest(reader.words(at)) else { return amount };
    let next = at + length;
    let written = &reader.text[reader.span(at, next).range()];
    let again = senses.iter().find(|sense| {
        matches!(sense.role, UnitRole::Money | UnitRole::MoneyAfter)
            && sense.near.is_none()
            && sense
                .exact
                .as_deref()
                .is_none_or(|exact| exact == written && written.bytes().any(|b| b.is_ascii_alphabetic()))
    });
    // "USD 10 USD 20" and "$5 US$6": it belongs to the next amount.
    let number_follows =
        numeral::read(reader, next).is_some_and(|n| n.form != Form::Ordinal && n.form != Form::Words);
    let Some(again) = again.filter(|_| !number_follows) else { return amount };
    let units = &reader.lexicon.units;
    // "$" and "kr" may be of several countries.
    let generic = |unit| !units.unit(unit).alternatives.is_empty();
    let unit = amount.unit.filter(|unit| !generic(*unit)).unwrap_or(again.unit);
    let same = unit == again.unit || generic(again.unit);
    if same { Amount { unit: Some(unit), end: next, next, ..amount } } else { amount }
}

/// Adds the cents: "3 dollars 50 cents", "$20 and 43c", "15 dollars 50."
pub(super) fn with_hundredths(reader: &Reader, amount: Amount) -> Amount {
    hundredths(reader, &amount).unwrap_or(amount)
}

fn hundredths(reader: &Reader, amount: &Amount) -> Option<Amount> {
    let at = amount.end;
    let whole = amount.number()?;
    if !whole.is_integer() || amount.scale > 0 {
        return None;
    }
    let and = reader.lexicon.numerals.role(reader.word(at)) == NumberWord::And;
    let comma = reader.is(at, ",");
    let numeral = numeral::read_joined(reader, at + usize::from(and || comma), false)?;
    let small = numeral.whole().filter(|n| (1..100).contains(n))?;
    if numeral.form == Form::Ordinal {
        return None;
    }
    let part = Amount::of(numeral, at);
    let end = match unit::suffix(reader, &part) {
        Some(found) if found.role == UnitRole::Hundredth => found.next,
        Some(_) => return None,
        None => {
            let ends = reader
                .token(part.end)
                .is_none_or(|t| t.kind == TokenKind::Mark && matches!(reader.str(part.end), "." | "!" | "?"));
            // "$20 43", "one dollar and one", as a line of its own.
            let line = amount.start <= 1 && part.end == reader.len() && (and || small >= 10);
            let named = !amount.prefixed && small >= 10 || line;
            if comma || !ends || !named || reader.token(part.end + 1).is_some_and(|t| !t.spaced()) {
                return None;
            }
            part.end
        }
    };
    let sum = whole.plus(Number::ratio(small, 100)?)?;
    let step = Number::power_of_ten(-2)?;
    let written = Written { step, round: false, ..Written::exact(sum) };
    Some(Amount { end, next: end, written, ..*amount })
}
