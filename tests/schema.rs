//! `rules/schema.json` describes rule files to editors: it is generated from the types that read them.

use crosstally::rule::schema;
use std::path::{Path, PathBuf};

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

/// The shipped rule files, the lexicon and the facts not among them.
fn rule_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("rules is there") {
        let path = entry.expect("rules is readable").path();
        if path.is_dir() && !path.ends_with("lexicon") && !path.ends_with("facts") {
            rule_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            files.push(path);
        }
    }
}

#[test]
fn the_committed_schema_is_the_generated_one() {
    let path = rules().join("schema.json");
    if std::env::var_os("CROSSTALLY_UPDATE").is_some() {
        std::fs::write(&path, schema()).expect("rules is writable");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == schema(),
        "rules/schema.json is stale: run CROSSTALLY_UPDATE=1 cargo test --test schema"
    );
}

#[test]
fn shipped_rules_fit_the_schema() {
    let schema = serde_json::from_str(&schema()).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let mut files = Vec::new();
    rule_files(&rules(), &mut files);
    assert!(!files.is_empty());
    for file in files {
        let text = std::fs::read_to_string(&file).expect("rules are UTF-8");
        let value: serde_json::Value = crosstally::yaml::parse(&text).expect("rules are YAML");
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", file.display());
    }
}

#[test]
fn what_a_rule_must_have_is_in_the_schema() {
    let schema = serde_json::from_str(&schema()).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let fits = |rule: serde_json::Value| validator.is_valid(&rule);
    let whole = serde_json::json!({
        "id": "x", "severity": "error", "find": "a", "assert": "n == 3", "message": "m", "why": "w",
        "tests": [{"flags": "[a]"}, {"allows": "b"}]
    });
    assert!(fits(whole.clone()));
    let mut half = whole.clone();
    half.as_object_mut().expect("a mapping").remove("why");
    assert!(!fits(half));
    let mut more = whole;
    more["serverity"] = "note".into();
    assert!(!fits(more));
}
