//! Text of others made safe to print: no file may move a terminal's cursor, colour its words or hide
//! what follows.

use std::borrow::Cow;

/// `text` with every character that a terminal would obey, or that reorders what is read, replaced by
/// as many `?` as it has bytes, so that offsets stay true. Line ends and tabs stay.
pub fn printable(text: &str) -> Cow<'_, str> {
    let obeyed = |(at, c): (usize, char)| match c {
        '\n' | '\t' => false,
        '\r' => !text[at + 1..].starts_with('\n'),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    };
    let mut chars = text.char_indices();
    let Some(first) = chars.position(obeyed) else { return Cow::Borrowed(text) };
    let mut safe = String::with_capacity(text.len());
    for (index, (at, c)) in text.char_indices().enumerate() {
        if index >= first && obeyed((at, c)) {
            safe.extend(std::iter::repeat_n('?', c.len_utf8()));
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_power_from_escapes_and_keeps_lengths() {
        let hostile = "\x1b[31mred\u{9b}2J\r gone\r\n\u{202E}fdp.exe\t\u{85}";
        let safe = printable(hostile);
        assert_eq!(safe, "?[31mred??2J? gone\r\n???fdp.exe\t??");
        assert_eq!(safe.len(), hostile.len());
        assert!(matches!(printable("Žižek, 35 % – “so”\r\n"), Cow::Borrowed(_)));
    }
}
