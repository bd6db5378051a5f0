//! Named word lists: what `<people>` stands for in a pattern.

use std::collections::BTreeMap;

/// All lists by name; an entry is a word or a phrase, lower case, words divided by one space.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    lists: BTreeMap<String, Vec<String>>,
}

impl Lists {
    /// Adds entries to the list called `name`.
    pub fn extend(&mut self, name: &str, entries: impl IntoIterator<Item = String>) {
        self.lists.entry(name.to_owned()).or_default().extend(entries);
    }

    /// The entries of a list.
    pub fn get(&self, name: &str) -> Option<&[String]> {
        self.lists.get(name).map(Vec::as_slice)
    }

    /// The names of all lists.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }
}
