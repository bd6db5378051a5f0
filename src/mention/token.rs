//! Tokens and sentences: one pass over the prose that looks every word up once.
//!
//! A token is a run of letters (with inner apostrophes), a run of ASCII digits, or a single other
//! character. "Russia's" is three tokens (`Russia`, `'`, `s`), "o'clock" one, "1,000-kilometre" five.

use crate::article::Prose;
use crate::lexicon::{Vocabulary, WordId};
use crate::source::ProseSpan;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes.
    Word,
    /// ASCII digits.
    Digits,
    /// Any other character, alone.
    Mark,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TokenFlags(u8);

impl TokenFlags {
    /// White space (or the start of the block) stands before it.
    pub const SPACED: TokenFlags = TokenFlags(1);
    /// Its first letter is a capital.
    pub const CAPITAL: TokenFlags = TokenFlags(2);
    /// It has two letters or more and all are capitals.
    pub const UPPER: TokenFlags = TokenFlags(4);
    /// It holds a character outside of ASCII.
    pub const WIDE: TokenFlags = TokenFlags(8);

    /// Whether all of `flags` are set.
    #[inline]
    pub const fn has(self, flags: TokenFlags) -> bool {
        self.0 & flags.0 == flags.0
    }

    const fn with(self, flags: TokenFlags, set: bool) -> Self {
        if set { TokenFlags(self.0 | flags.0) } else { self }
    }
}

/// A word, a run of digits or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the prose.
    pub span: ProseSpan,
    /// Its number in the vocabulary; digits have none.
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is written.
    pub flags: TokenFlags,
}

impl Token {
    /// Whether white space or the start of the block stands before it.
    #[inline]
    pub const fn spaced(&self) -> bool {
        self.flags.has(TokenFlags::SPACED)
    }

    /// Whether its first letter is a capital.
    #[inline]
    pub const fn capital(&self) -> bool {
        self.flags.has(TokenFlags::CAPITAL)
    }
}

/// A sentence of one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the prose, without white space at the ends.
    pub span: ProseSpan,
    /// Its tokens, as indices into the reading's.
    pub tokens: std::ops::Range<u32>,
    /// Its block, as index into the prose's.
    pub block: u32,
}

/// Splits all blocks of `prose` into tokens, looking each word up.
pub fn tokenize(prose: &Prose, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(prose.text().len() / 4);
    for block in prose.blocks() {
        tokenize_block(prose.text(), block.span, vocabulary, &mut tokens);
    }
    tokens
}

fn tokenize_block(text: &str, block: ProseSpan, vocabulary: &Vocabulary, tokens: &mut Vec<Token>) {
    let bytes = &text.as_bytes()[..block.end as usize];
    let mut at = block.start as usize;
    let mut spaced = true;
    while at < bytes.len() {
        let start = at;
        let (kind, wide) = match CLASS[bytes[at] as usize] {
            Class::Space => {
                at += 1;
                spaced = true;
                continue;
            }
            Class::Letter => {
                let (end, wide) = word_end(text, at, bytes.len());
                at = end;
                (TokenKind::Word, wide)
            }
            Class::Digit => {
                while at < bytes.len() && bytes[at].is_ascii_digit() {
                    at += 1;
                }
                (TokenKind::Digits, false)
            }
            Class::Mark => {
                at += 1;
                (TokenKind::Mark, false)
            }
            Class::Wide => {
                let c = text[at..].chars().next().expect("`at` is a character boundary inside the block");
                if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}') {
                    at += c.len_utf8();
                    spaced = spaced || c.is_whitespace();
                    continue;
                }
                if c.is_alphabetic() && !matches!(c, 'º' | 'ª') {
                    let (end, wide) = word_end(text, at, bytes.len());
                    at = end;
                    (TokenKind::Word, wide)
                } else {
                    at += c.len_utf8();
                    (TokenKind::Mark, true)
                }
            }
        };
        let span = ProseSpan::new(start as u32, at as u32);
        let written = &bytes[start..at];
        let word = match kind {
            TokenKind::Digits => WordId::UNKNOWN,
            _ if wide => vocabulary.lookup(&text[start..at]),
            _ => vocabulary.lookup_ascii(written),
        };
        let first = written[0];
        let capital = kind == TokenKind::Word
            && match first {
                0x80.. => text[start..].chars().next().is_some_and(char::is_uppercase),
                _ => first.is_ascii_uppercase(),
            };
        let upper = capital && written.len() > 1 && !written.iter().any(u8::is_ascii_lowercase);
        let flags = TokenFlags::default()
            .with(TokenFlags::SPACED, spaced)
            .with(TokenFlags::CAPITAL, capital)
            .with(TokenFlags::UPPER, upper)
            .with(TokenFlags::WIDE, wide);
        tokens.push(Token { span, word, kind, flags });
        spaced = false;
    }
}

