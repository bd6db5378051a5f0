//! Front matter in YAML: by hand where every line is simple, by the parser otherwise.
//!
//! Nearly all front matter is `key: value` lines, short lists and quotes without escapes; reading those by hand takes
//! a tenth of the time. The hand gives up on anything else, and a property test holds that where it does
//! not, it reads what the parser reads.

use super::{Field, Read, Text, Value, Written};
use crate::source::FileSpan;
use crate::yaml::{Node, NodeKind, Places, Style, is_null};
use std::borrow::Cow;

/// Reads the bytes `span` of `source`.
pub(super) fn parse(source: &str, span: FileSpan) -> Read<'_> {
    if let Some(fields) = simple(source, span) {
        return Read::Fields(fields);
    }
    let text = &source[span.range()];
    let error = match Places::read(text) {
        Ok(places) => return from_places(&places, source, &|offset| span.start + offset),
        Err(error) => error,
    };
    let (looser, added) = indented(text);
    if !added.is_empty()
        && let Ok(places) = Places::read(&looser)
    {
        // A place is as many bytes too far as blanks were added before it.
        let back = |offset| offset - added.partition_point(|at| *at < offset) as u32;
        return from_places(&places, source, &|offset| span.start + back(offset));
    }
    let fields = salvage(source, span);
    if fields.is_empty() {
        return Read::Nothing;
    }
    let at = span.start + error.offset.unwrap_or(0) as u32;
    let message = format!("front matter is not YAML ({error}); it was read line by line");
    Read::Salvaged(fields, message, FileSpan::new(at, at))
}

/// From an offset in what the parser read to one in the file.
type Place<'p> = &'p dyn Fn(u32) -> u32;

fn from_places<'a>(places: &Places, source: &str, place: Place<'_>) -> Read<'a> {
    match places.root() {
        None => Read::Fields(Vec::new()),
        Some(Node { kind: NodeKind::Map(entries), .. }) => Read::Fields(fields(entries, source, place)),
        Some(_) => Read::Nothing,
    }
}

/// The text with a blank before each line that goes on with a quoted value at the very left, and where the
/// blanks are. YAML wants the blank; the parsers of Jekyll and others do not, and many an article goes without.
fn indented(text: &str) -> (String, Vec<u32>) {
    let mut looser = String::with_capacity(text.len() + 16);
    let mut added = Vec::new();
    let mut quote: Option<u8> = None;
    for line in text.split_inclusive('\n') {
        if quote.is_some() && !line.starts_with([' ', '\t', '\r', '\n']) {
            added.push(looser.len() as u32);
            looser.push(' ');
        }
        looser.push_str(line);
        let mut bytes = line.bytes();
        if quote.is_none() {
            let value = line.split_once(": ").map_or("", |(_, value)| value.trim_start());
            quote = value.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''));
            bytes = value.get(1..).unwrap_or_default().bytes();
        }
        while let (Some(open), Some(byte)) = (quote, bytes.next()) {
            if byte == b'\\' && open == b'"' {
                bytes.next();
            } else if byte == open {
                let doubled = open == b'\'' && bytes.clone().next() == Some(open);
                if doubled {
                    bytes.next();
                } else {
                    quote = None;
                }
            }
        }
    }
    (looser, added)
}

fn fields<'a>(entries: &[(Node, Node)], source: &str, place: Place<'_>) -> Vec<Field<'a>> {
    let field = |(key, value): &(Node, Node)| Field {
        key: Cow::Owned(key.text().unwrap_or_default().to_owned()),
        value: value_of(value, source, place),
    };
    entries.iter().map(field).collect()
}

fn value_of<'a>(node: &Node, source: &str, place: Place<'_>) -> Value<'a> {
    match &node.kind {
        NodeKind::Scalar(_) if node.is_null() => Value::Null,
        NodeKind::Scalar(scalar) => {
            let span = FileSpan::new(place(node.span.start), place(node.span.end));
            let quotes = matches!(scalar.style, Style::Single | Style::Double) as u32;
            let inner = span.start + quotes..(span.start + quotes).max(span.end.saturating_sub(quotes));
            let same = source.get(inner.start as usize..inner.end as usize) == Some(&scalar.text);
            let written = if same { Written::From(inner.start) } else { Written::As(scalar.style) };
            Value::Text(Text { text: Cow::Owned(scalar.text.clone()), span, written })
        }
        NodeKind::List(items) => {
            Value::List(items.iter().map(|item| value_of(item, source, place)).collect())
        }
        NodeKind::Map(entries) => Value::Table(fields(entries, source, place)),
        NodeKind::Alias => Value::Null,
    }
}

