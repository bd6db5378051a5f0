//! Named pieces of patterns: what `<born-in>` stands for where no word list has that name.

use std::collections::BTreeMap;

/// Whose a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// All rules may name it.
    Yes,
    /// Only the rule that is being read may.
    No,
}

/// All phrases by name: those of all rules, and those of the rule that is being read.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    shared: BTreeMap<String, String>,
    own: BTreeMap<String, String>,
}

impl Phrases {
    /// Adds a phrase; gives back whether there was none of that name.
    pub fn add(&mut self, name: &str, text: &str, shared: Shared) -> bool {
        if self.get(name).is_some() {
            return false;
        }
        let phrases = match shared {
            Shared::Yes => &mut self.shared,
            Shared::No => &mut self.own,
        };
        phrases.insert(name.to_owned(), text.to_owned());
        true
    }

    /// Forgets the phrases of the rule that was read last.
    pub fn forget_own(&mut self) {
        self.own.clear();
    }

    /// Puts a mere word in the place of a phrase that cannot be read.
    pub fn give_up(&mut self, name: &str) {
        for phrases in [&mut self.own, &mut self.shared] {
            if let Some(text) = phrases.get_mut(name) {
                "x".clone_into(text);
            }
        }
    }

    /// What `<name>` stands for.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.own.get(name).or_else(|| self.shared.get(name)).map(String::as_str)
    }

    /// The names of all phrases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.own.keys().chain(self.shared.keys()).map(String::as_str)
    }
}
