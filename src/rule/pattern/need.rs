//! What a sentence must hold for a pattern to match in it: the reason why a rule costs nothing where its
//! words do not occur.

use super::node::{Node, Text};
use super::slot::SlotType;
use super::words::{WordLists, pieces};
use crate::lexicon::{Vocabulary, WordId};
use crate::mention::TokenKind;

/// The cheapest needs of a pattern are looked at, at most so many.
const MAX_NEEDS: usize = 8;
/// Patterns without a whole word are found by pieces of at least so many letters.
const MIN_PIECE: usize = 3;
/// What is no dearer stands in few sentences.
const RARE: u32 = 50;
/// How dear a mark is.
pub(super) const MARK: u32 = 150;
/// How dear a word is that stands in almost every sentence.
const COMMON: u32 = 400;

/// One thing that a sentence may hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Atom {
    /// A word or mark.
    Word(WordId),
    /// A mention that the type accepts, by [`SlotType::kinds`].
    Slot(SlotKey),
    /// A character that is neither of ASCII nor typographic.
    Rare,
    /// Digits.
    Digits,
    /// Letters of ASCII inside a word, lower case.
    Piece(Box<str>),
}

/// What kinds of mention a slot binds, and of which dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SlotKey {
    pub kinds: u16,
    /// The dimension's number, where only one will do.
    pub dimension: Option<u8>,
}

/// Atoms of which a sentence must hold one; how dear they are, the rarer the cheaper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Need {
    /// Sorted.
    pub atoms: Vec<Atom>,
    /// In order of place: what meets a need of a higher rank stands behind all that meets this one. Needs of one rank may
    /// stand in any order.
    pub rank: u16,
    cost: u32,
    kind: Holds,
}

/// What kinds of atom a need is met by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Words and marks, and characters that are rare.
    Words,
    Mentions,
    /// Words or mentions.
    Mixed,
    /// Pieces of words, among others.
    Pieces,
}

/// How often news has a word or mention.
#[derive(Debug, Clone, Default)]
pub(super) struct Costs {
    /// By word: whether it is among the common ones.
    common: Vec<bool>,
}

impl Costs {
    /// The costs where the words of `common` are.
    pub fn new(common: impl IntoIterator<Item = WordId>) -> Self {
        let mut costs = Costs::default();
        for WordId(word) in common {
            let word = word as usize;
            costs.common.resize(costs.common.len().max(word + 1), false);
            costs.common[word] = true;
        }
        costs
    }

    pub fn word(&self, word: WordId) -> u32 {
        if self.common.get(word.0 as usize) == Some(&true) { COMMON } else { 5 }
    }

    /// That of one of several words.
    pub fn words(&self, words: impl Iterator<Item = WordId>) -> u32 {
        words.fold(0, |sum: u32, word| sum.saturating_add(self.word(word)))
    }

    /// That of a mention of a type.
    pub fn slot(kind: SlotType) -> u32 {
        match kind {
            SlotType::Misgrouped => 1,
            SlotType::Age | SlotType::Multiple | SlotType::Dimension(_) => 30,
            SlotType::Percent | SlotType::Money | SlotType::Ordinal | SlotType::Weekday | SlotType::Time => {
                60
            }
            SlotType::Quantity | SlotType::Duration => 80,
            SlotType::Date | SlotType::Moment => 200,
            SlotType::Count | SlotType::Number | SlotType::Figure => 300,
            _ => 2 * COMMON,
        }
    }
}

/// What every sentence with a match holds: of each of these needs one atom, the cheapest need first; empty where
/// nothing is needed.
pub(super) fn needs(
    pattern: &Node,
    lists: &WordLists,
    vocabulary: &mut Vocabulary,
    costs: &Costs,
) -> Vec<Need> {
    let mut needs = Finder { lists, vocabulary, costs }.node(pattern);
    needs.sort_by_key(|need| need.cost);
    // Pieces of words are looked for with a second pass over the text: only where nothing else is there.
    if needs.iter().any(|need| need.kind != Holds::Pieces) {
        needs.retain(|need| need.kind != Holds::Pieces);
    }
    needs.dedup_by(|one, other| one.atoms == other.atoms);
    needs.truncate(MAX_NEEDS);
    needs
}

impl Need {
    fn new(kind: Holds, atoms: Vec<Atom>, cost: u32) -> Self {
        Need { atoms, rank: 0, cost, kind }
    }

    /// Whether few sentences meet it.
    pub fn is_rare(&self) -> bool {
        self.cost <= RARE
    }

    /// What meets one of `needs`, of which there is one at least.
    fn one_of<'n>(needs: impl IntoIterator<Item = &'n Need>) -> Self {
        let (mut atoms, mut cost, mut kind) = (Vec::new(), 0u32, None);
        for need in needs {
            atoms.extend_from_slice(&need.atoms);
            cost = cost.saturating_add(need.cost);
            kind = Some(kind.map_or(need.kind, |kind: Holds| kind.or(need.kind)));
        }
        atoms.sort_unstable();
        atoms.dedup();
        Need::new(kind.unwrap_or(Holds::Mixed), atoms, cost)
    }
}

impl Holds {
    fn or(self, other: Holds) -> Holds {
        match (self, other) {
            (one, other) if one == other => one,
            (Holds::Pieces, _) | (_, Holds::Pieces) => Holds::Pieces,
            _ => Holds::Mixed,
        }
    }
}

