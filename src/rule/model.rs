//! Rules that cannot be wrong: what [`super::load`] makes of the files.

use super::expr::{Env, Expr, Template, Type};
use super::marked::Marked;
use super::pattern::{Overlap, Pattern, SlotType, Slots};
use super::{Severity, raw};
use crate::article::{BlockKind, Part};
use crate::claim::MeasureId;
use crate::source::{FileSpan, Source};
use chrono::NaiveDate;
use std::sync::Arc;

/// What all rules have.
#[derive(Debug, Clone)]
pub struct About {
    /// The name of the rule; of a measure, the measure's.
    pub id: Arc<str>,
    /// The file in which it stands.
    pub file: Arc<Source>,
    /// Where its name stands in that file.
    pub place: FileSpan,
    /// Whether it is part of the program.
    pub shipped: bool,
    /// The rules that tell the same mistake better.
    pub yields_to: Vec<Arc<str>>,
    /// Why it matters.
    pub why: String,
    /// What it gets wrong.
    pub blind_spots: Vec<String>,
    /// Its tests.
    pub tests: Vec<RuleTest>,
}

/// How sure a rule is, and whether it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// How sure.
    pub severity: Severity,
    /// Whether it runs unless the configuration says otherwise.
    pub enabled: bool,
}

/// Finds words, binds what they say, and says what must hold.
#[derive(Debug, Clone)]
pub struct SentenceRule {
    /// Name, reasons and tests.
    pub about: About,
    /// How sure.
    pub level: Level,
    /// What it finds, and where.
    pub search: Search,
    /// What must hold.
    pub assertion: Expr,
    /// What to say where it does not.
    pub message: Template,
    /// The arithmetic, and what to do.
    pub help: Option<Template>,
    /// When it speaks more softly.
    pub softer: Softer,
    /// Whether matches of one pattern may overlap.
    pub overlap: Overlap,
    /// Findings of one article for which this is the same are one.
    pub once: Option<Expr>,
    /// The slots to underline, the most important first; empty for all that are bound.
    pub underline: Vec<usize>,
    /// What the places of a finding are, by place in the scope.
    pub labels: Vec<(usize, Template)>,
    /// A change that would mend it.
    pub fix: Option<FixRule>,
}

/// A change that would mend a finding.
#[derive(Debug, Clone)]
pub struct FixRule {
    /// What it does.
    pub title: Option<Template>,
    /// The slot whose words are replaced.
    pub replace: usize,
    /// What to put there.
    pub with: Template,
    /// Whether it may be made without asking.
    pub safe: bool,
}

/// The patterns of a rule or measure, and the condition under which a match counts.
///
/// In the scope of its expressions, `published` and `updated` come first and the slots after them: slot
/// `i` of [`Search::slots`] has the place [`FIRST_SLOT`]` + i`.
#[derive(Debug, Clone)]
pub struct Search {
    /// The patterns; a [`super::PatternPlace`] tells which one of them the index has found.
    pub find: Vec<Pattern>,
    /// Patterns of which one must match in the sentence before, if there are any.
    pub before: Vec<Pattern>,
    /// Patterns of which one must match in one of the sentences before that, if there are any.
    pub earlier: Vec<Pattern>,
    /// Whether the sentence before may be of the paragraph before.
    pub across_paragraphs: bool,
    /// Patterns that silence it where they match in the same sentence.
    pub unless: Vec<Pattern>,
    /// What the patterns bind.
    pub slots: Slots,
    /// Where it looks.
    pub places: Places,
    /// What must certainly be true.
    pub condition: Option<Expr>,
}

/// The place of the first slot in the scope of a rule's expressions, after `published` and `updated`.
pub const FIRST_SLOT: usize = 2;

/// The parts of an article and kinds of text in which a rule looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    parts: Vec<Part>,
    kinds: Vec<BlockKind>,
}

impl Places {
    pub(super) fn new(places: &[raw::RawPlace]) -> Self {
        let mut all = Places::default();
        for place in places {
            match part_or_kind(*place) {
                Ok(part) => all.parts.push(part),
                Err(kind) => all.kinds.push(kind),
            }
        }
        all
    }

    /// Whether a block is among them: its part, if parts are named, and its kind, if kinds are.
    pub fn contain(&self, part: Part, kind: BlockKind) -> bool {
        (self.parts.is_empty() || self.parts.contains(&part))
            && (self.kinds.is_empty() || self.kinds.contains(&kind))
    }
}

/// A part of an article, or else a kind of text.
pub(super) fn part_or_kind(place: raw::RawPlace) -> Result<Part, BlockKind> {
    use raw::RawPlace as P;
    match place {
        P::Title => Ok(Part::Title),
        P::Standfirst => Ok(Part::Standfirst),
        P::Body => Ok(Part::Body),
        P::Paragraph => Err(BlockKind::Paragraph),
        P::Heading => Err(BlockKind::Heading),
        P::ListItem => Err(BlockKind::ListItem),
        P::TableCell => Err(BlockKind::TableCell),
        P::Caption => Err(BlockKind::Caption),
        P::Quote => Err(BlockKind::Quote),
    }
}

