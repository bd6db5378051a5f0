//! Where in a sentence a match can start: a pattern is run from no other place.

use super::run::Run;

/// How far the search for places where a match can start has come.
pub(super) enum Cursor {
    /// The next token to look at.
    Tokens(usize),
    /// The tokens to look at, a bit each.
    Places(u64),
}

impl Run<'_, '_, '_> {
    /// Where the search for places where a match can start begins.
    pub fn cursor(&self) -> Cursor {
        let first = self.matcher.token_from(self.base);
        match self.starts.and_then(|starts| self.matcher.scratch.places.of(starts)) {
            Some(mask) => Cursor::Places(mask & u64::MAX.checked_shl(first as u32).unwrap_or(0)),
            None => Cursor::Tokens(first),
        }
    }

    /// The next place before `stop` where a match can start.
    pub fn next_start(&self, cursor: &mut Cursor, stop: u32) -> Option<u32> {
        let tokens = self.matcher.sentence.tokens;
        loop {
            let at = match cursor {
                Cursor::Tokens(at) => *at,
                Cursor::Places(0) => return None,
                Cursor::Places(mask) => mask.trailing_zeros() as usize,
            };
            let token = tokens.get(at).filter(|token| token.span.start < stop)?;
            match cursor {
                Cursor::Tokens(at) => *at += 1,
                Cursor::Places(mask) => *mask &= *mask - 1,
            }
            let can_start = match self.starts {
                Some(starts) => {
                    self.matcher.scratch.entered[at] & starts.kinds != 0 || starts.has(token.word)
                }
                None => self.may_go_on(&self.program.first, token.span.start),
            };
            if can_start {
                return Some(token.span.start);
            }
        }
    }
}
