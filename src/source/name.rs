//! How a file is called in every output: the same on all systems.

use std::path::{Component, Path, PathBuf};

/// The root of the repository in which the absolute `folder` lies.
pub fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}

/// The folder from which the user looks at files.
#[derive(Debug, Clone)]
pub struct Viewpoint {
    folder: PathBuf,
    /// The folder from which files are named.
    named_from: PathBuf,
}

impl Viewpoint {
    /// Looks from `folder`, which must be absolute.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Viewpoint { named_from: folder.clone(), folder }
    }

    /// The same, but that files are named from the absolute `folder`.
    pub fn naming_from(self, folder: impl Into<PathBuf>) -> Self {
        Viewpoint { named_from: folder.into(), ..self }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// `path` as an absolute path without `.` and `..`.
    ///
    /// A `..` after a named folder is resolved by the system, since that folder may be a link.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        let joined = self.folder.join(path);
        let climbs = path
            .components()
            .skip_while(|part| !matches!(part, Component::Normal(_)))
            .any(|part| part == Component::ParentDir);
        if climbs && let Ok(resolved) = joined.canonicalize() {
            return resolved;
        }
        let mut plain = PathBuf::new();
        for part in joined.components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => {
                    plain.pop();
                }
                part => plain.push(part),
            }
        }
        plain
    }

    /// The absolute path of the file that [`name`](Self::name) calls `name`.
    pub fn path(&self, name: &str) -> PathBuf {
        Viewpoint::new(&self.named_from).absolute(Path::new(name))
    }

    /// The name shown for the absolute path `path`: relative to the folder from which files are named, with `..` where the
    /// file lies beside it, and `/` between folders. What shares no folder with it keeps its
    /// absolute path. A byte that is no UTF-8 is written as `\xE9`, so that no two files share a name.
    pub fn name(&self, path: &Path) -> String {
        if let Ok(below) = path.strip_prefix(&self.named_from) {
            return if below.as_os_str().is_empty() { ".".into() } else { slashed(below) };
        }
        let above = self.named_from.ancestors().skip(1).zip(1..);
        for (ancestor, steps) in above.take_while(|(ancestor, _)| ancestor.parent().is_some()) {
            if let Ok(rest) = path.strip_prefix(ancestor) {
                let climb = "../".repeat(steps) + &slashed(rest);
                return climb.trim_end_matches('/').into();
            }
        }
        slashed(path)
    }
}

fn slashed(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name += chunk.valid();
        name.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    if cfg!(windows) { name.replace('\\', "/") } else { name }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn names_files_from_where_the_user_stands() {
        let here = Viewpoint::new("/news/desk");
        assert_eq!(here.name(Path::new("/news/desk/a/b.md")), "a/b.md");
        assert_eq!(here.name(Path::new("/news/desk")), ".");
        assert_eq!(here.name(Path::new("/news/archive/b.md")), "../archive/b.md");
        assert_eq!(here.name(Path::new("/news")), "..");
        assert_eq!(here.name(Path::new("/tmp/b.md")), "/tmp/b.md");
        assert_eq!(Viewpoint::new("/").name(Path::new("/tmp/b.md")), "tmp/b.md");
    }

    #[test]
    fn names_files_from_another_folder_on_request() {
        let here = Viewpoint::new("/news/desk").naming_from("/news");
        assert_eq!(here.name(Path::new("/news/desk/a.md")), "desk/a.md");
        assert_eq!(here.path("desk/a.md"), Path::new("/news/desk/a.md"));
        assert_eq!(here.absolute(Path::new("a.md")), Path::new("/news/desk/a.md"));
    }

    #[test]
    fn gives_every_file_a_name_of_its_own() {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
        let here = Viewpoint::new("/news");
        let name = |bytes: &[u8]| here.name(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(name(b"/news/caf\xE9.md"), "caf\\xE9.md");
        assert_eq!(name(b"/news/caf\xC3\xA9.md"), "café.md");
    }

    #[test]
    fn takes_dots_out_of_paths() {
        let here = Viewpoint::new("/news/desk");
        assert_eq!(here.absolute(Path::new(".")), Path::new("/news/desk"));
        assert_eq!(here.absolute(Path::new("./a/./b.md")), Path::new("/news/desk/a/b.md"));
        assert_eq!(here.absolute(Path::new("../b.md")), Path::new("/news/b.md"));
        assert_eq!(here.absolute(Path::new("/x/b.md")), Path::new("/x/b.md"));
        assert_eq!(here.absolute(Path::new("gone/../b.md")), Path::new("/news/desk/b.md"));
    }
}
