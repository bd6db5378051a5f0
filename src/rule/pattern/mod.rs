//! Patterns: the `find` and `unless` of a rule.
//!
//! A pattern is a regular expression in the syntax of the `regex` crate with these additions:
//!
//! | written | means |
//! |---|---|
//! | `{n:count}` | a slot: binds a mention of that type ([`SlotType`]) as `n`, with the hedge before it |
//! | `{n:count*}` | a list: mentions of that type divided by commas, semicolons or joining words |
//! | `{w:word}` | any one word |
//! | `(?<w>…)` | a group with a name binds the words that it matches |
//! | `<people>` | an entry of a word list of the lexicon, or a phrase: a piece of pattern with a name |
//! | `…` or `...` | a gap: up to eight words, as few as can be |
//! | a space | any white space; words left out by `?` take their space with them; ` ?` glues letters (`per ?cent`), and no groups |
//!
//! Letters match in any case (`(?-i:US)` in this one only), curly quotes and apostrophes like straight
//! ones, and typographic hyphens like plain ones. A match starts at a token and does not end inside one:
//! `killed` is not found in "skilled", and letters beside a class that takes all but a few characters (`[^.;]`)
//! are whole words. It never leaves its sentence; `^` and `$` are the sentence's ends.
//! A gap does not pass a semicolon, a colon or a quotation mark (a single one, which may be an
//! apostrophe, it does), and passes commas, dashes and brackets.

mod adjacent;
mod ahead;
mod charset;
mod close;
mod count;
mod cursor;
mod edge;
mod fold;
mod gap;
mod held;
mod index;
mod lower;
mod machine;
mod need;
mod node;
mod pairs;
mod phrases;
mod places;
mod program;
mod run;
mod sentence;
mod sketch;
mod slot;
mod start;
mod switch;
mod syntax;
#[cfg(test)]
mod tests;
mod words;

pub use index::{Candidates, PatternIndex};
pub use machine::{Matcher, Scratch};
pub use phrases::Shared;
pub use sentence::SentenceView;
pub use slot::{Slot, SlotType, Slots};
pub use words::WordLists;

use super::Fault;
use crate::lexicon::Lexicon;
use crate::source::ProseSpan;
use count::Count;
use lower::{Classes, lower, whole};
use need::{Costs, Need};
use node::Node;
use pairs::PairNeeds;
use phrases::Phrases;
use program::Program;
use start::Starts;
use std::sync::OnceLock;
use syntax::Tree;

/// The list of the words between the last elements of an enumeration ("and", "or"), if the lexicon has it.
pub const JOINERS: &str = "joiners";
/// The list of words too common to find a sentence by, if the lexicon has it.
pub const COMMON_WORDS: &str = "common-words";

/// A pattern, checked when it is read and compiled when it is first needed.
#[derive(Debug, Clone)]
pub struct Pattern {
    node: Node,
    /// How many slots its rule had when it was read: its own are among them.
    slots: u16,
    needs: Vec<Need>,
    pairs: PairNeeds,
    counts: Vec<Count>,
    starts: Option<Starts>,
    program: OnceLock<Program>,
}

/// A match of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// All words of it.
    pub span: ProseSpan,
    /// What each slot of the rule has bound.
    pub bindings: Vec<Binding>,
}

/// What a slot has bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// Nothing: the slot is in a part of the pattern that was left out, or in another pattern.
    None,
    /// A mention, as index into the article's.
    Mention(u32),
    /// Mentions, in order of place.
    List(Box<[u32]>),
    /// Words, for `word` and named groups.
    Words(ProseSpan),
}

/// Whether matches may overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlap {
    /// A match is looked for after the end of the one before.
    No,
    /// One match for each place where one starts: "[three soldiers and [two civilians were killed]]".
    Yes,
}

/// What all patterns of a rule set are read with.
#[derive(Debug)]
pub struct PatternReader<'a> {
    lexicon: &'a mut Lexicon,
    /// The word lists that have been named so far.
    pub lists: WordLists,
    phrases: Phrases,
    costs: Costs,
    classes: Classes,
}

