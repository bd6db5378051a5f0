//! How long each step of a check takes, in processor time, beside plainly reading the same files.
//!
//! Processor time rather than the clock's: it is the same on a busy machine and with any number of
//! threads, and it is what a CI bill counts. All is measured in one run, so that the ratios hold on any
//! machine; the design's promise is that a cold check costs at most ten times a plain read.
//!
//! `cargo bench` runs all of it; `cargo bench -- 2000` takes 2,000 articles instead of 10,000.

mod articles;

use clap::Parser;
use cpu_time::ProcessTime;
use crosstally::article::{self, Article};
use crosstally::check::{self, Habits, Memory};
use crosstally::claim::{ArticleClaims, Corpus, Facts};
use crosstally::cli::{self, Job, args::Cli};
use crosstally::finding::{Finding, Place};
use crosstally::lexicon::Lexicon;
use crosstally::mention::{self, Reading, Reference};
use crosstally::report::{self, Format, Report, Style, Summary};
use crosstally::rule::{RuleSet, Severity};
use crosstally::source::{Selection, Source, Viewpoint, walk};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

// As in the program: `src/main.rs`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The size of a news article, in bytes.
const ARTICLE: usize = 3_600;
/// So many articles are taken through a step together, before the next step.
const BATCH: usize = 200;
const FILE_LIMIT: u64 = 10_000_000;

fn main() {
    // cargo passes `--bench`.
    let count = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let all = folder.path().join("all");
    articles::write_folder(&all, count, ARTICLE).expect("the temporary folder is writable");

    let mut table = Table::new(plain_read(&all), count);
    table.steps(&all);
    join(&mut table);
    rendering(&mut table);
    end_to_end(&mut table, &all, folder.path());
    scaling(folder.path(), count);
    println!("\npeak memory: {}", peak_memory());
}

/// What a step cost, by step, printed as it comes.
struct Table {
    plain: Duration,
    articles: usize,
    bytes: u64,
}

impl Table {
    fn new((plain, bytes): (Duration, u64), articles: usize) -> Self {
        println!("{articles} articles, {:.1} MB; processor time\n", bytes as f64 / 1e6);
        println!("{:<36}{:>10}{:>14}{:>10}{:>12}", "", "ms", "µs/article", "MB/s", "× plain");
        let table = Table { plain, articles, bytes };
        table.row("plain walk and read", plain);
        table
    }

    fn row(&self, name: &str, time: Duration) {
        let seconds = time.as_secs_f64();
        println!(
            "{name:<36}{:>10.1}{:>14.2}{:>10.1}{:>12.2}",
            seconds * 1e3,
            seconds * 1e6 / self.articles as f64,
            self.bytes as f64 / 1e6 / seconds,
            seconds / self.plain.as_secs_f64()
        );
    }

    /// The steps of one article after another.
    fn steps(&self, folder: &Path) {
        let (loading, (lexicon, rules)) = timed(load);
        let names = Viewpoint::new(folder);
        let (walking, found) = timed(|| walk(&[folder.to_owned()], &Selection::all(names)).files);
        let mut times = [Duration::ZERO; 4];
        let mut memory = Memory::default();
        let (mut mentions, mut claims, mut findings) = (0, 0, 0);
        for batch in found.chunks(BATCH) {
            let (time, sources) = timed(|| {
                let read = |file: &crosstally::source::Found| {
                    Arc::new(Source::read(&file.path, &file.name, FILE_LIMIT).expect("it was just written"))
                };
                batch.iter().map(read).collect::<Vec<_>>()
            });
            times[0] += time;
            let (time, articles) = timed(|| sources.into_iter().map(article::read).collect::<Vec<_>>());
            times[1] += time;
            let (time, readings) =
                timed(|| articles.iter().map(|article| read(article, &lexicon)).collect::<Vec<_>>());
            times[2] += time;
            mentions += readings.iter().map(|reading| reading.mentions.len()).sum::<usize>();
            let (time, understood) = timed(|| {
                let pairs = articles.iter().zip(&readings);
                let understand = |(article, reading): (&Article, &Reading)| {
                    check::article(article, reading, &rules, &lexicon, None, &mut memory)
                };
                pairs.map(understand).collect::<Vec<_>>()
            });
            times[3] += time;
            claims += understood.iter().map(|one| one.claims.claims.len()).sum::<usize>();
            findings += understood.iter().map(|one| one.broken.len()).sum::<usize>();
        }
        self.row("load lexicon and rules", loading);
        self.row("walk", walking);
        self.row("read files", times[0]);
        self.row("articles: markup to prose", times[1]);
        self.row("mentions", times[2]);
        self.row("rules of one article", times[3]);
        println!("    {mentions} mentions, {claims} claims, {findings} findings");
    }
}

