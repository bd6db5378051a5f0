//! Compiled expressions, as trees.

use super::Expr;
use super::functions::Function;
use super::types::Attribute;
use crate::value::{Number, UnitId};
use chrono::NaiveDate;
use std::ops::Range;
use std::sync::Arc;

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// How two numbers are computed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Plus,
    Minus,
    Times,
    Over,
}

/// A compiled expression.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Bool(bool),
    Number(Number, Option<UnitId>),
    Day(NaiveDate),
    Text(String),
    Variable(usize),
    Attribute(usize, Attribute),
    Not(Box<Node>),
    Negative(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    /// With the bytes of its two sides.
    Compare(Comparison, Box<Node>, Box<Node>, [Range<usize>; 2]),
    Compute(Arithmetic, Box<Node>, Box<Node>),
    /// With its bytes.
    Call(&'static Function, Vec<Node>, Range<usize>),
    /// What a name of the rule's own stands for.
    Defined(Arc<Expr>),
}

impl Node {
    /// Adds the places in the scope of all names in it.
    pub fn variables(&self, places: &mut Vec<usize>) {
        match self {
            Node::Bool(_) | Node::Number(..) | Node::Day(_) | Node::Text(_) => {}
            Node::Variable(at) | Node::Attribute(at, _) => places.push(*at),
            Node::Not(inner) | Node::Negative(inner) => inner.variables(places),
            Node::And(a, b) | Node::Or(a, b) | Node::Compare(_, a, b, _) | Node::Compute(_, a, b) => {
                a.variables(places);
                b.variables(places);
            }
            Node::Call(_, arguments, _) => arguments.iter().for_each(|node| node.variables(places)),
            Node::Defined(expr) => expr.node.variables(places),
        }
    }

    /// How many nodes it has, those of definitions counted wherever they are named.
    pub fn size(&self) -> usize {
        1 + match self {
            Node::Bool(_) | Node::Number(..) | Node::Day(_) | Node::Text(_) => 0,
            Node::Variable(_) | Node::Attribute(..) => 0,
            Node::Not(inner) | Node::Negative(inner) => inner.size(),
            Node::And(a, b) | Node::Or(a, b) | Node::Compare(_, a, b, _) | Node::Compute(_, a, b) => {
                a.size() + b.size()
            }
            Node::Call(_, arguments, _) => arguments.iter().map(Node::size).sum(),
            Node::Defined(expr) => expr.node.size(),
        }
    }
}
