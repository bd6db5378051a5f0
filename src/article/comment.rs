//! Suppression comments: `<!-- crosstally: ignore ordinal-year, toll-differs -- quoted from 2024 -->`.
//!
//! Only what the format itself takes for a comment comes here, so that one quoted in prose or shown in code
//! is never obeyed.

use super::Suppression;
use crate::source::FileSpan;

/// Reads the words of a comment, without `<!--` and `-->`; `None` if it is not addressed to this tool. It covers nothing yet.
pub(super) fn suppression(words: &str, span: FileSpan) -> Option<Suppression> {
    let order = words.trim_start().strip_prefix("crosstally")?.trim_start().strip_prefix(':')?;
    let order = order.trim_start().strip_prefix("ignore")?;
    if order.starts_with(|c: char| c.is_alphanumeric() || c == '-' && !order.starts_with("--")) {
        return None;
    }
    let (rules, reason) = match order.split_once("--") {
        Some((rules, reason)) => (rules, reason.trim()),
        None => (order, ""),
    };
    let rules = rules
        .split([',', ' ', '\t', '\r', '\n'])
        .filter(|rule| !rule.is_empty())
        .map(str::to_owned)
        .collect();
    let reason = (!reason.is_empty()).then(|| reason.to_owned());
    let covers = FileSpan::new(span.end, span.end);
    Some(Suppression { rules, reason, span, covers })
}

/// The words inside a whole comment `<!--…-->`.
pub(super) fn inside(comment: &str) -> Option<&str> {
    comment.strip_prefix("<!--")?.strip_suffix("-->")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<(Vec<String>, Option<String>)> {
        suppression(words, FileSpan::new(0, 9)).map(|found| (found.rules, found.reason))
    }

    #[test]
    fn reads_rules_and_reason() {
        let rules = |list: &[&str]| list.iter().map(|rule| (*rule).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            read(" crosstally: ignore ordinal-year, toll-differs -- quoted -- from 2024 "),
            Some((rules(&["ordinal-year", "toll-differs"]), Some("quoted -- from 2024".into())))
        );
        assert_eq!(read("crosstally:ignore a\n b"), Some((rules(&["a", "b"]), None)));
        assert_eq!(read("crosstally: ignore"), Some((vec![], None)));
        assert_eq!(read("crosstally: ignored"), None);
        assert_eq!(read("ignore: crosstally"), None);
        assert_eq!(read("the crosstally: ignore a"), None);
    }
}
