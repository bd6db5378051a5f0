//! How much of what is wrong the rules would see: figures in texts that hold are changed, one at a time, and a
//! finding is expected on each.
//!
//! What makes the count honest:
//!
//! - Only figures are changed that a rule has judged in the text and found to hold: of a figure that stands alone
//!   any value is possible, so that no finding on it is no fault.
//! - A far change (ten times as much, a tenth; twenty years; another weekday) is none that a claim which held can survive,
//!   save for limits ("at most", a part of its whole), which break in one direction only: a figure is caught when a far change
//!   of it in one direction or the other is reported. The rule itself is not asked what it would call impossible.
//! - The changed text is read from the beginning, so that a figure which the reader or a pattern no longer knows
//!   counts as not caught; any finding of any rule that underlines the figure counts as caught.
//! - A date that was judged by itself is changed to a day that its month does not have; other lone figures are not
//!   changed.
//! - Slips (a fifth more, digits exchanged or lost, one year, one day) may be possible values. They are counted apart,
//!   and tell how close a rule looks.
//! - A rule that judges nothing in the texts that hold would look perfect. How many figures were read and
//!   judged by nobody is therefore counted beside, with the texts in which nothing was judged: a pattern may be missing there.
//!
//! A changed article is checked with the others of its group, so that the time grows with the figures that are judged times
//! the size of the group: texts of tests, and small folders of examples.

mod change;

use super::selftest::TestFile;
use super::{Broken, Habits, Memory, compare, read, variants_across};
use crate::article::Article;
use crate::claim::Corpus;
use crate::lexicon::Lexicon;
use crate::mention::{Kind, Mention, Reading};
use crate::rule::{About, RuleSet, RuleTest};
use crate::source::{FileSpan, Source};
use change::{Change, Size, changes, changes_alone};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A judgment that came out well: which rule, and the words that it rests on.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub rule: Arc<str>,
    pub places: Vec<(Arc<Source>, FileSpan)>,
}

/// What became of the changed figures.
#[derive(Debug, Clone, Default)]
pub struct Mutations {
    /// By the rule that had judged them, in order of its id.
    pub rules: BTreeMap<Arc<str>, Caught>,
    /// Figures and dates that were read in the texts.
    pub read: usize,
    /// Those of them that a rule has judged.
    pub judged: usize,
    /// The texts with two figures or more in which none was judged.
    pub unjudged: Vec<String>,
}

/// What became of the figures that one rule had judged.
#[derive(Debug, Clone, Default)]
pub struct Caught {
    /// Figures that were changed far.
    pub tried: usize,
    /// Those of them that a finding underlined then.
    pub caught: usize,
    /// Slips.
    pub slips: usize,
    /// Slips that a finding underlined.
    pub slips_caught: usize,
    /// The sentences with a far change that no finding underlined.
    pub survivors: Vec<String>,
}

/// The texts that the tests of rules which `wanted` wants leave alone, each test a group of articles.
pub fn texts_that_hold(rules: &RuleSet, wanted: impl Fn(&About) -> bool) -> Vec<Vec<Arc<Source>>> {
    let sentences = rules.sentences().iter().map(|rule| &rule.about);
    let measures = rules.measures().iter().map(|measure| &measure.about);
    let comparisons = rules.comparisons().iter().map(|rule| &rule.about);
    let abouts = sentences.chain(measures).chain(comparisons).filter(|about| wanted(about));
    // What facts say of a text is told by `facts`, and lost here.
    let holds = |test: &&RuleTest| !test.speaks && test.facts.is_none();
    let tests = abouts.flat_map(|about| about.tests.iter().filter(holds));
    tests
        .map(|test| {
            let files = test.articles.iter().enumerate();
            files.map(|(at, article)| TestFile::new(at, article).source).collect()
        })
        .collect()
}

/// Changes the figures in each group of articles that are checked together, by the rules whose ids are active.
pub fn mutate(
    groups: &[Vec<Arc<Source>>],
    rules: &RuleSet,
    lexicon: &Lexicon,
    is_active: impl Fn(&str) -> bool,
) -> Mutations {
    let (memory, mutations) = (Memory::watching(), Mutations::default());
    let mut run = Run { rules, lexicon, is_active: &is_active, memory, mutations };
    let mut seen = BTreeSet::new();
    for group in groups {
        // The same text stands in the tests of several rules.
        if seen.insert(group.iter().map(|source| source.text()).collect::<Vec<_>>()) {
            run.group(group);
        }
    }
    run.mutations
}

