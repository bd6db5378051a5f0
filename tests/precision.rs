//! The verdicts on what the rules report in published articles can be read, and speak of rules that are shipped.

use crosstally::claim::Facts;
use crosstally::lexicon::Lexicon;
use crosstally::rule::RuleSet;
use crosstally::yaml;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A file of verdicts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdicts {
    rule: String,
    /// How many articles were read through.
    #[serde(default)]
    articles: Option<u32>,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    path: String,
    fingerprint: String,
    verdict: Verdict,
    /// Whether it is a note where its rule speaks louder, as its `note_when` has it.
    #[serde(default, rename = "note")]
    _note: bool,
    why: String,
}

/// `true` and `false` are booleans to YAML, `unclear` is a word.
#[derive(Deserialize)]
#[serde(untagged)]
enum Verdict {
    Sure(#[allow(dead_code)] bool),
    Word(String),
}

fn shipped() -> BTreeSet<String> {
    let mut lexicon = Lexicon::shipped();
    Facts::shipped().teach(&mut lexicon);
    let rules = RuleSet::load(true, &[], &mut lexicon).expect("the shipped rules load");
    let sentences = rules.sentences().iter().map(|rule| &rule.about);
    let comparisons = rules.comparisons().iter().map(|rule| &rule.about);
    let variants = rules.variants().iter().map(|rule| &rule.about);
    sentences.chain(comparisons).chain(variants).map(|about| about.id.to_string()).collect()
}

/// What is wrong with one file, if anything is.
fn mistakes(name: &str, text: &str, rules: &BTreeSet<String>) -> Vec<String> {
    let verdicts: Verdicts = match yaml::parse(text) {
        Ok(verdicts) => verdicts,
        Err(error) => return vec![format!("{error:?}")],
    };
    let mut mistakes = Vec::new();
    if verdicts.rule != name || !rules.contains(&verdicts.rule) {
        mistakes.push(format!("no shipped rule is called {:?}", verdicts.rule));
    }
    if verdicts.findings.is_empty() && verdicts.articles.is_none_or(|count| count == 0) {
        mistakes.push("nothing found, and nothing says in how many articles".to_owned());
    }
    let mut seen = BTreeSet::new();
    for Finding { path, fingerprint, verdict, why, .. } in &verdicts.findings {
        let hex = fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
        let known = !matches!(verdict, Verdict::Word(word) if word != "unclear");
        let relative = !Path::new(path).is_absolute() && !path.is_empty();
        if !hex || !known || !relative || why.trim().is_empty() || !seen.insert(fingerprint) {
            mistakes.push(format!("{path}: {fingerprint}"));
        }
    }
    mistakes
}

#[test]
fn the_verdicts_on_published_articles_are_well_formed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/precision");
    let rules = shipped();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder of verdicts is there") {
        let path = entry.expect("its entries can be listed").path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let text = fs::read_to_string(&path).expect("a file of verdicts is text");
        wrong.extend(mistakes(&name, &text, &rules).into_iter().map(|mistake| format!("{name}: {mistake}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_verdict_without_a_reason_is_a_mistake() {
    let rules = BTreeSet::from(["weekday-date".to_owned()]);
    let file = |verdict: &str, why: &str| {
        format!(
            "rule: weekday-date\nfindings:\n  - {{path: a/b.md, fingerprint: 0123456789abcdef, verdict: {verdict}, why: {why:?}}}\n"
        )
    };
    assert_eq!(mistakes("weekday-date", &file("true", "a Monday"), &rules), [""; 0]);
    assert_eq!(mistakes("weekday-date", &file("unclear", "two calendars"), &rules), [""; 0]);
    assert_eq!(mistakes("weekday-date", &file("true", ""), &rules), ["a/b.md: 0123456789abcdef"]);
    assert_eq!(mistakes("weekday-date", &file("perhaps", "a Monday"), &rules), ["a/b.md: 0123456789abcdef"]);
}
