//! What a connector's settings page shows: that address, token and site are right, and who can be mapped.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::client::Client;
use crate::api::{AppState, problem::Problem};

/// `GET /api/connector/status`: who answers, by which words, at what time, for which people.
///
/// # Errors
/// `bad-token`, `engine-failure`.
pub async fn status(State(state): State<AppState>, client: Client) -> Result<Json<Value>, Problem> {
    let info = state.flow.engine(|reviewer| Ok(reviewer.engine_info()?)).await?;
    let agency = state.flow.agency();
    let people = state.flow.store().list_people(&agency.site).await?;
    let people: Vec<Value> =
        people.iter().map(|person| json!({ "id": person.id, "name": person.name, "roles": person.roles })).collect();
    Ok(Json(json!({
        "connector": client.name,
        "site": agency.site,
        "agency": agency.name,
        "engine": info.engine,
        "api": info.api,
        "pack": info.pack,
        "now": state.flow.now(),
        "preview": state.preview.is_complete(),
        "people": people,
    })))
}
