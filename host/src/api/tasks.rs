//! One list of what is to be done.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::{AppState, look_back::task, problem::Problem, session::SignedIn};
use crate::{component::bindings::OversightTask, flow::tasks::Open};

/// `GET /api/tasks`: what is open over all items and registers of the site, by time, what has no term last. `mine` says whether the asker may do
/// it; `item` names the item of what follows a release, `register` and `entry` what comes from a register.
///
/// # Errors
/// `not-signed-in`, `log-broken`, `engine-failure`.
pub async fn list(State(state): State<AppState>, who: SignedIn) -> Result<Json<Value>, Problem> {
    let open = state.flow.open_tasks(&who.at_large()).await?;
    let tasks: Vec<Value> = open.iter().map(one).collect();
    Ok(Json(json!({ "tasks": tasks })))
}

fn one(open: &Open) -> Value {
    match open {
        Open::Item(item, due) => task(item, due),
        Open::Register(task, mine) => in_register(task, *mine),
    }
}

fn in_register(task: &OversightTask, mine: bool) -> Value {
    json!({
        "register": task.register,
        "entry": task.entry,
        "kind": task.code,
        "clause": task.clause,
        "due": task.due,
        "provisional": false,
        "overdue": task.overdue,
        "text": task.message,
        "section": task.section,
        "person": task.person,
        "role": task.role,
        "mine": mine,
    })
}
