//! How much of an event a figure speaks of.

use super::{CLAUSE, Clauses};
use crate::lexicon::ClauseWord;
use crate::mention::{Kind, Mention};
use crate::source::ProseSpan;

/// How much of an event a figure speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scope {
    /// All of it.
    #[default]
    Whole,
    /// A part: "including three children", "six of whom".
    Part,
    /// Beside others: "35 others", "another 12".
    Additional,
    /// For each of a time or thing: "50 a day".
    Rate,
    /// All since some day, or of several places: "in total", "so far this year", "since 2022", "across England".
    Cumulative,
}

/// How many tokens a noun phrase has at most.
const PHRASE: usize = 4;

impl Clauses<'_> {
    /// What the words around the figure at `span` say of its scope; of several, the narrowest.
    pub fn scope(&self, span: ProseSpan) -> Scope {
        let figure = self.range(span);
        let (start, end) = (figure.start, figure.end);
        match () {
            () if self.is_part(start, end) => Scope::Part,
            () if self.is_additional(start, end) => Scope::Additional,
            () if self.is_rate(start, end) => Scope::Rate,
            () if self.is_cumulative(start, end) || self.is_of_a_country(start, end) => Scope::Cumulative,
            () => Scope::Whole,
        }
    }

    /// Whether the sentence says that an earlier figure was changed.
    pub fn is_revised(&self, span: ProseSpan) -> bool {
        let figure = self.range(span);
        let before = self.left(figure.start, CLAUSE, |at| matches!(self.str(at), ";"));
        let after = self.right(figure.end, CLAUSE, |at| matches!(self.str(at), ";"));
        let revised = |at| self.is(at, ClauseWord::Revised) || self.is_against_a_count(at);
        before.chain(after).any(revised)
    }

    /// "Down from 29", and not "up from 180 a year earlier", which is the figure of another time.
    fn is_against_a_count(&self, at: usize) -> bool {
        let Some(length) = self.length(at, ClauseWord::Against) else { return false };
        let ends = |at| self.is_break(at) || self.is_comma(at);
        let other = self.right(at + length, 2 * PHRASE, ends);
        let is_year = |at: usize| self.str(at).len() == 4 && self.is_time(at);
        !other.into_iter().any(|at| self.is(at, ClauseWord::Span) || is_year(at))
    }

    /// Whether the figure is said to be higher than one told before: "the toll has climbed to nine".
    pub fn is_grown(&self, span: ProseSpan) -> bool {
        let figure = self.range(span);
        let ends = |at| self.is_break(at) || self.is_comma(at);
        let before = self.left(figure.start, 2 * PHRASE, ends);
        self.find(before, ClauseWord::Grown).is_some()
    }

    /// Whether the sentence tells of people who are still looked for: "25 are dead and nine missing".
    pub fn is_open(&self) -> bool {
        (0..self.tokens.len()).any(|at| self.is(at, ClauseWord::Unfound))
    }

    fn is_part(&self, start: usize, end: usize) -> bool {
        // "including three children and two women, one of them a nurse"
        let ends = |at| {
            self.is_break(at)
                || self.says(at).is_some()
                || self.is(at, ClauseWord::When)
                || self.is_struck_beside(at, start)
        };
        let before = self.left(start, 12, ends);
        let after = self.right(end, CLAUSE, |at| self.is_break(at) || self.is_comma(at));
        self.find(before.clone(), ClauseWord::Part).is_some()
            || before.clone().any(|at| self.is_one_of_several(at))
            || before.into_iter().any(|at| self.is_right_before(at, start))
            || (self.is(end, ClauseWord::PartAfter) && !self.is_of_all(end))
            || self.find(after, ClauseWord::Alone).is_some()
            || self.is_of_others(start)
            || self.is_told_more_of(start, end)
            || self.is_beside_another(start, end)
    }

    /// "Including a child, and injured 40", "including a child, wounding 40": after the "and" or comma at `at` the clause
    /// before the part goes on, with the figure at `start`.
    fn is_struck_beside(&self, at: usize, start: usize) -> bool {
        let joined = self.is_comma(at) || self.is(at, ClauseWord::Join);
        joined && self.is(at + 1, ClauseWord::Striking) && at + 2 <= start && start <= at + 3
    }

    /// "It put $215 million and $33 million aside": two figures that share what is said of them.
    fn is_beside_another(&self, start: usize, end: usize) -> bool {
        let figure = |at: usize| {
            let measured = |m: &Mention| matches!(m.kind, Kind::Money | Kind::Quantity | Kind::Percent);
            self.mention_at(at, measured).is_some()
        };
        let before = start > 1 && self.is(start - 1, ClauseWord::Join) && figure(start - 2);
        before || self.is(end, ClauseWord::Join) && figure(end + 1)
    }

    /// "At one school 41 died, at another seven"; "in one of the worst fires 41 died" is of all.
    fn is_one_of_several(&self, at: usize) -> bool {
        let length = self.length(at, ClauseWord::OneOfSeveral);
        length.is_some_and(|length| !self.is(at + length, ClauseWord::Of))
    }

    /// "One of the 35 injured".
    fn is_right_before(&self, at: usize, start: usize) -> bool {
        let length = self.length(at, ClauseWord::PartBefore);
        length.is_some_and(|length| {
            at + length == start || at + length + 1 == start && self.is(start - 1, ClauseWord::Those)
        })
    }

    /// "220 people injured in the crash were treated in Soro": something else is told of them, and so others may be
    /// injured. "The 220 people injured" are all of them.
    fn is_told_more_of(&self, start: usize, end: usize) -> bool {
        if start > 0 && self.is(start - 1, ClauseWord::Those) {
            return false;
        }
        let ends = |at: usize| {
            self.is_break(at)
                || self.is_comma(at)
                || self.is(at, ClauseWord::Relative)
                || self.is(at, ClauseWord::Join)
        };
        let clause = self.right(end, CLAUSE, ends);
        let verb = clause.clone().find(|at| self.is(*at, ClauseWord::Finite));
        let struck = clause.take(PHRASE).find(|at| self.is(*at, ClauseWord::Victim));
        verb.zip(struck).is_some_and(|(verb, struck)| struck < verb)
    }

    /// "Killed 97 of the 99 people on board": all that were killed, and no part of those who were.
    fn is_of_all(&self, end: usize) -> bool {
        let counted = self.mention_at(end + 2, |m| matches!(m.kind, Kind::Count | Kind::Number));
        let Some(counted) = counted.filter(|_| self.str(end) == "of") else { return false };
        let noun = self.range(counted.extent).end;
        !self.is(noun, ClauseWord::Victim)
    }

    /// "Of the crew 38 died", "of the 29 killed, 11 were children", and not 29 itself.
    fn is_of_others(&self, start: usize) -> bool {
        let clause = self.left(start, CLAUSE, |at| self.is_break(at));
        let the = self.is(clause.start + 1, ClauseWord::Those);
        self.is(clause.start, ClauseWord::Of) && start > clause.start + 1 + usize::from(the)
    }

    fn is_additional(&self, start: usize, end: usize) -> bool {
        // "Another" may be read as belonging to the figure, as "about" does.
        let before = self.left(start, 2, |at| self.is_break(at) || self.is_comma(at)).start..end;
        let than = |at: usize| self.is(at + 1, ClauseWord::Than);
        let ends = |at| self.is_break(at) || self.is_comma(at) || self.str(at) == ".";
        let noun = self.right(end, PHRASE - 1, ends);
        self.find(before, ClauseWord::AdditionalBefore).is_some()
            || noun.into_iter().any(|at| self.is(at, ClauseWord::AdditionalAfter) && !than(at))
    }

    fn is_rate(&self, start: usize, end: usize) -> bool {
        let before = self.left(start, 3, |at| self.is_break(at));
        let opening = self.left(start, CLAUSE, |at| self.is_break(at)).take(1);
        let after = self.right(end, 8, |at| self.is_break(at) || self.is_comma(at));
        // A time that the clause only happens to hold: "killed 50 people a day after" is no rate.
        let counted_from = |at: usize| self.is(at, ClauseWord::Counted);
        let rate = |at: usize| {
            let length = self.length(at, ClauseWord::Rate);
            length.is_some_and(|length| !counted_from(at + length))
        };
        before.chain(opening).chain(after).any(rate)
    }

    /// "Across England 420 people were arrested": in all its towns.
    fn is_of_a_country(&self, start: usize, end: usize) -> bool {
        let ends = |at| self.is_break(at) || self.is_comma(at);
        let clause = self.left(start, CLAUSE, ends).chain(self.right(end, CLAUSE, ends));
        clause.into_iter().any(|at| {
            let across = self.length(at, ClauseWord::Across);
            let named =
                |length: usize| (at + length..at + length + PHRASE).any(|at| self.name_at(at).is_some());
            self.is(at, ClauseWord::Nationwide) || across.is_some_and(named)
        })
    }

    fn is_cumulative(&self, start: usize, end: usize) -> bool {
        let before = self.left(start, CLAUSE, |at| self.is_break(at));
        let after = self.right(end, CLAUSE, |at| self.is_break(at));
        // "since" as "because" is followed by a pronoun or noun, not by a time.
        let since = |at: usize| {
            self.is(at, ClauseWord::Since)
                && !(at + 2..at + 6).any(|next| self.is(next, ClauseWord::When))
                && (at + 1..at + 4).any(|next| self.is_time(next) || self.is(next, ClauseWord::Article))
        };
        let since_a_name = |at: usize| self.is(at, ClauseWord::Since) && self.name_at(at + 1).is_some();
        // "as the law has asked since the ferry sank with the loss of 139 lives": they were lost before.
        let since_before = self.begins(before.start) && since(before.start);
        let all = |at: usize| {
            let so_far = self.length(at, ClauseWord::SoFar);
            let of_a_time = |length: usize| (at + length..at + length + 2).any(|next| self.is_time(next));
            self.is(at, ClauseWord::Cumulative) || so_far.is_some_and(of_a_time)
        };
        since_before
            || before.chain(after.clone()).any(all)
            || after.clone().any(|at| since(at) || since_a_name(at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Scope) {
        assert_eq!(ask(text, |clauses, span, _| clauses.scope(span)), expected, "{text}");
    }

    #[test]
    fn a_figure_by_itself_is_the_whole() {
        check("The blast killed [50] people in Oslo.", Scope::Whole);
        check("It sold [200] shares of its stock.", Scope::Whole);
        check("More than [50] people died.", Scope::Whole);
        check("The blast killed [50] people a day after the vote.", Scope::Whole);
        check("He stayed since he was ill and [50] people came.", Scope::Whole);
        check("Some [50] people, including three children, died.", Scope::Whole);
    }

    #[test]
    fn parts_are_known_from_either_side() {
        check("Some 50 people, including [three] children, died.", Scope::Part);
        check("Some 50 people, including three children and [two] nurses, died.", Scope::Part);
        check("Some 50 people were hurt, [six] of them badly.", Scope::Part);
        check("It killed 34 people, including two children, and injured [117].", Scope::Whole);
        check("It killed 34 people, including two children, leaving [at least 117] homeless.", Scope::Whole);
        check("They found 35 people, of whom [six] were alive.", Scope::Part);
        check("Of the 35 hurt, [six] of the 35 injured were children.", Scope::Part);
        check("The crash killed [97] of the 99 people on board.", Scope::Whole);
        check("It shot down [35] of the 60 drones.", Scope::Whole);
        check("Of the 29 people killed, [11] were miners.", Scope::Part);
        check("Of the [29] people killed, 11 were miners.", Scope::Whole);
        check("Of the crew [38] died.", Scope::Part);
        check("The blast killed [nine] people at the camp alone.", Scope::Part);
        check("At one school [41] people were killed, at another seven.", Scope::Part);
        check("In one of the worst fires of the year [41] people were killed.", Scope::Whole);
        check("At the clinic [220] people hurt in the crash were treated.", Scope::Part);
        check("It put [$215 million] and $33 million of loans aside.", Scope::Part);
        check("The blast killed [12] and 30 were hurt.", Scope::Whole);
        check("The [220] people hurt in the crash were treated.", Scope::Whole);
        check("Police said [220] people were hurt in the crash and 12 were killed.", Scope::Whole);
        check("[Nine] dead, 30 hurt as train and bus are hit.", Scope::Whole);
    }

    #[test]
    fn others_are_additional() {
        check("Three died and [35] others were hurt.", Scope::Additional);
        check("Another [12] people were hurt.", Scope::Additional);
        check("[Another 12] people were hurt.", Scope::Additional);
        check("Three died and [five] more were hurt.", Scope::Additional);
    }

    #[test]
    fn rates_and_totals_are_told_apart() {
        check("The army loses [50] tanks a month.", Scope::Rate);
        check("Every day up to [50] people arrive.", Scope::Rate);
        check("An average of [50] people arrive.", Scope::Rate);
        check("It will start daily newspapers in some [two] or three cities.", Scope::Whole);
        check("Since February 2022 the war has killed [50] reporters.", Scope::Cumulative);
        check("In total [50] people died.", Scope::Cumulative);
        check("The army said [50] people were killed since Valmira began its attacks.", Scope::Cumulative);
        check("It is the law since the ferry sank in March 1987 with the loss of [139] lives.", Scope::Whole);
        check("Ferries are safer since 1987, when [189] people died.", Scope::Whole);
        check("It has cost [50] lives so far.", Scope::Whole);
        check("Across England [420] people were arrested.", Scope::Cumulative);
        check("The floods killed [95] people across the region of Valmira.", Scope::Cumulative);
        check("The blast threw him across the street and killed [nine].", Scope::Whole);
        check("So far in 2024 it has cost [50] lives.", Scope::Cumulative);
        check("It has cost [50] lives so far this year.", Scope::Cumulative);
    }

    #[test]
    fn a_changed_figure_says_so() {
        let revised = |text| ask(text, |clauses, span, _| clauses.is_revised(span));
        assert!(revised("The toll was lowered to [23], down from 29."));
        assert!(!revised("The toll rose to [23]."));
        assert!(revised("The profit was put at [$205 million], up from $200 million on Monday."));
        assert!(!revised("The profit was [$205 million], up from $180 million a year earlier."));
        assert!(!revised("The profit was [$205 million], up from $180 million in 2023."));
    }

    #[test]
    fn a_grown_figure_says_so() {
        let grown = |text| ask(text, |clauses, span, _| clauses.is_grown(span));
        assert!(grown("The toll has risen to [23]."));
        assert!(grown("Two more died, bringing the death toll in Halden to [23]."));
        assert!(!grown("The toll rose to 21, and [23] were hurt."));
        assert!(!grown("The toll is [23]."));
    }
}
