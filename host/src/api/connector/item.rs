//! The state of one item, as a panel beside the text shows it.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::client::Client;
use crate::{
    accounts::role_name,
    api::{AppState, problem::Problem, view_json},
    component::bindings::ActionView,
};

/// `GET /api/connector/items/{item}`: stage, what is missing, who acts next, findings that need an answer, what is live.
///
/// # Errors
/// `bad-token`, `bad-item-id`, `engine-failure`.
pub async fn show(
    State(state): State<AppState>,
    client: Client,
    Path(item): Path<String>,
) -> Result<Json<Value>, Problem> {
    let asker = client.looking_at(&item)?;
    let (view, _) = state.flow.view(&asker).await?;
    let site = &state.flow.agency().site;
    let live = state.flow.store().live(site, &asker.item).await?;
    let report = state.flow.store().connector_item(site, &asker.item).await?;
    let next: Vec<Value> = view.actions.iter().map(next).collect();
    let case = view_json::case_view(&view);
    Ok(Json(json!({
        "site": site,
        "item": asker.item,
        "stage": case.get("stage"),
        "round": case.get("round"),
        "digest": case.get("digest"),
        "missing": case.get("missing"),
        "findings": case.get("findings"),
        "next": next,
        "permit": case.get("permit"),
        "live": live.iter().map(|row| json!({ "channel": row.channel, "digest": row.digest, "at": row.at })).collect::<Vec<_>>(),
        "reported": report.map(|row| json!({ "state": row.state, "address": row.address, "at": row.at })),
    })))
}

/// A step that can come next, with the roles of which one is needed.
fn next(action: &ActionView) -> Value {
    let who: Vec<&str> = action.roles.iter().map(|role| role_name(role)).collect();
    json!({ "command": action.command, "level": action.level, "roles": action.roles, "who": who })
}
