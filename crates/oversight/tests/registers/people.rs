//! Training, self-inspection, the registry and external accounts (clauses 5, 12, 13, 14 and 20).

use crate::support::{COORDINATOR, DAY, DEPUTY, EDITOR, HEAD, Log, NOBODY, NOON, OFFICE, OFFICER, OTHER_HEAD};
use oversight::{
    Post, backends, missing_posts, out_of_training, section_is_complete, sections_without_inspection, unfiled_changes,
};
use serde_json::{Value, json};

#[test]
fn training() {
    let mut log = Log::new("training");
    let session = |date: &str| json!({"session": {"topic": "保密常识", "date": date, "organizer": "a", "superior": false, "content": "案例讲解", "invited": ["x", "y"]}});
    assert_eq!(log.no(OTHER_HEAD, &session("2026-11-25")), "wrong-section");
    assert_eq!(log.no(EDITOR, &session("2026-11-25")), "wrong-section");
    assert_eq!(log.no(OFFICER, &session("25.11.2026")), "bad-date");
    let coming = log.ok(OFFICER, &session("2026-11-26"));
    let attend = |number: u64| json!({"attend": {"session": number, "persons": ["x"]}});
    assert_eq!(log.no(OFFICER, &attend(coming)), "in-the-future");
    assert_eq!(log.open(), [""; 0]);
    log.now += DAY;
    assert_eq!(log.open(), ["attendance-missing"]);
    log.ok(OFFICER, &attend(coming));
    assert_eq!(log.no(OFFICER, &attend(coming)), "already-attended");
    assert_eq!(log.no(OFFICER, &attend(9)), "not-found");
    let people = ["x".to_owned(), "y".to_owned()];
    let out = |log: &Log, days| out_of_training(&log.entries, &people, log.now + 10 * DAY, days).unwrap();
    assert_eq!(out(&log, 10), [("y".to_owned(), None)]);
    assert_eq!(out(&log, 9)[0], ("x".to_owned(), Some("2026-11-26".to_owned())));
    log.ok(COORDINATOR, &json!({"strike": {"session": coming, "person": "x", "reason": "误登"}}));
    assert_eq!(out(&log, 10).len(), 2);
}

fn areas(findings: &Value) -> Value {
    json!([
        {"area": "institution", "result": "制度齐全", "findings": []},
        {"area": "implementation", "result": "基本落实", "findings": findings},
        {"area": "training", "result": "按计划开展", "findings": []},
    ])
}

#[test]
fn inspection() {
    let mut log = Log::new("inspection");
    assert_eq!(log.no(OFFICE, &json!({"plan": {"section": "a", "due": "2026-11-24"}})), "in-the-past");
    let number = log.ok(OFFICE, &json!({"plan": {"section": "a", "due": "2026-11-30"}}));
    assert_eq!(log.open(), ["inspection-due"]);
    let carry_out = |areas: &Value| json!({"carry_out": {"inspection": number, "date": "2026-11-25", "areas": areas, "rescreening": ""}});
    let finding = json!([{"what": "两篇稿件没有登记校对", "responsible": "editor", "due": "2026-11-28"}]);
    assert_eq!(log.no(OFFICE, &carry_out(&areas(&finding))), "wrong-section", "each section inspects itself");
    let mut two = areas(&finding);
    two.as_array_mut().unwrap().pop();
    assert_eq!(log.no(HEAD, &carry_out(&two)), "areas-incomplete");
    log.ok(HEAD, &carry_out(&areas(&finding)));
    assert_eq!(log.no(HEAD, &carry_out(&areas(&finding))), "already-done");
    let mend = json!({"mend": {"inspection": number, "finding": 1, "done": "已补登"}});
    let verify =
        |passed: bool| json!({"verify": {"inspection": number, "finding": 1, "passed": passed, "note": "已看过"}});
    assert_eq!(log.no(HEAD, &verify(true)), "not-mended");
    log.ok(HEAD, &mend);
    assert_eq!(log.no(HEAD, &verify(true)), "same-person");
    log.ok(OFFICE, &verify(false));
    assert_eq!(log.open(), ["mending-due"]);
    log.now += 4 * DAY;
    assert!(log.tasks()[0].overdue);
    log.ok(EDITOR, &mend);
    log.ok(HEAD, &verify(true));
    assert_eq!(log.open(), [""; 0]);
    let sections = ["a".to_owned(), "b".to_owned()];
    assert_eq!(sections_without_inspection(&log.entries, &sections, log.now, 90).unwrap(), ["b"]);
    assert_eq!(sections_without_inspection(&log.entries, &sections, log.now, 3).unwrap(), ["a", "b"]);
}

fn appoint(section: &str, post: &str, person: &str) -> Value {
    json!({"appoint": {
        "section": section, "post": post, "person": person, "name": person, "phone": "024-0000", "starts": "2026-01-01", "basis": "分工通知"
    }})
}

