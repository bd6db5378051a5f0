//! What patterns find, and what they refuse.

mod index;

use super::*;
use crate::mention::Kind;
use crate::rule::sample::{Sample, lexicon};
use crate::value::Hedge;

/// A pattern with what it was read with.
struct Read {
    lexicon: Lexicon,
    lists: WordLists,
    slots: Slots,
    pattern: Pattern,
}

fn read(source: &str) -> Read {
    let mut lexicon = lexicon();
    let mut reader = PatternReader::new(&mut lexicon);
    let mut slots = Slots::default();
    let pattern = reader.read(source, &mut slots).unwrap();
    let lists = std::mem::take(&mut reader.lists);
    Read { lexicon, lists, slots, pattern }
}

fn faults(source: &str) -> Vec<(String, String)> {
    let mut lexicon = lexicon();
    let faults = PatternReader::new(&mut lexicon).read(source, &mut Slots::default()).unwrap_err();
    faults.into_iter().map(|fault| (fault.message, source[fault.span].to_owned())).collect()
}

impl Read {
    fn sample(&self, text: &str) -> Sample {
        Sample::new(text, &self.lexicon)
    }

    fn find(&self, sample: &Sample, overlap: Overlap) -> Vec<Match> {
        let view = SentenceView::new(&sample.prose, &sample.reading, 0, &self.lexicon);
        let mut scratch = Scratch::default();
        let found = Matcher::new(view, &self.lists, &mut scratch).find(&self.pattern, &self.slots, overlap);
        let index = PatternIndex::new([&self.pattern]);
        let mut candidates = Candidates::default();
        if !found.is_empty() {
            assert_eq!(index.candidates(&view, &mut candidates), [0], "the index misses a match");
        }
        let matches = Matcher::new(view, &self.lists, &mut scratch).matches(&self.pattern);
        assert_eq!(matches, !found.is_empty(), "a look at what stands side by side misses a match");
        found
    }

    /// The words of each match in a text without mentions.
    fn words(&self, text: &str) -> Vec<String> {
        let sample = self.sample(text);
        let found = self.find(&sample, Overlap::No);
        found.iter().map(|found| sample.prose.slice(found.span).to_owned()).collect()
    }

    /// For each match its words and those that the slot `name` binds.
    fn bound(&self, sample: &Sample, name: &str, overlap: Overlap) -> Vec<(String, Vec<String>)> {
        let slot = self.slots.find(name).unwrap();
        let mention = |at: &u32| sample.prose.slice(sample.reading.mentions[*at as usize].span).to_owned();
        self.find(sample, overlap)
            .iter()
            .map(|found| {
                let bound = match &found.bindings[slot] {
                    Binding::None => Vec::new(),
                    Binding::Mention(at) => vec![mention(at)],
                    Binding::List(items) => items.iter().map(mention).collect(),
                    Binding::Words(span) => vec![sample.prose.slice(*span).to_owned()],
                };
                (sample.prose.slice(found.span).to_owned(), bound)
            })
            .collect()
    }
}

#[test]
fn a_space_that_may_be_missing_glues_letters_and_no_groups() {
    assert_eq!(read("per ?cent").words("percent, per cent"), ["percent", "per cent"]);
    assert_eq!(read("kilo ?(metre|meter)s?").words("kilometres"), ["kilometres"]);
    let pattern = read("(,| –) ?(or|and)? ?(half|twice)");
    assert_eq!(pattern.words("it, or half; it –twice, and twice"), [", or half", "–twice", ", and twice"]);
    assert!(pattern.words("it, orhalf").is_empty());
}

#[test]
fn words_match_whole_and_in_any_case() {
    let killed = read("killed");
    assert_eq!(killed.words("Skilled men KILLED two; un-killed, killed."), ["KILLED", "killed", "killed"]);
    assert_eq!(read("(?-i:US) troops").words("US troops, us troops"), ["US troops"]);
    assert_eq!(read("(?-i:[AP]M|[ap]m)").words("AM, Am, pm, pM"), ["AM", "pm"]);
    assert_eq!(read("(?-i:[A])pril").words("april APRIL April"), ["APRIL", "April"]);
    assert_eq!(read("kill(ed|ing)?").words("Kills, killing KILL killed"), ["killing", "KILL", "killed"]);
    assert_eq!(
        read("kilomet(re|er)s?").words("kilometre Kilometers kilometersx"),
        ["kilometre", "Kilometers"]
    );
}

