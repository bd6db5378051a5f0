//! Which places are shown together, and which lines of their file with them.

use super::row::Row;
use crate::finding::Place;
use crate::source::{FileSpan, Source};
use std::sync::Arc;

/// Lines that one window shows at most.
const LINES: u32 = 6;
/// Lines of one place that are shown and underlined at most.
pub const MARKED: u32 = 3;

/// A window in the making: places that are shown together.
pub struct View<'a> {
    /// The file.
    pub source: &'a Arc<Source>,
    /// The first line shown, counted from 1.
    pub first: u32,
    /// The last line shown.
    pub last: u32,
    /// The sentences of the places, and what stands between.
    context: FileSpan,
    /// The places, and whether one is the primary one.
    pub places: Vec<(&'a Place, bool)>,
}

/// Sorts places into windows, in the order given; the first place is the primary one.
pub fn views<'a>(places: impl Iterator<Item = &'a Place>, width: usize) -> Vec<View<'a>> {
    let mut views: Vec<View> = Vec::new();
    for (at, place) in places.enumerate() {
        let new = View::new(place, at == 0);
        match views.iter_mut().find(|view| view.takes(&new, width)) {
            Some(view) => view.join(new),
            None => views.push(new),
        }
    }
    views
}

impl<'a> View<'a> {
    /// A place with its sentence; of a sentence wrapped by hand, with the lines before and after.
    fn new(place: &'a Place, primary: bool) -> Self {
        let (source, lines) = (&place.source, place.source.lines());
        let context = place.context.to(place.span);
        let first = lines.line(place.span.start);
        let last = last_line(source, place.span).min(first + MARKED - 1);
        View {
            source,
            first: (first - 1).max(lines.line(context.start)),
            last: (last + 1).min(last_line(source, context)),
            context,
            places: vec![(place, primary)],
        }
    }

    /// Whether `other` belongs into this window: their lines meet, and where they share a line they
    /// share a sentence as well, or stand near enough to be read in one row.
    fn takes(&self, other: &View<'_>, width: usize) -> bool {
        let both = self.context.to(other.context);
        let (first, last) = (self.first.min(other.first), self.last.max(other.last));
        Arc::ptr_eq(self.source, other.source)
            && self.first.max(other.first) <= self.last.min(other.last) + 1
            && last - first < LINES
            && (self.context.overlaps(other.context) || first < last || (both.len() as usize) < width)
    }

    fn join(&mut self, other: View<'a>) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.context = self.context.to(other.context);
        self.places.extend(other.places);
    }

    /// One of the lines, to be composed into `room` columns.
    pub fn row(&self, number: u32, room: usize, ellipsis: &'static str) -> Row<'_> {
        let line = self.source.lines().span(self.source.text(), number);
        let start = self.context.start.clamp(line.start, line.end);
        let sentence = FileSpan::new(start, self.context.end.clamp(start, line.end));
        Row { text: self.source.text(), line, sentence, room, ellipsis }
    }
}

/// The line of the last byte of a span (of an empty one, the line where it stands).
pub fn last_line(source: &Source, span: FileSpan) -> u32 {
    source.lines().line(span.end.saturating_sub(1).max(span.start))
}
