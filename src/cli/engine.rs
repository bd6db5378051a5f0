//! Where the command line meets the reading, the rules and the checks: all that the commands ask of
//! the layers above them stands here, in one place.

use super::config::Config;
use super::corpus::{self, UNNAMED};
use super::job::{Failure, Job};
use crate::article::{self, Article, NO_DATE, Note, Prose};
use crate::check::{
    self, Broken, FormUse, Habits, Memory, Mutations, Spot, Tally, TestOutcome, Understanding,
};
use crate::claim::{ArticleClaims, Corpus, FactFigure, Facts};
use crate::finding::{self, Edit, Finding, Fix, Place};
use crate::lexicon::Lexicon;
use crate::mention::Reading;
use crate::report::{Summary, safe};
use crate::rule::{self, About, Level, Marked, Owner, RuleSet, Severity};
use crate::source::{FileSpan, Source, Viewpoint};
use crate::yaml::Mistake;
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The rules that apply: the shipped ones, those of the configuration, and those of `--rules`.
pub(super) struct Rules {
    /// What is told of each, in the order of their ids.
    pub(super) list: Vec<Rule>,
    pub(super) set: RuleSet,
    pub(super) lexicon: Lexicon,
    /// What is vouched for, as claims.
    pub(super) facts: Vec<ArticleClaims>,
    habits: Habits,
}

/// What is told of a rule.
pub(super) struct Rule {
    pub(super) id: Arc<str>,
    /// After configuration, but for overrides; `None` is off.
    pub(super) severity: Option<Severity>,
    /// As loud as it speaks of any article; `None` where no override switches it on either.
    pub(super) loudest: Option<Severity>,
    /// The file that defines it.
    pub(super) file: Arc<str>,
    pub(super) why: String,
    pub(super) blind_spots: String,
    /// Texts that it flags, with the flagged words in brackets.
    pub(super) flags: Vec<String>,
    /// Texts that it allows.
    pub(super) allows: Vec<String>,
}

/// One article, understood.
pub(super) struct Understood {
    /// Without its prose, which nobody needs any more.
    pub(super) article: Article,
    /// Whether findings in it are reported.
    pub(super) reported: bool,
    claims: ArticleClaims,
    broken: Vec<Broken>,
    forms: Vec<FormUse>,
    tally: Tally,
}

/// Loads all rules, or says what is wrong with any of them and with what the configuration says of
/// rules that do not exist.
pub(super) fn load(config: &Config, job: &Job<'_>) -> Result<Rules, Failure> {
    load_with(config, job, &[])
}

/// As [`load`], with rule files beside those, and with the word lists and phrases in their folders.
fn load_with(config: &Config, job: &Job<'_>, files: &[PathBuf]) -> Result<Rules, Failure> {
    let mut paths = rule_files(config, job)?;
    let named_by = |file: &PathBuf| {
        let folder = file.parent().filter(|_| file.is_file());
        let beside = ["lists", "phrases"].map(|words| folder.map(|folder| folder.join(words)));
        beside.into_iter().flatten().filter(|folder| folder.is_dir()).chain([file.clone()])
    };
    for file in files.iter().flat_map(named_by) {
        if !paths.iter().any(|path| file.starts_with(path)) {
            paths.push(file);
        }
    }
    let mut lexicon = Lexicon::shipped();
    let facts = read_facts(config, job);
    if let Ok(facts) = &facts {
        facts.teach(&mut lexicon);
    }
    let name = |path: &Path| job.names.name(path);
    let set = RuleSet::load_named(true, &paths, &name, &mut lexicon);
    let (facts, mut set) = both(facts, set)?;
    let list = list(&set, config);
    let mut mistakes = config.check_rule_ids(list.iter().map(|rule| &*rule.id));
    mistakes.extend(config.choose_forms(&mut set));
    if !mistakes.is_empty() {
        return Err(Failure::Mistakes(mistakes));
    }
    let sentences: Vec<bool> = set.sentences().iter().map(|rule| may_speak(&list, &rule.about.id)).collect();
    let variants: Vec<bool> = set.variants().iter().map(|rule| may_speak(&list, &rule.about.id)).collect();
    set.activate(|owner| match owner {
        Owner::Sentence(at) | Owner::Before(at) => sentences[at as usize],
        Owner::Spelling(at, ..) => variants[at as usize],
        Owner::Measure(_) => true,
    });
    let habits = Habits { as_of: None, language: config.language.clone() };
    let facts = check::fact_claims(&facts, &set, &lexicon).map_err(Failure::Mistakes)?;
    Ok(Rules { list, set, lexicon, facts, habits })
}

