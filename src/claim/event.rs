//! The join: claims of all articles meet through an index of their rare names, and those of one
//! event become one group.
//!
//! Near-linear: a claim is looked up under its rare names, and under its day if that is long past, and under each meets at most
//! [`NEIGHBOURS`] others, those next to it in time.

use super::ties::{View, comparable, relate};
use super::{ArticleClaims, Claim, MeasureId, NameId, NameIndex, Relation, Tie};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// Under one name a claim meets at most so many others of its measure, the nearest in time.
const NEIGHBOURS: usize = 12;

/// A claim of the corpus: article and claim, as indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    /// Index into [`Corpus::articles`].
    pub article: u32,
    /// Index into the article's claims.
    pub claim: u32,
}

/// Two claims of different articles that speak of the same event, the earlier article first.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The claim of the earlier article (by day, then path).
    pub a: ClaimRef,
    /// The claim of the later one.
    pub b: ClaimRef,
    /// What ties them.
    pub ties: Vec<Tie>,
}

/// An event: the claims that speak of it, in order of the articles' dates.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its claims.
    pub claims: Vec<ClaimRef>,
    /// The names that most of them share, most telling first.
    pub names: Vec<NameId>,
}

/// The claims of all articles, joined.
#[derive(Debug)]
pub struct Corpus {
    articles: Vec<ArticleClaims>,
    names: NameIndex,
    ids: Vec<Vec<NameId>>,
}

impl Corpus {
    /// Numbers the names of all articles.
    pub fn new(articles: Vec<ArticleClaims>) -> Self {
        let (names, ids) = NameIndex::new(&articles);
        Corpus { articles, names, ids }
    }

    /// The articles, in the order given.
    pub fn articles(&self) -> &[ArticleClaims] {
        &self.articles
    }

    /// Gives the articles back.
    pub fn into_articles(self) -> Vec<ArticleClaims> {
        self.articles
    }

    /// The names of the corpus.
    pub fn names(&self) -> &NameIndex {
        &self.names
    }

    /// A claim and its article.
    pub fn get(&self, at: ClaimRef) -> (&ArticleClaims, &Claim) {
        let article = &self.articles[at.article as usize];
        (article, &article.claims[at.claim as usize])
    }

    /// Whether the claim recalls an event of more than a year before its article.
    pub fn is_settled(&self, at: ClaimRef) -> bool {
        self.view(at).is_settled()
    }

    /// What two claims have to do with one another.
    pub fn relation(&self, a: ClaimRef, b: ClaimRef) -> Relation {
        match comparable(self.get(a).1, self.get(b).1) {
            Err(separator) => Relation::Different(separator),
            Ok(()) => relate(self.view(a), self.view(b), &self.names),
        }
    }

