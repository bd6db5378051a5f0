//! A headline against its text: `between` of a comparison rule.

use super::Run;
use crate::claim::{Claim, ClaimRef, ClaimValue, comparable};
use crate::rule::{Comparison, Places};
use crate::value::Number;

/// A headline adds up at most so many figures of its text.
const PARTS: usize = 8;

impl Run<'_> {
    /// A claim of the first part against all comparable ones of the others: broken when there are some
    /// and it fits none of them.
    pub(super) fn part_against_parts(
        &mut self,
        comparison: &Comparison,
        claims: &[ClaimRef],
        first: &Places,
        others: &Places,
    ) {
        let stands_in = |at: &ClaimRef, places: &Places| {
            let claim = self.corpus.get(*at).1;
            places.contain(claim.part, claim.block)
        };
        let heads: Vec<ClaimRef> = claims.iter().copied().filter(|at| stands_in(at, first)).collect();
        let bodies: Vec<ClaimRef> = claims.iter().copied().filter(|at| stands_in(at, others)).collect();
        for head in heads {
            let mut worst = None;
            let mut fits = false;
            for body in &bodies {
                let (one, other) = (self.corpus.get(head).1, self.corpus.get(*body).1);
                if one.measure != other.measure || !self.shares(comparison, head, *body) {
                    continue;
                }
                match (comparable(one, other), self.judge(comparison, head, *body)) {
                    (Ok(()), Some(Some(broken))) => worst = worst.or(Some(broken)),
                    // A part of the whole, or another's count, that has the headline's figure explains it.
                    (_, Some(None)) => fits = true,
                    _ => {}
                }
            }
            if let (Some(broken), false) = (worst, fits || self.is_sum(head, &bodies)) {
                self.broken.push(broken);
            }
        }
    }

    /// Whether a headline adds up what the text gives in parts: "151 injured" over 55 here and 96 there.
    fn is_sum(&self, head: ClaimRef, bodies: &[ClaimRef]) -> bool {
        let number = |claim: &Claim| match claim.value {
            ClaimValue::Figure { written, .. } => written?.single(),
            ClaimValue::Days(_) => None,
        };
        let claim = self.corpus.get(head).1;
        let Some(wanted) = number(claim) else { return false };
        let of_measure =
            bodies.iter().map(|at| self.corpus.get(*at).1).filter(|c| c.measure == claim.measure);
        let mut parts: Vec<Number> = of_measure.filter_map(number).take(PARTS).collect();
        parts.sort_unstable();
        parts.dedup();
        // Every sum of two parts or more, kept as those that were reached so far.
        let mut sums: Vec<(Number, bool)> = Vec::new();
        for part in parts {
            let with = sums.iter().filter_map(|(sum, _)| Some((sum.plus(part)?, true)));
            let with: Vec<_> = with.collect();
            sums.extend(with);
            sums.push((part, false));
        }
        sums.iter().any(|(sum, is_sum)| *is_sum && *sum == wanted)
    }
}
