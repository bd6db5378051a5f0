//! The unit after a number: names and abbreviations, their context, squares and cubes, rates.

use super::amount::Amount;
use super::numeral::{Form, Numeral};
use crate::lexicon::{Around, Cues, NumberWord, Sense, UnitRole};
use crate::mention::TokenKind;
use crate::mention::scan::Reader;
use crate::value::{Number, UnitId, Written};
use std::borrow::Cow;

/// A unit with the token after its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub unit: UnitId,
    pub role: UnitRole,
    /// The power of ten that its abbreviation holds: 6 in MEUR.
    pub power: u8,
    pub next: usize,
}

/// How far, in tokens, a word that a unit asks for may be.
const NEAR: usize = 40;

/// The unit whose name stands before its figure, which starts at `at`: "magnitude 6.3", "a magnitude of 6.3", "Mach-2".
pub(super) fn scale_before(reader: &Reader, at: usize) -> Option<UnitId> {
    let mut before = at.checked_sub(1)?;
    let link = reader.is_hyphen(before) && !reader.spaced(before)
        || reader.lexicon.numerals.role(reader.word(before)) == NumberWord::Of;
    if link {
        before = before.checked_sub(1)?;
    }
    let words = &reader.lexicon.unit_words;
    if !words.starts_with(reader.word(before)) {
        return None;
    }
    let (length, senses) = words.longest(reader.words(before))?;
    senses.iter().find(|sense| length == 1 && sense.scale).map(|sense| sense.unit)
}

/// The unit after `amount`'s number: "km", "-kilometre", "of a mile" after a part.
pub(super) fn suffix(reader: &Reader, amount: &Amount) -> Option<Found> {
    let at = amount.bare_end;
    let role = |at: usize| reader.lexicon.numerals.role(reader.word(at));
    let mut from = at;
    if reader.is_hyphen(at) && !reader.spaced(at) && !reader.spaced(at + 1) {
        from += 1;
    } else if amount.form == Form::Fraction || amount.form == Form::Vague {
        let of = role(from) == NumberWord::Of;
        from += usize::from(of);
        let article = role(from) == NumberWord::Article;
        from += usize::from(article && amount.form == Form::Fraction);
    }
    named(reader, from, amount)
}

/// A unit's name right after "a".
pub(super) fn after_article(reader: &Reader, at: usize) -> Option<Found> {
    if !reader.lexicon.unit_words.starts_with(reader.word(at)) {
        return None;
    }
    let (length, senses) = reader.lexicon.unit_words.longest(reader.words(at))?;
    let next = at + length;
    let sense = choose(reader, senses, at, next, None).filter(|sense| sense.article)?;
    let single_letter = reader.span(at, next).len() < 2;
    let capital = reader.token(at).is_some_and(|t| t.capital())
        && sense.exact.is_none()
        && sense.role != UnitRole::Measure;
    (!single_letter && !capital).then_some(Found {
        unit: sense.unit,
        role: sense.role,
        power: sense.power,
        next,
    })
}

fn named(reader: &Reader, at: usize, amount: &Amount) -> Option<Found> {
    let words = &reader.lexicon.unit_words;
    if !words.starts_with(reader.word(at)) {
        return None;
    }
    let (length, senses) = words.longest(reader.words(at))?;
    let next = at + length;
    let sense = choose(reader, senses, at, next, Some(amount))?;
    let mut found = Found { unit: sense.unit, role: sense.role, power: sense.power, next };
    if let Some((power, after)) = power(reader, next)
        && let Some(unit) = words.power(sense.unit, power)
    {
        found = Found { unit, next: after, ..found };
    } else if sense.exact.is_some() && is_glued(reader, next, sense.role) {
        return None;
    }
    Some(found)
}

