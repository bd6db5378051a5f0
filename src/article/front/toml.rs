//! Front matter in TOML (Hugo, Zola).

use super::{Field, Read, Text, Value, Written};
use crate::source::FileSpan;
use crate::yaml::Style;
use std::borrow::Cow;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Reads the bytes `span` of `source`; after a mistake, the keys that could be read.
pub(super) fn parse(source: &str, span: FileSpan) -> Read<'_> {
    let (table, errors) = DeTable::parse_recoverable(&source[span.range()]);
    let fields = fields(table.into_inner(), source, span.start);
    let Some(error) = errors.first() else { return Read::Fields(fields) };
    let place = error.span().unwrap_or(0..0);
    let message = format!("front matter is not TOML ({}); what could be read of it was", error.message());
    Read::Salvaged(fields, message, at(&place, span.start))
}

fn at(range: &Range<usize>, base: u32) -> FileSpan {
    FileSpan::new(base + range.start as u32, base + range.end.max(range.start) as u32)
}

fn fields<'a>(table: DeTable<'a>, source: &'a str, base: u32) -> Vec<Field<'a>> {
    let mut entries: Vec<_> = table.into_iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let field = |(key, value): (toml::Spanned<Cow<'a, str>>, toml::Spanned<DeValue<'a>>)| {
        let span = at(&value.span(), base);
        Field { key: key.into_inner(), value: value_of(value.into_inner(), span, source, base) }
    };
    entries.into_iter().map(field).collect()
}

fn value_of<'a>(value: DeValue<'a>, span: FileSpan, source: &'a str, base: u32) -> Value<'a> {
    let raw = source.get(span.range()).unwrap_or_default();
    match value {
        DeValue::String(text) => {
            let written = written(raw, &text, span.start);
            Value::Text(Text { text, span, written })
        }
        DeValue::Array(items) => {
            let item = |item: toml::Spanned<DeValue<'a>>| {
                let span = at(&item.span(), base);
                value_of(item.into_inner(), span, source, base)
            };
            Value::List(items.into_iter().map(item).collect())
        }
        DeValue::Table(table) => Value::Table(fields(table, source, base)),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            Value::Text(Text { text: Cow::Borrowed(raw), span, written: Written::From(span.start) })
        }
    }
}

/// How the string `text` is written as `raw`, quotes included.
fn written(raw: &str, text: &str, start: u32) -> Written {
    let long = raw.starts_with("\"\"\"") || raw.starts_with("'''");
    let quotes = if long { 3 } else { 1 };
    let inner = raw.get(quotes..raw.len().saturating_sub(quotes)).unwrap_or_default();
    // A line break right after the opening quotes is not part of a long string.
    let trimmed = match long {
        true => inner.strip_prefix("\r\n").or_else(|| inner.strip_prefix('\n')).unwrap_or(inner),
        false => inner,
    };
    if trimmed == text {
        return Written::From(start + (quotes + inner.len() - trimmed.len()) as u32);
    }
    match long {
        true => Written::Whole,
        false => Written::As(Style::Double),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_native_dates_tables_and_long_strings() {
        let text = "title = \"Five \\u00e9 dead\"\ndate = 2025-07-01T10:00:00Z\nwhy = '''\nlong'''\n[extra]\nevent = [\"a\", \"b\"]\n";
        let Read::Fields(fields) = parse(text, FileSpan::new(0, text.len() as u32)) else { panic!() };
        let value = |key: &str| &fields.iter().find(|field| field.key == key).unwrap().value;
        assert_eq!(value("title").text().unwrap().text, "Five é dead");
        assert_eq!(value("title").text().unwrap().written, Written::As(Style::Double));
        assert_eq!(value("date").text().unwrap().text, "2025-07-01T10:00:00Z");
        assert_eq!(&text[value("why").text().unwrap().inner().range()], "long");
        assert_eq!(value("extra").get("event").unwrap().texts().count(), 2);
    }

    #[test]
    fn reads_on_after_a_mistake() {
        let text = "title = A\ndate = 2025-07-01\n";
        let Read::Salvaged(fields, message, _) = parse(text, FileSpan::new(0, text.len() as u32)) else {
            panic!()
        };
        assert!(fields.iter().any(|field| field.key == "date"));
        assert!(message.starts_with("front matter is not TOML ("), "{message}");
    }
}
