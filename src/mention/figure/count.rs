//! The noun that a number counts: "60 Ukrainian drones", "35 others", "two of the suspects".
//!
//! There is no list of nouns. After a number other than one the head is the first word in the shape of a
//! plural, before any word that ends a noun phrase.

use crate::lexicon::{Around, NumberWord};
use crate::mention::scan::Reader;
use crate::mention::{Noun, TokenFlags, TokenKind};

/// More words than this stand between no number and its noun.
const MOST: usize = 6;

/// The noun phrase after the number that ends before `at`; `one` where the number is one.
pub(super) fn noun(reader: &Reader, at: usize, one: bool) -> Option<Noun> {
    let words = &reader.lexicon.figures;
    // "a three-member panel" and "a 5-part series" count what the hyphen joins, not what follows.
    if reader.is_hyphen(at) && !reader.spaced(at) {
        return None;
    }
    let start = partitive(reader, at).unwrap_or(at);
    let mut at = start;
    let mut first = None;
    while at < start + MOST {
        let token = reader.token(at)?;
        if token.kind != TokenKind::Word {
            // "short-haul aircraft"
            let hyphen = reader.is_hyphen(at) && !reader.spaced(at) && !reader.spaced(at + 1);
            // "four Trent 900 engines"
            let word = |at: usize| reader.token(at).filter(|t| t.kind == TokenKind::Word);
            let named = token.kind == TokenKind::Digits
                && token.spaced()
                && at > start
                && word(at - 1).is_some_and(|t| t.capital() && !t.flags.has(TokenFlags::UPPER))
                && word(at + 1).is_some_and(|t| !t.capital());
            if hyphen || named {
                at += 1;
                continue;
            }
            return None;
        }
        // "52 Shahed and decoy drones", but not "two killed and drones".
        let joins = reader.lexicon.numerals.role(token.word) == NumberWord::And
            && first.is_some()
            && !reader.str(at - 1).ends_with("ed")
            && is_modifier(reader, at + 1);
        if joins {
            at += 1;
            continue;
        }
        if words.is(token.word, Around::Stop) || is_number(reader, at) {
            return None;
        }
        first.get_or_insert(at);
        let head = if one { words.is(token.word, Around::Singular) } else { is_plural(reader, at) };
        let compound = reader.is_hyphen(at + 1) && !reader.spaced(at + 1);
        if head && !compound {
            let after = at + 1;
            let goes_on = !one
                && reader.token(after).is_some_and(|t| t.kind == TokenKind::Word)
                && is_plural(reader, after);
            let last = if goes_on && !is_verb_after(reader, after) { after } else { at };
            let from = first.unwrap_or(at);
            return Some(Noun {
                span: reader.span(from, last + 1),
                head: reader.span(last, last + 1),
                word: reader.word(last),
            });
        }
        at += 1;
    }
    None
}

fn is_modifier(reader: &Reader, at: usize) -> bool {
    reader.token(at).is_some_and(|t| t.kind == TokenKind::Word)
        && !reader.lexicon.figures.is(reader.word(at), Around::Stop)
        && !is_number(reader, at)
}

fn is_number(reader: &Reader, at: usize) -> bool {
    matches!(
        reader.lexicon.numerals.role(reader.word(at)),
        NumberWord::Cardinal(_) | NumberWord::Magnitude(_) | NumberWord::Multiple(_)
    )
}

/// "of the", "of his", "more", "other" between a number and its noun.
fn partitive(reader: &Reader, at: usize) -> Option<usize> {
    if reader.lexicon.numerals.role(reader.word(at)) != NumberWord::Of {
        return None;
    }
    let skip = reader.lexicon.figures.is(reader.word(at + 1), Around::Owner);
    Some(at + 1 + usize::from(skip))
}

/// "35 others injured" has no second noun; "three aircraft carriers" has.
fn is_verb_after(reader: &Reader, at: usize) -> bool {
    reader.lexicon.figures.is(reader.word(at), Around::Plural) && !reader.str(at).ends_with('s')
}

/// Whether the word at `at` has the shape of a plural noun.
pub(super) fn is_plural(reader: &Reader, at: usize) -> bool {
    let Some(token) = reader.token(at) else { return false };
    let words = &reader.lexicon.figures;
    if words.is(token.word, Around::Plural) {
        return true;
    }
    if token.kind != TokenKind::Word
        || words.is(token.word, Around::NotPlural)
        || words.is(token.word, Around::Stop)
    {
        return false;
    }
    let text = reader.str(at).as_bytes();
    let &[.., before, last] = text else { return false };
    text.len() > 2
        && last.eq_ignore_ascii_case(&b's')
        && !matches!(before.to_ascii_lowercase(), b's' | b'u' | b'i' | b'\'')
}
