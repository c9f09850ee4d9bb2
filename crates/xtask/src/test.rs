//! `cargo xtask test [--quick]`: every check and every test. The last line is `N passed, N failed[, N skipped]`.
//!
//! A check counts as one test. `--quick` leaves out what takes minutes; what is left out counts as skipped.
//! In CI nothing is skipped: a missing tool is a failure there.

mod checks;
mod host_graph;
mod reproducible;
mod suite;
mod tally;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};
pub(crate) use suite::export_products;
use tally::Tally;

use crate::output;
use crate::workspace::Workspace;

/// How a check ended when it did not fail.
pub(crate) enum Verdict {
    /// It holds.
    Passed,
    /// It could not run; the line says what is missing and how to get it.
    Skipped(String),
}

/// The subcommand.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    let quick = match arguments {
        [] => false,
        [flag] if flag == "--quick" => true,
        _ => bail!("test 的参数只有 --quick"),
    };
    let start = Instant::now();
    let mut tally = Tally::default();
    let mut built = true;
    for check in checks::CHECKS {
        if quick && !check.quick {
            tally.skip(check.name, "--quick");
            continue;
        }
        let passed = run_check(workspace, check, &mut tally);
        built &= passed || check.name != checks::BUILD;
    }
    if built {
        suite::run(workspace, quick, &mut tally);
    } else {
        tally.fail(suite::NAME, "构建失败，没有运行");
    }
    output::heading(&format!("结果（{}）", output::elapsed(start)));
    for line in tally.notes() {
        output::line(line);
    }
    output::line(&tally.to_string());
    Ok(if tally.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs one check, prints how it went and counts it; returns whether it did not fail.
fn run_check(workspace: &Workspace, check: &checks::Check, tally: &mut Tally) -> bool {
    output::heading(check.name);
    let start = Instant::now();
    match (check.run)(workspace) {
        Ok(Verdict::Passed) => {
            tally.pass();
            output::line(&format!("{}：通过，{}", check.name, output::elapsed(start)));
            true
        }
        Ok(Verdict::Skipped(reason)) if !workspace.ci => {
            output::line(&format!("{}：跳过。{reason}", check.name));
            tally.skip(check.name, &reason);
            true
        }
        Ok(Verdict::Skipped(reason)) => {
            output::line(&format!("{}：失败，CI 里不能跳过。{reason}", check.name));
            tally.fail(check.name, &reason);
            false
        }
        Err(error) => {
            output::line(&format!("{error:#}"));
            output::line(&format!("{}：失败，{}", check.name, output::elapsed(start)));
            tally.fail(check.name, "见上面的输出");
            false
        }
    }
}
