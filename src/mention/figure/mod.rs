//! Numbers and what they count or measure.
//!
//! Reading starts at a numeral, a currency or "aged", and looks to both sides from there: labels first (digits that count
//! nothing), then the amount with its unit, the range it may begin, the hedges around it, its noun.

mod age;
mod amount;
mod count;
pub(super) mod hedge;
mod label;
mod money;
pub(crate) mod numeral;
mod range;
mod shared;
mod unit;

pub(crate) use shared::{join, remember_names};

use super::scan::{Found, Reader};
use super::{Figure, Kind, Mention, Noun, TokenFlags, TokenKind, Value};
use crate::lexicon::{Around, Classes, Cues, NumberWord};
use crate::source::ProseSpan;
use crate::time::is_plausible_year;
use crate::value::{Hedge, Number, Written};
use amount::Amount;
use hedge::Hedged;
use numeral::{Form, Numeral};

/// The figure that starts at token `at`, with the mentions inside it.
pub(crate) fn read_at(reader: &Reader, at: usize) -> Option<Found> {
    let token = reader.token(at)?;
    if at == 0
        && let Some(found) = percent_line(reader)
    {
        return Some(found);
    }
    let digits = token.kind == TokenKind::Digits;
    if token.flags.has(TokenFlags::UPPER)
        && let Some(found) = roman_ordinal(reader, at)
    {
        return Some(found);
    }
    if !digits && (!reader.lexicon.figures.is(token.word, Around::Starts) || !may_start(reader, at)) {
        return None;
    }
    if let Some((start, end)) = label::read(reader, at) {
        return Some(words(reader, start, end));
    }
    if let Some(found) = aged(reader, at) {
        return Some(found);
    }
    match reader.lexicon.numerals.role(token.word) {
        NumberWord::Multiple(n) => return Some(multiple(reader, at, n)),
        NumberWord::NoneOf => return none_of(reader, at),
        _ => {}
    }
    if digits && let Some(next) = numeral::misgrouped(reader, at) {
        let span = reader.span(at, next);
        return Some(Found { next, mentions: vec![mention(Kind::Misgrouped, span, span, Value::Words)] });
    }
    let first = amount::read(reader, at)?;
    let amount = range::join(reader, &first)
        .or_else(|| {
            // "between one hundred and two hundred": "and" belongs to the range.
            let between = at > 0 && reader.lexicon.figures.is(reader.word(at - 1), Around::Between);
            between.then(|| range::join(reader, &amount::read_joined(reader, at, false)?)).flatten()
        })
        .unwrap_or(first);
    finish(reader, amount)
}

/// "Per cent of 210" as a line of its own, as in a table: the figure is the percentage.
fn percent_line(reader: &Reader) -> Option<Found> {
    if reader.len() > 6 || !reader.lexicon.unit_words.starts_with(reader.word(0)) {
        return None;
    }
    let (of, senses) = reader.lexicon.unit_words.longest(reader.words(0))?;
    let unit = senses.first()?.unit;
    let dimension = reader.lexicon.units.unit(unit).dimension;
    let percent = reader.lexicon.units.dimension_name(dimension) == "percent";
    if !percent || reader.lexicon.numerals.role(reader.word(of)) != NumberWord::Of {
        return None;
    }
    let amount = amount::read(reader, of + 1).filter(|amount| amount.unit.is_none())?;
    let small = amount.number().is_some_and(|n| n < Number::integer(1000));
    if amount.end != reader.len() || !small {
        return None;
    }
    let span = reader.span(0, amount.end);
    let figure = Figure { written: amount.written, unit: Some(unit), per: None, noun: None };
    Some(Found {
        next: amount.end,
        mentions: vec![mention(Kind::Percent, span, span, Value::Figure(figure))],
    })
}

/// "the XXII Winter Games": a Roman numeral that counts what the name after it names.
fn roman_ordinal(reader: &Reader, at: usize) -> Option<Found> {
    let text = reader.str(at);
    let led = at > 0 && reader.lexicon.time.get(reader.word(at - 1)).classes.any(Classes::THE);
    let named = reader.token(at + 1).is_some_and(|t| t.capital() && t.spaced() && t.kind == TokenKind::Word);
    if !led || !named || !text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) {
        return None;
    }
    let written = Written::exact(Number::integer(numeral::roman(text)?.into()));
    let figure = Figure { written, unit: None, per: None, noun: None };
    let span = reader.span(at, at + 1);
    Some(Found { next: at + 1, mentions: vec![mention(Kind::Ordinal, span, span, Value::Figure(figure))] })
}

