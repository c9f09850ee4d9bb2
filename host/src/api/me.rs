//! Who is signed in in this browser, and switching among them.

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AppState,
    json::Strict,
    problem::Problem,
    session::{HalfSignedIn, set_cookie},
};
use crate::{
    accounts::{Person, role_name},
    flow::password::AccountView,
};

/// `GET /api/me`: the people who signed in here, who acts now, what they must hear about their account, and who else works on the site. Asking is no mistake
/// for somebody who is not signed in: `active` is null then and nobody is named.
///
/// # Errors
/// `internal`.
pub async fn me(State(state): State<AppState>, who: Result<HalfSignedIn, Problem>) -> Result<Json<Value>, Problem> {
    let agency = state.flow.agency();
    let who = match who {
        Ok(who) => who,
        Err(problem) if problem.code() == "not-signed-in" => {
            let nobody: [Value; 0] = [];
            let (site, name) = (&agency.site, &agency.name);
            return Ok(Json(
                json!({ "site": site, "agency": name, "active": null, "people": nobody, "others": nobody }),
            ));
        }
        Err(problem) => return Err(problem),
    };
    let all = state.flow.store().list_people(&agency.site).await?;
    let account = state.flow.account(&who.session.active.id).await;
    let others = all.iter().filter(|person| who.session.people.iter().all(|known| known.id != person.id));
    Ok(Json(json!({
        "site": agency.site,
        "agency": agency.name,
        // The page screens with the same settings as the gate.
        "profile": agency.profile,
        "active": who.session.active.id,
        "people": who.session.people.iter().map(person_json).collect::<Vec<_>>(),
        "others": others.map(person_json).collect::<Vec<_>>(),
        "must_change": who.session.must_change,
        // Without an answer of the component there is nothing to say of the password, and the rest of the page still works.
        "account": account.ok().map(|account| account_json(&account)),
    })))
}

fn account_json(account: &AccountView) -> Value {
    json!({ "has_password": account.has_password, "notice": account.standing.notice, "alerts": account.alerts })
}

fn person_json(person: &Person) -> Value {
    json!({
        "id": person.id,
        "name": person.name,
        "section": person.section,
        "roles": person.roles,
        "role_names": person.roles.iter().map(|role| role_name(role)).collect::<Vec<_>>(),
    })
}

/// Body of `POST /api/session/person`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SwitchBody {
    person: String,
}

/// `POST /api/session/person`: lets another person of this browser act; they must have signed in here themselves.
///
/// # Errors
/// `not-signed-in`, `own-link-needed`.
pub async fn switch_person(
    State(state): State<AppState>,
    who: HalfSignedIn,
    Strict(body): Strict<SwitchBody>,
) -> Result<StatusCode, Problem> {
    if state.flow.store().switch_person(who.session.id, &body.person).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    let detail = "此人尚未在这个浏览器中登录，不能以其名义操作。";
    let mut problem =
        Problem::new(StatusCode::FORBIDDEN, "own-link-needed", detail, "请由本人用密码或一次性登录链接登录。");
    problem.cite("14");
    Err(problem)
}

/// `POST /api/sign-out`: ends the session for everybody in this browser.
///
/// # Errors
/// `not-signed-in`.
pub async fn sign_out(State(state): State<AppState>, who: HalfSignedIn) -> Result<Response, Problem> {
    state.flow.store().end_session(who.session.id).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, set_cookie(""))]).into_response())
}
