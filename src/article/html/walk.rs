//! Walks the tags of HTML, broken or not, and pushes the text between them as prose.
//!
//! No tree is built: a stack of the open elements that matter says what a text belongs to. The same walker reads a whole
//! page and, piece by piece, the HTML that stands in Markdown.

use super::elements::{Class, element, implied_ends, is_boundary, is_void};
use super::pass::Tag;
use crate::article::address::push_without;
use crate::article::{BlockKind, Draft, Part};
use crate::source::FileSpan;

/// More open elements than this are not told apart.
const DEEPEST: usize = 256;

/// Longer than any cell of data: a table that holds more is there for layout.
const LONGEST_CELL: usize = 300;

/// What a page says of itself in tags; values are places of undecoded text.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub title: Option<FileSpan>,
    pub language: Option<FileSpan>,
    /// Name (lower case) and content of each `<meta>`.
    pub metas: Vec<(String, FileSpan)>,
    /// The scripts of JSON-LD.
    pub linked: Vec<FileSpan>,
    /// The `<time>` elements.
    pub times: Vec<Time>,
    /// The first `<h1>`, as index of its block.
    pub heading: Option<usize>,
}

/// A `<time>` with its `datetime`.
#[derive(Debug)]
pub(super) struct Time {
    /// Whether it says when the page was changed.
    pub changed: bool,
    /// Whether it says that the page was published then.
    pub published: bool,
    /// Whether it says that it is a date of the page: others may be in the story.
    pub marked: bool,
    pub datetime: FileSpan,
}

/// An element that is open.
#[derive(Debug)]
struct Open {
    name: &'static str,
    kind: Option<BlockKind>,
    omitted: bool,
    inline: bool,
    start: u32,
    /// The suppressions that cover it.
    covers: Vec<usize>,
}

/// The state between the tags, and between pieces of HTML in Markdown.
#[derive(Debug, Default)]
pub(in crate::article) struct Walker {
    stack: Vec<Open>,
    pub(super) omitted: usize,
    raised: usize,
    /// A line break was the last thing in the block.
    broken: bool,
    /// The suppressions that cover the open block of prose.
    pub(super) covers: Vec<usize>,
    pub(super) head: Head,
}

impl Walker {
    /// Ends all that is open.
    pub fn finish(&mut self, draft: &mut Draft<'_>) {
        let end = draft.source.len() as u32;
        self.pop_to(draft, 0, end);
        self.close_block(draft);
    }

    /// Whether text here would be no prose.
    pub fn is_omitting(&self) -> bool {
        self.omitted > 0
    }

    /// What kind of text would stand here.
    pub fn kind(&self) -> BlockKind {
        let innermost = self.stack.iter().rev().find_map(|open| open.kind).unwrap_or(BlockKind::Paragraph);
        let quoted = || self.stack.iter().any(|open| open.kind == Some(BlockKind::Quote));
        match innermost {
            BlockKind::ListItem if quoted() => BlockKind::Quote,
            kind => kind,
        }
    }

    fn inside(&self, name: &str) -> bool {
        self.stack.iter().any(|open| open.name == name)
    }

    pub(super) fn ensure_open(&mut self, draft: &mut Draft<'_>) {
        self.open(draft, self.kind());
    }

    /// Opens a block of prose, unless one is open; the suppressions that wait will cover it.
    pub fn open(&mut self, draft: &mut Draft<'_>, kind: BlockKind) {
        if !draft.prose.is_open() {
            draft.prose.open(Part::Body, kind);
            self.broken = false;
            self.covers.append(&mut draft.pending);
        }
    }

