//! Plain text: paragraphs, however their lines are broken.

use super::address::push_without;
use super::{BlockKind, Draft, Part};
use crate::source::FileSpan;

/// A line longer than this is a paragraph of its own: nobody wraps at more.
const LONG: usize = 120;

/// Reads the text from byte `body` on.
pub(super) fn read(draft: &mut Draft<'_>, body: u32) {
    let lines = lines(&draft.source[body as usize..], body);
    let titled = draft.meta.title.is_none() && takes_first_line(&lines);
    let mut top = true;
    for (at, line) in lines.iter().enumerate() {
        if line.words.is_empty() {
            close(draft);
            continue;
        }
        // A page saved as text has one line a paragraph and no blank lines: a long line is whole, and so is one
        // that stands beside a long one.
        let long = |line: Option<&Line<'_>>| line.is_some_and(|line| line.words.len() > LONG);
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        let apart = long(Some(line)) || long(before) || long(lines.get(at + 1)) && !fills(line);
        if apart || top && titled {
            close(draft);
        }
        match draft.prose.is_open() {
            true => {
                let end = before.map_or(line.start, |before| before.start + before.words.len() as u32);
                draft.prose.push_mapped("\n", FileSpan::new(end, line.start));
            }
            false => {
                let part = if top && titled { Part::Title } else { Part::Body };
                let kind = if top && titled { BlockKind::Heading } else { BlockKind::Paragraph };
                draft.prose.open(part, kind);
            }
        }
        push_without(&mut draft.prose, line.words, line.start, false);
        if top && titled {
            draft.meta.title = Some(line.words.to_owned());
            draft.prose.close();
        }
        top = false;
    }
    close(draft);
}

/// Closes the block; one short line that is no sentence is a heading.
fn close(draft: &mut Draft<'_>) {
    /// In bytes; headings of news are shorter.
    const LONGEST_HEADING: usize = 100;
    let words = draft.prose.open_text();
    let short = words.len() <= LONGEST_HEADING && !words.contains('\n');
    let labelled = || super::labelled(words).is_some();
    if short
        && !stops(words)
        && words.starts_with(|c: char| !c.is_lowercase() && c.is_alphanumeric())
        && !labelled()
    {
        draft.prose.reclassify(Part::Body, BlockKind::Heading);
    }
    draft.prose.close();
}

/// Whether a line ends as a sentence or a part of one does.
fn stops(words: &str) -> bool {
    let closing = ['"', '\'', '”', '’', ')'];
    words.trim_end_matches(closing).ends_with(['.', ':', ';', ',', '!', '?', '…'])
}

/// A line without the blanks around it.
struct Line<'a> {
    words: &'a str,
    start: u32,
}

fn lines(text: &str, base: u32) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = 0;
    loop {
        let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len);
        let words = text[at..end].trim_start_matches(['\u{feff}', ' ', '\t', '\u{a0}', '\x0c']);
        let start = base + (end - words.len()) as u32;
        lines.push(Line { words: words.trim_end(), start });
        match &text.as_bytes()[end..] {
            [] => return lines,
            [b'\r', b'\n', ..] => at = end + 2,
            _ => at = end + 1,
        }
    }
}

