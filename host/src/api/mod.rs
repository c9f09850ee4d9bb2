//! The HTTP face of the gate: pages for people, JSON for programs. Every answer that is not a success is problem+json.
//!
//! A request passes [`guard`] (which host name, from where, headers), then [`session`] (who asks), then the module of its
//! resource, which calls one stage of [`crate::flow`]. The site comes from the session: no request can name another one's.

pub mod assets;
pub mod connector;
pub mod detector;
pub mod engine;
pub mod forms;
pub mod gate;
pub mod guard;
pub mod items;
pub mod json;
pub mod link;
pub mod look_back;
pub mod me;
pub mod originals;
pub mod permissions;
pub mod permits;
pub mod problem;
pub mod public_page;
pub mod registers;
pub mod reports;
pub mod safe_html;
pub mod screen;
pub mod session;
pub mod sign_in;
pub mod steps;
pub mod tasks;
pub mod view_json;

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    http::StatusCode,
    middleware,
    routing::{get, post},
};

use crate::flow::{Flow, commands::COMMANDS};
use assets::Preview;
use guard::HostNames;
use problem::Problem;

/// The largest request body, in bytes (24 MiB): a document of 16 MiB with its JSON escapes.
pub const REQUEST_BYTES: usize = 24 * 1024 * 1024;

/// Everything a request needs.
#[derive(Clone)]
pub struct AppState {
    /// The stages.
    pub flow: Flow,
    /// The preview module for the page; empty when the host was started without it.
    pub preview: Arc<Preview>,
    /// The names under which this host may be asked.
    pub hosts: Arc<HostNames>,
}

/// All routes. Serve it with [`serve`], so that requests know where they come from.
pub fn router(state: AppState) -> Router {
    let api = Router::new()
        .route("/engine", get(engine::info))
        .route("/rules", get(engine::rules))
        .route("/screen", post(screen::screen))
        .route("/me", get(me::me))
        .route("/session/person", post(me::switch_person))
        .route("/sign-in", post(sign_in::sign_in))
        .route("/sign-out", post(me::sign_out))
        .route("/password", post(sign_in::change_password))
        .route("/items", get(items::list))
        .route("/items/{item}", get(items::show))
        .route("/items/{item}/documents/{digest}", get(items::document))
        .merge(originals::routes())
        .route("/items/{item}/forms", get(forms::list))
        .route("/items/{item}/forms/{form}", get(forms::show))
        .route("/permissions", get(permissions::list))
        .route("/permissions/{id}/revoke", post(permissions::revoke))
        .route("/permit-keys", get(permits::keys))
        .route("/permits/{id}", get(permits::show))
        .route("/permits/verify", post(permits::verify))
        .route("/grants", post(permissions::grant))
        .route("/delegations", post(permissions::delegate))
        .merge(oversight_routes())
        .route("/items/{item}/submit", post(steps::submit))
        .route("/items/{item}/record-screening", post(steps::record_screening))
        .route("/items/{item}/check", post(gate::check))
        .route("/items/{item}/issue", post(gate::issue))
        .route("/items/{item}/publish", post(gate::publish))
        .route("/items/{item}/withdraw", post(look_back::withdraw))
        .route("/items/{item}/compare", get(look_back::compare))
        .route("/tasks", get(tasks::list));
    // One route a command of the contract; other addresses stay unknown.
    let api = COMMANDS.iter().fold(api, |api, command| {
        api.route(
            &format!("/items/{{item}}/{command}"),
            post(|state, who, item, body| steps::step(command, state, who, item, body)),
        )
    });
    Router::new()
        .route("/", get(assets::page))
        .route("/oversight", get(assets::oversight))
        .route("/assets/{file}", get(assets::asset))
        // Browsers ask for it on every page; there is none, which is no error.
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .route("/preview/pack", get(assets::pack))
        .route("/preview/model", get(assets::model))
        .route("/preview/{*file}", get(assets::preview))
        .route("/link/{token}", get(link::show).post(link::consume))
        .route("/signed-in", get(link::signed_in))
        .route("/public/{site}/{item}", get(public_page::show))
        .nest("/api/connector", connector::routes())
        .nest("/api", api)
        .fallback(async || Problem::not_found("没有这个地址。"))
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(middleware::from_fn_with_state(state.clone(), guard::guard))
        .with_state(state)
}

/// Registers, reports, their forms, and what the detector found.
fn oversight_routes() -> Router<AppState> {
    Router::new()
        .route("/oversight/forms/{form}", get(forms::show_oversight))
        .route("/registers", get(registers::list))
        .route("/registers/{register}", get(registers::show).post(registers::enter))
        .route("/detector", get(detector::show))
        .route("/reports", get(reports::list))
        .route("/reports/{kind}", get(reports::show))
}

/// Serves until `stop` resolves; requests that run then are finished first.
///
/// # Errors
/// What the system says when accepting connections fails for good.
pub async fn serve(
    listener: tokio::net::TcpListener,
    state: AppState,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
