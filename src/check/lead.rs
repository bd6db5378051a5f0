//! What the first paragraph of an article tells for those after it: a report gives place and day of an event first, and
//! its toll in a sentence of its own that names neither.

use super::context::Context;
use crate::article::Part;
use crate::lexicon::Happening;
use crate::mention::clause::Clauses;
use crate::mention::{Kind, Mention};
use crate::source::ProseSpan;
use crate::time::{Basis, Period};
use std::ops::Range;

/// So many sentences after the first paragraph may be of what that tells.
const REACH: usize = 4;

/// So many sentences at the start of the body are of what the headline tells.
const LEADING: usize = 3;

/// A longer time is not the day of an event.
const LONGEST: i64 = 2;

/// The day and place of the one event that the first paragraph tells of.
pub(super) struct Lead {
    pub day: (Period, Basis),
    /// Where the name of the place stands, with its sentence.
    pub place: Option<(usize, ProseSpan)>,
}

impl Context<'_> {
    /// What `sentence`, told of an event of the kind `happening`, has from the first paragraph: nothing where it or one
    /// before it names anybody, a place or a time of its own, or where the first paragraph may tell of two events.
    pub(super) fn lead_of(&self, sentence: usize, happening: Happening) -> Option<Lead> {
        let lead = self.first_paragraph()?;
        let between = lead.end..sentence;
        if sentence < lead.end || between.len() >= REACH || self.is_named(sentence) {
            return None;
        }
        let mut own = between.chain([sentence]);
        if own.any(|at| self.has_time(at) || self.clauses(at).place(self.span(at)).is_some())
            || self.clauses(sentence).recalls()
        {
            return None;
        }
        let told: Vec<Happening> =
            lead.clone().map(|at| self.happening_of(at)).filter(|told| told.is_known()).collect();
        let first = *told.first()?;
        if !told.iter().all(|other| other.meets(first)) || !happening.meets(first) {
            return None;
        }
        let place =
            lead.clone().find_map(|at| self.clauses(at).place(self.span(at)).map(|name| (at, name.span)));
        Some(Lead { day: self.only_day(lead)?, place })
    }

    /// Whether a sentence is one of the first of the body.
    pub(super) fn is_leading(&self, sentence: usize) -> bool {
        self.first_sentence().is_some_and(|first| (first..first + LEADING).contains(&sentence))
    }

    /// The first sentence of the body.
    fn first_sentence(&self) -> Option<usize> {
        let blocks = self.article.prose.blocks();
        self.reading.sentences.iter().position(|s| blocks[s.block as usize].part == Part::Body)
    }

    /// The sentences of the first paragraph of the body.
    fn first_paragraph(&self) -> Option<Range<usize>> {
        let sentences = &self.reading.sentences;
        let first = self.first_sentence()?;
        let after = sentences[first..].iter().position(|s| s.block != sentences[first].block);
        Some(first..after.map_or(sentences.len(), |after| first + after))
    }

    /// The day of an event that these sentences give, where they give one alone.
    fn only_day(&self, sentences: Range<usize>) -> Option<(Period, Basis)> {
        let mut days = Vec::new();
        for at in sentences {
            let clauses = self.clauses(at);
            let times = self.mentions(at).filter(|mention| mention.kind == Kind::Date && !mention.inner);
            days.extend(times.filter(|mention| !clauses.is_of_saying(mention.extent)));
        }
        let [only] = days[..] else { return None };
        let (day, basis) = super::when::dated(only)?;
        let length = day.from().zip(day.to()).map(|(from, to)| (to - from).num_days());
        length.is_some_and(|length| length < LONGEST).then_some((day, basis))
    }

    /// The mentions of a sentence.
    pub fn mentions(&self, sentence: usize) -> impl Iterator<Item = &Mention> {
        let mentions = &self.reading.mentions;
        let first = mentions.partition_point(|mention| (mention.sentence as usize) < sentence);
        mentions[first..].iter().take_while(move |mention| mention.sentence as usize == sentence)
    }

    fn has_time(&self, sentence: usize) -> bool {
        let time = |kind| matches!(kind, Kind::Date | Kind::Time | Kind::Duration | Kind::Set);
        self.mentions(sentence).any(|mention| time(mention.kind))
    }

    fn is_named(&self, sentence: usize) -> bool {
        self.mentions(sentence).any(|mention| mention.kind == Kind::Name)
    }

    fn happening_of(&self, sentence: usize) -> Happening {
        let start = self.span(sentence).start;
        self.clauses(sentence).happening(ProseSpan::new(start, start))
    }

    fn span(&self, sentence: usize) -> ProseSpan {
        self.reading.sentences[sentence].span
    }

    fn clauses(&self, sentence: usize) -> Clauses<'_> {
        Clauses::new(self.article.prose.text(), self.reading, sentence as u32, self.lexicon)
    }
}
