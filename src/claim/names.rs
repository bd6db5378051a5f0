//! How much a shared name says: names numbered over the corpus, with how many articles hold them.
//!
//! Two reports of one event share its rare names. Rare is measured over the corpus; in a small one
//! the kind of name decides (a country ties nothing together, a village does).

use super::ArticleClaims;
use std::collections::HashMap;

/// A name, numbered over the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub u32);

/// What is known of a name apart from its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A country or the adjective of one.
    Country,
    /// A region or state.
    Region,
    /// A city, town or village that is no capital.
    City,
    /// A capital: a city, or the government that sits there.
    Capital,
    /// A name so common in news that it ties nothing: agencies, parties, heads of state, capitals
    /// that stand for governments.
    Common,
    /// Any other name.
    Other,
}

impl NameKind {
    /// Whether it names a place.
    pub const fn is_place(self) -> bool {
        matches!(self, NameKind::Country | NameKind::Region | NameKind::City | NameKind::Capital)
    }
}

/// All names of a corpus.
#[derive(Debug, Default)]
pub struct NameIndex {
    ids: HashMap<Box<str>, NameId, foldhash::fast::FixedState>,
    keys: Vec<Box<str>>,
    kinds: Vec<NameKind>,
    /// In how many articles each stands.
    articles: Vec<u32>,
    corpus: usize,
}

impl NameIndex {
    /// Numbers the names of all `articles`; the result has, for each article, the ids of its names.
    pub fn new(articles: &[ArticleClaims]) -> (Self, Vec<Vec<NameId>>) {
        let mut index = NameIndex { corpus: articles.len(), ..NameIndex::default() };
        let ids =
            articles.iter().map(|article| article.names.iter().map(|n| index.count(n)).collect()).collect();
        (index, ids)
    }

    fn count(&mut self, (key, kind): &(Box<str>, NameKind)) -> NameId {
        let id = match self.ids.get(key) {
            Some(id) => *id,
            None => {
                let id = NameId(self.kinds.len() as u32);
                self.ids.insert(key.clone(), id);
                self.keys.push(key.clone());
                self.kinds.push(*kind);
                self.articles.push(0);
                id
            }
        };
        self.articles[id.0 as usize] += 1;
        id
    }

    /// The key of a name.
    pub fn key(&self, name: NameId) -> &str {
        &self.keys[name.0 as usize]
    }

    /// What kind of name it is.
    pub fn kind(&self, name: NameId) -> NameKind {
        self.kinds[name.0 as usize]
    }

    /// In how many articles of the corpus it stands.
    pub fn articles(&self, name: NameId) -> u32 {
        self.articles[name.0 as usize]
    }

    /// How many points a shared name gives: 0 for one that ties nothing, up to 4 for a rare one.
    pub fn weight(&self, name: NameId) -> u32 {
        let prior = match self.kind(name) {
            NameKind::Country | NameKind::Common => return 0,
            NameKind::Capital => 1,
            NameKind::Region => 2,
            NameKind::City => 3,
            NameKind::Other => 3,
        };
        let share = self.articles(name) as usize;
        match self.corpus {
            0..50 => prior,
            corpus if share * 10 > corpus => 0,
            corpus if share * 50 > corpus => prior.saturating_sub(2),
            _ if share > 60 => prior.saturating_sub(1),
            _ => prior + 1,
        }
    }

    /// Whether the name is rare enough to look for other claims under it.
    pub fn is_rare(&self, name: NameId) -> bool {
        self.weight(name) >= 3
    }
}
