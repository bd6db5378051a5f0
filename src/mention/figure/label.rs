//! Digits that count nothing: "F-16", "Covid-19", "Boeing 737", "No. 5", "chapter 11", 192.168.1.2, phone
//! numbers, scores, versions, addresses, list numbers, parts of links.

use super::count;
use super::numeral::{Form, Numeral};
use crate::lexicon::{Around, NumberWord};
use crate::mention::scan::Reader;
use crate::mention::{TokenFlags, TokenKind};
use crate::value::Number;

/// The tokens of the label that the digits at `at` belong to.
pub(super) fn read(reader: &Reader, at: usize) -> Option<(usize, usize)> {
    if !reader.is_digits(at) {
        return None;
    }
    joined(reader, at).or_else(|| chained(reader, at)).or_else(|| followed(reader, at))
}

/// Digits right after a letter or a mark inside of a word: "A330", "Su-57", "/2019/05".
fn joined(reader: &Reader, at: usize) -> Option<(usize, usize)> {
    if at == 0 || reader.spaced(at) {
        return None;
    }
    let before = reader.token(at - 1)?;
    let start = match before.kind {
        TokenKind::Word => at - 1,
        TokenKind::Digits => return None,
        TokenKind::Mark => match reader.str(at - 1) {
            "-" | "\u{2010}" | "\u{2011}" if at > 1 && !reader.spaced(at - 1) && is_named(reader, at - 2) => {
                at - 2
            }
            // "828m/2,717ft" are two quantities.
            "/" if follows_unit(reader, at - 1) => return None,
            "/" | "_" | "@" | "=" | "&" | "%" | "\\" if at > 1 && !reader.spaced(at - 1) => at - 2,
            "#" if !is_magnitude(reader, at + 1) => at - 1,
            "'" | "\u{2019}" if at == 1 || reader.spaced(at - 1) => at - 1,
            "+" if at > 1 && !reader.spaced(at - 1) && reader.is_digits(at - 2) => at - 2,
            ":" if at > 1 && !reader.spaced(at - 1) && reader.is_digits(at - 2) => at - 2,
            "." if at > 1
                && !reader.spaced(at - 1)
                && reader.token(at - 2).is_some_and(|t| t.kind != TokenKind::Mark) =>
            {
                at - 2
            }
            _ => return None,
        },
    };
    Some((start, chain_end(reader, at)))
}

/// Whether the mark at `at` stands right after digits and their unit.
fn follows_unit(reader: &Reader, at: usize) -> bool {
    at > 1
        && !reader.spaced(at)
        && reader.token(at - 1).is_some_and(|token| token.kind == TokenKind::Word)
        && reader.lexicon.unit_words.starts_with(reader.word(at - 1))
        && reader.is_digits(at - 2)
}

fn is_magnitude(reader: &Reader, at: usize) -> bool {
    matches!(
        reader.lexicon.numerals.role(reader.word(at)),
        NumberWord::Magnitude(_) | NumberWord::Magnitudes(_)
    )
}

/// Before a hyphen stands a name or a prefix, not a number word or a minus.
fn is_named(reader: &Reader, at: usize) -> bool {
    let Some(token) = reader.token(at) else { return false };
    token.kind == TokenKind::Word
        && matches!(reader.lexicon.numerals.role(token.word), NumberWord::None | NumberWord::Article)
}

/// The end of the run of letters, digits and hyphens from `at` on.
fn chain_end(reader: &Reader, at: usize) -> usize {
    let mut end = at + 1;
    while let Some(token) = reader.token(end).filter(|t| !t.spaced()) {
        let inner = token.kind != TokenKind::Mark
            || (matches!(
                reader.str(end),
                "-" | "\u{2010}" | "\u{2011}" | "." | ":" | "/" | "_" | "%" | "=" | "&"
            ) && reader.token(end + 1).is_some_and(|t| !t.spaced() && t.kind != TokenKind::Mark));
        if !inner {
            break;
        }
        end += 1;
    }
    end
}

