//! A finding's name, by which a baseline or a CI service knows it again after the file was edited.
//!
//! It is made of words, not of places: the rule, the path in the newsroom's folder, the words of the sentence, the words
//! underlined in it and those they do not fit. Edits elsewhere in the file, a moved paragraph, a
//! reflowed line, a straightened quote or a corrected capital leave it as it was; a change to the
//! words of the sentence makes it another finding. Two findings that say the same of the same words
//! are told apart by counting. The hash is FNV-1a over 64 bits, written out here because a hash from
//! a library may change with its version, and a baseline must not.

use super::{Finding, Place};
use crate::source::FileSpan;
use std::collections::HashMap;

/// The longest stretch of a sentence, on each side of the words, that goes into the name: what passes
/// for one sentence in a file without punctuation may be the whole file.
const REACH: u32 = 256;

/// What a fingerprint is made of.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The rule's id.
    pub rule: &'a str,
    /// The file, by a name that is the same wherever the tool is run.
    pub path: &'a str,
    /// The sentence of the primary place.
    pub sentence: &'a str,
    /// The words underlined in it.
    pub primary: &'a str,
}

/// Sixteen hexadecimal digits for a finding of `words`, with the words of its `related` places, that
/// is the `occurrence`-th (from 0) of its kind.
///
/// Of the texts only letters and digits count, in lower case, with one space between words.
/// This function never changes: stored baselines hold its results.
pub fn fingerprint<'a>(
    words: Words<'_>,
    related: impl IntoIterator<Item = &'a str>,
    occurrence: usize,
) -> String {
    let mut hash = Fnv::new();
    hash.field(words.rule.bytes());
    hash.field(words.path.bytes());
    hash.words(words.sentence);
    hash.words(words.primary);
    related.into_iter().for_each(|text| hash.words(text));
    hash.field(occurrence.to_string().bytes());
    format!("{:016x}", hash.0)
}

/// Gives every finding its fingerprint, in which the file that the user knows as `path` goes by `name_of(path)`; findings of the same
/// words are counted in the order given, so [`sort`](super::sort) comes first.
pub fn fingerprint_all(findings: &mut [Finding], name_of: impl Fn(&str) -> String) {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(findings.len());
    for finding in findings {
        let primary = &finding.primary;
        let path = name_of(primary.source.path());
        let words =
            Words { rule: &finding.rule, path: &path, sentence: sentence(primary), primary: primary.text() };
        let name = |occurrence| fingerprint(words, finding.related.iter().map(Place::text), occurrence);
        let first = name(0);
        finding.fingerprint = match seen.get_mut(&first) {
            None => {
                seen.insert(first.clone(), 1);
                first
            }
            Some(count) => {
                *count += 1;
                name(*count - 1)
            }
        };
    }
}

/// The sentence of a place, or of a very long one the stretch within reach.
fn sentence(place: &Place) -> &str {
    let text = place.source.text();
    let (context, span) = (place.context.to(place.span), place.span);
    let mut near =
        FileSpan::new(context.start.max(span.start.saturating_sub(REACH)), context.end.min(span.end + REACH));
    while !text.is_char_boundary(near.start as usize) {
        near.start -= 1;
    }
    while !text.is_char_boundary(near.end as usize) {
        near.end += 1;
    }
    place.source.slice(near)
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv).
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    /// A field and its end, a byte that no UTF-8 text holds, so that fields do not run together.
    fn field(&mut self, bytes: impl Iterator<Item = u8>) {
        bytes.for_each(|byte| self.byte(byte));
        self.byte(0xff);
    }

    fn words(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        for word in words {
            for letter in word.chars().flat_map(char::to_lowercase) {
                letter.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.byte(byte));
            }
            self.byte(b' ');
        }
        self.byte(0xff);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Severity;
    use crate::source::Source;
    use std::sync::Arc;

    const WORDS: Words<'static> = Words {
        rule: "toll-differs",
        path: "news/plant.md",
        sentence: "Three people were killed at the plant.",
        primary: "Three people",
    };

    #[test]
    fn the_hash_is_the_published_one() {
        let mut hash = Fnv::new();
        "foobar".bytes().for_each(|byte| hash.byte(byte));
        assert_eq!(hash.0, 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_fingerprint_is_the_same_in_every_release() {
        assert_eq!(fingerprint(WORDS, ["two people"], 0), "e6abccf042ed71ea");
    }

    #[test]
    fn reflowing_quotes_and_capitals_leave_it_as_it_was() {
        let reflowed = Words { sentence: "Three people\r\nwere “killed” at the Plant", ..WORDS };
        assert_eq!(fingerprint(reflowed, ["two people"], 0), fingerprint(WORDS, ["two people"], 0));
    }

    #[test]
    fn every_part_counts() {
        let base = fingerprint(WORDS, ["two people"], 0);
        let others = [
            fingerprint(Words { rule: "headline-differs", ..WORDS }, ["two people"], 0),
            fingerprint(Words { path: "news/port.md", ..WORDS }, ["two people"], 0),
            fingerprint(Words { sentence: "Three people died.", ..WORDS }, ["two people"], 0),
            fingerprint(Words { primary: "Three", ..WORDS }, ["two people"], 0),
            fingerprint(WORDS, ["four people"], 0),
            fingerprint(WORDS, ["two", "people"], 0),
            fingerprint(WORDS, ["two people"], 1),
        ];
        assert!(others.iter().all(|other| *other != base), "{base} {others:?}");
    }

    /// Findings on every "third year" of `text`.
    fn findings(text: &str) -> Vec<String> {
        let source = Arc::new(Source::new("a.md", text));
        let mut findings: Vec<Finding> = text
            .match_indices("third year")
            .map(|(at, words)| Finding {
                rule: "ordinal-year".into(),
                severity: Severity::Error,
                message: String::new(),
                help: None,
                primary: Place {
                    source: source.clone(),
                    span: FileSpan::new(at as u32, (at + words.len()) as u32),
                    label: String::new(),
                    context: FileSpan::new(at as u32, (at + text[at..].find('.').unwrap() + 1) as u32),
                },
                related: Vec::new(),
                fixes: Vec::new(),
                account: Vec::new(),
                fingerprint: String::new(),
            })
            .collect();
        fingerprint_all(&mut findings, str::to_owned);
        findings.into_iter().map(|finding| finding.fingerprint).collect()
    }

    #[test]
    fn edits_elsewhere_and_moves_leave_it_as_it_was() {
        let before = findings("The third year of rain.\n\nIn the third year of drought, wells ran dry.\n");
        let after = findings(
            "New lead.\n\nIn the third year\nof drought, wells ran dry.\n\nThe third year of rain.\n",
        );
        assert_eq!(before, [after[1].as_str(), after[0].as_str()]);
    }

    #[test]
    fn the_same_words_twice_are_two_findings() {
        let twice = findings("The third year of rain.\n\nThe third year of rain.\n");
        assert_ne!(twice[0], twice[1]);
        assert_eq!(twice[0], findings("The third year of rain.")[0]);
    }

    #[test]
    fn a_file_without_sentences_costs_no_more() {
        let text = format!("{} third year {}.", "é".repeat(500_000), "é".repeat(500_000));
        assert_eq!(findings(&text)[0].len(), 16);
    }
}
