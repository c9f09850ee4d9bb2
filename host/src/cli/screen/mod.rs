//! `xianshen screen`: screen local files, for people and for programs.

mod clause;
mod input;
mod lines;
mod report;

use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;

use super::exit::Exit;
use super::output::{self, Closed, Output};
use crate::component::bindings::{Level, Report, ScreeningError};
use crate::component::{
    EngineFailure, FailureKind, Limits, Reviewer, html_document, locate, report_json, screen_options, text_document,
};

/// Arguments of `screen`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 结果格式：text 便于阅读，json 每个文件一个对象，jsonl 每个对象一行
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// 输入格式；auto 按扩展名和开头判断是否为 HTML
    #[arg(long, value_enum, default_value_t = Input::Auto)]
    input: Input,
    /// 把每一行当作一篇纯文本稿件，逐行输出 JSON（格式固定为 jsonl）；文件名 - 表示标准输入
    #[arg(long)]
    lines: bool,
    /// 审查组件；默认取环境变量 XIANSHEN_COMPONENT，再取程序旁的 xianshen.wasm
    #[arg(long, value_name = "FILE")]
    component: Option<PathBuf>,
    /// 要审查的文件；- 表示标准输入
    #[arg(required = true, value_name = "FILES")]
    files: Vec<PathBuf>,
}

/// Form of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
}

/// How the input is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Input {
    Auto,
    Text,
    Html,
}

/// Why a file or a line was not screened.
#[derive(Debug, Serialize)]
struct Refused {
    code: &'static str,
    message: String,
    #[serde(skip)]
    exit: Exit,
}

impl Refused {
    fn input(code: &'static str, message: String) -> Self {
        Refused { code, message, exit: Exit::Input }
    }
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    let path = locate::component(args.component.as_deref());
    let reviewer = match Reviewer::load(&path, Limits::default()) {
        Ok(reviewer) => reviewer,
        Err(failure) => {
            output::error(failure.code(), &failure.to_string());
            return Exit::Engine;
        }
    };
    let mut out = Output::new();
    let mut exit = Exit::Good;
    let written = if args.lines {
        lines::screen_all(args, &reviewer, &mut out, &mut exit)
    } else {
        screen_all(args, &reviewer, &mut out, &mut exit)
    };
    match written.and_then(|()| out.flush()) {
        Ok(()) => exit,
        Err(closed) => closed.exit(exit),
    }
}

fn screen_all(args: &Args, reviewer: &Reviewer, out: &mut Output, exit: &mut Exit) -> Result<(), Closed> {
    let mut totals = report::Totals::default();
    for path in &args.files {
        let name = path.display().to_string();
        let screened = input::read(path, reviewer.limits().document_bytes).and_then(|text| {
            let html = args.input == Input::Html || (args.input == Input::Auto && input::is_html(path, &text));
            screen(reviewer, &text, html, &name).map(|report| (text, report))
        });
        match screened {
            Ok((text, found)) => {
                *exit = (*exit).max(outcome(&found));
                totals.add(&found);
                match args.format {
                    Format::Text => report::write(out, &name, &text, &found)?,
                    Format::Json | Format::Jsonl => out.line(&json(&name, &found, args.format))?,
                }
            }
            Err(refused) => {
                totals.refused += 1;
                *exit = (*exit).max(refused.exit);
                output::error(refused.code, &refused.message);
            }
        }
    }
    if args.format == Format::Text { totals.write(out) } else { Ok(()) }
}

/// Screen one text; `name` stands for it in errors.
fn screen(reviewer: &Reviewer, text: &str, html: bool, name: &str) -> Result<Report, Refused> {
    let document = if html { html_document(text) } else { text_document(text) };
    match reviewer.screen(&document, &screen_options()) {
        Ok(Ok(report)) => Ok(report),
        Ok(Err(ScreeningError::DocumentTooLarge(bytes))) => Err(too_large(name, bytes)),
        Ok(Err(ScreeningError::InvalidProfile(reason) | ScreeningError::Other(reason))) => {
            Err(Refused::input("screening-refused", format!("{name}：{reason}")))
        }
        Err(EngineFailure { kind: FailureKind::DocumentTooLarge(bytes) }) => Err(too_large(name, bytes)),
        Err(failure) => {
            let message = format!("{name}：{}（{}）", failure.message(), failure.kind.code());
            Err(Refused { code: failure.code(), message, exit: Exit::Engine })
        }
    }
}

fn too_large(name: &str, bytes: u64) -> Refused {
    Refused::input("document-too-large", format!("{name}：共 {bytes} 字节，超过 16 MiB，请拆分后再审查"))
}

fn outcome(report: &Report) -> Exit {
    let blocked = report.secrecy_stop || report.findings.iter().any(|finding| finding.level == Level::Block);
    if blocked { Exit::Blocked } else { Exit::Good }
}

/// A file's report: the agreed fields behind the file's name.
#[derive(Serialize)]
struct FileReport<'a, R: Serialize> {
    file: &'a str,
    #[serde(flatten)]
    report: R,
}

fn json(name: &str, report: &Report, format: Format) -> String {
    let report = FileReport { file: name, report: report_json::serializable(report) };
    let written =
        if format == Format::Json { serde_json::to_string_pretty(&report) } else { serde_json::to_string(&report) };
    // Strings, numbers and lists of them always serialise.
    written.unwrap_or_default()
}
