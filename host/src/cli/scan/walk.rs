//! Which files a run reads: folders walked in order, everything else named as skipped.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::input;
use super::super::refused::Refused;

/// What a file holds, by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One article.
    Article,
    /// One article a row.
    Csv,
    /// One article a line.
    Jsonl,
}

/// A file that is read.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    pub(super) bytes: u64,
}

/// All files of a run.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub(super) files: Vec<Source>,
    /// Files in folders that are not read, because of what they are.
    pub(super) skipped: Vec<String>,
    /// What cannot be read.
    pub(super) refused: Vec<Refused>,
}

/// Links in circles end here.
const DEEPEST: usize = 64;

/// Collect the files of the arguments; `own` are files that the run writes itself.
pub(super) fn collect(arguments: &[PathBuf], own: &BTreeSet<PathBuf>) -> Sources {
    let mut sources = Sources::default();
    for path in arguments {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folder(path, own, 0, &mut sources),
            // A file that was named is read, whatever its extension.
            Ok(metadata) => {
                let kind = kind(path).unwrap_or(Kind::Article);
                sources.files.push(Source { path: path.clone(), kind, bytes: metadata.len() });
            }
            Err(error) => sources.refused.push(input::unreadable(&path.display().to_string(), &error)),
        }
    }
    sources
}

fn folder(path: &Path, own: &BTreeSet<PathBuf>, depth: usize, sources: &mut Sources) {
    let entries = fs::read_dir(path).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut paths: Vec<PathBuf> = match entries {
        Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
        Err(error) => return sources.refused.push(input::unreadable(&path.display().to_string(), &error)),
    };
    paths.sort();
    for path in paths {
        let name = path.display().to_string();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() && !hidden && depth < DEEPEST => folder(&path, own, depth + 1, sources),
            Ok(metadata) if metadata.is_file() => {
                if fs::canonicalize(&path).is_ok_and(|path| own.contains(&path)) {
                    continue;
                }
                match kind(&path).filter(|_| !hidden) {
                    Some(kind) => sources.files.push(Source { path, kind, bytes: metadata.len() }),
                    None => sources.skipped.push(name),
                }
            }
            Ok(_) => sources.skipped.push(name),
            Err(error) => sources.refused.push(input::unreadable(&name, &error)),
        }
    }
}

fn kind(path: &Path) -> Option<Kind> {
    let extension = path.extension()?.to_string_lossy().to_ascii_lowercase();
    match extension.as_str() {
        "txt" | "html" | "htm" | "md" => Some(Kind::Article),
        "csv" => Some(Kind::Csv),
        "jsonl" | "ndjson" => Some(Kind::Jsonl),
        _ => None,
    }
}