/// Reads lines that mean the same to everyone; `None` as soon as one is not simple.
fn simple(source: &str, span: FileSpan) -> Option<Vec<Field<'_>>> {
    let mut fields: Vec<Field<'_>> = Vec::with_capacity(8);
    let mut at = span.start as usize;
    // The list whose items the next lines may give: the indentation of its first one.
    let mut list: Option<Option<usize>> = None;
    while at < span.end as usize {
        let end = memchr::memchr(b'\n', &source.as_bytes()[at..span.end as usize])
            .map_or(span.end as usize, |len| at + len);
        let line = &source[at..end];
        let line = line.strip_suffix('\r').unwrap_or(line);
        let start = at;
        at = end + 1;
        if line.bytes().any(|byte| byte < b' ') {
            return None;
        }
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        if words.is_empty() {
            continue;
        }
        if words.starts_with('#') {
            if indent > 0 {
                return None;
            }
            continue;
        }
        if let Some(item) = words.strip_prefix("- ") {
            let item = item.trim_start_matches(' ');
            let column = list?;
            if column.is_some_and(|column| column != indent) || item.is_empty() {
                return None;
            }
            list = Some(Some(indent));
            let value = scalar(item, start + line.len() - item.len())?;
            match fields.last_mut().map(|field| &mut field.value) {
                Some(Value::List(items)) => items.push(value),
                Some(empty @ Value::Null) => *empty = Value::List(vec![value]),
                _ => return None,
            }
            continue;
        }
        let name =
            words.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        let (key, rest) = words.split_at(name.count());
        let rest = rest.strip_prefix(':')?;
        if indent > 0
            || !key.starts_with(|c: char| c.is_ascii_alphabetic())
            || !rest.is_empty() && !rest.starts_with(' ')
        {
            return None;
        }
        let value = rest.trim_matches(' ');
        let from = start + line.len() - rest.trim_start_matches(' ').len();
        list = None;
        let value = match value.as_bytes() {
            [] => {
                list = Some(None);
                Value::Null
            }
            [b'[', .., b']'] => flow_list(&value[1..value.len() - 1], from + 1)?,
            _ => scalar(value, from)?,
        };
        fields.push(Field { key: Cow::Borrowed(key), value });
    }
    Some(fields)
}

/// `a, 'b', "c"`: the items of a list on one line.
fn flow_list(items: &str, start: usize) -> Option<Value<'_>> {
    if items.trim_matches(' ').is_empty() {
        return Some(Value::List(Vec::new()));
    }
    let mut list = Vec::new();
    let mut at = start;
    for item in items.split(',') {
        let words = item.trim_matches(' ');
        let quoted = words.starts_with(['"', '\'']);
        let odd = |c: char| matches!(c, '[' | ']' | '{' | '}' | ':' | '#' | '?' | '-');
        if words.is_empty() || !quoted && words.contains(odd) {
            return None;
        }
        list.push(scalar(words, at + item.len() - item.trim_start_matches(' ').len())?);
        at += item.len() + 1;
    }
    Some(Value::List(list))
}

/// A scalar on one line, which stands at `start`; blanks after it are dropped.
fn scalar(words: &str, start: usize) -> Option<Value<'_>> {
    let words = words.trim_end_matches(' ');
    let span = FileSpan::new(start as u32, (start + words.len()) as u32);
    let first = *words.as_bytes().first()?;
    let inner = match first {
        b'"' | b'\'' => {
            let inner = words.get(1..words.len().max(2) - 1)?;
            let closed = words.len() >= 2 && words.as_bytes()[words.len() - 1] == first;
            if !closed || inner.contains(first as char) || first == b'"' && inner.contains('\\') {
                return None;
            }
            inner
        }
        b'-' | b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>'
        | b'%' | b'@' | b'`' | b'=' | b'.' => return None,
        _ => {
            if words.ends_with(':') || words.contains(": ") || words.contains(" #") {
                return None;
            }
            if is_null(words) {
                return Some(Value::Null);
            }
            words
        }
    };
    // A byte order mark or a line separator inside: left to the parser.
    if inner.contains(['\u{feff}', '\u{85}', '\u{2028}', '\u{2029}', '\u{7f}']) {
        return None;
    }
    let quotes = (inner.len() < words.len()) as u32;
    let written = Written::From(span.start + quotes);
    Some(Value::Text(Text { text: Cow::Borrowed(inner), span, written }))
}

