//! Functions of figures and of lists of them.

use super::super::figures::{
    about, compared, convert, converted, exchange, extreme, figure, in_unit_of, is_multiple, pair, percent,
    quotient, ratio, restated, roughly_converts, usual_rate,
};
use super::super::slip;
use super::super::types::Type;
use super::super::value::{Figure, Value};
use super::{BOOL, Function, NUMBER, PERCENT, Parameter as P, SAME, TEXT, function, list};
use crate::value::conversion::Meant;
use crate::value::{Interval, Number, UnitTable};

pub(super) static FUNCTIONS: &[Function] = &[
    function!(
        "converts",
        "converts(a, b)",
        "whether `b` is `a` in another unit, as rounded as either is written",
        [P::Figure, P::Figure],
        BOOL,
        |a, units| convert(a, Meant::Either, units)
    ),
    function!(
        "roughly_converts",
        "roughly_converts(a, b)",
        "whether both may be rough values of one that lies between them, each to its last figure that is no zero, or to fives",
        [P::Figure, P::Figure],
        BOOL,
        roughly_converts
    ),
    function!(
        "converted",
        "converted(a, b)",
        "`a` in the unit of `b`",
        [P::Figure, P::Figure],
        |kinds, _| kinds[1].clone(),
        |a, units| converted(a, units, UnitTable::convert)
    ),
    function!(
        "misnamed",
        "misnamed(x, y)",
        "the number of `x` with the unit of `y`, whatever that of `x` is",
        [P::Figure, P::Figure],
        |kinds, _| kinds[1].clone(),
        |a, _| {
            let unit = figure(a, 1)?.unit;
            Some(Value::Figure(Figure { unit, ..figure(a, 0)? }))
        }
    ),
    function!(
        "converts_difference",
        "converts_difference(a, b)",
        "whether `b` is `a` in another unit where both tell how far two temperatures lie apart",
        [P::Figure, P::Figure],
        BOOL,
        |a, units| convert(a, Meant::Difference, units)
    ),
    function!(
        "converted_difference",
        "converted_difference(a, b)",
        "`a`, which tells how far two temperatures lie apart, in the unit of `b`",
        [P::Figure, P::Figure],
        |kinds, _| kinds[1].clone(),
        |a, units| converted(a, units, UnitTable::convert_difference)
    ),
    function!(
        "as_printed",
        "as_printed(x)",
        "a figure's number as it is written, without what rounding allows",
        [P::Figure],
        SAME,
        |a, _| {
            let figure = figure(a, 0)?;
            let n = figure.written?.single()?;
            Some(Value::Figure(Figure { allows: Interval::exactly(n), ..figure }))
        }
    ),
    function!(
        "percent_change",
        "percent_change(from, to)",
        "the change from one figure to another in per cent",
        [P::Figure, P::Figure],
        PERCENT,
        |a, units| {
            let ratio = quotient(&[a[0].clone().map(compared), a[1].clone().map(compared)], 1, 0, units)?;
            percent(ratio.shift(Number::integer(-1))?, units)
        }
    ),
    function!(
        "percent_of",
        "percent_of(part, whole)",
        "how many per cent one figure is of another",
        [P::Figure, P::Figure],
        PERCENT,
        |a, units| percent(quotient(a, 0, 1, units)?, units)
    ),
    function!(
        "rate",
        "rate(a, b)",
        "how many of `a` there are for one of `b`, whatever their units",
        [P::Figure, P::Figure],
        NUMBER,
        |a, _| Some(Value::number(figure(a, 0)?.allows.over(figure(a, 1)?.allows)?))
    ),
    function!(
        "ratio",
        "ratio(a, b)",
        "how many times the lesser of two figures the greater one is, both as they are written, whatever their units",
        [P::Figure, P::Figure],
        NUMBER,
        |a, _| ratio(a)
    ),
    function!(
        "is_multiple",
        "is_multiple(x, n)",
        "whether a rate or ratio is the multiple `n`, which words tell loosely: 16 per cent off, and three beyond what a hedge allows (\"more than doubled\")",
        [P::Figure, P::Figure],
        BOOL,
        |a, _| is_multiple(a)
    ),
    function!(
        "pair",
        "pair(a, b)",
        "the units of two figures as words, the same in whichever order the figures stand",
        [P::Figure, P::Figure],
        TEXT,
        pair
    ),
    function!(
        "exchange",
        "exchange(a, b)",
        "the rate that two figures imply, the same way round in whichever order they stand",
        [P::Figure, P::Figure],
        NUMBER,
        exchange
    ),
    function!(
        "usual_rate",
        "usual_rate(a, b, at)",
        "how many of `b`'s currency one of `a`'s bought from twelve months before `at` to the month after, or ever where `at` is unknown; of the currencies that \"dollar\" may mean, those that come nearest",
        [P::Figure, P::Figure, P::Days],
        NUMBER,
        usual_rate
    ),
    function!(
        "restated",
        "restated(x, as, words)",
        "`words`, which say `as`, with the number of `x` in place of theirs, rounded alike",
        [P::Figure, P::Figure, P::Text],
        TEXT,
        |a, _| restated(a)
    ),
    function!("sum", "sum(list)", "the sum of a list of figures", [P::Figures], element, |a, units| {
        let figures = list(a, 0)?;
        let mut total: Option<Figure> = None;
        for value in figures {
            let Value::Figure(next) = value else { return None };
            total = Some(match total {
                None => *next,
                Some(sum) => {
                    let next = in_unit_of(*next, sum, units)?;
                    Figure { allows: sum.allows.plus(next)?, unit: sum.unit, written: None }
                }
            });
        }
        total.map(Value::Figure)
    }),
    function!(
        "adds_up",
        "adds_up(list, total)",
        "whether neighbours in a list of figures, two or more, add up to the total",
        [P::Figures, P::Figure],
        BOOL,
        |a, units| Some(Value::Bool(adds_up(list(a, 0)?, figure(a, 1)?, units)?))
    ),
    function!(
        "among",
        "among(x, list)",
        "whether one of a list of figures can be the same number as `x`",
        [P::Figure, P::Figures],
        BOOL,
        |a, _| {
            let allows = figure(a, 0)?.allows;
            let is_same = |value: &Value| matches!(value, Value::Figure(one) if one.allows.meets(allows));
            Some(Value::Bool(list(a, 1)?.iter().any(is_same)))
        }
    ),
    function!("count", "count(list)", "how many elements a list has", [P::List], NUMBER, |a, _| Some(
        Value::number(Interval::exactly(Number::integer(list(a, 0)?.len() as i128)))
    )),
    Function {
        takes_many: true,
        ..function!("min", "min(a, b, …)", "the least figure", [P::Figure], SAME, |a, units| extreme(
            a, units, false
        ))
    },
    Function {
        takes_many: true,
        ..function!("max", "max(a, b, …)", "the greatest figure", [P::Figure], SAME, |a, units| extreme(
            a, units, true
        ))
    },
    function!("abs", "abs(x)", "a figure without its sign", [P::Figure], SAME, |a, _| {
        let figure = figure(a, 0)?;
        let allows = match (figure.allows.low().number(), figure.allows.high().number()) {
            (Some(low), _) if !low.is_negative() => figure.allows,
            (_, Some(high)) if high.is_negative() => figure.allows.negated(),
            (Some(low), Some(high)) => Interval::between(Number::ZERO, low.abs().max(high)),
            _ => Interval::at_least(Number::ZERO),
        };
        Some(Value::Figure(Figure { allows, written: None, ..figure }))
    }),
    function!("round", "round(x)", "a figure rounded to a whole number", [P::Figure], SAME, |a, _| {
        let figure = figure(a, 0)?;
        let round = |n: Number| n.round_to(Number::ONE);
        let (low, high) = (figure.allows.low().number()?, figure.allows.high().number()?);
        let allows = Interval::between(round(low)?, round(high)?);
        Some(Value::Figure(Figure { allows, written: None, ..figure }))
    }),
    function!(
        "about",
        "about(x, percent)",
        "a figure with so many per cent of slack on either side",
        [P::Figure, P::Figure],
        SAME,
        |a, _| about(a)
    ),
    function!("points", "points(x)", "a percentage as a plain number", [P::Figure], NUMBER, |a, _| Some(
        Value::number(figure(a, 0)?.allows)
    )),
    function!("number", "number(x)", "a figure without its unit", [P::Figure], NUMBER, |a, _| Some(
        Value::Figure(Figure { unit: None, ..figure(a, 0)? })
    )),
    function!(
        "digits",
        "digits(x)",
        "how many digits of a figure carry meaning as it is written: 3 in 1,350, 2 in 7.2 million",
        [P::Figure],
        NUMBER,
        |a, _| {
            let digits = figure(a, 0)?.written?.single()?.significant_digits();
            Some(Value::number(Interval::exactly(Number::integer(digits as i128))))
        }
    ),
    function!(
        "near_miss",
        "near_miss(a, b)",
        "whether two figures differ by one slip: a digit changed, dropped or doubled, two swapped, a thousandfold",
        [P::Figure, P::Figure],
        BOOL,
        |a, _| {
            let (a, b) = (figure(a, 0)?, figure(a, 1)?);
            let (one, other) = (a.written?.single()?, b.written?.single()?);
            (a.unit == b.unit).then(|| Value::Bool(slip::slip(one, other).is_some()))
        }
    ),
    function!(
        "slip",
        "slip(a, b)",
        "the one slip by which two figures differ: \"changed\", \"dropped\", \"swapped\" or \"scale\"",
        [P::Figure, P::Figure],
        TEXT,
        |a, _| {
            let (a, b) = (figure(a, 0)?, figure(a, 1)?);
            let (one, other) = (a.written?.single()?, b.written?.single()?);
            Some(Value::Text(slip::slip(one, other).filter(|_| a.unit == b.unit)?.name().into()))
        }
    ),
];

/// Whether the figures from one of `parts` to another add up to `total`.
fn adds_up(parts: &[Value], total: Figure, units: &UnitTable) -> Option<bool> {
    for from in 0..parts.len() {
        let mut sum: Option<Interval> = None;
        for part in &parts[from..] {
            let Value::Figure(part) = part else { return None };
            let part = in_unit_of(*part, total, units)?;
            match sum {
                None => sum = Some(part),
                Some(before) => {
                    let with = before.plus(part)?;
                    if with.meets(total.allows) {
                        return Some(true);
                    }
                    sum = Some(with);
                }
            }
        }
    }
    Some(false)
}

fn element(kinds: &[Type], _: &UnitTable) -> Type {
    match &kinds[0] {
        Type::List(inner) => (**inner).clone(),
        other => other.clone(),
    }
}
