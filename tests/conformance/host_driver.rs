//! The running host, over HTTP, with clock and people injected.

mod redaction;

use crate::case::{Deed, Network, Outcome, Refused, Step, Text, due, timed};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use xianshen_host::testing::TestHost;
use xianshen_tests::{people, reviewer};

/// One case, sent to a host of its own.
pub struct HostDriver {
    host: TestHost,
    cookies: BTreeMap<String, String>,
    first_digest: String,
    permit: String,
    /// The answer that gave the public version made last.
    made: Value,
}

impl HostDriver {
    pub fn new(profile: &str) -> Self {
        let host = TestHost::start(reviewer(), profile, &people()).expect("the host starts");
        Self { host, cookies: BTreeMap::new(), first_digest: String::new(), permit: String::new(), made: Value::Null }
    }

    fn cookie(&mut self, person: &str) -> String {
        let host = &self.host;
        let sign_in = || host.sign_in(person).expect("the person signs in");
        self.cookies.entry(person.to_owned()).or_insert_with(sign_in).clone()
    }

    /// Comes in with a password, from an address of this machine, in a browser of its own.
    fn sign_in(&self, person: &str, (password, take_over): (&str, &str), address: &str) -> Outcome {
        let body = json!({"person": person, "password": password, "take_over": take_over}).to_string();
        let from = address.parse().expect("an address");
        let answer = self.host.request_from(from, "POST", "/api/sign-in", None, Some(body.as_bytes()));
        let (status, answer) = answer.and_then(|answer| answer.json()).expect("the host answers");
        if status == 200 {
            let kinds = answer["events"].as_array().cloned().unwrap_or_default();
            return Outcome::Done(kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        }
        let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
        Outcome::Refused(vec![Refused { code: text("code"), clause: text("clause") }])
    }

    /// The case as this person sees it.
    fn view(&self, cookie: &str) -> Value {
        let mut item = self.item(cookie);
        let mut view = item["view"].take();
        view["determination"] = item["determination"].take();
        view
    }

    fn item(&self, cookie: &str) -> Value {
        let (status, answer) = self.host.get("/api/items/item-1", cookie).expect("the host answers");
        assert_eq!(status, 200, "{answer}");
        answer
    }

    fn request<'d>(&self, deed: &'d Deed, person: &str, view: &Value) -> (&'d str, Value) {
        let sequence = view["sequence"].as_u64().unwrap_or_default();
        match deed {
            Deed::Submit { documents, card } => {
                let documents: Vec<Value> = documents.iter().map(text_json).collect();
                let card = xianshen_tests::card(card);
                ("submit", json!({"sequence": sequence, "card": card, "documents": documents}))
            }
            Deed::SubmitOnly { .. } => {
                panic!("a host never submits unscreened content: limit the case to other drivers")
            }
            Deed::Dispose { rule, kind, reason, basis } => {
                let key = finding_of(view, rule, person);
                let body = json!({"sequence": sequence, "key": key, "kind": kind, "reason": reason, "basis": basis});
                ("dispose-finding", body)
            }
            Deed::Proofread { errors } => {
                let proofreading = json!({"method": "read_through", "errors": errors, "none_found": errors.is_empty()});
                let body = json!({"sequence": sequence, "digest": view["digest"], "proofreading": proofreading});
                ("proofread", body)
            }
            Deed::StateCompliance { statement } => {
                let body = json!({"sequence": sequence, "digest": view["digest"], "statement": statement});
                ("state-compliance", body)
            }
            Deed::MarkImportant { criterion, reason } => {
                ("mark-important", json!({"sequence": sequence, "criterion": criterion, "reason": reason}))
            }
            Deed::UnmarkImportant { reason } => ("unmark-important", json!({"sequence": sequence, "reason": reason})),
            Deed::Revoke { reason } => ("revoke", json!({"sequence": sequence, "reason": reason})),
            Deed::Determination { step, with } => self.determination_request(step, with, view),
            Deed::Filing { step, with } => filing_request(step, with, view),
            Deed::Sign { level, signing, first_version } => {
                let digest =
                    if *first_version { self.first_digest.as_str() } else { view["digest"].as_str().unwrap_or("") };
                let renditions = view["renditions"].as_array().cloned().unwrap_or_default();
                let reports: Vec<String> =
                    renditions.iter().filter_map(|it| it["report"].as_str().map(str::to_owned)).collect();
                let mut body = xianshen_tests::signing(*level, digest, &reports, signing);
                body["sequence"] = json!(sequence);
                ("sign", body)
            }
            Deed::Return { reasons } => {
                let reasons: Vec<Value> = reasons.iter().map(|text| json!({"code": "other", "text": text})).collect();
                ("return-to-editor", json!({"sequence": sequence, "reasons": reasons}))
            }
            Deed::Redact { .. } | Deed::SubmitPublicVersion { .. } => self.redaction_request(deed, sequence),
            Deed::LookBack { .. }
            | Deed::Withdraw { .. }
            | Deed::ConfirmTakedown { .. }
            | Deed::CheckChannel { .. }
            | Deed::CloseWithdrawal { .. } => self.after_release(deed, view),
            deed => self.gate_request(deed, sequence),
        }
    }

