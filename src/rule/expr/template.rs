//! Messages: text with expressions in braces.

use super::compile::Error;
use super::eval::Env;
use super::node::Node;
use super::{Expr, Scope};
use crate::value::UnitTable;

/// A message with expressions: `'"{nth}" does not fit: {published} is in year {year_count(…)}'`. A name
/// alone shows the words as written, any other expression its value; `{{` and `}}` are braces.
#[derive(Debug, Clone)]
pub struct Template {
    parts: Vec<TemplatePart>,
}

#[derive(Debug, Clone)]
enum TemplatePart {
    Words(String),
    Value(Expr),
}

impl Template {
    /// Compiles `text` over the names of `scope`.
    ///
    /// # Errors
    ///
    /// What is wrong with each of the expressions, with its bytes in `text`, up to a brace without a partner.
    pub fn compile(text: &str, scope: &Scope, units: &UnitTable) -> Result<Self, Vec<Error>> {
        let mut parts = Vec::new();
        let mut errors = Vec::new();
        let mut words = String::new();
        let mut at = 0;
        while let Some(found) = text[at..].find(['{', '}']) {
            let brace = at + found;
            words.push_str(&text[at..brace]);
            let sign = &text[brace..=brace];
            if text[brace + 1..].starts_with(sign) {
                words.push_str(sign);
                at = brace + 2;
                continue;
            }
            let Some(len) = text[brace..].find('}').filter(|_| sign == "{") else {
                let error = Error::new(format!("this `{sign}` has no partner"), brace..brace + 1);
                errors.push(error.help(format!("write `{sign}{sign}` for a brace in the text")));
                return Err(errors);
            };
            let inner = brace + 1..brace + len;
            parts.push(TemplatePart::Words(std::mem::take(&mut words)));
            match Expr::compile(&text[inner.clone()], scope, units) {
                Ok(expr) => parts.push(TemplatePart::Value(expr)),
                Err(mut error) => {
                    error.span = error.span.start + inner.start..error.span.end + inner.start;
                    errors.push(error);
                }
            }
            at = brace + len + 1;
        }
        words.push_str(&text[at..]);
        parts.push(TemplatePart::Words(words));
        if errors.is_empty() { Ok(Template { parts }) } else { Err(errors) }
    }

    /// The message, where all of its values are known.
    pub fn render_known(&self, env: &dyn Env) -> Option<String> {
        let known = self.parts.iter().all(|part| match part {
            TemplatePart::Words(_) => true,
            TemplatePart::Value(expr) => expr.eval(env).is_some(),
        });
        known.then(|| self.render(env))
    }

    /// The message; what is not known is shown as "unknown".
    pub fn render(&self, env: &dyn Env) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                TemplatePart::Words(words) => out.push_str(words),
                TemplatePart::Value(expr) => out.push_str(&shown(expr, env)),
            }
        }
        out
    }
}

fn shown(expr: &Expr, env: &dyn Env) -> String {
    if let Node::Variable(at) = expr.node
        && let Some(words) = env.words(at)
    {
        return words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    expr.eval(env).map_or_else(|| "unknown".into(), |value| value.show(env.units()))
}
