//! Functions of words.

use super::super::enumeration;
use super::super::text;
use super::super::value::Value;
use super::{BOOL, Function, NUMBER, Parameter as P, TEXT, function, words};
use crate::value::{Interval, Number};

pub(super) static FUNCTIONS: &[Function] = &[
    function!(
        "items",
        "items(words)",
        "how many things an enumeration names, from the least to the most that its commas and joining words allow",
        [P::Text],
        NUMBER,
        |a, _| Some(Value::number(enumeration::items(words(a, 0)?)?))
    ),
    function!(
        "people",
        "people(words)",
        "how many people an enumeration names: as `items`, but a single name is said of no other",
        [P::Text],
        NUMBER,
        |a, _| Some(Value::number(enumeration::people(words(a, 0)?)?))
    ),
    function!(
        "in_digits",
        "in_digits(words)",
        "the number that words are in digits, without comma or sign",
        [P::Text],
        NUMBER,
        |a, _| {
            let digits = words(a, 0)?.trim();
            let plain = digits.len() < 18 && digits.bytes().all(|byte| byte.is_ascii_digit());
            let n = plain.then(|| digits.parse().ok()).flatten()?;
            Some(Value::number(Interval::exactly(Number::integer(n))))
        }
    ),
    function!("lower", "lower(words)", "words in lower case", [P::Text], TEXT, |a, _| Some(Value::Text(
        words(a, 0)?.to_lowercase().into()
    ))),
    function!(
        "contains",
        "contains(words, part)",
        "whether words contain others",
        [P::Text, P::Text],
        BOOL,
        |a, _| Some(Value::Bool(words(a, 0)?.to_lowercase().contains(&words(a, 1)?.to_lowercase())))
    ),
    function!(
        "contains_any",
        "contains_any(words, parts)",
        "whether words contain one of several others, which vertical bars divide",
        [P::Text, P::Text],
        BOOL,
        |a, _| {
            let (words, parts) = (words(a, 0)?.to_lowercase(), words(a, 1)?.to_lowercase());
            Some(Value::Bool(parts.split('|').any(|part| words.contains(part))))
        }
    ),
    function!(
        "mixes_scripts",
        "mixes_scripts(word)",
        "whether a word mixes Latin letters with Cyrillic ones or with Greek look-alikes",
        [P::Text],
        BOOL,
        |a, _| Some(Value::Bool(!text::mixed_scripts(words(a, 0)?).is_empty()))
    ),
    function!("scripts", "scripts(word)", "the scripts that a word mixes", [P::Text], TEXT, |a, _| {
        let names: Vec<&str> =
            text::mixed_scripts(words(a, 0)?).into_iter().map(text::Script::name).collect();
        Some(Value::Text(names.join(" and ").into()))
    }),
    function!(
        "odd_letters",
        "odd_letters(word)",
        "the letters of the script that has fewest in a word",
        [P::Text],
        TEXT,
        |a, _| Some(Value::Text(text::odd_letters(words(a, 0)?).into()))
    ),
];
