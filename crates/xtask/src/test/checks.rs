//! The checks that are not tests, in the order in which they run: quick answers first.

use anyhow::Result;

use super::{Verdict, host_graph, reproducible};
use crate::prerequisites::{self, Tool, WASM_TARGET};
use crate::process;
use crate::workspace::Workspace;
use crate::{build, generate, tidy};

/// The name of the check that the tests need.
pub(crate) const BUILD: &str = "build";

/// One check.
pub(crate) struct Check {
    /// The name in headings and in the list of failures.
    pub(crate) name: &'static str,
    /// Whether `--quick` runs it.
    pub(crate) quick: bool,
    /// The check itself.
    pub(crate) run: fn(&Workspace) -> Result<Verdict>,
}

/// Every check.
pub(crate) const CHECKS: &[Check] = &[
    Check { name: "tidy", quick: true, run: |workspace| passed(tidy::check(workspace)) },
    Check { name: "generate --check", quick: true, run: |workspace| passed(generate::check(workspace)) },
    Check { name: "fmt", quick: true, run: fmt },
    Check { name: "host dependencies", quick: true, run: |workspace| passed(host_graph::no_rule_crates(workspace)) },
    Check { name: "wasmtime features", quick: true, run: |workspace| passed(host_graph::wasmtime_features(workspace)) },
    Check { name: BUILD, quick: true, run: |workspace| passed(build::build(workspace)) },
    Check { name: "reproducible build", quick: false, run: |workspace| passed(reproducible::check(workspace)) },
    Check { name: "clippy", quick: true, run: clippy },
    Check { name: "clippy wasm32", quick: false, run: clippy_wasm },
    Check { name: "doc", quick: false, run: doc },
    Check { name: "cargo-deny", quick: false, run: deny },
];

/// A check without conditions.
fn passed(result: Result<()>) -> Result<Verdict> {
    result.map(|()| Verdict::Passed)
}

fn fmt(workspace: &Workspace) -> Result<Verdict> {
    passed(process::run(workspace.cargo("fmt").args(["--all", "--check"])))
}

fn clippy(workspace: &Workspace) -> Result<Verdict> {
    let mut command = workspace.cargo_locked("clippy");
    passed(process::run(command.args(["--workspace", "--all-targets", "--", "-D", "warnings"])))
}

/// The wasm members once more for their real target: code behind `cfg(target_arch)` is seen only there.
fn clippy_wasm(workspace: &Workspace) -> Result<Verdict> {
    prerequisites::wasm_target()?;
    let mut command = workspace.cargo_locked("clippy");
    command.args(["--package", "plugin", "--package", "preview", "--lib", "--target", WASM_TARGET]);
    passed(process::run(command.args(["--", "-D", "warnings"])))
}

fn doc(workspace: &Workspace) -> Result<Verdict> {
    let mut command = workspace.cargo_locked("doc");
    passed(process::run(command.args(["--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings")))
}

/// Licences, sources and duplicate or banned crates; advisories would need a network that CI has not.
fn deny(workspace: &Workspace) -> Result<Verdict> {
    let program = match prerequisites::cargo_deny(workspace)? {
        Tool::Found(program) => program,
        Tool::Missing(line) => return Ok(Verdict::Skipped(line)),
    };
    let mut command = std::process::Command::new(program);
    command.current_dir(&workspace.root).args(["--workspace", "check", "--hide-inclusion-graph"]);
    passed(process::run(command.args(["bans", "licenses", "sources"])))
}
