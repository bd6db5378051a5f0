//! `rules`: which rules there are, how loud they speak here, and where they are written; and `schema`,
//! the shape of the files that they are written in.

use super::args::{ListFormat, RulesArgs};
use super::engine;
use super::job::{Failure, Job, Outcome};
use super::table;
use serde_json::json;

/// Lists all rules, those that are off included.
pub(super) fn rules(args: &RulesArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let config = job.config()?;
    let rules = engine::load(&config, job)?;
    let severity = |rule: &engine::Rule| rule.severity.map_or("off", |severity| severity.as_str());
    match args.format {
        ListFormat::Table => {
            let row =
                |rule: &engine::Rule| [rule.id.to_string(), severity(rule).to_owned(), rule.file.to_string()];
            table::write(["RULE", "SEVERITY", "FILE"], rules.list.iter().map(row), job.out)?;
        }
        ListFormat::Json => {
            let object = |rule: &engine::Rule| {
                json!({
                    "id": *rule.id,
                    "severity": severity(rule),
                    "file": *rule.file,
                    "why": rule.why,
                    "blind_spots": rule.blind_spots,
                })
            };
            let list: Vec<_> = rules.list.iter().map(object).collect();
            writeln!(job.out, "{:#}", serde_json::Value::from(list))?;
        }
    }
    Ok(Outcome::Clean)
}

/// Prints the JSON Schema of a rule file.
pub(super) fn schema(job: &mut Job<'_>) -> Result<Outcome, Failure> {
    writeln!(job.out, "{:#}", engine::schema()?)?;
    Ok(Outcome::Clean)
}
