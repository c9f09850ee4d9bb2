//! What people and programs send to WordPress, one function a way.

use crate::desk::SIGNERS;
use crate::http::{self, Answer};
use crate::site::{Site, site};
use base64::Engine as _;
use serde_json::{Value, json};

/// A text that nothing is wrong with.
pub const TEXT: &str = "本局定于九月开展营商环境满意度调查，欢迎企业参加。";

/// The text as the block editor stores it.
pub fn block(text: &str) -> String {
    format!("<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->")
}

/// The item of a post in the host.
pub fn item(id: u64) -> String {
    format!("wordpress-post-{id}")
}

/// An answer of the REST API.
pub struct Rest {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Value,
}

impl Rest {
    /// The body of a success.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "{} {}", self.status, self.body);
        self.body
    }

    /// Refused by the gate for this reason, with a message for people.
    #[track_caller]
    pub fn refused(self, reason: &str) -> String {
        assert_eq!(self.body["code"], "xianshen_refused", "{} {}", self.status, self.body);
        assert_eq!(self.body["data"]["reason"], reason, "{}", self.body);
        assert!(matches!(self.status, 403 | 503), "{} {}", self.status, self.body);
        self.body["message"].as_str().unwrap_or_default().to_owned()
    }
}

impl Site {
    /// A REST request with a user's application password.
    pub fn rest(&self, login: &str, method: &str, path: &str, body: &Value) -> Rest {
        self.rest_with(login, method, path, body, &[])
    }

    /// The same with further headers.
    pub fn rest_with(&self, login: &str, method: &str, path: &str, body: &Value, more: &[(&str, &str)]) -> Rest {
        let pair = format!("{login}:{}", self.users[login].password);
        let authorization = format!("Basic {}", base64::prelude::BASE64_STANDARD.encode(pair));
        let mut headers = vec![("Authorization", authorization.as_str()), ("Content-Type", "application/json")];
        headers.extend_from_slice(more);
        let path = format!("/index.php?rest_route={}", path.replacen('?', "&", 1));
        let answer = http::send(&self.address, method, &path, &headers, body.to_string().as_bytes());
        let answer = answer.expect("WordPress answers");
        let body = serde_json::from_slice(&answer.body).unwrap_or_else(|_| Value::String(answer.text()));
        Rest { status: answer.status, body }
    }

    /// A draft of the editor, stored as the block editor stores it.
    pub fn draft(&self, title: &str, content: &str) -> u64 {
        let body = json!({"title": title, "content": content, "status": "draft"});
        self.rest("bianji", "POST", "/wp/v2/posts", &body).ok()["id"].as_u64().expect("a number")
    }

    /// Hands a post in, as the panel does.
    pub fn submit(&self, id: u64) -> Rest {
        let card = json!({
            "openness": "active", "openness_reason": "属于应当主动公开的信息", "classification": "not_secret", "leaders": "none",
        });
        self.rest("bianji", "POST", &format!("/xianshen/v1/posts/{id}/submit"), &json!({"card": card}))
    }

    /// Three people sign what was handed in, and it is filed.
    pub fn sign(&self, item: &str) {
        for (person, level) in SIGNERS.into_iter().zip(1..) {
            self.desk.sign(person, item, level).ok();
        }
        self.desk.file(item);
    }

    /// Hands a post in, gets all three signatures and files it.
    pub fn clear(&self, id: u64) {
        self.submit(id).ok();
        self.sign(&item(id));
    }

    /// A draft that was cleared.
    pub fn cleared(&self, title: &str) -> u64 {
        let id = self.draft(title, &block(TEXT));
        self.clear(id);
        id
    }

    /// A post that went out.
    pub fn live(&self, title: &str) -> u64 {
        let id = self.cleared(title);
        self.publish(id).ok();
        assert!(self.is_public(id));
        id
    }

    /// The publisher presses publish in the block editor.
    pub fn publish(&self, id: u64) -> Rest {
        self.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &json!({"status": "publish"}))
    }

    /// Whether a reader who is not signed in sees the post.
    pub fn is_public(&self, id: u64) -> bool {
        self.reader(&format!("/?p={id}")).status == 200
    }

    /// What a reader sees.
    pub fn reader(&self, path: &str) -> Answer {
        http::send(&self.address, "GET", path, &[], b"").expect("WordPress answers")
    }

    /// Nothing of the post is public, and the host has published nothing of it.
    #[track_caller]
    pub fn is_kept(&self, id: u64) {
        assert!(!self.is_public(id), "post {id} is public");
        assert!(!["publish", "private", "future"].contains(&self.column(id, "post_status").as_str()));
    }
}

/// The pair, unless the person at the machine wants none.
pub fn start() -> Option<&'static Site> {
    (!crate::skipped()).then(site)
}
