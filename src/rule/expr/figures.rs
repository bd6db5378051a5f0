//! What the functions of the assertion language compute with figures.

use super::value::{Figure, Value};
use crate::value::conversion::{self, Conversion, Meant};
use crate::value::{Hedge, Interval, Number, UnitId, UnitTable};
use chrono::{Datelike, NaiveDate};

/// The values of a call's arguments; `None` where one is not known.
type Arguments<'a, 'v> = &'a [Option<Value<'v>>];

pub(super) fn figure(arguments: Arguments, at: usize) -> Option<Figure> {
    match arguments[at].as_ref()? {
        Value::Figure(figure) => Some(*figure),
        _ => None,
    }
}

fn words<'a>(arguments: &'a [Option<Value>], at: usize) -> Option<&'a str> {
    match arguments[at].as_ref()? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// What `figure` allows, in the unit of `wanted`.
pub(super) fn in_unit_of(figure: Figure, wanted: Figure, units: &UnitTable) -> Option<Interval> {
    match (figure.unit, wanted.unit) {
        (None, None) => Some(figure.allows),
        (Some(from), Some(to)) => units.convert_interval(figure.allows, from, to),
        _ => None,
    }
}

/// One argument over another, in one unit. A figure without unit takes the other's ("from 3 to 5 million
/// dollars").
pub(super) fn quotient(
    arguments: Arguments,
    top: usize,
    bottom: usize,
    units: &UnitTable,
) -> Option<Interval> {
    let (a, b) = (figure(arguments, top)?, figure(arguments, bottom)?);
    let a = if a.unit.is_some() && b.unit.is_some() { in_unit_of(a, b, units)? } else { a.allows };
    a.over(b.allows)
}

/// How far a round figure may be off that stands beside another one for comparison: who writes "from 400 to 450" does not
/// mean 350.
const COMPARED: i128 = 8;

/// A figure that is compared with another one, as precise as such figures are.
pub(super) fn compared(value: Value) -> Value {
    let Value::Figure(figure) = value else { return value };
    let near = |n: Number| {
        let slack = n.abs().times(Number::ratio(COMPARED, 100)?)?;
        figure.allows.intersection(Interval::between(n.minus(slack)?, n.plus(slack)?))
    };
    let exact = figure.written.filter(|written| written.round && written.hedge == Hedge::None);
    match exact.and_then(|written| written.single()).and_then(near) {
        Some(allows) => Value::Figure(Figure { allows, ..figure }),
        None => Value::Figure(figure),
    }
}

pub(super) fn percent(ratio: Interval, units: &UnitTable) -> Option<Value<'static>> {
    let allows = ratio.scale(Number::integer(100))?;
    Some(Value::Figure(Figure { allows, unit: units.find("percent"), written: None }))
}

pub(super) fn extreme(arguments: Arguments, units: &UnitTable, greatest: bool) -> Option<Value<'static>> {
    let mut best = figure(arguments, 0)?;
    for at in 1..arguments.len() {
        let next = figure(arguments, at)?;
        let allows = in_unit_of(next, best, units)?;
        let replaces = if greatest { best.allows.all_below(allows) } else { allows.all_below(best.allows) };
        if replaces {
            best = next;
        } else if allows.meets(best.allows) {
            best = Figure { allows: allows.hull(best.allows), unit: best.unit, written: None };
        }
    }
    Some(Value::Figure(best))
}

/// `x` with so many per cent of slack at each end that it has.
pub(super) fn about(arguments: Arguments) -> Option<Value<'static>> {
    let (figure, slack) = (figure(arguments, 0)?, figure(arguments, 1)?.allows.single()?);
    let wide = |n: Number| n.abs().times(slack)?.over(Number::integer(100));
    let widened = |interval: Interval, by: Number| interval.shift(by);
    let (low, high) = (figure.allows.low(), figure.allows.high());
    let down = match low.number() {
        Some(n) => widened(figure.allows, wide(n)?.negated())?.low(),
        None => low,
    };
    let up = match high.number() {
        Some(n) => widened(figure.allows, wide(n)?)?.high(),
        None => high,
    };
    Some(Value::Figure(Figure { allows: Interval::new(down, up)?, ..figure }))
}

