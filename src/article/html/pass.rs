//! From the events of the tokenizer to the steps of the walker: whole tags, and places in the file.

use super::attributes;
use super::elements::is_boilerplate;
use super::walk::{Time, Walker};
use crate::article::Draft;
use crate::article::shortcode::Masked;
use crate::source::FileSpan;
use html5gum::Tokenizer;
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};

impl Walker {
    /// Reads `text`, which has the length of the file's bytes from `start` on, and differs from them only where
    /// something was overwritten: `masked` says what, in bytes from `base` on.
    pub fn read(&mut self, draft: &mut Draft<'_>, text: &str, start: u32, masked: (&Masked<'_>, u32)) {
        let text = &*attributes::bounded(text);
        let pass = Pass { walker: self, draft, text, base: start, masked, tag: Tag::default() };
        let mut emitter = CallbackEmitter::new(pass);
        emitter.naively_switch_states(true);
        for event in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(()) = event;
        }
    }
}

/// A start tag while its attributes arrive.
#[derive(Default)]
pub(super) struct Tag {
    pub name: Vec<u8>,
    start: u32,
    attribute: Vec<u8>,
    /// The attributes that matter, values as places.
    values: Vec<(&'static str, FileSpan)>,
    pub boilerplate: bool,
}

impl Tag {
    pub fn value(&self, name: &str) -> Option<FileSpan> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, span)| *span)
    }
}

/// One reading of one text.
struct Pass<'p, 'a> {
    walker: &'p mut Walker,
    draft: &'p mut Draft<'a>,
    text: &'p str,
    base: u32,
    masked: (&'p Masked<'p>, u32),
    tag: Tag,
}

impl<'p> Pass<'p, '_> {
    fn place(&self, span: html5gum::Span) -> FileSpan {
        let len = self.text.len();
        let (start, end) = (span.start.min(len), span.end.min(len));
        FileSpan::new(self.base + start as u32, self.base + end.max(start) as u32)
    }

    fn slice(&self, span: FileSpan) -> &'p str {
        self.text.get((span.start - self.base) as usize..(span.end - self.base) as usize).unwrap_or_default()
    }

    fn attribute(&mut self, name: &[u8]) {
        const KNOWN: [&str; 10] = [
            "hidden", "lang", "xml:lang", "name", "property", "itemprop", "content", "datetime", "class",
            "pubdate",
        ];
        self.tag.attribute.clear();
        self.tag.attribute.extend(name);
        if let Some(known) = KNOWN.iter().find(|known| known.as_bytes() == name) {
            self.tag.values.push((known, FileSpan::default()));
        }
    }

    fn value(&mut self, value: &[u8], span: FileSpan) {
        if self.tag.attribute.starts_with(b"role")
            || matches!(&*self.tag.attribute, b"class" | b"id" | b"style")
        {
            self.tag.boilerplate |= is_boilerplate(&self.tag.attribute, &String::from_utf8_lossy(value));
        }
        if let Some((known, place)) = self.tag.values.last_mut()
            && known.as_bytes() == self.tag.attribute
        {
            *place = span;
        }
    }

    fn string(&mut self, span: FileSpan) {
        let (masked, base) = self.masked;
        let mut at = span.start;
        for cut in masked.within((span.start - base) as usize..(span.end - base) as usize) {
            let place = cut.span(base);
            if place.start < at || place.end > span.end {
                continue;
            }
            self.walker.text(self.draft, self.slice(FileSpan::new(at, place.start)), at);
            if !cut.alone && self.walker.omitted == 0 {
                self.walker.ensure_open(self.draft);
                self.draft.prose.omit(place);
            }
            at = place.end;
        }
        self.walker.text(self.draft, self.slice(FileSpan::new(at, span.end)), at);
    }

    fn close_start_tag(&mut self, end: u32) {
        let tag = std::mem::take(&mut self.tag);
        match &*tag.name {
            b"meta" => {
                let name = ["property", "name", "itemprop"].iter().find_map(|key| tag.value(key));
                if let (Some(name), Some(content)) = (name, tag.value("content")) {
                    let name = self.slice(name).trim().to_ascii_lowercase();
                    self.walker.head.metas.push((name, content));
                }
            }
            b"time" if self.walker.omitted == 0 => {
                if let Some(datetime) = tag.value("datetime") {
                    let says = |key| tag.value(key).map(|span| self.slice(span).to_ascii_lowercase());
                    let said = [says("itemprop"), says("class")].into_iter().flatten().collect::<String>();
                    let any = |words: &[&str]| words.iter().any(|word| said.contains(word));
                    let changed = any(&["modified", "updated"]);
                    let published = any(&["publish"]) || tag.value("pubdate").is_some();
                    let marked = changed || published || any(&["date"]);
                    self.walker.head.times.push(Time { changed, published, marked, datetime });
                }
            }
            b"html" => {
                self.walker.head.language =
                    tag.value("lang").or(tag.value("xml:lang")).filter(|span| !span.is_empty())
            }
            _ => {}
        }
        let span = FileSpan::new(tag.start, end);
        self.walker.start_tag(self.draft, &tag, span);
        self.tag = tag;
    }
}

impl Callback<(), usize> for Pass<'_, '_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: html5gum::Span) -> Option<()> {
        let span = self.place(span);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.name.clear();
                self.tag.name.extend(name);
                self.tag.start = span.start;
                self.tag.values.clear();
                self.tag.boilerplate = false;
            }
            CallbackEvent::AttributeName { name } => self.attribute(name),
            CallbackEvent::AttributeValue { value } => self.value(value, span),
            CallbackEvent::CloseStartTag { .. } => self.close_start_tag(span.end),
            CallbackEvent::EndTag { name } => self.walker.end_tag(self.draft, name, span.end),
            CallbackEvent::String { .. } => {
                self.string(span);
            }
            CallbackEvent::Comment { value } if self.walker.omitted == 0 => {
                let words = String::from_utf8_lossy(value);
                let before = self.draft.pending.len();
                self.draft.comment(&words, span);
                // Inside a block it covers that block, not the next one.
                if self.draft.prose.is_open() {
                    self.walker.covers.extend(self.draft.pending.drain(before..));
                }
            }
            _ => {}
        }
        None
    }
}
