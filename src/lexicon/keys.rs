//! One key for the spellings of a name: what "President Zelenskyy's", "Zelensky" and "ZELENSKIY" share.
//!
//! A key is lower case without accents, titles, possessive, full stops and hyphens; endings that
//! transliteration spells in several ways are one; then the aliases of `rules/lexicon/aliases.yaml` are
//! applied. Two names with one key are one name; the reverse is not promised.

use super::vocabulary::without_possessive;
use super::{NameWord, NameWords, Vocabulary};
use crate::yaml::{self, YamlError};
use foldhash::fast::FixedState;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name, normalized.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(Box<str>);

impl NameKey {
    /// The normalized words, divided by one space.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The normalized words.
    pub fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split(' ')
    }

    /// Whether nothing is left of the name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives up the normalized words.
    pub fn into_str(self) -> Box<str> {
        self.0
    }
}

impl fmt::Display for NameKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The aliases of names and of words in names, and the names that say nothing.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    words: HashMap<Box<str>, Box<str>, FixedState>,
    names: HashMap<Box<str>, Box<str>, FixedState>,
    everywhere: HashSet<Box<str>, FixedState>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    words: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
}

impl Aliases {
    /// Reads the aliases; `everywhere` are the names that stand in too many articles to tie any two.
    ///
    /// # Errors
    ///
    /// Whatever is not the YAML of this file.
    pub(super) fn load(
        yaml: &str,
        everywhere: &[String],
        words: &NameWords,
        vocabulary: &Vocabulary,
    ) -> Result<Self, YamlError> {
        let raw: Raw = yaml::parse_shipped(yaml)?;
        let mut aliases = Aliases::default();
        for (word, spellings) in &raw.words {
            let word = fold_ending(&fold(word)).into_owned();
            for spelling in spellings.split_whitespace() {
                aliases.words.insert(fold_ending(&fold(spelling)).into(), word.as_str().into());
            }
        }
        for (name, spellings) in &raw.names {
            for spelling in spellings.split(',') {
                aliases.add(spelling, name, words, vocabulary);
            }
        }
        for name in everywhere {
            let key = aliases.key(name, words, vocabulary);
            aliases.everywhere.insert(key.0);
        }
        Ok(aliases)
    }

    /// Makes `spelling` another way to write `name`.
    pub(super) fn add(&mut self, spelling: &str, name: &str, words: &NameWords, vocabulary: &Vocabulary) {
        let name = self.key(name, words, vocabulary);
        let spelling = self.spelled(spelling, words, vocabulary);
        if *spelling != *name.0 {
            self.names.insert(spelling.into(), name.0);
        }
    }

    pub(super) fn key(&self, name: &str, words: &NameWords, vocabulary: &Vocabulary) -> NameKey {
        let spelled = self.spelled(name, words, vocabulary);
        match self.names.get(spelled.as_str()) {
            Some(canonical) => NameKey(canonical.clone()),
            None => NameKey(spelled.into()),
        }
    }

    pub(super) fn is_everywhere(&self, key: &NameKey) -> bool {
        self.everywhere.contains(&key.0)
    }

    /// The key before whole-name aliases.
    fn spelled(&self, name: &str, words: &NameWords, vocabulary: &Vocabulary) -> String {
        let folded = fold(without_possessive(name.trim()));
        let mut key = String::with_capacity(folded.len());
        let mut initials = false;
        for word in without_titles(&folded, words, vocabulary) {
            let word = fold_ending(word);
            let initial = word.chars().nth(1).is_none();
            if !(key.is_empty() || (initials && initial)) {
                key.push(' ');
            }
            initials = initial;
            key.push_str(self.words.get(&*word).map_or(&*word, |known| known));
        }
        key
    }
}

/// Lower case, without accents; words divided by single spaces, which take the place of hyphens too.
fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    if name.is_ascii() {
        for c in name.chars() {
            match c {
                '&' => folded.push_str(" and "),
                c if c.is_ascii_alphanumeric() => folded.push(c.to_ascii_lowercase()),
                c if c.is_whitespace() || matches!(c, '-' | '/' | '_') => folded.push(' '),
                _ => {}
            }
        }
        return folded;
    }
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ł' | 'Ł' => folded.push('l'),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            '&' => folded.push_str(" and "),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c))),
            c if c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–' | '—' | '/' | '_') =>
            {
                folded.push(' ');
            }
            _ => {}
        }
    }
    folded
}

