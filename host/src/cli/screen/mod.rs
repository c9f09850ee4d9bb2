//! `xianshen screen`: screen files and print what was found, or the text with what is sure put right.

mod fix;
mod lines;
mod report;
mod rewrite;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::encoding::{Choice, Decoded};
use super::engine;
use super::exit::Exit;
use super::input;
use super::output::{self, Closed, Output};
use super::refused::Refused;
use super::suppress::{self, Judged};
use super::words::Weight;
use crate::component::bindings::Report;
use crate::component::{Reviewer, html_document, report_json, text_document};

/// Arguments of `screen`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 结果格式：text 便于阅读，json 每个文件一个对象，jsonl 每个对象一行
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// 输入格式；auto 按扩展名和开头判断是否为 HTML
    #[arg(long, value_enum, default_value_t = Input::Auto)]
    input: Input,
    /// 文字编码；auto 依次判断字节顺序标记、UTF-8、GB18030（含 GBK）
    #[arg(long, value_enum, default_value_t = Choice::Auto)]
    encoding: Choice,
    /// 只显示这一级及更重的发现；不影响退出码和报告摘要值
    #[arg(long, value_enum, default_value_t = Weight::Advise)]
    level: Weight,
    /// 把每一行当作一篇纯文本稿件，逐行输出 JSON（格式固定为 jsonl）；文件名 - 表示标准输入
    #[arg(long)]
    lines: bool,
    /// 输出改好的全文：只改有把握的必须处理和须改正的问题，其余列在标准错误上；编码和换行不变
    #[arg(long, conflicts_with_all = ["format", "level"])]
    fix: bool,
    /// 与 --fix 一起使用：直接改写文件，原文件另存为 .bak
    #[arg(long, requires = "fix", conflicts_with = "lines")]
    in_place: bool,
    /// 已有处理意见的发现清单（CSV 或 TSV：编号、理由、截止日期、经办人）；必须处理的发现不受影响
    #[arg(long, value_name = "FILE")]
    suppress: Option<PathBuf>,
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

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    if args.fix && !args.in_place && args.files.len() > 1 {
        output::error("one-file", "--fix 一次只能输出一个文件；要改多个文件请加 --in-place（原文件另存为 .bak）");
        return Exit::Input;
    }
    if args.in_place && args.files.iter().any(|file| file == Path::new("-")) {
        output::error("no-file", "--in-place 要改写文件，不能用于标准输入");
        return Exit::Input;
    }
    let Some(judged) = judged(args.suppress.as_deref()) else { return Exit::Input };
    let reviewer = match engine::load(args.component.as_deref()) {
        Ok(reviewer) => reviewer,
        Err(exit) => return exit,
    };
    let run = Run { args, reviewer: &reviewer, judged: &judged };
    let mut out = Output::new();
    let mut exit = Exit::Good;
    let written = match (args.lines, args.fix) {
        (true, _) => lines::screen_all(&run, &mut out, &mut exit),
        (false, true) => rewrite::all(&run, &mut out, &mut exit),
        (false, false) => screen_all(&run, &mut out, &mut exit),
    };
    match written.and_then(|()| out.flush()) {
        Ok(()) => exit,
        Err(closed) => closed.exit(exit),
    }
}

/// The list of judged findings; what is wrong with it is printed.
pub(super) fn judged(path: Option<&Path>) -> Option<Judged> {
    match suppress::read(path) {
        Ok(judged) => {
            if judged.expired > 0 {
                output::note(&format!("说明：处理意见清单中有 {} 条已过期，不再略去", judged.expired));
            }
            Some(judged)
        }
        Err(refused) => {
            refused.iter().for_each(|one| output::error(one.code, &one.message));
            None
        }
    }
}

/// What all files of a run share.
struct Run<'a> {
    args: &'a Args,
    reviewer: &'a Reviewer,
    judged: &'a Judged,
}

impl Run<'_> {
    fn read(&self, path: &Path) -> Result<Decoded, Refused> {
        input::read(path, self.reviewer.limits().document_bytes, self.args.encoding)
    }

    fn is_html(&self, path: &Path, text: &str) -> bool {
        match self.args.input {
            Input::Html => true,
            Input::Text => false,
            Input::Auto => input::is_html(path, text),
        }
    }

    /// Screen one text; `name` stands for it in errors.
    fn screen(&self, text: &str, html: bool, name: &str) -> Result<Report, Refused> {
        let document = if html { html_document(text) } else { text_document(text) };
        let (options, problems) = self.judged.options(html.then_some(text));
        problems.iter().for_each(|problem| output::note(&format!("{name}: 说明：{problem}")));
        engine::screen(self.reviewer, &document, &options, name)
    }
}

fn screen_all(run: &Run<'_>, out: &mut Output, exit: &mut Exit) -> Result<(), Closed> {
    let mut totals = report::Totals::default();
    for path in &run.args.files {
        let name = path.display().to_string();
        let screened = run.read(path).and_then(|read| {
            let html = run.is_html(path, &read.text);
            run.screen(&read.text, html, &name).map(|report| (read, report))
        });
        match screened {
            Ok((read, mut found)) => {
                *exit = (*exit).max(engine::outcome(&found));
                totals.add(&found, run.args.level);
                found.findings.retain(|finding| run.args.level.shows(finding.level));
                if run.args.format == Format::Text {
                    if let Some(line) = input::read_as(&name, read.encoding) {
                        out.line(&output::printable(&line))?;
                    }
                    report::write(out, &name, &read.text, &found)?;
                } else {
                    out.line(&json(&name, &found, run.args.format))?;
                }
            }
            Err(refused) => {
                totals.refused += 1;
                *exit = (*exit).max(refused.exit);
                output::error(refused.code, &refused.message);
            }
        }
    }
    if run.args.format == Format::Text { totals.write(out) } else { Ok(()) }
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
