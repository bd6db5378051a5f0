//! `test`: the tests that stand inside rules.

use super::args::TestArgs;
use super::config::Config;
use super::engine;
use super::job::{Failure, Job, Outcome};
use crate::check::{Caught, Mutations};
use crate::report::safe;
use crate::source::printable;
use std::path::PathBuf;

/// Runs the tests of the rule files that `args` names, or of all rules. A failed test counts like a
/// finding.
pub(super) fn test(args: &TestArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let config = job.config()?;
    let files: Vec<_> = args.files.iter().map(|path| job.names.absolute(path)).collect();
    if let Some(missing) = files.iter().find(|path| !path.exists()) {
        let message = format!("`{}` does not exist", job.names.name(missing));
        return Err(Failure::missing(message, missing, &job.names));
    }
    if args.mutate {
        return mutate(args, &files, &config, job);
    }
    let tests = engine::test(&files, &config, job)?;
    if tests.is_empty()
        && let Some(first) = files.first()
    {
        return Err(Failure::refused(format!("there are no rules in `{}`", job.names.name(first))));
    }
    let mut failed = 0;
    for test in &tests {
        if let Some(difference) = &test.difference {
            failed += 1;
            let difference = printable(difference).trim_end().replace('\n', "\n  ");
            let file = safe::escaped(&test.file);
            writeln!(job.out, "{file}: {}: test {}\n  {difference}\n", test.rule, test.number)?;
        }
    }
    writeln!(job.out, "{} passed, {failed} failed", tests.len() - failed)?;
    Ok(if failed == 0 { Outcome::Clean } else { Outcome::Findings })
}

fn mutate(
    args: &TestArgs,
    files: &[PathBuf],
    config: &Config,
    job: &mut Job<'_>,
) -> Result<Outcome, Failure> {
    let mutations = engine::mutate(files, &args.articles, config, job)?;
    let mut all = Caught::default();
    for (rule, of_rule) in &mutations.rules {
        writeln!(job.out, "{rule}: {}", tally(of_rule))?;
        for survivor in &of_rule.survivors {
            writeln!(job.out, "  not caught: {}", printable(survivor))?;
        }
        all.tried += of_rule.tried;
        all.caught += of_rule.caught;
        all.slips += of_rule.slips;
        all.slips_caught += of_rule.slips_caught;
    }
    if args.unjudged {
        for text in &mutations.unjudged {
            writeln!(job.out, "nothing judged in: {}", printable(text))?;
        }
    }
    let Mutations { read, judged, unjudged, .. } = &mutations;
    writeln!(job.out, "all rules: {}", tally(&all))?;
    let texts = unjudged.len();
    writeln!(job.out, "{judged} of {read} figures read were judged; none in {texts} texts with two or more")?;
    Ok(Outcome::Clean)
}

fn tally(caught: &Caught) -> String {
    let Caught { tried, caught, slips, slips_caught, .. } = caught;
    format!("{caught} of {tried} far changes caught, {slips_caught} of {slips} slips")
}
