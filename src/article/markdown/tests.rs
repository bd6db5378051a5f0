//! Markdown as people write it, and what comes of it.

use super::super::{Article, read};
use super::*;
use crate::source::{ProseSpan, Source};
use std::sync::Arc;

fn article(text: &str) -> Article {
    read(Arc::new(Source::new("2025-07-01.md", text)))
}

fn prose(text: &str) -> String {
    article(text).prose.text().trim_end().replace(OMITTED, "@")
}

fn bytes(text: &str, words: &str) -> String {
    let article = article(text);
    let start =
        article.prose.text().find(words).unwrap_or_else(|| panic!("{words:?} in {:?}", article.prose.text()));
    let span = ProseSpan::new(start as u32, (start + words.len()) as u32);
    article.source.slice(article.prose.file_span(span)).to_owned()
}

fn kinds(text: &str) -> Vec<(Part, BlockKind, String)> {
    let article = article(text);
    let blocks = article.prose.blocks().iter();
    blocks
        .map(|block| (block.part, block.kind, article.prose.slice(block.span).replace(OMITTED, "@")))
        .collect()
}

#[test]
fn leaves_out_what_is_no_prose() {
    assert_eq!(
        prose("a `5` b\n\n    code 6\n\n```\n7\n```\nc <https://x.org/8> d https://y.org/9."),
        "a @ b\n\nc @ d @."
    );
    assert_eq!(
        prose("[text](http://x.org/5 \"title 6\") ~~7~~ x[^1]\n\n[^1]: note\n\n[r]: http://8.org"),
        "text @ x\n\nnote"
    );
    assert_eq!(
        prose("{{< figure src=\"5.jpg\" >}}\n\na {{% ref \"6\" %}} b [c]({{< ref \"d e\" >}})"),
        "a @ b c"
    );
    assert_eq!(prose("a <span title='5'>b</span> <!-- 6 --> <kbd>7</kbd>c"), "a b  @c");
    assert_eq!(prose("## Head {#id-5}\n\n* * *\n"), "Head");
    assert_eq!(prose("<script>\n5\n\n6\n</script>\n\ntext"), "text");
}

#[test]
fn knows_the_kinds_of_blocks() {
    use BlockKind::{Caption, Heading, ListItem, Paragraph, Quote, TableCell};
    let text = "# Top\n\nOne\n\n- two\n  - three\n\n    four\n\n> five\n> - six\n\n| a | b |\n|---|---|\n| c | d\\|e |\n\n![seven](x.jpg \"eight\")\n\n## nine";
    let expected = [
        (Part::Title, Heading, "Top"),
        (Part::Body, Paragraph, "One"),
        (Part::Body, ListItem, "two"),
        (Part::Body, ListItem, "three"),
        (Part::Body, ListItem, "four"),
        (Part::Body, Quote, "five"),
        (Part::Body, Quote, "six"),
        (Part::Body, TableCell, "a"),
        (Part::Body, TableCell, "b"),
        (Part::Body, TableCell, "c"),
        (Part::Body, TableCell, "d|e"),
        (Part::Body, Caption, "seven"),
        (Part::Body, Caption, "eight"),
        (Part::Body, Heading, "nine"),
    ];
    let found = kinds(text);
    assert_eq!(
        found.iter().map(|(part, kind, words)| (*part, *kind, &**words)).collect::<Vec<_>>(),
        expected
    );
    assert_eq!(bytes(text, "eight"), "eight");
}

#[test]
fn keeps_spans_after_emphasis_entities_and_escapes() {
    let text = "The **AT&amp;T** *toll*\\. Is 5&nbsp;000 \\\n  and [7](x) to<br>\r\n8 _here_";
    assert_eq!(prose(text), "The AT&T toll. Is 5\u{a0}000 \nand 7 to\n\n8 here");
    assert_eq!(bytes(text, "AT&T toll."), "AT&amp;T** *toll*\\.");
    assert_eq!(bytes(text, "5\u{a0}000"), "5&nbsp;000");
    assert_eq!(bytes(text, "8 here"), "8 _here");
}

#[test]
fn reads_the_text_of_html_blocks() {
    let text = "<div class=\"x\">\n<p>Five &amp; six</p>\n\n**seven**\n\n</div>\n\n> <table><tr><td>\n> eight</td>\n> <td>9</td></table>\n\n<nav>\n\n- ten\n\n</nav>\n\nend";
    assert_eq!(prose(text), "Five & six\n\nseven\n\neight\n\n9\n\nend");
    assert_eq!(bytes(text, "Five & six"), "Five &amp; six");
    assert_eq!(bytes(text, "eight"), "eight");
    assert_eq!(kinds(text)[2].1, BlockKind::TableCell);
}

#[test]
fn takes_captions_from_shortcodes() {
    let text = "One\n\n{{< figure src=\"a\" caption=\"Five &amp; six\" >}}\n\nTwo\n\n[caption id=\"a\" width=\"5\"]<img src=\"b\"> Seven[/caption]";
    let expected = [
        (BlockKind::Paragraph, "One"),
        (BlockKind::Caption, "Five & six"),
        (BlockKind::Paragraph, "Two"),
        (BlockKind::Caption, "@ Seven@"),
    ];
    let found = kinds(text);
    assert_eq!(found.iter().map(|(_, kind, words)| (*kind, &**words)).collect::<Vec<_>>(), expected);
}

#[test]
fn raises_figures_of_footnotes_and_units() {
    assert_eq!(prose("in 2022<sup>1</sup> 5 km<sup>2</sup> the 5<sup>th</sup>"), "in 2022¹ 5 km² the 5th");
}

#[test]
fn takes_the_first_heading_for_the_title_only_at_the_top() {
    assert_eq!(article("Text\n\n# Late").meta.title, None);
    assert_eq!(article("![pic](x)\n\n# `A` title").meta.title.as_deref(), Some("title"));
    let found = kinds("---\ntitle: Same\n---\n# Same\n\n# Other");
    assert_eq!(
        found.iter().map(|(part, ..)| *part).collect::<Vec<_>>(),
        [Part::Title, Part::Title, Part::Body]
    );
}

#[test]
fn obeys_comments_and_not_words_about_them() {
    let text = "<!-- crosstally: ignore a -- why -->\n\nOne\n\nTwo <!-- crosstally: ignore b -->\nmore\n\n<!-- crosstally: ignore c -->\n- x\n- y\n\n`<!-- crosstally: ignore d -->`\n\n```\n<!-- crosstally: ignore e -->\n```\n\n<!-- crosstally: ignore f -->\n| a |\n|---|\n| b |\n\n<!-- crosstally: ignore g -->\n<p>H</p>\n\n<!-- crosstally: ignore h -->";
    let article = article(text);
    let covers: Vec<(&str, &str)> = article
        .suppressions
        .iter()
        .map(|found| (&*found.rules[0], article.source.slice(found.covers)))
        .collect();
    assert_eq!(
        covers,
        [
            ("a", "One"),
            ("b", "Two <!-- crosstally: ignore b -->\nmore"),
            ("c", "- x\n- y"),
            ("f", "| a |\n|---|\n| b |"),
            ("g", "<p>H</p>"),
            ("h", ""),
        ]
    );
    assert_eq!(article.suppressions[0].reason.as_deref(), Some("why"));
}

#[test]
fn reads_odd_line_ends() {
    assert_eq!(prose("One\r\ntwo\r\n\r\nthree\rfour"), "One\ntwo\n\nthree\nfour");
    assert_eq!(bytes("One\r\ntwo", "One\ntwo"), "One\r\ntwo");
    assert_eq!(prose("\u{feff}One"), "One");
}
