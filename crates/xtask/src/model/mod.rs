//! `cargo xtask model`: builds the corrector's model.

mod archive;
mod assemble;
mod boost;
mod division;
mod errors;
mod fuse;
mod pairs;
mod shapes;
mod sounds;
mod sources;
mod words;

use std::path::Path;

use anyhow::Result;

/// Prototype entry.
pub(crate) fn build(packages: &Path, corpus: &[std::path::PathBuf], hold: bool) -> Result<Vec<u8>> {
    let sources = sources::Sources::read(packages)?;
    let mut lines = Vec::new();
    let mut held = Vec::new();
    for path in corpus {
        for (n, line) in std::fs::read_to_string(path)?.lines().enumerate() {
            if !hold || n % 20 != 7 {
                lines.push(line.to_owned());
            } else {
                let reports = path.ends_with("reports.txt");
                for s in line.split_inclusive(['。', '；']) { if s.chars().count() > 7 && s.chars().count() < 150 && (reports || n % 40 == 7) { held.push((if reports {2.0} else {1.0}, s.to_owned())); } }
            }
        }
    }
    if hold {
        let text = archive::text(&packages.join("jionlp/dictionary/chinese_word_dictionary.zip"))?;
        for (n, line) in text.lines().enumerate() {
            if n % 3 == 0 && let Some(d) = line.split('\t').nth(1) {
                for s in d.split_inclusive(['。', '；']) { if s.chars().count() > 9 && !s.contains(['~','～','①']) { held.push((0.3, s.to_owned())); } }
            }
        }
    }
    assemble::model(sources, &lines, hold.then_some(held.as_slice()), None)
}
