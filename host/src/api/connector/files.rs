//! The digest of a file that will be published with a text: systems without SM3 have it computed here.

use axum::{Json, body::Body};
use serde_json::{Value, json};
use sm3::{Digest, Sm3};

use super::client::Client;
use crate::{
    accounts::token::hex,
    api::{json::read, problem::Problem},
};

/// `POST /api/connector/digest`: SM3 of the body, which is not kept; at most 24 MiB.
///
/// # Errors
/// `bad-token`, `request-too-large`.
pub async fn digest(_client: Client, body: Body) -> Result<Json<Value>, Problem> {
    let bytes = read(body).await?;
    Ok(Json(json!({ "digest": format!("sm3:{}", hex(&Sm3::digest(&bytes))), "bytes": bytes.len() })))
}
