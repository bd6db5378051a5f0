//! Phrase corpora in the way of duckling: one value, many phrasings, read on a fixed day.
//!
//! A file of `tests/corpus` gives the article's day and, by value (TIMEX3 for times), texts in which square
//! brackets mark the phrase that must be read, with exactly that span; no other time may be read in them.
//! `never` holds texts in which no time may be read, `wrong` readings that are known to be wrong and what
//! they should be: when one of them is mended, the test asks for it to be moved.

use crosstally::article::{BlockKind, Part, ProseBuilder};
use crosstally::lexicon::Lexicon;
use crosstally::mention::{self, Reference, Value};
use serde::Deserialize;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    /// The article's day.
    published: Option<String>,
    #[serde(default)]
    day_first: Option<bool>,
    reads: Vec<Reads>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    wrong: Vec<Wrong>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reads {
    value: String,
    texts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrong {
    text: String,
    reads: String,
    should: String,
}

/// The phrases of time read in a text, with their values.
fn times(text: &str, lexicon: &Lexicon, reference: &Reference) -> Vec<(String, String)> {
    let mut builder = ProseBuilder::default();
    builder.open(Part::Body, BlockKind::Paragraph);
    builder.push(text, 0);
    let prose = builder.finish();
    let reading = mention::read(&prose, lexicon, reference);
    let outer = reading.mentions.iter().filter(|mention| !mention.inner);
    outer
        .filter_map(|mention| match &mention.value {
            Value::Time(time) => Some((prose.slice(mention.span).to_owned(), time.timex.to_string())),
            _ => None,
        })
        .collect()
}

fn failures(corpus: &Corpus, lexicon: &Lexicon) -> Vec<String> {
    let published = corpus.published.as_ref().map(|day| day.parse().expect("the corpus has a sound date"));
    let reference = Reference { published, day_first: corpus.day_first, ..Reference::default() };
    let mut failures = Vec::new();
    for reads in &corpus.reads {
        for marked in &reads.texts {
            let (before, rest) = marked.split_once('[').expect("a phrase is marked");
            let (phrase, after) = rest.split_once(']').expect("the mark is closed");
            let found = times(&format!("{before}{phrase}{after}"), lexicon, &reference);
            if found != [(phrase.to_owned(), reads.value.clone())] {
                failures.push(format!("{marked:?} should be {:?}, reads {found:?}", reads.value));
            }
        }
    }
    for text in &corpus.never {
        let found = times(text, lexicon, &reference);
        if !found.is_empty() {
            failures.push(format!("{text:?} holds no time, reads {found:?}"));
        }
    }
    for wrong in &corpus.wrong {
        let found: Vec<String> =
            times(&wrong.text, lexicon, &reference).into_iter().map(|(_, value)| value).collect();
        let found = found.join(" ");
        if found == wrong.should {
            failures.push(format!("{:?} is mended: move it to `reads` or `never`", wrong.text));
        } else if found != wrong.reads {
            failures.push(format!("{:?} is wrong in a new way: {found:?}", wrong.text));
        }
    }
    failures
}

#[test]
fn phrases_are_read_as_the_corpora_say() {
    let lexicon = Lexicon::shipped();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("the folder is part of the project")
        .map(|file| file.expect("readable").path())
        .collect();
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a corpus is text");
        let corpus: Corpus =
            crosstally::yaml::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        all.extend(failures(&corpus, &lexicon).into_iter().map(|failure| format!("{name}: {failure}")));
    }
    assert!(all.is_empty(), "{} phrases:\n{}", all.len(), all.join("\n"));
}
