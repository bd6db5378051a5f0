//! Numbers and what they count or measure.

mod numeral;

use super::Mention;
use super::scan::{Found, Reader};

/// The figure that starts at token `at`, with the mentions inside it.
pub(crate) fn read_at(reader: &Reader, at: usize) -> Option<Found> {
    let _ = (reader, at);
    None
}

/// A second look at a sentence whose figures from `first` on are read: shared heads ("17 over Crimea,
/// 16 over Rostov"), ranges and ages in apposition.
pub(crate) fn join(reader: &Reader, mentions: &mut Vec<Mention>, first: usize) {
    let _ = (reader, mentions, first);
}