/// How many times the lesser of two figures the greater one is, both as they are written.
pub(super) fn ratio(arguments: Arguments) -> Option<Value<'static>> {
    let printed = |at| figure(arguments, at)?.written?.single().filter(|n| !n.is_negative());
    let (a, b) = (printed(0)?, printed(1)?);
    Some(Value::number(Interval::exactly(a.max(b).over(a.min(b))?)))
}

/// Whether `x` is the multiple `n`: one without a hedge is told loosely, and one with it is held to what the hedge allows.
pub(super) fn is_multiple(arguments: Arguments) -> Option<Value<'static>> {
    const LOOSE: i128 = 16;
    const HEDGED: i128 = 3;
    let (x, n) = (figure(arguments, 0)?, figure(arguments, 1)?);
    let is_hedged = n.written.is_some_and(|written| written.hedge != Hedge::None);
    let slack = Value::number(Interval::exactly(Number::integer(if is_hedged { HEDGED } else { LOOSE })));
    let Some(Value::Figure(told)) = about(&[Some(Value::Figure(n)), Some(slack)]) else { return None };
    Some(Value::Bool(x.allows.meets(told.allows)))
}

pub(super) fn convert(arguments: Arguments, meant: Meant, units: &UnitTable) -> Option<Value<'static>> {
    let (a, b) = (figure(arguments, 0)?, figure(arguments, 1)?);
    match conversion::judge((&a.written?, a.unit?), (&b.written?, b.unit?), meant, units) {
        Conversion::Holds => Some(Value::Bool(true)),
        Conversion::Broken { .. } => Some(Value::Bool(false)),
        Conversion::Undecided => None,
    }
}

pub(super) fn roughly_converts(arguments: Arguments, units: &UnitTable) -> Option<Value<'static>> {
    let (a, b) = (figure(arguments, 0)?, figure(arguments, 1)?);
    conversion::is_rough((&a.written?, a.unit?), (&b.written?, b.unit?), units).map(Value::Bool)
}

/// The first figure in the unit of the second, as `convert` has it from unit to unit.
pub(super) fn converted(
    arguments: Arguments,
    units: &UnitTable,
    convert: impl Fn(&UnitTable, Number, UnitId, UnitId) -> Option<Number>,
) -> Option<Value<'static>> {
    let (from, to) = (figure(arguments, 0)?, figure(arguments, 1)?);
    let (written, unit) = (from.written?, to.unit?);
    // A bare degree has no zero of its own, but what it may mean has one.
    let convert = |n: Number| {
        units
            .readings(from.unit?)
            .filter(|other| *other != unit)
            .find_map(|other| convert(units, n, other, unit))
    };
    let allows = Interval::between(convert(written.low?)?, convert(written.high?)?);
    Some(Value::Figure(Figure { allows, unit: to.unit, written: None }))
}

/// The names of two units, in one order whichever stands first.
pub(super) fn pair(arguments: Arguments, units: &UnitTable) -> Option<Value<'static>> {
    let (a, b) = ordered(arguments, units)?;
    let id = |figure: Figure| Some(&*units.unit(figure.unit?).id);
    Some(Value::Text(format!("{} in one {}", units.unit(b.unit?).plural, id(a)?).into()))
}

/// How many of the second unit of [`pair`] one of the first is.
pub(super) fn exchange(arguments: Arguments, units: &UnitTable) -> Option<Value<'static>> {
    let (a, b) = ordered(arguments, units)?;
    Some(Value::number(b.allows.over(a.allows)?))
}

/// The two figures of different units, in the order of the units' names.
fn ordered(arguments: Arguments, units: &UnitTable) -> Option<(Figure, Figure)> {
    let (a, b) = (figure(arguments, 0)?, figure(arguments, 1)?);
    let (of_a, of_b) = (&units.unit(a.unit?).id, &units.unit(b.unit?).id);
    if of_a == of_b {
        return None;
    }
    Some(if of_a < of_b { (a, b) } else { (b, a) })
}

/// Currencies of one name that are less than so many times dearer than another are not told apart: the rupees of India and Pakistan.
const ALIKE: Number = Number::integer(4);

