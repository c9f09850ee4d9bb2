//! Permits that were issued, for those who are shown one: the keys, one permit by its id, and whether a token holds now.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::{AppState, json::Strict, problem::Problem, problem::RefusalJson, session::SignedIn};
use crate::flow::permit_standing::Shown;

/// `GET /api/permit-keys`: the public keys, newest first. Open to everybody: a key that verifies is no secret.
///
/// # Errors
/// `permit-key-unavailable`.
pub async fn keys(State(state): State<AppState>) -> Result<Json<Value>, Problem> {
    Ok(Json(json!({ "keys": state.flow.permit_keys().await? })))
}

/// `GET /api/permits/{id}`: what the record says of a permit.
///
/// # Errors
/// `not-signed-in`, `not-found`, `engine-failure`.
pub async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let not_found = || Problem::not_found("没有这一编号的发布许可。");
    let (item, event) = id.rsplit_once('.').ok_or_else(not_found)?;
    let event: u64 = event.parse().map_err(|_| not_found())?;
    let standing = state.flow.permit(&who.about(item)?, event).await.map_err(Problem::from);
    let standing =
        standing.map_err(|problem| if problem.code() == "permit-not-recorded" { not_found() } else { problem })?;
    let claims: Value = serde_json::from_slice(&standing.claim).unwrap_or_default();
    let refusal = standing.refusal.as_ref().map(RefusalJson::from);
    Ok(Json(json!({ "id": id, "claims": claims, "stands": refusal.is_none(), "refusal": refusal })))
}

/// `POST /api/permits/verify`: does this token hold for what is about to be done? A connector need not be signed in: who has a token knows what
/// it says, and the answer is yes, or why not.
///
/// # Errors
/// Every reason of `permit-token` and of the record; `permit-key-unavailable`, `engine-failure`.
pub async fn verify(State(state): State<AppState>, Strict(shown): Strict<Shown>) -> Result<Json<Value>, Problem> {
    let claims = state.flow.verify_permit(shown).await?;
    Ok(Json(json!({ "valid": true, "id": claims.id, "expires": claims.expires })))
}
