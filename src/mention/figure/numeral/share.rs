//! Shares given as one number of another: "one in five", "nine out of 10", "1 over 3".

use super::{Form, Numeral, part, read_joined};
use crate::lexicon::NumberWord;
use crate::mention::TokenKind;
use crate::mention::scan::Reader;
use crate::time::is_plausible_year;
use crate::value::Number;

/// The share that `numeral`, which starts at `at`, begins: "one in five", but not "two in 2019", "five in six
/// boxes" or "two in three attacks".
pub(super) fn of(reader: &Reader, at: usize, numeral: &Numeral) -> Option<Numeral> {
    let top = numeral.whole().filter(|n| (1..100).contains(&n.abs()))?;
    if !matches!(numeral.form, Form::Plain | Form::Words) || numeral.scale > 0 {
        return None;
    }
    let role = |at: usize| reader.lexicon.numerals.role(reader.word(at));
    let link = numeral.next;
    let (out, from) = match role(link) {
        NumberWord::In => (false, link + 1 + usize::from(role(link + 1) == NumberWord::Every)),
        NumberWord::Out if role(link + 1) == NumberWord::Of => {
            (true, link + 2 + usize::from(role(link + 2) == NumberWord::Every))
        }
        NumberWord::None if reader.is(link, "over") => (false, link + 1),
        _ => return None,
    };
    let bottom = read_joined(reader, from, true)?;
    let whole = bottom.whole().filter(|n| *n > top.abs() && *n <= 1_000_000)?;
    if matches!(bottom.form, Form::Ordinal | Form::Fraction | Form::Vague) || is_plausible_year(whole) {
        return None;
    }
    let ends =
        reader.token(bottom.next).is_none_or(|t| t.kind == TokenKind::Mark && !reader.is_hyphen(bottom.next));
    let said = if reader.is(link, "over") {
        // "1 over 3", but not "1 over 3 years" and never with what a team scored.
        ends && top.abs() == 1 && (at == 0 || !reader.is_hyphen(at - 1))
    } else {
        // "two in three attacks" may be two deaths; one and round wholes are shares.
        let round = matches!(whole, 3 | 4 | 5 | 10) || whole % 100 == 0;
        out || role(link + 1) == NumberWord::Every || (top == 1 && whole > 1) || (round && top < 10)
    };
    let written = part(Number::integer(top), Number::integer(whole))?;
    said.then_some(Numeral { written, form: Form::Fraction, scale: 0, next: bottom.next })
}
