//! What a figure or a date may be changed to, as text: far away, or a little.
//!
//! The words of a mention are all that is known here; how it is written (separators of thousands, decimals,
//! words) is kept, so that the reader reads the changed one as it read the first.

use crate::mention::Kind;
use std::ops::Range;

/// How far a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// No reading of a claim that holds survives it: ten times as much, a tenth, twenty years, another weekday.
    Far,
    /// A slip of the pen, which the words may allow: two digits exchanged, a digit lost, a fifth more, one
    /// year, one day.
    Slip,
}

/// New text for some bytes of a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// How far it goes.
    pub size: Size,
    /// The bytes of the mention's words that are replaced.
    pub at: Range<usize>,
    /// What takes their place.
    pub with: String,
}

/// All changes of a mention of a kind, given its words, in a fixed order; none where nothing in it can be changed.
pub fn changes(kind: Kind, words: &str) -> Vec<Change> {
    match kind {
        Kind::Number | Kind::Count | Kind::Multiple | Kind::Quantity | Kind::Money | Kind::Percent => {
            number(words, times)
        }
        Kind::Duration => number(words, times),
        Kind::Ordinal => number(words, years),
        Kind::Age => number(words, years),
        Kind::Date => date(words),
        Kind::Time | Kind::Set | Kind::Name | Kind::Event | Kind::Label | Kind::Misgrouped => Vec::new(),
    }
}

/// The changes of a mention that was judged by itself, to what is impossible by itself: another weekday of a date that
/// names one, or else a day that its month does not have. Any other value of a lone figure is possible.
pub fn changes_alone(kind: Kind, words: &str) -> Vec<Change> {
    let day = || runs(words).find(|at| at.len() <= 2);
    let (Kind::Date, Some((_, month)), Some(at)) = (kind, named(words, &MONTHS), day()) else {
        return Vec::new();
    };
    if let Some((at, weekday)) = named(words, &WEEKDAYS) {
        let moved = |by: usize| WEEKDAYS[(weekday + by) % 7].to_owned();
        return [2, 5].map(|by| Change { size: Size::Far, at: at.clone(), with: moved(by) }).into();
    }
    let beyond = match month {
        1 => 30,
        3 | 5 | 8 | 10 => 31,
        _ => 32,
    };
    vec![Change { size: Size::Far, at, with: beyond.to_string() }]
}

/// Ten times, and a tenth or one.
fn times(n: u64) -> [Option<u64>; 2] {
    [n.checked_mul(10), (n > 1).then_some((n / 10).max(1))]
}

/// Ages and ordinals stay what they are: no one is 350 years old, and there is no 300th year of a war.
fn years(n: u64) -> [Option<u64>; 2] {
    [n.checked_add(if n < 20 { 11 } else { 31 }), (n > 3).then_some(n / 3)]
}

/// The changes of the first number in `words`.
fn number(words: &str, far: fn(u64) -> [Option<u64>; 2]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut add = |size, at: &Range<usize>, with: String| {
        if with != words[at.clone()] && !changes.iter().any(|c: &Change| c.with == with) {
            changes.push(Change { size, at: at.clone(), with });
        }
    };
    if let Some(at) = digits(words) {
        let written = &words[at.clone()];
        let suffix = words[at.end..].chars().take_while(|c| c.is_ascii_lowercase()).collect::<String>();
        let is_ordinal = matches!(&*suffix, "st" | "nd" | "rd" | "th");
        let at = if is_ordinal { at.start..at.end + 2 } else { at };
        let (whole, rest) = whole_and_rest(written);
        let Ok(n) = whole.replace([',', '.'], "").parse::<u64>() else { return changes };
        let write = |n: u64| {
            let text = grouped(n, whole.contains(','));
            if is_ordinal { ordinal(n) } else { text + rest }
        };
        for n in far(n).into_iter().flatten() {
            add(Size::Far, &at, write(n));
        }
        for n in slips(n) {
            add(Size::Slip, &at, write(n));
        }
    } else if let Some((at, n, is_ordinal)) = number_word(words) {
        let write = |n: u64| if is_ordinal { ordinal(n) } else { n.to_string() };
        for n in far(n).into_iter().flatten() {
            add(Size::Far, &at, write(n));
        }
        for n in slips(n) {
            add(Size::Slip, &at, write(n));
        }
    }
    changes
}

