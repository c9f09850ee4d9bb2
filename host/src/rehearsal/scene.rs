//! What the gate of a rehearsal answers when it is asked for a publication.

use serde_json::{Value, json};

/// An answer, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A whole HTTP answer: status line, further headers, body.
    Whole {
        /// Such as `200 OK`.
        status: &'static str,
        /// Header lines, each with its end.
        headers: String,
        /// The body.
        body: String,
    },
    /// The connection ends in the middle of a yes.
    CutOff,
    /// The connection ends without a word.
    Closed,
    /// Nothing, for as long as the connector waits.
    Silence,
}

/// One scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scene {
    /// Its stable name.
    pub name: &'static str,
    /// What happens, in Chinese.
    pub title: &'static str,
    /// Whether the item may be public afterwards.
    pub public: bool,
}

const fn scene(name: &'static str, title: &'static str) -> Scene {
    Scene { name, title, public: false }
}

/// All scenes in their order. The first and the last are the twins that must go out.
pub const SCENES: [Scene; 19] = [
    Scene { name: "allow", title: "平台放行", public: true },
    scene("refused", "平台拒绝（403，缺两项条件）"),
    scene("bad-token", "令牌已作废（401）"),
    scene("other-site", "站点不符（403）"),
    scene("other-content", "许可是给另一份内容的（403）"),
    scene("used-permit", "许可已经用过（403）"),
    scene("stale", "记录已有新进展（409）"),
    scene("malformed", "请求不合格式（422）"),
    scene("engine-failure", "审查引擎失败（503）"),
    scene("server-error", "500 和一页 HTML"),
    scene("redirect", "302 转到会放行的地址"),
    scene("empty", "200，正文为空"),
    scene("not-json", "200，正文是 HTML"),
    scene("no-verdict", "200，verdict 不是 allow"),
    scene("other-item", "200，放行的是另一件稿件"),
    scene("cut-off", "放行的答复传到一半断线"),
    scene("closed", "连接立即被关闭"),
    scene("silence", "一直没有答复"),
    Scene { name: "allow-again", title: "平台恢复，放行", public: true },
];

impl Scene {
    /// What is answered to a wish to publish `item`, the connector's own number.
    #[must_use]
    pub fn answer(&self, item: &str) -> Answer {
        let refusal = |status: &'static str, code: &str| json_answer(status, &problem(code));
        match self.name {
            "refused" => refusal("403 Forbidden", "not-signed"),
            "bad-token" => refusal("401 Unauthorized", "bad-token"),
            "other-site" => refusal("403 Forbidden", "other-site"),
            "other-content" => refusal("403 Forbidden", "other-content"),
            "used-permit" => refusal("403 Forbidden", "permit-used"),
            "stale" => refusal("409 Conflict", "stale-sequence"),
            "malformed" => refusal("422 Unprocessable Entity", "malformed"),
            "engine-failure" => refusal("503 Service Unavailable", "engine-failure"),
            "server-error" => text("500 Internal Server Error", "<html>allow</html>"),
            "redirect" => Answer::Whole {
                status: "302 Found",
                headers: "Location: /api/connector/yes\r\n".to_owned(),
                body: yes(item).to_string(),
            },
            "empty" => text("200 OK", ""),
            "not-json" => text("200 OK", "<html>{\"verdict\":\"allow\"}</html>"),
            "no-verdict" => {
                json_answer("200 OK", &json!({ "verdict": true, "item": named(item), "action": "publish" }))
            }
            "other-item" => json_answer("200 OK", &yes("no-such-item")),
            "cut-off" => Answer::CutOff,
            "closed" => Answer::Closed,
            "silence" => Answer::Silence,
            _ => json_answer("200 OK", &yes(item)),
        }
    }
}

/// What the platform says when an item may go out.
pub(super) fn yes(item: &str) -> Value {
    json!({ "verdict": "allow", "item": named(item), "action": "publish", "sequence": 9, "head": "" })
}

pub(super) fn json_answer(status: &'static str, body: &Value) -> Answer {
    Answer::Whole { status, headers: "Content-Type: application/json\r\n".to_owned(), body: body.to_string() }
}

/// A refusal as the platform writes it.
pub(super) fn problem(code: &str) -> Value {
    let refusal = |code: &str| json!({ "code": code, "clause": "4", "message": "第四条：预演：缺少一项条件。", "remedy": "预演：请补齐后再发布。" });
    json!({
        "type": "about:blank", "title": "预演", "status": 0, "detail": "预演：不予放行。", "code": code, "clause": "4",
        "remedy": "预演：不必处理。", "refusals": [refusal(code), refusal("not-filed")],
    })
}

fn text(status: &'static str, body: &str) -> Answer {
    Answer::Whole { status, headers: "Content-Type: text/html\r\n".to_owned(), body: body.to_owned() }
}

/// The platform puts the connector's name in front.
fn named(item: &str) -> String {
    format!("rehearsal-{item}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_scenes_that_end_in_public_say_yes_about_the_item() {
        for scene in SCENES {
            let says_yes = match scene.answer("post-1") {
                Answer::Whole { status: "200 OK", body, .. } => serde_json::from_str::<Value>(&body)
                    .is_ok_and(|it| it["verdict"] == "allow" && it["item"] == "rehearsal-post-1"),
                _ => false,
            };
            assert_eq!(says_yes, scene.public, "{}", scene.name);
        }
    }
}
