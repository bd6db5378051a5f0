//! What the keys of front matter mean, over the habits of Hugo, Jekyll, Eleventy, Zola and newsrooms.

use super::front::{Field, Front, Text, Value};
use super::{BlockKind, Draft, Note, Part, Slip, Stamp, Suppression, comment, stamp};
use crate::source::FileSpan;
use crate::yaml::nearest;

/// What a key says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Title,
    Standfirst,
    /// What stands under the picture of the page.
    Caption,
    /// A table about that picture.
    Picture,
    /// Lower is nearer to the moment of publication.
    Published(u8),
    Updated(u8),
    Language,
    Event,
    /// The address of the page, which may hold the day.
    Path,
    Ours,
    /// A table of the author's own keys.
    Extra,
}

fn role(key: &str) -> Option<Role> {
    let lower = key.bytes().any(|byte| byte.is_ascii_uppercase()).then(|| key.to_ascii_lowercase());
    let key = lower.as_deref().unwrap_or(key);
    Some(match key {
        "title" | "headline" | "post_title" => Role::Title,
        "description" | "summary" | "dek" | "excerpt" | "standfirst" | "subtitle" | "deck" | "lede" => {
            Role::Standfirst
        }
        "caption"
        | "image_caption"
        | "image-caption"
        | "imagecaption"
        | "photo_caption"
        | "photo-caption"
        | "image_description"
        | "image-description"
        | "featured_image_caption"
        | "hero_caption"
        | "cover_caption"
        | "thumbnail-caption" => Role::Caption,
        "image" | "cover" | "hero" | "banner" | "photo" | "featured_image" | "featuredimage" => Role::Picture,
        "published" | "published_at" | "publishdate" | "publish_date" | "pubdate" | "pub_date"
        | "datepublished" | "date_published" | "published_date" | "publication_date" | "published_time" => {
            Role::Published(0)
        }
        "date" => Role::Published(1),
        "post_date" => Role::Published(2),
        "created" | "created_at" | "date_created" => Role::Published(3),
        "lastmod" | "updated" | "updated_at" | "last_modified_at" | "last_updated" | "lastupdated"
        | "modified" | "modified_at" | "datemodified" | "date_modified" | "date_updated"
        | "modified_time" | "last_modified" => Role::Updated(0),
        "post_modified" | "update_date" => Role::Updated(1),
        "lang" | "language" | "locale" => Role::Language,
        "event" | "events" => Role::Event,
        "path" | "permalink" | "url" | "slug" => Role::Path,
        "crosstally" => Role::Ours,
        "extra" | "params" => Role::Extra,
        _ => return None,
    })
}

