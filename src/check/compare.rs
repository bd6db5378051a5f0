//! Claims against each other: within one article, and across all.

mod parts;

use super::env::{PairEnv, Side};
use super::mutate::Held;
use super::{Broken, Spot, Tally};
use crate::article::Part;
use crate::claim::{
    self, ArticleClaims, Claim, ClaimRef, ClaimValue, Corpus, MeasureId, NameKind, Relation, comparable,
};
use crate::lexicon::Lexicon;
use crate::rule::expr::{Outcome, Value};
use crate::rule::{Comparison, Primary, RuleSet, Severity, Tie, Within};
use crate::time::Basis;
use crate::value::{Number, Written};
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// In one article a claim meets at most so many others of its measure.
const NEIGHBOURS: usize = 64;
/// In a group that shares no event a claim meets at most so many others, next in value.
const GROUP_NEIGHBOURS: usize = 8;

/// Runs those comparison rules of `rules` over all claims whose ids are active.
pub fn compare(
    corpus: &Corpus,
    rules: &RuleSet,
    lexicon: &Lexicon,
    is_active: impl Fn(&str) -> bool,
) -> (Vec<Broken>, Tally) {
    run(corpus, rules, lexicon, is_active, None)
}

/// As [`compare`], and adds to `held` what was judged and held.
pub(super) fn compare_watched(
    corpus: &Corpus,
    rules: &RuleSet,
    lexicon: &Lexicon,
    is_active: impl Fn(&str) -> bool,
    held: &mut Vec<Held>,
) -> (Vec<Broken>, Tally) {
    run(corpus, rules, lexicon, is_active, Some(held))
}

fn run(
    corpus: &Corpus,
    rules: &RuleSet,
    lexicon: &Lexicon,
    is_active: impl Fn(&str) -> bool,
    held: Option<&mut Vec<Held>>,
) -> (Vec<Broken>, Tally) {
    let mut run = Run {
        corpus,
        rules,
        lexicon,
        broken: Vec::new(),
        across: Vec::new(),
        contradicted: BTreeSet::new(),
        told: BTreeSet::new(),
        tally: Tally::default(),
        held,
    };
    let mut events = None;
    for comparison in rules.comparisons() {
        match comparison.within {
            _ if !is_active(&comparison.about.id) => {}
            Within::Sentence | Within::Article => run.within_articles(comparison),
            Within::Corpus if comparison.same.contains(&Tie::Event) => {
                let pairs = events.get_or_insert_with(|| corpus.pairs());
                let pairs = pairs.iter().map(|pair| (pair.a, pair.b));
                run.across(comparison, pairs);
            }
            Within::Corpus => run.groups(comparison),
        }
    }
    run.finish()
}

struct Run<'a> {
    corpus: &'a Corpus,
    rules: &'a RuleSet,
    lexicon: &'a Lexicon,
    broken: Vec<Broken>,
    /// What claims of different articles break.
    across: Vec<(ClaimRef, ClaimRef, Broken)>,
    /// Facts that are contradicted, and the claims that contradict them.
    contradicted: BTreeSet<ClaimRef>,
    /// Claims of one article that a rule has set against each other: another rule has nothing to add.
    told: BTreeSet<(ClaimRef, ClaimRef)>,
    tally: Tally,
    /// What was judged and held, when somebody wants to know.
    held: Option<&'a mut Vec<Held>>,
}

impl<'a> Run<'a> {
    /// All findings. A figure that contradicts a fact is known to be wrong: what it says against other articles is
    /// no news.
    fn finish(mut self) -> (Vec<Broken>, Tally) {
        let is_known = |a: &ClaimRef, b: &ClaimRef| {
            let vouched = |at: &ClaimRef| self.corpus.get(*at).0.vouched;
            !vouched(a) && !vouched(b) && (self.contradicted.contains(a) || self.contradicted.contains(b))
        };
        let news = self.across.into_iter().filter(|(a, b, _)| !is_known(a, b));
        self.broken.extend(news.map(|(_, _, broken)| broken));
        (self.broken, self.tally)
    }

