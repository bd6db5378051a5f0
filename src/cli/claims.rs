//! `claims`: what was understood of each article.

use super::args::{Articles, ClaimsArgs, ClaimsFormat};
use super::config::Config;
use super::corpus::{self, Scope};
use super::engine::{self, Read, Rules};
use super::job::{Failure, Job, Outcome};
use super::table;
use crate::claim::{self, ClaimRef, Corpus};
use crate::mention;
use serde_json::json;
use std::io::Write;

/// Prints the mentions and claims of the articles that `args` names, or with `--events` the events of
/// the whole corpus of which they speak.
pub(super) fn claims(args: &ClaimsArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let config = job.config()?;
    let rules = engine::load(&config, job)?;
    if args.events {
        return events(args, &config, &rules, job);
    }
    let articles = read(&args.articles, Scope::Named, &config, &rules, job)?;
    match args.format {
        ClaimsFormat::Jsonl => {
            for article in &articles {
                jsonl(article, &rules, job.out)?;
            }
        }
        ClaimsFormat::Table => {
            let rows = articles.iter().flat_map(|article| rows(article, &rules));
            table::write(["PLACE", "KIND", "WORDS", "UNDERSTOOD AS"], rows, job.out)?;
        }
    }
    Ok(Outcome::Clean)
}

fn read(
    named: &Articles,
    scope: Scope,
    config: &Config,
    rules: &Rules,
    job: &mut Job<'_>,
) -> Result<Vec<Read>, Failure> {
    let entries = corpus::gather(named, scope, config, job)?;
    let as_of = named.as_of;
    Ok(corpus::read_each(entries, config, job, |source, entry| {
        engine::read(source, entry.reported, as_of, rules)
    }))
}

/// One object a line: the mentions of an article, then its claims.
fn jsonl(read: &Read, rules: &Rules, out: &mut dyn Write) -> std::io::Result<()> {
    let source = &read.article.source;
    for mention in read.reading.mentions.iter().filter(|mention| !mention.inner) {
        let object =
            mention::json(mention, &read.article.prose, &rules.lexicon, source.path(), source.text());
        writeln!(out, "{object}")?;
    }
    for claim in &read.claims.claims {
        let measure = &rules.set.measure(claim.measure).about.id;
        writeln!(out, "{}", claim::json(claim, &read.claims, measure, &rules.lexicon))?;
    }
    Ok(())
}

