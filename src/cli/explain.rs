//! `explain`: what a rule finds and why, or how one finding came about.

use super::args::{Articles, ExplainArgs};
use super::check;
use super::config::FILE_NAME;
use super::engine::{self, Rule};
use super::job::{Failure, Job, Outcome};
use crate::article::NOTES;
use crate::finding::RULES;
use crate::report::UNREAD;
use crate::report::safe;
use crate::source::printable;
use crate::yaml::nearest;
use std::io::{self, Write};
use std::path::PathBuf;

/// Explains the finding that `args` names, or else the rules.
pub(super) fn explain(args: &ExplainArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    match &args.finding {
        Some(fingerprint) => finding(fingerprint, args, job),
        None => rules(&args.operands, job),
    }
}

fn rules(ids: &[String], job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let config = job.config()?;
    let rules = engine::load(&config, job)?;
    for (index, id) in ids.iter().enumerate() {
        let Some(rule) = rules.list.iter().find(|rule| *rule.id == **id) else {
            let help = match nearest(id, rules.list.iter().map(|rule| &*rule.id)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`crosstally rules` lists all rules".into(),
            };
            return Err(Failure::Refused { message: format!("there is no rule `{id}`"), help: Some(help) });
        };
        if index > 0 {
            writeln!(job.out)?;
        }
        write(rule, job.out)?;
    }
    Ok(Outcome::Clean)
}

fn write(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    let severity = rule.severity.map_or("off", |severity| severity.as_str());
    writeln!(out, "{} ({severity}), in {}", rule.id, safe::escaped(&rule.file))?;
    for (title, text) in [("Why", &rule.why), ("What it does not see", &rule.blind_spots)] {
        if !text.is_empty() {
            writeln!(out, "\n{title}:\n  {}", printable(text).trim_end().replace('\n', "\n  "))?;
        }
    }
    for (title, texts) in [("Flags", &rule.flags), ("Allows", &rule.allows)] {
        if !texts.is_empty() {
            writeln!(out, "\n{title}:")?;
        }
        for text in texts {
            writeln!(out, "  - {}", printable(text).trim_end().replace('\n', "\n    "))?;
        }
    }
    writeln!(out, "\n{}", suppression(&rule.id))
}

/// How findings of the rule `id` are let be.
fn suppression(id: &str) -> String {
    let is = |(known, _): &(&str, &str)| *known == id;
    if RULES.iter().chain([&UNREAD]).any(is) {
        format!("To be told of none: severity: {{{id}: off}} in {FILE_NAME}.")
    } else if NOTES.iter().any(is) {
        format!("To let one stand: crosstally: {{ignore: [{id}], reason: your reason}} in the front matter.")
    } else {
        format!("To let one stand: <!-- crosstally: ignore {id} -- your reason --> before its paragraph.")
    }
}

fn finding(fingerprint: &str, args: &ExplainArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let articles = Articles {
        paths: args.operands.iter().map(PathBuf::from).collect(),
        stdin_filename: None,
        as_of: args.as_of,
    };
    let checked = check::findings(&articles, job)?;
    let Some(finding) = checked.findings.iter().find(|finding| finding.fingerprint == fingerprint) else {
        let help = "a fingerprint changes with the words that it is about, and with the date of --as-of";
        let message = format!("no finding here has the fingerprint `{fingerprint}`");
        return Err(Failure::Refused { message, help: Some(help.into()) });
    };
    let account = engine::account(finding);
    writeln!(job.out, "{}", printable(&account).trim_end())?;
    Ok(Outcome::Clean)
}
