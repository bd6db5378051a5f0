//! Words that say how a figure is meant, from `rules/lexicon/clause.yaml`.

use super::{Phrases, Vocabulary, WordId};
use crate::yaml::{self, YamlError};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a word or phrase of a clause does; a phrase may do several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum ClauseWord {
    /// A verb of saying.
    Says = 1 << 0,
    /// The source stands after it.
    According = 1 << 1,
    /// A source that is no name.
    Source = 1 << 2,
    /// Who was spoken of before.
    Pronoun = 1 << 3,
    /// Between a speaker and the verb.
    Adverb = 1 << 4,
    /// Not so.
    Negation = 1 << 5,
    /// Takes a negation back.
    NotNegation = 1 << 6,
    /// What follows is denied.
    Denial = 1 << 7,
    /// It may not be.
    Hypothesis = 1 << 8,
    /// To come, wanted or feared.
    Plan = 1 << 9,
    /// A part follows.
    Part = 1 << 10,
    /// The figure before is a part.
    PartAfter = 1 << 11,
    /// The figure after is beside others.
    AdditionalBefore = 1 << 12,
    /// The figure before is beside others.
    AdditionalAfter = 1 << 13,
    /// All of a longer time.
    Cumulative = 1 << 14,
    /// For each of a time or thing.
    Rate = 1 << 15,
    /// An earlier figure is changed.
    Revised = 1 << 16,
    /// Another statement may begin.
    Break = 1 << 17,
    /// A statement about something just named begins.
    Relative = 1 << 18,
    /// A place follows.
    Locative = 1 << 19,
    /// Between a verb of saying and when or where it was said: "in a statement".
    Said = 1 << 20,
    /// The clause speaks of one place or group of several.
    Alone = 1 << 21,
    /// "where", "when".
    When = 1 << 22,
    /// "the", "a".
    Article = 1 << 23,
    /// Which of several are meant: "the", "those".
    Those = 1 << 24,
    /// "of".
    Of = 1 << 25,
    /// "than".
    Than = 1 << 26,
    /// A length of time before it is counted from somewhere: "ago".
    Counted = 1 << 27,
    /// "since".
    Since = 1 << 28,
    /// What follows may not be: "if".
    Condition = 1 << 29,
    /// Between a statement and its denial: "which Moscow denied".
    DeniedBy = 1 << 30,
    /// Between a source and its name: "officials in Kyiv".
    SpeakerLink = 1 << 31,
    /// What a source's words end before.
    SpeakerEnd = 1 << 32,
    /// Before the time at which something was said.
    TimeLink = 1 << 33,
    /// "one" of several, as a speaker.
    One = 1 << 34,
    /// Between a word of place and the name of one.
    AboutPlace = 1 << 35,
    /// Those who were struck.
    Victim = 1 << 36,
    /// What hangs on a date or name right before it.
    Hanging = 1 << 37,
    /// The figure right after is a part.
    PartBefore = 1 << 38,
    /// One of several places or events follows: "at one".
    OneOfSeveral = 1 << 39,
    /// Up to now.
    SoFar = 1 << 40,
    /// The verb of a sentence: "were".
    Finite = 1 << 41,
    /// "and".
    Join = 1 << 42,
    /// A name right before it is none of a place: "scale".
    NoPlaceBefore = 1 << 43,
    /// All of the place that is named after it.
    Across = 1 << 44,
    /// All of a country.
    Nationwide = 1 << 45,
    /// The figure after it has grown.
    Grown = 1 << 46,
    /// What a figure was before follows.
    Against = 1 << 47,
    /// A length of time from which a figure of another time is known.
    Span = 1 << 48,
    /// What was done to those who are counted right after it.
    Striking = 1 << 49,
    /// Something that happened, of no kind by itself.
    Disaster = 1 << 50,
    /// Those who are looked for: "missing".
    Unfound = 1 << 51,
    /// A verb of saying that may be one of taking lives: "claimed".
    Taking = 1 << 52,
    /// What it takes: "lives".
    Lives = 1 << 53,
}

/// The words and phrases of clauses.
#[derive(Debug, Clone, Default)]
pub struct ClauseWords {
    /// By first word, the kinds of all phrases that start with it: nearly every word of a clause is asked for several.
    starts: Vec<u64>,
    phrases: Phrases<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    says: String,
    according: String,
    sources: String,
    pronouns: String,
    adverbs: String,
    negation: String,
    not_negation: String,
    denial: String,
    hypothesis: String,
    plan: String,
    part: String,
    part_after: String,
    additional_before: String,
    additional_after: String,
    cumulative: String,
    rate: String,
    revised: String,
    breaks: String,
    relatives: String,
    locatives: String,
    said: String,
    alone: String,
    when: String,
    articles: String,
    those: String,
    of: String,
    than: String,
    counted: String,
    since: String,
    conditions: String,
    denied_by: String,
    speaker_links: String,
    speaker_ends: String,
    time_links: String,
    one: String,
    about_places: String,
    victims: String,
    hanging: String,
    part_before: String,
    one_of_several: String,
    so_far: String,
    finite: String,
    joins: String,
    no_place_before: String,
    across: String,
    nationwide: String,
    grown: String,
    against: String,
    spans: String,
    striking: String,
    disasters: String,
    unfound: String,
    taking: String,
    lives: String,
}

