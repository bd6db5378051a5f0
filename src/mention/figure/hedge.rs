//! Hedges and bounds beside a figure: "about", "at least", "or more", "-odd".

use super::{amount, range};
use crate::lexicon::{Around, NumberWord};
use crate::mention::scan::Reader;
use crate::value::Hedge;

/// The hedge of a figure, and the tokens that it and its figure fill.
#[derive(Debug, Clone, Copy)]
pub(in crate::mention) struct Hedged {
    pub hedge: Hedge,
    pub start: usize,
    pub end: usize,
}

/// More words of hedges than this stand before no figure.
const MOST: usize = 4;

/// Looks on both sides of the figure that fills `start..end`.
pub(super) fn around(reader: &Reader, start: usize, end: usize) -> Hedged {
    let mut found = before(reader, start, end);
    let after = reader.lexicon.figures.after(reader.words(end));
    if let Some((length, hedge)) =
        after.filter(|(length, hedge)| fits_after(reader, end, *hedge) && !goes_on(reader, end + length))
    {
        found.hedge = stronger(found.hedge, hedge);
        found.end = end + length;
    }
    found
}

/// "12 and more than 194", "20 and less or equal than 35", "20 and below 50" go on with another figure.
fn goes_on(reader: &Reader, at: usize) -> bool {
    let number = reader.is_digits(at)
        || match reader.lexicon.numerals.role(reader.word(at)) {
            NumberWord::Cardinal(_) => true,
            NumberWord::Article => super::numeral::read(reader, at).is_some(),
            _ => false,
        };
    number || reader.is(at, "than") || reader.is(at, "or")
}

/// Adds the bound behind the noun that ends at byte `end`: "700 workers or fewer".
pub(super) fn after_noun(reader: &Reader, end: u32, hedged: Hedged) -> Hedged {
    let at = reader.tokens.partition_point(|token| token.span.start < end);
    if !reader.lexicon.figures.is(reader.word(at), Around::Or) {
        return hedged;
    }
    match reader.lexicon.figures.after(reader.words(at)) {
        Some((length, hedge)) => Hedged { hedge: stronger(hedged.hedge, hedge), end: at + length, ..hedged },
        None => hedged,
    }
}

/// The hedge before `start` alone.
pub(in crate::mention) fn before(reader: &Reader, start: usize, end: usize) -> Hedged {
    let mut found = Hedged { hedge: Hedge::None, start, end };
    for _ in 0..MOST {
        let Some((length, hedge)) = reader.lexicon.figures.before(reader.words_back(found.start)) else {
            break;
        };
        if !fits_before(reader, found.start, length, hedge) || is_level(reader, found.start - length, end) {
            break;
        }
        found.start -= length;
        found.hedge = stronger(hedge, found.hedge);
    }
    // "the", "a" and their like alone are not part of a hedge.
    while found.start < start && is_article(reader, found.start) && found.hedge == Hedge::None {
        found.start += 1;
    }
    found
}

fn is_article(reader: &Reader, at: usize) -> bool {
    ["the", "a", "an", "all", "only", "just"].iter().any(|word| reader.is(at, word))
}

/// A plus sign is joined to the digits, a tilde too; "no more than" and "not under" hold as they are.
fn fits_after(reader: &Reader, at: usize, hedge: Hedge) -> bool {
    match reader.str(at) {
        "+" => !reader.spaced(at) && (reader.spaced(at + 1) || !reader.is_digits(at + 1)),
        "-" => !reader.spaced(at),
        "plus" => super::numeral::read(reader, at + 1).is_none(),
        "at" | "minimum" | "maximum" => hedge != Hedge::None,
        _ => true,
    }
}

fn fits_before(reader: &Reader, start: usize, length: usize, hedge: Hedge) -> bool {
    let first = start - length;
    // "3 > 2" and "a < b" are not prose, but ">30" is.
    let not = first > 0 && (reader.is(first - 1, "not") || reader.is(first - 1, "no"));
    // "17 over Crimea" never stands before a number; "carried over 5" and "turn over 20" may.
    let near =
        hedge == Hedge::About && reader.is(first, "near") && reader.token(first).is_some_and(|t| t.capital());
    // "<ACME> 2nd" ends in a bracket.
    let bracket = matches!(reader.str(first), ">" | "<")
        && first > 0
        && !reader.spaced(first)
        && reader.spaced(start)
        && !matches!(reader.str(first - 1), ">" | "<");
    !not && !near && !bracket
}

/// "Went up to £66,000 from £60,000": where it got to, and no bound; `up` is the token of "up", `end` the end of the figure.
fn is_level(reader: &Reader, up: usize, end: usize) -> bool {
    reader.is(up, "up")
        && range::is_change(reader, up, 1)
        && reader.lexicon.figures.is(reader.word(end), Around::From)
        && amount::read(reader, end + 1).is_some()
}

/// Of two hedges on one figure, a bound counts more than "about", and both more than nothing.
fn stronger(outer: Hedge, inner: Hedge) -> Hedge {
    let weight = |hedge: Hedge| match hedge {
        Hedge::None => 0,
        Hedge::About | Hedge::Nearly | Hedge::JustOver => 1,
        Hedge::AtLeast | Hedge::MoreThan | Hedge::AtMost | Hedge::LessThan => 2,
    };
    match (outer, inner) {
        // "as many as 500 or more"
        (Hedge::AtMost, Hedge::AtLeast) => Hedge::AtLeast,
        _ if weight(inner) > weight(outer) => inner,
        _ => outer,
    }
}
