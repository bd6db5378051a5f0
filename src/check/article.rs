//! One article through all sentence rules and measures.

use super::before::{Here, Leads};
use super::context::Context;
use super::env::MatchEnv;
use super::mutate::Held;
use super::pass::Pass;
use super::variants::{self, FormUse, Spelled};
use super::{Broken, Spot, Tally, extract, sentence};
use crate::article::Article;
use crate::claim::{ArticleClaims, Claim, MeasureId, Scope};
use crate::lexicon::Lexicon;
use crate::mention::Reading;
use crate::rule::pattern::{Binding, Candidates, Matcher, Overlap, Pattern, Scratch, SentenceView, Slots};
use crate::rule::{Owner, RuleSet};
use crate::source::ProseSpan;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// Memory that is used again for article after article; one for each thread.
#[derive(Debug, Default)]
pub struct Memory {
    candidates: Candidates,
    scratch: Scratch,
    leads: Leads,
    /// What was judged and held, when somebody wants to know.
    held: Option<Vec<Held>>,
}

impl Memory {
    /// Memory that also keeps which judgments held.
    pub(super) fn watching() -> Self {
        Memory { held: Some(Vec::new()), ..Memory::default() }
    }

    /// The judgments that held since it was last asked.
    pub(super) fn take_held(&mut self) -> Vec<Held> {
        self.held.as_mut().map(std::mem::take).unwrap_or_default()
    }
}

/// What was found out about one article.
#[derive(Debug)]
pub struct Understanding {
    /// Its claims, for the join.
    pub claims: ArticleClaims,
    /// The sentence rules that it breaks, and the spellings that it mixes.
    pub broken: Vec<Broken>,
    /// The spellings that it uses, for the rules that look at the whole corpus.
    pub forms: Vec<FormUse>,
    /// How much was judged.
    pub tally: Tally,
}

/// Runs the sentence rules and measures of `rules` over an article and its reading; `as_of` is the day of
/// an article that gives none.
pub fn article(
    article: &Article,
    reading: &Reading,
    rules: &RuleSet,
    lexicon: &Lexicon,
    as_of: Option<NaiveDate>,
    memory: &mut Memory,
) -> Understanding {
    let published = article.meta.published.as_ref().map(|stamp| stamp.day).or(as_of);
    let Memory { candidates, scratch, leads, held } = memory;
    leads.start();
    let mut course = Course {
        rules,
        base: MatchEnv { article, reading, lexicon, bindings: &[], published },
        context: Context::new(article, reading, lexicon, published),
        claims: Vec::new(),
        broken: Vec::new(),
        once: HashMap::new(),
        spelled: Vec::new(),
        tally: Tally::default(),
        leads,
        held: held.as_mut(),
    };
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let view = SentenceView::new(&article.prose, reading, index, lexicon);
        let found = rules.patterns().candidates(&view, candidates);
        let mentioned = if view.mentions.is_empty() { &[][..] } else { rules.mentioned() };
        if found.len() == 0 && mentioned.is_empty() {
            continue;
        }
        let block = &article.prose.blocks()[sentence.block as usize];
        let matcher = Matcher::new(view, rules.lists(), scratch);
        let broken = course.broken.len();
        let mut pass = Pass { index, sentence, block, view, matcher, silenced: Vec::new(), broken };
        for place in found {
            let (pattern, slots) = rules.pattern(place);
            match place.owner {
                Owner::Sentence(rule) => course.sentence_rule(rule, pattern, &mut pass),
                // Looked for when a sentence behind asks.
                Owner::Before(_) | Owner::Earlier(_) => {}
                Owner::Measure(id) => course.measure(id, pattern, &mut pass),
                Owner::Spelling(rule, spelling) => {
                    course.spelling((rule, spelling), pattern, slots, &mut pass);
                }
            }
        }
        for id in mentioned {
            course.mentioned(*id, &mut pass);
        }
    }
    course.finish(scratch)
}