/// A fifth more, a lost digit, two digits exchanged.
fn slips(n: u64) -> Vec<u64> {
    let digits = n.to_string();
    let mut slips = vec![n.saturating_add((n / 5).max(1))];
    if let Some(at) = (1..digits.len()).find(|at| digits.as_bytes()[at - 1] != digits.as_bytes()[*at]) {
        let (mut lost, mut exchanged) = (digits.clone().into_bytes(), digits.into_bytes());
        lost.remove(at);
        exchanged.swap(at - 1, at);
        for bytes in [exchanged, lost] {
            let read = String::from_utf8(bytes).ok().filter(|text| !text.starts_with('0'));
            slips.extend(read.and_then(|text| text.parse::<u64>().ok()));
        }
    }
    slips
}

/// The first run of digits, with separators between them.
fn digits(words: &str) -> Option<Range<usize>> {
    let bytes = words.as_bytes();
    let start = bytes.iter().position(u8::is_ascii_digit)?;
    let mut end = start;
    while bytes.get(end).is_some_and(u8::is_ascii_digit)
        || (bytes.get(end).is_some_and(|b| matches!(b, b',' | b'.'))
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
    {
        end += 1;
    }
    Some(start..end)
}

/// "1,300.5" as "1,300" and ".5".
fn whole_and_rest(written: &str) -> (&str, &str) {
    match written.rfind('.') {
        Some(point) if !written[point + 1..].contains(',') => written.split_at(point),
        _ => (written, ""),
    }
}

fn grouped(n: u64, commas: bool) -> String {
    let digits = n.to_string();
    if !commas && digits.len() < 5 || digits.len() < 4 {
        return digits;
    }
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn ordinal(n: u64) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

const CARDINALS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];
const ORDINALS: [&str; 13] = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The first word of `words`, where it is a number below thirteen or a ten and no other number follows with a
/// hyphen; whether it is an ordinal.
fn number_word(words: &str) -> Option<(Range<usize>, u64, bool)> {
    let end = words.find(|c: char| !c.is_alphabetic()).unwrap_or(words.len());
    let word = words[..end].to_lowercase();
    let place = |list: &[&str]| list.iter().position(|known| *known == word).map(|at| at as u64);
    let tens = || place(&TENS).filter(|_| !words[end..].starts_with('-')).map(|tens| tens * 10);
    let (n, is_ordinal) = match (place(&CARDINALS).or_else(tens), place(&ORDINALS)) {
        (Some(n), _) => (n, false),
        (None, Some(n)) => (n, true),
        (None, None) => return None,
    };
    (!word.is_empty()).then_some((0..end, n, is_ordinal))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The coarsest part of a date that is written, and its weekday: that another day of a date thirty years ago is not
/// seen is no surprise.
fn date(words: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut add = |size, at: &Range<usize>, with: String| {
        changes.push(Change { size, at: at.clone(), with });
    };
    if let Some((at, day)) = named(words, &WEEKDAYS) {
        for (size, by) in [(Size::Far, 2), (Size::Far, 5), (Size::Slip, 1)] {
            add(size, &at, WEEKDAYS[(day + by) % 7].to_owned());
        }
    }
    let year = runs(words).find(|at| at.len() == 4);
    let month = named(words, &MONTHS);
    if let Some(at) = year {
        if let Ok(year) = words[at.clone()].parse::<u32>() {
            for (size, year) in [
                (Size::Far, year + 20),
                (Size::Far, year.saturating_sub(20)),
                (Size::Slip, year + 1),
                (Size::Slip, year - year.min(1)),
            ] {
                add(size, &at, format!("{year:04}"));
            }
        }
    } else if let Some(end) = other_end(words) {
        // "3 to 9 March" is as long in any other month.
        if let Ok(day) = words[end.clone()].parse::<u32>() {
            for by in [10, 17] {
                add(Size::Far, &end, ((day + by - 1) % 28 + 1).to_string());
            }
        }
    } else if let Some((at, month)) = &month {
        for (size, by) in [(Size::Far, 5), (Size::Far, 8), (Size::Slip, 1)] {
            add(size, at, MONTHS[(month + by) % 12].to_owned());
        }
    }
    if let (Some(at), Some(_)) = (runs(words).find(|at| at.len() <= 2), month)
        && let Ok(day) = words[at.clone()].parse::<u32>()
    {
        // Never a whole number of weeks, and a day that every month has.
        let moved = |by: u32| (day + by - 1) % 28 + 1;
        add(Size::Slip, &at, moved(1).to_string());
        add(Size::Slip, &at, moved(10).to_string());
    }
    changes
}

/// The second day of a range of days of one month.
fn other_end(words: &str) -> Option<Range<usize>> {
    let days: Vec<Range<usize>> = runs(words).filter(|at| at.len() <= 2).collect();
    let (first, _) = named(words, &MONTHS)?;
    let is_one_month = named(&words[first.end..], &MONTHS).is_none();
    (days.len() == 2 && is_one_month).then(|| days[1].clone())
}

/// The runs of ASCII digits.
fn runs(words: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = words.as_bytes();
    let starts = (0..bytes.len())
        .filter(|at| bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[at - 1].is_ascii_digit()));
    starts.map(|start| {
        let len = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        start..start + len
    })
}

/// The first of `names` that stands as a word in `words`, with its number.
fn named(words: &str, names: &[&str]) -> Option<(Range<usize>, usize)> {
    let found = |(at, name): (usize, &&str)| {
        let start = words.find(name)?;
        let end = start + name.len();
        let inside = words[end..].starts_with(char::is_alphanumeric)
            || words[..start].ends_with(char::is_alphanumeric);
        (!inside).then_some((start..end, at))
    };
    names.iter().enumerate().filter_map(found).min_by_key(|(at, _)| at.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(kind: Kind, words: &str) -> (Vec<String>, Vec<String>) {
        let (far, slips): (Vec<_>, Vec<_>) =
            changes(kind, words).into_iter().partition(|change| change.size == Size::Far);
        let text = |change: Change| {
            format!("{}{}{}", &words[..change.at.start], change.with, &words[change.at.end..])
        };
        (far.into_iter().map(text).collect(), slips.into_iter().map(text).collect())
    }

    #[test]
    fn figures_keep_the_way_they_are_written() {
        let (far, slips) = changed(Kind::Quantity, "1,300 kilometres");
        assert_eq!(far, ["13,000 kilometres", "130 kilometres"]);
        assert_eq!(slips, ["1,560 kilometres", "3,100 kilometres", "100 kilometres"]);
        assert_eq!(changed(Kind::Money, "$7.2 million").0, ["$70.2 million", "$1.2 million"]);
        assert_eq!(changed(Kind::Count, "three").0, ["30", "1"]);
        assert_eq!(changed(Kind::Percent, "45%").1, ["54%"], "4% is a tenth, and a lost digit");
    }

    #[test]
    fn ordinals_and_ages_stay_possible() {
        assert_eq!(changed(Kind::Ordinal, "third").0, ["14th"]);
        assert_eq!(changed(Kind::Ordinal, "21st").0, ["52nd", "7th"]);
        assert_eq!(changed(Kind::Age, "45-year-old").0, ["76-year-old", "15-year-old"]);
    }

    #[test]
    fn of_a_date_the_coarsest_part_is_moved_far() {
        let (far, slips) = changed(Kind::Date, "Tuesday, 4 July 2023");
        assert_eq!(
            far,
            ["Thursday, 4 July 2023", "Sunday, 4 July 2023", "Tuesday, 4 July 2043", "Tuesday, 4 July 2003"]
        );
        assert_eq!(
            slips,
            [
                "Wednesday, 4 July 2023",
                "Tuesday, 4 July 2024",
                "Tuesday, 4 July 2022",
                "Tuesday, 5 July 2023",
                "Tuesday, 14 July 2023"
            ]
        );
        assert_eq!(changed(Kind::Date, "28 July").0, ["28 December", "28 March"]);
        assert_eq!(changed(Kind::Date, "last month"), (vec![], vec![]));
    }

    #[test]
    fn alone_a_date_is_only_broken_by_its_calendar() {
        let day = |words| changes_alone(Kind::Date, words).into_iter().map(|c| c.with).collect::<Vec<_>>();
        assert_eq!(
            (day("28 February 2024"), day("June 3"), day("3 July")),
            (vec!["30".into()], vec!["31".into()], vec!["32".into()])
        );
        assert_eq!(day("Tuesday, 4 July 2023"), ["Thursday", "Sunday"]);
        assert!(day("June 2024").is_empty() && day("Tuesday").is_empty());
    }

    #[test]
    fn what_is_no_figure_is_not_changed() {
        for (kind, words) in [(Kind::Name, "Apollo 11"), (Kind::Count, "dozens"), (Kind::Number, "")] {
            assert!(changes(kind, words).is_empty(), "{words}");
        }
        assert!(changed(Kind::Count, "99999999999999999999").0.is_empty());
    }
}
