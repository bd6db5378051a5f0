//! Where every key and value of a YAML text stands, in bytes.
//!
//! A tree rather than a map from paths to spans: it costs no string per key, and a message about a
//! missing key can still point to the nearest thing that is there.

use super::decode::is_blank;
use super::{MAX_BYTES, MAX_DEPTH, Piece, Style, YamlError, pieces};
use crate::source::FileSpan;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use std::collections::HashMap;

/// The places of one YAML document.
#[derive(Debug, Default)]
pub struct Places {
    root: Option<Node>,
    duplicates: Vec<FileSpan>,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its bytes: quotes and brackets included, the header of a block scalar (`|`, `>-`) not.
    pub span: FileSpan,
    /// What it is.
    pub kind: NodeKind,
}

/// The shape of a value.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// A string, number, boolean, date or null: YAML 1.2 leaves the choice to the reader.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the text; keys that are not scalars are left out.
    Map(Vec<(Node, Node)>),
    /// `*name`: the value stands elsewhere, and is not followed.
    Alias,
}

/// A scalar as understood and as written.
#[derive(Debug, Clone)]
pub struct Scalar {
    /// Its text, with quotes, escapes, folding and indentation undone.
    pub text: String,
    /// How it is written.
    pub style: Style,
}

/// One step of a path through a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// The element of a list, counted from 0.
    Index(usize),
}

impl Places {
    /// Reads the places of the first document of `text`.
    ///
    /// # Errors
    ///
    /// Where `text` is not YAML, or is longer than [`MAX_BYTES`] or deeper than [`MAX_DEPTH`].
    pub fn read(text: &str) -> Result<Places, YamlError> {
        let mut reader = Reader { bytes: Bytes::new(text), open: Vec::new(), places: Places::default() };
        events(text, |event, span| reader.event(text, event, span))?;
        Ok(reader.places)
    }

    /// The whole document; `None` for one without content.
    pub fn root(&self) -> Option<&Node> {
        self.root.as_ref()
    }

