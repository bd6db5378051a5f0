//! Whether two claims speak of the same event: what ties them together, and what keeps them apart.
//!
//! The ties are counted in points ([`NameIndex::weight`]); a single separator outweighs any number of
//! them, and too few are undecided. Linking is the hard part: of published pairs with different
//! figures nearly all were another event, a part of the whole, or another side's count.

use super::{ArticleClaims, Claim, ClaimValue, NameId, NameIndex, NameKind, Polarity, Scope};
use crate::lexicon::Happening;
use crate::time::{Basis, Period};
use chrono::NaiveDate;

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
    /// Both tell of one kind of event.
    Happening,
    /// They are of one and the same by their measure (the population of one town).
    Key,
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
    /// Events of other kinds.
    Happening,
    /// Other things are counted.
    Subject,
    /// A part, an addition or a total since some day against the whole.
    Scope,
    /// One is denied, imagined, planned or quoted.
    Polarity,
    /// The measure's key differs (another pair of currencies).
    Key,
}

/// So many points make an event one: two rare names in both sentences, or one and its day or kind of event.
const ENOUGH: u32 = 6;

/// What days that are known and meet are worth.
const DAY: u32 = 2;

/// The same of one day of more than a year ago: no town had two such events on it.
const PAST_DAY: u32 = 4;

/// What a shared name is worth besides by which a measure tells its claims apart.
const KEY: u32 = 2;

/// An event without a day of its own is that of the days around the publication.
const DAYS_AROUND: i64 = 3;

/// A period longer than this ("in 2019", "since March") says too little to be the day of an event.
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

    /// The place that the claim names, or its article begins with, unless it is a country or region that holds others.
    fn place(&self, index: &NameIndex) -> Option<NameId> {
        let place = self.ids[self.claim.place? as usize];
        matches!(index.kind(place), NameKind::City | NameKind::Capital | NameKind::Other).then_some(place)
    }

    /// Whether the article names it anywhere.
    fn mentions(&self, name: NameId) -> bool {
        self.ids.contains(&name)
    }

    /// Whether the claim's own sentence names it.
    fn is_said(&self, name: NameId) -> bool {
        self.claim.names.iter().any(|index| self.ids[*index as usize] == name)
    }

    /// The kind of event that the words around the figure tell of, or else the beginning of its article.
    fn happening(&self) -> Happening {
        let near = self.claim.happening;
        if near.is_known() { near } else { self.article.happening }
    }

    /// Whether both may tell of one kind of event; `None` where one of them is told only at the beginning of its article.
    fn happening_meets(&self, other: View) -> Option<bool> {
        if !self.claim.happening.meets(other.claim.happening) {
            return Some(false);
        }
        self.happening().meets(other.happening()).then_some(true)
    }

    /// How sure it is that both tell of one kind of event, in points: 2 by the words around both figures, 1 by the
    /// articles' beginnings, 0 where one of them does not tell.
    fn tells_of(&self, other: View) -> u32 {
        if self.claim.happening.is_known() && other.claim.happening.is_known() {
            return 2;
        }
        u32::from(self.happening().is_known() && other.happening().is_known())
    }

    /// Whether the claim recalls an event of more than a year before the article.
    pub(super) fn is_settled(&self) -> bool {
        is_settled(self.claim.when, self.article.published)
    }
}

/// The days of a year, after which an event is history.
const YEAR: i64 = 365;

/// Whether a period ended more than a year before `published`.
pub(crate) fn is_settled(when: Period, published: Option<NaiveDate>) -> bool {
    match (when.to(), published) {
        (Some(to), Some(published)) => (published - to).num_days() > YEAR,
        _ => false,
    }
}