#[test]
fn registry() {
    let mut log = Log::new("registry");
    assert_eq!(log.no(HEAD, &appoint("a", "section_head", "head")), "wrong-role");
    assert_eq!(log.no(COORDINATOR, &appoint("*", "section_head", "head")), "post-of-section");
    for (section, post) in
        [("*", "leading_group"), ("*", "principal_leader"), ("*", "deputy_leader"), ("a", "section_head")]
    {
        log.ok(COORDINATOR, &appoint(section, post, post));
    }
    assert_eq!(missing_posts(&log.entries, "a", NOON), Ok(vec![Post::InformationOfficer]));
    assert!(log.open().contains(&"post-vacant"));
    log.ok(HEAD, &appoint("a", "information_officer", "officer"));
    assert_eq!(section_is_complete(&log.entries, "a", NOON), Ok(true), "an unfiled change suspends nobody");
    assert_eq!(section_is_complete(&log.entries, "b", NOON), Ok(false));
    assert_eq!(log.no(COORDINATOR, &appoint("*", "principal_leader", "x")), "post-taken");
    assert_eq!(log.no(HEAD, &appoint("b", "information_officer", "x")), "wrong-section");
    log.ok(HEAD, &appoint("a", "information_officer", "second"));
    assert_eq!(log.open(), ["filing-due"; 6]);
    let file = |numbers: &[u64], date: &str| json!({"file": {"changes": numbers, "number": "备〔2026〕1号", "date": date, "receiver": "接收岗"}});
    assert_eq!(log.no(HEAD, &file(&[1], "2026-11-25")), "wrong-role");
    assert_eq!(log.no(COORDINATOR, &file(&[1], "2026-11-24")), "time-order");
    assert_eq!(log.no(COORDINATOR, &file(&[1, 1], "2026-11-25")), "already-filed");
    log.ok(COORDINATOR, &file(&[1, 2, 3, 4, 5, 6], "2026-11-25"));
    assert_eq!(log.open(), [""; 0]);
    let contact = |phone: &str| {
        json!({"contact": {
            "section": "a", "post": "information_officer", "person": "second", "name": "second", "phone": phone, "reason": "换号"
        }})
    };
    assert_eq!(log.no(HEAD, &contact("024-0000")), "unchanged");
    log.ok(HEAD, &contact("024-1111"));
    let unfiled = unfiled_changes(&log.entries).unwrap();
    assert!(unfiled.len() == 1 && unfiled[0].2.contains("024-1111"), "{unfiled:?}");
    log.ok(
        COORDINATOR,
        &json!({"remove": {
            "section": "a", "post": "section_head", "person": "section_head", "ends": "2026-11-27", "reason": "调动"
        }}),
    );
    assert_eq!(section_is_complete(&log.entries, "a", NOON), Ok(true), "until the day");
    assert_eq!(missing_posts(&log.entries, "a", NOON + 2 * DAY), Ok(vec![Post::SectionHead]));
    log.ok(COORDINATOR, &appoint("a", "section_head", "section_head"));
}

#[test]
fn backend() {
    let mut log = Log::new("backend");
    let register = json!({"register": {
        "platform": "微信公众号", "account": "示例政务", "keeper": "officer", "section": "a", "changed_on": "2025-12-20"
    }});
    assert_eq!(log.no(NOBODY, &register), "wrong-section");
    let number = log.ok(COORDINATOR, &register);
    assert_eq!(log.no(COORDINATOR, &register), "already-registered");
    assert_eq!(log.open(), ["password-change-due"], "30 days ahead");
    let changed = |date: &str| json!({"changed": {"backend": number, "date": date}});
    assert_eq!(log.no(HEAD, &changed("2026-11-25")), "not-the-keeper");
    assert_eq!(log.no(OFFICER, &changed("2025-12-01")), "time-order");
    log.ok(OFFICER, &changed("2026-11-25"));
    assert_eq!(log.open(), [""; 0]);
    log.now += DAY;
    log.ok(HEAD, &json!({"hand_over": {"backend": number, "keeper": "editor", "section": "a", "reason": "换岗"}}));
    assert_eq!(log.open(), ["password-change-due"], "who had it still knows it");
    assert_eq!(log.no(EDITOR, &changed("2026-11-25")), "time-order");
    log.ok(EDITOR, &changed("2026-11-26"));
    assert_eq!(backends(&log.entries).unwrap()[0].keeper, "editor");
    let retire = json!({"retire": {"backend": number, "reason": "注销"}});
    log.ok(COORDINATOR, &retire);
    assert_eq!(log.no(COORDINATOR, &retire), "retired");
    assert_eq!(
        log.no(DEPUTY, &json!({"register": {"password": "x"}})),
        "malformed",
        "there is no place for a password"
    );
}
