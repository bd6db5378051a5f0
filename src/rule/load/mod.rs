//! From files to a [`RuleSet`], or to all that is wrong with them.
//!
//! Every file is read to its end, and every rule of it, before anything is refused; a rule set with a
//! mistake is never used.

mod comparison;
mod compile;
mod files;
mod phrases;
mod spellings;
mod tests_of_rules;

#[cfg(test)]
mod tests;

use super::pattern::PatternReader;
use super::raw::{RawTest, Texts};
use super::{Fault, RuleSet};
use crate::lexicon::Lexicon;
use crate::source::{FileSpan, Source};
use crate::yaml::{Mistake, Node, NodeKind, Places, TypeError};
use files::{Holds, RuleFile};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl RuleSet {
    /// Loads the shipped rules (when `shipped`) and those of `paths`, files or folders. Word lists stand
    /// in folders called `lists`; they are added to those of `lexicon`, and the words of all patterns to its
    /// vocabulary, so that articles must be read afterwards.
    ///
    /// # Errors
    ///
    /// All mistakes of all files, in order of place.
    pub fn load(shipped: bool, paths: &[PathBuf], lexicon: &mut Lexicon) -> Result<Self, Vec<Mistake>> {
        RuleSet::load_named(shipped, paths, &|path| path.to_string_lossy().replace('\\', "/"), lexicon)
    }

    /// As [`RuleSet::load`], with each file called what `name` says of its path.
    ///
    /// # Errors
    ///
    /// As [`RuleSet::load`].
    pub fn load_named(
        shipped: bool,
        paths: &[PathBuf],
        name: &dyn Fn(&Path) -> String,
        lexicon: &mut Lexicon,
    ) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut all = if shipped { files::shipped() } else { Vec::new() };
        all.extend(files::at(paths, name, &mut mistakes));
        load(all, lexicon, mistakes)
    }

    /// Loads rules that stand in memory, each file with its name.
    ///
    /// # Errors
    ///
    /// As [`RuleSet::load`].
    pub fn from_sources(sources: &[Arc<Source>], lexicon: &mut Lexicon) -> Result<Self, Vec<Mistake>> {
        let holds = Holds::Rules;
        let file = |source: &Arc<Source>| RuleFile { source: Arc::clone(source), shipped: false, holds };
        load(sources.iter().map(file).collect(), lexicon, Vec::new())
    }
}

fn load(
    files: Vec<RuleFile>,
    lexicon: &mut Lexicon,
    mut mistakes: Vec<Mistake>,
) -> Result<RuleSet, Vec<Mistake>> {
    let mut read = Vec::new();
    for file in files {
        match Places::read(file.source.text()) {
            Ok(places) => {
                let again = places.duplicates().iter();
                mistakes
                    .extend(again.map(|span| Mistake::new(&file.source, *span, "this key was given before")));
                read.push((file, places));
            }
            Err(error) => mistakes.push(Mistake::not_yaml(&file.source, &error)),
        }
    }
    for (file, places) in read.iter().filter(|(file, _)| file.holds == Holds::Lists) {
        add_lists(file, places, lexicon, &mut mistakes);
    }
    let mut loader = Loader {
        reader: PatternReader::new(lexicon),
        set: RuleSet::default(),
        mistakes,
        ids: HashMap::new(),
        failed_measures: Vec::new(),
        yielded: Vec::new(),
    };
    loader.shared_phrases(&read);
    loader.all(&read);
    let Loader { reader, mut set, mut mistakes, .. } = loader;
    mistakes.sort_by(|a, b| a.place().cmp(&b.place()));
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    set.lists = reader.lists;
    let enabled: Vec<bool> = set.sentences.iter().map(|rule| rule.level.enabled).collect();
    let spelled: Vec<bool> = set.variants.iter().map(|rule| rule.level.enabled).collect();
    set.activate(|owner| match owner {
        super::Owner::Sentence(rule) | super::Owner::Before(rule) | super::Owner::Earlier(rule) => {
            enabled[rule as usize]
        }
        super::Owner::Measure(_) => true,
        super::Owner::Spelling(rule, ..) => spelled[rule as usize],
    });
    Ok(set)
}

