//! Where reports go: checked before the long work, written at once after it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::super::refused::Refused;
use super::super::words::Weight;
use super::summary::{Summary, Titles};
use super::work::Scanned;
use super::{report_html, report_jsonl, report_xlsx};

/// Everything a report tells.
pub(super) struct Told<'a> {
    pub(super) results: &'a [Scanned],
    pub(super) summary: &'a Summary,
    pub(super) titles: &'a Titles,
    /// Findings below this are left out.
    pub(super) least: Weight,
    /// Files that were not read because of what they are.
    pub(super) skipped: &'a [String],
    /// Component and words, for the foot.
    pub(super) engine: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Html,
    Xlsx,
    Jsonl,
}

/// A report that can be written.
#[derive(Debug)]
pub(super) struct Target {
    path: PathBuf,
    format: Format,
}

/// Check all paths: known ending, no two alike, a folder that takes files.
pub(super) fn targets(paths: &[PathBuf]) -> Result<Vec<Target>, Refused> {
    let mut seen = BTreeSet::new();
    paths
        .iter()
        .map(|path| {
            let target = target(path)?;
            if seen.insert(target.full()) {
                return Ok(target);
            }
            Err(Refused::input("report-twice", format!("{}：两份报告用了同一个文件名", path.display())))
        })
        .collect()
}

fn target(path: &Path) -> Result<Target, Refused> {
    let name = path.display();
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let format = match extension.as_deref() {
        Some("html" | "htm") => Format::Html,
        Some("xlsx") => Format::Xlsx,
        Some("jsonl") => Format::Jsonl,
        _ => {
            let message = format!("{name}：报告的扩展名应是 .html、.xlsx 或 .jsonl");
            return Err(Refused::input("report-format", message));
        }
    };
    let target = Target { path: path.to_owned(), format };
    let unwritable = |reason: &str| Refused::input("report-unwritable", format!("{name}：报告写不进去（{reason}）"));
    if path.is_dir() {
        return Err(unwritable("这是目录"));
    }
    let temporary = target.temporary();
    // Tried now: nobody wants to learn it after an hour.
    File::create(&temporary).map_err(|error| {
        unwritable(&match error.kind() {
            io::ErrorKind::NotFound => "目录不存在".to_owned(),
            io::ErrorKind::PermissionDenied => "没有写入权限".to_owned(),
            _ => error.to_string(),
        })
    })?;
    let _ = fs::remove_file(&temporary);
    Ok(target)
}

impl Target {
    /// The path from the root, as far as it exists.
    pub(super) fn full(&self) -> PathBuf {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        folder.join(self.path.file_name().unwrap_or_default())
    }

    /// The state of an unfinished run lies beside the first report.
    pub(super) fn state(&self) -> PathBuf {
        self.beside(".state")
    }

    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn temporary(&self) -> PathBuf {
        self.beside(&format!(".{}.tmp", std::process::id()))
    }

    fn beside(&self, end: &str) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(end);
        self.path.with_file_name(name)
    }

    /// Write the report; until it is whole, an older one stays.
    pub(super) fn write(&self, told: &Told<'_>) -> Result<(), Refused> {
        let temporary = self.temporary();
        let written = self.write_to(&temporary, told).and_then(|()| fs::rename(&temporary, &self.path));
        written.map_err(|error| {
            let _ = fs::remove_file(&temporary);
            Refused::input("report-unwritable", format!("{}：报告写不进去（{error}）", self.name()))
        })
    }

    fn write_to(&self, path: &Path, told: &Told<'_>) -> io::Result<()> {
        if self.format == Format::Xlsx {
            return report_xlsx::write(path, told).map_err(io::Error::other);
        }
        let mut file = BufWriter::new(File::create(path)?);
        match self.format {
            Format::Html => file.write_all(report_html::page(told).as_bytes())?,
            _ => report_jsonl::write(&mut file, told)?,
        }
        file.flush()
    }
}
