//! Text of articles, paths and rules made harmless for a terminal and a CI log.
//!
//! What is obeyed, [`is_obeyed`] knows: it is shown, never sent. Programs that read JSON get the same characters
//! escaped, which a parser undoes.

use crate::source::is_obeyed;
use std::io::{self, Write};

/// The one character that is shown for a character that must not be: a picture of a control.
pub fn picture(c: char) -> char {
    match c {
        '\t' | '\n' => ' ',
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7f' => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// One line for a person: white space runs are one space, all else that must not be sent is a picture.
pub fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let text = text.trim();
    for (at, c) in text.char_indices() {
        match c {
            ' ' | '\t' | '\n' | '\r' if line.ends_with(' ') => {}
            '\t' | '\n' | '\r' => line.push(' '),
            _ if is_obeyed(text, at, c) => line.push(picture(c)),
            _ => line.push(c),
        }
    }
    line
}

/// Several lines for a person: [`line`] for each.
pub fn lines(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// One line that a program may take apart again: what must not be sent is escaped, as Rust does.
pub fn escaped(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            ':' | '#' if is_obeyed(text, at, c) => line.extend(c.escape_unicode()),
            _ if is_obeyed(text, at, c) => line.extend(c.escape_default()),
            _ => line.push(c),
        }
    }
    line
}

/// The first `most` characters of a text, with "…" for the rest.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// Writes `value` as indented JSON in which controls, and the signs that HTML reads, are escaped too.
pub fn json(value: &impl serde::Serialize, out: &mut dyn Write) -> io::Result<()> {
    let indented = serde_json::ser::PrettyFormatter::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Escaping(indented));
    value.serialize(&mut serializer)?;
    writeln!(out)
}

struct Escaping<'a>(serde_json::ser::PrettyFormatter<'a>);

/// Forwards what is laid out, and escapes what is text.
macro_rules! forward {
    ($($name:ident($($arg:ident: $kind:ty),*);)*) => {$(
        fn $name<W: ?Sized + Write>(&mut self, out: &mut W $(, $arg: $kind)*) -> io::Result<()> {
            self.0.$name(out $(, $arg)*)
        }
    )*};
}

impl serde_json::ser::Formatter for Escaping<'_> {
    forward! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        let mut done = 0;
        for (at, c) in text.char_indices() {
            if matches!(c, '<' | '>' | '&') || is_obeyed(text, at, c) {
                out.write_all(&text.as_bytes()[done..at])?;
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
                done = at + c.len_utf8();
            }
        }
        out.write_all(&text.as_bytes()[done..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        assert_eq!(line("two\x1b[31m dead\r\nand \u{202E}three\0"), "two␛[31m dead and \u{FFFD}three␀");
        assert_eq!(escaped("a\nb\x1b]8;;x\x07.md"), "a\\nb\\u{1b}]8;;x\\u{7}.md");
    }

    #[test]
    fn what_a_ci_service_obeys_is_shown() {
        assert_eq!(
            line("::error::no ##[group] ##vso[x]"),
            ":\u{FFFD}error::no #\u{FFFD}[group] #\u{FFFD}vso[x]"
        );
        assert_eq!(line(":::debug::x \n::y"), ":\u{FFFD}:debug::x :\u{FFFD}y");
        assert_eq!(line("ratio 3::4, C++ std::fmt, ## heading"), "ratio 3::4, C++ std::fmt, ## heading");
    }

    #[test]
    fn words_of_any_script_stay_as_they_are() {
        let text = "“Zürich”, 東京, Київ, مدينة, 👩‍👩‍👧 and 5\u{A0}000";
        assert_eq!((line(text), escaped(text)), (text.to_owned(), text.to_owned()));
    }

    #[test]
    fn json_parses_back_to_the_same_text() {
        let text = "</script>&\x1b\u{202E}\u{2028}::error:: ##[x] \"\\ 東京\0\u{7f}";
        let mut bytes = Vec::new();
        json(&text, &mut bytes).unwrap();
        let written = String::from_utf8(bytes).unwrap();
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        let obeyed = |(at, c)| is_obeyed(written.trim_end(), at, c);
        assert!(!written.trim_end().char_indices().any(obeyed) && !written.contains("</"), "{written}");
        assert!(!written.contains("##[") && !written.contains("\"::e"), "{written}");
    }
}
