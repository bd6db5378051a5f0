//! Units of measurement, as the lexicon gives them: a dimension, a factor to its base unit, an offset
//! for temperatures. Currencies are units of the dimension `money` that do not convert.

use super::exchange::{ExchangeRates, Month};
use super::{Interval, Number};
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// A kind of quantity (`length`, `mass`, `money`): an index into the table's dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dimension(pub u8);

/// A unit: an index into the [`UnitTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u16);

/// One unit of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its name in rules and output, singular: `kilometre`.
    pub id: Box<str>,
    /// The plural that messages use: `kilometres`.
    pub plural: Box<str>,
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units one of it is (1609.344 for a mile in metres); `None` where units of one
    /// dimension do not convert (currencies).
    pub factor: Option<Number>,
    /// What zero of this unit is in base units (273.15 for Celsius in kelvin).
    pub offset: Number,
    /// Whether more of it is less: base units are `factor` divided by the value (litres per 100 km).
    pub inverse: bool,
    /// What its name may also mean: the imperial gallon, the long and the metric ton.
    pub alternatives: Vec<UnitId>,
}

/// All units and dimensions of the lexicon.
#[derive(Debug, Clone, Default)]
pub struct UnitTable {
    dimensions: Vec<Box<str>>,
    units: Vec<Unit>,
    rates: LazyRates,
}

/// What currencies were worth, read when first asked for: most articles convert no money.
#[derive(Debug, Clone, Default)]
struct LazyRates {
    read: OnceLock<ExchangeRates>,
    reader: Option<fn(&UnitTable) -> ExchangeRates>,
}

impl UnitTable {
    /// The dimension called `name`, added when it is new. At most 255.
    pub fn add_dimension(&mut self, name: &str) -> Dimension {
        self.dimension(name).unwrap_or_else(|| {
            self.dimensions.push(name.into());
            Dimension((self.dimensions.len() - 1).min(255) as u8)
        })
    }

    /// Adds a unit.
    pub fn add(&mut self, unit: Unit) -> UnitId {
        self.units.push(unit);
        UnitId((self.units.len() - 1) as u16)
    }

    /// Says what else the name of `unit` may mean.
    pub fn set_alternatives(&mut self, unit: UnitId, alternatives: Vec<UnitId>) {
        self.units[unit.0 as usize].alternatives = alternatives;
    }

    /// Says that more of `unit` is less.
    pub fn set_inverse(&mut self, unit: UnitId) {
        self.units[unit.0 as usize].inverse = true;
    }

    /// The dimension called `name`.
    pub fn dimension(&self, name: &str) -> Option<Dimension> {
        self.dimensions.iter().position(|d| &**d == name).map(|at| Dimension(at as u8))
    }

    /// The name of a dimension.
    pub fn dimension_name(&self, dimension: Dimension) -> &str {
        &self.dimensions[dimension.0 as usize]
    }

    /// All dimensions, in the order of the lexicon.
    pub fn dimensions(&self) -> impl Iterator<Item = (Dimension, &str)> {
        self.dimensions.iter().enumerate().map(|(at, name)| (Dimension(at as u8), &**name))
    }

    /// The unit called `id`.
    pub fn find(&self, id: &str) -> Option<UnitId> {
        self.units.iter().position(|u| &*u.id == id).map(|at| UnitId(at as u16))
    }

