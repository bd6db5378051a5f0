//! Imports point from a module to those above it in the list of the crate documentation only.
//!
//! The list is read from `src/lib.rs` itself, so that the documentation cannot rot.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A name of another module of the crate, as it stands in a file.
#[derive(Debug, PartialEq, Eq)]
struct Import {
    line: usize,
    module: String,
}

/// The modules of the crate, from the one that imports nothing to the one that may import all.
fn layers(lib: &str) -> Vec<String> {
    let named = |line: &str| Some(line.strip_prefix("//! - [`")?.split_once("`]")?.0.to_owned());
    lib.lines().filter_map(named).collect()
}

/// The source without comments, line for line.
///
/// A `//` in a string ends its line too early, which can only hide an import that stands in the same
/// line after it.
fn code(source: &str) -> String {
    let lines = source.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    lines.collect::<Vec<_>>().join("\n")
}

/// All modules that `source`, a file `depth` folders below `src`, names through `crate::` or by as many
/// `super::` as lead to the root of the crate.
fn imports(source: &str, depth: usize) -> Vec<Import> {
    let code = code(source);
    let roots = ["crate::".to_owned(), "super::".repeat(depth)];
    let mut found = Vec::new();
    for root in roots.iter().filter(|root| !root.is_empty()) {
        for (at, _) in code.match_indices(root.as_str()) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            let names = first_names(&code[at + root.len()..]);
            found.extend(names.into_iter().map(|module| Import { line, module }));
        }
    }
    found
}

/// The names at the start of a path: one, or those of a `{group}`.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(group) = path.trim_start().strip_prefix('{') else { return vec![name(path)] };
    let mut depth = 0;
    let mut names = vec![name(group)];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// What a file of `module` may not import, as messages.
fn broken(layers: &[String], module: &str, source: &str, depth: usize) -> Vec<String> {
    let rank = |name: &str| layers.iter().position(|layer| layer == name);
    let Some(own) = rank(module) else { return vec![format!("{module} is not in the list of src/lib.rs")] };
    let below = |import: &Import| rank(&import.module).is_some_and(|other| other > own);
    let message = |import: Import| format!("line {}: {module} imports {}", import.line, import.module);
    imports(source, depth).into_iter().filter(below).map(message).collect()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is there") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn imports_point_upwards_in_the_list() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let layers = layers(&fs::read_to_string(src.join("lib.rs")).expect("lib.rs is there"));
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    files.sort();
    let mut messages = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).expect("below src").with_extension("");
        let parts: Vec<_> = inside.iter().filter_map(|part| part.to_str()).collect();
        if parts == ["lib"] || parts == ["main"] {
            continue;
        }
        let depth = parts.iter().filter(|part| **part != "mod").count();
        let source = fs::read_to_string(&file).expect("sources are UTF-8");
        let found = broken(&layers, parts[0], &source, depth);
        messages.extend(found.iter().map(|message| format!("{}: {message}", file.display())));
    }
    assert!(messages.is_empty(), "{}", messages.join("\n"));
}

#[test]
fn the_list_names_every_module_once() {
    let lib = include_str!("../src/lib.rs");
    let declared = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    let declared: BTreeSet<_> = lib.lines().filter_map(declared).collect();
    let layers = layers(lib);
    assert_eq!(layers.iter().cloned().collect::<BTreeSet<_>>(), declared);
    assert_eq!(layers.len(), declared.len());
}

#[test]
fn sees_each_way_to_import_downwards() {
    let layers: Vec<_> = ["source", "rule", "cli"].map(String::from).into();
    let broken = |source: &str| broken(&layers, "rule", source, 2);
    assert_eq!(broken("use crate::source::Source;\nuse crate::rule::Rule;"), Vec::<String>::new());
    assert_eq!(broken("use crate::cli::Args;"), ["line 1: rule imports cli"]);
    assert_eq!(broken("\nlet a = crate::cli::args();"), ["line 2: rule imports cli"]);
    assert_eq!(
        broken("use crate::{\n    source::{Source, cli},\n    cli,\n};"),
        ["line 1: rule imports cli"]
    );
    assert_eq!(broken("use super::super::cli;"), ["line 1: rule imports cli"]);
    assert_eq!(broken("use super::cli; // use crate::cli;\n/// [`crate::cli`]"), Vec::<String>::new());
}
