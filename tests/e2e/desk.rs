//! People at their desks: each signed in with a link of their own, sending what their page would send.

use crate::http::{self, Answer};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use xianshen_host::testing::TestHost;
use xianshen_tests::{FILING, card, filing, people, signing};

/// The site of the demo agency.
pub const SITE: &str = "portal-demo";
/// The three who sign, in order of their levels.
pub const SIGNERS: [&str; 3] = ["lin-xiao", "zhou-min", "chen-yuan"];
/// The one who publishes.
pub const PUBLISHER: &str = "wu-jing";
/// The main leader, who gives permissions outside working hours.
pub const LEADER: &str = "zheng-hua";

/// Everybody's session on one host.
#[derive(Clone)]
pub struct Desk {
    /// host:port
    pub address: String,
    cookies: BTreeMap<String, String>,
}

impl Desk {
    /// Everybody of [`people`] on a host in this process.
    pub fn of(host: &TestHost) -> Self {
        let address = host.address().trim_start_matches("http://").to_owned();
        let sign_in = |id: String| (id.clone(), host.sign_in(&id).expect("the person signs in"));
        Self { address, cookies: people().into_iter().map(|person| sign_in(person.id)).collect() }
    }

    /// The people whose one-time links a server printed, as (id, token).
    pub fn with_links<'l>(address: &str, links: impl IntoIterator<Item = (&'l String, &'l String)>) -> Self {
        let cookies = links.into_iter().map(|(id, token)| (id.clone(), use_link(address, token, ""))).collect();
        Self { address: address.to_owned(), cookies }
    }

    /// The session cookie of a person.
    pub fn cookie(&self, person: &str) -> &str {
        &self.cookies[person]
    }

    /// A GET.
    pub fn get(&self, person: &str, path: &str) -> Reply {
        self.try_get(person, path).expect("the host answers")
    }

    /// The same, for a host that may be killed meanwhile.
    pub fn try_get(&self, person: &str, path: &str) -> std::io::Result<Reply> {
        http::send(&self.address, "GET", path, &[("Cookie", self.cookie(person))], b"").map(Reply)
    }

    /// A POST as the page sends it.
    pub fn post(&self, person: &str, path: &str, body: &Value) -> Reply {
        self.try_post(person, path, body).expect("the host answers")
    }

    /// The same, for a host that may be killed meanwhile.
    pub fn try_post(&self, person: &str, path: &str, body: &Value) -> std::io::Result<Reply> {
        let headers = [("Cookie", self.cookie(person)), ("X-Xianshen", "1"), ("Content-Type", "application/json")];
        http::send(&self.address, "POST", path, &headers, body.to_string().as_bytes()).map(Reply)
    }

    /// The case as its editor sees it: `view`, `events`, `live` …
    pub fn case(&self, item: &str) -> Value {
        self.get(SIGNERS[0], &format!("/api/items/{item}")).ok()
    }

    /// A step on the case as it is now.
    pub fn step(&self, person: &str, item: &str, verb: &str, body: Value) -> Reply {
        let mut body = body;
        if verb != "check" {
            body["sequence"] = self.case(item)["view"]["sequence"].clone();
        }
        self.post(person, &format!("/api/items/{item}/{verb}"), &body)
    }

    /// The editor hands in one document.
    pub fn submit(&self, item: &str, document: &Value) -> Reply {
        self.step(SIGNERS[0], item, "submit", handing_in([document]))
    }

    /// Signs a level of the content handed in last.
    pub fn sign(&self, person: &str, item: &str, level: u8) -> Reply {
        self.step(person, item, "sign", complete_signing(&self.case(item)["view"], level))
    }

    /// Files it with 综合协调科, step by step.
    pub fn file(&self, item: &str) {
        for (person, step) in FILING {
            let digest = self.case(item)["view"]["digest"].clone();
            self.step(person, item, step, filing(step, digest.as_str().unwrap_or_default(), &Map::new())).ok();
        }
    }

    /// Hands in, gets all three signatures and files it.
    pub fn clear(&self, item: &str, document: &Value) {
        self.submit(item, document).ok();
        for (person, level) in SIGNERS.into_iter().zip(1..) {
            self.sign(person, item, level).ok();
        }
        self.file(item);
    }

    /// A permit for the portal.
    pub fn issue(&self, item: &str, action: &str) -> Reply {
        self.step(PUBLISHER, item, "issue", json!({"action": action, "channel": "portal"}))
    }

    /// Uses the permit.
    pub fn publish(&self, item: &str, action: &str, document: &Value) -> Reply {
        self.step(PUBLISHER, item, "publish", json!({"action": action, "channel": "portal", "document": document}))
    }

    /// May this be published but for the permit, as the page asks?
    pub fn dry_run(&self, item: &str, action: &str, document: &Value) -> Reply {
        let body = json!({"action": action, "channel": "portal", "document": document, "dry_run": true});
        self.step(PUBLISHER, item, "check", body)
    }

    /// May this be published, as a connector asks?
    pub fn check(&self, item: &str, action: &str, document: &Value) -> Reply {
        self.step(PUBLISHER, item, "check", json!({"action": action, "channel": "portal", "document": document}))
    }

    /// What the public sees; nobody is signed in.
    pub fn public(&self, item: &str) -> Answer {
        http::send(&self.address, "GET", &format!("/public/{SITE}/{item}"), &[], b"").expect("the host answers")
    }
}

