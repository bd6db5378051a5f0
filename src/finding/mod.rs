//! What is reported: a rule broken, with all its places, in any number of files.
//!
//! Findings come out of the checks in any order. What is done with them before they are reported:
//! [`settle`] leaves one finding of a mistake, [`suppress`] takes away what the articles ask to leave alone, [`sort`] brings the rest in order,
//! and [`fingerprint_all`] gives each the name by which it is known again.

mod fingerprint;
mod order;
mod settle;
mod suppress;

pub use fingerprint::{Words, fingerprint, fingerprint_all};
pub use order::sort;
pub use settle::settle;
pub use suppress::{BARE, RULES, UNUSED, suppress};

use crate::rule::Severity;
use crate::source::{FileSpan, Source};
use std::sync::Arc;

/// A rule broken.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule's id.
    pub rule: Arc<str>,
    /// How sure the rule is, after configuration.
    pub severity: Severity,
    /// What does not fit, lower case, without a full stop.
    pub message: String,
    /// The arithmetic, and what to do.
    pub help: Option<String>,
    /// The words that the finding is about.
    pub primary: Place,
    /// The words that they do not fit, in this file or others, in order of importance.
    pub related: Vec<Place>,
    /// Changes that would mend it.
    pub fixes: Vec<Fix>,
    /// How it came about, a step a line; for `explain`, not for reports.
    pub account: Vec<String>,
    /// Sixteen hexadecimal digits that survive edits elsewhere in the file.
    pub fingerprint: String,
}

/// Words in a file.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The words.
    pub span: FileSpan,
    /// What they are in this finding ("given as", "the date of the article"); may be empty.
    pub label: String,
    /// The sentence (or the one line of front matter) in which they stand: what a snippet shows.
    pub context: FileSpan,
}

impl Finding {
    /// All its places, the primary one first.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.primary).chain(&self.related)
    }

    /// Makes the first place that `is_asked` for the primary one, if the primary one is not: whoever asks for one file
    /// wants to see it. What names the finding, says how loud it is or silences it goes by the place that it had before.
    pub fn point_to(&mut self, is_asked: impl Fn(&Place) -> bool) {
        if is_asked(&self.primary) {
            return;
        }
        if let Some(place) = self.related.iter_mut().find(|place| is_asked(place)) {
            std::mem::swap(&mut self.primary, place);
        }
    }
}

impl Place {
    /// The words themselves, the bytes of the file.
    pub fn text(&self) -> &str {
        self.source.slice(self.span)
    }
}

/// A change that would mend a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What it does, as a button would say.
    pub title: String,
    /// Whether the replacement is computed, so that it may be made without asking.
    pub safe: bool,
    /// The replacements, none overlapping another.
    pub edits: Vec<Edit>,
}

/// One replacement of bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The file.
    pub path: Arc<str>,
    /// The bytes to replace.
    pub span: FileSpan,
    /// What to put there.
    pub replacement: String,
}
