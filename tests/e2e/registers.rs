//! The registers of oversight over HTTP (clauses 5, 12, 18 and 19): entered by whom the rules let, kept in a chain, asked about by the gate.

use crate::desk::{Desk, PUBLISHER, Reply, SIGNERS, notice};
use crate::program::{Folder, verify_log};
use crate::sql;
use serde_json::{Value, json};
use xianshen_host::component::bindings::Entry;
use xianshen_host::testing::{START, TestHost};
use xianshen_tests::{PROFILE, people, reviewer};

const HOUR: u64 = 60 * 60 * 1000;
const TEXT: &str = "各科室请于三月十四日前提交满意度调查结果。";
const OFFICER: &str = "tang-ning";
const OFFICE: &str = "song-jie";

fn host() -> (TestHost, Desk) {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    (host, desk)
}

impl Desk {
    fn register(&self, register: &str) -> Value {
        self.get(SIGNERS[0], &format!("/api/registers/{register}")).ok()
    }

    /// Enters something into a register as it is now.
    fn enter(&self, person: &str, register: &str, entry: &Value) -> Reply {
        let body = json!({"sequence": self.register(register)["sequence"], "entry": entry});
        self.post(person, &format!("/api/registers/{register}"), &body)
    }
}

fn session(topic: &str) -> Value {
    json!({"session": {"topic": topic, "date": "2025-03-03", "organizer": "business-environment", "superior": false,
        "content": "案例讲解", "invited": ["lin-xiao", "sun-li"]}})
}

#[test]
fn an_entry_is_decided_kept_and_shown() {
    let (host, desk) = host();
    let all = desk.get(SIGNERS[0], "/api/registers").ok();
    assert_eq!(all["registers"].as_array().map(Vec::len), Some(14), "{all}");
    desk.enter(PUBLISHER, "training", &json!({"attend": {"session": 1, "persons": ["lin-xiao"]}})).refused(
        403,
        "not-found",
        "12",
    );
    let taken = desk.enter(OFFICER, "training", &session("保密常识")).ok();
    assert_eq!((&taken["sequence"], &taken["events"]), (&json!(1), &json!(["training-session"])));
    // Who decided on an older state is told so, and nothing is written.
    let stale = json!({"sequence": 0, "entry": session("又一次")});
    desk.post(OFFICER, "/api/registers/training", &stale).problem(409, "stale-sequence");
    let tasks = desk.get(OFFICER, "/api/tasks").ok();
    let open = tasks["tasks"].as_array().expect("tasks").iter().find(|task| task["kind"] == "attendance-missing");
    let open = open.expect("an open task");
    assert_eq!((&open["section"], &open["register"]), (&json!("business-environment"), &json!("training")));
    desk.enter("luo-yi", "training", &json!({"attend": {"session": 1, "persons": ["lin-xiao"]}})).refused(
        403,
        "wrong-section",
        "12",
    );
    desk.enter(OFFICER, "training", &json!({"attend": {"session": 1, "persons": ["lin-xiao"]}})).ok();
    let register = desk.register("training");
    assert_eq!(register["entries"][0]["command"]["session"]["topic"], "保密常识");
    assert_eq!(register["state"]["sessions"][0]["attended"], json!(["lin-xiao"]));
    assert_eq!((&register["sequence"], &register["tasks"]), (&json!(2), &json!([])));
    let refusals = host.audit().expect("the log").into_iter().filter(|row| row.entry.clause == "12").count();
    assert_eq!(refusals, 2, "a refusal is on record");
}

#[test]
fn what_cannot_be_entered_is_named_and_not_repeated() {
    let (_host, desk) = host();
    desk.get(SIGNERS[0], "/api/registers/%E6%9C%BA%E5%AF%86%E2%98%8510%E5%B9%B4").problem(404, "not-found");
    desk.enter(OFFICER, "training", &json!({"attend": {}})).problem(422, "malformed");
    desk.enter(OFFICER, "training", &json!({})).problem(422, "malformed");
    let more = json!({"sequence": 0, "entry": {}, "approved": true});
    desk.post(OFFICER, "/api/registers/training", &more).problem(422, "unknown-field");
    // A mark in a value and one in the name of an item.
    let marked = [session("机密★10年"), json!({"session": {"机密★10年": 1}}), json!({"机密★10年": {}})];
    for entry in marked {
        let problem = desk.enter(OFFICER, "training", &entry).refused(422, "secrecy-stop", "11.1");
        assert!(!problem.to_string().contains('★'), "{problem}");
    }
    assert_eq!(desk.register("training")["entries"], json!([]));
}