/// All claims against each other, 100,000 of them.
fn join(table: &mut Table) {
    const CLAIMS: usize = 100_000;
    let (lexicon, rules) = load();
    let mut memory = Memory::default();
    let mut random = articles::Random::new(2);
    let (mut claims, mut count) = (Vec::<ArticleClaims>::new(), 0);
    while count < CLAIMS && claims.len() < CLAIMS {
        let text = articles::article(&mut random, ARTICLE);
        let source = Arc::new(Source::new(format!("{}.md", claims.len()), text));
        let (_, one) = check::understand(source, &rules, &lexicon, &Habits::default(), &mut memory);
        count += one.claims.claims.len();
        claims.push(one.claims);
    }
    let articles = claims.len();
    let (time, (broken, tally)) = timed(|| check::compare(&Corpus::new(claims), &rules, &lexicon, |_| true));
    table.row(&format!("join of {count} claims"), time);
    println!("    of {articles} articles; {} pairs judged, {} broken", tally.compared, broken.len());
}

/// A thousand findings with two places each, for people.
fn rendering(table: &mut Table) {
    let mut random = articles::Random::new(3);
    let source = || Arc::new(Source::new("article.md", articles::article(&mut random, ARTICLE)));
    let sources: Vec<Arc<Source>> = std::iter::repeat_with(source).take(100).collect();
    let place = |at: usize| {
        let source = Arc::clone(&sources[at % sources.len()]);
        let line = source.lines().span(source.text(), 6);
        let start = line.start + (at % 40) as u32;
        let start = (start..).find(|at| source.text().is_char_boundary(*at as usize)).unwrap_or(start);
        let end = (start + 12..).find(|at| source.text().is_char_boundary(*at as usize)).unwrap_or(start);
        let span = crosstally::source::FileSpan::new(start, end);
        Place { source, span, label: "as of 2025-07-01".into(), context: line }
    };
    let finding = |at: usize| Finding {
        rule: "toll-differs".into(),
        severity: Severity::Warning,
        message: "35 killed here, 37 there".into(),
        help: Some("a toll that grows is never lower in a later report".into()),
        primary: place(at),
        related: vec![place(at + 1)],
        fixes: Vec::new(),
        account: Vec::new(),
        fingerprint: String::new(),
    };
    let findings: Vec<Finding> = (0..1_000).map(finding).collect();
    let report = Report { findings: &findings, summary: Summary::default(), rules: &[], unread: &[] };
    for format in [Format::Pretty, Format::Json] {
        let (time, text) = timed(|| report::to_string(&report, format, &Style::default()));
        table.row(&format!("1,000 findings as {}", format.as_str()), time);
        black_box(text);
    }
}

fn end_to_end(table: &mut Table, all: &Path, folder: &Path) {
    let time = check(all, None);
    table.row("end to end, cold", time);
    let ratio = time.as_secs_f64() / table.plain.as_secs_f64();
    let more = more_rules(folder);
    let (loading, _) = timed(|| {
        let mut lexicon = Lexicon::shipped();
        RuleSet::load(true, std::slice::from_ref(&more), &mut lexicon).expect("the generated rules are good")
    });
    table.row("load with 1,000 more rules", loading);
    let with_more = check(all, Some(&more));
    table.row("end to end, 1,000 more rules", with_more);
    println!("\na cold check takes {ratio:.1} times a plain read (at most 10)");
    println!(
        "1,000 more rules make it {:.2} times as long (at most 2)",
        with_more.as_secs_f64() / time.as_secs_f64()
    );
}