/// Whether the rule `id` of `list` speaks of any article.
fn may_speak(list: &[Rule], id: &str) -> bool {
    list.iter().any(|rule| *rule.id == *id && rule.loudest.is_some())
}

/// The facts and the rules, or all that is wrong with both.
fn both(
    facts: Result<Facts, Failure>,
    rules: Result<RuleSet, Vec<Mistake>>,
) -> Result<(Facts, RuleSet), Failure> {
    match (facts, rules) {
        (Ok(facts), Ok(rules)) => Ok((facts, rules)),
        (Err(Failure::Mistakes(mut mistakes)), Err(more)) => {
            mistakes.extend(more);
            Err(Failure::Mistakes(mistakes))
        }
        (Err(failure), _) => Err(failure),
        (Ok(_), Err(mistakes)) => Err(Failure::Mistakes(mistakes)),
    }
}

/// All rules with how loud their files let them speak; measures not among them.
fn abouts(set: &RuleSet) -> impl Iterator<Item = (&About, Level)> {
    let sentences = set.sentences().iter().map(|rule| (&rule.about, rule.level));
    let comparisons = set.comparisons().iter().map(|rule| (&rule.about, rule.level));
    let variants = set.variants().iter().map(|rule| (&rule.about, rule.level));
    sentences.chain(comparisons).chain(variants)
}

fn shipped(level: Level) -> Option<Severity> {
    level.enabled.then_some(level.severity)
}

fn list(set: &RuleSet, config: &Config) -> Vec<Rule> {
    let rule = |(about, level): (&About, Level)| {
        let texts = |speaks: bool| {
            let tests = about.tests.iter().filter(move |test| test.speaks == speaks);
            tests.flat_map(|test| &test.articles).map(|article| with_marks(&article.text)).collect()
        };
        Rule {
            id: Arc::clone(&about.id),
            severity: config.severity(&about.id, shipped(level), Path::new("")),
            loudest: config.loudest(&about.id, shipped(level)),
            file: Arc::clone(about.file.path()),
            why: about.why.clone(),
            blind_spots: about.blind_spots.join("\n"),
            flags: texts(true),
            allows: texts(false),
        }
    };
    let built_in = article::NOTES.iter().map(|entry| (entry, Severity::Note));
    let built_in = built_in.chain(finding::RULES.iter().map(|entry| (entry, Severity::Warning)));
    let built_in = built_in.map(|((id, why), severity)| Rule {
        id: (*id).into(),
        severity: config.severity(id, Some(severity), Path::new("")),
        loudest: config.loudest(id, Some(severity)),
        file: "built in".into(),
        why: (*why).to_owned(),
        blind_spots: String::new(),
        flags: Vec::new(),
        allows: Vec::new(),
    });
    let mut list: Vec<Rule> = abouts(set).map(rule).chain(built_in).collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    list
}

/// The text of a test with its marks.
fn with_marks(marked: &Marked) -> String {
    let mut text = marked.text.clone();
    for mark in marked.marks.iter().rev() {
        text.insert(mark.end, ']');
        text.insert(mark.start, '[');
    }
    text
}

/// The rule files and folders beside the shipped rules: those of the configuration, then those of
/// `--rules`, which must exist.
fn rule_files(config: &Config, job: &Job<'_>) -> Result<Vec<PathBuf>, Failure> {
    let given: Vec<_> = job.common.rule_folders.iter().map(|folder| job.names.absolute(folder)).collect();
    match given.iter().find(|folder| !folder.exists()) {
        Some(missing) => {
            let message = format!("--rules {}: does not exist", job.names.name(missing));
            Err(Failure::missing(message, missing, &job.names))
        }
        None => Ok(config.rules.iter().cloned().chain(given).collect()),
    }
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::new(Memory::default());
}

/// Reads one article up to its claims; `as_of` dates those that have no date.
pub(super) fn understand(
    source: Source,
    reported: bool,
    as_of: Option<NaiveDate>,
    rules: &Rules,
) -> Understood {
    let habits = Habits { as_of, ..rules.habits.clone() };
    let source = Arc::new(source);
    // Taken out, so that an article that breaks off leaves nothing half done to the next.
    let mut memory = MEMORY.take();
    let (mut article, Understanding { claims, broken, forms, tally }) =
        check::understand(source, &rules.set, &rules.lexicon, &habits, &mut memory);
    MEMORY.set(memory);
    article.prose = Prose::default();
    Understood { article, reported, claims, broken, forms, tally }
}

