//! What the readers of time must hold, phrase by phrase; the wide corpora are in `tests/corpus`.

use crate::article::{BlockKind, Part, ProseBuilder};
use crate::lexicon::Lexicon;
use crate::mention::{Kind, Reading, Reference, Value, read};
use crate::time::{Basis, Impossible, Temporal};
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

pub(super) fn reading(text: &str, reference: &Reference) -> Reading {
    let mut builder = ProseBuilder::default();
    builder.open(Part::Body, BlockKind::Paragraph);
    builder.push(text, 0);
    read(&builder.finish(), &LEXICON, reference)
}

pub(super) fn on(published: &str) -> Reference {
    Reference { published: published.parse().ok(), ..Reference::default() }
}

/// All phrases of time in `text`, the inner ones too.
pub(super) fn times(text: &str, reference: &Reference) -> Vec<(String, bool, Temporal)> {
    let reading = reading(text, reference);
    let phrase = |m: &crate::mention::Mention| match &m.value {
        Value::Time(time) => Some((text[m.span.range()].to_owned(), m.inner, (**time).clone())),
        _ => None,
    };
    reading.mentions.iter().filter_map(phrase).collect()
}

pub(super) fn one(text: &str, reference: &Reference) -> (String, Temporal) {
    let mut all: Vec<_> = times(text, reference).into_iter().filter(|(_, inner, _)| !inner).collect();
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    let (phrase, _, time) = all.remove(0);
    (phrase, time)
}

#[test]
fn a_weekday_that_contradicts_its_date_is_kept_as_written() {
    let (phrase, time) = one("They met on Tuesday, July 3, 2025, in Bern.", &on("2025-07-05"));
    assert_eq!(phrase, "Tuesday, July 3, 2025");
    assert_eq!(time.period.to_string(), "2025-07-03");
    assert_eq!(time.parts.weekday, Some(chrono::Weekday::Tue));
    assert_eq!(time.basis, Basis::Written);
}

#[test]
fn short_weekdays_need_a_capital() {
    let (phrase, _) = one("They were wed July 4.", &on("2025-07-05"));
    assert_eq!(phrase, "July 4");
    let (phrase, _) = one("They met Wed July 2.", &on("2025-07-05"));
    assert_eq!(phrase, "Wed July 2");
}

#[test]
fn an_hour_before_its_zone_is_no_year() {
    let (_, time) = one("Kick-off is on 2 July 2000 GMT.", &on("2025-07-01"));
    assert_eq!((time.period.to_string().as_str(), time.parts.clock), ("2025-07-02", true));
    let (_, time) = one("The log starts on July 2, 2000 UTC.", &on("2025-07-01"));
    assert_eq!(time.period.to_string(), "2000-07-02");
}

#[test]
fn a_time_of_day_after_a_length_has_a_value_of_its_own() {
    let value = |text: &str| one(text, &Reference::default()).1.timex.to_string();
    assert_eq!(value("Two days later, at 5pm, it broke."), "T17");
    assert_eq!(value("The next day, at 5pm, it broke."), "T17");
    let all = times("He was released four hours later, at 2am.", &Reference::default());
    let last = all.last().map(|(words, _, time)| (words.as_str(), &*time.timex));
    assert_eq!(last, Some(("2am", "T02")));
}

#[test]
fn impossible_dates_are_read_and_lead_to_no_day() {
    let cases = [
        ("It opened on 31 June 2022.", Impossible::NoSuchDay),
        ("It opened on February 29, 2015.", Impossible::NotALeapYear),
        ("It opened on February 30.", Impossible::NoSuchDay),
        ("It ran from 2001 to 1996.", Impossible::Reversed),
    ];
    for (text, why) in cases {
        let (_, time) = one(text, &on("2025-07-05"));
        assert_eq!(time.impossible, Some(why), "{text}");
        assert!(!time.period.is_closed(), "{text}");
    }
}

#[test]
fn a_leap_day_tells_the_year_of_a_range() {
    let (_, time) = one("The fees run from October 31 through February 29.", &on("2012-06-04"));
    assert_eq!((time.impossible, time.period.to_string().as_str()), (None, "2011-10-31 to 2012-02-29"));
}

#[test]
fn days_are_read_with_the_word_day_and_with_a_comma_before_the_month() {
    for (text, day) in [
        ("It met on Tuesday, the 21st day of October, 2021.", "2021-10-21"),
        ("We meet on Thursday 11th, May 2020.", "2020-05-11"),
    ] {
        assert_eq!(one(text, &on("2021-11-01")).1.period.to_string(), day, "{text}");
    }
    assert!(
        times("Photo by Anna Y. Sun, Oct. 28.", &on("2021-11-01"))
            .iter()
            .all(|(words, ..)| words == "Oct. 28")
    );
}