/// Uses a one-time link in a browser that has `cookie`; the cookie it has then.
pub fn use_link(address: &str, token: &str, cookie: &str) -> String {
    let answer =
        http::send(address, "POST", &format!("/link/{token}"), &[("Cookie", cookie)], b"").expect("the host answers");
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

/// What `submit` is sent: an ordinary card and these documents.
pub fn handing_in<'d>(documents: impl IntoIterator<Item = &'d Value>) -> Value {
    json!({"card": card(&Map::new()), "documents": documents.into_iter().collect::<Vec<_>>()})
}

/// What `sign` is sent for the content that this view of the case shows: everything stated, nothing found.
pub fn complete_signing(view: &Value, level: u8) -> Value {
    let renditions = view["renditions"].as_array().cloned().unwrap_or_default();
    let reports: Vec<String> = renditions.iter().filter_map(|it| it["report"].as_str().map(str::to_owned)).collect();
    signing(level, view["digest"].as_str().unwrap_or_default(), &reports, &Map::new())
}

/// What `dispose-finding` is sent: accepted for this reason.
pub fn accepting(key: &Value, reason: &str) -> Value {
    json!({"key": key, "kind": "accepted", "reason": reason})
}

/// What `return-to-editor` is sent.
pub fn returning(reasons: &[&str]) -> Value {
    let reasons: Vec<Value> = reasons.iter().map(|text| json!({"code": "other", "text": text})).collect();
    json!({"reasons": reasons})
}

/// A notice that nothing is wrong with.
pub fn notice(body: &str) -> Value {
    json!({"channel": "portal", "title": "关于开展营商环境满意度调查的通知", "body": body})
}

/// An answer of the API.
#[derive(Debug)]
pub struct Reply(pub Answer);

impl Reply {
    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.0.body).unwrap_or_default()
    }

    /// The body of a success.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!(matches!(self.0.status, 200 | 204), "{} {}", self.0.status, self.0.text());
        self.json()
    }

    /// A problem in the one form all problems have; status, code and clause as expected.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str, clause: &str) -> Value {
        let problem = self.problem(status, code);
        assert_eq!(problem["clause"], clause, "{problem}");
        problem
    }

    /// The same for problems of the request, whatever the clause.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        let text = self.0.text();
        assert_eq!(self.0.header("content-type"), "application/problem+json", "{} {text}", self.0.status);
        let problem = self.json();
        assert_eq!((self.0.status, problem["code"].as_str()), (status, Some(code)), "{text}");
        assert_eq!(problem["status"], status, "{text}");
        assert_eq!(problem["type"], format!("urn:xianshen:problem:{code}"), "{text}");
        for field in ["title", "detail", "remedy"] {
            assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{field} is missing: {text}");
        }
        problem
    }
}
