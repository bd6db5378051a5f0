//! Facts as claims: they enter the join like those of any article, and are known as vouched for.

use super::bound;
use super::context;
use crate::article::{BlockKind, Part, ProseBuilder};
use crate::claim::{
    ArticleClaims, Claim, ClaimValue, FactFigure, Facts, MeasureId, NameKind, Polarity, Scope, Subject,
};
use crate::lexicon::{Happening, Lexicon};
use crate::mention::{self, Kind, Mention, Reference};
use crate::rule::RuleSet;
use crate::rule::expr::Expr;
use crate::rule::expr::Value;
use crate::source::FileSpan;
use crate::time::{Basis, Period};
use crate::yaml::Mistake;
use std::sync::Arc;

/// The claims that `facts` make: one article for each event and for each figure of no event.
///
/// # Errors
///
/// Figures of measures that no rule file defines, and values that say no figure.
pub fn fact_claims(
    facts: &Facts,
    rules: &RuleSet,
    lexicon: &Lexicon,
) -> Result<Vec<ArticleClaims>, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let mut articles = Vec::new();
    let mut add = |names: &[String], event: Option<&Arc<str>>, days: Option<Period>, figure: &FactFigure| {
        let Some(measure) = rules.find_measure(&figure.measure) else {
            let message = format!("there is no measure `{}`", figure.measure);
            let known = rules.measures().iter().map(|measure| &*measure.about.id);
            mistakes
                .push(Mistake::new(&figure.file, figure.measured, message).suggest(&figure.measure, known));
            return;
        };
        let Some(value) = value(&figure.value, lexicon) else {
            let message = format!("\"{}\" says no figure", figure.value);
            mistakes
                .push(Mistake::new(&figure.file, figure.place, message).help("write it as an article would"));
            return;
        };
        let names: Vec<(Box<str>, NameKind)> = names.iter().flat_map(|name| keys(name, lexicon)).collect();
        let mut claim = claim(measure, value, figure, days, names.len() as u16);
        // What a measure keeps apart by names ("the population of Halden") a fact names in their order.
        let key = &rules.measure(measure).key;
        if key.len() == figure.names.len() && key.iter().all(Expr::is_slot) {
            claim.key = figure.names.iter().map(|name| name.to_lowercase().into()).collect();
        }
        articles.push(ArticleClaims {
            source: Arc::clone(&figure.file),
            published: figure.as_of,
            updated: None,
            events: event.map(|id| Box::from(&**id)).into_iter().collect(),
            lead: (0..names.len() as u16).collect(),
            names,
            happening: Happening::UNKNOWN,
            claims: vec![claim],
            vouched: true,
        });
    };
    for event in &facts.events {
        let names: Vec<String> = event.names.iter().chain(&event.places).cloned().collect();
        for figure in &event.figures {
            add(&names, Some(&event.id), Some(event.days), figure);
        }
    }
    for figure in &facts.figures {
        add(&figure.names, None, None, figure);
    }
    if mistakes.is_empty() { Ok(articles) } else { Err(mistakes) }
}

fn claim(
    measure: MeasureId,
    value: ClaimValue,
    figure: &FactFigure,
    days: Option<Period>,
    names: u16,
) -> Claim {
    let text = figure.file.text();
    let lines = figure.file.lines();
    let line = lines.span(text, lines.line(figure.place.start));
    let sentence = FileSpan::new(line.start.min(figure.place.start), line.end.max(figure.place.end));
    Claim {
        measure,
        value,
        key: Vec::new(),
        subject: Subject::default(),
        names: (0..names).collect(),
        near: Vec::new(),
        place: None,
        happening: Happening::UNKNOWN,
        when: days.unwrap_or(Period::ANY),
        basis: if days.is_some() { Basis::Written } else { Basis::Open },
        source: Some(figure.source.to_lowercase().into()),
        scope: Scope::Whole,
        polarity: Polarity::Stated,
        revised: false,
        grown: false,
        open: false,
        echoed: false,
        leading: false,
        part: Part::Body,
        block: BlockKind::Paragraph,
        span: figure.place,
        words: figure.place,
        sentence,
    }
}

/// The figure that the words of a fact say.
fn value(words: &str, lexicon: &Lexicon) -> Option<ClaimValue> {
    let mention = mentions(words, lexicon)
        .into_iter()
        .find(|m| !matches!(m.kind, Kind::Name | Kind::Label | Kind::Misgrouped))?;
    match bound::value(&mention, words)? {
        Value::Figure(f) => Some(ClaimValue::Figure { allows: f.allows, unit: f.unit, written: f.written }),
        Value::Days(period, None) => Some(ClaimValue::Days(period)),
        _ => None,
    }
}

/// The names in the words of a fact; where none is read, the words as one name.
fn keys(words: &str, lexicon: &Lexicon) -> Vec<(Box<str>, NameKind)> {
    let names: Vec<_> = mentions(&format!("The {words}."), lexicon)
        .iter()
        .filter(|mention| mention.kind == Kind::Name)
        .map(|mention| context::key(&format!("The {words}.")[mention.span.range()], lexicon))
        .collect();
    if names.is_empty() { vec![context::key(words, lexicon)] } else { names }
}

fn mentions(words: &str, lexicon: &Lexicon) -> Vec<Mention> {
    let mut builder = ProseBuilder::default();
    builder.open(Part::Body, BlockKind::Paragraph);
    builder.push(words, 0);
    mention::read(&builder.finish(), lexicon, &Reference::default()).mentions
}
