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

/// The plain form of a typographic character or of a white space; `None` for all others.
pub(super) fn plain(c: char) -> Option<char> {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02bc}' => Some('\''),
        '\u{201c}' | '\u{201d}' | '\u{201e}' => Some('"'),
        '\u{2010}' | '\u{2011}' => Some('-'),
        c if !c.is_ascii() && c.is_whitespace() => Some(' '),
        _ => None,
    }
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