/// Letters or digits right after an abbreviation make it something else: "24703L202". A sign of money is that of the
/// digits right after it: "the other two £300".
fn is_glued(reader: &Reader, next: usize, role: UnitRole) -> bool {
    let alphabetic = reader.str(next - 1).ends_with(char::is_alphabetic);
    let leads = role == UnitRole::Money && reader.spaced(next - 1);
    (alphabetic || leads)
        && reader
            .token(next)
            .is_some_and(|t| !t.spaced() && matches!(t.kind, TokenKind::Word | TokenKind::Digits))
}

/// "2" in "km2", "km²", "km^2".
fn power(reader: &Reader, at: usize) -> Option<(u8, usize)> {
    if reader.spaced(at) {
        return None;
    }
    let from = at + usize::from(reader.is(at, "^"));
    // "6'2" is no square.
    let letters = from > at || reader.str(at.wrapping_sub(1)).ends_with(char::is_alphabetic);
    let power = match reader.str(from) {
        "2" if letters => 2,
        "3" if letters => 3,
        "²" => 2,
        "³" => 3,
        _ => return None,
    };
    let joined_after = reader.token(from + 1).is_some_and(|t| !t.spaced() && t.kind != TokenKind::Mark);
    (!reader.spaced(from) && !joined_after).then_some((power, from + 1))
}

/// The sense that fits the spelling and the words around: exact abbreviations before names before other
/// spellings, and of each first those whose nearby words are there.
fn choose<'a>(
    reader: &Reader,
    senses: &'a [Sense],
    at: usize,
    next: usize,
    amount: Option<&Amount>,
) -> Option<&'a Sense> {
    let written = &*with_degree_sign(&reader.text[reader.span(at, next).range()]);
    let whole = amount.and_then(Amount::number).is_none_or(Number::is_integer);
    let fits = |sense: &Sense| {
        !(sense.decimals && whole)
            && sense.near.is_none_or(|near| has_near(reader, near, at, next))
            && sense.not_near.is_none_or(|near| !has_near(reader, near, at, next))
    };
    let exact = |sense: &Sense| {
        sense.exact.as_deref() == Some(written) && symbol_fits(reader, sense, at, next, amount)
    };
    let name = |sense: &Sense| sense.exact.is_none();
    let loose = |sense: &Sense| {
        sense.exact.as_deref().is_some_and(|exact| {
            let letters = exact.bytes().filter(u8::is_ascii_alphabetic).count();
            letters >= 2 && !sense.strict && sense.role == UnitRole::Measure && same_letters(exact, written)
        }) && symbol_fits(reader, sense, at, next, amount)
    };
    let pick = |kind: &dyn Fn(&Sense) -> bool| {
        let mut of_kind = senses.iter().filter(|sense| kind(sense) && fits(sense));
        let first = of_kind.clone().next();
        of_kind.find(|sense| sense.near.is_some()).or(first)
    };
    pick(&exact).or_else(|| pick(&name)).or_else(|| pick(&loose))
}

/// The text with the degree sign for what keyboards have beside it (the ordinal sign, the ring above), and no space
/// after it.
fn with_degree_sign(text: &str) -> Cow<'_, str> {
    match text.strip_prefix(['°', 'º', '˚']) {
        Some(scale) => format!("°{}", scale.trim_start()).into(),
        None => text.into(),
    }
}

/// The same letters without regard to case and space.
pub(super) fn same_letters(a: &str, b: &str) -> bool {
    let letters = |s: &'_ str| {
        s.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<Vec<_>>()
    };
    a.len() <= 24 && b.len() <= 48 && letters(a) == letters(b)
}

fn has_near(reader: &Reader, near: crate::lexicon::Nearby, at: usize, next: usize) -> bool {
    let from = at.saturating_sub(NEAR);
    let to = (next + NEAR).min(reader.len());
    (from..at).chain(next..to).any(|other| reader.lexicon.unit_words.is_near(near, reader.word(other)))
}

