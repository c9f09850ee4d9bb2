//! The gate: may these bytes be published, the permit, publication. A refusal is never a success of HTTP either, so that a
//! connector which only looks at the status does not publish.

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
    steps::{check_site, taken},
};
use crate::{component::bindings::Allowance, flow::document::DocumentJson};

/// Body of `check`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckBody {
    #[serde(default)]
    site: Option<String>,
    action: String,
    channel: String,
    document: DocumentJson,
    /// A page asks whether a permit would be issued: "allowed but for the permit" is then a success too.
    #[serde(default)]
    dry_run: bool,
}

/// `POST /api/items/{item}/check`: allowed, or 403 with `refusals`. Changes nothing.
///
/// # Errors
/// Every condition that is not met; `no-permit` without an open permit, except for a dry run; `secrecy-stop`,
/// `engine-failure`.
pub async fn check(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<CheckBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    let document = body.document.accept()?;
    let allowance = state.flow.check(&asker, body.action, body.channel, document, body.dry_run).await?;
    Ok(allowed(&allowance))
}

/// What an allowed check answers.
pub(super) fn allowed(allowance: &Allowance) -> Json<Value> {
    Json(json!({
        "verdict": "allow",
        "permit": allowance.permit,
        "digest": allowance.digest,
        "expires": allowance.expires,
    }))
}

/// Body of `issue`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssueBody {
    #[serde(default)]
    site: Option<String>,
    sequence: u64,
    action: String,
    channel: String,
    /// The time of a scheduled release, milliseconds UTC.
    #[serde(default)]
    not_before: Option<u64>,
}

/// `POST /api/items/{item}/issue`: a permit for one channel, as a signed token.
///
/// # Errors
/// `stale-sequence`, refusals of clauses 4, 6 and 15, `engine-failure`.
pub async fn issue(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<IssueBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    let issued = state.flow.issue(&asker, body.sequence, body.action, body.channel, body.not_before).await?;
    let permit = json!({ "id": issued.id, "token": issued.token });
    Ok(Json(with(taken(&issued.taken).0, [("permit", permit)])))
}

/// Body of `publish`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishBody {
    #[serde(default)]
    site: Option<String>,
    sequence: u64,
    action: String,
    channel: String,
    document: DocumentJson,
}

/// `POST /api/items/{item}/publish`: uses the permit; the text is live when this answers.
///
/// # Errors
/// `stale-sequence`, every condition that is not met, `secrecy-stop`, `log-broken`, `engine-failure`.
pub async fn publish(
    State(state): State<AppState>,
    who: SignedIn,
    Path(item): Path<String>,
    Strict(body): Strict<PublishBody>,
) -> Result<Json<Value>, Problem> {
    check_site(&state, body.site.as_deref())?;
    let asker = who.about(&item)?;
    let document = body.document.accept()?;
    Ok(taken(&state.flow.publish(&asker, body.sequence, body.action, body.channel, document).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connector_does_not_ask_for_a_dry_run_unawares() {
        let text = r#"{"action":"publish","channel":"portal","document":{"channel":"portal","title":"","body":""}}"#;
        assert!(!serde_json::from_str::<CheckBody>(text).unwrap().dry_run);
    }
}
