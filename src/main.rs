//! The program `crosstally`; all of it is in the library ([`crosstally::cli`]).

use std::process::ExitCode;

// Patterns and mentions are many small allocations: a sixth of a check went into the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    crosstally::cli::main()
}
