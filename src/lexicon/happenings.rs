//! Words that say what kind of event a text tells of, from `rules/lexicon/happenings.yaml`.

use super::{Phrases, Vocabulary, WordId};
use crate::yaml::{self, YamlError};
use std::collections::BTreeMap;

/// Kinds of event, as a set: what one word may mean. Two sets that share no kind cannot be one event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Happening(u32);

impl Happening {
    /// Nothing is known of the kind.
    pub const UNKNOWN: Happening = Happening(0);

    /// Whether anything is known.
    pub const fn is_known(self) -> bool {
        self.0 != 0
    }

    /// Whether both may be of one kind; what is unknown may be anything.
    pub const fn meets(self, other: Happening) -> bool {
        self.0 == 0 || other.0 == 0 || self.0 & other.0 != 0
    }
}

/// The list of phrases that tell of no event, though a word in them does: "the fire brigade".
const NONE: &str = "none";

/// The words and phrases of events, by kind.
#[derive(Debug, Clone, Default)]
pub struct Happenings {
    phrases: Phrases<Happening>,
    kinds: Vec<Box<str>>,
}

impl Happenings {
    /// Reads the lists, adding their words to `vocabulary`.
    ///
    /// # Errors
    ///
    /// Whatever is not a map of at most 32 kinds to texts.
    pub(super) fn load(yaml: &str, vocabulary: &mut Vocabulary) -> Result<Self, YamlError> {
        let raw: BTreeMap<String, String> = yaml::parse_shipped(yaml)?;
        let mut sets: BTreeMap<Vec<WordId>, u32> = BTreeMap::new();
        let mut kinds: Vec<Box<str>> = Vec::new();
        for (kind, list) in raw {
            let set = if kind == NONE { 0 } else { 1u32.checked_shl(kinds.len() as u32).unwrap_or_default() };
            for phrase in list.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                let words = phrase.split_whitespace().map(|word| vocabulary.intern(word)).collect();
                *sets.entry(words).or_default() |= set;
            }
            kinds.extend((kind != NONE).then(|| kind.into()));
        }
        let mut phrases = Phrases::default();
        for (words, set) in &sets {
            phrases.add(words, Happening(*set));
        }
        Ok(Happenings { phrases, kinds })
    }

    /// What the longest phrase that `words` begin with says of the event, and how many words it has;
    /// [`Happening::UNKNOWN`] for one that only seems to tell ("fire brigade").
    pub fn longest(&self, words: impl Iterator<Item = WordId> + Clone) -> Option<(usize, Happening)> {
        self.phrases.longest(words).map(|(length, set)| (length, *set))
    }

    /// The names of the kinds that `happening` may be.
    pub fn names(&self, happening: Happening) -> impl Iterator<Item = &str> {
        let kinds = self.kinds.iter().enumerate();
        kinds.filter(move |(at, _)| happening.0 & (1 << at) != 0).map(|(_, kind)| &**kind)
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Happening, Lexicon};

    fn of(text: &str) -> Happening {
        let lexicon = Lexicon::shipped();
        let words: Vec<_> = text.split(' ').map(|word| lexicon.vocabulary.lookup(word)).collect();
        lexicon.happenings.longest(words.into_iter()).map_or(Happening::UNKNOWN, |(_, set)| set)
    }

    #[test]
    fn words_of_one_event_meet_and_words_of_two_do_not() {
        assert!(of("quake").meets(of("tremor")) && of("hurricane").meets(of("floods")));
        assert!(of("gunman").meets(of("shooting")) && of("missile").meets(of("airstrike")));
        assert!(!of("flood").meets(of("derailment")) && !of("quake").meets(of("gunman")));
        assert!(of("flood").meets(of("nothing")));
        assert!(of("opened fire").meets(of("opening fire")));
        assert!(!of("opened fire").meets(of("fire")));
        assert!(!of("bus crash").meets(of("helicopter crash")) && of("bus crash").meets(of("crash")));
    }

    #[test]
    fn those_who_come_to_an_event_are_none() {
        assert!(of("fire").is_known() && !of("fire brigade").is_known());
    }
}
