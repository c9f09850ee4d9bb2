//! What the walks of the sites have found (clause 8).

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::{AppState, problem::Problem, session::SignedIn};
use crate::flow::error::FlowError;

/// So many items that are older than the gate are listed; the number tells of the rest.
const LISTED: u32 = 500;

/// `GET /api/detector`: the sites with how the last walk ended, what is open, and what was public before the gate.
///
/// # Errors
/// `not-signed-in`, `internal`.
pub async fn show(State(state): State<AppState>, _who: SignedIn) -> Result<Json<Value>, Problem> {
    let (store, site) = (state.flow.store(), &state.flow.agency().site);
    let watches = store.watches(site).await.map_err(FlowError::from)?;
    let open = store.open_watch_findings(site).await.map_err(FlowError::from)?;
    let (before, count) = store.list_watched_before(site, LISTED).await.map_err(FlowError::from)?;
    let before: Vec<Value> = before.iter().map(|(item, address)| json!({ "item": item, "address": address })).collect();
    Ok(Json(json!({ "sites": watches, "open": open, "before": before, "before_count": count })))
}
