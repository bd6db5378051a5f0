//! A second look at figures that are read: later items of a list take the noun of the first ("17
//! drones over Crimea, 16 over Rostov and four over Saratov"), and a number that was part of a name
//! stays one ("a Boeing 737", "the new 737").

use crate::lexicon::{Around, NumberWord};
use crate::mention::scan::Reader;
use crate::mention::{Figure, Kind, Mention, Noun, Value};
use crate::value::{Number, Written};

/// Gives the figures from `first` on that have no noun the noun of the count before them, where they
/// stand in a list with it.
pub(crate) fn join(reader: &Reader, mentions: &mut [Mention], first: usize) {
    let mut shared: Option<Noun> = None;
    for mention in &mut mentions[first..] {
        let Value::Figure(figure) = &mut mention.value else { continue };
        if mention.inner {
            continue;
        }
        match (mention.kind, figure.noun) {
            (Kind::Count, Some(noun)) => shared = Some(noun),
            (Kind::Number, None) if figure.unit.is_none() && is_listed(reader, mention.extent.start) => {
                if let Some(noun) = shared {
                    figure.noun = Some(noun);
                    mention.kind = Kind::Count;
                }
            }
            _ => {}
        }
    }
    share_units(reader, &mut mentions[first..]);
    share_magnitudes(reader, &mut mentions[first..]);
}

/// "$28.4/£23.5 billion", "from $4.3 to $11.4 trillion", "from 15 to 30 million tonnes": of two figures the magnitude of the
/// second is that of the first.
fn share_magnitudes(reader: &Reader, mentions: &mut [Mention]) {
    for second in 1..mentions.len() {
        let [before, after] = &mut mentions[second - 1..=second] else { continue };
        let between = token_at(reader, before.span.end);
        if token_at(reader, after.span.start) != between + 1 {
            continue;
        }
        let money = before.kind == Kind::Money && after.kind == Kind::Money;
        let rest = matches!(before.kind, Kind::Number | Kind::Count)
            && matches!(after.kind, Kind::Number | Kind::Count | Kind::Quantity);
        let slash = money && reader.joined_mark(between, '/');
        let start = token_at(reader, before.extent.start);
        let is = |at: usize, around| reader.lexicon.figures.is(reader.word(at), around);
        let span = (money || rest) && is(between, Around::To) && start > 0 && is(start - 1, Around::From);
        if !slash && !span {
            continue;
        }
        if let (Value::Figure(bare), Value::Figure(scaled)) = (&mut before.value, &after.value)
            && (slash || bare.unit.is_none() || bare.unit == scaled.unit)
            && let Some(written) = magnified_like(&bare.written, &scaled.written)
        {
            bare.written = written;
            if span && bare.unit.is_none() && scaled.unit.is_some() {
                bare.unit = scaled.unit;
                before.kind = after.kind;
            }
        }
    }
}

/// `bare`, below a thousand, in the millions or billions of `scaled`, where it is then about as much.
fn magnified_like(bare: &Written, scaled: &Written) -> Option<Written> {
    let (one, other) = (bare.single()?, scaled.single()?);
    if one >= Number::integer(1000) {
        return None;
    }
    [6, 9, 12].into_iter().find_map(|exponent| {
        let written = bare.times_ten_to(exponent)?;
        let ratio = written.single()?.over(other)?;
        (ratio >= Number::ratio(1, 5)? && ratio <= Number::integer(5)).then_some(written)
    })
}

/// More items than this in a row share no unit.
const MOST_ITEMS: usize = 8;

