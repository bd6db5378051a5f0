//! Suppression comments: `<!-- crosstally: ignore ordinal-year, toll-differs -- quoted from 2024 -->`.
//!
//! Only what the format itself takes for a comment comes here, so that one quoted in prose or shown in code
//! is never obeyed.

use super::Suppression;
use crate::source::FileSpan;

/// Reads the words of a comment, without `<!--` and `-->`; `None` if it is not addressed to this tool. It covers nothing yet, and
/// names no rule where it says something else than what to ignore.
pub(super) fn suppression(words: &str, span: FileSpan) -> Option<Suppression> {
    let after = strip_word(words.trim_start(), "crosstally")?.trim_start();
    let addressed = after.strip_prefix(':').map(str::trim_start);
    let order = strip_word(addressed.unwrap_or(after), "ignore");
    if addressed.is_none() && order.is_none() {
        return None;
    }
    let order = order.unwrap_or_default();
    let (list, reason) = order.split_once("--").unwrap_or((order, ""));
    let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let covers = FileSpan::new(span.end, span.end);
    Some(Suppression { rules: names(list), reason, span, covers })
}

/// What follows `word`, in any case, at the start of `text`.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || c == '-') && !rest.starts_with("--");
    (start.eq_ignore_ascii_case(word) && !goes_on).then_some(rest)
}

/// The rules that a list names, up to the first word that is no name and the first blank line: a comment that is not
/// closed goes on as prose.
fn names(list: &str) -> Vec<String> {
    let is_name = |word: &str| word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let lines = list.trim_start().lines().take_while(|line| !line.trim().is_empty());
    let words = lines.flat_map(|line| line.split([',', ' ', '\t'])).filter(|word| !word.is_empty());
    words.take_while(|word| is_name(word)).map(str::to_owned).collect()
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
        assert_eq!(read("Crosstally: Ignore a"), Some((rules(&["a"]), None)));
        assert_eq!(read("crosstally ignore a -- b"), Some((rules(&["a"]), Some("b".into()))));
        assert_eq!(read("crosstally is a linter"), None);
        assert_eq!(read("crosstally-ignore a"), None);
        assert_eq!(read("ignore: crosstally"), None);
        assert_eq!(read("the crosstally: ignore a"), None);
    }

    #[test]
    fn takes_what_it_does_not_understand_for_an_order_without_rules() {
        for words in ["crosstally: ignored", "crosstally: ingore a", "crosstally: ignore *", "crosstally:"] {
            assert_eq!(read(words), Some((vec![], None)), "{words}");
        }
        let unclosed = "crosstally: ignore a\r\n\r\nFive were hurt. And so on";
        assert_eq!(read(unclosed), Some((vec!["a".to_owned()], None)));
    }
}