    /// The value at `path`; the empty path is the whole document.
    pub fn node(&self, path: &[Step<'_>]) -> Option<&Node> {
        path.iter().try_fold(self.root()?, |node, step| node.step(*step))
    }

    /// Where the value at `path` stands.
    pub fn value(&self, path: &[Step<'_>]) -> Option<FileSpan> {
        self.node(path).map(|node| node.span)
    }

    /// Where the key at the end of `path` stands; for an element of a list, the element.
    pub fn key(&self, path: &[Step<'_>]) -> Option<FileSpan> {
        let (last, parents) = path.split_last()?;
        let parent = self.node(parents)?;
        match (last, &parent.kind) {
            (Step::Key(name), NodeKind::Map(entries)) => {
                entries.iter().find(|(key, _)| key.text() == Some(name)).map(|(key, _)| key.span)
            }
            _ => parent.step(*last).map(|node| node.span),
        }
    }

    /// Where the longest beginning of `path` that exists stands: its key if it is a key, otherwise the
    /// value. For a message about something that is missing.
    pub fn nearest(&self, path: &[Step<'_>]) -> FileSpan {
        (1..=path.len())
            .rev()
            .find_map(|len| self.key(&path[..len]))
            .or_else(|| self.root().map(|root| root.span))
            .unwrap_or_default()
    }

    /// Where the bytes `inner` of the decoded scalar at `path` stand in `text` (the text that was read);
    /// the whole scalar where its decoding cannot be followed.
    pub fn within(&self, text: &str, path: &[Step<'_>], inner: std::ops::Range<usize>) -> Option<FileSpan> {
        let node = self.node(path)?;
        Some(node.within(text, inner).unwrap_or(node.span))
    }

    /// Keys that repeat an earlier key of their mapping.
    pub fn duplicates(&self) -> &[FileSpan] {
        &self.duplicates
    }
}

/// Whether `word`, written without quotes, is YAML's word for nothing.
pub fn is_null(word: &str) -> bool {
    matches!(word, "" | "~" | "null" | "Null" | "NULL")
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// Whether nothing is written here: `key:`, `key: ~`, `key: null`.
    pub fn is_null(&self) -> bool {
        match &self.kind {
            NodeKind::Scalar(scalar) => scalar.style == Style::Plain && is_null(&scalar.text),
            _ => false,
        }
    }

    /// The value of `key`, the first one where it is repeated.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.step(Step::Key(key))
    }

    fn step(&self, step: Step<'_>) -> Option<&Node> {
        match (step, &self.kind) {
            (Step::Key(name), NodeKind::Map(entries)) => {
                entries.iter().find(|(key, _)| key.text() == Some(name)).map(|(_, value)| value)
            }
            (Step::Index(index), NodeKind::List(items)) => items.get(index),
            _ => None,
        }
    }

    /// The runs of a scalar's text and the bytes of `text` that each stands for, as file offsets; `None`
    /// for what is no scalar.
    pub fn pieces(&self, text: &str) -> Option<Vec<Piece>> {
        let NodeKind::Scalar(scalar) = &self.kind else { return None };
        pieces(text, self.span, scalar.style, &scalar.text)
    }

    /// Where the bytes `inner` of a scalar's text stand in `text`; `None` where its decoding cannot be
    /// followed.
    pub fn within(&self, text: &str, inner: std::ops::Range<usize>) -> Option<FileSpan> {
        let pieces = self.pieces(text)?;
        let start = pieces.iter().find(|piece| inner.start < piece.decoded.end)?;
        let end = pieces.iter().rev().find(|piece| piece.decoded.start < inner.end)?;
        let first = match start.verbatim(text, self.text()?) {
            true => start.source.start + inner.start.saturating_sub(start.decoded.start) as u32,
            false => start.source.start,
        };
        let last = match end.verbatim(text, self.text()?) && inner.end <= end.decoded.end {
            true => end.source.start + (inner.end - end.decoded.start) as u32,
            false => end.source.end,
        };
        (first <= last).then(|| FileSpan::new(first, last))
    }
}

/// Fails where `text` is nested deeper than [`MAX_DEPTH`], or stops being YAML before that.
pub(super) fn check_depth(text: &str) -> Result<(), YamlError> {
    let mut depth = 0;
    let mut bytes = Bytes::new(text);
    events(text, |event, span| {
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            _ => {}
        }
        match depth > MAX_DEPTH {
            true => Err(too_deep(text, bytes.at(span.start.index()))),
            false => Ok(()),
        }
    })
}

fn too_deep(text: &str, offset: usize) -> YamlError {
    YamlError::at(text, offset, format!("nested deeper than {MAX_DEPTH} levels"))
}

/// Hands the events of the first document to `each`.
fn events<'a>(
    text: &'a str,
    mut each: impl FnMut(Event<'a>, Span) -> Result<(), YamlError>,
) -> Result<(), YamlError> {
    if text.len() > MAX_BYTES {
        return Err(YamlError { message: format!("longer than {MAX_BYTES} bytes"), offset: None });
    }
    let mut parser = Parser::new_from_str(text);
    loop {
        match parser.next_event() {
            None | Some(Ok((Event::DocumentEnd | Event::StreamEnd, _))) => return Ok(()),
            Some(Ok((event, span))) => each(event, span)?,
            Some(Err(error)) => return Err(scan_error(text, &error)),
        }
    }
}

fn scan_error(text: &str, error: &ScanError) -> YamlError {
    let offset = Bytes::new(text).at(error.marker().index());
    YamlError::at(text, offset, error.info())
}

/// From character indices, which the parser counts, to bytes. Places mostly advance, so the distance from the last one
/// is walked; a text in ASCII needs no walk.
struct Bytes<'a> {
    text: &'a str,
    ascii: bool,
    chars: usize,
    bytes: usize,
}

impl<'a> Bytes<'a> {
    fn new(text: &'a str) -> Self {
        Bytes { text, ascii: text.is_ascii(), chars: 0, bytes: 0 }
    }

    fn at(&mut self, index: usize) -> usize {
        if self.ascii {
            return index.min(self.text.len());
        }
        if index >= self.chars {
            let rest = &self.text[self.bytes..];
            let step = rest.char_indices().nth(index - self.chars).map_or(rest.len(), |(at, _)| at);
            self.bytes += step;
        } else {
            let before = &self.text[..self.bytes];
            self.bytes = before.char_indices().nth_back(self.chars - index - 1).map_or(0, |(at, _)| at);
        }
        self.chars = index;
        self.bytes
    }
}

/// A list or mapping that is not closed yet.
enum Open {
    List { start: u32, items: Vec<Node> },
    Map { start: u32, entries: Vec<(Node, Node)>, key: Option<Node>, seen: HashMap<String, ()> },
}

struct Reader<'a> {
    bytes: Bytes<'a>,
    open: Vec<Open>,
    places: Places,
}

impl<'a> Reader<'a> {
    fn event(&mut self, text: &'a str, event: Event<'a>, span: Span) -> Result<(), YamlError> {
        let start = self.bytes.at(span.start.index());
        match event {
            Event::SequenceStart(..) => self.open.push(Open::List { start: start as u32, items: Vec::new() }),
            Event::MappingStart(..) => self.open.push(Open::Map {
                start: start as u32,
                entries: Vec::new(),
                key: None,
                seen: HashMap::new(),
            }),
            Event::SequenceEnd | Event::MappingEnd => {
                let end = self.bytes.at(span.end.index());
                self.end(text, end);
            }
            Event::Scalar(value, style, ..) => {
                let end = self.bytes.at(span.end.index());
                let style = Style::from(style);
                let raw = text.get(start..end).unwrap_or_default();
                // A block scalar's place runs on to the next key; a plain one's may hold the blanks after it.
                let len = if style.is_quoted() { raw.len() } else { raw.trim_end_matches(is_blank).len() };
                let span = FileSpan::new(start as u32, (start + len) as u32);
                self.add(Node { span, kind: NodeKind::Scalar(Scalar { text: value.into_owned(), style }) });
            }
            Event::Alias(_) => {
                let end = self.bytes.at(span.end.index());
                self.add(Node { span: FileSpan::new(start as u32, end as u32), kind: NodeKind::Alias });
            }
            _ => {}
        }
        match self.open.len() > MAX_DEPTH {
            true => Err(too_deep(text, start)),
            false => Ok(()),
        }
    }

