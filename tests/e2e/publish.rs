//! The whole path of one item: handed in, screened, signed by three, permitted, published, read by the public; and what
//! the gate refuses on the way.

use crate::desk::{Desk, PUBLISHER, SIGNERS, accepting, handing_in, notice, returning};
use serde_json::json;
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, people, reviewer};

const TEXT: &str = "本局定于九月开展营商环境满意度调查，欢迎企业参加。";

fn start() -> (TestHost, Desk) {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    (host, desk)
}

#[test]
fn one_item_from_draft_to_reader() {
    let (host, desk) = start();
    let document = notice(TEXT);
    assert_eq!(desk.public("item-1").status, 404, "nothing is public before");

    assert_eq!(desk.submit("item-1", &document).ok()["events"], json!(["submitted", "screened"]));
    for (person, level) in SIGNERS.into_iter().zip(1..) {
        host.set_now(host.now() + 60_000);
        assert_eq!(desk.sign(person, "item-1", level).ok()["events"], json!(["signed"]));
        assert_eq!(desk.public("item-1").status, 404, "a signature publishes nothing");
    }
    desk.dry_run("item-1", "publish", &document).refused(403, "filing-incomplete", "6");
    desk.file("item-1");
    let dry = desk.dry_run("item-1", "publish", &document).ok();
    assert_eq!((&dry["verdict"], &dry["permit"]), (&json!("allow"), &json!(null)));
    let refused = desk.check("item-1", "publish", &document).refused(403, "no-permit", "4");
    assert_eq!(
        refused["refusals"][0]["code"], "no-permit",
        "a connector that looks only at the status does not publish"
    );
    assert_eq!(desk.issue("item-1", "publish").ok()["events"], json!(["permit-issued"]));
    let allowed = desk.check("item-1", "publish", &document).ok();
    assert!(allowed["verdict"] == "allow" && !allowed["permit"].is_null(), "{allowed}");
    assert_eq!(desk.public("item-1").status, 404, "a permit publishes nothing");
    assert_eq!(desk.publish("item-1", "publish", &document).ok()["events"], json!(["published"]));

    let page = desk.public("item-1");
    assert_eq!(page.status, 200);
    assert!(page.text().contains(TEXT) && page.text().contains("关于开展营商环境满意度调查的通知"), "{}", page.text());
    let case = desk.case("item-1");
    assert_eq!(
        (case["view"]["stage"].as_str(), case["events"].as_array().map(Vec::len)),
        (Some("published"), Some(11))
    );
    let names: Vec<_> =
        case["view"]["sheet"].as_array().expect("a sheet").iter().map(|row| row["name"].as_str()).collect();
    for name in ["林晓", "周敏", "陈远", "吴静"] {
        assert!(names.contains(&Some(name)), "{name} is on the sheet: {names:?}");
    }
}

#[test]
fn one_changed_character_is_refused() {
    let (_host, desk) = start();
    desk.clear("item-1", &notice(TEXT));
    desk.issue("item-1", "publish").ok();
    for changed in
        [notice(&TEXT.replace("九月", "十月")), notice(&format!("{TEXT} ")), notice(&TEXT.replace('。', "."))]
    {
        desk.check("item-1", "publish", &changed).refused(403, "content-changed", "4");
        let problem = desk.publish("item-1", "publish", &changed).refused(403, "content-changed", "4");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains("第四条")), "{problem}");
    }
    let mut title = notice(TEXT);
    title["title"] = json!("关于开展营商环境满意度调查的通告");
    desk.publish("item-1", "publish", &title).refused(403, "content-changed", "4");
    assert_eq!(desk.public("item-1").status, 404);
    // The permit was not used up by attempts that failed.
    desk.publish("item-1", "publish", &notice(TEXT)).ok();
}

#[test]
fn a_permit_works_once() {
    let (_host, desk) = start();
    desk.clear("item-1", &notice(TEXT));
    desk.issue("item-1", "publish").ok();
    desk.publish("item-1", "publish", &notice(TEXT)).ok();
    desk.publish("item-1", "publish", &notice(TEXT)).refused(403, "already-published", "4");
    desk.issue("item-1", "publish").refused(403, "already-published", "4");
    assert_eq!(desk.case("item-1")["events"].as_array().map(Vec::len), Some(11), "nothing was added");
}

#[test]
fn the_old_text_stays_until_the_new_round_is_complete() {
    let (_host, desk) = start();
    let (old, new) = (notice(TEXT), notice("本局定于十月开展营商环境满意度调查，欢迎企业参加。"));
    desk.clear("item-1", &old);
    desk.issue("item-1", "publish").ok();
    desk.publish("item-1", "publish", &old).ok();
    let is_live = |text: &str| desk.public("item-1").text().contains(text);

    desk.submit("item-1", &new).ok();
    for (person, level) in SIGNERS.into_iter().zip(1..) {
        assert!(is_live("九月"), "the old text stays before level {level}");
        desk.publish("item-1", "update", &new).problem(403, "signature-missing");
        desk.sign(person, "item-1", level).ok();
    }
    desk.file("item-1");
    desk.issue("item-1", "update").ok();
    assert!(is_live("九月") && !is_live("十月"));
    desk.publish("item-1", "update", &new).ok();
    assert!(is_live("十月") && !is_live("九月"));
}

#[test]
fn a_finding_is_answered_or_the_text_is_corrected() {
    let (_host, desk) = start();
    let wrong = notice("请于本月底前按步就班完成自查，并报送结果。");
    desk.submit("item-1", &wrong).ok();
    let findings = desk.case("item-1")["view"]["findings"].clone();
    assert_eq!(findings.as_array().map(Vec::len), Some(1), "{findings}");
    desk.sign(SIGNERS[0], "item-1", 1).problem(403, "open-findings");
    let answer = accepting(&findings[0]["key"], "引用来信原文，予以保留。");
    desk.step(SIGNERS[0], "item-1", "dispose-finding", answer).ok();
    desk.sign(SIGNERS[0], "item-1", 1).ok();

    desk.submit("item-2", &wrong).ok();
    desk.submit("item-2", &notice("请于本月底前按部就班完成自查，并报送结果。")).ok();
    assert_eq!(desk.case("item-2")["view"]["findings"], json!([]));
    desk.sign(SIGNERS[0], "item-2", 1).ok();
}

#[test]
fn a_returned_item_begins_again() {
    let (_host, desk) = start();
    desk.submit("item-1", &notice(TEXT)).ok();
    desk.sign(SIGNERS[0], "item-1", 1).ok();
    desk.step(SIGNERS[1], "item-1", "return-to-editor", returning(&["请补充联系人。"])).ok();
    desk.sign(SIGNERS[1], "item-1", 2).refused(403, "returned", "6");
    desk.clear("item-1", &notice(&format!("{TEXT}联系人：林晓。")));
    let stage = desk.case("item-1")["view"]["stage"].clone();
    assert_eq!(stage, "cleared");
    // Nobody but the editor hands in, not even who publishes.
    desk.step(PUBLISHER, "item-1", "submit", handing_in([&notice(TEXT)])).refused(403, "not-an-editor", "6.1");
}
