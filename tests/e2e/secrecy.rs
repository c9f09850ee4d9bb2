//! A text with a state-secret mark is refused everywhere and left nowhere: not in the database, its log, the program's log
//! or a temporary file, and not in an answer (invariant 8, clause 11.1).

use crate::desk::{Desk, LEADER, PUBLISHER, Reply, SIGNERS, accepting, complete_signing, notice, returning};
use crate::http;
use crate::program::{Folder, Server, verify_log};
use crate::sql;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Words that stand in no other place, so that finding them means the text was kept.
const MARKERS: [&str; 2] = ["zqmurmelberg7", "灯塔棱镜零九"];
/// The same for a text that may be kept: shows that the search finds what is there.
const CONTROL: &str = "kontrollwort8";

/// The text of a marked document.
fn marked() -> String {
    format!("机密★10年\n\n关于{}的请示 {}\n", MARKERS[1], MARKERS[0])
}

fn html_notice(body: &str) -> Value {
    let mut document = notice(body);
    document["body_format"] = json!("html");
    document
}

/// A mark in every part that is read, by name of the part.
fn documents() -> Vec<(&'static str, Value)> {
    let with = |field: &str, value: Value| {
        let mut document = notice("本局定于九月开展调查。");
        document[field] = value;
        document
    };
    let mut html = notice(&format!("<p>机密<b>★</b><i>10年</i></p><p>{}</p><!-- {} -->", MARKERS[1], MARKERS[0]));
    html["body_format"] = json!("html");
    let digest = format!("sm3:{}", "0".repeat(64));
    let file = json!([{"name": "附件.txt", "media_type": "text/plain", "digest": digest, "text": marked()}]);
    let named = json!([{"name": marked(), "media_type": "text/plain", "digest": digest, "text": null}]);
    vec![
        ("file-name", with("attachments", named)),
        ("metadata-name", with("metadata", json!([[marked(), "value"]]))),
        ("comment", html_notice(&format!("<p>一</p><!-- {} -->", marked()))),
        ("attribute", html_notice(&format!("<p>一<img alt=\"{}\"></p>", marked()))),
        ("raw-text", html_notice(&format!("<p>一</p><style/>{}", marked()))),
        ("unseen-element", html_notice(&format!("<template>{}</template>", marked()))),
        ("text", notice(&marked())),
        ("html", html),
        ("title", with("title", json!(marked().replace('\n', " ")))),
        ("summary", with("summary", json!(marked()))),
        ("attachment", with("attachments", file)),
        ("metadata", with("metadata", json!([["source", marked()]]))),
    ]
}

#[test]
fn a_marked_text_is_refused_and_left_nowhere() {
    let folder = Folder::new("secrecy");
    let (data, temporary) = (folder.join("data"), folder.join("tmp"));
    fs::create_dir_all(&temporary).expect("a folder");
    let mut server = Server::start(&data, |command| {
        command.current_dir(&temporary).env("TMPDIR", &temporary).env("RUST_LOG", "trace");
    });
    let desk = Desk::with_links(&server.address, &server.links);
    desk.clear("cleared", &notice(&format!("本局定于九月开展调查。{CONTROL}")));
    desk.issue("cleared", "publish").ok();

    let mut stops = documents_are_stopped(&desk);
    stops += words_are_stopped(&desk);
    bad_requests_repeat_nothing(&desk);
    left_nowhere(&folder.join(""));

    let mut expected = 0;
    for row in sql::rows(&data, "SELECT person, code, clause, rule, digest FROM audit WHERE code = 'secrecy-stop'") {
        let [person, _, clause, rule, digest] = row.as_slice() else { panic!("{row:?}") };
        assert!(SIGNERS.contains(&person.as_str()) || [PUBLISHER, LEADER].contains(&person.as_str()), "{row:?}");
        assert!(
            clause == "11.1" && rule.contains("state_secret") && digest.len() == 68 && digest.starts_with("sm3:"),
            "{row:?}"
        );
        expected += 1;
    }
    assert_eq!(stops, expected, "every stop is on record");
    // The database as it is left by a killed process, write-ahead log included, and after it was closed in order.
    server.kill();
    left_nowhere(&folder.join(""));
    verify_log(&data).passes();
    left_nowhere(&folder.join(""));
}

