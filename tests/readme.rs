//! The README says only what is true: its screenful is what the program prints, its first rule works,
//! and its configuration is one that the program takes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README is there")
}

/// The code block that stands after `words`.
fn block_after<'a>(readme: &'a str, words: &str) -> &'a str {
    let after = &readme[readme.find(words).unwrap_or_else(|| panic!("the README says {words:?}"))..];
    let start = after.find("```").expect("a block follows");
    let body = &after[start..];
    let first = body.find('\n').expect("a block has lines") + 1;
    let end = body[first..].find("\n```").expect("a block ends");
    &body[first..first + end + 1]
}

fn crosstally(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosstally"));
    command.current_dir(folder).args(arguments).output().expect("the program runs")
}

#[test]
fn its_screenful_is_what_the_program_prints() {
    let run = crosstally(Path::new(env!("CARGO_MANIFEST_DIR")), &["check", "examples/kupol"]);
    let (readme, printed) = (readme(), String::from_utf8_lossy(&run.stdout));
    let shown = block_after(&readme, "The first prints:");
    if std::env::var_os("CROSSTALLY_UPDATE").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"), readme.replace(shown, &printed))
            .expect("the README is writable");
        return;
    }
    assert_eq!(shown, printed, "run CROSSTALLY_UPDATE=1 cargo test --test readme");
    assert_eq!(run.status.code(), Some(1));
}

#[test]
fn its_first_rule_passes_its_own_tests() {
    let folder = tempfile::tempdir().expect("a folder");
    let rule = folder.path().join("council-seats.yaml");
    fs::write(&rule, block_after(&readme(), "`rules/council-seats.yaml`")).expect("written");
    let run = crosstally(folder.path(), &["test", "council-seats.yaml"]);
    let out = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(out.ends_with("2 passed, 0 failed\n"), "{out}{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn its_configuration_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("crosstally.yaml"), block_after(&readme(), "every key may be left out"))
        .expect("written");
    fs::write(folder.path().join("facts.yaml"), "events: []\n").expect("written");
    fs::create_dir(folder.path().join("rules")).expect("made");
    fs::create_dir(folder.path().join("news")).expect("made");
    fs::write(folder.path().join("news/2025-07-01-a.md"), "Nothing happened.\n").expect("written");
    let run = crosstally(folder.path(), &["check"]);
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn its_paths_into_the_repository_are_there() {
    let readme = readme();
    let folders = ["src/", "tests/", "docs/", "benches/", "examples/", ".ci/"];
    let quoted = readme.split('`').filter(|words| folders.iter().any(|folder| words.starts_with(folder)));
    let paths: Vec<&str> = quoted.filter(|path| !path.contains(char::is_whitespace)).collect();
    assert!(paths.contains(&".ci/run"), "{paths:?}");
    for path in paths {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists(), "there is no {path}");
    }
}
