//! What we understand: a measure, a value, what it is about, when, who says so, where it stands; and
//! which claims of different articles speak of the same event.
//!
//! Claims are plain data of one article ([`ArticleClaims`]); the join ([`Corpus`]) is over them alone.

mod event;
mod facts;
mod json;
mod names;
mod ties;

pub use event::{ClaimRef, Corpus, Event, Pair};
pub use facts::{FactEvent, FactFigure, Facts};
pub use json::json;
pub use names::{NameId, NameIndex, NameKind};
pub use ties::{Relation, Separator, Tie, comparable};
pub(crate) use ties::{is_settled, is_short};

use crate::article::{BlockKind, Part};
use crate::lexicon::Happening;
use crate::source::{FileSpan, Source};
use crate::time::{Basis, Period};
use crate::value::{Hedge, Interval, Number, UnitId, Written};
use std::sync::Arc;

/// A measure: an index into the rule set's measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeasureId(pub u16);

/// The claims of one article, with what the join must know of it.
#[derive(Debug, Clone)]
pub struct ArticleClaims {
    /// The file, for the places of findings.
    pub source: Arc<Source>,
    /// The article's day.
    pub published: Option<chrono::NaiveDate>,
    /// When it was last changed: its figures are as of then.
    pub updated: Option<chrono::NaiveDate>,
    /// The events that its front matter declares.
    pub events: Vec<Box<str>>,
    /// Every name of the article once, as normalized key and kind.
    pub names: Vec<(Box<str>, NameKind)>,
    /// The names of title, standfirst and first paragraph, as indices into `names`.
    pub lead: Vec<u16>,
    /// What kind of event title and first paragraph tell of, where they tell.
    pub happening: Happening,
    /// The claims, in order of place.
    pub claims: Vec<Claim>,
    /// Whether this is a facts file: its claims are vouched for.
    pub vouched: bool,
}

impl ArticleClaims {
    /// The day as of which the article speaks: that of its last change, or else of its publication.
    pub fn as_of(&self) -> Option<chrono::NaiveDate> {
        self.updated.or(self.published)
    }
}

/// One claim.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What kind of claim.
    pub measure: MeasureId,
    /// What it says.
    pub value: ClaimValue,
    /// What two claims of the measure must share to be comparable (`key` of the measure), evaluated.
    pub key: Vec<Box<str>>,
    /// What is counted: the head noun ("drones") and its modifiers ("ukrainian"), lower case.
    pub subject: Subject,
    /// The names in the sentence, as indices into [`ArticleClaims::names`], the nearest to the figure first.
    pub names: Vec<u16>,
    /// Which of them says where it was ("in Halden"); for a sentence that does not say, the article's dateline.
    pub place: Option<u16>,
    /// What kind of event it is of, by the words around the figure.
    pub happening: Happening,
    /// The names in the rest of the paragraph.
    pub near: Vec<u16>,
    /// The days of the event.
    pub when: Period,
    /// How these days were found; [`Basis::Open`] when nothing near the claim gives a day.
    pub basis: Basis,
    /// Who says so, as a normalized key ("russia's defense ministry"); `None` for the article itself.
    pub source: Option<Box<str>>,
    /// How much of the event it speaks of.
    pub scope: Scope,
    /// Whether it is stated as true.
    pub polarity: Polarity,
    /// Whether a change of an earlier figure is said ("revised", "down from").
    pub revised: bool,
    /// Whether the figure is said to have grown ("has climbed to") or to be counted since a day.
    pub grown: bool,
    /// Whether its sentence tells of people who are still looked for, so that the figure may grow.
    pub open: bool,
    /// Whether it stands in a headline or standfirst, and the body gives its figure too, or several that may make it up.
    pub echoed: bool,
    /// Whether it stands in the first three sentences of the body, which say what the headline is over.
    pub leading: bool,
    /// Which part of the article it stands in.
    pub part: Part,
    /// In which kind of text.
    pub block: BlockKind,
    /// The words of the figure.
    pub span: FileSpan,
    /// The words of the whole match.
    pub words: FileSpan,
    /// The sentence.
    pub sentence: FileSpan,
}

/// What a claim says.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "nearly all claims are figures")]
pub enum ClaimValue {
    /// A figure: what its words allow, in its unit, and how it was written.
    Figure {
        /// What the words allow.
        allows: Interval,
        /// The unit; `None` for counts.
        unit: Option<UnitId>,
        /// As written; computed values have the interval alone.
        written: Option<Written>,
    },
    /// A date.
    Days(Period),
}

/// What a claim counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The head noun, lower case; empty when none is named.
    pub head: Box<str>,
    /// Its modifiers, lower case, in order.
    pub modifiers: Vec<Box<str>>,
}

impl Claim {
    /// Whether its figure is given as a bound or as about right.
    pub fn is_hedged(&self) -> bool {
        matches!(self.value, ClaimValue::Figure { written: Some(written), .. } if written.hedge != Hedge::None)
    }

    /// The number that it gives as it is written, where it is a single one.
    pub fn number(&self) -> Option<Number> {
        match self.value {
            ClaimValue::Figure { written, .. } => written?.single(),
            ClaimValue::Days(_) => None,
        }
    }
}

/// "ukrainian drones".
impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for word in &self.modifiers {
            write!(f, "{word} ")?;
        }
        f.write_str(&self.head)
    }
}

/// How much of an event a claim speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// All of it.
    #[default]
    Whole,
    /// A part ("including three children", "two of them").
    Part,
    /// In addition to others ("another two", "35 others", "five more").
    Additional,
    /// All since some day, or of several places ("since the war began", "so far this year", "across England").
    Cumulative,
    /// Per day, per person.
    Rate,
}

/// Whether a claim is stated as true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// The article states it, or reports who does.
    #[default]
    Stated,
    /// Denied or corrected ("not 50").
    Denied,
    /// Conditional ("could have killed").
    Hypothetical,
    /// Planned, expected or feared.
    Planned,
    /// Inside somebody's quoted words.
    Quoted,
}
