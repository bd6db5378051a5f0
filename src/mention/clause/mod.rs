//! How the words around a figure mean it: who says it, whether it is stated as true, how much of an event
//! it speaks of, whose words it stands in. Asked on demand, for figures that become claims.

mod attribution;
mod quotes;
mod scope;
mod stance;
mod whereabouts;

pub use attribution::{Attribution, Speaker};
pub use quotes::quotes;
pub use scope::Scope;
pub use stance::Stance;

use super::{Kind, Mention, Reading, Token, TokenKind};
use crate::lexicon::{ClauseWord, Lexicon, WordId};
use crate::source::ProseSpan;
use std::ops::Range;

/// The longest clause that is looked through for a figure, in tokens, either way: so that a text of one sentence takes no
/// longer than one of many.
const CLAUSE: usize = 80;

/// A sentence with its mentions, to be asked about spans in it.
#[derive(Clone, Copy)]
pub struct Clauses<'a> {
    text: &'a str,
    tokens: &'a [Token],
    mentions: &'a [Mention],
    lexicon: &'a Lexicon,
    /// What phrases some word of the sentence may begin: most kinds are asked for at every token and are at none.
    kinds: u64,
}

impl<'a> Clauses<'a> {
    /// The sentence `sentence` of `reading`, which was read in `text`.
    pub fn new(text: &'a str, reading: &'a Reading, sentence: u32, lexicon: &'a Lexicon) -> Self {
        let tokens = &reading.sentences[sentence as usize].tokens;
        let first = reading.mentions.partition_point(|m| m.sentence < sentence);
        let after = reading.mentions.partition_point(|m| m.sentence <= sentence);
        let tokens = &reading.tokens[tokens.start as usize..tokens.end as usize];
        let kinds = lexicon.clause.begun_by(tokens.iter().map(|token| token.word));
        Clauses { text, tokens, mentions: &reading.mentions[first..after], lexicon, kinds }
    }

