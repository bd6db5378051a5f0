//! A mention as an object for programs: what `claims --format jsonl` prints for it.

use super::{Figure, Kind, Mention, Value};
use crate::article::Prose;
use crate::lexicon::{Around, Lexicon};
use crate::source::ProseSpan;
use crate::time::{Impossible, Moment, Temporal};
use crate::value::{Hedge, Interval, Number, Written};
use serde_json::{Map, Value as Json, json};

/// The object of `mention`: `type`, `kind`, `path`, `start`, `end` (bytes of the file), `text` (the bytes there), and of
/// a figure `number`, `unit`, `dimension`, `per`, `noun`, `hedge`, `value`, of a time `timex`, `from`, `to`, `number`,
/// `unit`, and of both `range`: whether it has two ends, as a range or as a quarter, half, decade or century.
///
/// A date that no calendar has (31 June) is no date: its `kind` is `impossible`.
///
/// `number` is the figure as written, a decimal string; for a range it is `low` and `high`. The words beside a figure
/// that counts or measures are its `hedge` (as [`Hedge`] names them: "at-least"); where nothing is counted or measured,
/// or nothing else is said, a bound is a range of its own ("greater than 30", "under seven euros"), and null its open
/// end. `value` is the interval that the words allow, its ends included or open.
///
/// `file` is the text of the file from which `prose` was taken.
pub fn json(mention: &Mention, prose: &Prose, lexicon: &Lexicon, path: &str, file: &str) -> Json {
    let span = prose.file_span(mention.span);
    let mut object = Map::new();
    let mut put = |key: &str, value: Json| {
        object.insert(key.to_owned(), value);
    };
    put("type", json!("mention"));
    put("kind", kind(mention));
    put("path", json!(path));
    put("start", json!(span.start));
    put("end", json!(span.end));
    put("text", json!(file.get(span.range()).unwrap_or_default()));
    match &mention.value {
        Value::Figure(figure) => {
            let bound = is_bare(mention, figure, prose, lexicon) || is_whole_line(mention, prose);
            put("number", if bound { bounds(&figure.written) } else { number(&figure.written) });
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
            if figure.written.hedge != Hedge::None {
                put("hedge", json!(figure.written.hedge));
            }
            if figure.written.range {
                put("range", json!(true));
            }
            let counts = matches!(
                mention.kind,
                Kind::Number | Kind::Count | Kind::Multiple | Kind::Ordinal | Kind::Age
            );
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

fn kind(mention: &Mention) -> Json {
    match &mention.value {
        // Of a reversed range both ends are sound.
        Value::Time(time) if time.impossible.is_some_and(|why| why != Impossible::Reversed) => {
            json!("impossible")
        }
        _ => json!(mention.kind),
    }
}

/// Whether a figure neither counts nor measures anything: no word follows that could be what it is of.
fn is_bare(mention: &Mention, figure: &Figure, prose: &Prose, lexicon: &Lexicon) -> bool {
    let after = &prose.text()[mention.extent.end as usize..];
    let word = after.strip_prefix(' ').unwrap_or_default().split(|c: char| !c.is_alphabetic()).next();
    let of = word.is_some_and(|word| {
        !word.is_empty() && !lexicon.figures.is(lexicon.vocabulary.lookup(word), Around::Stop)
    });
    figure.unit.is_none() && figure.noun.is_none() && !of
}

/// Whether a figure with its hedge is all that its block says, but for what it is of: "less than six pounds of meat".
fn is_whole_line(mention: &Mention, prose: &Prose) -> bool {
    let at = prose.blocks().partition_point(|block| block.span.end <= mention.extent.start);
    prose.blocks().get(at).is_some_and(|block| {
        let after = ProseSpan::new(mention.extent.end.min(block.span.end), block.span.end);
        let after = prose.slice(after).trim_start();
        let of = after.strip_prefix("of ").is_some_and(|of| !of.contains(' '));
        mention.extent.start == block.span.start && (after.is_empty() || of)
    })
}

/// The figure as written: one number, or the two ends of a range.
fn number(written: &Written) -> Json {
    if written.range { ends(written.low, written.high) } else { show(written.low) }
}

/// The same, but of a figure with a bound the end that it gives.
fn bounds(written: &Written) -> Json {
    match written.hedge {
        Hedge::AtLeast | Hedge::MoreThan => ends(written.low, None),
        Hedge::AtMost | Hedge::LessThan => ends(None, written.high),
        _ => number(written),
    }
}

fn ends(low: Option<Number>, high: Option<Number>) -> Json {
    json!({ "low": show(low), "high": show(high) })
}

fn show(n: Option<Number>) -> Json {
    n.map_or(Json::Null, |n| json!(n.to_decimal_string()))
}

fn interval(interval: Interval) -> Json {
    ends(interval.low().number(), interval.high().number())
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
                put("number", bounds(&length.amount));
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
