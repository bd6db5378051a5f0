//! What a reader made of the findings in published articles (`tests/precision`), and the page that says it.
//!
//! `docs/rules.md` is made here from the rules, the verdicts and `crosstally test --mutate`. With CROSSTALLY_CORPORA set to
//! a folder that holds the collections, the verdicts are held against what the program reports there now.

use crosstally::claim::Facts;
use crosstally::lexicon::Lexicon;
use crosstally::rule::{About, Level, Marked, RuleSet, TestArticle};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A file of verdicts; `tests/precision.rs` holds its form.
#[derive(Deserialize)]
struct Verdicts {
    rule: String,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    path: String,
    fingerprint: String,
    /// Whether the words can't hold together.
    verdict: Verdict,
    /// Whether it is a note where its rule speaks louder: a note promises nothing.
    #[serde(default)]
    note: bool,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(untagged)]
enum Verdict {
    Decided(bool),
    Unclear(Unclear),
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Unclear {
    Unclear,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn verdicts() -> BTreeMap<String, Verdicts> {
    let folder = fs::read_dir(root().join("tests/precision")).expect("the verdicts are there");
    let files = folder.map(|entry| entry.expect("the folder is readable").path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("verdicts are readable");
            let read: Verdicts =
                serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(Some(&*read.rule), path.file_stem().and_then(|stem| stem.to_str()), "the file's name");
            (read.rule.clone(), read)
        })
        .collect()
}

fn shipped() -> RuleSet {
    let mut lexicon = Lexicon::shipped();
    Facts::shipped().teach(&mut lexicon);
    RuleSet::load(true, &[], &mut lexicon).unwrap_or_else(|_| panic!("`crosstally test` shows what is wrong"))
}

fn rules(set: &RuleSet) -> BTreeMap<&str, (&About, Level)> {
    let sentences = set.sentences().iter().map(|rule| (&rule.about, rule.level));
    let comparisons = set.comparisons().iter().map(|rule| (&rule.about, rule.level));
    let variants = set.variants().iter().map(|rule| (&rule.about, rule.level));
    sentences.chain(comparisons).chain(variants).map(|(about, level)| (&*about.id, (about, level))).collect()
}

/// The promise of a severity: an error is right 95 times in 100, a warning 90 times. Few findings prove little, and
/// one that is wrong among them breaks no promise.
#[test]
fn errors_and_warnings_keep_their_promise() {
    let set = shipped();
    let rules = rules(&set);
    for (rule, verdicts) in verdicts() {
        let promised = match rules[&*rule].1.severity.as_str() {
            "error" => 95,
            "warning" => 90,
            _ => continue,
        };
        let loud =
            |verdict| verdicts.findings.iter().filter(move |f| !f.note && f.verdict == verdict).count();
        let (right, wrong) = (loud(Verdict::Decided(true)), loud(Verdict::Decided(false)));
        assert!(
            wrong <= 1 || right * 100 >= promised * (right + wrong),
            "{rule} was right in {right} findings and wrong in {wrong}"
        );
    }
}

fn count(verdicts: &Verdicts, right: bool) -> usize {
    verdicts.findings.iter().filter(|finding| finding.verdict == Verdict::Decided(right)).count()
}

fn crosstally(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosstally"));
    let run = command.current_dir(folder).args(arguments).output().expect("the program runs");
    String::from_utf8(run.stdout).expect("the program prints UTF-8")
}

/// `12 of 14` for far changes and for slips, by rule, from what `test --mutate` prints.
fn mutations() -> &'static BTreeMap<String, [(usize, usize); 2]> {
    static MUTATIONS: OnceLock<BTreeMap<String, [(usize, usize); 2]>> = OnceLock::new();
    MUTATIONS.get_or_init(measure_mutations)
}

fn measure_mutations() -> BTreeMap<String, [(usize, usize); 2]> {
    let printed = crosstally(root(), &["test", "--mutate", "--articles", "examples"]);
    let shares = |line: &str| {
        let (rule, rest) = line.split_once(": ")?;
        let mut numbers = rest.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok());
        let mut share = || Some((numbers.next()?, numbers.next()?));
        let share = [share()?, share()?];
        Some((rule.to_owned(), share))
    };
    printed.lines().filter(|line| line.contains(" far changes caught")).filter_map(shares).collect()
}

fn per_cent((caught, tried): (usize, usize)) -> String {
    match tried {
        0 => "–".to_owned(),
        _ => format!("{} %", (200 * caught + tried) / (2 * tried)),
    }
}

/// What stands around the table in the README.
const MARKS: [&str; 2] = ["<!-- table of rules -->\n\n", "\n<!-- end of the table -->"];

#[test]
fn the_table_of_the_readme_is_the_one_that_is_made() {
    let set = shipped();
    let made = table(&rules(&set), "docs/rules.md");
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).expect("the README is there");
    let (before, rest) = readme.split_once(MARKS[0]).expect("the table has its mark");
    let (committed, after) = rest.split_once(MARKS[1]).expect("the table has its end");
    if std::env::var_os("CROSSTALLY_UPDATE").is_some() {
        let [start, end] = MARKS;
        fs::write(&path, format!("{before}{start}{made}{end}{after}")).expect("the README is writable");
    } else {
        assert!(
            committed == made,
            "README.md is stale: run CROSSTALLY_UPDATE=1 cargo test --test rules_page"
        );
    }
}

