//! Named pieces of patterns: what `<born-in>` stands for where no word list has that name.

use super::node::{Marks, Node};
use super::slot::Slots;
use crate::rule::Fault;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whose a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// All rules may name it.
    Yes,
    /// Only the rule that is being read may.
    No,
}

/// What a phrase stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase {
    /// Its slots bind by their places in `slots`.
    pub node: Node,
    /// The slots that it names.
    pub slots: Slots,
    /// How many steps it becomes, at most.
    pub size: usize,
}

/// A phrase and how far it has been read.
#[derive(Debug)]
enum State {
    /// Its text.
    Written(String),
    /// It is being read.
    Open,
    Read(Arc<Phrase>),
}

/// All phrases by name: those of all rules, and those of the rule that is being read.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    shared: BTreeMap<String, State>,
    own: BTreeMap<String, State>,
    /// What is wrong with them, by name, and was not told yet.
    faults: BTreeMap<String, Vec<Fault>>,
}

impl Phrases {
    /// Adds a phrase; gives back whether there was none of that name.
    pub fn add(&mut self, name: &str, text: &str, shared: Shared) -> bool {
        if self.has(name) {
            return false;
        }
        let phrases = match shared {
            Shared::Yes => &mut self.shared,
            Shared::No => &mut self.own,
        };
        phrases.insert(name.to_owned(), State::Written(text.to_owned()));
        true
    }

    /// Forgets the phrases of the rule that was read last.
    pub fn forget_own(&mut self) {
        self.own.clear();
    }

    /// Whether there is a phrase called `name`.
    pub fn has(&self, name: &str) -> bool {
        self.state(name).is_some()
    }

    fn state(&self, name: &str) -> Option<&State> {
        self.own.get(name).or_else(|| self.shared.get(name))
    }

    fn state_mut(&mut self, name: &str) -> Option<&mut State> {
        self.own.get_mut(name).or_else(|| self.shared.get_mut(name))
    }

    /// The text of the phrase `name`, if it has not been read: whoever asks is to read it now.
    pub fn open(&mut self, name: &str) -> Option<String> {
        let state = self.state_mut(name)?;
        match std::mem::replace(state, State::Open) {
            State::Written(text) => Some(text),
            read => {
                *state = read;
                None
            }
        }
    }

    /// Takes in what has been read as the phrase `name`. Where that failed, a mere word takes its place, and its slots
    /// are known all the same: its mistakes are told once.
    pub fn close(&mut self, name: &str, node: Result<Node, Vec<Fault>>, slots: Slots) {
        let node = node.unwrap_or_else(|faults| {
            self.faults.insert(name.to_owned(), faults);
            Node::Char('x', Marks::default())
        });
        if let Some(state) = self.state_mut(name) {
            *state = State::Read(Arc::new(Phrase { size: node.size(), node, slots }));
        }
    }

    /// What is wrong with the phrase `name`; nothing when it is asked again.
    pub fn take_faults(&mut self, name: &str) -> Vec<Fault> {
        self.faults.remove(name).unwrap_or_default()
    }

    /// What `<name>` stands for; `None` while that is being read, so that the phrase stands in itself.
    pub fn get(&self, name: &str) -> Option<&Arc<Phrase>> {
        match self.state(name)? {
            State::Read(phrase) => Some(phrase),
            State::Written(_) | State::Open => None,
        }
    }

    /// The names of all phrases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.own.keys().chain(self.shared.keys()).map(String::as_str)
    }
}

/// What stands between `<` and `>` in a pattern, and may be the name of a phrase.
pub(super) fn named(pattern: &str) -> impl Iterator<Item = &str> {
    let names = pattern.split('<').skip(1).filter_map(|rest| rest.split_once('>'));
    names.map(|(name, _)| name)
}
