//! What is wrong in a rule file is told at its place, once, and with advice.

use super::*;

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
