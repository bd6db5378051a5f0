//! Known events, named in a sentence: "three years after Russia invaded Ukraine".
//!
//! They are inner mentions, beside the names in them, with the days of the event as their time; a rule
//! binds them as `{e:event}`.

use super::scan::Reader;
use super::{Kind, Mention, Value};
use crate::lexicon::WordId;
use crate::time::{Basis, Parts, Temporal};

/// Adds the known events of a sentence; `holds` tells whether the article holds a word.
pub(super) fn read(
    reader: &Reader,
    sentence: u32,
    mentions: &mut Vec<Mention>,
    holds: impl Fn(WordId) -> bool,
) {
    let events = &reader.lexicon.events;
    let mut at = 0;
    while at < reader.len() {
        if !events.starts_with(reader.word(at)) {
            at += 1;
            continue;
        }
        let Some((length, event)) = events.longest(reader.words(at)) else {
            at += 1;
            continue;
        };
        let next = at + length;
        // "Russia invaded Georgia" is another event than "Russia invaded".
        let goes_on = reader.token(next).is_some_and(|token| token.capital() && token.spaced());
        if goes_on || !(event.near.is_empty() || event.near.iter().any(|word| holds(*word))) {
            at += 1;
            continue;
        }
        let span = reader.span(at, next);
        let time = Temporal {
            period: event.days,
            starts: None,
            ends: None,
            length: None,
            timex: "".into(),
            range: event.days.single().is_none(),
            basis: Basis::Written,
            parts: Parts::default(),
            impossible: None,
        };
        mentions.push(Mention {
            kind: Kind::Event,
            span,
            extent: span,
            sentence,
            inner: true,
            value: Value::Time(Box::new(time)),
        });
        at = next;
    }
}
