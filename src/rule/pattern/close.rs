//! Which letters and marks of a pattern are whole tokens, and which words those are.
//!
//! What is written as `kill(ed|ing)` is two words, each found by one look at a token.

use super::edge::{Edge, End, edge};
use super::fold::{fold, is_blank, is_typographic, plain, typographic};
use super::node::{Marks, Node, Text};
use crate::lexicon::{Vocabulary, WordId};
use std::ops::Range;

/// At most so many words are made of the letters that stand together.
const MAX_SPELLINGS: usize = 32;
/// A class of at most so many characters is spelled out.
const MAX_CHARS: usize = 6;

/// Whether a word ends beside a node, whatever stands there.
#[derive(Debug, Clone, Copy)]
struct Edges {
    left: bool,
    right: bool,
}

/// Finds the whole tokens of a pattern, and adds them to the vocabulary.
pub(super) fn close(node: &mut Node, vocabulary: &mut Vocabulary) {
    node_within(node, Edges { left: true, right: true }, vocabulary);
}

fn node_within(node: &mut Node, edges: Edges, vocabulary: &mut Vocabulary) {
    match node {
        Node::Text(text) => *node = word_or_text(std::mem::take(text), edges, vocabulary),
        Node::Char(c, marks) => *marks = tokens(&[*c], vocabulary),
        Node::Class(set, marks) => *marks = tokens(&set.few(MAX_CHARS).unwrap_or_default(), vocabulary),
        Node::Group(_, inside) => node_within(inside, edges, vocabulary),
        Node::Repeat(repeat) => {
            let inside = match (repeat.least, repeat.most) {
                (0 | 1, Some(1)) => edges,
                // It may stand beside itself.
                _ => Edges {
                    left: edges.left && edge(&repeat.node, End::Last) == Edge::Closed,
                    right: edges.right && edge(&repeat.node, End::First) == Edge::Closed,
                },
            };
            node_within(&mut repeat.node, inside, vocabulary);
        }
        Node::Choice(nodes) => {
            nodes.iter_mut().for_each(|node| node_within(node, edges, vocabulary));
            if let Some(words) = all_words(nodes) {
                *node = Node::Words(words);
            }
        }
        Node::Sequence(nodes) => {
            sequence(nodes, edges, vocabulary);
            if nodes.len() == 1 {
                *node = nodes.remove(0);
            }
        }
        _ => {}
    }
}

fn word_or_text(text: Text, edges: Edges, vocabulary: &mut Vocabulary) -> Node {
    let is_plain = !text.exact && text.letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    match (edges.left && edges.right, is_plain) {
        (true, true) => Node::Word(vocabulary.intern(&text.letters)),
        _ => Node::Text(Text { left: edges.left, right: edges.right, ..text }),
    }
}

/// The tokens that characters are in all ways in which a text may write them, if each is a mark that no word is
/// written with.
fn tokens(chars: &[char], vocabulary: &mut Vocabulary) -> Marks {
    if !chars.iter().all(|c| is_mark(*c)) {
        return Marks::default();
    }
    let written = chars.iter().flat_map(|c| std::iter::once(*c).chain(typographic(*c)));
    let mut marks: Vec<WordId> = written.map(|c| vocabulary.intern(c.encode_utf8(&mut [0; 4]))).collect();
    marks.sort_unstable();
    marks.dedup();
    marks.into()
}

/// Whether a character is a token by itself wherever it stands.
fn is_mark(c: char) -> bool {
    fold(c) != '\'' && (c.is_ascii_punctuation() || is_typographic(c) && !c.is_alphanumeric() && !is_blank(c))
}

/// The words that alternatives are, if all are words.
fn all_words(nodes: &[Node]) -> Option<Box<[WordId]>> {
    let mut words = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Word(word) => words.push(*word),
            Node::Words(several) => words.extend(several),
            _ => return None,
        }
    }
    words.sort_unstable();
    words.dedup();
    Some(words.into())
}

fn sequence(nodes: &mut Vec<Node>, edges: Edges, vocabulary: &mut Vocabulary) {
    let mut within: Vec<Edges> = Vec::with_capacity(nodes.len());
    let mut left = edges.left;
    for (at, node) in nodes.iter().enumerate() {
        within.push(Edges { left, right: edges.right });
        left = is_space_of_words(nodes, at) || edge(node, End::Last).is_closed(left);
    }
    let mut right = edges.right;
    for (at, edges) in within.iter_mut().enumerate().rev() {
        edges.right = right;
        right = is_space_of_words(nodes, at) || edge(&nodes[at], End::First).is_closed(right);
    }
    let mut closed = Vec::with_capacity(nodes.len());
    let mut at = 0;
    while at < nodes.len() {
        let together = letters_together(nodes, at);
        let around = Edges { left: within[at].left, right: within[together.end - 1].right };
        let spelled = match around {
            Edges { left: true, right: true } if together.len() > 1 => spelled(&nodes[together.clone()]),
            _ => None,
        };
        match spelled {
            Some(words) => closed.push(one_of(words, vocabulary)),
            None => {
                for at in together.clone() {
                    let mut node = std::mem::replace(&mut nodes[at], Node::Empty);
                    node_within(&mut node, within[at], vocabulary);
                    closed.push(node);
                }
            }
        }
        at = together.end;
    }
    *nodes = closed;
}

