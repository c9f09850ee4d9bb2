//! The program `xianshen`.

use std::process::ExitCode;

fn main() -> ExitCode {
    xianshen_host::cli::run()
}
