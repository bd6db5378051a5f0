//! Reading articles keeps its promises on any input: spans are exact, blocks are whole, nothing panics.

use crosstally::article::{Article, OMITTED, read};
use crosstally::source::{ProseSpan, Source};
use proptest::prelude::*;
use std::sync::Arc;

fn article(name: &str, text: &str) -> Article {
    read(Arc::new(Source::new(name, text)))
}

/// What must hold of every article, whatever its text.
fn holds(article: &Article) -> Result<(), TestCaseError> {
    let file = article.source.text();
    let text = article.prose.text();
    let whole =
        |span: crosstally::source::FileSpan| file.get(span.start as usize..span.end as usize).is_some();
    let mut end = 0;
    for block in article.prose.blocks() {
        let range = block.span.start as usize..block.span.end as usize;
        let words = text.get(range.clone());
        prop_assert!(
            words.is_some_and(|words| words.contains(char::is_alphanumeric) && words.trim() == words),
            "{block:?}"
        );
        prop_assert!(range.start >= end, "blocks overlap");
        prop_assert_eq!(text.get(range.end..range.end + 2), Some("\n\n"));
        end = range.end + 2;
        let mut last = 0;
        for (at, char) in text[range.clone()].char_indices() {
            let at = (range.start + at) as u32;
            let span = article.prose.file_span(ProseSpan::new(at, at + char.len_utf8() as u32));
            prop_assert!(whole(span) && span.start <= span.end, "{char:?} maps to {span:?}");
            prop_assert!(span.start >= last, "{char:?} maps backwards to {span:?}");
            last = span.start;
        }
        prop_assert!(whole(article.prose.file_span(block.span)));
    }
    for span in article.suppressions.iter().flat_map(|found| [found.span, found.covers]) {
        prop_assert!(whole(span), "{span:?}");
    }
    let stamps = [&article.meta.published, &article.meta.updated].into_iter().flatten();
    for span in stamps.filter_map(|stamp| stamp.span).chain(article.notes.iter().filter_map(|note| note.span))
    {
        prop_assert!(whole(span), "{span:?}");
    }
    Ok(())
}

/// The words `M0M`, `M1M`, … are prose and stand in the file as they are read.
fn finds_markers(article: &Article, expected: usize) -> Result<(), TestCaseError> {
    let text = article.prose.text();
    for number in 0..expected {
        let marker = format!("M{number}M");
        let Some(at) = text.find(&marker) else {
            return Err(TestCaseError::fail(format!(
                "{marker} is not in {text:?} of {:?}",
                article.source.text()
            )));
        };
        let span = article.prose.file_span(ProseSpan::new(at as u32, (at + marker.len()) as u32));
        prop_assert_eq!(article.source.slice(span), marker, "in {:?}", article.source.text());
    }
    prop_assert!(!text.contains("HIDDEN"), "{:?} of {:?}", text, article.source.text());
    Ok(())
}

/// Replaces each `@` by the next marker.
fn numbered(text: &str) -> (String, usize) {
    let mut parts = text.split('@');
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut count = 0;
    for part in parts {
        out.push_str(&format!("M{count}M{part}"));
        count += 1;
    }
    (out, count)
}

fn pick(list: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(list).prop_map(str::to_owned)
}

/// Pieces of a line of Markdown.
const INLINE: &[&str] = &[
    "@",
    "**@**",
    "*@ é*",
    "&amp;",
    "5&nbsp;000 @",
    "`HIDDEN`",
    "[@ 世](http://x.org/HIDDEN \"HIDDEN\")",
    "\\*@",
    "naïve",
    "https://x.org/HIDDEN/5",
    "<b>@</b>",
    "a <!-- HIDDEN -->",
    "~~HIDDEN~~",
    "{{< ref \"HIDDEN é\" >}}",
    "“@”",
    "\u{2011}@",
    "👩‍🚀 @",
    "\u{a0}@",
    "\t@",
    "@<br>@",
    "<span title=\"HIDDEN\">@</span>",
    "a ![HIDDEN](x.png)",
    "<https://HIDDEN.org>",
    "10<sup>th</sup>",
    "&#8217;@",
    "1,000",
    "{% if HIDDEN %}",
    "\\.",
    "[@]({{< relref \"HIDDEN\" >}})",
    "<code>HIDDEN</code>",
    "[@][x]",
    "5&#8239;@",
    "a@**b**@c",
    "1\\.@",
    "<font color=HIDDEN>@</font>",
];

