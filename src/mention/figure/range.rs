//! Ranges: "10-15 km", "8- to 16-metre", "between $5 and $7 million", "from 10 to 15", "5 or 6".

use super::amount::{self, Amount};
use super::hedge::{self, Hedged};
use super::numeral::Form;
use crate::lexicon::Around;
use crate::mention::TokenKind;
use crate::mention::scan::Reader;
use crate::value::{Hedge, Number, Written};

/// How far before "from" a word of change stands at most.
const CHANGE: usize = 40;

/// How far before "by" a word of change stands at most: "cut the interim dividend of its shares by".
const CHANGE_BY: usize = 10;

/// How the two ends of a range are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Dash,
    To,
    And,
    Or,
}

/// The range that starts with `first`, as one amount; the token where its words start ("between").
pub(super) fn join(reader: &Reader, first: &Amount) -> Option<Amount> {
    if !is_end(first) {
        return None;
    }
    let words = &reader.lexicon.figures;
    let opener = first.start.checked_sub(1).map(|before| reader.word(before));
    let opens = |around| opener.is_some_and(|word| words.is(word, around));
    let between = opens(Around::Between);
    let from = opens(Around::From);
    let echoed = !between && echoes_between(reader, first.start);
    let (link, at) = link(reader, first.next, between || echoed, from)?;
    if !between && !from && is_year_of_change(reader, first) {
        return None;
    }
    let hedged = skip_hedge(reader, at);
    // "Four – almost 20% – said so" has two figures, "2 - ~7 grams" one.
    let worded = reader.token(at).is_some_and(|token| token.kind == TokenKind::Word);
    if link == Link::Dash && hedged > at && worded {
        return None;
    }
    let second = amount::read(reader, hedged).filter(is_end)?;
    if link == Link::To && is_change_from(reader, first) {
        return None;
    }
    let joined = spread(reader, first, &second, link)?;
    if link == Link::To && is_change_and_level(reader, first, &joined) {
        return None;
    }
    if echoed && link == Link::And && !reader.is(joined.next, ")") {
        return None;
    }
    let start = if between || (from && link != Link::Or) { first.start - 1 } else { first.start };
    Some(Amount { start, ..joined })
}

/// Whether a bracket opens before `at` right after "between … and …", which it gives anew: "between 2 and 3 feet (0.6 and 0.9
/// metres)".
fn echoes_between(reader: &Reader, at: usize) -> bool {
    /// The range before the bracket takes so many tokens at most.
    const LONGEST: usize = 14;
    let Some(bracket) = at.checked_sub(1).filter(|bracket| reader.is(*bracket, "(")) else { return false };
    let words = &reader.lexicon.figures;
    let mut before = (bracket.saturating_sub(LONGEST)..bracket).rev();
    before.by_ref().any(|at| words.is(reader.word(at), Around::And))
        && before.take_while(|at| !reader.is(*at, ")")).any(|at| words.is(reader.word(at), Around::Between))
}

/// "from 1,200 in 2001 to 2,100": the year belongs to the figure before it.
fn is_year_of_change(reader: &Reader, first: &Amount) -> bool {
    let year = |n: Number| n.is_integer() && n >= Number::integer(1800) && n <= Number::integer(2100);
    first.unit.is_none()
        && first.form == Form::Plain
        && first.bare_end == first.start + 1
        && first.start > 0
        && reader.str(first.start).len() == 4
        && reader.lexicon.figures.is(reader.word(first.start - 1), Around::BeforeYear)
        && first.number().is_some_and(year)
}

fn is_end(amount: &Amount) -> bool {
    !amount.written.range && !matches!(amount.form, Form::Ordinal | Form::Vague)
}

/// What joins the two ends, and the token after it.
fn link(reader: &Reader, at: usize, between: bool, from: bool) -> Option<(Link, usize)> {
    let words = &reader.lexicon.figures;
    let is = |at: usize, around| words.is(reader.word(at), around);
    // "8- to 16-metre", "14-to-16 billion"
    if reader.is_hyphen(at) && !reader.spaced(at) && (is(at + 1, Around::To) || is(at + 1, Around::Or)) {
        let joined = reader.is_hyphen(at + 2) && !reader.spaced(at + 2);
        return Some((Link::To, at + 2 + usize::from(joined)));
    }
    if is(at, Around::To) {
        return (!between || reader.is_digits(at + 1)).then_some((Link::To, at + 1));
    }
    if is(at, Around::And) {
        return (between || from).then_some((Link::And, at + 1));
    }
    if is(at, Around::Or) {
        return Some((Link::Or, at + 1));
    }
    if is(at, Around::Dash) {
        let spaced = (reader.spaced(at), reader.spaced(at + 1));
        let even = spaced.0 == spaced.1 || reader.is_hyphen(at);
        return even.then_some((Link::Dash, at + 1));
    }
    None
}

