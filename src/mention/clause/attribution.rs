//! Who says what a sentence says.

use super::Clauses;
use crate::lexicon::{ClauseWord, NameWord};
use crate::mention::{Mention, TokenKind};
use crate::source::ProseSpan;

/// Who says a part of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribution {
    /// The words for the speaker: a name with its titles ("Mr Okafor"), or a phrase ("the defence ministry").
    pub who: ProseSpan,
    /// What these words are.
    pub speaker: Speaker,
    /// What the speaker is said to say, the words of saying included.
    pub covers: ProseSpan,
}

/// What the words for a speaker are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// A name.
    Name,
    /// Any other words: "officials", "Russia's defence ministry".
    Phrase,
    /// A pronoun: somebody spoken of before.
    Pronoun,
}

/// An attribution as token ranges.
struct Found {
    who: std::ops::Range<usize>,
    speaker: Speaker,
    /// The first token of speaker and verb.
    start: usize,
    /// The token after both.
    end: usize,
    /// Whether what is said stands before.
    trailing: bool,
}

/// The most words of a speaker.
const LONGEST: usize = 9;

impl Clauses<'_> {
    /// Who says what in this sentence, in order; the stretches that are covered do not overlap. What no stretch
    /// covers is said by the article itself.
    pub fn attributions(&self) -> Vec<Attribution> {
        let mut found: Vec<Found> = Vec::new();
        if !(self.has(ClauseWord::Says) || self.has(ClauseWord::According)) {
            return Vec::new();
        }
        let mut at = 0;
        while at < self.tokens.len() {
            match self.source_at(at).filter(|next| found.last().is_none_or(|last| last.end <= next.start)) {
                Some(next) => {
                    at = next.end.max(at + 1);
                    found.push(next);
                }
                None => at += 1,
            }
        }
        self.cover(&found)
    }

    fn cover(&self, found: &[Found]) -> Vec<Attribution> {
        let mut start = 0;
        let mut attributions = Vec::with_capacity(found.len());
        for (index, one) in found.iter().enumerate() {
            let next = found.get(index + 1);
            let from = if one.trailing { start } else { one.start };
            // A trailing attribution goes on to what follows it; the next one's speech may begin before its speaker.
            let until = match next {
                Some(next) if next.trailing => self.statement_end(one.end, next.start),
                Some(next) => next.start,
                None => self.tokens.len(),
            };
            let covers = self.tokens[from].span.to(self.tokens[until.max(one.end) - 1].span);
            let who = self.tokens[one.who.start].span.to(self.tokens[one.who.end - 1].span);
            attributions.push(Attribution { who, speaker: one.speaker, covers });
            start = until.max(one.end);
        }
        attributions
    }

    /// Where what one speaker says ends between `from` and the next speaker at `to`, whose own words stand before the
    /// name: after the first break.
    fn statement_end(&self, from: usize, to: usize) -> usize {
        (from..to).find(|at| self.is_break(*at)).unwrap_or(from)
    }

    /// The source whose verb or "according to" stands at `at`.
    fn source_at(&self, at: usize) -> Option<Found> {
        if let Some(length) = self.length(at, ClauseWord::According) {
            let (who, speaker) = self.phrase_after(at + length)?;
            let trailing = !self.begins(at);
            return Some(Found { start: at, end: who.end, who, speaker, trailing });
        }
        let verb = self.says(at)?;
        if self.tokens[at].capital() && at > 0 {
            return None;
        }
        let mut last = at;
        while last > 0 && self.is_between(last - 1) {
            last -= 1;
        }
        if let Some((who, speaker)) = self.phrase_before(last) {
            // "regional governor Anna Ruiz said": the title belongs to the name.
            let titled = if speaker == Speaker::Name { self.phrase_start(who.start) } else { who.start };
            let start = if titled > 0 && self.ends_statement(titled - 1) { titled } else { who.start };
            let trailing = start > 0 && self.ends_statement(start - 1);
            return Some(Found { start, end: at + verb, who, speaker, trailing });
        }
        // ", said Anna Ruiz"
        let inverted = at > 0 && self.ends_statement(at - 1);
        let after = inverted.then(|| self.phrase_after(at + verb)).flatten();
        let (who, speaker) = after.filter(|(_, speaker)| *speaker != Speaker::Pronoun)?;
        Some(Found { start: at, end: who.end, who, speaker, trailing: true })
    }

    /// Between speaker and verb: "has also", "on Tuesday", "later".
    fn is_between(&self, at: usize) -> bool {
        let adverb = self.is(at, ClauseWord::Adverb) || self.is_adverb_in_ly(at);
        let on = self.is(at, ClauseWord::TimeLink) && self.is_time(at + 1);
        adverb || on || self.is_time(at)
    }

    fn is_adverb_in_ly(&self, at: usize) -> bool {
        self.str(at).ends_with("ly") && !self.tokens[at].capital()
    }

    /// Whether the token at `at` ends what is said before its speaker: a comma or a closing quotation mark.
    fn ends_statement(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let closes = !token.spaced() && matches!(self.str(at), "\"" | "'" | "”" | "’" | "»");
        self.is_comma(at) && at > 3 || closes
    }

    /// Whether the sentence, or a statement in it, begins at `at`.
    pub(super) fn begins(&self, at: usize) -> bool {
        (0..at)
            .rev()
            .take_while(|before| !self.is_break(*before))
            .all(|before| self.tokens[before].kind == TokenKind::Mark || self.is(before, ClauseWord::Adverb))
    }

    /// The speaker whose words end before `end`.
    fn phrase_before(&self, end: usize) -> Option<(std::ops::Range<usize>, Speaker)> {
        let mut last = end.checked_sub(1)?;
        if self.is_comma(last) {
            // "Anna Ruiz, the governor, said"
            last = (last.saturating_sub(30)..last).rev().find(|at| self.is_comma(*at))?.checked_sub(1)?;
        }
        if self.is(last, ClauseWord::Pronoun) {
            return Some((last..last + 1, Speaker::Pronoun));
        }
        if let Some(name) = self.name_at(last) {
            let range = self.range(name.span);
            if let Some(source) = self.source_of(range.start) {
                return Some((source..last + 1, Speaker::Phrase));
            }
            if let Some(person) = self.person_of(range.start) {
                return Some((self.range(person.span), Speaker::Name));
            }
            if range.end != last + 1 {
                return None;
            }
            // "Russia's Security Council": whose it is tells the sides apart.
            return Some(match range.start.checked_sub(1).and_then(|before| self.name_at(before)) {
                Some(owner) if owner.span != owner.extent => {
                    (self.range(owner.span).start..range.end, Speaker::Phrase)
                }
                _ => (range, Speaker::Name),
            });
        }
        let known = self.is(last, ClauseWord::Source);
        let start = self.phrase_start(last);
        let determined =
            start < last && (self.is(start, ClauseWord::Article) || self.is(start, ClauseWord::One));
        let owned = start < last && self.name_at(start).is_some_and(|name| name.span != name.extent);
        (known || determined || owned).then_some((start..last + 1, Speaker::Phrase))
    }

    /// For a name at `start` after "in", "of" or "from" and a source: where the source's words start ("officials in Kyiv").
    fn source_of(&self, start: usize) -> Option<usize> {
        let link = start.checked_sub(1)?;
        let source = link.checked_sub(1)?;
        let links = self.is(link, ClauseWord::SpeakerLink);
        (links && self.is(source, ClauseWord::Source)).then(|| self.phrase_start(source))
    }

    /// For a name at `start` after "of" or "from" and a name: that one ("Mayor Anna Ruiz of Halden").
    fn person_of(&self, start: usize) -> Option<&Mention> {
        let link = start.checked_sub(1).filter(|link| self.is(*link, ClauseWord::SpeakerLink))?;
        self.name_at(link.checked_sub(1)?).filter(|name| self.range(name.span).end == link)
    }

    /// Where the noun phrase that ends with the token at `last` starts.
    fn phrase_start(&self, last: usize) -> usize {
        let lowest = last.saturating_sub(LONGEST);
        let mut start = last;
        while start > lowest {
            let before = start - 1;
            let token = &self.tokens[before];
            let possessive = self.name_at(before).is_some();
            let article = self.is(before, ClauseWord::Article);
            let function = self.lexicon.names.is(token.word, NameWord::Function) && !possessive;
            let hyphen = token.kind == TokenKind::Mark && !token.spaced() && self.str(before) == "-";
            if article {
                return before;
            }
            let word = token.kind == TokenKind::Word && !function && self.says(before).is_none();
            if !(word || possessive || hyphen) || self.is_break(before) {
                break;
            }
            start = before;
        }
        start
    }

    /// The speaker whose words start at `start`, as after "according to".
    fn phrase_after(&self, start: usize) -> Option<(std::ops::Range<usize>, Speaker)> {
        let first = self.token(start)?;
        if first.kind != TokenKind::Word {
            return None;
        }
        let name_start = if self.is(start, ClauseWord::Article) { start + 1 } else { start };
        if let Some(name) = self.name_at(name_start) {
            let range = self.range(name.span);
            let owner = self.range(name.extent).end > range.end;
            if range.start == name_start && !owner && !self.is(range.end, ClauseWord::Source) {
                return Some((range, Speaker::Name));
            }
        }
        if self.is(start, ClauseWord::Pronoun) {
            return Some((start..start + 1, Speaker::Pronoun));
        }
        let mut end = start;
        while end < self.tokens.len() && end < start + LONGEST {
            let token = &self.tokens[end];
            let inside = self.name_at(end).is_some();
            let stops = token.kind == TokenKind::Mark && self.str(end) != "-"
                || self.says(end).is_some()
                || self.is_break(end)
                || self.is(end, ClauseWord::SpeakerEnd);
            if stops && !inside {
                break;
            }
            end += 1;
        }
        (end > start).then_some((start..end, Speaker::Phrase))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    /// Who says the part in brackets.
    #[track_caller]
    fn check(text: &str, expected: Option<(&str, Speaker)>) {
        let found = ask(text, |clauses, span, prose| {
            let covers = |found: &Attribution| found.covers.contains(ProseSpan::new(span.start, span.start));
            clauses
                .attributions()
                .into_iter()
                .find(covers)
                .map(|found| (prose.slice(found.who).to_owned(), found.speaker))
        });
        assert_eq!(found.as_ref().map(|(who, speaker)| (who.as_str(), *speaker)), expected, "{text}");
    }

    #[test]
    fn the_speaker_may_stand_before() {
        use Speaker::*;
        check("Russia said [60] drones were downed.", Some(("Russia", Name)));
        check("Governor Ivo Stan told Reuters that [three] people died.", Some(("Governor Ivo Stan", Name)));
        check(
            "Russia's defence ministry said on Tuesday it downed [60] drones.",
            Some(("Russia's defence ministry", Phrase)),
        );
        check(
            "Ukrainian officials have repeatedly said [60] drones came.",
            Some(("Ukrainian officials", Phrase)),
        );
        check("Officials in Kyiv said [60] drones came.", Some(("Officials in Kyiv", Phrase)));
        check("Anna Ruiz, the regional governor, said [60] people died.", Some(("Anna Ruiz", Name)));
        check(
            "Russia's Security Council said [60] drones came.",
            Some(("Russia's Security Council", Phrase)),
        );
        check(
            "Moreau, who with his family owns half of the firm, said he has [two] offers.",
            Some(("Moreau", Name)),
        );
        check("Mayor Anna Ruiz of Halden said [60] people died.", Some(("Mayor Anna Ruiz", Name)));
        check("He said [60] people died.", Some(("He", Pronoun)));
        check("The man on Friday said [60] people died.", Some(("The man", Phrase)));
    }

    #[test]
    fn the_speaker_may_stand_after() {
        use Speaker::*;
        check(
            "At least [two] hits were recorded, the Ukrainian official said.",
            Some(("the Ukrainian official", Phrase)),
        );
        check("\"We buried [60] people,\" said Anna Ruiz, a nurse.", Some(("Anna Ruiz", Name)));
        check("Some [60] people died, Mr Okafor added.", Some(("Mr Okafor", Name)));
        check("Some [60] people died, police said on Monday.", Some(("police", Phrase)));
    }

    #[test]
    fn according_to_names_the_source() {
        use Speaker::*;
        check("According to the United Nations, [60] people died.", Some(("United Nations", Name)));
        check(
            "It saw [5,438] drones, according to official data collated by Acme.",
            Some(("official data collated by Acme", Phrase)),
        );
        check(
            "Some [60] people died, according to Russia's defence ministry.",
            Some(("Russia's defence ministry", Phrase)),
        );
    }

    #[test]
    fn each_side_has_its_own_figures() {
        use Speaker::*;
        let text =
            |a, b| format!("Russia said it had downed {a} drones, while Ukraine said {b} had been launched.");
        check(&text("[60]", "52"), Some(("Russia", Name)));
        check(&text("60", "[52]"), Some(("Ukraine", Name)));
    }

    #[test]
    fn the_article_speaks_where_nobody_else_does() {
        check("Some [60] people died on Friday.", None);
        check("The report of [60] pages was long.", None);
    }
}
