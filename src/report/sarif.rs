//! SARIF 2.1.0 (OASIS), for code scanning services.
//!
//! Columns count code points, and the run says so. GitHub shows a related location only where the
//! message links to it, so the message ends with a link for each. A message is plain text in which
//! `[words](1)` is a link (3.11.6): what comes from an article is escaped, so that it cannot be one.

use super::{Report, RuleInfo, Unread, safe};
use crate::finding::{Edit, Finding, Fix, Place};
use crate::rule::Severity;
use crate::source::{FileSpan, Source};
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

/// Characters of the words of a related place that a message quotes.
const QUOTED: usize = 80;
/// The longest sentence, in bytes, that is given as context.
const CONTEXT: u32 = 2_000;
/// What relative paths are relative to: the root of the repository.
const BASE: &str = "%SRCROOT%";

pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let index: HashMap<&str, usize> =
        report.rules.iter().enumerate().map(|(at, rule)| (&*rule.id, at)).collect();
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        information_uri: Some(env!("CARGO_PKG_REPOSITORY")).filter(|uri| !uri.is_empty()),
        rules: report.rules.iter().map(Rule::new).collect(),
    };
    let run = Run {
        tool: Tool { driver },
        invocations: [Invocation {
            execution_successful: true,
            tool_execution_notifications: report.unread.iter().map(Notification::new).collect(),
        }],
        column_kind: "unicodeCodePoints",
        results: report.findings.iter().map(|finding| Outcome::new(finding, &index)).collect(),
    };
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    safe::json(&Log { schema, version: "2.1.0", runs: [run] }, out)
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    invocations: [Invocation; 1],
    column_kind: &'a str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_uri: Option<&'a str>,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

/// What was asked for and could not be read.
#[derive(Serialize)]
struct Notification {
    level: Severity,
    message: Text,
    locations: [Whole; 1],
}

impl Notification {
    fn new(Unread { note, severity }: &Unread) -> Self {
        let artifact_location = Artifact::new(&note.path);
        Notification {
            level: *severity,
            message: Text { text: plain(&format!("not read: {}", note.message)) },
            locations: [Whole { physical_location: WholeFile { artifact_location } }],
        }
    }
}

/// A location that is a whole file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole {
    physical_location: WholeFile,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WholeFile {
    artifact_location: Artifact,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Text,
    /// Where there is more to say than the short one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Text>,
    default_configuration: Configuration,
    properties: RuleProperties<'a>,
}

#[derive(Serialize)]
struct Configuration {
    level: Severity,
}

#[derive(Serialize)]
struct RuleProperties<'a> {
    /// Where the rule is written.
    file: &'a str,
}

impl<'a> Rule<'a> {
    fn new(rule: &'a RuleInfo) -> Self {
        let first = rule.why.split_once(". ").map_or(&*rule.why, |(first, _)| first);
        let short = first.trim_end_matches('.').to_owned() + ".";
        Rule {
            id: &rule.id,
            full_description: (short != rule.why.trim()).then(|| Text { text: rule.why.clone() }),
            short_description: Text { text: short },
            help: (!rule.help.is_empty()).then(|| Text { text: rule.help.clone() }),
            default_configuration: Configuration { level: rule.severity },
            properties: RuleProperties { file: &rule.file },
        }
    }
}

#[derive(Serialize)]
struct Text {
    text: String,
}

/// What SARIF calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: Severity,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partial_fingerprints: Option<Fingerprints<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mending>,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "crosstally/v1")]
    crosstally: &'a str,
}

impl<'a> Outcome<'a> {
    fn new(finding: &'a Finding, index: &HashMap<&str, usize>) -> Self {
        let related = finding.related.iter().zip(1..).map(|(place, id)| Location::related(place, id));
        let fingerprint = Some(&*finding.fingerprint).filter(|print| !print.is_empty());
        Outcome {
            rule_id: &finding.rule,
            rule_index: index.get(&*finding.rule).copied(),
            level: finding.severity,
            message: Text { text: message(finding) },
            locations: [Location::new(&finding.primary)],
            related_locations: related.collect(),
            partial_fingerprints: fingerprint.map(|crosstally| Fingerprints { crosstally }),
            fixes: finding.fixes.iter().map(|fix| Mending::new(fix, finding)).collect(),
        }
    }
}

