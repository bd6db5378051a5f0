//! Headlines that sum up what their text tells apart.

use crate::article::{Part, Prose};
use crate::claim::{Claim, MeasureId};
use crate::mention::{Kind, Reading, Value};
use crate::rule::RuleSet;
use crate::source::FileSpan;
use crate::value::Number;
use std::collections::{HashMap, HashSet};

/// Marks the claims of a headline as echoed that may add up several of the text's: "37 dead" over 20 and 18, or over "20 were
/// killed in Halden and 17 in Tarrow".
pub(super) fn mark_sums(claims: &mut [Claim], prose: &Prose, reading: &Reading, rules: &RuleSet) {
    let is_headline = |claim: &Claim| claim.part != Part::Body && !claim.echoed;
    let mut told: HashMap<MeasureId, Told> = HashMap::new();
    for claim in claims.iter().filter(|claim| is_headline(claim)) {
        if let Some(whole) = claim.number() {
            told.entry(claim.measure).or_default().wanted.insert(whole);
        }
    }
    if told.is_empty() {
        return;
    }
    let claimed = claimed(claims, rules);
    for part in claims.iter().filter(|claim| claim.part == Part::Body) {
        let Some(told) = told.get_mut(&part.measure) else { continue };
        told.figures.extend(part.number());
        let wanted = &told.wanted;
        told.sums.extend(sums(part, &claimed, prose, reading).filter(|sum| wanted.contains(sum)));
    }
    told.values_mut().for_each(Told::add_up);
    for claim in claims.iter_mut().filter(|claim| is_headline(claim)) {
        let Some(whole) = claim.number() else { continue };
        claim.echoed = told.get(&claim.measure).is_some_and(|told| told.comes_to(whole));
    }
}

/// What an article tells of one measure. All figures of a headline are held against it, so that it is gathered once.
#[derive(Default)]
struct Told {
    /// The figures of headlines.
    wanted: HashSet<Number>,
    /// Those of them to which a figure of the text and those behind it come.
    sums: HashSet<Number>,
    /// The figures of the text; from [`Told::add_up`] on from the least to the greatest, each once.
    figures: Vec<Number>,
    /// What the first so many of them come to, from none to all.
    totals: Vec<Option<Number>>,
}

impl Told {
    fn add_up(&mut self) {
        self.figures.sort_unstable();
        self.figures.dedup();
        let mut total = Some(Number::ZERO);
        self.totals = vec![total];
        self.totals.extend(self.figures.iter().map(|figure| {
            total = total.and_then(|total| total.plus(*figure));
            total
        }));
    }

    /// Whether figures that stand together come to `whole`, or those of all the text that are less come to as much. A
    /// figure that is told twice counts once; not all of them need be parts.
    fn comes_to(&self, whole: Number) -> bool {
        let less = self.figures.partition_point(|figure| *figure < whole);
        self.sums.contains(&whole) || self.totals[less].is_some_and(|total| total >= whole)
    }
}

/// The measures of the claims at a place of the file that say what they count.
type Claimed = HashMap<FileSpan, Vec<MeasureId>>;

fn claimed(claims: &[Claim], rules: &RuleSet) -> Claimed {
    let mut claimed = Claimed::new();
    for claim in claims.iter().filter(|claim| rules.measure(claim.measure).counts.is_some()) {
        claimed.entry(claim.span).or_default().push(claim.measure);
    }
    claimed
}

/// A sentence that is a list of thousands is no report: so many mentions behind a figure are looked at.
const BEHIND: usize = 32;

/// What `part` and the figures behind it in its sentence that are no claims of another kind come to: one of them, or all
/// up to one.
fn sums(part: &Claim, claimed: &Claimed, prose: &Prose, reading: &Reading) -> impl Iterator<Item = Number> {
    let start = |span| prose.file_span(span).start;
    let from = reading.mentions.partition_point(|mention| start(mention.span) < part.span.end);
    let near = reading.mentions[from..].iter().take(BEHIND);
    let behind = near.take_while(move |mention| start(mention.span) < part.sentence.end);
    let own = part.number();
    let mut sum = own;
    let both = behind.filter_map(move |mention| {
        let Value::Figure(figure) = &mention.value else { return None };
        let of_others = |measures: &Vec<MeasureId>| measures.iter().any(|measure| *measure != part.measure);
        if !matches!(mention.kind, Kind::Number | Kind::Count)
            || mention.inner
            || claimed.get(&prose.file_span(mention.span)).is_some_and(of_others)
        {
            return None;
        }
        let number = figure.written.single();
        let plus = |sum: Option<Number>| sum.zip(number).and_then(|(sum, number)| sum.plus(number));
        sum = plus(sum);
        Some([sum, plus(own)])
    });
    both.flatten().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_figures_may_add_up_to_a_greater_one() {
        let is = |whole, figures: &[i128]| {
            let figures = figures.iter().copied().map(Number::integer).collect();
            let mut told = Told { figures, ..Told::default() };
            told.add_up();
            told.comes_to(Number::integer(whole))
        };
        assert!(is(37, &[20, 18]) && is(27, &[300, 2, 20, 5]));
        assert!(!is(37, &[20, 20]) && !is(37, &[20]) && !is(20, &[20, 45]) && !is(20, &[]));
    }
}
