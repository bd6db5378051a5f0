//! `test`: the tests that stand inside rules.

use super::args::TestArgs;
use super::engine;
use super::job::{Failure, Job, Outcome};
use crate::source::printable;

/// Runs the tests of the rule files that `args` names, or of all rules. A failed test counts like a
/// finding.
pub(super) fn test(args: &TestArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let config = job.config()?;
    let files: Vec<_> = args.files.iter().map(|path| job.names.absolute(path)).collect();
    if let Some(missing) = files.iter().find(|path| !path.exists()) {
        return Err(Failure::refused(format!("`{}` does not exist", job.names.name(missing))));
    }
    if args.mutate {
        return mutate(engine::mutate(&files, &config, job)?, job);
    }
    let tests = engine::test(&files, &config, job)?;
    let mut failed = 0;
    for test in &tests {
        if let Some(difference) = &test.difference {
            failed += 1;
            let difference = printable(difference).trim_end().replace('\n', "\n  ");
            writeln!(job.out, "{}: {}: test {}\n  {difference}\n", test.file, test.rule, test.number)?;
        }
    }
    writeln!(job.out, "{} passed, {failed} failed", tests.len() - failed)?;
    Ok(if failed == 0 { Outcome::Clean } else { Outcome::Findings })
}

fn mutate(rules: Vec<engine::Mutated>, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let (mut caught, mut tried) = (0, 0);
    for rule in rules {
        caught += rule.caught;
        tried += rule.tried;
        writeln!(job.out, "{}: {} of {} caught", rule.rule, rule.caught, rule.tried)?;
        for survivor in &rule.survivors {
            writeln!(job.out, "  not caught: {}", printable(survivor))?;
        }
    }
    writeln!(job.out, "{caught} of {tried} changed figures were caught")?;
    Ok(Outcome::Clean)
}
