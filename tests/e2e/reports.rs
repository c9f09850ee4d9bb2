//! Reports over HTTP (clauses 8, 15 and 17): counted from the record of items, the host's log and the register of errors.

use crate::desk::{Desk, LEADER, PUBLISHER, SIGNERS, accepting, notice, returning};
use crate::program::Folder;
use crate::sql;
use serde_json::{Value, json};
use xianshen_host::testing::{START, TestHost};
use xianshen_tests::{PROFILE, people, reviewer};

const HOUR: u64 = 60 * 60 * 1000;
const TEXT: &str = "各科室请于三月十四日前提交满意度调查结果。";

fn report(desk: &Desk, kind: &str) -> Value {
    desk.get(PUBLISHER, &format!("/api/reports/{kind}?from=2025-03-01&to=2025-03-31")).ok()
}

/// The row of the section that writes.
fn row(table: &Value) -> &Value {
    let rows = table["rows"].as_array().expect("rows");
    rows.iter().find(|row| row["section"]["id"] == "business-environment").expect("the section's row")
}

fn enter(desk: &Desk, sequence: u64, entry: &Value) {
    desk.post(PUBLISHER, "/api/registers/error", &json!({"sequence": sequence, "entry": entry})).ok();
}

#[test]
fn every_table_counts_what_happened() {
    let folder = Folder::new("reports");
    let data = folder.join("data");
    let host = TestHost::start_in(reviewer(), PROFILE, &people(), data.clone()).expect("the host starts");
    let desk = Desk::of(&host);
    // Published in the evening with a grant, after it was returned once.
    desk.submit("out", &notice(TEXT)).ok();
    desk.sign(SIGNERS[0], "out", 1).ok();
    desk.step(SIGNERS[1], "out", "return-to-editor", returning(&["请核实。"])).ok();
    desk.clear("out", &notice(&format!("{TEXT}逾期不再受理。")));
    host.set_now(START + 9 * HOUR);
    let grant =
        json!({"persons": [PUBLISHER], "starts": START + 9 * HOUR, "ends": START + 10 * HOUR, "reason": "当晚须发布"});
    desk.post(LEADER, "/api/grants", &grant).ok();
    desk.issue("out", "publish").ok();
    desk.publish("out", "publish", &notice(&format!("{TEXT}逾期不再受理。"))).ok();
    // Refused for a finding that nobody has answered, then signed.
    desk.submit("signed", &notice("请于本月底前按步就班完成自查。")).ok();
    desk.sign(SIGNERS[0], "signed", 1).problem(403, "open-findings");
    let key = desk.case("signed")["view"]["findings"][0]["key"].clone();
    desk.step(SIGNERS[0], "signed", "dispose-finding", accepting(&key, "引用原文")).ok();
    desk.sign(SIGNERS[0], "signed", 1).ok();
    let found = json!({"report": {"item": "signed", "section": "business-environment", "class": "misspelling", "handed_in_at": START,
        "found_at": START + 9 * HOUR, "source": "coordinator", "place": "正文", "what": "错别字"}});
    enter(&desk, 0, &found);
    assert_eq!(row(&report(&desk, "error_rate"))["errors"], 0, "nobody has confirmed it");
    enter(&desk, 1, &json!({"confirm": {"error": 1, "class": "misspelling", "reason": "核对原文"}}));

    let rate = report(&desk, "error_rate");
    assert_eq!(row(&rate)["rate"], json!({"part": 1, "whole": 2, "permille": 500}), "{rate}");
    assert_eq!(row(&rate)["classes"]["misspelling"], 1);
    // A title and a body each.
    let (title, first) = (notice("")["title"].as_str().expect("a title").to_owned(), format!("{TEXT}逾期不再受理。"));
    let texts = [&title, &first, &title, "请于本月底前按步就班完成自查。"];
    let characters: usize = texts.iter().map(|text| text.chars().count()).sum();
    assert_eq!(row(&rate)["characters"], characters, "{rate}");
    assert!(rate["definition"].as_str().is_some_and(|text| text.contains("误报不计")), "{rate}");
    assert_eq!(row(&report(&desk, "return_rate"))["returns"], 1);
    assert_eq!(row(&report(&desk, "out_of_hours"))["items"], json!(["out"]));
    assert_eq!(row(&report(&desk, "blocked_attempts"))["attempts"][0]["item"], "signed");
    assert_eq!(row(&report(&desk, "unscreened"))["share"], json!({"part": 0, "whole": 1, "permille": 0}));
    assert_eq!(report(&desk, "ranking")["rows"][0]["rank"], 1);
    // Somebody puts other content live around the gate.
    sql::tamper(&data, "UPDATE live SET digest = (SELECT digest FROM documents WHERE item = 'signed')");
    assert_eq!(row(&report(&desk, "unscreened"))["items"], json!(["out"]), "that is no blocked attempt");
    let monthly = report(&desk, "monthly");
    assert_eq!((&row(&monthly)["published"], &row(&monthly)["blocked_attempts"]), (&json!(1), &json!(1)), "{monthly}");
}

#[test]
fn what_is_asked_wrongly_is_named() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    let kinds = desk.get(PUBLISHER, "/api/reports").ok();
    for kind in kinds["reports"].as_array().expect("kinds") {
        let table = report(&desk, kind["id"].as_str().expect("an id"));
        assert!(table["definition"].is_string() && table["total"].is_object(), "{table}");
    }
    let ask = |path: &str| desk.get(PUBLISHER, &format!("/api/reports/{path}"));
    ask("lottery?from=2025-03-01&to=2025-03-31").problem(404, "not-found");
    ask("monthly").problem(403, "bad-date");
    ask("monthly?from=2025-02-30&to=2025-03-31").refused(403, "bad-date", "17");
    ask("monthly?from=2025-03-31&to=2025-03-01").refused(403, "bad-period", "17");
    ask("monthly?from=%E6%9C%BA%E5%AF%86&to=2025-03-01").problem(422, "bad-date");
}

