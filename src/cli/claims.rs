//! `claims`: what was understood of each article.

use super::args::ClaimsArgs;
use super::corpus::{self, Scope};
use super::engine;
use super::job::{Failure, Job, Outcome};

/// Prints the mentions and claims of the articles that `args` names, or with `--events` the events of
/// the whole corpus of which they speak.
pub(super) fn claims(args: &ClaimsArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let config = job.config()?;
    let rules = engine::load(&config, job)?;
    let scope = if args.events { Scope::Corpus } else { Scope::Named };
    let entries = corpus::gather(&args.articles, scope, &config, job)?;
    let as_of = args.articles.as_of;
    let _articles = corpus::read_each(entries, &config, job, |source, entry| {
        engine::understand(source, entry.reported, as_of, &rules)
    });
    Ok(Outcome::Clean)
}
