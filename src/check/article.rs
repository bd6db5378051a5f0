//! One article through all sentence rules and measures.

use super::before::{self, Here};
use super::context::Context;
use super::env::MatchEnv;
use super::mutate::Held;
use super::variants::{self, FormUse, Spelled};
use super::{Broken, Spot, Tally, extract, sentence};
use crate::article::Article;
use crate::claim::{ArticleClaims, Claim, ClaimValue, MeasureId, Scope};
use crate::lexicon::Lexicon;
use crate::mention::Reading;
use crate::rule::pattern::{Binding, Candidates, Matcher, Overlap, Pattern, Scratch, SentenceView};
use crate::rule::{Measure, Owner, PatternPlace, RuleSet};
use crate::value::Number;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// Memory that is used again for article after article; one for each thread.
#[derive(Debug, Default)]
pub struct Memory {
    candidates: Candidates,
    scratch: Scratch,
    /// For the sentence before.
    scratch_before: Scratch,
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
    let base = MatchEnv { article, reading, lexicon, bindings: &[], published };
    let mut context = Context::new(article, reading, lexicon, published);
    let mut claims = Vec::new();
    let mut broken: Vec<Broken> = Vec::new();
    let mut spelled = Vec::new();
    // Findings that are one finding for their rule: by the rule and what they share.
    let mut once: HashMap<(u16, String), usize> = HashMap::new();
    let mut tally = Tally::default();
    // The patterns of the sentence before that may match there, and those of this one for the next.
    let (mut led, mut leads) = (Vec::new(), Vec::new());
    for (index, sentence) in reading.sentences.iter().enumerate() {
        std::mem::swap(&mut led, &mut leads);
        leads.clear();
        let view = SentenceView::new(&article.prose, reading, index, lexicon);
        let candidates = rules.index().candidates(&view, &mut memory.candidates);
        let mentioned = if view.mentions.is_empty() { &[][..] } else { rules.mentioned() };
        if candidates.is_empty() && mentioned.is_empty() {
            continue;
        }
        let block = &article.prose.blocks()[sentence.block as usize];
        let first = broken.len();
        let mut pass =
            Pass { matcher: Matcher::new(view, rules.lists(), &mut memory.scratch), silenced: Vec::new() };
        for candidate in candidates {
            let place = rules.place(*candidate);
            let (pattern, slots) = rules.pattern(place);
            match place.owner {
                Owner::Before(_) => leads.push(place),
                Owner::Sentence(at) => {
                    let rule = &rules.sentences()[at as usize];
                    let own = |lead: &&PatternPlace| lead.owner == Owner::Before(at);
                    if !rule.search.before.is_empty() && !led.iter().any(|lead| own(&lead)) {
                        continue;
                    }
                    if !rule.search.places.contain(block.part, block.kind) {
                        continue;
                    }
                    let here = Here { article, reading, index, rules, lexicon };
                    for found in pass.matcher.find(pattern, &rule.search.slots, rule.overlap) {
                        let scratch = &mut memory.scratch_before;
                        let leads = led.iter().filter(own).map(|lead| rules.pattern(*lead).0);
                        let Some(bindings) =
                            before::bound(&rule.search, found.bindings, leads, here, scratch)
                        else {
                            continue;
                        };
                        let env = MatchEnv { bindings: &bindings, ..base };
                        let before = tally;
                        let judged = sentence::judge(rule, &env, found.span, sentence, &mut tally);
                        // Few matches break their rule, so that it is asked last whether it is silent here.
                        if (judged.is_some() || memory.held.is_some())
                            && pass.is_silenced(place.owner, &rule.search.unless, &bindings)
                        {
                            tally = before;
                            continue;
                        }
                        if let Some(held) = &mut memory.held
                            && judged.is_none()
                            && tally != before
                            && tally.undecided == before.undecided
                        {
                            let spots = sentence::spots(rule, &env, found.span, sentence);
                            let places = spots.into_iter().map(|spot| (spot.source, spot.span)).collect();
                            held.push(Held { rule: Arc::clone(&rule.about.id), places });
                        }
                        let is_new = |next: &Broken| {
                            let same = |b: &Broken| {
                                b.rule == next.rule && b.spots[0].span.overlaps(next.spots[0].span)
                            };
                            !broken[first..].iter().any(same)
                        };
                        if let Some(next) = judged.filter(is_new) {
                            match sentence::once(rule, &env).map(|what| once.entry((at, what))) {
                                Some(Entry::Occupied(first)) => {
                                    let again = |spot: Spot| Spot { label: "again".to_owned(), ..spot };
                                    broken[*first.get()].spots.extend(next.spots.into_iter().map(again));
                                    continue;
                                }
                                Some(Entry::Vacant(none)) => {
                                    none.insert(broken.len());
                                }
                                None => {}
                            }
                            broken.push(next);
                        }
                    }
                }
                Owner::Spelling(rule, spelling) => {
                    if rules.variants()[rule as usize].places.contain(block.part, block.kind) {
                        let found = pass.matcher.find(pattern, slots, Overlap::No);
                        spelled.extend(found.iter().map(|one| Spelled::new(rule, spelling, index, one)));
                    }
                }
                Owner::Measure(id) => {
                    let measure = rules.measure(id);
                    if !measure.search.places.contain(block.part, block.kind) {
                        continue;
                    }
                    for found in pass.matcher.find(pattern, &measure.search.slots, Overlap::No) {
                        let env = MatchEnv { bindings: &found.bindings, ..base };
                        if !extract::is_claim(measure, &env)
                            || pass.is_silenced(place.owner, &measure.search.unless, &found.bindings)
                        {
                            continue;
                        }
                        let claim = extract::claim(measure, id, &env, found.span, index, &mut context);
                        claims.extend(claim.map(|claim| pass.with_uncounted(claim, measure)));
                    }
                }
            }
        }
        for id in mentioned {
            let measure = rules.measure(*id);
            let Some(kind) = measure.mention else { continue };
            if !measure.search.places.contain(block.part, block.kind) {
                continue;
            }
            for (at, mention) in view.mentions.iter().enumerate() {
                if mention.inner || !kind.accepts(mention, &lexicon.units) {
                    continue;
                }
                let bindings = [Binding::Mention(view.first_mention + at as u32)];
                let env = MatchEnv { bindings: &bindings, ..base };
                if extract::is_claim(measure, &env)
                    && !pass.is_silenced(Owner::Measure(*id), &measure.search.unless, &bindings)
                {
                    claims.extend(extract::claim(measure, *id, &env, mention.extent, index, &mut context));
                }
            }
        }
    }
    // One figure is one claim of a measure, whatever many patterns find it.
    claims.sort_by_key(|c: &Claim| (c.span.start, c.measure, c.span.end));
    claims.dedup_by_key(|c| (c.span, c.measure));
    tell_others(&mut claims, rules);
    let (mixed, forms) = variants::judge(spelled, article, reading, rules, lexicon, &mut memory.scratch);
    broken.extend(mixed);
    Understanding { claims: context.finish(claims, rules), broken, forms, tally }
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

/// The matcher of one sentence, with the matches in it of which it is known whether they are silenced.
struct Pass<'a> {
    matcher: Matcher<'a>,
    silenced: Vec<(Owner, Box<[Binding]>, bool)>,
}

