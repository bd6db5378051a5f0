//! The command line: from arguments to an exit code.
//!
//! Each command has a file of its own. It is handed a [`Job`], prints to it, and ends with an
//! [`Outcome`] or a [`Failure`]; only [`main`] knows the process around it.

pub mod args;
pub mod config;

mod check;
mod claims;
mod corpus;
mod engine;
mod explain;
mod facts;
mod init;
mod job;
mod rules;
mod table;
mod test;

pub use job::{Failure, Job, Outcome};

use args::{Cli, Command};
use clap::Parser;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

/// Columns that are used on a terminal at most: sentences in longer lines are no easier to read.
const WIDEST: usize = 140;

/// Runs the program on the arguments, streams and environment of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let (out, err) = (io::stdout(), io::stderr());
    let (color, on_terminal) = (job::wants_colors(cli.common.color, out.is_terminal()), out.is_terminal());
    let err_colors = job::wants_colors(cli.common.color, err.is_terminal());
    let mut err = err.lock();
    let result = threads(cli.common.threads).and_then(|()| {
        let folder = std::env::current_dir()
            .map_err(|e| Failure::refused(format!("the working directory cannot be read: {e}")))?;
        let mut out = job::Pipe::new(BufWriter::with_capacity(1 << 16, out.lock()));
        let mut job = Job::new(&cli.common, folder, &mut out, &mut err);
        job.style.color = color;
        if on_terminal && let Some((width, _)) = terminal_size::terminal_size() {
            job.style.width = usize::from(width.0).min(WIDEST);
        }
        let outcome = run(&cli.command, &mut job)?;
        out.flush().map_err(Failure::Output)?;
        Ok(outcome)
    });
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            // Where even standard error is closed, the exit code is all there is to say.
            let _ = failure.print(&mut err, err_colors);
            ExitCode::from(2)
        }
    }
}

/// Runs one command.
pub fn run(command: &Command, job: &mut Job<'_>) -> Result<Outcome, Failure> {
    match command {
        Command::Check(args) => check::check(args, job),
        Command::Claims(args) => claims::claims(args, job),
        Command::Init(args) => init::init(args, job),
        Command::Rules(args) => rules::rules(args, job),
        Command::Explain(args) => explain::explain(args, job),
        Command::Test(args) => test::test(args, job),
        Command::Facts(args) => facts::facts(args, job),
        Command::Schema => rules::schema(job),
    }
}

/// Lets `count` threads read articles; by default as many as there are cores.
fn threads(count: Option<usize>) -> Result<(), Failure> {
    let Some(count) = count else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build_global();
    pool.map_err(|e| Failure::refused(format!("{count} threads cannot be started: {e}")))
}
