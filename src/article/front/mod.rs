//! Front matter: where it ends, and its keys with values whose places are known.
//!
//! Three languages, one tree: what the keys mean is decided once, in [`super::meta`].

mod json;
mod markup;
mod toml;
mod yaml;

use super::ProseBuilder;
use crate::source::FileSpan;
use crate::yaml::{Piece, Style, pieces};
use std::borrow::Cow;

pub(super) use json::parse as parse_json;

/// Front matter longer than this is not read.
pub(super) const MAX_BYTES: usize = 64 << 10;

/// The head of a file.
#[derive(Debug, Default)]
pub(super) struct Front<'a> {
    /// The keys, in order.
    pub fields: Vec<Field<'a>>,
    /// The first byte of the text after it.
    pub body: u32,
    /// What is wrong with it, and where.
    pub trouble: Option<(String, FileSpan)>,
}

/// A key and its value.
#[derive(Debug, PartialEq)]
pub(super) struct Field<'a> {
    pub key: Cow<'a, str>,
    pub value: Value<'a>,
}

/// A value, whatever the language.
#[derive(Debug, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    /// Strings, and everything else that is written as one word: numbers, booleans, dates.
    Text(Text<'a>),
    List(Vec<Value<'a>>),
    Table(Vec<Field<'a>>),
}

/// A scalar as understood and as written.
#[derive(Debug, PartialEq)]
pub(super) struct Text<'a> {
    pub text: Cow<'a, str>,
    /// Where it stands, quotes included.
    pub span: FileSpan,
    pub written: Written,
}

/// How the bytes of a scalar relate to its text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Written {
    /// The text stands in the file as it is, from this byte on.
    From(u32),
    /// As a scalar of YAML, or a string of JSON or TOML with the same escapes.
    As(Style),
    /// In a way that is not followed: the text stands for the bytes as a whole.
    Whole,
}

impl Text<'_> {
    /// The bytes of the text without its quotes.
    pub fn inner(&self) -> FileSpan {
        match self.written {
            Written::From(start) => FileSpan::new(start, start + self.text.len() as u32),
            Written::As(Style::Double | Style::Single) if self.span.len() >= 2 => {
                FileSpan::new(self.span.start + 1, self.span.end - 1)
            }
            _ => self.span,
        }
    }

    /// Adds the text to the open block, without markup and with entities decoded.
    pub fn push(&self, prose: &mut ProseBuilder, source: &str) {
        let runs = match self.written {
            Written::From(start) => return markup::push_plain(prose, &self.text, start),
            Written::As(style) => pieces(source, self.span, style, &self.text),
            Written::Whole => None,
        };
        let Some(runs) = runs else { return prose.push_mapped(&self.text, self.span) };
        for run in &runs {
            match run.verbatim(source, &self.text) {
                true => markup::push_plain(prose, &self.text[run.decoded.clone()], run.source.start),
                false => self.push_changed(prose, run),
            }
        }
    }

    fn push_changed(&self, prose: &mut ProseBuilder, run: &Piece) {
        prose.push_mapped(&self.text[run.decoded.clone()], run.source);
    }
}

impl<'a> Value<'a> {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&Text<'a>> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of `key` in a table.
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        match self {
            Value::Table(fields) => fields.iter().find(|field| field.key == key).map(|field| &field.value),
            _ => None,
        }
    }

    /// The scalars of a list, or the one that stands for a list of one.
    pub fn texts(&self) -> impl Iterator<Item = &Text<'a>> {
        let list = match self {
            Value::List(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        list.iter().filter_map(Value::text)
    }
}

/// Reads the front matter at the top of `source`, if there is any.
pub(super) fn read(source: &str) -> Front<'_> {
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let text = &source[start..];
    let none = || Front { body: start as u32, ..Front::default() };
    match text.as_bytes() {
        [b'-', b'-', b'-', ..] => fenced(source, start, "---").unwrap_or_else(none),
        [b'+', b'+', b'+', ..] => fenced(source, start, "+++").unwrap_or_else(none),
        [b'{', ..] => json::head(source, start).unwrap_or_else(none),
        _ => none(),
    }
}

