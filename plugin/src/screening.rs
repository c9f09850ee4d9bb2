//! Interface `screening`.

use crate::bindings::api::screening::{Guest, Options, Report, ScreeningError};
use crate::bindings::api::types::Document;
use crate::{Component, state};

impl Guest for Component {
    fn screen(document: Document, options: Options) -> Result<Report, ScreeningError> {
        let report = screener::screen(&document.into(), &state::lexicon(), &options.into())?;
        Ok(report.into())
    }
}