/// One article with all that was read in it.
pub(super) struct Read {
    pub(super) article: Article,
    pub(super) reading: Reading,
    pub(super) claims: ArticleClaims,
    /// Whether it was asked for.
    pub(super) reported: bool,
}

/// Reads one article for a look at its mentions and claims.
pub(super) fn read(source: Source, reported: bool, as_of: Option<NaiveDate>, rules: &Rules) -> Read {
    let habits = Habits { as_of, ..rules.habits.clone() };
    let (article, reading) = check::read(Arc::new(source), &rules.lexicon, &habits);
    let mut memory = MEMORY.take();
    let found = check::article(&article, &reading, &rules.set, &rules.lexicon, habits.as_of, &mut memory);
    MEMORY.set(memory);
    Read { article, reading, claims: found.claims, reported }
}

/// Runs the rules over all articles: the findings that have a place in a reported article, in order,
/// as loud as the configuration wants them, with what the articles suppress taken away; and how many
/// claims were understood, compared and left undecided. With `as_of` no article is without a date.
pub(super) fn find(
    rules: &Rules,
    articles: Vec<Understood>,
    as_of: Option<NaiveDate>,
    config: &Config,
    job: &Job<'_>,
) -> (Vec<Finding>, Summary, Vec<Article>) {
    let mut all = Gathered::of(articles);
    let claims = all.claims.iter().map(|article| article.claims.len()).sum();
    all.compare(rules);
    let severity = |id: &str, shipped, path: &str| config.severity(id, shipped, &job.names.path(path));
    let mut findings = settled(std::mem::take(&mut all.broken), rules, &severity);
    findings.extend(all.notes(&severity));
    let mut findings = suppressed(findings, &all.kept, rules, as_of, &severity);
    name(&mut findings, config, job);
    all.keep_reported(&mut findings);
    let summary = Summary {
        claims,
        compared: all.tally.compared as usize,
        undecided: all.tally.undecided as usize,
        ..Summary::default()
    };
    (findings, summary, all.kept)
}

/// How loud a rule, by its id and as its file has it, speaks of the article at a path.
type Loudness<'a> = dyn Fn(&str, Option<Severity>, &str) -> Option<Severity> + 'a;

/// What was understood of all articles.
#[derive(Default)]
struct Gathered {
    kept: Vec<Article>,
    /// The paths of the articles whose findings are reported.
    reported: BTreeSet<Arc<str>>,
    /// What is broken: in one article where it is reported, and between any.
    broken: Vec<Broken>,
    claims: Vec<ArticleClaims>,
    forms: Vec<Vec<FormUse>>,
    tally: Tally,
}

impl Gathered {
    fn of(articles: Vec<Understood>) -> Gathered {
        let mut all = Gathered::default();
        for understood in articles {
            all.tally = all.tally.and(understood.tally);
            if understood.reported {
                all.broken.extend(understood.broken);
                all.reported.insert(Arc::clone(understood.article.source.path()));
            }
            all.claims.push(understood.claims);
            all.forms.push(understood.forms);
            all.kept.push(understood.article);
        }
        all
    }

    /// Adds what is broken between the articles, and between them and the facts.
    fn compare(&mut self, rules: &Rules) {
        let mut claims = std::mem::take(&mut self.claims);
        claims.extend(rules.facts.iter().cloned());
        let corpus = Corpus::new(claims);
        let speaks = |id: &str| may_speak(&rules.list, id);
        let (across, compared) = check::compare(&corpus, &rules.set, &rules.lexicon, speaks);
        self.tally = self.tally.and(compared);
        self.broken.extend(across);
        self.broken.extend(check::variants_across(&self.forms, &rules.set, speaks));
    }

    /// The notes on the reported articles.
    fn notes(&self, severity: &Loudness<'_>) -> Vec<Finding> {
        let reported = self.kept.iter().filter(|article| self.reported.contains(article.source.path()));
        let notes = reported.flat_map(|article| article.notes.iter().map(move |note| (article, note)));
        notes
            .filter_map(|(article, note)| {
                let level = severity(note.id, Some(Severity::Note), article.source.path())?;
                Some(noted(article, note, level))
            })
            .collect()
    }

