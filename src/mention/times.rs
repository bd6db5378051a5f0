//! Dates, times, durations and repetitions.

use super::scan::{Found, Reader};

/// What the reader of time remembers of the text so far: the last date, for "a month earlier".
#[derive(Debug, Default)]
pub(crate) struct Memory {}

/// The date, time, duration or repetition that starts at token `at`, with the mentions inside it.
pub(crate) fn read_at(reader: &Reader, at: usize, memory: &Memory) -> Option<Found> {
    let _ = (reader, at, memory);
    None
}

/// Keeps what later words may be counted from.
pub(crate) fn remember(memory: &mut Memory, found: &Found) {
    let _ = (memory, found);
}