struct Run<'a> {
    rules: &'a RuleSet,
    lexicon: &'a Lexicon,
    is_active: &'a dyn Fn(&str) -> bool,
    memory: Memory,
    mutations: Mutations,
}

/// A figure that a rule has judged: the article's place in the group, and the mention's in its reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Judged {
    article: usize,
    mention: usize,
}

impl Run<'_> {
    fn group(&mut self, group: &[Arc<Source>]) {
        let readings: Vec<(Article, Reading)> =
            group.iter().map(|source| read(Arc::clone(source), self.lexicon, &Habits::default())).collect();
        let figures =
            readings.iter().flat_map(|(_, reading)| reading.mentions.iter().filter(|m| is_figure(m)));
        let figures = figures.count();
        let (broken, held) = self.check(group);
        // By figure and whether it was judged by itself.
        let mut judged: BTreeMap<(Judged, bool), BTreeSet<Arc<str>>> = BTreeMap::new();
        for one in held {
            let alone = one.places.len() == 1;
            for (source, span) in &one.places {
                if broken.iter().any(|broken| underlines(broken, source, *span)) {
                    continue; // It does not hold as it stands.
                }
                if let Some(at) = find(group, &readings, source, *span) {
                    judged.entry((at, alone)).or_default().insert(Arc::clone(&one.rule));
                }
            }
        }
        self.mutations.read += figures;
        self.mutations.judged += judged.keys().map(|(at, _)| at).collect::<BTreeSet<_>>().len();
        if figures > 1 && judged.is_empty() {
            let text = |source: &Arc<Source>| body(source).split_whitespace().collect::<Vec<_>>().join(" ");
            self.mutations.unjudged.push(group.iter().map(text).collect::<Vec<_>>().join(" / "));
        }
        for ((at, alone), judges) in judged {
            let changes = if alone { changes_alone } else { changes };
            self.figure(group, &readings[at.article], at, changes, &judges);
        }
    }

    /// Changes one figure in all ways.
    fn figure(
        &mut self,
        group: &[Arc<Source>],
        (article, reading): &(Article, Reading),
        at: Judged,
        changes: fn(Kind, &str) -> Vec<Change>,
        judges: &BTreeSet<Arc<str>>,
    ) {
        let mention = &reading.mentions[at.mention];
        let words = article.prose.slice(mention.span);
        let place = article.prose.file_span(mention.span);
        if article.source.slice(place) != words {
            return; // Markup inside the words would be torn.
        }
        let (mut far, mut far_caught) = (0, false);
        let (mut slips, mut slips_caught) = (0, 0);
        let mut survivor = None;
        for change in changes(mention.kind, words) {
            let (source, changed) = apply(&article.source, place, &change);
            let mut changed_group = group.to_vec();
            changed_group[at.article] = Arc::clone(&source);
            let (broken, _) = self.check(&changed_group);
            let caught = broken.iter().any(|broken| underlines(broken, &source, changed));
            match change.size {
                Size::Far => {
                    far += 1;
                    far_caught |= caught;
                    survivor =
                        survivor.or_else(|| (!caught).then(|| sentence(article, reading, mention, &change)));
                }
                Size::Slip => {
                    slips += 1;
                    slips_caught += usize::from(caught);
                }
            }
        }
        if far + slips == 0 {
            return;
        }
        for judge in judges {
            let entry = self.mutations.rules.entry(Arc::clone(judge)).or_default();
            entry.tried += usize::from(far > 0);
            entry.caught += usize::from(far_caught);
            entry.slips += slips;
            entry.slips_caught += slips_caught;
            if far > 0 && !far_caught {
                entry.survivors.extend(survivor.clone());
            }
        }
    }

    fn check(&mut self, group: &[Arc<Source>]) -> (Vec<Broken>, Vec<Held>) {
        let (mut broken, mut claims, mut forms) = (Vec::new(), Vec::new(), Vec::new());
        for source in group {
            let habits = Habits::default();
            let source = Arc::clone(source);
            let (_, found) = super::understand(source, self.rules, self.lexicon, &habits, &mut self.memory);
            broken.extend(found.broken);
            claims.push(found.claims);
            forms.push(found.forms);
        }
        let mut held = self.memory.take_held();
        broken.extend(variants_across(&forms, self.rules, self.is_active));
        let corpus = Corpus::new(claims);
        broken
            .extend(compare::compare_watched(&corpus, self.rules, self.lexicon, self.is_active, &mut held).0);
        (broken, held)
    }
}

