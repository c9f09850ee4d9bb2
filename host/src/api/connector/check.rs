//! May exactly this be published? Changes nothing.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::Client;
use crate::{
    api::{
        AppState,
        gate::allowed,
        json::{Strict, with},
        problem::Problem,
    },
    flow::document::DocumentJson,
};

/// Body of `check` and of `consume`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// The person who publishes.
    pub person: String,
    /// The channel.
    pub channel: String,
    /// What would be published.
    pub document: DocumentJson,
    /// The site that the connector is set up for; compared with the token's.
    pub site: String,
    /// Only `check`: whether a permit would be issued counts too.
    #[serde(default)]
    pub dry_run: bool,
}

/// `POST /api/connector/items/{item}/check`: 200 with `verdict: allow`, or 403 with every unmet condition. The digest is computed here from the
/// document that was sent.
///
/// # Errors
/// `bad-token`, `other-site`, `unknown-person`, every condition that is not met, `no-permit` except for a dry run, `engine-failure`.
pub async fn check(
    State(state): State<AppState>,
    client: Client,
    Path(item): Path<String>,
    Strict(wish): Strict<Wish>,
) -> Result<Json<Value>, Problem> {
    crate::api::steps::check_site(&state, Some(&wish.site))?;
    let asker = client.acting_for(&state, &wish.person, &item).await?;
    let action = state.flow.due_action(&asker.item, &wish.channel).await?;
    let document = wish.document.accept()?;
    let allowance = state.flow.check(&asker, action.clone(), wish.channel, document, wish.dry_run).await?;
    Ok(Json(with(allowed(&allowance).0, [("action", json!(action))])))
}