    fn view(&self, at: ClaimRef) -> View<'_> {
        let (article, claim) = self.get(at);
        View { article, claim, ids: &self.ids[at.article as usize] }
    }

    /// All claims, in order.
    pub fn claims(&self) -> impl Iterator<Item = ClaimRef> + '_ {
        self.articles.iter().enumerate().flat_map(|(article, claims)| {
            (0..claims.claims.len() as u32).map(move |claim| ClaimRef { article: article as u32, claim })
        })
    }

    /// All pairs of comparable claims of one measure in different articles that speak of the same
    /// event, ordered by place.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut found: BTreeMap<(ClaimRef, ClaimRef), Vec<Tie>> = BTreeMap::new();
        for mut meeting in self.meetings() {
            meeting.sort_by_key(|at| (self.day(*at), *at));
            meeting.dedup();
            for (i, a) in meeting.iter().enumerate() {
                for b in meeting[i + 1..].iter().take(NEIGHBOURS) {
                    let pair = (*a, *b);
                    if a.article == b.article || found.contains_key(&pair) {
                        continue;
                    }
                    if let Relation::Same(ties) = self.relation(*a, *b) {
                        found.insert(pair, ties);
                    }
                }
            }
        }
        found.into_iter().map(|((a, b), ties)| Pair { a, b, ties }).collect()
    }

    /// The day by which claims are ordered: that of the figure, as far as it is known.
    pub fn day(&self, at: ClaimRef) -> Option<NaiveDate> {
        self.get(at).0.as_of()
    }

    /// Claims of one measure that share a rare name, a declared event or a day of long ago.
    fn meetings(&self) -> Vec<Vec<ClaimRef>> {
        let mut by_name: HashMap<(MeasureId, NameId), Vec<ClaimRef>, foldhash::fast::FixedState> =
            HashMap::default();
        let mut by_event: BTreeMap<(MeasureId, &str), Vec<ClaimRef>> = BTreeMap::new();
        let mut by_past_day: BTreeMap<(MeasureId, NaiveDate), Vec<ClaimRef>> = BTreeMap::new();
        for at in self.claims() {
            let (article, claim) = self.get(at);
            if let Some(day) = claim.when.single().filter(|_| self.is_settled(at)) {
                by_past_day.entry((claim.measure, day)).or_default().push(at);
            }
            for event in &article.events {
                by_event.entry((claim.measure, event)).or_default().push(at);
            }
            let ids = &self.ids[at.article as usize];
            for name in claim.names.iter().chain(&claim.near).chain(&article.lead) {
                let name = ids[*name as usize];
                if self.names.is_rare(name) && self.names.articles(name) > 1 {
                    by_name.entry((claim.measure, name)).or_default().push(at);
                }
            }
        }
        let meetings = by_name.into_values().chain(by_event.into_values()).chain(by_past_day.into_values());
        meetings.filter(|meeting| meeting.len() > 1).collect()
    }

    /// The events with claims in two articles or more, each with all its claims.
    pub fn events(&self) -> Vec<Event> {
        let mut groups = Groups::default();
        for pair in self.pairs() {
            groups.unite(pair.a, pair.b);
        }
        // The dead and the injured of one sentence are of one event.
        for (number, article) in self.articles.iter().enumerate() {
            for (at, pair) in article.claims.windows(2).enumerate() {
                let claim = |claim: usize| ClaimRef { article: number as u32, claim: claim as u32 };
                let joined = pair[0].sentence == pair[1].sentence && pair[0].when.meets(pair[1].when);
                if joined && (groups.holds(claim(at)) || groups.holds(claim(at + 1))) {
                    groups.unite(claim(at), claim(at + 1));
                }
            }
        }
        groups
            .into_sorted()
            .into_iter()
            .map(|mut claims| {
                claims.sort_by_key(|at| (self.day(*at), *at));
                let names = self.shared_names(&claims);
                Event { claims, names }
            })
            .collect()
    }

    fn shared_names(&self, claims: &[ClaimRef]) -> Vec<NameId> {
        let mut counts: BTreeMap<NameId, u32> = BTreeMap::new();
        for at in claims {
            let (article, claim) = self.get(*at);
            let mut names: Vec<NameId> = claim
                .names
                .iter()
                .chain(&claim.near)
                .chain(&article.lead)
                .map(|i| self.ids[at.article as usize][*i as usize])
                .collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                *counts.entry(name).or_default() += self.names.weight(name);
            }
        }
        let mut names: Vec<(NameId, u32)> = counts.into_iter().filter(|(_, points)| *points > 0).collect();
        names.sort_by_key(|(name, points)| (std::cmp::Reverse(*points), *name));
        names.into_iter().take(5).map(|(name, _)| name).collect()
    }
}

/// Groups of claims that belong together, by union-find.
#[derive(Default)]
struct Groups {
    parent: BTreeMap<ClaimRef, ClaimRef>,
}

impl Groups {
    fn root(&mut self, at: ClaimRef) -> ClaimRef {
        let mut root = at;
        while let Some(next) = self.parent.get(&root).copied().filter(|next| *next != root) {
            root = next;
        }
        self.parent.insert(root, root);
        // Path compression keeps a long chain of reports from costing a walk each.
        let mut at = at;
        while at != root {
            at = self.parent.insert(at, root).unwrap_or(root);
        }
        root
    }

    fn holds(&self, at: ClaimRef) -> bool {
        self.parent.contains_key(&at)
    }

