//! Signing in with a one-time link. Opening it shows a button; only the button uses it up, so that a program which looks
//! ahead does not burn it.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};

use super::{
    AppState,
    problem::Problem,
    safe_html::escape,
    session::{SignedIn, cookie, set_cookie},
};
use crate::accounts::{Person, role_name, sign_in};

/// `GET /link/{token}`.
pub async fn show(State(state): State<AppState>, Path(token): Path<String>) -> Response {
    let flow = &state.flow;
    match sign_in::peek(flow.store(), &flow.agency().site, &token, flow.now()).await {
        Ok(person) => Html(page(
            "登录",
            &format!(
                "<h1>以本人身份登录</h1><p class=\"who\">{}</p><form method=\"post\"><button class=\"primary\">我是{}，登录</button></form>\
                 <p class=\"hint\">链接只能使用一次。审核以本人名义进行，请勿使用他人的链接。</p>",
                describe(&person),
                escape(&person.name)
            ),
        ))
        .into_response(),
        Err(_) => invalid(),
    }
}

/// `POST /link/{token}`: uses the link and sets the session cookie.
pub async fn consume(State(state): State<AppState>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let flow = &state.flow;
    match sign_in::use_link(flow.store(), &flow.agency().site, &token, cookie(&headers), flow.now()).await {
        Ok(secret) => {
            let set = [(header::SET_COOKIE, set_cookie(&secret))];
            (set, Redirect::to("/signed-in")).into_response()
        }
        Err(sign_in::SignInError::Link) => invalid(),
        Err(error) => Problem::from(error).into_response(),
    }
}

/// `GET /signed-in`: where a used link ends.
pub async fn signed_in(who: Result<SignedIn, Problem>) -> Response {
    let Ok(who) = who else { return invalid() };
    Html(page(
        "已登录",
        &format!(
            "<h1>已登录</h1><p class=\"who\">{}</p><p><a class=\"button primary\" href=\"/\">打开工作台</a></p>\
             <p class=\"hint\">工作台已在另一个标签页中打开时，关闭本页、回到那里即可：稿件文字只在那个页面里，不会丢失。</p>",
            describe(&who.session.active)
        ),
    ))
    .into_response()
}

fn describe(person: &Person) -> String {
    let roles: Vec<&str> = person.roles.iter().map(|role| role_name(role)).collect();
    escape(&format!("{}（{}）", person.name, roles.join("、")))
}

fn invalid() -> Response {
    let body = "<h1>链接不可用</h1><p>这个登录链接无效、已经用过，或已超过 12 小时。</p>\
                <p>请在运行服务的机器上执行 <code>xianshen link 人员 --data 数据目录</code> 生成新的链接；已经登录的，直接<a href=\"/\">打开工作台</a>。</p>";
    (StatusCode::FORBIDDEN, Html(page("链接不可用", body))).into_response()
}

/// A small page around `body`, which is HTML already.
fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} · 先审</title>\
         <link rel=\"stylesheet\" href=\"/assets/style.css\"></head><body class=\"small-page\"><main>{body}</main></body></html>"
    )
}
