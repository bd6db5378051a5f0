//! One article: its readable text (the prose) with a map back to bytes, and its metadata.
//!
//! [`read`] never fails: what cannot be read becomes a note, and the rest of the article stands.

mod prose;

pub use prose::{Block, BlockKind, Part, Prose, ProseBuilder};

use crate::source::{FileSpan, Source};
use chrono::{FixedOffset, NaiveDate, NaiveTime};
use std::sync::Arc;

/// A text with a date, a title and prose.
#[derive(Debug)]
pub struct Article {
    /// The file.
    pub source: Arc<Source>,
    /// The readable text: title, standfirst and body, each block knowing which of them it is.
    pub prose: Prose,
    /// What the file says of itself.
    pub meta: Metadata,
    /// Suppression comments and front matter ignores, in order of place.
    pub suppressions: Vec<Suppression>,
    /// What could not be read, and what was done instead.
    pub notes: Vec<Note>,
}

/// What an article says of itself, in front matter, meta tags or its file name.
#[derive(Debug, Default, Clone)]
pub struct Metadata {
    /// The headline; its words are also in the prose, as [`Part::Title`].
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Stamp>,
    /// When it was last changed.
    pub updated: Option<Stamp>,
    /// BCP 47 language tag, as given ("en-GB").
    pub language: Option<String>,
    /// The event that the editor says this article is about (`event: kupol-strike`).
    pub events: Vec<String>,
}

/// A published or updated date.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp {
    /// The day as written, in the zone in which it was written.
    pub day: NaiveDate,
    /// The time of day, where given.
    pub time: Option<NaiveTime>,
    /// The zone, where given: the day may be another one where the author sat.
    pub offset: Option<FixedOffset>,
    /// Where it is written; `None` when it comes from the file's name.
    pub span: Option<FileSpan>,
}

/// An instruction of the author to leave findings alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppression {
    /// The rules to ignore; empty means none was named, which is reported.
    pub rules: Vec<String>,
    /// Why, as the author says.
    pub reason: Option<String>,
    /// Where the instruction stands.
    pub span: FileSpan,
    /// The bytes that it covers: the block after a comment, the whole file for front matter.
    pub covers: FileSpan,
}

/// Something about an article that an editor may want to know; never an error.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Which kind, as the id of a finding: `no-date`, `unreadable-front-matter`, …
    pub id: &'static str,
    /// What, and what was done instead.
    pub message: String,
    /// Where, if it has a place.
    pub span: Option<FileSpan>,
}