/// The cheapest of those needs whose kind fits.
fn cheapest<'n>(needs: &'n [Need], fits: &dyn Fn(Holds) -> bool) -> Option<&'n Need> {
    needs.iter().filter(|need| fits(need.kind)).min_by_key(|need| need.cost)
}

struct Finder<'a> {
    lists: &'a WordLists,
    vocabulary: &'a mut Vocabulary,
    costs: &'a Costs,
}

impl Finder<'_> {
    /// What every match of a node holds, by rank.
    fn node(&mut self, node: &Node) -> Vec<Need> {
        let words = |words: &[WordId], cost| {
            Need::new(Holds::Words, words.iter().map(|word| Atom::Word(*word)).collect(), cost)
        };
        let need = match node {
            Node::Word(word) => words(&[*word], self.costs.word(*word)),
            Node::Words(several) => words(several, self.costs.words(several.iter().copied())),
            Node::List(list) => {
                let first: Vec<WordId> = self.lists.get(*list).first_words().collect();
                if first.is_empty() || !first.iter().all(|word| word.is_known()) {
                    return Vec::new();
                }
                Need::one_of([&words(&first, self.costs.words(first.iter().copied()))])
            }
            Node::Text(text) => return self.text(text),
            Node::Char(_, marks) if !marks.is_empty() => words(marks, MARK),
            Node::Class(_, marks) if !marks.is_empty() => words(marks, 2 * MARK),
            Node::Class(set, _) if set.is_rare() => Need::new(Holds::Words, vec![Atom::Rare], 3),
            Node::Class(set, _) if set.is_digits() => Need::new(Holds::Words, vec![Atom::Digits], 250),
            Node::Slot { kind, .. } if kind.kinds() != 0 => {
                let dimension = match kind {
                    SlotType::Dimension(dimension) => Some(dimension.0),
                    _ => None,
                };
                let key = SlotKey { kinds: kind.kinds(), dimension };
                Need::new(Holds::Mentions, vec![Atom::Slot(key)], Costs::slot(*kind))
            }
            Node::Group(_, node) => return self.node(node),
            Node::Repeat(repeat) if repeat.least > 0 => return self.node(&repeat.node),
            Node::Choice(nodes) => return self.choice(nodes),
            Node::Sequence(nodes) => return self.sequence(nodes),
            _ => return Vec::new(),
        };
        vec![need]
    }

    fn sequence(&mut self, nodes: &[Node]) -> Vec<Need> {
        let mut needs: Vec<Need> = Vec::new();
        for node in nodes {
            let next = needs.iter().map(|need| need.rank.saturating_add(1)).max().unwrap_or_default();
            let inner = self.node(node);
            needs.extend(inner.into_iter().map(|need| Need { rank: need.rank.saturating_add(next), ..need }));
        }
        needs
    }

    /// Every branch must bring a need; together they are one.
    fn choice(&mut self, nodes: &[Node]) -> Vec<Need> {
        let mut branches = Vec::with_capacity(nodes.len());
        for node in nodes {
            let needs = self.node(node);
            if needs.is_empty() {
                return Vec::new();
            }
            branches.push(needs);
        }
        let together = |fits: &dyn Fn(Holds) -> bool| {
            let best = branches.iter().map(|needs| cheapest(needs, fits)).collect::<Option<Vec<_>>>();
            best.map(Need::one_of)
        };
        let alike = [Holds::Words, Holds::Mentions];
        let mut all: Vec<Need> =
            alike.into_iter().filter_map(|kind| together(&|other| other == kind)).collect();
        // Words in one branch and a rare mention in another may be dear to tell apart, and still the rarest.
        let mixed = together(&|other| other != Holds::Pieces);
        all.extend(mixed.filter(|mixed| all.iter().all(|need| mixed.cost < need.cost)));
        if all.is_empty() {
            all.extend(together(&|_| true));
        }
        all
    }

    /// The whole words of a text that is no word of ASCII, or a piece of one.
    fn text(&mut self, text: &Text) -> Vec<Need> {
        let parts = pieces(&text.letters);
        let mut needs = Vec::new();
        for (at, (part, kind, _)) in parts.iter().enumerate() {
            let whole = (at > 0 || text.left) && (at + 1 < parts.len() || text.right);
            if !whole || *kind != TokenKind::Word {
                continue;
            }
            // An apostrophe that no keyboard has divides the word.
            let divided = part.split('\'').next().filter(|first| first != part && !first.is_empty());
            if divided.is_none() && part.contains('\'') {
                continue;
            }
            let words = std::iter::once(&**part).chain(divided);
            let mut words: Vec<WordId> = words.map(|word| self.vocabulary.intern(word)).collect();
            let cost = words.iter().map(|word| self.costs.word(*word)).max().unwrap_or_default();
            words.sort_unstable();
            let need = Need::new(Holds::Words, words.into_iter().map(Atom::Word).collect(), cost);
            needs.push(Need { rank: at as u16, ..need });
        }
        if needs.is_empty() {
            let runs = text.letters.split(|c: char| !c.is_ascii_alphabetic());
            let longest = runs.max_by_key(|run| run.len()).filter(|run| run.len() >= MIN_PIECE);
            let piece = |run: &str| Atom::Piece(run.to_ascii_lowercase().into());
            needs.extend(longest.map(|run| Need::new(Holds::Pieces, vec![piece(run)], 50)));
        }
        needs
    }
}