/// "between 5 and about 7": the second end's own hedge is passed over.
fn skip_hedge(reader: &Reader, at: usize) -> usize {
    for skip in 1..=2 {
        let number = at + skip;
        let hedged = hedge::before(reader, number, number);
        if hedged.start == at && matches!(hedged.hedge, Hedge::About | Hedge::Nearly | Hedge::JustOver) {
            return number;
        }
    }
    at
}

/// Whether a word of change stands at most `reach` tokens before `at`.
pub(super) fn is_change(reader: &Reader, at: usize, reach: usize) -> bool {
    (at.saturating_sub(reach)..at).any(|at| reader.lexicon.figures.is(reader.word(at), Around::Change))
}

/// "Rose from 40 to 60", "fell from an average of $1,320 to $940": two levels, not the ends of one.
fn is_change_from(reader: &Reader, first: &Amount) -> bool {
    let led = hedge::before(reader, first.start, first.start).start;
    let is_from = |at: &usize| reader.lexicon.figures.is(reader.word(*at), Around::From);
    let from = [led, first.start].into_iter().filter_map(|at| at.checked_sub(1)).find(is_from);
    from.is_some_and(|from| is_change(reader, from, CHANGE))
}

/// "Rose by $5m to $25m", "grew by a fifth to 4.9 million": by how much, and to what. What may be either ("will rise by 5% to
/// 10%") is a range where its ends are near one another or share a unit ("by 2 to 7 degrees"), and no "from" tells of the
/// level before.
fn is_change_and_level(reader: &Reader, first: &Amount, joined: &Amount) -> bool {
    let led = hedge::before(reader, first.start, first.start).start;
    let Some(leader) = led.checked_sub(1) else { return false };
    if !reader.is(leader, "by") {
        return is_change(reader, led, 1) && is_from_level(reader, joined);
    }
    let ends = joined.written.low.zip(joined.written.high);
    let near = ends.is_some_and(|(low, high)| are_near(low, high));
    let either = near || first.unit.is_none() && joined.unit.is_some();
    first.form == Form::Fraction
        || is_change(reader, leader, CHANGE_BY) && (!either || is_from_level(reader, joined))
}

/// Whether the upper end of a range is at most three times the lower one.
fn are_near(low: Number, high: Number) -> bool {
    low.times(Number::integer(3)).is_some_and(|most| high <= most)
}

/// "… from $15m": the level before a change, in the unit of the figures before it, and no year.
fn is_from_level(reader: &Reader, joined: &Amount) -> bool {
    reader.lexicon.figures.is(reader.word(joined.end), Around::From)
        && amount::read(reader, joined.end + 1)
            .is_some_and(|level| level.unit == joined.unit && !super::is_year(reader, &level))
}

/// The two ends as one amount, the unit and the magnitude of either spread to the other.
fn spread(reader: &Reader, first: &Amount, second: &Amount, link: Link) -> Option<Amount> {
    let (mut low, mut high) = (first.number()?, second.number()?);
    let unit = match (first.unit, second.unit) {
        (Some(a), Some(b)) if a == b => Some(a),
        (None, unit) => unit,
        (Some(a), None) if first.prefixed => Some(a),
        (Some(a), Some(b)) if first.prefixed && second.prefixed => return (a == b).then_some(*first),
        _ => return None,
    };
    // "$5 to 7 people": a unit before the first alone is the other's too only where it is followed by nothing.
    let shared = unit != first.unit || first.prefixed || unit.is_none();
    let thousands = shares_thousands(reader, first, second, link);
    let scale = if thousands { 3 } else { second.scale };
    if first.scale == 0 && scale > 0 && shared {
        let power = Number::power_of_ten(scale.into())?;
        if low < high.over(power)? {
            low = low.times(power)?;
        }
    }
    // "Minus 20 to minus 25", the further from zero the colder.
    if high < low && low.is_negative() && matches!(link, Link::To | Link::And) {
        (low, high) = (high, low);
    }
    let ascending = low < high || (link == Link::And && low <= high);
    if !ascending || !plausible(reader, first, second, link, low, high) {
        return None;
    }
    let step = match (thousands, second.scale) {
        (true, _) => first.written.step.times(Number::integer(1000))?.min(second.written.step),
        (false, 0) => first.written.step.min(second.written.step),
        (false, _) => second.written.step,
    };
    let round = first.written.round && second.written.round;
    let written = Written { low: Some(low), high: Some(high), range: true, step, round, hedge: Hedge::None };
    let form = if first.form == second.form { first.form } else { Form::Digits };
    Some(Amount {
        written,
        unit,
        form,
        role: second.role.or(first.role),
        scale: second.scale,
        start: first.start,
        prefixed: first.prefixed,
        ..*second
    })
}

