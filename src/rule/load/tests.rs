//! What loading makes of rule files, and all that it says of bad ones.

mod mistakes;

use super::*;
use crate::rule::pattern::SlotType;
use crate::rule::sample::lexicon;
use crate::rule::{FIRST_SLOT, Owner, Severity};
use miette::Diagnostic;

fn load(text: &str) -> Result<RuleSet, Vec<Mistake>> {
    RuleSet::from_sources(&[Arc::new(Source::new("rules/a.yaml", text))], &mut lexicon())
}

/// Each mistake: what, the words it points at, and the advice.
fn mistakes(text: &str) -> Vec<(String, String, String)> {
    let errors = load(text).expect_err("the rules have mistakes");
    errors
        .iter()
        .map(|error| {
            let help = error.help().map(|help| help.to_string()).unwrap_or_default();
            let label = error.labels().and_then(|mut labels| labels.next()).expect("a mistake has a place");
            let words = &text[label.offset()..label.offset() + label.len()];
            (error.to_string(), words.to_owned(), help)
        })
        .collect()
}

const ORDINAL: &str = r#"
id: ordinal-year
severity: error
find:
  - 'in (its|their|the) {nth:ordinal} year (since|of|after) … {start:date}'
unless: 'first … since'
where: start.year_written
assert: nth == year_count(start, published)
message: '"{nth}" does not fit: {published} falls in year {year_count(start, published)} since {start}'
underline: [start, nth]
overlapping: true
labels: {published: the date of the article, start: 'counted from {start}'}
in: [body, paragraph]
why: Counts of years go stale.
blind_spots: A historical passage.
fix: {replace: nth, with: '{year_count(start, published)}', safe: true}
tests:
  - published: 2025-07-01
    flags: 'The war, in its [third] year since [February 2022], goes on.'
  - published: 2025-07-01
    allows: 'The war, in its fourth year since February 2022, goes on \[sic\].'
"#;

const TOLLS: &str = r#"
- measure: killed
  counts: people
  grows: true
  find: ['{n:count} <people>? … (were|was)? killed', 'killed … {n:count} <people>']
  why: Tolls.
  tests:
    - finds: '[35] people were killed'
    - ignores: 'nobody was killed'
- measure: rate
  find: '{a:money} \({b:money}\)'
  value: rate(a, b)
  key: [a.unit, b.unit]
  why: Rates.
  tests:
    - finds: '[72 euros (85 dollars)]'
    - ignores: '72 euros'
- id: toll-differs
  severity: warning
  compare: [killed]
  within: corpus
  same: [event, when]
  key: [unit]
  between: [title, body]
  assert: a == b or a.grows and a.asof < b.asof and a < b
  note_when: a.source != b.source
  why: One of the two is wrong.
  tests:
    - articles:
        - {published: 2025-07-01, title: 'Killed: [3]', text: In the town.}
        - {published: 2025-07-01, text: 'Four were killed.'}
    - allows: nothing
- id: one-spelling
  severity: note
  enabled: false
  families: [[[kilometre, kilometres], [kilometer, kilometers]], [per cent, percent, '%']]
  within: article
  why: One house, one spelling.
  tests:
    - flags: 'a kilometre and a [kilometer]'
    - allows: two kilometres
"#;

#[test]
fn a_rule_becomes_what_it_says() {
    let set = load(ORDINAL).unwrap();
    let [rule] = set.sentences() else { panic!("one rule") };
    assert_eq!((&*rule.about.id, rule.level.severity), ("ordinal-year", Severity::Error));
    let slots: Vec<_> = rule.search.slots.as_slice().iter().map(|s| (&*s.name, s.kind)).collect();
    assert_eq!(slots, [("nth", SlotType::Ordinal), ("start", SlotType::Date)]);
    assert_eq!(rule.underline, [1, 0]);
    assert_eq!(rule.labels.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [0, FIRST_SLOT + 1]);
    assert!(rule.search.places.contain(crate::article::Part::Body, crate::article::BlockKind::Paragraph));
    assert!(!rule.search.places.contain(crate::article::Part::Title, crate::article::BlockKind::Paragraph));
    let fix = rule.fix.as_ref().unwrap();
    assert_eq!((fix.replace, fix.safe), (0, true));
    let [flags, allows] = rule.about.tests.as_slice() else { panic!("two tests") };
    assert!(flags.speaks && !allows.speaks);
    assert_eq!(flags.articles[0].text.words().collect::<Vec<_>>(), ["third", "February 2022"]);
    assert_eq!(allows.articles[0].published, Some("2025-07-01".parse().unwrap()));
    assert!(allows.articles[0].text.text.ends_with("on [sic]."));
}

