//! The characters of a class.

use super::fold::{is_typographic, plain};
use regex_syntax::ast::Ast;
use regex_syntax::hir::translate::TranslatorBuilder;
use regex_syntax::hir::{Class, HirKind};

/// The letters of ASCII, a bit each.
pub(super) const LETTERS: u128 = {
    let (mut letters, mut byte) = (0, 0);
    while byte < 128 {
        letters |= ((byte as u8).is_ascii_alphabetic() as u128) << byte;
        byte += 1;
    }
    letters
};

/// A set of characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CharSet {
    ranges: Box<[(char, char)]>,
    negated: bool,
    /// The characters of ASCII in it, a bit each.
    ascii: u128,
    /// Whether no word is written with any of its characters.
    letterless: bool,
}

impl CharSet {
    fn new(ranges: Vec<(char, char)>, negated: bool) -> Self {
        let ascii = ranges
            .iter()
            .flat_map(|(start, end)| *start..=(*end).min('\u{7f}'))
            .fold(0, |bits, c| bits | 1u128 << c as u32);
        let mut set = CharSet { ranges: ranges.into(), negated, ascii, letterless: false };
        set.letterless = set.finds_no_letter();
        set
    }

    /// The characters of ASCII in it, a bit each.
    pub fn ascii(&self) -> u128 {
        self.ascii
    }

    /// Whether all letters of ASCII are in it.
    pub fn has_letters(&self) -> bool {
        self.ascii & LETTERS == LETTERS
    }

    /// Whether `c`, or the plain character that it is a typographic form of, is in the set.
    pub fn contains(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> c as u32 & 1 == 1;
        }
        let has = |c: char| {
            let at = self.ranges.partition_point(|(_, end)| *end < c);
            self.ranges.get(at).is_some_and(|(start, _)| *start <= c)
        };
        match plain(c) {
            Some(plain) if self.negated => has(c) && has(plain),
            Some(plain) => has(c) || has(plain),
            None => has(c),
        }
    }

    /// The characters, when there are at most `limit`.
    pub fn few(&self, limit: usize) -> Option<Vec<char>> {
        let mut chars = Vec::new();
        for (start, end) in &self.ranges {
            for c in *start..=*end {
                if chars.len() == limit {
                    return None;
                }
                chars.push(c);
            }
        }
        Some(chars)
    }

    /// Whether no word is written with any of its characters: only marks and digits, if anything.
    pub fn is_letterless(&self) -> bool {
        self.letterless
    }

    /// Whether it takes all but a few characters, as `[^.;]`: words and what stands between them.
    pub fn is_gap(&self) -> bool {
        self.negated && self.has_letters() && self.contains(' ')
    }

    fn finds_no_letter(&self) -> bool {
        let is_letter = |c: char| c.is_alphabetic() || c == '\'';
        !('\0'..='\u{36f}').filter(|c| is_letter(*c)).any(|c| self.contains(c))
            && !self.ranges.iter().any(|(start, end)| is_letter(*start) || is_letter(*end))
    }

    /// Whether there are only digits of ASCII in it.
    pub fn is_digits(&self) -> bool {
        let digit = |(start, end): &(char, char)| start.is_ascii_digit() && end.is_ascii_digit();
        !self.ranges.is_empty() && self.ranges.iter().all(digit)
    }

    /// Whether neither a character of ASCII nor a typographic one is in it.
    pub fn is_rare(&self) -> bool {
        let typographic = ('\u{a0}'..='\u{fffc}').filter(|c| is_typographic(*c));
        !self.ranges.is_empty() && !('\0'..='\u{7f}').chain(typographic).any(|c| self.contains(c))
    }
}

/// The characters of a class; the translator owns the Unicode tables.
pub(super) fn translate(
    text: &str,
    node: &Ast,
    sensitive: bool,
) -> Result<CharSet, regex_syntax::hir::Error> {
    let hir = TranslatorBuilder::new().case_insensitive(!sensitive).build().translate(text, node)?;
    let ranges: Vec<(char, char)> = match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => class.iter().map(|r| (r.start(), r.end())).collect(),
        HirKind::Class(Class::Bytes(class)) => {
            class.iter().map(|r| (char::from(r.start()), char::from(r.end()))).collect()
        }
        HirKind::Literal(literal) => {
            std::str::from_utf8(&literal.0).unwrap_or_default().chars().map(|c| (c, c)).collect()
        }
        _ => Vec::new(),
    };
    let negated = match node {
        Ast::ClassUnicode(class) => class.is_negated(),
        Ast::ClassPerl(class) => class.negated,
        Ast::ClassBracketed(class) => class.negated,
        Ast::Dot(_) => true,
        _ => false,
    };
    Ok(CharSet::new(ranges, negated))
}