    /// Ends the block of prose; the suppressions in it cover it.
    pub fn close_block(&mut self, draft: &mut Draft<'_>) {
        self.raised = 0;
        if !draft.prose.is_open() {
            return;
        }
        let before = draft.prose.blocks().len();
        if self.kind() == BlockKind::TableCell && draft.prose.open_text().len() > LONGEST_CELL {
            draft.prose.reclassify(Part::Body, BlockKind::Paragraph);
        }
        draft.prose.close();
        let Some(block) = draft.prose.blocks().get(before).copied() else {
            // Nothing came of the block: its suppressions wait for the next one.
            draft.pending.append(&mut self.covers);
            return;
        };
        if self.inside("h1") {
            self.head.heading.get_or_insert(before);
        }
        let span = draft.prose.file_span(block.span);
        for at in self.covers.drain(..) {
            draft.suppressions[at].covers = span;
        }
    }

    /// Closes the open elements from `index` on, which end at byte `end`.
    fn pop_to(&mut self, draft: &mut Draft<'_>, index: usize, end: u32) {
        while self.stack.len() > index {
            if self.stack.last().is_some_and(|open| !open.inline) {
                self.close_block(draft);
            }
            let Some(open) = self.stack.pop() else { return };
            self.omitted -= open.omitted as usize;
            if is_list(open.name) {
                draft.prose.end_list();
            }
            if open.inline && self.omitted == 0 {
                self.ensure_open(draft);
                draft.prose.omit(FileSpan::new(open.start, end.max(open.start)));
            }
            for at in open.covers {
                draft.suppressions[at].covers = FileSpan::new(open.start, end.max(open.start));
            }
        }
    }

    fn push(&mut self, name: &'static str, kind: Option<BlockKind>, omitted: bool, inline: bool, start: u32) {
        if self.stack.len() < DEEPEST {
            self.omitted += omitted as usize;
            self.stack.push(Open { name, kind, omitted, inline, start, covers: Vec::new() });
        }
    }

    fn end_implied(&mut self, draft: &mut Draft<'_>, name: &str, at: u32) {
        let (ends, beyond) = implied_ends(name);
        let found = match beyond {
            [] => self.stack.len().checked_sub(1).filter(|top| ends.contains(&self.stack[*top].name)),
            _ => self
                .stack
                .iter()
                .rposition(|open| ends.contains(&open.name) || beyond.contains(&open.name))
                .filter(|found| ends.contains(&self.stack[*found].name)),
        };
        if let Some(found) = found {
            self.pop_to(draft, found, at);
        }
    }

    pub(super) fn start_tag(&mut self, draft: &mut Draft<'_>, tag: &Tag, span: FileSpan) {
        let Some((name, class)) = element(&tag.name) else { return };
        let hidden = tag.value("hidden").is_some();
        match class {
            Class::Break if self.omitted > 0 || !draft.prose.is_open() => {}
            Class::Break if self.broken => self.close_block(draft),
            Class::Break => {
                draft.prose.push_mapped("\n", span);
                self.broken = true;
            }
            Class::Raised => self.raised += 1,
            Class::Inline => self.push(name, None, true, true, span.start),
            Class::Title => {
                self.close_block(draft);
                self.push(name, None, true, false, span.start);
            }
            Class::Omitted => {
                self.close_block(draft);
                self.push(name, None, true, false, span.start);
            }
            Class::Block(kind) => {
                self.end_implied(draft, name, span.start);
                self.close_block(draft);
                if is_void(name) {
                    return;
                }
                match name {
                    "tr" => draft.prose.row(),
                    "li" => draft.prose.start_item(),
                    name if is_list(name) && self.stack.len() < DEEPEST => draft.prose.start_list(false),
                    _ => {}
                }
                let page = matches!(name, "html" | "body" | "main" | "article" | "h1");
                let site = name == "header" && !self.inside("article") && !self.inside("main");
                let omitted = hidden || site || tag.boilerplate && !page;
                self.push(name, kind, omitted, false, span.start);
                if !omitted
                    && self.omitted == 0
                    && let Some(open) = self.stack.last_mut()
                {
                    open.covers.append(&mut draft.pending);
                }
            }
        }
    }