/// A first look at the commonest of the words and marks with which a figure may start.
fn may_start(reader: &Reader, at: usize) -> bool {
    let next = reader.word(at + 1);
    match reader.str(at) {
        "-" | "\u{2212}" | "\u{2013}" if numeral::is_line_of_minus(reader, at) => true,
        "-" | "\u{2212}" | "\u{2013}" | "." => {
            !reader.spaced(at + 1)
                && (reader.is_digits(at + 1)
                    || reader.is(at + 1, ".")
                    || reader.lexicon.unit_words.starts_prefix(next))
        }
        "a" | "A" | "an" | "An" => {
            reader.lexicon.numerals.role(next) != NumberWord::None
                || reader.lexicon.unit_words.starts_with(next)
        }
        _ => true,
    }
}

/// A label: its words say all.
fn words(reader: &Reader, start: usize, end: usize) -> Found {
    let span = reader.span(start, end);
    Found { next: end, mentions: vec![mention(Kind::Label, span, span, Value::Words)] }
}

fn mention(kind: Kind, span: ProseSpan, extent: ProseSpan, value: Value) -> Mention {
    Mention { kind, span, extent, sentence: 0, inner: false, value }
}

/// The mention of an amount, its hedges and noun found; `None` where it is no figure after all.
fn finish(reader: &Reader, amount: Amount) -> Option<Found> {
    if amount.unit.is_none() {
        if let Some(start) = label::is_named_by(reader, amount.start, &bare(&amount)) {
            return Some(words(reader, start, amount.end));
        }
        if is_year(reader, &amount)
            || is_years(&amount)
            || is_pronoun(reader, &amount)
            || !is_figure(reader, &amount)
        {
            return None;
        }
    }
    let mut hedged = hedge::around(reader, amount.start, amount.next);
    let mut amount = amount;
    if let Some((both, end)) = range::both_bounds(reader, &amount, &hedged) {
        amount = both;
        hedged = Hedged { hedge: Hedge::None, end, ..hedged };
    }
    let mut kind = match amount.unit {
        Some(unit) => {
            let dimension = reader.lexicon.units.unit(unit).dimension;
            match reader.lexicon.units.dimension_name(dimension) {
                "money" => Kind::Money,
                "percent" => Kind::Percent,
                "age" => Kind::Age,
                _ => Kind::Quantity,
            }
        }
        None if amount.form == Form::Ordinal => Kind::Ordinal,
        None => Kind::Number,
    };
    let mut unit = amount.unit;
    let mut noun = None;
    if kind == Kind::Number {
        if let Some(scale) = unit::scale_before(reader, hedged.start.min(amount.start)) {
            kind = Kind::Quantity;
            unit = Some(scale);
        } else if age::is_apposed(reader, &amount) {
            kind = Kind::Age;
            unit = age::age_unit(reader, "year");
        } else {
            noun = counted(reader, &amount, hedged.end);
            if let Some(noun) = noun {
                hedged = hedge::after_noun(reader, noun.head.end, hedged);
                if amount.form != Form::Fraction {
                    kind = Kind::Count;
                }
            }
        }
    }
    let span = reader.span(amount.start, amount.end);
    let extent = reader.span(hedged.start.min(amount.start), hedged.end.max(amount.end));
    let written = Written { hedge: hedged.hedge, ..amount.written };
    let figure = Figure { written, unit, per: amount.per, noun };
    let mut mention = mention(kind, span, extent, Value::Figure(figure));
    mention.inner = is_loose(&amount);
    Some(Found { next: amount.next.max(amount.end), mentions: vec![mention] })
}

/// The noun of a count, after the number or a hedge behind it.
fn counted(reader: &Reader, amount: &Amount, hedged: usize) -> Option<Noun> {
    let one = amount.number() == Some(Number::ONE);
    let from = amount.next.max(hedged);
    // "two-thirds of voters", "hundreds of people" too: the noun follows "of".
    count::noun(reader, from, one)
}

/// "several", "a few": patterns may bind them, but they tell too little to be listed.
fn is_loose(amount: &Amount) -> bool {
    amount.form == Form::Vague
        && amount.unit.is_none()
        && amount.written.high.is_some_and(|high| high < Number::integer(10))
}

fn bare(amount: &Amount) -> Numeral {
    Numeral { written: amount.written, form: amount.form, scale: amount.scale, next: amount.end }
}

