//! `cargo xtask …`: the only entry of the project. One file a subcommand; each can be read alone.

mod bench;
mod build;
mod folder;
mod fuzz;
mod generate;
mod measure;
mod model;
mod output;
mod prerequisites;
mod process;
mod serve;
mod stamp;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use workspace::Workspace;

/// A subcommand.
struct Subcommand {
    name: &'static str,
    /// What may follow the name.
    arguments: &'static str,
    /// What it does, in a few words.
    about: &'static str,
    run: fn(&Workspace, &[String]) -> Result<ExitCode>,
}

/// Every subcommand, in the order in which the help lists them.
const SUBCOMMANDS: &[Subcommand] = &[
    Subcommand {
        name: "build", arguments: "", about: "构建组件、词库、预览模块和 xianshen", run: build::run
    },
    Subcommand { name: "serve", arguments: "[-- 参数…]", about: "构建并启动演示平台", run: serve::run },
    Subcommand { name: "test", arguments: "[--quick]", about: "运行全部检查和测试", run: test::run },
    Subcommand {
        name: "generate", arguments: "[--check]", about: "重新生成入库的生成文件", run: generate::run
    },
    Subcommand {
        name: "model",
        arguments: "--corpus 目录 [--check]",
        about: "由语料和词表重建纠错模型",
        run: model::run,
    },
    Subcommand { name: "tidy", arguments: "", about: "检查版式、注释、路径和目录", run: tidy::run },
    Subcommand {
        name: "fuzz",
        arguments: "[目标…] [--seconds N]",
        about: "对解析输入的代码做模糊测试，每个目标默认 600 秒",
        run: fuzz::run,
    },
    Subcommand {
        name: "measure",
        arguments: "[--data DIR]",
        about: "测量筛查质量，写入 tests/corpus/README.md",
        run: measure::run,
    },
    Subcommand {
        name: "bench", arguments: "[-- 参数…]", about: "运行基准测试并列出产物大小", run: bench::run
    },
];

/// The exit code for a wrong command line.
const USAGE_ERROR: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        return usage();
    };
    let Some(subcommand) = SUBCOMMANDS.iter().find(|subcommand| subcommand.name == name) else {
        return usage();
    };
    match Workspace::find().and_then(|workspace| (subcommand.run)(&workspace, rest)) {
        Ok(code) => code,
        Err(error) => {
            output::error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Lists the subcommands.
fn usage() -> ExitCode {
    output::line("用法：cargo xtask <子命令>");
    for subcommand in SUBCOMMANDS {
        output::line(&format!("  {:<8}  {}", subcommand.name, subcommand.about));
        if !subcommand.arguments.is_empty() {
            output::line(&format!("            参数：{}", subcommand.arguments));
        }
    }
    ExitCode::from(USAGE_ERROR)
}
