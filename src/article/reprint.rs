//! Articles that say of themselves that they were written at another time than the date they bear.
//!
//! An article that is posted again carries the day of that in its head, and counts its years from
//! another. "(This article, written in January 2022, is re-posted here.)"

use super::{Block, Prose};
use crate::source::ProseSpan;
use regex::Regex;
use std::sync::LazyLock;

/// How many blocks at the top and at the end may say so.
const BLOCKS: usize = 4;

/// What a sentence says of the article that it stands in.
static SAYS_SO: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"\b(?:this|the (?:above|following|foregoing)) (?:article|essay|column|piece|story|post|interview|obituary|review|feature|tribute)\b[^.]{0,80}\b(?:written|appear(?:s|ed)|published|posted|printed|re-?posted|re-?published|re-?printed|reproduced)\b",
    )
});

/// How a line begins that says it in short and ends with the year.
static SHORTLY: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"^\W*(?:(?:originally|first|previously) (?:published|appeared|posted|printed|written)|re-?(?:posted|printed|published)\b)",
    )
});

fn fixed(pattern: &str) -> Regex {
    Regex::new(&format!("(?i){pattern}")).expect("a fixed pattern")
}

/// The block that says so, and the year that it names, which is before the year `of_head`.
pub(super) fn find(prose: &Prose, of_head: i32) -> Option<(ProseSpan, i32)> {
    let blocks = prose.blocks();
    let end = blocks.len().saturating_sub(BLOCKS).max(BLOCKS.min(blocks.len()));
    let near = blocks[..BLOCKS.min(blocks.len())].iter().chain(&blocks[end..]);
    near.filter_map(|block: &Block| {
        let text = prose.slice(block.span);
        let year = years(text).filter(|year| *year < of_head).last()?;
        let names_it = |sentence: &str| years(sentence).any(|other| other == year);
        let mut sentences = text.split(". ").filter(|sentence| names_it(sentence));
        let said = sentences.any(|sentence| SAYS_SO.is_match(sentence))
            || SHORTLY.is_match(text) && ends_with(text, year);
        said.then_some((block.span, year))
    })
    .next()
}

fn ends_with(text: &str, year: i32) -> bool {
    text.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with(&year.to_string())
}

/// The four digits that are a year from 1900 to 2099, as often as they stand there.
fn years(text: &str) -> impl Iterator<Item = i32> + '_ {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'1', b'2', bytes).filter_map(move |at| {
        let digits = bytes.get(at..at + 4).filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
        let is_more =
            |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        if is_more(at.checked_sub(1)) || is_more(Some(at + 4)) {
            return None;
        }
        let year = digits.iter().fold(0, |year, digit| year * 10 + i32::from(digit - b'0'));
        (1900..2100).contains(&year).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Part, ProseBuilder};

    fn found(text: &str) -> Option<i32> {
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push(text, 0);
        find(&builder.finish(), 2026).map(|(_, year)| year)
    }

    #[test]
    fn articles_say_when_they_were_written() {
        assert_eq!(
            found("(This article, written in January 2022, is re-posted here without changes.)"),
            Some(2022)
        );
        assert_eq!(
            found("He can be reached by mail. This column appeared in the Daily Post of March 18, 2017."),
            Some(2017)
        );
        assert_eq!(found("Originally published in the Courier, 2 May 2019"), Some(2019));
    }

    #[test]
    fn other_years_and_other_things_say_nothing() {
        assert_eq!(found("This article was published on 3 May 2026."), None);
        assert_eq!(found("The book, first published in 1997, has sold well. This article tells why."), None);
        assert_eq!(found("First published in 1905, the weekly is 120 years old."), None);
        assert_eq!(found("This article was published yesterday. In 2017 he left."), None);
    }
}
