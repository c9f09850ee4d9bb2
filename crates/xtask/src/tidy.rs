//! `cargo xtask tidy`: what style asks for and a compiler does not check. All violations are listed at once.

pub(crate) mod files;
mod functions;
mod layout;
mod readme;
mod rules;
mod rust;
mod text;
mod wit;

use std::process::ExitCode;

use anyhow::{Result, bail};
use files::File;

use crate::output;
use crate::workspace::Workspace;

/// A check over all files of the checkout; returns violations as `path:line: what`.
type Check = fn(&Workspace, &[File]) -> Result<Vec<String>>;

/// Every check.
const CHECKS: &[Check] = &[
    |_, files| Ok(layout::check(files)),
    |_, files| Ok(text::check(files)),
    |_, files| Ok(rust::check(files)),
    |_, files| Ok(rules::check(files)),
    |_, files| Ok(readme::check(files)),
    |workspace, _| wit::check(&workspace.root.join("wit")),
];

/// The subcommand.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    if let Some(argument) = arguments.first() {
        bail!("tidy 没有参数 {argument}");
    }
    check(workspace)?;
    output::line("整洁");
    Ok(ExitCode::SUCCESS)
}

/// Fails with the list of all violations.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let files = files::list(&workspace.root)?;
    let mut violations = Vec::new();
    for check in CHECKS {
        violations.extend(check(workspace, &files)?);
    }
    if violations.is_empty() {
        return Ok(());
    }
    violations.sort();
    bail!("{}\n共 {} 处不合要求", violations.join("\n"), violations.len());
}
