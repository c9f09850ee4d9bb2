//! Reading: the items of the site, one item's state and record, the content that was handed in.

use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::flow::review::FullView;

use super::{AppState, look_back, originals, problem::Problem, session::SignedIn, view_json};

/// `GET /api/items`: most recently touched first.
///
/// # Errors
/// `not-signed-in`.
pub async fn list(State(state): State<AppState>, _who: SignedIn) -> Result<Json<Value>, Problem> {
    let cases = state.flow.store().list_cases(&state.flow.agency().site).await?;
    let items: Vec<Value> = cases
        .into_iter()
        .map(|case| {
            json!({
                "item": case.item,
                "created": case.created,
                "sequence": case.events,
                "last": { "kind": case.last_kind, "at": case.last_at },
            })
        })
        .collect();
    Ok(Json(json!({ "items": items })))
}

/// `GET /api/items/{item}`: the state as the active person sees it, the record without bodies, what is live. An item that
/// was never handed in is an empty case, so that the page can show who may begin. Sealed originals are named to those who may read them.
///
/// # Errors
/// `not-signed-in`, `bad-item-id`, `engine-failure`.
pub async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
) -> Result<Json<Value>, Problem> {
    let asker = who.about(&item)?;
    let FullView { case, determination, follow_up, history } = state.flow.full_view(&asker).await?;
    let site = &state.flow.agency().site;
    let live = state.flow.store().live(site, &item).await?;
    let live: Vec<Value> = live
        .into_iter()
        .map(|row| {
            json!({
                "channel": row.channel,
                "digest": row.digest,
                "at": row.at,
                "path": format!("/public/{site}/{item}?channel={}", row.channel),
            })
        })
        .collect();
    let originals = state.flow.readable_originals(&asker).await?;
    let people = state.flow.store().list_people(site).await?;
    let names: serde_json::Map<String, Value> = people.into_iter().map(|p| (p.id, p.name.into())).collect();
    let events = history.events.iter().zip(&history.hashes);
    Ok(Json(json!({
        "site": site,
        "item": item,
        "person": asker.person.id,
        "view": view_json::case_view(&case),
        "determination": determination,
        "events": events.map(|(event, hash)| view_json::event(event, hash)).collect::<Vec<_>>(),
        "head": history.head(),
        "live": live,
        "follow_up": look_back::follow_up(&item, &follow_up),
        "originals": originals.iter().map(originals::row).collect::<Vec<_>>(),
        "names": names,
    })))
}

/// `GET /api/items/{item}/documents/{digest}`: the document JSON as it was handed in.
///
/// # Errors
/// `not-signed-in`, `bad-item-id`, `not-found`.
pub async fn document(
    State(state): State<AppState>,
    who: SignedIn,
    Path((item, digest)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let asker = who.about(&item)?;
    let site = &state.flow.agency().site;
    match state.flow.store().load_document(site, &asker.item, &digest).await? {
        Some(json) => Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response()),
        None => Err(Problem::not_found("这个稿件没有此摘要的内容。")),
    }
}
