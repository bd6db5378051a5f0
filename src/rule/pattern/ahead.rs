//! What may stand where a step is to go on: one look at the next character or mention ends most searches.
//!
//! It errs on one side alone: a way that it closes can't match, one that it leaves open may fail later.

use super::fold::is_blank;
use super::program::{Program, Step};
use super::slot::SlotType;

/// What the way from a step can begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Ahead {
    /// The characters of ASCII, a bit each.
    chars: u128,
    /// The kinds of mention that may be entered, by [`super::slot::kind_bit`].
    pub kinds: u16,
    /// Any character outside of ASCII.
    wide: bool,
    /// Any token, at its start.
    pub token: bool,
    /// Anything, right after white space: a space in the pattern asks for no more there.
    after_blank: bool,
    /// The end of the match, or a gap: neither stands inside a token.
    pub end: bool,
}

/// The characters of ASCII that white space in a pattern may stand before or be.
const NO_WORD: u128 = {
    let mut bits = 0;
    let mut byte = 0u8;
    while byte < 128 {
        if !(byte.is_ascii_alphanumeric() || byte == b'_') {
            bits |= 1 << byte;
        }
        byte += 1;
    }
    bits
};

impl Ahead {
    /// What may stand where `step` of `program` is to go on: all that is reached without a character. At the start of a
    /// match a space passes over nothing.
    pub fn of(program: &Program, step: u32, start: bool, seen: &mut Vec<bool>) -> Self {
        let mut ahead = Ahead::default();
        seen.clear();
        seen.resize(program.steps.len(), false);
        let mut open = vec![step];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            match program.steps[at as usize] {
                Step::Char(c) | Step::Exact(c) => ahead.add_letter(c),
                Step::Class(set) => ahead.add_set(program, set),
                Step::Many { set, least, .. } => {
                    ahead.add_set(program, set);
                    if least == 0 {
                        open.push(at + 1);
                    }
                }
                Step::Space => {
                    ahead.chars |= NO_WORD;
                    ahead.wide = true;
                    match start {
                        true => open.push(at + 1),
                        false => ahead.after_blank = true,
                    }
                }
                Step::Slot { kind: SlotType::Word, .. } | Step::Words(_) | Step::Gap | Step::Word(_) => {
                    ahead.token = true;
                    ahead.end |= matches!(program.steps[at as usize], Step::Gap);
                }
                Step::Slot { kind, .. } => ahead.kinds |= kind.kinds(),
                Step::Look(_) | Step::Open(_) | Step::Close(_) => open.push(at + 1),
                Step::Fork(a, b) => open.extend([a, b]),
                Step::Jump(to) => open.push(to),
                Step::Done => ahead.end = true,
                Step::Fail => {}
            }
        }
        ahead
    }

    fn add_letter(&mut self, c: char) {
        // A wide character may stand for a plain one, and the Kelvin sign for a k.
        self.wide = true;
        if c.is_ascii() {
            self.chars |= 1 << c as u8 | 1 << c.to_ascii_uppercase() as u8;
        }
    }

    fn add_set(&mut self, program: &Program, set: u16) {
        self.chars |= program.sets[set as usize].ascii();
        self.wide = true;
    }

    /// Whether nothing but a mention will do.
    pub fn is_mention(&self) -> bool {
        self.chars == 0 && !self.wide && !self.token && !self.after_blank && !self.end
    }

    /// Whether no token, mention or end of the match will do.
    pub fn takes_only_characters(&self) -> bool {
        !(self.token || self.end || self.kinds != 0)
    }

    /// Whether the way may go on with a character before `next`, the byte at a place of the text (`None` at its end),
    /// and after `before`. Of mentions, tokens and the end of the match the caller knows.
    #[inline]
    pub fn takes(&self, before: Option<u8>, next: Option<u8>) -> bool {
        match next {
            None => true,
            Some(byte) if byte >= 128 => self.wide,
            Some(byte) if self.chars >> byte & 1 == 1 => true,
            Some(_) => self.after_blank && before.is_none_or(|b| b >= 128 || is_blank(char::from(b))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::is_word;
    use super::*;

    #[test]
    fn no_word_is_what_is_no_word_character() {
        assert!((0..128u8).all(|byte| (NO_WORD >> byte & 1 == 1) != is_word(char::from(byte))));
    }
}
