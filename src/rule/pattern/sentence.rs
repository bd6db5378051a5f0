//! A sentence as patterns see it.

use crate::article::Prose;
use crate::lexicon::Lexicon;
use crate::mention::{Mention, Reading, Token};
use crate::source::ProseSpan;
use crate::value::UnitTable;

/// A sentence with its tokens and mentions.
#[derive(Debug, Clone, Copy)]
pub struct SentenceView<'a> {
    /// The prose of the whole article, which all spans point into.
    pub text: &'a str,
    /// The bytes of the sentence.
    pub span: ProseSpan,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its mentions, inner ones included.
    pub mentions: &'a [Mention],
    /// The place of the first of them among the article's mentions.
    pub first_mention: u32,
    /// The units of the mentions.
    pub units: &'a UnitTable,
}

impl<'a> SentenceView<'a> {
    /// Sentence `index` of a reading.
    pub fn new(prose: &'a Prose, reading: &'a Reading, index: usize, lexicon: &'a Lexicon) -> Self {
        let sentence = &reading.sentences[index];
        let first = reading.mentions.partition_point(|mention| (mention.sentence as usize) < index);
        let len = reading.mentions[first..].partition_point(|mention| mention.sentence as usize <= index);
        SentenceView {
            text: prose.text(),
            span: sentence.span,
            tokens: &reading.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize],
            mentions: &reading.mentions[first..first + len],
            first_mention: first as u32,
            units: &lexicon.units,
        }
    }

    /// The first token that starts at or after `at`.
    pub(super) fn token_from(&self, at: u32) -> usize {
        self.tokens.partition_point(|token| token.span.start < at)
    }
}
