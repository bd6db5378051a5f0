//! One line a finding: `path:line:column: severity[rule] message (also path:line:column)`.

use super::{Report, Style, at, safe};
use crate::finding::Finding;
use std::io::{self, Write};

pub fn write(report: &Report<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings {
        writeln!(out, "{}", line(finding))?;
    }
    if style.summary {
        writeln!(out, "{}", report.summary)?;
    }
    Ok(())
}

fn line(finding: &Finding) -> String {
    let also: Vec<String> = finding.related.iter().map(at).collect();
    let also = if also.is_empty() { String::new() } else { format!(" (also {})", also.join(", ")) };
    let (place, message) = (at(&finding.primary), safe::line(&finding.message));
    safe::escaped(&format!("{place}: {}[{}] {message}{also}", finding.severity, finding.rule))
}
