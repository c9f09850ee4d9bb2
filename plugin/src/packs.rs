//! Interface `packs`.

use crate::bindings::api::packs::{Guest, PackError, PackInfo, RowError};
use crate::{Component, state};
use lexicon::Lexicon;

impl Guest for Component {
    fn compile_pack(rows: String) -> Result<Vec<u8>, Vec<RowError>> {
        lexicon::compile(&rows).map_err(|errors| {
            errors.into_iter().map(|error| RowError { line: error.line, message: error.message }).collect()
        })
    }

    fn load_pack(pack: Vec<u8>) -> Result<PackInfo, PackError> {
        let lexicon = Lexicon::open(pack).map_err(PackError::from)?;
        let info = PackInfo {
            digest: lexicon.digest().to_owned(),
            format: lexicon::FORMAT,
            terms: u32::try_from(lexicon.len()).unwrap_or(u32::MAX),
        };
        // What screening builds once belongs in the snapshot too.
        screener::prepare();
        state::set_lexicon(lexicon);
        #[cfg(target_arch = "wasm32")]
        crate::heap::seal();
        Ok(info)
    }
}

impl From<lexicon::PackError> for PackError {
    fn from(error: lexicon::PackError) -> Self {
        match error {
            lexicon::PackError::NotAPack => Self::NotAPack,
            lexicon::PackError::NewerFormat(format) => Self::NewerFormat(format),
            lexicon::PackError::WrongLength => Self::WrongLength,
            lexicon::PackError::WrongChecksum => Self::WrongChecksum,
            lexicon::PackError::Malformed(what) => Self::Malformed(what.to_owned()),
        }
    }
}
