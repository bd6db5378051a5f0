//! The page on the language of rules names all that there is, and its examples work.

use crosstally::lexicon::Lexicon;
use crosstally::rule::expr;
use crosstally::rule::pattern::SlotType;
use std::fs;
use std::path::Path;
use std::process::Command;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language.md");
    fs::read_to_string(path).expect("the page is there")
}

#[test]
fn it_names_every_slot_type_attribute_and_function() {
    let page = page();
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
    let page = page();
    let blocks: Vec<&str> =
        page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() > 2, "{blocks:?}");
    for (at, block) in blocks.into_iter().enumerate() {
        fs::write(folder.path().join(format!("{at}.yaml")), block).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosstally"));
    let run = command.current_dir(folder.path()).args(["test", "."]).output().expect("the program runs");
    let out = String::from_utf8_lossy(&run.stdout);
    assert_eq!(run.status.code(), Some(0), "{out}{}", String::from_utf8_lossy(&run.stderr));
}
