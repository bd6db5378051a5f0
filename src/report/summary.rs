//! The last line of a report.

use std::fmt;

/// What was looked at, and what came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Articles read.
    pub articles: usize,
    /// Claims understood in them.
    pub claims: usize,
    /// Comparisons that were made, those that could not be decided among them.
    pub compared: usize,
    /// Comparisons that could not be decided.
    pub undecided: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity note, shown or not.
    pub notes: usize,
}

/// "3 errors, 1 warning in 4 articles (212 claims, 40 compared, 3 undecided); 2 notes".
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = [(self.errors, "error"), (self.warnings, "warning")];
        let found: Vec<_> =
            found.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(n, word)).collect();
        match found.is_empty() {
            true => f.write_str("nothing contradicts")?,
            false => f.write_str(&found.join(", "))?,
        }
        write!(f, " in {} ({}, ", count(self.articles, "article"), count(self.claims, "claim"))?;
        write!(f, "{} compared, {} undecided)", self.compared, self.undecided)?;
        if self.notes > 0 { write!(f, "; {}", count(self.notes, "note")) } else { Ok(()) }
    }
}

fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_words_with_their_plurals() {
        let summary = Summary {
            articles: 4,
            claims: 212,
            compared: 40,
            undecided: 3,
            errors: 3,
            warnings: 1,
            notes: 0,
        };
        assert_eq!(
            summary.to_string(),
            "3 errors, 1 warning in 4 articles (212 claims, 40 compared, 3 undecided)"
        );
        let quiet = Summary { articles: 1, claims: 1, ..Summary::default() };
        assert_eq!(quiet.to_string(), "nothing contradicts in 1 article (1 claim, 0 compared, 0 undecided)");
    }
}
