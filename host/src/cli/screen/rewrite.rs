//! `--fix`: the corrected text to standard output or back into its file; what was done to standard error.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Run;
use super::fix::{self, Fixed};
use super::report::{SECRECY_ADVICE, summary};
use crate::cli::encoding::Decoded;
use crate::cli::engine;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output::{self, Closed, Output};
use crate::cli::refused::Refused;

/// Correct all files.
pub(super) fn all(run: &Run<'_>, out: &mut Output, exit: &mut Exit) -> Result<(), Closed> {
    for path in &run.args.files {
        let name = path.display().to_string();
        match one(run, path, &name) {
            Ok(None) => *exit = (*exit).max(Exit::Blocked),
            Ok(Some((bytes, outcome))) => {
                *exit = (*exit).max(outcome);
                if !run.args.in_place {
                    out.bytes(&bytes)?;
                }
            }
            Err(refused) => {
                *exit = (*exit).max(refused.exit);
                output::error(refused.code, &refused.message);
            }
        }
    }
    Ok(())
}

/// The corrected bytes of one file; none when it must not be handled further.
fn one(run: &Run<'_>, path: &Path, name: &str) -> Result<Option<(Vec<u8>, Exit)>, Refused> {
    let read = run.read(path)?;
    let Some(fixed) = fix::fix(run, &read.text, run.is_html(path, &read.text), name)? else {
        secrecy(name);
        return Ok(None);
    };
    let bytes = encode(&read, &fixed, name)?;
    if run.args.in_place && !fixed.changes.is_empty() {
        let backup = replace(path, &bytes)
            .map_err(|error| Refused::input("file-unwritable", format!("{name}：无法改写（{error}），原文件未动")))?;
        output::note(&format!("{name}: 已改写，原文件存为 {}", backup.display()));
    }
    tell(name, &read, &fixed);
    let outcome = engine::outcome(&fixed.left);
    Ok(Some((bytes, outcome)))
}

/// A text with a mark of state secrets: what to do instead.
pub(super) fn secrecy(name: &str) {
    output::error("secrecy-stop", &format!("{name}：{SECRECY_ADVICE}"));
}

fn encode(read: &Decoded, fixed: &Fixed, name: &str) -> Result<Vec<u8>, Refused> {
    read.encoding.encode(&fixed.text, read.mark).ok_or_else(|| {
        let message = format!("{name}：改好的文字中有 {} 写不出的字，请先转换为 UTF-8", read.encoding.name());
        Refused::input("not-encodable", message)
    })
}

fn tell(name: &str, read: &Decoded, fixed: &Fixed) {
    if let Some(line) = input::read_as(name, read.encoding) {
        output::note(&line);
    }
    for change in &fixed.changes {
        let what = match (change.before.as_str(), change.after.as_str()) {
            ("", after) => format!("加上「{after}」"),
            (before, "") => format!("删去「{before}」"),
            (before, after) => format!("「{before}」改为「{after}」"),
        };
        output::note(&format!("{name}:{}: {}（{}）", change.place, what.replace('\n', "⏎"), change.rule));
    }
    summary(&fixed.text, &fixed.left).iter().for_each(|line| output::note(&format!("{name}:{line}")));
    let weighty =
        fixed.left.findings.iter().filter(|finding| finding.level != crate::component::bindings::Level::Advise);
    let (weighty, all) = (weighty.count(), fixed.left.findings.len());
    let advice = if all > weighty { format!("，另有 {} 处建议未动", all - weighty) } else { String::new() };
    output::note(&format!("{name}: {} 处已改，{weighty} 处须人工处理{advice}。", fixed.changes.len()));
}

/// Put new content in place of a file at once; the old content stays beside it. Gives the backup's path.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    // A link is followed: the file it leads to is rewritten, not the link.
    let path = &fs::canonicalize(path)?;
    let permissions = fs::metadata(path)?.permissions();
    let beside = |end: &str| {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(end);
        path.with_file_name(name)
    };
    let new = beside(&format!(".{}.tmp", std::process::id()));
    let written = fs::File::create_new(&new)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::set_permissions(&new, permissions))
        .and_then(|()| backup(path, beside))
        .and_then(|kept| fs::rename(&new, path).map(|()| kept));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

/// Copy the file to `.bak`, or `.bak2` and so on where one is there: an older original is worth more than a newer one.
fn backup(path: &Path, beside: impl Fn(&str) -> PathBuf) -> io::Result<PathBuf> {
    let names = std::iter::once(".bak".to_owned()).chain((2..1000).map(|number| format!(".bak{number}")));
    let free = names.map(|end| beside(&end)).find(|name| !name.exists());
    let kept = free.ok_or_else(|| io::Error::other("备份文件太多"))?;
    fs::copy(path, &kept).map(|_| kept)
}
