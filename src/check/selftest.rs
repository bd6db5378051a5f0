//! The tests inside rule files: each text is read and checked as an article would be.

use super::silence::{self, Sought};
use super::{Broken, Habits, Memory, Spot, compare, fact_claims, read, understand, variants_across};
use crate::article::Article;
use crate::claim::{ArticleClaims, Corpus, Facts};
use crate::lexicon::Lexicon;
use crate::rule::pattern::Overlap;
use crate::rule::{About, Marked, RuleSet, RuleTest, TestArticle};
use crate::source::{FileSpan, Source};
use crate::yaml::Mistake;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

/// A test of a rule that was run.
#[derive(Debug, Clone)]
pub struct TestOutcome {
    /// The rule or measure.
    pub rule: Arc<str>,
    /// Which of its tests, counted from 1.
    pub number: usize,
    /// The rule's file.
    pub file: Arc<Source>,
    /// Where the test stands in it.
    pub place: FileSpan,
    /// What was found against what was expected, where the two differ.
    pub difference: Option<String>,
}

/// Runs the tests of all rules and measures that `wanted` wants.
pub fn run_tests(rules: &RuleSet, lexicon: &Lexicon, wanted: impl Fn(&About) -> bool) -> Vec<TestOutcome> {
    let mut memory = Memory::default();
    let sentences = rules.sentences().iter().map(|rule| (&rule.about, false));
    let measures = rules.measures().iter().map(|measure| (&measure.about, true));
    let comparisons = rules.comparisons().iter().map(|rule| (&rule.about, false));
    let variants = rules.variants().iter().map(|rule| (&rule.about, false));
    let mut outcomes = Vec::new();
    for (about, is_measure) in sentences.chain(measures).chain(comparisons).chain(variants) {
        if !wanted(about) {
            continue;
        }
        for (index, test) in about.tests.iter().enumerate() {
            let difference = run(test, about, is_measure, rules, lexicon, &mut memory);
            outcomes.push(TestOutcome {
                rule: Arc::clone(&about.id),
                number: index + 1,
                file: Arc::clone(&about.file),
                place: test.place,
                difference,
            });
        }
    }
    outcomes
}

/// What of a test is not as it expects.
fn run(
    test: &RuleTest,
    about: &About,
    is_measure: bool,
    rules: &RuleSet,
    lexicon: &Lexicon,
    memory: &mut Memory,
) -> Option<String> {
    let files: Vec<TestFile> =
        test.articles.iter().enumerate().map(|(i, article)| TestFile::new(i, article)).collect();
    let (taught, facts) = match teach(test, rules, lexicon) {
        Ok(known) => known,
        Err(mistakes) => return Some(format!("the facts of the test are broken: {}", mistakes[0])),
    };
    let lexicon = taught.as_ref().unwrap_or(lexicon);
    let (broken, claims) = check(&files, facts, rules, lexicon, memory);
    let (articles, claims): (Vec<Article>, Vec<ArticleClaims>) = claims.into_iter().unzip();
    let (found, messages) = if is_measure {
        let id = rules.find_measure(&about.id)?;
        let spans = claims.iter().flat_map(|article| {
            let of_measure = article.claims.iter().filter(move |claim| claim.measure == id);
            of_measure.map(|claim| (Arc::clone(&article.source), claim.span))
        });
        (spans.collect::<Vec<_>>(), Vec::new())
    } else {
        let broken: Vec<&Broken> = broken.iter().filter(|b| b.rule == about.id).collect();
        let is_in_text = |spot: &&Spot| {
            // The article's own date and a fact are underlined too, and stand in no text.
            let article = articles.iter().find(|a| Arc::ptr_eq(&a.source, &spot.source));
            article.is_some_and(|a| {
                let stamps = [&a.meta.published, &a.meta.updated];
                !stamps.iter().any(|s| s.as_ref().is_some_and(|s| s.span == Some(spot.span)))
            })
        };
        let spots = broken.iter().flat_map(|b| b.spots.iter().filter(is_in_text));
        let messages = broken.iter().map(|b| b.message.clone()).collect();
        (spots.map(|spot| (Arc::clone(&spot.source), spot.span)).collect(), messages)
    };
    let difference = difference(test, &files, &found, &messages)?;
    let why = if test.speaks && found.is_empty() {
        why_nothing(about, &articles, &claims, rules, lexicon)
    } else {
        Vec::new()
    };
    Some(difference + &why.iter().map(|line| format!("\n{line}")).collect::<String>())
}

/// Why the rule or measure `about` finds nothing in the articles of a test.
fn why_nothing(
    about: &About,
    articles: &[Article],
    claims: &[ArticleClaims],
    rules: &RuleSet,
    lexicon: &Lexicon,
) -> Vec<String> {
    let sentence = rules.sentences().iter().find(|rule| rule.about.id == about.id).map(|rule| Sought {
        search: &rule.search,
        overlap: rule.overlap,
        assertion: Some(&rule.assertion),
    });
    let measure = rules.find_measure(&about.id).map(|id| Sought {
        search: &rules.measure(id).search,
        overlap: Overlap::No,
        assertion: None,
    });
    if let Some(sought) = sentence.or(measure) {
        let of_article = |article: &Article| {
            let (article, reading) = read(Arc::clone(&article.source), lexicon, &Habits::default());
            silence::matches(&sought, &article, &reading, rules, lexicon)
        };
        let told: Vec<String> = articles.iter().flat_map(of_article).collect();
        return if told.is_empty() { vec!["no pattern matches".to_owned()] } else { told };
    }
    let comparison = rules.comparisons().iter().find(|rule| rule.about.id == about.id);
    comparison.map(|comparison| silence::claims(comparison, claims, rules)).into_iter().collect()
}

