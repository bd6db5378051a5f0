//! Each way of writing a number reads back as the number, and allows the same interval.

use crosstally::article::{BlockKind, Part, ProseBuilder};
use crosstally::lexicon::Lexicon;
use crosstally::mention::{self, Kind, Mention, Reference, Value};
use crosstally::value::{Number, Written};
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

/// The figures of a sentence, with the words of each.
fn figures(text: &str) -> Vec<(Kind, Written, String)> {
    let mut builder = ProseBuilder::default();
    builder.open(Part::Body, BlockKind::Paragraph);
    builder.push(text, 0);
    let prose = builder.finish();
    let reading = mention::read(&prose, &LEXICON, &Reference::default());
    let figure = |mention: &Mention| match mention.value {
        Value::Figure(figure) => Some((mention.kind, figure.written, prose.slice(mention.span).to_owned())),
        _ => None,
    };
    reading.mentions.iter().filter_map(figure).collect()
}

/// Asserts that `text` has one figure, written as `words`, that allows what `n` written in digits allows.
fn reads_back(text: &str, words: &str, n: Number) -> Result<(), TestCaseError> {
    let figures = figures(text);
    prop_assert_eq!(figures.len(), 1, "{} {:?}", text, figures);
    let (_, written, span) = &figures[0];
    prop_assert_eq!(span, words, "{}", text);
    prop_assert_eq!(written.allows_as_count(), Written::exact(n).allows_as_count(), "{}", text);
    prop_assert_eq!(written.allows_as_measure(), Written::exact(n).allows_as_measure(), "{}", text);
    Ok(())
}

fn grouped(n: u64, mark: &str) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}

