//! A claim as an object for programs: what `claims --format jsonl` prints for it.

use super::{ArticleClaims, Claim, ClaimValue};
use crate::lexicon::Lexicon;
use crate::time::{Basis, Period};
use crate::value::{Bound, Interval};
use serde_json::{Value, json};

/// The object of `claim`, one of `article`'s, of the measure called `measure`: `type`, `measure`, `subject`, `value`
/// (the interval that the words allow, or the days), `unit`, `when`, `source`, `names`, `places`, `place` (where it was),
/// `happening` (the kinds of event that it may be of), `scope`, `polarity`, `revised`, `grown`, `open`, `key`, `published`, `events`, `part`, and `path`, `start`, `end`, `text` of the figure and `sentence` of its sentence.
pub fn json(claim: &Claim, article: &ArticleClaims, measure: &str, lexicon: &Lexicon) -> Value {
    let name = |places: bool| {
        let names = claim.names.iter().map(|at| &article.names[*at as usize]);
        names.filter(|(_, kind)| kind.is_place() == places).map(|(key, _)| key).collect::<Vec<_>>()
    };
    let (value, unit) = match claim.value {
        ClaimValue::Figure { allows, unit, .. } => {
            (interval(allows), unit.map(|unit| lexicon.units.unit(unit).id.to_string()))
        }
        ClaimValue::Days(period) => (days(period), None),
    };
    json!({
        "type": "claim",
        "measure": measure,
        "subject": claim.subject.to_string(),
        "value": value,
        "unit": unit,
        "when": (claim.basis != Basis::Open).then(|| days(claim.when)),
        "source": claim.source,
        "names": name(false),
        "places": name(true),
        "place": claim.place.map(|at| &*article.names[at as usize].0),
        "happening": lexicon.happenings.names(claim.happening).collect::<Vec<_>>(),
        "scope": claim.scope,
        "polarity": claim.polarity,
        "revised": claim.revised,
        "grown": claim.grown,
        "open": claim.open,
        "events": article.events,
        "part": claim.part,
        "key": claim.key,
        "published": article.published.map(|day| day.to_string()),
        "path": **article.source.path(),
        "start": claim.span.start,
        "end": claim.span.end,
        "text": article.source.slice(claim.span),
        "sentence": { "start": claim.sentence.start, "end": claim.sentence.end },
    })
}

fn interval(interval: Interval) -> Value {
    let show = |bound: Bound| bound.number().map(|n| n.to_decimal_string());
    json!({ "low": show(interval.low()), "high": show(interval.high()) })
}

fn days(period: Period) -> Value {
    let show = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    json!({ "from": show(period.from()), "to": show(period.to()) })
}
