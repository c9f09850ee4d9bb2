//! What a connector did: the address readers use, and that something was taken down. Taking down is never refused.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::Client;
use crate::{
    api::{AppState, json::Strict, problem::Problem},
    flow::document::check_item_id,
    storage::connector_items::ConnectorItem,
};

/// The longest address, in bytes.
const ADDRESS_BYTES: usize = 2_000;

/// Body of `published`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedBody {
    person: String,
    address: String,
}

/// `POST /api/connector/items/{item}/published`: where readers find the item.
///
/// # Errors
/// `bad-token`, `unknown-person`, `bad-address`, `not-live` for an item of which nothing was cleared.
pub async fn published(
    State(state): State<AppState>,
    client: Client,
    Path(item): Path<String>,
    Strict(body): Strict<PublishedBody>,
) -> Result<Json<Value>, Problem> {
    let asker = client.acting_for(&state, &body.person, &item).await?;
    if !is_address(&body.address) {
        let detail = "地址须以 http:// 或 https:// 开头，只含 ASCII 字符，不超过 2000 字节。";
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "bad-address", detail, "请改正地址。"));
    }
    if state.flow.store().live(&state.flow.agency().site, &asker.item).await?.is_empty() {
        let detail = "该稿件没有经闸门发布过任何内容。";
        return Err(Problem::new(StatusCode::CONFLICT, "not-live", detail, "请核对稿件，并查明它是如何公开的。"));
    }
    let report = report(&state, &client, asker.item.clone(), "published", asker.person.id.clone());
    state.flow.report_published(ConnectorItem { address: body.address, ..report }).await?;
    Ok(Json(json!({ "item": asker.item })))
}

/// Body of `withdrawn`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawnBody {
    /// Who took it down; empty when a program did.
    #[serde(default)]
    person: String,
}

/// `POST /api/connector/items/{item}/withdrawn`: the item is no longer before the public. Also for a person whom nobody knows here.
///
/// # Errors
/// `bad-token`, `bad-item-id`; `internal` when the record cannot be written, so that the connector sends it again.
pub async fn withdrawn(
    State(state): State<AppState>,
    client: Client,
    Path(item): Path<String>,
    Strict(body): Strict<WithdrawnBody>,
) -> Result<Json<Value>, Problem> {
    let asker = client.acting_for(&state, &body.person, &item).await.ok();
    // What is no id is not stored: it could be any text.
    let person = if check_item_id(&body.person).is_ok() { body.person } else { String::new() };
    let report = report(&state, &client, client.item(&item)?, "withdrawn", person);
    state.flow.report_withdrawn(&report, asker.as_ref()).await?;
    Ok(Json(json!({ "item": report.item })))
}

fn report(state: &AppState, client: &Client, item: String, what: &str, person: String) -> ConnectorItem {
    ConnectorItem {
        item,
        connector: client.name.clone(),
        state: what.to_owned(),
        address: String::new(),
        person,
        at: state.flow.now(),
    }
}

fn is_address(text: &str) -> bool {
    let scheme = text.starts_with("http://") || text.starts_with("https://");
    scheme && text.len() <= ADDRESS_BYTES && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one() {
        assert!(is_address("https://www.example.gov.cn/?p=1"));
        for wrong in ["", "javascript:alert(1)", "https://例.cn/", "http://a b", "/p/1"] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
