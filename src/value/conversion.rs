//! Whether one quantity is another in other units ("1,000 kilometers (620 miles)").
//!
//! A conversion holds when either side, converted, rounds to the other at its printed precision. The
//! first figure is usually the source and the second derived from it, so a coarse first figure
//! excuses less than a coarse second one. Each benefit of the doubt below comes from correct
//! conversions in print: agencies round to 5, 10 or 100; a temperature may be a difference; gallons
//! and tons are of several kinds; a bracket may hold a bound ("1 metre (more than 3 feet)").

use super::{Hedge, Number, UnitId, UnitTable, Written};

/// What a conversion came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// Some reading of the two figures fits.
    Holds,
    /// None does; the first figure in the second one's unit.
    Broken {
        /// The first figure, converted exactly.
        expected: Number,
    },
    /// The units do not convert, or a range stands against a single figure.
    Undecided,
}

/// How far a derived figure with trailing zeros may be from the exact one: "300 km (200 miles)".
const COARSE: (i128, i128) = (10, 100);
/// The same at an end of a range: "20 to 100 kilometres (10 to 60 miles)".
const COARSE_END: (i128, i128) = (20, 100);
/// How far the source may be from the derived figure when its own trailing zeros are the excuse.
const COARSE_SOURCE: (i128, i128) = (6, 100);
/// How far a derived figure that was rounded to a multiple of five may be: "45 mph (75 kph)", "10 miles (15 km)", "25-30 km (15-20 miles)".
const FIVES: (i128, i128) = (8, 100);
/// How far such a source may be.
const FIVES_SOURCE: (i128, i128) = (4, 100);
/// How far a derived figure may be whose decimals were cut off instead of rounded: "53F (11C)".
const CUT: (i128, i128) = (6, 100);
/// How far a source may be whose decimals were cut off, as where a yard-long course is given in metres first: "377-metre
/// (413-yard)".
const CUT_SOURCE: (i128, i128) = (1, 100);
/// How far two figures may be of which each is rounded a little: "27.26 tonnes (30.04 tons)", "123 km (77 miles)".
const BOTH: (i128, i128) = (5, 100);
/// How far a precise figure may be because of its factor: "452.02 hectares/1,116.94 acres" is at 2.471.
const FACTOR: (i128, i128) = (1, 10_000);
/// How far two figures may be of which each is as rough as its last digits let it be.
const ROUGH: (i128, i128) = (15, 100);
/// How far a figure may be that is said to be approximate.
const HEDGED: (i128, i128) = (5, 100);
/// The same of a half, a quarter or another part of one.
const HEDGED_PART: (i128, i128) = (1, 8);
/// How far beyond the bound of the source the derived figure may lie: "more than 30 miles (52 kilometres)".
const EXCEEDING: (i128, i128) = (10, 100);
/// The same of a figure that is said to be about right, or a bound: "over 100 million kilograms (or roughly 250 million pounds)".
const EXCEEDING_ABOUT: (i128, i128) = (15, 100);
/// How far beyond a bound a figure may lie: "1 metre (more than 3 feet)".
const BEYOND: (i128, i128) = (25, 100);
/// The same of a half, a quarter or another part of one: "5 grams, or less than a quarter-ounce".
const BEYOND_PART: (i128, i128) = (50, 100);

/// What a figure is: a state, or how far two states lie apart. They differ for temperatures alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// Whichever of the two fits.
    Either,
    /// A difference: "warming of 2°C (3.6°F)".
    Difference,
}

/// Judges whether `derived` can be `source` in another unit.
pub fn judge(
    source: (&Written, UnitId),
    derived: (&Written, UnitId),
    meant: Meant,
    units: &UnitTable,
) -> Conversion {
    let mut broken = None;
    for from in units.readings(source.1) {
        for to in units.readings(derived.1) {
            match judge_units((source.0, from), (derived.0, to), meant, units) {
                Conversion::Holds => return Conversion::Holds,
                Conversion::Broken { expected } => broken = broken.or(Some(expected)),
                Conversion::Undecided => {}
            }
        }
    }
    if meant == Meant::Either
        && explains_unit((source.0, source.1), (derived.0, derived.1), units) == Some(true)
    {
        return Conversion::Holds;
    }
    broken.map_or(Conversion::Undecided, |expected| Conversion::Broken { expected })
}

