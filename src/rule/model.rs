//! What rule files say, in types that cannot be wrong: what the checks run.

use super::Severity;
use super::expr::{Expr, Template};
use super::pattern::{Pattern, PatternIndex, Slots, WordLists};
use crate::article::{BlockKind, Part};
use crate::claim::MeasureId;
use std::sync::Arc;

/// All rules and measures, in the order of their files' names.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// The rules, by index.
    pub rules: Vec<Rule>,
    /// The measures; a [`MeasureId`] is a place here.
    pub measures: Vec<Measure>,
    /// All patterns of all rules and measures, as the index knows them.
    pub patterns: Vec<PatternEntry>,
    /// Which of `patterns` may match in a sentence.
    pub index: PatternIndex,
    /// The word lists that patterns name.
    pub lists: WordLists,
}

/// A pattern and whose it is.
#[derive(Debug)]
pub struct PatternEntry {
    /// The pattern.
    pub pattern: Pattern,
    /// The rule or measure.
    pub owner: Owner,
}

/// Who owns a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The `find` of the rule at this place.
    Rule(usize),
    /// The `find` of a measure.
    Measure(MeasureId),
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// What it is called, says and promises.
    pub about: About,
    /// How loud it is as shipped; `None` is off until configured.
    pub severity: Option<Severity>,
    /// What it checks.
    pub kind: RuleKind,
    /// The tests in its file.
    pub tests: Vec<RuleTest>,
}

/// What stands in a rule file for people.
#[derive(Debug, Clone)]
pub struct About {
    /// The id: the defect's name, or the measure's.
    pub id: Arc<str>,
    /// The file that defines it, as shown.
    pub file: Arc<str>,
    /// Why it matters.
    pub why: String,
    /// What it cannot see.
    pub blind_spots: String,
}

/// What a rule checks.
#[derive(Debug)]
pub enum RuleKind {
    /// Words of one sentence.
    Sentence(SentenceRule),
    /// Claims against each other.
    Comparison(Comparison),
    /// Spellings that should not stand beside each other.
    Variants(Variants),
}

/// A rule that finds words in a sentence and says what must hold.
///
/// The scope of its expressions is `published`, `updated`, then the slots in their order.
#[derive(Debug)]
pub struct SentenceRule {
    /// The slots of all its patterns.
    pub slots: Slots,
    /// Patterns that silence it, when one matches in the sentence.
    pub unless: Vec<Pattern>,
    /// Where it applies: must be certainly true.
    pub condition: Option<Expr>,
    /// What must hold.
    pub assert: Expr,
    /// Where it speaks as a note only: certainly true.
    pub note_when: Option<Expr>,
    /// The parts of an article that it looks at; empty is all.
    pub parts: Vec<Part>,
    /// The kinds of block that it looks at; empty is all.
    pub blocks: Vec<BlockKind>,
    /// Whether matches of one pattern may overlap.
    pub overlapping: bool,
    /// The message.
    pub message: Template,
    /// Advice.
    pub help: Option<Template>,
    /// What each underlined place is in the finding, by name of the scope.
    pub labels: Vec<(usize, Template)>,
    /// A mend: the slot to replace (its place in the scope) and with what.
    pub fix: Option<FixRule>,
}

/// How a sentence rule mends what it finds.
#[derive(Debug)]
pub struct FixRule {
    /// The place in the scope of the words to replace.
    pub replace: usize,
    /// What to put there.
    pub with: Template,
    /// What it does, as a button would say.
    pub title: Template,
    /// Whether it may be made without asking.
    pub safe: bool,
}

/// A kind of claim.
///
/// The scope of its expressions is `published`, `updated`, then the slots in their order.
#[derive(Debug)]
pub struct Measure {
    /// What it is called and what it means.
    pub about: About,
    /// The slots of all its patterns.
    pub slots: Slots,
    /// Patterns that silence it, when one matches in the sentence.
    pub unless: Vec<Pattern>,
    /// Which matches are claims: must be certainly true.
    pub condition: Option<Expr>,
    /// The list of nouns that it counts (`people`), if it says so.
    pub counts: Option<String>,
    /// Whether a later report may say more, never less.
    pub grows: bool,
    /// The value; without it the first slot.
    pub value: Option<Expr>,
    /// What two claims must share to be comparable.
    pub key: Vec<Expr>,
    /// The place in the scope of the slot whose words are the claim's; the first slot by default.
    pub slot: usize,
    /// The place in the scope of the slot that says when; without it the context does.
    pub when: Option<usize>,
    /// The tests in its file.
    pub tests: Vec<RuleTest>,
}

/// A rule that says which claims must agree.
///
/// The scope of its expressions is `a` (of the earlier article, or the one that stands first) and `b`.
#[derive(Debug)]
pub struct Comparison {
    /// The measures that it compares, each with itself.
    pub measures: Vec<MeasureId>,
    /// Where the two claims may stand.
    pub within: Within,
    /// What the two claims must share.
    pub same: Vec<Same>,
    /// The parts of the article that are set against each other; empty is any.
    pub between: Vec<Part>,
    /// Which pairs it compares: must be certainly true.
    pub condition: Option<Expr>,
    /// What must hold.
    pub assert: Expr,
    /// Where it speaks as a note only: certainly true.
    pub note_when: Option<Expr>,
    /// The message.
    pub message: Template,
    /// Advice.
    pub help: Option<Template>,
}

/// Where two claims stand that a comparison sets against each other.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// In one sentence.
    Sentence,
    /// In one article.
    Article,
    /// In any articles.
    Corpus,
}

/// What two claims must share to be compared.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Same {
    /// The event, declared or guessed from names, day and place.
    Event,
    /// What is counted: noun and modifiers.
    Subject,
    /// Who says so.
    Source,
    /// Days that meet.
    When,
    /// Places.
    Place,
    /// All names in the sentence.
    Names,
    /// The calendar month of the articles.
    Month,
}

/// Families of spellings of which one article or corpus should use one.
#[derive(Debug)]
pub struct Variants {
    /// Where one spelling should be kept.
    pub within: Within,
    /// The families.
    pub families: Vec<Family>,
}

/// Spellings of one word.
#[derive(Debug)]
pub struct Family {
    /// The name by which the configuration sets the house form; the first spelling.
    pub name: Box<str>,
    /// The forms, each a list of spellings that belong together ("kilometre", "kilometres").
    pub forms: Vec<Vec<Box<str>>>,
}

/// A test inside a rule file.
#[derive(Debug, Clone)]
pub struct RuleTest {
    /// What the marked words are.
    pub expects: Expects,
    /// One article or several.
    pub articles: Vec<TestArticle>,
    /// The place of the test in its file, for the report of a failure.
    pub line: u32,
}

/// What a test expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expects {
    /// A finding that underlines the marked words.
    Flags,
    /// No finding.
    Allows,
    /// Claims whose figures are the marked words, and no others.
    Finds,
}

/// An article of a test.
#[derive(Debug, Clone, Default)]
pub struct TestArticle {
    /// When it was published.
    pub published: Option<chrono::NaiveDate>,
    /// When it was last changed.
    pub updated: Option<chrono::NaiveDate>,
    /// The title; its marks come before those of the text.
    pub title: Option<String>,
    /// The body, without the brackets of the marks.
    pub text: String,
    /// The marked bytes of the title.
    pub title_marks: Vec<std::ops::Range<usize>>,
    /// The marked bytes of the text.
    pub marks: Vec<std::ops::Range<usize>>,
    /// The event that it declares.
    pub event: Option<String>,
}