/// Whether an abbreviation may be meant: right after digits, or after a space where it is no word.
fn symbol_fits(reader: &Reader, sense: &Sense, at: usize, next: usize, amount: Option<&Amount>) -> bool {
    let Some(amount) = amount else {
        return !matches!(&reader.text[reader.span(at, next).range()], "in" | "ins");
    };
    let spaced = reader.spaced(at);
    if sense.tight && spaced {
        return false;
    }
    let after_digits = at > 0 && {
        let hyphen = reader.is_hyphen(at - 1);
        amount.form != Form::Words || reader.is_digits(at - 1 - usize::from(hyphen))
    };
    let text = &reader.text[reader.span(at, next).range()];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let symbol = letters == 0;
    // "R91 billion", "N5,000": before a figure alone.
    if letters == 1 && sense.role == UnitRole::Money && text.starts_with(char::is_uppercase) {
        return false;
    }
    match text {
        "\"" | "''" => return is_inch_mark(reader, at) && (!spaced || is_size(reader, next)),
        "\u{201d}" => return !spaced && at > 1 && is_foot_mark(reader, at - 2),
        "'" | "\u{2019}" => return !spaced && is_foot_mark(reader, at),
        _ => {}
    }
    if symbol {
        return true;
    }
    // "2 in" ends the phrase or says of what size; "2 in my car" does not. So do other short words.
    if matches!(text, "in" | "ins" | "a" | "p" | "am" | "pm") && spaced {
        return after_digits && ends_phrase(reader, next) && !is_abbreviated(reader, next);
    }
    if letters == 1 {
        let next_capital =
            reader.token(next).is_some_and(|t| t.spaced() && t.capital() && t.kind == TokenKind::Word);
        let stands_alone = !spaced || !(next_capital || reader.joined_mark(next, '-'));
        // "20 J/m²", but "5 m/f".
        let rate = text.starts_with(char::is_uppercase)
            && reader.lexicon.unit_words.starts_with(reader.word(next + 1));
        // "8l/100km"
        let hundred = reader.is(next + 1, "100");
        return after_digits
            && stands_alone
            && !is_abbreviated(reader, next)
            && (rate || hundred || !reader.joined_mark(next, '/'));
    }
    after_digits
        || !matches!(text, "mi" | "st" | "pt" | "pp" | "kn" | "ha" | "ac" | "cal" | "bar" | "in" | "hp")
}

/// "5 p.m." is no five pence.
fn is_abbreviated(reader: &Reader, next: usize) -> bool {
    reader.joined_mark(next, '.')
        && reader.token(next + 1).is_some_and(|t| !t.spaced() && t.kind == TokenKind::Word)
}

/// Whether what follows is no word, or one of size: "2 in thick".
fn ends_phrase(reader: &Reader, next: usize) -> bool {
    reader.token(next).is_none_or(|t| t.kind == TokenKind::Mark)
        || is_size(reader, next)
        || reader.lexicon.figures.is(reader.word(next), Around::And)
        || reader.lexicon.figures.is(reader.word(next), Around::Or)
        || ["by", "x", "more"].iter().any(|word| reader.is(next, word))
}

fn is_size(reader: &Reader, at: usize) -> bool {
    reader.lexicon.figures.is(reader.word(at), Around::Size)
}

/// An apostrophe between digits (6'2), before a space and the inches (5' 11"), or after yards (2 yd 7').
fn is_foot_mark(reader: &Reader, at: usize) -> bool {
    if at == 0 || !matches!(reader.str(at), "'" | "\u{2019}" | "\u{2032}") || !reader.is_digits(at - 1) {
        return false;
    }
    let inches = reader.is_digits(at + 1)
        && (!reader.spaced(at + 1)
            || matches!(reader.str(at + 2), "\"" | "\u{201d}" | "\u{2033}" | "'") && !reader.spaced(at + 2));
    inches || has_feet(reader, at) && !reader.is_joined_digits(at + 1)
}

/// Whether a larger unit that has feet stands before the digits before `at`: "2 yd 7'".
fn has_feet(reader: &Reader, at: usize) -> bool {
    let (words, Some(larger)) = (&reader.lexicon.unit_words, at.checked_sub(2)) else { return false };
    let feet = |sense: &Sense| {
        words.next_smaller(sense.unit).is_some_and(|unit| &*reader.lexicon.units.unit(unit).id == "foot")
    };
    let senses = words.longest(reader.words(larger)).filter(|(length, _)| *length == 1);
    senses.is_some_and(|(_, senses)| senses.iter().any(feet))
}

