//! Which findings an article asks to leave alone, and which of its requests are empty.
//!
//! A suppression that has nothing to suppress is a finding itself: it was written for words that have
//! since been corrected, or its rule is misspelt, and either way it would hide the next mistake.

use super::{Finding, Place};
use crate::article::{Article, Suppression};
use crate::rule::Severity;
use crate::source::{FileSpan, Source};
use crate::yaml::nearest;
use std::collections::HashMap;
use std::sync::Arc;

/// The id of findings about suppressions that suppress nothing.
pub const UNUSED: &str = "unused-suppression";
/// The id of findings about suppressions that name no rule, and so suppress nothing, or are not understood.
pub const BARE: &str = "bare-suppression";

/// Why the two ids above are reported: for a list of rules, as `(id, why)`.
pub const RULES: [(&str, &str); 2] = [
    (UNUSED, "A suppression that outlives its finding would hide the next one."),
    (
        BARE,
        "A suppression that names no rule, or is not understood, would hide mistakes that nobody has looked at.",
    ),
];

/// Takes away the findings that their articles suppress: `(kept, about the suppressions)`.
///
/// A suppression holds for a finding of a rule it names when the finding's primary place starts in
/// what it covers, or a related place in the same file does. All findings belong here, notes that
/// will not be shown included, or their suppressions would count as unused. `known` are the ids of
/// all rules, by which a misspelt one is told; both lists keep the order in which they came.
pub fn suppress<'a>(
    findings: Vec<Finding>,
    articles: impl IntoIterator<Item = &'a Article>,
    known: &[&str],
) -> (Vec<Finding>, Vec<Finding>) {
    let mut requests: Vec<Request> = articles.into_iter().flat_map(Request::of).collect();
    let index = index(&requests);
    let mut kept = Vec::with_capacity(findings.len());
    let mut used: Vec<usize> = Vec::new();
    for finding in findings {
        let before = used.len();
        for place in finding.places() {
            let named = index.get(&(&**place.source.path(), &*finding.rule));
            let holds = |at: &&usize| requests[**at].covers(place.span);
            used.extend(named.into_iter().flatten().filter(holds));
        }
        if used.len() == before {
            kept.push(finding);
        }
    }
    drop(index);
    for at in used {
        requests[at].used = true;
    }
    let empty = requests.iter().filter(|request| !request.used);
    (kept, empty.map(|request| request.finding(known)).collect())
}

/// One rule of one suppression, or what is wrong with it.
struct Request<'a> {
    source: &'a Arc<Source>,
    suppression: &'a Suppression,
    /// `None` when the suppression names no rule, or holds a slip.
    rule: Option<&'a str>,
    used: bool,
}

