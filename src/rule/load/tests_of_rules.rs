//! The tests inside rules: every rule has one that it flags and one that it leaves alone.

use super::{Entry, EntryKind, Loader};
use crate::rule::marked::Marked;
use crate::rule::model::{RuleTest, TestArticle};
use crate::rule::raw::{RawArticle, RawTest};
use crate::yaml::{Node, NodeKind};
use chrono::NaiveDate;

impl Loader<'_> {
    /// The tests of a rule; what is wrong with their shape has been said.
    pub(super) fn tests(&mut self, entry: Entry) -> Vec<RuleTest> {
        let tests: Vec<(&Node, RawTest)> = match entry.node.get("tests").map(|node| &node.kind) {
            Some(NodeKind::List(items)) => {
                items.iter().map(|node| (node, node.to().unwrap_or_default())).collect()
            }
            _ => Vec::new(),
        };
        let of_measure = entry.kind() == EntryKind::Measure;
        let (speaking, silent) = if of_measure { ("finds", "ignores") } else { ("flags", "allows") };
        let lacks = |speaks| !tests.iter().any(|(_, test)| says(test) == Some(speaks));
        let message = match (lacks(true), lacks(false)) {
            (false, false) => None,
            (true, true) => Some(format!("no tests: one says `{speaking}`, another `{silent}`")),
            (true, false) => Some(format!("no test that says `{speaking}`")),
            (false, true) => Some(format!("no test that says `{silent}`")),
        };
        if let Some(message) = message.filter(|_| !is_other_than_a_list(entry.node.get("tests"))) {
            let help = match of_measure {
                true => "a measure has a text in which it finds a claim and a text in which it finds none",
                false => "a rule has a text that it flags and a text that it leaves alone",
            };
            self.mistake_with(entry, entry.key("tests"), message, help);
        }
        tests
            .into_iter()
            .filter_map(|(node, test)| self.test(Entry { node, ..entry }, test, of_measure))
            .collect()
    }

    fn test(&mut self, entry: Entry, raw: RawTest, of_measure: bool) -> Option<RuleTest> {
        let given = ["flags", "allows", "finds", "ignores", "articles"]
            .into_iter()
            .filter(|key| entry.node.get(key).is_some())
            .collect::<Vec<_>>();
        let allowed: &[&str] =
            if of_measure { &["finds", "ignores"] } else { &["flags", "allows", "articles"] };
        let [key] = given.as_slice() else {
            let message = format!("a test has one of `{}`", allowed.join("`, `"));
            self.mistake(entry, entry.node.span, message);
            return None;
        };
        if !allowed.contains(key) {
            let message = format!("this test has one of `{}`", allowed.join("`, `"));
            self.mistake(entry, entry.key(key), message);
            return None;
        }
        let speaks = says(&raw)?;
        let articles = if *key == "articles" {
            for own in ["published", "updated", "title", "standfirst", "event"] {
                if entry.node.get(own).is_some() {
                    self.mistake(entry, entry.key(own), format!("each of the articles has its own `{own}`"));
                }
            }
            let nodes = entry.values("articles");
            let articles = raw.articles.into_iter().zip(nodes);
            articles.map(|(raw, node)| self.article(Entry { node, ..entry }, raw, "text")).collect()
        } else {
            let text = [raw.flags, raw.allows, raw.finds, raw.ignores].into_iter().flatten().next();
            let (published, updated) = (raw.published, raw.updated);
            let (title, standfirst, event) = (raw.title, raw.standfirst, raw.event);
            let raw = RawArticle { published, updated, title, standfirst, event, text: text? };
            vec![self.article(entry, raw, key)]
        };
        let has_marks = articles.iter().any(has_marks);
        if has_marks != speaks {
            let message = match speaks {
                true => "put [ ] around the words that must be underlined",
                false => "nothing is underlined in this text: take the marks out",
            };
            self.mistake(entry, entry.key(key), message);
        }
        Some(RuleTest { speaks, articles, facts: raw.facts, place: entry.node.span })
    }

    fn article(&mut self, entry: Entry, raw: RawArticle, text: &str) -> TestArticle {
        let published = raw.published.and_then(|day| self.day(entry, "published", &day));
        let updated = raw.updated.and_then(|day| self.day(entry, "updated", &day));
        TestArticle {
            published,
            updated,
            title: raw.title.map(|title| self.marked(entry, "title", &title)),
            standfirst: raw.standfirst.map(|words| self.marked(entry, "standfirst", &words)),
            event: raw.event,
            text: self.marked(entry, text, &raw.text),
        }
    }

    fn day(&mut self, entry: Entry, key: &str, day: &str) -> Option<NaiveDate> {
        let read = day.parse().ok();
        if read.is_none() {
            let span = entry.node.get(key).map_or(entry.node.span, |node| node.span);
            self.mistake_with(entry, span, format!("`{day}` is no date"), "write a date as 2025-07-01");
        }
        read
    }

    fn marked(&mut self, entry: Entry, key: &str, text: &str) -> Marked {
        Marked::parse(text).unwrap_or_else(|fault| {
            if let Some(node) = entry.node.get(key) {
                self.fault(entry, node, fault);
            }
            Marked::default()
        })
    }
}

/// Whether there is a value that is no list of tests, which has been said.
fn is_other_than_a_list(tests: Option<&Node>) -> bool {
    tests.is_some_and(|node| !matches!(node.kind, NodeKind::List(_)) && node.text() != Some(""))
}

/// Whether the rule must speak in a test; `None` where the test does not say.
fn says(test: &RawTest) -> Option<bool> {
    let speaks = test.flags.is_some() || test.finds.is_some();
    let silent = test.allows.is_some() || test.ignores.is_some();
    if !test.articles.is_empty() {
        let marked = |text: &str| Marked::parse(text).is_ok_and(|marked| !marked.marks.is_empty());
        let words = |article: &RawArticle| {
            marked(&article.text)
                || article.title.as_deref().is_some_and(marked)
                || article.standfirst.as_deref().is_some_and(marked)
        };
        return Some(test.articles.iter().any(words));
    }
    match (speaks, silent) {
        (false, false) => None,
        _ => Some(speaks),
    }
}

fn has_marks(article: &TestArticle) -> bool {
    let some = |marked: &Marked| !marked.marks.is_empty();
    some(&article.text)
        || article.title.as_ref().is_some_and(some)
        || article.standfirst.as_ref().is_some_and(some)
}
