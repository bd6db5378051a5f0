//! What every command works with, and how it ends.

use super::args::{Common, When};
use super::config::{Config, ConfigError};
use crate::report::{Style, UNREAD, Unread, safe};
use crate::rule::Severity;
use crate::source::{ReadNote, Viewpoint};
use crate::yaml::{Mistake, nearest};
use miette::{GraphicalReportHandler, GraphicalTheme};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The surroundings of one run.
pub struct Job<'a> {
    /// The options of every command.
    pub common: &'a Common,
    /// From where files are looked for and named.
    pub names: Viewpoint,
    /// Where results go.
    pub out: &'a mut dyn Write,
    /// How results look to people.
    pub style: Style,
    /// Where notes go.
    pub err: &'a mut dyn Write,
    /// What was to be read and could not be.
    pub unread: Vec<Unread>,
}

/// How a command that did its job ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to report.
    Clean,
    /// Findings of severity warning or error, or a failed test of a rule.
    Findings,
}

/// Why a command could not do its job.
#[derive(Debug)]
pub enum Failure {
    /// Mistakes in the configuration, in rules or in facts.
    Mistakes(Vec<Mistake>),
    /// Anything else that the user can mend.
    Refused {
        /// What, lower case, without a full stop.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// Results cannot be written.
    Output(io::Error),
}

impl<'a> Job<'a> {
    /// A job in the absolute `folder`, whose results go to no terminal.
    pub fn new(common: &'a Common, folder: PathBuf, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        let style = Style { summary: !common.quiet, ..Style::default() };
        Job { common, names: Viewpoint::new(folder), out, style, err, unread: Vec::new() }
    }

    /// The configuration that applies.
    pub fn config(&self) -> Result<Config, Failure> {
        Config::load(self.common.config.as_deref(), &self.names).map_err(|error| match error {
            ConfigError::Unreadable(note) => Failure::refused(format!("{}: {}", note.path, note.message)),
            ConfigError::Mistakes(mistakes) => Failure::Mistakes(mistakes),
        })
    }

    /// Tells of what was asked for and could not be read, as loud as `config` says, and keeps it for the report.
    pub fn unread(&mut self, notes: Vec<ReadNote>, config: &Config) {
        for note in notes {
            let path = self.names.path(&note.path);
            if let Some(severity) = config.severity(UNREAD.0, Some(Severity::Note), &path) {
                self.tell(&note, severity);
                self.unread.push(Unread { note, severity });
            }
        }
    }

    /// Tells of files, unless the user wants quiet.
    pub fn notes(&mut self, notes: &[ReadNote]) {
        notes.iter().for_each(|note| self.tell(note, Severity::Note));
    }

    fn tell(&mut self, note: &ReadNote, severity: Severity) {
        if severity > Severity::Note || !self.common.quiet {
            let (path, message) = (safe::escaped(&note.path), safe::line(&note.message));
            // Worth no failure where nobody can read it.
            let _ = writeln!(self.err, "{severity}: {path}: {message}");
        }
    }
}

/// So many mistakes are shown: nobody reads thousands, and to show one takes a walk over its file.
const MOST_SHOWN: usize = 50;

impl Failure {
    /// A failure without advice.
    pub fn refused(message: impl Into<String>) -> Failure {
        Failure::Refused { message: message.into(), help: None }
    }

    /// A failure for want of what the absolute `path` names: the help is what is there in its place and is called
    /// nearly so, or where it was looked for.
    pub fn missing(message: impl Into<String>, path: &Path, names: &Viewpoint) -> Failure {
        let found = path.ancestors().zip(path.ancestors().skip(1)).find(|(_, parent)| parent.is_dir());
        let help = found.map(|(gone, parent)| {
            let entries = parent.read_dir().into_iter().flatten().flatten().map(|entry| entry.file_name());
            let mut known: Vec<_> = entries.filter_map(|name| name.into_string().ok()).collect();
            known.sort_unstable();
            let gone = gone.file_name().unwrap_or_default().to_string_lossy();
            match nearest(&gone, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{}`?", names.name(&parent.join(near))),
                None => format!("there is no `{gone}` in {}", parent.display()),
            }
        });
        Failure::Refused { message: message.into(), help }
    }

    /// Tells the user.
    pub fn print(&self, err: &mut dyn Write, colors: bool) -> io::Result<()> {
        match self {
            Failure::Mistakes(mistakes) => {
                let theme =
                    if colors { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
                let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100);
                for mistake in mistakes.iter().take(MOST_SHOWN) {
                    let mut shown = String::new();
                    match handler.render_report(&mut shown, mistake) {
                        Ok(()) => writeln!(err, "{}", shown.trim_matches('\n'))?,
                        Err(_) => writeln!(err, "error: {}: {mistake}", mistake.place().0)?,
                    }
                    writeln!(err)?;
                }
                if mistakes.len() > MOST_SHOWN {
                    writeln!(err, "and {} more\n", mistakes.len() - MOST_SHOWN)?;
                }
                let (count, s) = (mistakes.len(), if mistakes.len() == 1 { "" } else { "s" });
                writeln!(err, "error: {count} mistake{s}; nothing was done")
            }
            Failure::Refused { message, help } => {
                writeln!(err, "error: {}", safe::line(message))?;
                help.iter().try_for_each(|help| writeln!(err, " help: {}", safe::line(help)))
            }
            Failure::Output(error) => writeln!(err, "error: the output cannot be written: {error}"),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// Whether to colour what goes to a stream.
pub(super) fn wants_colors(when: When, is_terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => is_terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb"),
    }
}

/// A writer to whom a reader that went away (`crosstally check | head`) is no failure: the rest is
/// dropped, and the exit code still says what was found.
pub(super) struct Pipe<W> {
    inner: W,
    closed: bool,
}

impl<W: Write> Pipe<W> {
    pub(super) fn new(inner: W) -> Self {
        Pipe { inner, closed: false }
    }

    fn unless_closed<T>(&mut self, rest: T, write: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.closed {
            return Ok(rest);
        }
        write(&mut self.inner).or_else(|error| {
            self.closed = error.kind() == ErrorKind::BrokenPipe;
            if self.closed { Ok(rest) } else { Err(error) }
        })
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), |inner| inner.flush())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Refusing(ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_reader_that_went_away_is_no_failure_but_a_full_disk_is() {
        let mut pipe = Pipe::new(Refusing(ErrorKind::BrokenPipe));
        assert!(pipe.write_all(b"finding").is_ok());
        assert!(pipe.flush().is_ok());
        assert!(Pipe::new(Refusing(ErrorKind::StorageFull)).write_all(b"finding").is_err());
    }
}
