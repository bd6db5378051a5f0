//! Texts of tests, in which `[ ]` mark the words that a finding underlines.

use super::Fault;
use std::ops::Range;

/// A text, and the words of it that stood in brackets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text without the marks.
    pub text: String,
    /// The marked bytes of it, in order.
    pub marks: Vec<Range<usize>>,
}

impl Marked {
    /// Reads `text`; `\[` and `\]` are brackets of the text itself.
    ///
    /// # Errors
    ///
    /// A bracket without its partner, one inside another, and nothing between two.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut marked = Marked { text: String::with_capacity(text.len()), marks: Vec::new() };
        let mut open: Option<(usize, usize)> = None;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match (c, open) {
                ('\\', _) if matches!(chars.peek(), Some((_, '[' | ']'))) => {
                    marked.text.extend(chars.next().map(|(_, c)| c));
                }
                ('[', None) => open = Some((at, marked.text.len())),
                ('[', Some(_)) => return Err(fault(at, "a mark inside another mark")),
                (']', None) => return Err(fault(at, "a mark that was not opened")),
                (']', Some((start, from))) => {
                    if from == marked.text.len() {
                        return Err(Fault::new(start..at + 1, "a mark around nothing"));
                    }
                    marked.marks.push(from..marked.text.len());
                    open = None;
                }
                _ => marked.text.push(c),
            }
        }
        match open {
            Some((start, _)) => Err(fault(start, "a mark that is not closed")),
            None => Ok(marked),
        }
    }

    /// The marked words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.marks.iter().map(|mark| &self.text[mark.clone()])
    }
}

fn fault(at: usize, message: &str) -> Fault {
    Fault::new(at..at + 1, message).help("a bracket of the text itself is written \\[ or \\]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_marks_out_and_keeps_their_places() {
        let marked = Marked::parse(r"The [defenсe] of \[sic\] the [third year].").unwrap();
        assert_eq!(marked.text, "The defenсe of [sic] the third year.");
        assert_eq!(marked.words().collect::<Vec<_>>(), ["defenсe", "third year"]);
    }

    #[test]
    fn refuses_marks_that_do_not_close() {
        for (text, span) in [("a [b", 2..3), ("a] b", 1..2), ("[a [b]]", 3..4), ("a [] b", 2..4)] {
            assert_eq!(Marked::parse(text).unwrap_err().span, span, "{text}");
        }
    }
}
