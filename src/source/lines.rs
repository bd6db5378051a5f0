//! Line starts of a text, so that a place is found by binary search, not by scanning from the top.
//!
//! News paragraphs are single lines of a thousand characters and a whole article may be one line, so
//! columns are found from checkpoints as well, never by counting from the start of the line.

use super::FileSpan;

/// Bytes between two checkpoints of the character count.
const STEP: usize = 512;

/// The byte offsets at which the lines of a text start, and how many characters stand before.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Characters before byte `i * STEP`; empty when every character is one byte.
    checkpoints: Vec<u32>,
}

/// A place as an editor shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}

impl LineIndex {
    /// Indexes `text`; lines end at `\n` (a `\r` before it belongs to the line end).
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        let checkpoints = if text.is_ascii() { Vec::new() } else { checkpoints(text.as_bytes()) };
        LineIndex { starts, checkpoints }
    }

    /// The line, counted from 1, that holds byte `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset) as u32
    }

    /// The bytes of line `line` (counted from 1) of `text`, without its line end.
    pub fn span(&self, text: &str, line: u32) -> FileSpan {
        let start = self.starts[line as usize - 1];
        let end = match self.starts.get(line as usize) {
            Some(next) => next - 1,
            None => text.len() as u32,
        };
        let end = match text.as_bytes()[start as usize..end as usize].last() {
            Some(b'\r') => end - 1,
            _ => end,
        };
        FileSpan::new(start, end)
    }

    /// Line and column of byte `offset` of `text`, in time that does not depend on where it stands.
    ///
    /// A byte order mark is not a character of the first line: editors do not show it.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1];
        let mark = (start == 0 && offset > 0 && text.starts_with('\u{FEFF}')) as u32;
        Position { line, column: self.chars(text, offset) - self.chars(text, start) + 1 - mark }
    }

    /// How many characters of `text` start before byte `offset`.
    fn chars(&self, text: &str, offset: u32) -> u32 {
        if self.checkpoints.is_empty() {
            return offset;
        }
        let offset = (offset as usize).min(text.len());
        let step = offset / STEP;
        self.checkpoints[step] + count(&text.as_bytes()[step * STEP..offset])
    }
}

fn checkpoints(bytes: &[u8]) -> Vec<u32> {
    let mut before = 0;
    let mut checkpoints = vec![0];
    for step in bytes.chunks(STEP) {
        before += count(step);
        checkpoints.push(before);
    }
    checkpoints
}

/// Bytes that start a character.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_columns_in_characters() {
        let text = "one\r\ntwö three\n";
        let lines = LineIndex::new(text);
        let at = text.find("three").unwrap() as u32;
        assert_eq!(lines.position(text, at), Position { line: 2, column: 5 });
        assert_eq!(lines.span(text, 1), FileSpan::new(0, 3));
        assert_eq!(lines.line(text.len() as u32), 3);
    }

    #[test]
    fn counts_the_same_columns_far_into_a_long_line() {
        let text = format!("\n{}", "Zwölf 東京 🕯 ".repeat(400));
        let lines = LineIndex::new(&text);
        for (column, (at, _)) in text[1..].char_indices().enumerate() {
            let place = Position { line: 2, column: column as u32 + 1 };
            assert_eq!(lines.position(&text, at as u32 + 1), place);
        }
        let end = text.chars().count() as u32;
        assert_eq!(lines.position(&text, text.len() as u32), Position { line: 2, column: end });
    }

    #[test]
    fn does_not_count_a_byte_order_mark() {
        let text = "\u{FEFF}Two dead\nthree hurt";
        let lines = LineIndex::new(text);
        assert_eq!(lines.position(text, 3), Position { line: 1, column: 1 });
        assert_eq!(lines.position(text, 0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(text, 12), Position { line: 2, column: 1 });
    }
}
