//! What stands near a mention in other blocks than its own.
//!
//! A date without a year: the years that it may be in instead of the one next to the article's date. Diaries,
//! timelines and pictures write their year once, in a heading or a paragraph before. A figure: the list that it
//! may have counted.

use crate::article::{Article, Block, BlockKind, Part};
use crate::lexicon::Lexicon;
use crate::mention::{Kind, Mention, Reading, Value as Said};
use crate::rule::expr::Value;
use crate::source::ProseSpan;
use crate::time::Period;
use chrono::{Datelike, NaiveDate};

/// How many blocks before its own a date may have its year in.
const BEFORE: usize = 3;
/// How many blocks before its own a date may have its heading.
const HEADING: usize = 64;
/// How many bytes of a block are its top.
const TOP: usize = 200;
/// The lists of words for a stretch of time that is accounted for.
const ACCOUNTS: [&str; 4] = ["year", "half", "quarter", "month"];
/// How many blocks before a date that is within days of the article its year may stand.
const FAR: u32 = 20;
/// How many bytes behind a date within days of the article its year may stand: in its sentence and the next.
const BEHIND: u32 = 200;
/// How many days are near.
const NEAR: i64 = 14;
/// How many mentions before a date the year that the story has come to may stand, or that it is of, either way.
const BACK: usize = 1000;

/// The day of `date` in each other year that is written in its block, the three before it, the heading
/// above or the title, in the last year that is written before it, and in that which the story is of; of a range that of its
/// first day; `None` where it is open. For a date within days of the article a year that is written far behind it is none.
pub(super) fn other_years<'a>(article: &Article, reading: &Reading, date: &Mention) -> Option<Value<'a>> {
    let blocks = article.prose.blocks();
    let sentence = &reading.sentences[date.sentence as usize];
    let own = sentence.block as usize;
    let near = own.saturating_sub(BEFORE)..own + 1;
    let spans = blocks[near].iter().map(|block| block.span).chain(above(article, own));
    let day = day_of(date)?;
    let end = if is_near(article, day) { date.span.end + BEHIND } else { u32::MAX };
    let loose: Vec<ProseSpan> = spans.filter(|span| span.start < end).collect();
    let written =
        loose.iter().flat_map(|span| years_in(reading, ProseSpan::new(span.start, span.end.min(end))));
    let bare = loose.iter().flat_map(|span| bare_years(article, *span));
    let clipped = loose.iter().map(|span| ProseSpan::new(span.start, span.end.min(end)));
    let back = clipped.flat_map(|span| years_back(article, reading, span));
    let years = written.chain(bare).chain(last_year(article, reading, date)).chain(story_year(reading, date));
    same_day(date, years.chain(back))
}

/// Whether the article tells the day of `date` elsewhere, without a year as well, with the weekday that it has in the year that it
/// was read in; `None` where it is open.
pub(super) fn told_right(reading: &Reading, date: &Mention) -> Option<bool> {
    let day = day_of(date)?;
    let is_right = |mention: &Mention| match &mention.value {
        Said::Time(time) => {
            !time.parts.year
                && time.parts.day.is_some()
                && time.parts.weekday == Some(day.weekday())
                && time.period.single() == Some(day)
        }
        _ => false,
    };
    Some(
        reading
            .mentions
            .iter()
            .any(|mention| mention.span != date.span && !mention.inner && is_right(mention)),
    )
}

/// The day of `date` in each other year that is written in its sentence, in the heading above or the title;
/// `None` where it is open.
pub(super) fn told_years<'a>(article: &Article, reading: &Reading, date: &Mention) -> Option<Value<'a>> {
    let sentence = &reading.sentences[date.sentence as usize];
    let spans = std::iter::once(sentence.span).chain(above(article, sentence.block as usize));
    same_day(date, spans.flat_map(|span| years_in(reading, span)))
}

/// The day of `date`, written as `words`, with day and month exchanged where it is written in digits: who writes 07/04/2025 in a text
/// of another country may mean that one; `None` where it is open.
pub(super) fn other_order<'a>(words: &str, date: &Mention) -> Option<Value<'a>> {
    let Said::Time(time) = &date.value else { return None };
    let day = time.period.from()?;
    let number = |part: Option<&str>| part?.parse().ok().filter(|number| (1..=12).contains(number));
    let exchanged = words.split([' ', ',', '\u{a0}']).find_map(|word| {
        let mut parts = word.split(['/', '-']);
        let both: [u32; 2] = [number(parts.next())?, number(parts.next())?];
        (both == [day.day(), day.month()] || both == [day.month(), day.day()])
            .then(|| NaiveDate::from_ymd_opt(day.year(), day.day(), day.month()))?
    });
    let days = exchanged.filter(|other| *other != day).into_iter();
    Some(Value::List(days.map(|day| Value::Days(Period::day(day), None)).collect()))
}

