//! Whether two claims speak of the same event: what ties them together, and what keeps them apart.
//!
//! The ties are counted in points ([`NameIndex::weight`]); a single separator outweighs any number of
//! them, and too few are undecided. Linking is the hard part: of published pairs with different
//! figures nearly all were another event, a part of the whole, or another side's count.

use super::{ArticleClaims, Claim, NameId, NameIndex, NameKind, Polarity, Scope};
use crate::time::{Basis, Period};
use chrono::{Days, NaiveDate};

/// What two claims have to do with one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// They speak of the same event; how it is known, the strongest tie first.
    Same(Vec<Tie>),
    /// They speak of different things.
    Different(Separator),
    /// Too little is known.
    Undecided,
}

/// What ties two claims together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// Both articles declare the same event.
    Declared,
    /// A name that both use, and how many points it gives.
    Name(NameId, u32),
    /// The days of the event are known on both sides and meet.
    Day,
}

/// What keeps two claims apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// The articles declare different events.
    Declared,
    /// The days of the event do not meet.
    Day,
    /// Other places.
    Place,
    /// Other things are counted.
    Subject,
    /// A part, an addition or a total since some day against the whole.
    Scope,
    /// One is denied, imagined, planned or quoted.
    Polarity,
    /// The measure's key differs (another pair of currencies).
    Key,
}

/// So many points of shared names make an event one: two rare names, or one in both sentences and
/// one around them.
const ENOUGH: u32 = 6;

/// An event without a day of its own is that of the days around the publication.
const DAYS_AROUND: i64 = 3;

/// A period longer than this says too little to be the day of an event.
const LONGEST_EVENT: i64 = 45;

/// A claim with what stands around it, numbered over the corpus.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub article: &'a ArticleClaims,
    pub claim: &'a Claim,
    pub ids: &'a [NameId],
}