/// "more than 10 but less than 40": two bounds of one figure as a range, and the token after it.
pub(super) fn both_bounds(reader: &Reader, first: &Amount, hedged: &Hedged) -> Option<(Amount, usize)> {
    let side = |hedge: Hedge| match hedge {
        Hedge::AtLeast | Hedge::MoreThan => Some(true),
        Hedge::AtMost | Hedge::LessThan => Some(false),
        _ => None,
    };
    let is_low = side(hedged.hedge)?;
    let comma = usize::from(reader.is(hedged.end, ","));
    let words = &reader.lexicon.figures;
    let link = words.is(reader.word(hedged.end + comma), Around::And) || reader.is(hedged.end + comma, "but");
    if comma == 0 && !link {
        return None;
    }
    let from = hedged.end + comma + usize::from(link);
    let second = (from + 1..from + 8).find_map(|at| {
        let bound = hedge::before(reader, at, at);
        let other = side(bound.hedge).filter(|other| bound.start == from && *other != is_low);
        other.and_then(|_| amount::read(reader, at)).filter(is_end)
    })?;
    let (low, high) = if is_low { (first, &second) } else { (&second, first) };
    if low.number()? >= high.number()? || (first.unit.is_some() && first.unit != second.unit) {
        return None;
    }
    let written = Written { low: low.written.low, high: high.written.high, range: true, ..second.written };
    let both = Amount { start: first.start, written, ..second };
    Some((both, second.end))
}

/// "3-6,000 feet": the thousands of the second end are the first one's too. "2-300,000" may be anything.
fn shares_thousands(reader: &Reader, first: &Amount, second: &Amount, link: Link) -> bool {
    let bare = |amount: &Amount| amount.form == Form::Plain || amount.form == Form::Digits;
    let digits = first.start + usize::from(first.prefixed);
    let alone = first.bare_end == digits + 1 && reader.is_digits(digits);
    let thousands =
        second.bare_end > 2 && reader.is(second.bare_end - 1, "000") && reader.is(second.bare_end - 2, ",");
    let near = || {
        let (low, high) = (first.number()?, second.number()?);
        let low = low.times(Number::integer(1000))?;
        Some(low < high && high <= low.times(Number::integer(10))?)
    };
    link == Link::Dash && alone && thousands && bare(first) && bare(second) && near().unwrap_or(false)
}

/// "5 or 6" are near one another; "3-1" and "2012-13" are no ranges of ours.
fn plausible(
    reader: &Reader,
    first: &Amount,
    second: &Amount,
    link: Link,
    low: Number,
    high: Number,
) -> bool {
    match link {
        Link::Or => {
            are_near(low, high)
                && (first.unit.is_none() || first.unit == second.unit)
                && first.form != Form::Fraction
        }
        Link::Dash => {
            let next_dash = reader.lexicon.figures.is(reader.word(second.end), Around::Dash)
                && reader.is_joined_digits(second.end + 1);
            let before_dash = first.start > 0
                && !reader.spaced(first.start)
                && !reader.is(first.start - 1, "~")
                && reader.lexicon.figures.is(reader.word(first.start - 1), Around::Dash);
            !next_dash
                && !before_dash
                && !is_score(reader, first, second)
                && first
                    .written
                    .low
                    .is_some_and(|n| !n.is_negative() || first.unit.is_some() || second.unit.is_some())
        }
        Link::To => second.form != Form::Fraction || first.form == Form::Fraction,
        Link::And => true,
    }
}

/// "lost 1-3", "a 4-5 vote": small numbers with nothing after them near a word of games.
fn is_score(reader: &Reader, first: &Amount, second: &Amount) -> bool {
    if second.unit.is_some() || second.form != Form::Plain || first.form != Form::Plain {
        return false;
    }
    let counted = reader.token(second.end).is_some_and(|t| t.kind == TokenKind::Word)
        && super::count::is_plural(reader, second.end);
    let around = first.start.saturating_sub(8)..(second.end + 6).min(reader.len());
    !counted && around.into_iter().any(|at| reader.lexicon.figures.is(reader.word(at), Around::Contest))
}
