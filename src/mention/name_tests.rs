//! The names of small texts, as read with the whole lexicon.

use super::*;
use crate::article::{Prose, ProseBuilder};
use crate::lexicon::Lexicon;
use crate::mention::{Reading, Reference, read};
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

fn prose(blocks: &[(Part, &str)]) -> Prose {
    let mut builder = ProseBuilder::default();
    let mut at = 0;
    for (part, text) in blocks {
        builder.open(*part, BlockKind::Paragraph);
        builder.push(text, at);
        at += text.len() as u32;
    }
    builder.finish()
}

fn names_of(prose: &Prose, reading: &Reading) -> Vec<String> {
    let names = reading.mentions.iter().filter(|m| m.kind == Kind::Name);
    names.map(|m| prose.slice(m.span).replace('\n', " ")).collect()
}

fn names(text: &str) -> Vec<String> {
    let prose = prose(&[(Part::Body, text)]);
    names_of(&prose, &read(&prose, &LEXICON, &Reference::default()))
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(names(text), expected, "{text}");
}

#[test]
fn a_title_belongs_to_the_name_of_a_person() {
    check("He met Mr Okafor and Lt. Gen. Ivo Stan.", &["Mr Okafor", "Lt. Gen. Ivo Stan"]);
    check("Russian President Vladimir Putin spoke.", &["President Vladimir Putin"]);
    check("Carmaker Kaldor shut a plant.", &["Kaldor"]);
    check("Talks with Deputy Foreign Minister Anna Ruiz failed.", &["Deputy Foreign Minister Anna Ruiz"]);
    check("Later White House Press Secretary Ana Lim spoke.", &["White House", "Press Secretary Ana Lim"]);
    check("In Oslo Secretary of State Ivo Stan listened.", &["Oslo", "Secretary of State Ivo Stan"]);
    check("Yesterday U.S. President Dole flew home.", &["U.S.", "President Dole"]);
}

#[test]
fn an_office_without_a_person_is_no_name() {
    check("Then the President and the Prime Minister spoke.", &[]);
    check("The Ukrainian President agreed.", &[]);
    check("The General Assembly met.", &["General Assembly"]);
}

#[test]
fn the_first_word_of_a_sentence_needs_a_reason() {
    check("Police said so. Rescuers agreed. Yesterday it rained.", &[]);
    check("Brechalov said so. Meanwhile Kupol burned.", &["Brechalov", "Kupol"]);
    check("Speaking in Riga, he left.", &["Riga"]);
    check("He said: 'Drones came. Nobody slept.'", &[]);
    check("Apple rose. Earlier the shares of Apple had fallen.", &["Apple", "Apple"]);
    check("Bank of England officials met heads of Kupol.", &["Bank of England", "Kupol"]);
    check("Council members met the Security Council.", &["Security Council"]);
    check("Security Council members met.", &["Security Council"]);
    check("Attacking Kharkiv was a mistake.", &["Kharkiv"]);
    check("Lake Baikal froze.", &["Lake Baikal"]);
}

#[test]
fn particles_links_and_initials_hold_a_name_together() {
    check("We saw Ursula von der Leyen and Bashar al-Assad.", &["Ursula von der Leyen", "Bashar al-Assad"]);
    check("The Ministry of Defence and the Bank of England.", &["Ministry of Defence", "Bank of England"]);
    check("A call by Putin of Russia.", &["Putin", "Russia"]);
    check("He asked Perrin Long of Acme.", &["Perrin Long", "Acme"]);
    check("Books by J. K. Rowling and George W. Bush.", &["J. K. Rowling", "George W. Bush"]);
    check("Then Kim Jong-un met Jean-Luc Moreau.", &["Kim Jong-un", "Jean-Luc Moreau"]);
    check("Books by J.K. Rowling and U.S. Steel shares.", &["J.K. Rowling", "U.S. Steel"]);
    check("There Moon Jae-in met Ban Ki-moon and Xi Jinping.", &["Moon Jae-in", "Ban Ki-moon", "Xi Jinping"]);
    check("The MA is for Jack Ma, the XI for Xi.", &["Jack Ma", "Xi"]);
    check("In Côte d'Ivoire he saw St Mary's Hospital.", &["Côte d'Ivoire", "St Mary's Hospital"]);
    check("A speech by Ivo King Jr. and Sam Dole, Jr. moved us.", &["Ivo King Jr.", "Sam Dole"]);
    check("He left AT&T for Johnson & Johnson.", &["AT&T", "Johnson & Johnson"]);
    check(
        "Near King's College he saw Russia's Security Council.",
        &["King's College", "Russia", "Security Council"],
    );
    check("The Security Service\nof Ukraine struck.", &["Security Service of Ukraine"]);
    check("It fell on al-Shabaab and Acme Inc. shares.", &["al-Shabaab", "Acme Inc."]);
}