/// Three or more groups of digits joined by points, colons or hyphens; two by a colon.
fn chained(reader: &Reader, at: usize) -> Option<(usize, usize)> {
    let mark = reader.str(at + 1);
    if reader.spaced(at + 1) || !reader.is_joined_digits(at + 2) {
        return None;
    }
    let third = !reader.spaced(at + 3)
        && matches!(reader.str(at + 3), "-" | "." | "/" | ":" | "\u{2011}")
        && reader.is_joined_digits(at + 4);
    let label = match mark {
        ":" => true,
        "." => third && reader.is(at + 3, "."),
        "-" | "\u{2011}" => (third && !is_mixed(reader, at)) || falls(reader, at),
        "/" => third,
        _ => false,
    };
    label.then(|| (at, chain_end(reader, at)))
}

/// "7-5/16" is seven and five sixteenths.
fn is_mixed(reader: &Reader, at: usize) -> bool {
    reader.is(at + 3, "/") && super::numeral::read(reader, at).is_some_and(|numeral| numeral.next == at + 5)
}

/// "3-1", "1995-01": joined by a hyphen, and the second is not greater.
fn falls(reader: &Reader, at: usize) -> bool {
    let (first, second) = (reader.str(at), reader.str(at + 2));
    let decimals = reader.joined_mark(at + 3, '.') || reader.joined_mark(at + 3, ',');
    if (decimals && reader.is_joined_digits(at + 4)) || reader.is(at + 3, "/") {
        return false;
    }
    let magnitude = !matches!(reader.lexicon.numerals.role(reader.word(at + 3)), NumberWord::None);
    let unit = reader.lexicon.unit_words.starts_with(reader.word(at + 3));
    let number = |text: &str| text.parse::<u64>().unwrap_or(u64::MAX);
    number(first) >= number(second) && !magnitude && !unit && !is_mixed(reader, at)
}

/// Letters right after the digits that are no unit or ending: "737s", "5G", "13F".
fn followed(reader: &Reader, at: usize) -> Option<(usize, usize)> {
    let next = reader.token(at + 1).filter(|t| !t.spaced() && t.kind == TokenKind::Word)?;
    let known = reader.lexicon.numerals.role(next.word) != NumberWord::None
        || is_magnitude_letter(reader, at)
        || is_unit(reader, at + 1)
        || (reader.lexicon.unit_words.time(next.word).is_some() && !next.capital())
        || reader.lexicon.figures.age_unit(next.word).is_some()
        || reader.lexicon.figures.is(next.word, Around::Yo)
        || ["x", "e", "am", "pm", "a", "hrs", "mins", "secs", "mn", "ish"]
            .iter()
            .any(|word| reader.is(at + 1, word));
    // "06F6": more is joined to what could be a unit.
    let more = reader.token(at + 2).is_some_and(|t| !t.spaced() && t.kind != TokenKind::Mark);
    let power = matches!(reader.str(at + 2), "2" | "3") || reader.is(at + 1, "e") || reader.is(at + 1, "x");
    let science =
        reader.is(at + 1, "e") && super::numeral::read(reader, at).is_some_and(|n| n.next == at + 1);
    let known = known
        && !science
        && (!more
            || power
            || reader.lexicon.unit_words.longest(reader.words(at + 1)).is_some_and(|(n, _)| n > 1));
    let decade = reader.is(at + 1, "s") && reader.str(at).ends_with('0');
    (!known && !decade).then(|| (at, chain_end(reader, at)))
}

/// A unit's words; a single letter in its own case.
fn is_unit(reader: &Reader, at: usize) -> bool {
    let text = reader.str(at);
    let Some((_, senses)) = reader.lexicon.unit_words.longest(reader.words(at)) else {
        return reader.lexicon.unit_words.starts_with(reader.word(at)) && text.len() > 1;
    };
    text.chars().count() > 1
        || senses.iter().any(|sense| sense.exact.as_deref().is_some_and(|e| e.starts_with(text)))
}

/// "5k", "0.0012G"; "5G" is a network.
fn is_magnitude_letter(reader: &Reader, at: usize) -> bool {
    let giga = reader.is(at + 1, "g");
    let decimals = at > 0 && !reader.spaced(at) && matches!(reader.str(at - 1), "." | ",");
    reader.lexicon.numerals.letter(reader.str(at + 1)).is_some() && (!giga || decimals)
}