#[test]
fn what_may_be_no_range_is_not_called_reversed() {
    for text in [
        "Output is back from 2019 to 2015 levels.",
        "Shops open from Monday to Friday.",
        "It ran from November to March.",
    ] {
        for published in ["2025-07-01", "2025-07-05", "2025-12-31"] {
            let found = times(text, &on(published));
            assert!(found.iter().all(|(_, _, time)| time.impossible.is_none()), "{text} {found:?}");
        }
    }
}

#[test]
fn a_range_keeps_both_ends_as_mentions_inside() {
    let all = times("He led the bank from 1996 to 2001.", &on("2025-07-05"));
    let phrases: Vec<_> =
        all.iter().map(|(phrase, inner, time)| (phrase.as_str(), *inner, time.period.to_string())).collect();
    let expected = [
        ("from 1996 to 2001", false, "1996 to 2001".to_owned()),
        ("1996", true, "1996".to_owned()),
        ("2001", true, "2001".to_owned()),
    ];
    assert_eq!(phrases, expected);
}

#[test]
fn seven_four_stays_open_until_the_language_is_known() {
    let known = |day_first| Reference { day_first, ..on("2025-08-01") };
    let period = |day_first| one("It began on 07/04/2025.", &known(day_first)).1;
    assert_eq!(period(None).basis, Basis::Open);
    assert!(!period(None).period.is_closed());
    assert_eq!(period(Some(true)).period.to_string(), "2025-04-07");
    assert_eq!(period(Some(false)).period.to_string(), "2025-07-04");
    assert_eq!(one("It began on 07/07/2025.", &known(None)).1.period.to_string(), "2025-07-07");
}

#[test]
fn without_an_article_date_a_weekday_stays_open() {
    let (_, time) = one("They met on Tuesday.", &Reference::default());
    assert_eq!((time.basis, &*time.timex), (Basis::Open, "XXXX-WXX-2"));
}

#[test]
fn an_offset_counts_from_the_date_before_it() {
    let all = times("The strike began on May 4, 2021. It ended three days later.", &on("2025-07-05"));
    assert_eq!(all[1].0, "three days later");
    assert_eq!(all[1].2.period.to_string(), "2021-05-07");
    assert_eq!(all[1].2.basis, Basis::Anchored);
    let (_, time) = one("It ended three days later.", &on("2025-07-05"));
    assert_eq!(time.basis, Basis::Open);
    assert!(!time.period.is_closed());
}

#[test]
fn a_weekday_tells_the_year_of_a_far_date_unless_the_text_did() {
    let period = |text: &str| {
        let all = times(text, &on("2025-07-05"));
        all.last().expect("a date").2.period.to_string()
    };
    assert_eq!(period("The hall was sold on Friday, March 16."), "2018-03-16");
    // The rule that holds weekdays against dates has to see the one that is meant.
    assert_eq!(period("What we did in 2023. The hall was sold on Monday, March 16."), "2025-03-16");
    assert_eq!(period("What we did in 2023. The hall was sold on Thursday, March 16."), "2023-03-16");
    assert_eq!(period("The hall was sold on Friday, July 3."), "2025-07-03");
}

#[test]
fn damaged_text_is_read_all_the_same() {
    for text in [
        "It began on July\u{a0}4,\u{a0}2025.",
        "It began on July\n4, 2025.",
        "It began on 4\u{202f}July 2025.",
        "It began on 4\u{2011}July\u{2011}2025.",
    ] {
        assert_eq!(one(text, &on("2025-08-01")).1.period.to_string(), "2025-07-04", "{text}");
    }
    let (_, time) = one("a ten\u{2011}day siege", &on("2025-08-01"));
    assert_eq!(&*time.timex, "P10D");
}

#[test]
fn holidays_are_counted_only_where_they_are_so_far() {
    let cases = [
        ("They wed at Thanksgiving three months ago.", "2013-02-12", "2012-11-22"),
        ("Will they wed at Thanksgiving in three years?", "2013-02-12", "2016-11-24"),
        ("It was held at Easter, two years after Christmas.", "2013-02-12", "2014-12-25"),
    ];
    for (text, published, value) in cases {
        let found = times(text, &on(published));
        assert!(found.iter().any(|(_, _, time)| &*time.timex == value), "{text} {found:?}");
    }
    let first = times("It was the first Thanksgiving in three years.", &on("2013-02-12"));
    assert_eq!(&*first[0].2.timex, "2012-11-22");
}

