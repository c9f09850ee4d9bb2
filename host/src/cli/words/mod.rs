//! `xianshen words`: lists as agencies keep them are checked, converted to rows, and tried on past articles.

mod articles;
mod lists;
mod trial;
mod trial_report;

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::output::{self, Closed, Output};
use lists::Loaded;
use word_lists::{Kind, rows};

/// Arguments of `words`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// 检查词表，逐行指出问题；不写任何文件。退出码：0 没有错误，2 有错误或无法读取
    Check(Lists),
    /// 把词表转换为 bake 所用的词条文件
    Convert {
        #[command(flatten)]
        lists: Lists,
        /// 生成的词条文件
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// 有错误的行不转换，其余照常；不加此项时有错误就不生成
        #[arg(long)]
        skip_errors: bool,
    },
    /// 启用之前在历史稿件上试运行：每个词命中多少、是否过宽、误报负担多大
    Trial {
        #[command(flatten)]
        lists: Lists,
        /// 历史稿件所在的文件夹（txt、html、jsonl、csv）
        #[arg(long, value_name = "FOLDER")]
        on: PathBuf,
        /// 构建组件；默认取环境变量 XIANSHEN_BUILDER，再取程序旁的 xianshen-builder.wasm
        #[arg(long, value_name = "FILE")]
        builder: Option<PathBuf>,
    },
}

/// The lists, and how to read them.
#[derive(Debug, clap::Args)]
struct Lists {
    /// 词表文件：xlsx、xls、ods、csv、tsv、txt
    #[arg(required = true, value_name = "FILES")]
    files: Vec<PathBuf>,
    /// 表中没有说明类型时，词条是什么：banned 禁用、caution 慎用、wrong 错词、term 规范用语、allow 放行、name 固定名称……
    #[arg(long = "type", value_enum, value_name = "TYPE", hide_possible_values = true)]
    kind: Option<Kind>,
    /// 通用词库（base.rows），用来查出与它的矛盾
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
    /// 把全部问题另存为 CSV，可用 Excel 打开
    #[arg(long, value_name = "FILE")]
    problems: Option<PathBuf>,
}

/// Why a command stopped.
struct Failed {
    code: &'static str,
    message: String,
    exit: Exit,
}

impl Failed {
    fn input(code: &'static str, message: String) -> Self {
        Failed { code, message, exit: Exit::Input }
    }
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    let mut out = Output::new();
    let done = match &args.command {
        Command::Check(lists) => check(lists, &mut out),
        Command::Convert { lists, output, skip_errors } => convert(lists, output, *skip_errors, &mut out),
        Command::Trial { lists, on, builder } => trial(lists, on, builder.as_deref(), &mut out),
    };
    match done {
        Ok(Ok(exit)) => out.flush().map_or_else(|closed| closed.exit(exit), |()| exit),
        Ok(Err(closed)) => closed.exit(Exit::Good),
        Err(failed) => {
            // What was found so far is shown before the error.
            let _ = out.flush();
            output::error(failed.code, &failed.message);
            failed.exit
        }
    }
}

type Done = Result<Result<Exit, Closed>, Failed>;

fn check(lists: &Lists, out: &mut Output) -> Done {
    let loaded = Loaded::read(lists)?;
    Ok(loaded.show(out).map(|()| if loaded.has_errors() { Exit::Input } else { Exit::Good }))
}

fn convert(lists: &Lists, output: &Path, skip: bool, out: &mut Output) -> Done {
    let loaded = Loaded::read(lists)?;
    if let Err(closed) = loaded.show(out) {
        return Ok(Err(closed));
    }
    if loaded.has_errors() && !skip {
        let message = "有错误，没有生成词条文件；请改正后再转换，或加 --skip-errors 只转换其余的行".to_owned();
        return Err(Failed::input("invalid-lists", message));
    }
    let rows = loaded.rows();
    std::fs::write(output, &rows.text)
        .map_err(|error| Failed::input("file-unwritable", format!("{}：无法写入（{error}）", output.display())))?;
    let line = format!(
        "已生成 {}：{} 条；启用前请先试运行（xianshen words trial），再用 xianshen bake 装入组件",
        output.display(),
        rows.places.len()
    );
    Ok(out.line(&line).map(|()| Exit::Good))
}

fn trial(lists: &Lists, on: &Path, builder: Option<&Path>, out: &mut Output) -> Done {
    let loaded = Loaded::read(lists)?;
    if let Err(closed) = loaded.show(out) {
        return Ok(Err(closed));
    }
    let rows: rows::Rows = loaded.rows();
    if rows.places.is_empty() {
        return Err(Failed::input("no-entries", "没有可用的词条，无法试运行".to_owned()));
    }
    let articles = articles::list(on)?;
    let base = loaded.base_text.as_deref().unwrap_or_default();
    let reviewer = trial::component(builder, base, &rows, &loaded)?;
    output::note(&format!("正在审查 {} 个稿件文件……", articles.len()));
    let found = trial::run(&reviewer, &articles)?;
    Ok(trial_report::write(out, &found, &loaded).map(|()| Exit::Good))
}
