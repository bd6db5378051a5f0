//! One entry of a rule file to one rule.

use super::{Entry, Loader, Yielded, is_id};
use crate::rule::expr::{Expr, Scope, Template, Type, Variable};
use crate::rule::model::{About, FixRule, Level, Measure, Places, Search, SentenceRule, Softer};
use crate::rule::pattern::{Overlap, Pattern, Slot, SlotType, Slots};
use crate::rule::raw::{RawMeasure, RawPlace, RawSentenceRule};
use crate::rule::{Fault, Severity, expr};
use crate::value::UnitTable;
use crate::yaml::{Node, NodeKind};
use std::sync::Arc;

/// What an expression must give.
#[derive(Clone, Copy)]
pub(super) enum Want {
    /// Yes or no.
    Condition,
    /// A figure or days.
    Value,
    Days,
    Words,
    Anything,
}

impl Want {
    fn accepts(self, kind: &Type) -> bool {
        match self {
            Want::Condition => *kind == Type::Bool,
            Want::Value => kind.is_figure() || *kind == Type::Days,
            Want::Days => *kind == Type::Days,
            Want::Words => *kind == Type::Text,
            Want::Anything => true,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Want::Condition => "a yes or no",
            Want::Value => "a figure or a date",
            Want::Days => "a date",
            Want::Words => "words",
            Want::Anything => "a value",
        }
    }
}

