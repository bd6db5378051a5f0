//! `check`: the claims that cannot all be true.

use super::args::{Articles, CheckArgs};
use super::corpus::{self, Scope};
use super::engine::{self, Rules};
use super::job::{Failure, Job, Outcome};
use crate::finding::Finding;
use crate::report::{self, Format, Report, RuleInfo, Summary};
use crate::rule::Severity;
use crate::source::repository;

/// What a check came to.
pub(super) struct Checked {
    pub(super) rules: Rules,
    /// Notes included, in order.
    pub(super) findings: Vec<Finding>,
    pub(super) summary: Summary,
}

/// Reports what is wrong in the articles that `args` names, compared with the whole corpus.
pub(super) fn check(args: &CheckArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    if matches!(args.format, Format::Github | Format::Sarif) {
        // Services find the files from the root of the repository, wherever in it the tool ran.
        let folder = job.names.folder().to_owned();
        job.names = job.names.clone().naming_from(repository(&folder).unwrap_or(&folder));
    }
    let Checked { rules, mut findings, summary, .. } = findings(&args.articles, job)?;
    if !args.notes {
        findings.retain(|finding| finding.severity > Severity::Note);
    }
    let rules: Vec<_> = rules.list.iter().filter_map(info).collect();
    let report = Report { findings: &findings, summary, rules: &rules, unread: &job.unread };
    report::write(&report, args.format, &job.style, job.out)?;
    let unread = job.unread.iter().any(|unread| unread.severity > Severity::Note);
    let loud = summary.errors + summary.warnings > 0 || unread;
    Ok(if loud { Outcome::Findings } else { Outcome::Clean })
}

/// What a report says of `rule`; nothing where it is off for all articles.
fn info(rule: &engine::Rule) -> Option<RuleInfo> {
    Some(RuleInfo {
        id: rule.id.clone(),
        severity: rule.severity.or(rule.loudest)?,
        why: rule.why.clone(),
        help: match &*rule.blind_spots {
            "" => String::new(),
            blind => format!("Not seen: {blind}"),
        },
        file: rule.file.clone(),
    })
}

/// Reads and checks the articles that `named` names, with the corpus of the configuration.
pub(super) fn findings(named: &Articles, job: &mut Job<'_>) -> Result<Checked, Failure> {
    let config = job.config()?;
    let rules = engine::load(&config, job)?;
    let entries = corpus::gather(named, Scope::Corpus, &config, job)?;
    let articles = corpus::read_each(entries, &config, job, |source, entry| {
        engine::understand(source, entry.reported, named.as_of, &rules)
    });
    let (findings, mut summary, articles) = engine::find(&rules, articles, named.as_of, &config, job);
    summary.articles = articles.len();
    for finding in &findings {
        *match finding.severity {
            Severity::Error => &mut summary.errors,
            Severity::Warning => &mut summary.warnings,
            Severity::Note => &mut summary.notes,
        } += 1;
    }
    Ok(Checked { rules, findings, summary })
}