/// The message, the help, and a link to each related place.
fn message(finding: &Finding) -> String {
    let mut text = plain(&finding.message);
    for (place, id) in finding.related.iter().zip(1..) {
        let words = plain(&safe::shortened(&safe::line(place.text()), QUOTED));
        let label = if place.label.is_empty() { "see" } else { &place.label };
        let _ = write!(text, "\n{}: [{words}]({id})", plain(label));
    }
    if let Some(help) = &finding.help {
        let _ = write!(text, "\n{}", plain(help));
    }
    text
}

/// Text in which nothing is a link.
fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    context_region: Option<Region>,
}

impl Location {
    fn new(place: &Place) -> Self {
        let Place { source, span, context, .. } = place;
        let wider = context.contains(*span) && context != span && context.len() <= CONTEXT;
        Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: Artifact::new(source.path()),
                region: Region::new(source, *span),
                context_region: wider.then(|| Region::new(source, *context)),
            },
            message: None,
        }
    }

    fn related(place: &Place, id: usize) -> Self {
        let label = Some(&place.label).filter(|label| !label.is_empty());
        let message = label.map(|label| Text { text: plain(label) });
        Location { id: Some(id), message, ..Location::new(place) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl Artifact {
    /// A path as a URI: relative to the folder of the run, or a file URI when the path is absolute.
    fn new(path: &str) -> Self {
        let drive = matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
        match path.starts_with('/') || drive {
            true if drive => {
                Artifact { uri: format!("file:///{}:{}", &path[..1], encoded(&path[2..])), uri_base_id: None }
            }
            true => Artifact { uri: format!("file://{}", encoded(path)), uri_base_id: None },
            false => Artifact { uri: encoded(path), uri_base_id: Some(BASE) },
        }
    }
}

/// Everything but the unreserved characters of RFC 3986 and `/`, percent-encoded.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte as char),
            _ if byte.is_ascii_alphanumeric() => uri.push(byte as char),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    byte_offset: u32,
    byte_length: u32,
    snippet: Text,
}

impl Region {
    fn new(source: &Source, span: FileSpan) -> Self {
        let (start, end) = (source.position(span.start), source.position(span.end));
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_offset: span.start,
            byte_length: span.len(),
            snippet: Text { text: source.slice(span).to_owned() },
        }
    }
}

/// What SARIF calls a fix.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mending {
    description: Text,
    artifact_changes: Vec<Change>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Deleted,
    inserted_content: Text,
}

/// Lines and columns where the finding holds the file, else bytes.
#[derive(Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum Deleted {
    Text(Region),
    Bytes { byte_offset: u32, byte_length: u32 },
}

impl Mending {
    fn new(fix: &Fix, finding: &Finding) -> Self {
        let mut files: Vec<(&str, Vec<Replacement>)> = Vec::new();
        for edit in &fix.edits {
            let replacement = Replacement::new(edit, finding);
            match files.iter_mut().find(|(path, _)| *path == &*edit.path) {
                Some((_, replacements)) => replacements.push(replacement),
                None => files.push((&edit.path, vec![replacement])),
            }
        }
        let change = |(path, replacements)| Change { artifact_location: Artifact::new(path), replacements };
        let artifact_changes = files.into_iter().map(change).collect();
        Mending { description: Text { text: plain(&fix.title) }, artifact_changes }
    }
}

impl Replacement {
    fn new(edit: &Edit, finding: &Finding) -> Self {
        let sources = std::iter::once(&finding.primary).chain(&finding.related).map(|place| &place.source);
        let source: Option<&Arc<Source>> = sources.into_iter().find(|source| source.path() == &edit.path);
        Replacement {
            deleted_region: match source {
                Some(source) => Deleted::Text(Region::new(source, edit.span)),
                None => Deleted::Bytes { byte_offset: edit.span.start, byte_length: edit.span.len() },
            },
            inserted_content: Text { text: edit.replacement.clone() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        let uri = |path| Artifact::new(path).uri;
        assert_eq!(uri("news/Kyïv 100%: a,b#c?.md"), "news/Ky%C3%AFv%20100%25%3A%20a%2Cb%23c%3F.md");
        assert_eq!(uri("/srv/news/a.md"), "file:///srv/news/a.md");
        assert_eq!(uri("C:/news/a b.md"), "file:///C:/news/a%20b.md");
        assert_eq!(Artifact::new("../a.md").uri_base_id, Some(BASE));
        assert_eq!(Artifact::new("/a.md").uri_base_id, None);
    }

    #[test]
    fn words_of_an_article_are_no_link() {
        assert_eq!(plain("[see](http://a) \\"), "\\[see\\](http://a) \\\\");
    }
}
