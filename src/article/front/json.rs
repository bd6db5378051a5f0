//! JSON with the place of every value: front matter (Hugo), and the JSON-LD of web pages.
//!
//! `serde_json` gives no places, but its raw values are slices of the text that was read, and a slice knows
//! where it begins.

use super::{Field, Front, MAX_BYTES, Text, Value, Written};
use crate::source::FileSpan;
use crate::yaml::Style;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Front matter that is an object at byte `start`, alone on its lines.
pub(super) fn head(source: &str, start: usize) -> Option<Front<'_>> {
    let text = &source[start..];
    if !text[1..].trim_start().starts_with(['"', '}']) {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let raw = values.next();
    let end = start + values.byte_offset();
    let first = super::line_end(source, start);
    let raw = match raw {
        Some(Ok(raw)) => raw,
        // An object that is not JSON: where it ends is not known, so that it is all body.
        _ => {
            let message = "what looks like front matter is not JSON; it was read as text".to_owned();
            let trouble = Some((message, FileSpan::new(start as u32, first as u32)));
            return Some(Front { body: start as u32, trouble, ..Front::default() });
        }
    };
    let line = super::line_end(source, end);
    if !source[end..line].trim().is_empty() {
        return None;
    }
    let body = super::next_line(source, line);
    let mut front = Front { body: body as u32, ..Front::default() };
    if end - start > MAX_BYTES {
        let message = format!("front matter of {} bytes is too long to read", end - start);
        front.trouble = Some((message, FileSpan::new(start as u32, first as u32)));
    } else if let Value::Table(fields) = value_of(raw, source) {
        front.fields = fields;
    }
    Some(front)
}

/// Reads the JSON at the bytes `span` of `source`; `None` where it is none, or too long.
pub(in crate::article) fn parse(source: &str, span: FileSpan) -> Option<Value<'_>> {
    let text = source.get(span.range())?;
    if text.len() > MAX_BYTES * 4 {
        return None;
    }
    let raw: &RawValue = serde_json::from_str(text).ok()?;
    Some(value_of(raw, source))
}

/// Depth is bounded by `serde_json`, at 128 levels.
fn value_of<'a>(raw: &'a RawValue, source: &'a str) -> Value<'a> {
    let text = raw.get();
    let start = text.as_ptr() as usize - source.as_ptr() as usize;
    let span = FileSpan::new(start as u32, (start + text.len()) as u32);
    match text.as_bytes().first() {
        Some(b'{') => {
            let Ok(Entries(entries)) = serde_json::from_str(text) else { return Value::Null };
            let field =
                |(key, value): (Key<'a>, &'a RawValue)| Field { key: key.0, value: value_of(value, source) };
            Value::Table(entries.into_iter().map(field).collect())
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text).unwrap_or_default();
            Value::List(items.into_iter().map(|item| value_of(item, source)).collect())
        }
        Some(b'"') => {
            let inner = &text[1..text.len() - 1];
            if !inner.contains('\\') {
                return Value::Text(Text {
                    text: Cow::Borrowed(inner),
                    span,
                    written: Written::From(span.start + 1),
                });
            }
            let Ok(decoded) = serde_json::from_str::<String>(text) else { return Value::Null };
            Value::Text(Text { text: Cow::Owned(decoded), span, written: Written::As(Style::Double) })
        }
        Some(b'n') | None => Value::Null,
        Some(_) => Value::Text(Text { text: Cow::Borrowed(text), span, written: Written::From(span.start) }),
    }
}

/// The entries of an object, in order.
struct Entries<'a>(Vec<(Key<'a>, &'a RawValue)>);

/// A key, borrowed unless it has escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowing;

        impl<'de> Visitor<'de> for Borrowing {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }

        deserializer.deserialize_str(Borrowing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_values_stand() {
        let file =
            "{\"ti\\u0074le\": \"Caf\\u00e9 \\ud83d\\ude00\", \"n\": {\"x\": [1, null, \"two\"]}}\nBody {}";
        let front = head(file, 0).unwrap();
        assert_eq!(&file[front.body as usize..], "Body {}");
        assert_eq!(front.fields[0].key, "title");
        assert_eq!(front.fields[0].value.text().unwrap().text, "Café 😀");
        let list = front.fields[1].value.get("x").unwrap();
        let spans: Vec<&str> = list.texts().map(|text| &file[text.inner().range()]).collect();
        assert_eq!(spans, ["1", "two"]);
    }

    #[test]
    fn takes_text_after_the_brace_for_prose() {
        assert!(head("{\"a\": 1} and so on\n", 0).is_none());
        assert!(head("{\"a\": \n", 0).is_some_and(|front| front.body == 0 && front.trouble.is_some()));
    }
}
