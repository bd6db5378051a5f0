//! Which files hold rules and word lists: those that are part of the program, and those of rule folders.

use crate::source::{FileSpan, Source};
use crate::yaml::Mistake;
use include_dir::{Dir, DirEntry, include_dir};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

static SHIPPED: Dir = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Folders of rules nest at most so deep, whatever links they hold.
const MAX_DEPTH: usize = 16;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Rules,
    /// Word lists: it is in a folder `lists`.
    Lists,
    /// Phrases that all rules may name: it is in a folder `phrases`.
    Phrases,
}

impl Holds {
    /// What the files of a folder of this name hold.
    fn of(folder: &str) -> Self {
        match folder {
            "lists" => Holds::Lists,
            "phrases" => Holds::Phrases,
            _ => Holds::Rules,
        }
    }
}

/// A file with rules, word lists or phrases.
#[derive(Debug, Clone)]
pub(super) struct RuleFile {
    pub source: Arc<Source>,
    pub shipped: bool,
    pub holds: Holds,
}

/// The files that are part of the program, in order of their paths.
pub(super) fn shipped() -> Vec<RuleFile> {
    let mut files = Vec::new();
    collect(&SHIPPED, &mut files);
    files.sort_by(|a, b| a.source.path().cmp(b.source.path()));
    files
}

fn collect(dir: &Dir<'_>, files: &mut Vec<RuleFile>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, files),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let folder = path.strip_prefix("lexicon/").and_then(|path| path.split_once('/'));
                let holds = folder.map_or(Holds::Rules, |(folder, _)| Holds::of(folder));
                // The rest of the lexicon is loaded by `crate::lexicon`, facts by `crate::claim`.
                let wanted = path.ends_with(".yaml")
                    && (holds != Holds::Rules
                        || !path.starts_with("lexicon/") && !path.starts_with("facts/"));
                if let Some(text) = file.contents_utf8().filter(|_| wanted) {
                    let source = Arc::new(Source::new(format!("shipped/{path}"), text));
                    files.push(RuleFile { source, shipped: true, holds });
                }
            }
        }
    }
}

/// The YAML files at `paths`: a file itself, or all below a folder, in order of their paths. What two of the paths
/// lead to is read once.
pub(super) fn at(
    paths: &[PathBuf],
    name: &dyn Fn(&Path) -> String,
    mistakes: &mut Vec<Mistake>,
) -> Vec<RuleFile> {
    let mut found = Vec::new();
    let mut refuse = |path: &Path, reason: String| mistakes.push(unreadable(&name(path), reason));
    for path in paths {
        match path.is_dir() {
            true => walk(path, MAX_DEPTH, &mut found, &mut refuse),
            false => found.push(path.clone()),
        }
    }
    let mut seen = HashSet::new();
    found.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    found.iter().filter_map(|path| read(path, &name(path)).map_err(|why| refuse(path, why)).ok()).collect()
}

/// A file or folder that cannot be read, which has no words to point at.
fn unreadable(name: &str, reason: String) -> Mistake {
    let message = format!("rules cannot be read from here: {reason}");
    Mistake::new(&Arc::new(Source::new(name, "")), FileSpan::default(), message)
}

fn walk(dir: &Path, depth: usize, paths: &mut Vec<PathBuf>, refuse: &mut dyn FnMut(&Path, String)) {
    let entries = match fs::read_dir(dir).and_then(|entries| entries.collect::<Result<Vec<_>, _>>()) {
        Ok(entries) => entries,
        Err(error) => return refuse(dir, error.to_string()),
    };
    let mut inside: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    inside.sort();
    for path in inside {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            // A link that leads back to where it stands.
            let back = path.canonicalize().is_ok_and(|target| {
                path.is_symlink() && dir.canonicalize().is_ok_and(|dir| dir.starts_with(target))
            });
            if back {
                continue;
            }
            match depth.checked_sub(1) {
                Some(depth) => walk(&path, depth, paths, refuse),
                None => refuse(&path, "folders are nested too deep".to_owned()),
            }
        } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            paths.push(path);
        }
    }
}

fn read(path: &Path, name: &str) -> Result<RuleFile, String> {
    let limit = crate::yaml::MAX_BYTES as u64;
    let source = Source::read(path, name, limit).map_err(|note| note.message)?;
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default();
    Ok(RuleFile { source: Arc::new(source), shipped: false, holds: Holds::of(&folder.to_string_lossy()) })
}
