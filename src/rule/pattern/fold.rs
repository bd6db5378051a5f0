//! Which characters a pattern takes for the same: cases, curly and straight quotes, hyphens.

/// The character that stands for `c` in every comparison.
pub(super) fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match plain(c) {
        Some(plain) => plain,
        None => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(lower), None) => lower,
                _ => c,
            }
        }
    }
}

/// The typographic characters other than white space that stand for a plain one.
const TYPOGRAPHIC: [(char, char); 8] = [
    ('\u{2018}', '\''),
    ('\u{2019}', '\''),
    ('\u{02bc}', '\''),
    ('\u{201c}', '"'),
    ('\u{201d}', '"'),
    ('\u{201e}', '"'),
    ('\u{2010}', '-'),
    ('\u{2011}', '-'),
];

/// The characters other than white space whose plain form is `c`.
pub(super) fn typographic(c: char) -> impl Iterator<Item = char> {
    TYPOGRAPHIC.iter().filter(move |(_, plain)| *plain == c).map(|(written, _)| *written)
}

/// The plain form of a typographic character or of a white space; `None` for all others.
pub(super) fn plain(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let known = TYPOGRAPHIC.iter().find(|(written, _)| *written == c);
    known.map(|(_, plain)| *plain).or_else(|| c.is_whitespace().then_some(' '))
}

/// White space, and the marks that take no room: what a space in a pattern passes over.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// A letter, digit or underscore: what a word boundary lies beside.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A character outside of ASCII that stands in any text: quotes, dashes, signs of money and of places left
/// out. All others are rare in English, and a sentence with one is worth a closer look.
pub(super) fn is_typographic(c: char) -> bool {
    matches!(c, '\u{a0}' | '£' | '€' | '°' | '½' | '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201e}' | '…' | '•')
        || c == crate::article::OMITTED
}