    /// All units, in the order of the lexicon.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        self.units.iter().enumerate().map(|(at, unit)| (UnitId(at as u16), unit))
    }

    /// A unit.
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.units[id.0 as usize]
    }

    /// The unit and all that its name may also mean.
    pub fn readings(&self, id: UnitId) -> impl Iterator<Item = UnitId> + '_ {
        std::iter::once(id).chain(self.unit(id).alternatives.iter().copied())
    }

    /// `value` in unit `from`, in unit `to`; `None` when the two do not convert or on overflow.
    pub fn convert(&self, value: Number, from: UnitId, to: UnitId) -> Option<Number> {
        if from == to {
            return Some(value);
        }
        let (a, b) = (self.unit(from), self.unit(to));
        if a.dimension != b.dimension {
            return None;
        }
        let base = match a.inverse {
            true => a.factor?.over(value)?,
            false => value.times(a.factor?)?.plus(a.offset)?,
        };
        match b.inverse {
            true => b.factor?.over(base),
            false => base.minus(b.offset)?.over(b.factor?),
        }
    }

    /// A difference of `value` in unit `from`, in unit `to`: without the offsets of temperatures.
    pub fn convert_difference(&self, value: Number, from: UnitId, to: UnitId) -> Option<Number> {
        let (a, b) = (self.unit(from), self.unit(to));
        if a.dimension != b.dimension {
            return None;
        }
        if a.inverse || b.inverse {
            return self.convert(value, from, to);
        }
        value.times(a.factor?)?.over(b.factor?)
    }

    /// Says what currencies were worth: `reader` is asked for it once, when the first sum of money is converted.
    pub fn set_rates(&mut self, reader: fn(&UnitTable) -> ExchangeRates) {
        self.rates = LazyRates { read: OnceLock::new(), reader: Some(reader) };
    }

    /// How many of `to` one of `from` bought around `months` ([`ExchangeRates::between`]): once for each currency that a
    /// name of several ("rupee") may mean.
    pub fn usual_rates<'a>(
        &'a self,
        from: UnitId,
        to: UnitId,
        months: Option<&'a RangeInclusive<Month>>,
    ) -> impl Iterator<Item = Interval> + 'a {
        let read = || self.rates.reader.map(|read| read(self)).unwrap_or_default();
        let rates = self.rates.read.get_or_init(read);
        let pairs = self.readings(from).flat_map(move |from| self.readings(to).map(move |to| (from, to)));
        pairs.filter_map(move |(from, to)| rates.between(from, to, months))
    }

    /// Every number of `interval` in unit `from`, in unit `to`.
    pub fn convert_interval(&self, interval: Interval, from: UnitId, to: UnitId) -> Option<Interval> {
        if from == to {
            return Some(interval);
        }
        let (a, b) = (self.unit(from), self.unit(to));
        if a.dimension != b.dimension {
            return None;
        }
        if a.inverse || b.inverse {
            let end = |bound: super::Bound| self.convert(bound.number()?, from, to);
            return Some(Interval::between(end(interval.low())?, end(interval.high())?));
        }
        let scale = Number::ONE.over(b.factor?)?;
        interval.scale(a.factor?)?.shift(a.offset.minus(b.offset)?)?.scale(scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> UnitTable {
        let mut units = UnitTable::default();
        let mut add = |dimension: &str, id: &str, factor: Option<&str>| {
            let dimension = units.add_dimension(dimension);
            units.add(Unit {
                id: id.into(),
                plural: id.into(),
                dimension,
                factor: factor.map(|n| n.parse().unwrap()),
                offset: Number::ZERO,
                inverse: false,
                alternatives: Vec::new(),
            })
        };
        add("fuel economy", "km/l", Some("1"));
        let inverse = add("fuel economy", "l/100km", Some("100"));
        units.set_inverse(inverse);
        units
    }

    #[test]
    fn converts_to_a_unit_of_which_more_is_less() {
        let units = table();
        let (km, litres) = (units.find("km/l").unwrap(), units.find("l/100km").unwrap());
        let five = Number::integer(5);
        assert_eq!(units.convert(Number::integer(20), km, litres), Some(five));
        assert_eq!(units.convert(five, litres, km), Some(Number::integer(20)));
        assert_eq!(units.convert(Number::ZERO, litres, km), None);
        let both = units.convert_interval(Interval::between(five, Number::integer(10)), litres, km);
        assert_eq!(both, Some(Interval::between(Number::integer(10), Number::integer(20))));
    }
}
