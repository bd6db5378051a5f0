//! Dates as front matter, meta tags, file names and "Published:" lines write them.
//!
//! Not the reader of times in prose: a date value stands alone, may carry a clock and a zone, and must give a whole day. One that
//! does not, or that can be read as two days (`03/04/2025`) in a language that does not say which, is refused: a wrong date makes every dated
//! check of the article wrong.

use crate::article::Stamp;
use crate::source::FileSpan;
use chrono::{FixedOffset, NaiveDate, NaiveTime};

/// A date value and what was special about it.
#[derive(Debug, PartialEq)]
pub(super) struct Reading {
    pub stamp: Stamp,
    /// The value is an interval, of which this is the first day.
    pub interval: bool,
}

/// Whether a language, by its BCP 47 tag, writes the day before the month in 07/04/2025 (CLDR 46, short date patterns); `None` where
/// that differs among those who write it, or the year comes first.
pub fn day_first(tag: &str) -> Option<bool> {
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    match tag.as_str() {
        "" | "en" => None,
        "en-us" | "en-us-posix" => Some(false),
        "en-ca" | "en-ph" => None,
        tag => match tag.split('-').next() {
            Some("hu" | "ja" | "ko" | "zh") => None,
            _ => Some(true),
        },
    }
}

/// Reads a date value; `day_first` is the order of its language, where that is known.
///
/// # Errors
///
/// Why it gives no day, in lower case.
pub(super) fn read(
    value: &str,
    span: Option<FileSpan>,
    day_first: Option<bool>,
) -> Result<Reading, &'static str> {
    read_start(value, span, day_first).map(|(reading, _)| reading)
}

/// The date of a line at `span` that is nothing but a date.
pub(super) fn alone(line: &str, span: FileSpan, day_first: Option<bool>) -> Option<Stamp> {
    let (reading, rest) = read_start(line, Some(span), day_first).ok()?;
    (rest.is_empty() && !reading.interval).then_some(reading.stamp)
}

/// Whether a value begins with a weekday.
pub(super) fn names_weekday(value: &str) -> bool {
    is_weekday(Cursor { rest: value.trim(), day_first: None }.take(char::is_alphabetic))
}

/// Reads the date value at the start of `value`, and gives what is left of it.
fn read_start(
    value: &str,
    span: Option<FileSpan>,
    day_first: Option<bool>,
) -> Result<(Reading, &str), &'static str> {
    let mut cursor = Cursor { rest: value.trim(), day_first };
    if cursor.rest.is_empty() {
        return Err("it is empty");
    }
    let (day, year_first) = cursor.date()?;
    let mut stamp = Stamp { day, time: None, offset: None, span };
    let mut interval = false;
    let joined = cursor.rest;
    cursor.skip(|c| matches!(c, ' ' | '\t' | ',' | '_' | '-' | 'T' | 't' | '\u{a0}'));
    if year_first && (joined.starts_with('/') || joined.starts_with(" -- ")) {
        let mut end = Cursor { rest: joined.trim_start_matches(['/', '-', ' ']), day_first };
        interval = end.date().is_ok();
    } else if let Some(time) = cursor.time() {
        stamp.time = Some(time);
        stamp.offset = cursor.zone();
    }
    Ok((Reading { stamp, interval }, cursor.rest))
}

/// The day in a file's name or folders: `2016-05-06-title.md`, `20160506_title.md`, `2024/07/25/title.md`.
pub(super) fn of_path(path: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    if let Some(day) = parts.iter().rev().find_map(|part| of_name(part)) {
        return Some(day);
    }
    (0..parts.len()).rev().find_map(|at| {
        let &[year, month, last] = parts.get(at..at + 3)? else { return None };
        let digits = last.len() - last.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let ends = !last[digits..].starts_with(char::is_alphanumeric);
        (year.len() == 4 && month.len() == 2 && digits == 2 && ends)
            .then(|| day(year.parse().ok()?, month.parse().ok()?, last[..digits].parse().ok()?))?
    })
}

