//! Workflow commands, which GitHub shows as annotations beside the lines.
//!
//! A command ends with its line, so everything in it is escaped as GitHub's own toolkit does: `%`, `\r`
//! and `\n` in data, `:` and `,` as well in properties. An annotation stands at one place, so the
//! message names the others. Columns may stand only where a finding starts and ends on one line.

use super::{Report, Unread, at, safe};
use crate::finding::{Finding, Place};
use crate::rule::Severity;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Characters of the words of a further place that a message quotes.
const QUOTED: usize = 80;

pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    report.findings.iter().try_for_each(|finding| writeln!(out, "{}", command(finding)))?;
    report.unread.iter().try_for_each(|Unread { note, severity }| {
        writeln!(
            out,
            "::{} file={},title=not read::{}",
            level(*severity),
            property(&note.path),
            data(&safe::line(&note.message))
        )
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn command(finding: &Finding) -> String {
    let level = level(finding.severity);
    let Place { source, span, .. } = &finding.primary;
    let (start, end) = (source.position(span.start), source.position(span.end));
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        false => String::new(),
    };
    format!(
        "::{level} file={},line={},endLine={}{columns},title={}::{}",
        property(source.path()),
        start.line,
        end.line,
        property(&finding.rule),
        data(&message(finding))
    )
}

fn message(finding: &Finding) -> String {
    let mut message = safe::line(&finding.message);
    for place in &finding.related {
        let label = if place.label.is_empty() { "see" } else { &place.label };
        let words = safe::shortened(&safe::line(place.text()), QUOTED);
        let _ = write!(message, "\n{}: {} \"{words}\"", safe::line(label), safe::escaped(&at(place)));
    }
    if let Some(help) = &finding.help {
        let _ = write!(message, "\nhelp: {}", safe::lines(help));
    }
    message
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&safe::escaped(text)).replace(':', "%3A").replace(',', "%2C")
}
