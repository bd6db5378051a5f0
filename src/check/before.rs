//! What a rule also looks for in the sentence before, and in those before that: "63 people were aboard. Of those, 70 …".

use crate::article::{Article, BlockKind, Part};
use crate::lexicon::Lexicon;
use crate::mention::Reading;
use crate::rule::pattern::{Binding, Candidates, Matcher, Overlap, Pattern, Scratch, SentenceView};
use crate::rule::{Owner, PatternPlace, RuleSet, Search};
use std::collections::VecDeque;

/// A sentence among those of its article.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub article: &'a Article,
    pub reading: &'a Reading,
    pub index: usize,
    pub rules: &'a RuleSet,
    pub lexicon: &'a Lexicon,
}

/// `earlier` looks back over so many sentences.
const REACH: usize = 6;

impl<'a> Here<'a> {
    fn view(self, sentence: usize) -> SentenceView<'a> {
        SentenceView::new(&self.article.prose, self.reading, sentence, self.lexicon)
    }

    /// The sentence before `sentence`: of the same paragraph, or the last one of the paragraph before, as news is often set a
    /// sentence a paragraph.
    fn before(self, sentence: usize) -> Option<usize> {
        let before = sentence.checked_sub(1)?;
        let [there, here] = [before, sentence].map(|at| self.reading.sentences[at].block as usize);
        let blocks = self.article.prose.blocks();
        let is_text = |at: usize| (blocks[at].part, blocks[at].kind) == (Part::Body, BlockKind::Paragraph);
        let follows = there + 1 == here && is_text(there) && is_text(here);
        (there == here || follows).then_some(before)
    }

    /// The sentences before `sentence`, the nearest first.
    fn earlier(self, sentence: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.before(sentence), move |at| self.before(*at)).take(REACH)
    }

    /// The sentence in which the `before` patterns of `search` are looked for.
    pub fn lead(self, search: &Search) -> Option<usize> {
        let may_look_back = search.across_paragraphs || self.reading.before(self.index).is_some();
        self.before(self.index).filter(|_| may_look_back)
    }
}

/// What stands in the sentences before the one that is looked at, as far as somebody has asked.
#[derive(Debug, Default)]
pub(super) struct Leads {
    candidates: Candidates,
    scratch: Scratch,
    /// By sentence, those asked of lately: the patterns that may match in it.
    found: VecDeque<(usize, Vec<PatternPlace>)>,
    /// The sentence that was looked at last, and what was bound before it, by sentence rule: a sentence may match a rule
    /// hundreds of times.
    here: Option<usize>,
    bound: Vec<(u16, Option<Vec<Binding>>)>,
}

impl Leads {
    /// Forgets the article.
    pub fn start(&mut self) {
        self.here = None;
        self.found.clear();
    }

    /// The patterns of `owner` that may match in `sentence`.
    fn of(
        &mut self,
        owner: Owner,
        sentence: usize,
        here: Here,
    ) -> impl Iterator<Item = PatternPlace> + use<'_> {
        let known = self.found.iter().position(|(at, _)| *at == sentence).unwrap_or_else(|| {
            let mut spare = Vec::new();
            if self.found.len() > REACH {
                spare = self.found.pop_front().unwrap_or_default().1;
                spare.clear();
            }
            spare.extend(here.rules.leads().candidates(&here.view(sentence), &mut self.candidates));
            self.found.push_back((sentence, spare));
            self.found.len() - 1
        });
        self.found[known].1.iter().copied().filter(move |lead| lead.owner == owner)
    }

    /// Whether the sentence rule `rule` may have in the sentences before what it looks for there.
    pub fn may_lead(&mut self, rule: u16, here: Here) -> bool {
        let search = &here.rules.sentences()[rule as usize].search;
        let mut may_match = |owner, at| self.of(owner, at, here).next().is_some();
        let mut from = here.index;
        if !search.before.is_empty() {
            match here.lead(search).filter(|at| may_match(Owner::Before(rule), *at)) {
                Some(lead) => from = lead,
                None => return false,
            }
        }
        search.earlier.is_empty() || here.earlier(from).any(|at| may_match(Owner::Earlier(rule), at))
    }

    /// `bindings`, with what the sentence rule `rule` looks for in the sentences before, as [`bound`] has it.
    pub fn with(&mut self, rule: u16, bindings: Vec<Binding>, here: Here) -> Option<Vec<Binding>> {
        let search = &here.rules.sentences()[rule as usize].search;
        // Most rules look for nothing there, so that nothing is kept of them.
        if search.before.is_empty() && search.earlier.is_empty() {
            return Some(bindings);
        }
        if self.here != Some(here.index) {
            self.here = Some(here.index);
            self.bound.clear();
        }
        let at = self.bound.iter().position(|(of, _)| *of == rule).unwrap_or_else(|| {
            let mut scratch = std::mem::take(&mut self.scratch);
            let patterns = |is_before: bool, sentence: usize| {
                let owner = if is_before { Owner::Before(rule) } else { Owner::Earlier(rule) };
                self.of(owner, sentence, here).map(|lead| here.rules.pattern(lead).0).collect()
            };
            let bound = bound(search, patterns, here, &mut scratch);
            self.scratch = scratch;
            self.bound.push((rule, bound));
            self.bound.len() - 1
        });
        self.bound[at].1.as_ref().map(|there| either(bindings, there))
    }
}

/// What the `before` patterns of `search` bind in the sentence before, and its `earlier` patterns in the nearest sentence before
/// that in which one of them matches: the last match of the first pattern that has one. No slot, where it has no such patterns;
/// `None` where none of them matches, or where no sentence is before that it may look in. `patterns` are those of the
/// `before` or else the `earlier` ones that may match in a sentence.
pub(super) fn bound<'a>(
    search: &Search,
    mut patterns: impl FnMut(bool, usize) -> Vec<&'a Pattern>,
    here: Here,
    scratch: &mut Scratch,
) -> Option<Vec<Binding>> {
    let mut find = |is_before: bool, sentence: usize| {
        let patterns = patterns(is_before, sentence);
        let mut matcher = Matcher::new(here.view(sentence), here.rules.lists(), scratch);
        let last = |pattern: &Pattern| matcher.find(pattern, &search.slots, Overlap::No).pop();
        patterns.into_iter().find_map(last).map(|found| found.bindings)
    };
    let (mut from, mut bound) = (here.index, Vec::new());
    if !search.before.is_empty() {
        from = here.lead(search)?;
        bound = find(true, from)?;
    }
    if !search.earlier.is_empty() {
        let there = here.earlier(from).find_map(|sentence| find(false, sentence))?;
        bound = if bound.is_empty() { there } else { either(bound, &there) };
    }
    Some(bound)
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
