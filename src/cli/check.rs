//! `check`: the claims that cannot all be true.

use super::args::CheckArgs;
use super::corpus::{self, Scope};
use super::engine;
use super::job::{Failure, Job, Outcome};
use crate::rule::Severity;

/// Reports what is wrong in the articles that `args` names, compared with the whole corpus.
pub(super) fn check(args: &CheckArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let config = job.config()?;
    let rules = engine::load(&config, job)?;
    let entries = corpus::gather(&args.articles, Scope::Corpus, &config, job)?;
    let as_of = args.articles.as_of;
    let articles = corpus::read_each(entries, &config, job, |source, entry| {
        engine::understand(source, entry.reported, as_of)
    });
    let findings = engine::find(&rules, &articles);
    let loud = findings.iter().any(|finding| finding.severity > Severity::Note);
    Ok(if loud { Outcome::Findings } else { Outcome::Clean })
}
