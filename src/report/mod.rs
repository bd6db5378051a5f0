//! What a reader sees of findings: one file an output format.
//!
//! Every format keeps all the places of a finding. Articles, paths and even rules are hostile input
//! here, so no format writes their text as it is: what goes to a terminal or a log passes through
//! `safe`, what goes to a program through an encoder that leaves nothing raw.

mod concise;
mod github;
mod json;
mod pretty;
pub(crate) mod safe;
mod sarif;
mod snippet;
mod summary;
mod wrap;

pub use summary::Summary;

use crate::finding::{Finding, Place};
use crate::rule::Severity;
use crate::source::ReadNote;
use std::io::{self, Write};
use std::str::FromStr;
use std::sync::Arc;

/// What is reported.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The findings to show, in order.
    pub findings: &'a [Finding],
    /// What was looked at and what came of it.
    pub summary: Summary,
    /// The rules that were applied, those that found nothing included.
    pub rules: &'a [RuleInfo],
    /// What was asked for and could not be read; for programs, since people are told while it happens.
    pub unread: &'a [Unread],
}

/// What was asked for and could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// What, and why not.
    pub note: ReadNote,
    /// How loud that is told.
    pub severity: Severity,
}

/// Under which id it is told how loud, and why it is told.
pub const UNREAD: (&str, &str) = ("unread", "What cannot be read is not checked.");

/// What a report says of a rule.
#[derive(Debug, Clone)]
pub struct RuleInfo {
    /// The id.
    pub id: Arc<str>,
    /// How loud it speaks, after configuration.
    pub severity: Severity,
    /// Why the rule exists: a sentence or a few.
    pub why: String,
    /// What else a reader of a finding may want to know (blind spots, how to suppress); may be empty.
    pub help: String,
    /// The file that defines it.
    pub file: Arc<str>,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, clap::ValueEnum)]
#[value(rename_all = "lower")]
pub enum Format {
    /// The sentences with the words underlined, for people.
    #[default]
    Pretty,
    /// One line a finding, for people and editors.
    Concise,
    /// One object, for programs.
    Json,
    /// Workflow commands, which GitHub shows beside the lines.
    Github,
    /// SARIF 2.1.0, for code scanning services.
    Sarif,
}

impl Format {
    /// All formats, in the order in which help lists them.
    pub const ALL: [Format; 5] =
        [Format::Pretty, Format::Concise, Format::Json, Format::Github, Format::Sarif];

    /// The word that chooses it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Pretty => "pretty",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Github => "github",
            Format::Sarif => "sarif",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let format = Format::ALL.into_iter().find(|format| format.as_str() == word);
        format.ok_or_else(|| format!("no output format \"{word}\""))
    }
}

/// How it looks to people; formats for programs do not depend on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether lines and marks are drawn beyond ASCII; the words of articles are shown either way.
    pub unicode: bool,
    /// Whether a last line says what was looked at.
    pub summary: bool,
}

impl Default for Style {
    /// For a pipe: no colour, 100 columns.
    fn default() -> Self {
        Style { color: false, width: 100, unicode: true, summary: true }
    }
}

/// Writes the report in one of the formats, ending with a line end (what has neither finding nor summary is empty).
///
/// # Errors
///
/// Only those of `out`.
pub fn write(report: &Report<'_>, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Pretty => pretty::write(report, style, out),
        Format::Concise => concise::write(report, style, out),
        Format::Json => json::write(report, out),
        Format::Github => github::write(report, out),
        Format::Sarif => sarif::write(report, out),
    }
}

/// The report as text; see [`write()`].
pub fn to_string(report: &Report<'_>, format: Format, style: &Style) -> String {
    let mut bytes = Vec::new();
    write(report, format, style, &mut bytes).expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("every format writes UTF-8")
}

/// `path:line:column` as it is, for the formats that read as text.
fn at(place: &Place) -> String {
    let position = place.source.position(place.span.start);
    format!("{}:{}:{}", place.source.path(), position.line, position.column)
}