impl<'a> Request<'a> {
    fn of(article: &'a Article) -> impl Iterator<Item = Request<'a>> {
        article.suppressions.iter().flat_map(|suppression| {
            let bare = (suppression.rules.is_empty() || suppression.slip.is_some()).then_some(None);
            let named = suppression.rules.iter().map(|rule| Some(&**rule));
            let request = |rule| Request { source: &article.source, suppression, rule, used: false };
            bare.into_iter().chain(named).map(request)
        })
    }

    fn covers(&self, span: FileSpan) -> bool {
        self.suppression.covers.start <= span.start && span.start < self.suppression.covers.end
    }

    /// What is wrong with a request that suppressed nothing.
    fn finding(&self, known: &[&str]) -> Finding {
        let (id, message, help) = match self.rule {
            None => {
                let slip = self.suppression.slip.as_ref();
                let told = slip.map(|slip| (BARE, slip.message.clone(), Some(slip.help.clone())));
                told.unwrap_or_else(|| {
                    let help = "name the rule, and say why: crosstally: ignore RULE -- reason";
                    let message = "this suppression names no rule, so it suppresses nothing";
                    (BARE, message.to_owned(), Some(help.to_owned()))
                })
            }
            Some(rule) if known.contains(&rule) => (
                UNUSED,
                format!("\"ignore {rule}\" suppresses nothing"),
                Some("what it was written for is no longer found; remove it".to_owned()),
            ),
            Some(rule) => (
                UNUSED,
                format!("\"ignore {rule}\" suppresses nothing: there is no rule of that name"),
                nearest(rule, known.iter().copied()).map(|near| format!("did you mean {near}?")),
            ),
        };
        Finding {
            rule: id.into(),
            severity: Severity::Warning,
            message,
            help,
            primary: Place {
                source: self.source.clone(),
                span: self.suppression.span,
                label: String::new(),
                context: self.suppression.span,
            },
            related: Vec::new(),
            fixes: Vec::new(),
            account: Vec::new(),
            fingerprint: String::new(),
        }
    }
}

/// The requests that name a rule, by path and rule.
fn index<'a>(requests: &[Request<'a>]) -> HashMap<(&'a str, &'a str), Vec<usize>> {
    let mut index: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, request) in requests.iter().enumerate() {
        if let Some(rule) = request.rule {
            index.entry((&**request.source.path(), rule)).or_default().push(at);
        }
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Metadata, Prose};

    const KNOWN: [&str; 2] = ["ordinal-year", "toll-differs"];

    fn article(path: &str, text: &str, suppressions: Vec<Suppression>) -> Article {
        Article {
            source: Arc::new(Source::new(path, text)),
            prose: Prose::default(),
            meta: Metadata::default(),
            suppressions,
            notes: Vec::new(),
        }
    }

    fn ignore(rules: &[&str], covers: (u32, u32)) -> Suppression {
        Suppression {
            rules: rules.iter().map(|rule| rule.to_string()).collect(),
            reason: None,
            span: FileSpan::new(0, 5),
            covers: FileSpan::new(covers.0, covers.1),
            slip: None,
        }
    }

    fn place(article: &Article, start: u32) -> Place {
        Place {
            source: article.source.clone(),
            span: FileSpan::new(start, start + 3),
            label: String::new(),
            context: FileSpan::new(0, 40),
        }
    }

    fn finding(rule: &str, primary: Place, related: Vec<Place>) -> Finding {
        Finding {
            rule: rule.into(),
            severity: Severity::Error,
            message: "the figures differ".into(),
            help: None,
            primary,
            related,
            fixes: Vec::new(),
            account: Vec::new(),
            fingerprint: String::new(),
        }
    }

    const TEXT: &str = "Two people were killed; three were hurt.";

    #[test]
    fn a_finding_is_suppressed_where_its_rule_is_ignored() {
        let a = article("a.md", TEXT, vec![ignore(&["toll-differs"], (0, 20))]);
        let all = vec![
            finding("toll-differs", place(&a, 0), vec![]),
            finding("toll-differs", place(&a, 24), vec![]),
            finding("ordinal-year", place(&a, 0), vec![]),
        ];
        let (kept, about) = suppress(all, [&a], &KNOWN);
        let kept: Vec<_> = kept.iter().map(|f| (&*f.rule, f.primary.span.start)).collect();
        assert_eq!(kept, [("toll-differs", 24), ("ordinal-year", 0)]);
        assert!(about.is_empty());
    }

    #[test]
    fn a_finding_is_suppressed_from_any_of_its_files() {
        let a = article("a.md", TEXT, vec![]);
        let b = article("b.md", TEXT, vec![ignore(&["toll-differs"], (0, 40))]);
        let (kept, about) =
            suppress(vec![finding("toll-differs", place(&a, 0), vec![place(&b, 24)])], [&a, &b], &KNOWN);
        assert!(kept.is_empty() && about.is_empty());
    }

    #[test]
    fn what_suppresses_nothing_is_reported() {
        let suppressions = vec![
            ignore(&["toll-differs", "ordinal-year"], (0, 40)),
            ignore(&["ordinal-yaer"], (0, 40)),
            ignore(&["everything"], (0, 40)),
            ignore(&[], (0, 40)),
        ];
        let a = article("a.md", TEXT, suppressions);
        let (_, about) = suppress(vec![finding("toll-differs", place(&a, 0), vec![])], [&a], &KNOWN);
        let about: Vec<_> = about.iter().map(|f| (&*f.rule, &*f.message, f.help.as_deref())).collect();
        assert_eq!(
            about,
            [
                (
                    UNUSED,
                    "\"ignore ordinal-year\" suppresses nothing",
                    Some("what it was written for is no longer found; remove it")
                ),
                (
                    UNUSED,
                    "\"ignore ordinal-yaer\" suppresses nothing: there is no rule of that name",
                    Some("did you mean ordinal-year?")
                ),
                (UNUSED, "\"ignore everything\" suppresses nothing: there is no rule of that name", None),
                (
                    BARE,
                    "this suppression names no rule, so it suppresses nothing",
                    Some("name the rule, and say why: crosstally: ignore RULE -- reason")
                ),
            ]
        );
    }

    #[test]
    fn the_same_words_in_another_file_are_not_suppressed() {
        let a = article("a.md", TEXT, vec![ignore(&["toll-differs"], (0, 40))]);
        let b = article("b.md", TEXT, vec![]);
        let (kept, about) = suppress(vec![finding("toll-differs", place(&b, 0), vec![])], [&a, &b], &KNOWN);
        assert_eq!((kept.len(), about.len()), (1, 1));
    }
}
