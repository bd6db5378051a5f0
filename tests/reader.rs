//! What holds of every reading, whatever the text: words of all the lexicon's classes in any order, marks, digits and any
//! characters beside them. The fuzz target asks the same of bytes; this test needs no other toolchain.

use crosstally::article::{BlockKind, Part, ProseBuilder};
use crosstally::lexicon::Lexicon;
use crosstally::mention::{self, Reference, Value};
use crosstally::time::Period;
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

/// Words that readers start from or look for, and some that end their looks.
const WORDS: &str = "a an the of in on at by for from to until between and or about over under more less than at least \
    not no within since before after during every each other next last past this that these following previous coming \
    early late mid end start beginning of the year month week day hour minute second quarter half decade century weekend \
    fortnight years months weeks days hours minutes nights Monday Tuesday Fri Sat Sundays January Feb March May August \
    Sept december spring summer winter morning afternoon evening night tonight today yesterday tomorrow noon midnight \
    o'clock a.m. p.m. am pm GMT UTC EST now recently ago earlier later from now hence Christmas Easter Labor Day Holi \
    Ramadan Q1 q3 H2 FY24 FY2025 fiscal II XIX XXII BC AD one two three five ten twelve twenty thirty-five hundred \
    thousand million billion dozen dozens several few couple third 21st 2nd half a quarter two-thirds twice percent % \
    pct km mile miles kg mg litres °C degrees Celsius K $ £ € US$ dollars cents pence euros 50p 5k 7.2m £3bn 1,000 \
    1 000 1.000 3½ 1/2 7/4 10/1 2025-07-01 07/04/2025 31.10.1974 20250701 15:00 9.30 0800 10-15 8- 2014~2018 1979-89 \
    ± x 10^6 Mr John Smith, 45, aged killed people drones others including will would was said due rose fell is to be \
    Boeing 747 Chapter 11 F-16 Covid-19 v1.2.3 http://a.b/c @x #1 ( ) [ ] \" ' ’ “ ” – — - / ; : , . ! ? … & \\ | ~";

fn token() -> impl Strategy<Value = String> {
    let words: Vec<String> = WORDS.split_whitespace().map(str::to_owned).collect();
    prop_oneof![
        12 => prop::sample::select(words),
        2 => (0u64..100_000).prop_map(|n| n.to_string()),
        1 => any::<u64>().prop_map(|n| n.to_string()),
        1 => "[0-9]{1,4}[-/.:,][0-9]{1,4}([-/.:,][0-9]{1,4})?",
        1 => "\\PC{1,6}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    let gap = prop_oneof![8 => Just(" "), 2 => Just(""), 1 => Just("\n"), 1 => Just("\u{a0}"), 1 => Just("-"), 1 => Just(", ")];
    prop::collection::vec((token(), gap), 0..60)
        .prop_map(|parts| parts.into_iter().flat_map(|(token, gap)| [token, gap.to_owned()]).collect())
}

fn references() -> impl Strategy<Value = Reference> {
    let days = prop::sample::select(vec![
        None,
        Some("2025-07-04"),
        Some("2024-02-29"),
        Some("0001-01-01"),
        Some("9999-12-31"),
    ]);
    (days, any::<bool>(), any::<bool>(), any::<Option<bool>>()).prop_map(
        |(day, time, comma_decimals, day_first)| Reference {
            published: day.map(|day| day.parse().expect("a day")),
            time: time.then(|| "23:59:00".parse().expect("a time")),
            comma_decimals,
            day_first,
        },
    )
}

fn holds(text: &str, reference: &Reference) -> Result<(), TestCaseError> {
    let mut builder = ProseBuilder::default();
    builder.open(Part::Body, BlockKind::Paragraph);
    builder.push(text, 0);
    let prose = builder.finish();
    let reading = mention::read(&prose, &LEXICON, reference);
    let mut before = 0;
    for mention in &reading.mentions {
        let sentence = reading.sentences.get(mention.sentence as usize).map(|sentence| sentence.span);
        prop_assert!(sentence.is_some_and(|sentence| sentence.contains(mention.span)), "{mention:?}");
        prop_assert!(mention.extent.contains(mention.span), "{mention:?}");
        prop_assert!(!mention.span.is_empty() && before <= mention.span.start, "{mention:?}");
        before = mention.span.start;
        let json = mention::json(mention, &prose, &LEXICON, "article.md", text);
        prop_assert_eq!(json["text"].as_str(), Some(prose.slice(mention.span)));
        match &mention.value {
            Value::Figure(figure) => {
                if let (Some(low), Some(high)) = (figure.written.low, figure.written.high) {
                    prop_assert!(low <= high, "{mention:?}");
                }
            }
            Value::Time(time) => {
                let ends = (time.period.from(), time.period.to());
                prop_assert!(Period::new(ends.0, ends.1).is_some(), "{mention:?}");
            }
            Value::Words => {}
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_mention_has_its_words_and_a_sound_value(text in text(), reference in references()) {
        holds(&text, &reference)?;
    }

    #[test]
    fn any_characters_are_read_without_panic(text in "\\PC{0,200}", reference in references()) {
        holds(&text, &reference)?;
    }
}
