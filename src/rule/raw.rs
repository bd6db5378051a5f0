//! What stands in a rule file, before anything in it is understood; also what `rules/schema.json`
//! describes to editors.
//!
//! All fields have defaults, so that one mistake does not hide the others; what must be there is said by
//! the `required` of the schema and by [`super::load`].

use super::Severity;
use schemars::JsonSchema;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;

/// A rule file: one rule, or a list of them.
#[derive(Debug, JsonSchema)]
#[schemars(untagged, title = "Crosstally rule file")]
#[allow(dead_code)] // The shape of a whole file is told by its node; this names it for the schema.
pub enum RawFile {
    /// One rule.
    One(Box<RawItem>),
    /// Several rules.
    Many(Vec<RawItem>),
}

/// A thing in a rule file, told by its keys.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)]
pub enum RawItem {
    /// With `find` and `assert`.
    Sentence(Box<RawSentenceRule>),
    /// With `measure`.
    Measure(Box<RawMeasure>),
    /// With `compare`.
    Comparison(Box<RawComparison>),
    /// With `families`.
    Variants(Box<RawVariants>),
}

/// A sentence rule: finds words, binds what they say, and says what must hold.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["id", "severity", "find", "assert", "message", "why", "tests"]))]
pub struct RawSentenceRule {
    /// The rule's name, which names the defect: lower case words with hyphens between.
    pub id: String,
    /// How sure the rule is: error, warning or note.
    pub severity: Option<Severity>,
    /// Whether the rule runs unless the configuration says otherwise; true when left out.
    pub enabled: Option<bool>,
    /// Pieces of patterns by name, for `<name>` in the rule's patterns.
    pub phrases: BTreeMap<String, String>,
    /// The patterns that find the words.
    pub find: Texts,
    /// Patterns of which one must match in the sentence before: "63 people were aboard. Of those, 40 …".
    pub before: Texts,
    /// Patterns of which one must match in one of the six sentences before, or before that of `before`: "A father of four, … He is
    /// survived by three daughters and two sons".
    pub earlier: Texts,
    /// Whether the sentence before may be the last one of the paragraph before; of the same paragraph alone when left out.
    pub across_paragraphs: Option<bool>,
    /// Patterns that silence a match where they match in the same sentence, with the same mentions in the slots that the
    /// match has bound.
    pub unless: Texts,
    /// The parts of an article and kinds of text in which the rule looks; everywhere when left out.
    #[serde(rename = "in")]
    pub places: Vec<RawPlace>,
    /// Names for expressions, for the rule's other expressions and its messages; each may use those before it.
    #[serde(rename = "let")]
    #[schemars(with = "BTreeMap<String, Code>")]
    pub definitions: BTreeMap<String, String>,
    /// A condition that must certainly be true for the rule to apply.
    #[serde(rename = "where")]
    #[schemars(with = "Code")]
    pub condition: String,
    /// What must hold.
    #[serde(rename = "assert")]
    #[schemars(with = "Code")]
    pub assertion: String,
    /// What to say where it does not; expressions stand in braces.
    pub message: String,
    /// The arithmetic, and what to do.
    pub help: String,
    /// A condition under which the rule speaks as a warning, and not as an error.
    #[schemars(with = "Code")]
    pub warning_when: String,
    /// A condition under which the rule speaks as a note only.
    #[schemars(with = "Code")]
    pub note_when: String,
    /// Whether one pattern may match again inside its own match ("three soldiers and two civilians were killed").
    pub overlapping: Option<bool>,
    /// What findings of one article that share it are one finding by, such as the word (`lower(w)`): the first one, to
    /// which the places of the others belong.
    #[schemars(with = "Code")]
    pub once: String,
    /// The slots to underline, the most important first; all that are bound when left out.
    pub underline: Texts,
    /// What each underlined slot, or `published`, is in the finding ("the date of the article").
    pub labels: BTreeMap<String, String>,
    /// A change that would mend it.
    pub fix: Option<RawFix>,
    /// Rules that tell the same mistake better: a finding is left out where one of theirs underlines words of its own.
    pub yields_to: Texts,
    /// Why this matters.
    pub why: String,
    /// What the rule gets wrong.
    pub blind_spots: Texts,
    /// Texts that the rule must flag, and texts that it must not.
    pub tests: Vec<RawTest>,
}

