//! HTML pages: what the head says, and the text of the body without what surrounds an article.

mod attributes;
mod elements;
mod pass;
mod walk;

pub(super) use elements::{Class, element};
pub(super) use walk::{Walker, push_raised};

use super::entity::{decoded, push_decoded};
use super::front::{Text, Value, parse_json};
use super::{Block, BlockKind, Draft, Part, ProseBuilder, Stamp, meta, shortcode};
use crate::source::FileSpan;
use chrono::Days;
use walk::{Head, Time};

/// Reads the page from byte `body` on.
pub(super) fn read(draft: &mut Draft<'_>, body: u32) {
    let source = draft.source;
    let masked = shortcode::mask(&source[body as usize..], false);
    let top = std::mem::take(&mut draft.prose);
    let mut walker = Walker::default();
    walker.read(draft, &masked.text, body, (&masked, body));
    walker.finish(draft);
    let head = std::mem::take(&mut walker.head);
    let mut text = std::mem::replace(&mut draft.prose, top);
    if draft.meta.language.is_none() {
        draft.meta.language = head.language.map(|span| decoded(&source[span.range()]).trim().to_owned());
    }
    let linked: Vec<Value<'_>> = head.linked.iter().filter_map(|span| parse_json(source, *span)).collect();
    dates(draft, &head, &linked, &text);
    title(draft, &head, &linked, &mut text);
    for name in ["description", "og:description"] {
        standfirst(draft, &head, name);
    }
    draft.prose.append(text.finish());
}

/// The headline: what the head says and the first `<h1>`, which are mostly the same words.
fn title(draft: &mut Draft<'_>, head: &Head, linked: &[Value<'_>], text: &mut ProseBuilder) {
    let source = draft.source;
    let heading = head.heading.and_then(|at| {
        let words = text.text_of(*text.blocks().get(at)?);
        Some((at, words.to_owned()))
    });
    let said = meta_named(head, "og:title")
        .or_else(|| linked_value(linked, "headline").map(Text::inner))
        .or(head.title)
        .filter(|span| !source[span.range()].trim().is_empty());
    // The words of the front matter, or of the head.
    let given = match (&draft.meta.title, said) {
        (Some(title), _) => Some(title.clone()),
        (None, Some(span)) => Some(decoded(&source[span.range()]).trim().to_owned()),
        (None, None) => None,
    };
    match (given, heading) {
        (Some(given), Some((at, words))) if alike(&given, &words) => {
            text.assign(at, Part::Title);
            draft.meta.title.get_or_insert(words);
        }
        (None, Some((at, words))) => {
            text.assign(at, Part::Title);
            draft.meta.title = Some(words);
        }
        (Some(given), _) => {
            if draft.meta.title.is_none()
                && let Some(span) = said
            {
                draft.prose.open(Part::Title, BlockKind::Heading);
                push_decoded(&mut draft.prose, &source[span.range()], span.start);
                draft.prose.close();
                draft.meta.title = Some(given);
            }
        }
        (None, None) => {}
    }
}

/// Whether one headline is the other, give or take the name of the site.
fn alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (one, other) = (plain(one), plain(other));
    one.contains(&other) || other.contains(&one)
}

fn standfirst(draft: &mut Draft<'_>, head: &Head, name: &str) {
    let Some(span) = meta_named(head, name) else { return };
    let source = draft.source;
    let words = source[span.range()].trim();
    let repeated = |block: &super::Block| {
        block.part == Part::Standfirst && draft.prose.text_of(*block) == decoded(words)
    };
    if draft.prose.blocks().iter().any(repeated) {
        return;
    }
    draft.prose.open(Part::Standfirst, BlockKind::Paragraph);
    push_decoded(&mut draft.prose, &source[span.range()], span.start);
    draft.prose.close();
}

fn meta_named(head: &Head, name: &str) -> Option<FileSpan> {
    head.metas.iter().find(|(known, _)| known == name).map(|(_, span)| *span)
}

