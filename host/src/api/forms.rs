//! Printed forms of an item and of oversight, each as an A4 page.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::header,
    response::{Html, IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AppState, problem::Problem, session::SignedIn};
use crate::flow::oversight_forms::OversightSheet;

/// A page to look at and to print: its own style and the pictures written into it, nothing that runs, nothing from elsewhere, not even
/// from here. An agency writes its templates itself, so this does not rest on their check alone.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'; sandbox";

/// `GET /api/items/{item}/forms`: the forms that this item has something to fill in.
///
/// # Errors
/// `not-signed-in`, `bad-item-id`, `engine-failure`.
pub async fn list(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
) -> Result<Json<Value>, Problem> {
    let asker = who.about(&item)?;
    let forms = state.flow.forms(&asker).await?;
    let forms: Vec<Value> = forms
        .into_iter()
        .map(|form| {
            json!({
                "name": form.name,
                "title": form.title,
                "clause": form.clause,
                "path": format!("/api/items/{item}/forms/{}", form.name),
            })
        })
        .collect();
    Ok(Json(json!({ "forms": forms })))
}

/// `GET /api/items/{item}/forms/{form}`: the form, filled with what the record knows.
///
/// # Errors
/// `not-signed-in`, `bad-item-id`, `unknown-form`, `form-not-ready`, `engine-failure`.
pub async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    Path((item, form)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let page = state.flow.form(&who.about(&item)?, &form).await?;
    Ok(([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(page)).into_response())
}

/// What a form of oversight is about. Days are written `YYYY-MM-DD`, both included.
#[derive(Debug, Deserialize)]
pub struct About {
    #[serde(default)]
    entry: u64,
    #[serde(default)]
    section: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

/// `GET /api/oversight/forms/{form}?entry=&section=&from=&to=`: monthly return, criticism notice, talk record or officer change, filled from
/// registers and reports.
///
/// # Errors
/// `not-signed-in`, `unknown-form`, `form-not-ready`, `unknown-section`, `bad-date`, `bad-period`, `log-broken`, `engine-failure`.
pub async fn show_oversight(
    State(state): State<AppState>,
    who: SignedIn,
    Path(form): Path<String>,
    Query(about): Query<About>,
) -> Result<Response, Problem> {
    let About { entry, section, from: first, to: last } = about;
    let page = state.flow.oversight_form(&who.at_large(), OversightSheet { form, entry, section, first, last }).await?;
    Ok(([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(page)).into_response())
}
