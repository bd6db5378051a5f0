//! Where sentences end.

use super::{Sentence, Token};
use crate::article::Prose;
use crate::lexicon::Lexicon;

/// Divides the tokens of `prose` into sentences; none crosses a block.
pub(crate) fn split(prose: &Prose, tokens: &[Token], lexicon: &Lexicon) -> Vec<Sentence> {
    let _ = lexicon;
    let mut sentences = Vec::with_capacity(prose.blocks().len() * 2);
    let mut first = 0;
    for (block, place) in prose.blocks().iter().enumerate() {
        let after = first + tokens[first..].partition_point(|t| t.span.start < place.span.end);
        let mut start = first;
        for at in first..after {
            let ends = matches!(prose.slice(tokens[at].span), "." | "!" | "?")
                && tokens.get(at + 1).is_none_or(|next| next.spaced());
            if ends || at + 1 == after {
                let span = tokens[start].span.to(tokens[at].span);
                sentences.push(Sentence { span, tokens: start as u32..at as u32 + 1, block: block as u32 });
                start = at + 1;
            }
        }
        first = after;
    }
    sentences
}
