//! What is vouched for.

use super::load;
use crate::claim::{FactFigure, Facts};
use crate::cli::config::Config;
use crate::cli::job::{Failure, Job};
use crate::source::Source;
use std::sync::Arc;

/// A claim that somebody vouches for.
pub(in crate::cli) struct Fact {
    pub(in crate::cli) id: String,
    /// The claim, in words.
    pub(in crate::cli) says: String,
    /// Who vouches for it.
    pub(in crate::cli) source: String,
    pub(in crate::cli) file: String,
}

/// The shipped facts and those of the configuration.
pub(in crate::cli) fn facts(config: &Config, job: &Job<'_>) -> Result<Vec<Fact>, Failure> {
    // Loading the rules too tells of figures whose measure no rule file defines.
    load(config, job)?;
    let facts = read_facts(config, job)?;
    let mut list = Vec::new();
    for event in &facts.events {
        let place =
            if event.places.is_empty() { String::new() } else { format!(", in {}", event.places.join(", ")) };
        list.push(Fact {
            id: event.id.to_string(),
            says: format!("{}: {}{place}", event.names.first().map_or("", String::as_str), event.days),
            source: event.source.to_string(),
            file: event.file.path().to_string(),
        });
        list.extend(event.figures.iter().map(|figure| fact(&event.id, figure)));
    }
    list.extend(facts.figures.iter().map(|figure| fact(&figure.names.join(", "), figure)));
    Ok(list)
}

fn fact(about: &str, figure: &FactFigure) -> Fact {
    let as_of = figure.as_of.map_or_else(String::new, |day| format!(", as of {day}"));
    Fact {
        id: about.to_owned(),
        says: format!("{}: {}{as_of}", figure.measure, figure.value),
        source: figure.source.to_string(),
        file: figure.file.path().to_string(),
    }
}

/// The shipped facts and those of the configuration, or what is wrong with the latter.
pub(super) fn read_facts(config: &Config, job: &Job<'_>) -> Result<Facts, Failure> {
    let mut files = Vec::new();
    for path in &config.facts {
        let source = Source::read(path, &job.names.name(path), config.max_file_size)
            .map_err(|note| Failure::refused(format!("{}: {}", note.path, note.message)))?;
        files.push(Arc::new(source));
    }
    Ok(Facts::shipped().and(Facts::read(&files).map_err(Failure::Mistakes)?))
}