/// Whether two claims of one measure can be compared at all, wherever they stand.
pub fn comparable(a: &Claim, b: &Claim) -> Result<(), Separator> {
    // A fact that says no more than its names ("the profit of Orlan") is of what the article says no more of.
    let is_plain = |claim: &Claim| claim.key.iter().all(|part| part.is_empty());
    if a.key != b.key && !(is_plain(a) && is_plain(b)) {
        return Err(Separator::Key);
    }
    if a.polarity != Polarity::Stated || b.polarity != Polarity::Stated {
        return Err(Separator::Polarity);
    }
    if a.scope != b.scope || matches!(a.scope, Scope::Part | Scope::Additional) {
        return Err(Separator::Scope);
    }
    // Two totals are of one time or of two, and of what time one is must be said.
    if a.scope == Scope::Cumulative && (a.when != b.when || a.basis == Basis::Open) {
        return Err(Separator::Day);
    }
    if !subjects_match(a, b) {
        return Err(Separator::Subject);
    }
    Ok(())
}

/// Whether the things counted may be the same: heads that are equal or not named, and no modifier
/// on one side only ("children", "Ukrainian drones" against "drones" is a part). "Three children" are a part of "nine
/// people", and "nine children" of three are not.
fn subjects_match(a: &Claim, b: &Claim) -> bool {
    let (of_a, of_b) = (&a.subject, &b.subject);
    let modifiers = of_a.modifiers.len() == of_b.modifiers.len()
        && of_a.modifiers.iter().all(|m| of_b.modifiers.contains(m));
    let is_part = match (of_a.head.is_empty(), of_b.head.is_empty()) {
        (false, true) => !exceeds(a, b),
        (true, false) => !exceeds(b, a),
        _ => of_a.head != of_b.head,
    };
    modifiers && !is_part
}

/// Whether the least that `part` allows is more than the most that `whole` does.
fn exceeds(part: &Claim, whole: &Claim) -> bool {
    match (part.value, whole.value) {
        (ClaimValue::Figure { allows: part, .. }, ClaimValue::Figure { allows: whole, .. }) => {
            whole.all_below(part)
        }
        _ => false,
    }
}

/// What two comparable claims of different articles have to do with one another.
pub(super) fn relate(a: View, b: View, index: &NameIndex) -> Relation {
    if let Some(relation) = declared(a, b) {
        return relation;
    }
    match ties(a, b, index) {
        Ok(ties) => Relation::Same(ties),
        Err(relation) => relation,
    }
}

/// What the events say that both articles declare; `None` where one of them declares none.
fn declared(a: View, b: View) -> Option<Relation> {
    let (of_a, of_b) = (&a.article.events, &b.article.events);
    if of_a.is_empty() || of_b.is_empty() {
        return None;
    }
    Some(match days(a, b) {
        _ if !of_a.iter().any(|event| of_b.contains(event)) => Relation::Different(Separator::Declared),
        Err(()) => Relation::Different(Separator::Day),
        Ok(_) => Relation::Same(vec![Tie::Declared]),
    })
}

/// The ties that make the events of two claims one, or what keeps them apart or undecided: day, place and kind of event
/// first, then the names.
fn ties(a: View, b: View, index: &NameIndex) -> Result<Vec<Tie>, Relation> {
    let day = match days(a, b) {
        Err(()) => return Err(Relation::Different(Separator::Day)),
        Ok(day) => day.ok_or(Relation::Undecided)?,
    };
    if are_elsewhere(a, b, index) {
        return Err(Relation::Different(Separator::Place));
    }
    let same_place = same_place(a, b, index)?;
    match a.happening_meets(b) {
        Some(true) => {}
        Some(false) => return Err(Relation::Different(Separator::Happening)),
        None => return Err(Relation::Undecided),
    }
    if day == Days::Beside {
        return Err(Relation::Undecided);
    }
    let mut bond = Bond::of_names(a, b, index, same_place);
    // A town sees more than one disaster in a year: a place alone makes them no one event.
    let is_place_alone = bond.shared.iter().all(|name| Some(*name) == same_place || index.weight(*name) == 0);
    if bond.ties.is_empty() || is_vague(a) && is_vague(b) && is_place_alone {
        return Err(Relation::Undecided);
    }
    if day == Days::Known {
        let is_one_day =
            both_recalled(a, b) && a.claim.when.single().is_some() && a.claim.when == b.claim.when;
        bond.add(Tie::Day, if is_one_day { PAST_DAY } else { DAY });
    }
    bond.add(Tie::Happening, a.tells_of(b));
    if bond.is_of_key(a, index) || bond.is_of_names_of(a) || bond.is_of_names_of(b) {
        bond.add(Tie::Key, KEY);
    }
    bond.strong_enough().ok_or(Relation::Undecided)
}