    fn unite(&mut self, a: ClaimRef, b: ClaimRef) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent.insert(a.max(b), a.min(b));
    }

    fn into_sorted(mut self) -> Vec<Vec<ClaimRef>> {
        let mut groups: BTreeMap<ClaimRef, Vec<ClaimRef>> = BTreeMap::new();
        for at in self.parent.keys().copied().collect::<Vec<_>>() {
            let root = self.root(at);
            groups.entry(root).or_default().push(at);
        }
        groups.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Part};
    use crate::claim::{ClaimValue, NameKind, Polarity, Scope, Separator, Subject};
    use crate::lexicon::Happening;
    use crate::source::{FileSpan, Source};
    use crate::time::{Basis, Period};
    use crate::value::{Interval, Number};
    use std::sync::Arc;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn claim(value: i128, names: &[u16], when: Option<&str>) -> Claim {
        Claim {
            measure: MeasureId(0),
            value: ClaimValue::Figure {
                allows: Interval::exactly(Number::integer(value)),
                unit: None,
                written: None,
            },
            key: Vec::new(),
            subject: Subject { head: "people".into(), modifiers: Vec::new() },
            names: names.to_vec(),
            near: Vec::new(),
            place: None,
            happening: Happening::UNKNOWN,
            when: when.map_or(Period::ANY, |d| Period::day(day(d))),
            basis: if when.is_some() { Basis::Written } else { Basis::Open },
            source: None,
            scope: Scope::Whole,
            polarity: Polarity::Stated,
            revised: false,
            grown: false,
            open: false,
            echoed: false,
            leading: false,
            part: Part::Body,
            block: BlockKind::Paragraph,
            span: FileSpan::new(0, 1),
            words: FileSpan::new(0, 1),
            sentence: FileSpan::new(0, 1),
        }
    }

    fn article(published: &str, names: &[(&str, NameKind)], claims: Vec<Claim>) -> ArticleClaims {
        ArticleClaims {
            source: Arc::new(Source::new(published, "x")),
            published: Some(day(published)),
            updated: None,
            events: Vec::new(),
            names: names.iter().map(|(name, kind)| ((*name).into(), *kind)).collect(),
            lead: (0..names.len() as u16).collect(),
            happening: Happening::UNKNOWN,
            claims,
            vouched: false,
        }
    }

    const KUPOL: [(&str, NameKind); 4] = [
        ("kupol", NameKind::Other),
        ("izhevsk", NameKind::City),
        ("russia", NameKind::Country),
        ("brechalov", NameKind::Other),
    ];
    const ODESA: [(&str, NameKind); 3] =
        [("odesa", NameKind::City), ("russia", NameKind::Country), ("brechalov", NameKind::Other)];

    fn relation(a: ArticleClaims, b: ArticleClaims) -> Relation {
        let at = |article| ClaimRef { article, claim: 0 };
        Corpus::new(vec![a, b]).relation(at(0), at(1))
    }

    #[test]
    fn reports_that_share_rare_names_and_a_day_are_one_event() {
        let a = article("2025-07-01", &KUPOL, vec![claim(35, &[0, 1], Some("2025-07-01"))]);
        let b = article("2025-07-02", &KUPOL, vec![claim(45, &[0], Some("2025-07-01"))]);
        let corpus = Corpus::new(vec![a, b]);
        let pairs = corpus.pairs();
        assert_eq!(pairs.len(), 1);
        assert!(pairs[0].ties.contains(&Tie::Day));
        assert_eq!(corpus.events()[0].claims.len(), 2);
    }

    #[test]
    fn another_place_on_the_same_day_is_another_event() {
        let a = article("2025-07-01", &KUPOL, vec![claim(3, &[0, 1], None)]);
        let b = article("2025-07-01", &ODESA, vec![claim(2, &[0], None)]);
        assert_eq!(relation(a, b), Relation::Different(Separator::Place));
    }

    #[test]
    fn days_that_do_not_meet_are_different_events() {
        let a = article("2025-07-01", &KUPOL, vec![claim(3, &[0, 1], Some("2025-07-01"))]);
        let b = article("2025-07-01", &KUPOL, vec![claim(2, &[0], Some("2025-06-20"))]);
        assert_eq!(relation(a, b), Relation::Different(Separator::Day));
    }

    #[test]
    fn common_names_alone_tie_nothing() {
        let names = [("russia", NameKind::Country), ("nato", NameKind::Common)];
        let a = article("2025-07-01", &names, vec![claim(3, &[0, 1], None)]);
        let b = article("2025-07-01", &names, vec![claim(2, &[0, 1], None)]);
        assert_eq!(relation(a, b), Relation::Undecided);
    }

    #[test]
    fn a_declared_event_wins_over_a_guess() {
        let mut a = article("2025-07-01", &KUPOL, vec![claim(3, &[], None)]);
        let mut b = article("2025-07-01", &ODESA, vec![claim(2, &[], None)]);
        a.events = vec!["strike".into()];
        b.events = vec!["strike".into()];
        assert_eq!(relation(a, b), Relation::Same(vec![Tie::Declared]));
    }

    #[test]
    fn a_part_is_not_compared_with_the_whole() {
        let a = article("2025-07-01", &KUPOL, vec![claim(3, &[0, 1], None)]);
        let mut part = claim(2, &[0, 1], None);
        part.scope = Scope::Part;
        let b = article("2025-07-01", &KUPOL, vec![part]);
        assert_eq!(relation(a, b), Relation::Different(Separator::Scope));
    }

    #[test]
    fn an_old_event_is_compared_over_the_whole_corpus() {
        let names =
            [("sumatra", NameKind::Region), ("banda aceh", NameKind::City), ("tsunami", NameKind::Other)];
        let year = Period::years(2004, 2004).unwrap();
        let recall = |published, value| {
            let mut c = claim(value, &[0, 1, 2], None);
            (c.when, c.basis) = (year, Basis::Written);
            article(published, &names, vec![c])
        };
        let corpus = Corpus::new(vec![recall("2014-12-26", 230_000), recall("2019-01-05", 220_000)]);
        assert_eq!(corpus.pairs().len(), 1);
        assert!(corpus.is_settled(corpus.pairs()[0].a));
    }
}
