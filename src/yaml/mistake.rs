//! A mistake in a file that a person keeps in YAML: what is wrong, where, and what was meant.

use crate::source::{FileSpan, Source, printable};
use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use std::borrow::Cow;
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
        let file = File(match printable(source.text()) {
            Cow::Borrowed(_) => Arc::clone(source),
            Cow::Owned(safe) => Arc::new(Source::new(Arc::clone(source.path()), safe)),
        });
        Mistake { message: safe(message), label: None, help: None, file, span }
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
        let (start, len) = (self.span.start as usize, self.span.len() as usize);
        Some(Box::new(std::iter::once(LabeledSpan::new(self.label.clone(), start, len))))
    }
}

fn safe(words: impl Into<String>) -> String {
    printable(&words.into()).into_owned()
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
        let found = self.0.text().read_span(span, before, after)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.0.path().to_string(),
            found.data(),
            *found.span(),
            found.line(),
            found.column(),
            found.line_count(),
        )))
    }
}

/// The one of `known` that `word` was probably meant to be, if any is near: at most a third of its letters
/// differ (a swap of neighbours counts once), or it is a beginning of it. The first of several.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(80).flat_map(char::to_lowercase).collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let letters: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
        let edits = if word.len() >= 3 && letters.starts_with(&word) { 1 } else { distance(&word, &letters) };
        let near = edits <= letters.len().max(word.len()).div_ceil(3).min(3);
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