/// What could be changed: no names, and no mention inside another.
fn is_figure(mention: &Mention) -> bool {
    !mention.inner && !matches!(mention.kind, Kind::Name | Kind::Event | Kind::Label | Kind::Misgrouped)
}

fn underlines(broken: &Broken, source: &Arc<Source>, span: FileSpan) -> bool {
    broken.spots.iter().any(|spot| Arc::ptr_eq(&spot.source, source) && spot.span.overlaps(span))
}

/// The mention whose words stand at `span`.
fn find(
    group: &[Arc<Source>],
    readings: &[(Article, Reading)],
    source: &Arc<Source>,
    span: FileSpan,
) -> Option<Judged> {
    let article = group.iter().position(|other| Arc::ptr_eq(other, source))?;
    let (read, reading) = &readings[article];
    let stands_there =
        |mention: &Mention| mention.kind != Kind::Name && read.prose.file_span(mention.span) == span;
    reading.mentions.iter().position(stands_there).map(|mention| Judged { article, mention })
}

/// The file with the change, and where the changed mention stands in it.
fn apply(source: &Source, mention: FileSpan, change: &Change) -> (Arc<Source>, FileSpan) {
    let text = source.text();
    let start = mention.start as usize;
    let (from, to) = (start + change.at.start, start + change.at.end);
    let changed = format!("{}{}{}", &text[..from], change.with, &text[to..]);
    let end = mention.end as usize + change.with.len() - change.at.len();
    (Arc::new(Source::new(Arc::clone(source.path()), changed)), FileSpan::new(mention.start, end as u32))
}

/// The sentence of a mention with the change in it.
fn sentence(article: &Article, reading: &Reading, mention: &Mention, change: &Change) -> String {
    let span = reading.sentences[mention.sentence as usize].span;
    let words = article.prose.slice(span);
    let start = (mention.span.start - span.start) as usize;
    let (from, to) = (start + change.at.start, start + change.at.end);
    let changed = format!("{}[{}]{}", &words[..from], change.with, &words[to..]);
    format!("{} (was {})", changed.split_whitespace().collect::<Vec<_>>().join(" "), &words[from..to])
}

/// The text of an article after its front matter.
fn body(source: &Source) -> &str {
    let text = source.text();
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = r#"
- id: conversion
  severity: error
  find: '{a:length} \({b:length}\)'
  assert: a == b
  message: m
  why: w
  tests: [{flags: '[5 km] ([9 miles])'}, {allows: 'It is 5 km (3.1 miles) away.'}]
- id: limit
  severity: error
  find: '{part:count} of {whole:count} homes'
  assert: part <= whole
  message: m
  why: w
  tests: [{flags: '[9] of [5] homes'}, {allows: 'Of all, 30 of 70 homes were lost. In 3 hours 9 came.'}]
- id: deaf
  severity: error
  find: '{m:count} trees for {n:count} bells'
  assert: n < 5000 or m < 0
  message: m
  why: w
  tests: [{flags: '[3] trees for [9000] bells'}, {allows: 'She gave 12 trees for 14 bells.'}]
"#;

    fn mutations() -> Mutations {
        let mut lexicon = Lexicon::shipped();
        let source = Arc::new(Source::new("rules.yaml", RULES));
        let rules = RuleSet::from_sources(&[source], &mut lexicon).expect("good rules");
        mutate(&texts_that_hold(&rules, |_| true), &rules, &lexicon, |_| true)
    }

    #[test]
    fn figures_that_held_are_caught_when_they_no_longer_can() {
        let mutations = mutations();
        let caught = |rule: &str| (mutations.rules[rule].caught, mutations.rules[rule].tried);
        assert_eq!(caught("conversion"), (2, 2));
        assert_eq!(caught("limit"), (2, 2), "each in one direction");
        assert!(mutations.rules["conversion"].survivors.is_empty());
    }

    #[test]
    fn what_no_finding_underlines_survives_and_is_shown() {
        let mutations = mutations();
        let deaf = &mutations.rules["deaf"];
        assert_eq!((deaf.caught, deaf.tried), (0, 2));
        let shown =
            ["She gave [120] trees for 14 bells. (was 12)", "She gave 12 trees for [140] bells. (was 14)"];
        assert_eq!(deaf.survivors, shown);
    }

    #[test]
    fn figures_that_nobody_judges_are_counted_apart() {
        let mutations = mutations();
        assert_eq!(mutations.judged, 6);
        assert!(mutations.read > mutations.judged, "3 hours and 9");
        assert!(mutations.unjudged.is_empty());
    }
}