#[test]
fn a_section_without_its_officers_hands_in_nothing() {
    let (_host, desk) = host();
    let removed = json!({"remove": {"section": "business-environment", "post": "information_officer", "person": "lin-xiao",
        "ends": "2025-03-03", "reason": "换岗"}});
    desk.enter(PUBLISHER, "registry", &removed).ok();
    desk.submit("item-1", &notice(TEXT)).refused(403, "section-incomplete", "5");
    let appointed = json!({"appoint": {"section": "business-environment", "post": "information_officer", "person": OFFICER,
        "name": "唐宁", "phone": "0000-00000000", "starts": "2025-03-03", "basis": "分工调整"}});
    desk.enter(SIGNERS[1], "registry", &appointed).ok();
    desk.submit("item-1", &notice(TEXT)).ok();
}

#[test]
fn who_is_on_duty_holds_the_role_while_the_shift_lasts() {
    let (host, desk) = host();
    let patrol = json!({"log": {"channels": ["portal"], "method": "manual", "note": "", "findings": []}});
    desk.enter(OFFICER, "patrol", &patrol).refused(403, "wrong-role", "19");
    let shift = json!({"assign": {"person": OFFICER, "name": "唐宁", "phone": "0000-00000000", "starts": START, "ends": START + HOUR}});
    desk.enter(OFFICE, "duty", &shift).ok();
    desk.enter(OFFICER, "patrol", &patrol).ok();
    host.set_now(START + HOUR);
    desk.enter(OFFICER, "patrol", &patrol).refused(403, "wrong-role", "19");
}

#[test]
fn a_keyword_finds_drafts_and_what_is_published() {
    let (_host, desk) = host();
    let published = json!({"channel": "portal", "title": "关于开展满意度调查的通知", "body_format": "html",
        "body": "<p>请于三月十四日前提交满意<b>度调</b>查结果。</p>"});
    desk.clear("out", &published);
    desk.issue("out", "publish").ok();
    desk.publish("out", "publish", &published).ok();
    desk.submit("draft", &notice(TEXT)).ok();
    desk.submit("other", &json!({"channel": "portal", "title": "放假通知", "body": "三月八日下午放假半天。"})).ok();
    let issue = json!({"issue": {"words": ["提交满意度调查"], "reason": "名称调整", "guidance": "", "recipients": ["lin-xiao"]}});
    desk.enter(PUBLISHER, "reminder", &issue).ok();
    let matches = desk.register("reminder")["state"]["reminders"][0]["matches"].clone();
    let found: Vec<_> = matches.as_array().expect("matches").iter().map(|one| (&one["item"], &one["stage"])).collect();
    assert_eq!(found, [(&json!("draft"), &json!("draft")), (&json!("out"), &json!("published"))]);
    assert_eq!(matches[0]["person"], SIGNERS[0]);
}

/// Whoever can write the table can also compute hashes; the decisions do not follow.
#[test]
fn a_forged_entry_with_right_hashes_is_named() {
    let folder = Folder::new("forged-register");
    let data = folder.join("data");
    let mut host = TestHost::start_in(reviewer(), PROFILE, &people(), data.clone()).expect("the host starts");
    host.keep_data();
    let desk = Desk::of(&host);
    desk.enter(OFFICER, "training", &session("保密常识")).ok();
    drop(host);
    verify_log(&data).passes();
    let columns = "kind, CAST(at AS TEXT), clause, body";
    let rows = sql::rows(&data, &format!("SELECT {columns} FROM registers WHERE register = 'training'"));
    let entry = Entry {
        id: 1,
        kind: rows[0][0].clone(),
        version: 1,
        at: rows[0][1].parse().expect("a number"),
        actor: "luo-yi".to_owned(),
        clause: rows[0][2].clone(),
        body: rows[0][3].replace("\"section\":\"business-environment\"", "\"section\":\"coordination\""),
    };
    let hash = reviewer().link_entry("", &entry).expect("the engine answers");
    let (actor, body) = (&entry.actor, &entry.body);
    let forge =
        format!("UPDATE registers SET actor = '{actor}', body = '{body}', hash = '{hash}' WHERE register = 'training'");
    sql::tamper(&data, &forge);
    let checked = verify_log(&data);
    assert_eq!(checked.code, 1, "{checked:?}");
    let said = "站点 portal-demo，登记簿 training，第 1 条（broken-replay）：重新判定未通过（wrong-section）";
    assert!(checked.text.contains(said), "{checked:?}");
}