#[test]
fn a_space_is_any_white_space_and_goes_with_what_is_left_out() {
    let pattern = read("(was|were)? <people>? killed <people>?");
    assert_eq!(
        pattern.words("were\u{a0}people\n killed, killed people, killed in Kyiv, killed"),
        ["were\u{a0}people\n killed", "killed people", "killed", "killed"]
    );
    assert_eq!(read("third year").words("third-year thirdyear third  year"), ["third  year"]);
}

#[test]
fn curly_marks_are_as_plain_ones() {
    assert_eq!(read("don't \"look\"").words("Don’t “look”"), ["Don’t “look”"]);
    assert_eq!(read("well-known [^\"]*").words("well\u{2011}known men” said"), ["well\u{2011}known men"]);
}

#[test]
fn a_match_may_begin_with_a_mark_in_any_of_its_forms() {
    let quoted = read("[\"'](yes|no)");
    assert_eq!(
        quoted.words("\u{201c}No, \u{2018}yes, \"no and 'yes"),
        ["\u{201c}No", "\u{2018}yes", "\"no", "'yes"]
    );
    assert_eq!(read("-made").words("hand-made and man\u{2011}made"), ["-made", "\u{2011}made"]);
}

#[test]
fn a_word_with_an_apostrophe_is_found_however_it_is_written() {
    let word = read("o'clock");
    assert_eq!(
        word.words("o'clock o\u{2019}clock o\u{2018}clock"),
        ["o'clock", "o\u{2019}clock", "o\u{2018}clock"]
    );
}

#[test]
fn a_run_of_letters_ends_where_words_do() {
    assert_eq!(
        read("no( [a-z'-]+){1,2} here").words("no man's-land here, no way here"),
        ["no man's-land here", "no way here"]
    );
    // A class may stop within a word where letters follow, and after so many.
    assert_eq!(read("[a-z]+ing").words("singing sting in"), ["singing", "sting"]);
    // A class that takes all but a few characters is no part of a word.
    assert_eq!(read("kill[^.]{0,9} in").words("killed in, kill them in"), ["kill them in"]);
    assert_eq!(read("kill.{1,9}ing").words("kill a king; kill, ing"), ["kill, ing"]);
    assert_eq!(read("[a-z]{3,5} (a|b)").words("abcdef a abcde b"), ["abcde b"]);
}

#[test]
fn a_sentence_without_what_a_pattern_needs_has_no_match() {
    let read = read("(dead|killed) {n:count}");
    let matches = |text: &str, figure: bool| {
        let mut sample = read.sample(text);
        if figure {
            sample = sample.number(Kind::Count, "35");
        }
        let view = SentenceView::new(&sample.prose, &sample.reading, 0, &read.lexicon);
        Matcher::new(view, &read.lists, &mut Scratch::default()).matches(&read.pattern)
    };
    assert!(matches("they killed 35", true));
    assert!(!matches("they saw 35", true));
    assert!(!matches("they killed many", false));
}

#[test]
fn a_slot_binds_a_mention_with_or_without_its_hedge() {
    let pattern = read("(at least )?{n:count} <people>? … (were|was)? killed");
    let sample = pattern
        .sample("On Tuesday at least 35 aid workers in Gaza were killed")
        .number(Kind::Count, "35")
        .hedged("at least 35", Hedge::AtLeast);
    let whole = "at least 35 aid workers in Gaza were killed".to_owned();
    assert_eq!(pattern.bound(&sample, "n", Overlap::No), [(whole, vec!["35".to_owned()])]);
    let plain = read("{n:count} <people>");
    let sample = plain
        .sample("at least 35 aid workers")
        .number(Kind::Count, "35")
        .hedged("at least 35", Hedge::AtLeast);
    assert_eq!(plain.bound(&sample, "n", Overlap::No)[0].0, "at least 35 aid workers");
}

