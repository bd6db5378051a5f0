//! Where sentences end.
//!
//! A full stop ends a sentence unless the words around it say otherwise; a wrong cut loses a claim, a
//! missing one joins two that have nothing to do with each other, so neither is the safe side. What
//! decides is the word before the stop (an abbreviation, an initial, a number), the mark itself, and
//! whether what follows can begin a sentence. The words are in `rules/lexicon/abbreviations.yaml`.

use super::{Sentence, Token, TokenFlags, TokenKind};
use crate::article::Prose;
use crate::lexicon::{Abbreviation, Lexicon};
use std::ops::Range;

/// Divides the tokens of `prose` into sentences. Every token is in exactly one, none crosses a block,
/// and each has a letter, a digit or is all that its block holds.
pub(crate) fn split(prose: &Prose, tokens: &[Token], lexicon: &Lexicon) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(prose.blocks().len() + tokens.len() / 16);
    let mut first = 0;
    for (block, place) in prose.blocks().iter().enumerate() {
        let after = first + tokens[first..].partition_point(|t| t.span.start < place.span.end);
        let splitter = Splitter { text: prose.text(), tokens: &tokens[first..after], lexicon };
        let mut push = |range: Range<usize>| {
            let span = splitter.tokens[range.start].span.to(splitter.tokens[range.end - 1].span);
            let tokens = (first + range.start) as u32..(first + range.end) as u32;
            sentences.push(Sentence { span, tokens, block: block as u32 });
        };
        splitter.split(|mut range| {
            while let Some(cut) = splitter.cut(&range) {
                push(range.start..cut);
                range.start = cut;
            }
            push(range);
        });
        first = after;
    }
    sentences
}

/// The most tokens of a sentence. Longer ones are no prose but lists that lack their marks; rules look at every pair of
/// figures in a sentence, so that its length must have an end.
const MAX_TOKENS: usize = 400;

/// The most marks before the first word of a sentence; of more, none opens anything.
const OPENERS: usize = 12;

/// The mark or marks that may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// One full stop.
    Stop,
    /// An ellipsis, however written.
    Ellipsis,
    /// A question or exclamation mark, perhaps among others.
    Strong,
}

/// A block's tokens.
#[derive(Clone, Copy)]
struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
}

