//! From a node to a type, by `serde`: so that each error is placed at the node it is about, and a list
//! with a mistake in one element still gives the others.

use super::{Node, NodeKind, Style, nearest};
use crate::source::FileSpan;
use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, Expected, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;

/// Why a node is not the value that was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TypeError {
    /// What is wrong, lower case, without a full stop.
    pub message: String,
    /// Advice.
    pub help: Option<String>,
    /// Where, in the text that the node was read from.
    pub span: FileSpan,
    placed: bool,
}

impl Node {
    /// This node as a `T`.
    ///
    /// # Errors
    ///
    /// The first thing that does not fit, at its place.
    pub fn to<T: DeserializeOwned>(&self) -> Result<T, TypeError> {
        T::deserialize(self).map_err(|error| error.at(self.span))
    }

    /// This mapping as a `T` all of whose fields have defaults, without the entries that do not fit, and
    /// what is wrong with each of those.
    ///
    /// # Errors
    ///
    /// Where this is no mapping at all.
    pub fn to_lenient<T: DeserializeOwned>(&self) -> Result<(T, Vec<TypeError>), TypeError> {
        let NodeKind::Map(entries) = &self.kind else { return self.to().map(|value| (value, Vec::new())) };
        let from = |entries: &[&(Node, Node)]| {
            T::deserialize(Entries { entries: entries.to_vec(), span: self.span })
                .map_err(|error| error.at(self.span))
        };
        let mut all: Vec<&(Node, Node)> = entries.iter().collect();
        if let Ok(value) = from(&all) {
            return Ok((value, Vec::new()));
        }
        let mut errors = Vec::new();
        let mut seen = Vec::new();
        all.retain(|entry| match from(&[entry]) {
            // A repeated key is reported by `Places::duplicates`.
            Ok(_) if seen.contains(&entry.0.text()) => false,
            Ok(_) => {
                seen.push(entry.0.text());
                true
            }
            Err(error) => {
                errors.push(error);
                false
            }
        });
        Ok((from(&all)?, errors))
    }

    fn shape(&self) -> &'static str {
        match self.kind {
            NodeKind::Scalar(_) => "a value",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a mapping",
            NodeKind::Alias => "an alias, which is not followed",
        }
    }

    fn refuse<T>(&self, expected: &str) -> Result<T, TypeError> {
        Err(TypeError::new(format!("{expected} should stand here, not {}", self.shape())).at(self.span))
    }
}

impl TypeError {
    fn new(message: String) -> Self {
        TypeError { message, help: None, span: FileSpan::default(), placed: false }
    }

    /// At `span`, unless an inner node has a place for it already.
    fn at(self, span: FileSpan) -> Self {
        if self.placed { self } else { TypeError { span, placed: true, ..self } }
    }

    fn unknown(what: &str, name: &str, known: &[&str]) -> Self {
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None if known.is_empty() => None,
            None => Some(format!("one of `{}`", known.join("`, `"))),
        };
        TypeError { help, ..TypeError::new(format!("unknown {what} `{name}`")) }
    }
}

impl de::Error for TypeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        TypeError::new(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Map => "a mapping",
            Unexpected::Seq => "a list",
            _ => "a value",
        };
        TypeError::new(format!("{expected} should stand here, not {found}"))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        TypeError::unknown("key", field, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        TypeError::unknown("word", variant, expected)
    }

    fn missing_field(field: &'static str) -> Self {
        TypeError::new(format!("`{field}` is missing"))
    }
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = TypeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        match &self.kind {
            NodeKind::Scalar(_) => self.deserialize_str(visitor),
            NodeKind::List(_) => self.deserialize_seq(visitor),
            NodeKind::Map(_) => self.deserialize_map(visitor),
            NodeKind::Alias => self.refuse("a value"),
        }
    }

    /// Any scalar is a text: `false` and `2025-07-01` stand in rules without quotes. Nothing is the empty one.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        match self.text() {
            Some(text) => {
                let text = if self.is_null() { "" } else { text };
                visitor.visit_borrowed_str(text).map_err(|error: TypeError| error.at(self.span))
            }
            None => self.refuse("a text"),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        match &self.kind {
            NodeKind::Scalar(scalar) if scalar.style == Style::Plain && scalar.text == "true" => {
                visitor.visit_bool(true)
            }
            NodeKind::Scalar(scalar) if scalar.style == Style::Plain && scalar.text == "false" => {
                visitor.visit_bool(false)
            }
            _ => self.refuse("true or false"),
        }
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        match self.text().and_then(|text| text.parse().ok()) {
            Some(number) => visitor.visit_u16(number),
            None => self.refuse("a whole number"),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        match &self.kind {
            NodeKind::List(items) => {
                visitor.visit_seq(Items(items.iter())).map_err(|error| error.at(self.span))
            }
            _ => self.refuse("a list"),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        match &self.kind {
            NodeKind::Map(entries) => {
                Entries { entries: entries.iter().collect(), span: self.span }.deserialize_map(visitor)
            }
            _ => self.refuse("a mapping"),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TypeError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, TypeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TypeError> {
        let Some(text) = self.text() else { return self.refuse("a word") };
        let text: StrDeserializer<'_, TypeError> = de::IntoDeserializer::into_deserializer(text);
        text.deserialize_enum(name, variants, visitor).map_err(|error| error.at(self.span))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple
        tuple_struct identifier ignored_any
    }
}

/// The elements of a list.
struct Items<'de>(std::slice::Iter<'de, Node>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = TypeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, TypeError> {
        let Some(node) = self.0.next() else { return Ok(None) };
        seed.deserialize(node).map(Some).map_err(|error| error.at(node.span))
    }
}

/// Some entries of a mapping.
struct Entries<'de> {
    entries: Vec<&'de (Node, Node)>,
    span: FileSpan,
}

