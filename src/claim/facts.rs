//! Facts: events with names and days, and figures, for which the newsroom (or this program) vouches.
//!
//! A facts file is YAML with two lists, `events` and `figures`. Events become known by name when
//! articles are read; the figures of events, and those of anything else by its names, become claims that the
//! join meets like any others.

use crate::lexicon::{KnownEvent, Lexicon};
use crate::source::{FileSpan, Source};
use crate::time::Period;
use crate::yaml::{Mistake, Node, NodeKind, Places};
use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The facts of all files.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The events, in order of file and place.
    pub events: Vec<FactEvent>,
    /// The figures of no event.
    pub figures: Vec<FactFigure>,
}

/// An event.
#[derive(Debug, Clone)]
pub struct FactEvent {
    /// What front matter calls it (`event: kupol-strike`).
    pub id: Arc<str>,
    /// Its names as texts write them.
    pub names: Vec<String>,
    /// Words of which an article must hold one for a name to mean this event.
    pub near: Vec<String>,
    /// The days that it covers.
    pub days: Period,
    /// Where it was.
    pub places: Vec<String>,
    /// Who vouches for it.
    pub source: Arc<str>,
    /// What is known in figures.
    pub figures: Vec<FactFigure>,
    /// The file, and where the event stands in it.
    pub file: Arc<Source>,
    /// Where it stands in the file.
    pub place: FileSpan,
}

/// A figure.
#[derive(Debug, Clone)]
pub struct FactFigure {
    /// The measure's id.
    pub measure: String,
    /// The figure, in the words of an article ("35", "at least 3", "1.6 million").
    pub value: String,
    /// What it is about, for a figure of no event.
    pub names: Vec<String>,
    /// The day as of which it holds.
    pub as_of: Option<NaiveDate>,
    /// Who vouches for it.
    pub source: Arc<str>,
    /// The file.
    pub file: Arc<Source>,
    /// Where the value stands in the file.
    pub place: FileSpan,
    /// Where the name of the measure stands in the file.
    pub measured: FileSpan,
}

const EVENTS: &str = "events";
/// The lists of a facts file.
const LISTS: [&str; 2] = [EVENTS, "figures"];

const AN_EVENT: &str = "an event is written {id: ferry-fire, names: [Brackwater ferry fire], date: 1998-03-14, source: the coroner}";
const A_FIGURE: &str = "a figure is written {measure: killed, value: 12, source: the coroner}";

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawEvent {
    id: String,
    names: Vec<String>,
    near: Vec<String>,
    date: Option<String>,
    from: Option<String>,
    to: Option<String>,
    place: Option<String>,
    places: Vec<String>,
    source: String,
    figures: Vec<serde_yaml::Value>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawFigure {
    measure: String,
    value: String,
    names: Vec<String>,
    as_of: Option<String>,
    source: Option<String>,
}

impl Facts {
    /// The facts that are part of the program.
    ///
    /// # Panics
    ///
    /// Never: a test loads them.
    pub fn shipped() -> Self {
        let text = include_str!("../../rules/facts/events.yaml");
        let source = Arc::new(Source::new("shipped/facts/events.yaml", text));
        Facts::read(&[source]).unwrap_or_else(|mistakes| panic!("the shipped facts are broken: {mistakes:?}"))
    }

    /// The facts of `files`.
    ///
    /// # Errors
    ///
    /// All mistakes of all files, in order of place.
    pub fn read(files: &[Arc<Source>]) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader { facts: Facts::default(), mistakes: Vec::new() };
        for file in files {
            match Places::read(file.text()) {
                Ok(places) => reader.file(file, &places),
                Err(error) => reader.mistakes.push(Mistake::not_yaml(file, &error)),
            }
        }
        if reader.mistakes.is_empty() { Ok(reader.facts) } else { Err(reader.mistakes) }
    }

    /// Both together; of two events with one id the later one counts, so that a newsroom can correct a
    /// shipped one.
    pub fn and(mut self, other: Facts) -> Self {
        self.events.retain(|event| !other.events.iter().any(|new| new.id == event.id));
        self.events.extend(other.events);
        self.figures.extend(other.figures);
        self
    }

    /// Makes the events known by name to the reading of articles.
    pub fn teach(&self, lexicon: &mut Lexicon) {
        for event in &self.events {
            let near = event.near.iter().map(|word| lexicon.vocabulary.intern(word)).collect();
            let known = KnownEvent {
                id: Arc::clone(&event.id),
                days: event.days,
                source: Arc::clone(&event.source),
                near,
            };
            lexicon.events.add(known, &event.names, &mut lexicon.vocabulary);
        }
    }
}

