//! What a figure allows: exact numbers, the intervals that words and rounding leave open, units.

pub mod conversion;
mod exchange;
mod interval;
mod number;
mod unit;
mod written;

pub use exchange::{ExchangeRates, Month};
pub use interval::{Bound, Interval};
pub use number::Number;
pub use unit::{Dimension, Unit, UnitId, UnitTable};
pub use written::{Hedge, Written};