/// The heading that a block stands under, and the title and standfirst.
fn above(article: &Article, own: usize) -> impl Iterator<Item = ProseSpan> {
    let blocks = article.prose.blocks();
    let heading = (own.saturating_sub(HEADING)..own).rev().find(|at| blocks[*at].kind == BlockKind::Heading);
    let titles = blocks.iter().take_while(|block| block.part != Part::Body);
    heading.map(|at| &blocks[at]).into_iter().chain(titles).map(|block| block.span)
}

/// The first day of `date` in those of `years` that are not its own and have it.
fn same_day<'a>(date: &Mention, years: impl Iterator<Item = i32>) -> Option<Value<'a>> {
    let day = day_of(date)?;
    let mut days: Vec<NaiveDate> =
        years.filter(|year| *year != day.year()).filter_map(|year| day.with_year(year)).collect();
    days.sort_unstable();
    days.dedup();
    Some(Value::List(days.into_iter().map(|day| Value::Days(Period::day(day), None)).collect()))
}

/// How many items the list has that begins right after the sentence of `mention`, which ends its block and is in
/// no list itself, with those whose numbers go on after other text; `None` where no list does, and where a list that
/// starts anew may go on with it.
pub(super) fn listed(article: &Article, reading: &Reading, mention: &Mention) -> Option<u32> {
    let blocks = article.prose.blocks();
    let own = reading.sentences[mention.sentence as usize].block as usize;
    let ends =
        reading.sentences.get(mention.sentence as usize + 1).is_none_or(|next| next.block as usize > own);
    let list = blocks.get(own + 1)?.item.list;
    if !ends || list == 0 || blocks[own].item.list != 0 {
        return None;
    }
    let (items, after): (Vec<&Block>, Vec<&Block>) =
        blocks[own + 1..].iter().partition(|block| block.item.list == list);
    let broken = after.first().is_some_and(|block| block.item.list == 0);
    let goes_on = broken
        && after
            .iter()
            .take_while(|block| block.kind != BlockKind::Heading)
            .any(|block| block.item.list > list);
    let count = items.last()?.item.number;
    (count > 1 && !goes_on).then_some(count)
}

/// The other figures of the sentence of a figure: not days, lengths of time, ages and places in an order.
pub(super) fn beside<'a>(reading: &'a Reading, figure: &Mention) -> impl Iterator<Item = &'a Mention> {
    let (sentence, span) = (figure.sentence, figure.span);
    let first = reading.mentions.partition_point(|mention| mention.sentence < sentence);
    let here = reading.mentions[first..].iter().take_while(move |mention| mention.sentence == sentence);
    let is_figure = |mention: &&Mention| {
        matches!(
            mention.kind,
            Kind::Number | Kind::Count | Kind::Multiple | Kind::Quantity | Kind::Money | Kind::Percent
        )
    };
    here.filter(is_figure).filter(move |mention| !mention.inner && mention.span != span)
}

/// How many other days of the article, each counted once and written with its year, lie after `published`: a page with several
/// is newer than the date that it gives, or looks ahead.
pub(super) fn later(reading: &Reading, date: &Mention, published: NaiveDate) -> usize {
    let days = |mention: &Mention| match &mention.value {
        Said::Time(time) if mention.kind == Kind::Date && time.parts.year => Some(time.period),
        _ => None,
    };
    let own = days(date);
    let after = |period: &Period| period.from().is_some_and(|from| from > published) && Some(*period) != own;
    let mut later: Vec<Period> = reading.mentions.iter().filter_map(days).filter(after).collect();
    later.sort_unstable_by_key(|period| (period.from(), period.to()));
    later.dedup();
    later.len()
}

/// The years that the sentence of a figure writes, from the first to the last; `None` where it writes none.
pub(super) fn years_told<'a>(reading: &Reading, figure: &Mention) -> Option<Value<'a>> {
    let years = years_in(reading, reading.sentences[figure.sentence as usize].span);
    let (first, last) = years.fold(None, |ends: Option<(i32, i32)>, year| {
        let (first, last) = ends.unwrap_or((year, year));
        Some((first.min(year), last.max(year)))
    })?;
    let days = Period::new(NaiveDate::from_ymd_opt(first, 1, 1), NaiveDate::from_ymd_opt(last, 12, 31))?;
    Some(Value::Days(days, None))
}

