//! Headlines that sum up what their text tells apart.

use crate::article::Part;
use crate::claim::Claim;
use crate::value::Number;

/// Marks the claims of a headline as echoed that may add up several of the text's: "37 dead" over 20 and 18.
pub(super) fn mark_sums(claims: &mut [Claim]) {
    for at in 0..claims.len() {
        let claim = &claims[at];
        let Some(whole) = claim.number().filter(|_| claim.part != Part::Body && !claim.echoed) else {
            continue;
        };
        let below = |other: &&Claim| other.part == Part::Body && other.measure == claim.measure;
        let figures = claims.iter().filter(below).filter_map(Claim::number).collect();
        claims[at].echoed = may_add_up(whole, figures);
    }
}

/// Whether those of `figures` that are less than `whole` come to as much together. A figure that is told twice counts
/// once; not all of them need be parts.
fn may_add_up(whole: Number, mut figures: Vec<Number>) -> bool {
    figures.retain(|figure| *figure < whole);
    figures.sort_unstable();
    figures.dedup();
    let sum = figures.iter().try_fold(Number::ZERO, |sum, figure| sum.plus(*figure));
    sum.is_some_and(|sum| sum >= whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_figures_may_add_up_to_a_greater_one() {
        let is = |whole, figures: &[i128]| {
            may_add_up(Number::integer(whole), figures.iter().copied().map(Number::integer).collect())
        };
        assert!(is(37, &[20, 18]) && is(27, &[2, 5, 20, 300]));
        assert!(!is(37, &[20, 20]) && !is(37, &[20]) && !is(20, &[20, 45]));
    }
}
