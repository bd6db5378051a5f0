//! Where a block of prose is somebody's words: between quotation marks.
//!
//! A mark that is not closed quotes to the end of its block: newspapers open each paragraph of a long
//! quotation anew and close the last one only. Single marks count where they cannot be apostrophes.

use crate::source::ProseSpan;

/// Tells whether places are quoted; asked in the order of the text, it reads the text once.
pub(super) struct Quoted<'a> {
    text: &'a str,
    block: ProseSpan,
    at: usize,
    /// The mark that closes what is open.
    open: Option<char>,
}

impl<'a> Quoted<'a> {
    pub fn new(text: &'a str) -> Self {
        Quoted { text, block: ProseSpan::default(), at: 0, open: None }
    }

    /// Whether `place`, in `block` and after all places asked for before, stands between quotation marks.
    pub fn holds(&mut self, block: ProseSpan, place: u32) -> bool {
        if block != self.block {
            *self = Quoted { text: self.text, block, at: block.start as usize, open: None };
        }
        let text = self.text;
        let mut before = text[..self.at].chars().next_back().filter(|_| self.at > block.start as usize);
        let mut rest = text[self.at..(place as usize).max(self.at)].chars();
        while let Some(c) = rest.next() {
            let after = rest.clone().next().or_else(|| text[place as usize..].chars().next());
            self.read(before, c, after);
            before = Some(c);
        }
        self.at = self.at.max(place as usize);
        self.open.is_some()
    }

    fn read(&mut self, before: Option<char>, c: char, after: Option<char>) {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match self.open {
            Some('’') if c == '’' && is_letter(after) => {}
            Some(close) if c == close => self.open = None,
            Some(_) => {}
            None => {
                self.open = match c {
                    '“' | '„' => Some('”'),
                    '«' => Some('»'),
                    '‘' if !is_letter(before) && is_letter(after) => Some('’'),
                    // 6" is a measure.
                    '"' if !before.is_some_and(|c| c.is_ascii_digit()) => Some('"'),
                    _ => None,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether each `x` of a text is quoted.
    fn marked(text: &str) -> Vec<bool> {
        let block = ProseSpan::new(0, text.len() as u32);
        let mut quoted = Quoted::new(text);
        text.match_indices('x').map(|(at, _)| quoted.holds(block, at as u32)).collect()
    }

    #[test]
    fn knows_what_stands_between_marks() {
        assert_eq!(marked("x “x” x \"x\" x «x» x"), [false, true, false, true, false, true, false]);
        assert_eq!(marked("x ‘x isn’t x’ x"), [false, true, true, false]);
        assert_eq!(marked("“x and x"), [true, true], "quoted to the end of the paragraph");
        assert_eq!(marked("the ’x, 6\" x"), [false, false]);
    }

    #[test]
    fn a_block_begins_unquoted() {
        let text = "“x\n\nx";
        let mut quoted = Quoted::new(text);
        assert!(quoted.holds(ProseSpan::new(0, 4), 3));
        assert!(!quoted.holds(ProseSpan::new(6, 7), 6));
    }
}