/// Blocks of Markdown; `§` stands for a line of pieces.
const BLOCKS: &[&str] = &[
    "a §\n",
    "a §\nb §\n",
    "# §\n",
    "b\n===\n",
    "> §\n> @\n",
    "- @ §\n- b @\n",
    "1. @\n\n   c §\n",
    "| a | § |\n|---|---|\n| @ | b |\n",
    "```\nHIDDEN\n```\n",
    "x\n\n    HIDDEN\n",
    "<div class=\"HIDDEN\">\n<p>@ &eacute; @</p>\n</div>\n",
    "<!-- crosstally: ignore HIDDEN -->\n",
    "{{< figure src=\"HIDDEN\" caption=\"@\" >}}\n",
    "![@](HIDDEN.jpg \"@\")\n",
    "<script>\nHIDDEN\n</script>\n",
    "[x]: http://HIDDEN\n",
    "a[^n] @\n\n[^n]: @\n",
    "{% highlight c %}\nHIDDEN\n{% endhighlight %}\n",
    "<table><tr><td>@</td><td>@ &amp; @</td></tr></table>\n",
    "[caption id=\"HIDDEN\"]<img src=\"HIDDEN\"> @[/caption]\n",
    "***\n",
    "> - @\n>   @\n",
    "- a\n\n      HIDDEN\n",
    "- <!-- crosstally: ignore HIDDEN --> @\n",
    "<aside>\nHIDDEN\n</aside>\n",
    "{% comment %}\nHIDDEN\n{% endcomment %}\n",
    "@ §\n===\n",
    "<details><summary>@</summary>\n\n@\n\n</details>\n",
];

const HEADS: &[&str] = &[
    "",
    "---\ntitle: @ é\ndate: 2025-07-01\n---\n",
    "---\ntitle: \"@ \\u00e9 @\"\ndescription: >\n  @ over\n  @ lines\n---\n",
    "---\ntitle: 'it''s @'\ntags: [HIDDEN]\nsummary: |\n  @\n  @\n---\n",
    "+++\ntitle = \"@ \\\" @\"\n[extra]\nHIDDEN = 1\n+++\n",
    "{\"title\": \"@ \\u00e9 @\",\n \"HIDDEN\": [1]}\n",
    "---\ntitle: @: @\nx: [\n---\n",
    "---json\n{\"title\": \"@ \\u00e9 @\", \"HIDDEN\": 1}\n---\n",
    "---\nsubtitle: it&#8217;s @\ntitle: a @\n  @\n---\n",
];

fn markdown() -> impl Strategy<Value = String> {
    let line = prop::collection::vec(pick(INLINE), 1..5).prop_map(|pieces| pieces.join(" "));
    let block = (pick(BLOCKS), prop::collection::vec(line, 3))
        .prop_map(|(block, lines)| lines.iter().fold(block, |block, line| block.replacen('§', line, 1)));
    let ends = prop::sample::select(&["\n", "\r\n"][..]);
    (any::<bool>(), pick(HEADS), prop::collection::vec(block, 0..6), ends).prop_map(
        |(bom, head, blocks, end)| {
            let text = format!("{}{head}{}", if bom { "\u{feff}" } else { "" }, blocks.join("\n"));
            text.replace('\n', end)
        },
    )
}