/// The values of the keys that mean something, before the best of each is chosen.
#[derive(Default)]
struct Said<'v, 'a> {
    title: Option<&'v Text<'a>>,
    standfirst: Vec<&'v Text<'a>>,
    published: Vec<(u8, &'v str, &'v Text<'a>)>,
    updated: Vec<(u8, &'v str, &'v Text<'a>)>,
    language: Option<&'v Text<'a>>,
    path: Option<&'v Text<'a>>,
}

/// Takes over what the front matter says: metadata, title and standfirst as prose, suppressions, notes.
pub(super) fn apply(draft: &mut Draft<'_>, front: &Front<'_>) {
    if let Some((message, span)) = &front.trouble {
        draft.notes.push(Note {
            id: "unreadable-front-matter",
            message: message.clone(),
            help: None,
            span: Some(*span),
        });
    }
    let mut said = Said::default();
    gather(draft, &mut said, &front.fields, 0);
    draft.meta.language = said.language.map(|text| text.text.trim().to_owned()).filter(|tag| !tag.is_empty());
    if let Some(title) = said.title.filter(|title| !title.text.trim().is_empty()) {
        draft.prose.open(Part::Title, BlockKind::Heading);
        title.push(&mut draft.prose, draft.source);
        draft.meta.title = Some(draft.prose.open_text().trim().to_owned());
        draft.prose.close();
    }
    push(draft, &said.standfirst, Part::Standfirst, BlockKind::Paragraph);
    draft.meta.published = best(draft, said.published);
    draft.meta.updated = best(draft, said.updated);
    if let (None, Some(path)) = (&draft.meta.published, said.path) {
        let span = Some(path.inner());
        draft.meta.published =
            stamp::of_path(&path.text).map(|day| Stamp { day, time: None, offset: None, span });
    }
}

/// Takes over the captions of the page's picture; after the body, as no article begins with them.
pub(super) fn captions(draft: &mut Draft<'_>, front: &Front<'_>) {
    let captions = front.fields.iter().filter_map(|field| match role(&field.key)? {
        Role::Caption => field.value.text(),
        Role::Picture => field.value.get("caption")?.text(),
        _ => None,
    });
    let texts: Vec<&Text<'_>> = captions.collect();
    push(draft, &texts, Part::Body, BlockKind::Caption);
}

/// Takes over texts as blocks of prose, each once.
fn push(draft: &mut Draft<'_>, texts: &[&Text<'_>], part: Part, kind: BlockKind) {
    for (at, text) in texts.iter().enumerate() {
        if texts[..at].iter().any(|before| before.text.trim() == text.text.trim()) {
            continue;
        }
        draft.prose.open(part, kind);
        text.push(&mut draft.prose, draft.source);
        draft.prose.close();
    }
}

fn gather<'v, 'a>(draft: &mut Draft<'_>, said: &mut Said<'v, 'a>, fields: &'v [Field<'a>], depth: u8) {
    // Top-level keys come before those of the author's own tables, wherever they stand.
    for field in fields {
        let Some(role) = role(&field.key) else { continue };
        let text = field.value.text();
        match role {
            Role::Title => said.title = said.title.or(text),
            Role::Standfirst => said.standfirst.extend(text),
            Role::Caption | Role::Picture => {}
            Role::Published(rank) => {
                said.published.extend(text.map(|text| (rank + 4 * depth, &*field.key, text)));
            }
            Role::Updated(rank) => {
                said.updated.extend(text.map(|text| (rank + 4 * depth, &*field.key, text)))
            }
            Role::Language => said.language = said.language.or(field.value.texts().next()),
            Role::Event => {
                draft.meta.events.extend(field.value.texts().map(|text| text.text.trim().to_owned()))
            }
            Role::Path => said.path = said.path.or(text.filter(|text| stamp::of_path(&text.text).is_some())),
            Role::Ours => ours(draft, &field.value),
            Role::Extra => {}
        }
    }
    if depth > 0 {
        return;
    }
    for field in fields {
        if let (Some(Role::Extra), Value::Table(inner)) = (role(&field.key), &field.value) {
            gather(draft, said, inner, depth + 1);
        }
    }
}

/// `crosstally: {ignore: [rule], reason: why}`; whatever else stands there names no rule, which is reported.
fn ours(draft: &mut Draft<'_>, value: &Value<'_>) {
    let ignore = value.get("ignore");
    let unknown = unknown_keys(draft, value);
    if ignore.is_none() && !unknown.is_empty() {
        return draft.suppressions.extend(unknown);
    }
    draft.suppressions.extend(unknown);
    let listed = ignore.into_iter().flat_map(Value::texts);
    let mut rules: Vec<String> = listed
        .flat_map(|text| text.text.split([',', ' ']))
        .filter(|rule| !rule.is_empty())
        .map(str::to_owned)
        .collect();
    let slip = comment::slip_of_many(&mut rules);
    let spans = ignore.unwrap_or(value).texts().map(|text| text.span).reduce(FileSpan::to);
    let reason = value.get("reason").and_then(Value::text).map(|text| text.text.trim().to_owned());
    draft.suppressions.push(Suppression {
        rules,
        reason: reason.filter(|reason| !reason.is_empty()),
        span: spans.unwrap_or_default(),
        covers: FileSpan::new(0, draft.source.len() as u32),
        slip,
    });
}

/// A suppression of nothing for each key that means nothing, at the key.
fn unknown_keys(draft: &Draft<'_>, value: &Value<'_>) -> Vec<Suppression> {
    const KNOWN: [&str; 2] = ["ignore", "reason"];
    let Value::Table(fields) = value else { return Vec::new() };
    let unknown = fields.iter().filter(|field| !KNOWN.contains(&&*field.key));
    unknown
        .map(|field| {
            let help = match nearest(&field.key, KNOWN) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "crosstally: {ignore: [RULE], reason: why}".to_owned(),
            };
            let message = format!("unknown key `{}` of `crosstally`", field.key);
            Suppression {
                rules: Vec::new(),
                reason: None,
                span: place_of(draft.source, field),
                covers: FileSpan::default(),
                slip: Some(Slip { message, help }),
            }
        })
        .collect()
}

/// Where the key of a field stands, which is before its value and on no other line than the value's first; else the value.
fn place_of(source: &str, field: &Field<'_>) -> FileSpan {
    let Some(value) = field.value.texts().next().map(|text| text.span) else { return FileSpan::default() };
    let before = &source[..value.start as usize];
    let lines = before.rmatch_indices('\n').nth(1).map_or(0, |(at, _)| at);
    match before[lines..].rfind(&*field.key) {
        Some(at) => {
            let start = (lines + at) as u32;
            FileSpan::new(start, start + field.key.len() as u32)
        }
        None => value,
    }
}

/// The first readable date of the best rank; the ones that cannot be read are noted.
fn best(draft: &mut Draft<'_>, mut dates: Vec<(u8, &str, &Text<'_>)>) -> Option<Stamp> {
    dates.sort_by_key(|(rank, ..)| *rank);
    dates.into_iter().find_map(|(_, key, text)| date(draft, key, &text.text, text.inner()))
}