/// Whether both figures may be rough values of one that lies between them: "8 miles (12 km)", "155 miles (245 km)",
/// "2,500 km (1,500 miles)". A writer who has one of the two before him is wrong; one who rounds both from a third is not.
/// `None` where the units do not convert, or a range stands against a single figure.
pub fn is_rough(source: (&Written, UnitId), derived: (&Written, UnitId), units: &UnitTable) -> Option<bool> {
    let mut any = None;
    for from in units.readings(source.1) {
        for to in units.readings(derived.1) {
            if let Some(is_rough) = is_rough_in((source.0, from), (derived.0, to), units) {
                any = Some(any == Some(true) || is_rough);
            }
        }
    }
    any
}

fn is_rough_in(
    (a, from): (&Written, UnitId),
    (b, to): (&Written, UnitId),
    units: &UnitTable,
) -> Option<bool> {
    ends(a, b)?.into_iter().flatten().try_fold(true, |all, (x, y)| {
        let there = units.convert(x, from, to)?;
        let (rough_x, rough_y) = (roughness(&end(a, x)?, x)?, roughness(&end(b, y)?, y)?);
        let open = rough_y.plus(units.convert_difference(rough_x, from, to)?.abs())?;
        let away = there.minus(y)?.abs();
        Some(all && away <= open && away <= there.abs().times(Number::ratio(ROUGH.0, ROUGH.1)?)?)
    })
}

/// How far off `n`, a number of `figure`, may be at most as it is printed: by half of its last digit that is no zero or stands
/// behind the point, or by half of five of them where that is a five.
fn roughness(figure: &Written, n: Number) -> Option<Number> {
    let last = Number::power_of_ten(n.last_digit()?)?;
    let place = if figure.step < Number::ONE { figure.step } else { last };
    let is_five = n.over(place.times(Number::integer(5))?)?.is_integer();
    place.times(Number::ratio(if is_five { 5 } else { 1 }, 2)?)
}

/// The ends of both figures, each with the other's.
fn ends(a: &Written, b: &Written) -> Option<[Option<(Number, Number)>; 2]> {
    match (a.range, b.range) {
        (false, false) => Some([a.low.zip(b.low), None]),
        (true, true) => Some([a.low.zip(b.low), a.high.zip(b.high)]),
        _ => None,
    }
}

/// "21,003,000 cwt (100 lb)": after a large amount the bracket may say what one of its unit is.
fn explains_unit(a: (&Written, UnitId), b: (&Written, UnitId), units: &UnitTable) -> Option<bool> {
    let (amount, said) = (a.0.single()?, b.0.single()?);
    let one = units.convert(Number::ONE, a.1, b.1)?;
    let half = b.0.step.times(Number::ratio(1, 2)?)?;
    Some(amount >= Number::integer(1000) && said >= Number::ONE && said.minus(one)?.abs() <= half)
}

fn judge_units(
    (a, from): (&Written, UnitId),
    (b, to): (&Written, UnitId),
    meant: Meant,
    units: &UnitTable,
) -> Conversion {
    let Some(ends) = ends(a, b) else { return Conversion::Undecided };
    let absolute = |n, from, to| units.convert(n, from, to);
    let difference = |n, from, to| units.convert_difference(n, from, to);
    let holds = |convert: &dyn Fn(Number, UnitId, UnitId) -> Option<Number>| {
        ends.iter().flatten().try_fold(true, |all, (x, y)| {
            let there = convert(*x, from, to)?;
            let back = convert(*y, to, from)?;
            Some(all && fits(&end(a, *x)?, *x, back, &end(b, *y)?, *y, there)?)
        })
    };
    let Some((x, _)) = ends[0] else { return Conversion::Undecided };
    let (meant_so, or_so, expected) = match meant {
        Meant::Either => (holds(&absolute), holds(&difference), absolute(x, from, to)),
        Meant::Difference => (holds(&difference), None, difference(x, from, to)),
    };
    match (meant_so, or_so, expected) {
        (None, _, _) | (_, _, None) => Conversion::Undecided,
        (Some(true), _, _) | (_, Some(true), _) => Conversion::Holds,
        (_, _, Some(expected)) => Conversion::Broken { expected },
    }
}

