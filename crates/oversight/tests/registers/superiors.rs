//! What comes from above, what we count and criticise ourselves, and leaks (clauses 8, 12, 16, 17 and 18).

use crate::support::{
    COORDINATOR, DAY, DEPUTY, EDITOR, HEAD, Log, NOBODY, NOON, OFFICE, OFFICER, OTHER_HEAD, PRINCIPAL, digest,
};
use oversight::reports::ErrorClass;
use oversight::{Match, MatchStage, confirmed_errors, searched_words, with_matches};
use serde_json::{Value, json};

fn notice(origin: &str) -> Value {
    json!({"register": {
        "origin": origin, "issuer": "市政府办公室", "number": "通报〔2026〕3号", "received": "2026-11-24", "sections": ["a"], "matter": "栏目更新不及时"
    }})
}

fn talk(head: &str) -> Value {
    json!({"talk": {
        "notice": 1, "section": "a", "head": head, "head_name": "某负责人", "date": "2026-11-25", "content": "指出问题", "demands": "限期更新",
        "mend_by": "2026-11-27"
    }})
}

fn accountability() -> Value {
    json!({"accountability": {
        "notice": 1, "section": "a", "decided_by": "局党组会议", "date": "2026-11-25", "measure": "批评教育", "basis": "考核办法"
    }})
}

#[test]
fn notice_talk_accountability() {
    let mut log = Log::new("notice");
    assert_eq!(log.no(OFFICE, &notice("own_statistics")), "own-statistics");
    assert_eq!(log.no(COORDINATOR, &notice("city_office")), "wrong-role");
    log.ok(OFFICE, &notice("city_office"));
    assert_eq!(log.open(), ["talk-due"]);
    assert_eq!(log.no(OFFICE, &accountability()), "not-talked");
    assert_eq!(log.no(OFFICE, &talk("head")), "wrong-role");
    assert_eq!(log.no(DEPUTY, &talk("deputy")), "same-person");
    log.ok(DEPUTY, &talk("head"));
    assert_eq!(log.no(OFFICE, &accountability()), "no-effect");
    let close = json!({"close": {"notice": 1, "note": "完成"}});
    assert_eq!(log.no(OFFICE, &close), "still-open");
    let effect = |deduction: u32| json!({"effect": {"notice": 1, "deduction_hundredths": deduction, "grave": false, "basis": "考核通报"}});
    log.ok(OFFICE, &effect(50));
    assert_eq!(log.open(), ["mending-due", "accountability-due"]);
    log.ok(HEAD, &json!({"mended": {"notice": 1, "section": "a", "done": "已更新"}}));
    assert_eq!(log.no(DEPUTY, &accountability()), "wrong-role");
    log.ok(PRINCIPAL, &accountability());
    assert_eq!(log.no(OFFICE, &effect(0)), "already-decided");
    assert_eq!(log.open(), ["closing-due"]);
    log.ok(OFFICE, &close);
    assert_eq!((log.open().len(), log.no(OFFICE, &close)), (0, "closed"));
}

#[test]
fn words_are_looked_up() {
    let mut log = Log::new("reminder");
    let issue = json!({"issue": {"words": ["旧称"], "reason": "机构更名", "guidance": "", "recipients": ["editor"]}})
        .to_string();
    let found = |item: &str| Match {
        item: item.into(),
        stage: MatchStage::Draft,
        section: "a".into(),
        person: "editor".into(),
    };
    assert_eq!(searched_words(&log.entries, &issue), ["旧称"]);
    // What the caller claims to have found does not count: the search does.
    let claimed = issue.replace(
        "\"words\"",
        "\"matches\":[{\"item\":\"x\",\"stage\":\"draft\",\"section\":\"a\",\"person\":\"p\"}],\"words\"",
    );
    let entered: Value = serde_json::from_str(&with_matches(&log.entries, &claimed, vec![found("n1")])).unwrap();
    assert_eq!(entered["issue"]["matches"][0]["item"], "n1");
    let number = log.ok(COORDINATOR, &entered);
    let more = json!({"add_matches": {"reminder": number}}).to_string();
    assert_eq!(searched_words(&log.entries, &more), ["旧称"]);
    let again = serde_json::from_str(&with_matches(&log.entries, &more, vec![found("n1")])).unwrap();
    assert_eq!(log.no(COORDINATOR, &again), "nothing-new");
    let new = serde_json::from_str(&with_matches(&log.entries, &more, vec![found("n1"), found("n2")])).unwrap();
    log.ok(COORDINATOR, &new);
    for other in ["{}", r#"{"read":{"reminder":1}}"#, r#"{"add_matches":{"reminder":9}}"#] {
        assert_eq!(searched_words(&log.entries, other), [""; 0], "{other}");
    }
    assert_eq!(with_matches(&log.entries, "{}", vec![found("n1")]), "{}");
}