struct Reader {
    facts: Facts,
    mistakes: Vec<Mistake>,
}

impl Reader {
    fn file(&mut self, file: &Arc<Source>, places: &Places) {
        for span in places.duplicates() {
            self.mistakes.push(Mistake::new(file, *span, "this key was given before"));
        }
        let Some(root) = places.root() else { return };
        let NodeKind::Map(entries) = &root.kind else {
            self.mistakes.push(
                Mistake::new(file, root.span, "a facts file holds `events` and `figures`")
                    .help("write `events:` with a list below it"),
            );
            return;
        };
        for (key, value) in entries {
            let name = key.text().unwrap_or_default();
            if !LISTS.contains(&name) {
                let message = format!("`{name}` is no part of a facts file");
                self.mistakes.push(Mistake::new(file, key.span, message).suggest(name, LISTS));
                continue;
            }
            let NodeKind::List(items) = &value.kind else {
                let message = "a list of facts should stand here";
                self.mistakes.push(Mistake::new(file, value.span, message));
                continue;
            };
            for item in items {
                if name == EVENTS {
                    self.event(file, item);
                } else if let Some(figure) = self.figure(file, item, None) {
                    self.facts.figures.push(figure);
                }
            }
        }
    }

    fn event(&mut self, file: &Arc<Source>, node: &Node) {
        let before = self.mistakes.len();
        let raw: RawEvent = self.raw(file, node);
        // What a misspelt key was to say is not missing as well.
        let told = self.mistakes.len() > before;
        for (missing, key) in [
            (raw.id.is_empty(), "id"),
            (raw.names.is_empty(), "names"),
            (raw.source.is_empty(), "source"),
            (raw.date.is_none() && raw.from.is_none(), "date"),
        ] {
            if missing && !told {
                let message = format!("an event needs `{key}`");
                self.mistakes.push(Mistake::new(file, node.span, message).help(AN_EVENT));
            }
        }
        let span = |key: &str| node.get(key).map_or(node.span, |value| value.span);
        let date = self.period(file, raw.date.as_deref(), span("date"));
        let from = self.period(file, raw.from.as_deref(), span("from"));
        let to = self.period(file, raw.to.as_deref(), span("to"));
        let days = match (date, from, to) {
            (Some(days), ..) => Some(days),
            (None, Some(from), Some(to)) => Period::new(from.from(), to.to()),
            (None, Some(from), None) => Some(from),
            _ => None,
        };
        let source: Arc<str> = raw.source.as_str().into();
        let mut figures = Vec::new();
        if let Some(Node { kind: NodeKind::List(items), .. }) = node.get("figures") {
            figures.extend(items.iter().filter_map(|item| self.figure(file, item, Some(&source))));
        }
        let Some(days) = days else {
            if self.mistakes.len() == before {
                self.mistakes.push(Mistake::new(file, node.span, "the event ends before it starts"));
            }
            return;
        };
        if self.facts.events.iter().any(|event| *event.id == *raw.id) {
            let message = format!("the event `{}` was given before", raw.id);
            self.mistakes.push(Mistake::new(file, span("id"), message));
        }
        if self.mistakes.len() == before {
            self.facts.events.push(FactEvent {
                id: raw.id.into(),
                names: raw.names,
                near: raw.near,
                days,
                places: raw.place.into_iter().chain(raw.places).collect(),
                source,
                figures,
                file: Arc::clone(file),
                place: node.span,
            });
        }
    }

    /// What is written in a mapping, each mistake in it noted.
    fn raw<T: DeserializeOwned + Default>(&mut self, file: &Arc<Source>, node: &Node) -> T {
        let (raw, errors) = node.to_lenient::<T>().unwrap_or_else(|error| (T::default(), vec![error]));
        for error in errors {
            let mistake = Mistake::new(file, error.span, error.message);
            self.mistakes.push(match error.help {
                Some(help) => mistake.help(help),
                None => mistake,
            });
        }
        raw
    }

