//! Roster, patrol, plans, incidents (clause 19).

use crate::support::{COORDINATOR, DAY, DEPUTY, DUTY, HEAD, Log, NOBODY, NOON, OFFICE, PRINCIPAL, digest};
use oversight::{on_duty, patrolled_on, plans_in_force};
use serde_json::{Value, json};

#[test]
fn roster() {
    let mut log = Log::new("duty");
    assert_eq!(log.open(), ["nobody-on-duty", "roster-ends"]);
    let assign = |person: &str, starts: u64, ends: u64| json!({"assign": {"person": person, "name": "某人", "phone": "024-0000", "starts": starts, "ends": ends}});
    assert_eq!(log.no(HEAD, &assign("duty", NOON, NOON + DAY)), "wrong-role");
    assert_eq!(log.no(OFFICE, &assign("duty", NOON, NOON)), "bad-window");
    assert_eq!(log.no(OFFICE, &assign("duty", NOON, NOON + 8 * DAY)), "bad-window");
    assert_eq!(log.no(OFFICE, &assign("duty", NOON - DAY, NOON)), "in-the-past");
    let number = log.ok(OFFICE, &assign("duty", NOON, NOON + DAY));
    assert_eq!(log.no(OFFICE, &assign("duty", NOON + DAY - 1, NOON + 2 * DAY)), "overlap");
    log.ok(OFFICE, &assign("next", NOON + DAY, NOON + 4 * DAY));
    assert_eq!(log.open(), ["sign-on-due"]);
    assert_eq!(log.no(DUTY, &json!({"hand_over": {"shift": number, "note": "无事"}})), "not-signed-on");
    assert_eq!(log.no(OFFICE, &json!({"sign_on": {"shift": number}})), "not-on-duty");
    log.ok(DUTY, &json!({"sign_on": {"shift": number}}));
    log.ok(DUTY, &json!({"hand_over": {"shift": number, "note": "无事"}}));
    let persons =
        |moment| on_duty(&log.entries, moment).unwrap().iter().map(|shift| shift.person.clone()).collect::<Vec<_>>();
    assert_eq!(
        (persons(NOON), persons(NOON + DAY), persons(NOON + 4 * DAY).len()),
        (vec!["duty".into()], vec!["next".into()], 0)
    );
}

#[test]
fn patrol() {
    let mut log = Log::new("patrol");
    assert_eq!(log.open(), ["patrol-due"]);
    let entry = |channel: &str| {
        json!({"log": {
            "channels": ["portal"], "method": "manual", "note": "", "findings": [{"channel": channel, "place": "首页", "what": "链接失效"}]
        }})
    };
    assert_eq!(log.no(HEAD, &entry("portal")), "wrong-role");
    assert_eq!(log.no(DUTY, &entry("wechat")), "channel-not-patrolled");
    let number = log.ok(DUTY, &entry("portal"));
    assert_eq!(log.open(), ["patrol-finding-open"]);
    let follow =
        |finding: u64| json!({"follow": {"patrol": number, "finding": finding, "outcome": "已修复", "incident": 0}});
    assert_eq!(log.no(DUTY, &follow(2)), "not-found");
    log.ok(DUTY, &follow(1));
    assert_eq!(log.no(DUTY, &follow(1)), "already-done");
    assert_eq!((patrolled_on(&log.entries, NOON), patrolled_on(&log.entries, NOON + DAY)), (Ok(true), Ok(false)));
}

#[test]
fn plan() {
    let mut log = Log::new("plan");
    let draft = |effective: &str| json!({"draft": {"plan": "site", "title": "网站应急预案", "text": digest(), "changes": "首次制定", "effective": effective}});
    let approve = |number: u64| json!({"approve": {"version": number, "opinion": "同意"}});
    assert_eq!(log.open(), ["no-plan"]);
    let first = log.ok(OFFICE, &draft("2026-11-25"));
    assert_eq!(log.no(OFFICE, &approve(first)), "wrong-role");
    let both = ("office", "o", &["supervisor", "deputy_leader"] as &[_]);
    assert_eq!(log.no(both, &approve(first)), "same-person");
    let drill = json!({"drill": {"version": first, "date": "2026-11-25", "participants": ["duty"], "result": "合格"}});
    assert_eq!(log.no(OFFICE, &drill), "not-approved");
    log.ok(DEPUTY, &approve(first));
    let second = log.ok(OFFICE, &draft("2026-12-01"));
    log.ok(PRINCIPAL, &approve(second));
    let version = |moment| plans_in_force(&log.entries, moment).unwrap()[0].version;
    assert_eq!((version(NOON), version(NOON + 6 * DAY)), (1, 2));
    assert!(plans_in_force(&log.entries, NOON - DAY).unwrap().is_empty(), "nothing holds before its day");
    log.ok(OFFICE, &drill);
    let late = log.ok(OFFICE, &draft("2026-11-26"));
    log.now += 3 * DAY;
    assert_eq!(log.no(DEPUTY, &approve(late)), "in-the-past");
    log.ok(DEPUTY, &json!({"reject": {"version": late, "reason": "改期"}}));
    log.now += 400 * DAY;
    assert_eq!(log.open(), ["drill-due"]);
}