#[test]
fn reminder() {
    let mut log = Log::new("reminder");
    let matched = json!([{"item": "n1", "stage": "draft", "section": "a", "person": "editor"}]);
    let issue = json!({"issue": {
        "words": ["旧称"], "reason": "机构更名", "guidance": "用新名称", "recipients": ["editor", "officer"], "matches": matched
    }});
    assert_eq!(log.no(HEAD, &issue), "wrong-role");
    let number = log.ok(COORDINATOR, &issue);
    assert_eq!(log.open(), ["reminder-unread", "reminder-unread", "match-open"]);
    let read = json!({"read": {"reminder": number}});
    assert_eq!(log.no(HEAD, &read), "not-a-recipient");
    log.ok(EDITOR, &read);
    assert_eq!(log.no(EDITOR, &read), "already-read");
    let settle = |item: &str, outcome: &str| json!({"settle": {"reminder": number, "item": item, "outcome": outcome, "reason": "已改"}});
    assert_eq!(log.no(OTHER_HEAD, &settle("n1", "changed")), "wrong-section");
    assert_eq!(log.no(EDITOR, &settle("n1", "withdrawn")), "not-published");
    assert_eq!(log.no(EDITOR, &settle("n9", "changed")), "not-matched");
    log.ok(EDITOR, &settle("n1", "changed"));
    let more = json!({"add_matches": {"reminder": number, "matches": [{"item": "p1", "stage": "published", "section": "a", "person": "editor"}]}});
    log.ok(COORDINATOR, &more);
    assert_eq!(log.no(COORDINATOR, &more), "twice");
    log.ok(HEAD, &settle("p1", "withdrawn"));
    log.now += 2 * DAY;
    assert!(
        log.open() == ["reminder-unread"] && log.tasks().iter().all(|task| task.overdue && task.person == "officer")
    );
    log.ok(COORDINATOR, &json!({"recall": {"reminder": number, "reason": "名称已全部更新"}}));
    assert_eq!((log.open().len(), log.no(OFFICER, &read)), (0, "recalled"));
}

#[test]
fn superior_check() {
    let mut log = Log::new("superior_check");
    let number = log.ok(COORDINATOR, &json!({"receive": {
        "checker": "市政府办公室", "number": "抽查1", "received": "2026-11-25", "section": "a", "item": "", "place": "通知公告", "what": "错别字"
    }}));
    assert!(log.open() == ["mending-due"] && !log.tasks().iter().any(|task| task.overdue));
    let verify = |passed: bool| json!({"verify": {"finding": number, "passed": passed, "note": "已核实"}});
    let reply = json!({"reply": {"finding": number, "number": "复〔2026〕1号", "date": "2026-11-26"}});
    log.now += DAY;
    assert!(log.tasks().iter().all(|task| task.overdue), "at once is the same day");
    assert_eq!(log.no(COORDINATOR, &verify(true)), "not-mended");
    log.ok(EDITOR, &json!({"mend": {"finding": number, "done": "已改正"}}));
    assert_eq!(log.no(COORDINATOR, &reply), "not-verified");
    log.ok(COORDINATOR, &verify(true));
    log.ok(COORDINATOR, &reply);
    assert_eq!(log.open(), [""; 0]);
}

