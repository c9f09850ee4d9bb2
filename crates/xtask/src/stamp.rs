//! Steps that are skipped when nothing changed.
//!
//! A stamp file records one digest over all inputs and one for each output. A step runs when a digest differs or an
//! output is missing, so a half-written or edited output is made again, and an unchanged one keeps its modification time.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sm3::{Digest as _, Sm3};

use crate::output::Outcome;

/// The inputs of a step, each with a name: the order and the borders between them count.
#[derive(Default)]
pub(crate) struct Inputs(Sm3);

impl Inputs {
    /// Inputs that begin with the source text of the step itself and the lock file: new code makes new outputs.
    pub(crate) fn of_step(source: &str, lock_file: &Path) -> Result<Self> {
        let mut inputs = Self::default();
        inputs.add("step", source.as_bytes());
        inputs.add_file(lock_file)?;
        Ok(inputs)
    }

    /// Adds bytes under a name.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) {
        for field in [name.as_bytes(), bytes] {
            let length = u64::try_from(field.len()).unwrap_or(u64::MAX);
            self.0.update(length.to_le_bytes());
            self.0.update(field);
        }
    }

    /// Adds the content of a file under its file name.
    pub(crate) fn add_file(&mut self, path: &Path) -> Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.add(&name, &read(path)?);
        Ok(())
    }

    /// The digest, hexadecimal.
    fn digest(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

/// Runs `make` unless `stamp` says that `inputs` and the files of the last run are unchanged.
/// `make` returns the files it is responsible for.
pub(crate) fn refresh(stamp: &Path, inputs: Inputs, make: impl FnOnce() -> Result<Vec<PathBuf>>) -> Result<Outcome> {
    let inputs = inputs.digest();
    if fs::read_to_string(stamp).is_ok_and(|text| is_current(&text, &inputs)) {
        return Ok(Outcome::Unchanged);
    }
    let mut text = format!("{inputs}\n");
    for path in make()? {
        writeln!(text, "{} {}", digest_of(&path)?, path.display())?;
    }
    write_if_changed(stamp, text.as_bytes())?;
    Ok(Outcome::Done)
}

/// Whether a stamp names these inputs and all its outputs still have their digests.
fn is_current(stamp: &str, inputs: &str) -> bool {
    let mut lines = stamp.lines();
    lines.next() == Some(inputs)
        && lines.all(|line| {
            line.split_once(' ')
                .is_some_and(|(digest, path)| digest_of(Path::new(path)).is_ok_and(|found| found == digest))
        })
}

/// The digest of a file's content, hexadecimal.
fn digest_of(path: &Path) -> Result<String> {
    Ok(hexadecimal(&Sm3::digest(read(path)?)))
}

/// Reads a file; the error names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("读取失败：{}", path.display()))
}

/// Writes a file by way of a second one beside it, unless it already has this content.
pub(crate) fn write_if_changed(path: &Path, content: &[u8]) -> Result<()> {
    match fs::read(path) {
        Ok(old) if old == content => return Ok(()),
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("读取失败：{}", path.display()));
        }
        Ok(_) | Err(_) => {}
    }
    let fail = || format!("写入失败：{}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(fail)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    fs::write(&beside, content).with_context(fail)?;
    fs::rename(&beside, path).with_context(fail)
}

/// Bytes as lower-case hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        text.extend([byte >> 4, byte & 15].map(|digit| char::from_digit(u32::from(digit), 16).unwrap_or('0')));
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder for one test.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn inputs(fields: &[(&str, &str)]) -> Inputs {
        let mut inputs = Inputs::default();
        for (name, content) in fields {
            inputs.add(name, content.as_bytes());
        }
        inputs
    }

    #[test]
    fn digest_depends_on_names_contents_and_borders() {
        let digest = |fields: &[(&str, &str)]| inputs(fields).digest();
        assert_eq!(digest(&[("a", "1")]), digest(&[("a", "1")]));
        assert_ne!(digest(&[("a", "1")]), digest(&[("b", "1")]));
        assert_ne!(digest(&[("a", "12")]), digest(&[("a1", "2")]));
        assert_ne!(digest(&[("a", "1"), ("b", "2")]), digest(&[("b", "2"), ("a", "1")]));
        assert_eq!(digest(&[]).len(), 64);
    }

    #[test]
    fn runs_only_when_inputs_or_outputs_changed() {
        let folder = folder("refresh");
        let (stamp, output) = (folder.join("stamp"), folder.join("output"));
        let run = |content: &str| {
            refresh(&stamp, inputs(&[("in", content)]), || {
                write_if_changed(&output, content.as_bytes())?;
                Ok(vec![output.clone()])
            })
            .unwrap()
        };
        assert_eq!(run("one"), Outcome::Done);
        assert_eq!(run("one"), Outcome::Unchanged);
        assert_eq!(run("two"), Outcome::Done);
        fs::write(&output, "edited").unwrap();
        assert_eq!(run("two"), Outcome::Done);
        fs::remove_file(&output).unwrap();
        assert_eq!(run("two"), Outcome::Done);
        assert_eq!(fs::read_to_string(&output).unwrap(), "two");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn same_content_keeps_the_modification_time() {
        let folder = folder("write");
        let file = folder.join("deeper").join("file");
        write_if_changed(&file, b"x").unwrap();
        let before = fs::metadata(&file).unwrap().modified().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        write_if_changed(&file, b"x").unwrap();
        assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), before);
        fs::remove_dir_all(folder).unwrap();
    }
}
