//! Which stretches of a block stand in quotation marks.

use super::super::{Token, TokenKind};
use crate::source::ProseSpan;

/// The quotations among the tokens of one block, marks included, in order; none overlaps another (of nested ones the outer
/// counts). A double mark that never closes goes to the end of the block, as where a speech goes on in the next
/// paragraph; a single one that never closes is an apostrophe.
pub fn quotes(text: &str, tokens: &[Token]) -> Vec<ProseSpan> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(mark) = opening(text, tokens, at) else {
            at += 1;
            continue;
        };
        match closing(text, tokens, at, mark) {
            Some(end) => {
                found.push(tokens[at].span.to(tokens[end].span));
                at = end + 1;
            }
            None if mark.is_double() => {
                found.push(tokens[at].span.to(tokens[tokens.len() - 1].span));
                break;
            }
            None => at += 1,
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Straight,
    Curly,
    Guillemet,
    StraightSingle,
    CurlySingle,
}

impl Mark {
    fn is_double(self) -> bool {
        matches!(self, Mark::Straight | Mark::Curly | Mark::Guillemet)
    }
}

fn character(text: &str, token: &Token) -> Option<char> {
    (token.kind == TokenKind::Mark).then(|| text[token.span.range()].chars().next()).flatten()
}

/// The mark that opens a quotation at `at`: nothing, a space or another mark before it, and a word right after.
fn opening(text: &str, tokens: &[Token], at: usize) -> Option<Mark> {
    let free = tokens[at].spaced() || at == 0 || tokens[at - 1].kind == TokenKind::Mark;
    let followed = tokens.get(at + 1).is_some_and(|next| !next.spaced());
    let decade = tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Digits);
    match character(text, &tokens[at])? {
        '"' if free && followed => Some(Mark::Straight),
        '“' | '„' => Some(Mark::Curly),
        '«' => Some(Mark::Guillemet),
        '\'' if free && followed && !decade => Some(Mark::StraightSingle),
        '‘' if free && followed && !decade => Some(Mark::CurlySingle),
        _ => None,
    }
}

/// The token that closes the quotation which `mark` opens at `open`.
fn closing(text: &str, tokens: &[Token], open: usize, mark: Mark) -> Option<usize> {
    let mut plural = None;
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open + 1) {
        let Some(c) = character(text, token) else { continue };
        match (mark, c) {
            (Mark::Straight, '"') => return Some(at),
            (Mark::Curly, '“') => depth += 1,
            (Mark::Curly, '”') if depth > 0 => depth -= 1,
            (Mark::Curly, '”' | '"') | (Mark::Guillemet, '»') => return Some(at),
            // Another opens before this one has closed.
            (Mark::StraightSingle | Mark::CurlySingle, _) if opening(text, tokens, at) == Some(mark) => {
                return plural;
            }
            (Mark::StraightSingle, '\'') | (Mark::CurlySingle, '’') => {
                let free =
                    tokens.get(at + 1).is_none_or(|next| next.spaced() || next.kind == TokenKind::Mark);
                if !free || token.spaced() {
                    continue;
                }
                // "the workers' homes": the next mark decides whether this one closes.
                if !may_be_plural(text, tokens, at) {
                    return Some(at);
                }
                plural = plural.or(Some(at));
            }
            _ => {}
        }
    }
    plural
}

/// Whether the mark at `at` may be the apostrophe of a plural: "s" before it and a lower-case word after.
fn may_be_plural(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = &tokens[at - 1];
    before.kind == TokenKind::Word
        && text[before.span.range()].ends_with(['s', 'S'])
        && tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word && !next.capital())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Part, ProseBuilder};
    use crate::lexicon::Vocabulary;
    use crate::mention::tokenize;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push(text, 0);
        let prose = builder.finish();
        let tokens = tokenize(&prose, &Vocabulary::default());
        let found: Vec<_> = quotes(prose.text(), &tokens).into_iter().map(|span| prose.slice(span)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn quotations_of_all_styles_are_found() {
        check("He said: \"It is over.\" She left.", &["\"It is over.\""]);
        check("“We lost 50,” he said. “All gone.”", &["“We lost 50,”", "“All gone.”"]);
        check("'It is over,' he said.", &["'It is over,'"]);
        check("‘It isn’t over,’ he said.", &["‘It isn’t over,’"]);
        check("« C'est fini », dit-il.", &["« C'est fini »"]);
        check("“He said ‘no’ and left,” she said.", &["“He said ‘no’ and left,”"]);
    }

    #[test]
    fn apostrophes_open_nothing() {
        check("The workers' homes and Russia's army in the '90s.", &[]);
        check("'The workers' homes are gone,' he said.", &["'The workers' homes are gone,'"]);
        check("It is the boss' car and the bosses' cars.", &[]);
    }

    #[test]
    fn a_speech_that_goes_on_is_open_to_the_end() {
        check("He said: “It was dark. We ran.", &["“It was dark. We ran."]);
    }
}
