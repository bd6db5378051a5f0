//! Which letters of a pattern are whole words, and which words those are.
//!
//! What is written as `kill(ed|ing)` is two words, each found by one look at a token.

use super::edge::{Edge, End, edge};
use super::fold::fold;
use super::node::{Node, Text};
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

/// Finds the whole words of a pattern, and adds them to the vocabulary.
pub(super) fn close(node: &mut Node, vocabulary: &mut Vocabulary) {
    node_within(node, Edges { left: true, right: true }, vocabulary);
}

fn node_within(node: &mut Node, edges: Edges, vocabulary: &mut Vocabulary) {
    match node {
        Node::Text(text) => *node = word_or_text(std::mem::take(text), edges, vocabulary),
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
    for node in nodes.iter() {
        within.push(Edges { left, right: edges.right });
        left = edge(node, End::Last).is_closed(left);
    }
    let mut right = edges.right;
    for (node, edges) in nodes.iter().zip(&mut within).rev() {
        edges.right = right;
        right = edge(node, End::First).is_closed(right);
    }
    let mut closed = Vec::with_capacity(nodes.len());
    let mut at = 0;
    while at < nodes.len() {
        let together = letters_together(nodes, at);
        let around = Edges { left: within[at].left, right: within[together.end - 1].right };
        let spelled = match around {
            Edges { left: true, right: true } if together.len() > 1 => spellings(&nodes[together.clone()]),
            _ => None,
        };
        match spelled {
            Some(spelled) => closed.push(one_of(spelled, vocabulary)),
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

/// The nodes from `from` on that are all letters; where the first one is not, that one.
fn letters_together(nodes: &[Node], from: usize) -> Range<usize> {
    let letters = nodes[from..].iter().take_while(|node| is_all_letters(node)).count();
    from..from + letters.max(1)
}

/// Whether a node is made of nothing but letters in any case, as far as one look tells.
fn is_all_letters(node: &Node) -> bool {
    match node {
        Node::Empty => true,
        Node::Text(text) => !text.exact && text.letters.bytes().all(is_plain),
        Node::Class(set) => set.few(MAX_CHARS).is_some_and(|chars| chars.into_iter().all(is_plain_char)),
        Node::Repeat(repeat) => (repeat.least, repeat.most) == (0, Some(1)) && is_all_letters(&repeat.node),
        Node::Choice(nodes) | Node::Sequence(nodes) => nodes.iter().all(is_all_letters),
        _ => false,
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'\''
}

fn is_plain_char(c: char) -> bool {
    let folded = fold(c);
    folded.is_ascii() && is_plain(folded as u8)
}

/// All that nodes of letters can match one after the other, the first choice first; `None` where that is too much.
fn spellings(nodes: &[Node]) -> Option<Vec<String>> {
    let mut all = vec![String::new()];
    for node in nodes {
        let next = spellings_of(node)?;
        if all.len() * next.len() > MAX_SPELLINGS {
            return None;
        }
        all = all.iter().flat_map(|start| next.iter().map(move |end| [&**start, end].concat())).collect();
    }
    Some(all)
}

fn spellings_of(node: &Node) -> Option<Vec<String>> {
    let all = match node {
        Node::Empty => vec![String::new()],
        Node::Text(text) => vec![text.letters.clone()],
        Node::Class(set) => {
            let mut folded: Vec<char> = set.few(MAX_CHARS)?.into_iter().map(fold).collect();
            folded.sort_unstable();
            folded.dedup();
            folded.into_iter().map(String::from).collect()
        }
        Node::Repeat(repeat) => {
            let mut all = spellings_of(&repeat.node)?;
            all.insert(if repeat.greedy { all.len() } else { 0 }, String::new());
            all
        }
        Node::Choice(nodes) => {
            let each: Option<Vec<Vec<String>>> = nodes.iter().map(spellings_of).collect();
            each?.concat()
        }
        Node::Sequence(nodes) => spellings(nodes)?,
        _ => return None,
    };
    (all.len() <= MAX_SPELLINGS).then_some(all)
}

/// A choice of whole words as they are spelled; an empty one stands for no word.
fn one_of(spelled: Vec<String>, vocabulary: &mut Vocabulary) -> Node {
    let mut nodes: Vec<Node> = Vec::with_capacity(spelled.len());
    for letters in spelled {
        let text = Text { letters, ..Text::default() };
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
