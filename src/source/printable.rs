//! Text of others made safe to print: no file may move a terminal's cursor, colour its words or hide what follows, nor
//! give orders to a CI service.
//!
//! A terminal obeys escape sequences and lays text out by bidirectional controls, a CI service obeys lines that look
//! like its commands (`::add-mask::`, `##[group]`). News has no need of any of them.

use std::borrow::Cow;

/// Whether a character must not reach a reader as it is: controls (tab and line feed as well, which
/// only the layout may use), and what changes the order or the lines of the text around it.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Whether the character `c` at byte `at` of `text` must not reach a reader as it is.
#[inline]
pub fn is_obeyed(text: &str, at: usize, c: char) -> bool {
    match c {
        ':' | '#' => is_command(text, at),
        ' '..='~' => false,
        _ => is_control(c),
    }
}

/// Whether the character at byte `at` of `text` completes a mark that a CI service obeys: the second
/// colon of `::` at a line's start or after white space, the second `#` of `##[` or `##vso[`.
fn is_command(text: &str, at: usize) -> bool {
    let (before, rest) = (&text.as_bytes()[..at], &text.as_bytes()[at..]);
    match rest {
        [b':', ..] if before.last() == Some(&b':') => {
            text[..at - 1].chars().next_back().is_none_or(|c| c.is_whitespace() || is_control(c))
        }
        [b'#', rest @ ..] if before.last() == Some(&b'#') => {
            let word = rest.iter().take(16).position(|byte| !byte.is_ascii_alphabetic());
            word.is_some_and(|at| rest[at] == b'[')
        }
        _ => false,
    }
}

/// `text` with every character that [`is_obeyed`] replaced by as many `?` as it has bytes, so that offsets stay true.
/// Line ends and tabs stay, and so does a byte order mark at the start.
pub fn printable(text: &str) -> Cow<'_, str> {
    let obeyed = |(at, c): (usize, char)| match c {
        '\n' | '\t' => false,
        '\r' => !text[at + 1..].starts_with('\n'),
        '\u{FEFF}' if at == 0 => false,
        c => is_obeyed(text, at, c),
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
        assert!(matches!(printable("\u{FEFF}Žižek, 35 % – “so”\r\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn gives_a_ci_service_no_orders() {
        let hostile = "a ##vso[task.setvariable]\n::stop-commands::x\u{2028}::error::\u{FEFF}";
        assert_eq!(printable(hostile), "a #?vso[task.setvariable]\n:?stop-commands::x???:?error::???");
    }
}
