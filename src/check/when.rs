//! The days of the event that a claim is of: those that its sentence gives or means, or its article declares.

use super::context::{Context, Found};
use crate::claim;
use crate::mention::clause::Clauses;
use crate::mention::{Kind, Mention, Value};
use crate::source::ProseSpan;
use crate::time::{Basis, Period};

impl Context<'_> {
    /// The date nearest to the figure's statement in its sentence that is short enough to be an event's; the day of
    /// saying so is not.
    pub fn when(&self, found: &Found) -> (Period, Basis) {
        if let Some(when) = found.when {
            return (when, Basis::Written);
        }
        // What the sentence does not say, the one before it in its paragraph may.
        let sentences = &self.reading.sentences;
        let before = self.reading.before(found.sentence);
        let end = |at: usize| ProseSpan::new(sentences[at].span.end, sentences[at].span.end);
        let day = self.day_in(found.sentence, found.matched, dated);
        let text = self.article.prose.text();
        let clauses = Clauses::new(text, self.reading, found.sentence as u32, self.lexicon);
        if day.is_none() && clauses.counts_from_another() {
            // Of another time than the article's, and nothing says of which.
            return (Period::new(None, self.published).unwrap_or(Period::ANY), Basis::Resolved);
        }
        let day = day.or_else(|| self.known_event(found.sentence, &clauses));
        let day = day.or_else(|| before.and_then(|at| self.day_in(at, end(at), dated)));
        day.unwrap_or((Period::ANY, Basis::Open))
    }

    /// The days of the one event that a sentence calls by its name; none where it may tell of another than that, "the worst
    /// since the Brackwater ferry fire".
    fn known_event(&self, sentence: usize, clauses: &Clauses) -> Option<(Period, Basis)> {
        let mut days =
            self.mentions(sentence).filter(|mention| mention.kind == Kind::Event).filter_map(|mention| {
                let Value::Time(time) = &mention.value else { return None };
                Some((time.period, time.basis))
            });
        let day = days.next().filter(|(period, _)| self.is_of_event(*period))?;
        (days.all(|other| other == day) && !clauses.recalls()).then_some(day)
    }

    /// The days of the one event that the article says to be of, where facts know it.
    pub fn declared(&self) -> Option<Period> {
        let [event] = self.article.meta.events.as_slice() else { return None };
        Some(self.lexicon.events.find(event.as_str())?.days)
    }

    /// The event's date that is nearest to `near` in a sentence.
    fn day_in(
        &self,
        sentence: usize,
        near: ProseSpan,
        dated: impl Fn(&Mention) -> Option<(Period, Basis)>,
    ) -> Option<(Period, Basis)> {
        let is_event = |(period, _): &(Period, Basis)| self.is_of_event(*period);
        let clauses = Clauses::new(self.article.prose.text(), self.reading, sentence as u32, self.lexicon);
        self.mentions(sentence)
            .filter(|mention| !mention.inner)
            .filter_map(|mention| dated(mention).filter(is_event).map(|when| (mention, when)))
            .filter(|(mention, _)| !clauses.is_of_saying(mention.extent))
            .filter_map(|(mention, when)| {
                let span = mention.extent;
                let before = span.end <= near.start;
                let apart = !near.is_empty() && clauses.are_apart(span, near);
                // The day of one statement is not that of another that hangs on it.
                let distance = span.start.saturating_sub(near.end).max(near.start.saturating_sub(span.end));
                let behind = before && clauses.is_definite(near);
                (!(before && apart)).then_some(((apart, behind, distance), when))
            })
            .min_by_key(|(order, _)| *order)
            .map(|(_, when)| when)
    }

    /// Whether days may be those of an event: few, or long past.
    fn is_of_event(&self, period: Period) -> bool {
        period.from().is_some() && (claim::is_short(period) || claim::is_settled(period, self.published))
    }
}

/// The days that a date or time gives.
pub(super) fn dated(mention: &Mention) -> Option<(Period, Basis)> {
    match &mention.value {
        Value::Time(time)
            if matches!(mention.kind, Kind::Date | Kind::Time)
                && !time.range
                && time.basis != Basis::Open =>
        {
            Some((time.period, time.basis))
        }
        _ => None,
    }
}
