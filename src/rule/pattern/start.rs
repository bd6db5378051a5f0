//! With which tokens and mentions a match can begin: most searches end before they have begun.

use super::edge::divides;
use super::fold::{fold, typographic};
use super::need::{Atom, SlotKey};
use super::program::bounds;
use super::slot::SlotType;
use super::syntax::{Element, SPACE, Tree};
use super::words::{WordLists, pieces};
use crate::lexicon::{Vocabulary, WordId};
use crate::mention::TokenKind;
use regex_syntax::ast::Ast;

/// At most so many beginnings are followed.
const MAX_HEADS: usize = 96;
/// A class of at most so many characters is spelled out.
const MAX_CHARS: usize = 8;

/// The place of a bit for `word`, by the lowest bits of its number: most words are told from a few others by one look.
pub(super) fn word_place(word: WordId) -> usize {
    word.0 as usize % 64
}

fn word_bit(word: WordId) -> u64 {
    1 << word_place(word)
}

/// What stands where a match begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Starts {
    /// The first token is one of these; sorted.
    pub words: Vec<WordId>,
    /// A bit for each of the words, by [`word_bit`].
    bits: u64,
    /// Or a mention of one of these kinds is entered there.
    pub kinds: u16,
}

impl Starts {
    /// Whether a match may begin with the token `word`.
    pub fn has(&self, word: WordId) -> bool {
        self.bits & word_bit(word) != 0 && self.words.binary_search(&word).is_ok()
    }

    /// A bit for each of the words, by [`word_bit`].
    pub fn bits(&self) -> u64 {
        self.bits
    }

    /// Of these a sentence holds one, if a match begins in it.
    pub fn atoms(&self) -> Vec<Atom> {
        let slot = (self.kinds != 0).then_some(Atom::Slot(SlotKey { kinds: self.kinds, dimension: None }));
        self.words.iter().map(|word| Atom::Word(*word)).chain(slot).collect()
    }
}

/// What a match of a pattern can begin with; `None` where that is more than a few words and slots.
pub(super) fn starts(tree: &Tree, lists: &WordLists, vocabulary: &mut Vocabulary) -> Option<Starts> {
    let heads = extend(tree, &tree.ast, vec![String::new()])?;
    let mut starts = Starts::default();
    for head in heads {
        let head = head.trim_start_matches(SPACE);
        let first = head.chars().next()?;
        match tree.element(first) {
            Some(Element::Slot { kind: SlotType::Word | SlotType::Text, .. }) => return None,
            Some(Element::Slot { kind, .. }) => starts.kinds |= kind.kinds(),
            Some(Element::List(list)) => starts.words.extend(lists.get(list).first_words()),
            None if divides(tree, first) && !first.is_ascii_punctuation() => return None,
            None => starts.words.extend(first_words(tree, head, vocabulary)?),
        }
    }
    starts.words.sort_unstable();
    starts.words.dedup();
    starts.bits = starts.words.iter().fold(0, |bits, word| bits | word_bit(*word));
    starts.words.iter().all(|word| word.is_known()).then_some(starts)
}

/// The first token of `head` in all ways in which a text may write it; `None` where they are not known.
fn first_words(tree: &Tree, head: &str, vocabulary: &mut Vocabulary) -> Option<Vec<WordId>> {
    let end = head.find(|c| divides(tree, c)).unwrap_or(head.len());
    let word = &head[..end];
    if !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Some(vec![vocabulary.intern(word)]);
    }
    let apart = |c| c == SPACE || tree.element(c).is_some();
    let (text, kind, _) = pieces(&head[..head.find(apart).unwrap_or(head.len())]).into_iter().next()?;
    if kind == TokenKind::Mark {
        let written = text.chars().flat_map(|c| std::iter::once(c).chain(typographic(c)));
        return Some(written.map(|c| vocabulary.intern(c.encode_utf8(&mut [0; 4]))).collect());
    }
    let is_plain = kind != TokenKind::Digits && !text.contains(['\'', '"', '-']);
    is_plain.then(|| vec![vocabulary.intern(&text)])
}

/// `heads`, those that are not a whole token yet continued by what `node` matches.
fn extend(tree: &Tree, node: &Ast, heads: Vec<String>) -> Option<Vec<String>> {
    let (mut whole, open): (Vec<_>, Vec<_>) = heads.into_iter().partition(|head| is_whole(tree, head));
    if open.is_empty() {
        return Some(whole);
    }
    let longer = match node {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => open,
        Ast::Literal(literal) => {
            let c = if divides(tree, literal.c) { literal.c } else { fold(literal.c) };
            whole.extend(open.into_iter().map(|mut head| {
                head.push(c);
                head
            }));
            return Some(whole);
        }
        Ast::Dot(_) => return None,
        Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => {
            let set = tree.set(node)?;
            match set.few(MAX_CHARS) {
                Some(chars) => {
                    let open = &open;
                    let with = |c: char| open.iter().map(move |head| format!("{head}{}", fold(c)));
                    chars.into_iter().flat_map(with).collect()
                }
                // Which marks or digits they are does not matter behind a word.
                None if set.is_letterless() && open.iter().all(|head| !head.is_empty()) => {
                    open.into_iter().map(|head| format!("{head}{SPACE}")).collect()
                }
                None => return None,
            }
        }
        Ast::Group(group) => extend(tree, &group.ast, open)?,
        Ast::Alternation(nodes) => {
            let mut all = Vec::new();
            for node in &nodes.asts {
                all.extend(extend(tree, node, open.clone())?);
            }
            all
        }
        Ast::Concat(nodes) => {
            let mut heads = open;
            for node in &nodes.asts {
                if let Ast::Literal(literal) = node {
                    // By far the most nodes: in place, for they make no more heads than before.
                    let c = if divides(tree, literal.c) { literal.c } else { fold(literal.c) };
                    heads.iter_mut().filter(|head| !is_whole(tree, head)).for_each(|head| head.push(c));
                    continue;
                }
                if heads.iter().all(|head| is_whole(tree, head)) {
                    break;
                }
                heads = extend(tree, node, heads)?;
            }
            heads
        }
        Ast::Repetition(repetition) => {
            let (least, most) = bounds(&repetition.op.kind);
            let mut longer = extend(tree, &repetition.ast, open.clone())?;
            if !(least <= 1 && most == Some(1)) && longer.iter().any(|head| !is_whole(tree, head)) {
                return None;
            }
            if least == 0 {
                longer.extend(open);
            }
            longer
        }
    };
    whole.extend(longer);
    whole.sort_unstable();
    whole.dedup();
    (whole.len() <= MAX_HEADS).then_some(whole)
}

/// Whether the first token of a head is complete: something divides it from the rest, or it is an element.
fn is_whole(tree: &Tree, head: &str) -> bool {
    let mut chars = head.trim_start_matches(SPACE).chars();
    match chars.next() {
        None => false,
        Some(first) => divides(tree, first) || chars.any(|c| divides(tree, c)),
    }
}