/// Whether the towns, regions or countries around two claims have none in common.
fn are_elsewhere(a: View, b: View, index: &NameIndex) -> bool {
    let pairs = [
        (a.towns(index), b.towns(index)),
        (a.places(index, NameKind::Region), b.places(index, NameKind::Region)),
        (a.places(index, NameKind::Country), b.places(index, NameKind::Country)),
    ];
    pairs.iter().any(|(in_a, in_b)| {
        !in_a.is_empty() && !in_b.is_empty() && !in_a.iter().any(|place| in_b.contains(place))
    })
}

/// The place that both claims are of, where it is known; an error where their places keep them apart or undecided.
fn same_place(a: View, b: View, index: &NameIndex) -> Result<Option<NameId>, Relation> {
    Ok(match (a.place(index), b.place(index)) {
        (Some(in_a), Some(in_b)) if in_a == in_b => Some(in_a),
        // A village that the other article does not name may be a part of the place that it does.
        (Some(in_a), Some(in_b)) => match (a.mentions(in_b), b.mentions(in_a)) {
            (false, false) => return Err(Relation::Different(Separator::Place)),
            // "In the village of Wadrin in Orsmark" is of the village alone, where the other says Orsmark only.
            (true, true) if a.is_said(in_a) && b.is_said(in_b) && a.is_said(in_b) != b.is_said(in_a) => {
                return Err(Relation::Undecided);
            }
            (true, true) => None,
            _ => return Err(Relation::Undecided),
        },
        // Of what is long past the month tells, and not each article the place.
        (Some(_), None) | (None, Some(_)) if both_recalled(a, b) => None,
        // What a sentence says to have been elsewhere is elsewhere.
        (Some(place), None) if a.is_said(place) && !b.mentions(place) => return Err(Relation::Undecided),
        (None, Some(place)) if b.is_said(place) && !a.mentions(place) => return Err(Relation::Undecided),
        // "The strike that hit Izhevsk" says where it was as well.
        (Some(place), None) if b.is_said(place) => Some(place),
        (None, Some(place)) if a.is_said(place) => Some(place),
        _ => None,
    })
}

/// Whether both claims recall a day or few of more than a year ago.
fn both_recalled(a: View, b: View) -> bool {
    [a, b].iter().all(|view| view.is_settled() && is_short(view.claim.when))
}

/// Whether the days that a claim gives are too many to be those of one event.
fn is_vague(view: View) -> bool {
    !is_short(view.claim.when) && view.claim.basis != Basis::Open
}

/// What ties two claims to one event, and how strongly.
struct Bond {
    ties: Vec<Tie>,
    points: u32,
    /// The names that stand around both claims.
    shared: Vec<NameId>,
}

impl Bond {
    /// The names that two claims share: one in both their sentences counts twice, and so does the place that both are of.
    fn of_names(a: View, b: View, index: &NameIndex, same_place: Option<NameId>) -> Bond {
        let mut bond = Bond { ties: Vec::new(), points: 0, shared: Vec::new() };
        for (name, near_a) in a.names() {
            if bond.shared.contains(&name) {
                continue;
            }
            if let Some(near_b) = b.names().filter(|(n, _)| *n == name).map(|(_, near)| near).max() {
                bond.shared.push(name);
                let near = if same_place == Some(name) { 2 } else { near_a.min(near_b) };
                let weight = index.weight(name) * near;
                bond.add(Tie::Name(name, weight), weight);
            }
        }
        bond
    }

