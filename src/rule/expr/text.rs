//! Letters of words: which scripts they belong to.

/// The scripts whose letters look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Greek,
    Cyrillic,
}

impl Script {
    pub const fn name(self) -> &'static str {
        match self {
            Script::Latin => "Latin",
            Script::Greek => "Greek",
            Script::Cyrillic => "Cyrillic",
        }
    }
}

/// The script of a letter, for the three that mix by mistake (blocks of Unicode 16; Greek without
/// the symbols that units use).
pub(super) fn script(c: char) -> Option<Script> {
    match c {
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if c != '×' && c != '÷' => {
            Some(Script::Latin)
        }
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' => Some(Script::Cyrillic),
        _ => None,
    }
}

/// Greek letters that pass for Latin ones; others stand in a Latin word on purpose (μm, kΩ, β2).
const GREEK_LOOKALIKES: &str = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανοιρυχϲϳ";

/// The scripts of a word in order of their first letters, when it mixes Latin letters with Cyrillic
/// ones or with Greek look-alikes; else nothing.
pub(super) fn mixed_scripts(word: &str) -> Vec<Script> {
    let mut scripts: Vec<Script> = Vec::new();
    for c in word.chars() {
        if let Some(found) = script(c)
            && !scripts.contains(&found)
        {
            scripts.push(found);
        }
    }
    let mut greek = word.chars().filter(|c| script(*c) == Some(Script::Greek));
    let greek_by_mistake = greek.all(|c| GREEK_LOOKALIKES.contains(c)) && !is_symbol(word);
    let mixes = scripts.contains(&Script::Latin)
        && (scripts.contains(&Script::Cyrillic) || (scripts.contains(&Script::Greek) && greek_by_mistake));
    // "العربيةESPРУС" are names of languages in a row.
    let others = word.chars().any(|c| c.is_alphabetic() && script(c).is_none());
    if mixes && !others && !is_glued(word) { scripts } else { Vec::new() }
}

/// Whether a word is two words of one script each, of which the second starts with a capital and the space between is lost.
fn is_glued(word: &str) -> bool {
    /// Fewer letters may be a slip.
    const LEAST: usize = 4;
    let scripts: Vec<(char, Script)> = word.chars().filter_map(|c| Some((c, script(c)?))).collect();
    let seams: Vec<usize> = (1..scripts.len()).filter(|at| scripts[*at].1 != scripts[at - 1].1).collect();
    let [seam] = seams.as_slice() else { return false };
    scripts[*seam].0.is_uppercase() && *seam >= LEAST && scripts.len() - seam >= LEAST
}

/// Whether a word is a sign of the sciences: one small Greek letter behind (Hα, eν, TNFα), before a capital (χDL) or after a
/// digit (1αnm), or two letters of which one is small and Greek or both are capitals (ρc, AΒ).
fn is_symbol(word: &str) -> bool {
    let small = |c: char| script(c) == Some(Script::Greek) && c.is_lowercase();
    let letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        [a, b] => small(*a) || small(*b) || a.is_uppercase() && b.is_uppercase(),
        [.., before, last] if small(*last) && (before.is_uppercase() || before.is_numeric()) => true,
        [first, second, ..] if small(*first) && second.is_uppercase() => true,
        letters => letters.windows(2).any(|pair| pair[0].is_numeric() && small(pair[1])),
    }
}

/// The letters of the script that has fewest in the word, each once, with their place in Unicode.
pub(super) fn odd_letters(word: &str) -> String {
    let count = |wanted: Script| word.chars().filter(|c| script(*c) == Some(wanted)).count();
    let Some(rare) = mixed_scripts(word).into_iter().min_by_key(|s| count(*s)) else {
        return String::new();
    };
    let mut letters: Vec<char> = word.chars().filter(|c| script(*c) == Some(rare)).collect();
    letters.sort_unstable();
    letters.dedup();
    let shown: Vec<String> =
        letters.iter().map(|c| format!("{c} ({} U+{:04X})", rare.name(), *c as u32)).collect();
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cyrillic_letter_in_a_latin_word_is_found() {
        assert_eq!(mixed_scripts("defenсe"), [Script::Latin, Script::Cyrillic]);
        assert_eq!(odd_letters("defenсe"), "с (Cyrillic U+0441)");
        assert_eq!(mixed_scripts("Οffice"), [Script::Greek, Script::Latin]);
        assert_eq!(mixed_scripts("fiα"), [Script::Latin, Script::Greek]);
        for symbol in ["Hα", "eν", "TNFα", "IL1α", "ρc", "AΒ", "χDL", "1αnm"] {
            assert!(mixed_scripts(symbol).is_empty(), "{symbol}");
        }
    }

    #[test]
    fn units_and_whole_words_of_one_script_are_no_mix() {
        for word in ["defence", "Київ", "μm", "kΩ", "naïve", "Łódź", "βcell", "tellВладимир", "العربيةESPРУС"]
        {
            assert!(mixed_scripts(word).is_empty(), "{word}");
        }
    }
}
