//! After a release: taken down at once from anywhere, also without an answer of the component; what is due; what an edit has changed.

use crate::desk::{Desk, PUBLISHER, SIGNERS, notice};
use crate::http;
use crate::program::{Folder, verify_log};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use xianshen_host::component::{Limits, Reviewer};
use xianshen_host::testing::{START, TestHost};
use xianshen_tests::{PROFILE, dist, people, reviewer};

const TEXT: &str = "本局定于九月开展营商环境满意度调查，欢迎企业参加。";
const HOUR: u64 = 60 * 60 * 1000;
/// Enough to load the component and to judge its samples, not to read a history.
const STARVED_FUEL: u64 = 3_000_000;

fn start(reviewer: Arc<Reviewer>, data: &Path) -> (TestHost, Desk) {
    let mut host = TestHost::start_in(reviewer, PROFILE, &people(), data.to_owned()).expect("the host starts");
    host.keep_data();
    let desk = Desk::of(&host);
    (host, desk)
}

fn published(desk: &Desk, text: &str) {
    desk.clear("item-1", &notice(text));
    desk.issue("item-1", "publish").ok();
    desk.publish("item-1", "publish", &notice(text)).ok();
    assert_eq!(desk.public("item-1").status, 200);
}

/// A POST that came through a proxy, and so from outside of the office.
fn from_outside(desk: &Desk, person: &str, path: &str, body: &Value) -> http::Answer {
    let headers = [
        ("Cookie", desk.cookie(person)),
        ("X-Xianshen", "1"),
        ("Content-Type", "application/json"),
        ("X-Forwarded-For", "203.0.113.7"),
    ];
    http::send(&desk.address, "POST", path, &headers, body.to_string().as_bytes()).expect("the host answers")
}

#[test]
fn at_night_from_outside_the_text_is_gone_at_once() {
    let folder = Folder::new("withdrawal");
    let data = folder.join("data");
    {
        let (host, desk) = start(reviewer(), &data);
        published(&desk, TEXT);
        host.set_now(START + 11 * HOUR);
        // A reason that carries a mark is not kept, and does not keep the text up either.
        let reason = json!({"reason": "机密★10年\n\n见附件"});
        let answer = from_outside(&desk, PUBLISHER, "/api/items/item-1/withdraw", &reason);
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(desk.public("item-1").status, 404);
        let case = desk.case("item-1");
        assert_eq!((&case["view"]["stage"], &case["live"]), (&json!("withdrawn"), &json!([])));
        assert!(!case.to_string().contains("★"), "{case}");
        assert!(host.audit().expect("the log is there").iter().any(|row| row.entry.code == "secrecy-stop"));
        desk.step(PUBLISHER, "item-1", "withdraw", json!({})).refused(403, "not-live", "16");
        desk.issue("item-1", "restore").refused(403, "withdrawn", "16");
    }
    verify_log(&data).passes();
}

#[test]
fn without_an_answer_of_the_component_it_comes_down_first() {
    let folder = Folder::new("emergency");
    let data = folder.join("data");
    {
        let (_host, desk) = start(reviewer(), &data);
        published(&desk, TEXT);
    }
    {
        let limits = Limits { fuel_base: STARVED_FUEL, fuel_per_byte: 0, ..Limits::default() };
        let starved = Reviewer::load(&dist().join("xianshen.wasm"), limits).expect("enough for the samples");
        let (host, desk) = start(Arc::new(starved), &data);
        desk.get(SIGNERS[0], "/api/items/item-1").problem(503, "engine-failure");
        let answer = desk.post(SIGNERS[1], "/api/items/item-1/withdraw", &json!({})).ok();
        assert_eq!(answer["emergency"], true, "{answer}");
        assert_eq!(desk.public("item-1").status, 404);
        let audit = host.audit().expect("the log is there");
        assert!(audit.iter().any(|row| row.entry.code == "emergency-withdrawal" && row.entry.person == SIGNERS[1]));
        desk.post(SIGNERS[1], "/api/items/item-1/withdraw", &json!({})).problem(503, "engine-failure");
    }
    {
        let (_host, desk) = start(reviewer(), &data);
        let row =
            desk.case("item-1")["view"]["sheet"].as_array().and_then(|rows| rows.last().cloned()).expect("a sheet");
        assert_eq!((&row["kind"], &row["person"]), (&json!("withdrawn"), &json!(SIGNERS[1])), "{row}");
    }
    verify_log(&data).passes();
}

#[test]
fn what_is_due_and_what_has_changed() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    published(&desk, TEXT);
    let session = json!({"session": {"topic": "保密常识", "date": "2025-03-03", "organizer": "business-environment", "superior": false,
        "content": "案例讲解", "invited": [SIGNERS[0]]}});
    desk.post("tang-ning", "/api/registers/training", &json!({"sequence": 0, "entry": session})).ok();
    let tasks = |person: &str| desk.get(person, "/api/tasks").ok()["tasks"].clone();
    // One list: after releases and in registers, by time, what has no term last.
    let of_kind = |tasks: &Value, kind: &str| {
        let found = tasks.as_array().unwrap().iter().find(|task| task["kind"] == kind);
        found.unwrap_or_else(|| panic!("{kind} is missing: {tasks}")).clone()
    };
    let all = tasks(SIGNERS[1]);
    let due: Vec<u64> = all.as_array().unwrap().iter().map(|task| task["due"].as_u64().unwrap_or(u64::MAX)).collect();
    assert!(due.is_sorted(), "{all}");
    let look = of_kind(&all, "look-back");
    assert_eq!((&look["item"], &look["refusal"], &look["mine"]), (&json!("item-1"), &json!(null), &json!(true)));
    assert_eq!(of_kind(&all, "attendance-missing")["register"], "training");
    let of_publisher = tasks(PUBLISHER);
    let look = of_kind(&of_publisher, "look-back");
    assert_eq!((&look["refusal"]["code"], &look["mine"]), (&json!("publisher-may-not-look-back"), &json!(false)));
    assert_eq!(of_kind(&of_publisher, "attendance-missing")["mine"], false, "another role's");
    assert_eq!(of_kind(&tasks("tang-ning"), "attendance-missing")["mine"], true);

    let old = desk.case("item-1")["live"][0]["digest"].clone();
    desk.submit("item-1", &notice(&TEXT.replace("九月", "十月"))).ok();
    let new = desk.case("item-1")["view"]["renditions"][0]["digest"].clone();
    let path = format!("/api/items/item-1/compare?from={}&to={}", old.as_str().unwrap(), new.as_str().unwrap());
    let changes = desk.get(SIGNERS[1], &path).ok()["changes"].clone();
    let told: Vec<_> = changes
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["kind"].as_str().unwrap(), it["text"].as_str().unwrap()))
        .collect();
    assert_eq!(told[1..3], [("deleted", "九"), ("inserted", "十")], "{changes}");
    desk.get(SIGNERS[1], "/api/items/item-1/compare?from=sm3:0&to=sm3:1").problem(404, "not-found");
}
