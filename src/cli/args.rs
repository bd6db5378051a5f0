//! What can be said on the command line, and the help for it.

use crate::report::Format;
use chrono::NaiveDate;
use clap::builder::RangedU64ValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Finds the numbers and dates in articles that cannot all be true
#[derive(Debug, Parser)]
#[command(name = "crosstally", version, max_term_width = 100)]
#[command(after_help = "\
Examples:
  crosstally init                    set up a folder of articles
  crosstally check                   check the articles of this folder
  crosstally explain ordinal-year    say what a rule finds, and why

Exit codes:
  0  nothing to report
  1  findings of severity warning or error
  2  the job could not be done: a path that does not exist, a mistake in the
     configuration or in a rule, output that cannot be written")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    #[command(flatten)]
    #[allow(missing_docs, reason = "a doc comment here would replace the help of the program")]
    pub common: Common,
}

/// Options that every command understands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Common {
    /// Read FILE instead of the nearest crosstally.yaml in this folder and those above it
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Read the rules in DIR, too; can be given several times
    #[arg(long = "rules", global = true, value_name = "DIR")]
    pub rule_folders: Vec<PathBuf>,

    /// Use colours; in "auto" on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub color: When,

    /// Print no notes about files and no summary
    #[arg(long, short, global = true)]
    pub quiet: bool,

    /// Use N threads; the output is the same with any number
    #[arg(long, global = true, value_name = "N",
          value_parser = RangedU64ValueParser::<usize>::new().range(1..=256))]
    pub threads: Option<usize>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the words say it, and would be printed twice in the help")]
pub enum When {
    Auto,
    Always,
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report claims that cannot all be true
    Check(CheckArgs),
    /// Show what was understood: mentions and claims
    Claims(ClaimsArgs),
    /// List the rules, with their severity and file
    Rules(RulesArgs),
    /// Say what a rule finds, why, and what it does not see
    Explain(ExplainArgs),
    /// Run the tests inside rules
    Test(TestArgs),
    /// Write a first crosstally.yaml and a first rule with its test
    Init(InitArgs),
    /// List and check the facts that the newsroom vouches for
    Facts(FactsArgs),
    /// Print the JSON Schema of a rule file, for editors that know YAML
    Schema,
}

/// Which articles, and as of when.
#[derive(Debug, Args)]
pub struct Articles {
    /// Files and folders, or - for standard input; default: this folder
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,

    /// Read standard input as if it were FILE, in whose place it is checked
    #[arg(long, value_name = "FILE")]
    pub stdin_filename: Option<PathBuf>,

    /// Read articles without a date as published on DATE, as in 2025-07-01
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<NaiveDate>,
}

/// What `check` is told.
#[derive(Debug, Args)]
#[command(after_help = "\
PATHS limit what is reported. What they are compared with is all that the
configuration includes.

Examples:
  crosstally check                          the articles of this folder
  crosstally check news/2025 --notes        one folder, and the softer findings
  crosstally check --format github          annotations for a pull request
  crosstally check - --stdin-filename a.md  what an editor has not saved yet

Exits with 1 when it finds an error or a warning, with 2 when it cannot do the job.")]
pub struct CheckArgs {
    #[command(flatten)]
    #[allow(missing_docs, reason = "a doc comment here would replace the help of the command")]
    pub articles: Articles,

    /// How to print findings
    #[arg(long, value_name = "FORMAT", default_value = "pretty")]
    pub format: Format,

    /// Print findings of severity note, too
    #[arg(long)]
    pub notes: bool,
}

/// What `claims` is told.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crosstally claims a.md                  what was understood of one article
  crosstally claims --events              each event, with its claims in order of date
  crosstally claims --format jsonl news   one object a line, for programs")]
pub struct ClaimsArgs {
    #[command(flatten)]
    #[allow(missing_docs, reason = "a doc comment here would replace the help of the command")]
    pub articles: Articles,

    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ClaimsFormat,

    /// Group the claims by the event that they speak of
    #[arg(long)]
    pub events: bool,
}

/// How `claims` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClaimsFormat {
    /// For reading
    Table,
    /// One JSON object a line
    Jsonl,
}

