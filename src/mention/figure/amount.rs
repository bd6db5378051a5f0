//! One amount: a numeral with its unit, a sum of money with its sign, "a mile", "5 foot 7".

use super::numeral::{self, Form, Numeral};
use super::{age, money, unit};
use crate::lexicon::{NumberWord, UnitRole, WordId};
use crate::mention::scan::Reader;
use crate::value::{Number, UnitId, Written};

/// A numeral with what it is of, before ranges and hedges.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    /// The first token.
    pub start: usize,
    /// The token after the number and its unit.
    pub end: usize,
    /// The token after the words of a rate ("a gallon"); `end` where there are none.
    pub next: usize,
    /// The token after the number alone.
    pub bare_end: usize,
    /// The figure.
    pub written: Written,
    /// What kind of numeral it is.
    pub form: Form,
    /// The power of ten written after the number ("million"), which a range shares.
    pub scale: u8,
    /// The unit.
    pub unit: Option<UnitId>,
    /// What kind of unit.
    pub role: Option<UnitRole>,
    /// What the amount is per.
    pub per: Option<WordId>,
    /// Whether the unit stands before the number ("$5").
    pub prefixed: bool,
}

impl Amount {
    pub(super) fn of(numeral: Numeral, start: usize) -> Self {
        Amount {
            start,
            end: numeral.next,
            next: numeral.next,
            bare_end: numeral.next,
            written: numeral.written,
            form: numeral.form,
            scale: numeral.scale,
            unit: None,
            role: None,
            per: None,
            prefixed: false,
        }
    }

    pub(super) fn with_unit(mut self, found: &unit::Found) -> Self {
        self.unit = Some(found.unit);
        self.role = Some(found.role);
        self.written = self.written.times_ten_to(found.power).unwrap_or(self.written);
        self.end = found.next;
        self.next = found.next;
        self
    }

    /// The number, where it is a single one.
    pub(super) fn number(&self) -> Option<Number> {
        self.written.single()
    }
}

/// The amount that starts at `at`.
pub(super) fn read(reader: &Reader, at: usize) -> Option<Amount> {
    read_joined(reader, at, true)
}

/// The same; where `and` is false, "and" ends the number.
pub(super) fn read_joined(reader: &Reader, at: usize, and: bool) -> Option<Amount> {
    if let Some(money) = money::prefixed(reader, at) {
        return Some(money);
    }
    let numeral = if and { numeral::read_share(reader, at) } else { numeral::read_joined(reader, at, false) };
    if let Some(numeral) = numeral {
        let amount = Amount::of(unit::letter_scaled(reader, numeral), at);
        return Some(measured(reader, with_tolerance(reader, amount)));
    }
    one_of_unit(reader, at)
}

/// "2,000.45 ± 0.01 pounds", "9.8 +/- 0.1": the tolerance belongs to the figure before it, and is how exact it is.
fn with_tolerance(reader: &Reader, amount: Amount) -> Amount {
    let at = amount.bare_end;
    let ascii = reader.is(at, "+") && reader.is(at + 1, "/") && reader.is(at + 2, "-");
    let from = match () {
        () if reader.is(at, "\u{b1}") => at + 1,
        () if ascii => at + 3,
        () => return amount,
    };
    let tolerance = numeral::read_joined(reader, from, false).filter(|_| reader.is_digits(from));
    let step = tolerance.and_then(|t| Some((t.number()?.times(Number::integer(2))?, t.next)));
    match step.filter(|(step, _)| !step.is_negative() && *step != Number::ZERO) {
        Some((step, next)) if matches!(amount.form, Form::Plain | Form::Digits) => {
            let written = Written { step: step.max(amount.written.step), round: false, ..amount.written };
            Amount { written, form: Form::Digits, end: next, next, bare_end: next, ..amount }
        }
        _ => amount,
    }
}

/// `amount` with the unit that follows it, further parts of a compound, and what it is per.
fn measured(reader: &Reader, amount: Amount) -> Amount {
    if matches!(amount.form, Form::Ordinal) {
        return tenth_of(reader, &amount).unwrap_or(amount);
    }
    if let Some(found) = age::after(reader, &amount) {
        return amount.with_unit(&found);
    }
    let Some(found) = unit::suffix(reader, &amount) else { return degrees_below(reader, amount) };
    let amount = amount.with_unit(&found);
    let amount = match found.role {
        UnitRole::Measure => compound(reader, amount),
        UnitRole::Money | UnitRole::MoneyAfter => {
            money::with_hundredths(reader, money::magnified(reader, amount))
        }
        UnitRole::Hundredth => amount,
    };
    unit::per(reader, below_zero(reader, amount))
}

/// "tenth of a gallon".
fn tenth_of(reader: &Reader, ordinal: &Amount) -> Option<Amount> {
    let of = reader.lexicon.numerals.role(reader.word(ordinal.end)) == NumberWord::Of;
    let denominator = ordinal.number().filter(|n| of && *n > Number::integer(2))?;
    let written = Written {
        step: Number::ratio(1, 20)?,
        round: false,
        ..Written::exact(Number::ONE.over(denominator)?)
    };
    let part = Amount { written, form: Form::Fraction, ..*ordinal };
    Some(part.with_unit(&unit::suffix(reader, &part)?))
}

