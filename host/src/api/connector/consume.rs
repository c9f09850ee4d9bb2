//! Publication: the permit is used. When this answers 200 the connector may put the text before the public, and only then.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::{Value, json};

use super::{check::Wish, client::Client};
use crate::api::{AppState, json::Strict, problem::Problem};

/// `POST /api/connector/items/{item}/consume`: issues a permit where none is open, and uses it, both on behalf of the named person.
///
/// # Errors
/// As `check`; `stale-sequence`, `log-broken`.
pub async fn consume(
    State(state): State<AppState>,
    client: Client,
    Path(item): Path<String>,
    Strict(wish): Strict<Wish>,
) -> Result<Json<Value>, Problem> {
    if wish.dry_run {
        let detail = "使用许可没有试行：dry_run 只用于 check。";
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "unknown-field", detail, "请去掉 dry_run。"));
    }
    crate::api::steps::check_site(&state, Some(&wish.site))?;
    let asker = client.acting_for(&state, &wish.person, &item).await?;
    let action = state.flow.due_action(&asker.item, &wish.channel).await?;
    let document = wish.document.accept()?;
    let taken = state.flow.consume(&asker, action.clone(), wish.channel, document).await?;
    Ok(Json(json!({
        "verdict": "allow",
        "item": asker.item,
        "action": action,
        "sequence": taken.sequence,
        "head": taken.head,
    })))
}
