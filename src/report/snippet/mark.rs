//! What is underlined: the words of places, cut so that each stands on one line and none on another.
//!
//! `miette` draws overlapping labels side by side, under words that they do not mean, and labels over
//! several lines as arrows that do not show where they start. So a place over several lines is
//! underlined line by line, with its label under the last, and of overlapping places the outer one
//! gives way to the inner one.

use super::view::{MARKED, View, last_line};
use crate::finding::Place;
use crate::report::safe;
use crate::source::{FileSpan, Source};

/// Characters of a label that are shown.
const LABEL: usize = 80;

/// Words to underline on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// The line, counted from 1.
    pub line: u32,
    /// Where in the file.
    pub span: FileSpan,
    /// What they are, made harmless; may be empty.
    pub label: String,
    /// Whether the window's header names this place.
    pub primary: bool,
}

/// The words to underline in a window, in the order of the text.
pub fn marks(view: &View<'_>) -> Vec<Words> {
    let words = view.places.iter().flat_map(|(place, primary)| by_line(place, *primary));
    let words = words.filter(|words| (view.first..=view.last).contains(&words.line));
    apart(words.collect(), view.source)
}

/// The words of a place, line by line, without the white space around line ends.
fn by_line(place: &Place, primary: bool) -> Vec<Words> {
    let (source, span) = (&place.source, place.span);
    let first = source.lines().line(span.start);
    let last = last_line(source, span).min(first + MARKED - 1);
    let mut words: Vec<Words> = (first..=last)
        .map(|line| {
            let on_line = source.lines().span(source.text(), line);
            let start = span.start.clamp(on_line.start, on_line.end);
            let span = FileSpan::new(start, span.end.clamp(start, on_line.end));
            Words { line, span: trimmed(source, span), label: String::new(), primary: false }
        })
        .collect();
    if words.iter().any(|words| !words.span.is_empty()) {
        words.retain(|words| !words.span.is_empty());
    } else {
        words.truncate(1);
    }
    if let Some(last) = words.last_mut() {
        last.label = safe::shortened(&safe::line(&place.label), LABEL);
    }
    words[0].primary = primary;
    words
}

/// A span without white space at its ends, unless it holds nothing else.
fn trimmed(source: &Source, span: FileSpan) -> FileSpan {
    let text = source.slice(span);
    match text.trim() {
        "" => span,
        words => {
            let start = span.start + (text.len() - text.trim_start().len()) as u32;
            FileSpan::new(start, start + words.len() as u32)
        }
    }
}

/// Words without overlaps: what holds other words is cut before them and goes on behind them.
fn apart(mut waiting: Vec<Words>, source: &Source) -> Vec<Words> {
    // What comes first in the text is last here; of two that start together, the shorter.
    waiting.reverse();
    let order = |words: &Words| std::cmp::Reverse((words.span.start, words.span.end));
    waiting.sort_by_key(order);
    let mut apart: Vec<Words> = Vec::with_capacity(waiting.len());
    while let Some(mut next) = waiting.pop() {
        let Some(last) = apart.last_mut().filter(|last| last.span.end > next.span.start) else {
            apart.push(next);
            continue;
        };
        if next.span.is_empty() || next.span == last.span {
            last.merge(next);
        } else if next.span.start == last.span.start {
            next.span = trimmed(source, FileSpan::new(last.span.end, next.span.end));
            waiting.push(next);
            waiting.sort_by_key(order);
        } else {
            let rest = FileSpan::new(next.span.end.min(last.span.end), last.span.end);
            if !source.slice(rest).trim().is_empty() {
                let span = trimmed(source, rest);
                waiting.push(Words { line: last.line, span, label: String::new(), primary: false });
                waiting.sort_by_key(order);
            }
            last.span = trimmed(source, FileSpan::new(last.span.start, next.span.start));
            apart.push(next);
        }
    }
    apart
}

impl Words {
    /// Says of the same words what `other` says.
    fn merge(&mut self, other: Words) {
        self.primary |= other.primary;
        if self.label.is_empty() {
            self.label = other.label;
        } else if !other.label.is_empty() && other.label != self.label {
            self.label = format!("{}; {}", self.label, other.label);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Underlines `spans` (bytes of `text` on one line), labelled with their numbers.
    fn underlined(text: &str, spans: &[(u32, u32)]) -> Vec<(String, String)> {
        let source = Source::new("a.md", text);
        let words = spans.iter().enumerate().map(|(at, (start, end))| Words {
            line: 1,
            span: FileSpan::new(*start, *end),
            label: at.to_string(),
            primary: at == 0,
        });
        let apart = apart(words.collect(), &source);
        apart.into_iter().map(|words| (source.slice(words.span).to_owned(), words.label)).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(words, label)| (words.to_string(), label.to_string())).collect()
    }

    #[test]
    fn an_outer_place_gives_way_to_an_inner_one() {
        let text = "third year since February 2022 began";
        assert_eq!(
            underlined(text, &[(0, 36), (17, 30)]),
            pairs(&[("third year since", "0"), ("February 2022", "1"), ("began", "")])
        );
        assert_eq!(
            underlined(text, &[(0, 30), (0, 10)]),
            pairs(&[("third year", "1"), ("since February 2022", "0")])
        );
        assert_eq!(
            underlined(text, &[(0, 16), (11, 30)]),
            pairs(&[("third year", "0"), ("since February 2022", "1")])
        );
    }

    #[test]
    fn the_same_words_carry_both_labels() {
        assert_eq!(underlined("ten of ten", &[(0, 3), (0, 3)]), pairs(&[("ten", "0; 1")]));
        assert_eq!(underlined("ten of ten", &[(0, 3), (7, 10)]), pairs(&[("ten", "0"), ("ten", "1")]));
    }

    #[test]
    fn a_place_over_lines_is_underlined_line_by_line() {
        let text = "in its third \r\n  year since";
        let place = Place {
            source: std::sync::Arc::new(Source::new("a.md", text)),
            span: FileSpan::new(7, 21),
            label: "counted".into(),
            context: FileSpan::new(0, text.len() as u32),
        };
        let words = |line, start, end, label: &str, primary| Words {
            line,
            span: FileSpan::new(start, end),
            label: label.into(),
            primary,
        };
        assert_eq!(by_line(&place, true), [words(1, 7, 12, "", true), words(2, 17, 21, "counted", false)]);
    }
}
