//! What a text says, as written: tokens, sentences, and the numbers, quantities, times and names
//! in them. The words are the lexicon's; the grammar of composing them is here.

pub mod clause;
mod event;
mod evidence;
mod figure;
mod json;
pub mod name;
mod scan;
mod sentence;
mod times;
mod token;

pub use json::json;
pub use scan::{Reference, read};
pub(crate) use token::letters;
pub use token::{Sentence, Token, TokenFlags, TokenKind, tokenize};

use crate::lexicon::WordId;
use crate::source::ProseSpan;
use crate::time::Temporal;
use crate::value::{UnitId, Written};

/// Everything read in one article's prose.
#[derive(Debug, Default, Clone)]
pub struct Reading {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; none crosses a block.
    pub sentences: Vec<Sentence>,
    /// All mentions, ordered by start, the longer first; a mention inside a larger one is `inner`.
    pub mentions: Vec<Mention>,
}

impl Reading {
    /// The sentence before `sentence`, in the same block.
    pub fn before(&self, sentence: usize) -> Option<usize> {
        let block = |at: usize| self.sentences[at].block;
        sentence.checked_sub(1).filter(|before| block(*before) == block(sentence))
    }
}

/// A quantity, time or name as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// What kind of thing it is.
    pub kind: Kind,
    /// The words: a date its whole phrase, a quantity its number and unit, a count its number alone.
    pub span: ProseSpan,
    /// The words with the hedge before or after ("about", "or more").
    pub extent: ProseSpan,
    /// Index into [`Reading::sentences`].
    pub sentence: u32,
    /// Whether it is a part of a larger mention ("third" in "the third quarter"): patterns may bind
    /// it, output leaves it out.
    pub inner: bool,
    /// What it says.
    pub value: Value,
}

/// The kinds of mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A number of nothing named.
    Number,
    /// A number with its noun ("35 others").
    Count,
    /// A number with a unit of measurement.
    Quantity,
    /// An amount of money.
    Money,
    /// A percentage, percentage points included.
    Percent,
    /// How many times as much: "twice", "doubled", "threefold".
    Multiple,
    /// "third", "21st".
    Ordinal,
    /// "aged 45", "45-year-old", "John Smith, 45,".
    Age,
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time ("every Tuesday").
    Set,
    /// A proper name.
    Name,
    /// A known event, with its days ([`crate::lexicon::Events`]); always inner.
    Event,
    /// Digits that count nothing: F-16, Covid-19, a score, a phone number, a version.
    Label,
    /// Digits that are grouped as no number is: "2,5000", "6,863,86".
    Misgrouped,
}

/// What a mention says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Numbers, counts, multiples, quantities, money, percentages, ordinals and ages (in years).
    Figure(Figure),
    /// Dates, times, durations and sets.
    Time(Box<Temporal>),
    /// Names and labels: the words say all.
    Words,
}

/// A figure with what it counts or measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The figure.
    pub written: Written,
    /// The unit; `None` for counts, numbers and ordinals.
    pub unit: Option<UnitId>,
    /// What it is per ("per day", "an hour", "per person"), as the word.
    pub per: Option<WordId>,
    /// For a count, the noun phrase after it: modifiers and head ("Ukrainian drones").
    pub noun: Option<Noun>,
}

/// The noun phrase that a count counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// Modifiers and head.
    pub span: ProseSpan,
    /// The head alone ("drones").
    pub head: ProseSpan,
    /// The head's word, when the vocabulary knows it.
    pub word: WordId,
}
