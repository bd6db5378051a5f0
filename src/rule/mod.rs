//! The rule language: what a rule file says, loaded into types that cannot be wrong.

pub mod expr;
mod severity;

pub use severity::Severity;