#[test]
fn error() {
    let mut log = Log::new("error");
    let report = |section: &str, found_at: u64| {
        json!({"report": {
            "item": "n1", "section": section, "class": "other", "handed_in_at": NOON - 9, "found_at": found_at, "source": "coordinator",
            "place": "第二段", "what": "文号不对"
        }})
    };
    assert_eq!(log.no(NOBODY, &report("a", NOON - 10)), "time-order", "before hand-over nothing counts");
    assert_eq!(log.no(NOBODY, &report("a", NOON + 1)), "in-the-future");
    let number = log.ok(NOBODY, &report("a", NOON));
    assert_eq!(log.open(), ["judgement-due"]);
    assert_eq!(confirmed_errors(&log.entries), Ok(vec![]));
    let confirm = |number: u64| json!({"confirm": {"error": number, "class": "misspelling", "reason": "核对原文"}});
    assert_eq!(log.no(HEAD, &confirm(number)), "own-section");
    assert_eq!(log.no(OTHER_HEAD, &confirm(number)), "wrong-role");
    log.ok(COORDINATOR, &confirm(number));
    assert_eq!(confirmed_errors(&log.entries).unwrap().first().unwrap().class, ErrorClass::Misspelling);
    assert_eq!(log.no(COORDINATOR, &json!({"reject": {"error": number, "reason": "误报"}})), "wrong-state");
    log.ok(HEAD, &json!({"object": {"error": number, "reason": "原文如此"}}));
    assert_eq!(log.open(), ["objection-open"]);
    log.ok(COORDINATOR, &json!({"revoke": {"error": number, "reason": "异议成立"}}));
    assert_eq!(confirmed_errors(&log.entries), Ok(vec![]));
    let own = log.ok(NOBODY, &report("c", NOON));
    assert_eq!(log.no(COORDINATOR, &confirm(own)), "own-section");
    log.ok(OFFICE, &confirm(own));
}

#[test]
fn criticism() {
    let mut log = Log::new("criticism");
    let issue = |published_at: u64, screened: bool| {
        json!({"issue": {
            "section": "a", "number": "通〔2026〕1号", "decided_by": "局长办公会", "date": "2026-11-25", "text": "未经筛查发布",
            "items": [{"item": "n1", "published_at": published_at, "screened": screened}]
        }})
    };
    assert_eq!(log.no(COORDINATOR, &issue(NOON, false)), "wrong-role");
    assert_eq!(log.no(OFFICE, &issue(0, false)), "not-published");
    assert_eq!(log.no(OFFICE, &issue(NOON, true)), "was-screened");
    let number = log.ok(OFFICE, &issue(NOON, false));
    let revoke = json!({"revoke": {"criticism": number, "reason": "查明有筛查记录"}});
    log.ok(OFFICE, &revoke);
    assert_eq!(log.no(OFFICE, &revoke), "already-revoked");
}

#[test]
fn leak() {
    let mut log = Log::new("leak");
    let number = log.ok(
        NOBODY,
        &json!({"report": {
            "item": "n1", "digest": digest(), "noticed_at": NOON, "place": "门户网站",
            "chain": [{"step": "初审", "person": "editor", "name": "某人", "section": "a", "at": 1}]
        }}),
    );
    assert_eq!(log.open(), ["report-due"]);
    let conclude = json!({"conclude": {
        "leak": number, "decided_by": "局党组", "date": "2026-11-25", "conclusion": "追究责任", "basis": "保密法"
    }});
    assert_eq!(log.no(OFFICE, &conclude), "not-reported");
    log.ok(
        OFFICE,
        &json!({"hand_over": {"leak": number, "authority": "保密局", "date": "2026-11-25", "number": "报1"}}),
    );
    log.ok(OFFICE, &conclude);
    assert_eq!(log.open(), [""; 0]);
}
