//! Digits that count nothing: "F-16", "Covid-19", "Boeing 737", "No. 5", "chapter 11", 192.168.1.2, phone
//! numbers, scores, versions, addresses, list numbers, parts of links.

use super::numeral::{Form, Numeral};
use super::{count, unit};
use crate::lexicon::{Around, NumberWord};
use crate::mention::scan::Reader;
use crate::mention::{TokenFlags, TokenKind};
use crate::value::Number;

/// The tokens of the label that the digits at `at` belong to.
pub(super) fn read(reader: &Reader, at: usize) -> Option<(usize, usize)> {
    if !reader.is_digits(at) {
        return None;
    }
    phone(reader, at)
        .or_else(|| item_number(reader, at))
        .or_else(|| torn(reader, at))
        .or_else(|| joined(reader, at))
        .or_else(|| chained(reader, at))
        .or_else(|| followed(reader, at))
}

/// "1) … ; 2) …": the number of an item, which no bracket opens.
fn item_number(reader: &Reader, at: usize) -> Option<(usize, usize)> {
    let begins = at == 0
        || reader.spaced(at) && (matches!(reader.str(at - 1), ";" | ":" | ",") || reader.is(at - 1, "and"));
    let closed = reader.joined_mark(at + 1, ')') && reader.str(at).len() <= 2 && reader.spaced(at + 2);
    (begins && closed).then_some((at, at + 2))
}

/// "2, 936 yuan", "3. 46 trillion won": a figure that a space has torn, of which neither part is the figure.
fn torn(reader: &Reader, at: usize) -> Option<(usize, usize)> {
    let measured = |at: usize| {
        let unit = at + usize::from(is_magnitude(reader, at));
        (reader.spaced(at) && reader.lexicon.unit_words.starts_with(reader.word(unit))).then_some(unit)
    };
    let thousands = at > 0
        && reader.spaced(at)
        && !matches!(reader.str(at - 1), "," | ".")
        && reader.str(at).len() <= 3
        && reader.joined_mark(at + 1, ',')
        && reader.is_digits(at + 2)
        && reader.spaced(at + 2)
        && reader.str(at + 2).len() == 3;
    if thousands && let Some(unit) = measured(at + 3) {
        return Some((at, unit));
    }
    // The full stop between its parts has ended a sentence.
    let decimals = at == 0 && follows_digits_and_stop(&reader.text[..reader.token(at)?.span.start as usize]);
    measured(at + 1).filter(|_| decimals).map(|unit| (at, unit))
}

fn follows_digits_and_stop(text: &str) -> bool {
    let Some(before) = text.trim_end_matches(' ').strip_suffix('.') else { return false };
    let word = before.trim_end_matches(|c: char| c.is_ascii_digit());
    (1..=3).contains(&(before.len() - word.len())) && word.ends_with(' ')
}

/// More groups of digits than these are no number of a telephone.
const MOST_GROUPS: usize = 7;

/// "+44 20 7946 0000", "(202) 555-0100", "020 7946 0000": groups of digits that begin with a plus, an area code in
/// brackets or a zero, and are as many digits together as a telephone's number has.
fn phone(reader: &Reader, at: usize) -> Option<(usize, usize)> {
    let first = reader.str(at);
    let before = if reader.spaced(at) || at == 0 { "" } else { reader.str(at - 1) };
    let plus = before == "+";
    let bracket = before == "(" && reader.is(at + 1, ")") && !reader.spaced(at + 1);
    let zero = first.starts_with('0') && (2..=5).contains(&first.len());
    if !(plus || bracket || zero) {
        return None;
    }
    let (mut end, mut groups, mut digits) = (at + 1, 1, first.len());
    while groups < MOST_GROUPS {
        let bracketed = end + usize::from(reader.is(end, ")"));
        let joined =
            matches!(reader.str(bracketed), "-" | "." | "\u{2011}" | "(") && !reader.spaced(bracketed + 1);
        let group = bracketed + usize::from(joined);
        // A table's columns stand further apart, and its figures have points.
        let apart = !joined && !matches!(reader.gap(group), " " | "\u{a0}" | "\u{202f}");
        if apart
            || zero && reader.is(bracketed, ".")
            || !reader.is_digits(group)
            || !(2..=8).contains(&reader.str(group).len())
        {
            break;
        }
        (end, groups, digits) = (group + 1, groups + 1, digits + reader.str(group).len());
    }
    let enough = if bracket { first.len() == 3 && digits == 10 } else { (8..=15).contains(&digits) };
    (enough && (groups > 1 || plus)).then_some((at - usize::from(!zero), end))
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
            // "a magnitude-6 quake"
            "-" | "\u{2010}" | "\u{2011}" if unit::scale_before(reader, at).is_some() => return None,
            // "a 12-by-16-foot room"
            "-" | "\u{2011}" if at > 3 && reader.is(at - 2, "by") && reader.is_digits(at - 4) => return None,
            "-" | "\u{2010}" | "\u{2011}" if at > 1 && !reader.spaced(at - 1) && is_named(reader, at - 2) => {
                at - 2
            }
            // "5 fb−1", "s−1": the power of a unit.
            "\u{2212}" if at > 1 && !reader.spaced(at - 1) && is_named(reader, at - 2) => at - 2,
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
    let is_short = |at: usize| reader.str(at).len() <= 2;
    let label = match mark {
        ":" => true,
        "." => third && reader.is(at + 3, "."),
        "-" | "\u{2011}" => {
            (third && !is_mixed(reader, at) && !rises_to_decimal(reader, at)) || falls(reader, at)
        }
        // "24/7", "50/50": no part of one.
        "/" => third || (is_short(at) && is_short(at + 2) && !is_fraction(reader, at)),
        _ => false,
    };
    label.then(|| (at, chain_end(reader, at)))
}