/// Four days on: one item looked back at in time, one too late, one taken down and not closed.
#[test]
fn look_backs_withdrawals_and_what_is_late_are_counted_from_the_record() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let mut desk = Desk::of(&host);
    let release = |desk: &Desk, item: &str| {
        desk.clear(item, &notice(TEXT));
        desk.issue(item, "publish").ok();
        desk.publish(item, "publish", &notice(TEXT)).ok();
    };
    let look = |desk: &Desk, item: &str| {
        let digest = desk.case(item)["view"]["live"].clone();
        desk.step(
            SIGNERS[1],
            item,
            "look-back",
            json!({"digest": digest, "none_found": true, "issues": [], "settlement": ""}),
        )
        .ok();
    };
    ["prompt", "late", "gone"].into_iter().for_each(|item| release(&desk, item));
    let open = report(&desk, "look_back");
    assert_eq!(row(&open)["open"], json!(["gone", "late", "prompt"]), "{open}");
    assert_eq!(row(&report(&desk, "overdue"))["items"], json!([]), "nothing is late on the same day");
    host.set_now(START + 24 * HOUR);
    // Sessions end with the day.
    desk = Desk::of(&host);
    look(&desk, "prompt");
    desk.step(PUBLISHER, "gone", "withdraw", json!({"reason": "内容有误"})).ok();
    host.set_now(START + 3 * 24 * HOUR);
    desk = Desk::of(&host);
    look(&desk, "late");

    let looked = report(&desk, "look_back");
    assert_eq!(row(&looked)["done"], json!({"part": 2, "whole": 2, "permille": 1000}), "taken down in time: {looked}");
    assert_eq!(row(&looked)["in_time"], json!({"part": 1, "whole": 2, "permille": 500}), "{looked}");
    assert_eq!(row(&report(&desk, "withdrawals"))["items"], json!(["gone"]));
    assert_eq!(row(&report(&desk, "overdue"))["items"], json!(["gone", "late"]), "the withdrawal is not closed");
    let monthly = report(&desk, "monthly");
    let row = row(&monthly);
    assert_eq!(
        (&row["withdrawn"], &row["overdue"], &row["look_back"]["part"]),
        (&json!(1), &json!(2), &json!(2)),
        "{monthly}"
    );
}

#[test]
fn the_forms_of_oversight_are_printed_from_registers_and_reports() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    desk.clear("out", &notice(TEXT));
    desk.issue("out", "publish").ok();
    desk.publish("out", "publish", &notice(TEXT)).ok();
    let ask = |form: &str, query: &str| {
        desk.get(PUBLISHER, &format!("/api/oversight/forms/{form}?from=2025-03-01&to=2025-03-31{query}"))
    };
    let page = |form: &str, query: &str| {
        let answer = ask(form, query).0;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert!(answer.header("content-security-policy").contains("sandbox"), "nothing runs in it");
        assert!(answer.text().contains("内容摘要：<span class=\"code\">sm3:"), "{}", answer.text());
        answer.text()
    };
    let title = notice("")["title"].as_str().expect("a title").to_owned();
    let monthly = page("monthly-return", "&section=business-environment");
    assert!(monthly.contains(&title) && monthly.contains("2025年3月") && monthly.contains("陈远"), "{monthly}");
    assert!(page("monthly-return", "&section=coordination").contains("零报告"));
    assert!(page("officer-change", "").contains("信息专管员"), "what the demo has appointed is not filed");
    ask("talk-record", "&entry=1").refused(403, "form-not-ready", "18");
    ask("criticism-notice", "&entry=1").refused(403, "form-not-ready", "8");
    ask("lottery", "").problem(422, "unknown-form");
    ask("monthly-return", "&section=nowhere").refused(403, "unknown-section", "4");

    let office = |register: &str, entry: Value| {
        desk.post("song-jie", &format!("/api/registers/{register}"), &json!({"sequence": 0, "entry": entry})).ok();
    };
    office(
        "criticism",
        json!({"issue": {"section": "business-environment", "number": "通报1号", "decided_by": "局长办公会",
        "date": "2025-03-03", "text": "未经筛查即发布。", "items": [{"item": "out", "published_at": START, "screened": false}]}}),
    );
    let criticism = page("criticism-notice", "&entry=1");
    assert!(criticism.contains("通报1号") && criticism.contains(&title), "{criticism}");
    office(
        "notice",
        json!({"register": {"origin": "city_office", "issuer": "市政府办公室", "number": "通报3号", "received": "2025-03-03",
        "sections": ["business-environment"], "matter": "栏目更新不及时"}}),
    );
    let talk = json!({"talk": {"notice": 1, "section": "business-environment", "head": SIGNERS[1], "head_name": "周敏", "date": "2025-03-03",
        "content": "指出问题", "demands": "限期更新", "mend_by": "2025-03-07"}});
    desk.post(SIGNERS[2], "/api/registers/notice", &json!({"sequence": 1, "entry": talk})).ok();
    let talk = page("talk-record", "&entry=2");
    assert!(talk.contains("陈远（分管领导）") && talk.contains("周敏") && talk.contains("通报3号"), "{talk}");
}