/// How many different years the sentence around `span` writes.
pub(super) fn written_years(reading: &Reading, span: ProseSpan) -> usize {
    let sentence = reading.sentences.partition_point(|sentence| sentence.span.end < span.end);
    let Some(sentence) = reading.sentences.get(sentence) else { return 0 };
    let written = inside(reading, sentence.span).filter_map(written);
    let mut years: Vec<i32> =
        written.flat_map(|period| [period.from(), period.to()]).flatten().map(|day| day.year()).collect();
    years.sort_unstable();
    years.dedup();
    years.len()
}

/// The stretch of time that a sum accounts for: the part of a year, the year or the length nearest to it in its sentence, or
/// the nearest word for one ("annual"); empty where the sentence has none.
pub(super) fn covers<'a>(
    article: &Article,
    reading: &Reading,
    lexicon: &Lexicon,
    figure: &Mention,
) -> Value<'a> {
    let sentence = &reading.sentences[figure.sentence as usize];
    let distance = |span: ProseSpan| {
        span.start.saturating_sub(figure.span.end).max(figure.span.start.saturating_sub(span.end))
    };
    let told = inside(reading, sentence.span)
        .filter_map(|mention| Some((distance(mention.span), account(mention)?)));
    let tokens = &reading.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
    let in_a_time = |span: ProseSpan| {
        let time = |mention: &Mention| {
            matches!(mention.kind, Kind::Date | Kind::Duration) && mention.span.contains(span)
        };
        inside(reading, sentence.span).any(time)
    };
    let named = tokens.iter().filter_map(|token| {
        let word = article.prose.slice(token.span).to_lowercase();
        let of = |list: &&str| lexicon.lists.get(list).is_some_and(|words| words.contains(&word));
        let list = ACCOUNTS.iter().copied().find(of).filter(|_| !in_a_time(token.span))?;
        Some((distance(token.span), list.to_owned()))
    });
    let nearest = told.chain(named).min();
    Value::Text(nearest.map_or(String::new(), |(_, account)| account).into())
}

/// The part of a year, the year or the length in months that a time stands for, by its TIMEX value.
fn account(mention: &Mention) -> Option<String> {
    let Said::Time(time) = &mention.value else { return None };
    let timex = &*time.timex;
    let part = timex.rsplit_once('-').map(|(_, part)| part);
    let is_part = |part: &&str| part.starts_with(['Q', 'H']) && part[1..].bytes().all(|b| b.is_ascii_digit());
    if let Some(part) = part.filter(is_part) {
        return Some(part.to_owned());
    }
    let is_year = timex.len() == 4 && timex.bytes().all(|b| b.is_ascii_digit());
    let is_length = timex.starts_with('P') && timex.ends_with(['M', 'Y']);
    match (is_year, is_length) {
        (true, _) => Some("year".to_owned()),
        (_, true) => Some(timex.to_owned()),
        _ => None,
    }
}

/// The year that the story has come to: the last one that is written before `date`. For a date within days of the article it is
/// none that stands far before it or is still to come.
fn last_year(article: &Article, reading: &Reading, date: &Mention) -> Option<i32> {
    let before = reading.mentions.partition_point(|mention| mention.span.start < date.span.start);
    let (year, at) = reading.mentions[..before]
        .iter()
        .rev()
        .take(BACK)
        .find_map(|mention| Some((written(mention)?.to()?.year(), mention.sentence)))?;
    let block = |sentence: u32| reading.sentences[sentence as usize].block;
    let day = day_of(date)?;
    let unlikely = block(date.sentence) - block(at) > FAR || year > day.year();
    (!unlikely || !is_near(article, day)).then_some(year)
}

/// The first day of `date`.
fn day_of(date: &Mention) -> Option<NaiveDate> {
    match &date.value {
        Said::Time(time) => time.period.from(),
        _ => None,
    }
}

/// Whether a day is so near to that of the article that a reader takes it for one of these days.
fn is_near(article: &Article, day: NaiveDate) -> bool {
    let published = article.meta.published.as_ref().map(|stamp| stamp.day);
    published.is_some_and(|published| (day - published).num_days().abs() <= NEAR)
}

