//! One line of a source, composed into one row of a terminal.
//!
//! A line that fits is shown whole, else its sentence, else the words around the marks. Every step
//! costs time by the room there is, not by the length of the line.

use crate::report::safe;
use crate::source::{FileSpan, is_obeyed};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Columns of a tab at most, which is what `miette` draws.
const TAB: usize = 4;

/// A line to be composed.
pub struct Row<'a> {
    /// The file.
    pub text: &'a str,
    /// The line, without its line end.
    pub line: FileSpan,
    /// What of it belongs to the sentences shown.
    pub sentence: FileSpan,
    /// Columns to fill at most (marks that need more get more).
    pub room: usize,
    /// What stands for words left out.
    pub ellipsis: &'static str,
}

/// A stretch of the line that is shown.
struct Kept {
    start: usize,
    end: usize,
    /// The marks in it, which are shown whatever the room.
    core: Range<usize>,
}

impl Row<'_> {
    /// Appends the row to `out`; where the `spans` (in this line, none overlapping) came to stand.
    pub fn compose(&self, spans: &[FileSpan], out: &mut String) -> Vec<Range<usize>> {
        let mut found: Vec<(Option<usize>, Option<usize>)> = vec![(None, None); spans.len()];
        let kept = self.kept(spans);
        for (at, stretch) in kept.iter().enumerate() {
            match at {
                0 if stretch.start == self.line.range().start => {}
                0 => out.push_str(self.ellipsis),
                _ => [" ", self.ellipsis, " "].into_iter().for_each(|part| out.push_str(part)),
            }
            self.copy(stretch, spans, &mut found, out);
        }
        if kept.last().is_none_or(|last| last.end < self.line.range().end) {
            out.push_str(self.ellipsis);
        } else if spans.iter().any(|span| span.is_empty() && span.end == self.line.end) {
            // A mark needs something to stand under.
            out.push(' ');
        }
        found.into_iter().map(|(start, end)| start.unwrap_or(out.len())..end.unwrap_or(out.len())).collect()
    }

    /// Copies a stretch, harmless, and notes where spans start and end.
    fn copy(
        &self,
        stretch: &Kept,
        spans: &[FileSpan],
        found: &mut [(Option<usize>, Option<usize>)],
        out: &mut String,
    ) {
        let mut note = |at: usize, out: &str| {
            for (span, (start, end)) in spans.iter().zip(found.iter_mut()) {
                if start.is_none() && span.range().start <= at {
                    *start = Some(out.len());
                }
                if start.is_some() && end.is_none() && span.range().end <= at {
                    *end = Some(out.len());
                }
            }
        };
        for (at, c) in self.text[stretch.start..stretch.end].char_indices() {
            let at = stretch.start + at;
            note(at, out);
            match c {
                '\t' => out.push(c),
                _ if is_obeyed(self.text, at, c) => out.push(safe::picture(c)),
                _ => out.push(c),
            }
        }
        note(stretch.end, out);
    }

    /// The stretches of the line to show.
    fn kept(&self, spans: &[FileSpan]) -> Vec<Kept> {
        let whole = |span: FileSpan| {
            vec![Kept { start: span.range().start, end: span.range().end, core: span.range() }]
        };
        if self.fits(self.line, self.room) {
            return whole(self.line);
        }
        let sentence = spans.iter().fold(self.sentence, |all, span| all.to(*span));
        let room = self.room.saturating_sub(2 * self.ellipsis.chars().count());
        if self.fits(sentence, room) {
            return whole(sentence);
        }
        let mut kept = match spans.is_empty() {
            true => self.marks(&[FileSpan::new(sentence.start, sentence.start)], room),
            false => self.marks(spans, room),
        };
        self.grow(&mut kept, sentence.range(), room);
        kept.iter_mut().for_each(|stretch| self.whole_words(stretch, sentence.range()));
        kept
    }

    /// The spans, of long ones both ends, neighbours joined.
    fn marks(&self, spans: &[FileSpan], room: usize) -> Vec<Kept> {
        let most = (room * 2 / 3 / spans.len()).max(12);
        let mut kept: Vec<Kept> = Vec::with_capacity(spans.len());
        let mut keep = |start: usize, end: usize| match kept.last_mut() {
            Some(last) if start <= last.end => {
                last.end = end.max(last.end);
                last.core.end = last.end;
            }
            _ => kept.push(Kept { start, end, core: start..end }),
        };
        for span in spans.iter().map(|span| span.range()) {
            if self.forward(span.start, span.end, most) == span.end {
                keep(span.start, span.end);
            } else {
                keep(span.start, self.forward(span.start, span.end, most / 2));
                keep(self.backward(span.end, span.start, most / 2), span.end);
            }
        }
        kept
    }

    /// Lets all stretches grow by a character at either side in turn, until the room is full.
    fn grow(&self, kept: &mut Vec<Kept>, within: Range<usize>, room: usize) {
        let gap = self.ellipsis.chars().count() + 2;
        let shown: usize = kept.iter().map(|stretch| self.columns(stretch.start..stretch.end)).sum();
        let mut left = room.saturating_sub(shown + gap * (kept.len() - 1));
        loop {
            let mut grown = false;
            let mut at = 0;
            while at < kept.len() {
                let from = if at == 0 { within.start } else { kept[at - 1].end };
                if let Some(c) = self.text[from..kept[at].start].chars().next_back() {
                    let Some(rest) = left.checked_sub(width(c)) else { return };
                    (left, grown) = (rest, true);
                    kept[at].start -= c.len_utf8();
                }
                let to = kept.get(at + 1).map_or(within.end, |next| next.start);
                if let Some(c) = self.text[kept[at].end..to].chars().next() {
                    let Some(rest) = left.checked_sub(width(c)) else { return };
                    (left, grown) = (rest, true);
                    kept[at].end += c.len_utf8();
                }
                if at > 0 && kept[at - 1].end == kept[at].start {
                    let next = kept.remove(at);
                    kept[at - 1].end = next.end;
                    kept[at - 1].core.end = next.core.end;
                    left += gap;
                } else {
                    at += 1;
                }
            }
            if !grown {
                return;
            }
        }
    }

    /// Takes back the half words at the ends of a stretch, where there are white spaces to go by.
    fn whole_words(&self, kept: &mut Kept, within: Range<usize>) {
        let before = &self.text[kept.start..kept.core.start];
        if kept.start > within.start && !self.text[..kept.start].ends_with(char::is_whitespace) {
            kept.start += before.find(char::is_whitespace).unwrap_or(0);
        }
        let before = &self.text[kept.start..kept.core.start];
        if kept.start > within.start {
            kept.start += before.len() - before.trim_start().len();
        }
        let after = &self.text[kept.core.end..kept.end];
        if kept.end < within.end && !self.text[kept.end..].starts_with(char::is_whitespace) {
            kept.end = kept.core.end + after.rfind(char::is_whitespace).unwrap_or(after.len());
        }
        if kept.end < within.end {
            kept.end = kept.core.end + self.text[kept.core.end..kept.end].trim_end().len();
        }
    }

    fn fits(&self, span: FileSpan, room: usize) -> bool {
        self.forward(span.range().start, span.range().end, room) == span.range().end
    }

    /// How far one comes from `start` towards `end` in `room` columns.
    fn forward(&self, start: usize, end: usize, mut room: usize) -> usize {
        for (at, c) in self.text[start..end].char_indices() {
            match room.checked_sub(width(c)) {
                Some(left) => room = left,
                None => return start + at,
            }
        }
        end
    }

    /// How far one comes from `end` back towards `start` in `room` columns.
    fn backward(&self, end: usize, start: usize, mut room: usize) -> usize {
        for (at, c) in self.text[start..end].char_indices().rev() {
            match room.checked_sub(width(c)) {
                Some(left) => room = left,
                None => return start + at + c.len_utf8(),
            }
        }
        start
    }

    fn columns(&self, range: Range<usize>) -> usize {
        self.text[range].chars().map(width).sum()
    }
}

