//! Comparison rules: which measures they compare, and what they ask of two claims.

use super::compile::{Want, level};
use super::{Entry, Loader};
use crate::claim::MeasureId;
use crate::rule::Fault;
use crate::rule::expr::{Expr, Scope, Type, Variable};
use crate::rule::model::{Comparison, Places};
use crate::rule::raw::{RawComparison, RawPlace};
use crate::yaml::Node;

/// In place of the names of measures: all that give figures.
const ALL: &str = "all";

impl Loader<'_> {
    pub(super) fn comparison(&mut self, entry: Entry) {
        let before = self.mistakes.len();
        let raw: RawComparison = self.raw(entry);
        self.need(entry, &["id", "severity", "compare", "within", "assert", "why"]);
        let measures = self.compared(entry);
        let about = self.about(entry, &raw.id, raw.why, raw.blind_spots.0);
        let between = self.between(entry, &raw.between);
        let Some(kind) = self.claim_type(entry, &measures) else { return };
        let claim = Variable::Claim(kind);
        let scope = Scope::new().with("a", claim.clone()).with("b", claim);
        let scope = self.definitions(entry, scope);
        let condition = self.expr(entry, "where", &scope, Want::Condition);
        let assertion = self.expr(entry, "assert", &scope, Want::Condition);
        let softer = self.softer(entry, &scope);
        let message = self.template(entry, entry.value("message"), &scope);
        let help = self.template(entry, entry.value("help"), &scope);
        let key =
            entry.values("key").into_iter().filter_map(|node| self.key_pair(entry, node, &scope)).collect();
        let (Some(assertion), Some(within), true) = (assertion, raw.within, before == self.mistakes.len())
        else {
            return;
        };
        self.set.comparisons.push(Comparison {
            about,
            level: level(raw.severity, raw.enabled),
            measures,
            within,
            same: raw.same,
            key,
            primary: raw.primary,
            between,
            quorum: raw.quorum,
            condition,
            assertion,
            message,
            help,
            softer,
        });
    }

    /// The measures that a rule compares: those it names, or `all` of figures, whoever added them. A measure that takes all
    /// mentions of a type is no kind of claim of its own.
    fn compared(&mut self, entry: Entry) -> Vec<MeasureId> {
        if entry.value("compare").and_then(Node::text) == Some(ALL) {
            let measures = self.set.measures.iter().enumerate();
            let of_figures = measures.filter(|(_, one)| one.mention.is_none() && one.kind().is_figure());
            return of_figures.map(|(at, _)| MeasureId(at as u16)).collect();
        }
        entry.values("compare").into_iter().filter_map(|node| self.named_measure(entry, node)).collect()
    }

    fn named_measure(&mut self, entry: Entry, node: &Node) -> Option<MeasureId> {
        let name = node.text()?;
        let found = self.set.find_measure(name);
        if found.is_none() && !self.failed_measures.iter().any(|failed| failed == name) {
            let known: Vec<String> = self.set.measures.iter().map(|m| m.about.id.to_string()).collect();
            let fault = Fault::new(0..name.len(), format!("there is no measure `{name}`"));
            self.fault(entry, node, fault.suggest(name, known.iter().map(String::as_str)));
        }
        found
    }

    /// The type of the claims of all of `measures`; `None` where there is none.
    fn claim_type(&mut self, entry: Entry, measures: &[MeasureId]) -> Option<Type> {
        let kinds: Vec<Type> = measures.iter().map(|id| self.set.measure(*id).kind().clone()).collect();
        let first = kinds.first()?;
        if kinds.iter().all(|kind| kind == first) {
            return Some(first.clone());
        }
        if kinds.iter().all(Type::is_figure) {
            return Some(Type::AnyFigure);
        }
        let message = "these measures cannot be compared by one rule: some are figures and some are dates";
        self.mistake(entry, entry.key("compare"), message);
        None
    }

    /// An attribute that `a` and `b` must share.
    fn key_pair(&mut self, entry: Entry, node: &Node, scope: &Scope) -> Option<(Expr, Expr)> {
        let name = node.text()?;
        let units = &self.reader.lexicon().units;
        let of = |claim: &str| Expr::compile(&format!("{claim}.{name}"), scope, units);
        match (of("a"), of("b")) {
            (Ok(a), Ok(b)) => Some((a, b)),
            (Err(error), _) | (_, Err(error)) => {
                let span = error.span.start.saturating_sub(2)..error.span.end.saturating_sub(2);
                self.fault(entry, node, Fault { message: error.message, help: error.help, span });
                None
            }
        }
    }

    fn between(&mut self, entry: Entry, places: &[RawPlace]) -> Option<(Places, Places)> {
        match places {
            [] => None,
            [a, b] => Some((Places::new(&[*a]), Places::new(&[*b]))),
            _ => {
                let help = "such as between: [title, body]";
                self.mistake_with(
                    entry,
                    entry.key("between"),
                    "two parts of an article should stand here",
                    help,
                );
                None
            }
        }
    }
}
