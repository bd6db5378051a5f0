//! Running the rules: over the sentences of one article, then over the claims of all.
//!
//! The way through: [`article`](fn@article) reads matches of patterns out of each sentence; a match of a sentence rule
//! is judged at once (`sentence`), a match of a measure becomes a [`Claim`](crate::claim::Claim) (`extract`, with what
//! stands around it from `context`), one of a spelling waits for the others of its family (`variants`). When all articles are read, [`compare`](fn@compare) sets claims against each other.
//! `bound` and `env` are what expressions see. Nothing here knows of severities as configured, of
//! suppression or of output: that is [`crate::finding`]'s.

mod article;
mod before;
mod bound;
mod compare;
mod context;
mod echo;
mod env;
mod extract;
mod facts;
mod lead;
mod mutate;
mod nearby;
mod pass;
mod read;
mod selftest;
mod sentence;
mod silence;
mod variants;
mod when;

pub use article::{Memory, Understanding, article};
pub use compare::compare;
pub use facts::fact_claims;
pub use mutate::{Caught, Mutations, mutate, texts_that_hold};
pub use read::{Habits, read, understand};
pub use selftest::{TestOutcome, run_tests};
pub use variants::{FormUse, across as variants_across};

use crate::rule::{Level, Severity};
use crate::source::{FileSpan, Source};
use std::sync::Arc;

/// A rule broken: what no reading of the words lets hold.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The rule.
    pub rule: Arc<str>,
    /// How loud its file lets it speak, and whether at all.
    pub level: Level,
    /// How loud it may be at most here by its `note_when` and `warning_when`, whatever the configuration says of the rule.
    pub most: Severity,
    /// The message.
    pub message: String,
    /// Advice.
    pub help: Option<String>,
    /// The words, the primary ones first.
    pub spots: Vec<Spot>,
    /// What would mend it.
    pub fix: Option<Mend>,
    /// How it came about, a step a line: what was understood, what ties the claims, what was asked.
    pub account: Vec<String>,
}

/// Words that a broken rule is about.
#[derive(Debug, Clone)]
pub struct Spot {
    /// The file.
    pub source: Arc<Source>,
    /// The words.
    pub span: FileSpan,
    /// The sentence in which they stand.
    pub context: FileSpan,
    /// What they are; may be empty.
    pub label: String,
}

/// A mend of the primary words or of another spot.
#[derive(Debug, Clone)]
pub struct Mend {
    /// What it does.
    pub title: String,
    /// The bytes to replace.
    pub span: FileSpan,
    /// What to put there.
    pub replacement: String,
    /// Whether it may be made without asking.
    pub safe: bool,
}

/// How much was judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Assertions that were judged: matches of sentence rules and pairs of claims.
    pub compared: u64,
    /// Those of them that stayed undecided.
    pub undecided: u64,
}

impl Tally {
    /// Both tallies together.
    pub fn and(self, other: Tally) -> Tally {
        Tally { compared: self.compared + other.compared, undecided: self.undecided + other.undecided }
    }
}
