//! The rule language: what a rule file says, loaded into types that cannot be wrong.
//!
//! - [`RuleSet::load`] reads the shipped rules and those of rule folders, or gives all their mistakes.
//! - [`RuleSet`] holds [`SentenceRule`]s, [`Measure`]s, [`Comparison`]s and [`Variants`]; each has an
//!   [`About`] with its name, reasons and tests ([`RuleTest`]).
//! - [`pattern`]: [`RuleSet::patterns`] tells which patterns may match in a sentence, a
//!   [`pattern::Matcher`] finds their [`pattern::Match`]es, with what the slots have bound.
//! - [`expr`]: assertions, conditions and messages, over an [`expr::Env`]. In the scope of a sentence rule or
//!   measure `published` is 0, `updated` 1, and slot `i` [`FIRST_SLOT`]` + i`; in that of a comparison `a`
//!   is 0 and `b` 1.
//!
//! ```
//! use crosstally::lexicon::Lexicon;
//! use crosstally::rule::RuleSet;
//! use crosstally::rule::pattern::{Candidates, Matcher, Overlap, Scratch, SentenceView};
//! # use crosstally::article::{BlockKind, Part, ProseBuilder};
//! # use crosstally::mention::{Reference, read};
//! # use crosstally::source::Source;
//! # let rule = "{id: x, severity: note, find: killed, assert: 'false', message: m, why: w, \
//! #   tests: [{flags: '[killed]'}, {allows: nobody}]}";
//! # let sources = [std::sync::Arc::new(Source::new("x.yaml", rule))];
//! let mut lexicon = Lexicon::default();
//! let rules = RuleSet::from_sources(&sources, &mut lexicon).unwrap();
//! # let mut builder = ProseBuilder::default();
//! # builder.open(Part::Body, BlockKind::Paragraph);
//! # builder.push("Two were killed.", 0);
//! # let prose = builder.finish();
//! let reading = read(&prose, &lexicon, &Reference::default());
//! let (mut candidates, mut scratch) = (Candidates::default(), Scratch::default()); // one for each thread
//! for index in 0..reading.sentences.len() {
//!     let sentence = SentenceView::new(&prose, &reading, index, &lexicon);
//!     for place in rules.patterns().candidates(&sentence, &mut candidates) {
//!         let (pattern, slots) = rules.pattern(place);
//!         let mut matcher = Matcher::new(sentence, rules.lists(), &mut scratch);
//!         for found in matcher.find(pattern, slots, Overlap::No) {
//!             assert_eq!(prose.slice(found.span), "killed");
//!         }
//!     }
//! }
//! ```

pub mod expr;
mod fault;
mod load;
mod marked;
mod model;
pub mod pattern;
mod raw;
#[cfg(test)]
mod sample;
mod set;
mod severity;

pub use fault::Fault;
pub use marked::Marked;
pub use model::{
    About, Comparison, FIRST_SLOT, FixRule, Level, Measure, Places, RuleTest, Search, SentenceRule, Softer,
    Spelling, TestArticle, Variants,
};
pub use raw::{RawPlace as Place, RawSide as Primary, RawTie as Tie, RawWithin as Within, schema};
pub use set::{Indexed, Owner, PatternPlace, RuleSet, UnknownForm};
pub use severity::Severity;