/// What one of the first argument's currency bought of the second's in the years of the third, or ever; where a name is that of
/// several currencies, of that which comes nearest to what the two figures imply, and those of like worth.
pub(super) fn usual_rate(arguments: Arguments, units: &UnitTable) -> Option<Value<'static>> {
    let (a, b) = (figure(arguments, 0)?, figure(arguments, 1)?);
    let month = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
    let months = match &arguments[2] {
        Some(Value::Days(period, None)) => {
            period.from().zip(period.to()).map(|(from, to)| month(from)..=month(to))
        }
        _ => None,
    };
    // A bound says little of the rate that is meant.
    let printed = |figure: Figure| {
        figure.written.and_then(|written| written.single()).map_or(figure.allows, Interval::exactly)
    };
    let implied = printed(b).over(printed(a));
    let rates: Vec<Interval> = units.usual_rates(a.unit?, b.unit?, months.as_ref()).collect();
    let nearest = *rates.iter().min_by_key(|usual| implied.and_then(|implied| apart(**usual, implied)))?;
    let is_like = |usual: &Interval| apart(*usual, nearest).is_some_and(|times| times <= ALIKE);
    rates.into_iter().filter(is_like).reduce(Interval::hull).map(Value::number)
}

/// How many times as large as the other the one of two intervals is that lies above it, at the ends that are nearest; one where they
/// meet. `None` where an end is open.
fn apart(a: Interval, b: Interval) -> Option<Number> {
    let (below, above) = if a.all_below(b) { (a, b) } else { (b, a) };
    if a.meets(b) { Some(Number::ONE) } else { above.low().number()?.over(below.high().number()?) }
}

/// The words of the second argument, which are the third, with the number of the first in place of theirs,
/// rounded as it is: "520 miles" for 621.37 is "621 miles". `None` where the number is not in plain digits.
pub(super) fn restated(arguments: Arguments) -> Option<Value<'static>> {
    let (right, printed) = (figure(arguments, 0)?.allows.single()?, figure(arguments, 1)?.written?);
    let words = words(arguments, 2)?;
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let inside = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let end = words[start..].find(|c| !inside(c)).map_or(words.len(), |length| start + length);
    let digits = words[start..end].trim_end_matches(['.', ',']);
    let old: Number = digits.replace(',', "").parse().ok()?;
    let rest = &words[start + digits.len()..];
    if printed.single()? != old || rest.contains(|c: char| c.is_ascii_digit()) || right.is_negative() {
        return None;
    }
    let step = if printed.round { Number::ONE } else { printed.step };
    let rounded = right.round_to(step)?;
    if rounded.is_zero() {
        return None;
    }
    let digits = match digits.contains(',') || rounded < Number::integer(10_000) {
        true if digits.contains(',') || rounded < Number::integer(1000) => rounded.to_string(),
        _ => rounded.to_decimal_string(),
    };
    Some(Value::Text(format!("{}{digits}{rest}", &words[..start]).into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Written;

    fn fix(right: &str, printed: &str, words: &str) -> Option<String> {
        let plain = |n: &str| Figure::plain(Interval::exactly(n.parse().unwrap()));
        let written = Figure { written: Some(Written::exact(printed.parse().unwrap())), ..plain(printed) };
        let arguments = [
            Some(Value::Figure(plain(right))),
            Some(Value::Figure(written)),
            Some(Value::Text(words.into())),
        ];
        match restated(&arguments)? {
            Value::Text(text) => Some(text.into_owned()),
            _ => None,
        }
    }

    #[test]
    fn restates_a_figure_in_its_own_words() {
        assert_eq!(fix("621.3712", "520", "520 miles").as_deref(), Some("621 miles"));
        assert_eq!(fix("7641.07", "7847", "7,847ft").as_deref(), Some("7,641ft"));
        assert_eq!(fix("1.8288", "1.2", "1.2-metre").as_deref(), Some("1.8-metre"));
    }

    #[test]
    fn leaves_words_alone_that_are_not_one_number_in_digits() {
        assert_eq!(fix("3200000", "2000000", "two million tonnes"), None);
        assert_eq!(fix("3200000", "2000000", "2 million tonnes"), None);
        assert_eq!(fix("67", "62", "5ft 2in"), None);
    }
}