#[test]
fn a_mention_inside_another_is_found_as_well() {
    let pattern = read("the {nth:ordinal} quarter");
    let mut sample = pattern
        .sample("in the third quarter of 2024")
        .date("third quarter of 2024", crate::time::Period::ANY, crate::time::Basis::Open, Default::default())
        .number(Kind::Ordinal, "third");
    sample.reading.mentions[1].inner = true;
    assert_eq!(
        pattern.bound(&sample, "nth", Overlap::No),
        [("the third quarter".to_owned(), vec!["third".to_owned()])]
    );
    let whole = read("in the {when:date}");
    assert_eq!(whole.bound(&sample, "when", Overlap::No)[0].0, "in the third quarter of 2024");
}

#[test]
fn a_list_takes_all_that_is_joined() {
    let text = "60 drones, including 17 over Crimea, 16 over Rostov and four over Saratov in 3 waves";
    let parts = |source: &str| {
        let pattern = read(source);
        let counts = ["60", "17", "16", "four", "3"];
        let sample =
            counts.iter().fold(pattern.sample(text), |sample, count| sample.number(Kind::Count, count));
        pattern.bound(&sample, "parts", Overlap::No).remove(0).1
    };
    assert_eq!(parts("including {parts:count*}"), ["17", "16", "four"]);
    assert_eq!(parts("{parts:count*} over Rostov"), ["60", "17", "16"]);
}

#[test]
fn a_gap_is_short_and_stays_between_its_marks() {
    let gap = read("killed … {n:count}");
    let count = |text: &str| gap.find(&gap.sample(text).number(Kind::Count, "35"), Overlap::No).len();
    assert_eq!(count("killed 35"), 1);
    assert_eq!(count("killed, officials (in Kyiv) said, 35"), 1);
    assert_eq!(count("killed one two three four five six seven eight 35"), 1);
    assert_eq!(count("killed one two three four five six seven eight nine 35"), 0);
    assert_eq!(count("killed; 35"), 0);
    assert_eq!(count("killed: 35"), 0);
    assert_eq!(count("killed at 14:30 with 35"), 1);
    assert_eq!(count("“he was killed” and 35"), 0);
}

#[test]
fn matches_overlap_on_request() {
    let pattern = read("{n:count} <people> … were killed");
    let sample = pattern
        .sample("three soldiers and two civilians were killed")
        .number(Kind::Count, "three")
        .number(Kind::Count, "two");
    let bound = |overlap| -> Vec<String> {
        pattern.bound(&sample, "n", overlap).into_iter().flat_map(|(_, bound)| bound).collect()
    };
    assert_eq!(bound(Overlap::No), ["three"]);
    assert_eq!(bound(Overlap::Yes), ["three", "two"]);
}

#[test]
fn groups_and_words_bind_text() {
    let pattern = read(r"(?<thing>\w*[а-я]\w*)");
    let sample = pattern.sample("air defen\u{441}e systems");
    assert_eq!(pattern.bound(&sample, "thing", Overlap::No)[0].1, ["defen\u{441}e"]);
    let word = read("every {w:word} day");
    assert_eq!(word.bound(&word.sample("every other day"), "w", Overlap::No)[0].1, ["other"]);
}

#[test]
fn a_list_may_hold_marks_and_phrases_of_several_tokens() {
    let mut lexicon = lexicon();
    lexicon.lists.extend("percent-signs", ["%".to_owned(), "per cent".to_owned(), "pct.".to_owned()]);
    let mut reader = PatternReader::new(&mut lexicon);
    let mut slots = Slots::default();
    let pattern = reader.read("<percent-signs> of", &mut slots).unwrap();
    let lists = std::mem::take(&mut reader.lists);
    let read = Read { lexicon, lists, slots, pattern };
    let text = "5% of, 5 per cent of, 5 pct. of, 5 per-cent of, 5 pct of";
    assert_eq!(read.words(text), ["% of", "per cent of", "pct. of"]);
}