fn is_fraction(reader: &Reader, at: usize) -> bool {
    super::numeral::read(reader, at).is_some_and(|numeral| numeral.next > at + 1)
}

/// "7-5/16" is seven and five sixteenths.
fn is_mixed(reader: &Reader, at: usize) -> bool {
    reader.is(at + 3, "/") && super::numeral::read(reader, at).is_some_and(|numeral| numeral.next == at + 5)
}

/// "2-3.8": from two to a greater number with a decimal, and no version "2-3.8.1".
fn rises_to_decimal(reader: &Reader, at: usize) -> bool {
    let number = |at: usize| reader.str(at).parse::<u64>().ok();
    let goes_on = !reader.spaced(at + 5) && reader.is_joined_digits(at + 6);
    reader.is(at + 3, ".")
        && !goes_on
        && number(at).zip(number(at + 2)).is_some_and(|(first, second)| first <= second)
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
    // "100people": a lost space.
    let lost_space = reader.str(at + 1).len() > 2
        && !next.flags.has(TokenFlags::UPPER)
        && !next.capital()
        && count::is_plural(reader, at + 1);
    let known = known || lost_space && !more;
    let science =
        reader.is(at + 1, "e") && super::numeral::read(reader, at).is_some_and(|n| n.next == at + 1);
    let known = known
        && !science
        && (!more
            || power
            || reader.lexicon.unit_words.longest(reader.words(at + 1)).is_some_and(|(n, _)| n > 1));
    let decade = reader.is(at + 1, "s") && reader.str(at).ends_with('0');
    // "the 747s", but "30s" are seconds.
    let several = reader.str(at + 1) == "s" && reader.str(at).len() > 2 && !decade;
    let square = reader.is(at + 1, "x") && is_four_by_four(reader, at);
    ((!known && !decade) || several || square || is_house(reader, at)).then(|| (at, chain_end(reader, at)))
}

/// "a 4x4", but "3x4 m" and "1.3x10^6" measure.
fn is_four_by_four(reader: &Reader, at: usize) -> bool {
    reader.is_joined_digits(at + 2)
        && !reader.is(at + 2, "10")
        && !reader.joined_mark(at + 3, '^')
        && (!reader.lexicon.unit_words.starts_with(reader.word(at + 3))
            || reader.lexicon.figures.is(reader.word(at + 3), Around::Stop))
}

/// "221B Baker Street".
fn is_house(reader: &Reader, at: usize) -> bool {
    reader.str(at + 1).len() == 1 && is_address(reader, at + 2)
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
    let words = &reader.lexicon.figures;
    if is_lettered(reader, start, numeral.next) {
        return Some(start - 1);
    }
    if !(plain || decimal) {
        return None;
    }
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
    if unit::scale_before(reader, start).is_some() {
        return None;
    }
    if is_ampersand_product(reader, before) {
        return Some(before - 2);
    }
    let product = words.is(token.word, Around::Product);
    if (product && named) || (reader.is(numeral.next, "index") && plain) {
        return Some(if named { before } else { start });
    }
    let counted = is_counted(reader, numeral.next);
    let small = numeral.number().is_some_and(|n| n <= Number::integer(10));
    let graded = words.is(token.word, Around::Grade) && numeral.form == Form::Plain && small;
    if graded || counted && numeral.form == Form::Plain && is_counted_name(reader, before) {
        return Some(before);
    }
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

/// "S&P 500": a name of products joined by "&", of which `before` is the last token.
fn is_ampersand_product(reader: &Reader, before: usize) -> bool {
    before > 1
        && reader.joined_mark(before - 1, '&')
        && !reader.spaced(before)
        && reader.lexicon.figures.is(
            reader.lexicon.vocabulary.lookup(&reader.text[reader.span(before - 2, before + 1).range()]),
            Around::Product,
        )
}

/// More capitalised words than these stand in no name of a product.
const MOST_WORDS: usize = 4;

/// "four Rolls-Royce Trent 900 engines", "a Leopard 2 tank": another number or "a" counts them, and the number after
/// the name is part of it.
fn is_counted_name(reader: &Reader, last: usize) -> bool {
    if reader.gap(last + 1).contains('\n') {
        return false;
    }
    let capital = |at: usize| reader.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.capital());
    let first = (0..=2 * MOST_WORDS)
        .map(|back| last.wrapping_sub(back))
        .find(|at| !(capital(*at) || reader.is_hyphen(*at) && !reader.spaced(*at)));
    first.filter(|first| *first < last).is_some_and(|at| {
        reader.is_digits(at)
            || matches!(
                reader.lexicon.numerals.role(reader.word(at)),
                NumberWord::Cardinal(_) | NumberWord::Article
            )
    })
}

/// "Flat 12B", "Gate 4K": digits with a capital letter after a word that numbers things.
fn is_lettered(reader: &Reader, start: usize, next: usize) -> bool {
    next == start + 2
        && start > 0
        && !reader.spaced(start + 1)
        && reader.token(start + 1).is_some_and(|t| t.capital() && t.span.len() == 1)
        && reader.token(start - 1).is_some_and(|t| t.capital() && t.kind == TokenKind::Word)
        && reader.lexicon.figures.is(reader.word(start - 1), Around::Head)
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

/// Whether the sentence has its capitals for names alone: few of its longer words have one.
pub(super) fn is_running(reader: &Reader) -> bool {
    let long = || reader.tokens.iter().take(24).filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
    long().filter(|t| t.capital()).count() * 2 <= long().count()
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