/// A straight quotation mark after digits is inches after feet (5' 11"), and else unless it closes a quotation:
/// the marks before it in the sentence, within reach, are then odd in number.
fn is_inch_mark(reader: &Reader, at: usize) -> bool {
    if at > 1 && is_foot_mark(reader, at - 2) {
        return true;
    }
    let from = at.saturating_sub(200);
    (from..at).filter(|before| reader.str(*before) == "\"").count() % 2 == 0
}

/// A numeral with "m", "bn" or the like after it, where what follows shows that it is a magnitude: "12.3m
/// tonnes" against "a 100m race".
pub(super) fn letter_scaled(reader: &Reader, numeral: Numeral) -> Numeral {
    let at = numeral.next;
    if numeral.scale > 0 || !matches!(numeral.form, Form::Plain | Form::Digits) {
        return numeral;
    }
    // "2.33 k", "1,674.5 M"
    let apart = reader.spaced(at);
    let alone = reader.spaced(at + 1) || reader.token(at + 1).is_some_and(|t| t.kind == TokenKind::Mark);
    if apart && !(alone && numeral.form == Form::Digits && matches!(reader.str(at), "k" | "M" | "G")) {
        return numeral;
    }
    let Some(letter) = reader.lexicon.numerals.letter(reader.str(at)) else { return numeral };
    if super::numeral::is_kelvin(reader, at) {
        return numeral;
    }
    let word = reader.word(at + 1);
    // "100m in 9.58 seconds" is no million inches.
    // The US of "15m US dollars" is no "us", and the U of "15m U.S. dollars" no unit.
    let long =
        || reader.lexicon.unit_words.longest(reader.words(at + 1)).is_some_and(|(length, _)| length > 1);
    let unit_follows = reader.spaced(at + 1)
        && reader.lexicon.unit_words.starts_with(word)
        && (reader.str(at + 1).len() > 1 && !reader.lexicon.figures.is(word, Around::Stop) || long());
    let noun_follows =
        reader.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.capital() && t.spaced())
            && super::count::is_plural(reader, at + 1)
            && !reader.lexicon.figures.is(word, Around::Contest)
            && !reader.is(at + 1, "hurdles");
    let fraction = numeral.number().is_some_and(|n| !n.is_integer());
    // "0.0012G" and "1,674.5 G", but a 5G or 2.5G network.
    let giga = &*letter.text == "G"
        && numeral.number().is_some_and(|n| n < Number::ONE || n >= Number::integer(1000));
    let billion = &*letter.text == "b" && fraction;
    let counts = noun_follows && matches!(&*letter.text, "m" | "b");
    if letter.sure || giga || billion || unit_follows || counts || tells_of_crowd(reader, at) {
        scale_by(numeral, letter.exponent).unwrap_or(numeral)
    } else {
        numeral
    }
}

/// So many tokens before a figure is told what it counts: "the population of the town trebled from 1.1m".
const REACH: usize = 12;

/// "A population of 1.1m", "3m of the 20m shares": an m at `at`, joined to digits, that the words around it show to be a million.
fn tells_of_crowd(reader: &Reader, at: usize) -> bool {
    let figures = &reader.lexicon.figures;
    if !reader.is(at, "m") || reader.spaced(at) || figures.is(reader.word(at + 1), Around::Size) {
        return false;
    }
    let is_place =
        ["above", "below", "away", "apart", "off", "per", "a"].iter().any(|word| reader.is(at + 1, word));
    let ends = |at: &usize| reader.is(*at, ".") && reader.spaced(*at + 1);
    let before = (at.saturating_sub(REACH)..at).rev().take_while(|at| !ends(at));
    let part = reader.is(at + 1, "of")
        && (at + 3..at + REACH).take_while(|at| !ends(at)).any(|whole| {
            reader.is(whole, "m") && !reader.spaced(whole) && super::count::is_plural(reader, whole + 1)
        });
    part || !is_place && before.into_iter().any(|at| figures.is(reader.word(at), Around::Crowd))
}