/// The year that the story is of, where it is another than that of `date`: the one that is written most often, three times or
/// more, as in memoirs and histories.
fn story_year(reading: &Reading, date: &Mention) -> Option<i32> {
    /// So often a year is written in a story of that year.
    const OFTEN: usize = 3;
    let own = day_of(date)?.year();
    let mut times: Vec<(i32, usize)> = Vec::new();
    let at = reading.mentions.partition_point(|mention| mention.span.start < date.span.start);
    let around = at.saturating_sub(BACK)..(at + BACK).min(reading.mentions.len());
    let dates = reading.mentions[around].iter().filter_map(written);
    for year in dates.filter_map(|period| Some(period.from()?.year())) {
        match times.iter_mut().find(|(other, _)| *other == year) {
            Some((_, count)) => *count += 1,
            None => times.push((year, 1)),
        }
    }
    let (year, count) = times.into_iter().max_by_key(|(year, count)| (*count, *year == own, *year))?;
    (year != own && count >= OFTEN).then_some(year)
}

/// The days of a date that writes its year.
fn written(mention: &Mention) -> Option<Period> {
    match &mention.value {
        Said::Time(time) if time.parts.year => Some(time.period),
        _ => None,
    }
}

/// The four digits at the top of a block that may be a year: "Diary of a journey, 1944".
fn bare_years(article: &Article, span: ProseSpan) -> impl Iterator<Item = i32> + '_ {
    let bytes = &article.prose.slice(span).as_bytes()[..TOP.min(span.len() as usize)];
    let digits = bytes.split(|byte| !byte.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let years = digits.filter_map(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    years.filter(|year| (1500..2200).contains(year))
}

/// The mentions that start in a block.
fn inside(reading: &Reading, span: ProseSpan) -> impl Iterator<Item = &Mention> {
    let first = reading.mentions.partition_point(|mention| mention.span.start < span.start);
    reading.mentions[first..].iter().take_while(move |mention| mention.span.start < span.end)
}

/// The years of all dates of a block that write one or are one ("last year"); of ranges both.
fn years_in(reading: &Reading, span: ProseSpan) -> impl Iterator<Item = i32> + '_ {
    inside(reading, span).flat_map(|mention| {
        let days = written(mention).map(|period| [period.from(), period.to()]);
        let written = days.into_iter().flatten().flatten().map(|day| day.year());
        written.chain(counted_year(mention))
    })
}

/// The year that "last year" or "two years ago" is.
fn counted_year(mention: &Mention) -> Option<i32> {
    match &mention.value {
        Said::Time(time) if !time.parts.year && time.timex.len() == 4 => time.timex.parse().ok(),
        _ => None,
    }
}

