//! Globs of the configuration, read as lines of a `.gitignore` are, so that an editor has one
//! syntax to know: without a slash inside at any depth, with one from the configuration's folder;
//! a folder stands for all that is in it; a later `!glob` takes back what an earlier one matched.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Path, PathBuf};

/// A list of globs, relative to one folder.
#[derive(Debug, Clone)]
pub struct Globs {
    base: PathBuf,
    matcher: Gitignore,
}

/// A glob that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadGlob {
    /// Which of the list, counted from 0.
    pub index: usize,
    /// Why, as a message continues after the glob.
    pub reason: String,
}

impl Globs {
    /// The globs of `list`, relative to the absolute folder `base`, or all that are wrong with it.
    pub fn new<'a>(base: &Path, list: impl IntoIterator<Item = &'a str>) -> Result<Globs, Vec<BadGlob>> {
        // Paths are made relative here, so the matcher has no root of its own to strip.
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        let mut bad = Vec::new();
        for (index, glob) in list.into_iter().enumerate() {
            if let Err(reason) = check(glob).and_then(|()| add(&mut builder, glob)) {
                bad.push(BadGlob { index, reason });
            }
        }
        if !bad.is_empty() {
            return Err(bad);
        }
        let matcher = builder.build().map_err(|e| vec![BadGlob { index: 0, reason: e.to_string() }])?;
        Ok(Globs { base: base.to_owned(), matcher })
    }

    /// No globs, which match nothing.
    pub fn none() -> Globs {
        Globs { base: PathBuf::new(), matcher: Gitignore::empty() }
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.matcher.is_empty()
    }

    /// The folder to which the globs are relative.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// Whether the absolute `path`, or a folder that holds it, matches. Nothing outside the base does.
    pub fn matches(&self, path: &Path, is_folder: bool) -> bool {
        if self.is_empty() {
            return false;
        }
        match path.strip_prefix(&self.base) {
            Ok(inside) if !inside.as_os_str().is_empty() => {
                self.matcher.matched_path_or_any_parents(inside, is_folder).is_ignore()
            }
            _ => false,
        }
    }
}

fn check(glob: &str) -> Result<(), String> {
    let plain = glob.strip_prefix('!').unwrap_or(glob);
    if plain.trim_matches(['/', ' ']).is_empty() {
        return Err("names no file".into());
    }
    if plain.starts_with('#') {
        return Err("would be read as a comment; write \\# for a name that starts with #".into());
    }
    if plain.split('/').any(|part| part == "..") {
        return Err("leaves the folder of the configuration".into());
    }
    Ok(())
}

fn add(builder: &mut GitignoreBuilder, glob: &str) -> Result<(), String> {
    // In a .gitignore "./drafts" matches nothing; here people mean the folder beside the configuration.
    let anchored = glob.strip_prefix("./").map(|rest| format!("/{rest}"));
    match builder.add_line(None, anchored.as_deref().unwrap_or(glob)) {
        Ok(_) => Ok(()),
        Err(ignore::Error::Glob { err, .. }) => Err(err),
        Err(err) => Err(err.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(globs: &[&str], path: &str) -> bool {
        let globs = Globs::new(Path::new("/news"), globs.iter().copied()).expect("good globs");
        globs.matches(Path::new(path), false)
    }

    #[test]
    fn reads_globs_as_gitignore_does() {
        assert!(matches(&["*.draft.md"], "/news/a/b.draft.md"));
        assert!(matches(&["content"], "/news/content/a.md"));
        assert!(matches(&["content/"], "/news/content/deep/a.md"));
        assert!(!matches(&["/content"], "/news/old/content/a.md"));
        assert!(!matches(&["./content"], "/news/old/content/a.md"));
        assert!(matches(&["content/**/*.md"], "/news/content/a.md"));
        assert!(!matches(&["content/*.md"], "/news/content/deep/a.md"));
        assert!(!matches(&["content", "!content/old"], "/news/content/old/a.md"));
        assert!(!matches(&["*"], "/elsewhere/a.md"), "nothing outside the base matches");
    }

    #[test]
    fn reports_every_bad_glob_of_a_list() {
        let list = ["ok", "a[", "", "../up", "{a,b"];
        let bad = Globs::new(Path::new("/news"), list).expect_err("four are bad");
        let wrong: Vec<_> = bad.iter().map(|glob| glob.index).collect();
        assert_eq!(wrong, [1, 2, 3, 4]);
        assert_eq!(bad[2].reason, "leaves the folder of the configuration");
    }
}
