//! Where the command line meets the reading, the rules and the checks: all that the commands ask of
//! the layers above them stands here, in one place.

use super::config::Config;
use super::job::{Failure, Job};
use crate::claim::ArticleClaims;
use crate::finding::Finding;
use crate::report::Summary;
use crate::rule::Severity;
use crate::source::Source;
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;

/// The rules that apply: the shipped ones, those of the configuration, and those of `--rules`.
pub(super) struct Rules {
    /// In the order of their ids.
    pub(super) list: Vec<Rule>,
}

/// What is told of a rule.
pub(super) struct Rule {
    pub(super) id: Arc<str>,
    /// After configuration; `None` is off.
    pub(super) severity: Option<Severity>,
    /// The file that defines it.
    pub(super) file: Arc<str>,
    pub(super) why: String,
    pub(super) blind_spots: String,
    /// Texts that it flags, with the flagged words in brackets.
    pub(super) flags: Vec<String>,
    /// Texts that it allows.
    pub(super) allows: Vec<String>,
}

/// One article, understood.
pub(super) struct Understood {
    pub(super) source: Arc<Source>,
    /// Whether findings in it are reported.
    pub(super) reported: bool,
    pub(super) claims: Option<ArticleClaims>,
}

/// Loads all rules, or says what is wrong with any of them and with what the configuration says of
/// rules that do not exist.
pub(super) fn load(config: &Config, job: &Job<'_>) -> Result<Rules, Failure> {
    let _files = rule_files(config, job)?;
    let rules = Rules { list: Vec::new() };
    Ok(rules)
}

/// The rule files and folders beside the shipped rules: those of the configuration, then those of
/// `--rules`, which must exist.
pub(super) fn rule_files(config: &Config, job: &Job<'_>) -> Result<Vec<PathBuf>, Failure> {
    let given: Vec<_> = job.common.rule_folders.iter().map(|folder| job.names.absolute(folder)).collect();
    match given.iter().find(|folder| !folder.exists()) {
        Some(missing) => {
            Err(Failure::refused(format!("--rules {}: does not exist", job.names.name(missing))))
        }
        None => Ok(config.rules.iter().cloned().chain(given).collect()),
    }
}

/// Reads one article up to its claims; `as_of` dates those that have no date.
pub(super) fn understand(source: Source, reported: bool, _as_of: Option<NaiveDate>) -> Understood {
    Understood { source: Arc::new(source), reported, claims: None }
}

/// Runs the rules over all articles: the findings that have a place in a reported article, in order,
/// as loud as the configuration wants them, with what the articles suppress taken away; and how many
/// claims were understood, compared and left undecided.
pub(super) fn find(
    _rules: &Rules,
    _articles: &[Understood],
    _config: &Config,
    _job: &Job<'_>,
) -> (Vec<Finding>, Summary) {
    (Vec::new(), Summary::default())
}

/// How `finding` came about: the ties that joined its claims, and each step of the arithmetic.
pub(super) fn account(
    _rules: &Rules,
    _articles: &[Understood],
    finding: &Finding,
) -> Result<String, Failure> {
    Ok(finding.help.clone().unwrap_or_default())
}

/// A test of a rule that was run.
pub(super) struct Tested {
    pub(super) file: String,
    pub(super) rule: Arc<str>,
    /// Which of the rule's tests, counted from 1.
    pub(super) number: usize,
    /// What was found against what was expected, where the two differ.
    pub(super) difference: Option<String>,
}

/// Runs the tests in `files`, or in all rules where there are none.
pub(super) fn test(files: &[PathBuf], config: &Config, job: &Job<'_>) -> Result<Vec<Tested>, Failure> {
    let _ = (files, load(config, job)?);
    Err(not_yet("running tests"))
}

/// What became of the changed figures in one rule's tests.
pub(super) struct Mutated {
    pub(super) rule: Arc<str>,
    pub(super) tried: usize,
    pub(super) caught: usize,
    /// The texts in which the change was not found.
    pub(super) survivors: Vec<String>,
}

/// Changes figures in the texts that the tests in `files` allow, and looks for findings.
pub(super) fn mutate(files: &[PathBuf], config: &Config, job: &Job<'_>) -> Result<Vec<Mutated>, Failure> {
    let _ = (files, load(config, job)?);
    Err(not_yet("changing figures"))
}

/// A claim that somebody vouches for.
pub(super) struct Fact {
    pub(super) id: String,
    /// The claim, in words.
    pub(super) says: String,
    /// Who vouches for it.
    pub(super) source: String,
    pub(super) file: String,
}

/// The shipped facts and those of the configuration.
pub(super) fn facts(config: &Config, _job: &Job<'_>) -> Result<Vec<Fact>, Failure> {
    let _ = &config.facts;
    Err(not_yet("reading facts"))
}

/// The JSON Schema of a rule file.
pub(super) fn schema() -> Result<serde_json::Value, Failure> {
    Err(not_yet("the schema"))
}

fn not_yet(what: &str) -> Failure {
    Failure::refused(format!("{what} is not built in yet"))
}