impl<'de> Deserializer<'de> for Entries<'de> {
    type Error = TypeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        let span = self.span;
        let values = EntryValues { entries: self.entries.into_iter(), value: None };
        visitor.visit_map(values).map_err(|error| error.at(span))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct EntryValues<'de> {
    entries: std::vec::IntoIter<&'de (Node, Node)>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for EntryValues<'de> {
    type Error = TypeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, TypeError> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key).map(Some).map_err(|error| error.at(key.span))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, TypeError> {
        let value = self.value.take().expect("serde asks for a value after its key");
        seed.deserialize(value).map_err(|error| error.at(value.span))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Places;
    use serde::Deserialize;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(rename_all = "kebab-case")]
    enum Size {
        #[default]
        Small,
        VeryLarge,
    }

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields, default)]
    struct Thing {
        id: String,
        sure: bool,
        size: Size,
        parts: Vec<String>,
        note: Option<String>,
    }

    #[test]
    fn reads_plain_values_as_the_type_asks() {
        let text = "id: false\nsure: true\nsize: very-large\nparts: [2025-07-01, 'b']\nnote: ~\n";
        let thing: Thing = Places::read(text).unwrap().root().unwrap().to().unwrap();
        let expected = Thing {
            id: "false".into(),
            sure: true,
            size: Size::VeryLarge,
            parts: vec!["2025-07-01".into(), "b".into()],
            note: None,
        };
        assert_eq!(thing, expected);
    }

    #[test]
    fn nothing_is_written_in_five_ways() {
        for nothing in ["", "~", "null", "Null", "NULL"] {
            let text = format!("id: {nothing}\nnote: {nothing}\n");
            let thing: Thing = Places::read(&text).unwrap().root().unwrap().to().unwrap();
            assert_eq!(thing, Thing::default(), "{text}");
            let quoted = format!("id: '{nothing}'\nnote: '{nothing}'\n");
            let thing: Thing = Places::read(&quoted).unwrap().root().unwrap().to().unwrap();
            assert_eq!((&*thing.id, thing.note.as_deref()), (nothing, Some(nothing)), "{quoted}");
        }
    }

    #[test]
    fn places_every_mistake_and_keeps_the_rest() {
        let text = "id: x\nsrue: true\nsure: maybe\nsize: very-lagre\nparts: [a, [b]]\n";
        let places = Places::read(text).unwrap();
        let (thing, errors): (Thing, _) = places.root().unwrap().to_lenient().unwrap();
        assert_eq!(thing, Thing { id: "x".into(), ..Thing::default() });
        let said: Vec<_> =
            errors.iter().map(|e| (e.message.as_str(), e.help.as_deref(), &text[e.span.range()])).collect();
        assert_eq!(
            said,
            [
                ("unknown key `srue`", Some("did you mean `sure`?"), "srue"),
                ("true or false should stand here, not a value", None, "maybe"),
                ("unknown word `very-lagre`", Some("did you mean `very-large`?"), "very-lagre"),
                ("a text should stand here, not a list", None, "[b]"),
            ]
        );
    }
}
