//! What decides here: the component's own account of itself. Open to everybody.

use axum::{Json, extract::State};
use serde::Serialize;
use serde_json::{Value, json};

use super::{AppState, problem::Problem};
use crate::component::bindings::{Level, Tier};

/// `GET /api/engine`.
///
/// # Errors
/// `engine-failure`.
pub async fn info(State(state): State<AppState>) -> Result<Json<Value>, Problem> {
    let (info, duties) = state.flow.engine(|reviewer| Ok((reviewer.engine_info()?, reviewer.duties()?))).await?;
    let agency = state.flow.agency();
    Ok(Json(json!({
        "api": info.api,
        "engine": info.engine,
        "pack": info.pack,
        "model": info.model,
        "terms": info.terms,
        "rules": info.rules,
        "duties": duties,
        "profile": agency.profile_digest,
        "agency": agency.name,
        "site": agency.site,
        "preview": state.preview.is_complete(),
    })))
}

#[derive(Serialize)]
struct Rule {
    code: String,
    title: String,
    level: &'static str,
    clause: String,
    tier: &'static str,
    since: String,
    documentation: String,
}

/// `GET /api/rules`: every rule with its documentation.
///
/// # Errors
/// `engine-failure`.
pub async fn rules(State(state): State<AppState>) -> Result<Json<Value>, Problem> {
    let rules = state.flow.engine(|reviewer| Ok(reviewer.rules()?)).await?;
    let rules: Vec<Rule> = rules
        .into_iter()
        .map(|rule| Rule {
            code: rule.code,
            title: rule.title,
            level: match rule.level {
                Level::Block => "block",
                Level::Confirm => "confirm",
                Level::Advise => "advise",
            },
            clause: rule.clause,
            tier: match rule.tier {
                Tier::Law => "law",
                Tier::NationalStandard => "national_standard",
                Tier::PolicyDocument => "policy_document",
                Tier::Practice => "practice",
                Tier::Agency => "agency",
            },
            since: rule.since,
            documentation: rule.documentation,
        })
        .collect();
    Ok(Json(json!({ "rules": rules })))
}