#[test]
fn an_ordinal_inside_a_phrase_can_still_be_bound() {
    let reading = reading("Sales fell in the third quarter of 2009.", &on("2010-02-01"));
    let ordinals: Vec<_> = reading.mentions.iter().filter(|m| m.kind == Kind::Ordinal && m.inner).collect();
    assert_eq!(ordinals.len(), 1);
}

#[test]
fn times_and_years_are_read_as_people_say_them() {
    let cases = [
        ("Polls closed at ten past nine.", "T09:10"),
        ("The train left at a quarter to noon.", "T11:45"),
        ("It began 20 minutes past eight in the evening.", "T20:20"),
        ("The bridge fell last night at 8.", "2025-07-04T20"),
        ("He arrived at 7 this morning.", "2025-07-05T07"),
        ("She left at 2:30 this afternoon.", "2025-07-05T14:30"),
        ("It was founded in nineteen eighty-six.", "1986"),
        ("It opened in August two thousand and five.", "2005-08"),
        ("They met on 28 June in 2020.", "2020-06-28"),
        ("The vote is due next week on Wednesday.", "2025-07-09"),
        ("1956 – The mill burns down.", "1956"),
        ("1956: Smoke over the mill.", "1956"),
    ];
    for (text, value) in cases {
        assert_eq!(&*one(text, &on("2025-07-05")).1.timex, value, "{text}");
    }
}

#[test]
fn numbers_beside_such_words_stay_numbers() {
    for text in [
        "Support rose by ten to nine seats.",
        "A quarter of the homes burned.",
        "She won by five after nine rounds.",
        "In two thousand homes the lights went out.",
        "1956 - and no more - came to see it.",
    ] {
        assert!(times(text, &on("2025-07-05")).is_empty(), "{text}");
    }
    let (phrase, _) = one("Last night at 8 venues the lights went out.", &on("2025-07-05"));
    assert_eq!(phrase, "Last night");
}

#[test]
fn the_last_quarters_are_those_of_the_calendar() {
    let (_, time) = one("Sales fell in the last 2 quarters.", &on("2025-07-05"));
    assert_eq!(time.period.to_string(), "2025-01-01 to 2025-06-30");
}

proptest! {
    #[test]
    fn every_written_format_reads_back_as_the_same_day(days in 0i64..73_000) {
        let day = chrono::NaiveDate::from_ymd_opt(1850, 1, 1).unwrap() + chrono::Duration::days(days);
        for format in [
            "%B %-d, %Y", "%-d %B %Y", "%b. %-d, %Y", "%A, %B %-d, %Y", "%Y-%m-%d", "%a., %b. %-d, %Y",
            "the %-dth of %B, %Y", "%A %-d %B %Y", "%-d.%-m.%Y", "%Y/%m/%d", "%d-%b-%Y",
        ] {
            // "May." is no abbreviation.
            let format = if chrono::Datelike::month(&day) == 5 { format.replace("%b.", "%b") } else { format.to_owned() };
            let text = format!("The vote was held on {} in Bern.", day.format(&format));
            let found = times(&text, &on("2025-07-05"));
            prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
            prop_assert_eq!(found[0].2.period.single(), Some(day), "{}", text);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(
        words in prop::collection::vec(prop::sample::select(vec![
            "the", "last", "next", "first", "of", "May", "March", "31", "29", "2015", "9999", "1000", "-", "–", "to", "from", "between",
            "and", "Tuesday", "week", "weeks", "year", "years", "ago", "a", "half", "third", "quarter", "century", "BC", ":", "30", "GMT",
            "p", ".", "m", "15", "/", "'", "s", "early", "end", "every", "day", "before", "after", "Christmas", "fiscal", "Q3", "now",
            "later", "99999999999999999999", "mid", "morning", "in", "million", "\u{a0}", "é", "FY", "00", "0", ",", "T", "Z", "+",
        ]), 0..24),
        glued in prop::collection::vec(any::<bool>(), 24),
    ) {
        let mut text = String::new();
        for (word, glued) in words.iter().zip(glued) {
            text.push_str(word);
            if !glued {
                text.push(' ');
            }
        }
        for reference in [on("2025-07-05"), on("+262142-12-31"), on("-262143-01-01"), Reference::default()] {
            let reading = reading(&text, &reference);
            for mention in &reading.mentions {
                prop_assert!(mention.span.start < mention.span.end);
                prop_assert!(text.is_char_boundary(mention.span.start as usize));
            }
        }
    }

    #[test]
    fn no_letters_make_the_reader_panic(text in "\\PC{0,80}") {
        reading(&text, &on("2025-07-05"));
    }
}