/// Whether the first line is a headline: short, without a full stop, and not wrapped into the next line.
fn takes_first_line(lines: &[Line<'_>]) -> bool {
    let mut words = lines.iter().skip_while(|line| line.words.is_empty());
    let Some(first) = words.next() else { return false };
    let Some(next) = words.next() else { return false };
    let ends = stops(first.words);
    let alone = next.words.is_empty() || next.words.len() > LONG;
    let more = words.any(|line| !line.words.is_empty()) || next.words.len() > LONG;
    let labelled = super::labelled(first.words).is_some();
    let question = first.words.ends_with('?');
    (!ends || question)
        && !labelled
        && alone
        && more
        && first.words.len() <= LONG
        && first.words.contains(char::is_alphabetic)
}

/// Whether a line is as full as one that was wrapped before the next word.
fn fills(line: &Line<'_>) -> bool {
    (55..=LONG).contains(&line.words.len()) && !line.words.ends_with(['.', '!', '?', '"', '”'])
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, BlockKind, Part, read};
    use crate::source::{ProseSpan, Source};
    use std::sync::Arc;

    fn article(text: &str) -> Article {
        read(Arc::new(Source::new("a.txt", text)))
    }

    #[test]
    fn joins_wrapped_lines_and_divides_at_blank_ones() {
        let file = "Five die in fire\r\n\r\n    A fire broke out on\r\n  Tuesday.\r\n \r\nTwo";
        let article = article(file);
        assert_eq!(article.prose.text(), "Five die in fire\n\nA fire broke out on\nTuesday.\n\nTwo\n\n");
        assert_eq!(article.prose.blocks()[0].part, Part::Title);
        assert_eq!(article.meta.title.as_deref(), Some("Five die in fire"));
        let at = article.prose.text().find("on\nTue").unwrap() as u32;
        let span = article.prose.file_span(ProseSpan::new(at, at + 6));
        assert_eq!(article.source.slice(span), "on\r\n  Tue");
    }

    #[test]
    fn takes_each_line_of_a_saved_page_for_a_paragraph() {
        let long = "word ".repeat(30);
        let file = format!("Three dead\n{long}\nA short one.\n{long}\n{long}");
        let article = article(&file);
        let parts: Vec<&str> =
            article.prose.blocks().iter().map(|block| article.prose.slice(block.span)).collect();
        assert_eq!(parts, ["Three dead", long.trim(), "A short one.", long.trim(), long.trim()]);
        assert_eq!(article.prose.blocks()[0].part, Part::Title);
    }

    #[test]
    fn takes_a_short_line_that_is_no_sentence_for_a_heading() {
        let article =
            self::article("A first sentence.\n\nDrones are up\n\nA last sentence with 5.\n\nand more");
        let kinds: Vec<BlockKind> = article.prose.blocks().iter().map(|block| block.kind).collect();
        use BlockKind::{Heading, Paragraph};
        assert_eq!(kinds, [Paragraph, Heading, Paragraph, Paragraph]);
    }

    #[test]
    fn takes_no_sentence_for_a_headline() {
        for file in [
            "A sentence.\n\nMore",
            "One line",
            "Two\nlines of one\n\nparagraph",
            "Published: 1 July 2025\n\nText",
        ] {
            assert_eq!(article(file).meta.title, None, "{file:?}");
        }
    }

    #[test]
    fn reads_dates_at_the_top() {
        let file = "Five die\n\nPublished: 1 July 2025\nUpdated: July 2, 2025 at 3pm\n\nText 5";
        let article = article(file);
        let published = article.meta.published.clone().unwrap();
        assert_eq!(published.day.to_string(), "2025-07-01");
        assert_eq!(article.source.slice(published.span.unwrap()), "1 July 2025");
        assert_eq!(article.meta.updated.clone().unwrap().day.to_string(), "2025-07-02");
        assert_eq!(article.notes, []);
    }

    #[test]
    fn reads_dates_in_the_lines_of_papers_and_pages() {
        let day = |line: &str| {
            let file =
                format!("Five die\n\n{line}\n\nA sentence of the story, which burned on 3 May 1999.\n");
            let article = article(&file);
            let stamp = article.meta.published.clone()?;
            Some((stamp.day.to_string(), article.source.slice(stamp.span?).to_owned()))
        };
        for (line, words) in [
            ("July 1, 2025 | Page 3", "July 1, 2025"),
            ("Tuesday, July 1, 2025", "Tuesday, July 1, 2025"),
            ("Published 1 July 2025, 10:30 BST", "1 July 2025, 10:30 BST"),
            ("First published on July 1, 2025 by Ann Smith", "July 1, 2025 by Ann Smith"),
        ] {
            assert_eq!(day(line), Some(("2025-07-01".to_owned(), words.to_owned())), "{line}");
        }
        for line in
            ["1 July 2025", "Posted 5 wins", "Tuesday 1 July 2025, a day of rain", "Published in July 2025."]
        {
            assert_eq!(day(line), None, "{line}");
        }
    }

    #[test]
    fn reads_front_matter_and_lone_carriage_returns() {
        let article = article("\u{feff}---\rtitle: A\rdate: 2025-07-01\r---\rOne\rtwo\r\rthree");
        assert_eq!(article.prose.text(), "A\n\nOne\ntwo\n\nthree\n\n");
        assert_eq!(article.notes, []);
    }
}
