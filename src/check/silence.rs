//! Why a rule finds nothing in a text: what a test that fails tells beside "found nothing".

use super::before::{self, Here};
use super::env::MatchEnv;
use super::sentence::understood;
use crate::article::Article;
use crate::claim::{ArticleClaims, ClaimRef, ClaimValue, Corpus, Relation, Separator};
use crate::lexicon::Lexicon;
use crate::mention::Reading;
use crate::rule::expr::{Expr, Outcome};
use crate::rule::pattern::{Matcher, Overlap, Scratch, SentenceView};
use crate::rule::{Comparison, RuleSet, Search, Tie};

/// What a rule looks for, and what must hold of it, where it says so.
pub(super) struct Sought<'a> {
    pub search: &'a Search,
    pub overlap: Overlap,
    pub assertion: Option<&'a Expr>,
}

/// How far each match of `sought` in an article came; empty where no pattern matched.
pub(super) fn matches(
    sought: &Sought,
    article: &Article,
    reading: &Reading,
    rules: &RuleSet,
    lexicon: &Lexicon,
) -> Vec<String> {
    let published = article.meta.published.as_ref().map(|stamp| stamp.day);
    let base = MatchEnv { article, reading, lexicon, bindings: &[], published };
    let (mut scratch, mut scratch_before) = (Scratch::default(), Scratch::default());
    let mut told = Vec::new();
    for index in 0..reading.sentences.len() {
        let view = SentenceView::new(&article.prose, reading, index, lexicon);
        let mut matcher = Matcher::new(view, rules.lists(), &mut scratch);
        for pattern in &sought.search.find {
            for found in matcher.find(pattern, &sought.search.slots, sought.overlap) {
                let words = article.prose.slice(found.span).replace('\n', " ");
                let here = Here { article, reading, index, rules, lexicon };
                let leads = |is_before: bool, _: usize| {
                    let Search { before, earlier, .. } = sought.search;
                    if is_before { before } else { earlier }.iter().collect()
                };
                let there = before::bound(sought.search, leads, here, &mut scratch_before);
                let Some(there) = there else {
                    let why = match here.lead(sought.search) {
                        None if !sought.search.before.is_empty() => {
                            "begins its paragraph, and `before` looks no further"
                        }
                        _ => "`before` or `earlier` matches nothing in the sentences before",
                    };
                    told.push(format!("\"{words}\" matches, but {why}"));
                    continue;
                };
                let bound = before::either(found.bindings, &there);
                let silenced = sought.search.unless.iter().any(|one| matcher.matches_with(one, &bound));
                let env = MatchEnv { bindings: &bound, ..base };
                let steps = understood(&sought.search.slots, sought.assertion, &env);
                let end = match () {
                    () if silenced => "a pattern of `unless` matches too",
                    () if sought.search.condition.as_ref().is_some_and(|c| !c.is_certain(&env)) => {
                        "`where` is not certainly true"
                    }
                    () => match sought.assertion.map(|assertion| assertion.judge(&env)) {
                        Some(Outcome::Holds) => "what is asserted holds",
                        Some(Outcome::Undecided) => "what is asserted stays undecided",
                        Some(Outcome::Broken) | None => continue,
                    },
                };
                let steps: String = steps.map(|step| format!("\n    {step}")).collect();
                told.push(format!("\"{words}\" matches, but {end}{steps}"));
            }
        }
    }
    told
}

/// The claims that a comparison had to compare.
pub(super) fn claims(comparison: &Comparison, articles: &[ArticleClaims], rules: &RuleSet) -> String {
    let of_measures = articles.iter().flat_map(|article| {
        let wanted = |claim: &&crate::claim::Claim| comparison.measures.contains(&claim.measure);
        article.claims.iter().filter(wanted).map(|claim| {
            let allows = match &claim.value {
                ClaimValue::Figure { allows, .. } => format!(", read as {allows}"),
                _ => String::new(),
            };
            let words = article.source.slice(claim.span);
            format!("\"{words}\" ({}{allows})", rules.measure(claim.measure).about.id)
        })
    });
    match of_measures.collect::<Vec<_>>().as_slice() {
        [] => "no claim of its measures was read".to_owned(),
        [one] => format!("one claim of its measures was read: {one}"),
        several => {
            let mut told = format!("claims were read: {}", several.join(", "));
            let relations = relations(comparison, articles);
            if relations.is_empty() {
                told += "; they agree, or something else that the rule asks keeps them apart";
            }
            for pair in relations {
                told += &format!("\n  {pair}");
            }
            told
        }
    }
}

/// What ties or divides the claims of different articles, where a rule compares those of one event.
fn relations(comparison: &Comparison, articles: &[ArticleClaims]) -> Vec<String> {
    let corpus = Corpus::new(articles.to_vec());
    let words = |at: ClaimRef| {
        let (article, claim) = corpus.get(at);
        article.source.slice(claim.span).to_owned()
    };
    let compared = |at: &ClaimRef| comparison.measures.contains(&corpus.get(*at).1.measure);
    let claims: Vec<ClaimRef> = corpus.claims().filter(compared).collect();
    let pairs = claims.iter().enumerate().flat_map(|(at, a)| claims[at + 1..].iter().map(move |b| (*a, *b)));
    let pairs = pairs.filter(|(a, b)| a.article != b.article && comparison.same.contains(&Tie::Event));
    pairs
        .map(|(a, b)| {
            let said = match corpus.relation(a, b) {
                Relation::Same(_) => "are of one event: what else the rule asks lets both stand",
                Relation::Undecided => {
                    "are not known to be of one event: too few names, days and places tie them"
                }
                Relation::Different(separator) => apart(separator),
            };
            format!("\"{}\" and \"{}\" {said}", words(a), words(b))
        })
        .collect()
}

const fn apart(separator: Separator) -> &'static str {
    match separator {
        Separator::Declared => "are of articles that declare different events",
        Separator::Day => "are of days that do not meet",
        Separator::Place => "are of different places",
        Separator::Happening => "tell of different kinds of event",
        Separator::Subject => "count different things",
        Separator::Scope => "are not both of the whole: one is a part, an addition or a total since some day",
        Separator::Polarity => "are not both stated: one is denied, imagined, planned or quoted",
        Separator::Key => "differ in what their measure tells its claims apart by",
    }
}
