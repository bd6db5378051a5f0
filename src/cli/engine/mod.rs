//! Where the command line meets the reading, the rules and the checks: all that the commands ask of
//! the layers above them stands here, in one place.

mod facts;
mod find;
mod test;

pub(super) use facts::{Fact, facts};
pub(super) use find::{Read, account, find, read, understand};
pub(super) use test::{mutate, test};

use super::config::Config;
use super::job::{Failure, Job};
use crate::article;
use crate::check::{self, Habits};
use crate::claim::{ArticleClaims, Facts};
use crate::finding;
use crate::lexicon::Lexicon;
use crate::report::UNREAD;
use crate::rule::{self, About, Level, Marked, Owner, RuleSet, Severity};
use crate::yaml::Mistake;
use facts::read_facts;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The rules that apply: the shipped ones, those of the configuration, and those of `--rules`.
pub(super) struct Rules {
    /// What is told of each, in the order of their ids.
    pub(super) list: Vec<Rule>,
    pub(super) set: RuleSet,
    pub(super) lexicon: Lexicon,
    /// What is vouched for, as claims.
    pub(super) facts: Vec<ArticleClaims>,
    habits: Habits,
}

/// What is told of a rule.
pub(super) struct Rule {
    pub(super) id: Arc<str>,
    /// After configuration, but for overrides; `None` is off.
    pub(super) severity: Option<Severity>,
    /// As loud as it speaks of any article; `None` where no override switches it on either.
    pub(super) loudest: Option<Severity>,
    /// The file that defines it.
    pub(super) file: Arc<str>,
    pub(super) why: String,
    pub(super) blind_spots: String,
    /// Texts that it flags, with the flagged words in brackets.
    pub(super) flags: Vec<String>,
    /// Texts that it allows.
    pub(super) allows: Vec<String>,
}

/// Loads all rules, or says what is wrong with any of them and with what the configuration says of
/// rules that do not exist.
pub(super) fn load(config: &Config, job: &Job<'_>) -> Result<Rules, Failure> {
    load_with(config, job, &[])
}

/// As [`load`], with rule files beside those, and with the word lists and phrases in their folders.
fn load_with(config: &Config, job: &Job<'_>, files: &[PathBuf]) -> Result<Rules, Failure> {
    let mut paths = rule_files(config, job)?;
    let named_by = |file: &PathBuf| {
        let folder = file.parent().filter(|_| file.is_file());
        let beside = ["lists", "phrases"].map(|words| folder.map(|folder| folder.join(words)));
        beside.into_iter().flatten().filter(|folder| folder.is_dir()).chain([file.clone()])
    };
    for file in files.iter().flat_map(named_by) {
        if !paths.iter().any(|path| file.starts_with(path)) {
            paths.push(file);
        }
    }
    let mut lexicon = Lexicon::shipped();
    let facts = read_facts(config, job);
    if let Ok(facts) = &facts {
        facts.teach(&mut lexicon);
    }
    let name = |path: &Path| job.names.name(path);
    let set = RuleSet::load_named(true, &paths, &name, &mut lexicon);
    let (facts, mut set) = both(facts, set)?;
    let list = list(&set, config);
    let mut mistakes = config.check_rule_ids(list.iter().map(|rule| &*rule.id));
    mistakes.extend(config.choose_forms(&mut set));
    if !mistakes.is_empty() {
        return Err(Failure::Mistakes(mistakes));
    }
    let sentences: Vec<bool> = set.sentences().iter().map(|rule| may_speak(&list, &rule.about.id)).collect();
    let variants: Vec<bool> = set.variants().iter().map(|rule| may_speak(&list, &rule.about.id)).collect();
    set.activate(|owner| match owner {
        Owner::Sentence(at) | Owner::Before(at) | Owner::Earlier(at) => sentences[at as usize],
        Owner::Spelling(at, ..) => variants[at as usize],
        Owner::Measure(_) => true,
    });
    let habits = Habits { as_of: None, language: config.language.clone() };
    let facts = check::fact_claims(&facts, &set, &lexicon).map_err(Failure::Mistakes)?;
    Ok(Rules { list, set, lexicon, facts, habits })
}

