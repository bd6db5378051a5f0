//! The order in which findings are shown, which is the same on every run and any number of threads.

use super::{Finding, Place};
use std::cmp::Ordering;

/// Sorts by path, first byte and rule; what is still equal, by everything else that a reader sees.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(order);
}

fn order(a: &Finding, b: &Finding) -> Ordering {
    (a.primary.source.path().cmp(b.primary.source.path()))
        .then(a.primary.span.start.cmp(&b.primary.span.start))
        .then_with(|| a.rule.cmp(&b.rule))
        .then(a.primary.span.end.cmp(&b.primary.span.end))
        .then_with(|| a.related.iter().map(place).cmp(b.related.iter().map(place)))
        .then_with(|| a.message.cmp(&b.message))
}

fn place(place: &Place) -> (&str, u32, u32, &str) {
    (place.source.path(), place.span.start, place.span.end, &place.label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Severity;
    use crate::source::{FileSpan, Source};
    use std::sync::Arc;

    #[test]
    fn findings_are_ordered_by_path_then_place_then_rule() {
        let finding = |path: &str, start: u32, rule: &str| Finding {
            rule: rule.into(),
            severity: Severity::Error,
            message: String::new(),
            help: None,
            primary: Place {
                source: Arc::new(Source::new(path, "Two dead, three hurt.")),
                span: FileSpan::new(start, start + 3),
                label: String::new(),
                context: FileSpan::new(0, 21),
            },
            related: Vec::new(),
            fixes: Vec::new(),
            account: Vec::new(),
            fingerprint: String::new(),
        };
        let mut findings = vec![
            finding("b.md", 0, "toll-differs"),
            finding("a.md", 10, "toll-differs"),
            finding("a.md", 0, "toll-differs"),
            finding("a.md", 0, "parts-exceed-whole"),
        ];
        sort(&mut findings);
        let order: Vec<_> =
            findings.iter().map(|f| (&**f.primary.source.path(), f.primary.span.start, &*f.rule)).collect();
        assert_eq!(
            order,
            [
                ("a.md", 0, "parts-exceed-whole"),
                ("a.md", 0, "toll-differs"),
                ("a.md", 10, "toll-differs"),
                ("b.md", 0, "toll-differs"),
            ]
        );
    }
}