    /// Pairs of claims in different articles; each pair of articles and each later claim is reported once.
    fn across(&mut self, comparison: &Comparison, pairs: impl Iterator<Item = (ClaimRef, ClaimRef)>) {
        let mut verdicts: Vec<(ClaimRef, ClaimRef, Option<Broken>)> = Vec::new();
        for (a, b) in pairs {
            let measure = self.corpus.get(a).1.measure;
            let repeated = self.is_repeated_below(a) || self.is_repeated_below(b);
            if comparison.measures.contains(&measure) && !repeated && self.shares(comparison, a, b) {
                verdicts.extend(self.judge(comparison, a, b).map(|broken| (a, b, broken)));
            }
        }
        // An article that also gives the other's figure knows of it: nothing to report.
        let mut agreed: BTreeMap<(u32, u32, MeasureId), usize> = BTreeMap::new();
        for (a, b, _) in verdicts.iter().filter(|(_, _, broken)| broken.is_none()) {
            let (one, other) = (self.corpus.get(*a).1, self.corpus.get(*b).1);
            if is_told_alike(one, other) {
                let digits = agreed.entry((a.article, b.article, one.measure)).or_default();
                *digits = precision(one, other).max(*digits);
            }
        }
        // Of two figures the one that fewer articles share is the one to mend.
        let mut support: BTreeMap<ClaimRef, usize> = BTreeMap::new();
        for (a, b, _) in verdicts.iter().filter(|(_, _, broken)| broken.is_none()) {
            *support.entry(*a).or_default() += 1;
            *support.entry(*b).or_default() += 1;
        }
        let is_lonely = |a: &ClaimRef, b: &ClaimRef| support.get(a) < support.get(b);
        let mut reported = BTreeSet::new();
        // Two figures may be claims of more than one measure: what differs is told once.
        let mut told = BTreeSet::new();
        if comparison.primary == Primary::A {
            // What an older article says is held against the newest.
            verdicts.sort_by_key(|(a, b, _)| (*a, std::cmp::Reverse((self.corpus.day(*b), *b))));
        }
        for (a, b, broken) in verdicts {
            let measure = self.corpus.get(a).1.measure;
            let Some(mut broken) = broken else { continue };
            let pair = precision(self.corpus.get(a).1, self.corpus.get(b).1);
            if agreed.get(&(a.article, b.article, measure)).is_some_and(|digits| *digits >= pair) {
                continue;
            }
            // A paragraph pasted into many articles is reported once.
            let words = |at: ClaimRef| {
                let (article, claim) = self.corpus.get(at);
                article.source.slice(claim.sentence).to_owned()
            };
            let vouched = [a, b].map(|at| self.corpus.get(at).0.vouched);
            // What is vouched for is not mended, of whatever day it is.
            let to_mend = match vouched {
                [true, _] => b,
                [_, true] => a,
                _ if comparison.primary == Primary::A || is_lonely(&a, &b) => a,
                _ => b,
            };
            if comparison.primary == Primary::B && to_mend == a && !vouched[1] {
                let told = self.told(comparison, [Side::of(self.corpus, b), Side::of(self.corpus, a)]);
                broken = Broken { most: broken.most, account: broken.account, ..told };
            }
            let place = |at: ClaimRef| (at.article, self.corpus.get(at).1.span);
            if !told.insert((place(a), place(b))) {
                continue;
            }
            if reported.insert((measure, to_mend.article, None))
                & reported.insert((measure, u32::MAX, Some((words(a), words(b)))))
            {
                if vouched.contains(&true) {
                    self.contradicted.extend([a, b]);
                }
                self.across.push((a, b, broken));
            }
        }
    }

    /// Whether a headline gives in short what its text gives in full: "Two killed" over "at least two people".
    fn is_repeated_below(&self, at: ClaimRef) -> bool {
        let (article, claim) = self.corpus.get(at);
        let below = |other: &Claim| other.part == Part::Body && other.measure == claim.measure;
        claim.part != Part::Body && article.claims.iter().any(below)
    }