fn of_name(name: &str) -> Option<NaiveDate> {
    let digits = |range: std::ops::Range<usize>| -> Option<u32> {
        let part = name.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let dashed = matches!(name.as_bytes(), [_, _, _, _, b'-' | b'_' | b'.', ..]);
    let (month, last, end) = match dashed {
        true if matches!(name.as_bytes().get(7), Some(b'-' | b'_' | b'.')) => (5..7, 8..10, 10),
        true => return None,
        false => (4..6, 6..8, 8),
    };
    let free = !name.get(end..)?.starts_with(|c: char| c.is_ascii_digit());
    let plausible = |year: &u32| (1500..2200).contains(year);
    let year = digits(0..4).filter(plausible)?;
    free.then(|| day(year as i32, digits(month)?, digits(last)?))?
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

const NO_DAY: &str = "it names no day";
const NOT_A_DATE: &str = "it is not a date that can be read";
const TWO_WAYS: &str = "it may be of two months, and no language says whether its day comes first: write 2025-07-04, or set `language: en-GB` or `en-US`";
const NO_SUCH_DAY: &str = "there is no such day";

/// What is left of a value.
struct Cursor<'a> {
    rest: &'a str,
    /// The order of the language.
    day_first: Option<bool>,
}

impl<'a> Cursor<'a> {
    fn skip(&mut self, skipped: impl Fn(char) -> bool) {
        self.rest = self.rest.trim_start_matches(skipped);
    }

    fn take(&mut self, taken: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !taken(c)).unwrap_or(self.rest.len());
        let (head, tail) = self.rest.split_at(end);
        self.rest = tail;
        head
    }

    fn eat(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn digits(&mut self) -> &'a str {
        self.take(|c| c.is_ascii_digit())
    }

    /// The day, and whether the year came first.
    fn date(&mut self) -> Result<(NaiveDate, bool), &'static str> {
        let first = self.digits();
        match first.len() {
            0 => self.words().map(|day| (day, false)),
            4 => self.year_first(first).map(|day| (day, true)),
            8 => {
                let (year, rest) = first.split_at(4);
                let (month, last) = rest.split_at(2);
                Ok((whole(year, month, last)?, true))
            }
            1 | 2 => self.day_first(first).map(|day| (day, false)),
            _ => Err(NOT_A_DATE),
        }
    }

    /// `2025-07-01`, `2025/7/1`, `2025.07.01`, `2025 July 1`.
    fn year_first(&mut self, year: &str) -> Result<NaiveDate, &'static str> {
        let separator = self.take(|c| matches!(c, '-' | '/' | '.' | ' '));
        if self.rest.is_empty() {
            return Err(NO_DAY);
        }
        let month = self.digits();
        let month = match month.len() {
            0 => month_named(self.take(char::is_alphabetic)).ok_or(NOT_A_DATE)?,
            1 | 2 if separator.len() == 1 => month.parse().map_err(|_| NOT_A_DATE)?,
            _ => return Err(NOT_A_DATE),
        };
        self.skip(|c| matches!(c, '-' | '/' | '.' | ' '));
        let last = self.digits();
        match last.len() {
            0 if self.rest.is_empty() => Err(NO_DAY),
            1 | 2 => built(year, month, last),
            _ => Err(NOT_A_DATE),
        }
    }

    /// `9 Dec. 1893`, `1-Jul-2025`, `25/12/2025`.
    fn day_first(&mut self, first: &str) -> Result<NaiveDate, &'static str> {
        if self.rest.starts_with(['/', '.', '-']) && self.rest[1..].starts_with(|c: char| c.is_ascii_digit())
        {
            return self.numeric(first);
        }
        self.ordinal_end();
        self.skip(|c| matches!(c, ' ' | '-' | '.' | ',' | '\u{a0}'));
        self.eat("of ");
        let month = month_named(self.take(char::is_alphabetic)).ok_or(NOT_A_DATE)?;
        self.skip(|c| matches!(c, ' ' | '-' | '.' | ',' | '\u{a0}'));
        match self.digits() {
            year if year.len() == 4 => built(year, month, first),
            _ => Err("it names no year"),
        }
    }

    /// `Tue, 1 Jul 2025`, `July 1, 2025`.
    fn words(&mut self) -> Result<NaiveDate, &'static str> {
        let mut word = self.take(char::is_alphabetic);
        if is_weekday(word) {
            self.skip(|c| matches!(c, ' ' | ',' | '.'));
            let first = self.digits();
            if !first.is_empty() {
                return match first.len() {
                    4 => self.year_first(first),
                    _ => self.day_first(first),
                };
            }
            word = self.take(char::is_alphabetic);
        }
        let month = month_named(word).ok_or(NOT_A_DATE)?;
        self.skip(|c| matches!(c, ' ' | '.' | '\u{a0}'));
        let number = self.digits();
        self.ordinal_end();
        self.skip(|c| matches!(c, ' ' | ',' | '.' | '\u{a0}'));
        match (number.len(), self.digits()) {
            (1 | 2, year) if year.len() == 4 => built(year, month, number),
            (4, "") => Err(NO_DAY),
            (1 | 2, "") => Err("it names no year"),
            _ => Err(NOT_A_DATE),
        }
    }

    /// `25/12/2025` and `12/25/2025`, where only one order gives a date, or the language says which; dots stand between day and month
    /// in languages that begin with the day.
    fn numeric(&mut self, first: &str) -> Result<NaiveDate, &'static str> {
        let day_first = if self.rest.starts_with('.') { Some(true) } else { self.day_first };
        self.rest = &self.rest[1..];
        let second = self.digits();
        self.skip(|c| matches!(c, '/' | '.' | '-'));
        let year = self.digits();
        if year.len() != 4 || second.len() > 2 {
            return Err(NOT_A_DATE);
        }
        let read = |month, day| whole(year, month, day).ok();
        match (read(second, first), read(first, second)) {
            (Some(one), Some(two)) if one == two => Ok(one),
            (Some(as_day_first), Some(as_month_first)) => match day_first {
                Some(true) => Ok(as_day_first),
                Some(false) => Ok(as_month_first),
                None => Err(TWO_WAYS),
            },
            (Some(day), None) | (None, Some(day)) => Ok(day),
            (None, None) => Err(NO_SUCH_DAY),
        }
    }

    fn ordinal_end(&mut self) {
        for end in ["st", "nd", "rd", "th"] {
            if self.eat(end) {
                return;
            }
        }
    }

    /// `4:09:21`, `21-59-24`, `15:04:05.999`, `3:04 pm`, with "at" before it.
    fn time(&mut self) -> Option<NaiveTime> {
        if self.eat("at ") {
            self.skip(|c| c == ' ');
        }
        let hour = self.digits();
        if !matches!(hour.len(), 1 | 2 | 4 | 6) {
            return None;
        }
        let number = |digits: &str| digits.parse::<u32>().ok();
        if hour.len() > 2 {
            let second = hour.get(4..6).map_or(Some(0), number)?;
            return NaiveTime::from_hms_opt(number(&hour[..2])?, number(&hour[2..4])?, second);
        }
        let mut parts = [number(hour)?, 0, 0];
        let mut given = 1;
        let separator = self.rest.chars().next().filter(|c| matches!(c, ':' | '-' | '.'));
        // The same one both times: "21:59-04:00" is a zone.
        while given < 3 && separator.is_some_and(|separator| self.rest.starts_with(separator)) {
            let tail = &self.rest[1..];
            if tail.len() < 2 || !tail.as_bytes()[..2].iter().all(u8::is_ascii_digit) {
                break;
            }
            parts[given] = number(&tail[..2])?;
            self.rest = &tail[2..];
            given += 1;
        }
        if given == 3 && self.rest.starts_with(['.', ',']) {
            self.rest = &self.rest[1..];
            self.digits();
        }
        let marked = self.rest.trim_start();
        let lower = marked.get(..4.min(marked.len())).unwrap_or_default().to_ascii_lowercase();
        let half =
            |marks: [&str; 2]| marks.iter().find(|mark| lower.starts_with(**mark)).map(|mark| mark.len());
        if let Some(len) = half(["a.m.", "am"]) {
            parts[0] = if parts[0] == 12 { 0 } else { parts[0] };
            self.rest = &marked[len..];
        } else if let Some(len) = half(["p.m.", "pm"]) {
            parts[0] = if parts[0] < 12 { parts[0] + 12 } else { parts[0] };
            self.rest = &marked[len..];
        } else if given == 1 {
            return None;
        }
        NaiveTime::from_hms_opt(parts[0], parts[1], parts[2])
    }

    /// `Z`, `+02:00`, `-0400`, `-5`, `UTC`, `EST`.
    fn zone(&mut self) -> Option<FixedOffset> {
        self.skip(|c| matches!(c, ' ' | '\u{a0}' | '('));
        let sign = match self.rest.chars().next()? {
            '+' => 1,
            '-' | '\u{2212}' => -1,
            _ => return zone_named(self.take(char::is_alphabetic)),
        };
        self.skip(|c| matches!(c, '+' | '-' | '\u{2212}'));
        let hours = self.digits();
        let (hours, minutes) = match hours.len() {
            1 | 2 if self.eat(":") => (hours, self.digits()),
            1 | 2 => (hours, "0"),
            4 => hours.split_at(2),
            _ => return None,
        };
        let minutes: i32 = minutes.parse().ok().filter(|minutes| (0..60).contains(minutes))?;
        let minutes = hours.parse::<i32>().ok()? * 60 + minutes;
        (minutes <= 15 * 60).then(|| FixedOffset::east_opt(sign * minutes * 60))?
    }
}

