//! One object for programs; its shape is a promise.
//!
//! `start` and `end` are byte offsets into the file as it is on disk, `line` and `column` count from 1
//! (the column in characters), `text` is exactly the bytes between.

use super::{Report, Summary, Unread, safe};
use crate::finding::{Edit, Finding, Fix, Place};
use crate::rule::Severity;
use serde::Serialize;
use std::io::{self, Write};

pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings = report.findings.iter().map(JsonFinding::new).collect();
    let unread = report.unread.iter().map(JsonUnread::new).collect();
    safe::json(&JsonReport { findings, unread, summary: &report.summary }, out)
}

#[derive(Serialize)]
struct JsonReport<'a> {
    findings: Vec<JsonFinding<'a>>,
    unread: Vec<JsonUnread<'a>>,
    summary: &'a Summary,
}

/// A file or folder that was asked for and could not be read.
#[derive(Serialize)]
struct JsonUnread<'a> {
    path: &'a str,
    reason: &'a str,
    severity: Severity,
}

impl<'a> JsonUnread<'a> {
    fn new(Unread { note, severity }: &'a Unread) -> Self {
        JsonUnread { path: &note.path, reason: &note.message, severity: *severity }
    }
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: JsonPlace<'a>,
    related: Vec<Related<'a>>,
    fixes: Vec<JsonFix<'a>>,
    fingerprint: &'a str,
}

impl<'a> JsonFinding<'a> {
    fn new(finding: &'a Finding) -> Self {
        let related = |place: &'a Place| Related { label: &place.label, place: JsonPlace::new(place) };
        JsonFinding {
            rule: &finding.rule,
            severity: finding.severity,
            message: &finding.message,
            help: finding.help.as_deref(),
            place: JsonPlace::new(&finding.primary),
            related: finding.related.iter().map(related).collect(),
            fixes: finding.fixes.iter().map(JsonFix::new).collect(),
            fingerprint: &finding.fingerprint,
        }
    }
}

#[derive(Serialize)]
struct Related<'a> {
    label: &'a str,
    #[serde(flatten)]
    place: JsonPlace<'a>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
}

impl<'a> JsonPlace<'a> {
    fn new(place: &'a Place) -> Self {
        let position = place.source.position(place.span.start);
        JsonPlace {
            path: place.source.path(),
            start: place.span.start,
            end: place.span.end,
            line: position.line,
            column: position.column,
            text: place.text(),
        }
    }
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<JsonEdit<'a>>,
}

impl<'a> JsonFix<'a> {
    fn new(fix: &'a Fix) -> Self {
        JsonFix { title: &fix.title, safe: fix.safe, edits: fix.edits.iter().map(JsonEdit::new).collect() }
    }
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    replacement: &'a str,
}

impl<'a> JsonEdit<'a> {
    fn new(edit: &'a Edit) -> Self {
        JsonEdit {
            path: &edit.path,
            start: edit.span.start,
            end: edit.span.end,
            replacement: &edit.replacement,
        }
    }
}
