//! Which articles a command reads, and which of them it speaks of.

use super::args::Articles;
use super::config::Config;
use super::job::{Failure, Job};
use crate::source::{Format, Found, ReadNote, Selection, Source, Walked, walk};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of standard input that nobody has named.
pub(super) const UNNAMED: &str = "<stdin>";

/// Fewer files than this are read faster than threads are started.
const FEW: usize = 32;

/// An article to read.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where it is and how it is called.
    pub(super) file: Found,
    /// Whether it was asked for, or is there to be compared with.
    pub(super) reported: bool,
    /// Its text, where it does not come from the disk.
    given: Option<Source>,
}

/// How much of the corpus a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// What the user names.
    Named,
    /// That, and all that the configuration includes.
    Corpus,
}

/// The articles that `args` names, and in the scope of the corpus those of the configuration; in the
/// order of their paths. Without a configuration the corpus is what is named. Notes are given on what
/// is named only: who checks one article does not want to hear of all others.
pub(super) fn gather(
    args: &Articles,
    scope: Scope,
    config: &Config,
    job: &mut Job<'_>,
) -> Result<Vec<Entry>, Failure> {
    let is_input = |path: &&PathBuf| path.as_os_str() == "-";
    let input = args.paths.iter().any(|path| is_input(&path));
    if args.stdin_filename.is_some() && !input {
        let help = Some("crosstally check - --stdin-filename a.md".into());
        let message = "--stdin-filename needs - among the paths, for standard input".into();
        return Err(Failure::Refused { message, help });
    }
    let mut named: Vec<_> = args.paths.iter().filter(|path| !is_input(path)).cloned().collect();
    if named.is_empty() && !input {
        named.push(PathBuf::from("."));
    }
    refuse_missing(&named, job)?;

    let selection = Selection {
        names: job.names.clone(),
        include: config.include.clone(),
        exclude: config.exclude.clone(),
    };
    let mut entries = BTreeMap::new();
    if scope == Scope::Corpus && config.file.is_some() {
        add(&mut entries, walk(std::slice::from_ref(&config.folder), &selection), false);
    }
    if scope == Scope::Corpus {
        job.notes(&config.idle_globs(entries.values().map(|entry| &*entry.file.path)));
    }
    let mut walked = walk(&named, &selection);
    job.unread(std::mem::take(&mut walked.notes), config);
    add(&mut entries, walked, true);
    if input {
        if let Some(entry) = standard_input(args, config, job) {
            entries.insert(Arc::clone(&entry.file.name), entry);
        }
    } else if !entries.values().any(|entry| entry.reported) {
        job.notes(&[nothing_taken(&named, config)]);
    }
    let mut entries: Vec<Entry> = entries.into_values().collect();
    // By path: names differ with the folder in which the tool is run, and what is found may not.
    entries.sort_by(|a, b| encoded(&a.file.path).cmp(encoded(&b.file.path)));
    Ok(entries)
}

fn encoded(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// The articles at and below one path, whatever belongs to the corpus.
pub(super) fn gather_only(path: &Path, config: &Config, job: &mut Job<'_>) -> Result<Vec<Entry>, Failure> {
    let args = Articles { paths: vec![path.to_owned()], stdin_filename: None, as_of: None };
    gather(&args, Scope::Named, config, job)
}

/// Reads each article and hands it to `understand`, several at a time; the results are in the order
/// of the articles. What cannot be read is missing from them, and noted where it was asked for.
pub(super) fn read_each<T: Send>(
    entries: Vec<Entry>,
    config: &Config,
    job: &mut Job<'_>,
    understand: impl Fn(Source, &Entry) -> T + Sync,
) -> Vec<T> {
    let read = |mut entry: Entry| {
        let source = match entry.given.take() {
            Some(source) => source,
            None => Source::read(&entry.file.path, &entry.file.name, config.max_file_size)
                .map_err(|note| entry.reported.then_some(note))?,
        };
        let name = Arc::clone(source.path());
        unless_broken_off(&name, || understand(source, &entry)).map_err(|note| entry.reported.then_some(note))
    };
    let results: Vec<Result<T, Option<ReadNote>>> = if entries.len() < FEW {
        entries.into_iter().map(read).collect()
    } else {
        entries.into_par_iter().with_min_len(16).map(read).collect()
    };
    let mut understood = Vec::with_capacity(results.len());
    let mut notes = Vec::new();
    for result in results {
        match result {
            Ok(one) => understood.push(one),
            Err(note) => notes.extend(note),
        }
    }
    job.unread(notes, config);
    understood
}

/// What `understand` makes of the article called `name`. A mistake of the program's own costs the one article that it lies in.
fn unless_broken_off<T>(name: &str, understand: impl FnOnce() -> T) -> Result<T, ReadNote> {
    panic::catch_unwind(AssertUnwindSafe(understand)).map_err(|_| {
        let message = "was not checked: a mistake in crosstally itself broke it off; please report it with the message above";
        ReadNote::new(name, message)
    })
}

fn add(entries: &mut BTreeMap<Arc<str>, Entry>, walked: Walked, reported: bool) {
    for file in walked.files {
        let name = Arc::clone(&file.name);
        let entry = entries.entry(name).or_insert(Entry { file, reported, given: None });
        entry.reported |= reported;
    }
}

fn standard_input(args: &Articles, config: &Config, job: &mut Job<'_>) -> Option<Entry> {
    let (path, name) = match &args.stdin_filename {
        Some(path) => {
            let path = job.names.absolute(path);
            let name = job.names.name(&path);
            (path, name)
        }
        None => (PathBuf::from("-"), UNNAMED.into()),
    };
    match Source::read_from(io::stdin().lock(), &name, config.max_file_size) {
        Ok(source) => {
            let file = Found { path, name: name.into() };
            Some(Entry { file, reported: true, given: Some(source) })
        }
        Err(note) => {
            job.unread(vec![note], config);
            None
        }
    }
}

fn refuse_missing(paths: &[PathBuf], job: &Job<'_>) -> Result<(), Failure> {
    let gone = |path: &Path| {
        // A link that leads nowhere is there, and cannot be read.
        let error = job.names.absolute(path).symlink_metadata().err().map(|error| error.kind());
        matches!(error, Some(ErrorKind::NotFound | ErrorKind::NotADirectory))
    };
    let missing: Vec<_> = paths.iter().filter(|path| gone(path)).collect();
    let Some(first) = missing.first() else { return Ok(()) };
    let verb = if missing.len() == 1 { "does" } else { "do" };
    let called: Vec<_> = missing.iter().map(|path| format!("`{}`", path.display())).collect();
    let message = format!("{} {verb} not exist", called.join(", "));
    Err(Failure::missing(message, &job.names.absolute(first), &job.names))
}

fn nothing_taken(paths: &[PathBuf], config: &Config) -> ReadNote {
    let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
    let configured = match &config.file {
        Some(file) => format!(", are not ignored by git, and belong to `include` of {}", file.path()),
        None => " and are not ignored by git".into(),
    };
    let endings = Format::endings().collect::<Vec<_>>().join(", .");
    ReadNote::new(
        names.join(", "),
        format!("no articles: taken are files that end in .{endings}{configured}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_of_the_program_costs_one_article() {
        let note = unless_broken_off("a.md", || -> u8 { panic!("on purpose, for a test") });
        assert!(note.is_err_and(|note| note.path == "a.md" && note.message.starts_with("was not checked")));
        assert_eq!(unless_broken_off("b.md", || 3), Ok(3));
    }
}