    /// Keeps the findings with a place in a reported article, and has them point there.
    fn keep_reported(&self, findings: &mut Vec<Finding>) {
        let is_asked = |place: &Place| self.reported.contains(place.source.path());
        findings.retain(|finding| finding.places().any(is_asked));
        findings.iter_mut().for_each(|finding| finding.point_to(is_asked));
        finding::sort(findings);
    }
}

/// The findings on what is broken, as loud as they may be, without those that yield to others.
fn settled(broken: Vec<Broken>, rules: &Rules, severity: &Loudness<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = broken
        .into_iter()
        .filter_map(|broken| {
            let level = severity(&broken.rule, shipped(broken.level), broken.spots.first()?.source.path())?;
            finding_of(broken, level)
        })
        .collect();
    finding::settle(&mut findings, |id| rules.set.yields_to(id));
    findings
}

/// The findings that the articles let stand, and those on their suppressions.
fn suppressed(
    findings: Vec<Finding>,
    articles: &[Article],
    rules: &Rules,
    as_of: Option<NaiveDate>,
    severity: &Loudness<'_>,
) -> Vec<Finding> {
    let known: Vec<&str> = rules.list.iter().map(|rule| &*rule.id).collect();
    let (mut findings, about) = finding::suppress(findings, articles, &known);
    // Known to the suppressions, which are there for the runs without a date.
    findings.retain(|finding| as_of.is_none() || &*finding.rule != NO_DATE);
    findings.extend(about.into_iter().filter_map(|mut finding| {
        finding.severity = severity(&finding.rule, Some(finding.severity), finding.primary.source.path())?;
        Some(finding)
    }));
    findings
}

/// Sorts the findings and gives them their fingerprints: of all articles, so that a finding is named, and counted among
/// those of its words, whatever was asked for.
fn name(findings: &mut [Finding], config: &Config, job: &Job<'_>) {
    finding::sort(findings);
    let base = Viewpoint::new(config.base(job.names.folder()));
    finding::fingerprint_all(findings, |path| match path {
        UNNAMED => path.to_owned(),
        path => base.name(&job.names.path(path)),
    });
}

fn finding_of(broken: Broken, level: Severity) -> Option<Finding> {
    let place =
        |spot: Spot| Place { source: spot.source, span: spot.span, label: spot.label, context: spot.context };
    let mut spots = broken.spots.into_iter().map(place);
    let primary = spots.next()?;
    let fixes = broken.fix.map(|mend| Fix {
        title: mend.title,
        safe: mend.safe,
        edits: vec![Edit {
            path: Arc::clone(primary.source.path()),
            span: mend.span,
            replacement: mend.replacement,
        }],
    });
    Some(Finding {
        rule: broken.rule,
        severity: level.min(broken.most),
        message: broken.message,
        help: broken.help,
        primary,
        related: spots.collect(),
        fixes: fixes.into_iter().collect(),
        account: broken.account,
        fingerprint: String::new(),
    })
}

fn noted(article: &Article, note: &Note, severity: Severity) -> Finding {
    let source = &article.source;
    let span = note.span.unwrap_or_default();
    let lines = source.lines();
    let line = lines.span(source.text(), lines.line(span.start));
    let context = FileSpan::new(line.start.min(span.start), line.end.max(span.end));
    Finding {
        rule: note.id.into(),
        severity,
        message: note.message.clone(),
        help: note.help.map(str::to_owned),
        primary: Place { source: Arc::clone(source), span, label: String::new(), context },
        related: Vec::new(),
        fixes: Vec::new(),
        account: Vec::new(),
        fingerprint: String::new(),
    }
}

/// How `finding` came about: what was understood, the ties that joined its claims, and what was asked.
pub(super) fn account(finding: &Finding) -> String {
    let place = |place: &Place| {
        let at = place.source.position(place.span.start);
        format!("{}:{}:{}", safe::escaped(place.source.path()), at.line, at.column)
    };
    let mut lines = vec![format!("{}[{}] {}", finding.severity, finding.rule, finding.message)];
    lines.push(format!("  at {}", place(&finding.primary)));
    lines.extend(finding.related.iter().map(|related| format!("  and {}", place(related))));
    lines.extend(finding.account.iter().map(|step| format!("- {step}")));
    lines.extend(finding.help.iter().map(|help| format!("- {help}")));
    lines.join("\n")
}

