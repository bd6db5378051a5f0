//! Phrases: named pieces of patterns, those of a rule and those of a file that all rules share.

use super::files::{Holds, RuleFile};
use super::{Entry, Loader, is_id, typed};
use crate::rule::pattern::Shared;
use crate::yaml::{Node, NodeKind, Places};
use std::collections::BTreeMap;

impl Loader<'_> {
    /// Reads the phrases that all rules may name.
    pub(super) fn shared_phrases(&mut self, files: &[(RuleFile, Places)]) {
        let mut added = Vec::new();
        for (file, places) in files.iter().filter(|(file, _)| file.holds == Holds::Phrases) {
            let Some(node) = places.root() else { continue };
            let entry = Entry { file, node };
            if let Err(error) = node.to::<BTreeMap<String, String>>() {
                self.mistakes.push(typed(&file.source, error));
            }
            added
                .extend(self.add_phrases(entry, node, Shared::Yes).into_iter().map(|phrase| (entry, phrase)));
        }
        for (entry, (name, text)) in added {
            self.check_phrase(entry, name, text);
        }
    }

    /// Reads the phrases of a rule, in place of those of the rule before it.
    pub(super) fn own_phrases(&mut self, entry: Entry) {
        self.reader.forget_phrases();
        let Some(node) = entry.node.get("phrases") else { return };
        for (name, text) in self.add_phrases(entry, node, Shared::No) {
            self.check_phrase(entry, name, text);
        }
    }

    /// Adds the phrases of a mapping; gives back those whose names were free.
    fn add_phrases<'f>(&mut self, entry: Entry, node: &'f Node, shared: Shared) -> Vec<(&'f str, &'f Node)> {
        let NodeKind::Map(entries) = &node.kind else { return Vec::new() };
        let mut added = Vec::new();
        for (key, value) in entries {
            let (Some(name), Some(text)) = (key.text(), value.text()) else { continue };
            if !is_id(name) {
                let help = "lower case letters and digits, with hyphens between";
                self.mistake_with(entry, key.span, format!("`{name}` is no name for a phrase"), help);
            } else if self.reader.add_phrase(name, text, shared) {
                added.push((name, value));
            } else {
                let message = format!("`{name}` is the name of a word list or of another phrase");
                self.mistake(entry, key.span, message);
            }
        }
        added
    }

    fn check_phrase(&mut self, entry: Entry, name: &str, text: &Node) {
        for fault in self.reader.check_phrase(name).err().unwrap_or_default() {
            self.fault(entry, text, fault);
        }
    }
}
