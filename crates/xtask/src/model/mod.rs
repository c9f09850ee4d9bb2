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
use assemble::{Draft, Ground, Lesson};
use sources::Sources;

/// Packages that hold the data, with their versions.
const PACKAGES: &[&str] = &["jieba==0.42.1", "jionlp==1.5.31", "pycorrector==1.1.4", "pypinyin==0.55.0"];
/// Files of the corpus; the judge learns most from today's prose, the last.
const CORPUS: &[&str] = &["laws.txt", "reports.txt"];
const MODEL: &str = "crates/corrector/data/model.bin";
const PROVENANCE: &str = "crates/corrector/data/provenance.tsv";
/// Of so many lines of the laws, one is learned from.
const HELD: usize = 20;
/// Which of them.
const HELD_LINE: usize = 7;
/// And one more that is not learned from either: what a model does not know is measured on it.
const TEST_LINE: usize = 8;
/// Parts that the lines learned from fall into; each is learned from with a model that has counted the others.
const FOLDS: usize = 5;
/// The section of a model that gives no correction.
const NO_TREES: [u8; 4] = 0_i32.to_le_bytes();

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
    let model = build(&packages, &texts, &workspace.target)?;
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

/// The model: trees are learned with models that have not counted the sentences learned from, then put into one that
/// has counted everything. For measuring, one that has not counted the lines of the test, and these lines with slips,
/// are written to the target folder.
fn build(packages: &Path, texts: &[String], target: &Path) -> Result<Vec<u8>> {
    let sources = Sources::read(packages)?;
    let lines = || {
        texts
            .iter()
            .zip(0..)
            .flat_map(|(text, which)| text.lines().enumerate().map(move |(number, line)| (fold(which, number), line)))
    };
    let of =
        |wanted: Fold| -> Vec<&str> { lines().filter(|(fold, _)| *fold == wanted).map(|(_, line)| line).collect() };
    let ground = Ground::new(&sources, &lines().map(|(_, line)| line).collect::<Vec<_>>());
    let test = of(Fold::Test);
    let mut known = ground.all.clone();
    known.take(&ground.tally(&test));
    let mut samples = Vec::new();
    for fold in 0..FOLDS {
        let part = of(Fold::Lessons(fold));
        let mut tally = known.clone();
        tally.take(&ground.tally(&part));
        let explained = sources.explanations.iter().skip(fold * 3).step_by(FOLDS * 3);
        samples.extend(Draft::new(&ground, &tally, &NO_TREES)?.samples(&lessons(&part, explained))?);
    }
    let trees = boost::section(&samples);
    let held = Draft::new(&ground, &known, &trees)?;
    std::fs::write(target.join("model-held.bin"), held.file())?;
    std::fs::write(target.join("model-held.tsv"), held.examination(&lessons(&test, std::iter::empty())))?;
    Ok(Draft::new(&ground, &ground.all, &trees)?.file())
}

/// What a line is used for besides being counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    /// Only counted.
    Counted,
    /// Learned from, with a model that has not counted the lines of this number.
    Lessons(usize),
    /// Neither counted nor learned from by the model that is measured.
    Test,
}

/// What a line of a file of the corpus is used for: of the laws few are learned from, of today's prose all.
fn fold(file: usize, number: usize) -> Fold {
    match number % HELD {
        TEST_LINE => Fold::Test,
        HELD_LINE => Fold::Lessons(number / HELD % FOLDS),
        line if file > 0 => Fold::Lessons(line % FOLDS),
        _ => Fold::Counted,
    }
}

/// Sentences that were not counted: of the corpus, and of dictionary explanations, whose words are of all fields.
fn lessons<'t>(lines: &[&str], explanations: impl Iterator<Item = &'t String>) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for line in lines {
        let sentences =
            line.split_inclusive(['。', '；']).filter(|sentence| (8..150).contains(&sentence.chars().count()));
        lessons.extend(sentences.map(|sentence| Lesson { weight: 1.0, rounds: 2, sentence: sentence.to_owned() }));
    }
    for explanation in explanations {
        let sentences = explanation.split_inclusive(['。', '；']).filter(|sentence| sentence.chars().count() > 9);
        let sentences = sentences.filter(|sentence| !sentence.contains(['~', '～', '①']));
        lessons.extend(sentences.map(|sentence| Lesson { weight: 0.3, rounds: 1, sentence: sentence.to_owned() }));
    }
    lessons
}