impl ClauseWords {
    /// Reads the lists, adding their words to `vocabulary`.
    ///
    /// # Errors
    ///
    /// Whatever is not the YAML of this file: a list that is missing or unknown.
    pub(super) fn load(yaml: &str, vocabulary: &mut Vocabulary) -> Result<Self, YamlError> {
        let raw: Raw = yaml::parse_shipped(yaml)?;
        let mut masks: BTreeMap<Vec<WordId>, u64> = BTreeMap::new();
        for (list, kind) in [
            (&raw.says, ClauseWord::Says),
            (&raw.according, ClauseWord::According),
            (&raw.sources, ClauseWord::Source),
            (&raw.pronouns, ClauseWord::Pronoun),
            (&raw.adverbs, ClauseWord::Adverb),
            (&raw.negation, ClauseWord::Negation),
            (&raw.not_negation, ClauseWord::NotNegation),
            (&raw.denial, ClauseWord::Denial),
            (&raw.hypothesis, ClauseWord::Hypothesis),
            (&raw.plan, ClauseWord::Plan),
            (&raw.part, ClauseWord::Part),
            (&raw.part_after, ClauseWord::PartAfter),
            (&raw.additional_before, ClauseWord::AdditionalBefore),
            (&raw.additional_after, ClauseWord::AdditionalAfter),
            (&raw.cumulative, ClauseWord::Cumulative),
            (&raw.rate, ClauseWord::Rate),
            (&raw.revised, ClauseWord::Revised),
            (&raw.breaks, ClauseWord::Break),
            (&raw.relatives, ClauseWord::Relative),
            (&raw.locatives, ClauseWord::Locative),
            (&raw.said, ClauseWord::Said),
            (&raw.alone, ClauseWord::Alone),
            (&raw.when, ClauseWord::When),
            (&raw.articles, ClauseWord::Article),
            (&raw.those, ClauseWord::Those),
            (&raw.of, ClauseWord::Of),
            (&raw.than, ClauseWord::Than),
            (&raw.counted, ClauseWord::Counted),
            (&raw.since, ClauseWord::Since),
            (&raw.conditions, ClauseWord::Condition),
            (&raw.denied_by, ClauseWord::DeniedBy),
            (&raw.speaker_links, ClauseWord::SpeakerLink),
            (&raw.speaker_ends, ClauseWord::SpeakerEnd),
            (&raw.time_links, ClauseWord::TimeLink),
            (&raw.one, ClauseWord::One),
            (&raw.about_places, ClauseWord::AboutPlace),
            (&raw.victims, ClauseWord::Victim),
            (&raw.hanging, ClauseWord::Hanging),
            (&raw.part_before, ClauseWord::PartBefore),
            (&raw.one_of_several, ClauseWord::OneOfSeveral),
            (&raw.so_far, ClauseWord::SoFar),
            (&raw.finite, ClauseWord::Finite),
            (&raw.joins, ClauseWord::Join),
            (&raw.no_place_before, ClauseWord::NoPlaceBefore),
            (&raw.across, ClauseWord::Across),
            (&raw.nationwide, ClauseWord::Nationwide),
            (&raw.grown, ClauseWord::Grown),
            (&raw.against, ClauseWord::Against),
            (&raw.spans, ClauseWord::Span),
            (&raw.striking, ClauseWord::Striking),
            (&raw.disasters, ClauseWord::Disaster),
            (&raw.unfound, ClauseWord::Unfound),
            (&raw.taking, ClauseWord::Taking),
            (&raw.lives, ClauseWord::Lives),
        ] {
            for phrase in list.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                let words = phrase.split_whitespace().map(|word| vocabulary.intern(word)).collect();
                *masks.entry(words).or_default() |= kind as u64;
            }
        }
        let mut phrases = Phrases::default();
        let mut starts = vec![0; vocabulary.size()];
        for (words, mask) in &masks {
            phrases.add(words, *mask);
            starts[words[0].0 as usize] |= mask;
        }
        Ok(ClauseWords { starts, phrases })
    }

    /// The kinds of all phrases that start with one of `words`, a bit each.
    pub fn begun_by(&self, words: impl Iterator<Item = WordId>) -> u64 {
        words.fold(0, |kinds, word| kinds | self.starts.get(word.0 as usize).copied().unwrap_or_default())
    }

    /// How many of `words` the longest phrase of this kind has that they begin with; `None` if they begin with none.
    pub fn length(&self, words: impl Iterator<Item = WordId> + Clone, kind: ClauseWord) -> Option<usize> {
        let kind = kind as u64;
        let first = words.clone().next()?;
        if self.starts.get(first.0 as usize)? & kind == 0 {
            return None;
        }
        self.phrases.longest_where(words, |mask| mask & kind != 0).map(|(length, _)| length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_phrase_may_be_of_several_kinds() {
        let lexicon = Lexicon::shipped();
        let length = |text: &str, kind| {
            let words: Vec<_> = text.split(' ').map(|word| lexicon.vocabulary.lookup(word)).collect();
            lexicon.clause.length(words.into_iter(), kind)
        };
        assert_eq!(length("of whom six", ClauseWord::Part), Some(2));
        assert_eq!(length("of whom six", ClauseWord::PartAfter), Some(2));
        assert_eq!(length("denied it", ClauseWord::Says), Some(1));
        assert_eq!(length("denied it", ClauseWord::Denial), Some(1));
        assert_eq!(length("according officials", ClauseWord::According), None);
    }
}