/// Columns that a character takes, at most; one at least, so that no text fits into no room.
fn width(c: char) -> usize {
    match c {
        '\t' => TAB,
        _ => c.width().unwrap_or(1).max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Rain fell. Officials said on Wednesday that three people were killed at the plant and \
                        that two more were missing after the fire. Work has stopped.";

    /// The row of `text` with the `marked` words between brackets, its sentence from "Officials" to "fire.".
    fn row(text: &str, marked: &[&str], room: usize) -> String {
        let at = |words: &str| text.find(words).unwrap_or(0) as u32;
        let spans: Vec<_> =
            marked.iter().map(|words| FileSpan::new(at(words), at(words) + words.len() as u32)).collect();
        let line = FileSpan::new(0, text.len() as u32);
        let sentence = match text.find("fire.") {
            Some(end) => FileSpan::new(at("Officials"), end as u32 + 5),
            None => line,
        };
        let mut out = String::new();
        let found = Row { text, line, sentence, room, ellipsis: "…" }.compose(&spans, &mut out);
        for range in found.iter().rev() {
            out.insert(range.end, ']');
            out.insert(range.start, '[');
        }
        out
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        let shown = row(TEXT, &["three people"], 150);
        assert_eq!(shown, TEXT.replace("three people", "[three people]"));
    }

    #[test]
    fn of_a_longer_line_the_sentence_is_shown() {
        assert_eq!(
            row(TEXT, &["three people", "two more"], 130),
            "…Officials said on Wednesday that [three people] were killed at the plant and that \
             [two more] were missing after the fire.…"
        );
    }

    #[test]
    fn of_a_longer_sentence_the_words_around_the_marks_are_shown() {
        assert_eq!(row(TEXT, &["three people"], 50), "…on Wednesday that [three people] were killed at…");
        assert_eq!(
            row(TEXT, &["Officials", "two more"], 50),
            "…[Officials] said on … and that [two more] were…"
        );
        assert_eq!(row(TEXT, &[], 24), "…Officials said on…");
    }

    #[test]
    fn of_marks_wider_than_the_room_both_ends_are_shown() {
        let marked = "three people were killed at the plant and that two more were missing";
        assert_eq!(row(TEXT, &[marked], 40), "…[three people … were missing]…");
    }

    #[test]
    fn what_a_terminal_obeys_keeps_its_place() {
        assert_eq!(row("a\x1b[1m two\u{202E} dead", &["two\u{202E}"], 40), "a␛[1m [two\u{FFFD}] dead");
    }
}
