//! The pages on the language of rules and on the configuration name all that there is, and their examples work.

use crosstally::lexicon::Lexicon;
use crosstally::rule::expr;
use crosstally::rule::pattern::SlotType;
use std::fs;
use std::path::Path;
use std::process::Command;

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    fs::read_to_string(path).expect("the page is there")
}

/// The pieces of YAML in a page.
fn blocks(page: &str) -> Vec<&str> {
    page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn it_names_every_slot_type_attribute_and_function() {
    let page = page("language.md");
    let lexicon = Lexicon::shipped();
    let units = &lexicon.units;
    let is_dimension = |name: &str| units.dimensions().any(|(_, dimension)| dimension == name);
    let mut missing: Vec<String> = SlotType::names(units).map(str::to_owned).collect();
    missing.retain(|name| name == "length" || !is_dimension(name));
    missing.extend(expr::attributes().map(str::to_owned));
    missing.retain(|name| !page.contains(&format!("`{name}`")));
    let rows =
        expr::documentation().map(|function| format!("| `{}` | {} |\n", function.signature, function.doc));
    missing.extend(rows.filter(|row| !page.contains(row.as_str())));
    assert!(missing.is_empty(), "docs/language.md lacks {missing:#?}");
}

#[test]
fn its_examples_pass_their_own_tests() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = page("language.md");
    let blocks = blocks(&page);
    assert!(blocks.len() > 2, "{blocks:?}");
    for (at, block) in blocks.into_iter().enumerate() {
        fs::write(folder.path().join(format!("{at}.yaml")), block).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosstally"));
    let run = command.current_dir(folder.path()).args(["test", "."]).output().expect("the program runs");
    let out = String::from_utf8_lossy(&run.stdout);
    assert_eq!(run.status.code(), Some(0), "{out}{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn the_configuration_the_front_matter_and_the_facts_of_the_page_are_read() {
    let page = page("configuration.md");
    let [config, front, facts] = blocks(&page)[..] else { panic!("three examples") };
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write("crosstally.yaml", config);
    write("house/facts.yaml", facts);
    write("house/rules/lists/ours.yaml", "council: [councillors]\n");
    let article = |body: &str| format!("---\n{front}---\n\n{body}\n");
    write("news/a.md", &article("The fire on the ferry killed 15 people."));
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crosstally"));
        command.current_dir(folder.path()).args(["check", "--format", "concise"]).output().expect("it runs")
    };
    let out = run();
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    assert!(said.contains("killed: \"15\" contradicts the fact \"12\""), "{said}");
    assert!(said.contains("\"ignore toll-differs\" suppresses nothing"), "{said}");
    assert_eq!(out.status.code(), Some(1), "{said}");
}
