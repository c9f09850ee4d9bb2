//! `cargo xtask fuzz [TARGET…] [--seconds N]`: the targets of `tests/fuzz` under libFuzzer, with the stable compiler and no installed tool.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::output;
use crate::process;
use crate::workspace::Workspace;

/// What a target runs for when nothing else is said; seconds.
const SECONDS: u64 = 600;
/// The longest input the fuzzer makes; bytes. Longer ones find nothing new and slow it down.
const LONGEST_INPUT: u64 = 65_536;
/// What an input may take; seconds.
const TIMEOUT: u64 = 20;
/// Coverage that libFuzzer reads, by stable options of the compiler; without a sanitizer, which safe Rust hardly needs.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing";

/// What is to be run.
#[derive(Debug, PartialEq, Eq)]
struct Plan {
    targets: Vec<String>,
    seconds: u64,
}

/// The subcommand.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    let seeds = workspace.root.join("tests").join("fuzz").join("corpus");
    let known = known_targets(&seeds)?;
    let plan = Plan::read(arguments, &known)?;
    let target_folder = workspace.target.join("fuzz");
    let triple = host_triple()?;
    let mut build = workspace.cargo_locked("build");
    build.args(["--package", "xianshen-fuzz", "--bins", "--profile", "fuzz", "--target", &triple]);
    // With `--target`, the flags reach neither build scripts nor macros.
    build.env("RUSTFLAGS", FLAGS).env("CARGO_TARGET_DIR", &target_folder);
    process::run(&mut build)?;
    for target in &plan.targets {
        output::heading(&format!("{target}：{} 秒", plan.seconds));
        let found = target_folder.join("inputs").join(target);
        let crashes = target_folder.join("crashes").join(target);
        fs::create_dir_all(&found)?;
        fs::create_dir_all(&crashes)?;
        let program = target_folder.join(&triple).join("fuzz").join(format!("fuzz_{target}"));
        let mut command = Command::new(program);
        command
            .arg(format!("-max_total_time={}", plan.seconds))
            .arg(format!("-max_len={LONGEST_INPUT}"))
            .arg(format!("-timeout={TIMEOUT}"))
            .arg(format!("-artifact_prefix={}/", crashes.display()))
            .args([found, seeds.join(target)]);
        process::run(&mut command).with_context(|| format!("输入存于 {}", workspace.shown(&crashes)))?;
    }
    Ok(ExitCode::SUCCESS)
}

impl Plan {
    fn read(arguments: &[String], known: &[String]) -> Result<Self> {
        let mut plan = Self { targets: Vec::new(), seconds: SECONDS };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            if argument == "--seconds" {
                let seconds = rest.next().and_then(|text| text.parse().ok()).context("--seconds 后面要有秒数")?;
                plan.seconds = seconds;
            } else if known.contains(argument) {
                plan.targets.push(argument.clone());
            } else {
                bail!("没有目标 {argument}，可用：{}", known.join("、"));
            }
        }
        if plan.targets.is_empty() {
            plan.targets = known.to_vec();
        }
        Ok(plan)
    }
}

/// Every target has a folder of first inputs.
fn known_targets(seeds: &Path) -> Result<Vec<String>> {
    let mut known = Vec::new();
    for entry in seeds.read_dir().with_context(|| format!("没有 {}", seeds.display()))? {
        known.push(entry?.file_name().to_string_lossy().into_owned());
    }
    known.sort();
    Ok(known)
}

fn host_triple() -> Result<String> {
    let printed = process::capture(Command::new("rustc").arg("-vV"))?;
    let line = printed.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).context("rustc -vV 没有给出 host")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_choose_targets_and_time() {
        let known = ["html".to_owned(), "text".to_owned()];
        let read = |arguments: &[&str]| {
            Plan::read(&arguments.iter().map(|&it| it.to_owned()).collect::<Vec<_>>(), &known).ok()
        };
        assert_eq!(read(&[]), Some(Plan { targets: known.to_vec(), seconds: SECONDS }));
        let chosen = Plan { targets: vec!["text".to_owned()], seconds: 5 };
        assert_eq!(read(&["text", "--seconds", "5"]), Some(chosen));
        assert_eq!(read(&["nothing"]), None);
        assert_eq!(read(&["--seconds"]), None);
    }
}