#[test]
fn the_page_of_rules_is_the_one_that_is_made() {
    let made = page();
    let path = root().join("docs/rules.md");
    if std::env::var_os("CROSSTALLY_UPDATE").is_some() {
        fs::create_dir_all(root().join("docs")).expect("the folder can be made");
        fs::write(&path, &made).expect("the page is writable");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == made,
        "docs/rules.md is stale: run CROSSTALLY_UPDATE=1 cargo test --test rules_page"
    );
}

const HEAD: &str = "# The shipped rules

`crosstally rules` lists them with their files, `crosstally explain RULE` tells more of one. This page is made by
`CROSSTALLY_UPDATE=1 cargo test --test rules_page`.

*Findings* are those that a reader has judged in 9,949 published articles (a government blog, its archive, a project's
blog, an agency of 1987), and *right* those of them in which the words can't hold together; the verdicts stand in
`tests/precision`, and `CROSSTALLY_CORPORA=FOLDER cargo test --release --test rules_page -- --nocapture` holds them against
what is reported today. A dash under *right* says that there was nothing to judge. `crosstally test --mutate --articles
examples` gives the last two columns: of the figures that a rule has judged in texts that hold, how many it still sees when they are changed *far*
(ten times as much, twenty years), and how many *slips* (two digits exchanged, one year), which the words may allow. Rules
about spellings judge no figures.

";

/// The table of the rules, in the README as well: `link` is what their names point at.
fn table(rules: &BTreeMap<&str, (&About, Level)>, link: &str) -> String {
    let (verdicts, mutations) = (verdicts(), mutations());
    let mut page = String::new();
    page.push_str("| rule | severity | findings | right | far changes caught | slips caught |\n");
    page.push_str("|---|---|---:|---:|---:|---:|\n");
    for (id, (_, level)) in rules {
        let (found, right) = match verdicts.get(*id) {
            None => ("–".to_owned(), "–".to_owned()),
            Some(read) => {
                let (right, wrong) = (count(read, true), count(read, false));
                let share = if right + wrong == 0 { "–".to_owned() } else { right.to_string() };
                (read.findings.len().to_string(), share)
            }
        };
        let [far, slips] =
            mutations.get(*id).map_or(["–".to_owned(), "–".to_owned()], |all| all.map(per_cent));
        let row =
            format!("| [{id}]({link}#{id}) | {} | {found} | {right} | {far} | {slips} |\n", severity(*level));
        page.push_str(&row);
    }
    let [far, slips] =
        mutations.get("all rules").map_or(["–".to_owned(), "–".to_owned()], |all| all.map(per_cent));
    let findings = || verdicts.values().flat_map(|read| &read.findings);
    let right = verdicts.values().map(|read| count(read, true)).sum::<usize>();
    let _ = writeln!(page, "| all | | {} | {right} | {far} | {slips} |", findings().count());
    page
}

fn page() -> String {
    let set = shipped();
    let rules = rules(&set);
    let mut page = HEAD.to_owned() + &table(&rules, "");
    for (id, (about, level)) in &rules {
        let _ = write!(page, "\n## {id}\n\n*{}.* {}\n", severity(*level), one_line(&about.why));
        if let Some(test) = about.tests.iter().find(|test| test.speaks) {
            for article in &test.articles {
                let _ = write!(page, "\n> {}\n", example(article));
            }
        }
        if !about.blind_spots.is_empty() {
            let spots: Vec<String> = about.blind_spots.iter().map(|spot| one_line(spot)).collect();
            let _ = write!(page, "\nIt does not see: {}\n", spots.join(" "));
        }
    }
    page
}

fn severity(level: Level) -> &'static str {
    if level.enabled { level.severity.as_str() } else { "off" }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of a test: its day, its headline, and its words with those in bold that are underlined.
fn example(article: &TestArticle) -> String {
    let day = article.published.map(|day| format!("({day}) ")).unwrap_or_default();
    let head = article.title.iter().chain(&article.standfirst).map(|line| format!("{} — ", bold(line)));
    format!("{day}{}{}", head.collect::<String>(), bold(&article.text).trim_end().replace('\n', "\n> "))
}

fn bold(marked: &Marked) -> String {
    let (mut text, mut at) = (String::new(), 0);
    for mark in &marked.marks {
        text.push_str(&marked.text[at..mark.start]);
        let _ = write!(text, "**{}**", &marked.text[mark.clone()]);
        at = mark.end;
    }
    text.push_str(&marked.text[at..]);
    text
}

#[test]
fn nothing_new_is_reported_in_the_collections() {
    let Some(folder) = std::env::var_os("CROSSTALLY_CORPORA").map(PathBuf::from) else { return };
    let printed = crosstally(&folder, &["check", "--notes", "--format", "json", "."]);
    let report: serde_json::Value = serde_json::from_str(&printed).expect("the report is JSON");
    let text = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let reported: BTreeSet<(String, String, String)> = report["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|one| {
            let path = text(one, "path");
            (text(one, "rule"), path.trim_start_matches("./").to_owned(), text(one, "fingerprint"))
        })
        .collect();
    let read: BTreeSet<(String, String, String)> = verdicts()
        .into_values()
        .flat_map(|file| {
            let rule = file.rule;
            file.findings.into_iter().map(move |one| (rule.clone(), one.path, one.fingerprint))
        })
        .collect();
    for (what, left) in [("not judged", &reported - &read), ("no longer reported", &read - &reported)] {
        for (rule, path, fingerprint) in left {
            println!("{what}: {rule} {path} {fingerprint}");
        }
    }
}
