//! Every shipped rule does what its own tests say, and says what it is for.

use crosstally::check::run_tests;
use crosstally::claim::Facts;
use crosstally::lexicon::Lexicon;
use crosstally::rule::{About, RuleSet};

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