/// "a mile", "an acre", "a dollar": one of it.
fn one_of_unit(reader: &Reader, at: usize) -> Option<Amount> {
    if reader.lexicon.numerals.role(reader.word(at)) != NumberWord::Article || reader.is_hyphen(at + 1) {
        return None;
    }
    let numeral =
        numeral::Numeral { written: Written::exact(Number::ONE), form: Form::Words, scale: 0, next: at + 1 };
    let amount = Amount::of(numeral, at);
    let found = unit::after_article(reader, at + 1)?;
    if reader.is_hyphen(found.next) && !reader.spaced(found.next) {
        return None;
    }
    let amount = amount.with_unit(&found);
    Some(match found.role {
        UnitRole::Measure => compound(reader, amount),
        _ => money::with_hundredths(reader, amount),
    })
}

/// Adds the smaller parts that follow: "7 feet and 10 inches", "5ft 7", "2 km 300 m".
fn compound(reader: &Reader, amount: Amount) -> Amount {
    let mut sum = amount;
    while let Some(more) = next_part(reader, &sum) {
        sum = more;
    }
    sum
}

fn next_part(reader: &Reader, amount: &Amount) -> Option<Amount> {
    let unit = amount.unit?;
    let words = &reader.lexicon.unit_words;
    let smaller = words.next_smaller(unit)?;
    let at = amount.end;
    let joined = reader.lexicon.numerals.role(reader.word(at)) == NumberWord::And || reader.is(at, ",");
    let from = at + usize::from(joined) + usize::from(!joined && reader.is_hyphen(at));
    let numeral = numeral::read_joined(reader, from, false)?;
    if numeral.form == Form::Ordinal || numeral.scale > 0 || numeral.number()?.is_negative() {
        return None;
    }
    let part = Amount::of(numeral, from);
    let (part, unit_of_part) = match unit::suffix(reader, &part) {
        Some(found) if words.compounds(unit, found.unit) => (part.with_unit(&found), found.unit),
        Some(found) if joined && found.unit != unit && amount.start == 0 && found.next == reader.len() => {
            // "1 metre and 1 foot" as a line of its own is one length.
            return in_first_unit(reader, amount, part.with_unit(&found));
        }
        Some(_) => return None,
        None => {
            // "5 foot 7", "12 stone 5": the unit is understood.
            let small = numeral.whole().is_some_and(|n| (0..14).contains(&n));
            let hyphened = from > at && reader.is_hyphen(at);
            let counted = !hyphened && super::count::is_plural(reader, part.end);
            if joined || !small || counted || !understood(reader, unit) {
                return None;
            }
            (part, smaller)
        }
    };
    let units = &reader.lexicon.units;
    let larger = units.convert_difference(amount.number()?, unit, unit_of_part)?;
    let ratio = units.convert_difference(Number::ONE, unit, unit_of_part)?;
    if part.number()? >= ratio && joined && part.number()? > Number::integer(12) {
        return None;
    }
    let sum = larger.plus(part.number()?)?;
    // "5 ft 10 in" is exact to the inch.
    let counted = part.number()? < Number::integer(100);
    let step = if counted { part.written.step.min(Number::ONE) } else { part.written.step };
    let written = Written { step, round: false, ..Written::exact(sum) };
    Some(Amount { end: part.end, next: part.end, written, unit: Some(unit_of_part), ..*amount })
}

/// The sum of two measures of one dimension in the unit of the first.
fn in_first_unit(reader: &Reader, first: &Amount, second: Amount) -> Option<Amount> {
    let units = &reader.lexicon.units;
    let (unit, other) = (first.unit?, second.unit?);
    if units.unit(unit).dimension != units.unit(other).dimension {
        return None;
    }
    let sum = first.number()?.plus(units.convert_difference(second.number()?, other, unit)?)?;
    Some(Amount { end: second.end, next: second.end, written: Written::exact(sum), ..*first })
}

/// Feet and stone are given with a bare number of inches and pounds.
fn understood(reader: &Reader, unit: UnitId) -> bool {
    matches!(&*reader.lexicon.units.unit(unit).id, "foot" | "stone")
}

/// The coldest day, in degrees below zero, that a bare number tells of.
const COLDEST: i128 = 100;

/// "20 below zero": the degrees are understood.
fn degrees_below(reader: &Reader, amount: Amount) -> Amount {
    let small = amount.form == Form::Plain || amount.form == Form::Words;
    let small = small && amount.number().is_some_and(|n| n <= Number::integer(COLDEST));
    match super::below_zero(reader, amount).filter(|_| small) {
        Some(below) => Amount { unit: reader.lexicon.units.find("degree"), ..below },
        None => amount,
    }
}

/// "2 degrees below zero".
fn below_zero(reader: &Reader, amount: Amount) -> Amount {
    let temperature = amount.unit.is_some_and(|unit| {
        reader.lexicon.units.dimension_name(reader.lexicon.units.unit(unit).dimension) == "temperature"
    });
    if temperature { super::below_zero(reader, amount).unwrap_or(amount) } else { amount }
}
