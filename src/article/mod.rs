//! One article: its readable text (the prose) with a map back to bytes, and its metadata.
//!
//! [`read`] never fails: what cannot be read becomes a note, and the rest of the article stands. What the
//! formats share is here and in `front` (front matter), `meta` (what its keys mean), `stamp` (date values), `comment`
//! (suppressions) and `entity`; each format is one file that fills a `Draft`.

mod address;
mod comment;
mod entity;
mod front;
mod html;
mod markdown;
mod meta;
mod prose;
mod reprint;
mod shortcode;
mod stamp;
mod text;

pub use stamp::day_first;

pub use prose::{Block, BlockKind, Item, OMITTED, Part, Prose, ProseBuilder};

use crate::source::{FileSpan, Format, ProseSpan, Source};
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime};
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

impl Article {
    /// Whether the words at `span` stand in the file as they are read: no markup lies within them that would be lost with them.
    pub fn is_plain(&self, span: ProseSpan) -> bool {
        let written = self.source.slice(self.prose.file_span(span));
        written.split_whitespace().eq(self.prose.slice(span).split_whitespace())
    }
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
    /// What in it is not understood, where that can be said better than that it names no rule.
    pub slip: Option<Slip>,
}

/// A slip of the pen in a suppression.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// What, lower case, without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// Something about an article that an editor may want to know; never an error.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Which kind, as the id of a finding: `no-date`, `unreadable-front-matter`, …
    pub id: &'static str,
    /// What, and what was done instead.
    pub message: String,
    /// What can be done about it, where the message does not say.
    pub help: Option<&'static str>,
    /// Where, if it has a place.
    pub span: Option<FileSpan>,
}

/// The id of the note on an article without a date.
pub const NO_DATE: &str = "no-date";

/// The notes on the head of an article, as `(id, why)`. No comment can stand before a head: front matter lets them be.
pub const NOTES: [(&str, &str); 5] = [
    (NO_DATE, "Checks that need the article's date stay undecided without it."),
    ("unreadable-date", "A date that cannot be read leaves checks undecided that need it."),
    ("date-interval", "An article dated by an interval is read as of its first day."),
    ("reprint", "An article that was written in another year than its date counts from that year."),
    ("unreadable-front-matter", "What cannot be read of an article's head is not checked."),
];

/// Reads an article; its format is told by the ending of its path.
///
/// Never fails: what could not be read is in [`Article::notes`]. Takes time linear in the length of
/// the file.
pub fn read(source: Arc<Source>) -> Article {
    read_in(source, None)
}

/// As [`read`]; `language` is the BCP 47 tag of an article that names none, and says which comes first in 07/04/2025.
pub fn read_in(source: Arc<Source>, language: Option<&str>) -> Article {
    let text = source.text();
    let mut draft = Draft::new(text, language);
    let front = front::read(text);
    meta::apply(&mut draft, &front);
    match Format::of(source.path()) {
        Format::Markdown => markdown::read(&mut draft, front.body, false),
        Format::Mdx => markdown::read(&mut draft, front.body, true),
        Format::Html => html::read(&mut draft, front.body),
        Format::Text => text::read(&mut draft, front.body),
    }
    meta::captions(&mut draft, &front);
    let day_first = draft.day_first();
    let Draft { prose, mut meta, mut suppressions, mut notes, .. } = draft;
    let prose = prose.finish();
    dated(&source, &prose, day_first, &mut meta, &mut notes);
    suppressions.sort_by_key(|suppression| suppression.span);
    Article { source, prose, meta, suppressions, notes }
}

/// An article while it is read.
struct Draft<'a> {
    source: &'a str,
    /// The language where the article names none.
    language: Option<&'a str>,
    prose: ProseBuilder,
    meta: Metadata,
    suppressions: Vec<Suppression>,
    /// The suppressions, by index, that wait for the block they cover.
    pending: Vec<usize>,
    notes: Vec<Note>,
}

