//! What a rule also looks for in the sentence before: "63 people were aboard. Of those, 70 …".

use crate::article::{Article, BlockKind, Part};
use crate::lexicon::Lexicon;
use crate::mention::Reading;
use crate::rule::pattern::{Binding, Candidates, Matcher, Overlap, Pattern, Scratch, SentenceView};
use crate::rule::{Owner, PatternPlace, RuleSet, Search};

/// A sentence among those of its article.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub article: &'a Article,
    pub reading: &'a Reading,
    pub index: usize,
    pub rules: &'a RuleSet,
    pub lexicon: &'a Lexicon,
}

impl<'a> Here<'a> {
    /// The sentence before: of the same paragraph, or the last one of the paragraph before, as news is often set a sentence
    /// a paragraph.
    fn before(self) -> Option<SentenceView<'a>> {
        let before = self.index.checked_sub(1)?;
        let [there, here] = [before, self.index].map(|at| self.reading.sentences[at].block as usize);
        let blocks = self.article.prose.blocks();
        let is_text = |at: usize| (blocks[at].part, blocks[at].kind) == (Part::Body, BlockKind::Paragraph);
        let follows = there + 1 == here && is_text(there) && is_text(here);
        (there == here || follows)
            .then(|| SentenceView::new(&self.article.prose, self.reading, before, self.lexicon))
    }

    /// Whether `search` may look in the sentence before.
    pub fn may_look_back(self, search: &Search) -> bool {
        search.across_paragraphs || self.reading.before(self.index).is_some()
    }
}

/// What stands in the sentence before the one that is looked at, as far as somebody has asked.
#[derive(Debug, Default)]
pub(super) struct Leads {
    candidates: Candidates,
    scratch: Scratch,
    /// The sentence that was asked of last, and the patterns that may match before it.
    here: Option<usize>,
    found: Vec<PatternPlace>,
    /// What was bound before it, by sentence rule: a sentence may match a rule hundreds of times.
    bound: Vec<(u16, Option<Vec<Binding>>)>,
}

impl Leads {
    /// Forgets the article.
    pub fn start(&mut self) {
        self.here = None;
    }

    /// The `before` patterns of the sentence rule `rule` that may match in the sentence before `here`.
    fn of(&mut self, rule: u16, here: Here) -> impl Iterator<Item = PatternPlace> {
        if self.here != Some(here.index) {
            self.here = Some(here.index);
            self.found.clear();
            self.bound.clear();
            if let Some(view) = here.before() {
                self.found.extend(here.rules.leads().candidates(&view, &mut self.candidates));
            }
        }
        self.found.iter().copied().filter(move |lead| lead.owner == Owner::Before(rule))
    }

    /// Whether the sentence rule `rule` may have in the sentence before what it looks for there.
    pub fn may_lead(&mut self, rule: u16, here: Here) -> bool {
        let search = &here.rules.sentences()[rule as usize].search;
        here.may_look_back(search) && self.of(rule, here).next().is_some()
    }

    /// `bindings`, with what the sentence rule `rule` looks for in the sentence before, as [`bound`] has it.
    pub fn with(&mut self, rule: u16, bindings: Vec<Binding>, here: Here) -> Option<Vec<Binding>> {
        let search = &here.rules.sentences()[rule as usize].search;
        // Most rules look for nothing there, so that nothing is kept of them.
        if search.before.is_empty() {
            return Some(bindings);
        }
        let leads: Vec<PatternPlace> = self.of(rule, here).collect();
        let at = match self.bound.iter().position(|(of, _)| *of == rule) {
            Some(known) => known,
            None => {
                let patterns = leads.into_iter().map(|lead| here.rules.pattern(lead).0);
                self.bound.push((rule, bound(search, patterns, here, &mut self.scratch)));
                self.bound.len() - 1
            }
        };
        self.bound[at].1.as_ref().map(|there| either(bindings, there))
    }
}

/// What the `before` patterns of `search` bind in the sentence before, the last match of the first pattern that has one: no
/// slot, where it has no such patterns; `None` where none of them matches, or where no sentence is before that it may look
/// in. `leads` are those of them that may match there.
pub(super) fn bound<'a>(
    search: &Search,
    mut leads: impl Iterator<Item = &'a Pattern>,
    here: Here,
    scratch: &mut Scratch,
) -> Option<Vec<Binding>> {
    if search.before.is_empty() {
        return Some(Vec::new());
    }
    if !here.may_look_back(search) {
        return None;
    }
    let mut matcher = Matcher::new(here.before()?, here.rules.lists(), scratch);
    let found = leads.find_map(|pattern| matcher.find(pattern, &search.slots, Overlap::No).pop())?;
    Some(found.bindings)
}

/// `here`, and where a slot has nothing there, what it is bound to `there`.
pub(super) fn either(mut here: Vec<Binding>, there: &[Binding]) -> Vec<Binding> {
    for (here, there) in here.iter_mut().zip(there) {
        if *here == Binding::None {
            *here = there.clone();
        }
    }
    here
}
