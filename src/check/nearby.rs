//! What stands near a date without a year: the years that it may be in instead of the one next to the
//! article's date. Diaries, timelines and pictures write their year once, in a heading or a paragraph before.

use crate::article::{Article, BlockKind, Part};
use crate::mention::{Mention, Reading, Value as Said};
use crate::rule::expr::Value;
use crate::source::ProseSpan;
use crate::time::Period;
use chrono::{Datelike, NaiveDate};

/// How many blocks before its own a date may have its year in.
const BEFORE: usize = 3;
/// How many blocks before its own a date may have its heading.
const HEADING: usize = 64;

/// The day of `date` in each other year that is written in its block, the three before it, the heading
/// above or the title; of a range that of its first day; `None` where it is open.
pub(super) fn other_years<'a>(article: &Article, reading: &Reading, date: &Mention) -> Option<Value<'a>> {
    let Said::Time(time) = &date.value else { return None };
    let day = time.period.from()?;
    let blocks = article.prose.blocks();
    let own = reading.sentences[date.sentence as usize].block as usize;
    let near = own.saturating_sub(BEFORE)..own + 1;
    let heading =
        (own.saturating_sub(HEADING)..near.start).rev().find(|at| blocks[*at].kind == BlockKind::Heading);
    let titles = blocks.iter().take_while(|block| block.part != Part::Body);
    let spans =
        blocks[near].iter().chain(heading.map(|at| &blocks[at])).chain(titles).map(|block| block.span);
    let mut days: Vec<NaiveDate> = spans
        .flat_map(|span| years_in(reading, span))
        .filter(|year| *year != day.year())
        .filter_map(|year| day.with_year(year))
        .collect();
    days.sort_unstable();
    days.dedup();
    Some(Value::List(days.into_iter().map(|day| Value::Days(Period::day(day), None)).collect()))
}

/// The years of all dates of a block that write one; of ranges both.
fn years_in(reading: &Reading, span: ProseSpan) -> impl Iterator<Item = i32> + '_ {
    let first = reading.mentions.partition_point(|mention| mention.span.start < span.start);
    let inside = reading.mentions[first..].iter().take_while(move |mention| mention.span.start < span.end);
    inside
        .filter_map(|mention| match &mention.value {
            Said::Time(time) if time.parts.year => Some(time.period),
            _ => None,
        })
        .flat_map(|period| [period.from(), period.to()].into_iter().flatten().map(|day| day.year()))
}