/// The dates of the page, the surest first: front matter (already read), meta tags, JSON-LD, a `<time>` that says
/// so, any other `<time>` in a line of its own.
fn dates(draft: &mut Draft<'_>, head: &Head, linked: &[Value<'_>], text: &ProseBuilder) {
    const PUBLISHED: [&str; 15] = [
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.created",
        "citation_publication_date",
    ];
    const UPDATED: [&str; 7] = [
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "lastmod",
        "last-modified",
        "dcterms.modified",
        "revised",
    ];
    for (names, key, changed) in
        [(&PUBLISHED[..], "datePublished", false), (&UPDATED[..], "dateModified", true)]
    {
        let slot = if changed { &draft.meta.updated } else { &draft.meta.published };
        if slot.is_some() {
            continue;
        }
        let mut metas = names.iter().filter_map(|name| Some((*name, meta_named(head, name)?)));
        let linked = linked_value(linked, key).map(|text| (key, text.inner()));
        let of_page = |time: &&Time| time.changed == changed && (time.marked || stands_alone(time, text));
        let mut times: Vec<&Time> = head.times.iter().filter(of_page).collect();
        times.sort_by_key(|time| (!time.published, !time.marked));
        let mut times = times.into_iter().map(|time| ("time", time.datetime));
        let mut read = |(key, span): (&'static str, FileSpan)| {
            let value = decoded(&draft.source[span.range()]).into_owned();
            meta::date(draft, key, &value, span)
        };
        let meta = metas.find_map(&mut read);
        let linked = linked.and_then(&mut read);
        // A page that has moved to another system bears the day of the move in one of the two.
        let moved = |meta: &Stamp, linked: &Stamp| !changed && linked.day + Days::new(7) < meta.day;
        let found = match (meta, linked) {
            (Some(meta), Some(linked)) => Some(if moved(&meta, &linked) { linked } else { meta }),
            (meta, linked) => meta.or(linked).or_else(|| times.find_map(&mut read)),
        };
        match changed {
            true => draft.meta.updated = found,
            false => draft.meta.published = found,
        }
    }
}

/// Whether a `<time>` stands in a line of its own, as in "By Ann Smith, 1 July 2025", and not in a sentence of the story.
fn stands_alone(time: &Time, text: &ProseBuilder) -> bool {
    /// In bytes; lines with an author and a date are shorter.
    const LONGEST: usize = 100;
    let before = |block: &Block| text.file_span(block.span).end <= time.datetime.start;
    let block = text.blocks().get(text.blocks().partition_point(before));
    block.is_none_or(|block| {
        let words = text.text_of(*block);
        words.len() <= LONGEST && !words.ends_with(['.', '!', '?', '"', '”'])
    })
}

/// The value of `key` in JSON-LD: that of an article, or else of whatever has one.
fn linked_value<'v, 'a>(linked: &'v [Value<'a>], key: &str) -> Option<&'v Text<'a>> {
    [true, false].into_iter().find_map(|article| linked.iter().find_map(|value| find(value, key, article, 0)))
}

/// The first value of `key` in JSON-LD: at the top, in a list, in `@graph` or below the page's main entity; with
/// `article`, only of what is an article.
fn find<'v, 'a>(value: &'v Value<'a>, key: &str, article: bool, depth: u8) -> Option<&'v Text<'a>> {
    if depth > 3 {
        return None;
    }
    match value {
        Value::List(items) => items.iter().find_map(|item| find(item, key, article, depth + 1)),
        Value::Table(_) => {
            let own = value.get(key).and_then(Value::text).filter(|_| !article || is_article(value));
            let inner = ["@graph", "mainEntity"].iter();
            own.or_else(|| {
                inner.filter_map(|inner| value.get(inner)).find_map(|v| find(v, key, article, depth + 1))
            })
        }
        _ => None,
    }
}

/// Whether the type of an object is `Article` or one of its kinds (`NewsArticle`, `BlogPosting`, `Report`).
fn is_article(value: &Value<'_>) -> bool {
    let kinds = value.get("@type").into_iter().flat_map(Value::texts);
    kinds
        .map(|kind| &*kind.text)
        .any(|kind| kind == "Report" || kind.ends_with("Article") || kind.ends_with("Posting"))
}

#[cfg(test)]
mod tests {
    use super::super::{Article, read};
    use super::*;
    use crate::source::{ProseSpan, Source};
    use std::sync::Arc;

    fn article(text: &str) -> Article {
        read(Arc::new(Source::new("a.html", text)))
    }

