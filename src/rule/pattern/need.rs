//! What a sentence must hold for a pattern to match in it: the reason why a rule costs nothing where its
//! words do not occur.

use super::edge::{End, is_closed};
use super::fold::fold;
use super::pairs::{Pair, PairNeeds, Side};
use super::program::bounds;
use super::slot::SlotType;
use super::syntax::{Element, GAP, SPACE, Tree};
use super::words::{WordLists, pieces};
use crate::lexicon::{Vocabulary, WordId};
use crate::mention::TokenKind;
use regex_syntax::ast::Ast;

/// A choice of alternatives: at most so many strings are followed.
const MAX_STRINGS: usize = 32;
/// Character classes of at most so many characters are spelled out.
const MAX_CHARS: usize = 6;
/// The cheapest needs of a pattern are looked at, at most so many.
const MAX_NEEDS: usize = 8;
/// Pairs of words and mentions of which a pattern needs one: more of them are no better than a search.
const MAX_PAIRS: usize = 48;
/// Patterns without a whole word are found by pieces of at least so many letters.
const MIN_PIECE: usize = 3;

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
    pub atoms: Vec<Atom>,
    cost: u32,
}

/// What every sentence with a match holds: of each of these needs one atom, the cheapest need first, and of each of
/// these lists one pair; empty where nothing is needed.
pub(super) fn needs(
    tree: &Tree,
    lists: &WordLists,
    vocabulary: &mut Vocabulary,
    common: &[WordId],
) -> (Vec<Need>, PairNeeds) {
    let mut finder = Finder { tree, lists, vocabulary, common, needs: Vec::new(), pairs: Vec::new() };
    let exact = finder.node(&tree.ast, Edges { left: true, right: true });
    if let Some(strings) = exact {
        finder.flush(&strings, Edges { left: true, right: true });
    }
    let mut needs = finder.needs;
    needs.sort_by_key(|need| need.cost);
    // Pieces of words are looked for with a second pass over the text: only where nothing else is there.
    if needs.iter().any(|need| !need.has_piece()) {
        needs.retain(|need| !need.has_piece());
    }
    needs.dedup();
    needs.truncate(MAX_NEEDS);
    let mut pairs = finder.pairs;
    pairs.sort_by_key(Vec::len);
    pairs.dedup();
    (needs, pairs.into_iter().take(MAX_NEEDS).map(Vec::into_boxed_slice).collect())
}

impl Need {
    fn new(mut atoms: Vec<(Atom, u32)>) -> Self {
        atoms.sort();
        atoms.dedup();
        let cost = atoms.iter().fold(0, |sum: u32, (_, cost)| sum.saturating_add(*cost));
        Need { atoms: atoms.into_iter().map(|(atom, _)| atom).collect(), cost }
    }

    fn has_piece(&self) -> bool {
        self.atoms.iter().any(|atom| matches!(atom, Atom::Piece(_)))
    }
}

/// Whether a word ends beside a string.
#[derive(Debug, Clone, Copy)]
struct Edges {
    left: bool,
    right: bool,
}

/// What a string needs, and how dear it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Offer {
    cost: u32,
    what: Offered,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Offered {
    /// A word, or the first part of it, where the text may divide it.
    Word { word: WordId, divided: Option<WordId> },
    /// The first word of an entry of a list.
    List(u16),
}

struct Finder<'a> {
    tree: &'a Tree,
    lists: &'a WordLists,
    vocabulary: &'a mut Vocabulary,
    common: &'a [WordId],
    needs: Vec<Need>,
    pairs: Vec<Vec<Pair>>,
}