/// Whether a plain numeral is part of a name by the word before it or the words after.
pub(super) fn is_named_by(reader: &Reader, start: usize, numeral: &Numeral) -> Option<usize> {
    // "the 18F team": a capital letter right after the digits that is no unit.
    let glued =
        reader.token(numeral.next).is_some_and(|t| !t.spaced() && t.kind == TokenKind::Word && t.capital());
    if numeral.form == Form::Plain && glued {
        return Some(start);
    }
    let plain = numeral.form == Form::Plain || (numeral.form == Form::Words && numeral.scale == 0);
    let decimal = numeral.form == Form::Digits && numeral.scale == 0;
    if !(plain || decimal) {
        return None;
    }
    let words = &reader.lexicon.figures;
    if plain && numeral.form == Form::Plain && is_address(reader, numeral.next) {
        return Some(start);
    }
    if start == 0 {
        let list = reader.is(numeral.next, ")") && numeral.form == Form::Plain;
        return list.then_some(start);
    }
    let mut before = start - 1;
    if reader.is(before, ".") && before > 0 && !reader.spaced(before) {
        before -= 1;
    }
    if reader.is(before, "#") || reader.is(before, "№") {
        return (numeral.form == Form::Plain).then_some(before);
    }
    let token = reader.token(before)?;
    if token.kind != TokenKind::Word {
        return None;
    }
    let named = token.capital() || reader.str(before).bytes().any(|b| b.is_ascii_uppercase());
    if (words.is(token.word, Around::Product) && named) || (reader.is(numeral.next, "index") && plain) {
        return Some(if named { before } else { start });
    }
    let counted = is_counted(reader, numeral.next);
    let head = words.is(token.word, Around::Head);
    if head && plain && (!counted || (token.capital() && before > 0 && !is_title(reader))) {
        return Some(before);
    }
    if decimal && is_version(reader, before, numeral, counted) {
        return Some(before);
    }
    if head && decimal && !counted && (token.capital() || reader.is(before, "version")) {
        return Some(before);
    }
    let name = numeral.form == Form::Plain
        && token.capital()
        && before + 1 == start
        && !is_score(reader, numeral.next)
        && !words.is(token.word, Around::NotName)
        && !counted
        && (before > 0 || token.flags.has(TokenFlags::UPPER) || reader.len() == numeral.next)
        && !is_title(reader);
    name.then_some(before)
}

/// Whether "-1" follows: "beat Kestrel United 2-1".
fn is_score(reader: &Reader, at: usize) -> bool {
    !reader.spaced(at) && matches!(reader.str(at), "-" | "–") && reader.is_joined_digits(at + 1)
}

/// "Rust 1.96", "Mac OS X 10.4": a name with a small number of one or two decimals, and nothing counted.
fn is_version(reader: &Reader, before: usize, numeral: &Numeral, counted: bool) -> bool {
    let token = &reader.tokens[before];
    let small = numeral.number().is_some_and(|n| !n.is_negative() && n < Number::integer(100));
    let fine = Number::ratio(1, 100).is_some_and(|cent| numeral.written.step >= cent);
    token.capital()
        && before > 0
        && small
        && fine
        && !counted
        && !reader.lexicon.figures.is(token.word, Around::NotName)
        && !reader.lexicon.unit_words.starts_with(token.word)
        && !is_title(reader)
}

/// Whether a unit or a plural noun follows, so that the number counts.
fn is_counted(reader: &Reader, at: usize) -> bool {
    let hyphen = usize::from(reader.is_hyphen(at));
    reader.lexicon.unit_words.starts_with(reader.word(at + hyphen))
        || count::noun(reader, at, false).is_some()
}

/// "10 Downing Street".
fn is_address(reader: &Reader, at: usize) -> bool {
    let words = &reader.lexicon.figures;
    for place in at..at + 3 {
        let Some(token) = reader.token(place) else { return false };
        if token.kind != TokenKind::Word || !token.capital() {
            return false;
        }
        if place > at && words.is(token.word, Around::Street) {
            return true;
        }
    }
    false
}

/// Whether the sentence is in title case: most of its longer words are capitalised.
fn is_title(reader: &Reader) -> bool {
    let mut long = 0;
    let mut capital = 0;
    for token in reader.tokens.iter().take(24).filter(|t| t.kind == TokenKind::Word && t.span.len() > 3) {
        long += 1;
        capital += u32::from(token.capital());
    }
    long >= 3 && capital * 10 >= long * 7
}