/// The end `n` of a range as a figure that is rounded for itself: "0.93 to 1.9 miles", "1,210 to 2,600 km/h".
fn end(figure: &Written, n: Number) -> Option<Written> {
    if !figure.range {
        return Some(*figure);
    }
    let own = Number::power_of_ten(n.last_digit().unwrap_or(0))?;
    let step = own.max(figure.step);
    Some(Written { step, round: figure.round || step > Number::ONE, ..*figure })
}

/// Whether `x` (the source, `there` in the other unit) and `y` (`back` in the source's unit) fit.
/// `None` on overflow.
fn fits(a: &Written, x: Number, back: Number, b: &Written, y: Number, there: Number) -> Option<bool> {
    // "A quarter-ounce", "half a mile": there is no rounder word nearby.
    let is_part =
        !b.round && y.abs() < Number::ONE && Number::ONE.over(y.abs()).is_some_and(Number::is_integer);
    if is_bound(b.hedge) && !is_bound(a.hedge) {
        return within_bound(b.hedge, there, y, if is_part { BEYOND_PART } else { BEYOND });
    }
    let forward = there.minus(y)?.abs();
    let backward = back.minus(x)?.abs();
    let half = |step: Number| step.times(Number::ratio(1, 2)?);
    let share = |(part, whole), of: Number| of.abs().times(Number::ratio(part, whole)?);
    if forward <= share(FACTOR, there)? {
        return Some(true);
    }
    // Zeros after three digits and more are of a million as well: "30.04 million".
    let is_coarse = |figure: &Written, n: Number| {
        figure.round && figure.step.times(Number::integer(100)).is_none_or(|least| least > n.abs())
    };
    let is_cut = !is_coarse(b, y) && forward < b.step && y.abs() < there.abs();
    if is_cut && forward <= share(CUT, there)? {
        return Some(true);
    }
    let is_cut_source = !is_coarse(a, x) && backward < a.step && x.abs() < back.abs();
    if is_cut_source && backward <= share(CUT_SOURCE, back)? {
        return Some(true);
    }
    let coarse = if b.range { COARSE_END } else { COARSE };
    if forward <= half(b.step)? && (!b.round || forward <= share(coarse, there)?) {
        return Some(true);
    }
    if backward <= half(a.step)? && (!a.round || backward <= share(COARSE_SOURCE, back)?) {
        return Some(true);
    }
    if !is_coarse(a, x) && !is_coarse(b, y) && !x.is_zero() {
        // What the rounding of each leaves open may meet.
        let open = half(b.step)?.plus(half(a.step)?.times(there.over(x)?.abs())?)?;
        if forward <= open && forward <= share(BOTH, there)? {
            return Some(true);
        }
    }
    // The bracket may tell how far beyond its bound the thing lies: "more than 4,400 metres (14,600 feet)".
    let is_beyond = match a.hedge {
        Hedge::MoreThan | Hedge::AtLeast | Hedge::JustOver => y > there,
        Hedge::LessThan | Hedge::AtMost | Hedge::Nearly => y < there,
        _ => false,
    };
    // Two bounds of one direction hold however far they lie apart, but are meant to be one.
    let is_loose = b.hedge == Hedge::About || is_bound(b.hedge);
    let exceeding = if is_loose { EXCEEDING_ABOUT } else { EXCEEDING };
    if is_beyond && forward <= share(exceeding, there)? {
        return Some(true);
    }
    // "More than 25,000 km (15,000 miles)": the bound is rounded down, as bounds are.
    let is_floor = matches!(a.hedge, Hedge::MoreThan | Hedge::AtLeast) && b.round && y < there;
    if is_floor && forward <= share(HEDGED, there)? {
        return Some(true);
    }
    if is_rounded_to_five(b, y, forward, there, FIVES)?
        || is_rounded_to_five(a, x, backward, back, FIVES_SOURCE)?
    {
        return Some(true);
    }
    let hedged =
        [a.hedge, b.hedge].iter().any(|h| matches!(h, Hedge::About | Hedge::Nearly | Hedge::JustOver));
    // "About 60 feet (17 metres)" rounds to ten, "1 million miles (about 1.5 million km)" to a million.
    let is_rough = a.round && [a.hedge, b.hedge].contains(&Hedge::About) && backward <= half(a.step)?;
    let most = if is_part || is_rough { HEDGED_PART } else { HEDGED };
    Some(hedged && forward <= share(most, there)?)
}