fn whole(year: &str, month: &str, day: &str) -> Result<NaiveDate, &'static str> {
    built(year, month.parse().map_err(|_| NOT_A_DATE)?, day)
}

fn built(year: &str, month: u32, number: &str) -> Result<NaiveDate, &'static str> {
    let year = year.parse().map_err(|_| NOT_A_DATE)?;
    let number = number.parse().map_err(|_| NOT_A_DATE)?;
    day(year, month, number).ok_or(NO_SUCH_DAY)
}

fn month_named(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let named = |month: &&str| {
        word.len() >= 3
            && word.len() <= month.len()
            && month.as_bytes()[..word.len()].eq_ignore_ascii_case(word.as_bytes())
    };
    MONTHS.iter().position(named).map(|at| at as u32 + 1)
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let starts = |day: &&str| {
        word.len() >= 3
            && word.len() <= day.len()
            && day.as_bytes()[..word.len()].eq_ignore_ascii_case(word.as_bytes())
    };
    DAYS.iter().any(starts)
}

/// Zone abbreviations that mean one offset in practice; others (IST, AST) leave the zone unknown.
fn zone_named(word: &str) -> Option<FixedOffset> {
    let hours = match word.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" | "WET" => 0,
        "BST" | "CET" | "WEST" => 1,
        "CEST" | "EET" | "SAST" => 2,
        "EEST" | "MSK" => 3,
        "JST" | "KST" => 9,
        "AEST" => 10,
        "AEDT" => 11,
        "NZST" => 12,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    FixedOffset::east_opt(hours * 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &str) -> String {
        match read(value, None, None) {
            Ok(Reading { stamp, interval }) => {
                let time = stamp.time.map_or(String::new(), |time| format!(" {time}"));
                let zone = stamp.offset.map_or(String::new(), |zone| format!(" {zone}"));
                format!("{}{time}{zone}{}", stamp.day, if interval { " …" } else { "" })
            }
            Err(why) => why.to_owned(),
        }
    }

    #[test]
    fn reads_the_shapes_of_the_wild() {
        for (value, expected) in [
            ("2025-07-01", "2025-07-01"),
            ("2025-7-1", "2025-07-01"),
            ("2025/07/01", "2025-07-01"),
            ("20250701", "2025-07-01"),
            ("20250701T093000Z", "2025-07-01 09:30:00 +00:00"),
            ("2025-07-01T09:30:00Z", "2025-07-01 09:30:00 +00:00"),
            ("2025-07-01T09:30:00.123+02:00", "2025-07-01 09:30:00 +02:00"),
            ("2020-09-09 21:59:24 -0400", "2020-09-09 21:59:24 -04:00"),
            ("2020-09-09 4:09:21 -0400", "2020-09-09 04:09:21 -04:00"),
            ("2020-09-09-21-59-24", "2020-09-09 21:59:24"),
            ("2020-09-09 21:59:24 -5", "2020-09-09 21:59:24 -05:00"),
            ("2019-01-09 01:19 UTC", "2019-01-09 01:19:00 +00:00"),
            ("2019-01-09 01:19:00 +0000 UTC", "2019-01-09 01:19:00 +00:00"),
            ("2019-01-09 01:19 IST", "2019-01-09 01:19:00"),
            // No zone is so many minutes off the hour.
            ("2019-01-09 01:19 +01:99", "2019-01-09 01:19:00"),
            ("2019-01-09 01:19 +01:2147483647", "2019-01-09 01:19:00"),
            ("1856-07-03/1856-07-10", "1856-07-03 …"),
            ("9 Dec. 1893", "1893-12-09"),
            ("9th December, 1893", "1893-12-09"),
            ("July 1, 2025", "2025-07-01"),
            ("Jul 1st 2025 at 3:04 p.m. EST", "2025-07-01 15:04:00 -05:00"),
            ("Tue, 01 Jul 2025 08:12:31 GMT", "2025-07-01 08:12:31 +00:00"),
            ("Tuesday, July 1, 2025", "2025-07-01"),
            ("Sept. 3, 2025", "2025-09-03"),
            ("25/12/2025", "2025-12-25"),
            ("12/25/2025", "2025-12-25"),
            ("  2025-07-01  ", "2025-07-01"),
        ] {
            assert_eq!(shown(value), expected, "{value:?}");
        }
    }

    #[test]
    fn refuses_what_gives_no_day() {
        for (value, why) in [
            ("", "it is empty"),
            ("2025-07", NO_DAY),
            ("2025", NO_DAY),
            ("May 2025", NO_DAY),
            ("May 5", "it names no year"),
            ("2025-02-30", NO_SUCH_DAY),
            ("03/04/2025", TWO_WAYS),
            ("yesterday", NOT_A_DATE),
            ("true", NOT_A_DATE),
            ("99999999999999999999", NOT_A_DATE),
            ("é", NOT_A_DATE),
            ("2025-é", NOT_A_DATE),
        ] {
            assert_eq!(shown(value), why, "{value:?}");
        }
    }

    #[test]
    fn takes_day_and_month_in_the_order_of_the_language() {
        let day = |value: &str, tag: &str| {
            read(value, None, day_first(tag)).map(|reading| reading.stamp.day.to_string()).ok()
        };
        for (tag, expected) in [
            ("en-GB", Some("2025-04-07")),
            ("en_AU", Some("2025-04-07")),
            ("de", Some("2025-04-07")),
            ("en-US", Some("2025-07-04")),
            ("en", None),
            ("en-CA", None),
            ("zh-Hans-CN", None),
            ("", None),
        ] {
            assert_eq!(day("07/04/2025", tag).as_deref(), expected, "{tag}");
        }
        assert_eq!(day("07.04.2025", "").as_deref(), Some("2025-04-07"));
        assert_eq!(day("12/25/2025", "en-GB").as_deref(), Some("2025-12-25"), "the only day that it can be");
    }

    #[test]
    fn finds_the_day_in_a_path() {
        let path = |path: &str| of_path(path).map(|day| day.to_string());
        assert_eq!(path("_posts/2016-05-06-a-title.md").as_deref(), Some("2016-05-06"));
        assert_eq!(path("2016-05-06.md").as_deref(), Some("2016-05-06"));
        assert_eq!(path("posts/20160506_title.md").as_deref(), Some("2016-05-06"));
        assert_eq!(path("news/2024/07/25/title.md").as_deref(), Some("2024-07-25"));
        assert_eq!(path("news/2024/07/25-title.md").as_deref(), Some("2024-07-25"));
        assert_eq!(path("news/2024-07-25/index.md").as_deref(), Some("2024-07-25"));
        assert_eq!(path("news/2024/07/2500.md"), None);
        assert_eq!(path("report-20160506123.md"), None);
        assert_eq!(path("1234567890.md"), None);
        assert_eq!(path("é/ééééé-ééé.md"), None);
    }
}
