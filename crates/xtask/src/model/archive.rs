//! Reads a text file, also out of a ZIP archive that holds just one.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// The text of a file; of the only file in it when it is a ZIP archive.
pub(super) fn text(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path)?;
    let bytes = if bytes.starts_with(b"PK\x03\x04") { only_member(&bytes)? } else { bytes };
    Ok(String::from_utf8(bytes)?)
}

/// The content of the archive's first member, by the archive's central directory.
fn only_member(archive: &[u8]) -> Result<Vec<u8>> {
    let end = archive.windows(4).rposition(|four| four == b"PK\x05\x06").context("没有 ZIP 目录")?;
    let number = |at: usize, length: usize| -> Result<usize> {
        let bytes = archive.get(at..at + length).context("ZIP 不完整")?;
        Ok(bytes.iter().rev().fold(0, |all, &byte| all << 8 | usize::from(byte)))
    };
    let entry = number(end + 16, 4)?;
    let (method, packed, local) = (number(entry + 10, 2)?, number(entry + 20, 4)?, number(entry + 42, 4)?);
    let start = local + 30 + number(local + 26, 2)? + number(local + 28, 2)?;
    let content = archive.get(start..start + packed).context("ZIP 不完整")?;
    match method {
        0 => Ok(content.to_vec()),
        8 => miniz_oxide::inflate::decompress_to_vec(content).map_err(|error| anyhow::anyhow!("ZIP 损坏：{error:?}")),
        other => bail!("不支持的 ZIP 压缩方法 {other}"),
    }
}
