//! `init`: a first configuration and a first rule, for a newsroom to change.

use super::args::InitArgs;
use super::config::FILE_NAME;
use super::job::{Failure, Job, Outcome};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

const FILES: [(&str, &str); 2] =
    [(FILE_NAME, include_str!("init/crosstally.yaml")), (RULE, include_str!("init/council-size.yaml"))];

const RULE: &str = "rules/council-size.yaml";

/// Writes all of [`FILES`], or none where one of them is there already.
pub(super) fn init(args: &InitArgs, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    let folder = job.names.absolute(&args.folder);
    let name = |path: &Path| job.names.name(path);
    let there: Vec<_> =
        FILES.iter().map(|(file, _)| folder.join(file)).filter(|path| path.exists()).collect();
    if !there.is_empty() {
        let names: Vec<_> = there.iter().map(|path| name(path)).collect();
        let help = Some("nothing was written; move it away to start afresh".into());
        return Err(Failure::Refused { message: format!("{} exists already", names.join(" and ")), help });
    }
    for (file, text) in FILES {
        let path = folder.join(file);
        write(&path, text)
            .map_err(|e| Failure::refused(format!("{} cannot be written: {e}", name(&path))))?;
    }
    for (file, _) in FILES {
        writeln!(job.out, "wrote {}", job.names.name(&folder.join(file)))?;
    }
    writeln!(
        job.out,
        "\nNext: `crosstally test` runs the test of the new rule, `crosstally check` the articles."
    )?;
    Ok(Outcome::Clean)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
}