/// A measure: a kind of claim, so that claims can be compared wherever they stand.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["measure", "why", "tests"]))]
pub struct RawMeasure {
    /// The measure's name.
    pub measure: String,
    /// What it counts ("people"), for people who read about it.
    pub counts: String,
    /// Whether a later report may say more, never less.
    pub grows: Option<bool>,
    /// Whether a figure is the total of the days that it names, so that a week has more than each of its days.
    pub totals: Option<bool>,
    /// Pieces of patterns by name, for `<name>` in the measure's patterns.
    pub phrases: BTreeMap<String, String>,
    /// The patterns that find its claims.
    pub find: Texts,
    /// In place of patterns: the type of the mentions that are its claims, whatever words stand around them. In the
    /// other keys a mention is called `n`.
    pub mention: String,
    /// Patterns that silence a match where they match in the same sentence, with the same mentions in the slots that the
    /// match has bound.
    pub unless: Texts,
    /// Patterns of somebody who may be counted or not ("the gunman"): where one matches in the same sentence, a figure
    /// stands for one more and one less as well.
    pub one_more: Texts,
    /// Patterns of several people who may be counted or not ("the gunmen, who were shot dead"): where one matches in the
    /// same sentence, a figure stands for up to five more and five less as well.
    pub some_more: Texts,
    /// The parts of an article and kinds of text in which it looks; everywhere when left out.
    #[serde(rename = "in")]
    pub places: Vec<RawPlace>,
    /// Names for expressions, for the rule's other expressions and its messages; each may use those before it.
    #[serde(rename = "let")]
    #[schemars(with = "BTreeMap<String, Code>")]
    pub definitions: BTreeMap<String, String>,
    /// A condition that must certainly be true for a claim.
    #[serde(rename = "where")]
    #[schemars(with = "Code")]
    pub condition: String,
    /// What the claim says; the slot `n`, or the only slot that it can be, when left out.
    #[schemars(with = "Code")]
    pub value: String,
    /// What two claims must share to be compared.
    pub key: Texts,
    /// The days that the claim is about, where a slot says.
    pub when: String,
    /// What is counted, where a slot says.
    pub subject: String,
    /// Why this matters.
    pub why: String,
    /// What it gets wrong.
    pub blind_spots: Texts,
    /// Texts in which it finds claims, and texts in which it must not.
    pub tests: Vec<RawTest>,
}

/// A comparison rule: says which claims must agree.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["id", "severity", "compare", "within", "assert", "why", "tests"]))]
pub struct RawComparison {
    /// The rule's name, which names the defect: lower case words with hyphens between.
    pub id: String,
    /// How sure the rule is: error, warning or note.
    pub severity: Option<Severity>,
    /// Whether the rule runs unless the configuration says otherwise; true when left out.
    pub enabled: Option<bool>,
    /// The measures whose claims are compared, each with its own kind; `all` for all measures of figures.
    pub compare: Texts,
    /// How far apart the claims may stand.
    pub within: Option<RawWithin>,
    /// What the two claims must share.
    pub same: Vec<RawTie>,
    /// The attributes of the claims that the two must share: `unit`, `subject`.
    pub key: Texts,
    /// The two parts of an article that are set against each other.
    pub between: Vec<RawPlace>,
    /// Only what most say is trusted: a claim is compared with the middle one of its group, where the claims
    /// of at least so many articles agree with that one, and three in four of the group's.
    pub quorum: Option<u16>,
    /// Names for expressions, for the rule's other expressions and its messages; each may use those before it.
    #[serde(rename = "let")]
    #[schemars(with = "BTreeMap<String, Code>")]
    pub definitions: BTreeMap<String, String>,
    /// A condition that must certainly be true for the two to be compared.
    #[serde(rename = "where")]
    #[schemars(with = "Code")]
    pub condition: String,
    /// What must hold of `a` and `b`.
    #[serde(rename = "assert")]
    #[schemars(with = "Code")]
    pub assertion: String,
    /// What to say where it does not; expressions stand in braces.
    pub message: String,
    /// The arithmetic, and what to do.
    pub help: String,
    /// A condition under which the rule speaks as a warning, and not as an error.
    #[schemars(with = "Code")]
    pub warning_when: String,
    /// A condition under which the rule speaks as a note only.
    #[schemars(with = "Code")]
    pub note_when: String,
    /// Which of the two claims is to mend, and so comes first: the later one, `b`, when left out.
    pub primary: RawSide,
    /// Rules that tell the same mistake better: a finding is left out where one of theirs underlines words of its own.
    pub yields_to: Texts,
    /// Why this matters.
    pub why: String,
    /// What the rule gets wrong.
    pub blind_spots: Texts,
    /// Texts that the rule must flag, and texts that it must not.
    pub tests: Vec<RawTest>,
}