    /// Adds a tie, unless it is worth nothing.
    fn add(&mut self, tie: Tie, points: u32) {
        if points > 0 {
            self.points += points;
            self.ties.push(tie);
        }
    }

    /// Whether a name that is shared is one by which the measure tells its claims apart.
    fn is_of_key(&self, view: View, index: &NameIndex) -> bool {
        view.claim.key.iter().any(|part| self.shared.iter().any(|name| index.key(*name) == &**part))
    }

    /// Whether it is a figure that the newsroom vouches for, which is of all that it names, and all of that is shared.
    fn is_of_names_of(&self, view: View) -> bool {
        is_timeless(view) && view.claim.names.iter().all(|at| self.shared.contains(&view.ids[*at as usize]))
    }

    /// The ties, the strongest names first, where they are enough.
    fn strong_enough(mut self) -> Option<Vec<Tie>> {
        if self.points < ENOUGH || self.ties.len() < 2 {
            return None;
        }
        self.ties.sort_by_key(|tie| match tie {
            Tie::Name(_, weight) => std::cmp::Reverse(*weight),
            _ => std::cmp::Reverse(0),
        });
        Some(self.ties)
    }
}

/// Whether it is a fact of no event (a population), which holds on any day.
fn is_timeless(view: View) -> bool {
    view.article.vouched && view.claim.basis == Basis::Open
}

/// How the days of two claims meet: an error when they cannot, `None` when too little is known.
fn days(a: View, b: View) -> Result<Option<Days>, ()> {
    if is_timeless(a) || is_timeless(b) {
        return Ok(Some(Days::Around));
    }
    let (when_a, when_b) = (event_days(a), event_days(b));
    let (Some((days_a, known_a)), Some((days_b, known_b))) = (when_a, when_b) else {
        return Ok(None);
    };
    let known = known_a && known_b;
    // Two nights share the day between them.
    let is_night = |days: Period| {
        let length = days.from().zip(days.to()).map(|(from, to)| (to - from).num_days());
        matches!(length, Some(1 | 2))
    };
    let in_a_row = is_night(days_a)
        && is_night(days_b)
        && (days_a.to() == days_b.from() || days_b.to() == days_a.from());
    if days_a.meets(days_b) && !(known && in_a_row) {
        return Ok(Some(if known { Days::Known } else { Days::Around }));
    }
    // A weekday or a zone may be a day off where the author sat; a month is the same everywhere.
    let resolved = |view: View| matches!(view.claim.basis, Basis::Resolved | Basis::Anchored);
    let single = days_a.single().is_some() && days_b.single().is_some();
    let beside = known && single && (resolved(a) || resolved(b)) && days_a.widened(1).meets(days_b);
    if beside { Ok(Some(Days::Beside)) } else { Err(()) }
}

/// How the days of two claims meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Days {
    /// Both are given and share a day.
    Known,
    /// Both are given and are a day apart, as the night before and the morning after are.
    Beside,
    /// One of them at least is only that of the article.
    Around,
}

/// Whether a period is short enough to be the day of an event.
pub(crate) fn is_short(period: Period) -> bool {
    period.from().zip(period.to()).is_some_and(|(from, to)| (to - from).num_days() <= LONGEST_EVENT)
}

/// The days of a claim's event, and whether the text gives them.
fn event_days(view: View) -> Option<(Period, bool)> {
    let when = view.claim.when;
    match view.claim.basis {
        Basis::Open => {
            let published = view.article.published?;
            let from = published.checked_sub_days(chrono::Days::new(DAYS_AROUND as u64));
            Period::new(from, Some(published)).map(|days| (days, false))
        }
        _ if is_short(when) || view.is_settled() => Some((when, true)),
        _ => None,
    }
}