impl View<'_> {
    /// The names around the claim, with how near they stand: 2 in its sentence, 1 in its paragraph
    /// or the lead.
    fn names(&self) -> impl Iterator<Item = (NameId, u32)> + Clone + '_ {
        let id = |index: &u16| self.ids[*index as usize];
        let sentence = self.claim.names.iter().map(move |i| (id(i), 2));
        let near = self.claim.near.iter().chain(&self.article.lead);
        sentence.chain(near.map(move |i| (id(i), 1)))
    }

    /// The towns that stand nearest; capitals, which stand for governments as well, where there are none.
    fn towns(&self, index: &NameIndex) -> Vec<NameId> {
        let towns = self.places(index, NameKind::City);
        if towns.is_empty() { self.places(index, NameKind::Capital) } else { towns }
    }

    /// The places of one kind that stand nearest: the sentence's, else the paragraph's, else the lead's.
    fn places(&self, index: &NameIndex, kind: NameKind) -> Vec<NameId> {
        for scope in [&self.claim.names, &self.claim.near, &self.article.lead] {
            let found: Vec<NameId> =
                scope.iter().map(|i| self.ids[*i as usize]).filter(|n| index.kind(*n) == kind).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Whether the claim recalls an event of more than a year before the article.
    pub(super) fn is_settled(&self) -> bool {
        is_settled(self.claim.when, self.article.published)
    }
}

/// Whether a period ended more than a year before `published`.
pub(super) fn is_settled(when: Period, published: Option<NaiveDate>) -> bool {
    match (when.to(), published) {
        (Some(to), Some(published)) => (published - to).num_days() > 365,
        _ => false,
    }
}

/// Whether two claims of one measure can be compared at all, wherever they stand.
pub fn comparable(a: &Claim, b: &Claim) -> Result<(), Separator> {
    if a.key != b.key {
        return Err(Separator::Key);
    }
    if a.polarity != Polarity::Stated || b.polarity != Polarity::Stated {
        return Err(Separator::Polarity);
    }
    if a.scope != b.scope || matches!(a.scope, Scope::Part | Scope::Additional) {
        return Err(Separator::Scope);
    }
    if !subjects_match(a, b) {
        return Err(Separator::Subject);
    }
    Ok(())
}

/// Whether the things counted may be the same: heads that are equal or not named, and no modifier
/// on one side only ("children", "Ukrainian drones" against "drones" is a part).
fn subjects_match(a: &Claim, b: &Claim) -> bool {
    let (a, b) = (&a.subject, &b.subject);
    let heads = a.head == b.head || a.head.is_empty() || b.head.is_empty();
    heads && a.modifiers.len() == b.modifiers.len() && a.modifiers.iter().all(|m| b.modifiers.contains(m))
}

/// What two comparable claims of different articles have to do with one another.
pub(super) fn relate(a: View, b: View, index: &NameIndex) -> Relation {
    let (declared_a, declared_b) = (&a.article.events, &b.article.events);
    if !declared_a.is_empty() && !declared_b.is_empty() {
        return if declared_a.iter().any(|e| declared_b.contains(e)) {
            match days(a, b) {
                Err(()) => Relation::Different(Separator::Day),
                Ok(_) => Relation::Same(vec![Tie::Declared]),
            }
        } else {
            Relation::Different(Separator::Declared)
        };
    }
    let day = match days(a, b) {
        Err(()) => return Relation::Different(Separator::Day),
        Ok(None) => return Relation::Undecided,
        Ok(Some(day)) => day,
    };
    let pairs = [
        (a.towns(index), b.towns(index)),
        (a.places(index, NameKind::Region), b.places(index, NameKind::Region)),
        (a.places(index, NameKind::Country), b.places(index, NameKind::Country)),
    ];
    for (in_a, in_b) in pairs {
        if !in_a.is_empty() && !in_b.is_empty() && !in_a.iter().any(|place| in_b.contains(place)) {
            return Relation::Different(Separator::Place);
        }
    }
    let mut ties: Vec<Tie> = Vec::new();
    let mut points = 0;
    let mut seen: Vec<NameId> = Vec::new();
    for (name, near_a) in a.names() {
        if seen.contains(&name) {
            continue;
        }
        if let Some(near_b) = b.names().filter(|(n, _)| *n == name).map(|(_, near)| near).max() {
            seen.push(name);
            let weight = index.weight(name) * near_a.min(near_b);
            if weight > 0 {
                points += weight;
                ties.push(Tie::Name(name, weight));
            }
        }
    }
    if points < ENOUGH || ties.len() < 2 {
        return Relation::Undecided;
    }
    ties.sort_by_key(|tie| match tie {
        Tie::Name(_, weight) => std::cmp::Reverse(*weight),
        _ => std::cmp::Reverse(0),
    });
    if day {
        ties.push(Tie::Day);
    }
    Relation::Same(ties)
}

/// Whether the days of two claims meet: an error when they cannot, `None` when too little is known,
/// and whether the meeting days are given on both sides.
fn days(a: View, b: View) -> Result<Option<bool>, ()> {
    // A fact of no event (a population) holds on any day.
    let timeless = |view: View| view.article.vouched && view.claim.basis == Basis::Open;
    if timeless(a) || timeless(b) {
        return Ok(Some(false));
    }
    let (when_a, when_b) = (event_days(a), event_days(b));
    let (Some((days_a, known_a)), Some((days_b, known_b))) = (when_a, when_b) else {
        return Ok(None);
    };
    if !days_a.meets(days_b) {
        return Err(());
    }
    Ok(Some(known_a && known_b))
}

/// The days of a claim's event, and whether the text gives them.
fn event_days(view: View) -> Option<(Period, bool)> {
    let when = view.claim.when;
    let short =
        |p: Period| p.from().zip(p.to()).is_some_and(|(from, to)| (to - from).num_days() <= LONGEST_EVENT);
    match view.claim.basis {
        Basis::Open => {
            let published = view.article.published?;
            let from = published.checked_sub_days(Days::new(DAYS_AROUND as u64));
            Period::new(from, Some(published)).map(|days| (days, false))
        }
        // A weekday or a zone may be a day off where the author sat; a month is the same everywhere.
        Basis::Resolved | Basis::Anchored if when.single().is_some() => Some((when.widened(1), true)),
        _ if short(when) || view.is_settled() => Some((when, true)),
        _ => None,
    }
}