#[test]
fn the_first_alternative_wins_and_bindings_are_taken_back() {
    let pattern = read("({a:count} miles|{b:count} … feet)");
    let sample = pattern.sample("35 or so feet").number(Kind::Count, "35");
    let found = pattern.find(&sample, Overlap::No);
    assert_eq!(found[0].bindings, [Binding::None, Binding::Mention(0)]);
}

#[test]
fn mistakes_are_placed_in_the_pattern() {
    let one = |source: &str| {
        let mut all = faults(source);
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(one("a {n:cuont} b"), pair("unknown slot type `cuont`", "cuont"));
    assert_eq!(one("a {n} b"), pair("a slot without a type", "{n}"));
    assert_eq!(one("a <poeple> b"), pair("unknown word list or phrase `poeple`", "poeple"));
    assert_eq!(one("{n:count} (killed"), pair("unclosed group", "("));
    assert_eq!(one(r"{n:count} a**\p{Greeek}"), pair("Unicode property not found", r"\p{Greeek}"));
    assert_eq!(one("{n:count} {n:date}"), pair("`n` is {n:count} in another place of this rule", "{n:date}"));
    assert_eq!(one("(killed)?").0, "the pattern can match without any word");
    assert_eq!(one("(a{200}){200}").0, "the pattern is too large");
    assert_eq!(one("(?x)a").0, "only the flag i is known in a pattern");
    assert_eq!(faults("{n:cuont} <poeple>").len(), 2);
}

#[test]
fn patterns_of_any_make_end_in_time() {
    let pattern = read(r"(a|a)*(\w* )*(a?){30}a{30}b");
    let text = "a ".repeat(30_000);
    let started = std::time::Instant::now();
    assert!(pattern.words(&text).is_empty());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

/// Parts of patterns and texts that meet one another often.
fn parts(atoms: &'static [&'static str]) -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    prop::collection::vec(prop::sample::select(atoms), 1..9).prop_map(|parts| parts.concat())
}

const PATTERN_PARTS: &[&str] = &[
    "killed",
    "kill",
    "ed",
    " ",
    " ",
    "(",
    ")",
    "|",
    "?",
    "*",
    "+",
    "{2}",
    "[a-z]",
    "[ ]",
    "[- ]",
    "[,;]",
    "(ed|s)?",
    "( were)?",
    "\\w",
    "were",
    "s",
    "<people>",
    "{n:count}",
    "{n:count*}",
    " … ",
    "-",
    ",",
    "é",
    "\\p{Greek}",
    "(?i)",
    "\\b",
    "^",
    "$",
    "'s",
    "(?<g>",
    "{w:word}",
];
const TEXT_PARTS: &[&str] = &[
    "killed",
    "kill",
    "ed",
    " ",
    " ",
    " ",
    "35",
    "aid workers",
    "people",
    "were",
    "s",
    "-",
    ", ",
    "é",
    "ω",
    "’s",
    ";",
    "\u{a0}",
    "\u{2011}",
    "KILLED",
    "and ",
    "x",
];

#[test]
fn a_slot_that_is_given_binds_no_other_mention() {
    let read = read("{n:count} boats");
    let sample = read.sample("4 vans met 12 boats.").number(Kind::Count, "4").number(Kind::Count, "12");
    let view = SentenceView::new(&sample.prose, &sample.reading, 0, &read.lexicon);
    let mut scratch = Scratch::default();
    let mut matcher = Matcher::new(view, &read.lists, &mut scratch);
    let mut matches = |bindings: &[Binding]| matcher.matches_with(&read.pattern, bindings);
    assert!(!matches(&[Binding::Mention(0)]));
    assert!(matches(&[Binding::Mention(1)]) && matches(&[Binding::None]) && matches(&[]));
}

