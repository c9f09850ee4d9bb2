//! Temporary permissions (临时开通, clause 15) and written delegations (代X, clause 6): who gives one is who is signed in. Whether it holds,
//! the component judges each time it is used.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{AppState, json::Strict, problem::Problem, session::SignedIn};
use crate::{
    component::bindings::{Delegation, Grant},
    flow::error::FlowError,
    storage::permissions::Kind,
};

/// `GET /api/permissions`: what is on file and not taken back.
///
/// # Errors
/// `not-signed-in`.
pub async fn list(State(state): State<AppState>, _who: SignedIn) -> Result<Json<Value>, Problem> {
    let (grants, delegations) = (state.flow.grants().await?, state.flow.delegations().await?);
    Ok(Json(json!({ "grants": numbered(&grants), "delegations": numbered(&delegations) })))
}

fn numbered<T: Serialize>(records: &[(i64, T)]) -> Vec<Value> {
    records.iter().map(|(id, record)| json!({ "id": id, "record": record })).collect()
}

/// Body of a grant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantBody {
    persons: Vec<String>,
    starts: u64,
    ends: u64,
    reason: String,
}

/// `POST /api/grants`: a site's responsible person gives a temporary permission; the component says whether it may be given.
///
/// # Errors
/// Everything that is wrong with it under clause 15, `secrecy-stop` for a mark in any of its texts.
pub async fn grant(
    State(state): State<AppState>,
    who: SignedIn,
    Strict(body): Strict<GrantBody>,
) -> Result<Json<Value>, Problem> {
    let GrantBody { persons, starts, ends, reason } = body;
    let record = Grant { persons, starts, ends, granted_by: who.session.active.id.clone(), reason };
    let id = state.flow.give_grant(&who.at_large(), record).await?;
    Ok(Json(json!({ "id": id })))
}

/// Body of a delegation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelegationBody {
    person: String,
    acts_for: String,
    role: String,
    #[serde(default)]
    section: String,
    starts: u64,
    ends: u64,
    /// The role in which it is given; the giver must hold it.
    granted_role: String,
    reason: String,
    number: String,
}

/// `POST /api/delegations`: a leader names in writing who stands in.
///
/// # Errors
/// `bad-permission`, `secrecy-stop` for a mark in any of its texts.
pub async fn delegate(
    State(state): State<AppState>,
    who: SignedIn,
    Strict(body): Strict<DelegationBody>,
) -> Result<Json<Value>, Problem> {
    let giver = &who.session.active;
    check(body.starts, body.ends, &body.reason)?;
    if !giver.roles.contains(&body.granted_role) {
        return Err(wrong("委托人不具备所写的岗位。"));
    }
    if body.person == giver.id || body.person == body.acts_for {
        return Err(wrong("不能委托给自己。"));
    }
    let record = Delegation {
        person: body.person,
        acts_for: body.acts_for,
        role: body.role,
        section: body.section,
        starts: body.starts,
        ends: body.ends,
        granted_by: giver.id.clone(),
        granted_role: body.granted_role,
        reason: body.reason,
        number: body.number,
    };
    let id = state.flow.file_permission(&who.at_large(), Kind::Delegation, &record).await?;
    Ok(Json(json!({ "id": id })))
}

/// `POST /api/permissions/{id}/revoke`: who gave it takes it back.
///
/// # Errors
/// `not-found`.
pub async fn revoke(State(state): State<AppState>, who: SignedIn, Path(id): Path<i64>) -> Result<Json<Value>, Problem> {
    let (site, now) = (&state.flow.agency().site, state.flow.now());
    if state.flow.store().revoke_permission(site, id, &who.session.active.id, now).await? {
        return Ok(Json(json!({ "revoked": id })));
    }
    Err(Problem::not_found("没有由您给出且仍然有效的这一项。"))
}

/// The longest window: what is permanent is no temporary permission.
const LONGEST_MS: u64 = 92 * 24 * 60 * 60 * 1000;

fn check(starts: u64, ends: u64, reason: &str) -> Result<(), Problem> {
    if starts >= ends || ends - starts > LONGEST_MS {
        return Err(wrong("起止时间不对：结束须在开始之后，最长 92 天。"));
    }
    if reason.trim().is_empty() || reason.chars().nth(1_000).is_some() {
        return Err(wrong("须写明理由，不超过 1000 字。"));
    }
    Ok(())
}

fn wrong(message: &str) -> Problem {
    FlowError::Malformed { code: "bad-permission", message: message.to_owned() }.into()
}
