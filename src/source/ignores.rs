//! What git leaves alone: the `.gitignore` files between the repository's root and a file, and the
//! repository's `.git/info/exclude`.
//!
//! A `.gitignore` counts with and without a repository, since articles are also checked as an
//! unpacked archive; above the folder that is walked only up to the repository's root. The user's
//! global excludes are not read: the same clone must give the same output for everyone.

use super::ReadNote;
use super::name::{Viewpoint, repository};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::fs;
use std::path::{Path, PathBuf};

/// An ignore file of more bytes than this is no list that a person keeps.
const LIMIT: u64 = 1 << 20;

/// The ignore files that apply where a walk stands, outermost first.
pub(super) struct Ignores {
    /// How many of `levels` come from above the walk's root, and so apply throughout.
    above: usize,
    levels: Vec<(usize, Gitignore)>,
}

impl Ignores {
    /// What applies to all that is below `root`, from the folders above it.
    pub(super) fn above(root: &Path, names: &Viewpoint, notes: &mut Vec<ReadNote>) -> Ignores {
        let mut ignores = Ignores { above: 0, levels: Vec::new() };
        let Some(repository) = repository(root) else { return ignores };
        let mut folders: Vec<_> =
            root.ancestors().skip(1).take_while(|folder| folder.starts_with(repository)).collect();
        folders.reverse();
        for folder in folders {
            ignores.enter(folder, 0, names, notes);
        }
        ignores.above = ignores.levels.len();
        ignores
    }

    /// Takes in the ignore files of `folder`, which lies `depth` below the walk's root.
    pub(super) fn enter(
        &mut self,
        folder: &Path,
        depth: usize,
        names: &Viewpoint,
        notes: &mut Vec<ReadNote>,
    ) {
        for list in [exclude_file(folder), Some(folder.join(".gitignore"))].into_iter().flatten() {
            let Ok(about) = fs::metadata(&list) else { continue };
            if !about.is_file() {
                continue;
            }
            if about.len() > LIMIT {
                notes.push(ReadNote::new(names.name(&list), "more than 1 MB: its lines were not obeyed"));
                continue;
            }
            let mut builder = GitignoreBuilder::new(folder);
            if let Some(mistake) = builder.add(&list) {
                notes.push(ReadNote::new(names.name(&list), describe(&mistake)));
            }
            if let Ok(matcher) = builder.build()
                && !matcher.is_empty()
            {
                self.levels.push((depth, matcher));
            }
        }
    }

    /// Forgets the folders that do not hold an entry `depth` below the walk's root.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.levels.len() > self.above && self.levels.last().is_some_and(|level| level.0 >= depth) {
            self.levels.pop();
        }
    }

    /// Whether git would leave `path` alone; the innermost file that says something of it decides.
    pub(super) fn ignores(&self, path: &Path, is_folder: bool) -> bool {
        self.levels
            .iter()
            .rev()
            .map(|(_, matcher)| matcher.matched(path, is_folder))
            .find(|found| !found.is_none())
            .is_some_and(|found| found.is_ignore())
    }
}

/// The `info/exclude` of the repository whose root `folder` is, if it is one.
fn exclude_file(folder: &Path) -> Option<PathBuf> {
    let git = folder.join(".git");
    let kind = fs::metadata(&git).ok()?;
    if kind.is_dir() {
        return Some(git.join("info/exclude"));
    }
    if !kind.is_file() || kind.len() > LIMIT {
        return None;
    }
    // In a linked work tree, .git is a file that names a folder, which names the one they share.
    let link = fs::read_to_string(&git).ok()?;
    let own = folder.join(link.strip_prefix("gitdir:")?.trim());
    let common = match fs::read_to_string(own.join("commondir")) {
        Ok(common) => own.join(common.trim()),
        Err(_) => own,
    };
    Some(common.join("info/exclude"))
}

/// The message of `mistake` without the path, which the note names already.
fn describe(mistake: &ignore::Error) -> String {
    use ignore::Error::{Partial, WithLineNumber, WithPath};
    match mistake {
        Partial(all) => all.iter().map(describe).collect::<Vec<_>>().join("; "),
        WithPath { err, .. } => describe(err),
        WithLineNumber { line, err } => format!("line {line}: {}", describe(err)),
        other => other.to_string(),
    }
}