/// The lexicon that knows the facts of a test, where it has any, and these facts as claims.
fn teach(
    test: &RuleTest,
    rules: &RuleSet,
    lexicon: &Lexicon,
) -> Result<(Option<Lexicon>, Vec<ArticleClaims>), Vec<Mistake>> {
    let Some(text) = &test.facts else { return Ok((None, Vec::new())) };
    let facts = Facts::read(&[Arc::new(Source::new("facts.yaml", text.as_str()))])?;
    let mut lexicon = lexicon.clone();
    facts.teach(&mut lexicon);
    let claims = fact_claims(&facts, rules, &lexicon)?;
    Ok((Some(lexicon), claims))
}

/// The files of a test, checked together as one corpus.
pub(super) fn check(
    files: &[TestFile],
    mut facts: Vec<ArticleClaims>,
    rules: &RuleSet,
    lexicon: &Lexicon,
    memory: &mut Memory,
) -> (Vec<Broken>, Vec<(Article, ArticleClaims)>) {
    let mut broken = Vec::new();
    let mut articles = Vec::new();
    let mut claims = Vec::new();
    let mut forms = Vec::new();
    for file in files {
        let (article, found) =
            understand(Arc::clone(&file.source), rules, lexicon, &Habits::default(), memory);
        broken.extend(found.broken);
        articles.push(article);
        claims.push(found.claims);
        forms.push(found.forms);
    }
    claims.append(&mut facts);
    broken.extend(variants_across(&forms, rules, |_| true));
    let corpus = Corpus::new(claims);
    broken.extend(compare(&corpus, rules, lexicon, |_| true).0);
    (broken, articles.into_iter().zip(corpus.into_articles()).collect())
}

/// An article of a test as a file, with its marks as places in it.
pub(super) struct TestFile {
    pub source: Arc<Source>,
    pub marks: Vec<FileSpan>,
}

impl TestFile {
    /// The article as Markdown with front matter.
    pub fn new(index: usize, article: &TestArticle) -> Self {
        let mut text = String::from("---\n");
        let mut marks = Vec::new();
        for (key, value) in [("title", &article.title), ("description", &article.standfirst)] {
            if let Some(words) = value {
                let _ = write!(text, "{key}: \"");
                let start = text.len();
                text.push_str(&escape(&words.text));
                text.push_str("\"\n");
                let place = |at: usize| start + escape(&words.text[..at]).len();
                marks.extend(words.marks.iter().map(|mark| place(mark.start)..place(mark.end)));
            }
        }
        for (key, value) in [("date", article.published), ("updated", article.updated)] {
            if let Some(day) = value {
                let _ = writeln!(text, "{key}: {day}");
            }
        }
        if let Some(event) = &article.event {
            let _ = writeln!(text, "event: {event}");
        }
        text.push_str("---\n\n");
        let start = text.len();
        let Marked { text: body, marks: in_body } = &article.text;
        text.push_str(body);
        marks.extend(in_body.iter().map(|mark| mark.start + start..mark.end + start));
        let span = |mark: &Range<usize>| FileSpan::new(mark.start as u32, mark.end as u32);
        let marks = marks.iter().map(span).collect();
        TestFile { source: Arc::new(Source::new(format!("article-{}.md", index + 1), text)), marks }
    }
}

/// For a double-quoted scalar.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ")
}

fn difference(
    test: &RuleTest,
    files: &[TestFile],
    found: &[(Arc<Source>, FileSpan)],
    messages: &[String],
) -> Option<String> {
    let words = |source: &Source, span: FileSpan| format!("\"{}\"", source.slice(span).replace('\n', " "));
    let listed = |spans: &[(Arc<Source>, FileSpan)]| {
        let shown: Vec<String> = spans.iter().map(|(source, span)| words(source, *span)).collect();
        if shown.is_empty() { "nothing".to_owned() } else { shown.join(" and ") }
    };
    let said =
        if messages.is_empty() { String::new() } else { format!("\nit said: {}", messages.join("; ")) };
    if !test.speaks {
        return (!found.is_empty())
            .then(|| format!("expected nothing to be found\nfound {}{said}", listed(found)));
    }
    let marked: Vec<(Arc<Source>, FileSpan)> = files
        .iter()
        .flat_map(|file| file.marks.iter().map(|mark| (Arc::clone(&file.source), *mark)))
        .collect();
    let meets = |a: &(Arc<Source>, FileSpan), b: &(Arc<Source>, FileSpan)| {
        Arc::ptr_eq(&a.0, &b.0) && a.1.overlaps(b.1)
    };
    let all_found = marked.iter().all(|mark| found.iter().any(|f| meets(mark, f)));
    let all_marked = found.iter().all(|f| marked.iter().any(|mark| meets(mark, f)));
    (!all_found || !all_marked || found.is_empty())
        .then(|| format!("expected {}\nfound {}{said}", listed(&marked), listed(found)))
}
