//! A judgment told step by step: what each side of a comparison came to.

use super::eval::{Env, eval, is_false};
use super::node::Node;
use super::value::Value;

/// Adds each comparison of `node`, an expression that is written `text`, that did not hold. A comparison behind another one
/// of an `and` that did not hold decided nothing, and one of words ("if the unit is the mile") only chooses what to ask.
pub(super) fn failed(node: &Node, text: &str, env: &dyn Env, steps: &mut Vec<String>) {
    match node {
        Node::Or(a, b) => {
            failed(a, text, env, steps);
            failed(b, text, env, steps);
        }
        Node::And(a, b) => {
            failed(a, text, env, steps);
            if !is_false(a, env) {
                failed(b, text, env, steps);
            }
        }
        Node::Compare(_, a, b, [left, right]) if is_false(node, env) => {
            if let (Some(a), Some(b)) = (amount(a, env), amount(b, env)) {
                let comparison = &text[left.start..right.end];
                steps.push(format!("`{comparison}` does not hold: {a} against {b}"));
            }
        }
        Node::Call(_, arguments, span)
            if is_false(node, env) && arguments.iter().all(|argument| amount(argument, env).is_some()) =>
        {
            steps.push(format!("`{}` does not hold", &text[span.clone()]));
        }
        Node::Defined(expr) => failed(&expr.node, &expr.text, env, steps),
        _ => {}
    }
}

/// A figure, days or a length of time, as people read it.
fn amount(node: &Node, env: &dyn Env) -> Option<String> {
    match eval(node, env)? {
        value @ (Value::Figure(_) | Value::Days(..) | Value::Length(_)) => Some(value.show(env.units())),
        _ => None,
    }
}