/// Adds the word lists of a file: a mapping from their names to their words.
fn add_lists(file: &RuleFile, places: &Places, lexicon: &mut Lexicon, mistakes: &mut Vec<Mistake>) {
    let Some(root) = places.root() else { return };
    let NodeKind::Map(entries) = &root.kind else {
        let message = "word lists are a mapping from their names to their words";
        return mistakes.push(Mistake::new(&file.source, root.span, message));
    };
    for (key, value) in entries {
        let name = key.text().unwrap_or_default();
        if !is_id(name) {
            let help = "lower case letters and digits, with hyphens between";
            mistakes.push(
                Mistake::new(&file.source, key.span, format!("`{name}` is no name for a list")).help(help),
            );
        }
        match value.to::<Texts>() {
            Ok(words) => lexicon.lists.extend(name, words.0.into_iter().map(|word| word.to_lowercase())),
            Err(error) => mistakes.push(typed(&file.source, error)),
        }
    }
}

fn typed(source: &Arc<Source>, error: TypeError) -> Mistake {
    let mistake = Mistake::new(source, error.span, error.message);
    match error.help {
        Some(help) => mistake.help(help),
        None => mistake,
    }
}

/// Lower case words and digits with hyphens between.
fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// A rule, measure or other thing in a file.
#[derive(Clone, Copy)]
struct Entry<'f> {
    file: &'f RuleFile,
    node: &'f Node,
}

/// What a thing in a rule file is, by its keys.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EntryKind {
    Sentence,
    Measure,
    Comparison,
    Variants,
}

impl<'f> Entry<'f> {
    fn kind(self) -> EntryKind {
        if self.node.get("measure").is_some() {
            EntryKind::Measure
        } else if self.node.get("compare").is_some() {
            EntryKind::Comparison
        } else if self.node.get("families").is_some() {
            EntryKind::Variants
        } else {
            EntryKind::Sentence
        }
    }

    /// The values at `key`: the elements of a list, or the one value.
    fn values(self, key: &str) -> Vec<&'f Node> {
        match self.node.get(key).filter(|node| !node.is_null()) {
            None => Vec::new(),
            Some(node) => match &node.kind {
                NodeKind::List(items) => items.iter().collect(),
                _ => vec![node],
            },
        }
    }

    /// The value at `key`, unless it is empty.
    fn value(self, key: &str) -> Option<&'f Node> {
        self.node.get(key).filter(|node| !node.is_null() && node.text() != Some(""))
    }

    /// Where a message about the whole of it points: its name, or its first key.
    fn head(self) -> FileSpan {
        let name = self.value("id").or_else(|| self.value("measure")).map(|node| node.span);
        name.unwrap_or_else(|| match &self.node.kind {
            NodeKind::Map(entries) => entries.first().map_or(self.node.span, |(key, _)| key.span),
            _ => self.node.span,
        })
    }

    /// Where a message about `key` points: the key, or the head where it is missing.
    fn key(self, key: &str) -> FileSpan {
        match &self.node.kind {
            NodeKind::Map(entries) => entries.iter().find(|(known, _)| known.text() == Some(key)),
            _ => None,
        }
        .map_or_else(|| self.head(), |(key, _)| key.span)
    }
}

struct Loader<'l> {
    reader: PatternReader<'l>,
    set: RuleSet,
    mistakes: Vec<Mistake>,
    /// Where each id stands; measures with a `measure ` before them.
    ids: HashMap<String, String>,
    /// Measures with mistakes: naming one of them is no mistake of its own.
    failed_measures: Vec<String>,
    yielded: Vec<Yielded>,
}

/// Where a rule names another that it yields to.
struct Yielded {
    source: Arc<Source>,
    span: FileSpan,
    from: String,
    to: String,
}

/// Whether `one` begins a circle of `all`, its rule being the first of it by name: a circle is one mistake.
fn is_circle(one: &Yielded, all: &[Yielded]) -> bool {
    let mut reached = vec![&*one.to];
    let mut next = 0;
    while let Some(rule) = reached.get(next).copied() {
        let further = all.iter().filter(|other| other.from == rule).map(|other| &*other.to);
        let further: Vec<&str> = further.filter(|to| *to >= &*one.from && !reached.contains(to)).collect();
        reached.extend(further);
        next += 1;
    }
    one.to >= one.from && reached.contains(&&*one.from)
}

