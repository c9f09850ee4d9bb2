//! Reports over the items, the host's log and the registers.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AppState, problem::Problem, session::SignedIn};
use crate::flow::error::FlowError;

/// `GET /api/reports`: which there are.
///
/// # Errors
/// `not-signed-in`, `engine-failure`.
pub async fn list(State(state): State<AppState>, _who: SignedIn) -> Result<Json<Value>, Problem> {
    let reports = state.flow.engine(|reviewer| Ok(reviewer.reports()?)).await?;
    Ok(Json(json!({ "reports": reports })))
}

/// From when until when, days as `YYYY-MM-DD`, both included.
#[derive(Debug, Deserialize)]
pub struct Days {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

/// `GET /api/reports/{kind}?from=&to=`: the table, with its definition.
///
/// # Errors
/// `not-found` for an unknown report, `bad-date`, `bad-period`, `log-broken`, `engine-failure`.
pub async fn show(
    State(state): State<AppState>,
    _who: SignedIn,
    Path(kind): Path<String>,
    Query(days): Query<Days>,
) -> Result<Response, Problem> {
    match state.flow.report(&kind, &days.from, &days.to).await {
        Ok(json) => Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response()),
        Err(FlowError::Malformed { code: "unknown-report", message }) => Err(Problem::not_found(&message)),
        Err(error) => Err(error.into()),
    }
}