/// An article on its way through the rules, and what they have found so far.
struct Course<'a> {
    rules: &'a RuleSet,
    /// What every match sees, without bindings.
    base: MatchEnv<'a>,
    context: Context<'a>,
    claims: Vec<Claim>,
    broken: Vec<Broken>,
    /// Findings that are one finding for their rule, as places in `broken`: by the rule and what they share.
    once: HashMap<(u16, String), usize>,
    spelled: Vec<Spelled>,
    tally: Tally,
    leads: &'a mut Leads,
    held: Option<&'a mut Vec<Held>>,
}

impl Course<'_> {
    /// Judges the matches of a pattern of the sentence rule at `at`.
    fn sentence_rule(&mut self, at: u16, pattern: &Pattern, pass: &mut Pass) {
        let rules = self.rules;
        let rule = &rules.sentences()[at as usize];
        let search = &rule.search;
        let MatchEnv { article, reading, lexicon, .. } = self.base;
        let here = Here { article, reading, index: pass.index, rules, lexicon };
        if !pass.is_in(&search.places) || !self.leads.may_lead(at, here) {
            return;
        }
        for found in pass.matcher.find(pattern, &search.slots, rule.overlap) {
            if let Some(bindings) = self.leads.with(at, found.bindings, here) {
                self.judge(at, &bindings, found.span, pass);
            }
        }
    }

    /// Judges one match of the sentence rule at `at`.
    fn judge(&mut self, at: u16, bindings: &[Binding], matched: ProseSpan, pass: &mut Pass) {
        let rule = &self.rules.sentences()[at as usize];
        let env = MatchEnv { bindings, ..self.base };
        let mut tally = self.tally;
        let judged = sentence::judge(rule, &env, matched, pass.sentence, &mut tally);
        let silencing = &rule.search.unless;
        // Few matches break their rule, so that it is asked last whether it is silent here.
        if (judged.is_some() || self.held.is_some())
            && pass.is_silenced(Owner::Sentence(at), silencing, bindings)
        {
            return;
        }
        let before = std::mem::replace(&mut self.tally, tally);
        match judged {
            Some(broken) => self.add(at, broken, &env, pass),
            None if tally != before && tally.undecided == before.undecided => {
                if let Some(held) = &mut self.held {
                    let spots = sentence::spots(rule, &env, matched, pass.sentence);
                    let places = spots.into_iter().map(|spot| (spot.source, spot.span)).collect();
                    held.push(Held { rule: Arc::clone(&rule.about.id), places });
                }
            }
            None => {}
        }
    }

    /// Adds a finding of the rule at `at`, unless the sentence has one of it there; to the first one where the two are one.
    fn add(&mut self, at: u16, broken: Broken, env: &MatchEnv, pass: &Pass) {
        let is_same = |b: &Broken| b.rule == broken.rule && b.spots[0].span.overlaps(broken.spots[0].span);
        if self.broken[pass.broken..].iter().any(is_same) {
            return;
        }
        let what = sentence::once(&self.rules.sentences()[at as usize], env);
        match what.map(|what| self.once.entry((at, what))) {
            Some(Entry::Occupied(first)) => {
                let again = |spot: Spot| Spot { label: "again".to_owned(), ..spot };
                return self.broken[*first.get()].spots.extend(broken.spots.into_iter().map(again));
            }
            Some(Entry::Vacant(none)) => {
                none.insert(self.broken.len());
            }
            None => {}
        }
        self.broken.push(broken);
    }

    /// Makes claims of the matches of a pattern of a measure.
    fn measure(&mut self, id: MeasureId, pattern: &Pattern, pass: &mut Pass) {
        let measure = self.rules.measure(id);
        if !pass.is_in(&measure.search.places) {
            return;
        }
        for found in pass.matcher.find(pattern, &measure.search.slots, Overlap::No) {
            let claim = self.claim(id, &found.bindings, found.span, pass);
            self.claims.extend(claim.map(|claim| pass.with_uncounted(claim, measure)));
        }
    }

    /// Makes claims of the mentions of the sentence, for a measure that is of all of one type.
    fn mentioned(&mut self, id: MeasureId, pass: &mut Pass) {
        let measure = self.rules.measure(id);
        let Some(kind) = measure.mention.filter(|_| pass.is_in(&measure.search.places)) else { return };
        let view = pass.view;
        for (at, mention) in (view.first_mention..).zip(view.mentions) {
            if !mention.inner && kind.accepts(mention, view.units) {
                let claim = self.claim(id, &[Binding::Mention(at)], mention.extent, pass);
                self.claims.extend(claim);
            }
        }
    }

    /// The claim that one match of a measure makes.
    fn claim(
        &mut self,
        id: MeasureId,
        bindings: &[Binding],
        matched: ProseSpan,
        pass: &mut Pass,
    ) -> Option<Claim> {
        let measure = self.rules.measure(id);
        let env = MatchEnv { bindings, ..self.base };
        if !extract::is_claim(measure, &env)
            || pass.is_silenced(Owner::Measure(id), &measure.search.unless, bindings)
        {
            return None;
        }
        extract::claim(measure, id, &env, matched, pass.index, &mut self.context)
    }

    /// Notes where a spelling of a rule stands.
    fn spelling(&mut self, (rule, spelling): (u16, u16), pattern: &Pattern, slots: &Slots, pass: &mut Pass) {
        if pass.is_in(&self.rules.variants()[rule as usize].places) {
            let found = pass.matcher.find(pattern, slots, Overlap::No);
            let spelled = found.iter().map(|one| Spelled::new(rule, spelling, pass.index, one));
            self.spelled.extend(spelled);
        }
    }

    /// What was found out, when all sentences are done.
    fn finish(self, scratch: &mut Scratch) -> Understanding {
        let Course { rules, base, context, mut claims, mut broken, spelled, tally, .. } = self;
        // One figure is one claim of a measure, whatever many patterns find it.
        claims.sort_by_key(|c: &Claim| (c.span.start, c.measure, c.span.end));
        claims.dedup_by_key(|c| (c.span, c.measure));
        tell_others(&mut claims, rules);
        let MatchEnv { article, reading, lexicon, .. } = base;
        let (mixed, forms) = variants::judge(spelled, article, reading, rules, lexicon, scratch);
        broken.extend(mixed);
        Understanding { claims: context.finish(claims, rules), broken, forms, tally }
    }
}