#[test]
fn a_phrase_is_written_out_where_it_is_named() {
    let mut lexicon = lexicon();
    let mut reader = PatternReader::new(&mut lexicon);
    let mut slots = Slots::default();
    assert!(reader.add_phrase("town", "Halden|Moss", Shared::Yes));
    assert!(reader.add_phrase("in-town", "( (in|near) <town>)?", Shared::No));
    assert!(!reader.add_phrase("town", "Oslo", Shared::No), "a name stands for one thing");
    let pattern = reader.read("{n:count} houses<in-town> burned", &mut slots).unwrap();
    // Its alternatives are its own, and a slot in it is a slot of the rule.
    assert!(reader.add_phrase("how-many", "{n:count}|none", Shared::No));
    reader.read("<how-many> <in-town> were lost", &mut slots).unwrap();
    assert_eq!(slots.as_slice().len(), 1);
    let faults = reader.read("<in-town>", &mut slots).unwrap_err();
    assert_eq!(faults[0].message, "the pattern can match without any word");
    let faults = reader.read("the (?-i:US|<town>) band", &mut slots).unwrap_err();
    assert_eq!(
        (&*faults[0].message, faults[0].span.clone()),
        ("a phrase matches in the case that it says itself", 12..18)
    );
    reader.forget_phrases();
    assert!(
        reader.read("houses<in-town> burned", &mut slots).is_err()
            && reader.read("<town>", &mut slots).is_ok()
    );
    let lists = std::mem::take(&mut reader.lists);
    let read = Read { lexicon, lists, slots, pattern };
    for text in ["35 houses burned", "35 houses near Moss burned", "35 houses in Halden burned"] {
        let sample = read.sample(text).number(Kind::Count, "35");
        assert_eq!(read.find(&sample, Overlap::No).len(), 1, "{text}");
    }
    let elsewhere = read.sample("35 houses in Oslo burned").number(Kind::Count, "35");
    assert!(read.find(&elsewhere, Overlap::No).is_empty());
}

#[test]
fn phrases_do_not_grow_without_end() {
    let mut lexicon = lexicon();
    let mut reader = PatternReader::new(&mut lexicon);
    reader.add_phrase("p0", "one two three four", Shared::Yes);
    for i in 1..60 {
        reader.add_phrase(&format!("p{i}"), &format!("<p{0}> <p{0}> <p{0}>", i - 1), Shared::Yes);
    }
    let faults: Vec<Fault> =
        (0..60).flat_map(|i| reader.check_phrase(&format!("p{i}")).err().unwrap_or_default()).collect();
    assert_eq!(
        faults.iter().map(|fault| &*fault.message).collect::<Vec<_>>(),
        ["the pattern is too large"; 8]
    );
}

#[test]
fn phrases_stand_in_any_order() {
    let mut lexicon = lexicon();
    let mut reader = PatternReader::new(&mut lexicon);
    for i in 0..5_000 {
        reader.add_phrase(&format!("p{i}"), &format!("<p{}>", i + 1), Shared::Yes);
    }
    reader.add_phrase("p5000", "(in|near) Moss", Shared::Yes);
    assert!(reader.check_phrase("p0").is_ok());
    assert!(reader.read("<p7>", &mut Slots::default()).is_ok());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_pattern_panics_and_the_index_misses_no_match(
        source in parts(PATTERN_PARTS),
        text in parts(TEXT_PARTS),
    ) {
        let mut lexicon = lexicon();
        let mut reader = PatternReader::new(&mut lexicon);
        let mut slots = Slots::default();
        let read = reader.read(&source, &mut slots);
        let lists = std::mem::take(&mut reader.lists);
        let (Ok(pattern), true) = (read, text.contains(char::is_alphanumeric)) else { return Ok(()) };
        let read = Read { lexicon, lists, slots, pattern };
        let mut sample = read.sample(&text);
        for _ in text.matches("35") {
            sample = sample.number(Kind::Count, "35");
        }
        // `find` asserts that the index has the pattern among its candidates.
        let matches = read.find(&sample, Overlap::Yes);
        for found in matches {
            proptest::prop_assert!(!sample.prose.slice(found.span).trim().is_empty());
        }
    }
}
