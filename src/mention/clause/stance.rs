//! Whether a figure is stated as true.

use super::{CLAUSE, Clauses};
use crate::lexicon::ClauseWord;
use crate::source::ProseSpan;

/// Whether what a clause says is stated as true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stance {
    /// As true, by the article or by whom it names.
    #[default]
    Stated,
    /// Not so: "not 50", "denied that 50 were killed".
    Denied,
    /// Perhaps: "could kill 50", "if 50 are killed".
    Hypothetical,
    /// To come, wanted or feared: "plans to send 50", "50 are feared dead".
    Planned,
}

/// How far a word that changes the stance may stand from the figure, in tokens.
const REACH: usize = 14;

/// How far a negation may stand from the figure.
const NEAR: usize = 5;

impl Clauses<'_> {
    /// How the clause around `span` means what it says there. Looks both ways, as far as the clause goes; a doubt
    /// counts as a stance, since a claim that is not stated is never held against another.
    pub fn stance(&self, span: ProseSpan) -> Stance {
        let figure = self.range(span);
        let clause = self.left(figure.start, CLAUSE, |at| self.is_break(at));
        let after = self.right(figure.end, REACH, |at| self.is_break(at) || self.is_comma(at));
        if self.find(clause.clone(), ClauseWord::Denial).is_some()
            || self.find(after.clone(), ClauseWord::Denial).is_some()
            || self.is_denied_after(figure.end)
            || self.is_negated(figure.start, figure.end)
        {
            return Stance::Denied;
        }
        let ends = |at| self.is_break(at) || self.is_comma(at) || self.is(at, ClauseWord::Relative);
        let before = self.left(figure.start, REACH, ends);
        let near = self.right(figure.end, NEAR + 2, |at| self.is_break(at) || self.is_comma(at));
        let has =
            |kind| (before.clone().chain(near.clone())).any(|at| self.is(at, kind) && !self.is_month(at));
        // "If the dam bursts, 500 homes …"
        let conditional = clause.clone().take(2).any(|at| self.is(at, ClauseWord::Condition));
        match () {
            () if conditional || has(ClauseWord::Hypothesis) => Stance::Hypothetical,
            () if has(ClauseWord::Plan) => Stance::Planned,
            () => Stance::Stated,
        }
    }

    /// "May" with a capital, unless it begins the sentence, and what is read as a time.
    fn is_month(&self, at: usize) -> bool {
        self.is_time(at) || (at > 0 && self.tokens[at].capital())
    }

    /// "50 people were killed, which Moscow denied".
    fn is_denied_after(&self, at: usize) -> bool {
        let relative = self.right(at, REACH, |at| self.is_comma(at)).end + 1;
        self.is(relative, ClauseWord::DeniedBy)
            && self.find(self.right(relative, NEAR + 2, |at| self.is_break(at)), ClauseWord::Denial).is_some()
    }

    /// A negation close by that nothing takes back: "not only 50" is 50 and more.
    fn is_negated(&self, start: usize, end: usize) -> bool {
        let stops = |at| {
            self.is_break(at)
                || self.is_comma(at)
                || self.is(at, ClauseWord::Relative)
                || self.says(at).is_some()
        };
        let negates = |at: usize| {
            let length = self.length(at, ClauseWord::Negation);
            length.is_some_and(|length| !self.is(at + length, ClauseWord::NotNegation))
        };
        let before = self.left(start, NEAR, stops);
        let after = self.right(end, NEAR, stops);
        before.chain(after).any(negates)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Stance) {
        assert_eq!(ask(text, |clauses, span, _| clauses.stance(span)), expected, "{text}");
    }

    #[test]
    fn plain_reports_are_stated() {
        check("At least [50] people were killed on Friday.", Stance::Stated);
        check("It left [1,600] households without power.", Stance::Stated);
        check("Officials said [50] people were killed.", Stance::Stated);
        check("No fewer than [50] people were killed.", Stance::Stated);
        check("Not only were [50] people killed.", Stance::Stated);
        check("In May [50] people were killed.", Stance::Stated);
        check("He plans to visit the town where [50] people died.", Stance::Stated);
        check("It was not a drill, and [50] people died.", Stance::Stated);
        check("Moscow denied the report, but [50] graves were found.", Stance::Stated);
        check("The mayor did not say how [50] people died.", Stance::Stated);
    }

    #[test]
    fn denials_and_negations_are_denied() {
        check("The toll was not [50].", Stance::Denied);
        check("Moscow denied that its missiles had killed [50] people.", Stance::Denied);
        check("The claim that [50] people died is false.", Stance::Denied);
        check("It shot down [50] drones, which Kyiv denied.", Stance::Denied);
        check("The blast didn't kill [50] people.", Stance::Denied);
        check("There is no evidence that [50] people died.", Stance::Denied);
    }

    #[test]
    fn doubts_and_plans_are_not_stated() {
        check("Such a blast could kill [50] people.", Stance::Hypothetical);
        check("If the dam bursts, [50] villages are lost.", Stance::Hypothetical);
        check("Up to [50] people may have died.", Stance::Hypothetical);
        check("Berlin plans to send [50] tanks.", Stance::Planned);
        check("About [50] people are feared dead.", Stance::Planned);
        check("Berlin will send [50] tanks.", Stance::Planned);
    }
}
