//! Headlines that sum up what their text tells apart.

use crate::article::{Part, Prose};
use crate::claim::Claim;
use crate::mention::{Kind, Reading, Value};
use crate::value::Number;

/// Marks the claims of a headline as echoed that may add up several of the text's: "37 dead" over 20 and 18, or over "20 were
/// killed in Halden and 17 in Tarrow".
pub(super) fn mark_sums(claims: &mut [Claim], prose: &Prose, reading: &Reading) {
    for at in 0..claims.len() {
        let claim = &claims[at];
        let Some(whole) = claim.number().filter(|_| claim.part != Part::Body && !claim.echoed) else {
            continue;
        };
        let below = |other: &&Claim| other.part == Part::Body && other.measure == claim.measure;
        let figures = claims.iter().filter(below).filter_map(Claim::number).collect();
        let goes_on = |part: &Claim| adds_up(whole, part, claims, prose, reading);
        claims[at].echoed = may_add_up(whole, figures) || claims.iter().filter(below).any(goes_on);
    }
}

/// A sentence that is a list of thousands is no report: so many mentions behind a figure are looked at.
const BEHIND: usize = 32;

/// Whether `part` and the figures behind it in its sentence that are no claims of another kind come to `whole`: one of
/// them, or all up to one.
fn adds_up(whole: Number, part: &Claim, claims: &[Claim], prose: &Prose, reading: &Reading) -> bool {
    let start = |span| prose.file_span(span).start;
    let from = reading.mentions.partition_point(|mention| start(mention.span) < part.span.end);
    let near = reading.mentions[from..].iter().take(BEHIND);
    let mut behind = near.take_while(|mention| start(mention.span) < part.sentence.end);
    let mut sum = part.number();
    behind.any(|mention| {
        let Value::Figure(figure) = &mention.value else { return false };
        let is_other =
            |claim: &Claim| claim.span == prose.file_span(mention.span) && claim.measure != part.measure;
        if !matches!(mention.kind, Kind::Number | Kind::Count) || mention.inner || claims.iter().any(is_other)
        {
            return false;
        }
        let number = figure.written.single();
        let plus = |sum: Option<Number>| sum.zip(number).and_then(|(sum, number)| sum.plus(number));
        sum = plus(sum);
        sum == Some(whole) || plus(part.number()) == Some(whole)
    })
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
