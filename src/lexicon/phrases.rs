//! Phrases of several words ("at least", "square miles", "per cent"), found by their first word.

use super::WordId;

/// Phrases with a meaning each, looked up by the words of a text.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By first word: one more than the index into `groups`, 0 where no phrase starts so.
    first: Vec<u32>,
    groups: Vec<Group<T>>,
}

/// Phrases with the same first word.
#[derive(Debug, Clone)]
struct Group<T> {
    /// The bits of their second words: "the" starts many phrases, and most words after it continue none.
    seconds: u64,
    /// Longest first.
    phrases: Vec<(Box<[WordId]>, T)>,
}

impl<T> Group<T> {
    const fn bit(word: WordId) -> u64 {
        1 << (word.0 % 64)
    }

    /// Those that may go on with `second`.
    fn that_go_on(&self, second: Option<WordId>) -> &[(Box<[WordId]>, T)] {
        if second.is_some_and(|word| self.seconds & Group::<T>::bit(word) != 0) {
            return &self.phrases;
        }
        let single = self.phrases.iter().rev().take_while(|(words, _)| words.len() == 1).count();
        &self.phrases[self.phrases.len() - single..]
    }
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { first: Vec::new(), groups: Vec::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase of at least one word; of two entries with the same words the first one counts.
    pub fn add(&mut self, words: &[WordId], meaning: T) {
        let Some(first) = words.first() else { return };
        let at = first.0 as usize;
        if self.first.len() <= at {
            self.first.resize(at + 1, 0);
        }
        if self.first[at] == 0 {
            self.groups.push(Group { seconds: 0, phrases: Vec::new() });
            self.first[at] = self.groups.len() as u32;
        }
        let same = &mut self.groups[self.first[at] as usize - 1];
        same.seconds |= words.get(1).map_or(0, |second| Group::<T>::bit(*second));
        let place = same.phrases.partition_point(|(other, _)| other.len() >= words.len());
        same.phrases.insert(place, (words.into(), meaning));
    }

    /// Whether some phrase starts with `word`.
    #[inline]
    pub fn starts_with(&self, word: WordId) -> bool {
        self.first.get(word.0 as usize).is_some_and(|at| *at != 0)
    }

    /// The longest phrase that the words `words` start with: how many words it has, and its meaning.
    pub fn longest(&self, words: impl Iterator<Item = WordId> + Clone) -> Option<(usize, &T)> {
        self.longest_where(words, |_| true)
    }

    /// The longest phrase whose meaning is `wanted` that the words `words` start with.
    pub fn longest_where(
        &self,
        mut words: impl Iterator<Item = WordId> + Clone,
        wanted: impl Fn(&T) -> bool,
    ) -> Option<(usize, &T)> {
        let first = words.next()?;
        let at = *self.first.get(first.0 as usize)?;
        let same = self.groups.get((at as usize).checked_sub(1)?)?;
        same.that_go_on(words.clone().next())
            .iter()
            .find(|(phrase, meaning)| {
                let mut rest = words.clone();
                wanted(meaning) && phrase[1..].iter().all(|word| rest.next() == Some(*word))
            })
            .map(|(phrase, meaning)| (phrase.len(), meaning))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let words = |ids: &[u32]| ids.iter().map(|i| WordId(*i)).collect::<Vec<_>>();
        let mut phrases = Phrases::default();
        phrases.add(&words(&[1]), "mile");
        phrases.add(&words(&[2, 1]), "square mile");
        phrases.add(&words(&[2]), "square");
        let longest = |ids: &[u32]| phrases.longest(words(ids).into_iter()).map(|(n, m)| (n, *m));
        assert_eq!(longest(&[2, 1, 1]), Some((2, "square mile")));
        assert_eq!(longest(&[2, 3]), Some((1, "square")));
        assert_eq!(longest(&[3]), None);
    }
}