/// Whether `printed`, a number of `figure`, is a multiple of five of its last place to which `exact`, `away` from it, rounds.
/// Storm advisories round both of their scales so. A zero behind the point says that it is more precise: "1.50".
fn is_rounded_to_five(
    figure: &Written,
    printed: Number,
    away: Number,
    exact: Number,
    most: (i128, i128),
) -> Option<bool> {
    let place = last_place(printed)?;
    let five = place.times(Number::integer(5))?;
    Some(
        printed.over(five)?.is_integer()
            && figure.step >= place
            && printed.abs() >= place.times(Number::integer(15))?
            && away <= five.times(Number::ratio(1, 2)?)?
            && away <= exact.abs().times(Number::ratio(most.0, most.1)?)?,
    )
}

/// One unit of the last decimal place of a number as written without trailing zeros: 1 for 75, 0.1
/// for 2.5; never more than 1.
fn last_place(n: Number) -> Option<Number> {
    Number::power_of_ten(n.last_digit().unwrap_or(0).min(0))
}

const fn is_bound(hedge: Hedge) -> bool {
    matches!(hedge, Hedge::AtLeast | Hedge::MoreThan | Hedge::AtMost | Hedge::LessThan)
}

fn within_bound(hedge: Hedge, exact: Number, bound: Number, beyond: (i128, i128)) -> Option<bool> {
    let slack = bound.abs().times(Number::ratio(beyond.0, beyond.1)?)?;
    let rounding = bound.abs().times(Number::ratio(HEDGED.0, HEDGED.1)?)?;
    let over = exact.minus(bound)?;
    Some(match hedge {
        Hedge::AtLeast | Hedge::MoreThan => over >= rounding.negated() && over <= slack,
        _ => over <= rounding && over >= slack.negated(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Unit;

    fn table() -> UnitTable {
        let mut units = UnitTable::default();
        let mut add = |dimension: &str, id: &str, factor: &str, offset: &str| {
            let dimension = units.add_dimension(dimension);
            let unit = Unit {
                id: id.into(),
                plural: id.into(),
                dimension,
                factor: Some(factor.parse().unwrap()),
                offset: offset.parse().unwrap(),
                inverse: false,
                alternatives: Vec::new(),
            };
            units.add(unit)
        };
        add("length", "m", "1", "0");
        add("length", "km", "1000", "0");
        add("length", "mile", "1609.344", "0");
        add("length", "ft", "0.3048", "0");
        add("speed", "mph", "0.44704", "0");
        add("speed", "kph", "5/18", "0");
        add("speed", "knot", "463/900", "0");
        add("mass", "t", "1000", "0");
        add("mass", "lb", "0.45359237", "0");
        add("temperature", "c", "1", "273.15");
        add("temperature", "f", "5/9", "45967/180");
        let imperial = add("volume", "gal-imp", "0.00454609", "0");
        add("volume", "l", "0.001", "0");
        let volume = units.add_dimension("volume");
        let mut gallon = Unit {
            id: "gal".into(),
            plural: "gal".into(),
            dimension: volume,
            factor: Some("0.003785411784".parse().unwrap()),
            offset: Number::ZERO,
            inverse: false,
            alternatives: Vec::new(),
        };
        gallon.alternatives.push(imperial);
        units.add(gallon);
        units
    }

    /// Judges "1000 km = 620 mile"; a word before a figure is its hedge, a dash makes a range.
    fn says(text: &str) -> Conversion {
        means(text, Meant::Either)
    }

    fn means(text: &str, meant: Meant) -> Conversion {
        let units = table();
        let (a, b) = sides(text, &units);
        judge((&a.0, a.1), (&b.0, b.1), meant, &units)
    }

    fn sides(text: &str, units: &UnitTable) -> ((Written, UnitId), (Written, UnitId)) {
        let side = |text: &str| {
            let mut words: Vec<&str> = text.split_whitespace().collect();
            let unit = units.find(words.pop().unwrap()).unwrap();
            let figure = words.pop().unwrap();
            let (low, high) = figure.split_once('-').unwrap_or((figure, figure));
            let mut written = Written::exact(high.parse().unwrap());
            written.low = Some(low.parse().unwrap());
            written.range = low != high;
            written.hedge = match words.pop() {
                Some("about") => Hedge::About,
                Some("over") => Hedge::MoreThan,
                _ => Hedge::None,
            };
            (written, unit)
        };
        let (a, b) = text.split_once(" = ").unwrap();
        (side(a), side(b))
    }

    #[test]
    fn what_is_rounded_in_print_holds() {
        for text in [
            "1000 km = 620 mile",
            "1300 km = 800 mile",
            "300 km = 200 mile",
            "30 ft = 10 m",
            "10 m = 30 ft",
            "377 m = 1238 ft",
            "5 mile = 8 km",
            "1 m = 3 ft",
            "6 ft = 2 m",
            "45 mph = 75 kph",
            "15 mph = 25 kph",
            "10 mile = 15 km",
            "100 ft = 30 m",
            "20 mile = 30 km",
            "2 c = 3.6 f",
            "123 km = 77 mile",
            "over 4400 m = 14600 ft",
            "25-30 km = 15-20 mile",
            "100.4 f = 38 c",
            "32 f = 0 c",
            "19 c = 66 f",
            "51-53 f = 10-11 c",
            "1 m = over 3 ft",
            "10 gal = 38 l",
            "10 gal = 45 l",
            "about 60 km = 36 mile",
            "1 mile = 1.6 km",
            "21000 km = 1000 m",
        ] {
            assert_eq!(says(text), Conversion::Holds, "{text}");
        }
    }

    #[test]
    fn a_difference_of_temperatures_has_no_zero_of_its_own() {
        assert_eq!(means("2 c = 3.6 f", Meant::Difference), Conversion::Holds);
        assert_eq!(means("10 km = 6 mile", Meant::Difference), Conversion::Holds);
        let expected = "3.6".parse().unwrap();
        assert_eq!(means("2 c = 35.6 f", Meant::Difference), Conversion::Broken { expected });
        assert_eq!(says("2 c = 35.6 f"), Conversion::Holds);
    }

    #[test]
    fn slips_are_broken_and_say_what_was_expected() {
        for text in [
            "1000 km = 520 mile",
            "2329 m = 7847 ft",
            "56 knot = 66 mph",
            "1 t = 1100 lb",
            "30 km = 21 mile",
            "19 c = 76 f",
            "1300 km = 520 mile",
            "10 gal = 60 l",
            "1 m = over 9 ft",
            "620 mile = 1500 km",
        ] {
            assert!(matches!(says(text), Conversion::Broken { .. }), "{text}");
        }
        let Conversion::Broken { expected } = says("1000 km = 520 mile") else { panic!("holds") };
        assert_eq!(expected.to_string(), "621.37");
    }

    #[test]
    fn slips_that_rounding_may_explain_are_rough() {
        let is_rough = |text: &str| {
            let units = table();
            let (a, b) = sides(text, &units);
            super::is_rough((&a.0, a.1), (&b.0, b.1), &units)
        };
        for text in [
            "8 mile = 12 km",
            "155 mile = 245 km",
            "2500 km = 1500 mile",
            "1390 m = 4500 ft",
            "15-20 km = 10-12 mile",
            "120 km = 80 mile",
        ] {
            assert_eq!(is_rough(text), Some(true), "{text}");
        }
        for text in
            ["1000 km = 520 mile", "2329 m = 7847 ft", "1 t = 1100 lb", "19 c = 76 f", "620 mile = 1500 km"]
        {
            assert_eq!(is_rough(text), Some(false), "{text}");
        }
        assert_eq!(is_rough("10-12 km = 7 mile"), None);
    }

    #[test]
    fn what_does_not_convert_is_undecided() {
        assert_eq!(says("10 km = 5 lb"), Conversion::Undecided);
        assert_eq!(says("10-12 km = 7 mile"), Conversion::Undecided);
    }
}
