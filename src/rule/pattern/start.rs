//! With which tokens and mentions a match can begin: most searches end before they have begun.

use super::need::{Atom, SlotKey};
use super::node::{Node, Text};
use super::slot::SlotType;
use super::words::{WordLists, pieces};
use crate::lexicon::{Vocabulary, WordId};
use crate::mention::TokenKind;

/// The place of a bit for `word`, by the lowest bits of its number: most words are told from a few others by one look.
pub(super) fn word_place(word: WordId) -> usize {
    word.0 as usize % 64
}

fn word_bit(word: WordId) -> u64 {
    1 << word_place(word)
}

/// What stands where a match begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Starts {
    /// The first token is one of these; sorted.
    pub words: Vec<WordId>,
    /// A bit for each of the words, by [`word_bit`].
    bits: u64,
    /// Or a mention of one of these kinds is entered there.
    pub kinds: u16,
}

impl Starts {
    /// Whether a match may begin with the token `word`.
    pub fn has(&self, word: WordId) -> bool {
        self.bits & word_bit(word) != 0 && self.words.binary_search(&word).is_ok()
    }

    /// A bit for each of the words, by [`word_bit`].
    pub fn bits(&self) -> u64 {
        self.bits
    }

    /// Of these a sentence holds one, if a match begins in it.
    pub fn atoms(&self) -> Vec<Atom> {
        let slot = (self.kinds != 0).then_some(Atom::Slot(SlotKey { kinds: self.kinds, dimension: None }));
        self.words.iter().map(|word| Atom::Word(*word)).chain(slot).collect()
    }
}

/// What a match of a pattern can begin with; `None` where that is more than a few words and slots.
pub(super) fn starts(pattern: &Node, lists: &WordLists, vocabulary: &mut Vocabulary) -> Option<Starts> {
    let mut starts = Starts::default();
    Heads { lists, vocabulary, starts: &mut starts }.add(pattern)?;
    starts.words.sort_unstable();
    starts.words.dedup();
    starts.bits = starts.words.iter().fold(0, |bits, word| bits | word_bit(*word));
    starts.words.iter().all(|word| word.is_known()).then_some(starts)
}

struct Heads<'a> {
    lists: &'a WordLists,
    vocabulary: &'a mut Vocabulary,
    starts: &'a mut Starts,
}

impl Heads<'_> {
    /// Adds what a node can begin with; gives back whether it may match nothing, so that what follows it counts as
    /// well, and `None` where it begins with something else than words and mentions.
    fn add(&mut self, node: &Node) -> Option<bool> {
        match node {
            Node::Empty | Node::Look(_) | Node::Space => return Some(true),
            Node::Word(word) => self.starts.words.push(*word),
            Node::Words(words) => self.starts.words.extend(words),
            Node::Text(text) => self.text(text)?,
            Node::Char(_, marks) | Node::Class(_, marks) => {
                // Letters and digits are not told apart by their first.
                if marks.is_empty() {
                    return None;
                }
                self.starts.words.extend(marks);
            }
            Node::Gap | Node::Slot { kind: SlotType::Word | SlotType::Text, .. } => return None,
            Node::Slot { kind, .. } => self.starts.kinds |= kind.kinds(),
            Node::List(list) => self.starts.words.extend(self.lists.get(*list).first_words()),
            Node::Group(_, node) => return self.add(node),
            Node::Repeat(repeat) => return Some(self.add(&repeat.node)? || repeat.least == 0),
            Node::Choice(nodes) => {
                let mut nullable = false;
                for node in nodes {
                    nullable |= self.add(node)?;
                }
                return Some(nullable);
            }
            Node::Sequence(nodes) => {
                for node in nodes {
                    if !self.add(node)? {
                        return Some(false);
                    }
                }
                return Some(true);
            }
        }
        Some(false)
    }

    /// The first word of a text, in case no other can stand there.
    fn text(&mut self, text: &Text) -> Option<()> {
        let parts = pieces(&text.letters);
        let (word, kind, _) = parts.first()?;
        let whole = parts.len() > 1 || text.right;
        (whole && *kind == TokenKind::Word && !word.contains('\'')).then(|| {
            self.starts.words.push(self.vocabulary.intern(word));
        })
    }
}