/// 12,34,567.
fn indian(n: u64) -> String {
    let digits = n.to_string();
    let (head, tail) = digits.split_at(digits.len().saturating_sub(3));
    let mut out = String::new();
    for (place, digit) in head.chars().enumerate() {
        if place > 0 && (head.len() - place).is_multiple_of(2) {
            out.push(',');
        }
        out.push(digit);
    }
    if head.is_empty() { tail.to_owned() } else { format!("{out},{tail}") }
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The number in words, with "and" where the British put it if `and`.
fn spelled(n: u64, and: bool) -> String {
    let join = |head: String, rest: u64, small: bool| match rest {
        0 => head,
        _ if and && small => format!("{head} and {}", spelled(rest, and)),
        _ => format!("{head} {}", spelled(rest, and)),
    };
    match n {
        0..20 => ONES[n as usize].to_owned(),
        20..100 if n.is_multiple_of(10) => TENS[n as usize / 10].to_owned(),
        20..100 => format!("{}-{}", TENS[n as usize / 10], ONES[n as usize % 10]),
        100..1000 => join(format!("{} hundred", ONES[n as usize / 100]), n % 100, true),
        1000..1_000_000 => join(format!("{} thousand", spelled(n / 1000, and)), n % 1000, n % 1000 < 100),
        _ => join(format!("{} million", spelled(n / 1_000_000, and)), n % 1_000_000, n % 1_000_000 < 100),
    }
}

fn whole(n: u64) -> Number {
    Number::integer(n.into())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn grouping_by_comma_space_and_indian_custom_reads_back(n in 10_000u64..1_000_000_000) {
        // Eight bare digits may be a day: 19560101.
        prop_assume!(!(10_000_101..=21_001_231).contains(&n));
        for written in [n.to_string(), grouped(n, ","), grouped(n, "\u{202f}"), grouped(n, "\u{a0}"), grouped(n, " "), indian(n)] {
            reads_back(&format!("They counted {written} trees."), &written, whole(n))?;
        }
    }

    #[test]
    fn words_read_back(n in 2u64..999_999_999, and: bool) {
        let written = spelled(n, and);
        reads_back(&format!("They counted {written} trees."), &written, whole(n))?;
    }

    #[test]
    fn a_comma_before_hundreds_in_words_reads_back(millions in 2u64..999, rest in 100u64..1000) {
        let written = format!("{} million, {}", spelled(millions, true), spelled(rest, true));
        reads_back(&format!("They counted {written} trees."), &written, whole(millions * 1_000_000 + rest))?;
    }

    #[test]
    fn a_decimal_comma_reads_back_before_a_unit(whole_part in 1u64..999, tenth in 1u64..10) {
        let written = format!("{whole_part},{tenth}");
        let n = Number::decimal((whole_part * 10 + tenth).into(), -1).unwrap();
        for unit in [" million trees", " km of road", "% of it"] {
            let figures = figures(&format!("They counted {written}{unit}."));
            prop_assert_eq!(figures.len(), 1, "{}{} {:?}", written, unit, figures);
            let scale = Number::power_of_ten(if unit.starts_with(" m") { 6 } else { 0 }).unwrap();
            prop_assert_eq!(figures[0].1.single(), n.times(scale));
        }
    }

    #[test]
    fn decimals_read_back_with_all_their_digits(whole_part in 0u64..100_000, places in 1usize..5, fraction: u16) {
        let fraction = format!("{fraction:05}")[..places].to_owned();
        let written = format!("{}.{fraction}", grouped(whole_part, ","));
        let figures = figures(&format!("a factor of {written} or so"));
        prop_assert_eq!(figures.len(), 1, "{:?}", figures);
        let n: Number = format!("{whole_part}.{fraction}").parse().unwrap();
        prop_assert_eq!(figures[0].1.single(), Some(n));
        prop_assert_eq!(Some(figures[0].1.step), Number::power_of_ten(-(places as i32)));
    }

    #[test]
    fn magnitudes_read_back(n in 1u64..999, tenth in 1u64..10, million: bool, word: bool) {
        let (exponent, words, letters) = if million { (6, " million", "m") } else { (9, " billion", "bn") };
        let written = format!("{n}.{tenth}{}", if word { words } else { letters });
        let value = Number::decimal((n * 10 + tenth).into(), exponent - 1).unwrap();
        reads_back(&format!("It cost ${written} to build."), &format!("${written}"), value)?;
    }

    #[test]
    fn signs_read_back(n in 1u64..2000) {
        for sign in ["-", "\u{2212}", "minus "] {
            let written = format!("{sign}{}", grouped(n, ","));
            reads_back(&format!("It came to {written} in all."), &written, whole(n).negated())?;
        }
    }

    #[test]
    fn ordinals_read_back(n in 3u64..9_999) {
        let ending = match (n % 10, n % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        let written = format!("{n}{ending}");
        let figures = figures(&format!("the {written} customer"));
        prop_assert_eq!(figures.len(), 1);
        prop_assert_eq!((figures[0].0, figures[0].1.single()), (Kind::Ordinal, Some(whole(n))));
    }

    #[test]
    fn ranges_read_back(low in 2u64..5000, more in 1u64..5000, way in 0usize..4) {
        let (a, b) = (grouped(low, ","), grouped(low + more, ","));
        let written = match way {
            0 => format!("{a}-{b}"),
            1 => format!("{a}–{b}"),
            2 => format!("{a} to {b}"),
            _ => format!("between {a} and {b}"),
        };
        let figures = figures(&format!("They need {written} trees."));
        prop_assert_eq!(figures.len(), 1, "{} {:?}", written, figures);
        let read = &figures[0].1;
        prop_assert!(read.range);
        prop_assert_eq!((read.low, read.high), (Some(whole(low)), Some(whole(low + more))));
    }

    #[test]
    fn fractions_read_back(top in 1u64..9, bottom in 2u64..10, before in 0u64..30) {
        prop_assume!(top < bottom && bottom != 7 && bottom != 6 && bottom != 9);
        let part = Number::ratio(top.into(), bottom.into()).unwrap();
        let (written, value) = match before {
            0 => (format!("{top}/{bottom}"), part),
            _ => (format!("{before} {top}/{bottom}"), whole(before).plus(part).unwrap()),
        };
        let figures = figures(&format!("about {written} miles of road"));
        prop_assert_eq!(figures.len(), 1, "{} {:?}", written, figures);
        prop_assert_eq!(figures[0].1.single(), Some(value));
    }

    #[test]
    fn no_text_stops_the_reader(text in "[a-z0-9 ,.$%°/'\"½–-]{0,60}") {
        figures(&text);
    }
}

#[test]
fn a_sign_of_money_belongs_to_the_digits_behind_it() {
    let kinds = |text: &str| -> Vec<(Kind, String)> {
        figures(text).into_iter().map(|(kind, _, words)| (kind, words)).collect()
    };
    let pair = |kind, words: &str| (kind, words.to_owned());
    let two = [pair(Kind::Number, "two"), pair(Kind::Money, "£300")];
    assert_eq!(kinds("The other two £300 each."), two);
    assert_eq!(kinds("It costs 300 € now."), [pair(Kind::Money, "300 €")]);
}

#[test]
fn all_ages_of_a_list_are_ages() {
    let ages = |text: &str| -> Vec<String> {
        let all = figures(text).into_iter();
        all.filter(|(kind, ..)| *kind == Kind::Age).map(|(.., words)| words).collect()
    };
    assert_eq!(ages("Three men, aged 24, 27 and 31, were held."), ["aged 24", "27", "31"]);
    assert_eq!(ages("Boys aged five and seven were held."), ["aged five", "seven"]);
    assert_eq!(ages("Two boys aged 5 and 12 dogs were held."), ["aged 5"]);
    assert_eq!(ages("He was aged 24, and 31 others were held."), ["aged 24"]);
}

#[test]
fn what_adds_up_to_a_number_is_not_bounded_by_it() {
    let hedge = |text: &str| figures(text)[0].1.hedge;
    assert_eq!(hedge("They add up to 17."), crosstally::value::Hedge::None);
    assert_eq!(hedge("They hold up to 17."), crosstally::value::Hedge::AtMost);
    assert_eq!(hedge("They went up to 17 from 12."), crosstally::value::Hedge::None);
    assert_eq!(hedge("They go up to 17 from May."), crosstally::value::Hedge::AtMost);
}

#[test]
fn what_a_figure_rose_from_is_no_end_of_a_range() {
    let read = |text: &str| figures(text).into_iter().map(|(.., words)| words).collect::<Vec<_>>();
    assert_eq!(read("Fares rose from an average of $940 to $1,320."), ["$940", "$1,320"]);
    assert_eq!(read("It fell from about 60 to 40 per cent."), ["60", "40 per cent"]);
    assert_eq!(read("Fares are from $940 to $1,320."), ["from $940 to $1,320"]);
    assert_eq!(read("Fares are an average of $940 to $1,320."), ["$940 to $1,320"]);
}
