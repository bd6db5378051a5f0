//! Web addresses in running text: no prose, however many digits they hold.

use super::ProseBuilder;
use super::entity::push_decoded;
use crate::source::FileSpan;
use std::ops::Range;

/// Adds `text`, which stands in the file at `start`, with its addresses omitted; `entities` are decoded where the format has
/// them.
pub(super) fn push_without(prose: &mut ProseBuilder, text: &str, start: u32, entities: bool) {
    let push = |prose: &mut ProseBuilder, range: Range<usize>| match entities {
        true => push_decoded(prose, &text[range.clone()], start + range.start as u32),
        false => prose.push(&text[range.clone()], start + range.start as u32),
    };
    let mut done = 0;
    while let Some(found) = next(text, done) {
        push(prose, done..found.start);
        prose.omit(FileSpan::new(start + found.start as u32, start + found.end as u32));
        done = found.end;
    }
    push(prose, done..text.len());
}

/// The first address of `text` that begins at `from` or later.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += memchr::memchr2(b':', b'.', bytes.get(at..)?)?;
        let start = if bytes[at..].starts_with(b"://") {
            let scheme =
                bytes[from..at].iter().rev().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
            Some(at - scheme).filter(|_| scheme >= 2)
        } else if bytes[at] == b'.' && at >= from + 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www") {
            let free = at == 3 || !bytes[at - 4].is_ascii_alphanumeric();
            Some(at - 3).filter(|_| free && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric))
        } else {
            None
        };
        at += 1;
        let Some(start) = start else { continue };
        let stops =
            |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '|' | '\u{fffc}');
        let end = text[at..].find(stops).map_or(text.len(), |len| at + len);
        let mut address = &text[start..end];
        // Punctuation at the end belongs to the sentence, and so does a bracket that the address did not open.
        let count = |bracket: u8| address.bytes().filter(|byte| *byte == bracket).count();
        let mut unopened = count(b')').saturating_sub(count(b'('));
        loop {
            let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
            let closes = shorter.ends_with(')') && unopened > 0;
            unopened -= closes as usize;
            let shorter = match closes || shorter.ends_with(']') {
                true => &shorter[..shorter.len() - 1],
                false => shorter,
            };
            if shorter.len() == address.len() {
                break;
            }
            address = shorter;
        }
        let scheme = if bytes[at - 1] == b':' { at - start + 2 } else { at - start };
        if address.len() > scheme {
            return Some(start..start + address.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, OMITTED, Part};

    fn omitted(text: &str) -> String {
        let mut prose = ProseBuilder::default();
        prose.open(Part::Body, BlockKind::Paragraph);
        push_without(&mut prose, text, 0, false);
        prose.finish().text().trim_end().replace(OMITTED, "@")
    }

    #[test]
    fn leaves_the_sentence_around_an_address() {
        assert_eq!(omitted("See https://a.org/2024/05/06?x=5, and 7."), "See @, and 7.");
        assert_eq!(omitted("(http://a.org/b_(c)). www.b.com/12 end"), "(@). @ end");
        assert_eq!(omitted("At 5://x and 3:5, Mr. www. said"), "At 5://x and 3:5, Mr. www. said");
        assert_eq!(omitted("éhttp://é.org/5…"), "é@");
        assert_eq!(omitted("a http:// b"), "a http:// b");
    }
}
