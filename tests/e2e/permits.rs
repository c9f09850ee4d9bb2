//! Permits as signed tokens (clause 4): who is shown one can verify it with the public key alone or ask the host, and every way of using it for
//! something else is named.

use crate::desk::{Desk, PUBLISHER, Reply, SITE, notice};
use crate::http;
use crate::program::Folder;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use xianshen_host::testing::{START, TestHost};
use xianshen_tests::{PROFILE, dist, people, program, reviewer};

const TEXT: &str = "本局定于九月开展营商环境满意度调查，欢迎企业参加。";

fn start() -> (TestHost, Desk) {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    (host, desk)
}

/// The token of a fresh permit for the notice.
fn permitted(desk: &Desk, item: &str) -> String {
    desk.clear(item, &notice(TEXT));
    let issued = desk.issue(item, "publish").ok();
    issued["permit"]["token"].as_str().expect("a token").to_owned()
}

/// Shows a token without being signed in.
fn show(desk: &Desk, shown: &Value) -> Reply {
    let headers = [("X-Xianshen", "1"), ("Content-Type", "application/json")];
    let body = shown.to_string();
    Reply(http::send(&desk.address, "POST", "/api/permits/verify", &headers, body.as_bytes()).expect("it answers"))
}

#[test]
fn a_token_stands_for_one_thing_until_it_is_used() {
    let (_host, desk) = start();
    let token = permitted(&desk, "item-1");
    permitted(&desk, "item-2");
    let digest = desk.case("item-1")["view"]["renditions"][0]["digest"].clone();
    let exact = json!({"token": token, "site": SITE, "item": "item-1", "action": "publish", "channel": "portal", "digest": digest});
    let yes = show(&desk, &exact).ok();
    assert_eq!(yes["valid"], true);
    let other = |field: &str, value: &str| {
        let mut shown = exact.clone();
        shown[field] = json!(value);
        show(&desk, &shown)
    };
    other("site", "other").refused(403, "other-site", "4");
    other("item", "item-2").refused(403, "other-item", "4");
    other("channel", "wechat").refused(403, "other-channel", "4");
    other("action", "update").refused(403, "wrong-action", "4");
    other("digest", &format!("sm3:{}", "0".repeat(64))).refused(403, "content-changed", "4");
    show(&desk, &json!({"token": token, "approved": true})).problem(422, "unknown-field");

    let known = desk.get(PUBLISHER, &format!("/api/permits/{}", yes["id"].as_str().expect("an id"))).ok();
    assert_eq!((&known["stands"], &known["claims"]["digest"]), (&json!(true), &digest));
    for id in ["item-1.1", "item-1.99", "item-1.x", "item-9.1", "nothing"] {
        desk.get(PUBLISHER, &format!("/api/permits/{id}")).problem(404, "not-found");
    }
    let anonymous = http::send(&desk.address, "GET", "/api/permits/item-1.10", &[], b"").expect("it answers");
    Reply(anonymous).problem(401, "not-signed-in");

    desk.publish("item-1", "publish", &notice(TEXT)).ok();
    show(&desk, &exact).refused(403, "permit-used", "4");
    let used = desk.get(PUBLISHER, "/api/permits/item-1.10").ok();
    assert_eq!((&used["stands"], &used["refusal"]["code"]), (&json!(false), &json!("permit-used")));
}

#[test]
fn what_is_not_our_signature_is_no_permit() {
    let (host, desk) = start();
    let token = permitted(&desk, "item-1");
    show(&desk, &json!({"token": &token[..token.len() - 4]})).refused(422, "permit-malformed", "");
    show(&desk, &json!({"token": token.replacen("xsp1", "xsp2", 1)})).refused(422, "permit-version", "");
    let mut changed = token.clone().into_bytes();
    let middle = changed.len() / 2;
    changed[middle] = if changed[middle] == b'A' { b'B' } else { b'A' };
    let changed = String::from_utf8(changed).expect("ASCII");
    show(&desk, &json!({"token": changed})).refused(403, "permit-bad-signature", "4");

    let (_other_host, elsewhere) = start();
    show(&elsewhere, &json!({"token": token})).refused(403, "permit-other-key", "4");
    // Signed with the very key of the site, but recorded nowhere.
    let pem = std::fs::read_to_string(host.data().join("permit.key")).expect("the key is there");
    let key = permit_token::SecretKey::from_pem(&pem).expect("a key");
    let mut claims: Value = desk.get(PUBLISHER, "/api/permits/item-1.10").ok()["claims"].clone();
    claims["expires"] = json!(START * 2);
    let forged = permit_token::Token::sign(&key, claims.to_string().as_bytes()).expect("signed");
    show(&desk, &json!({"token": forged})).refused(403, "permit-not-recorded", "4");
}