    /// Closes the innermost list or mapping. The end of a block one is found only at the next line, so it ends
    /// where its last element does.
    fn end(&mut self, text: &str, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let (start, last, kind) = match open {
            Open::List { start, items } => {
                (start, items.last().map(|node| node.span.end), NodeKind::List(items))
            }
            Open::Map { start, entries, .. } => {
                let last = entries.last().map(|(key, value)| key.span.end.max(value.span.end));
                (start, last, NodeKind::Map(entries))
            }
        };
        let flow = matches!(text.as_bytes().get(start as usize), Some(b'[' | b'{'));
        let end = match last {
            Some(last) if !flow => last.max(start),
            _ => (end as u32).max(start),
        };
        self.add(Node { span: FileSpan::new(start, end), kind });
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => {
                self.places.root.get_or_insert(node);
            }
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, seen, .. }) => match key.take() {
                None => {
                    if let Some(name) = node.text()
                        && seen.insert(name.to_owned(), ()).is_some()
                    {
                        self.places.duplicates.push(node.span);
                    }
                    *key = Some(node);
                }
                Some(key) if key.text().is_some() => entries.push((key, node)),
                Some(_) => {}
            },
        }
    }
}

impl From<ScalarStyle> for Style {
    fn from(style: ScalarStyle) -> Self {
        match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Step::{Index, Key};
    use super::*;

    const TEXT: &str = "# größe\r\nid: größe\r\nfind:\r\n  - 'it''s ü {n:count}'\r\n  - \"a\\tb {m}\"\r\nwhy: >-\r\n  één\r\n  two\r\n\r\n  three\r\nlit: |\r\n  first\r\n    second {x}\r\nmap: {a: 1, b: [2, 3]}\r\n";

    fn at<'a>(places: &Places, path: &[Step<'_>]) -> &'a str {
        &TEXT[places.value(path).unwrap().range()]
    }

    #[test]
    fn finds_keys_and_values_after_letters_of_two_bytes() {
        let places = Places::read(TEXT).unwrap();
        assert_eq!(at(&places, &[Key("id")]), "größe");
        assert_eq!(at(&places, &[Key("find"), Index(0)]), "'it''s ü {n:count}'");
        assert_eq!(at(&places, &[Key("map")]), "{a: 1, b: [2, 3]}");
        assert_eq!(at(&places, &[Key("map"), Key("b"), Index(1)]), "3");
        assert_eq!(&TEXT[places.key(&[Key("find")]).unwrap().range()], "find");
        assert!(at(&places, &[Key("find")]).starts_with("- 'it"));
        assert!(at(&places, &[Key("find")]).ends_with("{m}\""));
        assert_eq!(at(&places, &[Key("why")]), "één\r\n  two\r\n\r\n  three");
        assert!(places.value(&[Key("nothing")]).is_none());
        let near = places.nearest(&[Key("map"), Key("c"), Key("d")]);
        assert_eq!(&TEXT[near.range()], "map");
    }

    #[test]
    fn points_into_scalars_of_every_style() {
        let places = Places::read(TEXT).unwrap();
        let find = |path: &[Step<'_>], words: &str| {
            let text = places.node(path).unwrap().text().unwrap();
            let start = text.find(words).unwrap();
            &TEXT[places.within(TEXT, path, start..start + words.len()).unwrap().range()]
        };
        assert_eq!(find(&[Key("find"), Index(0)], "{n:count}"), "{n:count}");
        assert_eq!(find(&[Key("find"), Index(0)], "it's"), "it''s");
        assert_eq!(find(&[Key("find"), Index(1)], "{m}"), "{m}");
        assert_eq!(find(&[Key("find"), Index(1)], "\t"), "\\t");
        assert_eq!(find(&[Key("why")], "one two".strip_prefix("one ").unwrap()), "two");
        assert_eq!(find(&[Key("why")], "één two"), "één\r\n  two");
        assert_eq!(find(&[Key("why")], "three"), "three");
        assert_eq!(find(&[Key("lit")], "{x}"), "{x}");
        assert_eq!(find(&[Key("id")], "öß"), "öß");
    }

    #[test]
    fn knows_repeated_keys_and_survives_odd_ones() {
        let text = "a: 1\nb: 2\na: 3\n? [x]\n: y\nc: &k {d: e}\nf: *k\n";
        let places = Places::read(text).unwrap();
        assert_eq!(places.duplicates(), [FileSpan::new(10, 11)]);
        assert!(matches!(places.node(&[Key("f")]).unwrap().kind, NodeKind::Alias));
        assert!(Places::read("").unwrap().root().is_none());
    }

    #[test]
    fn says_where_it_stops_being_yaml() {
        let text = "tïtle: ok\nbad: 'unclosed\n";
        let error = Places::read(text).unwrap_err();
        assert!(error.offset.is_some_and(|at| text.is_char_boundary(at) && at > 5), "{error:?}");
        assert!(Places::read(&"[".repeat(5_000)).is_err());
    }
}
