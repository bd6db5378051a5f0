//! Which files are articles: the walk through folders, in an order that is the same everywhere.

use super::format::Format;
use super::globs::Globs;
use super::ignores::Ignores;
use super::name::Viewpoint;
use super::read::{ReadNote, refusal};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// What a walk takes and leaves.
#[derive(Debug, Clone)]
pub struct Selection {
    /// From where files are named.
    pub names: Viewpoint,
    /// Where not empty, a file below its base is taken only if it matches.
    pub include: Globs,
    /// Files and folders that are never entered.
    pub exclude: Globs,
}

impl Selection {
    /// All articles, named from `names`.
    pub fn all(names: Viewpoint) -> Self {
        Selection { names, include: Globs::none(), exclude: Globs::none() }
    }

    fn includes(&self, path: &Path) -> bool {
        self.include.is_empty() || !path.starts_with(self.include.base()) || self.include.matches(path, false)
    }
}

/// An article file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is, absolute.
    pub path: PathBuf,
    /// How it is called in every output.
    pub name: Arc<str>,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walked {
    /// Each file once, ordered by the bytes of its name.
    pub files: Vec<Found>,
    /// What could not be entered, ordered by name.
    pub notes: Vec<ReadNote>,
}

/// All articles among `paths` and below them.
///
/// A file that is named itself is always taken. Below a named folder are taken: files with an ending of
/// [`Format::endings`] that `selection` takes, that git does not ignore and that are not hidden (nor in
/// a hidden folder). Links are followed, but a file is taken once, under the name that needs no
/// link, and each folder is entered through one link only: so a walk always ends. What cannot be entered becomes a note. A path that does not exist is a note, too; callers
/// who find that too quiet ask before.
pub fn walk(paths: &[PathBuf], selection: &Selection) -> Walked {
    let mut walk = Walk {
        selection,
        entered: HashSet::new(),
        found: BTreeMap::new(),
        linked: Vec::new(),
        notes: Vec::new(),
    };
    for root in paths.iter().map(|path| selection.names.absolute(path)) {
        if root.is_dir() { walk.folder(&root) } else { walk.take(&root, None) }
    }
    walk.finish()
}

struct Walk<'a> {
    selection: &'a Selection,
    /// The real paths of folders entered through links.
    entered: HashSet<PathBuf>,
    /// By name, so that the result is in order.
    found: BTreeMap<String, PathBuf>,
    /// Files reached through a link, with their real paths.
    linked: Vec<(String, PathBuf)>,
    notes: Vec<ReadNote>,
}