/// "45 and 50 mg", "runs of 10, 20 and 30 km", "105 by 68 metres": the unit of the last of a list is that of the bare
/// figures before it, where nothing but commas and the last "and" or "or" stand between, or "by" between sides.
fn share_units(reader: &Reader, mentions: &mut [Mention]) {
    for last in 1..mentions.len() {
        let Value::Figure(Figure { unit: Some(unit), .. }) = mentions[last].value else { continue };
        if mentions[last].kind != Kind::Quantity || mentions[last].inner {
            continue;
        }
        let whole = matches!(&mentions[last].value, Value::Figure(figure) if is_whole(figure));
        let mut next = last;
        for at in (last.saturating_sub(MOST_ITEMS)..last).rev() {
            // "210-250 lbs 49.50-50.25 and 250-260 lbs" is a table of weights and prices.
            let after_quantity = at > 0
                && mentions[at - 1].kind == Kind::Quantity
                && token_at(reader, mentions[at - 1].span.end) == token_at(reader, mentions[at].span.start);
            let joined = !after_quantity
                && joins(reader, mentions[at].span.end, mentions[next].span.start, next == last);
            let Value::Figure(figure) = &mut mentions[at].value else { break };
            let bare = mentions[at].kind == Kind::Number && figure.unit.is_none() && figure.noun.is_none();
            if !bare
                || whole && !is_whole(figure)
                || mentions[at].inner
                || !joined
                || !reader.is_digits(token_at(reader, mentions[at].span.start))
            {
                break;
            }
            figure.unit = Some(unit);
            mentions[at].kind = Kind::Quantity;
            next = at;
        }
    }
}

fn is_whole(figure: &Figure) -> bool {
    [figure.written.low, figure.written.high].into_iter().flatten().all(Number::is_integer)
}

/// Whether a comma alone, or for the last two items "and" or "or", stands between two bytes of the text.
fn joins(reader: &Reader, from: u32, to: u32, is_last: bool) -> bool {
    let first = token_at(reader, from);
    let between = token_at(reader, to).saturating_sub(first);
    let conjunction = |at: usize| {
        let words = &reader.lexicon.figures;
        words.is(reader.word(at), Around::And) || words.is(reader.word(at), Around::Or)
    };
    let by = |at: usize| matches!(reader.str(at), "by" | "x" | "×");
    match between {
        1 if by(first) => true,
        3 if by(first + 1) => reader.is_hyphen(first) && reader.is_hyphen(first + 2),
        1 if is_last => conjunction(first),
        1 => reader.is(first, ","),
        2 => is_last && reader.is(first, ",") && conjunction(first + 1),
        _ => false,
    }
}

fn token_at(reader: &Reader, byte: u32) -> usize {
    reader.tokens.partition_point(|token| token.span.start < byte)
}

/// Whether "and", a comma, "including" or "of whom" stands before the token that starts at byte `start`,
/// and words that are no noun after it.
fn is_listed(reader: &Reader, start: u32) -> bool {
    let at = reader.tokens.partition_point(|token| token.span.start < start);
    let Some(before) = at.checked_sub(1) else { return false };
    let and = reader.lexicon.numerals.role(reader.word(before)) == NumberWord::And;
    and || [",", ";", ":", "including", "whom", "which", "with"].iter().any(|word| reader.is(before, word))
}

/// More names than this with digits are remembered of no article.
const MOST_NAMES: usize = 16;

/// Makes labels of numbers of three digits and more that were part of a name before or after in the
/// article: "the 737-800" beside "Boeing 737".
pub(crate) fn remember_names(text: &str, mentions: &mut [Mention]) {
    let mut names: Vec<&str> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.kind == Kind::Label) {
        let label = &text[mention.span.range()];
        let digits = leading_digits(label.trim_start_matches(|c: char| !c.is_ascii_digit()));
        let several = label.strip_prefix(digits).is_some_and(|rest| rest == "s");
        let named = several || (label.starts_with(char::is_alphabetic) && label.contains(' '));
        if named && digits.len() > 2 && names.len() < MOST_NAMES && !names.contains(&digits) {
            names.push(digits);
        }
    }
    if names.is_empty() {
        return;
    }
    for mention in mentions.iter_mut().filter(|m| matches!(m.kind, Kind::Number | Kind::Count)) {
        let written = &text[mention.span.range()];
        let digits = leading_digits(written);
        let rest = &written[digits.len()..];
        if names.contains(&digits) && (rest.is_empty() || rest.starts_with('-')) {
            mention.kind = Kind::Label;
            mention.extent = mention.span;
            mention.value = Value::Words;
        }
    }
}

fn leading_digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}