impl<'a> Draft<'a> {
    fn new(source: &'a str, language: Option<&'a str>) -> Self {
        Draft {
            source,
            language,
            prose: ProseBuilder::with_capacity(source.len() + source.len() / 16),
            meta: Metadata::default(),
            suppressions: Vec::new(),
            pending: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Whether the day stands before the month in dates with slashes, where the language says so.
    fn day_first(&self) -> Option<bool> {
        self.meta.language.as_deref().or(self.language).and_then(day_first)
    }

    /// Takes in a comment of the format; one that is a suppression waits for the next block.
    fn comment(&mut self, words: &str, span: FileSpan) {
        if let Some(found) = comment::suppression(words, span) {
            self.pending.push(self.suppressions.len());
            self.suppressions.push(found);
        }
    }

    /// The suppressions that wait cover `span`.
    fn cover(&mut self, span: FileSpan) {
        for at in self.pending.drain(..) {
            self.suppressions[at].covers = span;
        }
    }
}

/// Where the head of the file gives no date: a "Published:" line at the top of the prose, then the file's name, then a line that is
/// nothing but a date, then a note.
fn dated(
    source: &Source,
    prose: &Prose,
    day_first: Option<bool>,
    meta: &mut Metadata,
    notes: &mut Vec<Note>,
) {
    if meta.published.is_none() || meta.updated.is_none() {
        for (line, span) in top_lines(prose) {
            labelled_date((line, span), prose, day_first, meta, notes);
        }
    }
    let named =
        || stamp::of_path(source.path()).map(|day| Stamp { day, time: None, offset: None, span: None });
    meta.published = meta.published.take().or_else(named).or_else(|| dateline(prose, day_first));
    if meta.published.is_none() {
        let message =
            "no publication date in the article or its file name; checks that need one stay undecided";
        let help = "give it as `date:` in the front matter, at the start of the file's name (2025-07-01-name.md), or for \
                    all articles without one by --as-of";
        notes.push(Note { id: NO_DATE, message: message.to_owned(), help: Some(help), span: None });
    }
    let head = meta.published.as_ref().map(|stamp| stamp.day.year());
    if let Some((span, year)) = head.and_then(|head| reprint::find(prose, head)) {
        meta.published = None;
        let message =
            format!("the article says that it is of {year}; checks that need its date stay undecided");
        notes.push(Note { id: "reprint", message, help: None, span: Some(prose.file_span(span)) });
    }
}

/// The short lines among the first of the prose, where dates of publication stand.
fn top_lines(prose: &Prose) -> impl Iterator<Item = (&str, ProseSpan)> {
    /// How many blocks, and how long a line, may be at the top.
    const BLOCKS: usize = 6;
    const LONGEST: usize = 100;
    let lines = prose.blocks().iter().take(BLOCKS).flat_map(|block| {
        let mut start = block.span.start;
        prose.slice(block.span).split('\n').map(move |line| {
            let at = start;
            start += line.len() as u32 + 1;
            (line, ProseSpan::new(at, at + line.trim_end().len() as u32))
        })
    });
    lines.filter(|(line, _)| line.len() <= LONGEST)
}

/// Takes over the date of a line as "Published: 1 July 2025" or "Updated on 2 July 2025".
fn labelled_date(
    (line, span): (&str, ProseSpan),
    prose: &Prose,
    day_first: Option<bool>,
    meta: &mut Metadata,
    notes: &mut Vec<Note>,
) {
    let Some((published, value)) = labelled(line) else { return };
    let from = span.start + (line.len() - value.len()) as u32;
    let span = prose.file_span(ProseSpan::new(from, span.end));
    let slot = if published { &mut meta.published } else { &mut meta.updated };
    match stamp::read(value, Some(span), day_first) {
        Ok(reading) => {
            slot.get_or_insert(reading.stamp);
        }
        Err(_) if slot.is_some() => {}
        Err(why) => {
            let message = format!("the date in {line:?} was not read: {why}");
            notes.push(Note { id: "unreadable-date", message, help: None, span: Some(span) });
        }
    }
}

/// The date of a line with nothing else in it ("Tuesday, July 1, 2025"), or with the page of the paper ("July 1, 2025 | Page 3"). A
/// day without either may be a day of the story, over the part that tells of it.
fn dateline(prose: &Prose, day_first: Option<bool>) -> Option<Stamp> {
    top_lines(prose).find_map(|(line, span)| {
        let (date, page) = line.split_once('|').map_or((line, None), |(date, page)| (date, Some(page)));
        let start = span.start + (date.len() - date.trim_start().len()) as u32;
        let place = prose.file_span(ProseSpan::new(start, start + date.trim().len() as u32));
        stamp::alone(date, place, day_first).filter(|_| page.is_some() || stamp::names_weekday(date))
    })
}

/// Whether a line is labelled as a date of publication (true) or of change, and what follows the label: whatever it is
/// after a colon, and a date after the label alone.
fn labelled(line: &str) -> Option<(bool, &str)> {
    const LABELS: [(&str, bool); 8] = [
        ("published", true),
        ("first published", true),
        ("posted", true),
        ("date", true),
        ("updated", false),
        ("last updated", false),
        ("modified", false),
        ("last modified", false),
    ];
    let line = line.trim_start();
    let (published, rest) = LABELS.iter().find_map(|(label, published)| {
        let (start, rest) = line.split_at_checked(label.len())?;
        start.eq_ignore_ascii_case(label).then_some((*published, rest))
    })?;
    let rest = rest.strip_prefix(" on").unwrap_or(rest).trim_start_matches(' ');
    let (value, certain) = rest.strip_prefix(':').map_or((rest, false), |value| (value.trim_start(), true));
    let dated = match certain {
        true => value.contains(|c: char| c.is_ascii_digit()),
        // Whichever of two numbers is the day, it is a date.
        false => !value.ends_with('.') && stamp::read(value, None, Some(true)).is_ok(),
    };
    dated.then_some((published, value))
}
