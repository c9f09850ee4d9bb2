//! After a release: taking down, what is due over all items, what an edit has changed.

use axum::{
    Json,
    extract::{Path, Query, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AppState,
    json::Strict,
    problem::{Problem, RefusalJson},
    session::SignedIn,
    steps::{check_site, taken},
};
use crate::{
    component::bindings::{ChangeKind, FollowUpView, Task},
    flow::look_back::TakenDown,
};

/// Body of `withdraw`. The sequence that other steps need may come along; it is not looked at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawBody {
    #[serde(default)]
    site: Option<String>,
    #[serde(default, rename = "sequence")]
    _sequence: Option<u64>,
    #[serde(default)]
    reason: String,
}

/// `POST /api/items/{item}/withdraw`: the public text is gone when this answers. With `emergency: true` the component gave no answer, and the
/// record follows as soon as it does.
///
/// # Errors
/// `not-live`, `not-in-chain`, `reason-too-long`; nothing else stands in its way.
pub async fn withdraw(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<WithdrawBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    match state.flow.withdraw(&asker, body.reason).await? {
        TakenDown::Recorded(step) => Ok(taken(&step)),
        TakenDown::Emergency => Ok(Json(json!({ "emergency": true, "events": [] }))),
    }
}

/// What is due after a release of an item.
pub(super) fn task(item: &str, task: &Task) -> Value {
    json!({
        "item": item,
        "kind": task.kind,
        "due": task.due,
        "provisional": task.provisional,
        "overdue": task.overdue,
        "text": task.text,
        "refusal": task.refusal.as_ref().map(RefusalJson::from),
        "mine": task.refusal.is_none(),
    })
}

/// What follows the releases of one item, as it stands beside its view.
#[must_use]
pub fn follow_up(item: &str, view: &FollowUpView) -> Value {
    json!({
        "tasks": view.tasks.iter().map(|due| task(item, due)).collect::<Vec<_>>(),
        "withdrawal": view.withdrawal,
    })
}

/// Which two documents of the item.
#[derive(Debug, Deserialize)]
pub struct Compared {
    from: String,
    to: String,
}

/// `GET /api/items/{item}/compare?from=&to=`: what has changed from one stored document of the item to another, by their digests.
///
/// # Errors
/// `not-signed-in`, `bad-item-id`, `not-found`, `engine-failure`.
pub async fn compare(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Query(compared): Query<Compared>,
) -> Result<Json<Value>, Problem> {
    let asker = who.about(&item)?;
    let changes = state.flow.compare(&asker, &compared.from, &compared.to).await?;
    let changes = changes.ok_or_else(|| Problem::not_found("这个稿件没有此摘要的内容。"))?;
    let kind = |kind| match kind {
        ChangeKind::Kept => "kept",
        ChangeKind::Deleted => "deleted",
        ChangeKind::Inserted => "inserted",
        ChangeKind::Form => "form",
    };
    let told = changes.iter().map(|it| json!({ "part": it.part, "kind": kind(it.kind), "text": it.text }));
    Ok(Json(json!({ "changes": told.collect::<Vec<_>>() })))
}