    /// Claims that share what the rule names, though no event: each against its neighbours in value.
    fn groups(&mut self, comparison: &Comparison) {
        let mut groups: BTreeMap<Group, Vec<ClaimRef>> = BTreeMap::new();
        for at in self.corpus.claims() {
            let (article, claim) = self.corpus.get(at);
            if !comparison.measures.contains(&claim.measure) {
                continue;
            }
            let month = if comparison.same.contains(&Tie::Month) { month(article) } else { None };
            groups.entry((claim.measure, claim.key.clone(), month)).or_default().push(at);
        }
        for group in groups.into_values() {
            if let Some(quorum) = comparison.quorum {
                self.against_most(comparison, group, quorum.into());
                continue;
            }
            let mut pairs = Vec::new();
            for (i, a) in group.iter().enumerate() {
                for b in group[i + 1..].iter().take(GROUP_NEIGHBOURS) {
                    if a.article != b.article
                        && comparable(self.corpus.get(*a).1, self.corpus.get(*b).1).is_ok()
                    {
                        pairs.push((*a, *b));
                    }
                }
            }
            self.across(comparison, pairs.into_iter());
        }
    }

    /// Each claim against the middle one of its group, where nearly all agree with that.
    fn against_most(&mut self, comparison: &Comparison, mut group: Vec<ClaimRef>, quorum: usize) {
        let middle = |at: &ClaimRef| match self.corpus.get(*at).1.value {
            ClaimValue::Figure { allows, .. } => allows.low().number().or(allows.high().number()),
            ClaimValue::Days(_) => None,
        };
        group.retain(|at| middle(at).is_some());
        group.sort_by_key(|at| (middle(at), *at));
        let Some(median) = group.get(group.len() / 2).copied() else { return };
        let (mut agreeing, mut broken) = (BTreeSet::new(), Vec::new());
        let mut judged = 0;
        for at in &group {
            if *at == median {
                agreeing.insert(at.article);
                continue;
            }
            match self.judge(comparison, median, *at) {
                Some(None) => {
                    agreeing.insert(at.article);
                }
                Some(Some(found)) => broken.push((*at, found)),
                None => continue,
            }
            judged += 1;
        }
        if agreeing.len() < quorum || broken.len() * 4 > judged {
            return;
        }
        broken.sort_by_key(|(at, _)| *at);
        self.broken.extend(broken.into_iter().map(|(_, found)| found));
    }

    fn within_articles(&mut self, comparison: &Comparison) {
        for (number, article) in self.corpus.articles().iter().enumerate() {
            let claims: Vec<ClaimRef> = article
                .claims
                .iter()
                .enumerate()
                .filter(|(_, claim)| comparison.measures.contains(&claim.measure))
                .map(|(claim, _)| ClaimRef { article: number as u32, claim: claim as u32 })
                .collect();
            match &comparison.between {
                None => self.each_pair(comparison, &claims),
                Some((first, others)) => self.part_against_parts(comparison, &claims, first, others),
            }
        }
    }

    fn each_pair(&mut self, comparison: &Comparison, claims: &[ClaimRef]) {
        for (i, a) in claims.iter().enumerate() {
            for b in claims[i + 1..].iter().take(NEIGHBOURS) {
                let (one, other) = (self.corpus.get(*a).1, self.corpus.get(*b).1);
                let apart = comparison.within == Within::Sentence && one.sentence != other.sentence;
                if apart || one.measure != other.measure || comparable(one, other).is_err() {
                    continue;
                }
                if self.shares(comparison, *a, *b)
                    && let Some(Some(broken)) = self.judge(comparison, *a, *b)
                {
                    self.broken.extend(self.told.insert((*a, *b)).then_some(broken));
                    break;
                }
            }
        }
    }

    /// Whether two claims share what the rule asks for, the event apart.
    fn shares(&self, comparison: &Comparison, a: ClaimRef, b: ClaimRef) -> bool {
        let ((in_a, one), (in_b, other)) = (self.corpus.get(a), self.corpus.get(b));
        let names = |article: &'a ArticleClaims, claim: &'a Claim, all: bool| {
            let names = claim.names.iter().map(move |at| &article.names[*at as usize]);
            names.filter(|(_, kind)| all || kind.is_place()).map(|(key, _)| &**key).collect::<BTreeSet<_>>()
        };
        comparison.same.iter().all(|tie| match tie {
            // Across articles the pairs are those of the events already.
            Tie::Event if a.article != b.article => true,
            Tie::Event => matches!(self.corpus.relation(a, b), Relation::Same(_)),
            Tie::Subject => one.subject == other.subject && !one.subject.head.is_empty(),
            Tie::Source => one.source == other.source,
            Tie::When => one.when.meets(other.when),
            Tie::Place => !names(in_a, one, false).is_disjoint(&names(in_b, other, false)),
            Tie::Names => !one.names.is_empty() && names(in_a, one, true) == names(in_b, other, true),
            Tie::Name => {
                let (near_a, near_b) = (named(in_a, one), named(in_b, other));
                let one_in_other = first_named(in_a, one).is_none_or(|name| near_b.contains(name));
                let other_in_one = first_named(in_b, other).is_none_or(|name| near_a.contains(name));
                one_in_other && other_in_one
            }
            Tie::Month => month(in_a).is_some() && month(in_a) == month(in_b),
        })
    }

