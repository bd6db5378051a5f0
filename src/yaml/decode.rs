//! Which bytes of a scalar, as written, stand for which bytes of its text.
//!
//! The parser hands over the text with quotes, escapes, folding and indentation undone, but not how it got there. The way
//! is walked again here, checking each step against the text: a step that does not fit gives no map
//! rather than a wrong one.

use crate::source::FileSpan;
use std::ops::Range;

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'…'`, where `''` is a quote.
    Single,
    /// In `"…"`, with backslash escapes.
    Double,
    /// A block after `|`, line by line.
    Literal,
    /// A block after `>`, its lines joined.
    Folded,
}

impl Style {
    pub(super) fn is_quoted(self) -> bool {
        matches!(self, Style::Single | Style::Double)
    }
}

/// A run of a scalar's text and the bytes that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the decoded text.
    pub decoded: Range<usize>,
    /// Bytes of the text that holds the scalar.
    pub source: FileSpan,
}

impl Piece {
    /// Whether the bytes are the same, so that places inside the run correspond as well.
    pub fn verbatim(&self, source: &str, decoded: &str) -> bool {
        source.get(self.source.range()) == decoded.get(self.decoded.clone())
    }
}

/// The pieces of the scalar that stands at `span` of `source` (quotes included) and reads `decoded`; `None` where its
/// decoding cannot be followed.
pub fn pieces(source: &str, span: FileSpan, style: Style, decoded: &str) -> Option<Vec<Piece>> {
    let span = match style.is_quoted() {
        true if span.len() >= 2 => FileSpan::new(span.start + 1, span.end - 1),
        _ => span,
    };
    let raw = source.get(span.range())?;
    let mut walk = Walk { raw, decoded, base: span.start, at: 0, out: 0, pieces: Vec::new() };
    match style {
        Style::Plain | Style::Single | Style::Double => walk.flow(style)?,
        Style::Literal | Style::Folded => walk.block()?,
    }
    Some(walk.pieces)
}

/// The character that the escape at the start of `raw` (after its backslash) stands for, and the length of the
/// escape. Knows the escapes of YAML, JSON (with surrogate pairs) and TOML.
pub fn escape(raw: &str) -> Option<(char, usize)> {
    let first = raw.chars().next()?;
    let hex = |from: usize, digits: usize| -> Option<u32> {
        let digits = raw.get(from..from + digits)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    };
    let plain = match first {
        '0' => '\0',
        'a' => '\x07',
        'b' => '\x08',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\x0b',
        'f' => '\x0c',
        'r' => '\r',
        'e' => '\x1b',
        ' ' => ' ',
        '"' => '"',
        '/' => '/',
        '\\' => '\\',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        'x' => return Some((char::from_u32(hex(1, 2)?)?, 3)),
        'U' => return Some((char::from_u32(hex(1, 8)?)?, 9)),
        'u' => {
            let high = hex(1, 4)?;
            if (0xD800..0xDC00).contains(&high) && raw.get(5..7) == Some("\\u") {
                let low = hex(7, 4)?.checked_sub(0xDC00)?;
                return Some((char::from_u32(0x10000 + ((high - 0xD800) << 10) + low)?, 11));
            }
            return Some((char::from_u32(high)?, 5));
        }
        _ => return None,
    };
    Some((plain, first.len_utf8()))
}

/// Walks the raw and the decoded text side by side.
struct Walk<'a> {
    raw: &'a str,
    decoded: &'a str,
    base: u32,
    at: usize,
    out: usize,
    pieces: Vec<Piece>,
}

impl Walk<'_> {
    /// Takes `raw` bytes for `decoded` bytes, joining runs of equal bytes.
    fn take(&mut self, raw: usize, decoded: usize, verbatim: bool) {
        let source = FileSpan::new(self.base + self.at as u32, self.base + (self.at + raw) as u32);
        let run = self.out..self.out + decoded;
        self.at += raw;
        self.out += decoded;
        if decoded == 0 {
            return;
        }
        match self.pieces.last_mut() {
            Some(last)
                if verbatim
                    && last.decoded.len() == last.source.len() as usize
                    && last.source.end == source.start
                    && self.raw[(last.source.start - self.base) as usize..][..last.decoded.len()]
                        == self.decoded[last.decoded.clone()] =>
            {
                last.decoded.end = run.end;
                last.source.end = source.end;
            }
            _ => self.pieces.push(Piece { decoded: run, source }),
        }
    }

    /// Plain and quoted scalars: a line break with the blanks around it is one space, each further one a line break.
    fn flow(&mut self, style: Style) -> Option<()> {
        while self.at < self.raw.len() {
            let rest = &self.raw[self.at..];
            if style == Style::Single && rest.starts_with("''") {
                self.expect("'", 2)?;
            } else if style == Style::Double && rest.starts_with('\\') {
                let after = &rest[1..];
                if after.starts_with(['\n', '\r']) {
                    let blanks = after.len() - after.trim_start_matches(is_blank).len();
                    let breaks = line_breaks(&after[..blanks]) - 1;
                    self.expect(&"\n".repeat(breaks), 1 + blanks)?;
                } else {
                    let (char, len) = escape(after)?;
                    self.expect(char.encode_utf8(&mut [0; 4]), 1 + len)?;
                }
            } else {
                let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
                match line_breaks(&rest[..blanks]) {
                    0 => {
                        let len = match blanks {
                            0 => rest
                                .find(|c| is_blank(c) || c == '\\' || c == '\'')
                                .unwrap_or(rest.len())
                                .max(1),
                            blanks => blanks,
                        };
                        let run = &rest[..len];
                        self.decoded[self.out..].starts_with(run).then_some(())?;
                        self.take(len, len, true);
                    }
                    1 => self.expect(" ", blanks)?,
                    breaks => self.expect(&"\n".repeat(breaks - 1), blanks)?,
                }
            }
        }
        (self.out == self.decoded.len()).then_some(())
    }

    /// Takes `raw` bytes that must stand for `text`.
    fn expect(&mut self, text: &str, raw: usize) -> Option<()> {
        self.decoded[self.out..].starts_with(text).then_some(())?;
        self.take(raw, text.len(), false);
        Some(())
    }

    /// Block scalars: words are the same on both sides, and what lies between two words on one side lies
    /// between them on the other.
    fn block(&mut self) -> Option<()> {
        loop {
            let blanks = |text: &str| text.len() - text.trim_start_matches(is_blank).len();
            let (raw, decoded) = (blanks(&self.raw[self.at..]), blanks(&self.decoded[self.out..]));
            let same = self.raw[self.at..][..raw] == self.decoded[self.out..][..decoded];
            self.take(raw, decoded, same);
            let rest = &self.raw[self.at..];
            if rest.is_empty() {
                return (self.out == self.decoded.len()).then_some(());
            }
            let word = rest.find(is_blank).unwrap_or(rest.len());
            self.decoded[self.out..].starts_with(&rest[..word]).then_some(())?;
            self.take(word, word, true);
        }
    }
}

pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Line breaks in a run of blanks: `\n`, `\r\n` or `\r`.
fn line_breaks(blanks: &str) -> usize {
    let bytes = blanks.as_bytes();
    (0..bytes.len())
        .filter(|&at| bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(raw: &str, style: Style, decoded: &str) -> Option<Vec<(String, String)>> {
        let pieces = pieces(raw, FileSpan::new(0, raw.len() as u32), style, decoded)?;
        let pair =
            |piece: &Piece| (decoded[piece.decoded.clone()].to_owned(), raw[piece.source.range()].to_owned());
        Some(pieces.iter().map(pair).collect())
    }

    fn pairs(list: &[(&str, &str)]) -> Option<Vec<(String, String)>> {
        Some(list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect())
    }

    #[test]
    fn follows_escapes_and_folding() {
        assert_eq!(
            map("\"5\\u00a0000 d\\\n  ead\n  now\"", Style::Double, "5\u{a0}000 dead now"),
            pairs(&[
                ("5", "5"),
                ("\u{a0}", "\\u00a0"),
                ("000 d", "000 d"),
                ("ead", "ead"),
                (" ", "\n  "),
                ("now", "now")
            ])
        );
        assert_eq!(map("'it''s'", Style::Single, "it's"), pairs(&[("it", "it"), ("'", "''"), ("s", "s")]));
        assert_eq!(map("a 'b'\n\n c\\d", Style::Plain, "a 'b'\nc\\d").map(|p| p.len()), Some(3));
        assert_eq!(escape("ud83d\\ude00!"), Some(('😀', 11)));
        assert_eq!(escape("ud83d"), None);
        assert_eq!(escape("é"), None);
    }

    #[test]
    fn gives_no_map_rather_than_a_wrong_one() {
        assert_eq!(map("'abc'", Style::Single, "abd"), None);
        assert_eq!(map("abc", Style::Plain, "abcd"), None);
        assert_eq!(map("\"\\q\"", Style::Double, "q"), None);
        assert_eq!(map("é\\é", Style::Plain, "é\\é").map(|p| p.len()), Some(1));
    }
}