    /// The tokens (of the sentence) that `span` touches.
    fn range(&self, span: ProseSpan) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.end <= span.start);
        let after = self.tokens.partition_point(|t| t.span.start < span.end);
        first..after.max(first)
    }

    fn str(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| &self.text[t.span.range()])
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    fn words(&self, at: usize) -> impl Iterator<Item = WordId> + Clone + use<'a> {
        self.tokens.get(at..).unwrap_or_default().iter().map(|t| t.word)
    }

    /// How many tokens the phrase of this kind at `at` has; `None` where none is.
    #[inline]
    fn length(&self, at: usize, kind: ClauseWord) -> Option<usize> {
        if !self.has(kind) {
            return None;
        }
        self.lexicon.clause.length(self.words(at), kind)
    }

    /// Whether a phrase of this kind may stand anywhere in the sentence.
    #[inline]
    const fn has(&self, kind: ClauseWord) -> bool {
        self.kinds & kind as u64 != 0
    }

    #[inline]
    fn is(&self, at: usize, kind: ClauseWord) -> bool {
        self.length(at, kind).is_some()
    }

    /// How many tokens the verb of saying at `at` has; `None` where none is, nor in "the blast claimed 29 lives".
    fn says(&self, at: usize) -> Option<usize> {
        /// "At least 29 more lives".
        const REACH: usize = 5;
        let length = self.length(at, ClauseWord::Says)?;
        let after = || self.right(at + length, REACH, |at| self.is_break(at));
        let takes = self.is(at, ClauseWord::Taking)
            && self
                .find(after(), ClauseWord::Lives)
                .is_some_and(|lives| !self.is(lives + 1, ClauseWord::Finite));
        (!takes).then_some(length)
    }

    /// The first phrase of this kind that lies whole in `range`.
    fn find(&self, mut range: Range<usize>, kind: ClauseWord) -> Option<usize> {
        let end = range.end;
        if !self.has(kind) {
            return None;
        }
        range.find(|at| self.length(*at, kind).is_some_and(|length| at + length <= end))
    }

    /// The start of what stands before `at` in its clause, at most `reach` tokens, after the last that `ends`.
    fn left(&self, at: usize, reach: usize, ends: impl Fn(usize) -> bool) -> Range<usize> {
        let lowest = at.saturating_sub(reach);
        let start = (lowest..at).rev().find(|before| ends(*before)).map_or(lowest, |before| before + 1);
        start..at
    }

    /// What stands after `at` in its clause, at most `reach` tokens, before the first that `ends`.
    fn right(&self, at: usize, reach: usize, ends: impl Fn(usize) -> bool) -> Range<usize> {
        let highest = (at + reach).min(self.tokens.len()).max(at);
        at..(at..highest).find(|after| ends(*after)).unwrap_or(highest)
    }

    /// Whether another statement may begin after the token at `at`: a semicolon, colon, dash, "but".
    fn is_break(&self, at: usize) -> bool {
        let mark = self.token(at).is_some_and(|t| t.kind == TokenKind::Mark);
        (mark && matches!(self.str(at), ";" | ":" | "—" | "–")) || self.is(at, ClauseWord::Break)
    }

    fn is_comma(&self, at: usize) -> bool {
        self.str(at) == ","
    }

    /// The name that holds the token at `at`, its possessive included.
    fn name_at(&self, at: usize) -> Option<&'a Mention> {
        self.mention_at(at, |mention| mention.kind == Kind::Name)
    }

    /// Whether a date or time holds the token at `at`.
    fn is_time(&self, at: usize) -> bool {
        let time = |kind| matches!(kind, Kind::Date | Kind::Time | Kind::Duration | Kind::Set);
        self.mention_at(at, |mention| time(mention.kind)).is_some()
    }

    /// The mention of a kind that holds the token at `at`. Mentions nest two or three deep, so that few have to be looked
    /// at.
    fn mention_at(&self, at: usize, wanted: impl Fn(&Mention) -> bool) -> Option<&'a Mention> {
        let span = self.token(at)?.span;
        let after = self.mentions.partition_point(|m| m.span.start <= span.start);
        self.mentions[..after].iter().rev().take(4).find(|m| wanted(m) && m.extent.contains(span))
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;
    use crate::article::{BlockKind, Part, Prose, ProseBuilder};
    use crate::mention::{Reference, read};
    use std::sync::LazyLock;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

    /// Reads `text`, in which the part asked about stands in brackets, and asks about it in its sentence.
    pub fn ask<T>(text: &str, question: impl FnOnce(&Clauses, ProseSpan, &Prose) -> T) -> T {
        // Prose is without what is not seen.
        let text = text.replace(['\u{ad}', '\u{200b}'], "");
        let start = text.find('[').expect("the text marks a part");
        let end = text.find(']').expect("the text marks a part") - 1;
        let span = ProseSpan::new(start as u32, end as u32);
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push(&text.replace(['[', ']'], ""), 0);
        let prose = builder.finish();
        let reading = read(&prose, &LEXICON, &Reference::default());
        let sentence =
            reading.sentences.iter().position(|s| s.span.contains(span)).expect("it is in a sentence");
        question(&Clauses::new(prose.text(), &reading, sentence as u32, &LEXICON), span, &prose)
    }
}

#[cfg(test)]
mod tests {
    use super::testing::ask;
    use super::*;
    use proptest::prelude::*;

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "said",
            "according to",
            "Russia",
            "officials",
            "the",
            "not",
            "denied",
            "which",
            "but",
            "50",
            "people",
            "including",
            "a day",
            "since",
            "Friday",
            "'s",
            ",",
            ";",
            "“",
            "”",
            "'",
            "If",
            "He",
            "told",
            " ",
            " ",
            " ",
            " ",
            " ",
            " ",
            "—",
            "é",
            ":",
            "others",
            "more",
            "than",
            "in",
        ]);
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_words_have_answers_inside_their_sentence(
            before in prop_oneof![pieces(), "[^\\[\\]]*"], after in prop_oneof![pieces(), "[^\\[\\]]*"]
        ) {
            ask(&format!("x {before} [50] {after}"), |clauses, span, prose| {
                clauses.stance(span);
                clauses.scope(span);
                clauses.is_revised(span);
                clauses.is_grown(span);
                let mut end = 0;
                for found in clauses.attributions() {
                    assert!(found.covers.start >= end && found.covers.contains(found.who));
                    end = found.covers.end;
                    prose.slice(found.who);
                }
                let mut end = 0;
                for quote in quotes(prose.text(), clauses.tokens) {
                    assert!(quote.start >= end);
                    end = quote.end;
                }
            });
        }
    }
}
