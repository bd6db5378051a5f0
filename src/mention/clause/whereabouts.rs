//! Where and when what a sentence tells of took place, and not where and when it was told.

use super::Clauses;
use crate::lexicon::{ClauseWord, Happening, NameWord};
use crate::mention::{Kind, Mention, TokenKind, Value};
use crate::source::ProseSpan;
use crate::time::TimeUnit;
use std::ops::Range;

/// How many tokens may stand between a verb of saying and the time of saying it.
const REACH: usize = 6;

/// How many words may stand between a word of place and the name of one.
const ABOUT: usize = 6;

/// How many words a noun has at most that a date stands before.
const NOUN: usize = 5;

/// How far from a figure the word may stand that says what kind of event it is of, in tokens.
const EVENT: usize = 40;

impl Clauses<'_> {
    /// Whether the time or place at `span` is that of saying so: "said on Tuesday", "said in a statement in Oslo",
    /// "the ministry on Tuesday said".
    pub fn is_of_saying(&self, span: ProseSpan) -> bool {
        let words = self.range(span);
        if self.says(words.end).is_some() {
            return true;
        }
        let mut at = words.start;
        let lowest = at.saturating_sub(REACH);
        while at > lowest {
            at -= 1;
            if self.says(at).is_some() {
                return true;
            }
            if !self.is(at, ClauseWord::Said) && !self.is_time(at) {
                return false;
            }
        }
        false
    }

    /// The name that says where the figure's event took place: of those after "in", "at" or "near" the one nearest to
    /// the figure at `span`.
    pub fn place(&self, span: ProseSpan) -> Option<&Mention> {
        let figure = self.range(span);
        let distance = |mention: &&Mention| {
            let at = self.range(mention.span).start;
            at.abs_diff(figure.start)
        };
        let is_place = |mention: &&Mention| {
            mention.kind == Kind::Name
                && !mention.inner
                && self.is_located(self.range(mention.span).start)
                && !self.is(self.range(mention.extent).end, ClauseWord::NoPlaceBefore)
                && !self.is_of_saying(mention.span)
        };
        self.mentions.iter().filter(is_place).min_by_key(distance)
    }

    /// Whether "in", "at the", "near the southern town of" stand before `at`. In "in Abra, near Tarven" Tarven is not
    /// where it was.
    fn is_located(&self, at: usize) -> bool {
        let lowest = at.saturating_sub(ABOUT);
        let Some(before) = (lowest..at).rev().find(|at| !self.is(*at, ClauseWord::AboutPlace)) else {
            return false;
        };
        let beside_another = before > 1 && self.is_comma(before - 1) && self.name_at(before - 2).is_some();
        self.is(before, ClauseWord::Locative) && !beside_another
    }

    /// Whether another statement stands between two parts of the sentence: "clearing mud on Tuesday after Batsi, which
    /// killed 63".
    pub fn are_apart(&self, one: ProseSpan, other: ProseSpan) -> bool {
        let (first, last) = if one.start < other.start { (one, other) } else { (other, one) };
        let (mut from, to) = (self.range(first).end, self.range(last).start);
        // "in 1987, when 189 people died", "of 1987, in which 189 died", "the 1987 fire that killed 189": what hangs on
        // the first part is of it.
        let named = self.noun_end(first);
        let mut next = named + usize::from(self.is_comma(named));
        next += usize::from(self.is(next, ClauseWord::SpeakerLink));
        if self.is(next, ClauseWord::Hanging) {
            from = next + 1;
        }
        if self.is_told_of_later(self.range(first).start, from..to) {
            return false;
        }
        let opens = |at: usize| self.is(at, ClauseWord::Relative) || self.is_break(at);
        // A statement that a comma has closed stands between no more.
        let own = (from..to).rev().find(|at| self.is_comma(*at)).map_or(from, |comma| comma + 1);
        (own..to).any(opens) || (from..own).any(|at| self.is_break(at))
    }

    /// "The collapse on 1 May of a roof in Halden, which killed nine": what is told of an event right before its date is of
    /// that date, where nothing but one "which" or "that" stands between.
    fn is_told_of_later(&self, date: usize, between: Range<usize>) -> bool {
        let event = (date.saturating_sub(3)..date).find_map(|at| {
            let told = self.lexicon.happenings.longest(self.words(at)).filter(|(_, set)| set.is_known());
            let disaster = self.length(at, ClauseWord::Disaster).map(|length| (length, Happening::UNKNOWN));
            let (length, event) = told.or(disaster)?;
            (at + length == date || at + length + 1 == date).then_some(event)
        });
        let Some(event) = event else { return false };
        let other = |at: usize| {
            let told = self.lexicon.happenings.longest(self.words(at));
            self.is_break(at)
                || self.says(at).is_some()
                || self.is(at, ClauseWord::Finite)
                || told.is_some_and(|(_, set)| set.is_known() && !(event.is_known() && set.meets(event)))
        };
        let mut openers = between.clone().filter(|at| self.is(*at, ClauseWord::Relative));
        let hangs = openers.next().is_some_and(|at| self.is(at, ClauseWord::Hanging));
        hangs && openers.next().is_none() && !between.into_iter().any(other)
    }

    /// Where the noun ends that a date at `span` stands before: "the 1987 ferry disaster"; where the date ends if there is
    /// none.
    fn noun_end(&self, span: ProseSpan) -> usize {
        let date = self.range(span);
        let plain = |at: &usize| {
            let word = self.tokens.get(*at).is_some_and(|t| t.kind == TokenKind::Word);
            word && !self.lexicon.names.is(self.tokens[*at].word, NameWord::Function)
                && !self.is(*at, ClauseWord::Relative)
                && !self.is_break(*at)
        };
        let of_a_noun = date.start > 0 && self.is(date.start - 1, ClauseWord::Article);
        if !of_a_noun {
            return date.end;
        }
        date.end + (date.end..date.end + NOUN).take_while(plain).count()
    }

    /// Whether the figure at `span` is spoken of as known: "prayers on Monday for the 117 people who died".
    pub fn is_definite(&self, span: ProseSpan) -> bool {
        let before = self.range(span).start.checked_sub(1);
        before.is_some_and(|at| self.is(at, ClauseWord::Those))
    }

    /// Whether the sentence counts from another event: "three weeks before Batsi", "a month after the quake".
    pub fn counts_from_another(&self) -> bool {
        let lengths = self.mentions.iter().filter(|m| m.kind == Kind::Duration && !m.inner);
        lengths.into_iter().any(|m| {
            let next = self.range(m.extent).end;
            self.is(next, ClauseWord::Counted) && self.is_long(m)
        })
    }

    /// Whether the sentence may be of an earlier event: "since", "before", "earlier".
    pub fn recalls(&self) -> bool {
        let recalled = |at| self.is(at, ClauseWord::Since) || self.is(at, ClauseWord::Counted);
        (0..self.tokens.len()).any(recalled)
    }

    /// Whether a length of time is told in weeks or more.
    fn is_long(&self, length: &Mention) -> bool {
        match &length.value {
            Value::Time(time) => time.length.is_some_and(|length| length.unit >= TimeUnit::Week),
            _ => false,
        }
    }

    /// What kind of event the figure at `span` is of, by the word nearest to it that tells.
    pub fn happening(&self, span: ProseSpan) -> Happening {
        let figure = self.range(span);
        let from = figure.start.saturating_sub(EVENT);
        let to = (figure.end + EVENT).min(self.tokens.len());
        let distance = |at: usize| at.abs_diff(figure.start);
        let mut found: Option<(usize, Happening)> = None;
        let mut at = from;
        while at < to {
            let told = self.lexicon.happenings.longest(self.words(at));
            // "In March" nobody marches.
            if let Some((_, set)) = told.filter(|(_, set)| set.is_known() && !self.is_time(at))
                && found.is_none_or(|(nearest, _)| distance(at) < distance(nearest))
            {
                found = Some((at, set));
            }
            at += told.map_or(1, |(length, _)| length);
        }
        found.map_or(Happening::UNKNOWN, |(_, set)| set)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use crate::source::ProseSpan;

    #[test]
    fn a_day_of_saying_is_told_from_a_day_of_happening() {
        let of_saying = |text| ask(text, |clauses, span, _| clauses.is_of_saying(span));
        for text in [
            "Nine people died, the police said [on Tuesday].",
            "Nine people died, the police said in a statement late [on Tuesday].",
            "The police [on Tuesday] said nine people died.",
            "Nine people died, he told reporters in [Oslo].",
        ] {
            assert!(of_saying(text), "{text}");
        }
        for text in [
            "The police said nine people died [on Tuesday].",
            "Nine people died in [Oslo], the police said.",
            "Nine people were killed [on Tuesday].",
        ] {
            assert!(!of_saying(text), "{text}");
        }
    }

    #[test]
    fn what_is_told_of_a_dated_event_is_of_its_day() {
        let apart = |text: &str| {
            ask(text, |clauses, span, prose| {
                let killed = prose.text().find("killed").expect("somebody is killed") as u32;
                clauses.are_apart(span, ProseSpan::new(killed, killed + 6))
            })
        };
        assert!(!apart(
            "A trial opened over the collapse on [May 1] of a roof in Halden, which killed nine."
        ));
        assert!(!apart("He saw the explosion on [May 1] at the dairy that killed nine."));
        assert!(apart("A service was held on [May 1] for the flood, which killed nine."));
        assert!(apart("The explosion on [May 1] hit a town where a flood in March killed nine."));
        assert!(apart("After the explosion on [May 1] the mayor said that a flood killed nine."));
    }

    #[test]
    fn the_place_is_the_nearest_name_after_a_word_of_place() {
        let place = |text| {
            ask(text, |clauses, span, prose| {
                clauses.place(span).map(|m| prose.slice(m.span).to_owned()).unwrap_or_default()
            })
        };
        assert_eq!(place("In the village of Abra, near Tarven, [48] people were killed."), "Abra");
        assert_eq!(place("The blast killed [nine] in Orlivka, Filash said in Kyiv."), "Orlivka");
        assert_eq!(place("The Kupol plant burned, and [nine] died."), "");
        assert_eq!(place("The quake near Abra was [7.4] on the Richter scale."), "Abra");
    }

    #[test]
    fn the_kind_of_event_is_that_of_the_nearest_word() {
        let happening = |text| ask(text, |clauses, span, _| clauses.happening(span));
        let (flood, crash) = (happening("A flood killed [nine]."), happening("[Nine] died in a bus crash."));
        assert!(flood.is_known() && crash.is_known() && !flood.meets(crash));
        assert!(happening("Days after the flood a crash killed [nine].").meets(crash));
        assert!(!happening("It sold [nine] books in March.").is_known());
        let shooting = happening("A gunman killed [nine].");
        assert!(happening("He opened fire, killing [nine].").meets(shooting));
    }
}
