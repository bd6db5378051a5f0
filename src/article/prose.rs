//! The readable text of an article, and the map from it back to the bytes of the file.
//!
//! The text is a copy, not slices of the file: entities are decoded, markup is gone, and blocks are
//! divided by a blank line. A list of segments maps any span of it back to the file exactly.
//!
//! What a reader sees but what is no prose (inline code, a bare address, a shortcode) leaves [`OMITTED`] behind, so
//! that the words around it do not run together into a claim nobody made.

use crate::source::{FileSpan, ProseSpan};
use std::ops::Range;

/// Stands in the prose for inline code, an address, an inline picture or a shortcode; mapped to all of it.
pub const OMITTED: char = '\u{FFFC}';

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
    /// For a table cell, the row it stands in, counted from 1 over all tables of the article; otherwise 0.
    pub row: u32,
    /// For text in a list, where in it; otherwise 0 in both.
    pub item: Item,
}

/// A place in the outermost list around a text: what stands in a list inside an item belongs to that item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Item {
    /// The list, counted from 1 over the article.
    pub list: u32,
    /// The item, counted from 1 in its list; one without any words counts as well.
    pub number: u32,
}

/// A run of prose bytes that stand for a run of file bytes; between segments lies text that is in
/// no file (the blank line between blocks).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    prose: ProseSpan,
    file: FileSpan,
    /// Whether the bytes are the same ones; otherwise (an entity) the run is mapped as a whole. Not to be
    /// told from the lengths: the five bytes of `&ngE;` stand for two characters of five bytes.
    verbatim: bool,
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
            Some(s) if s.verbatim && s.prose.start <= offset => s.file.start + (offset - s.prose.start),
            Some(s) => s.file.start,
            None => self.segments.last().map_or(0, |s| s.file.end),
        }
    }

    fn end_of(&self, offset: u32) -> u32 {
        let next = self.segments.partition_point(|s| s.prose.start < offset);
        match next.checked_sub(1).and_then(|at| self.segments.get(at)) {
            Some(s) if s.verbatim && offset <= s.prose.end => s.file.start + (offset - s.prose.start),
            Some(s) => s.file.end,
            None => 0,
        }
    }
}

/// Builds a [`Prose`] block by block; text is pushed in the order of reading.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    prose: Prose,
    open: Option<Block>,
    row: u32,
    item: Item,
    /// How many lists deep the text stands.
    depth: u32,
}

impl ProseBuilder {
    /// An empty prose with room for `bytes` bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        let prose = Prose { text: String::with_capacity(bytes), ..Prose::default() };
        ProseBuilder { prose, ..ProseBuilder::default() }
    }

    /// Ends the block before and opens another; a table cell belongs to the row of the last [`Self::row`].
    pub fn open(&mut self, part: Part, kind: BlockKind) {
        self.close();
        let at = self.prose.text.len() as u32;
        let row = if kind == BlockKind::TableCell { self.row.max(1) } else { 0 };
        let item = if self.depth > 0 { self.item } else { Item::default() };
        self.open = Some(Block { part, kind, span: ProseSpan::new(at, at), row, item });
    }

    /// Enters a list; one that `continues` goes on with the numbers of the list before it.
    pub fn start_list(&mut self, continues: bool) {
        if self.depth == 0 && !continues {
            self.item = Item { list: self.item.list + 1, number: 0 };
        }
        self.depth += 1;
    }

    /// Starts the next item of the list.
    pub fn start_item(&mut self) {
        if self.depth == 1 {
            self.item.number += 1;
        }
    }

    /// Leaves the list.
    pub fn end_list(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Starts the next row of a table.
    pub fn row(&mut self) {
        self.row += 1;
    }

    /// Whether a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The text of the open block so far; empty if none is open.
    pub fn open_text(&self) -> &str {
        self.open.map_or("", |block| &self.prose.text[block.span.start as usize..])
    }

    /// Moves the open block to another part or kind, once its words have shown what it is.
    pub fn reclassify(&mut self, part: Part, kind: BlockKind) {
        if let Some(block) = &mut self.open {
            block.part = part;
            block.kind = kind;
        }
    }

    /// The blocks that are closed.
    pub fn blocks(&self) -> &[Block] {
        &self.prose.blocks
    }

    /// Adds bytes that stand in the file at `start`, unchanged.
    pub fn push(&mut self, text: &str, start: u32) {
        let mut done = 0;
        while let Some(found) = next_unseen(text, done) {
            self.push_verbatim(&text[done..found.start], start + done as u32);
            done = found.end;
        }
        self.push_verbatim(&text[done..], start + done as u32);
    }

    fn push_verbatim(&mut self, text: &str, start: u32) {
        if text.is_empty() {
            return;
        }
        let at = self.prose.text.len() as u32;
        self.prose.text.push_str(text);
        let prose = ProseSpan::new(at, at + text.len() as u32);
        let file = FileSpan::new(start, start + text.len() as u32);
        match self.prose.segments.last_mut() {
            Some(last) if last.verbatim && last.prose.end == at && last.file.end == start => {
                last.prose.end = prose.end;
                last.file.end = file.end;
            }
            _ => self.prose.segments.push(Segment { prose, file, verbatim: true }),
        }
    }

    /// Adds text that stands for the bytes `file` as a whole (a decoded entity, a line break).
    pub fn push_mapped(&mut self, text: &str, file: FileSpan) {
        if text.is_empty() || UNSEEN.contains(&text) {
            return;
        }
        let at = self.prose.text.len() as u32;
        self.prose.text.push_str(text);
        let prose = ProseSpan::new(at, at + text.len() as u32);
        self.prose.segments.push(Segment { prose, file, verbatim: false });
    }

    /// Adds [`OMITTED`] for the bytes `file`.
    pub fn omit(&mut self, file: FileSpan) {
        self.push_mapped(OMITTED.encode_utf8(&mut [0; 4]), file);
    }

    /// Ends the open block; one without any letter or digit leaves no trace.
    pub fn close(&mut self) {
        let Some(mut block) = self.open.take() else { return };
        let start = block.span.start as usize;
        let text = &self.prose.text[start..];
        if !text.contains(char::is_alphanumeric) {
            self.truncate(start);
            return;
        }
        let trimmed = text.trim();
        block.span.start = (start + text.len() - text.trim_start().len()) as u32;
        block.span.end = block.span.start + trimmed.len() as u32;
        self.truncate(block.span.end as usize);
        self.prose.text.push_str("\n\n");
        self.prose.blocks.push(block);
    }

    /// Takes back the text from `end` on.
    fn truncate(&mut self, end: usize) {
        self.prose.text.truncate(end);
        let end = end as u32;
        while self.prose.segments.last().is_some_and(|last| last.prose.start >= end) {
            self.prose.segments.pop();
        }
        if let Some(last) = self.prose.segments.last_mut()
            && last.prose.end > end
        {
            if last.verbatim {
                last.file.end -= last.prose.end - end;
            }
            last.prose.end = end;
        }
    }

    /// The text of a block that is closed.
    pub fn text_of(&self, block: Block) -> &str {
        self.prose.slice(block.span)
    }

    /// As [`Prose::file_span`], of the text so far.
    pub fn file_span(&self, span: ProseSpan) -> FileSpan {
        self.prose.file_span(span)
    }

    /// Moves the block at `index` of [`Self::blocks`] to another part.
    pub fn assign(&mut self, index: usize, part: Part) {
        if let Some(block) = self.prose.blocks.get_mut(index) {
            block.part = part;
        }
    }

    /// Adds all of `other` after the blocks so far.
    pub fn append(&mut self, other: Prose) {
        self.close();
        let shift = self.prose.text.len() as u32;
        let moved = |span: ProseSpan| ProseSpan::new(span.start + shift, span.end + shift);
        self.prose.text.push_str(&other.text);
        let segments = other.segments.into_iter();
        self.prose
            .segments
            .extend(segments.map(|segment| Segment { prose: moved(segment.prose), ..segment }));
        let blocks = other.blocks.into_iter();
        let lists = self.item.list;
        let item = |item: Item| match item.list {
            0 => item,
            list => Item { list: list + lists, ..item },
        };
        self.prose.blocks.extend(blocks.map(|block| Block {
            span: moved(block.span),
            item: item(block.item),
            ..block
        }));
        self.item.list = self.prose.blocks.iter().map(|block| block.item.list).max().unwrap_or(lists);
    }

    /// The finished prose.
    pub fn finish(mut self) -> Prose {
        self.close();
        self.prose
    }
}

