//! Signing in with an own password, and setting one (clause 14).

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;

use super::{
    AppState,
    json::Strict,
    problem::Problem,
    session::{CameFrom, HalfSignedIn, cookie, set_cookie},
};
use crate::{
    accounts::password::Secret,
    flow::{error::FlowError, password::take_over, sign_in::Entered},
};

/// Body of `POST /api/sign-in`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInBody {
    person: String,
    password: Secret,
    /// The answer to `two-addresses`: `mine` or `not-mine`.
    #[serde(default)]
    take_over: String,
}

/// `POST /api/sign-in`: a session for who knows the password; 409 `two-addresses` asks first.
///
/// # Errors
/// `wrong-password`, `too-many-attempts` (with `Retry-After`), `two-addresses`, `account-locked`, `public-network`, `unlisted-network`.
pub async fn sign_in(
    State(state): State<AppState>,
    CameFrom(visitor): CameFrom,
    headers: HeaderMap,
    Strict(body): Strict<SignInBody>,
) -> Result<Response, Problem> {
    let answer = take_over(&body.take_over).ok_or_else(|| {
        let message = "take_over 须为 mine、not-mine 或者不填。".to_owned();
        Problem::from(FlowError::Malformed { code: "malformed-request", message })
    })?;
    let entered =
        state.flow.sign_in_by_password(&visitor, cookie(&headers), &body.person, body.password, answer).await?;
    match entered {
        Entered::Asked(question) => Err(Problem::take_over(question)),
        Entered::In { cookie, must_change, notice } => {
            let event = if must_change { "password-change-needed" } else { "signed-in" };
            let body = json!({ "events": [event], "must_change": must_change, "notice": notice });
            Ok(([(header::SET_COOKIE, set_cookie(&cookie))], Json(body)).into_response())
        }
    }
}

/// Body of `POST /api/password`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordBody {
    /// The one in force; not needed where there is none.
    #[serde(default)]
    old: Option<Secret>,
    new: Secret,
}

/// `POST /api/password`: the active person sets an own password; all other sessions of theirs end.
///
/// # Errors
/// `not-signed-in`, `old-password-missing`, `wrong-password`, `too-many-attempts`, and everything that is wrong with the new one.
pub async fn change_password(
    State(state): State<AppState>,
    who: HalfSignedIn,
    Strict(body): Strict<PasswordBody>,
) -> Result<Response, Problem> {
    state.flow.change_password(&who.visitor, &who.session, body.old, body.new).await?;
    Ok(Json(json!({ "events": ["password-changed"] })).into_response())
}
