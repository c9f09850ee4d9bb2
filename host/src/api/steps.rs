//! The steps of a review, each one stage of [`crate::flow::review`]. Only `submit` carries content.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AppState, json::Strict, problem::Problem, session::SignedIn};
use crate::{
    component::bindings::{Card, Document},
    flow::{
        arguments::{self, Arguments},
        document::{DOCUMENT_BYTES, DocumentJson, RENDITIONS},
        history::Taken,
    },
};

/// What a taken step answers.
pub(super) fn taken(taken: &Taken) -> Json<Value> {
    Json(json!({ "sequence": taken.sequence, "head": taken.head, "events": taken.kinds }))
}

/// Refuses a request that names another site than the session's.
pub(super) fn check_site(state: &AppState, site: Option<&str>) -> Result<(), Problem> {
    if site.is_none_or(|site| site == state.flow.agency().site) {
        return Ok(());
    }
    let detail = "请求中的站点与登录的站点不同。";
    Err(Problem::new(StatusCode::FORBIDDEN, "other-site", detail, "请在该站点自己的平台上操作。"))
}

/// Body of `submit`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmitBody {
    #[serde(default)]
    site: Option<String>,
    sequence: u64,
    card: Arguments,
    documents: Vec<DocumentJson>,
}

/// What most items are. Openness, its reason, classification and leaders are not here: somebody decides them for each item (clauses 7, 9).
const CARD: &str = r#"{"origin":"own","route":"filing","source_document":"","important":[],"repost":null,"resolution":"",
    "valid_until":null,"public_version":null}"#;

/// `POST /api/items/{item}/submit`: hands in all renditions; screening is recorded in the same step.
///
/// # Errors
/// `secrecy-stop`, `document-too-large`, `stale-sequence`, refusals of clauses 4, 6 and 8, `engine-failure`.
pub async fn submit(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<SubmitBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    let (documents, card) = (read_documents(body.documents)?, read_card(body.card)?);
    Ok(taken(&state.flow.submit(&asker, body.sequence, card, documents).await?))
}

/// The renditions of a submission.
///
/// # Errors
/// `document-too-large`, and what [`DocumentJson::accept`] names.
pub(super) fn read_documents(given: Vec<DocumentJson>) -> Result<Vec<Document>, Problem> {
    let bytes: usize = given.iter().map(DocumentJson::bytes).sum();
    if given.len() > RENDITIONS || bytes > DOCUMENT_BYTES.saturating_mul(2) {
        let detail = format!("一次最多提交 {RENDITIONS} 个渠道版本，合计不超过 32 MiB。");
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "document-too-large", detail, "请拆分后再提交。"));
    }
    Ok(given.into_iter().map(DocumentJson::accept).collect::<Result<Vec<_>, _>>()?)
}

/// The card of a submission, over what most items are.
///
/// # Errors
/// `unknown-field`, `missing-field`, `malformed-request`.
pub(super) fn read_card(given: Arguments) -> Result<Card, Problem> {
    Ok(arguments::read(given, CARD)?)
}

/// Body of every other step: the sequence, and beside it the fields of the contract's record.
#[derive(Debug, Deserialize)]
pub struct StepBody {
    #[serde(default)]
    site: Option<String>,
    sequence: u64,
    #[serde(flatten)]
    arguments: Arguments,
}

/// `POST /api/items/{item}/<command>`: a step that carries no document, named as the contract's function.
///
/// # Errors
/// `unknown-field`, `missing-field`, `stale-sequence`, every refusal of the command, `engine-failure`.
pub async fn step(
    command: &'static str,
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<StepBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    Ok(taken(&state.flow.step(&asker, body.sequence, command, body.arguments).await?))
}

/// Body of `record-screening`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenAgainBody {
    #[serde(default)]
    site: Option<String>,
    sequence: u64,
}

/// `POST /api/items/{item}/record-screening`: screens the stored content of the current round with the words in force now.
///
/// # Errors
/// `stale-sequence`, `already-screened` when nothing has changed, refusals of clauses 8 and 11, `engine-failure`.
pub async fn record_screening(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<ScreenAgainBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    Ok(taken(&state.flow.record_screening(&asker, body.sequence).await?))
}
