//! A mistake in a file that a person keeps in YAML: what is wrong, where, and what was meant.

use super::YamlError;
use crate::source::{FileSpan, Source, printable};
use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use std::fmt;
use std::sync::Arc;

/// Something that keeps a file from being used, at its place.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct Mistake {
    message: String,
    label: Option<String>,
    help: Option<String>,
    file: File,
    span: FileSpan,
}

impl Mistake {
    /// The mistake `message` at `span` of `source`; lower case, without a full stop.
    pub fn new(source: &Arc<Source>, span: FileSpan, message: impl Into<String>) -> Self {
        Mistake { message: safe(message), label: None, help: None, file: File(source.printable()), span }
    }

    /// The mistake that `source` is not YAML: at the tab where one is in the way, and at the last word of a text that
    /// ends too early.
    pub fn not_yaml(source: &Arc<Source>, error: &YamlError) -> Self {
        let text = source.text();
        let at = error.offset.unwrap_or_default();
        let tab = text[at..].find('\t').filter(|_| error.message.contains("tab"));
        let span = match tab {
            Some(len) => at + len..at + len + 1,
            None if at == text.len() => {
                let end = text.trim_end().len();
                let last = text[..end].chars().next_back().map_or(0, char::len_utf8);
                end - last..end
            }
            None => at..at,
        };
        let span = FileSpan::new(span.start as u32, span.end as u32);
        let mistake = Mistake::new(source, span, format!("is not YAML: {error}"));
        let line =
            text[..at].rfind('\n').map_or(text, |end| &text[end + 1..]).lines().next().unwrap_or_default();
        match line.trim_start_matches([' ', '-']) {
            _ if tab.is_some() => mistake.help("YAML is indented with spaces"),
            _ if error.message.contains("unknown escape") => {
                mistake.help("`\\` is itself between single quotes: '…'")
            }
            value if value.contains(['{', '[', ':', '<']) && !value.contains(['\'', '"']) => {
                mistake.help("text that holds signs of YAML stands in single quotes: '…'")
            }
            _ => mistake,
        }
    }

    /// With words under the underlined ones.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(safe(label));
        self
    }

    /// With advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(safe(help));
        self
    }

    /// With what was probably meant by `word`, or else all that could have been: "one of …".
    pub fn suggest<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<_> = known.into_iter().collect();
        match nearest(word, known.iter().copied()) {
            Some(meant) => self.help(format!("did you mean `{meant}`?")),
            None if known.is_empty() || known.len() > 20 => self,
            None => self.help(format!("one of `{}`", known.join("`, `"))),
        }
    }

    /// The file and the place in it, by which mistakes are ordered.
    pub fn place(&self) -> (&str, FileSpan) {
        (self.file.0.path(), self.span)
    }
}

impl Diagnostic for Mistake {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.file)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let start = self.span.start as usize;
        let len = boundary(self.file.0.slice(self.span), LONGEST);
        Some(Box::new(std::iter::once(LabeledSpan::new(self.label.clone(), start, len))))
    }
}

fn safe(words: impl Into<String>) -> String {
    printable(&words.into()).into_owned()
}

/// More bytes than this are not shown of the lines around a mistake, nor underlined.
const LONGEST: usize = 1_000;

/// The part of a long line that is shown around `place`: some words before and after, on that line.
fn around(text: &str, place: FileSpan) -> FileSpan {
    /// In bytes, on either side.
    const NEAR: usize = 60;
    let (start, end) = (place.start as usize, place.end as usize);
    let from = boundary(text, start.saturating_sub(NEAR));
    let from = text[from..start].rfind('\n').map_or(from, |at| from + at + 1);
    let to = boundary(text, end + NEAR);
    let to = text[end..to].find('\n').map_or(to, |at| end + at);
    FileSpan::new(from as u32, to as u32)
}

/// The last place where a character begins at byte `at` of `text` or before.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A file as `miette` wants it.
#[derive(Debug, Clone)]
struct File(Arc<Source>);

