//! The few commands of W3C WebDriver that the walk needs, over plain HTTP.

use crate::http;
use serde_json::{Value, json};

/// The key under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A session of a driver.
pub struct Session {
    address: String,
    path: String,
}

impl Session {
    /// Opens one with these capabilities.
    pub fn open(address: &str, capabilities: &Value) -> Self {
        let body = json!({"capabilities": {"alwaysMatch": capabilities}});
        let value = send(address, "POST", "/session", &body).expect("the browser starts");
        let id = value["sessionId"].as_str().expect("a session");
        Self { address: address.to_owned(), path: format!("/session/{id}") }
    }

    /// Any command of the session; the `value` of its answer.
    pub fn command(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        send(&self.address, method, &format!("{}{path}", self.path), body)
    }

    /// The same, where failing makes no sense.
    #[track_caller]
    pub fn must(&self, method: &str, path: &str, body: &Value) -> Value {
        self.command(method, path, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// Opens an address and waits until it is loaded.
    #[track_caller]
    pub fn go(&self, url: &str) {
        self.must("POST", "/url", &json!({"url": url}));
    }

    /// Runs the body of a function in the page.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.must("POST", "/execute/sync", &json!({"script": script, "args": []}))
    }

    /// Runs the body of an asynchronous function in the page and waits for it.
    #[track_caller]
    pub fn run_async(&self, script: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             (async () => {{ {script} }})().then(done, (error) => done({{ error: String(error) }}));"
        );
        self.must("POST", "/execute/async", &json!({"script": script, "args": []}))
    }

    /// Presses and releases keys together, modifiers first.
    pub fn press(&self, keys: &[char]) {
        let step = |kind: &str, key: &char| json!({"type": kind, "value": key.to_string()});
        let down = keys.iter().map(|key| step("keyDown", key));
        let up = keys.iter().rev().map(|key| step("keyUp", key));
        let steps: Vec<Value> = down.chain(up).collect();
        self.must("POST", "/actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": steps}]}));
    }

    /// Types into what has the focus.
    pub fn enter(&self, text: &str) {
        let active = self.must("GET", "/element/active", &json!(null));
        let id = active[ELEMENT].as_str().expect("something has the focus");
        self.must("POST", &format!("/element/{id}/value"), &json!({"text": text}));
    }

    /// A command of the browser's own protocol.
    pub fn browser(&self, name: &str, parameters: &Value) -> Value {
        self.must("POST", "/goog/cdp/execute", &json!({"cmd": name, "params": parameters}))
    }

    /// The entries of a log since it was asked for last: `browser` or `performance`.
    pub fn log(&self, kind: &str) -> Vec<Value> {
        self.must("POST", "/se/log", &json!({"type": kind})).as_array().cloned().unwrap_or_default()
    }
}

fn send(address: &str, method: &str, path: &str, body: &Value) -> Result<Value, String> {
    let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    let headers = [("Content-Type", "application/json; charset=utf-8")];
    let answer = http::send(address, method, path, &headers, &body).map_err(|error| error.to_string())?;
    let json: Value = serde_json::from_slice(&answer.body).map_err(|error| format!("{error}: {}", answer.text()))?;
    if answer.status == 200 { Ok(json["value"].clone()) } else { Err(json["value"]["message"].to_string()) }
}
