//! From the text of a pattern to a syntax tree.
//!
//! Slots, word lists, phrases, gaps and spaces become characters of a private-use plane before `regex-syntax`
//! reads the rest, so that they nest in groups, alternations and repetitions as any character does.
//! The tree of its *parser* is used, not the simplified one (HIR): that one would merge `({a:count}|x)`
//! into a character class.

use super::phrases::{Phrase, Phrases};
use super::slot::{Slot, SlotType, Slots};
use super::words::WordLists;
use crate::lexicon::Lexicon;
use crate::rule::Fault;
use regex_syntax::ast::{self, Ast};
use std::ops::Range;
use std::sync::Arc;

/// Stands for white space.
pub(super) const SPACE: char = '\u{f0000}';
/// Stands for a gap.
pub(super) const GAP: char = '\u{f0001}';
/// The first of the characters that stand for an element.
const ELEMENTS: u32 = 0xf_0100;
const MAX_ELEMENTS: usize = 1_000;
/// The deepest nesting of groups, so that trees are walked without a thought for the stack.
const MAX_DEPTH: u32 = 40;
/// The longest pattern in bytes.
const MAX_BYTES: usize = 8_000;

/// A slot or word list in a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// `{name:type}`: its place among the rule's slots.
    Slot { slot: u16, kind: SlotType, list: bool },
    /// `<list>`: its place among the word lists.
    List(u16),
    /// `<phrase>`: its place among the phrases of the tree.
    Phrase(u16),
}

/// A pattern's syntax tree, with the meaning of the characters that stand for something else.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    pub ast: Ast,
    /// The text that the tree's spans point into.
    pub text: Box<str>,
    elements: Vec<Element>,
    /// The phrases that it names, with the places of their slots among the rule's.
    phrases: Vec<(Arc<Phrase>, Vec<u16>)>,
    /// Named groups by name, as places among the rule's slots.
    groups: Vec<(Box<str>, u16)>,
    /// Where each stretch of `text` comes from: start there, bytes of the pattern. One that is as long as its bytes was
    /// copied from them; any other stands for all of them.
    places: Vec<(usize, Range<usize>)>,
}

impl Tree {
    /// Reads `source`, adding its slots to `slots` and the lists it names to `lists`.
    pub fn parse(
        source: &str,
        lexicon: &Lexicon,
        phrases: &Phrases,
        slots: &mut Slots,
        lists: &mut WordLists,
    ) -> Result<Tree, Vec<Fault>> {
        let mut scanner = Scanner {
            source,
            at: 0,
            lexicon,
            phrases,
            slots,
            lists,
            text: String::with_capacity(source.len() * 2),
            elements: Vec::new(),
            used: Vec::new(),
            groups: Vec::new(),
            places: Vec::new(),
            faults: Vec::new(),
        };
        scanner.scan();
        if scanner.text.len() > MAX_BYTES {
            let message = format!("a pattern of more than {MAX_BYTES} bytes");
            let help = "write several patterns instead, or give pieces of it a name under `phrases`";
            return Err(vec![Fault::new(0..source.len(), message).help(help)]);
        }
        let Scanner { text, elements, used, groups, places, mut faults, .. } = scanner;
        let parsed = ast::parse::ParserBuilder::new().nest_limit(MAX_DEPTH).build().parse(&text);
        match parsed {
            Ok(ast) if faults.is_empty() => {
                Ok(Tree { ast, text: text.into(), elements, phrases: used, groups, places })
            }
            Ok(_) => Err(faults),
            Err(error) => {
                let span = error.span().start.offset..error.span().end.offset;
                faults.push(Fault::new(original(&places, span, &text), error.kind().to_string()));
                Err(faults)
            }
        }
    }

    /// What a character of the tree stands for.
    pub fn element(&self, c: char) -> Option<Element> {
        self.elements.get((c as u32).checked_sub(ELEMENTS)? as usize).copied()
    }

    /// A phrase that the tree names, with the places of its slots among the rule's.
    pub fn phrase(&self, at: u16) -> (&Phrase, &[u16]) {
        let (phrase, slots) = &self.phrases[at as usize];
        (phrase, slots)
    }

    /// The slot that a named group fills.
    pub fn group(&self, name: &str) -> Option<u16> {
        self.groups.iter().find(|(known, _)| &**known == name).map(|(_, slot)| *slot)
    }

    /// The bytes of the pattern that a span of the tree stands for.
    pub fn original(&self, span: &ast::Span) -> Range<usize> {
        original(&self.places, span.start.offset..span.end.offset, &self.text)
    }
}

