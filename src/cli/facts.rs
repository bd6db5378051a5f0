//! `facts`: what the newsroom vouches for, and what the program itself does.

use super::args::{FactsArgs, ListFormat};
use super::engine::{self, Fact};
use super::job::{Failure, Job, Outcome};
use super::table;
use serde_json::json;

/// Lists all facts; a mistake in one of their files ends the command.
pub(super) fn facts(args: &FactsArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let config = job.config()?;
    let facts = engine::facts(&config, job)?;
    match args.format {
        ListFormat::Table => {
            let row = |fact: &Fact| [&fact.id, &fact.says, &fact.source, &fact.file].map(String::clone);
            table::write(["FACT", "SAYS", "SOURCE", "FILE"], facts.iter().map(row), job.out)?;
        }
        ListFormat::Json => {
            let object = |fact: &Fact| json!({"id": fact.id, "says": fact.says, "source": fact.source, "file": fact.file});
            let list: Vec<_> = facts.iter().map(object).collect();
            writeln!(job.out, "{:#}", serde_json::Value::from(list))?;
        }
    }
    Ok(Outcome::Clean)
}