/// A kind of claim.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Name, reasons and tests.
    pub about: About,
    /// What it counts, for people.
    pub counts: Option<String>,
    /// Whether a later report may say more, never less.
    pub grows: bool,
    /// Whether a figure is the total of the days that it names.
    pub totals: bool,
    /// Patterns of somebody who may be counted or not.
    pub one_more: Vec<Pattern>,
    /// Patterns of several who may be counted or not.
    pub some_more: Vec<Pattern>,
    /// What it finds, and where.
    pub search: Search,
    /// The type of the mentions that are its claims, where it has no patterns: they are bound as its only slot.
    pub mention: Option<SlotType>,
    /// What a claim says.
    pub value: Expr,
    /// The slot that is the value, where it is one: its words are the claim's place.
    pub value_slot: Option<usize>,
    /// What two claims must share to be compared.
    pub key: Vec<Expr>,
    /// The days that a claim is about.
    pub when: Option<Expr>,
    /// What is counted.
    pub subject: Option<Expr>,
}

impl Measure {
    /// The type of its values: figures or days.
    pub fn kind(&self) -> &Type {
        self.value.kind()
    }
}

/// Says which claims must agree. In the scope of its expressions `a` comes first, then `b`.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Name, reasons and tests.
    pub about: About,
    /// How sure.
    pub level: Level,
    /// The measures whose claims are compared, each with its own kind.
    pub measures: Vec<MeasureId>,
    /// How far apart the claims may stand.
    pub within: raw::RawWithin,
    /// What the two must share.
    pub same: Vec<raw::RawTie>,
    /// Attributes that the two must share, as pairs of expressions over `a` and over `b`.
    pub key: Vec<(Expr, Expr)>,
    /// Which of the two claims is to mend.
    pub primary: raw::RawSide,
    /// The two parts of an article that are set against each other: first where `a` stands.
    pub between: Option<(Places, Places)>,
    /// How many articles must agree before a claim is held against them; `None` to compare any two.
    pub quorum: Option<u16>,
    /// What must certainly be true.
    pub condition: Option<Expr>,
    /// What must hold.
    pub assertion: Expr,
    /// What to say where it does not; `None` for the words that fit any comparison.
    pub message: Option<Template>,
    /// The arithmetic, and what to do.
    pub help: Option<Template>,
    /// When it speaks more softly.
    pub softer: Softer,
}

/// When a rule speaks more softly than its severity has it.
#[derive(Debug, Clone, Default)]
pub struct Softer {
    /// When as a warning, and not as an error.
    pub warning_when: Option<Expr>,
    /// When as a note only.
    pub note_when: Option<Expr>,
}

impl Softer {
    /// How loud the rule may speak at most of what `env` knows.
    pub fn most(&self, env: &dyn Env) -> Severity {
        let holds = |when: &Option<Expr>| when.as_ref().is_some_and(|when| when.is_certain(env));
        if holds(&self.note_when) {
            Severity::Note
        } else if holds(&self.warning_when) {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}

/// Families of spellings of which a text should use one.
#[derive(Debug, Clone)]
pub struct Variants {
    /// Name, reasons and tests.
    pub about: About,
    /// How sure.
    pub level: Level,
    /// The spellings of all families.
    pub spellings: Vec<Spelling>,
    /// The name of each family: its first spelling.
    pub families: Vec<Box<str>>,
    /// The form that the newsroom has chosen, by family; [`super::RuleSet::choose_form`] sets it.
    pub house: Vec<Option<u16>>,
    /// Patterns in whose matches no spelling counts.
    pub except: Vec<Pattern>,
    /// What the patterns of the spellings bind: the words, where they are not the whole match.
    pub slots: Slots,
    /// How far a text reaches that should use one spelling.
    pub within: raw::RawWithin,
    /// Where it looks.
    pub places: Places,
}

impl Variants {
    /// The spelling that means the same in another form of its family.
    pub fn in_form(&self, spelling: &Spelling, form: u16) -> Option<&Spelling> {
        let means_the_same = |other: &&Spelling| {
            (other.family, other.form, other.inflection) == (spelling.family, form, spelling.inflection)
        };
        self.spellings.iter().find(means_the_same)
    }

    /// The first spelling of a form: what people call it.
    pub fn name_of(&self, family: u16, form: u16) -> &str {
        let first = self.spellings.iter().find(|spelling| (spelling.family, spelling.form) == (family, form));
        first.map_or("", |spelling| &spelling.text)
    }
}

/// One spelling of a word.
#[derive(Debug, Clone)]
pub struct Spelling {
    /// The spelling.
    pub text: Box<str>,
    /// What finds it.
    pub pattern: Pattern,
    /// Its family's place in [`Variants::families`].
    pub family: u16,
    /// Its form's place in the family ("kilometre", "kilometer").
    pub form: u16,
    /// Its place in the form: spellings of other forms with the same place mean the same ("kilometres").
    pub inflection: u16,
}

/// A test of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTest {
    /// Whether the rule must speak: the marked words are then the ones to underline.
    pub speaks: bool,
    /// The articles, one or more.
    pub articles: Vec<TestArticle>,
    /// The text of a facts file.
    pub facts: Option<String>,
    /// Where the test stands in the rule's file.
    pub place: FileSpan,
}

/// An article of a test.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TestArticle {
    /// Its day.
    pub published: Option<NaiveDate>,
    /// The day of its last change.
    pub updated: Option<NaiveDate>,
    /// Its headline.
    pub title: Option<Marked>,
    /// Its summary.
    pub standfirst: Option<Marked>,
    /// The event that it declares.
    pub event: Option<String>,
    /// Its text, in Markdown.
    pub text: Marked,
}
