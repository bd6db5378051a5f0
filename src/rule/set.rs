//! All rules of a run.

use super::model::{Comparison, Measure, SentenceRule, Variants};
use super::pattern::{Candidates, Pattern, PatternIndex, SentenceView, Slots, WordLists};
use crate::claim::MeasureId;
use std::sync::Arc;

/// All rules of a run, none with a mistake.
#[derive(Debug, Default)]
pub struct RuleSet {
    pub(super) sentences: Vec<SentenceRule>,
    pub(super) measures: Vec<Measure>,
    pub(super) comparisons: Vec<Comparison>,
    pub(super) variants: Vec<Variants>,
    pub(super) lists: WordLists,
    /// What is looked for in every sentence, and what only in one before a match.
    indexed: Indexed,
    leads: Indexed,
    /// The active measures that take mentions in place of patterns.
    mentioned: Vec<MeasureId>,
}

/// What a pattern belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A sentence rule, by its place.
    Sentence(u16),
    /// What a sentence rule looks for in the sentence before: where that has none of it, the rule has nothing to look for.
    Before(u16),
    /// The same for the sentences before that.
    Earlier(u16),
    /// A measure.
    Measure(MeasureId),
    /// A spelling: the place of its rule, and its own among the rule's.
    Spelling(u16, u16),
}

/// Why no form of a family of spellings can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownForm {
    /// No rule has a family of that name.
    Family,
    /// The family has these forms, and not that one.
    Form(Vec<Box<str>>),
}

/// Patterns of the rules that are active, by what a sentence must hold for each.
#[derive(Debug, Default)]
pub struct Indexed {
    places: Vec<PatternPlace>,
    index: PatternIndex,
}

impl Indexed {
    /// Those that may match in `sentence`.
    pub fn candidates<'a>(
        &'a self,
        sentence: &SentenceView<'_>,
        memory: &'a mut Candidates,
    ) -> impl ExactSizeIterator<Item = PatternPlace> + 'a {
        self.index.candidates(sentence, memory).iter().map(|at| self.places[*at as usize])
    }
}

/// Where a pattern stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternPlace {
    /// What it belongs to.
    pub owner: Owner,
    /// Its place among the owner's patterns.
    pub at: u16,
}

impl RuleSet {
    /// The sentence rules, in order of their files.
    pub fn sentences(&self) -> &[SentenceRule] {
        &self.sentences
    }

    /// The measures; a [`MeasureId`] is a place here.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The comparison rules.
    pub fn comparisons(&self) -> &[Comparison] {
        &self.comparisons
    }

    /// The families of spellings.
    pub fn variants(&self) -> &[Variants] {
        &self.variants
    }

    /// The rules that tell the mistakes of the rule `id` better than it does.
    pub fn yields_to(&self, id: &str) -> &[Arc<str>] {
        let sentences = self.sentences.iter().map(|rule| &rule.about);
        let comparisons = self.comparisons.iter().map(|rule| &rule.about);
        let found = sentences.chain(comparisons).find(|about| &*about.id == id);
        found.map_or(&[], |about| &about.yields_to)
    }

    /// The word lists that the patterns name.
    pub fn lists(&self) -> &WordLists {
        &self.lists
    }

    /// A measure.
    pub fn measure(&self, id: MeasureId) -> &Measure {
        &self.measures[id.0 as usize]
    }

    /// The measure called `name`.
    pub fn find_measure(&self, name: &str) -> Option<MeasureId> {
        self.measures.iter().position(|measure| &*measure.about.id == name).map(|at| MeasureId(at as u16))
    }

