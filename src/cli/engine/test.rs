//! The tests inside rules, and what they would miss.

use super::{load_with, may_speak};
use crate::check::{self, Mutations, TestOutcome};
use crate::cli::config::Config;
use crate::cli::corpus;
use crate::cli::job::{Failure, Job};
use crate::rule::About;
use std::path::PathBuf;
use std::sync::Arc;

/// A test of a rule that was run.
pub(in crate::cli) struct Tested {
    pub(in crate::cli) file: String,
    pub(in crate::cli) rule: Arc<str>,
    /// Which of the rule's tests, counted from 1.
    pub(in crate::cli) number: usize,
    /// What was found against what was expected, where the two differ.
    pub(in crate::cli) difference: Option<String>,
}

/// Runs the tests in `files`, or in all rules where there are none.
pub(in crate::cli) fn test(
    files: &[PathBuf],
    config: &Config,
    job: &Job<'_>,
) -> Result<Vec<Tested>, Failure> {
    let mut rules = load_with(config, job, files)?;
    // A rule that is off must still do what its tests say, and so must one that has a house form.
    rules.set.activate(|_| true);
    rules.set.forget_house_forms();
    let tested = |outcome: TestOutcome| {
        let line = outcome.file.position(outcome.place.start).line;
        Tested {
            file: format!("{}:{line}", outcome.file.path()),
            rule: outcome.rule,
            number: outcome.number,
            difference: outcome.difference,
        }
    };
    let outcomes = check::run_tests(&rules.set, &rules.lexicon, |about| is_named(about, files, job));
    Ok(outcomes.into_iter().map(tested).collect())
}

/// Changes figures in the texts that the tests in `files` allow, or those of all rules, and in the articles among
/// and below `articles`, each of these paths by itself; looks for findings.
pub(in crate::cli) fn mutate(
    files: &[PathBuf],
    articles: &[PathBuf],
    config: &Config,
    job: &mut Job<'_>,
) -> Result<Mutations, Failure> {
    let rules = load_with(config, job, files)?;
    let mut groups = check::texts_that_hold(&rules.set, |about| is_named(about, files, job));
    for path in articles {
        let entries = corpus::gather_only(path, config, job)?;
        groups.push(corpus::read_each(entries, config, job, |source, _| Arc::new(source)));
    }
    let speaks = |id: &str| may_speak(&rules.list, id);
    Ok(check::mutate(&groups, &rules.set, &rules.lexicon, speaks))
}

/// Whether the tests of a rule stand in one of `files`, or no file is named.
fn is_named(about: &About, files: &[PathBuf], job: &Job<'_>) -> bool {
    let path = job.names.path(about.file.path());
    files.is_empty() || files.iter().any(|file| path.starts_with(file))
}
