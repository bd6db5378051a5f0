//! Every shipped rule does what its own tests say, and says what it is for.

use crosstally::check::run_tests;
use crosstally::claim::Facts;
use crosstally::lexicon::Lexicon;
use crosstally::rule::{About, RuleSet};
use serde_yaml::Value;

fn shipped() -> (RuleSet, Lexicon) {
    let mut lexicon = Lexicon::shipped();
    Facts::shipped().teach(&mut lexicon);
    let mut rules = RuleSet::load(true, &[], &mut lexicon).unwrap_or_else(|errors| {
        let all: Vec<String> = errors.iter().map(|error| error.to_string()).collect();
        panic!("the shipped rules have mistakes; `crosstally test` shows their places:\n{}", all.join("\n"))
    });
    // A rule that is off must still do what its tests say.
    rules.activate(|_| true);
    (rules, lexicon)
}

fn abouts(rules: &RuleSet) -> Vec<&About> {
    let sentences = rules.sentences().iter().map(|rule| &rule.about);
    let measures = rules.measures().iter().map(|measure| &measure.about);
    let comparisons = rules.comparisons().iter().map(|rule| &rule.about);
    let variants = rules.variants().iter().map(|rule| &rule.about);
    sentences.chain(measures).chain(comparisons).chain(variants).collect()
}

#[test]
fn the_tests_of_all_shipped_rules_pass() {
    let (rules, lexicon) = shipped();
    let outcomes = run_tests(&rules, &lexicon, |_| true);
    assert!(!outcomes.is_empty());
    let failed: Vec<String> = outcomes
        .iter()
        .filter_map(|outcome| {
            let line = outcome.file.position(outcome.place.start).line;
            let difference = outcome.difference.as_ref()?.replace('\n', "\n    ");
            Some(format!("{}:{line}: {}\n    {difference}", outcome.file.path(), outcome.rule))
        })
        .collect();
    assert!(failed.is_empty(), "{} of {} tests failed:\n{}", failed.len(), outcomes.len(), failed.join("\n"));
}

#[test]
fn every_shipped_rule_says_why_it_is_there_and_what_it_misses() {
    let (rules, _) = shipped();
    let mut missing = Vec::new();
    for about in abouts(&rules) {
        let mut needs = |holds: bool, what: &str| {
            if !holds {
                missing.push(format!("{}: {what}", about.id));
            }
        };
        needs(!about.why.trim().is_empty(), "why");
        needs(about.blind_spots.iter().any(|spot| !spot.trim().is_empty()), "blind_spots");
        needs(about.tests.iter().any(|test| test.speaks), "a test that it flags");
        needs(about.tests.iter().any(|test| !test.speaks), "a test that it allows");
    }
    assert!(missing.is_empty(), "missing:\n{}", missing.join("\n"));
}

/// All words that stand as values in a piece of YAML, under other keys than `without`.
fn words(value: &Value, without: &[&str], all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.clone()),
        Value::Sequence(items) => items.iter().for_each(|item| words(item, without, all)),
        Value::Mapping(entries) => {
            let kept =
                entries.iter().filter(|(key, _)| key.as_str().is_none_or(|key| !without.contains(&key)));
            kept.for_each(|(_, value)| words(value, without, all));
        }
        _ => {}
    }
}

/// The keys of a mapping.
fn names(value: Option<&Value>) -> Vec<String> {
    let keys = value.and_then(Value::as_mapping).into_iter().flat_map(|entries| entries.keys());
    keys.filter_map(|key| key.as_str().map(str::to_owned)).collect()
}

#[test]
fn every_phrase_and_every_name_for_an_expression_is_used() {
    let (mut unused, mut shared, mut everywhere) = (Vec::new(), Vec::new(), Vec::new());
    for entry in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/rules")) {
        let path = entry.expect("the folder is read").into_path();
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("the file is read");
        let file: Value = serde_yaml::from_str(&text).expect("a file of the rules is YAML");
        words(&file, &["tests"], &mut everywhere);
        if path.parent().is_some_and(|folder| folder.ends_with("lexicon/phrases")) {
            shared.extend(names(Some(&file)));
        }
        for rule in file.as_sequence().map_or(std::slice::from_ref(&file), Vec::as_slice) {
            let (mut all, mut expressions) = (Vec::new(), Vec::new());
            words(rule, &["tests"], &mut all);
            words(
                rule,
                &["tests", "find", "before", "unless", "phrases", "why", "blind_spots"],
                &mut expressions,
            );
            let is_named = |name: &str| {
                let is_part = |c: char| c.is_alphanumeric() || c == '_';
                expressions.iter().any(|text| text.split(|c| !is_part(c)).any(|word| word == name))
            };
            unused.extend(names(rule.get("phrases")).into_iter().filter(|name| !has_phrase(&all, name)));
            unused.extend(names(rule.get("let")).into_iter().filter(|name| !is_named(name)));
        }
    }
    unused.extend(shared.into_iter().filter(|name| !has_phrase(&everywhere, name)));
    assert!(unused.is_empty(), "nothing names {unused:?}");
}

fn has_phrase(texts: &[String], name: &str) -> bool {
    texts.iter().any(|text| text.contains(&format!("<{name}>")))
}
