//! For people at a terminal: the sentences, with the words that disagree underlined.
//!
//! `miette` draws. All places of a finding, in whichever files, are windows of one diagnostic (see
//! [`Snippet`]): a related diagnostic would come after the help, under a heading of its own, and an
//! editor compares two sentences best one below the other.

use super::snippet::{Layout, Snippet};
use super::wrap::wrapped;
use super::{Report, Style, at, safe};
use crate::article::NOTES;
use crate::finding::{BARE, Finding, UNUSED};
use crate::rule::Severity;
use crate::source::Format;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use miette::{ThemeCharacters, ThemeStyles};
use std::collections::HashSet;
use std::fmt::{self, Write as _};
use std::io::{self, Write};

/// Columns that are written for, however narrow the terminal.
const NARROWEST: usize = 40;
/// Places that one finding underlines; the others are listed. `miette` is quadratic in them.
const UNDERLINED: usize = 8;
/// Columns that `miette` writes before a message.
const MESSAGE: usize = 4;
/// Columns that `miette` writes before help.
const HELP: usize = 8;
/// Places that one finding lists besides.
const LISTED: usize = 20;

pub fn write(report: &Report<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let handler = handler(style);
    let layout = Layout { width: style.width.max(40), ellipsis: if style.unicode { "…" } else { "..." } };
    let mut advised = HashSet::new();
    let mut text = String::new();
    for finding in report.findings {
        let first = advised.insert(&*finding.rule);
        let shown = Shown::new(finding, first, layout);
        text.clear();
        // The only error that drawing knows is one of the string written to, which has none.
        let _ = handler.render_report(&mut text, &shown);
        writeln!(out, "{text}")?;
    }
    if style.summary {
        writeln!(out, "{}", report.summary)?;
    }
    Ok(())
}

/// Built by hand: the default of `miette` asks the environment, and writes links without colour.
fn handler(style: &Style) -> GraphicalReportHandler {
    let characters = match style.unicode {
        true => ThemeCharacters::unicode(),
        false => ThemeCharacters::ascii(),
    };
    let styles = match style.color {
        true => ThemeStyles::ansi(),
        false => ThemeStyles::none(),
    };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_links(false)
        .with_width(style.width.max(NARROWEST))
        .with_wrap_lines(false)
        .without_syntax_highlighting()
}

/// A finding as `miette` draws it.
#[derive(Debug)]
struct Shown<'a> {
    finding: &'a Finding,
    rule: String,
    message: String,
    help: String,
    snippet: Snippet,
}

impl<'a> Shown<'a> {
    /// With `advice` on how to suppress the rule, which is given once a report.
    fn new(finding: &'a Finding, advice: bool, layout: Layout) -> Self {
        let places = std::iter::once(&finding.primary).chain(&finding.related);
        Shown {
            finding,
            rule: safe::line(&finding.rule),
            message: wrapped(&safe::line(&finding.message), layout.width - MESSAGE),
            help: wrapped(&help(finding, advice), layout.width - HELP),
            snippet: Snippet::new(places.take(UNDERLINED), layout),
        }
    }
}

fn help(finding: &Finding, advice: bool) -> String {
    let mut help = finding.help.as_deref().map(safe::lines).unwrap_or_default();
    let further = finding.related.iter().skip(UNDERLINED - 1);
    for place in further.clone().take(LISTED) {
        let words = safe::shortened(&safe::line(place.text()), 60);
        let _ = write!(help, "\nalso {}: \"{words}\"", safe::escaped(&at(place)));
    }
    if let more @ 1.. = further.skip(LISTED).count() {
        let _ = write!(help, "\nand at {more} more places, which --format json lists");
    }
    for fix in &finding.fixes {
        let kind = if fix.safe { "fix" } else { "possible fix" };
        let _ = write!(help, "\n{kind}: {}", safe::line(&fix.title));
    }
    if advice && suppressible(finding) && !help.contains("crosstally: ignore") {
        let _ = write!(help, "\nif it stands, say why:\n{}", suppression(finding));
    }
    help.trim_start().to_owned()
}

/// What to write to let a finding stand: a comment of its format; where none is read, which is in a head and in plain
/// text, a key of the head.
fn suppression(finding: &Finding) -> String {
    let rule = safe::line(&finding.rule);
    let in_head = NOTES.iter().any(|(id, _)| *id == rule);
    match Format::of(finding.primary.source.path()) {
        Format::Mdx if !in_head => format!("{{/* crosstally: ignore {rule} -- reason */}}"),
        Format::Markdown | Format::Html if !in_head => {
            format!("<!-- crosstally: ignore {rule} -- reason -->")
        }
        _ => format!("crosstally: {{ignore: [{rule}], reason: …}}  (in the front matter)"),
    }
}

/// Whether the rule can be told to be silent here.
fn suppressible(finding: &Finding) -> bool {
    ![BARE, UNUSED].contains(&&*finding.rule)
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.rule))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.snippet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.snippet.labels()))
    }
}
