//! `cargo xtask model --corpus DIR [--check]`: builds the corrector's model from counted text and word data.
//!
//! `DIR` holds `laws.txt` and `reports.txt`, a paragraph a line. Word, reading and shape data come from Python packages
//! of fixed versions, which pip installs below the target folder. Every input is named with its digest in
//! `crates/corrector/data/provenance.tsv`: the same inputs give the same bytes. Run it with `--release`.

mod archive;
mod assemble;
mod boost;
mod division;
mod errors;
mod figures;
mod fuse;
mod lists;
mod pairs;
mod shapes;
mod sounds;
mod sources;
mod tables;
mod words;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};
use sm3::{Digest as _, Sm3};

use crate::workspace::Workspace;
use crate::{output, process, stamp};
use assemble::{Draft, Lesson};
use sources::Sources;

/// Packages that hold the data, with their versions.
const PACKAGES: &[&str] = &["jieba==0.42.1", "jionlp==1.5.31", "pycorrector==1.1.4", "pypinyin==0.55.0"];
/// Files of the corpus; the judge learns most from today's prose, the last.
const CORPUS: &[&str] = &["laws.txt", "reports.txt"];
const MODEL: &str = "crates/corrector/data/model.bin";
const PROVENANCE: &str = "crates/corrector/data/provenance.tsv";
/// One line in so many is left out of the first count and learned from.
const HELD: usize = 20;
/// Which of them.
const HELD_LINE: usize = 7;
/// And one more that is not learned from either: what a model does not know is measured on it.
const TEST_LINE: usize = 8;

/// The subcommand.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    let (folder, check) = match arguments {
        [flag, folder] if flag == "--corpus" => (folder, false),
        [flag, folder, last] if flag == "--corpus" && last == "--check" => (folder, true),
        _ => bail!("用法：cargo xtask model --corpus 目录 [--check]"),
    };
    let packages = workspace.target.join("model-packages");
    install(&packages)?;
    let corpus = Path::new(folder);
    let provenance = provenance(&packages, corpus)?;
    let texts = CORPUS.iter().map(|name| archive::text(&corpus.join(name)).with_context(|| format!("无法读取 {name}")));
    let texts: Vec<String> = texts.collect::<Result<_>>()?;
    let model = build(&packages, &texts, &workspace.target.join("model-held.bin"))?;
    for (path, content) in [(MODEL, model), (PROVENANCE, provenance.into_bytes())] {
        let path = workspace.root.join(path);
        let current = std::fs::read(&path).is_ok_and(|found| found == content);
        if check && !current {
            bail!("{} 与输入不符，请运行 cargo xtask model", path.display());
        }
        if !current {
            stamp::write_if_changed(&path, &content)?;
            output::line(&format!("已更新 {}（{} 字节）", path.display(), content.len()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Installs the packages, without what they depend on.
fn install(packages: &Path) -> Result<()> {
    if sources::FILES.iter().all(|file| packages.join(file).is_file()) {
        return Ok(());
    }
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--upgrade", "--target"]);
    process::run(pip.arg(packages).args(PACKAGES))
}

/// A line for each input: its name and its SM3.
fn provenance(packages: &Path, corpus: &Path) -> Result<String> {
    let files = sources::FILES.iter().map(|file| (*file, packages.join(file)));
    let texts = CORPUS.iter().map(|file| (*file, corpus.join(file)));
    let inputs: Vec<(&str, PathBuf)> = files.chain(texts).collect();
    let mut lines = format!("input\tdigest\npackages\t{}\n", PACKAGES.join(" "));
    for (name, path) in inputs {
        let bytes = std::fs::read(&path).with_context(|| format!("无法读取 {name}"))?;
        let digest: String = Sm3::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        lines.push_str(&format!("{name}\tsm3:{digest}\n"));
    }
    Ok(lines)
}

/// The model: trees are learned with a model that has not counted the sentences learned from, then put into one that
/// has counted everything. The first, for measuring on the lines that it does not know, is written to `held`.
fn build(packages: &Path, texts: &[String], held: &Path) -> Result<Vec<u8>> {
    let sources = Sources::read(packages)?;
    let lines = || texts.iter().flat_map(|text| text.lines().enumerate());
    let known = |number: usize| ![HELD_LINE, TEST_LINE].contains(&(number % HELD));
    let counted: Vec<&str> = lines().filter(|(number, _)| known(*number)).map(|(_, line)| line).collect();
    let draft = Draft::new(&sources, &counted, 0_i32.to_le_bytes().to_vec())?;
    let trees = draft.learn(&lessons(&sources, texts))?;
    std::fs::write(held, draft.with_trees(&trees))?;
    let all: Vec<&str> = lines().map(|(_, line)| line).collect();
    Ok(Draft::new(&sources, &all, trees)?.file())
}

/// Sentences that were not counted: of the corpus, and of dictionary explanations, whose words are of all fields.
fn lessons(sources: &Sources, texts: &[String]) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for (text, rounds) in texts.iter().zip([1, 3]) {
        for (_, line) in text.lines().enumerate().filter(|(number, _)| number % HELD == HELD_LINE) {
            let sentences =
                line.split_inclusive(['。', '；']).filter(|sentence| (8..150).contains(&sentence.chars().count()));
            lessons.extend(sentences.map(|sentence| Lesson { weight: 1.0, rounds, sentence: sentence.to_owned() }));
        }
    }
    for explanation in sources.explanations.iter().step_by(3) {
        let sentences = explanation.split_inclusive(['。', '；']).filter(|sentence| sentence.chars().count() > 9);
        let sentences = sentences.filter(|sentence| !sentence.contains(['~', '～', '①']));
        lessons.extend(sentences.map(|sentence| Lesson { weight: 0.3, rounds: 1, sentence: sentence.to_owned() }));
    }
    lessons
}
