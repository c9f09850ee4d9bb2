//! The registers of oversight: read by everybody who is signed in, entered by whom the component lets.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AppState,
    json::{Strict, with},
    problem::Problem,
    session::SignedIn,
    steps,
};
use crate::flow::{arguments::Arguments, error::FlowError, registers::Register};

/// `GET /api/registers`: every register with the number of its entries, and what their items are called.
///
/// # Errors
/// `not-signed-in`, `engine-failure`.
pub async fn list(State(state): State<AppState>, _who: SignedIn) -> Result<Json<Value>, Problem> {
    let registers = state.flow.registers().await?;
    let labels = state.flow.engine(|reviewer| Ok(reviewer.labels()?)).await?;
    let labels: serde_json::Map<String, Value> = labels.into_iter().map(|(item, label)| (item, label.into())).collect();
    Ok(Json(json!({ "registers": registers.iter().map(info).collect::<Vec<_>>(), "labels": labels })))
}

/// `GET /api/registers/{register}`: its state as the component sees it, its entries with command and chain, what is open in it.
///
/// # Errors
/// `not-signed-in`, `unknown-register`, `log-broken`, `engine-failure`.
pub async fn show(
    State(state): State<AppState>,
    _who: SignedIn,
    Path(register): Path<String>,
) -> Result<Json<Value>, Problem> {
    let register = found(state.flow.register(&register).await)?;
    let (content, tasks) = state.flow.register_state(&register).await?;
    let people = state.flow.store().list_people(&state.flow.agency().site).await?;
    let names: serde_json::Map<String, Value> = people.into_iter().map(|p| (p.id, p.name.into())).collect();
    let entries = register.entries.iter().zip(&register.hashes).map(|(entry, hash)| {
        // The body is the component's; a page shows it as it is.
        let body: Value = serde_json::from_str(&entry.body).unwrap_or_default();
        json!({
            "id": entry.id,
            "kind": entry.kind,
            "at": entry.at,
            "actor": entry.actor,
            "clause": entry.clause,
            "command": body.get("command"),
            "hash": hash,
        })
    });
    let more = [
        ("entries", entries.collect()),
        ("state", content),
        ("tasks", json!(tasks)),
        ("head", register.head().into()),
        ("names", names.into()),
    ];
    Ok(Json(with(info(&register), more)))
}

/// Body of an entry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryBody {
    #[serde(default)]
    site: Option<String>,
    sequence: u64,
    entry: Arguments,
}

/// `POST /api/registers/{register}`: enters one step, an object with the step as its one key and its items as value.
///
/// # Errors
/// `unknown-register`, `secrecy-stop`, `stale-sequence`, `malformed` and every refusal of the register, `engine-failure`.
pub async fn enter(
    State(state): State<AppState>,
    who: SignedIn,
    Path(register): Path<String>,
    Strict(body): Strict<EntryBody>,
) -> Result<Json<Value>, Problem> {
    steps::check_site(&state, body.site.as_deref())?;
    let entered = state.flow.enter(&who.at_large(), &register, body.sequence, vec![body.entry]).await;
    Ok(steps::taken(&found(entered)?))
}

fn info(register: &Register) -> Value {
    let it = &register.info;
    json!({ "id": it.id, "title": it.title, "clause": it.clause, "sequence": register.sequence() })
}

/// A register that there is not is an address that there is not.
fn found<T>(result: Result<T, FlowError>) -> Result<T, Problem> {
    result.map_err(|error| match error {
        FlowError::Malformed { code: "unknown-register", message } => Problem::not_found(&message),
        other => other.into(),
    })
}