/// The years that lie as far back as a span says: "80 years later", "on the 75th anniversary".
fn years_back<'a>(
    article: &'a Article,
    reading: &'a Reading,
    span: ProseSpan,
) -> impl Iterator<Item = i32> + 'a {
    let published = article.meta.published.as_ref().map(|stamp| stamp.day.year());
    let back = move |mention: &Mention| match (&mention.value, mention.kind) {
        (Said::Time(time), Kind::Duration) => time.timex.strip_prefix('P')?.strip_suffix('Y')?.parse().ok(),
        // Counted from the article's day, as nothing says of which day it is.
        (Said::Time(time), Kind::Date) if !time.parts.year && time.timex.len() == 4 => {
            Some(time.timex.parse::<i32>().ok()? - published?)
        }
        (Said::Figure(figure), Kind::Ordinal) => {
            let after = article.prose.text()[mention.span.end as usize..].trim_start();
            let count = after.starts_with("anniversary").then(|| figure.written.single()).flatten()?;
            i32::try_from(count.to_integer()?).ok()
        }
        _ => None,
    };
    let counted = inside(reading, span).filter_map(back).filter(|years| *years > 0);
    counted.filter_map(move |years| published?.checked_sub(years))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Habits, read};
    use crate::source::Source;
    use std::sync::Arc;

    /// The other days that the last date of a text may be.
    fn others(text: &str) -> String {
        let lexicon = Lexicon::shipped();
        let source = Arc::new(Source::new("a.md", format!("---\ndate: 2025-07-01\n---\n\n{text}")));
        let (article, reading) = read(source, &lexicon, &Habits::default());
        let date = reading.mentions.iter().rfind(|mention| matches!(mention.value, Said::Time(_)));
        match other_years(&article, &reading, date.expect("the text has a date")) {
            Some(Value::List(days)) => days
                .iter()
                .map(|day| format!("{day:?}").chars().filter(char::is_ascii_digit).collect::<String>() + " ")
                .collect(),
            _ => "none".into(),
        }
    }

    /// What the first figure of a text has after it.
    fn items(text: &str) -> Option<u32> {
        let lexicon = Lexicon::shipped();
        let source = Arc::new(Source::new("a.md", text));
        let (article, reading) = read(source, &lexicon, &Habits::default());
        listed(&article, &reading, reading.mentions.first().expect("the text has a figure"))
    }

    #[test]
    fn a_day_near_that_of_the_article_is_of_no_far_year() {
        let far = "In 2015 he had been there.\n\n".to_owned() + &"All was well.\n\n".repeat(25);
        assert_eq!(others(&(far.clone() + "It rained on June 29.")), "");
        assert!(others(&(far + "It rained on May 29.")).contains("20150529"));
        let ahead = "In 2026 it ends.\n\n".to_owned() + &"All was well.\n\n".repeat(5);
        assert_eq!(others(&(ahead + "It rained on June 29.")), "");
    }

    #[test]
    fn so_many_years_later_is_so_many_years_ago() {
        assert!(others("He came back 80 years later. They had landed on June 29.").contains("19450629"));
        assert!(others("They landed on June 29. On the 80th anniversary he came back.").contains("19450629"));
        assert_eq!(others("They landed on June 29. It was the 80th boat."), "");
    }

    #[test]
    fn a_sum_accounts_for_the_time_nearest_to_it() {
        let lexicon = Lexicon::shipped();
        let of = |text: &str| {
            let source = Arc::new(Source::new("a.md", format!("---\ndate: 2024-02-08\n---\n\n{text}")));
            let (article, reading) = read(source, &lexicon, &Habits::default());
            let sum = reading.mentions.iter().find(|mention| matches!(mention.value, Said::Figure(_)));
            match covers(&article, &reading, &lexicon, sum.expect("the text has a figure")) {
                Value::Text(text) => text.into_owned(),
                _ => String::new(),
            }
        };
        assert_eq!(of("Its fourth-quarter net profit rose to $421 million."), "Q4");
        assert_eq!(of("It made $421 million in the fourth quarter, against a loss in 2022."), "Q4");
        assert_eq!(of("It made $1.9 billion in 2023."), "year");
        assert_eq!(of("It made $42 million in the three months to December."), "P3M");
        assert_eq!(of("It made $42 million."), "");
    }

    #[test]
    fn the_items_of_the_list_that_follows_are_counted() {
        assert_eq!(
            items("It has three parts:\n\n- a\n- b\n\n  more of b\n  - in b\n- c\n- d\n\nEnd."),
            Some(4)
        );
        assert_eq!(
            items("It has three parts:\n\n1. a\n2. b\n\nText.\n\n3. c"),
            Some(3),
            "its numbers go on after a text"
        );
        assert_eq!(
            items("<p>It has three parts:</p><ul><li>a<li><p>b</p><ol><li>c</ol></ul><p>End."),
            Some(2)
        );
        assert_eq!(items("It has three parts:\n\n- a\n- b\n\n1. c\n2. d"), Some(2), "another list follows");
        assert_eq!(items("It has three parts. Some:\n\n- a"), None);
        assert_eq!(items("- It has three parts:\n  - a\n  - b"), None, "a list inside an item");
        assert_eq!(items("It has three parts:\n\nNo list."), None);
    }

    #[test]
    fn a_heading_and_the_paragraphs_before_lend_their_years() {
        let text =
            "## Summer of 1944\n\nOne, in 1901.\n\nTwo, in 1943.\n\nThree.\n\nFour.\n\nIt rained on July 4.";
        let found = others(text);
        let has = |year: &str| found.contains(&format!("{year}0704"));
        assert!(has("1944") && has("1943") && !has("1901"), "{found}");
        assert_eq!(others("It rained on July 4."), "");
        let memoir = "In 1983 I was nine.\n\nIn May 1983 we moved.\n\nIn 1982 it was dry.\n\nBy June 1983 it was wet.\n\n";
        let far = "All was well.\n\n".repeat(5) + "In 1982 we had met.\n\n" + &"All was well.\n\n".repeat(5);
        assert!(others(&(memoir.to_owned() + &far + "It rained on July 4.")).contains("19830704"));
        assert!(others("Diary of a journey, 1944\n\nIt rained on July 4.").contains("19440704"));
    }

    #[test]
    fn the_year_that_a_story_has_come_to_counts_however_far_it_stands() {
        let text = format!("It began in 1943.\n\n{}It rained on July 4.", "So it was.\n\n".repeat(9));
        assert!(others(&text).contains("19430704"), "{}", others(&text));
    }

    #[test]
    fn a_day_that_no_other_year_has_is_left_out() {
        assert_eq!(others("In 2023 it was dry, and it rained on 29 February 2024."), "");
    }
}
