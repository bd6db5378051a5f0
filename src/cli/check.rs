//! `check`: the claims that cannot all be true.

use super::args::{Articles, CheckArgs};
use super::corpus::{self, Scope};
use super::engine::{self, Rules, Understood};
use super::job::{Failure, Job, Outcome};
use crate::finding::Finding;
use crate::rule::Severity;

/// What a check came to.
pub(super) struct Checked {
    pub(super) rules: Rules,
    /// The whole corpus, in the order of its names.
    pub(super) articles: Vec<Understood>,
    /// Notes included, in order.
    pub(super) findings: Vec<Finding>,
}

/// Reports what is wrong in the articles that `args` names, compared with the whole corpus.
pub(super) fn check(args: &CheckArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let checked = findings(&args.articles, job)?;
    let loud = checked.findings.iter().any(|finding| finding.severity > Severity::Note);
    Ok(if loud { Outcome::Findings } else { Outcome::Clean })
}

/// Reads and checks the articles that `named` names, with the corpus of the configuration.
pub(super) fn findings(named: &Articles, job: &mut Job<'_>) -> Result<Checked, Failure> {
    let config = job.config()?;
    let rules = engine::load(&config, job)?;
    let entries = corpus::gather(named, Scope::Corpus, &config, job)?;
    let articles = corpus::read_each(entries, &config, job, |source, entry| {
        engine::understand(source, entry.reported, named.as_of)
    });
    let findings = engine::find(&rules, &articles, &config, job);
    Ok(Checked { rules, articles, findings })
}
