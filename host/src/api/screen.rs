//! `POST /api/screen`: screens a text without storing it.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{AppState, json::Strict, problem::Problem, session::SignedIn};
use crate::{
    component::{
        bindings::{OffsetEncoding, Options, Suppression},
        report_json,
    },
    flow::document::DocumentJson,
};

/// Body of `POST /api/screen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenBody {
    document: DocumentJson,
    #[serde(default)]
    options: OptionsJson,
}

/// Options as JSON, the same as the preview module takes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OptionsJson {
    as_of: Option<u64>,
    encoding: Option<String>,
    profile: Option<String>,
    suppressions: Vec<SuppressionJson>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SuppressionJson {
    key: String,
    reason: String,
    #[serde(default)]
    until: Option<u64>,
}

impl OptionsJson {
    fn accept(self) -> Result<Options, Problem> {
        let encoding = read_encoding(self.encoding.as_deref())?;
        let suppressions = self.suppressions.into_iter();
        Ok(Options {
            as_of: self.as_of,
            encoding,
            profile: self.profile.unwrap_or_default(),
            suppressions: suppressions.map(|s| Suppression { key: s.key, reason: s.reason, until: s.until }).collect(),
        })
    }
}

/// The unit of offsets; bytes of UTF-8 when none is named.
///
/// # Errors
/// `malformed-request`.
pub(super) fn read_encoding(name: Option<&str>) -> Result<OffsetEncoding, Problem> {
    match name {
        None | Some("utf-8") => Ok(OffsetEncoding::Utf8),
        Some("utf-16") => Ok(OffsetEncoding::Utf16),
        Some("code-point") => Ok(OffsetEncoding::CodePoint),
        Some(_) => {
            let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            let detail = "encoding 须为 utf-8、utf-16 或 code-point。";
            Err(Problem::new(status, "malformed-request", detail, "请改正后重试。"))
        }
    }
}

/// Screens in memory and answers with the report's bytes.
///
/// # Errors
/// `not-signed-in`, `secrecy-stop`, `document-too-large`, `engine-failure`.
pub async fn screen(
    State(state): State<AppState>,
    who: SignedIn,
    Strict(body): Strict<ScreenBody>,
) -> Result<Response, Problem> {
    let options = body.options.accept()?;
    let report = state.flow.screen(&who.at_large(), body.document.accept()?, options).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], report_json::to_json(&report)).into_response())
}