/// A test of a rule that was run.
pub(super) struct Tested {
    pub(super) file: String,
    pub(super) rule: Arc<str>,
    /// Which of the rule's tests, counted from 1.
    pub(super) number: usize,
    /// What was found against what was expected, where the two differ.
    pub(super) difference: Option<String>,
}

/// Runs the tests in `files`, or in all rules where there are none.
pub(super) fn test(files: &[PathBuf], config: &Config, job: &Job<'_>) -> Result<Vec<Tested>, Failure> {
    let mut rules = load_with(config, job, files)?;
    // A rule that is off must still do what its tests say, and so must one that has a house form.
    rules.set.activate(|_| true);
    rules.set.forget_house_forms();
    let tested = |outcome: TestOutcome| {
        let line = outcome.file.position(outcome.place.start).line;
        Tested {
            file: format!("{}:{line}", outcome.file.path()),
            rule: outcome.rule,
            number: outcome.number,
            difference: outcome.difference,
        }
    };
    let outcomes = check::run_tests(&rules.set, &rules.lexicon, |about| is_named(about, files, job));
    Ok(outcomes.into_iter().map(tested).collect())
}

/// Changes figures in the texts that the tests in `files` allow, or those of all rules, and in the articles among
/// and below `articles`, each of these paths by itself; looks for findings.
pub(super) fn mutate(
    files: &[PathBuf],
    articles: &[PathBuf],
    config: &Config,
    job: &mut Job<'_>,
) -> Result<Mutations, Failure> {
    let rules = load_with(config, job, files)?;
    let mut groups = check::texts_that_hold(&rules.set, |about| is_named(about, files, job));
    for path in articles {
        let entries = corpus::gather_only(path, config, job)?;
        groups.push(corpus::read_each(entries, config, job, |source, _| Arc::new(source)));
    }
    let speaks = |id: &str| may_speak(&rules.list, id);
    Ok(check::mutate(&groups, &rules.set, &rules.lexicon, speaks))
}

/// Whether the tests of a rule stand in one of `files`, or no file is named.
fn is_named(about: &About, files: &[PathBuf], job: &Job<'_>) -> bool {
    let path = job.names.path(about.file.path());
    files.is_empty() || files.iter().any(|file| path.starts_with(file))
}

/// A claim that somebody vouches for.
pub(super) struct Fact {
    pub(super) id: String,
    /// The claim, in words.
    pub(super) says: String,
    /// Who vouches for it.
    pub(super) source: String,
    pub(super) file: String,
}

/// The shipped facts and those of the configuration.
pub(super) fn facts(config: &Config, job: &Job<'_>) -> Result<Vec<Fact>, Failure> {
    // Loading the rules too tells of figures whose measure no rule file defines.
    load(config, job)?;
    let facts = read_facts(config, job)?;
    let mut list = Vec::new();
    for event in &facts.events {
        let place =
            if event.places.is_empty() { String::new() } else { format!(", in {}", event.places.join(", ")) };
        list.push(Fact {
            id: event.id.to_string(),
            says: format!("{}: {}{place}", event.names.first().map_or("", String::as_str), event.days),
            source: event.source.to_string(),
            file: event.file.path().to_string(),
        });
        list.extend(event.figures.iter().map(|figure| fact(&event.id, figure)));
    }
    list.extend(facts.figures.iter().map(|figure| fact(&figure.names.join(", "), figure)));
    Ok(list)
}

fn fact(about: &str, figure: &FactFigure) -> Fact {
    let as_of = figure.as_of.map_or_else(String::new, |day| format!(", as of {day}"));
    Fact {
        id: about.to_owned(),
        says: format!("{}: {}{as_of}", figure.measure, figure.value),
        source: figure.source.to_string(),
        file: figure.file.path().to_string(),
    }
}

fn read_facts(config: &Config, job: &Job<'_>) -> Result<Facts, Failure> {
    let mut files = Vec::new();
    for path in &config.facts {
        let source = Source::read(path, &job.names.name(path), config.max_file_size)
            .map_err(|note| Failure::refused(format!("{}: {}", note.path, note.message)))?;
        files.push(Arc::new(source));
    }
    Ok(Facts::shipped().and(Facts::read(&files).map_err(Failure::Mistakes)?))
}

/// The JSON Schema of a rule file.
pub(super) fn schema() -> Result<serde_json::Value, Failure> {
    serde_json::from_str(&rule::schema()).map_err(|e| Failure::refused(format!("the schema is broken: {e}")))
}
