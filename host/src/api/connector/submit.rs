//! Handing in on behalf of an editor.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::Value;

use super::client::Client;
use crate::{
    api::{
        AppState,
        json::{Strict, with},
        problem::Problem,
        steps::{read_card, read_documents, taken},
    },
    flow::{arguments::Arguments, document::DocumentJson},
};

/// Body of `submit`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmitBody {
    person: String,
    card: Arguments,
    documents: Vec<DocumentJson>,
}

/// `POST /api/connector/items/{item}/submit`: hands in all renditions on the case as it stands; screening is recorded in the same step.
///
/// # Errors
/// As `POST /api/items/{item}/submit`; `bad-token`, `unknown-person`, `original-sealed` for an item with a sealed original (clause 9).
pub async fn submit(
    State(state): State<AppState>,
    client: Client,
    Path(item): Path<String>,
    Strict(body): Strict<SubmitBody>,
) -> Result<Json<Value>, Problem> {
    let asker = client.acting_for(&state, &body.person, &item).await?;
    let (documents, card) = (read_documents(body.documents)?, read_card(body.card)?);
    // A connector is the publisher's: an answer about what was taken out of an original is not for it.
    state.flow.check_may_know(&client.looking_at(&item)?).await?;
    let (view, _) = state.flow.view(&asker).await?;
    let taken = taken(&state.flow.submit(&asker, view.sequence, card, documents).await?);
    Ok(Json(with(taken.0, [("item", asker.item.into())])))
}