impl Finder<'_> {
    /// All that a node can match, when that is a few strings (with the characters that stand for slots,
    /// lists and spaces); otherwise notes what it needs.
    fn node(&mut self, node: &Ast, edges: Edges) -> Option<Vec<String>> {
        match node {
            Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => Some(vec![String::new()]),
            Ast::Literal(literal) => Some(vec![self.char(literal.c).to_string()]),
            Ast::Dot(_) => None,
            Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => self.class(node),
            Ast::Group(group) => self.node(&group.ast, edges),
            Ast::Alternation(nodes) => self.alternation(&nodes.asts, edges),
            Ast::Concat(nodes) => self.concat(&nodes.asts, edges),
            Ast::Repetition(repetition) => match bounds(&repetition.op.kind) {
                (0, Some(1)) => {
                    let mut strings = self.quietly(|finder| finder.node(&repetition.ast, edges))?;
                    strings.push(String::new());
                    Some(strings)
                }
                (1, Some(1)) => self.node(&repetition.ast, edges),
                (0, _) => None,
                _ => {
                    let inside = Edges { left: false, right: false };
                    if let Some(strings) = self.node(&repetition.ast, inside) {
                        self.flush(&strings, inside);
                    }
                    None
                }
            },
        }
    }

    fn char(&self, c: char) -> char {
        let stands_for_more = matches!(c, SPACE | GAP) || self.tree.element(c).is_some();
        if stands_for_more { c } else { fold(c) }
    }

    /// Runs `f` and forgets the needs that it notes.
    fn quietly<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        let kept = (self.needs.len(), self.pairs.len());
        let result = f(self);
        self.needs.truncate(kept.0);
        self.pairs.truncate(kept.1);
        result
    }

    fn class(&mut self, node: &Ast) -> Option<Vec<String>> {
        let set = self.tree.set(node)?;
        if let Some(chars) = set.few(MAX_CHARS) {
            let mut strings: Vec<String> = chars.into_iter().map(|c| fold(c).to_string()).collect();
            strings.dedup();
            return Some(strings);
        }
        if set.is_rare() {
            self.needs.push(Need::new(vec![(Atom::Rare, 3)]));
        } else if set.is_digits() {
            self.needs.push(Need::new(vec![(Atom::Digits, 250)]));
        }
        None
    }

    fn alternation(&mut self, nodes: &[Ast], edges: Edges) -> Option<Vec<String>> {
        let (from, from_pair) = (self.needs.len(), self.pairs.len());
        let branch = |node| {
            let exact = self.node(node, edges);
            (exact, self.needs.split_off(from), self.pairs.split_off(from_pair))
        };
        let branches: Vec<_> = nodes.iter().map(branch).collect();
        let count: usize =
            branches.iter().map(|(exact, ..)| exact.as_ref().map_or(MAX_STRINGS, Vec::len)).sum();
        if count <= MAX_STRINGS && branches.iter().all(|(exact, ..)| exact.is_some()) {
            return Some(branches.into_iter().flat_map(|(exact, ..)| exact.unwrap_or_default()).collect());
        }
        // Every branch must bring a need; together they are one.
        let mut together = Some(Need { atoms: Vec::new(), cost: 0 });
        let mut together_pairs = Some(Vec::new());
        for (exact, needs, pairs) in branches {
            self.needs.extend(needs);
            self.pairs.extend(pairs);
            if let Some(strings) = exact {
                self.flush(&strings, edges);
            }
            let best = self.needs.drain(from..).min_by_key(|need| need.cost);
            together = together.zip(best).map(|(all, best)| Need {
                atoms: [all.atoms, best.atoms].concat(),
                cost: all.cost.saturating_add(best.cost),
            });
            let best = self.pairs.drain(from_pair..).min_by_key(Vec::len);
            together_pairs = together_pairs.zip(best).map(|(all, best)| [all, best].concat());
        }
        if let Some(mut need) = together {
            need.atoms.sort();
            need.atoms.dedup();
            self.needs.push(need);
        }
        self.pairs.extend(together_pairs.and_then(few));
        None
    }

    fn concat(&mut self, nodes: &[Ast], edges: Edges) -> Option<Vec<String>> {
        let mut run = vec![String::new()];
        let mut left = edges.left;
        let mut exact = true;
        for (at, node) in nodes.iter().enumerate() {
            if let Ast::Literal(literal) = node {
                // By far the most nodes.
                let c = self.char(literal.c);
                run.iter_mut().for_each(|string| string.push(c));
                continue;
            }
            let inside = Edges {
                left: is_closed(self.tree, &nodes[..at], End::Last, edges.left),
                right: is_closed(self.tree, &nodes[at + 1..], End::First, edges.right),
            };
            let strings = self.node(node, inside);
            match strings {
                Some(strings) if run.len() * strings.len() <= MAX_STRINGS => {
                    run = run.iter().flat_map(|a| strings.iter().map(move |b| [&**a, b].concat())).collect();
                }
                strings => {
                    let right = is_closed(self.tree, &nodes[at..], End::First, edges.right);
                    self.flush(&run, Edges { left, right });
                    exact = false;
                    (left, run) = match strings {
                        Some(strings) => (inside.left, strings),
                        None => {
                            (is_closed(self.tree, &nodes[..=at], End::Last, edges.left), vec![String::new()])
                        }
                    };
                }
            }
        }
        if exact {
            return Some(run);
        }
        self.flush(&run, Edges { left, right: edges.right });
        None
    }

    /// Notes what one of `strings` needs: for each its rarest whole word, and its rarest slot.
    fn flush(&mut self, strings: &[String], edges: Edges) {
        let words: Option<Vec<_>> = strings.iter().map(|string| self.rarest_word(string, edges)).collect();
        if let Some(mut words) = words {
            words.sort_unstable();
            words.dedup();
            self.needs.push(Need::new(words.into_iter().flat_map(|word| self.atoms(word)).collect()));
        }
        let slots: Option<Vec<_>> = strings.iter().map(|string| self.rarest_slot(string)).collect();
        self.needs.extend(slots.map(Need::new));
        let pairs: Option<Vec<_>> = strings.iter().map(|string| self.rarest_pair(string, edges)).collect();
        self.pairs.extend(pairs.and_then(|pairs| few(pairs.concat())));
        let pieces: Option<Vec<_>> = strings.iter().map(|string| longest_piece(string)).collect();
        self.needs.extend(pieces.map(Need::new));
    }

    /// The rarest of the whole words and word lists in a string.
    fn rarest_word(&mut self, string: &str, edges: Edges) -> Option<Offer> {
        let mut best: Option<Offer> = None;
        let mut at = 0;
        let tree = self.tree;
        for part in string.split(|c| matches!(c, SPACE | GAP) || tree.element(c).is_some()) {
            let left = at > 0 || edges.left;
            at += part.len();
            let right = at < string.len() || edges.right;
            at += string[at..].chars().next().map_or(0, char::len_utf8);
            if part.is_empty() {
                continue;
            }
            if part.bytes().all(|b| b.is_ascii_alphabetic()) {
                if left && right {
                    self.offer(part, None, TokenKind::Word, &mut best);
                }
                continue;
            }
            let tokens = pieces(part);
            for (i, (text, kind, _)) in tokens.iter().enumerate() {
                let whole = (i > 0 || left) && (i + 1 < tokens.len() || right);
                let divided = text.split('\'').next().filter(|first| *first != text && !first.is_empty());
                if !whole || *kind == TokenKind::Digits {
                    continue;
                }
                match divided {
                    // An apostrophe that no keyboard has divides the word.
                    Some(_) => self.offer(text, divided, *kind, &mut best),
                    None if text.contains(['\'', '"', '-']) => {}
                    None => self.offer(text, None, *kind, &mut best),
                }
            }
        }
        let lists = string.chars().filter_map(|c| match self.tree.element(c)? {
            Element::List(list) => Some(Offer { cost: self.list_cost(list)?, what: Offered::List(list) }),
            Element::Slot { .. } => None,
        });
        // The first of those that cost alike.
        best.into_iter().chain(lists).min_by_key(|offer| offer.cost)
    }

    /// Takes a word for the best if it is rarer than that; `divided` is the first token of what a text may write as two.
    fn offer(&mut self, text: &str, divided: Option<&str>, kind: TokenKind, best: &mut Option<Offer>) {
        let word = self.vocabulary.intern(text);
        let divided = divided.map(|first| self.vocabulary.intern(first));
        let cost = match kind {
            TokenKind::Mark => 150,
            _ => self.cost(word).max(divided.map_or(0, |first| self.cost(first))),
        };
        if best.as_ref().is_none_or(|best| cost < best.cost) {
            *best = Some(Offer { cost, what: Offered::Word { word, divided } });
        }
    }

    /// What an offer needs one of, each with its cost.
    fn atoms(&self, offer: Offer) -> Vec<(Atom, u32)> {
        match offer.what {
            Offered::Word { word, divided } => {
                std::iter::once(word).chain(divided).map(|word| (Atom::Word(word), offer.cost)).collect()
            }
            Offered::List(list) => {
                let words = self.lists.get(list).first_words();
                words.map(|word| (Atom::Word(word), self.cost(word))).collect()
            }
        }
    }

    /// How dear the words are with which the entries of a list start; `None` where one starts with digits.
    fn list_cost(&self, list: u16) -> Option<u32> {
        let cost = |sum: u32, word: WordId| word.is_known().then(|| sum.saturating_add(self.cost(word)));
        let cost = self.lists.get(list).first_words().try_fold(0, cost)?;
        (cost > 0).then_some(cost)
    }

    /// The rarest two things that stand side by side in a string, in all ways in which these may be read.
    fn rarest_pair(&mut self, string: &str, edges: Edges) -> Option<Vec<Pair>> {
        let mut best: Option<(u32, [Side; 2])> = None;
        let mut before: Option<(Side, u32)> = None;
        let (mut rest, mut left) = (string, None);
        while let Some(c) = rest.chars().next() {
            let length = match rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len()) {
                0 => c.len_utf8(),
                length => length,
            };
            let (part, after) = rest.split_at(length);
            rest = after;
            let last = left.replace(part.chars().next_back().unwrap_or(c));
            if c == SPACE {
                continue;
            }
            let around = Edges {
                left: last.map_or(edges.left, |c| self.parts_words(c)),
                right: after.chars().next().map_or(edges.right, |c| self.parts_words(c)),
            };
            let here = self.side(part, around);
            if let (Some((first, one)), Some((second, other))) = (before, here)
                && best.is_none_or(|(cost, _)| one.min(other) < cost)
            {
                best = Some((one.min(other), [first, second]));
            }
            before = here;
        }
        best.map(|(_, [first, second])| Pair::all(first, second))
    }

    /// Whether a word ends beside what a character of a string stands for.
    fn parts_words(&self, c: char) -> bool {
        let mark = c.is_ascii_digit() || c.is_ascii_punctuation() && c != '\'';
        mark || matches!(c, SPACE | GAP) || self.tree.element(c).is_some()
    }

    /// What may stand where a word or slot stands, and how often news has it; `None` for all else.
    fn side(&mut self, part: &str, edges: Edges) -> Option<(Side, u32)> {
        let first = part.chars().next()?;
        if first.is_ascii_alphabetic() {
            let word = (edges.left && edges.right).then(|| self.vocabulary.intern(part))?;
            return Some((Side::Word(word), self.cost(word)));
        }
        match self.tree.element(first)? {
            Element::Slot { kind, .. } if kind.kinds() != 0 => {
                Some((Side::Kinds(kind.kinds()), slot_cost(kind)))
            }
            _ => None,
        }
    }

    fn cost(&self, word: WordId) -> u32 {
        if self.common.binary_search(&word).is_ok() { 400 } else { 5 }
    }

    fn rarest_slot(&self, string: &str) -> Option<(Atom, u32)> {
        string
            .chars()
            .filter_map(|c| match self.tree.element(c)? {
                Element::Slot { kind, .. } if kind.kinds() != 0 => Some(kind),
                _ => None,
            })
            .map(|kind| {
                let dimension = match kind {
                    SlotType::Dimension(dimension) => Some(dimension.0),
                    _ => None,
                };
                (Atom::Slot(SlotKey { kinds: kind.kinds(), dimension }), slot_cost(kind))
            })
            .min_by_key(|(_, cost)| *cost)
    }
}

/// How often news has a mention of a type, against the 5 of a word and the 400 of "of".
fn slot_cost(kind: SlotType) -> u32 {
    match kind {
        SlotType::Misgrouped => 1,
        SlotType::Age | SlotType::Dimension(_) => 30,
        SlotType::Percent | SlotType::Money | SlotType::Ordinal | SlotType::Weekday | SlotType::Time => 60,
        SlotType::Quantity | SlotType::Duration => 80,
        SlotType::Date | SlotType::Moment => 200,
        SlotType::Count | SlotType::Number | SlotType::Figure => 300,
        _ => 800,
    }
}

/// Pairs that are worth a look at each.
fn few(mut pairs: Vec<Pair>) -> Option<Vec<Pair>> {
    pairs.sort_unstable();
    pairs.dedup();
    (pairs.len() <= MAX_PAIRS).then_some(pairs)
}

/// The longest run of ASCII letters in a string: found even inside a word.
fn longest_piece(string: &str) -> Option<(Atom, u32)> {
    let longest = string.split(|c: char| !c.is_ascii_alphabetic()).max_by_key(|piece| piece.len())?;
    (longest.len() >= MIN_PIECE).then(|| (Atom::Piece(longest.to_ascii_lowercase().into()), 50))
}