/// Pieces of a page.
const HTML: &[&str] = &[
    "<p>@",
    "</p>",
    "<b>@</b>",
    "@ &amp; @",
    "5&nbsp;000",
    "<br>",
    "<br/>\n@",
    "<code>HIDDEN</code>",
    "<nav>HIDDEN</nav>",
    "<script>if (a < b) HIDDEN</script>",
    "<style>HIDDEN</style>",
    "<!-- HIDDEN -->",
    "<?php HIDDEN > 5 ?>",
    "<h2>@</h2>",
    "<ul><li>@<li>@</ul>",
    "<table><tr><td>@<td title='HIDDEN'>@</table>",
    "<blockquote>@</blockquote>",
    "\r\n  @\r\n",
    "&eacute;@",
    "é世@",
    "<div class='share'>HIDDEN</div>",
    "<img alt=\"HIDDEN\">",
    "<a href=http://HIDDEN>@</a>",
    "<!DOCTYPE html>",
    "<svg><title>HIDDEN</title></svg>",
    "10<sup>2</sup> ",
    "{{ HIDDEN }} ",
    "<figure><figcaption>@</figcaption></figure>",
    "< b",
    "&bogus; @",
    "<!-- crosstally: ignore HIDDEN -->",
    "<p style='display: none'>HIDDEN</p>",
    "<aside>HIDDEN</aside>",
    "<footer>HIDDEN</footer>",
    "<template>HIDDEN</template>",
    "<noscript>HIDDEN</noscript>",
    "<font color=HIDDEN>@</font>",
    "<time datetime=2025-07-01 class=HIDDEN>@</time>",
    "<td><p>@",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_keeps_spans_exact(text in markdown()) {
        let (text, count) = numbered(&text);
        let article = article("a.md", &text);
        holds(&article)?;
        finds_markers(&article, count)?;
    }

    #[test]
    fn html_keeps_spans_exact(pieces in prop::collection::vec(pick(HTML), 0..14)) {
        let (text, count) = numbered(&pieces.concat());
        let article = article("a.html", &text);
        holds(&article)?;
        finds_markers(&article, count)?;
    }

    #[test]
    fn text_keeps_spans_exact(lines in prop::collection::vec("(@|é|世界|👩‍🚀|\u{a0}|a b|  |\t|\u{feff}| https://x\\.org/HIDDEN |long{150}){0,6}(\n|\r\n|\r|\n\n|\r\n\r\n)", 0..8)) {
        let (text, count) = numbered(&lines.concat());
        let article = article("a.txt", &text);
        holds(&article)?;
        finds_markers(&article, count)?;
    }

    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|[\u{0}-\u{20}]){0,60}", name in "(a|2025-07-01|)\\.(md|mdx|html|txt)") {
        holds(&article(&name, &text))?;
    }

    #[test]
    fn no_markup_makes_it_panic(text in prop::collection::vec(pick(&[
        "---\n", "+++\n", "{", "}", "\"", ":", "{{", "}}", "{%", "%}", "[", "]", "(", ")", "<", ">", "/", "<!--", "-->", "<p", "<td>", "</td>", "é",
        "\n", "\r", "\n\n", "&", ";", "&amp", "#", "- ", "> ", "    ", "`", "```\n", "*", "_", "~~", "|", "\n|-|-|\n", "://", "www.", "'", "=", "<sup>", "<br>",
        "title", "date", "5", "\u{feff}", "\\", "!", "[^a]", "<script>", "</script>", "<?", "?>", "caption=\"", "highlight", "[caption", "\0", "<title>", "</title>", "<meta name=date content=",
    ]), 0..40), name in "a\\.(md|mdx|html|txt)") {
        holds(&article(&name, &text.concat()))?;
    }
}

#[test]
fn omits_leave_their_places() {
    let article = article("a.md", "Version `1.2` of 3");
    let at = article.prose.text().find(OMITTED).unwrap() as u32;
    let span = article.prose.file_span(ProseSpan::new(at, at + 3));
    assert_eq!(article.source.slice(span), "`1.2`");
}

#[test]
fn time_grows_with_length_and_not_faster() {
    for piece in [
        "{{",
        "{% highlight %}",
        "[",
        "<div>",
        "</div>",
        "&",
        "<!--",
        "<?",
        "www.",
        "a://)))",
        "*a_ ",
        "> ",
        "- ",
        "{\"a\":",
        "<td><p>",
    ] {
        let start = std::time::Instant::now();
        for name in ["a.md", "a.html", "a.txt"] {
            article(name, &piece.repeat(200_000 / piece.len()));
        }
        assert!(start.elapsed().as_secs() < 10, "{piece:?} took {:?}", start.elapsed());
    }
}
