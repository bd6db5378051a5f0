//! Days, periods and lengths of time, and how a fuzzy date resolves against the article's date.
//!
//! Every date is an interval of days: what the words leave open stays open. Nothing here reads
//! text; the grammar of dates is in [`crate::mention`].

mod calendar;
mod holiday;
mod islamic;
mod length;
mod named;
mod period;
mod resolve;
mod temporal;
pub mod timex;

pub use calendar::{Grain, Portion, add_months, is_plausible_year, months_between, weekday_number};
pub use holiday::{HolidayRule, Moves, easter, nth_weekday, orthodox_easter};
pub use length::{Length, MINUTES_A_DAY, MINUTES_AN_HOUR, TimeUnit};
pub use named::{PartOfDay, Season};
pub use period::Period;
pub use resolve::{
    Tense, day_of_month, day_of_year, day_with_weekday, month_of_year, nearest, nth_weekday_in, offset,
    weekday,
};
pub use temporal::{Basis, Impossible, Moment, Parts, Temporal};

/// The period of one day written as `2024-02-29`, for tests and examples.
#[cfg(test)]
pub(crate) fn day(text: &str) -> Option<Period> {
    text.parse().ok().map(Period::day)
}
