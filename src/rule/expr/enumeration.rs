//! How many things an enumeration in running text names.
//!
//! A comma divides two things or sets off what is said of one ("Anna Ruiz, the mayor, and Bob Gale"), and "and"
//! joins two things or makes one of them ("bed and breakfast"). The count is therefore an interval: from the
//! fewest things that some reading of the commas and joining words leaves, to the most.

use crate::value::{Interval, Number};

/// An element of more words is a clause with commas of its own.
const LONGEST: usize = 7;
/// A longer enumeration is no sentence that somebody counts.
const MOST: usize = 40;

/// Words before the last element.
const JOINERS: [&str; 4] = ["and", "or", "plus", "&"];
/// Words by which a part of the sentence goes on with the one before it instead of naming another thing.
const GOES_ON: [&str; 42] = [
    "who",
    "whose",
    "which",
    "that",
    "where",
    "when",
    "while",
    "as",
    "but",
    "so",
    "then",
    "if",
    "because",
    "since",
    "including",
    "such",
    "like",
    "namely",
    "especially",
    "particularly",
    "is",
    "was",
    "are",
    "were",
    "has",
    "had",
    "have",
    "can",
    "will",
    "he",
    "she",
    "it",
    "they",
    "we",
    "you",
    "i",
    "respectively",
    "too",
    "mostly",
    "also",
    "of",
    "with",
];
/// Words that begin a thing, or what is said of the thing before.
const ARTICLES: [&str; 8] = ["a", "an", "the", "its", "his", "her", "their", "our"];
/// Words after which more may come than is named.
const OPEN: [&str; 8] = ["etc", "more", "others", "other", "forth", "on", "like", "example"];

/// How many things `words` name; `None` where it is no plain enumeration.
pub(super) fn items(words: &str) -> Option<Interval> {
    let words = words.trim().trim_end_matches(['.', ';', ',', '!', '?']);
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || ",;-&'\u{2019}.%$£€/".contains(c);
    if !words.chars().all(plain) {
        return None;
    }
    let by = if words.contains(';') { ';' } else { ',' };
    let parts: Vec<Vec<&str>> = words.split(by).map(|part| part.split_whitespace().collect()).collect();
    if parts.len() > MOST || parts.iter().any(|part| part.is_empty() || part.len() > LONGEST && by == ',') {
        return None;
    }
    let is_joiner = |word: &str| JOINERS.iter().any(|joiner| word.eq_ignore_ascii_case(joiner));
    let last = parts.len() - 1;
    let begins_joined = |part: &[&str]| is_joiner(part[0]);
    // "Bath, in England, and Bath, in Maine": what follows the joining word's element is said of it.
    if parts[..last].iter().skip(1).any(|part| begins_joined(part)) && by == ',' {
        return None;
    }
    if parts.iter().any(|part| goes_on(part)) {
        return None;
    }
    let inner = |part: &[&str]| part.iter().skip(1).filter(|word| is_joiner(word)).count();
    let joined: usize = parts.iter().map(|part| inner(part)).sum();
    let most = parts.len() + if by == ',' { joined } else { 0 };
    let ends_joined = by == ',' && !begins_joined(&parts[last]) && inner(&parts[last]) > 0;
    let named = parts.len() + usize::from(ends_joined);
    let said = if by == ',' { (1..parts.len()).filter(|at| may_be_said_of(&parts, *at)).count() } else { 0 };
    // What is said of a thing is said of one that is named: half of them are things at least.
    let fewest = Number::integer(named.saturating_sub(said).max(named.div_ceil(2)) as i128);
    let open = parts[last].iter().any(|word| OPEN.contains(&word.to_ascii_lowercase().trim_end_matches('.')));
    match open {
        true => Some(Interval::at_least(fewest)),
        false => Some(Interval::between(fewest, Number::integer(most as i128))),
    }
}

