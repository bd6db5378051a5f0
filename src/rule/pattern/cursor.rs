//! Where in a sentence a match can start: a pattern is run from no other place.

use super::run::Run;

/// How far the search for places where a match can start has come.
pub(super) enum Cursor {
    /// The next token to look at, or the next of those where a mention is entered.
    Tokens(usize),
    /// The tokens to look at, a bit each.
    Places(u64),
}

impl Run<'_, '_, '_> {
    /// Whether all matches start with a mention, so that only the tokens where one is entered are worth a look.
    fn starts_with_mention(&self) -> bool {
        match self.starts {
            Some(starts) => starts.words.is_empty(),
            None => self.program.first.here.is_mention(),
        }
    }

    /// Where the search for places where a match can start begins.
    pub fn cursor(&self) -> Cursor {
        let first = self.matcher.token_from(self.base);
        let scratch = &self.matcher.scratch;
        if let Some(mask) = self.starts.and_then(|starts| scratch.places.of(starts)) {
            return Cursor::Places(mask & u64::MAX.checked_shl(first as u32).unwrap_or(0));
        }
        Cursor::Tokens(match self.starts_with_mention() {
            true => scratch.entrances.partition_point(|token| (*token as usize) < first),
            false => first,
        })
    }

    /// The next place before `stop` where a match can start.
    pub fn next_start(&self, cursor: &mut Cursor, stop: u32) -> Option<u32> {
        let tokens = self.matcher.sentence.tokens;
        let scratch = &self.matcher.scratch;
        let cursor = match cursor {
            Cursor::Tokens(cursor) => cursor,
            Cursor::Places(mask) => {
                let starts = self.starts?;
                while *mask != 0 {
                    let at = mask.trailing_zeros() as usize;
                    let token = tokens.get(at).filter(|token| token.span.start < stop)?;
                    *mask &= *mask - 1;
                    if scratch.entered[at] & starts.kinds != 0 || starts.has(token.word) {
                        return Some(token.span.start);
                    }
                }
                return None;
            }
        };
        if self.starts_with_mention() {
            let kinds = self.starts.map_or(self.program.first.here.kinds, |starts| starts.kinds);
            while let Some(at) = scratch.entrances.get(*cursor)
                && tokens[*at as usize].span.start < stop
            {
                *cursor += 1;
                if scratch.entered[*at as usize] & kinds != 0 {
                    return Some(tokens[*at as usize].span.start);
                }
            }
            return None;
        }
        while let Some(token) = tokens.get(*cursor)
            && token.span.start < stop
        {
            let at = *cursor;
            *cursor += 1;
            let can_start = match self.starts {
                Some(starts) => scratch.entered[at] & starts.kinds != 0 || starts.has(token.word),
                None => self.may_go_on(&self.program.first, token.span.start),
            };
            if can_start {
                return Some(token.span.start);
            }
        }
        None
    }
}
