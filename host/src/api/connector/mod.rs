//! What a content management system's connector may ask: a small set of routes under `/api/connector`, with a token instead of a cookie. Each
//! request names the person on whose behalf it is made; [`client`] says who asks. The contract is `host/connectors/openapi.yaml`.

pub mod check;
pub mod client;
pub mod consume;
pub mod files;
pub mod item;
pub mod reported;
pub mod status;
pub mod submit;

use axum::{
    Router,
    routing::{get, post},
};

use super::{AppState, assets, problem::Problem};

/// The routes; [`super::guard`] has let pass only requests that no browser made.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/status", get(status::status))
        .route("/digest", post(files::digest))
        .route("/items/{item}", get(item::show))
        .route("/items/{item}/submit", post(submit::submit))
        .route("/items/{item}/check", post(check::check))
        .route("/items/{item}/consume", post(consume::consume))
        .route("/items/{item}/published", post(reported::published))
        .route("/items/{item}/withdrawn", post(reported::withdrawn))
        // The same bytes as under `/preview`, for connectors that pass them on to their own pages.
        .route("/preview/pack", get(assets::pack))
        .route("/preview/model", get(assets::model))
        .route("/preview/{*file}", get(assets::preview))
        .fallback(async || Problem::not_found("没有这个地址。"))
}