/// How many people `words` name: as [`items`], but of people with one name each none is said of the one before, as a
/// country may be of a town.
pub(super) fn people(words: &str) -> Option<Interval> {
    let named = items(words)?;
    let words = words.trim().trim_end_matches(['.', ';', ',', '!', '?']);
    let is_joiner = |word: &&str| JOINERS.iter().any(|joiner| word.eq_ignore_ascii_case(joiner));
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && !OPEN.contains(&word.to_ascii_lowercase().as_str())
    };
    let one_each = words.split(',').all(|part| {
        let part: Vec<&str> = part.split_whitespace().collect();
        part.split(is_joiner).all(|name| name.len() <= 1 && name.iter().all(is_name))
    });
    if !one_each {
        return Some(named);
    }
    let names = words.split([',', ' ']).filter(|word| !word.is_empty() && !is_joiner(word)).count();
    Some(Interval::exactly(Number::integer(names as i128)))
}

/// Whether a part cannot be a thing of its own.
fn goes_on(part: &[&str]) -> bool {
    let first = part.iter().find(|word| !JOINERS.iter().any(|joiner| word.eq_ignore_ascii_case(joiner)));
    let Some(first) = first else { return true };
    let digits = part.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    digits || GOES_ON.iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// Whether the part at `at` may tell of the one before it: "Anna Ruiz, the mayor"; "Bath, England"; "Anna Ruiz, a
/// nurse". Where all parts begin alike, as in "the mill, the bridge and the school", none does.
fn may_be_said_of(parts: &[Vec<&str>], at: usize) -> bool {
    let first = |part: &[&str]| {
        let joined = part.len() > 1 && JOINERS.iter().any(|joiner| part[0].eq_ignore_ascii_case(joiner));
        part[usize::from(joined)].to_owned()
    };
    let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let article = |word: &str| ARTICLES.iter().any(|article| word.eq_ignore_ascii_case(article));
    let (head, own) = (first(&parts[0]), first(&parts[at]));
    if article(&own) {
        return !article(&head);
    }
    match (capital(&head), capital(&own)) {
        (true, false) => true,
        // A place, or a title, after a name; of people all have two names and more.
        (true, true) => {
            let capitals = |part: &[&str]| part.iter().filter(|word| capital(word)).count();
            parts.iter().any(|part| capitals(part) == 1)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(words: &str) -> String {
        items(words).map_or_else(|| "unknown".to_owned(), |interval| interval.to_string())
    }

    #[test]
    fn commas_and_the_last_joining_word_divide() {
        assert_eq!(count("cost, speed and safety"), "3");
        assert_eq!(count("cost, speed, and safety."), "3");
        assert_eq!(count("the mill, the bridge, the school and the church"), "4");
        assert_eq!(count("to listen; to learn, slowly; and to act"), "3");
        assert_eq!(count("Anna Ruiz, Bob Gale, Cy Dunn and Di East"), "4");
    }

    #[test]
    fn a_joined_pair_may_be_one_thing() {
        assert_eq!(count("bed and breakfast, lunch, and dinner"), "3 to 4");
        assert_eq!(count("red and white"), "2");
    }

    #[test]
    fn what_may_be_said_of_the_thing_before_leaves_fewer() {
        assert_eq!(count("Anna Ruiz, the mayor, and Bob Gale"), "2 to 3");
        assert_eq!(count("Bath, England, and Rome"), "2 to 3");
        assert_eq!(count("Bath, England, and Bath, Maine"), "unknown");
        assert_eq!(count("Anna Ruiz, who sings, and Bob Gale"), "unknown");
        assert_eq!(count("Anna Ruiz, 45, and Bob Gale"), "unknown");
    }

    #[test]
    fn people_with_one_name_each_are_as_many_as_their_names() {
        let count =
            |words: &str| people(words).map_or_else(|| "unknown".to_owned(), |interval| interval.to_string());
        assert_eq!(count("Hale, Orme, Pike, and Dunn."), "4");
        assert_eq!(count("Hale, Orme and Pike"), "3");
        assert_eq!(count("Hale, the captain, and Orme"), "2 to 3");
        assert_eq!(count("Anna Hale, Bob Orme and Cy Pike"), "3");
    }

    #[test]
    fn more_may_come_than_is_named() {
        assert_eq!(count("cost, speed and more"), "at least 3");
        assert_eq!(count("it (or so) \u{2014} perhaps"), "unknown");
        assert_eq!(count(""), "unknown");
        assert_eq!(count("and, and"), "unknown");
    }
}
