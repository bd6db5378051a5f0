//! Phrase corpora in the way of duckling: one value, many phrasings, read on a fixed day.
//!
//! A file of `tests/corpus` gives the article's day and, by value, texts in which square brackets mark the
//! phrase that must be read with exactly that span:
//!
//! ```yaml
//! published: 2025-07-04
//! reads:
//!   - value: P3Y                   # a time, by its TIMEX3 value; no other time may be read in the text
//!     texts: ["He served [three years]."]
//!   - says: {kind: count, number: "35"}   # a mention, by fields of its JSON
//!     texts: ["Another [35] people were hurt."]
//! never: ["He may go."]             # texts without any time
//! leaves:                          # texts where no mention of `kinds` overlaps […] (without brackets: anywhere)
//!   - {kinds: [number, count], texts: ["aboard a [Boeing 737]"]}
//! wrong:                           # times known to be read wrong, and what they should be
//!   - {text: "…", reads: P3Y, should: P4Y}
//! misread:                         # mentions known to be read wrong: what they should say
//!   - {says: {kind: age, number: "45"}, texts: ["his wife [45]"]}
//! ```
//!
//! When a wrong reading is mended, the test asks for it to be moved.

use crosstally::article::{BlockKind, Part, ProseBuilder};
use crosstally::lexicon::Lexicon;
use crosstally::mention::{self, Reference};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    /// The article's day.
    published: Option<String>,
    /// Its time of day.
    time: Option<String>,
    #[serde(default)]
    day_first: Option<bool>,
    reads: Vec<Reads>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    leaves: Vec<Leaves>,
    #[serde(default)]
    wrong: Vec<Wrong>,
    #[serde(default)]
    misread: Vec<Reads>,
}

/// Texts with one value: either of the two keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reads {
    value: Option<String>,
    says: Option<Map<String, Value>>,
    texts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Leaves {
    kinds: Vec<String>,
    texts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrong {
    text: String,
    reads: String,
    should: String,
}

/// A text without its brackets, and the bytes between them: all of it where there are none.
fn unmarked(text: &str) -> (String, u64, u64) {
    match text.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?))) {
        Some((before, (phrase, after))) => {
            let start = before.len() as u64;
            (format!("{before}{phrase}{after}"), start, start + phrase.len() as u64)
        }
        None => (text.to_owned(), 0, text.len() as u64),
    }
}

/// Whether a mention is a time.
fn is_time(mention: &Value) -> bool {
    ["date", "time", "duration", "set"].iter().any(|kind| mention["kind"] == *kind)
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    reference: Reference,
}

impl Reader<'_> {
    /// The mentions of `text` as `claims` prints them.
    fn mentions(&self, text: &str) -> Vec<Value> {
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push(text, 0);
        let prose = builder.finish();
        let reading = mention::read(&prose, self.lexicon, &self.reference);
        let outer = reading.mentions.iter().filter(|mention| !mention.inner);
        outer.map(|mention| mention::json(mention, &prose, self.lexicon, "corpus", text)).collect()
    }

    /// The times of `text`: their words and values.
    fn times(&self, text: &str) -> Vec<(String, String)> {
        let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let times = self.mentions(text).into_iter().filter(is_time);
        times.map(|mention| (words(&mention["text"]), words(&mention["timex"]))).collect()
    }

    /// What is found instead of a mention that says `says` at the mark of `text`, if it is not there.
    fn misread(&self, text: &str, says: &Map<String, Value>) -> Option<String> {
        let (text, start, end) = unmarked(text);
        let mentions = self.mentions(&text);
        let fits = |mention: &Value| {
            mention["start"] == start
                && mention["end"] == end
                && says.iter().all(|(key, value)| mention.get(key).unwrap_or(&Value::Null) == value)
        };
        (!mentions.iter().any(fits)).then(|| show(&mentions))
    }
}

fn show(mentions: &[Value]) -> String {
    let fields = ["number", "unit", "per", "noun", "timex", "value"];
    let one = |mention: &Value| {
        let field = |key: &str| mention.get(key).map(|value| format!(" {key} {value}")).unwrap_or_default();
        format!("{} {}{}", mention["kind"], mention["text"], fields.map(field).concat())
    };
    mentions.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn failures(corpus: &Corpus, lexicon: &Lexicon) -> Vec<String> {
    let published = corpus.published.as_ref().map(|day| day.parse().expect("the corpus has a sound date"));
    let time = corpus.time.as_ref().map(|time| time.parse().expect("the corpus has a sound time"));
    let reference = Reference { published, time, day_first: corpus.day_first, ..Reference::default() };
    let reader = Reader { lexicon, reference };
    let mut failures = Vec::new();
    for reads in &corpus.reads {
        for marked in &reads.texts {
            if let Some(says) = &reads.says
                && let Some(found) = reader.misread(marked, says)
            {
                failures
                    .push(format!("{marked:?} should say {}, reads {found}", Value::Object(says.clone())));
            }
            let Some(value) = &reads.value else { continue };
            let (text, start, end) = unmarked(marked);
            let phrase = text[start as usize..end as usize].to_owned();
            let found = reader.times(&text);
            if found != [(phrase, value.clone())] {
                failures.push(format!("{marked:?} should be {value:?}, reads {found:?}"));
            }
        }
    }
    for text in &corpus.never {
        let found = reader.times(text);
        if !found.is_empty() {
            failures.push(format!("{text:?} holds no time, reads {found:?}"));
        }
    }
    for leaves in &corpus.leaves {
        for marked in &leaves.texts {
            let (text, start, end) = unmarked(marked);
            let mut found = reader.mentions(&text);
            found.retain(|mention| {
                mention["start"].as_u64() < Some(end)
                    && Some(start) < mention["end"].as_u64()
                    && leaves.kinds.iter().any(|kind| mention["kind"] == kind.as_str())
            });
            if !found.is_empty() {
                failures.push(format!("{marked:?} holds none of {:?}, reads {}", leaves.kinds, show(&found)));
            }
        }
    }
    for wrong in &corpus.wrong {
        let found: Vec<String> = reader.times(&wrong.text).into_iter().map(|(_, value)| value).collect();
        let found = found.join(" ");
        if found == wrong.should {
            failures.push(format!("{:?} is mended: move it to `reads` or `never`", wrong.text));
        } else if found != wrong.reads {
            failures.push(format!("{:?} is wrong in a new way: {found:?}", wrong.text));
        }
    }
    for misread in &corpus.misread {
        let says = misread.says.as_ref().expect("a misread mention has what it should say");
        let mended = misread.texts.iter().filter(|text| reader.misread(text, says).is_none());
        failures.extend(mended.map(|text| format!("{text:?} is mended: move it to `reads`")));
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
