//! Reading a file as text: bounded, UTF-8, without byte order mark.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::{Refused, too_large};

/// UTF-8 byte order mark.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Read `path` (or standard input for `-`) as UTF-8 of at most `limit` bytes.
pub(super) fn read(path: &Path, limit: usize) -> Result<String, Refused> {
    let name = path.display().to_string();
    let (reader, size) = open(path).map_err(|error| unreadable(&name, &error))?;
    // A byte more than allowed, besides the mark, tells a text at the limit from a longer one.
    let most = (limit + MARK.len() + 1) as u64;
    let mut bytes = Vec::new();
    reader.take(most).read_to_end(&mut bytes).map_err(|error| unreadable(&name, &error))?;
    if without_mark(&bytes).len() > limit {
        return Err(too_large(&name, size.unwrap_or(0).max(bytes.len() as u64)));
    }
    decode(bytes, &name)
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
        ErrorKind::IsADirectory => Refused::input("is-a-directory", format!("{name}：这是目录，请给出文件")),
        ErrorKind::PermissionDenied => Refused::input("file-unreadable", format!("{name}：没有读取权限")),
        _ => Refused::input("file-unreadable", format!("{name}：无法读取（{error}）")),
    }
}

/// UTF-8 without its mark; `name` stands for the source in the error.
pub(super) fn decode(bytes: Vec<u8>, name: &str) -> Result<String, Refused> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let message =
            format!("{name}：不是有效的 UTF-8 文本（字节偏移 {at} 处）；目前还不能读取 GB18030，请先转换为 UTF-8");
        Refused::input("invalid-utf8", message)
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
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

    #[test]
    fn the_mark_goes_and_bad_bytes_are_named() {
        assert_eq!(decode(b"\xef\xbb\xbfabc".to_vec(), "a").unwrap(), "abc");
        let refused = decode(b"ab\xff".to_vec(), "a.txt").unwrap_err();
        assert_eq!(refused.code, "invalid-utf8");
        assert!(refused.message.contains("a.txt") && refused.message.contains("字节偏移 2 "));
    }
}
