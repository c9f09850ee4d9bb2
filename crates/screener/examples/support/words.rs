//! The shipped words and the corrector's model, as the build puts them together.

use lexicon::Lexicon;
use std::error::Error;
use std::path::Path;

/// All rows under `crates/lexicon/data`, with the model under `crates/corrector/data`.
pub(crate) fn base() -> Result<Lexicon, Box<dyn Error>> {
    let mut lexicon = rows()?;
    let model = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../corrector/data/model.bin"))?;
    lexicon.attach(model).map_err(|error| format!("{error:?}"))?;
    Ok(lexicon)
}

/// All rows under `crates/lexicon/data`, compiled and loaded.
pub(crate) fn rows() -> Result<Lexicon, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lexicon/data");
    let mut files: Vec<_> = folder.read_dir()?.collect::<Result<Vec<_>, _>>()?.iter().map(|it| it.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    let rows = files.iter().map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>()?.join("\n");
    let pack = lexicon::compile(&rows).map_err(|errors| format!("{errors:?}"))?;
    Lexicon::load(&pack).map_err(|error| format!("{error:?}").into())
}
