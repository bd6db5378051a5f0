//! The program `crosstally`; all of it is in the library ([`crosstally::cli`]).

use std::process::ExitCode;

fn main() -> ExitCode {
    crosstally::cli::main()
}