    fn figure(&mut self, file: &Arc<Source>, node: &Node, source: Option<&Arc<str>>) -> Option<FactFigure> {
        let before = self.mistakes.len();
        let raw: RawFigure = self.raw(file, node);
        let told = self.mistakes.len() > before;
        let source = raw.source.as_deref().map(Arc::from).or(source.cloned());
        for (missing, key) in [
            (raw.measure.is_empty(), "measure"),
            (raw.value.is_empty(), "value"),
            (source.is_none(), "source"),
        ] {
            if missing && !told {
                let message = format!("a figure needs `{key}`");
                self.mistakes.push(Mistake::new(file, node.span, message).help(A_FIGURE));
            }
        }
        let place = node.get("value").map_or(node.span, |value| unquoted(file, value.span));
        let measured = node.get("measure").map_or(place, |value| value.span);
        let day = node.get("as_of").map_or(node.span, |value| value.span);
        let as_of = self.period(file, raw.as_of.as_deref(), day).and_then(Period::to);
        (self.mistakes.len() == before).then(|| FactFigure {
            measure: raw.measure,
            value: raw.value,
            names: raw.names,
            as_of,
            source: source.unwrap_or_default(),
            file: Arc::clone(file),
            place,
            measured,
        })
    }

    /// A day (2025-07-01), month (2025-07) or year (2025).
    fn period(&mut self, file: &Arc<Source>, text: Option<&str>, span: FileSpan) -> Option<Period> {
        let text = text?;
        let parts: Vec<&str> = text.trim().split('-').collect();
        let number = |part: &str| part.parse::<i32>().ok();
        let period = match parts.as_slice() {
            [year] => number(year).and_then(|year| Period::years(year, year)),
            [year, month] => number(year)
                .zip(number(month).and_then(|month| u32::try_from(month).ok()))
                .and_then(|(year, month)| Period::month(year, month)),
            _ => text.trim().parse::<NaiveDate>().ok().map(Period::day),
        };
        if period.is_none() {
            let message = format!("\"{text}\" is no date");
            let help = "write a day, month or year, as in 2025-07-01, 2025-07 or 2025";
            self.mistakes.push(Mistake::new(file, span, message).help(help));
        }
        period
    }
}

/// The span of a value without the quotation marks that YAML wants around it.
fn unquoted(file: &Source, span: FileSpan) -> FileSpan {
    let text = file.slice(span);
    let is_quoted =
        text.len() > 1 && ['"', '\''].iter().any(|mark| text.starts_with(*mark) && text.ends_with(*mark));
    if is_quoted { FileSpan::new(span.start + 1, span.end - 1) } else { span }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Facts, Vec<Mistake>> {
        Facts::read(&[Arc::new(Source::new("facts.yaml", text))])
    }

    #[test]
    fn the_shipped_facts_are_sound() {
        let facts = Facts::shipped();
        assert!(facts.events.len() >= 30);
        assert!(facts.events.iter().all(|event| !event.source.is_empty()));
    }

    #[test]
    fn reads_events_with_figures() {
        let facts = read(
            "events:\n  - id: strike\n    names: [strike on the Kupol plant]\n    date: 2025-07-01\n    place: Izhevsk\n    \
             source: the governor\n    figures:\n      - {measure: injured, value: 35, as_of: 2025-07-02}\n",
        )
        .unwrap();
        assert_eq!(facts.events[0].days.to_string(), "2025-07-01");
        assert_eq!(facts.events[0].figures[0].value, "35");
        assert_eq!(&*facts.events[0].figures[0].source, "the governor");
    }

    #[test]
    fn reports_all_mistakes_at_their_places() {
        let mistakes = read(
            "events:\n  - {id: a, names: [A], date: tomorrow, source: x}\n  - {id: b, nmes: [B], date: 2020, source: x}\nevnts: []\n",
        )
        .unwrap_err();
        let shown: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(shown.len(), 3, "{shown:?}");
        assert!(shown[0].contains("\"tomorrow\" is no date"), "{shown:?}");
        let one = &read("event: {id: a, names: [A], date: 2020, source: x}\n").unwrap_err()[0];
        assert_eq!(one.to_string(), "`event` is no part of a facts file");
        let help = miette::Diagnostic::help(one).expect("help").to_string();
        assert_eq!(help, "did you mean `events`?");
        let all = "events:\n  - {id: a, names: A, date: 2025-02-30, source: x, figures: [{measure: [killed], value: 3, as_of: abc}]}\n";
        assert_eq!(read(all).unwrap_err().len(), 4);
        let twice = "events:\n  - {id: a, names: [A], date: 2020, source: x}\n  - {id: a, names: [B], date: 2021, source: x}\n";
        assert_eq!(read(twice).unwrap_err()[0].to_string(), "the event `a` was given before");
    }
}