impl Splitter<'_> {
    fn split(&self, mut push: impl FnMut(Range<usize>)) {
        let mut start = 0;
        let mut last: Option<Range<usize>> = None;
        let mut at = 0;
        // Whether a letter or digit stands since `start`: without one no sentence ends.
        let mut content = false;
        while at < self.tokens.len() {
            if self.tokens[at].kind != TokenKind::Mark {
                content = true;
                at += 1;
                continue;
            }
            let Some((ending, end)) = self.ending(at) else {
                at += 1;
                continue;
            };
            let after = self.closers(end);
            if content && after < self.tokens.len() && self.ends(start, at, ending, end, after) {
                if let Some(done) = last.replace(start..after) {
                    push(done);
                }
                start = after;
                content = false;
            }
            at = after;
        }
        let rest = start..self.tokens.len();
        match last {
            Some(done) if rest.is_empty() || !self.has_content(rest.clone()) => push(done.start..rest.end),
            done => {
                done.map(&mut push);
                if !rest.is_empty() {
                    push(rest);
                }
            }
        }
    }

    /// Where to divide a sentence of more than `MAX_TOKENS`: before a word, at the end of a line or after a comma if one is in
    /// its second half, and inside a word only where nothing is spaced.
    fn cut(&self, range: &Range<usize>) -> Option<usize> {
        if range.len() <= MAX_TOKENS {
            return None;
        }
        let second_half = || (range.start + MAX_TOKENS / 2..range.start + MAX_TOKENS).rev();
        let starts = || second_half().filter(|at| self.tokens[*at].kind != TokenKind::Mark);
        let words = || starts().filter(|at| self.tokens[*at].spaced());
        let space = |at: usize| {
            &self.text[self.tokens[at - 1].span.end as usize..self.tokens[at].span.start as usize]
        };
        let line = || words().find(|at| space(*at).contains('\n'));
        let comma = || words().find(|at| matches!(self.mark(at - 1), ',' | ';' | ':'));
        line().or_else(comma).or_else(|| words().next()).or_else(|| starts().next())
    }

    /// Whether a sentence that starts at `start` and says something ends with the marks `at..end` and the quotes and brackets
    /// `end..after`, where `after` is a token of the block.
    fn ends(&self, start: usize, at: usize, ending: Ending, end: usize, after: usize) -> bool {
        if matches!(self.mark(at - 1), '[' | '(') {
            return false;
        }
        if !self.tokens[after].spaced() && !self.opens(after) && !self.lost_space(at, after) {
            return false;
        }
        let last = self.tokens.len().min(after + OPENERS);
        let Some(next) = (after..last).find(|i| !self.may_open(*i)) else { return false };
        if self.tokens[next].kind == TokenKind::Mark && matches!(self.mark(next), ',' | ';' | ':' | '%' | '=')
        {
            return false;
        }
        if self.is_lower(next) && !self.begins_in_lower_case(next) {
            return false;
        }
        match ending {
            Ending::Ellipsis => self.tokens[next].kind != TokenKind::Digits,
            Ending::Strong => {
                let brand = at + 1 == after && self.is(at - 1, Abbreviation::Exclaimed);
                let asked = after > end && self.opens(start) && self.is_spoken_by(next);
                !asked && (!brand || self.is_starter(next))
            }
            Ending::Stop => self.stop_ends(start, at, next),
        }
    }

    /// Whether the single full stop at `at` ends the sentence before `next`, which does not continue in
    /// lower case.
    fn stop_ends(&self, start: usize, at: usize, next: usize) -> bool {
        let word = at - 1;
        let token = &self.tokens[word];
        if self.tokens[at].spaced() || token.kind == TokenKind::Mark {
            return true;
        }
        if self.numbers_an_item(start, at) {
            return false;
        }
        if token.kind == TokenKind::Digits {
            return true;
        }
        if let Some(head) = self.dotted(start, word) {
            return self.dotted_ends(start, head, word, next);
        }
        if token.span.len() == 1 && token.capital() {
            return self.initial_ends(start, word, next);
        }
        !self.lexicon.abbreviations.is_abbreviation(token.word) || self.abbreviation_ends(start, word, next)
    }

    fn abbreviation_ends(&self, start: usize, word: usize, next: usize) -> bool {
        use Abbreviation::*;
        let is = |kind| self.is(word, kind);
        let digits = self.tokens[next].kind == TokenKind::Digits;
        let capital = self.tokens[word].capital();
        let numeral = digits || self.mark(next) == '#';
        if is(Numbered) && (numeral || (capital && self.is_numeral(next))) {
            return false;
        }
        if is(Unit) && word > start && self.tokens[word - 1].kind == TokenKind::Digits {
            return !digits;
        }
        if is(Inner) {
            return false;
        }
        if !capital && !is(AnyCase) {
            return true;
        }
        let starter = self.is_starter(next);
        match () {
            () if is(Date) => !digits && !self.is(next, Clock),
            () if is(Title) => starter && self.tokens[word].span.len() == 2 && !is(AnyCase),
            () if is(Suffix) => starter || self.is_new_subject(next),
            () => true,
        }
    }

    /// Whether `next` looks like the subject of a sentence of its own: a capital before a lower-case
    /// word, and not an office that belongs to the name before.
    fn is_new_subject(&self, next: usize) -> bool {
        self.tokens[next].capital()
            && !self.is(next, Abbreviation::Head)
            && next + 1 < self.tokens.len()
            && self.is_lower(next + 1)
            && self.tokens[next + 1].spaced()
    }

    /// The first token of letters and stops without spaces ("U.S", "a.m", "Ph.D") that ends in `word`.
    fn dotted(&self, start: usize, word: usize) -> Option<usize> {
        let short = |at: usize| self.tokens[at].kind == TokenKind::Word && self.tokens[at].span.len() <= 2;
        let mut head = word;
        while head >= start + 2
            && short(head)
            && !self.tokens[head].spaced()
            && self.mark(head - 1) == '.'
            && !self.tokens[head - 1].spaced()
            && short(head - 2)
        {
            head -= 2;
        }
        (head < word).then_some(head)
    }

    fn dotted_ends(&self, start: usize, head: usize, word: usize, next: usize) -> bool {
        let first = self.str(head);
        let hour = matches!(first, "a" | "p" | "A" | "P") && matches!(self.str(word), "m" | "M");
        if hour && word == head + 2 {
            return match self.tokens[next].kind {
                TokenKind::Digits => self.token(next + 1).is_some_and(|t| {
                    t.spaced() && t.kind == TokenKind::Word && !self.is(next + 1, Abbreviation::Clock)
                }),
                _ => !self.is(next, Abbreviation::Clock) && !self.is_zone(next),
            };
        }
        if !self.tokens[head].capital() || head == start {
            return false;
        }
        self.is_starter(next) || (self.is_degree(head) && self.is_new_subject(next))
    }

    /// Whether letters and stops stand after a name or place, as "Ph.D." and "D.C." do, rather than
    /// before one, as "U.S." does.
    fn is_degree(&self, head: usize) -> bool {
        head > 0 && self.mark(head - 1) == ','
    }

    /// "11 p.m. Moscow time".
    fn is_zone(&self, next: usize) -> bool {
        next + 1 < self.tokens.len() && self.str(next + 1) == "time"
    }

    fn initial_ends(&self, start: usize, word: usize, next: usize) -> bool {
        if word == start || self.may_open(word - 1) && word == start + 1 {
            return false;
        }
        let before = word - 1;
        let lower = self.is_lower(before);
        if self.tokens[next].kind == TokenKind::Digits || self.is(before, Abbreviation::Lettered) {
            return true;
        }
        self.is_starter(next) || (lower && matches!(self.str(word), "I" | "X")) || self.opens(word + 2)
    }

    /// Whether all between `start` and the stop at `at` is the number of an item: "1.", "II.", "(a).".
    fn numbers_an_item(&self, start: usize, at: usize) -> bool {
        let numeral = |i: usize| match self.tokens[i].kind {
            TokenKind::Digits => self.tokens[i].span.len() <= 3,
            TokenKind::Word => self.tokens[i].span.len() == 1 || self.is_numeral(i),
            TokenKind::Mark => self.may_open(i) || self.mark(i) == ')',
        };
        at - start <= 6 && (start..at).all(numeral)
    }

    /// A Roman number or a single capital.
    fn is_numeral(&self, at: usize) -> bool {
        let word = self.str(at);
        self.tokens[at].capital()
            && (word.len() == 1
                || (word.len() <= 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))))
    }

    /// The marks from `at` on that may end a sentence, as their kind and the token after them.
    fn ending(&self, at: usize) -> Option<(Ending, usize)> {
        let first = self.terminator(at)?;
        let mut end = at + 1;
        let mut ending = match first {
            '.' => Ending::Stop,
            '…' => Ending::Ellipsis,
            _ => Ending::Strong,
        };
        while let Some(mark) = self.terminator(end) {
            let lone =
                |i: usize| self.token(i + 1).is_none_or(Token::spaced) || self.terminator(i + 1).is_some();
            if self.tokens[end].spaced() && (mark != '.' || self.mark(end - 1) != '.' || !lone(end)) {
                break;
            }
            ending = match (ending, mark) {
                (Ending::Strong, _) | (_, '!' | '?') => Ending::Strong,
                _ => Ending::Ellipsis,
            };
            end += 1;
        }
        Some((ending, end))
    }

    fn terminator(&self, at: usize) -> Option<char> {
        let token = self.tokens.get(at)?;
        if token.kind != TokenKind::Mark {
            return None;
        }
        match self.text.as_bytes()[token.span.start as usize] {
            b'.' => Some('.'),
            b'!' | b'?' => Some('!'),
            0x80.. => match self.mark(at) {
                '…' => Some('…'),
                '‼' | '⁇' | '⁈' | '⁉' | '‽' | '。' | '！' | '？' | '؟' => Some('!'),
                _ => None,
            },
            _ => None,
        }
    }

    /// The token after the quotes, brackets and note numbers that close at `from`.
    fn closers(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(token) = self.token(at) {
            if token.kind != TokenKind::Mark || token.spaced() {
                break;
            }
            match self.mark(at) {
                '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '›' | '*' | '_' => at += 1,
                '[' if self.is_note(at) => at += 3,
                _ => break,
            }
        }
        // A straight quote before a word without a space belongs to the word: ".'s".
        match self.token(at) {
            Some(next) if at > from && next.kind == TokenKind::Word && !next.spaced() => from,
            _ => at,
        }
    }

    /// "[12]".
    fn is_note(&self, at: usize) -> bool {
        self.token(at + 1).is_some_and(|t| t.kind == TokenKind::Digits)
            && self.token(at + 2).is_some_and(|_| self.mark(at + 2) == ']')
    }

    /// Marks that may stand before the first word of a sentence.
    fn may_open(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Mark
            && matches!(
                self.mark(at),
                '"' | '\''
                    | '“'
                    | '‘'
                    | '”'
                    | '’'
                    | '„'
                    | '('
                    | '['
                    | ']'
                    | '«'
                    | '»'
                    | '‹'
                    | '›'
                    | '—'
                    | '–'
                    | '-'
                    | '*'
                    | '_'
                    | '•'
                    | '·'
                    | '¿'
                    | '¡'
                    | '.'
                    | '…'
                    | '>'
                    | '|'
            )
    }

    /// Whether the token is a mark that only opens.
    fn opens(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        token.kind == TokenKind::Mark
            && match self.mark(at) {
                '“' | '‘' | '„' | '«' => true,
                '"' | '\'' => token.spaced(),
                _ => false,
            }
    }

    /// "happened.The next": a space was lost before a capitalised word, and this is no address
    /// ("www.example.Com").
    fn lost_space(&self, at: usize, next: usize) -> bool {
        let plain = |i: usize| self.tokens[i].kind == TokenKind::Word && self.tokens[i].span.len() > 1;
        next == at + 1
            && self.mark(at) != '…'
            && plain(at - 1)
            && (self.is_lower(at - 1) || self.is_starter(next))
            && self.tokens[at - 1].spaced()
            && plain(next)
            && self.tokens[next].capital()
            && !self.tokens[next].flags.has(TokenFlags::UPPER)
            && self.token(next + 1).is_some_and(|t| t.spaced() && t.kind == TokenKind::Word)
    }

    /// A name that is written without a capital: "iPhone", "eBay", "al-Shabaab", "de Gaulle".
    fn begins_in_lower_case(&self, at: usize) -> bool {
        if self.str(at).as_bytes().get(1).is_some_and(u8::is_ascii_uppercase) {
            return true;
        }
        let name = if self.token(at + 1).is_some_and(|_| self.mark(at + 1) == '-') { at + 2 } else { at + 1 };
        self.is(at, Abbreviation::Particle) && self.token(name).is_some_and(Token::capital)
    }

    /// "Smith asked", "Maria de Souza said".
    fn is_spoken_by(&self, at: usize) -> bool {
        let speaks = |i: &usize| self.is(*i, Abbreviation::Speaks);
        let name = |i: &usize| self.token(*i).is_some_and(|t| t.capital() || self.mark(*i) == '.');
        self.tokens[at].capital() && (at + 1..at + 6).find(|i| !name(i)).is_some_and(|i| speaks(&i))
    }

    fn is_starter(&self, at: usize) -> bool {
        self.tokens[at].capital() && self.is(at, Abbreviation::Starter)
    }

    fn is(&self, at: usize, kind: Abbreviation) -> bool {
        self.token(at).is_some_and(|t| self.lexicon.abbreviations.is(t.word, kind))
    }

    fn is_lower(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.kind == TokenKind::Word
            && !token.capital()
            && self.str(at).chars().next().is_some_and(char::is_lowercase)
    }

    fn has_content(&self, mut range: Range<usize>) -> bool {
        range.any(|i| self.tokens[i].kind != TokenKind::Mark)
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn str(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &self.text[t.span.range()])
    }

    /// The token's first character; a space past the end.
    fn mark(&self, at: usize) -> char {
        self.str(at).chars().next().unwrap_or(' ')
    }
}

#[cfg(test)]
#[path = "sentence_tests.rs"]
mod tests;