#[test]
fn measures_comparisons_and_spellings_are_known_apart() {
    let set = load(TOLLS).unwrap();
    let names: Vec<_> = set.measures().iter().map(|m| &*m.about.id).collect();
    assert_eq!(names, ["killed", "rate"]);
    let killed = set.find_measure("killed").unwrap();
    assert_eq!(set.measure(killed).value_slot, Some(0));
    assert_eq!(set.measures()[1].value_slot, None);
    assert_eq!(set.measures()[1].key.len(), 2);
    let [comparison] = set.comparisons() else { panic!("one comparison") };
    assert_eq!(comparison.measures, [killed]);
    assert!(comparison.between.is_some() && comparison.message.is_none());
    assert!(comparison.about.tests[0].speaks);
    assert_eq!(comparison.about.tests[0].articles.len(), 2);
    let spelled = |s: &crate::rule::Spelling| (s.text.to_string(), s.family, s.form, s.inflection);
    let spellings: Vec<_> = set.variants()[0].spellings.iter().map(spelled).collect();
    assert_eq!(spellings[3], ("kilometers".to_owned(), 0, 1, 1));
    assert_eq!(spellings[6], ("%".to_owned(), 1, 2, 0));
    assert_eq!(set.variants()[0].families, ["kilometre".into(), "per cent".into()]);
    assert_eq!(set.ids().collect::<Vec<_>>(), ["toll-differs", "one-spelling"]);
}

#[test]
fn only_what_is_active_is_looked_for() {
    let mut set = load(TOLLS).unwrap();
    let owners = |set: &RuleSet| set.active().map(|place| place.owner).collect::<Vec<_>>();
    let killed = Owner::Measure(set.find_measure("killed").unwrap());
    let rate = Owner::Measure(set.find_measure("rate").unwrap());
    assert_eq!(owners(&set), [killed, killed, rate]);
    set.activate(|owner| matches!(owner, Owner::Spelling(..)));
    assert_eq!(owners(&set).len(), 7);
    assert_eq!(owners(&set)[4], Owner::Spelling(0, 4));
}

#[test]
fn a_file_that_cannot_be_read_hides_no_mistake_of_another() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.yaml"), "").unwrap();
    std::fs::write(dir.path().join("b.yaml"), "just words").unwrap();
    std::fs::write(dir.path().join("c.yaml"), b"id: caf\xE9").unwrap();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let paths = [dir.path().to_owned()];
    let errors = RuleSet::load_named(false, &paths, &name, &mut lexicon()).unwrap_err();
    let said: Vec<_> = errors.iter().map(|error| (error.place().0, error.to_string())).collect();
    assert_eq!(said[0], ("a.yaml", "rules cannot be read from here: empty".into()));
    assert_eq!(said[1], ("b.yaml", "a rule is a mapping of keys to values".into()));
    assert!(said[2].1.starts_with("rules cannot be read from here: not UTF-8 at byte 7"), "{said:?}");
}

#[test]
fn folders_bring_rules_and_lists() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("lists")).unwrap();
    std::fs::write(dir.path().join("lists/ours.yaml"), "council: [Councillor, alderman]\n").unwrap();
    let rule = "id: x\nseverity: note\nfind: '{n:count} <council>'\nassert: n == 12\nmessage: m\nwhy: w\n\
                tests: [{flags: '[13] aldermen'}, {allows: 'x'}]\n";
    std::fs::write(dir.path().join("size.yml"), rule).unwrap();
    std::fs::write(dir.path().join("notes.txt"), "no rule").unwrap();
    // A folder that is named twice, or inside another, is read once.
    let paths = [dir.path().to_owned(), dir.path().join("lists/.."), dir.path().join("size.yml")];
    let set = RuleSet::load(false, &paths, &mut lexicon()).unwrap();
    assert_eq!(set.ids().collect::<Vec<_>>(), ["x"]);
    assert!(!set.sentences()[0].about.shipped);
}

