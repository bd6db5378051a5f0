//! Events that are known by name, with the days they cover: what "the American Civil War" or "Russia
//! invaded Ukraine" stands for. They come from facts files ([`crate::claim::Facts`]).

use super::{Phrases, Vocabulary, WordId};
use crate::time::Period;
use std::sync::Arc;

/// An event with a name.
#[derive(Debug, Clone)]
pub struct KnownEvent {
    /// Its id in the facts file.
    pub id: Arc<str>,
    /// The days that it covers.
    pub days: Period,
    /// Who vouches for these days.
    pub source: Arc<str>,
    /// Words of which the article must hold one for the name to mean this event; empty is any.
    pub near: Vec<WordId>,
}

/// All events that are known by name.
#[derive(Debug, Clone, Default)]
pub struct Events {
    events: Vec<KnownEvent>,
    phrases: Phrases<u16>,
}

impl Events {
    /// Adds an event under all its names; at most 65,535 events, further ones are left out.
    pub fn add(&mut self, event: KnownEvent, names: &[String], vocabulary: &mut Vocabulary) {
        let Ok(at) = u16::try_from(self.events.len()) else { return };
        for name in names {
            self.phrases.add(&vocabulary.phrase(name), at);
        }
        self.events.push(event);
    }

    /// Whether some name starts with `word`.
    pub fn starts_with(&self, word: WordId) -> bool {
        self.phrases.starts_with(word)
    }

    /// The event whose name the words start with, with how many words the name has.
    pub fn longest(&self, words: impl Iterator<Item = WordId> + Clone) -> Option<(usize, &KnownEvent)> {
        let (length, at) = self.phrases.longest(words)?;
        Some((length, &self.events[*at as usize]))
    }

    /// The event called `id`.
    pub fn find(&self, id: &str) -> Option<&KnownEvent> {
        self.events.iter().find(|event| &*event.id == id)
    }
}
