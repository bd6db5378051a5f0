//! Markdown, from the parser's events and their places.
//!
//! The parser hands over text in many small events; neighbours are joined, so that an address in the
//! middle of them is seen whole and the map stays short. Shortcodes are overwritten before it runs (see
//! [`super::shortcode`]), and HTML goes to the reader of HTML.

mod embedded;

use super::address::push_without;
use super::html::{Walker, push_raised};
use super::shortcode::{self, Masked};
use super::{BlockKind, Draft, OMITTED, Part};
use crate::source::FileSpan;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads the text from byte `body` on.
pub(super) fn read(draft: &mut Draft<'_>, body: u32, mdx: bool) {
    let masked = shortcode::mask(&draft.source[body as usize..], mdx);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut reader = Reader {
        draft,
        base: body,
        masked: &masked,
        captions: 0,
        walker: Walker::default(),
        containers: Vec::new(),
        block: None,
        place: FileSpan::default(),
        run: None,
        skipped: 0,
        omits: None,
        raised: false,
        image: None,
        html: None,
    };
    for (event, range) in Parser::new_ext(&masked.text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.finish();
}

struct Reader<'r, 'a> {
    draft: &'r mut Draft<'a>,
    /// Where the text begins in the file.
    base: u32,
    masked: &'r Masked<'r>,
    /// The cuts before this one have given their captions.
    captions: usize,
    walker: Walker,
    /// The quotes and list items around.
    containers: Vec<BlockKind>,
    /// The kind of the block that the parser is in, if it has one of its own.
    block: Option<BlockKind>,
    /// Where that block stands.
    place: FileSpan,
    /// Text that is not pushed yet, as bytes of the text.
    run: Option<Range<usize>>,
    /// How many tags deep the parser is in what is no prose.
    skipped: usize,
    /// An inline element of HTML whose text is no prose, and where it begins.
    omits: Option<(&'static str, u32)>,
    raised: bool,
    /// A picture with its block for itself: its title, and where it stands.
    image: Option<(String, Range<usize>)>,
    /// The lines of an HTML block inside a quote or list, and where the block stands.
    html: Option<(Range<usize>, Vec<Range<usize>>)>,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skipped > 0 {
            match event {
                Event::Start(_) => self.skipped += 1,
                Event::End(_) => self.skipped -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak => {
                self.flush();
                if self.draft.prose.is_open() && self.omits.is_none() {
                    self.draft.prose.push_mapped("\n", self.span(&range));
                }
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.flush();
                self.omit(range);
            }
            Event::InlineHtml(_) => {
                self.flush();
                self.inline_html(range);
            }
            Event::Html(_) => {
                if let Some((_, lines)) = &mut self.html {
                    lines.push(range);
                }
            }
            Event::Rule => self.close(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => self.flush(),
        }
    }

    fn span(&self, range: &Range<usize>) -> FileSpan {
        FileSpan::new(self.base + range.start as u32, self.base + range.end as u32)
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open(None, range),
            Tag::Heading { .. } => self.open(Some(BlockKind::Heading), range),
            Tag::BlockQuote(_) => self.container(BlockKind::Quote, range),
            Tag::Item => {
                self.container(BlockKind::ListItem, range);
                self.draft.prose.start_item();
            }
            Tag::FootnoteDefinition(_) => self.container(BlockKind::Paragraph, range),
            Tag::List(first) => {
                self.close();
                self.cover(&range);
                self.draft.prose.start_list(first.is_some_and(|number| number > 1));
            }
            Tag::Table(_) => {
                self.close();
                self.cover(&range);
            }
            Tag::TableHead | Tag::TableRow => {
                self.close();
                self.draft.prose.row();
            }
            Tag::TableCell => self.open(Some(BlockKind::TableCell), range),
            Tag::CodeBlock(_) => {
                self.close();
                self.cover(&range);
                self.skipped = 1;
            }
            Tag::HtmlBlock => {
                self.close();
                self.give_captions(range.start);
                self.html = Some((range, Vec::new()));
            }
            Tag::Strikethrough => {
                self.flush();
                self.omit(range);
                self.skipped = 1;
            }
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.flush();
                self.omit(range);
                self.skipped = 1;
            }
            Tag::Image { title, .. } => self.start_image(title.into_string(), range),
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(HeadingLevel::H1) => {
                self.flush();
                self.headline();
                self.close();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close(),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
                self.containers.pop();
            }
            TagEnd::List(_) => {
                self.close();
                self.draft.prose.end_list();
            }
            TagEnd::Table => self.close(),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Image => self.end_image(),
            _ => self.flush(),
        }
    }

    /// Enters a block of its own; its prose opens with its first word.
    fn open(&mut self, kind: Option<BlockKind>, range: Range<usize>) {
        self.close();
        self.cover(&range);
        let caption = || self.masked.within(range.start..range.start + 1).any(|cut| cut.opens_caption);
        self.block = kind.or_else(|| caption().then_some(BlockKind::Caption));
    }

    fn container(&mut self, kind: BlockKind, range: Range<usize>) {
        self.close();
        self.cover(&range);
        self.containers.push(kind);
    }

    /// Leaves the block.
    fn close(&mut self) {
        self.flush();
        // What it began may be a block of HTML, with its suppressions.
        self.walker.close_block(self.draft);
        self.block = None;
        self.raised = false;
        self.omits = None;
    }

    /// The suppressions that wait cover the block at `range`; blank lines at its end are not part of it.
    fn cover(&mut self, range: &Range<usize>) {
        self.give_captions(range.start);
        let len = self.masked.text[range.clone()].trim_end().len();
        self.place = self.span(&(range.start..range.start + len));
        self.draft.cover(self.place);
    }

    fn kind(&self) -> BlockKind {
        if let Some(kind) = self.block {
            return kind;
        }
        match self.containers.last() {
            Some(_) if self.containers.contains(&BlockKind::Quote) => BlockKind::Quote,
            Some(kind) => *kind,
            None => self.walker.kind(),
        }
    }

    /// Whether words here are prose; opens their block if so.
    fn ready(&mut self) -> bool {
        if self.omits.is_some() || self.walker.is_omitting() {
            return false;
        }
        self.walker.open(self.draft, self.kind());
        true
    }

    fn omit(&mut self, range: Range<usize>) {
        if self.ready() {
            self.draft.prose.omit(self.span(&range));
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.masked.text.get(range.clone()) != Some(text) {
            // A decoded entity, or a byte that stands for another character.
            self.flush();
            if self.ready() {
                self.draft.prose.push_mapped(text, self.span(&range));
            }
            return;
        }
        match &mut self.run {
            Some(run) if run.end == range.start => run.end = range.end,
            _ => {
                self.flush();
                self.run = Some(range);
            }
        }
    }

    /// Pushes the joined text.
    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        if !self.ready() {
            return;
        }
        let mut at = run.start;
        for cut in self.masked.within(run.clone()) {
            self.words(at..cut.range.start.max(at));
            self.draft.prose.omit(cut.span(self.base));
            at = cut.range.end.max(at);
        }
        self.words(at.min(run.end)..run.end);
    }

    fn words(&mut self, range: Range<usize>) {
        let start = self.base + range.start as u32;
        let words = &self.draft.source[start as usize..self.base as usize + range.end];
        match self.raised {
            false => push_without(&mut self.draft.prose, words, start, false),
            true => push_raised(self.draft, words, start),
        }
    }

    /// A first-level heading before all other text is the title, and so is one that repeats it.
    fn headline(&mut self) {
        let words = self.draft.prose.open_text().trim();
        let title = match &self.draft.meta.title {
            Some(title) => words == title,
            None => {
                let body =
                    |block: &super::Block| block.part == Part::Body && block.kind != BlockKind::Caption;
                !words.is_empty() && !self.draft.prose.blocks().iter().any(body)
            }
        };
        if title {
            if self.draft.meta.title.is_none() {
                self.draft.meta.title = Some(words.replace(OMITTED, "").trim().to_owned());
            }
            self.draft.prose.reclassify(Part::Title, BlockKind::Heading);
        }
    }

    fn finish(&mut self) {
        self.close();
        self.walker.finish(self.draft);
        self.give_captions(usize::MAX);
    }
}

#[cfg(test)]
mod tests;
