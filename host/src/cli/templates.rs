//! `xianshen templates`: the shipped templates of printed forms with what they can name, to change; or a check of changed ones.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::output::{self, Output, printable};
use crate::component::bindings::FormInfo;
use crate::component::{EngineFailure, Limits, Reviewer, locate};
use crate::flow::templates::{Templates, TemplatesError};

/// The file with the fields of all forms.
const FIELDS_FILE: &str = "字段说明.md";

/// Arguments of `templates`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 把随程序提供的模板和字段说明写入这个目录；已有的文件不覆盖
    #[arg(short, long, value_name = "DIR", required_unless_present = "check", conflicts_with = "check")]
    output: Option<PathBuf>,
    /// 检查这个目录中的模板，逐条指出文件、行号和问题
    #[arg(long, value_name = "DIR")]
    check: Option<PathBuf>,
    /// 审查组件；默认取环境变量 XIANSHEN_COMPONENT，再取程序旁的 xianshen.wasm
    #[arg(long, value_name = "FILE")]
    component: Option<PathBuf>,
}

/// Why it was not done.
struct Failure {
    code: &'static str,
    message: String,
    exit: Exit,
}

impl From<EngineFailure> for Failure {
    fn from(failure: EngineFailure) -> Self {
        Self { code: failure.code(), message: failure.message(), exit: Exit::Engine }
    }
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    match work(args) {
        Ok(said) => {
            let mut out = Output::new();
            out.line(&printable(&said))
                .and_then(|()| out.flush())
                .map_or_else(|closed| closed.exit(Exit::Good), |()| Exit::Good)
        }
        Err(failure) => {
            output::error(failure.code, &failure.message);
            failure.exit
        }
    }
}

fn work(args: &Args) -> Result<String, Failure> {
    let path = locate::component(args.component.as_deref());
    let reviewer = Reviewer::load(&path, Limits::default()).map_err(|error| Failure {
        code: error.code(),
        message: error.to_string(),
        exit: Exit::Engine,
    })?;
    if let Some(folder) = &args.check {
        return match Templates::read(folder, &reviewer) {
            Ok(_) => Ok("模板没有错误。".to_owned()),
            Err(TemplatesError::Engine(failure)) => Err(failure.into()),
            Err(error) => Err(Failure { code: "invalid-templates", message: error.to_string(), exit: Exit::Input }),
        };
    }
    let folder = args.output.as_deref().unwrap_or_else(|| Path::new("."));
    let kinds = reviewer.form_kinds()?;
    let mut files = vec![(FIELDS_FILE.to_owned(), fields(&reviewer, &kinds)?)];
    for kind in &kinds {
        let template = reviewer.default_template(&kind.name)?.unwrap_or_default();
        files.push((format!("{}.html", kind.name), template));
    }
    let written = write(folder, &files).map_err(|error| Failure {
        code: "output-failed",
        message: error.to_string(),
        exit: Exit::Input,
    })?;
    Ok(format!("已写入 {written} 个文件：{}（已有的 {} 个没有改动）", folder.display(), files.len() - written))
}

fn write(folder: &Path, files: &[(String, String)]) -> std::io::Result<usize> {
    std::fs::create_dir_all(folder)?;
    let missing: Vec<_> = files.iter().filter(|(name, _)| !folder.join(name).exists()).collect();
    missing.iter().try_for_each(|(name, text)| std::fs::write(folder.join(name), text))?;
    Ok(missing.len())
}

fn fields(reviewer: &Reviewer, kinds: &[FormInfo]) -> Result<String, EngineFailure> {
    let mut text = "# 表单模板可用的字段\n\n`{{名称}}` 打印；`{{#名称}}…{{/名称}}` 逐行重复，或者有值才保留；`{{^名称}}…{{/名称}}` 没有值才保留。\n".to_owned();
    for kind in kinds {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n## {}（{}.html）\n\n| 名称 | 标题 | 内容 | 写法 |\n|---|---|---|---|\n",
            kind.title, kind.name
        );
        for field in reviewer.form_fields(&kind.name)? {
            let shape = match field.shape.as_str() {
                "mark" => "打印 ☑ 或 ☐",
                "record" => "含下列各项",
                "list" => "逐行重复",
                _ => "文字",
            };
            let _ = writeln!(text, "| `{}` | {} | {} | {shape} |", field.name, field.title, field.description);
        }
    }
    Ok(text)
}