/// The words of a folded name without the titles and the article before it; never none, unless there are none.
fn without_titles<'a>(
    folded: &'a str,
    words: &NameWords,
    vocabulary: &Vocabulary,
) -> impl Iterator<Item = &'a str> {
    let mut rest = folded.trim_start();
    let next = |text: &'a str| -> (&'a str, &'a str) {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        (word, rest.trim_start())
    };
    let is = |word: &str, kind| words.is(vocabulary.lookup(word), kind);
    loop {
        let (word, after) = next(rest);
        if after.is_empty() {
            break;
        }
        if word == "the" || is(word, NameWord::Form) {
            rest = after;
            continue;
        }
        let mut tail = rest;
        let mut titled = false;
        loop {
            let (word, after) = next(tail);
            let title = is(word, NameWord::Title);
            let (area, holder) = next(after);
            if titled
                && word == "of"
                && !holder.is_empty()
                && (is(area, NameWord::Modifier) || words.is_common(area))
            {
                tail = holder;
                continue;
            }
            if after.is_empty() || !(title || is(word, NameWord::Modifier)) {
                break;
            }
            titled = title;
            tail = after;
        }
        let (name, _) = next(tail);
        if !titled || (words.is_common(name) && !is(name, NameWord::Surname)) {
            break;
        }
        rest = tail;
    }
    rest.split(' ').filter(|word| !word.is_empty())
}

/// The endings that Slavic names are spelled with: -skyy, -skiy, -skii, -ski are -sky, -iy, -yy and -ii after a consonant -y.
fn fold_ending(word: &str) -> Cow<'_, str> {
    if word.len() >= 5 && word.ends_with(['y', 'i', 'j']) && word.is_ascii() {
        for ending in ["skyy", "skiy", "skii", "skij", "skyi", "skyj", "ski"] {
            if let Some(stem) = word.strip_suffix(ending) {
                return format!("{stem}sky").into();
            }
        }
        for ending in ["iy", "yy", "yi", "ii", "ij", "yj"] {
            if let Some(stem) = word.strip_suffix(ending)
                && !stem.ends_with(['a', 'e', 'i', 'o', 'u', 'y'])
            {
                return format!("{stem}y").into();
            }
        }
    }
    word.into()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    fn one(spellings: &[&str]) {
        let lexicon = Lexicon::shipped();
        let keys: Vec<_> = spellings.iter().map(|name| lexicon.name_key(name)).collect();
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{keys:?}");
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        one(&["Zelensky", "Zelenskyy", "Zelenskiy", "ZELENSKY", "President Zelensky's", "Mr Zelenskyi"]);
        one(&["Volodymyr Zelenskyy", "President Vladimir Zelensky", "Volodymyr Zelenskiy’s"]);
        one(&["Kyiv", "Kiev", "Kyiv's"]);
        one(&["US", "U.S.", "the United States", "USA", "U.S.A.", "United States of America"]);
        one(&["UK", "U.K.", "United Kingdom", "Great Britain", "Britain's"]);
        one(&["Serhiy Melnyk", "Serhii Melnyk", "Sergii Melnyk"]);
        one(&["Andrii Kovalenko", "Andriy Kovalenko", "Andrij Kovalenko"]);
        one(&["Łukasz Żółw", "Lukasz Zolw"]);
        one(&["J. K. Rowling", "J.K. Rowling", "JK Rowling"]);
        one(&["Kim Jong-un", "Kim Jong Un"]);
        one(&["Bashar al-Assad", "Bashar Al Assad"]);
        one(&["Johnson & Johnson", "Johnson and Johnson"]);
        one(&["Lt. Gen. Ivo Stan", "Ivo Stan", "Deputy Prime Minister Ivo Stan"]);
        one(&["Secretary of State Ivo Stan", "Ivo Stan"]);
    }

    #[test]
    fn different_names_keep_different_keys() {
        let lexicon = Lexicon::shipped();
        let key = |name| lexicon.name_key(name).into_str();
        assert_ne!(key("George Bush"), key("George W. Bush"));
        assert_ne!(key("Odesa"), key("Odense"));
        assert_ne!(key("Niger"), key("Nigeria"));
        assert_eq!(&*key("General Assembly"), "general assembly");
        assert_eq!(&*key("Prime Minister"), "prime minister");
        assert_eq!(&*key("Hawaii"), "hawaii");
        assert_eq!(&*key("Mr Brown"), "brown");
        assert_eq!(&*key("President Bush"), "bush");
        assert_eq!(&*key(""), "");
        assert_eq!(&*key("’s"), "");
    }
}
