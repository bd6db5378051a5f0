//! In which sentences the index looks for a pattern.

use super::*;

#[test]
fn two_things_that_a_pattern_needs_stand_side_by_side() {
    let read = read("(dead|killed) (and|or) {n:count} (hurt|injured)( people)?");
    let candidates = |text: &str| {
        let sample = read.sample(text).number(Kind::Count, "35");
        let view = SentenceView::new(&sample.prose, &sample.reading, 0, &read.lexicon);
        PatternIndex::new([&read.pattern]).candidates(&view, &mut Candidates::default()).len()
    };
    assert_eq!(candidates("they saw four killed and 35 hurt"), 1);
    assert_eq!(candidates("they saw 35 hurt and killed"), 0);
    assert_eq!(candidates("four killed, and some 35 of them badly hurt"), 0);
}

#[test]
fn the_index_finds_by_the_rarest_word() {
    let mut lexicon = lexicon();
    let mut reader = PatternReader::new(&mut lexicon);
    let sources = [
        "{n:count} <people>? … (were|was)? killed",
        "in the kilomet(re|er)s?",
        "{a:length} \\({b:length}\\)",
        "\\w+ometres?",
        "\\w*\\p{Cyrillic}\\w*",
        "\\w+",
    ];
    let patterns: Vec<_> =
        sources.iter().map(|source| reader.read(source, &mut Slots::default()).unwrap()).collect();
    let index = PatternIndex::new(&patterns);
    let mut memory = Candidates::default();
    let mut candidates = |text: &str, kind: Option<&str>| {
        let mut sample = Sample::new(text, &lexicon);
        for figure in ["42", "35"].into_iter().filter(|figure| text.contains(figure)) {
            match kind {
                Some("count") => sample = sample.number(Kind::Count, figure),
                Some(unit) => sample = sample.quantity(figure, unit, &lexicon),
                None => {}
            }
        }
        let view = SentenceView::new(&sample.prose, &sample.reading, 0, &lexicon);
        index.candidates(&view, &mut memory).to_vec()
    };
    assert_eq!(candidates("35 killed", Some("count")), [0, 5]);
    // All that the pattern needs, and not in its order.
    assert_eq!(candidates("killed 35", Some("count")), [5]);
    assert_eq!(candidates("35 were skilled", Some("count")), [5]);
    assert_eq!(candidates("killed nobody", None), [5]);
    assert_eq!(candidates("in the kilometer", None), [1, 5]);
    assert_eq!(candidates("42 (35) miles", Some("mile")), [2, 5]);
    assert_eq!(candidates("42, 35) miles", Some("mile")), [5]);
    // One length is not two.
    assert_eq!(candidates("(35) miles", Some("mile")), [5]);
    assert_eq!(candidates("35 tonnes", Some("tonne")), [5]);
    assert_eq!(candidates("Micrometres", None), [3, 5]);
    assert_eq!(candidates("defen\u{441}e", None), [4, 5]);
}

#[test]
fn rules_whose_words_do_not_occur_are_not_looked_at() {
    let mut lexicon = lexicon();
    let mut reader = PatternReader::new(&mut lexicon);
    let mut slots = Slots::default();
    let mut patterns = vec![reader.read("killed … {n:count}", &mut slots).unwrap()];
    for i in 0..1_000 {
        patterns.push(
            reader.read(&format!("(the|a) word{i}x … {{n:count}} of other{i}xs?"), &mut slots).unwrap(),
        );
    }
    let index = PatternIndex::new(&patterns);
    let sample =
        Sample::new("a drone killed the 35 people of other words", &lexicon).number(Kind::Count, "35");
    let view = SentenceView::new(&sample.prose, &sample.reading, 0, &lexicon);
    assert_eq!(index.candidates(&view, &mut Candidates::default()), [0]);
}

#[test]
fn a_word_behind_what_may_be_left_out_is_needed() {
    let mut lexicon = lexicon();
    let mut reader = PatternReader::new(&mut lexicon);
    let source = r"{b:count}( [a-z-]+)?,? (surpassing|topping)( the)? {a:count}";
    let index = PatternIndex::new(&[reader.read(source, &mut Slots::default()).unwrap()]);
    let mut memory = Candidates::default();
    let mut candidates = |text: &str| {
        let sample = Sample::new(text, &lexicon).number(Kind::Count, "35").number(Kind::Count, "31");
        let view = SentenceView::new(&sample.prose, &sample.reading, 0, &lexicon);
        index.candidates(&view, &mut memory).to_vec()
    };
    assert_eq!(candidates("35 boats, topping the 31"), [0]);
    assert!(candidates("35 boats, the 31").is_empty());
}

#[test]
fn what_a_pattern_needs_stands_in_its_order() {
    let mut lexicon = lexicon();
    let mut reader = PatternReader::new(&mut lexicon);
    let source = r"(?<all>all|both) … {n:count} [a-z ]+ (killed|drowned|{m:multiple} of [a-z]+) [a-z ]+ near";
    let index = PatternIndex::new(&[reader.read(source, &mut Slots::default()).unwrap()]);
    let mut memory = Candidates::default();
    let mut candidates = |text: &str| {
        let sample = Sample::new(text, &lexicon).number(Kind::Count, "35");
        let view = SentenceView::new(&sample.prose, &sample.reading, 0, &lexicon);
        index.candidates(&view, &mut memory).to_vec()
    };
    assert_eq!(candidates("all 35 men drowned there near dawn"), [0]);
    assert!(candidates("35 men drowned near dawn, all there").is_empty());
    assert!(candidates("all drowned, 35 men, near dawn").is_empty());
    assert!(candidates("near dawn all 35 men drowned").is_empty());
    // One token does not stand for two.
    assert!(candidates("all of them, near 35 men killed").is_empty());
    // Of a sentence with more tokens than have a bit each the order is not asked.
    let long = format!("near dawn {}all 35 men drowned", "and then ".repeat(40));
    assert_eq!(candidates(&long), [0]);
}