impl<'a> PatternReader<'a> {
    /// A reader of patterns, which adds their words to the vocabulary of `lexicon`.
    pub fn new(lexicon: &'a mut Lexicon) -> Self {
        let mut lists = WordLists::default();
        lists.find(JOINERS, &lexicon.lists);
        lists.compile(&mut lexicon.vocabulary);
        lists.set_joiners(JOINERS);
        let common = lexicon.lists.get(COMMON_WORDS).unwrap_or_default().to_vec();
        let costs = Costs::new(common.iter().map(|word| lexicon.vocabulary.intern(word)));
        PatternReader { lexicon, lists, phrases: Phrases::default(), costs, classes: Classes::default() }
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon
    }

    /// Adds a phrase, a piece of pattern that others name; gives back whether its name was free.
    pub fn add_phrase(&mut self, name: &str, text: &str, shared: Shared) -> bool {
        self.lexicon.lists.get(name).is_none() && self.phrases.add(name, text, shared)
    }

    /// Forgets the phrases of the rule that was read last.
    pub fn forget_phrases(&mut self) {
        self.phrases.forget_own();
    }

    /// Checks a phrase by itself.
    ///
    /// # Errors
    ///
    /// All that is wrong with it, as places in its text. The patterns that name it are then read without it, so that its
    /// mistakes are told once.
    pub fn check_phrase(&mut self, name: &str) -> Result<(), Vec<Fault>> {
        self.read_phrase(name);
        let faults = self.phrases.take_faults(name);
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// Reads the phrase `name`, unless there is none or it has been read, and before it those that it names.
    fn read_phrase(&mut self, name: &str) {
        let open = |phrases: &mut Phrases, name: &str| Some((name.to_owned(), phrases.open(name)?));
        let mut opened = Vec::from_iter(open(&mut self.phrases, name));
        while let Some((_, text)) = opened.last() {
            let inner = phrases::named(text).find_map(|inner| open(&mut self.phrases, inner));
            if let Some(inner) = inner {
                opened.push(inner);
                continue;
            }
            let Some((name, text)) = opened.pop() else { return };
            let mut slots = Slots::new();
            let node = Tree::parse(&text, self.lexicon, &self.phrases, &mut slots, &mut self.lists)
                .and_then(|tree| lower(&tree, &mut self.classes));
            self.phrases.close(&name, node, slots);
        }
    }

    /// Reads a pattern of a rule whose slots so far are `slots`.
    ///
    /// # Errors
    ///
    /// All that is wrong with it, as places in `source`.
    pub fn read(&mut self, source: &str, slots: &mut Slots) -> Result<Pattern, Vec<Fault>> {
        phrases::named(source).for_each(|name| self.read_phrase(name));
        let tree = Tree::parse(source, self.lexicon, &self.phrases, slots, &mut self.lists)?;
        let mut node = lower(&tree, &mut self.classes)?;
        if node.is_nullable() {
            return Err(vec![Fault::new(whole(&tree), "the pattern can match without any word")]);
        }
        if let Err(slot) = node.slots_bound() {
            let name = &slots.as_slice()[slot as usize].name;
            let message = format!("`{name}` is bound twice in every match");
            return Err(vec![
                Fault::new(whole(&tree), message).help("give the second slot a name of its own"),
            ]);
        }
        let vocabulary = &mut self.lexicon.vocabulary;
        self.lists.compile(vocabulary);
        close::close(&mut node, vocabulary);
        let needs = need::needs(&node, &self.lists, vocabulary, &self.costs);
        let pairs = adjacent::pair_needs(&node, &self.costs);
        let starts = start::starts(&node, &self.lists, vocabulary);
        let counts = count::counts(&node);
        let slots = slots.as_slice().len() as u16;
        Ok(Pattern { node, slots, needs, pairs, counts, starts, program: OnceLock::new() })
    }
}

impl Pattern {
    fn program(&self, lists: &WordLists) -> &Program {
        self.program.get_or_init(|| Program::new(&self.node, lists))
    }
}
