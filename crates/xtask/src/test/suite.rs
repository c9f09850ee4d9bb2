//! `cargo test` over the workspace, documentation examples included.

use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use super::tally::{Counts, Tally};
use crate::output;
use crate::prerequisites::{self, Tool};
use crate::process;
use crate::workspace::Workspace;

/// The name in headings and in the list of failures.
pub(crate) const NAME: &str = "cargo test";

/// A program that some tests drive.
struct TestTool {
    /// What the report calls those tests.
    name: &'static str,
    /// The environment variable with the program's path.
    variable: &'static str,
    /// The environment variable that tells those tests to do nothing.
    skip: &'static str,
    /// Whether those tests are too slow for `--quick`.
    slow: bool,
    find: fn(&Workspace) -> Tool,
}

/// Every program that some tests drive.
const TOOLS: &[TestTool] = &[
    TestTool {
        name: "浏览器测试",
        variable: "XIANSHEN_CHROMIUM",
        skip: "XIANSHEN_SKIP_BROWSER",
        slow: true,
        find: |_| prerequisites::chromium(),
    },
    TestTool {
        name: "Node 一致性测试",
        variable: "XIANSHEN_NODE",
        skip: "XIANSHEN_SKIP_NODE",
        slow: false,
        find: |_| prerequisites::node(),
    },
    TestTool {
        name: "WordPress 连接器测试",
        variable: "XIANSHEN_WORDPRESS",
        skip: "XIANSHEN_SKIP_WORDPRESS",
        slow: true,
        find: prerequisites::wordpress,
    },
];

/// Where tests find the products of `build`, as environment variables of `command`.
pub(crate) fn export_products(workspace: &Workspace, command: &mut Command) {
    command.env("XIANSHEN_DIST", workspace.dist()).env("XIANSHEN_BIN", workspace.host());
}

/// Runs all tests and adds up their results.
pub(crate) fn run(workspace: &Workspace, quick: bool, tally: &mut Tally) {
    output::heading(NAME);
    let start = Instant::now();
    let mut command = workspace.cargo_locked("test");
    command.args(["--workspace", "--no-fail-fast"]);
    export_products(workspace, &mut command);
    export_tools(workspace, quick, &mut command, tally);
    let before = tally.failed();
    if let Err(error) = count(&mut command, tally, before) {
        output::line(&format!("{error:#}"));
        tally.fail(NAME, "没有跑完");
    }
    output::line(&format!("{NAME}：{}", output::elapsed(start)));
}

/// Runs the command and reads its result lines.
fn count(command: &mut Command, tally: &mut Tally, failed_before: u64) -> Result<()> {
    let mut failures = Vec::new();
    let success = process::watch(command, |line| {
        if let Some(counts) = Counts::parse(line) {
            tally.add(counts);
        }
        if let Some(name) = failed_test(line) {
            failures.push(format!("失败：{name}"));
        }
    })?;
    for failure in failures {
        tally.note(failure);
    }
    // A crate that does not compile, or a test binary that was killed, has no result line.
    if !success && tally.failed() == failed_before {
        tally.fail(NAME, "编译失败或测试程序异常退出，见上面的输出");
    }
    Ok(())
}

/// The name in a line `test some::name ... FAILED`.
fn failed_test(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

/// Hands the tools for the browser and for Node to the tests, or tells the tests to leave those out.
fn export_tools(workspace: &Workspace, quick: bool, command: &mut Command, tally: &mut Tally) {
    for TestTool { name, variable, skip, slow, find } in TOOLS {
        command.env_remove(skip);
        let left_out = quick && *slow;
        let tool = if left_out { Tool::Missing("--quick".to_owned()) } else { find(workspace) };
        let missing = match tool {
            Tool::Found(program) => {
                command.env(variable, program);
                continue;
            }
            Tool::Missing(line) => line,
        };
        // In CI the variable stays unset, so that the test itself fails as well.
        if workspace.ci && !left_out {
            output::line(&format!("{name}：失败，CI 里不能跳过。{missing}"));
            tally.fail(name, &missing);
        } else {
            output::line(&format!("{name}：跳过。{missing}"));
            tally.skip(name, &missing);
            command.env(skip, "1");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_tests_are_named() {
        assert_eq!(failed_test("test stamp::tests::digest ... FAILED"), Some("stamp::tests::digest"));
        assert_eq!(failed_test("test a ... ok"), None);
        assert_eq!(failed_test("test result: FAILED. 0 passed; 1 failed; 0 ignored"), None);
    }
}