/// Whether the rule `id` of `list` speaks of any article.
fn may_speak(list: &[Rule], id: &str) -> bool {
    list.iter().any(|rule| *rule.id == *id && rule.loudest.is_some())
}

/// The facts and the rules, or all that is wrong with both.
fn both(
    facts: Result<Facts, Failure>,
    rules: Result<RuleSet, Vec<Mistake>>,
) -> Result<(Facts, RuleSet), Failure> {
    match (facts, rules) {
        (Ok(facts), Ok(rules)) => Ok((facts, rules)),
        (Err(Failure::Mistakes(mut mistakes)), Err(more)) => {
            mistakes.extend(more);
            Err(Failure::Mistakes(mistakes))
        }
        (Err(failure), _) => Err(failure),
        (Ok(_), Err(mistakes)) => Err(Failure::Mistakes(mistakes)),
    }
}

/// All rules with how loud their files let them speak; measures not among them.
fn abouts(set: &RuleSet) -> impl Iterator<Item = (&About, Level)> {
    let sentences = set.sentences().iter().map(|rule| (&rule.about, rule.level));
    let comparisons = set.comparisons().iter().map(|rule| (&rule.about, rule.level));
    let variants = set.variants().iter().map(|rule| (&rule.about, rule.level));
    sentences.chain(comparisons).chain(variants)
}

fn shipped(level: Level) -> Option<Severity> {
    level.enabled.then_some(level.severity)
}

fn list(set: &RuleSet, config: &Config) -> Vec<Rule> {
    let rule = |(about, level): (&About, Level)| {
        let texts = |speaks: bool| {
            let tests = about.tests.iter().filter(move |test| test.speaks == speaks);
            tests.flat_map(|test| &test.articles).map(|article| with_marks(&article.text)).collect()
        };
        Rule {
            id: Arc::clone(&about.id),
            severity: config.severity(&about.id, shipped(level), Path::new("")),
            loudest: config.loudest(&about.id, shipped(level)),
            file: Arc::clone(about.file.path()),
            why: about.why.clone(),
            blind_spots: about.blind_spots.join("\n"),
            flags: texts(true),
            allows: texts(false),
        }
    };
    let notes = article::NOTES.iter().chain([&UNREAD]);
    let built_in = notes.map(|entry| (entry, Severity::Note));
    let built_in = built_in.chain(finding::RULES.iter().map(|entry| (entry, Severity::Warning)));
    let built_in = built_in.map(|((id, why), severity)| Rule {
        id: (*id).into(),
        severity: config.severity(id, Some(severity), Path::new("")),
        loudest: config.loudest(id, Some(severity)),
        file: "built in".into(),
        why: (*why).to_owned(),
        blind_spots: String::new(),
        flags: Vec::new(),
        allows: Vec::new(),
    });
    let mut list: Vec<Rule> = abouts(set).map(rule).chain(built_in).collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    list
}

/// The text of a test with its marks.
fn with_marks(marked: &Marked) -> String {
    let mut text = marked.text.clone();
    for mark in marked.marks.iter().rev() {
        text.insert(mark.end, ']');
        text.insert(mark.start, '[');
    }
    text
}

/// The rule files and folders beside the shipped rules: those of the configuration, then those of
/// `--rules`, which must exist.
fn rule_files(config: &Config, job: &Job<'_>) -> Result<Vec<PathBuf>, Failure> {
    let given: Vec<_> = job.common.rule_folders.iter().map(|folder| job.names.absolute(folder)).collect();
    match given.iter().find(|folder| !folder.exists()) {
        Some(missing) => {
            let message = format!("--rules {}: does not exist", job.names.name(missing));
            Err(Failure::missing(message, missing, &job.names))
        }
        None => Ok(config.rules.iter().cloned().chain(given).collect()),
    }
}

/// The JSON Schema of a rule file.
pub(super) fn schema() -> Result<serde_json::Value, Failure> {
    serde_json::from_str(&rule::schema()).map_err(|e| Failure::refused(format!("the schema is broken: {e}")))
}