/// Sentences that are fewer bytes apart follow one another, paragraphs or not.
const NEXT_PARAGRAPH: u32 = 200;

/// "Three were killed and 35 others injured": the others are other than the dead, and all of the injured. An addition
/// is one to a figure of its own measure; after a figure of another measure that counts the same it is the whole. In a
/// sentence of its own ("Another 35 were injured.") it is so where the article has told no figure of its measure before.
fn tell_others(claims: &mut [Claim], rules: &RuleSet) {
    let mut first = 0;
    let mut told: Vec<MeasureId> = Vec::new();
    for at in 0..claims.len() {
        if claims[first].sentence != claims[at].sentence {
            told.extend(claims[first..at].iter().map(|claim| claim.measure));
            first = at;
        }
        let claim = &claims[at];
        if claim.scope != Scope::Additional {
            continue;
        }
        let counts = &rules.measure(claim.measure).counts;
        // A sentence has few figures; one that is a list of thousands is no report.
        let here = &claims[first.max(at.saturating_sub(8))..at];
        let is_other = |other: &Claim| {
            counts.is_some() && rules.measure(other.measure).counts == *counts && other.span != claim.span
        };
        let follows =
            |other: &Claim| claim.sentence.start.saturating_sub(other.sentence.end) < NEXT_PARAGRAPH;
        let before = first.checked_sub(1).map(|last| &claims[last]).filter(|last| follows(last));
        let is_first = !told.contains(&claim.measure) && before.is_some_and(is_other);
        let is_told = here.iter().any(|other| other.measure == claim.measure);
        if (here.iter().any(is_other) || is_first) && !is_told {
            claims[at].scope = Scope::Whole;
        }
    }
}
