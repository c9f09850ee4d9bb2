//! What a run has done so far: a file beside the report, one article a line, so that an interrupted run can go on.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::outcome::Outcome;

/// The first line: results of another component or another list of judged findings are other results.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Heading {
    pub(super) xianshen_scan: u32,
    pub(super) component: String,
    pub(super) judged: String,
}

/// One article that is done.
#[derive(Serialize, Deserialize)]
struct Line<O> {
    key: String,
    outcome: O,
}

/// The file.
#[derive(Debug)]
pub(super) struct State {
    path: PathBuf,
    file: File,
    known: HashMap<String, Outcome>,
}

/// How a run begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Begun {
    /// From nothing.
    Fresh,
    /// A state is there, but was not asked for: the run starts from nothing.
    Unused,
    /// The state is of other rules: the run starts from nothing.
    Other,
    /// With so many articles done.
    Resumed(usize),
}

impl State {
    /// Begin, or go on where `resume` asks for it and the file is of the same rules.
    pub(super) fn open(path: &Path, heading: &Heading, resume: bool) -> io::Result<(Self, Begun)> {
        let there = path.is_file();
        if resume
            && there
            && let Some(known) = read(path, heading)?
        {
            let mut file = OpenOptions::new().append(true).open(path)?;
            file.seek(SeekFrom::End(0))?;
            // The last line may have been cut off; the next one must not continue it.
            file.write_all(b"\n")?;
            let begun = Begun::Resumed(known.len());
            return Ok((State { path: path.to_owned(), file, known }, begun));
        }
        let file = begin(path, heading)?;
        let begun = match (there, resume) {
            (false, _) => Begun::Fresh,
            (true, false) => Begun::Unused,
            (true, true) => Begun::Other,
        };
        Ok((State { path: path.to_owned(), file, known: HashMap::new() }, begun))
    }

    /// The results of the earlier run, by content.
    pub(super) fn take_known(&mut self) -> HashMap<String, Outcome> {
        std::mem::take(&mut self.known)
    }

    /// Add a result. An article with a mark of state secrets leaves nothing here and is screened again.
    pub(super) fn add(&mut self, key: &str, outcome: &Outcome) -> io::Result<()> {
        if outcome.secrecy_stop {
            return Ok(());
        }
        let line = serde_json::to_string(&Line { key: key.to_owned(), outcome }).unwrap_or_default();
        self.file.write_all(format!("{line}\n").as_bytes())
    }

    /// The run is complete: the file goes.
    pub(super) fn finish(self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// A new file that has its heading from the first moment: a run that is killed leaves no file without one, which the
/// next run would take for that of other rules.
fn begin(path: &Path, heading: &Heading) -> io::Result<File> {
    let mut unnamed = path.as_os_str().to_owned();
    unnamed.push(".new");
    let line = serde_json::to_string(heading).unwrap_or_default();
    fs::write(&unnamed, format!("{line}\n"))?;
    fs::rename(&unnamed, path)?;
    OpenOptions::new().append(true).open(path)
}

/// The results of a state; none when it is of other rules. Lines that were cut off are left out.
fn read(path: &Path, heading: &Heading) -> io::Result<Option<HashMap<String, Outcome>>> {
    let mut lines = BufReader::new(File::open(path)?).split(b'\n');
    let first = lines.next().transpose()?.unwrap_or_default();
    if serde_json::from_slice::<Heading>(&first).ok().as_ref() != Some(heading) {
        return Ok(None);
    }
    let mut known = HashMap::new();
    for line in lines {
        if let Ok(line) = serde_json::from_slice::<Line<Outcome>>(&line?) {
            known.insert(line.key, line.outcome);
        }
    }
    Ok(Some(known))
}
