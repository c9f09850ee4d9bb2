//! The running host, over HTTP, with clock and people injected.

use crate::case::{Deed, Outcome, Refused, Step, Text};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, people, reviewer};

/// One case, sent to a host of its own.
pub struct HostDriver {
    host: TestHost,
    cookies: BTreeMap<String, String>,
    first_digest: String,
}

impl HostDriver {
    pub fn new() -> Self {
        let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
        Self { host, cookies: BTreeMap::new(), first_digest: String::new() }
    }

    fn cookie(&mut self, person: &str) -> String {
        let host = &self.host;
        let sign_in = || host.sign_in(person).expect("the person signs in");
        self.cookies.entry(person.to_owned()).or_insert_with(sign_in).clone()
    }

    /// The case as this person sees it.
    fn view(&self, cookie: &str) -> Value {
        let (status, answer) = self.host.get("/api/items/item-1", cookie).expect("the host answers");
        assert_eq!(status, 200, "{answer}");
        answer["view"].clone()
    }

    fn request(&self, deed: &Deed, view: &Value) -> (&'static str, Value) {
        let sequence = view["sequence"].as_u64().unwrap_or_default();
        match deed {
            Deed::Submit { documents } => {
                let documents: Vec<Value> = documents.iter().map(text_json).collect();
                ("submit", json!({"sequence": sequence, "documents": documents}))
            }
            Deed::SubmitOnly { .. } => {
                panic!("a host never submits unscreened content: limit the case to other drivers")
            }
            Deed::Accept { rule, reason } => {
                let findings = view["findings"].as_array().cloned().unwrap_or_default();
                let open = |it: &&Value| it["rule"] == json!(rule) && it["accepted_by"].is_null();
                let key = findings.iter().find(open).map_or_else(|| json!(""), |finding| finding["key"].clone());
                ("accept-finding", json!({"sequence": sequence, "key": key, "reason": reason}))
            }
            Deed::Sign { level, secrecy_checked, first_version } => {
                let digest = if *first_version { json!(self.first_digest) } else { view["digest"].clone() };
                let body =
                    json!({"sequence": sequence, "level": level, "digest": digest, "secrecy_checked": secrecy_checked});
                ("sign", body)
            }
            Deed::Return { reasons } => ("return", json!({"sequence": sequence, "reasons": reasons})),
            Deed::Check { document, action } => {
                // A case asks what stands against publication but for the permit, as the component does.
                let document_json = text_json(document);
                let body =
                    json!({"action": action, "channel": document.channel, "document": document_json, "dry_run": true});
                ("check", body)
            }
            Deed::Issue { channel, action } => {
                ("issue", json!({"sequence": sequence, "action": action, "channel": channel}))
            }
            Deed::Publish { document, action } => {
                let document_json = text_json(document);
                let body = json!({"sequence": sequence, "action": action, "channel": document.channel, "document": document_json});
                ("publish", body)
            }
        }
    }
}

impl crate::Driver for HostDriver {
    fn take(&mut self, step: &Step, now: u64) -> Outcome {
        self.host.set_now(now);
        let cookie = self.cookie(&step.person);
        let view = self.view(&cookie);
        let (verb, body) = self.request(&step.what, &view);
        let (status, answer) =
            self.host.post(&format!("/api/items/item-1/{verb}"), &cookie, &body).expect("the host answers");
        if status == 200 {
            if self.first_digest.is_empty() {
                self.first_digest = self.view(&cookie)["digest"].as_str().unwrap_or_default().to_owned();
            }
            let kinds = answer["events"].as_array().cloned().unwrap_or_default();
            return Outcome::Done(kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        }
        assert!(answer["type"].as_str().is_some_and(|kind| kind.starts_with("urn:xianshen:problem:")), "{answer}");
        let refused = |it: &Value| Refused {
            code: it["code"].as_str().unwrap_or_default().to_owned(),
            clause: it["clause"].as_str().unwrap_or_default().to_owned(),
        };
        match answer["refusals"].as_array() {
            Some(all) if verb == "check" => Outcome::Refused(all.iter().map(refused).collect()),
            _ => Outcome::Refused(vec![refused(&answer)]),
        }
    }
}

fn text_json(text: &Text) -> Value {
    json!({"channel": text.channel, "title": text.title, "body": text.body})
}
