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
    component::bindings::Signing,
    flow::{
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
    documents: Vec<DocumentJson>,
}

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
    let bytes: usize = body.documents.iter().map(DocumentJson::bytes).sum();
    if body.documents.len() > RENDITIONS || bytes > DOCUMENT_BYTES.saturating_mul(2) {
        let detail = format!("一次最多提交 {RENDITIONS} 个渠道版本，合计不超过 32 MiB。");
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "document-too-large", detail, "请拆分后再提交。"));
    }
    let documents = body.documents.into_iter().map(DocumentJson::accept).collect::<Result<Vec<_>, _>>()?;
    Ok(taken(&state.flow.submit(&asker, body.sequence, documents).await?))
}

/// Body of `accept-finding`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptBody {
    #[serde(default)]
    site: Option<String>,
    sequence: u64,
    key: String,
    reason: String,
}

/// `POST /api/items/{item}/accept-finding`.
///
/// # Errors
/// `stale-sequence`, refusals of clauses 8 and 11, `engine-failure`.
pub async fn accept_finding(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<AcceptBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    Ok(taken(&state.flow.accept_finding(&asker, body.sequence, body.key, body.reason).await?))
}

/// Body of `sign`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignBody {
    #[serde(default)]
    site: Option<String>,
    sequence: u64,
    level: u8,
    digest: String,
    secrecy_checked: bool,
    #[serde(default)]
    opinion: String,
}

/// `POST /api/items/{item}/sign`.
///
/// # Errors
/// `stale-sequence`, refusals of clause 6, `engine-failure`.
pub async fn sign(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<SignBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    let signing = Signing {
        level: body.level,
        digest: body.digest,
        secrecy_checked: body.secrecy_checked,
        opinion: body.opinion,
        attributes: Vec::new(),
    };
    Ok(taken(&state.flow.sign(&asker, body.sequence, signing).await?))
}

/// Body of `return`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnBody {
    #[serde(default)]
    site: Option<String>,
    sequence: u64,
    reasons: Vec<String>,
}

/// `POST /api/items/{item}/return`.
///
/// # Errors
/// `stale-sequence`, refusals of clause 6, `engine-failure`.
pub async fn return_to_editor(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<ReturnBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    Ok(taken(&state.flow.return_to_editor(&asker, body.sequence, body.reasons).await?))
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