/// Characters that are not seen and divide no words: the soft hyphen and the space of no width, which say where a line may
/// be broken.
const UNSEEN: [&str; 2] = ["\u{ad}", "\u{200b}"];

/// The first of [`UNSEEN`] in `text` from the byte `from` on.
fn next_unseen(text: &str, mut from: usize) -> Option<Range<usize>> {
    loop {
        // The last bytes of the two.
        let end = from + memchr::memchr2(0xad, 0x8b, &text.as_bytes()[from..])? + 1;
        if let Some(unseen) = UNSEEN.iter().find(|unseen| text.as_bytes()[..end].ends_with(unseen.as_bytes()))
        {
            return Some(end - unseen.len()..end);
        }
        from = end;
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

    #[test]
    fn leaves_out_what_is_not_seen_inside_words() {
        let file = "about\u{a0}40 kilo\u{ad}metres, and\u{200b}/or 12&shy;000 ËŠ";
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        let entity = file.find("&shy;").unwrap();
        builder.push(&file[..entity], 0);
        builder.push_mapped("\u{ad}", FileSpan::new(entity as u32, entity as u32 + 5));
        builder.push(&file[entity + 5..], entity as u32 + 5);
        let prose = builder.finish();
        assert_eq!(prose.text().trim(), "about\u{a0}40 kilometres, and/or 12000 ËŠ");
        let start = prose.text().find("kilometres").unwrap() as u32;
        let span = prose.file_span(ProseSpan::new(start, start + 10));
        assert_eq!(&file[span.range()], "kilo\u{ad}metres");
    }

    #[test]
    fn keeps_nothing_of_a_block_without_words() {
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push(" * * *", 0);
        builder.open(Part::Body, BlockKind::TableCell);
        builder.push(" five  ", 8);
        let prose = builder.finish();
        assert_eq!(prose.text(), " five\n\n");
        assert_eq!(prose.blocks().len(), 1);
        assert_eq!(prose.blocks()[0].row, 1);
        assert_eq!(prose.file_span(prose.blocks()[0].span), FileSpan::new(9, 13));
    }

    #[test]
    fn never_divides_what_stands_for_something_of_the_same_length() {
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push("a ", 0);
        builder.push_mapped("≧\u{338}", FileSpan::new(2, 7));
        builder.push(" b", 7);
        let prose = builder.finish();
        assert_eq!(prose.file_span(ProseSpan::new(2, 5)), FileSpan::new(2, 7));
        assert_eq!(prose.file_span(ProseSpan::new(8, 9)), FileSpan::new(8, 9));
    }
}
