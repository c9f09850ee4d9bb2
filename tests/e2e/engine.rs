//! The engine gives no answer: refused with `engine-failure`, nothing is published, the host records it and keeps serving.

use crate::desk::{Desk, PUBLISHER, SIGNERS, notice};
use crate::program::{Folder, verify_log};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use xianshen_host::component::{Limits, Reviewer};
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, dist, people, reviewer};

/// Too large for the limits below, far from too large for the real ones. No two paragraphs are the same: that would be a finding.
fn large() -> Value {
    let paragraph = |number: u32| format!("本局定于九月开展第{number}次调查，欢迎企业参加。\n");
    notice(&(1..=160_000).map(paragraph).collect::<String>())
}

fn start(reviewer: Arc<Reviewer>, data: &Path) -> (TestHost, Desk) {
    let mut host = TestHost::start_in(reviewer, PROFILE, &people(), data.to_owned()).expect("the host starts");
    host.keep_data();
    let desk = Desk::of(&host);
    (host, desk)
}

fn starved(limits: Limits) -> Arc<Reviewer> {
    Arc::new(Reviewer::load(&dist().join("xianshen.wasm"), limits).expect("enough for the samples"))
}

#[test]
fn out_of_fuel() {
    refuses(Limits { fuel_base: 100_000_000, fuel_per_byte: 0, ..Limits::default() }, "fuel-limit");
}

#[test]
fn out_of_memory() {
    refuses(Limits { memory_base: 20 << 20, memory_per_byte: 0, ..Limits::default() }, "memory-limit");
}

fn refuses(limits: Limits, kind: &str) {
    let folder = Folder::new(kind);
    let data = folder.join("data");
    {
        let (_host, desk) = start(reviewer(), &data);
        desk.clear("item-1", &large());
        desk.issue("item-1", "publish").ok();
    }
    {
        let (host, desk) = start(starved(limits), &data);
        let replies = [
            (SIGNERS[0], desk.submit("item-2", &large())),
            (SIGNERS[0], desk.post(SIGNERS[0], "/api/screen", &json!({"document": large(), "options": {}}))),
            (PUBLISHER, desk.check("item-1", "publish", &large())),
            (PUBLISHER, desk.publish("item-1", "publish", &large())),
        ];
        for (_, reply) in &replies {
            let problem = reply.problem(503, "engine-failure");
            assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains("拒绝")), "{problem}");
        }
        assert_eq!(desk.public("item-1").status, 404, "nothing is published");
        assert_eq!(desk.case("item-1")["view"]["stage"], "permitted", "no event was added");
        assert_eq!(desk.case("item-2")["events"], json!([]), "nothing is stored");
        let audit = host.audit().expect("the records");
        let recorded: Vec<_> =
            audit.iter().map(|row| (row.entry.person.as_str(), &*row.entry.code, &*row.entry.rule)).collect();
        let expected: Vec<_> = replies.iter().map(|(person, _)| (*person, "engine-failure", kind)).collect();
        assert_eq!(recorded, expected);
        // Small things go on as before.
        let small = notice("本局定于九月开展调查，欢迎企业参加。");
        desk.clear("item-3", &small);
        desk.issue("item-3", "publish").ok();
        desk.publish("item-3", "publish", &small).ok();
        assert_eq!(desk.public("item-3").status, 200);
    }
    verify_log(&data).passes();
    let (_host, desk) = start(reviewer(), &data);
    desk.publish("item-1", "publish", &large()).ok();
    assert_eq!(desk.public("item-1").status, 200, "the engine is back");
}