    /// The ids of all rules, measures not among them.
    #[cfg(test)]
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        let sentences = self.sentences.iter().map(|rule| &rule.about);
        let comparisons = self.comparisons.iter().map(|rule| &rule.about);
        let variants = self.variants.iter().map(|rule| &rule.about);
        sentences.chain(comparisons).chain(variants).map(|about| &*about.id)
    }

    /// The name of each family of spellings: its first spelling.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        self.variants.iter().flat_map(|rule| rule.families.iter().map(|name| &**name))
    }

    /// Takes back all house forms.
    pub fn forget_house_forms(&mut self) {
        for rule in &mut self.variants {
            rule.house.fill(None);
        }
    }

    /// Makes the form that has the spelling `form` the house form of the family `family`, which may be named by
    /// any of its spellings; a family that stands in several rules is set in all of them.
    ///
    /// # Errors
    ///
    /// What could have been meant instead, where there is no such family or form.
    pub fn choose_form(&mut self, family: &str, form: &str) -> Result<(), UnknownForm> {
        let mut forms = Vec::new();
        let (mut known, mut chosen) = (false, false);
        for rule in &mut self.variants {
            let named = rule.families.iter().position(|name| &**name == family);
            let spelled = || rule.spellings.iter().find(|s| &*s.text == family).map(|s| s.family as usize);
            let Some(at) = named.or_else(spelled) else { continue };
            known = true;
            let of_family = rule.spellings.iter().filter(|s| s.family as usize == at);
            match of_family.clone().find(|s| &*s.text == form) {
                Some(spelling) => {
                    rule.house[at] = Some(spelling.form);
                    chosen = true;
                }
                None => forms.extend(of_family.filter(|s| s.inflection == 0).map(|s| s.text.clone())),
            }
        }
        match (known, chosen) {
            (true, true) => Ok(()),
            (true, false) => Err(UnknownForm::Form(forms)),
            (false, _) => Err(UnknownForm::Family),
        }
    }

    /// The active patterns that are looked for in every sentence.
    pub fn patterns(&self) -> &Indexed {
        &self.indexed
    }

    /// Those that active rules look for in the sentence before one where they have found something.
    pub fn leads(&self) -> &Indexed {
        &self.leads
    }

    /// The active measures whose claims are all mentions of a type ([`Measure::mention`]): no pattern of the index
    /// finds them.
    pub fn mentioned(&self) -> &[MeasureId] {
        &self.mentioned
    }

    /// All active patterns.
    #[cfg(test)]
    pub(super) fn active(&self) -> impl Iterator<Item = PatternPlace> {
        self.indexed.places.iter().chain(&self.leads.places).copied()
    }

    /// A pattern, with the slots of its owner.
    pub fn pattern(&self, place: PatternPlace) -> (&Pattern, &Slots) {
        match place.owner {
            Owner::Sentence(rule) => {
                let search = &self.sentences[rule as usize].search;
                (&search.find[place.at as usize], &search.slots)
            }
            Owner::Before(rule) => {
                let search = &self.sentences[rule as usize].search;
                (&search.before[place.at as usize], &search.slots)
            }
            Owner::Earlier(rule) => {
                let search = &self.sentences[rule as usize].search;
                (&search.earlier[place.at as usize], &search.slots)
            }
            Owner::Measure(measure) => {
                let search = &self.measure(measure).search;
                (&search.find[place.at as usize], &search.slots)
            }
            Owner::Spelling(rule, spelling) => {
                let variants = &self.variants[rule as usize];
                (&variants.spellings[spelling as usize].pattern, &variants.slots)
            }
        }
    }

    /// Indexes the patterns whose owners are active, so that the others cost nothing. Loading
    /// has done so with the rules that are enabled, and all measures.
    pub fn activate(&mut self, is_active: impl Fn(Owner) -> bool) {
        let places =
            |owner: Owner, patterns: usize| (0..patterns as u16).map(move |at| PatternPlace { owner, at });
        let mut all = Vec::new();
        for (at, rule) in self.sentences.iter().enumerate() {
            all.extend(places(Owner::Sentence(at as u16), rule.search.find.len()));
            all.extend(places(Owner::Before(at as u16), rule.search.before.len()));
            all.extend(places(Owner::Earlier(at as u16), rule.search.earlier.len()));
        }
        for (at, measure) in self.measures.iter().enumerate() {
            all.extend(places(Owner::Measure(MeasureId(at as u16)), measure.search.find.len()));
        }
        for (at, rule) in self.variants.iter().enumerate() {
            for spelling in 0..rule.spellings.len() {
                all.extend(places(Owner::Spelling(at as u16, spelling as u16), 1));
            }
        }
        all.retain(|place| is_active(place.owner));
        let is_lead = |place: &PatternPlace| matches!(place.owner, Owner::Before(_) | Owner::Earlier(_));
        let (leads, places) = all.into_iter().partition(is_lead);
        (self.indexed, self.leads) = (self.indexed(places), self.indexed(leads));
        let ids = (0..self.measures.len()).map(|at| MeasureId(at as u16));
        self.mentioned =
            ids.filter(|id| self.measure(*id).mention.is_some() && is_active(Owner::Measure(*id))).collect();
    }
    fn indexed(&self, places: Vec<PatternPlace>) -> Indexed {
        let index = PatternIndex::new(places.iter().map(|place| self.pattern(*place).0));
        Indexed { places, index }
    }
}