impl SourceCode for File {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.0.text();
        let name = self.0.path().to_string();
        let found = text.read_span(span, before, after)?;
        let (data, shown, lines) = match found.data().len() <= LONGEST {
            true => (found.data(), *found.span(), found.line_count()),
            // A line that no screen holds: what stands around the place is enough.
            false => {
                let place = FileSpan::new(span.offset() as u32, (span.offset() + span.len()) as u32);
                let near = around(text, place);
                (self.0.slice(near).as_bytes(), SourceSpan::from(near.range()), 1)
            }
        };
        // Counted in characters: `miette` counts bytes.
        let at = self.0.position(shown.offset() as u32);
        let (line, column) = (at.line as usize - 1, at.column as usize - 1);
        Ok(Box::new(MietteSpanContents::new_named(name, data, shown, line, column, lines)))
    }
}

/// Words that differ by more letters than this are not taken for one another.
const MOST_EDITS: usize = 3;

/// The one of `known` that `word` was probably meant to be, if any is near: at most a third of its letters
/// differ (a swap of neighbours counts once), or it is a beginning of it. The first of several.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(80).flat_map(char::to_lowercase).collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let letters: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
        let edits = match word.len() >= 3 && letters.starts_with(&word) {
            true => 1,
            // Each letter that only one of them has is an edit.
            false if word.len().abs_diff(letters.len()) > MOST_EDITS => continue,
            false => distance(&word, &letters),
        };
        let near = edits <= letters.len().max(word.len()).div_ceil(3).min(MOST_EDITS);
        if near && edits < letters.len() && best.is_none_or(|(least, _)| edits < least) {
            best = Some((edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Letters to insert, delete, replace or swap with their neighbour to make one word the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut edits = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                edits = edits.min(before[j - 2] + 1);
            }
            row.push(edits);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_before_a_letter_of_two_bytes() {
        let source = Arc::new(Source::new("a.yaml", "é\n"));
        let mistake = Mistake::new(&source, FileSpan::new(0, 0), "no é");
        let mut shown = String::new();
        miette::GraphicalReportHandler::new().render_report(&mut shown, &mistake).unwrap();
        assert!(shown.contains("a.yaml:1:1"), "{shown}");
    }

    #[test]
    fn the_mistakes_of_a_file_share_its_printable_copy() {
        let source = Arc::new(Source::new("a.yaml", "a: \u{200E}1\nb: 2\n"));
        let file = |at| Mistake::new(&source, FileSpan::new(at, at + 1), "no key").file.0;
        assert!(Arc::ptr_eq(&file(0), &file(8)));
        assert_eq!(file(0).text(), "a: ???1\nb: 2\n");
    }

    #[test]
    fn shows_of_a_long_line_what_stands_around() {
        let text = format!("first: é\nlist: [{}b, {}]\n", "é, ".repeat(100_000), "a, ".repeat(100_000));
        let source = Arc::new(Source::new("a.yaml", &*text));
        let at = text.find('b').unwrap() as u32;
        let shown = |end: u32| {
            let mistake = Mistake::new(&source, FileSpan::new(at, end), "no b");
            let handler =
                miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor());
            let mut shown = String::new();
            handler.render_report(&mut shown, &mistake).unwrap();
            shown
        };
        let one = shown(at + 1);
        assert!(one.contains("[a.yaml:2:300008]") && one.contains("é, b, a"), "{one}");
        assert!(one.len() < 600 && shown(text.len() as u32).len() < 10_000);
    }

    #[test]
    fn knows_what_was_meant() {
        let keys = ["include", "exclude", "rules", "severity", "facts", "language"];
        assert_eq!(nearest("inlcude", keys), Some("include"));
        assert_eq!(nearest("Rule", keys), Some("rules"));
        assert_eq!(nearest("severities", keys), Some("severity"));
        assert_eq!(nearest("lang", keys), Some("language"));
        assert_eq!(nearest("paths", keys), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest("warn", ["off", "note", "warning", "error"]), Some("warning"));
    }
}