/// Reads one date value; a note says why it could not be read, or what was made of it.
pub(super) fn date(draft: &mut Draft<'_>, key: &str, value: &str, span: FileSpan) -> Option<Stamp> {
    let value = value.trim();
    // `published: true` is a flag, and `date:` without a value says nothing.
    if matches!(
        value.to_ascii_lowercase().as_str(),
        "" | "true" | "false" | "yes" | "no" | "0" | "1" | "null"
    ) {
        return None;
    }
    match stamp::read(value, Some(span), draft.day_first()) {
        Ok(reading) => {
            if reading.interval {
                let message = format!("{key:?} is an interval, of which the first day was taken");
                draft.notes.push(Note { id: "date-interval", message, help: None, span: Some(span) });
            }
            Some(reading.stamp)
        }
        Err(why) => {
            let message = format!("the date in {key:?} was not read: {why}");
            draft.notes.push(Note { id: "unreadable-date", message, help: None, span: Some(span) });
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Part, read};
    use crate::source::{FileSpan, Source};
    use std::sync::Arc;

    fn article(name: &str, text: &str) -> Article {
        read(Arc::new(Source::new(name, text)))
    }

    fn published(text: &str) -> Option<(String, String)> {
        let article = article("a.md", text);
        let stamp = article.meta.published?;
        Some((stamp.day.to_string(), article.source.slice(stamp.span?).to_owned()))
    }

    #[test]
    fn reads_the_keys_of_every_generator() {
        for head in [
            "---\ndate: 2025-07-01\n---\n",
            "---\npubDate: \"2025-07-01\"\n---\n",
            "---\npublishDate: '2025-07-01'\n---\n",
            "---\npublished: true\npost_date: 2025-07-01\n---\n",
            "---\npublished: 2025-07-01\ndate: 2020-01-01\n---\n",
            "+++\ntitle = \"x\"\ndate = 2025-07-01\n+++\n",
            "+++\ndate = \"2025-07-01\"\npath = \"2020/01/01/a\"\n+++\n",
            "+++\n[extra]\npublished = \"2025-07-01\"\n+++\n",
            "{\"date\": \"2025-07-01\"}\n",
        ] {
            assert_eq!(published(head), Some(("2025-07-01".into(), "2025-07-01".into())), "{head:?}");
        }
    }

    #[test]
    fn captions_of_the_page_stand_after_its_text() {
        let captions = |head: &str| -> Vec<String> {
            let article = article("a.md", &format!("---\n{head}\n---\n\nThe text.\n"));
            assert_eq!(article.prose.slice(article.prose.blocks()[0].span), "The text.");
            let rest = article.prose.blocks()[1..].iter();
            rest.map(|block| article.prose.slice(block.span).to_owned()).collect()
        };
        assert_eq!(
            captions("image-description: 'The mill, on Tuesday, Jan. 14.'"),
            ["The mill, on Tuesday, Jan. 14."]
        );
        assert_eq!(captions("cover: {image: a.jpg, alt: mill, caption: The mill}"), ["The mill"]);
        assert!(captions("image: a.jpg").is_empty());
    }

    #[test]
    fn notes_dates_that_are_missing_or_unreadable() {
        let ids = |name: &str, text: &str| -> Vec<&str> {
            article(name, text).notes.iter().map(|note| note.id).collect()
        };
        assert_eq!(ids("a.md", "Text"), ["no-date"]);
        assert_eq!(ids("a.md", "---\ndate: 03/04/2025\n---\n"), ["unreadable-date", "no-date"]);
        assert_eq!(ids("a.md", "---\ndate: 1856-07-03/1856-07-10\n---\n"), ["date-interval"]);
        assert_eq!(ids("2025-07-01-a.md", "---\ndate: null\n---\n"), [""; 0]);
        assert_eq!(ids("a.md", "---\ntitle: A: B\ndate: 2025-07-01\n---\n"), ["unreadable-front-matter"]);
    }

    #[test]
    fn takes_the_day_from_the_file_name_when_front_matter_has_none() {
        let found = article("posts/2016-05-06-title.md", "---\ntitle: A\n---\n").meta.published.unwrap();
        assert_eq!((found.day.to_string().as_str(), found.span), ("2016-05-06", None));
        let article = article("a.md", "+++\npath = \"2016/05/06/a\"\n+++\n");
        assert_eq!(article.meta.published.unwrap().day.to_string(), "2016-05-06");
    }

    #[test]
    fn reads_dates_with_slashes_in_the_order_of_the_language() {
        let day = |head: &str, language: Option<&str>| {
            let source = Source::new("a.md", format!("---\n{head}---\n"));
            let found = crate::article::read_in(Arc::new(source), language);
            found.meta.published.map(|stamp| stamp.day.to_string())
        };
        for key in ["lang", "language", "locale"] {
            let head = format!("date: 07/04/2025\n{key}: en-GB\n");
            assert_eq!(day(&head, Some("en-US")).as_deref(), Some("2025-04-07"), "{key}");
        }
        assert_eq!(day("date: 07/04/2025\n", Some("en-US")).as_deref(), Some("2025-07-04"));
        assert_eq!(day("date: 07/04/2025\n", None), None);
    }

    #[test]
    fn puts_title_and_standfirst_before_the_body_with_exact_places() {
        let file = "---\ntitle: >\n  Café: five\n  dead\ndescription: \"Don&#039;t \\\"panic\\\"\"\nsummary: 'it''s 7'\nlang: en-GB\nevent: [kupol, \"b\"]\n---\nBody";
        let article = article("a.md", file);
        assert_eq!(article.prose.text(), "Café: five dead\n\nDon't \"panic\"\n\nit's 7\n\nBody\n\n");
        let parts: Vec<Part> = article.prose.blocks().iter().map(|block| block.part).collect();
        assert_eq!(parts, [Part::Title, Part::Standfirst, Part::Standfirst, Part::Body]);
        let find = |words: &str| {
            let start = article.prose.text().find(words).unwrap() as u32;
            let span = crate::source::ProseSpan::new(start, start + words.len() as u32);
            article.source.slice(article.prose.file_span(span)).to_owned()
        };
        assert_eq!(find("dead"), "dead");
        assert_eq!(find("five dead"), "five\n  dead");
        assert_eq!(find("Don't"), "Don&#039;t");
        assert_eq!(find("panic"), "panic");
        assert_eq!(find("it's"), "it''s");
        assert_eq!(find("7"), "7");
        assert_eq!(article.meta.title.as_deref(), Some("Café: five dead"));
        assert_eq!(article.meta.language.as_deref(), Some("en-GB"));
        assert_eq!(article.meta.events, ["kupol", "b"]);
    }

    #[test]
    fn takes_what_it_does_not_understand_for_an_order_without_rules() {
        for head in ["crosstally: ignore ordinal-year", "crosstally: {ignore: []}"] {
            let article = article("a.md", &format!("---\n{head}\n---\nBody"));
            let [found] = &article.suppressions[..] else { panic!("{head}: {:?}", article.suppressions) };
            assert_eq!(found.rules, [""; 0], "{head}");
        }
    }

    #[test]
    fn tells_of_unknown_keys_at_their_places() {
        for (head, expected) in [
            ("crosstally: {ignroe: [ordinal-year]}", ["ignroe", "did you mean `ignore`?"]),
            ("crosstally:\n  ignroe:\n    - ordinal-year", ["ignroe", "did you mean `ignore`?"]),
            (
                "crosstally: {ignore: [a], because: old}",
                ["because", "crosstally: {ignore: [RULE], reason: why}"],
            ),
        ] {
            let article = article("a.md", &format!("---\n{head}\n---\nBody"));
            let found = article.suppressions.iter().find(|found| found.slip.is_some()).expect("a slip");
            let slip = found.slip.as_ref().expect("a slip");
            assert_eq!([article.source.slice(found.span), &slip.help], expected, "{head}");
        }
    }

    #[test]
    fn covers_the_file_with_what_front_matter_ignores() {
        let file = "---\ndate: 2025-07-01\ncrosstally:\n  ignore: [ordinal-year, toll-differs]\n  reason: old\n---\nBody";
        let article = article("a.md", file);
        let [found] = &article.suppressions[..] else { panic!("{:?}", article.suppressions) };
        assert_eq!(found.rules, ["ordinal-year", "toll-differs"]);
        assert_eq!(found.reason.as_deref(), Some("old"));
        assert_eq!(found.covers, FileSpan::new(0, file.len() as u32));
        assert_eq!(article.source.slice(found.span), "ordinal-year, toll-differs");
    }
}
