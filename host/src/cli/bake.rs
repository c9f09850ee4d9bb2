//! `xianshen bake`: an agency's component from the builder and word rows.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::exit::Exit;
use super::output::{self, Output};
use crate::bake::{BakeError, Baked, COMFORTABLE_IMAGE_BYTES, bake};

/// Row errors printed; the rest is counted.
const SHOWN_ERRORS: usize = 50;

/// Arguments of `bake`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 构建组件（xianshen-builder.wasm）
    #[arg(long, value_name = "FILE")]
    builder: PathBuf,
    /// 词表文件，可用逗号分隔或重复给出；同一词条以后面的为准
    #[arg(long, value_name = "FILES", value_delimiter = ',', required = true)]
    rows: Vec<PathBuf>,
    /// 错别字统计模型（model.bin）；不给出则没有“疑似错别字”的提示
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// 生成的审查组件
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// A failure with its place in the exit codes.
struct Failed {
    code: &'static str,
    message: String,
    exit: Exit,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    match bake_files(args) {
        Ok(line) => {
            let mut out = Output::new();
            let written = out.line(&line).and_then(|()| out.flush());
            written.map_or_else(|closed| closed.exit(Exit::Good), |()| Exit::Good)
        }
        Err(failed) => {
            output::error(failed.code, &failed.message);
            failed.exit
        }
    }
}

fn bake_files(args: &Args) -> Result<String, Failed> {
    let started = Instant::now();
    let builder = fs::read(&args.builder).map_err(|error| unreadable(&args.builder, &error))?;
    let rows = Rows::read(&args.rows)?;
    let model =
        args.model.as_ref().map_or(Ok(Vec::new()), |path| fs::read(path).map_err(|error| unreadable(path, &error)))?;
    output::note(&format!("正在编译 {} 个词表并预装到组件中……", args.rows.len()));
    let baked = bake(&builder, &rows.text, &model).map_err(|error| rows.explain(error))?;
    replace(&args.output, &baked.component)?;
    if baked.image_bytes > COMFORTABLE_IMAGE_BYTES {
        output::note(&format!(
            "提示：组件的初始内存为 {} MiB，超过 16 MiB 后部分主机启动变慢，可精简词表",
            baked.image_bytes >> 20
        ));
    }
    Ok(summary(&args.output, &baked, started))
}

fn summary(path: &Path, baked: &Baked, started: Instant) -> String {
    let identity = &baked.identity;
    format!(
        "已生成 {}：{} 字节，词条 {}，规则 {}，词库 {}，{}，用时 {:.1} 秒",
        path.display(),
        baked.component.len(),
        identity.terms,
        identity.rules,
        identity.pack,
        if identity.model.is_empty() { "没有统计模型" } else { "含统计模型" },
        started.elapsed().as_secs_f64()
    )
}

/// Several row files as one text, and which line came from where.
struct Rows {
    text: String,
    /// Name of each file and the number of lines before it.
    files: Vec<(String, u32)>,
}

impl Rows {
    fn read(paths: &[PathBuf]) -> Result<Self, Failed> {
        let mut rows = Rows { text: String::new(), files: Vec::new() };
        for path in paths {
            let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
            let text = String::from_utf8(bytes).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                input("invalid-utf8", format!("{}：不是有效的 UTF-8 文本（字节偏移 {at} 处）", path.display()))
            })?;
            let before = u32::try_from(rows.text.lines().count()).unwrap_or(u32::MAX);
            rows.files.push((path.display().to_string(), before));
            rows.text.push_str(text.strip_prefix('\u{feff}').unwrap_or(&text));
            if !rows.text.is_empty() && !rows.text.ends_with('\n') {
                rows.text.push('\n');
            }
        }
        Ok(rows)
    }

    /// The file and the line in it of a line of the joined text.
    fn place(&self, line: u32) -> String {
        match self.files.iter().rev().find(|(_, before)| line > *before) {
            Some((name, before)) => format!("{name}:{}", line - before),
            None => format!("第 {line} 行"),
        }
    }

    fn explain(&self, error: BakeError) -> Failed {
        let code = error.code();
        let message = error.to_string();
        match error {
            BakeError::Rows(errors) => {
                for error in errors.iter().take(SHOWN_ERRORS) {
                    output::note(&format!("{}: {}", self.place(error.line), error.message));
                }
                input(code, format!("{message}，没有生成组件"))
            }
            BakeError::NotABuilder(_) => input(code, message),
            _ => Failed { code, message, exit: Exit::Engine },
        }
    }
}

fn input(code: &'static str, message: String) -> Failed {
    Failed { code, message, exit: Exit::Input }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failed {
    let code = if error.kind() == std::io::ErrorKind::NotFound { "file-not-found" } else { "file-unreadable" };
    input(code, format!("{}：无法读取（{error}）", path.display()))
}

/// Write beside the target and rename: a reader sees the old file or the new one, never half of it.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let unwritable =
        |error: std::io::Error| input("file-unwritable", format!("{}：无法写入（{error}）", path.display()));
    let Some(name) = path.file_name() else {
        return Err(input("file-unwritable", format!("{}：不是文件名", path.display())));
    };
    let mut temporary = name.to_owned();
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(temporary);
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // What is left over is of no use; the first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    written.map_err(unwritable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_named_by_file() {
        let rows = Rows { text: String::new(), files: vec![("a".into(), 0), ("b".into(), 3)] };
        assert_eq!(rows.place(1), "a:1");
        assert_eq!(rows.place(3), "a:3");
        assert_eq!(rows.place(4), "b:1");
        assert_eq!(rows.place(0), "第 0 行");
    }
}
