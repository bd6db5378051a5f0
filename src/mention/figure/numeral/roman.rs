//! Roman numerals, which count where a name or a century follows: "the XXII Winter Games", "the XIX century". After a
//! name they are part of it ("Elizabeth II", "Super Bowl LIX").

/// The letters with their values, the pairs that subtract among them, from the greatest.
const LETTERS: [(&str, u32); 9] =
    [("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];

/// The number up to 100 that capital letters write in the one way that is right: "XIX" is 19, "IIX" nothing.
pub(crate) fn roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let (mut rest, mut number) = (text, 0);
    for (letters, value) in LETTERS {
        let most = if letters.len() == 1 && value.to_string().starts_with('1') { 3 } else { 1 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(letters) else { break };
            (rest, number) = (after, number + value);
        }
    }
    (rest.is_empty() && number <= 100 && write(number) == text).then_some(number)
}

fn write(mut number: u32) -> String {
    let mut text = String::new();
    for (letters, value) in LETTERS {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn reads_back_what_it_writes() {
        for number in 1..=100 {
            assert_eq!(roman(&super::write(number)), Some(number));
        }
    }

    #[test]
    fn other_spellings_and_words_are_none() {
        for text in ["", "IIII", "IIX", "VX", "IC", "CIVIL", "MIX", "xix", "I.I", "CC"] {
            assert_eq!(roman(text), None, "{text}");
        }
    }
}
