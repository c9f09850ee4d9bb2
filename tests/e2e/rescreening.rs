//! New words while an item is under way: nobody signs on before it was screened with them (clause 8).

use crate::desk::{Desk, accepting, notice};
use serde_json::json;
use std::sync::Arc;
use xianshen_host::bake::bake;
use xianshen_host::component::{Limits, Reviewer, Runtime};
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, dist, people, reviewer};

const ITEM: &str = "rescreened";

/// The shipped component with one more word at this level, which the notices below contain.
fn with_new_word(level: &str) -> Arc<Reviewer> {
    let read = |name: &str| std::fs::read(dist().join(name)).expect("readable");
    let row = format!("满意度调察\twrong\t满意度调查\t{level}\texact\t\t\t\t\t\tagency\t本局词表\t应作“满意度调查”。");
    let rows = String::from_utf8(read("base.rows")).expect("UTF-8");
    let rows = format!("{rows}{}\n{row}\n", lexicon::COLUMNS.join("\t"));
    let baked = bake(&read("xianshen-builder.wasm"), &rows, &[]).expect("it bakes");
    let runtime = Runtime::new(Limits::default()).expect("the engine starts");
    Arc::new(Reviewer::from_bytes(&runtime, &baked.component, "newer words", None).expect("it loads"))
}

#[test]
fn what_is_under_way_is_screened_with_the_new_words() {
    let mut host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    desk.submit(ITEM, &notice("请各科室认真组织满意度调察。")).ok();
    desk.sign("lin-xiao", ITEM, 1).ok();
    desk.step("lin-xiao", ITEM, "record-screening", json!({})).refused(403, "already-screened", "8");
    let data = host.data().to_owned();
    host.keep_data();
    drop(host);

    let host = TestHost::start_in(with_new_word("confirm"), PROFILE, &people(), data).expect("it starts again");
    let desk = Desk::of(&host);
    desk.sign("zhou-min", ITEM, 2).refused(403, "screened-with-other-words", "8");
    let taken = desk.step("lin-xiao", ITEM, "record-screening", json!({})).ok();
    assert_eq!(taken["events"], json!(["screened"]));
    desk.sign("zhou-min", ITEM, 2).refused(403, "open-findings", "8");
    let key = desk.case(ITEM)["view"]["findings"][0]["key"].clone();
    desk.step("zhou-min", ITEM, "dispose-finding", accepting(&key, "引用来函原文")).ok();
    desk.sign("zhou-min", ITEM, 2).ok();
    let view = desk.case(ITEM)["view"].clone();
    assert_eq!(view["stage"], "second-signed", "the first signature stands: {view}");
}

#[test]
fn an_open_permit_is_not_used_before_a_screening_with_the_new_words() {
    let mut host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    let text = notice("请各科室认真组织满意度调察。");
    desk.clear(ITEM, &text);
    let token = desk.issue(ITEM, "publish").ok()["permit"]["token"].clone();
    let shown = |desk: &Desk| desk.post("wu-jing", "/api/permits/verify", &json!({"token": token}));
    shown(&desk).ok();
    let data = host.data().to_owned();
    host.keep_data();
    drop(host);

    let host = TestHost::start_in(with_new_word("block"), PROFILE, &people(), data).expect("it starts again");
    let desk = Desk::of(&host);
    shown(&desk).refused(403, "screened-with-other-words", "8");
    desk.publish(ITEM, "publish", &text).refused(403, "screened-with-other-words", "8");
    desk.step("lin-xiao", ITEM, "record-screening", json!({})).ok();
    shown(&desk).refused(403, "permit-void", "4");
    desk.publish(ITEM, "publish", &text).refused(403, "overtaken-by-words", "8");
}
