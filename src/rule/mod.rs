//! The rule language: what a rule file says, loaded into types that cannot be wrong.

pub mod expr;
mod fault;
pub mod model;
pub mod pattern;
#[cfg(test)]
mod sample;
mod severity;

pub use fault::Fault;
pub use severity::Severity;