/// A row for each mention and claim, in order of place.
fn rows(read: &Read, rules: &Rules) -> Vec<[String; 4]> {
    let source = &read.article.source;
    let place = |at: u32| {
        let position = source.position(at);
        format!("{}:{}:{}", source.path(), position.line, position.column)
    };
    let mut rows = Vec::new();
    for mention in read.reading.mentions.iter().filter(|mention| !mention.inner) {
        let span = read.article.prose.file_span(mention.span);
        let object =
            mention::json(mention, &read.article.prose, &rules.lexicon, source.path(), source.text());
        let field = |key: &str| match &object[key] {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Null => String::new(),
            other => other.to_string(),
        };
        let understood = match &mention.value {
            mention::Value::Figure(_) => {
                let bounds =
                    ["low", "high"].map(|end| object["value"][end].as_str().unwrap_or("…").to_owned());
                let value = if bounds[0] == bounds[1] { bounds[0].clone() } else { bounds.join(" to ") };
                [value, field("unit"), field("noun")].join(" ").trim().to_owned()
            }
            mention::Value::Time(time) if time.period == crate::time::Period::ANY => field("timex"),
            mention::Value::Time(time) => time.period.to_string(),
            mention::Value::Words => String::new(),
        };
        rows.push((span, [place(span.start), field("kind"), one_line(source.slice(span)), understood]));
    }
    for at in 0..read.claims.claims.len() {
        let claim = &read.claims.claims[at];
        let [what, about] = understood(&read.claims, at, rules);
        let words = one_line(source.slice(claim.words));
        rows.push((claim.span, [place(claim.span.start), what, words, about]));
    }
    rows.sort_by_key(|(span, _)| *span);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The measure of a claim, and what was understood of it, in words.
fn understood(article: &claim::ArticleClaims, at: usize, rules: &Rules) -> [String; 2] {
    let claim = &article.claims[at];
    let object = claim::json(claim, article, "", &rules.lexicon);
    let mut about: Vec<String> = Vec::new();
    match claim.value {
        claim::ClaimValue::Figure { allows, .. } => about.push(allows.to_string()),
        claim::ClaimValue::Days(days) => about.push(days.to_string()),
    }
    for key in ["unit", "subject", "source", "scope", "polarity"] {
        match object[key].as_str() {
            None | Some("" | "whole" | "stated") => {}
            Some(text) if key == "source" => about.push(format!("says {text}")),
            Some(text) => about.push(text.to_owned()),
        }
    }
    if claim.revised {
        about.push("revised".to_owned());
    }
    if claim.open {
        about.push("open".to_owned());
    }
    if claim.grown {
        about.push("grown".to_owned());
    }
    if claim.basis != crate::time::Basis::Open {
        about.push(format!("on {}", claim.when));
    }
    if let Some(place) = object["place"].as_str() {
        about.push(format!("in {place}"));
    }
    if !claim.key.is_empty() {
        about.push(format!("of {}", claim.key.join(", ")));
    }
    let names: Vec<&str> = claim.names.iter().map(|at| &*article.names[*at as usize].0).collect();
    if !names.is_empty() {
        about.push(format!("({})", names.join("; ")));
    }
    [format!("claim {}", rules.set.measure(claim.measure).about.id), about.join(" ")]
}

fn events(args: &ClaimsArgs, config: &Config, rules: &Rules, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let articles = read(&args.articles, Scope::Corpus, config, rules, job)?;
    let reported: Vec<bool> = articles.iter().map(|read| read.reported).collect();
    let facts = rules.facts.iter().cloned();
    let corpus = Corpus::new(articles.into_iter().map(|read| read.claims).chain(facts).collect());
    let mut events = corpus.events();
    events.retain(|event| {
        event.claims.iter().any(|at| reported.get(at.article as usize).is_some_and(|is| *is))
    });
    if events.is_empty() && matches!(args.format, ClaimsFormat::Table) {
        writeln!(job.out, "no two claims are of one event; articles read: {}", reported.len())?;
    }
    for (number, event) in events.iter().enumerate() {
        let names: Vec<&str> = event.names.iter().map(|name| corpus.names().key(*name)).collect();
        match args.format {
            ClaimsFormat::Jsonl => {
                let claims: Vec<_> = event.claims.iter().map(|at| object(&corpus, *at, rules)).collect();
                writeln!(job.out, "{}", json!({ "type": "event", "names": names, "claims": claims }))?;
            }
            ClaimsFormat::Table => {
                let gap = if number > 0 { "\n" } else { "" };
                writeln!(job.out, "{gap}event: {}", crate::report::safe::escaped(&names.join(", ")))?;
                let rows = event.claims.iter().map(|at| event_row(&corpus, *at, rules));
                table::write(["AS OF", "MEASURE", "VALUE", "WORDS", "PLACE"], rows, job.out)?;
            }
        }
    }
    Ok(Outcome::Clean)
}

fn object(corpus: &Corpus, at: ClaimRef, rules: &Rules) -> serde_json::Value {
    let (article, claim) = corpus.get(at);
    let measure = &rules.set.measure(claim.measure).about.id;
    claim::json(claim, article, measure, &rules.lexicon)
}

fn event_row(corpus: &Corpus, at: ClaimRef, rules: &Rules) -> [String; 5] {
    let (article, claim) = corpus.get(at);
    let [measure, understood] = understood(article, at.claim as usize, rules);
    let day = article.as_of();
    let position = article.source.position(claim.span.start);
    [
        day.map_or_else(|| "unknown".to_owned(), |day| day.to_string()),
        measure.trim_start_matches("claim ").to_owned(),
        understood,
        one_line(article.source.slice(claim.words)),
        format!("{}:{}:{}", article.source.path(), position.line, position.column),
    ]
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