/// Families of spellings of which a text should use one.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["id", "severity", "families", "within", "why", "tests"]))]
pub struct RawVariants {
    /// The rule's name, which names the defect: lower case words with hyphens between.
    pub id: String,
    /// How sure the rule is: error, warning or note.
    pub severity: Option<Severity>,
    /// Whether the rule runs unless the configuration says otherwise; true when left out.
    pub enabled: Option<bool>,
    /// Families of forms of one word. A form is a spelling, or a list of them that stands for its
    /// inflections in the same order in each form: `[[kilometre, kilometres], [kilometer, kilometers]]`.
    /// A spelling that needs more than its own words to be found is the key of a pattern, in which a group may
    /// mark the words: `meters: '\\d+ (?<words>meters)'`.
    pub families: Vec<Vec<RawForm>>,
    /// Patterns in whose matches no spelling counts: names, and other senses of a word.
    pub except: Texts,
    /// How far a text reaches that should use one spelling.
    pub within: Option<RawWithin>,
    /// The parts of an article and kinds of text in which the rule looks; everywhere when left out.
    #[serde(rename = "in")]
    pub places: Vec<RawPlace>,
    /// Why this matters.
    pub why: String,
    /// What the rule gets wrong.
    pub blind_spots: Texts,
    /// Texts that the rule must flag, and texts that it must not.
    pub tests: Vec<RawTest>,
}

/// A form of a word: one spelling, or one for each inflection.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)] // For the schema alone: the loader reads the nodes, to report all mistakes with their places.
pub enum RawForm {
    /// One spelling.
    One(RawSpelling),
    /// A spelling for each inflection.
    Inflected(Vec<RawSpelling>),
}

/// A spelling, or a spelling with the pattern that finds it.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)] // For the schema alone.
pub enum RawSpelling {
    /// Found as it is written.
    Plain(String),
    /// Found by a pattern.
    Pattern(#[schemars(extend("minProperties" = 1, "maxProperties" = 1))] BTreeMap<String, String>),
}

impl<'de> Deserialize<'de> for RawForm {
    /// Takes anything.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer)?;
        Ok(RawForm::Inflected(Vec::new()))
    }
}

/// A change that would mend a finding.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["replace", "with"]))]
pub struct RawFix {
    /// What it does, as a button would say.
    pub title: String,
    /// The slot whose words are replaced.
    pub replace: String,
    /// What to put there; expressions stand in braces.
    pub with: String,
    /// Whether the replacement is computed, so that it may be made without asking.
    pub safe: bool,
}

/// A test. Words in `[ ]` must be underlined; a literal bracket is written `\[`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawTest {
    /// A text that the rule flags.
    pub flags: Option<String>,
    /// A text that the rule leaves alone.
    pub allows: Option<String>,
    /// A text in which a measure finds claims, their figures in `[ ]`.
    pub finds: Option<String>,
    /// A text in which a measure finds none.
    pub ignores: Option<String>,
    /// Several articles: flagged when words in them stand in `[ ]`, allowed otherwise.
    pub articles: Vec<RawArticle>,
    /// The day of the article.
    pub published: Option<String>,
    /// The day of its last change.
    pub updated: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its summary.
    pub standfirst: Option<String>,
    /// The event that it declares.
    pub event: Option<String>,
    /// The text of a facts file.
    pub facts: Option<String>,
}

/// An article of a test.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["text"]))]
pub struct RawArticle {
    /// The day of the article.
    pub published: Option<String>,
    /// The day of its last change.
    pub updated: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its summary.
    pub standfirst: Option<String>,
    /// The event that it declares.
    pub event: Option<String>,
    /// Its text.
    pub text: String,
}

/// A part of an article, or a kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawPlace {
    /// The headline.
    Title,
    /// The summary under the headline.
    Standfirst,
    /// All but headline and summary.
    Body,
    /// Running text.
    Paragraph,
    /// A heading inside the body.
    Heading,
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    TableCell,
    /// The caption of a picture or table.
    Caption,
    /// A quotation set apart.
    Quote,
}

/// How far apart two claims may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawWithin {
    /// In one sentence.
    Sentence,
    /// In one article.
    Article,
    /// In different articles.
    Corpus,
}

/// One of two claims that are compared: the one of the earlier article, or of the earlier place in one, is `a`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawSide {
    /// The earlier one.
    A,
    /// The later one.
    #[default]
    B,
}

/// What two claims may have to share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawTie {
    /// The event.
    Event,
    /// What is counted.
    Subject,
    /// Who says so.
    Source,
    /// The days.
    When,
    /// The place.
    Place,
    /// All names in the sentence.
    Names,
    /// The name nearest to the figure: each side's stands in the other's sentence too, or near it where that names
    /// nothing.
    Name,
    /// The calendar month of the articles.
    Month,
}

/// One text or a list of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(with = "OneOrMany")]
pub struct Texts(pub Vec<String>);

#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)] // For the schema alone.
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// An expression: YAML takes `false` and `12` for something else than a text.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)] // For the schema alone.
enum Code {
    Text(String),
    Bool(bool),
    Number(i64),
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<Texts, E> {
                Ok(Texts(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = items.next_element()? {
                    texts.push(text);
                }
                Ok(Texts(texts))
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

/// The JSON Schema of a rule file, as committed in `rules/schema.json`.
pub fn schema() -> String {
    let schema = schemars::schema_for!(RawFile);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is made of maps and strings");
    text.push('\n');
    text
}
