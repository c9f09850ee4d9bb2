//! The contract of connectors, `host/connectors/openapi.yaml`, against the running host: every route of it answers, and answers with the fields it says.

use crate::desk::{Desk, PUBLISHER, SIGNERS, notice};
use crate::http;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::Command;
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, card, people, program, reviewer};

const CONTRACT: &str = include_str!("../../host/connectors/openapi.yaml");
const ROUTES: &str = include_str!("../../host/src/api/connector/mod.rs");

/// The names of a schema's fields, and of those that are always there. The file is written in one style: two spaces a level.
fn schema(name: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let begin = CONTRACT.rfind(&format!("\n    {name}:\n")).unwrap_or_else(|| panic!("no schema {name}"));
    let block = CONTRACT[begin + 1..].lines().skip(1).take_while(|line| line.starts_with("      "));
    let (mut fields, mut required) = (BTreeSet::new(), BTreeSet::new());
    for line in block {
        if let Some(list) = line.strip_prefix("      required: [") {
            required = list.trim_end_matches(']').split(", ").map(str::to_owned).collect();
        }
        let field = line.strip_prefix("        ").filter(|rest| !rest.starts_with(' '));
        fields.extend(field.and_then(|rest| rest.split_once(':')).map(|(name, _)| name.to_owned()));
    }
    assert!(!fields.is_empty() && required.is_subset(&fields), "{name}: {fields:?} {required:?}");
    (fields, required)
}

#[track_caller]
fn fits(name: &str, answer: &Value) {
    let (fields, required) = schema(name);
    let found: BTreeSet<String> = answer.as_object().expect("an object").keys().cloned().collect();
    let (more, less): (Vec<_>, Vec<_>) = (found.difference(&fields).collect(), required.difference(&found).collect());
    assert!(more.is_empty() && less.is_empty(), "{name}: not written down {more:?}, missing {less:?} in {answer}");
}

struct Client {
    address: String,
    token: String,
}

impl Client {
    fn ask(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let bearer = format!("Bearer {}", self.token);
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        let path = format!("/api/connector{path}");
        let answer =
            http::send(&self.address, method, &path, &headers, body.to_string().as_bytes()).expect("an answer");
        (answer.status, serde_json::from_slice(&answer.body).unwrap_or_default())
    }

    #[track_caller]
    fn good(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.ask(method, path, body);
        assert_eq!(status, 200, "{method} {path}: {answer}");
        answer
    }
}

#[test]
fn the_contract_lists_the_routes_that_there_are() {
    let routes: BTreeSet<String> = ROUTES
        .lines()
        .filter_map(|line| line.trim().strip_prefix(".route(\"")?.split_once('"'))
        .map(|(path, _)| path.to_owned())
        // Two files of the preview have routes of their own; the contract names them in words.
        .filter(|path| !path.starts_with("/preview/") || path.contains('{'))
        .map(|path| path.replace("{*file}", "{file}"))
        .collect();
    let written: BTreeSet<String> = CONTRACT
        .lines()
        .filter_map(|line| line.strip_prefix("  ").filter(|line| line.starts_with('/')))
        .map(|line| line.trim_end_matches(':').to_owned())
        .collect();
    assert_eq!(routes, written);
}

#[test]
fn every_answer_is_as_it_is_written_down() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    let mut command = Command::new(program());
    let output = command.args(["connector", "add", "cms", "--data"]).arg(host.data()).output().expect("it runs");
    let token = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let client = Client { address: desk.address.clone(), token };
    let document = notice("各科室请于三月十四日前提交满意度调查结果。");
    let wish =
        json!({"person": PUBLISHER, "site": "portal-demo", "channel": document["channel"], "document": document});

    let status = client.good("GET", "/status", &json!(null));
    fits("Status", &status);
    fits("Listed", &status["people"][0]);
    fits("FileDigest", &client.good("POST", "/digest", &json!("文件")));
    fits("Case", &client.good("GET", "/items/1", &json!(null)));
    let submit = json!({"person": SIGNERS[0], "card": card(&serde_json::Map::new()), "documents": [document]});
    fits("Taken", &client.good("POST", "/items/1/submit", &submit));
    let case = client.good("GET", "/items/1", &json!(null));
    fits("Case", &case);
    fits("Next", &case["next"][0]);
    fits("Refusal", &case["missing"][0]);
    let (code, problem) = client.ask("POST", "/items/1/consume", &wish);
    assert_eq!(code, 403);
    fits("Problem", &problem);
    fits("Refusal", &problem["refusals"][0]);
    for (person, level) in SIGNERS.into_iter().zip(1..) {
        desk.sign(person, "cms-1", level).ok();
    }
    desk.file("cms-1");
    let mut dry = wish.clone();
    dry["dry_run"] = json!(true);
    fits("Allowed", &client.good("POST", "/items/1/check", &dry));
    let allowed = client.good("POST", "/items/1/consume", &wish);
    fits("Allowed", &allowed);
    assert_eq!((&allowed["verdict"], &allowed["item"]), (&json!("allow"), &json!("cms-1")));
    let published = json!({"person": PUBLISHER, "address": "http://www.example.gov.cn/1"});
    fits("Noted", &client.good("POST", "/items/1/published", &published));
    let case = client.good("GET", "/items/1", &json!(null));
    fits("Case", &case);
    assert_eq!(case["reported"]["state"], "published");
    fits("Noted", &client.good("POST", "/items/1/withdrawn", &json!({})));
    let wrong = Client { token: "x".to_owned(), ..client };
    let (code, problem) = wrong.ask("GET", "/status", &json!(null));
    assert_eq!(code, 401);
    fits("Problem", &problem);
}
