//! Loading the component and screening one document, with errors as sentences.

use std::path::Path;

use super::exit::Exit;
use super::output;
use super::refused::{Refused, too_large};
use crate::component::bindings::{Document, Level, Options, Report, ScreeningError};
use crate::component::{EngineFailure, FailureKind, Limits, Reviewer, locate};

/// The component that `--component`, the environment or the program's folder names. What is wrong with it is printed.
pub(super) fn load(component: Option<&Path>) -> Result<Reviewer, Exit> {
    Reviewer::load(&locate::component(component), Limits::default()).map_err(|failure| {
        output::error(failure.code(), &failure.to_string());
        Exit::Engine
    })
}

/// Screen one document; `name` stands for it in errors.
pub(super) fn screen(
    reviewer: &Reviewer,
    document: &Document,
    options: &Options,
    name: &str,
) -> Result<Report, Refused> {
    match reviewer.screen(document, options) {
        Ok(Ok(report)) => Ok(report),
        Ok(Err(ScreeningError::DocumentTooLarge(bytes))) => Err(too_large(name, bytes)),
        Ok(Err(ScreeningError::InvalidProfile(reason) | ScreeningError::Other(reason))) => {
            Err(Refused::input("screening-refused", format!("{name}：{reason}")))
        }
        Err(EngineFailure { kind: FailureKind::DocumentTooLarge(bytes) }) => Err(too_large(name, bytes)),
        Err(failure) => {
            let message = format!("{name}：{}（{}）", failure.message(), failure.kind.code());
            Err(Refused { code: failure.code(), message, exit: Exit::Engine })
        }
    }
}

/// What a report means for a script.
pub(super) fn outcome(report: &Report) -> Exit {
    let blocked = report.secrecy_stop || report.findings.iter().any(|finding| finding.level == Level::Block);
    if blocked { Exit::Blocked } else { Exit::Good }
}