    /// Steps after a release.
    fn after_release(&self, deed: &Deed, view: &Value) -> (&'static str, Value) {
        let sequence = view["sequence"].clone();
        match deed {
            Deed::LookBack { issues, settlement } => {
                let digest = view["live"].as_str().unwrap_or_default();
                let issues: Vec<Value> =
                    issues.iter().map(|(kind, text)| json!({"kind": kind, "text": text})).collect();
                let none = issues.is_empty();
                let body = json!({"sequence": sequence, "digest": digest, "issues": issues, "none_found": none, "settlement": settlement});
                ("look-back", body)
            }
            Deed::Withdraw { reason } => ("withdraw", json!({"reason": reason})),
            Deed::ConfirmTakedown { name } => {
                ("confirm-takedown", json!({"sequence": sequence, "name": name, "at": self.host.now()}))
            }
            Deed::CheckChannel { channel } => ("check-channel", json!({"sequence": sequence, "channel": channel})),
            Deed::CloseWithdrawal { note } => ("close-withdrawal", json!({"sequence": sequence, "note": note})),
            _ => panic!("{deed:?} is a step before the release"),
        }
    }

    fn tasks(&self, cookie: &str) -> Outcome {
        let (status, answer) = self.host.get("/api/tasks", cookie).expect("the host answers");
        assert_eq!(status, 200, "{answer}");
        let told = |it: &Value| {
            let (kind, at) = (it["kind"].as_str().unwrap_or_default(), it["due"].as_u64().unwrap_or_default());
            due(kind, at, it["provisional"] == json!(true), it["overdue"] == json!(true))
        };
        // The same list has what is open in registers.
        let after_release = answer["tasks"].as_array().into_iter().flatten().filter(|it| it["item"].is_string());
        Outcome::Done(after_release.map(told).collect())
    }

    /// A step of clause 10, about the letter drawn up last.
    fn determination_request<'d>(&self, step: &'d str, with: &Map<String, Value>, view: &Value) -> (&'d str, Value) {
        let inquiries = view["determination"]["inquiries"].as_array().cloned().unwrap_or_default();
        let request = inquiries.last().and_then(|it| it["request"].as_u64()).unwrap_or_default();
        let digest = view["digest"].as_str().unwrap_or_default();
        let mut body = xianshen_tests::determination(step, digest, request, self.host.now(), with);
        body["sequence"] = view["sequence"].clone();
        (step, body)
    }

    /// Steps at the gate: the question, the permit, the release.
    fn gate_request(&self, deed: &Deed, sequence: u64) -> (&'static str, Value) {
        match deed {
            Deed::Check { document, action } => {
                // A case asks what stands against publication but for the permit, as the component does.
                let document_json = text_json(document);
                let body =
                    json!({"action": action, "channel": document.channel, "document": document_json, "dry_run": true});
                ("check", body)
            }
            Deed::Issue { channel, action, in_minutes } => {
                let not_before = in_minutes.map(|minutes| self.host.now() + minutes * 60_000);
                let body =
                    json!({"sequence": sequence, "action": action, "channel": channel, "not_before": not_before});
                ("issue", body)
            }
            Deed::Publish { document, action } => {
                let document_json = text_json(document);
                let body = json!({"sequence": sequence, "action": action, "channel": document.channel, "document": document_json});
                ("publish", body)
            }
            Deed::ShowPermit => ("verify", json!({"token": self.permit, "item": "item-1"})),
            _ => panic!("{deed:?} is a step of the review"),
        }
    }
}

