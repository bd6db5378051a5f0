//! Tags with very many attributes.

use std::borrow::Cow;

/// So many attributes of a tag are read. The tokenizer calls itself for each one, and has no stack left after some 15,000.
const MOST: usize = 250;

/// `text` with the attributes of a tag after the first [`MOST`] overwritten by spaces.
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]) {
        at += open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (excess, end) = scan(bytes, at);
        if let Some(excess) = excess {
            if kept.is_empty() {
                kept = bytes.to_vec();
            }
            kept[excess..end].fill(b' ');
        }
        at = end;
    }
    if kept.is_empty() {
        return Cow::Borrowed(text);
    }
    // An attribute begins and ends at a character of ASCII or beside one, so that no character was cut.
    Cow::Owned(String::from_utf8_lossy(&kept).into_owned())
}

/// Where the attributes of the tag whose name begins at `at` get too many, if they do, and where the tag ends.
fn scan(bytes: &[u8], at: usize) -> (Option<usize>, usize) {
    let (mut attributes, mut excess) = (0, None);
    let mut quote = None;
    // Whether an attribute may begin here.
    let mut between = false;
    for (place, &byte) in bytes.iter().enumerate().skip(at) {
        match (quote, byte) {
            (Some(open), _) if byte == open => (quote, between) = (None, true),
            (Some(_), _) => {}
            (None, b'>') => return (excess, place),
            (None, b'"' | b'\'') if bytes[place - 1] == b'=' => quote = Some(byte),
            (None, b'/') => between = true,
            (None, _) if byte.is_ascii_whitespace() => between = true,
            (None, _) if between => {
                attributes += 1;
                between = false;
                if attributes > MOST && excess.is_none() {
                    excess = Some(place);
                }
            }
            (None, _) => {}
        }
    }
    (excess, bytes.len())
}

#[cfg(test)]
mod tests {
    use super::{MOST, bounded};
    use std::borrow::Cow;

    #[test]
    fn the_first_attributes_are_kept_and_nothing_moves() {
        let few = "<p class=\"a > b\" id='x'>one</p> 2 < 3 <br/>";
        assert!(matches!(bounded(few), Cow::Borrowed(text) if text == few));
        let many = format!("<p{}>words</p>", " é=\"1 > 0\"".repeat(MOST + 5));
        let read = bounded(&many);
        assert_eq!(read.len(), many.len());
        assert_eq!(read.matches("é=").count(), MOST);
        assert!(read.ends_with(" >words</p>"));
        for separator in [" ", "/", "=''"] {
            let unclosed = format!("<p {}", format!("a{separator}").repeat(MOST + 5));
            assert!(bounded(&unclosed).ends_with("  "), "{separator}");
        }
    }
}
