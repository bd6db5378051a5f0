//! Rows in aligned columns, for a person's eyes.

use crate::report::safe;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Writes `rows` below `head`, each column as wide as its widest cell; the last one is not padded.
/// Cells are made safe to print.
pub(super) fn write<const N: usize>(
    head: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut lines = vec![head.map(String::from)];
    lines.extend(rows.into_iter().map(|row| row.map(|cell| safe::escaped(&cell))));
    let mut widths = [0; N];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.width().max(*width);
        }
    }
    for line in &lines {
        let mut padded = String::new();
        for (cell, width) in line.iter().zip(widths) {
            padded += cell;
            padded.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
        }
        writeln!(out, "{}", padded.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_by_what_is_seen() {
        let mut out = Vec::new();
        let rows = [["東京", "a"], ["x", "b\x1bc"]].map(|row| row.map(String::from));
        write(["NAME", "WHAT"], rows, &mut out).expect("memory takes all");
        assert_eq!(String::from_utf8(out).expect("UTF-8"), "NAME  WHAT\n東京  a\nx     b\\u{1b}c\n");
    }
}
