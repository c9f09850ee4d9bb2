//! Printed forms of an item: which there are, and each as an A4 page.

use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{Html, IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{AppState, problem::Problem, session::SignedIn};

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