/// The bytes of the pattern from which the bytes `span` of `text` come.
fn original(places: &[(usize, Range<usize>)], span: Range<usize>, text: &str) -> Range<usize> {
    // The bytes that the byte at `offset` stands for.
    let bytes = |offset: usize| {
        let next = places.partition_point(|(start, _)| *start <= offset);
        let (start, from) = next.checked_sub(1).map(|at| &places[at])?;
        let len = places.get(next).map_or(text.len(), |(end, _)| *end) - start;
        let at = from.start + (offset - start);
        Some(if len == from.len() && at < from.end { at..at + 1 } else { from.clone() })
    };
    let start = bytes(span.start).map_or(0, |bytes| bytes.start);
    let end = bytes(span.end.max(span.start + 1) - 1).map_or(0, |bytes| bytes.end);
    start..end.max(start)
}

struct Scanner<'a> {
    source: &'a str,
    at: usize,
    lexicon: &'a Lexicon,
    phrases: &'a Phrases,
    slots: &'a mut Slots,
    lists: &'a mut WordLists,
    text: String,
    elements: Vec<Element>,
    used: Vec<(Arc<Phrase>, Vec<u16>)>,
    groups: Vec<(Box<str>, u16)>,
    places: Vec<(usize, Range<usize>)>,
    faults: Vec<Fault>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn scan(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            match c {
                '\\' => self.copy(escape_len(self.rest())),
                '[' => self.copy(class_len(self.rest())),
                '{' => match repetition_len(self.rest()) {
                    Some(len) => self.copy(len),
                    None => self.slot(),
                },
                '(' if self.rest().starts_with("(?<") || self.rest().starts_with("(?P<") => self.group_name(),
                '<' => self.named(),
                '…' => self.replace('…'.len_utf8(), GAP),
                '.' if self.rest().starts_with("...") => self.replace(3, GAP),
                c if c.is_whitespace() => {
                    let blank = self.rest().len() - self.rest().trim_start().len();
                    self.replace(blank, SPACE);
                }
                '\u{f0000}'..='\u{fffff}' => {
                    let span = self.at..self.at + c.len_utf8();
                    self.faults.push(Fault::new(span, "private-use characters cannot be used in a pattern"));
                    self.copy(c.len_utf8());
                }
                c => self.copy(c.len_utf8()),
            }
        }
    }

    fn copy(&mut self, len: usize) {
        let from = self.at..self.at + len;
        match self.places.last_mut() {
            Some((start, last)) if last.end == from.start && self.text.len() - *start == last.len() => {
                last.end = from.end;
            }
            _ => self.places.push((self.text.len(), from.clone())),
        }
        self.text.push_str(&self.source[from]);
        self.at += len;
    }

    fn replace(&mut self, len: usize, by: char) {
        self.places.push((self.text.len(), self.at..self.at + len));
        self.text.push(by);
        self.at += len;
    }

    fn element(&mut self, len: usize, element: Element) {
        if self.elements.len() == MAX_ELEMENTS {
            let span = self.at..self.at + len;
            self.faults.push(Fault::new(span, format!("more than {MAX_ELEMENTS} slots and lists")));
            self.at += len;
            return;
        }
        self.elements.push(element);
        let by = char::from_u32(ELEMENTS + self.elements.len() as u32 - 1)
            .expect("every number of plane 15 up to U+F0100 + 1,000 is a character");
        self.replace(len, by);
    }

    /// Notes a fault over the next `len` bytes and reads them as an empty gap, so that the rest is judged too.
    fn fail(&mut self, len: usize, fault: Fault) {
        self.faults.push(fault);
        self.replace(len, SPACE);
    }

    /// `{name:type}` or `{name:type*}`.
    fn slot(&mut self) {
        let Some(end) = self.rest().find('}') else {
            let fault = Fault::new(self.at..self.at + 1, "a slot without its closing brace");
            return self.fail(1, fault.help("a slot is written {name:type}, a literal brace \\{"));
        };
        let span = self.at..self.at + end + 1;
        let inside = &self.rest()[1..end];
        let Some((name, kind)) = inside.split_once(':') else {
            let fault = Fault::new(span, "a slot without a type");
            return self.fail(end + 1, fault.help("a slot is written {name:type}, a literal brace \\{"));
        };
        if !is_name(name) {
            let fault = Fault::new(
                span.start + 1..span.start + 1 + name.len(),
                format!("`{name}` is no name for a slot"),
            );
            let help = "a name has lower case letters, digits and underscores, and starts with a letter";
            return self.fail(end + 1, fault.help(help));
        }
        let (kind, list) = kind.strip_suffix('*').map_or((kind, false), |kind| (kind, true));
        let Some(known) = SlotType::parse(kind, &self.lexicon.units) else {
            let start = span.start + 2 + name.len();
            let types: Vec<_> = SlotType::names(&self.lexicon.units).collect();
            let fault = Fault::new(start..start + kind.len(), format!("unknown slot type `{kind}`"));
            let fault = fault.help(format!("one of `{}`", types.join("`, `")));
            self.slots.add_untyped(name);
            return self.fail(end + 1, fault.suggest(kind, types));
        };
        if list && known == SlotType::Word {
            return self.fail(end + 1, Fault::new(span, "words cannot be bound as a list"));
        }
        if let Some(slot) = self.bind(name, known, list, span) {
            self.element(end + 1, Element::Slot { slot, kind: known, list });
        } else {
            self.replace(end + 1, SPACE);
        }
    }

    /// The place of the slot `name`; notes a fault where the name is another slot already.
    fn bind(&mut self, name: &str, kind: SlotType, list: bool, span: Range<usize>) -> Option<u16> {
        match self.slots.add(Slot { name: name.into(), kind, list }) {
            Ok(slot) => Some(slot),
            Err(other) => {
                let star = if other.list { "*" } else { "" };
                let message = format!(
                    "`{name}` is {{{name}:{}{star}}} in another place of this rule",
                    other.kind.name(&self.lexicon.units)
                );
                self.faults
                    .push(Fault::new(span, message).help("a name binds one type in all patterns of a rule"));
                None
            }
        }
    }

    /// `<name>`: a word list or a phrase.
    fn named(&mut self) {
        let end = self.rest().find('>').filter(|end| {
            self.rest()[1..*end].bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        });
        let Some(end) = end.filter(|end| *end > 1) else {
            let fault = Fault::new(self.at..self.at + 1, "a word list or a phrase is written <name>");
            return self.fail(1, fault.help("a literal `<` is written [<]"));
        };
        let name = &self.rest()[1..end];
        if self.phrases.has(name) {
            return self.phrase(name, end + 1);
        }
        match self.lists.find(name, &self.lexicon.lists) {
            Some(list) => self.element(end + 1, Element::List(list)),
            None => {
                let span = self.at + 1..self.at + end;
                let fault = Fault::new(span, format!("unknown word list or phrase `{name}`"));
                let fault = fault.suggest(name, self.phrases.names().chain(self.lexicon.lists.names()));
                self.fail(end + 1, fault);
            }
        }
    }

    /// The phrase `name`, written in `len` bytes.
    fn phrase(&mut self, name: &str, len: usize) {
        let span = self.at..self.at + len;
        let Some(phrase) = self.phrases.get(name) else {
            return self.fail(len, Fault::new(span, format!("`<{name}>` stands in itself")));
        };
        phrase.slots.untyped().iter().for_each(|name| self.slots.add_untyped(name));
        let slots = phrase.slots.as_slice().iter();
        let bound = slots.map(|slot| self.bind(&slot.name, slot.kind, slot.list, span.clone()));
        match bound.collect::<Vec<_>>().into_iter().collect() {
            Some(slots) => {
                self.used.push((Arc::clone(phrase), slots));
                self.element(len, Element::Phrase(self.used.len() as u16 - 1));
            }
            None => self.replace(len, SPACE),
        }
    }

    /// `(?<name>`: a group that binds the words it matches.
    fn group_name(&mut self) {
        let open = if self.rest().starts_with("(?P") { 4 } else { 3 };
        let Some(end) = self.rest().find('>') else { return self.copy(open) };
        let name = &self.rest()[open..end];
        let span = self.at + open..self.at + end;
        if !is_name(name) {
            self.faults.push(Fault::new(span, format!("`{name}` is no name for a group")));
        } else if let Some(slot) = self.bind(name, SlotType::Text, false, span) {
            self.groups.push((name.into(), slot));
        }
        self.copy(end + 1);
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// The length of the repetition at the start of `text`: `{3}`, `{2,}`, `{,4}`.
fn repetition_len(text: &str) -> Option<usize> {
    let end = text.find('}')?;
    let inside = &text[1..end];
    let counts = |c: char| c.is_ascii_digit() || c == ',';
    (!inside.is_empty() && inside.chars().all(counts)).then_some(end + 1)
}

/// The length of the escape at the start of `text`: `\.`, `\p{Greek}`, `\b{start}`.
fn escape_len(text: &str) -> usize {
    let mut chars = text.chars().skip(1);
    let Some(c) = chars.next() else { return text.len() };
    let len = 1 + c.len_utf8();
    match (c, chars.next()) {
        ('p' | 'P' | 'x' | 'u' | 'U' | 'b', Some('{')) => text.find('}').map_or(text.len(), |end| end + 1),
        _ => len,
    }
}

/// The length of the character class at the start of `text`, with the classes inside it.
fn class_len(text: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '\\' => {
                at += escape_len(&text[at..]);
                continue;
            }
            '[' => {
                depth += 1;
                at += 1;
                if text[at..].starts_with('^') {
                    at += 1;
                }
                if text[at..].starts_with(']') {
                    at += 1;
                }
                continue;
            }
            ']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    text.len()
}
