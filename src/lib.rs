//! A linter for the claims in articles.
//!
//! # The way of the data
//!
//! ```text
//! walk → Source → Article (prose + map) → Mentions → Claims ─┬─ checks within one article ──┐
//!                                                            └─ join → checks across articles┴→ Findings → report
//! ```
//!
//! The part before the join knows one article at a time; the join is over claims, never over text.
//!
//! # The map of the code
//!
//! Imports point from a module to those above it in this list only (`tests/layering.rs`).
//!
//! - [`source`]: files, spans, line index, walking
//! - [`yaml`]: the one door to YAML, errors with places
//! - [`value`]: exact numbers, intervals, units
//! - [`time`]: days, periods, resolution against a date
//! - [`article`]: Markdown, HTML, plain text → prose + map + metadata; one file a format
//! - [`lexicon`]: compiled word lists and units
//! - [`mention`]: numbers, quantities, times, names, as written
//! - [`claim`]: measures, claims, what a claim is about; the join
//! - [`rule`]: patterns, assertions, loading, the shipped rules
//! - [`check`]: running rules within an article and across
//! - [`finding`]: findings, suppression, fixes
//! - [`report`]: one file an output format
//! - [`cli`]: arguments, configuration, exit codes

pub mod article;
pub mod check;
pub mod claim;
pub mod cli;
pub mod finding;
pub mod lexicon;
pub mod mention;
pub mod report;
pub mod rule;
pub mod source;
pub mod time;
pub mod value;
pub mod yaml;