impl Loader<'_> {
    fn all(&mut self, files: &[(RuleFile, Places)]) {
        let mut entries = Vec::new();
        for (file, places) in files.iter().filter(|(file, _)| file.holds == Holds::Rules) {
            let Some(root) = places.root() else { continue };
            let nodes: Vec<&Node> = match &root.kind {
                NodeKind::List(items) => items.iter().collect(),
                _ => vec![root],
            };
            for node in nodes {
                let entry = Entry { file, node };
                match &node.kind {
                    NodeKind::Map(_) => entries.push((entry.kind(), entry)),
                    _ => self.mistake(entry, node.span, "a rule is a mapping of keys to values"),
                }
            }
        }
        let of = |kind| entries.iter().filter(move |(known, _)| *known == kind).map(|(_, entry)| *entry);
        // Measures first: comparisons name them.
        of(EntryKind::Measure).for_each(|entry| self.measure(entry));
        of(EntryKind::Sentence).for_each(|entry| self.sentence(entry));
        of(EntryKind::Comparison).for_each(|entry| self.comparison(entry));
        of(EntryKind::Variants).for_each(|entry| self.variants(entry));
        self.check_yielded();
    }

    /// Reports the names under `yields_to` that no rule has, and the rules of which each would wait for the other.
    fn check_yielded(&mut self) {
        let yielded = std::mem::take(&mut self.yielded);
        for Yielded { source, span, from, .. } in yielded.iter().filter(|one| is_circle(one, &yielded)) {
            let message = format!("`{from}` yields to a rule that yields to it, so that neither would speak");
            self.mistakes.push(Mistake::new(source, *span, message).help("let only one of them yield"));
        }
        for Yielded { source, span, to: name, .. } in yielded {
            if !self.ids.contains_key(&format!("a rule {name}")) {
                let known = self.ids.keys().filter_map(|id| id.strip_prefix("a rule "));
                let fault =
                    Fault::new(0..name.len(), format!("there is no rule `{name}`")).suggest(&name, known);
                let mistake = Mistake::new(&source, span, fault.message);
                self.mistakes.push(match fault.help {
                    Some(help) => mistake.help(help),
                    None => mistake,
                });
            }
        }
    }

    fn mistake(&mut self, entry: Entry, span: FileSpan, message: impl Into<String>) {
        self.mistakes.push(Mistake::new(&entry.file.source, span, message));
    }

    fn mistake_with(
        &mut self,
        entry: Entry,
        span: FileSpan,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.mistakes.push(Mistake::new(&entry.file.source, span, message).help(help));
    }

    /// A mistake inside the scalar `node`.
    fn fault(&mut self, entry: Entry, node: &Node, fault: Fault) {
        let span = node.within(entry.file.source.text(), fault.span).unwrap_or(node.span);
        let mistake = Mistake::new(&entry.file.source, span, fault.message);
        self.mistakes.push(match fault.help {
            Some(help) => mistake.help(help),
            None => mistake,
        });
    }

    /// An entry as its raw type, with all that does not fit reported.
    fn raw<T: DeserializeOwned + Default>(&mut self, entry: Entry) -> T {
        let (raw, mut errors) = match entry.node.to_lenient::<T>() {
            Ok(read) => read,
            Err(error) => (T::default(), vec![error]),
        };
        // A list of tests stops at its first mistake: each is read by itself.
        if let Some(tests) = entry.node.get("tests")
            && let Some(at) = errors.iter().position(|error| tests.span.contains(error.span))
            && let NodeKind::List(items) = &tests.kind
        {
            errors.remove(at);
            for item in items {
                match item.to_lenient::<RawTest>() {
                    Ok((_, more)) => errors.extend(more),
                    Err(error) => errors.push(error),
                }
            }
        }
        let source = &entry.file.source;
        self.mistakes.extend(errors.into_iter().map(|error| typed(source, error)));
        raw
    }
}