fn scaling(folder: &Path, count: usize) {
    let few = folder.join("few");
    articles::write_folder(&few, count / 10, ARTICLE).expect("the temporary folder is writable");
    let empty = folder.join("empty");
    std::fs::create_dir_all(&empty).expect("the temporary folder is writable");
    let start = check(&empty, None);
    let (one, ten) = (check(&few, None), check(&folder.join("all"), None));
    let growth = (ten.saturating_sub(start)).as_secs_f64() / one.saturating_sub(start).as_secs_f64();
    println!(
        "ten times the articles take {growth:.1} times as long, the {:.1} ms of the start apart",
        ms(start)
    );

    let (lexicon, rules) = load();
    let mut memory = Memory::default();
    let mut of_size = |bytes: usize, articles: usize| {
        let mut random = articles::Random::new(4);
        let texts: Vec<String> = (0..articles).map(|_| articles::article(&mut random, bytes)).collect();
        let total: usize = texts.iter().map(String::len).sum();
        let (time, ()) = timed(|| {
            for text in texts {
                let source = Arc::new(Source::new("a.md", text));
                black_box(check::understand(source, &rules, &lexicon, &Habits::default(), &mut memory));
            }
        });
        time.as_secs_f64() * 1e9 / total as f64
    };
    let (short, long) = (of_size(32_000, 100), of_size(800_000, 4));
    println!("a byte costs {short:.1} ns in articles of 32 kB, {long:.1} ns in articles of 800 kB");
}

/// `crosstally check FOLDER` from the beginning, with the output thrown away.
fn check(folder: &Path, rules: Option<&Path>) -> Duration {
    let mut words = vec![PathBuf::from("crosstally"), "check".into(), folder.into()];
    if let Some(rules) = rules {
        words.extend(["--rules".into(), rules.to_owned()]);
    }
    let cli = Cli::parse_from(words);
    let (mut out, mut err) = (std::io::sink(), std::io::sink());
    let (time, outcome) = timed(|| {
        let mut job = Job::new(&cli.common, folder.to_owned(), &mut out, &mut err);
        cli::run(&cli.command, &mut job)
    });
    assert!(outcome.is_ok(), "{:?}", outcome.err());
    time
}

/// A file of rules none of whose words occurs.
fn more_rules(folder: &Path) -> PathBuf {
    let rules = folder.join("rules");
    std::fs::create_dir_all(&rules).expect("the temporary folder is writable");
    let mut text = String::new();
    for at in 0..1_000 {
        let _ = write!(
            text,
            "- id: extra-{at}\n  severity: note\n  find: 'zebra{at} {{n:count}} gnus … (were|was) quagga{at}'\n  \
             assert: n < 5\n  message: '{{n}}'\n  why: A rule that matches nothing.\n  tests:\n  \
             - flags: 'zebra{at} [seven] gnus were quagga{at}'\n  - allows: nothing\n"
        );
    }
    std::fs::write(rules.join("extra.yaml"), text).expect("the temporary folder is writable");
    rules
}

fn load() -> (Lexicon, RuleSet) {
    let mut lexicon = Lexicon::shipped();
    Facts::shipped().teach(&mut lexicon);
    let rules = RuleSet::load(true, &[], &mut lexicon).expect("the shipped rules are good");
    (lexicon, rules)
}

fn read(article: &Article, lexicon: &Lexicon) -> Reading {
    let published = article.meta.published.as_ref().map(|stamp| stamp.day);
    mention::read(&article.prose, lexicon, &Reference { published, ..Reference::default() })
}

/// Reads all files below a folder and does nothing with them: what no check can be faster than.
fn plain_read(folder: &Path) -> (Duration, u64) {
    fn below(folder: &Path) -> u64 {
        let mut bytes = 0;
        for entry in std::fs::read_dir(folder).expect("the folder was just written").flatten() {
            let path = entry.path();
            bytes += match entry.file_type() {
                Ok(kind) if kind.is_dir() => below(&path),
                _ => black_box(std::fs::read(&path).expect("the file was just written")).len() as u64,
            };
        }
        bytes
    }
    below(folder); // So that the files are in memory for all that follows.
    timed(|| below(folder))
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = ProcessTime::now();
    let result = black_box(run());
    (start.elapsed(), result)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// What Linux says of it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |size| size.trim().to_owned())
}