impl Loader<'_> {
    pub(super) fn sentence(&mut self, entry: Entry) {
        let before = self.mistakes.len();
        let raw: RawSentenceRule = self.raw(entry);
        self.need(entry, &["id", "severity", "find", "assert", "message", "why"]);
        let search = self.search(entry, &raw.places);
        let scope = self.scope(&search.slots);
        let scope = self.definitions(entry, scope);
        let condition = self.expr(entry, "where", &scope, Want::Condition);
        let assertion = self.expr(entry, "assert", &scope, Want::Condition);
        let softer = self.softer(entry, &scope);
        let message = self.template(entry, entry.value("message"), &scope);
        let help = self.template(entry, entry.value("help"), &scope);
        let underline = entry
            .values("underline")
            .into_iter()
            .filter_map(|node| self.slot(entry, node, &search.slots))
            .collect();
        let once = self.expr(entry, "once", &scope, Want::Anything);
        let labels = self.labels(entry, &scope);
        let fix = raw.fix.as_ref().and_then(|fix| self.fix(entry, fix.safe, &scope, &search.slots));
        let about = self.about(entry, &raw.id, raw.why, raw.blind_spots.0);
        let (Some(assertion), Some(message), true) = (assertion, message, before == self.mistakes.len())
        else {
            return;
        };
        self.set.sentences.push(SentenceRule {
            about,
            level: level(raw.severity, raw.enabled),
            search: Search { condition, across_paragraphs: raw.across_paragraphs == Some(true), ..search },
            assertion,
            message,
            help,
            softer,
            overlap: if raw.overlapping == Some(true) { Overlap::Yes } else { Overlap::No },
            once,
            underline,
            labels,
            fix,
        });
    }

    pub(super) fn measure(&mut self, entry: Entry) {
        let before = self.mistakes.len();
        let raw: RawMeasure = self.raw(entry);
        self.need(entry, &["measure", "why"]);
        let mut search = self.search(entry, &raw.places);
        let mention = self.mention(entry, &mut search.slots);
        if mention.is_none() {
            self.need(entry, &["find"]);
        }
        let one_more = self.patterns(entry, "one_more", &mut search.slots);
        let some_more = self.patterns(entry, "some_more", &mut search.slots);
        let scope = self.scope(&search.slots);
        let scope = self.definitions(entry, scope);
        let condition = self.expr(entry, "where", &scope, Want::Condition);
        let (value, value_slot) = self.value(entry, &scope, &search.slots);
        let key = entry
            .values("key")
            .into_iter()
            .filter_map(|node| self.expr_at(entry, node, &scope, Want::Anything))
            .collect();
        let when = self.expr(entry, "when", &scope, Want::Days);
        let subject = self.expr(entry, "subject", &scope, Want::Words);
        let about = self.about(entry, &raw.measure, raw.why, raw.blind_spots.0);
        let (Some(value), true) = (value, before == self.mistakes.len()) else {
            self.failed_measures.push(raw.measure);
            return;
        };
        self.set.measures.push(Measure {
            about,
            counts: Some(raw.counts).filter(|words| !words.is_empty()),
            grows: raw.grows.unwrap_or(false),
            totals: raw.totals.unwrap_or(false),
            one_more,
            some_more,
            search: Search { condition, ..search },
            mention,
            value,
            value_slot,
            key,
            when,
            subject,
        });
    }

    pub(super) fn softer(&mut self, entry: Entry, scope: &Scope) -> Softer {
        let mut when = |key| self.expr(entry, key, scope, Want::Condition);
        Softer { warning_when: when("warning_when"), note_when: when("note_when") }
    }

    /// Reports which of `keys` are missing.
    pub(super) fn need(&mut self, entry: Entry, keys: &[&str]) {
        let mut absent = Vec::new();
        for key in keys {
            match entry.node.get(key) {
                None => absent.push(*key),
                Some(node) if is_empty(node) => {
                    self.mistake(entry, entry.key(key), format!("`{key}` is missing"));
                }
                Some(_) => {}
            }
        }
        if let Some((last, others)) = absent.split_last() {
            let message = match others {
                [] => format!("`{last}` is missing"),
                _ => format!("`{}` and `{last}` are missing", others.join("`, `")),
            };
            self.mistake(entry, entry.head(), message);
        }
    }

    pub(super) fn about(&mut self, entry: Entry, id: &str, why: String, blind_spots: Vec<String>) -> About {
        let (key, what) =
            if entry.node.get("measure").is_some() { ("measure", "a measure") } else { ("id", "a rule") };
        let place = entry.node.get(key).map_or_else(|| entry.head(), |node| node.span);
        if !id.is_empty() && !is_id(id) {
            let help = "lower case letters and digits, with hyphens between";
            self.mistake_with(entry, place, format!("`{id}` is no name for {what}"), help);
        }
        let position = entry.file.source.position(place.start);
        let here = format!("{}:{}", entry.file.source.path(), position.line);
        if let Some(other) = self.ids.insert(format!("{what} {id}"), here).filter(|_| !id.is_empty()) {
            let message = format!("{what} called `{id}` stands in {other} already");
            let help = "give one of them another name; a shipped rule is silenced with severity: {its-id: off} in crosstally.yaml";
            self.mistake_with(entry, place, message, help);
        }
        let yields_to = entry.values("yields_to");
        self.yielded.extend(yields_to.iter().filter_map(|node| {
            let (source, to) = (Arc::clone(&entry.file.source), node.text()?.to_owned());
            Some(Yielded { source, span: node.span, from: id.to_owned(), to })
        }));
        About {
            yields_to: yields_to.iter().filter_map(|node| node.text()).map(Arc::from).collect(),
            id: id.into(),
            file: entry.file.source.clone(),
            place,
            shipped: entry.file.shipped,
            why,
            blind_spots,
            tests: self.tests(entry),
        }
    }

    fn search(&mut self, entry: Entry, places: &[RawPlace]) -> Search {
        let mut slots = Slots::new();
        self.own_phrases(entry);
        let find = self.patterns(entry, "find", &mut slots);
        let before = self.patterns(entry, "before", &mut slots);
        let earlier = self.patterns(entry, "earlier", &mut slots);
        let unless = self.patterns(entry, "unless", &mut slots);
        for name in ["published", "updated"] {
            if slots.find(name).is_some() {
                self.mistake(
                    entry,
                    entry.key("find"),
                    format!("`{name}` is the article's date, and no slot"),
                );
            }
        }
        let places = Places::new(places);
        Search { find, before, earlier, across_paragraphs: false, unless, slots, places, condition: None }
    }

    /// The type of mentions that a measure takes in place of patterns, which becomes its slot `n`.
    fn mention(&mut self, entry: Entry, slots: &mut Slots) -> Option<SlotType> {
        let node = entry.value("mention")?;
        let name = node.text()?;
        let units = &self.reader.lexicon().units;
        let known = SlotType::parse(name, units).filter(|kind| *kind != SlotType::Word);
        if known.is_none() {
            let fault = Fault::new(0..name.len(), format!("there is no type of mention `{name}`"));
            let fault = fault.suggest(name, SlotType::names(units));
            self.fault(entry, node, fault);
        }
        // What is wrong with the type should not make the rest of the entry look wrong.
        let kind = known.unwrap_or(SlotType::Figure);
        let slot = Slot { name: "n".into(), kind, list: false };
        if !entry.values("find").is_empty() || slots.add(slot) != Ok(0) {
            let help = "patterns, or all mentions of a type: one of the two";
            self.mistake_with(entry, entry.key("mention"), "`mention` stands in place of `find`", help);
        }
        Some(kind)
    }

    fn patterns(&mut self, entry: Entry, key: &str, slots: &mut Slots) -> Vec<Pattern> {
        entry.values(key).into_iter().filter_map(|node| self.pattern(entry, node, slots)).collect()
    }

    pub(super) fn pattern(&mut self, entry: Entry, node: &Node, slots: &mut Slots) -> Option<Pattern> {
        match self.reader.read(node.text()?, slots) {
            Ok(pattern) => Some(pattern),
            Err(faults) => {
                faults.into_iter().for_each(|fault| self.fault(entry, node, fault));
                None
            }
        }
    }

    /// The scope of a rule's expressions: the dates of the article, then its slots.
    fn scope(&self, slots: &Slots) -> Scope {
        let units = &self.reader.lexicon().units;
        let days = Variable::Plain(Type::Days);
        let scope = Scope::new().with("published", days.clone()).with("updated", days);
        let scope = scope.with_untyped(slots.untyped());
        slots.as_slice().iter().fold(scope, |scope, slot| scope.with(&slot.name, variable(slot, units)))
    }

    /// `scope` with the names that the rule gives to expressions of its own, each over those before it.
    pub(super) fn definitions(&mut self, entry: Entry, scope: Scope) -> Scope {
        let Some(NodeKind::Map(entries)) = entry.node.get("let").map(|node| &node.kind) else { return scope };
        entries.iter().fold(scope, |scope, (key, node)| {
            let name = key.text().unwrap_or_default();
            let wrong = if !expr::is_name(name) {
                Some(format!("`{name}` is no name for an expression"))
            } else if scope.names().any(|known| known == name) {
                Some(format!("`{name}` is the name of something else already"))
            } else {
                None
            };
            if let Some(message) = wrong {
                self.mistake_with(entry, key.span, message, "a word in letters, digits and `_` that is free");
                return scope;
            }
            match self.expr_at(entry, node, &scope, Want::Anything) {
                Some(expr) => scope.define(name, expr),
                None => scope.with_untyped(&[name.into()]),
            }
        })
    }

    pub(super) fn expr(&mut self, entry: Entry, key: &str, scope: &Scope, want: Want) -> Option<Expr> {
        self.expr_at(entry, entry.value(key)?, scope, want)
    }

    fn expr_at(&mut self, entry: Entry, node: &Node, scope: &Scope, want: Want) -> Option<Expr> {
        let text = node.text()?;
        let compiled = Expr::compile(text, scope, &self.reader.lexicon().units);
        let expr = self.checked(entry, node, compiled)?;
        if want.accepts(expr.kind()) {
            return Some(expr);
        }
        let kind = expr.kind().name(&self.reader.lexicon().units);
        self.mistake(entry, node.span, format!("{} should stand here, and this is {kind}", want.name()));
        None
    }

    pub(super) fn template(&mut self, entry: Entry, node: Option<&Node>, scope: &Scope) -> Option<Template> {
        let node = node?;
        match Template::compile(node.text()?, scope, &self.reader.lexicon().units) {
            Ok(template) => Some(template),
            Err(errors) => {
                for error in errors {
                    self.checked::<()>(entry, node, Err(error));
                }
                None
            }
        }
    }

    fn checked<T>(&mut self, entry: Entry, node: &Node, result: Result<T, expr::Error>) -> Option<T> {
        result
            .map_err(|error| {
                if error.follows {
                    return;
                }
                let fault = Fault { message: error.message, help: error.help, span: error.span };
                self.fault(entry, node, fault);
            })
            .ok()
    }

    /// The place of the slot that a node names.
    fn slot(&mut self, entry: Entry, node: &Node, slots: &Slots) -> Option<usize> {
        let name = node.text()?;
        let found = slots.find(name);
        if found.is_none() && !slots.untyped().iter().any(|untyped| **untyped == *name) {
            let known = slots.as_slice().iter().map(|slot| &*slot.name);
            let fault = Fault::new(0..name.len(), format!("there is no slot `{name}`")).suggest(name, known);
            self.fault(entry, node, fault);
        }
        found
    }

    fn fix(&mut self, entry: Entry, safe: bool, scope: &Scope, slots: &Slots) -> Option<FixRule> {
        let inside = Entry { node: entry.node.get("fix")?, ..entry };
        self.need(inside, &["replace", "with"]);
        let title = self.template(inside, inside.value("title"), scope);
        let with = self.template(inside, inside.value("with"), scope);
        let replace = inside.value("replace").and_then(|node| self.slot(inside, node, slots));
        Some(FixRule { title, replace: replace?, with: with?, safe })
    }

    /// What the places of a finding are, by place in the scope.
    fn labels(&mut self, entry: Entry, scope: &Scope) -> Vec<(usize, Template)> {
        let Some(NodeKind::Map(entries)) = entry.node.get("labels").map(|node| &node.kind) else {
            return Vec::new();
        };
        let mut labels = Vec::new();
        for (key, node) in entries {
            let name = key.text().unwrap_or_default();
            match scope.find(name) {
                Some(place) => {
                    labels.extend(self.template(entry, Some(node), scope).map(|label| (place, label)))
                }
                None if scope.is_untyped(name) => {}
                None => {
                    let fault = Fault::new(0..name.len(), format!("nothing here is called `{name}`"));
                    self.fault(entry, key, fault.suggest(name, scope.names()));
                }
            }
        }
        labels
    }

    /// What a claim of a measure says, and the slot that it is.
    fn value(&mut self, entry: Entry, scope: &Scope, slots: &Slots) -> (Option<Expr>, Option<usize>) {
        if let Some(node) = entry.value("value") {
            let value = self.expr_at(entry, node, scope, Want::Value);
            let one = |text: &str| {
                // A figure without its unit is the figure still.
                let inside = text.trim().strip_prefix("number(").and_then(|text| text.strip_suffix(')'));
                slots.find(inside.unwrap_or(text).trim())
            };
            return (value, node.text().and_then(one));
        }
        let units = &self.reader.lexicon().units;
        let is_value = |slot: &Slot| !slot.list && Want::Value.accepts(&variable(slot, units).value());
        let possible: Vec<usize> =
            (0..slots.as_slice().len()).filter(|at| is_value(&slots.as_slice()[*at])).collect();
        let chosen = slots.find("n").filter(|at| possible.contains(at)).or(match possible.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
        let Some(chosen) = chosen else {
            if !slots.untyped().is_empty() {
                return (None, None);
            }
            if !slots.as_slice().is_empty() || entry.values("find").is_empty() {
                let help = "name it: value: n";
                self.mistake_with(entry, entry.head(), "which slot is the value of a claim?", help);
            } else {
                self.mistake(
                    entry,
                    entry.key("find"),
                    "the patterns bind nothing that could be a claim's value",
                );
            }
            return (None, None);
        };
        let value = Expr::compile(&slots.as_slice()[chosen].name, scope, units).ok();
        (value, Some(chosen))
    }
}

