//! From a file to what was found out about it: article, reading, rules, in one call.

use super::{Memory, Understanding};
use crate::article::{self, Article};
use crate::lexicon::Lexicon;
use crate::mention::{self, Reading, Reference};
use crate::rule::RuleSet;
use crate::source::Source;
use chrono::NaiveDate;
use std::sync::Arc;

/// How articles are read that do not say so themselves.
#[derive(Debug, Clone, Default)]
pub struct Habits {
    /// The day of an article that gives none.
    pub as_of: Option<NaiveDate>,
    /// The language of an article that gives none, as a BCP 47 tag.
    pub language: Option<String>,
}

/// Reads an article and the mentions in it.
pub fn read(source: Arc<Source>, lexicon: &Lexicon, habits: &Habits) -> (Article, Reading) {
    let article = article::read_in(source, habits.language.as_deref());
    let reading = mention::read(&article.prose, lexicon, &reference(&article, habits));
    (article, reading)
}

/// Reads an article and runs the sentence rules and measures over it.
pub fn understand(
    source: Arc<Source>,
    rules: &RuleSet,
    lexicon: &Lexicon,
    habits: &Habits,
    memory: &mut Memory,
) -> (Article, Understanding) {
    let (article, reading) = read(source, lexicon, habits);
    let understanding = super::article(&article, &reading, rules, lexicon, habits.as_of, memory);
    (article, understanding)
}

/// The primary language subtags of those who write 1.000,5.
const COMMA_DECIMALS: [&str; 24] = [
    "bg", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "it", "lt", "lv", "nl", "no",
    "pl", "pt", "ro", "ru", "sk", "sv", "uk",
];

/// What the article's language says of 1.000 (CLDR 46: number patterns) and of 07/04/2025.
fn reference(article: &Article, habits: &Habits) -> Reference {
    let tag = article.meta.language.as_deref().or(habits.language.as_deref()).unwrap_or_default();
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    let language = tag.split('-').next().unwrap_or_default();
    Reference {
        published: article.meta.published.as_ref().map(|stamp| stamp.day).or(habits.as_of),
        time: article.meta.published.as_ref().and_then(|stamp| stamp.time),
        comma_decimals: COMMA_DECIMALS.contains(&language),
        day_first: article::day_first(&tag),
    }
}
