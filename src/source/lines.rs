//! Line starts of a text, so that a place is found by binary search, not by scanning from the top.

use super::FileSpan;

/// The byte offsets at which the lines of a text start.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
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
        LineIndex { starts }
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

    /// Line and column of byte `offset` of `text`.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1] as usize;
        let before = text.get(start..offset as usize).unwrap_or_default();
        Position { line, column: before.chars().count() as u32 + 1 }
    }
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
}