/// `numeral` times a power of ten that one token after it stands for.
pub(super) fn scale_by(numeral: Numeral, exponent: u8) -> Option<Numeral> {
    let power = Number::power_of_ten(exponent.into())?;
    let value = numeral.number()?.times(power)?;
    let own = numeral.written;
    let step = own.step.times(power)?;
    let exact = Written::exact(value);
    let step = if own.round || numeral.form == Form::Plain { exact.step } else { step };
    let written = Written { step, round: step > Number::ONE, ..exact };
    Some(Numeral { written, form: Form::Digits, scale: exponent, next: numeral.next + 1 })
}

/// "9 litres per 100 km": a hundred of something, as the rates of the lexicon name it.
fn per_hundred(reader: &Reader, amount: &Amount, of: usize) -> Option<Amount> {
    if !reader.is(of, "100") {
        return None;
    }
    let words = &reader.lexicon.unit_words;
    let (length, senses) = words.longest(reader.words(of + 1))?;
    let unit = &reader.lexicon.units.unit(senses.first()?.unit).id;
    let per = reader.lexicon.vocabulary.lookup(&format!("100 {unit}s"));
    let unit = words.rate(amount.unit?, per)?;
    Some(Amount { unit: Some(unit), end: of + 1 + length, next: of + 1 + length, ..*amount })
}

/// `amount` with the words of a rate after it: "an hour", "per day", "/kg", "-a-share".
pub(super) fn per(reader: &Reader, amount: Amount) -> Amount {
    let at = amount.end;
    let words = &reader.lexicon.unit_words;
    let role = |at: usize| reader.lexicon.numerals.role(reader.word(at));
    let is_word = |at: usize| reader.token(at).is_some_and(|t| t.kind == TokenKind::Word);
    let slash = reader.is(at, "/") && !reader.spaced(at);
    let hyphens = reader.is_hyphen(at) && role(at + 1) == NumberWord::Article && reader.is_hyphen(at + 2);
    let (of, next) = if hyphens {
        (at + 3, at + 4)
    } else if slash || reader.is(at, "per") {
        (at + 1, at + 2)
    } else if role(at) == NumberWord::Article || reader.is(at, "each") || reader.is(at, "every") {
        let known = words.time(reader.word(at + 1)).is_some_and(|_| reader.str(at + 1).len() > 2)
            || (words.starts_with(reader.word(at + 1))
                && reader.str(at + 1).len() > 1
                && !reader.is(at + 1, "in"))
            || reader.lexicon.figures.is(reader.word(at + 1), Around::Portion);
        // "$186 million a year ago" counts from today, "36 percent a year before." from another day; "$50 a day
        // before tax" is a rate.
        let cues = reader.lexicon.time.get(reader.word(at + 2)).cues;
        let ends = reader.token(at + 3).is_none_or(|t| t.kind == TokenKind::Mark);
        let counted = cues.any(Cues::AGO) || ends && cues.any(Cues::COUNTED);
        if !known || counted {
            return amount;
        }
        (at + 1, at + 2)
    } else {
        return amount;
    };
    let hundred = reader.is(of, "100");
    if !(is_word(of) || hundred) || (slash && reader.spaced(of) && !reader.spaced(at)) {
        return amount;
    }
    let next = power(reader, next).map_or(next, |(_, after)| after);
    let word = reader.word(of);
    if let Some(consumed) = per_hundred(reader, &amount, of) {
        return consumed;
    }
    if let Some(time) = words.time(word)
        && let Some(unit) = amount.unit.and_then(|unit| words.rate(unit, time))
    {
        return Amount { unit: Some(unit), end: next, next, ..amount };
    }
    if !word.is_known() && !slash && !reader.is(at, "per") {
        return amount;
    }
    Amount { per: Some(word), next, ..amount }
}
