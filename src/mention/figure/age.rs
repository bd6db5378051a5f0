//! Ages: "45-year-old", "eight months old", "aged 45", "John Smith, 45,", "was 10 when".

use super::amount::Amount;
use super::numeral::Form;
use super::unit::Found;
use crate::lexicon::{Around, NumberWord, UnitRole};
use crate::mention::TokenKind;
use crate::mention::scan::Reader;
use crate::value::UnitId;

/// The oldest that a person of the news is.
const OLDEST: i128 = 125;

/// "-year-old", "years old", "years of age", "yo" after a number.
pub(super) fn after(reader: &Reader, amount: &Amount) -> Option<Found> {
    let words = &reader.lexicon.figures;
    let hyphen = |at: usize| usize::from(reader.is_hyphen(at));
    let at = amount.bare_end + hyphen(amount.bare_end);
    if words.is(reader.word(at), Around::Yo) {
        return found(reader, "year", at + 1);
    }
    let unit = words.age_unit(reader.word(at))?;
    let old = at + 1 + hyphen(at + 1);
    if words.is(reader.word(old), Around::Old) {
        // "five years old" but not "two years older".
        return found(reader, unit, old + 1);
    }
    let of_age = reader.is(at + 1, "of") && words.is(reader.word(at + 2), Around::Aged);
    if of_age { found(reader, unit, at + 3) } else { None }
}

fn found(reader: &Reader, unit: &str, next: usize) -> Option<Found> {
    Some(Found { unit: age_unit(reader, unit)?, role: UnitRole::Measure, power: 0, next })
}

/// A unit of the dimension age; their names are those of times, so that only the dimension tells.
pub(super) fn age_unit(reader: &Reader, id: &str) -> Option<UnitId> {
    reader.lexicon.units.find(id)
}

/// Whether an unmarked number is the age of somebody: "Smith, 45," and "(45)" after a name, "she was 10
/// when", the 31 of "aged 24 and 31".
pub(super) fn is_apposed(reader: &Reader, amount: &Amount) -> bool {
    let small = amount.number().and_then(|n| n.to_integer()).is_some_and(|n| (1..=OLDEST).contains(&n));
    if !small || amount.start < 2 {
        return false;
    }
    match amount.form {
        Form::Plain | Form::Words if is_further(reader, amount) => return true,
        Form::Plain => {}
        _ => return false,
    }
    let words = &reader.lexicon.figures;
    let before = reader.str(amount.start - 1);
    let name = |at: usize| {
        reader.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.capital())
            && !words.is(reader.word(at), Around::NotName)
    };
    match before {
        "," => {
            let follows = matches!(reader.str(amount.end), "," | ";" | ")" | "." | ":");
            let number_next = reader.is(amount.end, ",") && reader.is_digits(amount.end + 1);
            let sentence = reader.len() > amount.end + 1 || amount.start > 4;
            name(amount.start - 2) && follows && !number_next && sentence
        }
        "(" => {
            amount.start > 2
                && reader.is(amount.end, ")")
                && name(amount.start - 2)
                && name(amount.start - 3)
                && !reader
                    .token(amount.start - 2)
                    .is_some_and(|t| t.flags.has(crate::mention::TokenFlags::UPPER))
        }
        _ => {
            words.is(reader.word(amount.start - 1), Around::Being)
                && words.is(reader.word(amount.start - 2), Around::Person)
                && (words.is(reader.word(amount.end), Around::Then)
                    || reader
                        .token(amount.end)
                        .is_none_or(|t| t.kind == TokenKind::Mark && !reader.is_hyphen(amount.end)))
        }
    }
}

/// "Aged 24, 27 and 31": those behind the first one. What is followed by words of its own ("and 31 others") is none.
fn is_further(reader: &Reader, amount: &Amount) -> bool {
    /// More ages than this nobody lists.
    const MOST: usize = 8;
    let words = &reader.lexicon.figures;
    let joins = |at: usize| reader.is(at, ",") || words.is(reader.word(at), Around::And);
    let ends = |at: usize| {
        let mark =
            reader.token(at).is_none_or(|token| token.kind == TokenKind::Mark && !reader.is_hyphen(at));
        mark || joins(at)
            || ["were", "are", "was", "is", "who", "from"].iter().any(|word| reader.is(at, word))
    };
    let number = |at: usize| {
        reader.is_digits(at)
            || matches!(reader.lexicon.numerals.role(reader.word(at)), NumberWord::Cardinal(_))
    };
    let mut at = amount.start;
    for _ in 0..MOST {
        let before = (1..=2).take_while(|back| at > *back && joins(at - back)).last();
        let Some(previous) = before.and_then(|back| at.checked_sub(back + 1)).filter(|at| number(*at)) else {
            return false;
        };
        if previous > 0 && words.is(reader.word(previous - 1), Around::Aged) {
            return ends(amount.end);
        }
        at = previous;
    }
    false
}
