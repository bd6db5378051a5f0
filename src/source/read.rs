//! Reading one file: its text, or a note that says why there is none. Nothing on a disk may stop
//! the other articles from being checked.

use super::Source;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Files of more bytes are not read, unless the configuration says otherwise: an article of this
/// length is a dump, and every later stage may take its input to be of an article's size.
pub const DEFAULT_LIMIT: u64 = 10_000_000;

/// A file or folder that could not be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadNote {
    /// The name shown to the user (see [`super::Viewpoint`]).
    pub path: String,
    /// The reason, and what to do about it; lower case, without a full stop.
    pub message: String,
}

impl ReadNote {
    /// A note on `path`.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        ReadNote { path: path.into(), message: message.into() }
    }
}

impl Source {
    /// Reads the file at `path`, shown as `name`, if it has at most `limit` bytes (and fewer than
    /// 4 GiB, since spans are 32 bits wide).
    ///
    /// A byte order mark stays in the text: offsets count from the file's first byte.
    pub fn read(path: &Path, name: &str, limit: u64) -> Result<Source, ReadNote> {
        // Asked before opening, since opening a pipe waits for its writer.
        let about = fs::metadata(path).map_err(|e| ReadNote::new(name, refusal(&e)))?;
        if about.is_dir() {
            return Err(ReadNote::new(name, "a folder, not a file"));
        }
        if !about.is_file() {
            return Err(ReadNote::new(name, "not a regular file (a pipe, socket or device)"));
        }
        if about.len() > limit {
            return Err(ReadNote::new(name, too_long(Some(about.len()), limit)));
        }
        let file = File::open(path).map_err(|e| ReadNote::new(name, refusal(&e)))?;
        Source::drain(file, name, limit, about.len() as usize)
    }

    /// Reads `input` to its end as the text of a file called `name`, under the same conditions.
    pub fn read_from(input: impl Read, name: &str, limit: u64) -> Result<Source, ReadNote> {
        Source::drain(input, name, limit, 0)
    }

    fn drain(input: impl Read, name: &str, limit: u64, expected: usize) -> Result<Source, ReadNote> {
        let limit = limit.min(u64::from(u32::MAX) - 1);
        let mut bytes = Vec::with_capacity(expected + 1);
        input
            .take(limit + 1) // the file may have grown, or be one that does not know its length
            .read_to_end(&mut bytes)
            .map_err(|e| ReadNote::new(name, refusal(&e)))?;
        if bytes.len() as u64 > limit {
            return Err(ReadNote::new(name, too_long(None, limit)));
        }
        decode(bytes).map(|text| Source::new(name, text)).map_err(|why| ReadNote::new(name, why))
    }
}

/// The text of `bytes`, or why they are none.
fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    if start.trim_ascii().is_empty() {
        return Err("empty".into());
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err("UTF-16, not UTF-8: save it as UTF-8".into());
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(format!("binary: a zero byte at byte {at}"));
    }
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let bytes = e.as_bytes();
        let line = memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1;
        format!(
            "not UTF-8 at byte {at} (0x{:02X}, line {line}): convert it, for example with \
             iconv -f windows-1252 -t utf-8",
            bytes[at]
        )
    })
}

fn too_long(length: Option<u64>, limit: u64) -> String {
    let length = length.map_or("more".into(), |length| format!("{length} bytes, more"));
    format!("{length} than the {limit} bytes that are read (max_file_size in crosstally.yaml)")
}

/// What the system says, in words that are the same on all systems.
pub(super) fn refusal(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "gone: it was there a moment ago, or is a link to nothing".into(),
        ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        Source::read_from(bytes, "a.md", 40).expect_err("not an article").message
    }

    #[test]
    fn says_where_a_file_stops_being_utf_8() {
        let why = refused(b"Two lines.\nCaf\xE9 society");
        assert!(why.starts_with("not UTF-8 at byte 14 (0xE9, line 2): convert it"), "{why}");
        assert!(refused(b"cut short \xE2\x82").contains("byte 10 (0xE2"), "a character cut at the end");
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(refused(b""), "empty");
        assert_eq!(refused(b"\xEF\xBB\xBF \r\n"), "empty");
        assert_eq!(refused(b"PK\x03\x04\x00"), "binary: a zero byte at byte 4");
        assert_eq!(refused(b"\xFF\xFEa\x00"), "UTF-16, not UTF-8: save it as UTF-8");
        let long = "more than the 40 bytes that are read (max_file_size in crosstally.yaml)";
        assert_eq!(refused(&[b'a'; 41]), long);
        assert_eq!(refused(&[b'a'; 4000]), long);
    }

    #[test]
    fn keeps_a_byte_order_mark_so_that_offsets_stay_true() {
        let source = Source::read_from(&b"\xEF\xBB\xBFThree dead"[..], "a.md", 40).expect("UTF-8");
        assert_eq!(source.text().find("Three"), Some(3));
    }

    #[test]
    fn notes_missing_files_and_folders() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let why = |path: &Path| Source::read(path, "x", 40).expect_err("no file").message;
        assert!(why(&folder.path().join("none.md")).starts_with("gone"));
        assert_eq!(why(folder.path()), "a folder, not a file");
    }
}
