//! Archives on disk: a ZIP file, or a folder with the same files.

use std::fs;
use std::io::{self, Cursor, Read, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::Files;
use crate::private_file;

/// Files of one archive that are read.
const MAX_FILES: usize = 20_000;
/// Bytes of all files of one archive, unpacked, that are read: counted, not believed.
const MAX_BYTES: u64 = 512 << 20;

/// Writes an archive: as a ZIP file when the name ends with `.zip`, otherwise as a folder. Nothing that is there is overwritten.
///
/// # Errors
/// What the system says; `AlreadyExists` when something has this name.
pub fn write(path: &Path, files: &Files) -> io::Result<()> {
    if is_zip(path) { private_file::write(path, &pack(files)?) } else { write_folder(path, files) }
}

/// Reads an archive.
///
/// # Errors
/// What the system says; `InvalidData` for what is no archive or is larger than any case.
pub fn read(path: &Path) -> io::Result<Files> {
    let mut reader = Reader { files: Files::new(), left: MAX_BYTES };
    if path.is_dir() {
        reader.folder(path, "")?;
    } else {
        reader.zip(fs::File::open(path)?)?;
    }
    Ok(reader.files)
}

/// The bytes of a ZIP file: sorted, without times and owners, so that the same files are the same bytes.
///
/// # Errors
/// A file or an archive that is too large for the format.
pub fn pack(files: &Files) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

fn write_folder(path: &Path, files: &Files) -> io::Result<()> {
    fs::create_dir(path)?;
    for (name, bytes) in files {
        let file = path.join(name);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        private_file::write(&file, bytes)?;
    }
    Ok(())
}

struct Reader {
    files: Files,
    left: u64,
}

impl Reader {
    fn zip(&mut self, file: fs::File) -> io::Result<()> {
        let mut archive = ZipArchive::new(file)?;
        for place in 0..archive.len() {
            let entry = archive.by_index(place)?;
            if entry.is_file() {
                let name = entry.name()?.into_owned();
                self.take(name, entry)?;
            }
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            // A link is followed by neither: an archive has only files.
            let kind = entry.file_type()?;
            if kind.is_dir() && prefix.is_empty() {
                self.folder(&entry.path(), &format!("{name}/"))?;
            } else if kind.is_file() {
                self.take(name, fs::File::open(entry.path())?)?;
            } else {
                return Err(invalid(format!("{name} 不是普通文件")));
            }
        }
        Ok(())
    }

    fn take(&mut self, name: String, content: impl Read) -> io::Result<()> {
        let mut bytes = Vec::new();
        content.take(self.left + 1).read_to_end(&mut bytes)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(|| invalid("内容超过 512 MB".to_owned()))?;
        if self.files.len() >= MAX_FILES || self.files.contains_key(&name) {
            return Err(invalid(format!("文件过多，或 {name} 出现了两次")));
        }
        self.files.insert(name, bytes);
        Ok(())
    }
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        [("b/二.json", "{}"), ("a.md", "说明")].map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into()
    }

    #[test]
    fn zip_and_folder_hold_the_same_and_nothing_is_overwritten() {
        let folder =
            std::env::temp_dir().join(format!("xianshen-box-{}", crate::accounts::token::random_hex().unwrap()));
        fs::create_dir(&folder).unwrap();
        for name in ["case.zip", "case"] {
            let path = folder.join(name);
            write(&path, &files()).unwrap();
            assert_eq!(read(&path).unwrap(), files(), "{name}");
            assert_eq!(write(&path, &files()).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(pack(&files()).unwrap(), pack(&files()).unwrap(), "same files, same bytes");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_no_archive_is_an_error() {
        let path = std::env::temp_dir().join(format!("xianshen-box-{}", crate::accounts::token::random_hex().unwrap()));
        fs::write(&path, "不是压缩文件").unwrap();
        assert!(read(&path).is_err());
        fs::remove_file(path).unwrap();
    }
}
