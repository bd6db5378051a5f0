//! The tense of the clause around a phrase of time, from a bounded look at the words beside it.

use super::look::Look;
use crate::lexicon::{Classes, Cues, NumberWord};
use crate::time::Tense;

/// How many words back, and how many on, the clause is searched for its verb.
const BACK: usize = 16;
const ON: usize = 12;
/// The most tokens of a line that is nothing but a time.
const LINE: usize = 14;

impl Look<'_> {
    /// The tense of the clause that holds the phrase from token `start` to before `next`. The verb
    /// nearest before it decides; where there is none, the first one after it.
    pub fn tense(&self, start: usize, next: usize) -> Tense {
        if self.is_whole_line(start, next) || self.is_line_of_time() {
            // A line that is only a date announces.
            return Tense::Future;
        }
        if self.cue_before(start, Cues::EFFECTIVE) {
            return Tense::Unknown;
        }
        let (start, next) = self.out_of_brackets(start, next);
        let mut at = start;
        for _ in 0..BACK {
            let Some(before) = at.checked_sub(1) else { break };
            at = before;
            if self.ends_clause(at) {
                break;
            }
            // "ahead of the trip, she said on Sunday"
            if self.cue(at, Cues::AHEAD_OF) && self.has(at + 1, Classes::OF) && at + 2 < start {
                continue;
            }
            // "to protect the oil fields, with its ships arriving Tuesday"
            let apart = self.is_infinitive(at) && (at + 2..start).any(|at| self.reader.is(at, ","));
            if let Some(tense) = self.verb(at).filter(|_| !apart) {
                return tense;
            }
            // "The match is Friday" and "they are meeting Friday" are to come, others may be either.
            if self.cue(at, Cues::PRESENT) {
                let coming = at + 1 == start || self.reader.str(at + 1).ends_with("ing");
                return if coming { Tense::Future } else { Tense::Unknown };
            }
        }
        for at in next..next + ON {
            if at >= self.reader.len() || self.ends_clause(at) {
                break;
            }
            if let Some(tense) = self.verb(at) {
                return tense;
            }
        }
        Tense::Unknown
    }

    /// The place of the bracket that holds nothing but the phrase: "at four in the morning (4 a.m. Thursday)".
    fn out_of_brackets(&self, start: usize, next: usize) -> (usize, usize) {
        let bracketed = start > 0 && self.reader.is(start - 1, "(") && self.reader.is(next, ")");
        if bracketed { (start - 1, next + 1) } else { (start, next) }
    }

    /// Whether the sentence is nothing but a time, as in a calendar or a list of events: "Thursday 8:00 GMT".
    pub fn is_line_of_time(&self) -> bool {
        self.reader.len() <= LINE
            && self.is_block()
            && (0..self.reader.len()).all(|at| {
                let word = self.word(at);
                !self.is_word(at)
                    || word.is_trigger()
                    || word.zone.is_some()
                    || !word.classes.is_empty()
                    || self.is_ending(at)
                    || matches!(self.reader.str(at), "a" | "p" | "m" | "h")
                    || self.reader.lexicon.numerals.role(self.reader.word(at)) != NumberWord::None
            })
    }

    /// Whether the phrase from token `start` to before `next` is all there is in its lines.
    pub fn is_whole_line(&self, start: usize, next: usize) -> bool {
        start == 0 && next >= self.reader.len() && self.is_block()
    }

    /// Whether no other sentence stands in the lines of this one.
    fn is_block(&self) -> bool {
        let (Some(first), Some(last)) = (self.reader.token(0), self.reader.tokens.last()) else {
            return false;
        };
        let blank = |c: char| c == ' ' || c == '\t' || c == '\u{a0}';
        let before = self.reader.text[..first.span.start as usize].trim_end_matches(blank);
        let after = self.reader.text[last.span.end as usize..].trim_start_matches(blank);
        (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
    }

    /// The tense that the word at `at` gives its clause, if it is the verb or tells of it.
    fn verb(&self, at: usize) -> Option<Tense> {
        let classes = self.word(at).classes;
        if classes.any(Classes::WILL) || self.is_will(at) {
            return Some(Tense::Future);
        }
        if self.is_due(at) {
            return Some(if self.in_past(at) && !self.has_after_to(at) {
                Tense::Past
            } else {
                Tense::Future
            });
        }
        if self.is_infinitive(at) {
            return Some(Tense::Future);
        }
        if classes.any(Classes::WAS.or(Classes::IRREGULAR_PAST)) || self.is_regular_past(at) {
            return Some(match () {
                () if self.is_governed(at) => Tense::Future,
                // "the case is heard in May"
                () if self.cue_before(at, Cues::PRESENT) => Tense::Unknown,
                () => Tense::Past,
            });
        }
        None
    }

    /// "'ll": an apostrophe and letters that the tokens may divide.
    pub fn is_will(&self, at: usize) -> bool {
        let text = self.reader.str(at);
        text.len() > 3 && (text.ends_with("'ll") || text.ends_with("\u{2019}ll"))
    }

    /// A word in "-ed" that is no name, and no adjective right after its article.
    fn is_regular_past(&self, at: usize) -> bool {
        let text = self.reader.str(at);
        text.len() > 3
            && text.ends_with("ed")
            && !self.capital(at)
            && !self.has(at, Classes::NOT_PAST)
            && !self.has_before(at, Classes::THE.or(Classes::INDEFINITE).or(Classes::POSSESSIVE))
    }

    /// Whether the word at `at` says that something is to come: not "set" in "she set aside", not "as expected".
    fn is_due(&self, at: usize) -> bool {
        self.has(at, Classes::DUE)
            && (!self.has(at, Classes::IRREGULAR_PAST) || self.has_after_to(at))
            && !self.cue_before(at, Cues::AS)
    }

    /// Whether a participle at `at` stands after "will be", "to be", "is being".
    fn is_governed(&self, at: usize) -> bool {
        (1..=3).any(|back| {
            at.checked_sub(back).is_some_and(|before| {
                self.has(before, Classes::WILL)
                    || (self.is_due(before) && !self.in_past(before))
                    || (self.cue(before, Cues::TO) && self.has(before + 1, Classes::BE))
            })
        })
    }

    /// Whether "was", "were" or "had" stands right before `at`.
    fn in_past(&self, at: usize) -> bool {
        self.has_before(at, Classes::WAS) && !self.cue(at - 1, Cues::HAVE)
    }

    fn has_after_to(&self, at: usize) -> bool {
        self.cue(at + 1, Cues::TO.or(Cues::FOR))
    }

    /// "to" with a verb after it: a word in lower case that is no article or preposition.
    fn is_infinitive(&self, at: usize) -> bool {
        self.cue(at, Cues::TO)
            && self.is_word(at + 1)
            && !self.capital(at + 1)
            && !self.has(at + 1, Classes::NOT_VERB)
            && self.word(at + 1).unit.is_none()
            && !self.has_before(at, Classes::WAS.or(Classes::IRREGULAR_PAST))
            && !(at > 0 && self.is_regular_past(at - 1))
    }

    fn ends_clause(&self, at: usize) -> bool {
        if self.reader.is(at, ":") {
            return self.reader.spaced(at + 1);
        }
        matches!(self.reader.str(at), ";" | "\u{2014}" | "(" | ")" | "\u{201c}" | "\u{201d}" | "\"")
    }
}