#[test]
fn adjectives_of_countries_are_no_names() {
    check("The Russian army met Ukrainian drones.", &[]);
    check(
        "The Ukrainian Security Service and Russian Anna Ruiz.",
        &["Ukrainian Security Service", "Anna Ruiz"],
    );
    check("Muslim and Christian leaders of Latin America.", &["Latin America"]);
    check(
        "Saudi Arabia and American Samoa agreed with Russian Alaska.",
        &["Saudi Arabia", "American Samoa", "Alaska"],
    );
    check("A US-led force and NATO, said the U.N. on Friday.", &["US", "NATO", "U.N."]);
}

#[test]
fn headlines_have_the_names_that_the_text_has() {
    let read = |title: &str, body: &str| {
        let prose = prose(&[(Part::Title, title), (Part::Body, body)]);
        names_of(&prose, &read(&prose, &LEXICON, &Reference::default()))
    };
    let body = "The fire at Kupol was put out, said Anna Ruiz.";
    assert_eq!(read("Huge Fire Destroys Kupol Plant In Darkness", body), ["Kupol", "Kupol", "Anna Ruiz"]);
    assert_eq!(read("HUGE FIRE DESTROYS KUPOL PLANT", body), ["KUPOL", "Kupol", "Anna Ruiz"]);
    assert_eq!(read("Huge fire destroys Kupol plant", body), ["Kupol", "Kupol", "Anna Ruiz"]);
}

#[test]
fn the_possessive_is_in_the_extent_alone() {
    let text = "We read of Ukraine's army and the Joneses’ house.";
    let prose = prose(&[(Part::Body, text)]);
    let reading = read(&prose, &LEXICON, &Reference::default());
    let extents: Vec<_> =
        reading.mentions.iter().map(|m| (prose.slice(m.span), prose.slice(m.extent))).collect();
    assert_eq!(extents, [("Ukraine", "Ukraine's"), ("Joneses", "Joneses’")]);
}

#[test]
fn keys_are_computed_from_the_words_of_a_mention() {
    assert_eq!(LEXICON.name_key("President Zelenskyy's"), LEXICON.name_key("Zelensky"));
}

#[test]
fn long_runs_take_no_longer_than_short_ones() {
    let start = std::time::Instant::now();
    for text in
        ["President ", "Kupol-", "Bank of ", "Mr. ", "al-Assad ", "U.S.", "“‘", "Russian ", "X & ", "King's "]
    {
        names(&format!("We met {}", text.repeat(20_000)));
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Mr"),
        Just("Mr."),
        Just("President"),
        Just("Foreign"),
        Just("Russian"),
        Just("Putin"),
        Just("al-"),
        Just("of"),
        Just("the"),
        Just("The"),
        Just("von"),
        Just("US"),
        Just("U.S."),
        Just("J."),
        Just("'s"),
        Just("&"),
        Just("-"),
        Just("’"),
        Just("Łódź"),
        Just("Inc."),
        Just("Friday"),
        Just("5"),
        Just("War"),
        Just("I"),
        Just(" "),
        Just(" "),
        Just(" "),
        Just(" "),
        Just("\n"),
        Just("."),
        Just(","),
        Just("\""),
        Just("“"),
        Just("Police")
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn names_stand_on_tokens_and_apart_from_one_another(
        title in pieces(), body in prop_oneof![pieces(), any::<String>()]
    ) {
        let prose = prose(&[(Part::Title, &title), (Part::Body, &body)]);
        let reading = read(&prose, &LEXICON, &Reference::default());
        let mut end = 0;
        for name in reading.mentions.iter().filter(|m| m.kind == Kind::Name) {
            prop_assert!(reading.tokens.iter().any(|t| t.span.start == name.span.start));
            prop_assert!(reading.tokens.iter().any(|t| t.span.end == name.span.end));
            prop_assert!(name.span.start >= end, "{:?}", prose.slice(name.span));
            prop_assert!(name.extent.contains(name.span));
            prop_assert!(reading.sentences[name.sentence as usize].span.contains(name.extent));
            end = name.span.end;
            LEXICON.name_key(prose.slice(name.extent));
        }
    }
}