fn report() -> Value {
    json!({"noticed_at": NOON - 100, "source": "public", "item": "n1", "place": "首页", "what": "页面异常", "grave": true})
}

#[test]
fn incident_in_order() {
    let mut log = Log::new("incident");
    let number = log.ok(NOBODY, &json!({"report": report()}));
    let respond = |at: u64| json!({"respond": {"incident": number, "at": at, "what": "已联系"}});
    let recover = |at: u64| json!({"recover": {"incident": number, "at": at, "what": "已恢复"}});
    assert_eq!(log.open(), ["response-due"]);
    assert_eq!(log.no(DUTY, &recover(NOON)), "not-responded");
    assert_eq!(log.no(HEAD, &respond(NOON)), "wrong-role");
    assert_eq!(log.no(DUTY, &respond(NOON - 101)), "time-order");
    assert_eq!(log.no(DUTY, &respond(NOON + 1)), "in-the-future");
    log.ok(DUTY, &respond(NOON - 50));
    assert_eq!(log.open(), ["recovery-due"]);
    assert_eq!(log.no(DUTY, &recover(NOON - 51)), "time-order");
    log.ok(DUTY, &recover(NOON));
    let close = json!({"close": {"incident": number, "conclusion": "正常"}});
    log.ok(OFFICE, &close);
    assert_eq!(log.no(OFFICE, &close), "closed");
}

#[test]
fn a_program_that_reported_sees_that_it_is_mended_and_people_close() {
    let program = ("watch", "", &[] as &[_]);
    let mut log = Log::new("incident");
    let mut seen = report();
    seen["source"] = json!("monitoring");
    let number = log.ok(program, &json!({"report": seen}));
    let mended = |at: u64| json!({"mended": {"incident": number, "at": at, "what": "已与审查通过的一致"}});
    assert_eq!(log.no(DUTY, &mended(NOON)), "wrong-person");
    assert_eq!(log.no(program, &mended(NOON - 101)), "time-order");
    log.ok(program, &mended(NOON));
    assert_eq!(log.no(program, &mended(NOON)), "already-recovered");
    assert_eq!(log.open(), ["closing-due"]);
    assert_eq!(log.no(program, &json!({"close": {"incident": number, "conclusion": "正常"}})), "wrong-role");
    log.ok(OFFICE, &json!({"close": {"incident": number, "conclusion": "正常"}}));
    let by_hand = log.ok(program, &json!({"report": report()}));
    let other = json!({"mended": {"incident": by_hand, "at": NOON, "what": "好"}});
    assert_eq!(log.no(program, &other), "wrong-person", "what people noticed people conclude");
}

#[test]
fn emergency_is_reviewed_afterwards() {
    let mut log = Log::new("incident");
    let emergency = json!({"emergency": {"report": report(), "channels": ["portal", "wechat"]}});
    assert_eq!(log.no(HEAD, &emergency), "wrong-role");
    let number = log.ok(DUTY, &emergency);
    assert_eq!(log.open(), ["recovery-due", "review-due"]);
    let review =
        json!({"review": {"incident": number, "justified": true, "conclusion": "适当", "measures": "加强监测"}});
    let close = json!({"close": {"incident": number, "conclusion": "正常"}});
    let both = ("duty", "o", &["duty_officer", "supervisor"] as &[_]);
    assert_eq!(log.no(both, &review), "same-person");
    let restore =
        |permit: u64| json!({"restore": {"incident": number, "item": "n1", "digest": digest(), "permit": permit}});
    assert_eq!(log.no(COORDINATOR, &restore(0)), "no-permit");
    log.ok(COORDINATOR, &restore(7));
    log.ok(DUTY, &json!({"recover": {"incident": number, "at": NOON, "what": "已恢复"}}));
    assert_eq!(log.no(OFFICE, &close), "not-reviewed");
    log.ok(OFFICE, &review);
    log.ok(OFFICE, &close);
    assert_eq!(log.view()["incidents"][0]["taken_down"]["by"], "duty");
}