/// Whether a node is white space that may be missing, and stands beside no letters: whoever writes `per ?cent` means one word or
/// two, and whoever writes `(or|and)? ?(half|twice)` does not mean "orhalf".
fn is_space_of_words(nodes: &[Node], at: usize) -> bool {
    let Node::Repeat(repeat) = &nodes[at] else { return false };
    let beside = [at.checked_sub(1), Some(at + 1)].map(|beside| nodes.get(beside?));
    let are_letters =
        |node: Option<&Node>| matches!(node, Some(Node::Text(_) | Node::Char(..) | Node::Class(..)));
    repeat.node == Node::Space && repeat.least == 0 && !beside.into_iter().any(are_letters)
}

/// The nodes from `from` on that are all letters; where the first one is not, that one.
fn letters_together(nodes: &[Node], from: usize) -> Range<usize> {
    let letters = nodes[from..].iter().take_while(|node| is_all_letters(node)).count();
    from..from + letters.max(1)
}

/// Whether a node is made of nothing but letters, as far as one look tells.
fn is_all_letters(node: &Node) -> bool {
    match node {
        Node::Empty => true,
        Node::Text(text) => text.letters.bytes().all(is_plain),
        Node::Class(set, _) => set.few(MAX_CHARS).is_some_and(|chars| chars.into_iter().all(is_plain_char)),
        Node::Repeat(repeat) => (repeat.least, repeat.most) == (0, Some(1)) && is_all_letters(&repeat.node),
        Node::Choice(nodes) | Node::Sequence(nodes) => nodes.iter().all(is_all_letters),
        _ => false,
    }
}

/// In which case the letters of a node match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// In every case that they are given in: all or one.
    AsGiven,
    Any,
    /// In this very one.
    Exact,
    /// Some in any, some in one.
    Mixed,
}

fn case_of(nodes: &[Node]) -> Case {
    let case = |node: &Node| match node {
        Node::Text(text) if text.exact => Case::Exact,
        Node::Text(_) => Case::Any,
        Node::Class(set, _) => {
            let has_other =
                |c: char| set.contains(c.to_ascii_uppercase()) && set.contains(c.to_ascii_lowercase());
            let both = set.few(MAX_CHARS).unwrap_or_default().into_iter().all(has_other);
            if both { Case::AsGiven } else { Case::Exact }
        }
        Node::Repeat(repeat) => case_of(std::slice::from_ref(&repeat.node)),
        Node::Choice(nodes) | Node::Sequence(nodes) => case_of(nodes),
        _ => Case::AsGiven,
    };
    nodes.iter().map(case).fold(Case::AsGiven, |all, case| match (all, case) {
        (Case::AsGiven, case) | (case, Case::AsGiven) => case,
        (one, other) if one == other => one,
        _ => Case::Mixed,
    })
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'\''
}

fn is_plain_char(c: char) -> bool {
    let folded = fold(c);
    folded.is_ascii() && is_plain(folded as u8)
}

/// All that nodes of letters can match one after the other, the first choice first; `None` where that is too much.
fn spelled(nodes: &[Node]) -> Option<Vec<Text>> {
    let case = case_of(nodes);
    let all = (case != Case::Mixed).then(|| spellings(nodes, case))??;
    let text = |letters| Text { letters, exact: case == Case::Exact, ..Text::default() };
    Some(all.into_iter().map(text).collect())
}

fn spellings(nodes: &[Node], case: Case) -> Option<Vec<String>> {
    let mut all = vec![String::new()];
    for node in nodes {
        let next = spellings_of(node, case)?;
        if all.len() * next.len() > MAX_SPELLINGS {
            return None;
        }
        all = all.iter().flat_map(|start| next.iter().map(move |end| [&**start, end].concat())).collect();
    }
    Some(all)
}

fn spellings_of(node: &Node, case: Case) -> Option<Vec<String>> {
    let all = match node {
        Node::Empty => vec![String::new()],
        Node::Text(text) => vec![text.letters.clone()],
        Node::Class(set, _) => {
            let chars = set.few(MAX_CHARS)?.into_iter();
            let mut chars: Vec<char> = match case {
                Case::Exact => chars.map(|c| plain(c).unwrap_or(c)).filter(char::is_ascii).collect(),
                _ => chars.map(fold).collect(),
            };
            chars.sort_unstable();
            chars.dedup();
            chars.into_iter().map(String::from).collect()
        }
        Node::Repeat(repeat) => {
            let mut all = spellings_of(&repeat.node, case)?;
            all.insert(if repeat.greedy { all.len() } else { 0 }, String::new());
            all
        }
        Node::Choice(nodes) => {
            let each: Option<Vec<Vec<String>>> = nodes.iter().map(|node| spellings_of(node, case)).collect();
            each?.concat()
        }
        Node::Sequence(nodes) => spellings(nodes, case)?,
        _ => return None,
    };
    (all.len() <= MAX_SPELLINGS).then_some(all)
}

/// A choice of whole words as they are spelled; an empty one stands for no word.
fn one_of(spelled: Vec<Text>, vocabulary: &mut Vocabulary) -> Node {
    let mut nodes: Vec<Node> = Vec::with_capacity(spelled.len());
    for text in spelled {
        let node = match text.letters.is_empty() {
            true => Node::Empty,
            false => word_or_text(text, Edges { left: true, right: true }, vocabulary),
        };
        if !nodes.contains(&node) {
            nodes.push(node);
        }
    }
    match all_words(&nodes).as_deref() {
        Some([word]) => Node::Word(*word),
        Some(words) => Node::Words(words.into()),
        None => Node::Choice(nodes),
    }
}
