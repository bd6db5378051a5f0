//! A mention as an object for programs: what `claims --format jsonl` prints for it.

use super::{Kind, Mention, Value};
use crate::article::Prose;
use crate::lexicon::Lexicon;
use crate::time::{Moment, Temporal};
use crate::value::{Bound, Hedge, Interval, Number, Written};
use serde_json::{Map, Value as Json, json};

/// The object of `mention`: `type`, `kind`, `path`, `start`, `end` (bytes of the file), `text` (the bytes there), and of
/// a figure `number`, `unit`, `dimension`, `per`, `noun`, `value`, of a time `timex`, `from`, `to`, `number`, `unit`,
/// and of both `range`: whether it has two ends, as a range or as a quarter, half, decade or century.
///
/// `number` is the figure as written, a decimal string; for a range or a bound ("at least two") it is `low` and `high`,
/// with null for an open end. `value` is the interval that the words allow, its ends included or open.
///
/// `file` is the text of the file from which `prose` was taken.
pub fn json(mention: &Mention, prose: &Prose, lexicon: &Lexicon, path: &str, file: &str) -> Json {
    let span = prose.file_span(mention.span);
    let mut object = Map::new();
    let mut put = |key: &str, value: Json| {
        object.insert(key.to_owned(), value);
    };
    put("type", json!("mention"));
    put("kind", json!(mention.kind));
    put("path", json!(path));
    put("start", json!(span.start));
    put("end", json!(span.end));
    put("text", json!(file.get(span.range()).unwrap_or_default()));
    match &mention.value {
        Value::Figure(figure) => {
            put("number", number(&figure.written));
            if let Some(id) = figure.unit {
                let unit = lexicon.units.unit(id);
                put("unit", json!(unit.id));
                put("dimension", json!(lexicon.units.dimension_name(unit.dimension)));
            }
            if let Some(per) = figure.per {
                put("per", json!(lexicon.vocabulary.word(per)));
            }
            if let Some(noun) = figure.noun {
                put("noun", json!(prose.slice(noun.span)));
            }
            if figure.written.range {
                put("range", json!(true));
            }
            let counts = matches!(mention.kind, Kind::Number | Kind::Count | Kind::Ordinal | Kind::Age);
            put(
                "value",
                interval(match counts {
                    true => figure.written.allows_as_count(),
                    false => figure.written.allows_as_measure(),
                }),
            );
        }
        Value::Time(time) => temporal(time, &mut put),
        Value::Words => {}
    }
    Json::Object(object)
}

/// The figure as written; a bound has one end.
fn number(written: &Written) -> Json {
    let show = |n: Option<Number>| n.map_or(Json::Null, |n| json!(n.to_decimal_string()));
    let (low, high) = match written.hedge {
        Hedge::AtLeast | Hedge::MoreThan => (written.low, None),
        Hedge::AtMost | Hedge::LessThan => (None, written.high),
        _ if written.range => (written.low, written.high),
        _ => return show(written.low),
    };
    json!({ "low": show(low), "high": show(high) })
}

fn interval(interval: Interval) -> Json {
    let show = |bound: Bound| bound.number().map_or(Json::Null, |n| json!(n.to_decimal_string()));
    json!({ "low": show(interval.low()), "high": show(interval.high()) })
}

fn temporal(time: &Temporal, put: &mut impl FnMut(&str, Json)) {
    if !time.timex.is_empty() {
        put("timex", json!(time.timex));
    }
    let starts = time.starts.as_ref().and_then(moment);
    let ends = time.ends.as_ref().and_then(moment);
    if let Some(from) = starts.or_else(|| time.period.from().map(|day| day.to_string())) {
        put("from", json!(from));
    }
    if let Some(to) = ends.or_else(|| time.period.to().map(|day| day.to_string())) {
        put("to", json!(to));
    }
    if time.range || is_stretch(&time.timex) {
        put("range", json!(true));
    }
    if let Some(length) = &time.length {
        // A bound keeps its number here: "more than two years" is P2Y too. A vague one ("several") has none.
        match length.amount.single() {
            Some(n) => put("number", json!(n.to_decimal_string())),
            None if time.timex.contains('X') => {}
            None => {
                put("number", number(&length.amount));
                put("range", json!(true));
            }
        }
        put("unit", json!(length.unit));
    }
}

/// Whether a value is that of a quarter, half, decade or century: named as one, but with two ends that its name gives.
fn is_stretch(timex: &str) -> bool {
    match timex.split_once('-') {
        Some((year, part)) => year.len() == 4 && part.len() == 2 && part.starts_with(['Q', 'H']),
        None => matches!(timex.len(), 2 | 3) && timex.bytes().all(|b| b.is_ascii_digit()),
    }
}

/// `2025-07-01T15:00` with its zone where it has one; `None` without a time of day.
fn moment(moment: &Moment) -> Option<String> {
    let time = moment.time?.format("%H:%M:%S");
    let day = moment.day.map_or_else(String::new, |day| day.to_string());
    let zone = moment.offset.map_or_else(String::new, |offset| offset.to_string());
    Some(format!("{day}T{time}{zone}"))
}