/// The end of the word that starts at `start`, and whether it holds a character outside of ASCII. An
/// apostrophe between letters belongs to it, but the one of a possessive `'s` does not.
fn word_end(text: &str, start: usize, limit: usize) -> (usize, bool) {
    let bytes = &text.as_bytes()[..limit];
    let mut at = start;
    let mut wide = false;
    loop {
        at += letters(&bytes[at..]);
        if at == limit {
            break;
        }
        match CLASS[bytes[at] as usize] {
            Class::Mark if bytes[at] == b'\'' => {
                if at == start || !joins(text, at + 1, limit) {
                    break;
                }
                at += 1;
            }
            Class::Wide => {
                let c = text[at..].chars().next().expect("`at` is a character boundary inside the block");
                let next = at + c.len_utf8();
                if c == '\u{2019}' {
                    if !joins(text, next, limit) {
                        break;
                    }
                } else if !(c.is_alphabetic() || is_combining(c)) || matches!(c, 'º' | 'ª') {
                    break;
                }
                wide = true;
                at = next;
            }
            _ => break,
        }
    }
    (at, wide)
}

/// How many ASCII letters `bytes` starts with, eight looked at together.
pub(crate) fn letters(bytes: &[u8]) -> usize {
    const ONE: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONE;
    const CASE: u64 = 0x20 * ONE;
    let (eights, _) = bytes.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let bytes = u64::from_le_bytes(*eight);
        let lower = (bytes | CASE) & !HIGH;
        // The high bit of a byte is set where it is at least `a`, and where it is above `z`.
        let from_a = lower + (0x80 - b'a' as u64) * ONE;
        let above_z = lower + (0x7f - b'z' as u64) * ONE;
        let others = !(from_a & !above_z & !bytes) & HIGH;
        if others != 0 {
            return at * 8 + others.trailing_zeros() as usize / 8;
        }
    }
    let rest = eights.len() * 8;
    rest + bytes[rest..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// Whether an apostrophe before `next` stands inside a word: letters follow, and they are not the
/// possessive `s` alone.
fn joins(text: &str, next: usize, limit: usize) -> bool {
    let mut rest = text[next..limit].chars();
    match rest.next() {
        Some('s' | 'S') => rest.next().is_some_and(char::is_alphabetic),
        Some(c) => c.is_alphabetic(),
        None => false,
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Mark,
    Wide,
}

const CLASS: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = if b.is_ascii_alphabetic() {
            Class::Letter
        } else if b.is_ascii_digit() {
            Class::Digit
        } else if b.is_ascii_whitespace() {
            Class::Space
        } else if b >= 0x80 {
            Class::Wide
        } else {
            Class::Mark
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Part, ProseBuilder};

    fn words(text: &str) -> Vec<String> {
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push(text, 0);
        let prose = builder.finish();
        tokenize(&prose, &Vocabulary::default()).iter().map(|t| prose.slice(t.span).to_owned()).collect()
    }

    #[test]
    fn divides_words_digits_and_marks() {
        assert_eq!(words("about 1,000-km"), ["about", "1", ",", "000", "-", "km"]);
        assert_eq!(words("£3.5bn, 19°C"), ["£", "3", ".", "5", "bn", ",", "19", "°", "C"]);
    }

    #[test]
    fn the_possessive_is_a_token_of_its_own() {
        assert_eq!(
            words("Russia's o'clock don’t it’s x'"),
            ["Russia", "'", "s", "o'clock", "don’t", "it", "’", "s", "x", "'"]
        );
    }

    #[test]
    fn keeps_letters_of_all_scripts_together() {
        assert_eq!(words("defenсe Łódź 5\u{a0}000"), ["defenсe", "Łódź", "5", "000"]);
    }
}