    /// What was understood of the two claims, what ties them, and what was asked of them and `failed`.
    fn account(&self, comparison: &Comparison, pair: [ClaimRef; 2], failed: Vec<String>) -> Vec<String> {
        let mut steps = Vec::new();
        for (name, at) in ["a", "b"].into_iter().zip(pair) {
            let (article, claim) = self.corpus.get(at);
            let side = Side::of(self.corpus, at);
            let mut step = format!(
                "{name}: {}: \"{}\" is understood as {} {}",
                article.source.path(),
                article.source.slice(claim.words),
                self.rules.measure(claim.measure).about.id,
                side.value().show(&self.lexicon.units)
            );
            if claim.basis != Basis::Open {
                step += &format!(", of {}", claim.when);
            }
            if let Some(day) = side.as_of() {
                step += &format!(", as of {day}");
            }
            if let Some(source) = &claim.source {
                step += &format!(", said by {source}");
            }
            steps.push(step.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        if comparison.same.contains(&Tie::Event)
            && let Relation::Same(ties) = self.corpus.relation(pair[0], pair[1])
        {
            let tie = |tie: &claim::Tie| match tie {
                claim::Tie::Declared => "both articles declare the event".to_owned(),
                claim::Tie::Day => "their days meet".to_owned(),
                claim::Tie::Key => "both are of the same by their measure".to_owned(),
                claim::Tie::Happening => "both tell of one kind of event".to_owned(),
                claim::Tie::Name(name, points) => {
                    format!("both name {} ({points} points)", self.corpus.names().key(*name))
                }
            };
            let ties: Vec<String> = ties.iter().map(tie).collect();
            steps.push(format!("one event: {}", ties.join(", ")));
        }
        steps.extend(failed);
        steps
    }

    /// What the rule says of two claims: nothing where it does not apply or is undecided, `Some(None)`
    /// where they agree.
    fn judge(&mut self, comparison: &Comparison, a: ClaimRef, b: ClaimRef) -> Option<Option<Broken>> {
        let mut pair = [a, b];
        let vouched = |at: ClaimRef| Side::of(self.corpus, at).article.vouched;
        // A fact is always `a`, so that a rule can say what it is held against.
        if vouched(b) && !vouched(a) {
            pair.swap(0, 1);
        }
        let sides = pair.map(|at| Side::of(self.corpus, at));
        let env = PairEnv { sides, rules: self.rules, lexicon: self.lexicon };
        if comparison.condition.as_ref().is_some_and(|condition| !condition.is_certain(&env)) {
            return None;
        }
        let shown = |value: Option<Value>| value.map(|value| value.show(&self.lexicon.units));
        if !comparison.key.iter().all(|(in_a, in_b)| {
            let (a, b) = (shown(in_a.eval(&env)), shown(in_b.eval(&env)));
            a.is_some() && a == b
        }) {
            return None;
        }
        self.tally.compared += 1;
        match comparison.assertion.judge(&env) {
            Outcome::Holds => {
                if let Some(held) = &mut self.held {
                    let place = |side: &Side| (Arc::clone(&side.article.source), side.claim.span);
                    let places = sides.iter().map(place).collect();
                    held.push(Held { rule: Arc::clone(&comparison.about.id), places });
                }
                return Some(None);
            }
            Outcome::Undecided => {
                self.tally.undecided += 1;
                return None;
            }
            Outcome::Broken => {}
        }
        Some(Some(Broken {
            most: comparison.softer.most(&env),
            account: self.account(comparison, pair, comparison.assertion.failed_steps(&env)),
            ..self.told(comparison, sides)
        }))
    }

    /// What to say of two sides: the second is the one to mend, unless the rule says otherwise.
    fn told(&self, comparison: &Comparison, sides: [Side<'a>; 2]) -> Broken {
        let env = PairEnv { sides, rules: self.rules, lexicon: self.lexicon };
        let plain = || plain_message(&sides, self.rules);
        Broken {
            rule: Arc::clone(&comparison.about.id),
            level: comparison.level,
            most: Severity::Error,
            message: comparison.message.as_ref().map_or_else(plain, |message| message.render(&env)),
            help: comparison.help.as_ref().map(|help| help.render(&env)),
            spots: match comparison.primary {
                Primary::A => sides.iter().map(|side| spot(side, comparison.within)).collect(),
                Primary::B => sides.iter().rev().map(|side| spot(side, comparison.within)).collect(),
            },
            fix: None,
            account: Vec::new(),
        }
    }
}

fn spot(side: &Side, within: Within) -> Spot {
    let label = match (within, side.as_of()) {
        _ if side.article.vouched => match &side.claim.source {
            Some(source) => format!("fact, by {source}"),
            None => "fact".to_owned(),
        },
        (Within::Corpus, Some(day)) => format!("as of {day}"),
        _ => String::new(),
    };
    Spot {
        source: Arc::clone(&side.article.source),
        span: side.claim.span,
        context: side.claim.sentence,
        label,
    }
}

/// Whether two claims that agree say the same, but for rounding: "dozens" agrees with 35 and does not know of it.
fn is_told_alike(a: &Claim, b: &Claim) -> bool {
    let (ClaimValue::Figure { written: a, .. }, ClaimValue::Figure { written: b, .. }) = (a.value, b.value)
    else {
        return true;
    };
    let single = |written: Option<Written>| written.and_then(|written| written.single());
    let near = |a: Number, b: Number| {
        Some(a.plus(b.negated())?.abs().times(Number::integer(10))? <= a.abs().max(b.abs()))
    };
    single(a).zip(single(b)).and_then(|(a, b)| near(a, b)).unwrap_or(false)
}

/// How many digits carry meaning in the coarser of two figures.
fn precision(a: &Claim, b: &Claim) -> usize {
    let digits = |claim: &Claim| match claim.value {
        ClaimValue::Figure { written: Some(written), .. } => written.single().map(Number::significant_digits),
        _ => None,
    };
    digits(a).unwrap_or(0).min(digits(b).unwrap_or(0))
}

/// The names in the sentence of a claim; of a sentence that names nothing, those of its paragraph and the beginning of
/// its article.
fn named<'a>(article: &'a ArticleClaims, claim: &'a Claim) -> BTreeSet<&'a str> {
    let name = |at: &u16| &*article.names[*at as usize].0;
    if claim.names.is_empty() {
        claim.near.iter().chain(&article.lead).map(name).collect()
    } else {
        claim.names.iter().map(name).collect()
    }
}

/// The name nearest to a claim's figure, of those that tie anything: "Richter" is in every article on a quake.
fn first_named<'a>(article: &'a ArticleClaims, claim: &Claim) -> Option<&'a str> {
    let names = claim.names.iter().map(|at| &article.names[*at as usize]);
    names.filter(|(_, kind)| *kind != NameKind::Common).map(|(key, _)| &**key).next()
}

/// What claims share that are compared without an event: measure, key, month.
type Group = (MeasureId, Vec<Box<str>>, Month);

/// A year and a month, where they are known.
type Month = Option<(i32, u32)>;

/// The calendar month of an article.
fn month(article: &ArticleClaims) -> Month {
    article.published.map(|day| (day.year(), day.month()))
}

/// Words that fit any comparison.
fn plain_message(sides: &[Side; 2], rules: &RuleSet) -> String {
    let words = |side: &Side| {
        let text = side.article.source.slice(side.claim.span);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let measure = rules.measure(sides[0].claim.measure);
    format!("{}: \"{}\" and \"{}\" cannot both be true", measure.about.id, words(&sides[1]), words(&sides[0]))
}
