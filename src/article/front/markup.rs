//! Titles and summaries with markup in them: tags, links and strong emphasis are no words.
//!
//! Not the Markdown reader: a headline that begins "1." or "#" is no list and no heading, and what no
//! generator would render stays as it is.

use crate::article::ProseBuilder;
use crate::article::address::push_without;
use crate::source::FileSpan;

/// How far a tag or the target of a link may reach.
const LONGEST: usize = 600;

/// Adds `text`, which stands in the file at `start`, without markup, with entities decoded and addresses omitted.
pub(super) fn push_plain(prose: &mut ProseBuilder, text: &str, start: u32) {
    let bytes = text.as_bytes();
    let mut done = 0;
    let mut at = 0;
    let take = |prose: &mut ProseBuilder, from: usize, to: usize| {
        push_without(prose, &text[from..to], start + from as u32, true);
    };
    while let Some(found) =
        bytes[at..].iter().position(|byte| matches!(byte, b'<' | b'[' | b']' | b'*' | b'_'))
    {
        at += found;
        let Some(len) = mark(&text[at..]) else {
            at += 1;
            continue;
        };
        take(prose, done, at);
        if text[at..].starts_with("<br") {
            prose.push_mapped("\n", FileSpan::new(start + at as u32, start + (at + len) as u32));
        }
        at += len;
        done = at;
    }
    take(prose, done, text.len());
}

/// The length of the markup at the start of `text`.
fn mark(text: &str) -> Option<usize> {
    let near = &text.as_bytes()[..text.len().min(LONGEST)];
    match near {
        [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!', ..] => {
            let end = 1 + memchr::memchr2(b'>', b'<', &near[1..])?;
            (near[end] == b'>').then_some(end + 1)
        }
        [b'[', ..] => {
            let end = 1 + memchr::memchr2(b'[', b']', &near[1..])?;
            target(&near[end..]).map(|_| 1)
        }
        [b']', b'(', ..] => target(near),
        [b'*', b'*', ..] | [b'_', b'_', ..] => Some(2),
        _ => None,
    }
}

/// The length of `](target)`.
fn target(bytes: &[u8]) -> Option<usize> {
    bytes
        .starts_with(b"](")
        .then(|| memchr::memchr2(b')', b'\n', bytes))?
        .filter(|at| bytes[*at] == b')')
        .map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Part};

    fn plain(text: &str) -> String {
        let mut prose = ProseBuilder::default();
        prose.open(Part::Standfirst, BlockKind::Paragraph);
        push_plain(&mut prose, text, 0);
        prose.finish().text().trim_end().to_owned()
    }

    #[test]
    fn leaves_the_words() {
        assert_eq!(plain("Our <a href=\"x\">five</a> **[big](http://y.org/6)** ideas"), "Our five big ideas");
        assert_eq!(plain("<strong>Five</strong><br />six"), "Five\nsix");
        assert_eq!(plain("5 < 6, [sic] a*b_c 2 > 1 &amp; <3"), "5 < 6, [sic] a*b_c 2 > 1 & <3");
        assert_eq!(plain("a [b](c"), "a [b](c");
        assert_eq!(plain("[[[é]]](("), "[[[é]]]((");
    }
}
