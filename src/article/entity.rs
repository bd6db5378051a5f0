//! Text with HTML entities, pushed so that each entity maps to all of its bytes.

use super::ProseBuilder;
use crate::source::FileSpan;
use std::borrow::Cow;

/// Adds `text`, which stands in the file at `start`, with its entities decoded.
pub(super) fn push_decoded(prose: &mut ProseBuilder, text: &str, start: u32) {
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if at < done {
            continue;
        }
        let Some((decoded, len)) = first_entity(&text[at..]) else { continue };
        prose.push(&text[done..at], start + done as u32);
        prose.push_mapped(&decoded, FileSpan::new(start + at as u32, start + (at + len) as u32));
        done = at + len;
    }
    prose.push(&text[done..], start + done as u32);
}

/// `text` with its entities decoded.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    match text.contains('&') {
        true => htmlize::unescape(text),
        false => Cow::Borrowed(text),
    }
}

/// What the entity at the start of `text` stands for, and its length in bytes.
fn first_entity(text: &str) -> Option<(String, usize)> {
    /// Longer than any name (`&CounterClockwiseContourIntegral;`), so that `&&&…` stays linear.
    const LONGEST: usize = 40;
    let body = text.bytes().skip(1).take(LONGEST);
    let len = 1 + body.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let len = if text.as_bytes().get(len) == Some(&b';') { len + 1 } else { len };
    let raw = &text[..len];
    let decoded = htmlize::unescape(raw);
    if decoded == raw {
        return None;
    }
    // Old names need no semicolon, and letters may follow: "&nbsp5000" is a space and 5000.
    let same = raw.bytes().rev().zip(decoded.bytes().rev()).take_while(|(a, b)| a == b).count();
    let tail = if raw.ends_with(';') { 0 } else { same };
    Some((decoded[..decoded.len() - tail].to_owned(), len - tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Part};
    use crate::source::ProseSpan;

    #[test]
    fn maps_each_entity_to_its_bytes() {
        let file = "caf&eacute; &#x2013; 5&nbsp5000 AT&T &bogus; &amp;lt; &lt";
        let mut prose = ProseBuilder::default();
        prose.open(Part::Body, BlockKind::Paragraph);
        push_decoded(&mut prose, file, 0);
        let prose = prose.finish();
        assert_eq!(prose.text().trim_end(), "café – 5\u{a0}5000 AT&T &bogus; &lt; <");
        let at = prose.text().find("5000").unwrap() as u32;
        assert_eq!(&file[prose.file_span(ProseSpan::new(at, at + 4)).range()], "5000");
        assert_eq!(&file[prose.file_span(ProseSpan::new(3, 5)).range()], "&eacute;");
        assert_eq!(decoded("&#039;a"), "'a");
    }
}
