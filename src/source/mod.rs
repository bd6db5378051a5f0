//! Files as they are on disk: their bytes, the places in them, and how they are found.
//!
//! Every place that a reader sees goes back to a [`FileSpan`] of a [`Source`]; positions in the
//! readable text of an article are [`ProseSpan`]s, a different type, so that the two cannot mix.

mod format;
mod globs;
mod ignores;
mod lines;
mod name;
mod printable;
mod read;
mod span;
mod walk;

pub use format::Format;
pub use globs::{BadGlob, Globs};
pub use lines::{LineIndex, Position};
pub use name::{Viewpoint, repository};
pub use printable::{is_obeyed, printable};
pub use read::{DEFAULT_LIMIT, ReadNote};
pub use span::{FileSpan, ProseSpan};
pub use walk::{Found, Selection, Walked, walk};

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// A file's text, with its name as the user knows it.
///
/// The text is UTF-8 and shorter than 4 GiB; reading refuses anything else with a note.
#[derive(Debug)]
pub struct Source {
    path: Arc<str>,
    text: String,
    lines: OnceLock<LineIndex>,
    /// The same made safe to print, where it is not.
    printable: OnceLock<Option<Arc<Source>>>,
}

impl Source {
    /// A source called `path` (written with `/`) whose bytes are `text`.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        Source { path: path.into(), text: text.into(), lines: OnceLock::new(), printable: OnceLock::new() }
    }

    /// The name shown to the user: relative to where the tool runs, `/` between folders.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The whole file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of `span`, which must lie in this file on character boundaries.
    pub fn slice(&self, span: FileSpan) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// This source, or its [`printable`] copy, made once: a file may hold thousands of mistakes.
    pub fn printable(self: &Arc<Self>) -> Arc<Source> {
        let copy = self.printable.get_or_init(|| match printable(&self.text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(safe) => Some(Arc::new(Source::new(Arc::clone(&self.path), safe))),
        });
        Arc::clone(copy.as_ref().unwrap_or(self))
    }

    /// Line starts, computed once, when the first finding needs them.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of a byte offset, both counted from 1, the column in characters.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }
}