    fn bytes<'a>(article: &'a Article, words: &str) -> &'a str {
        let start = article
            .prose
            .text()
            .find(words)
            .unwrap_or_else(|| panic!("{words:?} in {:?}", article.prose.text()));
        let span = ProseSpan::new(start as u32, (start + words.len()) as u32);
        article.source.slice(article.prose.file_span(span))
    }

    fn blocks(article: &Article) -> Vec<(Part, BlockKind, &str)> {
        let prose = &article.prose;
        prose.blocks().iter().map(|block| (block.part, block.kind, prose.slice(block.span))).collect()
    }

    #[test]
    fn a_tag_of_very_many_attributes_costs_no_stack() {
        let page = format!("<main><p{}>Five dead</p></main>", " a=1".repeat(30_000));
        assert_eq!(blocks(&article(&page)), [(Part::Body, BlockKind::Paragraph, "Five dead")]);
    }

    #[test]
    fn reads_a_page() {
        let page = "<!DOCTYPE html>\r\n<html lang=en-GB><head><title>Five dead &amp; more | The Site</title>\n<meta property='article:published_time' content='2025-07-01T10:00:00Z'>\n<meta name=description content=\"It&#39;s 5\">\n<script>var x = '7 dead';</script></head>\n<body><nav><p>7 in menu</p></nav><main><h1>Five dead &amp; more</h1><p>At least 5&nbsp;000\n   people, <b>in</b> caf&eacute;<sup>3</sup>.<br>New <code>x = 9</code> line<br><br>Third<p>Unclosed <aside>8</aside><ul><li>one<li>two</ul><table><tr><th>a<td>b<tr><td>c</table><blockquote><p>Quoted</blockquote><figure><img alt='9'><figcaption>Caption 6</figcaption></figure></main><footer>9</footer>";
        let article = article(page);
        use BlockKind::{Caption, Heading, ListItem, Paragraph, Quote, TableCell};
        assert_eq!(
            blocks(&article),
            [
                (Part::Standfirst, Paragraph, "It's 5"),
                (Part::Title, Heading, "Five dead & more"),
                (Part::Body, Paragraph, "At least 5\u{a0}000\npeople, in café³.\nNew \u{fffc} line"),
                (Part::Body, Paragraph, "Third"),
                (Part::Body, Paragraph, "Unclosed"),
                (Part::Body, ListItem, "one"),
                (Part::Body, ListItem, "two"),
                (Part::Body, TableCell, "a"),
                (Part::Body, TableCell, "b"),
                (Part::Body, TableCell, "c"),
                (Part::Body, Quote, "Quoted"),
                (Part::Body, Caption, "Caption 6"),
            ]
        );
        assert_eq!(bytes(&article, "5\u{a0}000"), "5&nbsp;000");
        assert_eq!(bytes(&article, "café"), "caf&eacute;");
        assert_eq!(bytes(&article, "It's"), "It&#39;s");
        assert_eq!(bytes(&article, "000\npeople"), "000\n   people");
        assert_eq!(bytes(&article, "\u{fffc}"), "<code>x = 9</code>");
        let rows: Vec<u32> =
            article.prose.blocks().iter().map(|block| block.row).filter(|row| *row > 0).collect();
        assert_eq!(rows, [1, 1, 2]);
        assert_eq!(article.meta.language.as_deref(), Some("en-GB"));
        assert_eq!(article.meta.published.as_ref().unwrap().day.to_string(), "2025-07-01");
        assert_eq!(article.meta.title.as_deref(), Some("Five dead & more"));
        assert_eq!(article.notes, []);
    }

    #[test]
    fn reads_linked_data_and_times() {
        let page = "<script type=\"application/ld+json\">{\"@context\": \"https://schema.org\", \"@graph\": [{\"headline\": \"Two \\\"dead\\\"\", \"datePublished\": \"2025-07-01\"}]}</script><p>Text <time datetime='2024-01-01' class=updated>x</time>";
        let article = article(page);
        let published = article.meta.published.clone().unwrap();
        assert_eq!(article.source.slice(published.span.unwrap()), "2025-07-01");
        assert_eq!(article.source.slice(article.meta.updated.clone().unwrap().span.unwrap()), "2024-01-01");
    }

    #[test]
    fn takes_the_date_of_the_page_and_not_of_its_story() {
        let day = |page: &str| article(page).meta.published.map(|stamp| stamp.day.to_string());
        let bare = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-07-02\"}</script><p>Text";
        assert_eq!(day(bare).as_deref(), Some("2025-07-02"));
        let linked = "<script type='application/ld+json'>{\"@context\": \"https://schema.org\", \"@graph\": \
            [{\"@type\": \"WebPage\", \"datePublished\": \"2020-01-01\"}, \
             {\"@type\": [\"NewsArticle\"], \"datePublished\": \"2025-07-01\"}]}</script><p>Text";
        assert_eq!(day(linked).as_deref(), Some("2025-07-01"));
        assert_eq!(day(&linked.replace("NewsArticle", "Thing")).as_deref(), Some("2020-01-01"));
        let story = "<p>It burned in <time datetime=1999-01-01>1999</time>, and again.";
        assert_eq!(day(story), None);
        let line = "<p>By Ann Smith, <time datetime=2025-07-01>1 July</time></p>";
        assert_eq!(day(&format!("{line}{story}")).as_deref(), Some("2025-07-01"));
        assert_eq!(
            day(&story.replace("<time", "<time itemprop=datePublished")).as_deref(),
            Some("1999-01-01")
        );
    }

    #[test]
    fn takes_the_earlier_of_two_dates_where_a_page_has_moved() {
        let day = |meta: &str, linked: &str| {
            let page = format!(
                "<meta property=article:published_time content='{meta}'><script type='application/ld+json'>\
                 {{\"@context\": \"https://schema.org\", \"@type\": \"NewsArticle\", \"datePublished\": \"{linked}\"}}\
                 </script><p>Text"
            );
            article(&page).meta.published.map(|stamp| stamp.day.to_string())
        };
        assert_eq!(day("2015-09-16", "2010-10-25").as_deref(), Some("2010-10-25"));
        assert_eq!(day("2015-09-16", "2015-09-15").as_deref(), Some("2015-09-16"));
        assert_eq!(day("2010-10-25", "2015-09-16").as_deref(), Some("2010-10-25"));
    }

    #[test]
    fn takes_a_time_that_says_so_before_one_that_does_not() {
        let bare = "<p>Fire on <time datetime=2022-02-24>24 Feb</time></p>";
        for mark in ["class='entry published'", "itemprop=datePublished", "pubdate"] {
            let page = format!("{bare}<p>A fire broke out.</p><time {mark} datetime=2025-07-01>July</time>");
            assert_eq!(
                article(&page).meta.published.map(|stamp| stamp.day.to_string()).as_deref(),
                Some("2025-07-01"),
                "{mark}"
            );
        }
        let page = "<time class=event-date datetime=2022-02-24>x</time><p>\
            <time class=dt-published datetime=2025-07-01>y</time>";
        assert_eq!(article(page).meta.published.unwrap().day.to_string(), "2025-07-01");
    }

    #[test]
    fn knows_the_language_of_xhtml_and_what_is_not_displayed() {
        let article = article("<html xml:lang='en-GB'><p style='Display: none'>5</p><p>Six");
        assert_eq!(article.meta.language.as_deref(), Some("en-GB"));
        assert_eq!(article.prose.text(), "Six\n\n");
    }

    #[test]
    fn covers_the_next_block_or_the_one_around() {
        let page = "<p>one</p><!-- crosstally: ignore a --><ul><li>two</ul><p>three <!-- crosstally: ignore b -- c --> x</p>four <script><!-- crosstally: ignore d --></script><!-- crosstally: ignore e -->";
        let article = article(page);
        let covers: Vec<&str> =
            article.suppressions.iter().map(|found| article.source.slice(found.covers)).collect();
        assert_eq!(covers, ["<ul><li>two</ul>", "three <!-- crosstally: ignore b -- c --> x", ""]);
    }

    #[test]
    fn leaves_php_and_boilerplate_out() {
        let page =
            "<?php if ($a > 5) { ?><div class='share x'>9</div><header>8</header><div hidden>7</div><p>Six";
        assert_eq!(article(page).prose.text(), "Six\n\n");
    }

    #[test]
    fn takes_the_title_of_the_head_where_no_heading_repeats_it() {
        let article = article("<title>Five &amp; dead</title><h1>The Daily</h1><p>Text");
        assert_eq!(article.prose.text(), "Five & dead\n\nThe Daily\n\nText\n\n");
        assert_eq!(bytes(&article, "Five & dead"), "Five &amp; dead");
        assert_eq!(blocks(&article)[1].0, Part::Body);
    }
}
