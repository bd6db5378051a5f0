//! The readable text of an article, and the map from it back to the bytes of the file.
//!
//! The text is a copy, not slices of the file: entities are decoded, markup is gone, and blocks are
//! divided by a blank line. A list of segments maps any span of it back to the file exactly.

use crate::source::{FileSpan, ProseSpan};

/// Which part of the article a block belongs to.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The headline.
    Title,
    /// The summary under the headline (description, summary, dek).
    Standfirst,
    /// Everything else.
    Body,
}

/// What kind of text a block is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading inside the body.
    Heading,
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    TableCell,
    /// The caption of a picture or table.
    Caption,
    /// A quotation set apart, pull quotes included.
    Quote,
}

/// A stretch of prose that no sentence crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Which part of the article.
    pub part: Part,
    /// What kind of text.
    pub kind: BlockKind,
    /// Its bytes in the prose, without the blank line after it.
    pub span: ProseSpan,
}

/// A run of prose bytes that stand for a run of file bytes; between segments lies text that is in
/// no file (the blank line between blocks).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    prose: ProseSpan,
    file: FileSpan,
}

impl Segment {
    /// Whether the bytes are the same ones; otherwise (an entity) the run is mapped as a whole.
    fn is_verbatim(&self) -> bool {
        self.prose.len() == self.file.len()
    }
}

/// The readable text of one article.
#[derive(Debug, Default, Clone)]
pub struct Prose {
    text: String,
    segments: Vec<Segment>,
    blocks: Vec<Block>,
}

impl Prose {
    /// The whole text; blocks are divided by `\n\n`, a line break inside a block is one `\n`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of `span`.
    pub fn slice(&self, span: ProseSpan) -> &str {
        &self.text[span.range()]
    }

    /// The blocks, in the order of the text.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The bytes of the file that `span` stands for: from the first byte of its first character to
    /// the last of its last, with whatever markup lies between.
    pub fn file_span(&self, span: ProseSpan) -> FileSpan {
        if span.is_empty() {
            let at = self.start_of(span.start);
            return FileSpan::new(at, at);
        }
        let start = self.start_of(span.start);
        FileSpan::new(start, self.end_of(span.end).max(start))
    }

    fn start_of(&self, offset: u32) -> u32 {
        let next = self.segments.partition_point(|s| s.prose.end <= offset);
        match self.segments.get(next) {
            Some(s) if s.is_verbatim() && s.prose.start <= offset => s.file.start + (offset - s.prose.start),
            Some(s) => s.file.start,
            None => self.segments.last().map_or(0, |s| s.file.end),
        }
    }

    fn end_of(&self, offset: u32) -> u32 {
        let next = self.segments.partition_point(|s| s.prose.start < offset);
        match next.checked_sub(1).and_then(|at| self.segments.get(at)) {
            Some(s) if s.is_verbatim() && offset <= s.prose.end => s.file.start + (offset - s.prose.start),
            Some(s) => s.file.end,
            None => 0,
        }
    }
}

/// Builds a [`Prose`] block by block; text is pushed in the order of reading.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    prose: Prose,
    open: Option<(Part, BlockKind, u32)>,
}

impl ProseBuilder {
    /// An empty prose with room for `bytes` bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        let prose = Prose { text: String::with_capacity(bytes), ..Prose::default() };
        ProseBuilder { prose, open: None }
    }

    /// Ends the block before and opens another.
    pub fn open(&mut self, part: Part, kind: BlockKind) {
        self.close();
        self.open = Some((part, kind, self.prose.text.len() as u32));
    }

    /// Whether a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Adds bytes that stand in the file at `start`, unchanged.
    pub fn push(&mut self, text: &str, start: u32) {
        self.push_mapped(text, FileSpan::new(start, start + text.len() as u32));
    }

    /// Adds text that stands for the bytes `file` (a decoded entity, a line break).
    pub fn push_mapped(&mut self, text: &str, file: FileSpan) {
        if text.is_empty() {
            return;
        }
        let start = self.prose.text.len() as u32;
        self.prose.text.push_str(text);
        let segment = Segment { prose: ProseSpan::new(start, start + text.len() as u32), file };
        match self.prose.segments.last_mut() {
            Some(last)
                if last.is_verbatim()
                    && segment.is_verbatim()
                    && last.prose.end == start
                    && last.file.end == file.start =>
            {
                last.prose.end = segment.prose.end;
                last.file.end = file.end;
            }
            _ => self.prose.segments.push(segment),
        }
    }

    /// Ends the open block; one without any letter or digit leaves no trace but its text.
    pub fn close(&mut self) {
        let Some((part, kind, start)) = self.open.take() else { return };
        let text = &self.prose.text[start as usize..];
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return;
        }
        let from = start + (text.len() - text.trim_start().len()) as u32;
        let span = ProseSpan::new(from, from + trimmed.len() as u32);
        self.prose.blocks.push(Block { part, kind, span });
        self.prose.text.push_str("\n\n");
    }

    /// The finished prose.
    pub fn finish(mut self) -> Prose {
        self.close();
        self.prose
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_spans_back_through_markup_and_entities() {
        let file = "**AT&amp;T** lost 5&nbsp;000";
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push("AT", 2);
        builder.push_mapped("&", FileSpan::new(4, 9));
        builder.push("T", 9);
        builder.push(" lost 5", 12);
        builder.push_mapped("\u{a0}", FileSpan::new(19, 25));
        builder.push("000", 25);
        let prose = builder.finish();
        let find = |words: &str| {
            let start = prose.text().find(words).unwrap() as u32;
            let span = prose.file_span(ProseSpan::new(start, start + words.len() as u32));
            &file[span.range()]
        };
        assert_eq!(find("AT&T"), "AT&amp;T");
        assert_eq!(find("5\u{a0}000"), "5&nbsp;000");
        assert_eq!(find("T lost"), "T** lost");
    }
}