    pub(super) fn end_tag(&mut self, draft: &mut Draft<'_>, name: &[u8], end: u32) {
        let Some((name, class)) = element(name) else { return };
        match class {
            Class::Raised => self.raised = self.raised.saturating_sub(1),
            Class::Break => {}
            _ => {
                let reaches =
                    is_boundary(name) || matches!(name, "tr" | "tbody" | "thead" | "tfoot" | "html");
                let found = self
                    .stack
                    .iter()
                    .rposition(|open| open.name == name || !reaches && is_boundary(open.name));
                match found.filter(|found| self.stack[*found].name == name) {
                    Some(found) => self.pop_to(draft, found, end),
                    None if !matches!(class, Class::Inline) => self.close_block(draft),
                    None => {}
                }
            }
        }
    }

    pub(super) fn text(&mut self, draft: &mut Draft<'_>, text: &str, start: u32) {
        if let Some(open) = self.stack.last()
            && self.omitted > 0
        {
            let span = FileSpan::new(start, start + text.len() as u32);
            match open.name {
                "title" if self.omitted == 1 => {
                    self.head.title.get_or_insert(span);
                }
                // JSON-LD, which not always names its vocabulary.
                "script"
                    if text.trim_start().starts_with(['{', '['])
                        && (text.contains("schema.org") || text.contains("\"@type\"")) =>
                {
                    self.head.linked.push(span);
                }
                _ => {}
            }
            return;
        }
        let mut rest = text;
        loop {
            let from = start + (text.len() - rest.len()) as u32;
            if !draft.prose.is_open() || draft.prose.open_text().ends_with([' ', '\n']) {
                let words = rest.trim_start_matches(is_blank);
                if words.len() < rest.len() {
                    rest = words;
                    continue;
                }
            }
            if rest.is_empty() {
                return;
            }
            let run = plain_run(rest);
            if run > 0 {
                self.ensure_open(draft);
                self.broken = false;
                self.words(draft, &rest[..run], from);
                rest = &rest[run..];
                continue;
            }
            let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            let break_or_blank = if rest[..blanks].contains(['\n', '\r']) { "\n" } else { " " };
            draft.prose.push_mapped(break_or_blank, FileSpan::new(from, from + blanks as u32));
            rest = &rest[blanks..];
        }
    }

    fn words(&mut self, draft: &mut Draft<'_>, words: &str, start: u32) {
        match self.raised {
            0 => push_without(&mut draft.prose, words, start, true),
            _ => push_raised(draft, words, start),
        }
    }
}

/// Adds raised text: figures become raised figures, so that a footnote's number is not read as part of the one
/// before it, and m<sup>2</sup> is a unit.
pub(in crate::article) fn push_raised(draft: &mut Draft<'_>, words: &str, start: u32) {
    for (at, char) in words.char_indices() {
        let from = start + at as u32;
        let raised = match char {
            '0' => "⁰",
            '1' => "¹",
            '2' => "²",
            '3' => "³",
            '4' => "⁴",
            '5' => "⁵",
            '6' => "⁶",
            '7' => "⁷",
            '8' => "⁸",
            '9' => "⁹",
            '-' | '−' => "⁻",
            _ => {
                draft.prose.push(&words[at..at + char.len_utf8()], from);
                continue;
            }
        };
        draft.prose.push_mapped(raised, FileSpan::new(from, from + char.len_utf8() as u32));
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// The length of the text before the first blanks that are more than one space.
fn plain_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let blank = |byte: u8| is_blank(byte as char);
    (0..bytes.len())
        .find(|&at| match bytes[at] {
            b' ' => bytes.get(at + 1).is_some_and(|next| blank(*next)),
            byte => blank(byte),
        })
        .unwrap_or(bytes.len())
}

/// Whether an element is a list of `<li>`.
fn is_list(name: &str) -> bool {
    matches!(name, "ul" | "ol")
}
