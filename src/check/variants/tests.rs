//! Articles and the spellings that are reported in them.

use super::*;
use crate::check::{Habits, Memory, understand};
use crate::source::Source;

const RULES: &str = r#"
id: one-spelling
severity: note
families:
  - [[kilometre, kilometres], [kilometer, kilometers]]
  - [[organise, organisation], [organize, organization]]
  - [Kyiv, Kiev]
  - [per cent, percent, pct]
  - - "1,000": '\d,\d{3}'
    - "1000": '(?<words>[3-9]\d{3}) (people|homes)'
except: ['chicken Kiev']
within: article
why: w
tests:
  - flags: 'a [kilometre], a [kilometer]'
  - allows: a
"#;

/// The rules, where `within` may be changed and house forms chosen.
fn rules(within: &str, house: &[(&str, &str)]) -> (RuleSet, Lexicon) {
    let text = RULES.replace("within: article", &format!("within: {within}"));
    let mut lexicon = Lexicon::shipped();
    let mut rules = RuleSet::from_sources(&[Arc::new(Source::new("r.yaml", text))], &mut lexicon).unwrap();
    for (family, form) in house {
        rules.choose_form(family, form).unwrap();
    }
    (rules, lexicon)
}

fn broken_by(text: &str, (rules, lexicon): &(RuleSet, Lexicon)) -> Vec<Broken> {
    let source = Arc::new(Source::new("a.md", text));
    understand(source, rules, lexicon, &Habits::default(), &mut Memory::default()).1.broken
}

fn messages(broken: &[Broken]) -> Vec<&str> {
    broken.iter().map(|broken| &*broken.message).collect()
}

#[test]
fn a_mixed_family_is_one_finding_with_the_rarer_form_first() {
    let text = "A kilometre of road. Two kilometers, three kilometers. A kilometre again; kilometres.";
    let broken = broken_by(text, &rules("article", &[]));
    assert_eq!(messages(&broken), ["\"kilometers\" and \"kilometre\" in one article"]);
    let spots: Vec<_> = broken[0].spots.iter().map(|s| (s.span.start, s.label.as_str())).collect();
    assert_eq!(spots, [(25, "2 times"), (2, "3 times")]);
    let help = "\"kilometre\" 3 times, \"kilometer\" 2 times; keep to one, or choose it in crosstally.yaml: \
                variants: {kilometre: kilometre}";
    assert_eq!(broken[0].help.as_deref(), Some(help));
    assert!(broken[0].fix.is_none(), "nobody has said which form is right");
}

#[test]
fn quotations_names_addresses_and_exceptions_are_left_alone() {
    let rules = rules("article", &[]);
    for text in [
        "They organise it. “We organize it,” she said.",
        "They organise it.\n\n> We organize it.",
        "They organise it with the World Health Organization and the ORGANIZATION of others.",
        "Organization of American States officials organise it.",
        "They organise it, as organize.example and @organize say.",
        "In Kyiv they ate chicken Kiev.",
    ] {
        assert_eq!(messages(&broken_by(text, &rules)), [""; 0], "{text}");
    }
    for text in
        ["Organization is all. They organise it.", "Kyiv and Kiev", "KYIV and Kiev", "9,100 and 9100 people"]
    {
        assert_eq!(broken_by(text, &rules).len(), 1, "{text}");
    }
}

#[test]
fn the_house_form_is_a_safe_fix_that_keeps_case_and_number() {
    let rules = rules("article", &[("kilometre", "kilometer"), ("pct", "per cent"), ("1,000", "1,000")]);
    let text = "Kilometres of road, one kilometer. Ten percent, **2** kilo*metres*, 9100 people, 5 PCT.";
    let broken = broken_by(text, &rules);
    assert_eq!(
        messages(&broken),
        [
            "\"Kilometres\" is not in house style: \"Kilometers\"",
            "\"percent\" is not in house style: \"per cent\"",
            "\"kilometres\" is not in house style: \"kilometers\"",
            "\"9100\" is not written like \"1,000\", as house style asks",
        ]
    );
    let fixes: Vec<_> =
        broken.iter().map(|b| b.fix.as_ref().map(|fix| (&*fix.replacement, fix.safe))).collect();
    assert_eq!(fixes, [Some(("Kilometers", true)), Some(("per cent", true)), None, None]);
}

#[test]
fn a_corpus_is_told_of_the_articles_that_differ_from_most() {
    let (rules, lexicon) = rules("corpus", &[]);
    let uses: Vec<_> = ["In Kyiv.", "In Kiev and Kiev.", "In Kyiv, formerly Kiev."]
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let source = Arc::new(Source::new(format!("{at}.md"), *text));
            let habits = Habits::default();
            let understood = understand(source, &rules, &lexicon, &habits, &mut Memory::default()).1;
            assert!(understood.broken.is_empty());
            understood.forms
        })
        .collect();
    let broken = across(&uses, &rules, |_| true);
    assert_eq!(messages(&broken), ["\"Kiev\", where 2 articles write \"Kyiv\""; 2]);
    let places = |broken: &Broken| {
        broken.spots.iter().map(|spot| (spot.source.path().to_string(), spot.span.start)).collect::<Vec<_>>()
    };
    assert_eq!(places(&broken[0]), [("1.md".to_owned(), 3), ("0.md".to_owned(), 3)]);
    assert_eq!(places(&broken[1]), [("2.md".to_owned(), 18), ("2.md".to_owned(), 3)]);
    assert!(across(&uses, &rules, |_| false).is_empty());
}

#[test]
fn capitals_follow_the_words() {
    assert_eq!(as_written("per cent", "Percent"), "Per cent");
    assert_eq!(as_written("kilometer", "KILOMETRE"), "KILOMETER");
    assert_eq!(as_written("Kyiv", "Kiev"), "Kyiv");
}
