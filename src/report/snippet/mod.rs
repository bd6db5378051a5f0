//! The part of the sources that one finding shows: sentences, not lines, from any number of files.
//!
//! `miette` asks a [`SourceCode`] for the lines around a span. Its own answer counts lines from the top
//! of one file and prints them whole, but an article may be one line of a megabyte and a finding has
//! places in several files. So the text to show is composed first, window by window, and `miette` is
//! given that: offsets point into the composed text, while names, lines and columns are the true ones,
//! and several files fit into one diagnostic.
//!
//! A window holds neighbouring lines of one file. Of each line it shows the sentence, and of a sentence
//! wider than the terminal the words around the marks, with "…" for what is left out. Characters
//! that a terminal would obey are replaced as they are copied.

mod mark;
mod row;
mod view;

use super::safe;
use crate::finding::Place;
use crate::source::Position;
use miette::{LabeledSpan, MietteError, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;
use view::View;

/// Columns that a row has at least, however narrow the terminal.
const LEAST_ROOM: usize = 24;

/// How a snippet is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Columns of the terminal.
    pub width: usize,
    /// What stands for words left out: "…" or "...".
    pub ellipsis: &'static str,
}

/// Composed text with marks, a source of `miette`.
#[derive(Debug)]
pub struct Snippet {
    text: String,
    windows: Vec<Window>,
    marks: Vec<Mark>,
}

/// Neighbouring lines of one file.
#[derive(Debug)]
struct Window {
    /// The path, made harmless.
    name: String,
    /// Where it stands in the composed text.
    range: Range<usize>,
    /// Its first line, counted from 1.
    line: u32,
    /// How many lines it holds.
    count: u32,
}

/// Words underlined.
#[derive(Debug)]
struct Mark {
    range: Range<usize>,
    label: String,
    primary: bool,
    position: Position,
}

impl Snippet {
    /// Composes what `places` show, the first of which is the primary one.
    pub fn new<'a>(places: impl Iterator<Item = &'a Place>, layout: Layout) -> Self {
        let mut snippet = Snippet { text: String::new(), windows: Vec::new(), marks: Vec::new() };
        for view in view::views(places, layout.width) {
            snippet.push(&view, layout);
        }
        snippet
    }

    /// The marks, as `miette` wants them.
    pub fn labels(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.marks.iter().map(|mark| {
            let label = (!mark.label.is_empty()).then(|| mark.label.clone());
            let span = SourceSpan::from(mark.range.clone());
            match mark.primary {
                true => LabeledSpan::new_primary_with_span(label, span),
                false => LabeledSpan::new_with_span(label, span),
            }
        })
    }

    fn push(&mut self, view: &View<'_>, layout: Layout) {
        if !self.windows.is_empty() {
            // Between two windows stands what belongs to neither, so that a span is in one of them.
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        let gutter = view.last.to_string().len() + 4;
        let room = layout.width.saturating_sub(gutter).max(LEAST_ROOM);
        let marks = mark::marks(view);
        for number in view.first..=view.last {
            if number > view.first {
                self.text.push('\n');
            }
            let on_line: Vec<&mark::Words> = marks.iter().filter(|words| words.line == number).collect();
            let spans: Vec<_> = on_line.iter().map(|words| words.span).collect();
            let row = view.row(number, room, layout.ellipsis);
            for (words, range) in on_line.into_iter().zip(row.compose(&spans, &mut self.text)) {
                let position = view.source.position(words.span.start);
                let (label, primary) = (words.label.clone(), words.primary);
                self.marks.push(Mark { range, label, primary, position });
            }
        }
        self.windows.push(Window {
            name: safe::line(view.source.path()),
            range: start..self.text.len(),
            line: view.first,
            count: view.last - view.first + 1,
        });
    }
}

/// A window, or for a header the place of a mark in it.
struct Contents<'a> {
    data: &'a [u8],
    span: SourceSpan,
    window: &'a Window,
    line: u32,
    column: u32,
}

impl SourceCode for Snippet {
    /// The window that holds `span`; a span over several is refused, which keeps them apart.
    ///
    /// Without context lines asked for, `miette` wants the line and column for a header.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let holds = |window: &&Window| window.range.start <= start && end <= window.range.end;
        let window = self.windows.iter().find(holds).ok_or(MietteError::OutOfBounds)?;
        let mark = match (before, after) {
            (0, 0) => self.marks.iter().find(|mark| mark.range.start == start),
            _ => None,
        };
        let (line, column) = match mark {
            Some(Mark { position, .. }) => (position.line - 1, position.column - 1),
            None => (window.line - 1, 0),
        };
        let data = &self.text.as_bytes()[window.range.clone()];
        Ok(Box::new(Contents { data, span: window.range.clone().into(), window, line, column }))
    }
}

impl<'a> SpanContents<'a> for Contents<'a> {
    fn data(&self) -> &'a [u8] {
        self.data
    }

    fn span(&self) -> &SourceSpan {
        &self.span
    }

    fn name(&self) -> Option<&str> {
        Some(&self.window.name)
    }

    fn line(&self) -> usize {
        self.line as usize
    }

    fn column(&self) -> usize {
        self.column as usize
    }

    fn line_count(&self) -> usize {
        self.window.count as usize
    }
}