/// So many attackers may be among the dead, or not, where the sentence tells of several.
const SEVERAL: i128 = 5;

impl Pass<'_> {
    /// Whether one of the `unless` patterns of `owner` matches beside what a match has bound.
    fn is_silenced(&mut self, owner: Owner, unless: &[Pattern], bindings: &[Binding]) -> bool {
        if unless.is_empty() {
            return false;
        }
        let known = self.silenced.iter().find(|(other, bound, _)| *other == owner && **bound == *bindings);
        if let Some((.., known)) = known {
            return *known;
        }
        let silenced = unless.iter().any(|pattern| self.matcher.matches_with(pattern, bindings));
        self.silenced.push((owner, bindings.into(), silenced));
        silenced
    }

    /// The claim with those more and less, whom the sentence names and who may be counted or not.
    fn with_uncounted(&mut self, mut claim: Claim, measure: &Measure) -> Claim {
        let ClaimValue::Figure { allows, .. } = &mut claim.value else { return claim };
        let mut names = |patterns: &[Pattern]| patterns.iter().any(|pattern| self.matcher.matches(pattern));
        let most = match (names(&measure.some_more), names(&measure.one_more)) {
            (true, _) => SEVERAL,
            (false, true) => 1,
            (false, false) => return claim,
        };
        if let (Some(less), Some(more)) =
            (allows.shift(Number::integer(-most)), allows.shift(Number::integer(most)))
        {
            *allows = less.hull(more);
        }
        claim
    }
}