/// Submit, screen, check and publish with every document; how many were stopped.
fn documents_are_stopped(desk: &Desk) -> usize {
    let mut count = 0;
    for (part, document) in documents() {
        let screen = json!({"document": document, "options": {}});
        let replies = [
            desk.submit(&format!("new-{part}"), &document),
            desk.post(SIGNERS[0], "/api/screen", &screen),
            desk.check("cleared", "publish", &document),
            desk.publish("cleared", "publish", &document),
        ];
        for reply in &replies {
            stopped(reply, part);
        }
        assert_eq!(desk.case(&format!("new-{part}"))["events"], json!([]), "{part}");
        count += replies.len();
    }
    assert_eq!(desk.public("cleared").status, 404);
    // An explanation that quotes a mark is no marked text.
    desk.submit("quoted", &notice("标注“机密★10年”的文件按规定管理。")).ok();
    count
}

/// Opinion, reasons of an acceptance and of a return; how many were stopped.
fn words_are_stopped(desk: &Desk) -> usize {
    desk.submit("words", &notice("请于本月底前按步就班完成自查。")).ok();
    let case = desk.case("words");
    let key = &case["view"]["findings"][0]["key"];
    let mut signing = complete_signing(&case["view"], 1);
    signing["opinion"] = json!(marked());
    let replies = [
        desk.step(SIGNERS[0], "words", "sign", signing),
        desk.step(SIGNERS[0], "words", "dispose-finding", accepting(key, &marked())),
        desk.step(SIGNERS[1], "words", "return-to-editor", returning(&["请核实。", &marked()])),
    ];
    for reply in &replies {
        stopped(reply, "words");
    }
    replies.len() + permissions_are_stopped(desk)
}

/// Every text of a permission that is put on file; how many were stopped.
fn permissions_are_stopped(desk: &Desk) -> usize {
    let grant = json!({"persons": [PUBLISHER], "starts": 0, "ends": 1, "reason": marked()});
    let delegation = json!({"person": "tang-ning", "acts_for": SIGNERS[1], "role": "section_head", "section": "a", "starts": 0,
        "ends": 1, "granted_role": "deputy_leader", "reason": "出差", "number": marked()});
    let replies = [desk.post(LEADER, "/api/grants", &grant), desk.post(SIGNERS[2], "/api/delegations", &delegation)];
    for reply in &replies {
        stopped(reply, "permissions");
    }
    replies.len()
}

#[track_caller]
fn stopped(reply: &Reply, part: &str) {
    let problem = reply.refused(422, "secrecy-stop", "11.1");
    assert!(problem["remedy"].as_str().is_some_and(|remedy| remedy.contains("24 小时")), "{problem}");
    no_fragment(reply, part);
}

#[track_caller]
fn no_fragment(reply: &Reply, part: &str) {
    let text = reply.0.text();
    assert!(!MARKERS.iter().any(|marker| text.contains(marker)) && !text.contains('★'), "{part}: {text}");
}

/// What cannot be read is not repeated either, wherever in the request it stands.
fn bad_requests_repeat_nothing(desk: &Desk) {
    let headers = [("Cookie", desk.cookie(SIGNERS[0])), ("X-Xianshen", "1"), ("Content-Type", "application/json")];
    let bodies = [
        format!("{{\"sequence\":0,\"documents\":[{{\"channel\":\"portal\",\"title\":\"{}", MARKERS[0]),
        json!({"sequence": 0, "card": {}, "documents": [], "机密★10年 zqmurmelberg7": 1}).to_string(),
        json!({"sequence": "机密★10年 zqmurmelberg7", "card": {}, "documents": []}).to_string(),
    ];
    for body in bodies {
        let answer = http::send(&desk.address, "POST", "/api/items/bad/submit", &headers, body.as_bytes());
        let reply = Reply(answer.expect("the host answers"));
        assert_eq!(reply.0.status, 422, "{}", reply.0.text());
        no_fragment(&reply, "a bad body");
    }
    let path = "/api/items/%E6%9C%BA%E5%AF%86%E2%98%8510%E5%B9%B4zqmurmelberg7/submit";
    let body = json!({"sequence": 0, "card": {}, "documents": [notice("一")]}).to_string();
    let answer = http::send(&desk.address, "POST", path, &headers, body.as_bytes()).expect("the host answers");
    Reply(answer).problem(422, "bad-item-id");
}

/// Searches every file under the folder: database, write-ahead log, the program's log, temporary files.
fn left_nowhere(folder: &Path) {
    let mut control = false;
    let mut folders = vec![folder.to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).expect("readable");
            for marker in MARKERS {
                let wide: Vec<u8> = marker.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let found = contains(&bytes, marker.as_bytes()) || contains(&bytes, &wide);
                assert!(!found, "{} keeps the text", path.display());
            }
            control |= contains(&bytes, CONTROL.as_bytes());
            files += 1;
        }
    }
    assert!(control && files >= 2, "the search did not even find what may be kept");
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
