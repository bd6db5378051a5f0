//! What loading makes of rule files, and all that it says of bad ones.

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
fn all_mistakes_of_a_file_are_reported_at_their_places() {
    let text = r#"
- id: Bad Id
  severity: eror
  fnid: x
  find:
    - 'in {nth:ordnal} yaer'
    - 'a (b'
    - 'it''s <poeple>'
  where: nht == 3
  assert: 1 + 2
  message: 'since {strat}'
  why: x
  tests:
    - flags: 'no mark'
    - flags: 'x'
      allows: 'y'
    - flagz: 'z'
    - {published: 2025-02-31, allows: 'a [mark'}
- id: half
  severity: note
  find: '{n:count}'
  assert: n == 3 miles
  message: m
  tests: []
"#;
    let said = mistakes(text);
    let said: Vec<(&str, &str, &str)> = said.iter().map(|(m, w, h)| (&**m, &**w, &**h)).collect();
    let has = |message: &str, words: &str, help: &str| {
        let found = said.iter().any(|(m, w, h)| *m == message && *w == words && h.contains(help));
        assert!(found, "{message} at {words}: {said:#?}");
    };
    has("`Bad Id` is no name for a rule", "Bad Id", "lower case");
    has("unknown word `eror`", "eror", "did you mean `error`?");
    has("unknown key `fnid`", "fnid", "did you mean `find`?");
    has("unknown slot type `ordnal`", "ordnal", "did you mean `ordinal`?");
    has("unclosed group", "(", "");
    has("unknown word list or phrase `poeple`", "poeple", "did you mean `people`?");
    has("nothing here is called `nht`", "nht", "");
    has("a yes or no should stand here, and this is a number", "1 + 2", "");
    has("nothing here is called `strat`", "strat", "");
    has("put [ ] around the words that must be underlined", "flags", "");
    has("unknown key `flagz`", "flagz", "did you mean `flags`?");
    has("`2025-02-31` is no date", "2025-02-31", "2025-07-01");
    has("a mark that is not closed", "[", "");
    has("`why` is missing", "half", "");
    has("no tests: one says `flags`, another `allows`", "tests", "a text that it flags");
    has("`==` compares a number with a quantity of length", "n == 3 miles", "");
}

#[test]
fn all_slips_of_a_message_and_all_types_of_slots_are_told() {
    let said = mistakes(
        "id: x\nseverity: note\nfind: '{n:zzzzzzzz} {m:count}'\nassert: m > 1\nmessage: '{m} {years(m, 3)} {foo(m)} {m.bar}'\n\
         why: w\ntests: [{flags: '[2]'}, {allows: '1'}]\n",
    );
    let has = |words: &str| said.iter().find(|(_, at, _)| at.contains(words));
    for words in ["years", "foo", "bar"] {
        assert!(has(words).is_some(), "{words}: {said:#?}");
    }
    let (_, _, help) = has("zzzzzzzz").expect("the type is told of");
    assert!(
        help.starts_with("one of `") && help.contains("`ordinal`") && help.contains("`length`"),
        "{help}"
    );
}

