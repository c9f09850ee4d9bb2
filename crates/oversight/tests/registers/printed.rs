//! Forms of oversight, filled from real registers (clauses 4, 8, 18 and 20).
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::support::{COORDINATOR, DAY, DEPUTY, HEAD, Log, NOON, OFFICE, PRINCIPAL};
use articles::Profile;
use oversight::reports::{ItemFact, LookBackFact, Period, Records, Section};
use oversight::{ItemRow, SheetRequest, link, print};
use serde_json::json;

const PROFILE: &str = r#"{"agency":"某局","site":"s","sections":[{"id":"a","name":"甲科"},{"id":"b","name":"乙科"}],"channels":[{"id":"p","name":"门户"}]}"#;

fn page(log: &Log, request: SheetRequest) -> Result<String, &'static str> {
    let profile = Profile::read(PROFILE).unwrap();
    let request = SheetRequest { history: log.entries.clone(), records: records(), rows: rows(), ..request };
    let page = print(&request, &profile, &log.context(OFFICE)).map_err(|refusal| refusal.code)?;
    if let Some(last) = log.entries.last() {
        let before = log.entries.iter().rev().skip(1).rev();
        let head = link(&before.fold(String::new(), |previous, entry| link(&previous, entry)), last);
        assert!(page.contains(&head), "the last hash of the register");
    }
    assert!(page.contains("sm3:") && page.contains("<svg"), "a verification line");
    Ok(page)
}

fn of(form: &str, entry: u64) -> SheetRequest {
    SheetRequest { form: form.into(), entry, ..SheetRequest::default() }
}

fn records() -> Records {
    let section = |id: &str, name: &str| Section { id: id.into(), name: name.into() };
    let out = ItemFact {
        item: "n1".into(),
        section: "a".into(),
        handed_in_at: Some(NOON),
        published_at: Some(NOON + 1),
        returned: 3,
        look_backs: vec![LookBackFact { due: NOON + DAY, done_at: Some(NOON + 2) }],
        ..ItemFact::default()
    };
    let closed = ItemFact { item: "n2".into(), section: "a".into(), handed_in_at: Some(NOON), ..ItemFact::default() };
    Records {
        period: Period::month(2026, 11).unwrap(),
        sections: vec![section("a", "甲科"), section("b", "乙科")],
        items: vec![out, closed],
        ..Records::default()
    }
}

fn rows() -> Vec<ItemRow> {
    let row = |item: &str, title: &str, openness: &str| ItemRow {
        item: item.into(),
        title: title.into(),
        openness: openness.into(),
        reviewer: "陈某".into(),
        channels: vec!["p".into()],
    };
    vec![row("n1", "关于<招聘>的公告", "active"), row("n2", "", "closed")]
}

/// The text of a page without its tags.
fn text(page: &str) -> String {
    page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join("|")
}

#[test]
fn a_monthly_return_lists_the_month_and_says_when_it_is_nil() {
    let log = Log::new("training");
    let of_section = |section: &str| SheetRequest { section: section.into(), ..of("monthly-return", 0) };
    let page_a = page(&log, of_section("a")).unwrap();
    for said in ["2026年11月", "甲科", "关于&lt;招聘&gt;的公告", "陈某", "门户", "主动公开", "不予公开"]
    {
        assert!(page_a.contains(said), "{said}");
    }
    // Handed in, published, withheld, returned, withdrawn, looked back.
    assert!(text(&page_a).contains("|2||1||1||3||0||1|"), "{}", text(&page_a));
    assert!(page_a.contains(">n2<"), "what may not be printed stands by its number");
    let nil = page(&log, of_section("b")).unwrap();
    assert!(nil.contains("零报告") && !nil.contains("招聘"), "{nil}");
    assert!(page(&log, of_section("")).unwrap().contains("科室（单位）：某局"));
    assert_eq!(page(&log, of_section("c")), Err("unknown-section"));
}

#[test]
fn a_criticism_is_printed_until_it_is_revoked() {
    let mut log = Log::new("criticism");
    let issue = json!({"issue": {"section": "a", "number": "通报〔2026〕1号", "decided_by": "局长办公会", "date": "2026-11-25",
        "items": [{"item": "n1", "published_at": NOON - 1, "screened": false}], "text": "一条信息未经筛查即发布。"}});
    let entry = log.ok(OFFICE, &issue);
    let printed = page(&log, of("criticism-notice", entry)).unwrap();
    for said in [
        "通报〔2026〕1号",
        "局长办公会",
        "一条信息未经筛查即发布。",
        "关于&lt;招聘&gt;的公告",
        "甲科",
        "2026年11月25日",
    ] {
        assert!(printed.contains(said), "{said}");
    }
    assert!(printed.contains("按错误率由低到高排名"), "{printed}");
    assert_eq!(page(&log, of("criticism-notice", 9)), Err("form-not-ready"));
    log.ok(PRINCIPAL, &json!({"revoke": {"criticism": entry, "reason": "认定有误"}}));
    assert_eq!(page(&log, of("criticism-notice", entry)), Err("form-not-ready"));
}

