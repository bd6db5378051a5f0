//! From a match of a measure to claims.

use super::context::{Context, Found};
use super::env::MatchEnv;
use crate::claim::{Claim, ClaimValue, MeasureId, Polarity, Scope, Subject};
use crate::mention::{self, Mention, TokenKind};
use crate::rule::expr::Value;
use crate::rule::{FIRST_SLOT, Measure};
use crate::source::ProseSpan;
use crate::time::Period;

/// A longer run of text is a list or lacks its full stops: what its words say of one figure cannot be told.
const LONGEST_SENTENCE: u32 = 4_000;

/// So many figures make a table, where there are fewer words.
const TABLE: usize = 8;

/// Whether the measure's condition lets a match be a claim.
pub(super) fn is_claim(measure: &Measure, env: &MatchEnv) -> bool {
    measure.search.condition.as_ref().is_none_or(|condition| condition.is_certain(env))
}

/// The claim of one match that [`is_claim`], where its words tell one.
pub(super) fn claim(
    measure: &Measure,
    id: MeasureId,
    env: &MatchEnv,
    matched: ProseSpan,
    sentence: usize,
    context: &mut Context,
) -> Option<Claim> {
    if env.reading.sentences[sentence].span.len() > LONGEST_SENTENCE || is_table(env, sentence) {
        return None;
    }
    let key: Option<Vec<Box<str>>> =
        measure.key.iter().map(|part| part.eval(env).map(|value| key_part(&value, env))).collect();
    let (value, key) = measure.value.eval(env).and_then(claim_value).zip(key)?;
    let mention = match measure.value_slot {
        Some(slot) => env.bound(slot + FIRST_SLOT),
        None => (0..env.bindings.len()).find_map(|slot| env.bound(slot + FIRST_SLOT)),
    }?;
    let named = measure.subject.as_ref().and_then(|subject| subject.eval(env));
    let subject = match named {
        Some(Value::Text(words)) => Subject { head: words.to_lowercase().into(), modifiers: Vec::new() },
        _ => subject(mention, measure, env),
    };
    let when = match measure.when.as_ref().and_then(|when| when.eval(env)) {
        Some(Value::Days(period, None)) if period != Period::ANY => Some(period),
        _ => None,
    };
    let is_computed = measure.value_slot.is_none();
    let mut claim =
        context.claim(Found { measure: id, value, key, subject, mention, matched, sentence, when });
    if is_computed {
        // What two figures imply (a rate) holds for planned sums and parts as well.
        claim.subject = Subject::default();
        (claim.scope, claim.polarity) = (Scope::Whole, Polarity::Stated);
    }
    if measure.mention.is_some() {
        // No words say what the figure is of, and so none can deny it.
        claim.polarity = Polarity::Stated;
    }
    if measure.totals && claim.scope == Scope::Whole && is_long(claim.when) {
        claim.scope = Scope::Cumulative;
    }
    Some(claim)
}

/// Whether a sentence is a table in running text, as wires send them: more figures than words.
fn is_table(env: &MatchEnv, sentence: usize) -> bool {
    let tokens = &env.reading.sentences[sentence].tokens;
    let tokens = &env.reading.tokens[tokens.start as usize..tokens.end as usize];
    let of = |kind: TokenKind| tokens.iter().filter(|token| token.kind == kind).count();
    let figures = of(TokenKind::Digits);
    figures >= TABLE && figures > of(TokenKind::Word)
}

/// Whether a period is longer than a night and a day.
fn is_long(when: Period) -> bool {
    when.from().zip(when.to()).is_some_and(|(from, to)| (to - from).num_days() > 1)
}

fn key_part(value: &Value, env: &MatchEnv) -> Box<str> {
    value.show(&env.lexicon.units).to_lowercase().into()
}

fn claim_value(value: Value) -> Option<ClaimValue> {
    match value {
        Value::Figure(f) => Some(ClaimValue::Figure { allows: f.allows, unit: f.unit, written: f.written }),
        Value::Days(period, None) => Some(ClaimValue::Days(period)),
        _ => None,
    }
}

/// What is counted: the noun after the figure; nothing for a noun that only says "people" in a measure
/// that counts people.
fn subject(mention: &Mention, measure: &Measure, env: &MatchEnv) -> Subject {
    let mention::Value::Figure(figure) = &mention.value else { return Subject::default() };
    let Some(noun) = figure.noun else { return Subject::default() };
    let words = |span: ProseSpan| env.article.prose.slice(span).to_lowercase();
    let head = words(noun.head);
    let is_generic = |word: &str| {
        let anyone = env.lexicon.lists.get("anyone");
        measure.counts.is_some() && anyone.is_some_and(|list| list.iter().any(|known| known == word))
    };
    let before = ProseSpan::new(noun.span.start, noun.head.start.max(noun.span.start));
    let modifiers = words(before)
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty() && !matches!(*word, "of" | "the" | "other" | "more"))
        .filter(|word| !is_generic(word))
        .map(Box::from)
        .collect();
    Subject { head: if is_generic(&head) { "".into() } else { head.into() }, modifiers }
}
