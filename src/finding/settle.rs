//! One mistake is told once: by the rule that tells it best.

use super::{Finding, Place};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Leaves out each finding of a rule that yields to others where one of theirs, as loud or louder, underlines words of
/// its own, and what a rule says again of the same words. `yields_to` gives the rules that a rule yields to.
pub fn settle<'r>(findings: &mut Vec<Finding>, yields_to: impl Fn(&str) -> &'r [Arc<str>]) {
    let better: HashSet<&str> =
        findings.iter().flat_map(|finding| yields_to(&finding.rule)).map(|rule| &**rule).collect();
    let told: Vec<Finding> =
        findings.iter().filter(|finding| better.contains(&*finding.rule)).cloned().collect();
    let mut by_file: HashMap<&str, Vec<(&Finding, &Place)>> = HashMap::new();
    for finding in &told {
        for place in finding.places() {
            by_file.entry(place.source.path()).or_default().push((finding, place));
        }
    }
    findings.retain(|finding| {
        let better = yields_to(&finding.rule);
        let is_told = |place: &Place| {
            by_file.get(&**place.source.path()).into_iter().flatten().any(|(other, words)| {
                better.contains(&other.rule)
                    && other.severity >= finding.severity
                    && place.span.overlaps(words.span)
            })
        };
        better.is_empty() || !finding.places().any(is_told)
    });
    // "To cut 3,500 jobs" is a count and a count of jobs: one rule says the same of the same words but once, and aloud.
    findings.sort_by_key(|finding| Reverse(finding.severity));
    let mut said = HashSet::new();
    findings.retain(|finding| {
        let words = finding.places().map(|place| (place.source.path().to_owned(), place.span));
        said.insert((Arc::clone(&finding.rule), Vec::from_iter(words)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Severity;
    use crate::source::{FileSpan, Source};

    fn finding(rule: &str, severity: Severity, start: u32) -> Finding {
        Finding {
            rule: rule.into(),
            severity,
            message: String::new(),
            help: None,
            primary: Place {
                source: Arc::new(Source::new("a.md", "It cost $5m (£9bn) in all.")),
                span: FileSpan::new(start, start + 3),
                label: String::new(),
                context: FileSpan::new(0, 26),
            },
            related: Vec::new(),
            fixes: Vec::new(),
            account: Vec::new(),
            fingerprint: String::new(),
        }
    }

    fn left(mut findings: Vec<Finding>) -> Vec<String> {
        let better: [Arc<str>; 1] = ["better".into()];
        settle(&mut findings, |rule| if rule == "other" { &better } else { &[] });
        findings.iter().map(|finding| format!("{} {}", finding.rule, finding.primary.span.start)).collect()
    }

    #[test]
    fn a_finding_yields_to_a_better_one_at_its_words() {
        use Severity::{Note, Warning};
        let better = finding("better", Warning, 8);
        assert_eq!(left(vec![finding("other", Warning, 9), better.clone()]), ["better 8"]);
        assert_eq!(left(vec![finding("other", Warning, 13), better.clone()]), ["other 13", "better 8"]);
        assert_eq!(left(vec![finding("third", Warning, 8), better]), ["third 8", "better 8"]);
        // A note does not stand for a warning.
        assert_eq!(
            left(vec![finding("other", Warning, 8), finding("better", Note, 8)]),
            ["other 8", "better 8"]
        );
    }

    #[test]
    fn a_rule_says_the_same_of_the_same_words_but_once() {
        use Severity::{Error, Warning};
        let said =
            vec![finding("third", Warning, 8), finding("third", Error, 8), finding("third", Warning, 9)];
        let mut settled = said.clone();
        settle(&mut settled, |_| &[]);
        assert_eq!(settled.iter().map(|finding| finding.severity).collect::<Vec<_>>(), [Error, Warning]);
        assert_eq!(left(said), ["third 8", "third 9"]);
    }
}