/// Four digits that are a plausible year, with nothing to count, belong to the reader of time, and after "in" or "since"
/// with anything.
fn is_year(reader: &Reader, amount: &Amount) -> bool {
    let plain = amount.form == Form::Plain && amount.bare_end == amount.start + 1;
    if !plain || amount.written.range || reader.str(amount.start).len() != 4 {
        return false;
    }
    let Some(year) = amount.number().and_then(Number::to_integer) else { return false };
    let after_preposition =
        amount.start > 0 && reader.lexicon.figures.is(reader.word(amount.start - 1), Around::BeforeYear);
    if is_plausible_year(year) {
        // "2019 people", but "the 2019 elections" and "at 1968 prices".
        return after_preposition || !reader.lexicon.figures.is(reader.word(amount.end), Around::Plural);
    }
    (1000..1900).contains(&year) && after_preposition && count::noun(reader, amount.end, false).is_none()
}

/// "between 2014 and 2016" belongs to the reader of time too.
fn is_years(amount: &Amount) -> bool {
    let year = |n: Option<Number>| n.and_then(Number::to_integer).is_some_and(is_plausible_year);
    amount.written.range
        && amount.form == Form::Plain
        && year(amount.written.low)
        && year(amount.written.high)
}

/// "one" is a number only before what one can count: "one person", but not "this one", "one of them".
fn is_pronoun(reader: &Reader, amount: &Amount) -> bool {
    let one =
        amount.end == amount.start + 1 && amount.form == Form::Words && amount.number() == Some(Number::ONE);
    if !one || reader.len() <= 2 {
        return false;
    }
    let after_determiner =
        amount.start > 0 && reader.lexicon.figures.is(reader.word(amount.start - 1), Around::OnePicked);
    after_determiner || count::noun(reader, amount.end, true).is_none()
}

/// Whether the words of an amount without a unit are meant as a figure.
fn is_figure(reader: &Reader, amount: &Amount) -> bool {
    let word = |at: usize| reader.lexicon.numerals.role(reader.word(at));
    let single = amount.end == amount.start + 1;
    let alone = reader.len() <= amount.end - amount.start + 1;
    if is_inside_name(reader, amount) || is_name_word(reader, amount) {
        return false;
    }
    match (amount.form, word(amount.start)) {
        (Form::Ordinal, NumberWord::Ordinal(2)) if single => is_second(reader, amount.start),
        (Form::Fraction, NumberWord::Part(_)) if single => {
            let before = amount.start.checked_sub(1);
            let nth = before.is_some_and(|at| {
                matches!(word(at), NumberWord::Ordinal(_))
                    || ["other", "this", "that", "next", "last", "latter", "each"]
                        .iter()
                        .any(|w| reader.is(at, w))
            });
            let of = ["of", "the", "its", "their", "his", "her", "our", "people", "as"]
                .iter()
                .any(|w| reader.is(amount.end, w));
            let of = of || is_measured(reader, amount);
            !nth && of && reader.is(amount.start, "half") && !reader.is_hyphen(amount.end)
        }
        (Form::Fraction, NumberWord::Cardinal(_) | NumberWord::Article) => {
            // "three quarters" and "a quarter" are also nine months and three.
            let quarters = reader.is(amount.end - 1, "quarters") || reader.is(amount.end - 1, "quarter");
            !quarters
                || alone
                || word(amount.end) == NumberWord::Of
                || is_measured(reader, amount)
                || reader
                    .token(amount.end)
                    .is_none_or(|t| t.kind == TokenKind::Mark && !reader.is_hyphen(amount.end))
        }
        (_, NumberWord::Group(20)) => false,
        (_, NumberWord::Magnitude(_)) if single => {
            alone || !reader.token(amount.start).is_some_and(|t| t.capital() && amount.start > 0)
        }
        (_, NumberWord::Groups(20)) => word(amount.end) == NumberWord::Of,
        _ => true,
    }
}

/// "nearly half are new", "fell by a quarter in May": a part that is hedged or told of as a change, before no noun.
fn is_measured(reader: &Reader, amount: &Amount) -> bool {
    let hedged = hedge::before(reader, amount.start, amount.end).hedge != Hedge::None;
    let by = amount.start > 0 && reader.lexicon.time.get(reader.word(amount.start - 1)).cues.any(Cues::BY);
    let ends = reader.token(amount.end).is_none_or(|t| t.kind == TokenKind::Mark)
        || reader.lexicon.figures.is(reader.word(amount.end), Around::Stop);
    (hedged || by) && ends && !amount.written.range && !reader.is_hyphen(amount.end)
}

/// "step-two-of-three": a word joined by hyphens on both sides, the one before no number.
fn is_inside_name(reader: &Reader, amount: &Amount) -> bool {
    let Some(hyphen) = amount.start.checked_sub(1) else { return false };
    amount.form == Form::Words
        && hyphen > 0
        && reader.is_hyphen(hyphen)
        && !reader.spaced(hyphen)
        && !reader.spaced(amount.start)
        && reader.is_hyphen(amount.end)
        && reader.lexicon.numerals.role(reader.word(hyphen - 1)) == NumberWord::None
}