/// What `rules` is told.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  crosstally rules --rules my-rules    the shipped rules and those of a folder")]
pub struct RulesArgs {
    /// How to print the list
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading
    Table,
    /// For programs
    Json,
}

/// What `explain` is told: a rule, or a finding and where to look for it.
#[derive(Debug, Args)]
#[command(override_usage = "\
crosstally explain [OPTIONS] <RULE>
       crosstally explain [OPTIONS] --finding <FINGERPRINT> [PATHS]...")]
#[command(after_help = "\
Examples:
  crosstally explain unit-conversion             what the rule finds, and why
  crosstally explain --finding 3f2a81c09b7d5e64  how a finding came about

The fingerprint of a finding stands in the output of check --format json.")]
pub struct ExplainArgs {
    /// A rule's id, or with --finding the files and folders that were checked
    #[arg(value_name = "RULE", required_unless_present = "finding")]
    pub operands: Vec<String>,

    /// Tell which ties joined the claims of a finding, and each step of the arithmetic
    #[arg(long, value_name = "FINGERPRINT")]
    pub finding: Option<String>,

    /// Read articles without a date as published on DATE, as check did
    #[arg(long, value_name = "DATE", value_parser = day, requires = "finding")]
    pub as_of: Option<NaiveDate>,
}

/// What `test` is told.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crosstally test                        the tests of all rules
  crosstally test rules/our-style.yaml   the tests of one file
  crosstally test --mutate               change figures in texts that hold, and expect findings
  crosstally test --mutate --articles examples/kupol    in articles, too

What --mutate counts:
  In the texts that tests allow, and in --articles, every figure or date that a
  rule has judged and found to hold is changed far: ten times as much, a tenth,
  twenty years, another weekday; a date that was judged by itself, to a day
  that its month does not have. The text is read anew, and a finding of any
  rule that underlines the figure catches it. A limit (\"at most\") breaks in one
  direction only, so that a figure is caught when one of its far changes is.
  Slips (a fifth more, digits exchanged or lost, one year, one day) can be
  possible values: they are counted apart and tell how closely a rule looks.
  Figures that no rule has judged are not changed, because alone any value of
  them is possible; they are counted, and texts in which nothing was judged are
  listed with --unjudged: a pattern may be missing there.")]
pub struct TestArgs {
    /// Rule files or folders of them; default: the shipped rules and those of the configuration
    #[arg(value_name = "RULE FILES")]
    pub files: Vec<PathBuf>,

    /// Change one figure at a time so that it cannot hold, and count what is caught
    #[arg(long)]
    pub mutate: bool,

    /// Change figures in the articles at PATH, too, which are checked together; can be given several times
    #[arg(long, value_name = "PATH", requires = "mutate")]
    pub articles: Vec<PathBuf>,

    /// List the texts in which no rule has judged anything
    #[arg(long, requires = "mutate")]
    pub unjudged: bool,
}

/// What `init` is told.
#[derive(Debug, Args)]
#[command(after_help = "\
Writes crosstally.yaml and rules/council-size.yaml. Files that exist are never overwritten.")]
pub struct InitArgs {
    /// The folder to set up
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub folder: PathBuf,
}

/// What `facts` is told.
#[derive(Debug, Args)]
pub struct FactsArgs {
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
}

fn day(written: &str) -> Result<NaiveDate, &'static str> {
    let day = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok().filter(|_| written.len() == 10);
    day.ok_or("write a day of the calendar as 2025-07-01")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_of_every_command_stand_before_or_after_it() {
        for words in [["crosstally", "--quiet", "check"], ["crosstally", "check", "--quiet"]] {
            assert!(Cli::parse_from(words).common.quiet);
        }
    }

    #[test]
    fn as_of_is_a_day() {
        let parsed = |day: &str| Cli::try_parse_from(["crosstally", "check", "--as-of", day]);
        assert!(parsed("2025-07-01").is_ok());
        assert!(parsed("2025-02-30").is_err());
        assert!(parsed("2025-7-1").is_err());
        let error = parsed("yesterday").expect_err("no day").to_string();
        assert!(error.contains("write a day of the calendar as 2025-07-01"), "{error}");
    }
}
