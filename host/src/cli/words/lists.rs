//! Reading the lists of one command, and telling what was understood and what is wrong.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::super::output::{Closed, Output, printable};
use super::{Failed, Lists};
use word_lists::rows::{self, Rows};
use word_lists::{Entry, List, Problems, Severity, check, limits, problem, read_list};

/// Problems printed; the rest is counted and stands in the CSV file.
const SHOWN: usize = 100;

/// The lists of one command.
pub(super) struct Loaded {
    pub(super) lists: Vec<List>,
    pub(super) entries: Vec<Entry>,
    pub(super) problems: Problems,
    /// The general rows that they are checked against.
    pub(super) base_text: Option<String>,
}

impl Loaded {
    /// Read and check; problems go to the CSV file that the arguments name.
    pub(super) fn read(args: &Lists) -> Result<Self, Failed> {
        let base_text = args.base.as_deref().map(read_base).transpose()?;
        let mut loaded = Loaded { lists: Vec::new(), entries: Vec::new(), problems: Problems::default(), base_text };
        for (number, path) in (0_u32..).zip(&args.files) {
            let bytes = read_bytes(path)?;
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let list = read_list(&name, &bytes, number, args.kind, &mut loaded.entries, &mut loaded.problems)
                .map_err(|refused| Failed::input(refused.code, format!("{}：{}", path.display(), refused.message)))?;
            loaded.lists.push(list);
        }
        let base = loaded.base_text.as_deref().map(rows::read_base).unwrap_or_default();
        check(&loaded.entries, &base, &mut loaded.problems);
        if let Some(path) = &args.problems {
            fs::write(path, loaded.problems.csv(&loaded.lists)).map_err(|error| {
                Failed::input("file-unwritable", format!("{}：无法写入（{error}）", path.display()))
            })?;
        }
        Ok(loaded)
    }

    pub(super) fn has_errors(&self) -> bool {
        self.problems.count().0 > 0
    }

    /// Rows of everything that is not in error.
    pub(super) fn rows(&self) -> Rows {
        let names: Vec<String> = self.lists.iter().map(|list| list.name.clone()).collect();
        rows::write(&self.entries, &self.problems, &names)
    }

    /// What was understood, then what is wrong.
    pub(super) fn show(&self, out: &mut Output) -> Result<(), Closed> {
        for list in &self.lists {
            out.line(&printable(&format!("{}：{}", list.name, list.form)))?;
            for note in &list.notes {
                out.line(&printable(&format!("    注意：{note}")))?;
            }
            for sheet in &list.sheets {
                let name =
                    if sheet.sheet.is_empty() { String::new() } else { format!("工作表「{}」，", sheet.sheet) };
                let off = if sheet.disabled == 0 { String::new() } else { format!("，停用 {} 行", sheet.disabled) };
                out.line(&printable(&format!("  {name}{}，{} 条{off}", sheet.shape, sheet.entries)))?;
                for note in &sheet.notes {
                    out.line(&printable(&format!("    注意：{note}")))?;
                }
                for sample in &sheet.sample {
                    out.line(&printable(&format!("    如：{sample}")))?;
                }
            }
        }
        self.show_problems(out)
    }

    fn show_problems(&self, out: &mut Output) -> Result<(), Closed> {
        let sorted = self.problems.sorted();
        // Errors must not be hidden behind a hundred warnings.
        let errors = sorted.iter().filter(|problem| problem.severity == Severity::Error);
        let warnings = sorted.iter().filter(|problem| problem.severity == Severity::Warning);
        for problem in errors.chain(warnings).take(SHOWN) {
            let place = problem::place_name(problem.place, &self.lists);
            let sentence = problem.sentence(&self.lists);
            out.line(&printable(&format!("{place}：{}：{sentence}", problem.severity.name()).replace('\n', "⏎")))?;
        }
        let (errors, warnings) = self.problems.count();
        if errors + warnings > SHOWN {
            out.line(&format!("……另有 {} 处没有列出，可加 --problems 问题.csv 全部导出", errors + warnings - SHOWN))?;
        }
        let good = self.entries.iter().filter(|entry| !self.problems.rejects(entry.place)).count();
        let rejected = if errors == 0 {
            "没有错误".to_owned()
        } else {
            format!("错误 {errors} 处（这些行不采用）")
        };
        out.line(&format!("共 {} 条，可用 {good} 条；{rejected}，提醒 {warnings} 处。", self.entries.len()))
    }
}

/// Read a file, bounded.
fn read_bytes(path: &Path) -> Result<Vec<u8>, Failed> {
    let unreadable = |error: std::io::Error| {
        let code = if error.kind() == ErrorKind::NotFound { "file-not-found" } else { "file-unreadable" };
        Failed::input(code, format!("{}：无法读取（{error}）", path.display()))
    };
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    // One byte more tells a file at the limit from a longer one; the reader refuses it.
    file.take(limits::FILE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn read_base(path: &Path) -> Result<String, Failed> {
    let text = String::from_utf8(read_bytes(path)?)
        .map_err(|_| Failed::input("invalid-utf8", format!("{}：不是有效的 UTF-8 文本", path.display())))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.starts_with(rows::HEADING) || text.is_empty() {
        return Ok(text.to_owned());
    }
    Err(Failed::input("invalid-rows", format!("{}：不是词条文件，--base 应给出 base.rows", path.display())))
}