/// "the Group of Seven", "Ocean's Eleven": a capitalised number word inside of a sentence.
fn is_name_word(reader: &Reader, amount: &Amount) -> bool {
    let word = |at: usize| reader.token(at).is_some_and(|t| t.kind == TokenKind::Word);
    amount.form == Form::Words
        && amount.start > 1
        && reader.tokens[amount.start].capital()
        && word(amount.start - 1)
        && label::is_running(reader)
}

/// "the second test", "finished second"; not "a second later", "30 second delay", "I second that".
fn is_second(reader: &Reader, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let numbered = reader.is_digits(before)
        || matches!(reader.lexicon.numerals.role(reader.word(before)), NumberWord::Cardinal(_))
        || ["per", "split", "every", "i", "we"].iter().any(|word| reader.is(before, word));
    let moment = reader.lexicon.numerals.role(reader.word(before)) == NumberWord::Article
        && (["later", "earlier", "ago", "before", "after", "per"].iter().any(|word| reader.is(at + 1, word))
            || reader.token(at + 1).is_none_or(|t| t.kind == TokenKind::Mark && !reader.is_hyphen(at + 1)));
    !numbered && !moment
}

/// "aged 45", "at the age of 56", "aged between 10 and 15".
fn aged(reader: &Reader, at: usize) -> Option<Found> {
    if !reader.lexicon.figures.is(reader.word(at), Around::Aged) {
        return None;
    }
    let number = (at + 1..at + 5).find(|number| {
        let hedged = hedge::before(reader, *number, *number);
        let of =
            usize::from(reader.is(at + 1, "of") || reader.is(at + 1, "between") || reader.is(at + 1, "from"));
        hedged.start.min(*number) <= at + 1 + of
            && (reader.is_digits(*number) || numeral::read(reader, *number).is_some())
    })?;
    let first = amount::read(reader, number)?;
    let amount = range::join(reader, &first).unwrap_or(first);
    let small = amount.written.high.is_some_and(|n| n <= Number::integer(125) && !n.is_negative());
    if amount.unit.is_some() || matches!(amount.form, Form::Ordinal | Form::Vague | Form::Fraction) || !small
    {
        return None;
    }
    let hedged = hedge::around(reader, number, amount.end);
    let written = Written { hedge: hedged.hedge, ..amount.written };
    let figure = Figure { written, unit: age::age_unit(reader, "year"), per: None, noun: None };
    let span = reader.span(at, amount.end);
    let extent = reader.span(at, hedged.end.max(amount.end));
    Some(Found { next: amount.end, mentions: vec![mention(Kind::Age, span, extent, Value::Figure(figure))] })
}

/// "twice", "doubled", "threefold".
fn multiple(reader: &Reader, at: usize, n: u16) -> Found {
    let written = Written::exact(Number::integer(n.into()));
    let hedged = hedge::around(reader, at, at + 1);
    let figure =
        Figure { written: Written { hedge: hedged.hedge, ..written }, unit: None, per: None, noun: None };
    let span = reader.span(at, at + 1);
    let extent = reader.span(hedged.start, hedged.end);
    Found { next: at + 1, mentions: vec![mention(Kind::Multiple, span, extent, Value::Figure(figure))] }
}

/// "no deaths", "none of the crew": a count of nothing; "no more", "no doubt" are not.
fn none_of(reader: &Reader, at: usize) -> Option<Found> {
    let noun = count::noun(reader, at + 1, false)?;
    let near = noun.head.start - reader.tokens[at].span.end < 24;
    let more = reader.lexicon.figures.is(reader.word(at + 1), Around::NotOfNone);
    if !near || more {
        return None;
    }
    let figure = Figure { written: Written::exact(Number::ZERO), unit: None, per: None, noun: Some(noun) };
    let span = reader.span(at, at + 1);
    Some(Found { next: at + 1, mentions: vec![mention(Kind::Count, span, span, Value::Figure(figure))] })
}

/// A temperature with "below zero" after it is negative.
fn below_zero(reader: &Reader, amount: Amount) -> Option<Amount> {
    let at = amount.end;
    let zero = reader.is(at, "below") && (reader.is(at + 1, "zero") || reader.is(at + 1, "freezing"));
    let n = amount.number().filter(|n| zero && reader.is(at + 1, "zero") && !n.is_negative())?;
    let written = Written { low: Some(n.negated()), high: Some(n.negated()), ..amount.written };
    Some(Amount { written, end: at + 2, next: at + 2, ..amount })
}
