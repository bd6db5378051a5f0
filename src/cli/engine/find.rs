//! From the text of articles to findings.

use super::{Rules, may_speak, shipped};
use crate::article::{Article, NO_DATE, Note, Prose};
use crate::check::{self, Broken, FormUse, Habits, Memory, Spot, Tally, Understanding};
use crate::claim::{ArticleClaims, Corpus};
use crate::cli::config::Config;
use crate::cli::corpus::UNNAMED;
use crate::cli::job::Job;
use crate::finding::{self, Edit, Finding, Fix, Place};
use crate::mention::Reading;
use crate::report::{Summary, safe};
use crate::rule::Severity;
use crate::source::{FileSpan, Source, Viewpoint};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One article, understood.
pub(in crate::cli) struct Understood {
    /// Without its prose, which nobody needs any more.
    pub(in crate::cli) article: Article,
    /// Whether findings in it are reported.
    pub(in crate::cli) reported: bool,
    claims: ArticleClaims,
    broken: Vec<Broken>,
    forms: Vec<FormUse>,
    tally: Tally,
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::new(Memory::default());
}

/// Reads one article up to its claims; `as_of` dates those that have no date.
pub(in crate::cli) fn understand(
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
pub(in crate::cli) struct Read {
    pub(in crate::cli) article: Article,
    pub(in crate::cli) reading: Reading,
    pub(in crate::cli) claims: ArticleClaims,
    /// Whether it was asked for.
    pub(in crate::cli) reported: bool,
}

/// Reads one article for a look at its mentions and claims.
pub(in crate::cli) fn read(source: Source, reported: bool, as_of: Option<NaiveDate>, rules: &Rules) -> Read {
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
pub(in crate::cli) fn find(
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
pub(in crate::cli) fn account(finding: &Finding) -> String {
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
