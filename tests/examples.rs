//! The examples are checked as a reader of the README would check them, and print what they printed before.
//!
//! `CROSSTALLY_UPDATE=1 cargo test --test examples` writes what they print now to their `expected.out`; the difference is
//! to be read like a review. (Not `expected.txt`: that would be an article.)

use clap::Parser;
use crosstally::cli::args::Cli;
use crosstally::cli::{self, Job};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of examples, in order of their names.
fn examples() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("examples")).expect("examples is there");
    let paths = entries.map(|entry| entry.expect("examples is readable").path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// What `crosstally check examples/NAME` prints, with no colour and a hundred columns. An example with a
/// configuration is checked by it.
fn check(folder: &Path) -> String {
    let name = folder.strip_prefix(root()).expect("examples are below the root");
    let mut words = vec!["crosstally".into(), "check".into(), name.to_owned()];
    if folder.join("crosstally.yaml").exists() {
        words.extend(["--config".into(), name.join("crosstally.yaml")]);
    }
    let cli = Cli::parse_from(words);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut job = Job::new(&cli.common, root().to_owned(), &mut out, &mut err);
    let outcome = cli::run(&cli.command, &mut job);
    assert!(outcome.is_ok(), "{}: {:?}", name.display(), outcome.err());
    assert_eq!(String::from_utf8_lossy(&err), "", "{}: notes", name.display());
    String::from_utf8(out).expect("output is UTF-8")
}

#[test]
fn every_example_prints_what_is_expected() {
    let folders = examples();
    assert!(!folders.is_empty());
    let mut stale = Vec::new();
    for folder in folders {
        let (path, printed) = (folder.join("expected.out"), check(&folder));
        if std::env::var_os("CROSSTALLY_UPDATE").is_some() {
            fs::write(&path, &printed).expect("examples is writable");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if expected != printed {
            stale.push(format!("=== {}\n{}", path.display(), first_difference(&expected, &printed)));
        }
    }
    assert!(
        stale.is_empty(),
        "{}\nif this is what they should print: CROSSTALLY_UPDATE=1 cargo test --test examples",
        stale.join("\n")
    );
}

#[test]
fn an_example_prints_the_same_every_time() {
    for folder in examples() {
        assert_eq!(check(&folder), check(&folder), "{}", folder.display());
    }
}

/// The first line that differs, with what stands around it.
fn first_difference(expected: &str, printed: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), printed.lines().collect());
    let at = (0..old.len().max(new.len())).find(|at| old.get(*at) != new.get(*at)).unwrap_or(0);
    let show = |lines: &[&str], mark: char| {
        let around = lines.iter().enumerate().skip(at.saturating_sub(3)).take(8);
        around.map(|(_, line)| format!("{mark} {line}")).collect::<Vec<_>>().join("\n")
    };
    format!("from line {}:\n{}\n{}", at + 1, show(&old, '-'), show(&new, '+'))
}