impl Walk<'_> {
    fn folder(&mut self, root: &Path) {
        let names = &self.selection.names;
        let mut ignores = Ignores::above(root, names, &mut self.notes);
        // The depth of the link through which the walk came to where it is.
        let mut through: Option<usize> = None;
        let mut entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    ignores.leave(error.depth());
                    self.note(&error, &ignores);
                    continue;
                }
            };
            let (path, depth) = (entry.path(), entry.depth());
            ignores.leave(depth);
            through = through.filter(|link| *link < depth);
            let is_folder = entry.file_type().is_dir();
            let is_link = depth > 0 && entry.path_is_symlink();
            let left = depth > 0 && (is_hidden(&entry) || self.leaves(path, is_folder, &ignores));
            if is_folder {
                if left || (is_link && !self.leads_to_something_new(path)) {
                    entries.skip_current_dir();
                    continue;
                }
                if is_link {
                    through = Some(depth);
                }
                ignores.enter(path, depth, &self.selection.names, &mut self.notes);
            } else if !left && is_article(path) && self.selection.includes(path) {
                let real = if is_link || through.is_some() { path.canonicalize().ok() } else { None };
                self.take(path, real);
            }
        }
    }

    fn take(&mut self, path: &Path, real: Option<PathBuf>) {
        let name = self.selection.names.name(path);
        if let Some(real) = real {
            self.linked.push((name.clone(), real));
        }
        self.found.insert(name, path.to_owned());
    }

    fn leaves(&self, path: &Path, is_folder: bool, ignores: &Ignores) -> bool {
        self.selection.exclude.matches(path, is_folder) || ignores.ignores(path, is_folder)
    }

    /// Whether the folder to which `link` leads neither holds it nor was entered through another.
    fn leads_to_something_new(&mut self, link: &Path) -> bool {
        let place = link.parent().and_then(|folder| folder.canonicalize().ok());
        let (Ok(real), Some(place)) = (link.canonicalize(), place) else { return false };
        if place.starts_with(&real) {
            let name = self.selection.names.name(link);
            self.notes.push(ReadNote::new(name, "a link to a folder that holds it: not followed"));
            return false;
        }
        self.entered.insert(real)
    }

    fn note(&mut self, error: &walkdir::Error, ignores: &Ignores) {
        let Some(path) = error.path() else { return };
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if error.depth() > 0 && (hidden || self.leaves(path, false, ignores)) {
            return;
        }
        let message = match (error.loop_ancestor(), error.io_error()) {
            (Some(_), _) => "a link to a folder that holds it: not followed".into(),
            (None, Some(_)) if path.is_symlink() && !path.exists() => {
                "a link to nothing, or to itself".into()
            }
            (None, Some(error)) => refusal(error),
            (None, None) => error.to_string(),
        };
        self.notes.push(ReadNote::new(self.selection.names.name(path), message));
    }

    /// Drops the second names of files that were reached in two ways.
    fn finish(mut self) -> Walked {
        if !self.linked.is_empty() {
            let links: HashSet<_> = self.linked.iter().map(|(name, _)| name.as_str()).collect();
            let direct = self.found.iter().filter(|(name, _)| !links.contains(name.as_str()));
            let mut taken: HashSet<_> = direct.filter_map(|(_, path)| path.canonicalize().ok()).collect();
            self.linked.sort();
            for (name, real) in &self.linked {
                if !taken.insert(real.clone()) {
                    self.found.remove(name);
                }
            }
        }
        self.notes.sort();
        self.notes.dedup();
        let files = self.found.into_iter().map(|(name, path)| Found { path, name: name.into() });
        Walked { files: files.collect(), notes: self.notes }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.and_then(Format::with_ending).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    /// A folder with these files, each holding its own name; a trailing slash makes a folder.
    fn folder(files: &[(&str, &str)]) -> TempDir {
        let root = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().expect("below the root")).expect("folders are made");
            fs::write(path, text).expect("files are written");
        }
        root
    }

    fn selection(root: &TempDir) -> Selection {
        Selection::all(Viewpoint::new(root.path()))
    }

    fn names(walked: &Walked) -> Vec<&str> {
        walked.files.iter().map(|file| &*file.name).collect()
    }

    fn found(root: &TempDir, paths: &[&str]) -> Vec<String> {
        let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
        let walked = walk(&paths, &selection(root));
        assert_eq!(walked.notes, []);
        names(&walked).into_iter().map(String::from).collect()
    }

    #[test]
    fn takes_articles_in_the_order_of_their_names() {
        let root = folder(&[
            ("b.md", ""),
            ("a/z.TXT", ""),
            ("a.html", ""),
            ("a/y.png", ""),
            (".hidden/c.md", ""),
            ("._b.md", ""),
            ("Z.htm", ""),
            ("c.mkd", ""),
        ]);
        assert_eq!(found(&root, &["."]), ["Z.htm", "a.html", "a/z.TXT", "b.md", "c.mkd"]);
        assert_eq!(found(&root, &["a/y.png", "a", "a/../b.md"]), ["a/y.png", "a/z.TXT", "b.md"]);
        assert_eq!(found(&root, &[".hidden"]), [".hidden/c.md"], "a named folder is walked");
    }

    #[test]
    fn obeys_gitignore_from_the_repository_down() {
        let root = folder(&[
            (".git/info/exclude", "scratch.md\n"),
            (".gitignore", "*.txt\n/build/\n"),
            ("desk/.gitignore", "!keep.txt\nold/*\n!old/kept.md\n"),
            ("desk/keep.txt", ""),
            ("desk/lost.txt", ""),
            ("desk/old/a.md", ""),
            ("desk/old/kept.md", ""),
            ("desk/build/a.md", ""),
            ("desk/scratch.md", ""),
            ("build/a.md", ""),
            ("other/keep.txt", ""),
        ]);
        let expected = ["desk/build/a.md", "desk/keep.txt", "desk/old/kept.md"];
        assert_eq!(found(&root, &["."]), expected);
        assert_eq!(found(&root, &["desk"]), expected, "from below the repository's root as well");
        assert_eq!(found(&root, &["desk/lost.txt", "desk/old"]), ["desk/lost.txt", "desk/old/kept.md"]);
    }

    #[test]
    fn reads_the_exclude_file_of_a_linked_work_tree() {
        let root = folder(&[
            ("main/.git/info/exclude", "scratch.md\n"),
            ("main/.git/worktrees/w/commondir", "../..\n"),
            ("tree/.git", "gitdir: ../main/.git/worktrees/w\n"),
            ("tree/scratch.md", ""),
            ("tree/a.md", ""),
        ]);
        assert_eq!(found(&root, &["tree"]), ["tree/a.md"]);
    }

    #[test]
    fn include_and_exclude_limit_folders_but_not_named_files() {
        let root = folder(&[
            ("content/a.md", ""),
            ("content/drafts/b.md", ""),
            ("notes/c.md", ""),
            ("content/d.png", ""),
        ]);
        let globs = |list: &[&str]| Globs::new(root.path(), list.iter().copied()).expect("good globs");
        let selection =
            Selection { include: globs(&["content"]), exclude: globs(&["drafts"]), ..selection(&root) };
        let walked = walk(&[".".into()], &selection);
        assert_eq!(names(&walked), ["content/a.md"]);
        let walked = walk(&["content/drafts/b.md".into(), "notes/c.md".into()], &selection);
        assert_eq!(names(&walked), ["content/drafts/b.md", "notes/c.md"]);
    }

    #[test]
    fn notes_a_line_of_gitignore_that_is_no_glob() {
        let root = folder(&[(".gitignore", "a\n{b,c\n"), ("b.md", "")]);
        let walked = walk(&[".".into()], &selection(&root));
        assert_eq!(names(&walked), ["b.md"]);
        assert_eq!(walked.notes[0].path, ".gitignore");
        assert!(walked.notes[0].message.starts_with("line 2: "), "{:?}", walked.notes);
    }

    #[cfg(unix)]
    mod links {
        use super::*;
        use std::os::unix::fs::symlink;

        #[test]
        fn end_where_they_lead_back() {
            let root = folder(&[("a/b/c.md", "")]);
            symlink("..", root.path().join("a/b/up")).expect("a link");
            symlink("self", root.path().join("a/self")).expect("a link");
            symlink("/", root.path().join("a/everything")).expect("a link");
            let walked = walk(&[".".into()], &selection(&root));
            assert_eq!(names(&walked), ["a/b/c.md"]);
            let noted: Vec<_> =
                walked.notes.iter().map(|note| (note.path.as_str(), note.message.as_str())).collect();
            let holds = "a link to a folder that holds it: not followed";
            let nothing = "a link to nothing, or to itself";
            assert_eq!(noted, [("a/b/up", holds), ("a/everything", holds), ("a/self", nothing)]);
        }

        #[test]
        fn bring_in_what_is_elsewhere_and_nothing_twice() {
            let away = folder(&[("shared/x.md", ""), ("shared/deep/y.md", "")]);
            let root = folder(&[("z/a.md", "")]);
            symlink("z/a.md", root.path().join("again.md")).expect("a link");
            symlink("z", root.path().join("copy")).expect("a link");
            for name in ["in", "too"] {
                symlink(away.path().join("shared"), root.path().join(name)).expect("a link");
            }
            symlink(away.path().join("shared/deep"), root.path().join("deep")).expect("a link");
            assert_eq!(found(&root, &["."]), ["deep/y.md", "in/x.md", "z/a.md"]);
        }

        #[test]
        fn that_lead_to_each_other_end() {
            let root = folder(&[("a/x.md", ""), ("b/y.md", "")]);
            symlink("../b", root.path().join("a/to-b")).expect("a link");
            symlink("../a", root.path().join("b/to-a")).expect("a link");
            let walked = walk(&[".".into()], &selection(&root));
            assert_eq!(names(&walked), ["a/x.md", "b/y.md"]);
        }
    }
}
