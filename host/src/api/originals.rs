//! Public versions and their sealed originals (clause 9). The only routes that give anything of an original, to those whom the component allows.

use axum::{
    Json, Router,
    extract::{Path, State},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AppState, json::Strict, problem::Problem, screen::read_encoding, session::SignedIn, steps::check_site};
use crate::{
    component::bindings::{Document, OffsetEncoding, RedactionRequest, Removal, Span, WithheldAttachment},
    flow::{document::DocumentJson, redaction::Made},
    storage::originals::OriginalRow,
};

/// The routes, under `/api`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/redaction-bases", get(bases))
        .route("/items/{item}/redact", post(redact))
        .route("/items/{item}/originals", get(list))
        .route("/items/{item}/originals/{number}", get(show))
}

/// Body of `redact`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedactBody {
    #[serde(default)]
    site: Option<String>,
    sequence: u64,
    document: DocumentJson,
    classification: String,
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    removals: Vec<RemovalJson>,
    #[serde(default)]
    attachments: Vec<WithheldJson>,
}

/// Words to be taken out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RemovalJson {
    part: String,
    start: u32,
    end: u32,
    basis: String,
    #[serde(default)]
    note: String,
}

/// An attachment to be left out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WithheldJson {
    number: u32,
    basis: String,
    #[serde(default)]
    note: String,
}

/// `GET /api/redaction-bases`: the lawful reasons.
///
/// # Errors
/// `not-signed-in`, `engine-failure`.
pub async fn bases(State(state): State<AppState>, _who: SignedIn) -> Result<Json<Value>, Problem> {
    Ok(Json(json!({ "bases": state.flow.redaction_bases().await? })))
}

/// `POST /api/items/{item}/redact`: makes the public version and seals the original. What comes back is handed in with `submit`, with
/// `public_version` on its card.
///
/// # Errors
/// `secrecy-stop`, `stale-sequence`, refusals of clauses 6.1 and 9, `engine-failure`.
pub async fn redact(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<RedactBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    let removal = |it: RemovalJson| Removal {
        place: Span { part: it.part, start: it.start, end: it.end },
        basis: it.basis,
        note: it.note,
    };
    let withheld = |it: WithheldJson| WithheldAttachment { number: it.number, basis: it.basis, note: it.note };
    let request = RedactionRequest {
        classification: body.classification,
        encoding: read_encoding(body.encoding.as_deref())?,
        removals: body.removals.into_iter().map(removal).collect(),
        attachments: body.attachments.into_iter().map(withheld).collect(),
    };
    let Made { number, redacted } = state.flow.redact(&asker, body.sequence, body.document.accept()?, request).await?;
    Ok(Json(json!({
        "number": number,
        "document": document(&redacted.document)?,
        "digest": redacted.digest,
        "public_version": redacted.version,
    })))
}

/// `GET /api/items/{item}/originals`: what was sealed, without texts; empty when nothing was.
///
/// # Errors
/// `original-sealed`, `original-not-for-publishers`, `not-signed-in`, `bad-item-id`.
pub async fn list(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
) -> Result<Json<Value>, Problem> {
    let rows = state.flow.originals(&who.about(&item)?).await?;
    Ok(Json(json!({ "originals": rows.iter().map(row).collect::<Vec<_>>() })))
}

/// `GET /api/items/{item}/originals/{number}`: the original with what was taken out of it. Who has read it is on record when this answers.
///
/// # Errors
/// `original-sealed`, `original-not-for-publishers`, `not-found`, `not-signed-in`, `bad-item-id`.
pub async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    Path((item, number)): Path<(String, String)>,
) -> Result<Json<Value>, Problem> {
    let asker = who.about(&item)?;
    // A number that is none is asked for all the same: the answer tells nothing to who may not read.
    let found = state.flow.original(&asker, number.parse().unwrap_or(0)).await?;
    let (row, sealed) = found.ok_or_else(|| Problem::not_found("这个稿件没有这一份封存的原件。"))?;
    let removals = sealed.request.removals.iter().map(|it| {
        json!({ "part": it.place.part, "start": it.place.start, "end": it.place.end, "basis": it.basis, "note": it.note })
    });
    Ok(Json(json!({
        "original": self::row(&row),
        "document": document(&sealed.original)?,
        "classification": sealed.request.classification,
        "encoding": encoding_name(sealed.request.encoding),
        "removals": removals.collect::<Vec<_>>(),
        "attachments": sealed.request.attachments,
    })))
}

/// What is told of a sealed original without its text.
pub(super) fn row(row: &OriginalRow) -> Value {
    json!({ "number": row.number, "at": row.at, "editor": row.editor, "public_version": row.version })
}

const fn encoding_name(encoding: OffsetEncoding) -> &'static str {
    match encoding {
        OffsetEncoding::Utf8 => "utf-8",
        OffsetEncoding::Utf16 => "utf-16",
        OffsetEncoding::CodePoint => "code-point",
    }
}

fn document(document: &Document) -> Result<Value, Problem> {
    let text = DocumentJson::store(document)?;
    Ok(serde_json::from_str(&text).unwrap_or_default())
}