#[test]
fn the_secret_key_is_in_its_file_alone() {
    let (host, desk) = start();
    permitted(&desk, "item-1");
    let pem = std::fs::read_to_string(host.data().join("permit.key")).expect("the key is there");
    let secret: Vec<&str> = pem.lines().filter(|line| !line.starts_with('-')).collect();
    for file in std::fs::read_dir(host.data()).expect("the data is there").map(|file| file.expect("readable").path()) {
        let bytes = std::fs::read(&file).expect("readable");
        let text = String::from_utf8_lossy(&bytes);
        assert_eq!(secret.iter().any(|line| text.contains(line)), file.ends_with("permit.key"), "{}", file.display());
    }
    let keys = http::send(&desk.address, "GET", "/api/permit-keys", &[], b"").expect("it answers");
    assert!(keys.status == 200 && secret.iter().all(|line| !keys.text().contains(line)), "{}", keys.text());
}

/// Runs a subcommand; exit code, standard output and standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(program());
    let output = command.env("XIANSHEN_COMPONENT", dist().join("xianshen.wasm")).args(arguments).output();
    let output = output.expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("a path of UTF-8")
}

#[test]
fn a_token_is_verified_offline_also_after_a_rotation() {
    let (host, desk) = start();
    let (folder, data) = (Folder::new("permits"), host.data().to_owned());
    let (key, document, other) = (folder.join("key.pem"), folder.join("document.json"), folder.join("other.json"));
    let old = permitted(&desk, "item-1");
    let (code, pem, _) = run(&["keys", "show", "--data", shown(&data)]);
    assert_eq!(code, 0);
    std::fs::write(&key, &pem).expect("written");
    std::fs::write(&document, notice(TEXT).to_string()).expect("written");
    std::fs::write(&other, notice("另一篇").to_string()).expect("written");
    let now = (START + 60_000).to_string();
    let verify = |token: &str, more: &[&str]| {
        let mut arguments = vec!["verify-permit", "--key", shown(&key), token, "--at", &now];
        arguments.extend(more);
        run(&arguments)
    };
    let (code, out, errors) = verify(&old, &["--document", shown(&document), "--item", "item-1", "--site", SITE]);
    assert!(code == 0 && out.contains("许可有效：item-1.10"), "{out}{errors}");
    for (more, wanted) in [
        (["--document", shown(&other)], "content-changed"),
        (["--item", "item-2"], "other-item"),
        (["--site", "other"], "other-site"),
        (["--channel", "wechat"], "other-channel"),
        (["--action", "update"], "wrong-action"),
    ] {
        let (code, _, errors) = verify(&old, &more);
        assert!(code == 1 && errors.contains(&format!("[{wanted}]")), "{wanted}: {errors}");
    }
    for (at, wanted) in [(START - 1, "permit-not-yet"), (START * 2, "permit-expired")] {
        let (code, _, errors) = run(&["verify-permit", "--key", shown(&key), &old, "--at", &at.to_string()]);
        assert!(code == 1 && errors.contains(&format!("[{wanted}]")), "{wanted}: {errors}");
    }
    assert_eq!(verify("xsp1.a.b", &[]).0, 1);
    assert_eq!(run(&["verify-permit", "--key", shown(&document), &old]).0, 2);

    assert_eq!(run(&["keys", "rotate", "--data", shown(&data)]).0, 0, "while the host runs");
    let new = permitted(&desk, "item-2");
    let (code, _, errors) = verify(&new, &[]);
    assert!(code == 1 && errors.contains("[permit-other-key]"), "{errors}");
    assert_eq!(verify(&old, &[]).0, 0, "the old key still verifies what it has signed");
    for token in [old, new] {
        show(&desk, &json!({"token": token})).ok();
    }
    assert_eq!(run(&["keys", "show", "--data", shown(&folder.join("none"))]).0, 2);
}