/// Front matter between two lines of `fence`, the first of which may name its language, as Eleventy's do: `---json`.
fn fenced<'a>(source: &'a str, start: usize, fence: &str) -> Option<Front<'a>> {
    let first = line_end(source, start);
    let parse = match (fence, source[start..first].trim_end().strip_prefix(fence)?) {
        // Whatever is JSON is YAML, too.
        ("---", "" | "yaml" | "json") => yaml::parse,
        ("---", "toml") | ("+++", "") => toml::parse,
        _ => return None,
    };
    let mut line = next_line(source, first);
    let inner = line;
    let (end, body) = loop {
        if line >= source.len() {
            return unclosed(source, start, inner, fence);
        }
        let end = line_end(source, line);
        let words = &source[line..end];
        if words.starts_with(fence) && words.trim_end() == fence
            || fence == "---" && words.trim_end() == "..."
        {
            break (line, next_line(source, end));
        }
        line = next_line(source, end);
    };
    let mut front = Front { body: body as u32, ..Front::default() };
    if end - inner > MAX_BYTES {
        let message = format!("front matter of {} bytes is too long to read", end - inner);
        front.trouble = Some((message, FileSpan::new(start as u32, first as u32)));
        return Some(front);
    }
    let whole = FileSpan::new(inner as u32, end as u32);
    match parse(source, whole) {
        Read::Fields(fields) => front.fields = fields,
        Read::Salvaged(fields, message, span) => {
            front.fields = fields;
            front.trouble = Some((message, span));
        }
        Read::Nothing => return None,
    }
    Some(front)
}

/// A text that begins as front matter does, a key and its value, and has no line that ends it: all of it is body.
fn unclosed<'a>(source: &str, start: usize, inner: usize, fence: &str) -> Option<Front<'a>> {
    let line = &source[inner..line_end(source, inner)];
    let key = line.find([':', '=']).map(|at| line[..at].trim_end())?;
    let named = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let message = format!("front matter does not end: no line of \"{fence}\" follows; it was read as text");
    let place = FileSpan::new(start as u32, line_end(source, start) as u32);
    named.then(|| Front { body: start as u32, trouble: Some((message, place)), ..Front::default() })
}

/// What comes of reading front matter.
enum Read<'a> {
    Fields(Vec<Field<'a>>),
    /// It has a mistake; these fields could be read all the same.
    Salvaged(Vec<Field<'a>>, String, FileSpan),
    /// It is none: prose between two rules.
    Nothing,
}

/// Where the line that holds `start` ends, without its line end (`\n`, `\r\n` or a lone `\r`).
fn line_end(source: &str, start: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &source.as_bytes()[start..]).map_or(source.len(), |at| start + at)
}

/// The start of the line after the line end at `end`.
fn next_line(source: &str, end: usize) -> usize {
    match &source.as_bytes()[end..] {
        [b'\r', b'\n', ..] => end + 2,
        [_, ..] => end + 1,
        [] => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_end_of_all_three_kinds() {
        for file in [
            "---\ntitle: A\n---\nBody",
            "\u{feff}---  \r\ntitle: A\r\n---\t\r\nBody",
            "---\rtitle: A\r...\rBody",
            "+++\ntitle = \"A\"\n+++\nBody",
            "{\n  \"title\": \"A\"\n}\nBody",
            "---json\n{\n\t\"title\": \"A\"\n}\n---\nBody",
            "---toml\ntitle = \"A\"\n---\nBody",
            "---yaml\ntitle: A\n---\nBody",
        ] {
            let front = read(file);
            assert_eq!(&file[front.body as usize..], "Body", "{file:?}");
            let title = front.fields[0].value.text().unwrap();
            assert_eq!((&*front.fields[0].key, &file[title.inner().range()]), ("title", "A"), "{file:?}");
        }
    }

    #[test]
    fn takes_no_rule_or_brace_for_front_matter() {
        for file in [
            "---\nProse, and no more.\n\n---\nMore",
            "---\nunclosed: yes\n",
            "---rust\na: b\n---\n",
            "{{< ref >}}\n",
            "----\na: b\n---\n",
            "",
            "---",
        ] {
            let front = read(file);
            assert_eq!((front.body, front.fields.len()), (0, 0), "{file:?}");
        }
    }

    #[test]
    fn says_where_front_matter_has_no_end() {
        for (file, noted) in [
            ("---\ntitle: A\n\nProse\n", true),
            ("+++\ntitle = 'A'\n", true),
            ("---\nHe said this: no.\n", false),
            ("---\n\nProse\n", false),
        ] {
            assert_eq!(read(file).trouble.is_some(), noted, "{file:?}");
        }
    }

    #[test]
    fn refuses_what_is_too_long() {
        let file = format!("---\ntitle: {}\n---\nBody", "a".repeat(MAX_BYTES));
        let front = read(&file);
        assert!(front.trouble.is_some_and(|(message, _)| message.contains("too long")));
        assert_eq!(&file[front.body as usize..], "Body");
    }
}
