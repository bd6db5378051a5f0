//! Days, periods and lengths of time, and how a fuzzy date resolves against the article's date.
//!
//! Every date is an interval of days: what the words leave open stays open. Nothing here reads
//! text; the grammar of dates is in [`crate::mention`].

mod length;
mod period;
mod temporal;

pub use length::{Length, TimeUnit};
pub use period::Period;
pub use temporal::{Basis, Impossible, Moment, Parts, Temporal};
