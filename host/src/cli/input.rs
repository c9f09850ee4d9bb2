//! Reading a file as text: bounded, decoded, without byte order mark.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::encoding::{self, Choice, Decoded, Encoding};
use super::refused::{Refused, too_large};

/// The longest byte order mark.
const MARK_BYTES: usize = 3;

/// Read `path` (or standard input for `-`) as text of at most `limit` bytes.
pub(super) fn read(path: &Path, limit: usize, choice: Choice) -> Result<Decoded, Refused> {
    let name = path.display().to_string();
    let (bytes, size) = bytes(path, limit + MARK_BYTES + 1)?;
    let mark = encoding::marked(&bytes).map_or(0, |(_, length)| length);
    if bytes.len() - mark > limit {
        return Err(too_large(&name, size.max(bytes.len() as u64)));
    }
    encoding::decode(bytes, choice, &name)
}

/// At most `most` bytes of `path`, and how many it has where that is known.
pub(super) fn bytes(path: &Path, most: usize) -> Result<(Vec<u8>, u64), Refused> {
    let name = path.display().to_string();
    let (reader, size) = open(path).map_err(|error| unreadable(&name, &error))?;
    let mut bytes = Vec::new();
    reader.take(most as u64).read_to_end(&mut bytes).map_err(|error| unreadable(&name, &error))?;
    Ok((bytes, size.unwrap_or(0)))
}

/// Open `path`, or standard input for `-`; with the size where it is known.
pub(super) fn open(path: &Path) -> io::Result<(Box<dyn Read>, Option<u64>)> {
    if path == Path::new("-") {
        return Ok((Box::new(io::stdin().lock()), None));
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let size = metadata.len();
    Ok((Box::new(file), Some(size)))
}

/// The refusal for a file that cannot be opened or read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Refused {
    match error.kind() {
        ErrorKind::NotFound => Refused::input("file-not-found", format!("{name}：文件不存在")),
        ErrorKind::IsADirectory => {
            Refused::input("is-a-directory", format!("{name}：这是目录，请给出文件（整个目录用 xianshen scan）"))
        }
        ErrorKind::PermissionDenied => Refused::input("file-unreadable", format!("{name}：没有读取权限")),
        _ => Refused::input("file-unreadable", format!("{name}：无法读取（{error}）")),
    }
}

/// A line that says how the text was read, when it is not what everybody expects.
pub(super) fn read_as(name: &str, encoding: Encoding) -> Option<String> {
    (encoding != Encoding::Utf8).then(|| format!("{name}: 说明：按 {} 编码读取", encoding.name()))
}

/// HTML by the file's extension or by the way the text begins.
pub(super) fn is_html(path: &Path, text: &str) -> bool {
    let extension =
        path.extension().is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm"));
    let begins = |tag: &str| text.trim_start().get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    extension || begins("<!doctype") || begins("<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_recognised() {
        assert!(is_html(Path::new("a.HTM"), ""));
        assert!(is_html(Path::new("a.txt"), "\n<!DOCTYPE html>"));
        assert!(is_html(Path::new("-"), "<HTML lang=zh>"));
        assert!(!is_html(Path::new("a.txt"), "中文<html>"));
        assert!(!is_html(Path::new("a.txt"), "<p>段落</p>"));
    }
}