#[test]
fn phrases_are_pieces_of_patterns() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("phrases")).unwrap();
    let shared = "of-town: '(of|from) <named>'\nnamed: '(Halden|Moss)'\n";
    std::fs::write(dir.path().join("phrases/ours.yaml"), shared).unwrap();
    let rule = |id: &str, tail: &str| {
        format!(
            "- id: {id}\n  severity: note\n  phrases: {{seats: '{{n:count}} {tail}'}}\n  find: '<seats>( <of-town>)? council'\n  \
             assert: n == 12\n  message: m\n  why: w\n  tests: [{{flags: '[13] {tail} of Moss council'}}, {{allows: 'x'}}]\n"
        )
    };
    // Each rule has phrases of its own, of whatever name.
    std::fs::write(dir.path().join("a.yaml"), rule("a", "seats") + &rule("b", "chairs")).unwrap();
    let set = RuleSet::load(false, &[dir.path().to_owned()], &mut lexicon()).unwrap();
    assert_eq!(set.ids().collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn a_mistake_in_a_phrase_is_told_once_and_where_it_stands() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("phrases")).unwrap();
    let shared = "open: '(a|b'\nround: 'a <trip>'\ntrip: 'b <round>'\nBad: x\nlong: [a]\n";
    std::fs::write(dir.path().join("phrases/ours.yaml"), shared).unwrap();
    let rule = "id: x\nseverity: note\nphrases: {open: 'c', day: '{d:date}', people: 'x', none: '<nothing>'}\n\
                find: ['<open> and <open> of {n:count}', '{d:count} <day>', '<none> <missing>']\n\
                assert: n == 12\nmessage: m\nwhy: w\ntests: [{flags: '[13] of'}, {allows: 'x'}]\n";
    std::fs::write(dir.path().join("rule.yaml"), rule).unwrap();
    let errors = RuleSet::load(false, &[dir.path().to_owned()], &mut lexicon()).unwrap_err();
    let told: Vec<String> = errors
        .iter()
        .map(|error| {
            let (file, span) = error.place();
            let text = if file.ends_with("rule.yaml") { rule } else { shared };
            format!("{}: {error}", &text[span.range()])
        })
        .collect();
    let expected = [
        "(: unclosed group",
        "<round>: `<round>` stands in itself",
        "Bad: `Bad` is no name for a phrase",
        "[a]: a text should stand here, not a list",
        "open: `open` is the name of a word list or of another phrase",
        "people: `people` is the name of a word list or of another phrase",
        "nothing: unknown word list or phrase `nothing`",
        "<day>: `d` is {d:count} in another place of this rule",
        "missing: unknown word list or phrase `missing`",
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_shipped_rules_load() {
    let mut lexicon = Lexicon::shipped();
    match RuleSet::load(true, &[], &mut lexicon) {
        Ok(set) => assert!(set.ids().any(|id| id == "ordinal-year")),
        Err(errors) => {
            let said: Vec<String> =
                errors.iter().map(|error| format!("{:?}", miette::Report::new(error.clone()))).collect();
            panic!("{}", said.join("\n"));
        }
    }
}

/// For each match of a shipped pattern in `text`: the rule or measure, and the words that are bound.
fn bound_by_shipped_rules(text: &str) -> Vec<(String, Vec<String>)> {
    use crate::article::{BlockKind, Part, ProseBuilder};
    use crate::mention::{Reference, read};
    use crate::rule::pattern::{Binding, Candidates, Matcher, Overlap, Scratch, SentenceView};

    let mut lexicon = Lexicon::shipped();
    let rules = RuleSet::load(true, &[], &mut lexicon).unwrap();
    let mut builder = ProseBuilder::default();
    builder.open(Part::Body, BlockKind::Paragraph);
    builder.push(text, 0);
    let prose = builder.finish();
    let reading = read(&prose, &lexicon, &Reference::default());
    let (mut candidates, mut scratch) = (Candidates::default(), Scratch::default());
    let mut bound = Vec::new();
    for index in 0..reading.sentences.len() {
        let view = SentenceView::new(&prose, &reading, index, &lexicon);
        for place in rules.patterns().candidates(&view, &mut candidates) {
            let id = match place.owner {
                Owner::Sentence(rule) | Owner::Before(rule) | Owner::Earlier(rule) => {
                    &rules.sentences()[rule as usize].about.id
                }
                Owner::Measure(measure) => &rules.measure(measure).about.id,
                Owner::Spelling(rule, _) => &rules.variants()[rule as usize].about.id,
            };
            let (pattern, slots) = rules.pattern(place);
            let mut matcher = Matcher::new(view, rules.lists(), &mut scratch);
            for found in matcher.find(pattern, slots, Overlap::No) {
                let words = |binding: &Binding| match binding {
                    Binding::Mention(at) => Some(prose.slice(reading.mentions[*at as usize].span).to_owned()),
                    Binding::Words(span) => Some(prose.slice(*span).to_owned()),
                    Binding::None | Binding::List(_) => None,
                };
                bound.push((id.to_string(), found.bindings.iter().filter_map(words).collect()));
            }
        }
    }
    bound
}

#[test]
fn a_measure_may_take_all_mentions_of_a_type() {
    let of =
        |key: &str| format!("measure: any\n{key}\nwhy: w\ntests: [{{finds: '[3] men'}}, {{ignores: men}}]");
    let set = load(&of("mention: count")).unwrap();
    assert_eq!(set.measures()[0].mention, Some(SlotType::Count));
    assert_eq!(set.mentioned().len(), 1);
    let said = mistakes(&of("mention: coun"));
    assert_eq!(said[0].0, "there is no type of mention `coun`");
    assert_eq!(said[0].1, "coun");
    let said = mistakes(&of("mention: count\nfind: '{n:count}'"));
    assert_eq!(said[0].0, "`mention` stands in place of `find`");
    assert_eq!(mistakes(&of("counts: men"))[0].0, "`find` is missing");
}

#[test]
fn shipped_patterns_bind_what_the_readers_read() {
    let bound = bound_by_shipped_rules(
        "The war, now in its third year since the invasion in February 2022, goes on.",
    );
    assert!(
        bound.contains(&("ordinal-year".into(), vec!["third".into(), "February 2022".into()])),
        "{bound:?}"
    );
    let bound = bound_by_shipped_rules("The plant makes air defen\u{441}e systems.");
    assert!(bound.contains(&("mixed-script".into(), vec!["defen\u{441}e".into()])), "{bound:?}");
}

#[test]
fn names_of_a_rule_are_checked_like_its_other_expressions() {
    let rule = |names: &str| {
        format!(
            "id: berths\nseverity: note\nfind: '{{n:count}} berths, {{a:count}} old'\n{names}\nassert: old == n\nmessage: '{{old}}'\nwhy: w\n\
             blind_spots: b\ntests:\n  - flags: 'with [36] berths, [20] old'\n  - allows: 'with 20 berths, 20 old'\n"
        )
    };
    assert!(load(&rule("let: {old: a}")).is_ok());
    let told = |names: &str| -> Vec<(String, String)> {
        mistakes(&rule(names)).into_iter().map(|(message, words, _)| (message, words)).collect()
    };
    let one = |message: &str, words: &str| vec![(message.to_owned(), words.to_owned())];
    // What names a wrong expression is not told of again.
    assert_eq!(told("let: {old: b}"), one("nothing here is called `b`", "b"));
    assert_eq!(told("let: {new: old, old: a}"), one("nothing here is called `old`", "old"));
    assert_eq!(told("let: {old: a, n: a}"), one("`n` is the name of something else already", "n"));
    assert_eq!(told("let: {old: a, sum: a}"), one("`sum` is no name for an expression", "sum"));
    assert_eq!(told("let: {old: a, not: a}"), one("`not` is no name for an expression", "not"));
    assert_eq!(
        told("let: {old: a, two words: a}"),
        one("`two words` is no name for an expression", "two words")
    );
}
