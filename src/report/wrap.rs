//! Sentences broken into lines for a terminal, at spaces only.
//!
//! `miette` would break words at hyphens as well, and a rule's name or a suppression that is to be
//! copied must stay in one piece; it also spends more time on finding breaks than on all else.

use unicode_width::UnicodeWidthStr;

/// Each line of `text`, broken before the words that do not fit into `width` columns.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        // A comment to be copied stays as it is.
        match line.width() > width && !["<!--", "{/*"].iter().any(|mark| line.starts_with(mark)) {
            true => wrap(line, width, &mut out),
            false => out.push_str(line),
        }
    }
    out
}

fn wrap(line: &str, width: usize, out: &mut String) {
    let mut column = 0;
    for word in line.split(' ') {
        let columns = word.width();
        if column > 0 && column + 1 + columns > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += columns;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_only() {
        assert_eq!(wrapped("two toll-differs here", 10), "two\ntoll-differs\nhere");
        assert_eq!(wrapped("三人 死亡 二人", 9), "三人 死亡\n二人");
        assert_eq!(
            wrapped("say why:\n<!-- crosstally: ignore x -->", 12),
            "say why:\n<!-- crosstally: ignore x -->"
        );
        assert_eq!(wrapped("", 10), "");
    }
}
