//! Reads any text as an article in each format and checks that every mention has its words.
//!
//! `cargo +nightly fuzz run read`

#![no_main]

use crosstally::check::{Habits, read};
use crosstally::lexicon::Lexicon;
use crosstally::source::Source;
use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, LazyLock};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

fuzz_target!(|text: &str| {
    for name in ["2025-07-01-article.md", "article.html", "article.txt"] {
        let source = Arc::new(Source::new(name, text));
        let (article, reading) = read(source, &LEXICON, &Habits::default());
        for mention in &reading.mentions {
            let span = article.prose.file_span(mention.span);
            assert!(!article.source.slice(span).is_empty());
        }
    }
});
