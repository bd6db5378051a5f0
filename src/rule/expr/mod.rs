//! The assertion language: small typed expressions over what a pattern bound or two claims say.
//!
//! An expression is compiled once, when its rule is loaded; a wrong name, type or unit is an
//! [`Error`] with the exact characters. Evaluation always ends, touches nothing and has three
//! outcomes ([`Outcome`]). The files: `lexer` (characters → tokens), `compile` (tokens → typed nodes), `node` (the nodes),
//! `types` (what names and their attributes are), `functions` (the one table of functions),
//! `calendar` (counting years and days), `enumeration` (counting what a sentence lists), `value` (what comes out), `eval`, `template` (messages).

mod calendar;
mod compile;
mod enumeration;
mod eval;
mod figures;
mod functions;
mod lexer;
mod node;
mod slip;
mod steps;
mod template;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod value;

pub use compile::Error;
pub use eval::{Env, Outcome};
pub use functions::{FunctionDoc, documentation};
pub(super) use lexer::is_name;

pub use template::Template;
pub use types::{Attribute, Scope, Type, Variable, attributes};
pub(crate) use value::unit_word;
pub use value::{Figure, Value};

use crate::value::UnitTable;
use node::Node;

/// A compiled expression.
#[derive(Debug, Clone)]
pub struct Expr {
    text: Box<str>,
    node: Node,
    kind: Type,
}

impl Expr {
    /// Compiles `text` over the names of `scope`.
    ///
    /// # Errors
    ///
    /// What is wrong first, with its bytes in `text`.
    pub fn compile(text: &str, scope: &Scope, units: &UnitTable) -> Result<Self, Error> {
        let (node, kind) = compile::compile(text, scope, units)?;
        Ok(Expr { text: text.into(), node, kind })
    }

    /// What it gives.
    pub fn kind(&self) -> &Type {
        &self.kind
    }

    /// Whether it is one name of the scope and no more: a slot.
    pub const fn is_slot(&self) -> bool {
        matches!(self.node, Node::Variable(_))
    }

    /// The places in the scope of all names that it uses, in order, each once.
    pub fn variables(&self) -> Vec<usize> {
        let mut places = Vec::new();
        self.node.variables(&mut places);
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Whether what it says holds; for an expression that gives no yes or no, undecided.
    pub fn judge(&self, env: &dyn Env) -> Outcome {
        eval::judge(&self.node, env)
    }

    /// Whether it is certainly true: what is only possible or not known is not.
    pub fn is_certain(&self, env: &dyn Env) -> bool {
        eval::is_certain(&self.node, env)
    }

    /// Whether what it asks is not known.
    pub fn is_unknown(&self, env: &dyn Env) -> bool {
        eval::is_unknown(&self.node, env)
    }

    /// The comparisons in it that did not hold, each with what its sides came to.
    pub fn failed_steps(&self, env: &dyn Env) -> Vec<String> {
        let mut steps = Vec::new();
        steps::failed(&self.node, &self.text, env, &mut steps);
        steps
    }

    /// Its value; `None` where it is not known.
    pub fn eval<'a>(&'a self, env: &'a dyn Env) -> Option<Value<'a>> {
        eval::eval(&self.node, env)
    }
}
