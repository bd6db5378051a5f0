//! The one door to YAML: values by `serde_yaml`, places by `saphyr-parser`.
//!
//! Two parsers, because neither does both: `serde_yaml` fills our types and knows only where an error
//! starts, `saphyr-parser` knows where every key and value stands and fills nothing. Places are read only
//! when a message or a span needs them.
//!
//! Input is bounded in length and in depth, so that no text makes either of them slow.

mod decode;
mod mistake;
mod places;
mod typed;

pub use decode::{Piece, Style, escape, pieces};
pub use mistake::{Mistake, nearest};
pub use places::{Node, NodeKind, Places, Scalar, Step, is_null};
pub use typed::TypeError;

use serde::de::DeserializeOwned;

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 4 << 20;

/// The deepest nesting of lists and mappings that is read.
pub const MAX_DEPTH: usize = 64;

/// Why a text is not the YAML that was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct YamlError {
    /// What is wrong, in lower case, without its place.
    pub message: String,
    /// The byte of the text where it is, if known; always on a character boundary.
    pub offset: Option<usize>,
}

impl YamlError {
    /// An error at byte `offset` of `text`, moved back to the start of the character there.
    fn at(text: &str, offset: usize, message: impl Into<String>) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        YamlError { message: message.into(), offset: Some(offset) }
    }
}

/// Reads one YAML document into a `T`.
///
/// # Errors
///
/// What `T` refuses, what is not YAML, a repeated key where `T` is a struct (a map takes the last one:
/// see [`Places::duplicates`]), a second document, and a text longer than [`MAX_BYTES`] or deeper than
/// [`MAX_DEPTH`].
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    bounded(text)?;
    parse_shipped(text)
}

/// [`parse`] of a text that comes with the program, which needs no bounds.
///
/// # Errors
///
/// What `T` refuses, what is not YAML, and what else [`parse`] refuses but length and depth.
pub fn parse_shipped<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    serde_yaml::from_str(text).map_err(|error| {
        let place = error.location();
        let mut message = error.to_string();
        if let Some(place) = &place {
            let suffix = format!(" at line {} column {}", place.line(), place.column());
            message = message.replacen(&suffix, "", 1);
        }
        match place {
            Some(place) => YamlError::at(text, place.index(), message),
            None => YamlError { message, offset: None },
        }
    })
}

/// Refuses what would take long to refuse otherwise: `serde_yaml` needs half a second for 100,000 `[`.
fn bounded(text: &str) -> Result<(), YamlError> {
    if text.len() > MAX_BYTES {
        return Err(YamlError { message: format!("longer than {MAX_BYTES} bytes"), offset: None });
    }
    let brackets = memchr::memchr2_iter(b'[', b'{', text.as_bytes()).take(MAX_DEPTH).count();
    let dashes = memchr::memmem::find(text.as_bytes(), "- - - - - - - -".as_bytes()).is_some();
    let indented = memchr::memmem::find(text.as_bytes(), " ".repeat(MAX_DEPTH).as_bytes()).is_some();
    if brackets >= MAX_DEPTH || dashes || indented {
        places::check_depth(text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rule {
        #[allow(dead_code)]
        id: String,
    }

    #[test]
    fn says_what_and_at_which_byte() {
        let text = "# größe\nid: 5\nsize: größer\n";
        let error = parse::<Rule>(text).unwrap_err();
        assert_eq!(error.message, "unknown field `size`, expected `id`");
        assert_eq!(&text[error.offset.unwrap()..][..4], "size");
    }

    #[test]
    fn refuses_depth_and_length_without_delay() {
        let start = std::time::Instant::now();
        for bomb in ["[".repeat(1_000_000), "{a: ".repeat(500_000), "- ".repeat(500_000)] {
            assert!(parse::<serde_yaml::Value>(&bomb).is_err());
        }
        let ladder: String =
            (0..3_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).take(1_000).collect();
        assert!(parse::<serde_yaml::Value>(&ladder).unwrap_err().message.contains("nested"));
        assert!(parse::<serde_yaml::Value>(&"a".repeat(MAX_BYTES + 1)).is_err());
        assert!(start.elapsed().as_secs() < 5);
    }

    #[test]
    fn refuses_an_alias_bomb() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..30 {
            let before = format!("*a{},", level - 1).repeat(9);
            bomb.push_str(&format!("a{level}: &a{level} [{before}]\n"));
        }
        assert!(parse::<BTreeMap<String, serde_yaml::Value>>(&bomb).is_err());
    }
}
