//! Temporary permissions and delegations over HTTP (clauses 6 and 15): given by who may, used in their window, taken back.

use crate::desk::{Desk, LEADER, PUBLISHER, SIGNERS, complete_signing, notice};
use serde_json::{Value, json};
use xianshen_host::testing::{START, TestHost};
use xianshen_tests::{PROFILE, people, reviewer};

const HOUR: u64 = 60 * 60 * 1000;
const TEXT: &str = "各科室请于三月十四日前提交满意度调查结果。";

/// A host at half past six in the evening, after the office has closed.
fn evening() -> (TestHost, Desk) {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    host.set_now(START + 9 * HOUR);
    let desk = Desk::of(&host);
    (host, desk)
}

fn grant(persons: &[&str]) -> Value {
    json!({"persons": persons, "starts": START + 9 * HOUR, "ends": START + 12 * HOUR, "reason": "防汛信息须当晚发布"})
}

#[test]
fn out_of_hours_only_with_a_grant_and_only_while_it_holds() {
    let (host, desk) = evening();
    desk.clear("item-1", &notice(TEXT));
    desk.issue("item-1", "publish").refused(403, "outside-hours", "15");
    desk.post(SIGNERS[1], "/api/grants", &grant(&[PUBLISHER])).refused(403, "grant-wrong-role", "15");
    let given = desk.post(LEADER, "/api/grants", &grant(&[PUBLISHER])).ok();
    desk.issue("item-1", "publish").ok();
    let path = format!("/api/permissions/{}/revoke", given["id"]);
    desk.post(PUBLISHER, &path, &json!({})).problem(404, "not-found");
    desk.post(LEADER, &path, &json!({})).ok();
    desk.publish("item-1", "publish", &notice(TEXT)).refused(403, "outside-hours", "15");
    desk.post(LEADER, "/api/grants", &grant(&[PUBLISHER])).ok();
    desk.publish("item-1", "publish", &notice(TEXT)).ok();
    host.set_now(START + 12 * HOUR);
    let desk = Desk::of(&host);
    desk.clear("item-2", &notice(TEXT));
    desk.issue("item-2", "publish").refused(403, "outside-hours", "15");
}

#[test]
fn what_cannot_be_granted() {
    let (_host, desk) = evening();
    let refused = |body: &Value, code: &str| desk.post(LEADER, "/api/grants", body).refused(403, code, "15");
    refused(&grant(&[LEADER]), "grant-to-oneself");
    refused(&grant(&[]), "grant-without-person");
    let with = |name: &str, value: Value| {
        let mut changed = grant(&[PUBLISHER]);
        changed[name] = value;
        changed
    };
    refused(&with("ends", json!(START)), "grant-window");
    refused(&with("ends", json!(START + 9 * HOUR + 8 * 24 * HOUR)), "grant-too-long");
    refused(&with("starts", json!(START)), "grant-in-the-past");
    refused(&with("reason", json!(" ")), "grant-without-reason");
    // Everything at once, each with what to do.
    let all = desk.post(SIGNERS[1], "/api/grants", &with("reason", json!(""))).refused(403, "grant-wrong-role", "15");
    assert_eq!(all["refusals"].as_array().map(Vec::len), Some(2), "{all}");
}

#[test]
fn a_deputy_signs_by_a_written_delegation() {
    let (_host, desk) = evening();
    desk.submit("item-1", &notice(TEXT)).ok();
    desk.sign(SIGNERS[0], "item-1", 1).ok();
    let sign = || {
        let mut signing = complete_signing(&desk.case("item-1")["view"], 2);
        signing["acting_for"] = json!(SIGNERS[1]);
        desk.step("tang-ning", "item-1", "sign", signing)
    };
    sign().refused(403, "no-delegation", "6.2");
    let delegation = json!({"person": "tang-ning", "acts_for": SIGNERS[1], "role": "section_head",
        "section": "business-environment", "starts": START, "ends": START + 48 * HOUR, "granted_role": "deputy_leader",
        "reason": "科室负责人出差", "number": "营商委〔2025〕3号"});
    desk.post(SIGNERS[0], "/api/delegations", &delegation).problem(422, "bad-permission");
    desk.post(SIGNERS[2], "/api/delegations", &delegation).ok();
    sign().ok();
    let sheet = desk.case("item-1")["view"]["sheet"].to_string();
    assert!(sheet.contains("代 zhou-min"), "the sheet says for whom: {sheet}");
}
