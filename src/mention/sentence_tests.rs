//! What the splitter says of the hard cases in `tests/mentions/sentences.txt`, and what must hold of
//! any text.

use super::*;
use crate::article::{BlockKind, Part, ProseBuilder};
use crate::mention::tokenize;
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

fn prose(blocks: &[&str]) -> Prose {
    let mut builder = ProseBuilder::default();
    let mut at = 0;
    for block in blocks {
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push(block, at);
        at += block.len() as u32;
    }
    builder.finish()
}

fn divided(text: &str) -> String {
    let prose = prose(&[text]);
    let tokens = tokenize(&prose, &LEXICON.vocabulary);
    let sentences = split(&prose, &tokens, &LEXICON);
    sentences.iter().map(|s| prose.slice(s.span)).collect::<Vec<_>>().join(" | ")
}

#[test]
fn hard_cases_are_divided_as_a_reader_would() {
    let cases = include_str!("../../tests/mentions/sentences.txt");
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let line = line.strip_prefix("! ").unwrap_or(line).replace("\\n", "\n");
        let (text, expected) = match line.split_once('>') {
            Some((text, expected)) => (text.to_owned(), expected.to_owned()),
            None => (line.replace(" | ", " "), line),
        };
        let found = divided(&text);
        if found != expected {
            wrong.push(format!("expected {expected}\n   found {found}"));
        }
        count += 1;
    }
    assert!(count >= 90 && wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn marks_alone_take_no_longer_than_words() {
    let start = std::time::Instant::now();
    for text in ["! ", "a . ' ", ". ", "' . ", "\"! "] {
        divided(&format!("a {}", text.repeat(50_000)));
        divided(&text.repeat(50_000));
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn what_follows_the_last_stop_belongs_to_its_sentence() {
    assert_eq!(divided("It is over. \" )"), "It is over. \" )");
    // A block without words leaves nothing to divide.
    assert_eq!(divided("***"), "");
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("."),
        Just("..."),
        Just("…"),
        Just("!"),
        Just("?\""),
        Just("'"),
        Just("“"),
        Just("”"),
        Just("("),
        Just("[1]"),
        Just("U.S."),
        Just("a.m."),
        Just("Mr."),
        Just("No."),
        Just("I"),
        Just("J."),
        Just("al-"),
        Just(" "),
        Just(" "),
        Just(" "),
        Just("\n"),
        Just("The"),
        Just("fire"),
        Just("5"),
        Just("é"),
        Just("ß"),
        Just("\u{301}"),
        Just("\u{a0}"),
        Just("。"),
        Just("名")
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_list_without_stops_is_divided_at_its_lines() {
    let lines: Vec<String> = (0..500).map(|i| format!("Route {i}, to the coast {i} km")).collect();
    let prose = prose(&[&lines.join("\n")]);
    let tokens = tokenize(&prose, &LEXICON.vocabulary);
    let sentences = split(&prose, &tokens, &LEXICON);
    assert!(sentences.len() > 5, "{}", sentences.len());
    for sentence in &sentences {
        assert!(sentence.tokens.len() <= MAX_TOKENS);
        assert!(prose.slice(sentence.span).starts_with("Route"), "{:?}", prose.slice(sentence.span));
    }
}

proptest! {
    #[test]
    fn every_token_is_in_one_sentence_of_its_block(
        blocks in prop::collection::vec(prop_oneof![pieces(), any::<String>()], 0..4)
    ) {
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        let prose = prose(&blocks);
        let tokens = tokenize(&prose, &LEXICON.vocabulary);
        let sentences = split(&prose, &tokens, &LEXICON);
        let mut next = 0;
        for sentence in &sentences {
            prop_assert_eq!(sentence.tokens.start, next);
            prop_assert!(sentence.tokens.end > next);
            next = sentence.tokens.end;
            prop_assert!(prose.blocks()[sentence.block as usize].span.contains(sentence.span));
            let first = tokens[sentence.tokens.start as usize].span;
            prop_assert_eq!(sentence.span, first.to(tokens[next as usize - 1].span));
        }
        prop_assert_eq!(next as usize, tokens.len());
    }
}
