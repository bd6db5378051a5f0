//! Suppression comments: `<!-- crosstally: ignore ordinal-year, toll-differs -- quoted from 2024 -->`.
//!
//! Only what the format itself takes for a comment comes here, so that one quoted in prose or shown in code
//! is never obeyed.

use super::{Slip, Suppression};
use crate::source::FileSpan;

/// Reads the words of a comment, without `<!--` and `-->`; `None` if it is not addressed to this tool. It covers nothing yet, and
/// names no rule where it says something else than what to ignore; a single dash before the reason is a slip.
pub(super) fn suppression(words: &str, span: FileSpan) -> Option<Suppression> {
    let after = strip_word(words.trim_start(), "crosstally")?.trim_start();
    let addressed = after.strip_prefix(':').map(str::trim_start);
    let order = strip_word(addressed.unwrap_or(after), "ignore");
    if addressed.is_none() && order.is_none() {
        return None;
    }
    let verbless = order.is_none();
    let order = order.unwrap_or_default();
    let (list, reason) = order.split_once("--").unwrap_or((order, ""));
    let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let covers = FileSpan::new(span.end, span.end);
    let (mut rules, stop) = names(list);
    let verb = addressed.filter(|_| verbless).and_then(|said| said.split_whitespace().next());
    let unknown = verb.map(|verb| Slip {
        message: format!("\"{verb}\" is no word that a suppression begins with: it suppresses nothing"),
        help: "write crosstally: ignore rule -- reason".to_owned(),
    });
    let slip = unknown.or_else(|| slip_of_many(&mut rules));
    let slip = slip.or_else(|| {
        stop.filter(|word| ["-", "–", "—"].contains(word)).map(|dash| Slip {
            message: format!(
                "what follows \"{dash}\" in this suppression is not read: the reason stands after --"
            ),
            help: format!("crosstally: ignore {} -- reason", rules.join(", ")),
        })
    });
    Some(Suppression { rules, reason, span, covers, slip })
}

/// One suppression names so many rules at most: for each that suppresses nothing its words are shown again.
const MOST_RULES: usize = 20;

/// Leaves no more than the first [`MOST_RULES`] of `rules`, and says so.
pub(super) fn slip_of_many(rules: &mut Vec<String>) -> Option<Slip> {
    let count = rules.len();
    rules.truncate(MOST_RULES);
    (count > MOST_RULES).then(|| Slip {
        message: format!(
            "of the {count} rules that this suppression names only the first {MOST_RULES} are read"
        ),
        help: "write another suppression for the others".to_owned(),
    })
}

/// What follows `word`, in any case, at the start of `text`.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || c == '-') && !rest.starts_with("--");
    (start.eq_ignore_ascii_case(word) && !goes_on).then_some(rest)
}

/// The rules that a list names, up to the first word that is no name and the first blank line: a comment that is not
/// closed goes on as prose. And the word that is none.
fn names(list: &str) -> (Vec<String>, Option<&str>) {
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let lines = list.trim_start().lines().take_while(|line| !line.trim().is_empty());
    let words = lines.flat_map(|line| line.split([',', ' ', '\t'])).filter(|word| !word.is_empty());
    let mut names = Vec::new();
    for word in words {
        if !is_name(word) {
            return (names, Some(word));
        }
        names.push(word.to_owned());
    }
    (names, None)
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
    fn tells_of_a_reason_after_a_single_dash_once() {
        let slip = |words: &str| suppression(words, FileSpan::new(0, 9)).unwrap();
        for dash in ["-", "–", "—"] {
            let found = slip(&format!("crosstally: ignore ordinal-year {dash} quoted from 2024"));
            assert_eq!(found.rules, ["ordinal-year"], "{dash}");
            let said = found.slip.expect("it is one");
            assert!(said.message.contains(&format!("\"{dash}\"")), "{said:?}");
            assert_eq!(said.help, "crosstally: ignore ordinal-year -- reason");
        }
        assert_eq!(slip("crosstally: ignore ordinal-year -- a - b").slip, None);
    }

    #[test]
    fn tells_of_a_word_that_is_not_ignore() {
        let slip =
            |words: &str| suppression(words, FileSpan::new(0, 9)).unwrap().slip.map(|slip| slip.message);
        let disable = "\"disable\" is no word that a suppression begins with: it suppresses nothing";
        assert_eq!(slip("crosstally: disable ordinal-year -- quoted").as_deref(), Some(disable));
        assert_eq!([slip("crosstally:"), slip("crosstally: ignore a -- b")], [None, None]);
    }

    #[test]
    fn reads_twenty_rules_and_says_that_there_are_more() {
        let ignore = |count: usize| {
            let words = format!("crosstally: ignore {} -- why", vec!["ordinal-year"; count].join(", "));
            suppression(&words, FileSpan::new(0, 9)).unwrap()
        };
        assert_eq!((ignore(20).rules.len(), ignore(20).slip), (20, None));
        let many = ignore(5000);
        let message = "of the 5000 rules that this suppression names only the first 20 are read";
        assert_eq!((many.rules.len(), &*many.slip.unwrap().message), (20, message));
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