/// Reads what lines of a text that is not YAML can be read: `title: A: B` is what people write.
fn salvage(source: &str, span: FileSpan) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    let mut at = span.start as usize;
    while at < span.end as usize {
        let end = super::line_end(source, at).min(span.end as usize);
        let line = &source[at..end];
        if let Some((key, rest)) = line.split_once(':')
            && !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        {
            let words = rest.trim();
            let from = at + line.len() - rest.trim_start().len();
            let quote = words
                .chars()
                .next()
                .filter(|c| words.len() > 1 && matches!(c, '"' | '\'') && words.ends_with(*c));
            let text = if quote.is_some() { &words[1..words.len() - 1] } else { words };
            let start = (from + quote.is_some() as usize) as u32;
            let span = FileSpan::new(from as u32, (from + words.len()) as u32);
            let value = match text {
                "" | "|" | ">" | "|-" | ">-" => Value::Null,
                text => Value::Text(Text { text: Cow::Borrowed(text), span, written: Written::From(start) }),
            };
            fields.push(Field { key: Cow::Borrowed(key), value });
        }
        at = super::next_line(source, end);
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(text: &str) -> FileSpan {
        FileSpan::new(0, text.len() as u32)
    }

    fn by_parser(text: &str) -> Option<Vec<Field<'_>>> {
        let places = Places::read(text).ok()?;
        match places.root().map(|root| &root.kind) {
            None => Some(Vec::new()),
            Some(NodeKind::Map(entries)) => Some(fields(entries, text, &|offset| offset)),
            Some(_) => None,
        }
    }

    #[test]
    fn reads_common_front_matter_by_hand() {
        let text = "title: \"Five dead: a report\"\ndate: 2025-07-01 10:00:00 +0200\r\ntags:\n  - war\n  - 'the north'\nlist: [a, 'b c', 5]\nauthor: Zoë\nempty:\n# a comment\ndraft: false\n";
        assert_eq!(simple(text, whole(text)), by_parser(text));
        assert!(simple(text, whole(text)).is_some());
    }

    #[test]
    fn leaves_the_rest_to_the_parser() {
        for text in [
            "a: >\n  folded\n",
            "a: b\n  c\n",
            "a: {b: c}\n",
            "a: \"x\\ty\"\n",
            "a: 'it''s'\n",
            "a: &x b\n",
            "a: b # c\n",
        ] {
            assert_eq!(simple(text, whole(text)), None, "{text:?}");
        }
    }

    #[test]
    fn reads_quoted_values_that_go_on_at_the_very_left() {
        let text = "title: \"Five 'é' dead\nin fire\"\ndate: '2025-07-01'\nnote: 'it''s\nthree'\nlast: é\n";
        let Read::Fields(fields) = parse(text, whole(text)) else { panic!("not read") };
        let texts: Vec<&Text<'_>> = fields.iter().filter_map(|field| field.value.text()).collect();
        let words: Vec<&str> = texts.iter().map(|text| &*text.text).collect();
        assert_eq!(words, ["Five 'é' dead in fire", "2025-07-01", "it's three", "é"]);
        let written: Vec<&str> = texts.iter().map(|value| &text[value.inner().range()]).collect();
        assert_eq!(written, ["Five 'é' dead\nin fire", "2025-07-01", "it''s\nthree", "é"]);
    }

    #[test]
    fn salvages_a_title_with_a_colon() {
        let text = "title: Kupol: five dead\ndate: 2025-07-01\n";
        let Read::Salvaged(fields, message, _) = parse(text, whole(text)) else { panic!("not salvaged") };
        assert_eq!(fields[0].value.text().map(|text| &*text.text), Some("Kupol: five dead"));
        assert_eq!(fields[1].value.text().map(|text| &*text.text), Some("2025-07-01"));
        assert!(message.starts_with("front matter is not YAML ("), "{message}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn by_hand_reads_what_the_parser_reads(lines in prop::collection::vec(
            ("(title|date|tags|a-b|x_1|  k|é|)", "(:|: |:  |)", "[ -~é—\u{a0}]{0,12}|'[a:# ]{0,4}'|\"[a:# ]{0,4}\"|\\[(a|'b'|\"c d\"| 5)(,(a| b|'c')){0,2}\\]|~|null|- a|-5|.5", "(\n|\r\n|\n\n|\n  - a\n|\n- b\n|\n  c\n|\n#\n)"), 0..6)
        ) {
            let text: String = lines.iter().map(|(key, colon, value, end)| format!("{key}{colon}{value}{end}")).collect();
            if let Some(fields) = simple(&text, whole(&text)) {
                prop_assert_eq!(Some(fields), by_parser(&text), "{:?}", text);
            }
        }

        #[test]
        fn never_panics(text in "\\PC{0,80}|[-:'\"|>\\[\\]{}&*!%@ \n\r\ta]{0,80}") {
            let _ = parse(&text, whole(&text));
        }
    }
}