pub(super) fn level(severity: Option<Severity>, enabled: Option<bool>) -> Level {
    Level { severity: severity.unwrap_or(Severity::Note), enabled: enabled.unwrap_or(true) }
}

fn is_empty(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar(scalar) => scalar.text.trim().is_empty(),
        NodeKind::List(items) => items.is_empty(),
        _ => false,
    }
}

/// What a slot is in an expression.
fn variable(slot: &Slot, units: &UnitTable) -> Variable {
    let of_dimension =
        |name: &str, other: Type| Variable::Figure(units.dimension(name).map_or(other, Type::Quantity));
    let one = match slot.kind {
        SlotType::Count | SlotType::Number | SlotType::Multiple | SlotType::Ordinal | SlotType::Age => {
            Variable::Figure(Type::Number)
        }
        SlotType::Figure | SlotType::Quantity => Variable::Figure(Type::AnyFigure),
        SlotType::Percent => of_dimension("percent", Type::Number),
        SlotType::Money => of_dimension("money", Type::AnyFigure),
        SlotType::Dimension(dimension) => Variable::Figure(Type::Quantity(dimension)),
        SlotType::Date | SlotType::Weekday | SlotType::Time | SlotType::Moment | SlotType::Event => {
            Variable::Date
        }
        SlotType::Duration => Variable::Duration,
        SlotType::Name | SlotType::Misgrouped | SlotType::Word | SlotType::Text => Variable::Words,
    };
    if slot.list { Variable::List(Box::new(one)) } else { one }
}