#[test]
fn a_talk_is_printed_with_what_led_to_it_and_what_followed() {
    let mut log = Log::new("notice");
    let notice = json!({"register": {"origin": "city_office", "issuer": "市政府办公室", "number": "通报〔2026〕3号",
        "received": "2026-11-24", "sections": ["a"], "matter": "栏目更新不及时"}});
    let entry = log.ok(OFFICE, &notice);
    let talk = json!({"talk": {"notice": entry, "section": "a", "head": "head", "head_name": "某负责人", "date": "2026-11-25",
        "content": "指出问题", "demands": "限期更新", "mend_by": "2026-11-27"}});
    let talked = log.ok(DEPUTY, &talk);
    log.ok(
        OFFICE,
        &json!({"effect": {"notice": entry, "deduction_hundredths": 50, "grave": false, "basis": "考核通报"}}),
    );
    log.ok(HEAD, &json!({"mended": {"notice": entry, "section": "a", "done": "已逐栏更新"}}));
    log.ok(
        PRINCIPAL,
        &json!({"accountability": {"notice": entry, "section": "a", "decided_by": "局党组会议", "date": "2026-11-25",
        "measure": "批评教育", "basis": "考核办法"}}),
    );
    let printed = page(&log, of("talk-record", talked)).unwrap();
    for said in [
        "市政府办公室 通报〔2026〕3号",
        "栏目更新不及时",
        "deputy（分管领导）",
        "某负责人（甲科负责人）",
        "2026年11月25日",
        "指出问题",
        "限期更新",
        "已逐栏更新",
        "2026年11月27日",
        "☑造成扣分",
        "☐造成重大影响",
        "批评教育",
    ] {
        assert!(printed.contains(said), "{said} is missing: {printed}");
    }
    assert_eq!(page(&log, of("talk-record", entry)), Err("form-not-ready"), "a notice is no talk");
}

#[test]
fn changes_of_officers_are_printed_before_and_after_their_filing() {
    let mut log = Log::new("registry");
    assert_eq!(page(&log, of("officer-change", 0)), Err("form-not-ready"), "nothing has changed");
    let appoint = json!({"appoint": {"section": "a", "post": "information_officer", "person": "x", "name": "叶青", "phone": "0000-1",
        "starts": "2026-11-01", "basis": "新设岗位"}});
    let first = log.ok(COORDINATOR, &appoint);
    let contact = json!({"contact": {"section": "a", "post": "information_officer", "person": "x", "name": "叶青", "phone": "0000-2",
        "reason": "号码变更"}});
    let second = log.ok(COORDINATOR, &contact);
    let open = page(&log, of("officer-change", 0)).unwrap();
    for said in [
        "（新设）",
        "叶青",
        "0000-1",
        "0000-2",
        "信息专管员",
        "甲科",
        "新设岗位；号码变更",
        "2026年11月1日",
        "市大数据管理中心",
    ] {
        assert!(open.contains(said), "{said} is missing: {open}");
    }
    let file =
        json!({"file": {"changes": [first], "number": "备〔2026〕7号", "date": "2026-11-25", "receiver": "王某"}});
    let filed = log.ok(COORDINATOR, &file);
    let printed = page(&log, of("officer-change", filed)).unwrap();
    for said in ["备〔2026〕7号", "接收人：王某", "2026年11月25日", "0000-1"] {
        assert!(printed.contains(said), "{said} is missing: {printed}");
    }
    assert!(!printed.contains("0000-2"), "that change is not filed yet");
    let open = page(&log, of("officer-change", 0)).unwrap();
    assert!(open.contains("0000-2") && !open.contains("（新设）"), "only what is not filed");
    assert_eq!(page(&log, of("officer-change", second)), Err("form-not-ready"));
}

#[test]
fn what_is_no_form_of_oversight_is_refused() {
    let log = Log::new("registry");
    assert_eq!(page(&log, of("review-sheet", 0)), Err("unknown-form"));
    assert_eq!(page(&log, of("lottery", 0)), Err("unknown-form"));
    let template = Some("{{head.agence}}".to_owned());
    assert_eq!(page(&log, SheetRequest { template, ..of("monthly-return", 0) }), Err("invalid-template"));
}
