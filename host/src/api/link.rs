//! Signing in with a one-time link. Opening it shows a button; only the button uses it up, so that a program which looks
//! ahead does not burn it.

use axum::{
    Form,
    extract::{Path, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};

use super::{
    AppState,
    problem::Problem,
    safe_html::escape,
    session::{CameFrom, HalfSignedIn, cookie, set_cookie},
};
use crate::{
    accounts::{Person, role_name, sign_in},
    component::bindings::Refusal,
    flow::{error::FlowError, password::take_over, sign_in::Entered},
};

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

/// The form of the button.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Answered {
    /// The answer to the question whether somebody else's session is the person's own: `mine` or `not-mine`.
    #[serde(default)]
    take_over: String,
}

/// `POST /link/{token}`: uses the link and sets the session cookie; a second address asks first.
pub async fn consume(
    State(state): State<AppState>,
    CameFrom(visitor): CameFrom,
    Path(token): Path<String>,
    headers: HeaderMap,
    answered: Result<Form<Answered>, FormRejection>,
) -> Response {
    // The plain button sends no form at all.
    let answered = answered.map(|Form(answered)| answered).unwrap_or_default();
    let Some(answer) = take_over(&answered.take_over) else { return invalid() };
    match state.flow.sign_in_by_link(&visitor, cookie(&headers), &token, answer).await {
        Ok(Ok(Entered::In { cookie, .. })) => {
            let set = [(header::SET_COOKIE, set_cookie(&cookie))];
            (set, Redirect::to("/signed-in")).into_response()
        }
        Ok(Ok(Entered::Asked(question))) => ask(&question),
        Ok(Err(sign_in::SignInError::Link)) => invalid(),
        Ok(Err(error)) => Problem::from(error).into_response(),
        Err(FlowError::Refused { refusals, .. }) => refused(&refusals),
        Err(error) => Problem::from(error).into_response(),
    }
}

/// The question about another address, with its two answers.
fn ask(question: &str) -> Response {
    let body = format!(
        "<h1>账号正在另一处使用</h1><p>{}</p><form method=\"post\">\
         <button class=\"primary\" name=\"take_over\" value=\"mine\">是我本人，退出那边并登录</button> \
         <button name=\"take_over\" value=\"not-mine\">不是我本人，停用账号</button></form>",
        escape(question)
    );
    (StatusCode::CONFLICT, Html(page("账号正在另一处使用", &body))).into_response()
}

/// Why nobody signs in.
fn refused(refusals: &[Refusal]) -> Response {
    let said = refusals.iter().map(|it| format!("<p>{}{}</p>", escape(&it.message), escape(&it.remedy)));
    (StatusCode::FORBIDDEN, Html(page("不能登录", &format!("<h1>不能登录</h1>{}", said.collect::<String>()))))
        .into_response()
}

/// `GET /signed-in`: where a used link ends.
pub async fn signed_in(who: Result<HalfSignedIn, Problem>) -> Response {
    let Ok(who) = who else { return invalid() };
    Html(page(
        "已登录",
        &format!(
            "<h1>已登录</h1><p class=\"who\">{}</p><p><a class=\"button primary\" href=\"/\">打开工作台</a></p>\
             <p>还没有设置登录密码的，请在工作台右上角点“密码”自行设置，下次即可用密码登录。</p>\
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
