//! One sentence while all rules that may match in it are tried.

use crate::article::Block;
use crate::claim::{Claim, ClaimValue};
use crate::mention::Sentence;
use crate::rule::pattern::{Binding, Matcher, Pattern, SentenceView};
use crate::rule::{Measure, Owner, Places};
use crate::value::Number;

/// One sentence on its way through the rules.
pub(super) struct Pass<'a> {
    /// Its place among the reading's sentences.
    pub index: usize,
    pub sentence: &'a Sentence,
    pub block: &'a Block,
    pub view: SentenceView<'a>,
    pub matcher: Matcher<'a>,
    /// The matches of which it is known whether they are silenced.
    pub silenced: Vec<(Owner, Box<[Binding]>, bool)>,
    /// How many findings the article had before it.
    pub broken: usize,
}

/// So many attackers may be among the dead, or not, where the sentence tells of several.
const SEVERAL: i128 = 5;

impl Pass<'_> {
    /// Whether it stands in one of these places.
    pub fn is_in(&self, places: &Places) -> bool {
        places.contain(self.block.part, self.block.kind)
    }

    /// Whether one of the `unless` patterns of `owner` matches beside what a match has bound.
    pub fn is_silenced(&mut self, owner: Owner, unless: &[Pattern], bindings: &[Binding]) -> bool {
        if unless.is_empty() {
            return false;
        }
        let known = self.silenced.iter().find(|(other, bound, _)| *other == owner && **bound == *bindings);
        if let Some((.., known)) = known {
            return *known;
        }
        let silenced = unless.iter().any(|pattern| self.matcher.matches_with(pattern, bindings));
        self.silenced.push((owner, bindings.into(), silenced));
        silenced
    }

    /// The claim with those more and less, whom the sentence names and who may be counted or not.
    pub fn with_uncounted(&mut self, mut claim: Claim, measure: &Measure) -> Claim {
        let ClaimValue::Figure { allows, .. } = &mut claim.value else { return claim };
        let mut names = |patterns: &[Pattern]| patterns.iter().any(|pattern| self.matcher.matches(pattern));
        let most = match (names(&measure.some_more), names(&measure.one_more)) {
            (true, _) => SEVERAL,
            (false, true) => 1,
            (false, false) => return claim,
        };
        if let (Some(less), Some(more)) =
            (allows.shift(Number::integer(-most)), allows.shift(Number::integer(most)))
        {
            *allows = less.hull(more);
        }
        claim
    }
}
