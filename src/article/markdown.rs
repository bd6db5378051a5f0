//! Markdown, from the parser's events and their places.
//!
//! The parser hands over text in many small events; neighbours are joined, so that an address in the
//! middle of them is seen whole and the map stays short. Shortcodes are overwritten before it runs (see
//! [`super::shortcode`]), and HTML goes to the reader of HTML.

use super::address::push_without;
use super::comment;
use super::html::{Class, Walker, element, push_raised};
use super::shortcode::{self, Masked};
use super::{BlockKind, Draft, OMITTED, Part, entity::push_decoded};
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
            Tag::Item => self.container(BlockKind::ListItem, range),
            Tag::FootnoteDefinition(_) => self.container(BlockKind::Paragraph, range),
            Tag::List(_) => {
                self.close();
                self.cover(&range);
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
            TagEnd::List(_) | TagEnd::Table => self.close(),
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
        self.draft.prose.close();
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
        if !self.draft.prose.is_open() {
            self.draft.prose.open(Part::Body, self.kind());
        }
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

    /// A picture that opens its paragraph has its words as caption; one among words is a gap.
    fn start_image(&mut self, title: String, range: Range<usize>) {
        self.flush();
        if self.draft.prose.open_text().trim().is_empty() && self.image.is_none() {
            self.draft.prose.close();
            if self.omits.is_none() && !self.walker.is_omitting() {
                self.draft.prose.open(Part::Body, BlockKind::Caption);
            }
            self.image = Some((title, range));
        } else {
            self.omit(range);
            self.skipped = 1;
        }
    }

    fn end_image(&mut self) {
        self.flush();
        self.draft.prose.close();
        let Some((title, range)) = self.image.take() else { return };
        if title.is_empty() || self.walker.is_omitting() {
            return;
        }
        let raw = &self.masked.text[range.clone()];
        self.draft.prose.open(Part::Body, BlockKind::Caption);
        match raw.rfind(&title) {
            Some(at) => {
                let start = self.base + (range.start + at) as u32;
                self.draft.prose.push(&title, start);
            }
            None => self.draft.prose.push_mapped(&title, self.span(&range)),
        }
        self.draft.prose.close();
    }

    fn inline_html(&mut self, range: Range<usize>) {
        let span = self.span(&range);
        let raw = &self.masked.text[range.clone()];
        if let Some(words) = comment::inside(raw) {
            let words = words.to_owned();
            if self.omits.is_none() && !self.walker.is_omitting() {
                self.draft.comment(&words, span);
                self.draft.cover(self.place);
            }
            return;
        }
        let closes = raw.starts_with("</");
        let name = raw.trim_start_matches(['<', '/']);
        let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let Some((name, class)) = element(name.as_bytes()) else { return };
        match class {
            Class::Break if !closes => {
                if self.draft.prose.is_open() && self.omits.is_none() {
                    self.draft.prose.push_mapped("\n", span);
                }
            }
            Class::Break => {}
            Class::Raised => self.raised = !closes,
            Class::Inline | Class::Omitted | Class::Title => match self.omits {
                Some((open, start)) if closes && open == name => {
                    self.omits = None;
                    if self.ready() {
                        self.draft.prose.omit(FileSpan::new(start, span.end));
                    }
                }
                None if !closes && !raw.ends_with("/>") => self.omits = Some((name, span.start)),
                _ => {}
            },
            Class::Block(_) => self.draft.prose.close(),
        }
    }

    fn html_block(&mut self) {
        let Some((range, lines)) = self.html.take() else { return };
        let whole = &self.masked.text[range.clone()];
        let start = self.base + range.start as u32;
        if self.containers.is_empty() {
            return self.walker.read(self.draft, whole, start, (self.masked, self.base));
        }
        // Between the lines stand the marks of the quote or list: they are overwritten, at their length.
        let mut text = String::with_capacity(whole.len());
        for line in lines {
            let from = line.start.clamp(range.start + text.len(), range.end);
            text.extend(std::iter::repeat_n(' ', from - range.start - text.len()));
            text.push_str(self.masked.text.get(from..line.end.min(range.end)).unwrap_or_default());
        }
        text.extend(std::iter::repeat_n(' ', whole.len().saturating_sub(text.len())));
        self.walker.read(self.draft, &text, start, (self.masked, self.base));
        self.draft.prose.close();
    }

    /// The captions of the figures that stand before byte `before`.
    fn give_captions(&mut self, before: usize) {
        while let Some(cut) = self.masked.cuts.get(self.captions)
            && cut.range.start < before
        {
            self.captions += 1;
            let Some(caption) = cut.caption.clone().filter(|_| cut.alone && !self.walker.is_omitting())
            else {
                continue;
            };
            let start = self.base + caption.start as u32;
            let words = &self.draft.source[start as usize..self.base as usize + caption.end];
            self.draft.prose.open(Part::Body, BlockKind::Caption);
            push_decoded(&mut self.draft.prose, words, start);
            self.draft.prose.close();
        }
    }

    fn finish(&mut self) {
        self.close();
        self.walker.finish(self.draft);
        self.give_captions(usize::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Article, read};
    use super::*;
    use crate::source::{ProseSpan, Source};
    use std::sync::Arc;

    fn article(text: &str) -> Article {
        read(Arc::new(Source::new("2025-07-01.md", text)))
    }

    fn prose(text: &str) -> String {
        article(text).prose.text().trim_end().replace(OMITTED, "@")
    }

    fn bytes(text: &str, words: &str) -> String {
        let article = article(text);
        let start = article
            .prose
            .text()
            .find(words)
            .unwrap_or_else(|| panic!("{words:?} in {:?}", article.prose.text()));
        let span = ProseSpan::new(start as u32, (start + words.len()) as u32);
        article.source.slice(article.prose.file_span(span)).to_owned()
    }

    fn kinds(text: &str) -> Vec<(Part, BlockKind, String)> {
        let article = article(text);
        let blocks = article.prose.blocks().iter();
        blocks
            .map(|block| (block.part, block.kind, article.prose.slice(block.span).replace(OMITTED, "@")))
            .collect()
    }

    #[test]
    fn leaves_out_what_is_no_prose() {
        assert_eq!(
            prose("a `5` b\n\n    code 6\n\n```\n7\n```\nc <https://x.org/8> d https://y.org/9."),
            "a @ b\n\nc @ d @."
        );
        assert_eq!(
            prose("[text](http://x.org/5 \"title 6\") ~~7~~ x[^1]\n\n[^1]: note\n\n[r]: http://8.org"),
            "text @ x\n\nnote"
        );
        assert_eq!(
            prose("{{< figure src=\"5.jpg\" >}}\n\na {{% ref \"6\" %}} b [c]({{< ref \"d e\" >}})"),
            "a @ b c"
        );
        assert_eq!(prose("a <span title='5'>b</span> <!-- 6 --> <kbd>7</kbd>c"), "a b  @c");
        assert_eq!(prose("## Head {#id-5}\n\n* * *\n"), "Head");
        assert_eq!(prose("<script>\n5\n\n6\n</script>\n\ntext"), "text");
    }

    #[test]
    fn knows_the_kinds_of_blocks() {
        use BlockKind::{Caption, Heading, ListItem, Paragraph, Quote, TableCell};
        let text = "# Top\n\nOne\n\n- two\n  - three\n\n    four\n\n> five\n> - six\n\n| a | b |\n|---|---|\n| c | d\\|e |\n\n![seven](x.jpg \"eight\")\n\n## nine";
        let expected = [
            (Part::Title, Heading, "Top"),
            (Part::Body, Paragraph, "One"),
            (Part::Body, ListItem, "two"),
            (Part::Body, ListItem, "three"),
            (Part::Body, ListItem, "four"),
            (Part::Body, Quote, "five"),
            (Part::Body, Quote, "six"),
            (Part::Body, TableCell, "a"),
            (Part::Body, TableCell, "b"),
            (Part::Body, TableCell, "c"),
            (Part::Body, TableCell, "d|e"),
            (Part::Body, Caption, "seven"),
            (Part::Body, Caption, "eight"),
            (Part::Body, Heading, "nine"),
        ];
        let found = kinds(text);
        assert_eq!(
            found.iter().map(|(part, kind, words)| (*part, *kind, &**words)).collect::<Vec<_>>(),
            expected
        );
        assert_eq!(bytes(text, "eight"), "eight");
    }

    #[test]
    fn keeps_spans_after_emphasis_entities_and_escapes() {
        let text = "The **AT&amp;T** *toll*\\. Is 5&nbsp;000 \\\n  and [7](x) to<br>\r\n8 _here_";
        assert_eq!(prose(text), "The AT&T toll. Is 5\u{a0}000 \nand 7 to\n\n8 here");
        assert_eq!(bytes(text, "AT&T toll."), "AT&amp;T** *toll*\\.");
        assert_eq!(bytes(text, "5\u{a0}000"), "5&nbsp;000");
        assert_eq!(bytes(text, "8 here"), "8 _here");
    }

    #[test]
    fn reads_the_text_of_html_blocks() {
        let text = "<div class=\"x\">\n<p>Five &amp; six</p>\n\n**seven**\n\n</div>\n\n> <table><tr><td>\n> eight</td>\n> <td>9</td></table>\n\n<nav>\n\n- ten\n\n</nav>\n\nend";
        assert_eq!(prose(text), "Five & six\n\nseven\n\neight\n\n9\n\nend");
        assert_eq!(bytes(text, "Five & six"), "Five &amp; six");
        assert_eq!(bytes(text, "eight"), "eight");
        assert_eq!(kinds(text)[2].1, BlockKind::TableCell);
    }

    #[test]
    fn takes_captions_from_shortcodes() {
        let text = "One\n\n{{< figure src=\"a\" caption=\"Five &amp; six\" >}}\n\nTwo\n\n[caption id=\"a\" width=\"5\"]<img src=\"b\"> Seven[/caption]";
        let expected = [
            (BlockKind::Paragraph, "One"),
            (BlockKind::Caption, "Five & six"),
            (BlockKind::Paragraph, "Two"),
            (BlockKind::Caption, "@ Seven@"),
        ];
        let found = kinds(text);
        assert_eq!(found.iter().map(|(_, kind, words)| (*kind, &**words)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn raises_figures_of_footnotes_and_units() {
        assert_eq!(
            prose("in 2022<sup>1</sup> 5 km<sup>2</sup> the 5<sup>th</sup>"),
            "in 2022¹ 5 km² the 5th"
        );
    }

    #[test]
    fn takes_the_first_heading_for_the_title_only_at_the_top() {
        assert_eq!(article("Text\n\n# Late").meta.title, None);
        assert_eq!(article("![pic](x)\n\n# `A` title").meta.title.as_deref(), Some("title"));
        let found = kinds("---\ntitle: Same\n---\n# Same\n\n# Other");
        assert_eq!(
            found.iter().map(|(part, ..)| *part).collect::<Vec<_>>(),
            [Part::Title, Part::Title, Part::Body]
        );
    }

    #[test]
    fn obeys_comments_and_not_words_about_them() {
        let text = "<!-- crosstally: ignore a -- why -->\n\nOne\n\nTwo <!-- crosstally: ignore b -->\nmore\n\n<!-- crosstally: ignore c -->\n- x\n- y\n\n`<!-- crosstally: ignore d -->`\n\n```\n<!-- crosstally: ignore e -->\n```\n\n<!-- crosstally: ignore f -->\n| a |\n|---|\n| b |\n\n<!-- crosstally: ignore g -->\n<p>H</p>\n\n<!-- crosstally: ignore h -->";
        let article = article(text);
        let covers: Vec<(&str, &str)> = article
            .suppressions
            .iter()
            .map(|found| (&*found.rules[0], article.source.slice(found.covers)))
            .collect();
        assert_eq!(
            covers,
            [
                ("a", "One"),
                ("b", "Two <!-- crosstally: ignore b -->\nmore"),
                ("c", "- x\n- y"),
                ("f", "| a |\n|---|\n| b |"),
                ("g", "<p>H</p>"),
                ("h", ""),
            ]
        );
        assert_eq!(article.suppressions[0].reason.as_deref(), Some("why"));
    }

    #[test]
    fn reads_odd_line_ends() {
        assert_eq!(prose("One\r\ntwo\r\n\r\nthree\rfour"), "One\ntwo\n\nthree\nfour");
        assert_eq!(bytes("One\r\ntwo", "One\ntwo"), "One\r\ntwo");
        assert_eq!(prose("\u{feff}One"), "One");
    }
}
