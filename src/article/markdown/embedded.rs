//! What stands in Markdown and is not Markdown: pictures, HTML, and the captions of shortcodes.

use super::Reader;
use crate::article::entity::push_decoded;
use crate::article::html::{Class, element};
use crate::article::{BlockKind, Part, comment};
use crate::source::FileSpan;
use std::ops::Range;

impl Reader<'_, '_> {
    /// A picture that opens its paragraph has its words as caption; one among words is a gap.
    pub(super) fn start_image(&mut self, title: String, range: Range<usize>) {
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

    pub(super) fn end_image(&mut self) {
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

    pub(super) fn inline_html(&mut self, range: Range<usize>) {
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
            Class::Block(_) => self.walker.close_block(self.draft),
        }
    }

    pub(super) fn html_block(&mut self) {
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
        self.walker.close_block(self.draft);
    }

    /// The captions of the figures that stand before byte `before`.
    pub(super) fn give_captions(&mut self, before: usize) {
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
}