#[test]
fn one_slip_is_one_mistake() {
    let bare = mistakes("id: x\nmeasures: [a]\n");
    let said: Vec<&str> = bare.iter().map(|(message, ..)| &**message).collect();
    let missing = "`severity`, `find`, `assert`, `message` and `why` are missing";
    assert_eq!(said, [missing, "no tests: one says `flags`, another `allows`", "unknown key `measures`"]);
    let rule = |find: &str, assert: &str, tests: &str| {
        format!("id: x\nseverity: note\nfind: {find}\nassert: {assert}\nmessage: m\nwhy: w\ntests: {tests}\n")
    };
    let tests = "[{flags: '[two] dead'}, {allows: none}]";
    let slip = |find: &str, assert: &str, tests: &str| mistakes(&rule(find, assert, tests));
    let said = |message: &str, words: &str, help: &str| vec![(message.into(), words.into(), help.into())];
    assert_eq!(
        slip("'{n:length}'", "n == 3 mils", tests),
        said("there is no unit `mils`", "mils", "did you mean `mile`?")
    );
    let full = "units stand here by their names in full: kilometres, kilograms";
    assert_eq!(slip("'{n:length}'", "n == 3 km", tests), said("there is no unit `km`", "km", full));
    for (find, assert, message, words, help) in [
        (
            "'{n:length}'",
            "n == 3",
            "`==` compares a quantity of length with a number",
            "n == 3",
            "give the number its unit, as in 3 metres",
        ),
        (
            "'{n:date}'",
            "n == 2025-07-01",
            "`==` compares a date with a number",
            "n == 2025-07-01",
            "a day is written in quotes, and is one of the calendar: '2025-07-01'",
        ),
        ("'{n:count}'", "n == 2 && n == 3", "`&` has no meaning here", "&", "write `and`"),
        (
            "'{n:count} of {n:count}'",
            "n == 3",
            "`n` is bound twice in every match",
            "{n:count} of {n:count}",
            "give the second slot a name of its own",
        ),
    ] {
        assert_eq!(slip(find, assert, tests), said(message, words, help));
    }
    let a_list = "a list should stand here, not a value";
    assert_eq!(slip("'{n:count} dead'", "n == 3", "later"), said(a_list, "later", ""));
    assert_eq!(slip("'{1n:count} dead'", "published == updated", tests)[0].0, "`1n` is no name for a slot");
    let unknown = said("unknown slot type `cuont`", "cuont", "did you mean `count`?");
    assert_eq!(slip("'{n:cuont} dead'", "n == 3", tests), unknown);
    let told = "[{finds: '[two] dead'}, {ignores: none}]";
    let of_measure = mistakes(&format!("measure: x\nfind: '{{n:cuont}} dead'\nwhy: w\ntests: {told}\n"));
    assert_eq!(of_measure, unknown);
    let texts = "a text or a list of texts should stand here, not a mapping";
    assert_eq!(slip("{a: b}", "published == updated", tests)[0].0, texts);
    let of_measure = mistakes("measure: x\nfind: '{n:count} dead'\nwhy: w\n");
    assert!(of_measure[0].2.starts_with("a measure has a text in which it finds a claim"), "{of_measure:?}");
}

#[test]
fn names_stand_once() {
    let twice = format!("{}{}", indent(ORDINAL), indent(ORDINAL));
    let said = mistakes(&twice);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].0, "a rule called `ordinal-year` stands in rules/a.yaml:2 already");
}

#[test]
fn rules_do_not_wait_for_each_other() {
    let rule = |id: &str, to: &str| {
        let rule = ORDINAL.trim().replacen("ordinal-year", id, 1);
        indent(&format!("{rule}\nyields_to: [{to}]"))
    };
    let circle = "`a` yields to a rule that yields to it, so that neither would speak";
    let said = |to: &str| vec![(circle.to_owned(), to.to_owned(), "let only one of them yield".to_owned())];
    assert_eq!(mistakes(&format!("{}{}", rule("b", "a"), rule("a", "b"))), said("b"));
    assert_eq!(mistakes(&[rule("a", "b"), rule("b", "c"), rule("c", "a")].concat()), said("b"));
    assert_eq!(mistakes(&rule("a", "a")), said("a"));
}

fn indent(rule: &str) -> String {
    let mut lines = rule.trim().lines().map(|line| format!("  {line}\n")).collect::<String>();
    lines.replace_range(0..1, "-");
    if lines.starts_with("- ") { format!("\n{lines}") } else { lines }
}

#[test]
fn a_comparison_of_measures_that_do_not_exist_is_refused() {
    let text = TOLLS.replace("compare: [killed]", "compare: [kileld]");
    assert_eq!(mistakes(&text)[0].0, "there is no measure `kileld`");
    assert_eq!(mistakes(&text)[0].2, "did you mean `killed`?");
}

#[test]
fn what_is_not_yaml_or_no_rule_is_said() {
    assert!(mistakes("id: 'x\n")[0].0.starts_with("is not YAML"));
    let quotes = "text that holds signs of YAML stands in single quotes: '…'";
    assert_eq!(mistakes("id: x\nfind:\n  - {n:count} of\n")[0].2, quotes);
    assert_eq!(mistakes("id: x\nfind: \"\\s\"\n")[0].2, "`\\` is itself between single quotes: '…'");
    assert_eq!(mistakes("just words")[0].0, "a rule is a mapping of keys to values");
    let errors = RuleSet::load(false, &["/nowhere/at/all".into()], &mut lexicon()).unwrap_err();
    assert!(errors[0].to_string().starts_with("rules cannot be read from here: "));
    assert_eq!(errors[0].place().0, "/nowhere/at/all");
    assert_eq!(mistakes("id: x\n\tseverity: note\n")[0].1, "\t");
    assert_eq!(mistakes("id: x\nfind: [a, b\n\n")[0].1, "b");
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
