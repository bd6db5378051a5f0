//! Words and what they mean, compiled from the YAML files of `rules/lexicon`.
//!
//! A text is looked up once, in the [`Vocabulary`]; everything after works on word numbers. Each
//! kind of word has a file of its own here and a YAML file of the same name.

mod lists;
mod phrases;
mod vocabulary;

pub use lists::Lists;
pub use phrases::Phrases;
pub use vocabulary::{Vocabulary, WordId};

use crate::value::UnitTable;

/// All that is known of words, units and names.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Every word that the lexicon or a rule knows.
    pub vocabulary: Vocabulary,
    /// The units and dimensions.
    pub units: UnitTable,
    /// The word lists of patterns.
    pub lists: Lists,
}