/// The key of the first finding of a rule that this person has not answered.
fn finding_of(view: &Value, rule: &str, person: &str) -> Value {
    let findings = view["findings"].as_array().cloned().unwrap_or_default();
    let answers = |it: &Value| it["answers"].as_array().cloned().unwrap_or_default();
    let answered = |it: &Value| answers(it).iter().any(|answer| answer["person"] == json!(person));
    let open = |it: &&Value| it["rule"] == json!(rule) && !answered(it);
    findings.iter().find(open).map_or_else(|| json!(""), |finding| finding["key"].clone())
}

fn filing_request<'d>(step: &'d str, with: &Map<String, Value>, view: &Value) -> (&'d str, Value) {
    let mut body = xianshen_tests::filing(step, view["digest"].as_str().unwrap_or_default(), with);
    body["sequence"] = view["sequence"].clone();
    (step, body)
}

impl HostDriver {
    /// Sends a step as its page would.
    fn send(&self, step: &Step, cookie: &str, now: u64) -> (u16, Value) {
        let (path, body) = if let Deed::Register { register, entry } = &step.what {
            let path = format!("/api/registers/{register}");
            let (_, register) = self.host.get(&path, cookie).expect("the host answers");
            (path, json!({"sequence": register["sequence"], "entry": timed(entry, now)}))
        } else if let Deed::SetPassword { password, old } = &step.what {
            let old = Some(old).filter(|old| !old.is_empty());
            ("/api/password".to_owned(), json!({"old": old, "new": password}))
        } else {
            let (verb, body) = self.request(&step.what, &step.person, &self.view(cookie));
            match verb {
                // Whoever is shown a permit need not be signed in.
                "verify" => ("/api/permits/verify".to_owned(), body),
                verb => (format!("/api/items/item-1/{verb}"), body),
            }
        };
        self.host.post(&path, cookie, &body).expect("the host answers")
    }
}

impl crate::Driver for HostDriver {
    fn due(&mut self, step: &Step, now: u64) -> Vec<String> {
        self.host.set_now(now);
        let cookie = self.cookie(&step.person);
        let inquiries = self.view(&cookie)["determination"]["inquiries"].as_array().cloned().unwrap_or_default();
        let due = |it: &Value| {
            Some(crate::due_text(it["due"].as_str()?, it["provisional"] == json!(true), it["overdue"] == json!(true)))
        };
        inquiries.iter().filter_map(due).collect()
    }

    fn take(&mut self, step: &Step, now: u64) -> Outcome {
        self.host.set_now(now);
        if step.after_minutes > 11 * 60 {
            // Sessions end after twelve hours: everybody signs in again.
            self.cookies.clear();
        }
        let cookie = self.cookie(&step.person);
        assert_eq!(step.network, Network::Office, "a host sees where a connection comes from: limit the case");
        if let Deed::SignIn { password, address, take_over } = &step.what {
            return self.sign_in(&step.person, (password, take_over), address);
        }
        if matches!(step.what, Deed::Tasks) {
            return self.tasks(&cookie);
        }
        let (status, answer) = if matches!(step.what, Deed::ReadOriginal) {
            self.read_original(&cookie)
        } else {
            self.send(step, &cookie, now)
        };
        if status == 200 {
            if let Some(token) = answer["permit"]["token"].as_str() {
                self.permit = token.to_owned();
            }
            if self.first_digest.is_empty() && !matches!(step.what, Deed::SetPassword { .. }) {
                self.first_digest = self.view(&cookie)["digest"].as_str().unwrap_or_default().to_owned();
            }
            let kinds = answer["events"].as_array().cloned().unwrap_or_default();
            if answer["public_version"].is_object() {
                self.made = answer;
            }
            return Outcome::Done(kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        }
        assert!(answer["type"].as_str().is_some_and(|kind| kind.starts_with("urn:xianshen:problem:")), "{answer}");
        let refused = |it: &Value| Refused {
            code: it["code"].as_str().unwrap_or_default().to_owned(),
            clause: it["clause"].as_str().unwrap_or_default().to_owned(),
        };
        match answer["refusals"].as_array() {
            Some(all) if matches!(step.what, Deed::Check { .. }) => Outcome::Refused(all.iter().map(refused).collect()),
            _ => Outcome::Refused(vec![refused(&answer)]),
        }
    }
}

fn text_json(text: &Text) -> Value {
    json!({"channel": text.channel, "title": text.title, "body": text.body})
}
