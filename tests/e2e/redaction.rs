//! A public version (clause 9): what was taken out is in no answer that a publisher or the public can get, in no export and in no log.

use crate::desk::{Desk, LEADER, PUBLISHER, Reply, SIGNERS, complete_signing, notice, returning};
use crate::http;
use crate::program::{Folder, Server, log_of, verify_log};
use crate::sql;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;
use xianshen_host::accounts::demo;
use xianshen_host::archive::container;
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, card, people, program, reviewer};

/// The connector `wordpress` reaches it as `9`.
const ITEM: &str = "wordpress-9";
/// Words that stand in no other place, in body, attachments and metadata.
const SECRETS: [&str; 5] = ["青山路", "zqblaumeise7", "zqkohlmeise8", "zqtannenmeise9", "zqsumpfmeise6"];
/// People who may never read the original.
const OTHERS: [&str; 8] = [PUBLISHER, "tang-ning", "song-jie", "luo-yi", "li-na", "sun-li", "he-ping", "qian-hui"];
/// People who judge it.
const READERS: [&str; 5] = [SIGNERS[0], SIGNERS[1], SIGNERS[2], LEADER, "zhao-lei"];

const BODY: &str =
    "<p>各科室请于三月十四日前提交满意度调查结果。</p><p>经办人家住<b>青山路</b>九号院zqblaumeise7，见附件。</p>";
const LIST: &str = "一、张某 zqkohlmeise8\n二、李某\n";

fn original() -> Value {
    let file = |name: &str, text: &str| {
        let digest = document::sm3_text(text.as_bytes());
        json!({"name": name, "media_type": "text/plain", "digest": digest, "text": text})
    };
    let mut original = notice(BODY);
    original["body_format"] = json!("html");
    original["attachments"] = json!([file("名单.txt", LIST), file("报价.txt", "报价 zqtannenmeise9 元")]);
    original["metadata"] = json!([["联系人", "zqsumpfmeise6"]]);
    original
}

/// All five are taken out: a passage across tags, one of an attachment, a metadata entry, a whole attachment.
fn request() -> Value {
    let removal = |part: &str, source: &str, words: &str, basis: &str| {
        let start = source.find(words).expect("it stands there");
        json!({"part": part, "start": start, "end": start + words.len(), "basis": basis, "note": "联系方式"})
    };
    let removals = [
        removal("body", BODY, "<b>青山路</b>九号院zqblaumeise7", "personal_privacy"),
        removal("attachment/0", LIST, "张某 zqkohlmeise8", "personal_privacy"),
        removal("metadata/联系人", "zqsumpfmeise6", "zqsumpfmeise6", "internal_affairs"),
    ];
    let attachments = json!([{"number": 1, "basis": "commercial_secret", "note": "报价"}]);
    json!({"document": original(), "classification": "not_secret", "removals": removals, "attachments": attachments})
}

fn public_card(made: &Value) -> Value {
    card(&Map::from_iter([("public_version".to_owned(), made["public_version"].clone())]))
}

/// Hands in what was made.
fn submit(desk: &Desk, item: &str, made: &Value) -> Reply {
    desk.step(SIGNERS[0], item, "submit", json!({"card": public_card(made), "documents": [made["document"]]}))
}

/// From the original to the published public version, over a return.
fn published(desk: &Desk) -> Value {
    let made = desk.step(SIGNERS[0], ITEM, "redact", request()).ok();
    submit(desk, ITEM, &made).ok();
    desk.sign(SIGNERS[0], ITEM, 1).ok();
    desk.step(SIGNERS[1], ITEM, "return-to-editor", returning(&["请在末尾注明办理时限"])).ok();
    let mut second = made.clone();
    let body = second["document"]["body"].as_str().expect("a body").to_owned();
    second["document"]["body"] = json!(format!("{body}<p>请按时办理。</p>"));
    submit(desk, ITEM, &second).ok();
    for (person, level) in SIGNERS.into_iter().zip(1..) {
        desk.step(person, ITEM, "sign", complete_signing(&desk.case(ITEM)["view"], level)).ok();
    }
    desk.file(ITEM);
    desk.issue(ITEM, "publish").ok();
    desk.publish(ITEM, "publish", &second["document"]).ok();
    second
}

/// Everything of the original that nobody else may get: words, files, digests, the salt.
fn secrets(data: &Path) -> Vec<String> {
    let files = [LIST, "报价 zqtannenmeise9 元"].map(|text| document::sm3_text(text.as_bytes()));
    let sealed: Value = serde_json::from_str(&sql::rows(data, "SELECT json FROM originals")[0][0]).expect("JSON");
    let original: document::Document = serde_json::from_value(original()).expect("a document");
    let more = [document::digest(&original), sealed["salt"].as_str().expect("a salt").to_owned()];
    assert_eq!(more[1].len(), 32);
    SECRETS.iter().map(|&word| word.to_owned()).chain(files).chain(more).collect()
}

#[track_caller]
fn without(secrets: &[String], what: &str, text: &str) {
    let told = secrets.iter().find(|secret| text.contains(secret.as_str()));
    assert!(told.is_none(), "{what} tells {told:?}");
}

#[test]
fn what_was_taken_out_is_in_no_answer_and_no_export() {
    let folder = Folder::new("redaction");
    let data = folder.join("data");
    let host = TestHost::start_in(reviewer(), PROFILE, &people(), data.clone()).expect("the host starts");
    let desk = Desk::of(&host);
    let made = published(&desk);
    let secrets = secrets(&data);
    without(&secrets, "the public version", &made.to_string());
    listed(&made);
    for person in OTHERS {
        for path in addresses(&desk, &data, person) {
            let reply = desk.get(person, &path);
            assert!(reply.0.status < 500, "{path} {}", reply.0.text());
            without(&secrets, &format!("{path} to {person}"), &reply.0.text());
        }
        asks_for_more(&desk, &secrets, person);
    }
    let public = desk.public(ITEM);
    assert!(public.status == 200 && public.text().contains("【不予公开】"), "{}", public.text());
    without(&secrets, "the public page", &public.text());
    connector_learns_nothing(&desk, &data, &secrets, &made);
    readers_read(&desk, &data, &secrets);
    exported(&folder, &data, &secrets);
    let verified = verify_log(&data);
    verified.passes();
    without(&secrets, "verify-log", &verified.text);
}

/// Number, place and reason of everything, in the order of the text.
fn listed(made: &Value) {
    let entries = made["public_version"]["redactions"].as_array().expect("a list");
    let law = "《政府信息公开条例》";
    let expected = [
        format!("正文第 1 处：个人隐私（{law}第十五条）——联系方式"),
        format!("附件1第 1 处：个人隐私（{law}第十五条）——联系方式"),
        format!("元数据第 1 处：内部事务信息（{law}第十六条第一款）——联系方式"),
        format!("附件2整件：商业秘密（{law}第十五条）——报价"),
    ];
    assert_eq!(entries, &expected.map(Value::from));
    assert_eq!(made["document"]["attachments"].as_array().map(Vec::len), Some(1));
    assert_eq!(made["document"]["attachments"][0]["name"], "名单.公开版.txt");
}

/// Every address that answers something about an item, and those that answer about all.
fn addresses(desk: &Desk, data: &Path, person: &str) -> Vec<String> {
    let item = format!("/api/items/{ITEM}");
    let mut paths: Vec<String> = ["", "/forms", "/originals", "/originals/1"].map(|it| format!("{item}{it}")).into();
    let all = ["/api/items", "/api/tasks", "/api/registers", "/api/permissions", "/api/me"];
    paths.extend(all.map(str::to_owned));
    let mut digests: Vec<String> = sql::rows(data, "SELECT digest FROM documents").concat();
    assert_eq!(digests.len(), 2, "two rounds");
    // The original, asked for by its digest.
    digests.push(document::digest(&serde_json::from_value(original()).expect("a document")));
    for from in &digests {
        paths.push(format!("{item}/documents/{from}"));
        paths.extend(digests.iter().map(|to| format!("{item}/compare?from={from}&to={to}")));
    }
    let named = |path: &str, list: &str, field: &str| {
        let found = desk.get(person, path).json();
        let list = found[list].as_array().cloned().unwrap_or_default();
        list.into_iter().filter_map(|it| it[field].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    paths.extend(named(&format!("{item}/forms"), "forms", "path"));
    let reports = named("/api/reports", "reports", "id");
    assert!(!reports.is_empty());
    paths.extend(reports.iter().map(|id| format!("/api/reports/{id}?from=2025-03-01&to=2025-03-31")));
    let permits = sql::rows(data, "SELECT CAST(seq AS TEXT) FROM events WHERE kind = 'permit-issued'").concat();
    assert!(!permits.is_empty());
    paths.extend(permits.iter().map(|seq| format!("/api/permits/{ITEM}-{seq}")));
    paths
}

/// Somebody else asks for the original, hands it in, makes a version of it, puts guesses into words.
fn asks_for_more(desk: &Desk, secrets: &[String], person: &str) {
    let view = desk.get(person, &format!("/api/items/{ITEM}")).ok();
    assert_eq!(view["originals"], json!([]), "{person}");
    let list = desk.get(person, &format!("/api/items/{ITEM}/originals"));
    assert!(list.0.status == 403 && list.json()["clause"] == "9", "{person} {}", list.0.text());
    assert_eq!(desk.get(person, &format!("/api/items/{ITEM}/originals/7")).0.status, 403, "{person} learns no number");
    let check = json!({"action": "update", "channel": "portal", "document": notice("一"), "dry_run": true});
    let replies = [
        desk.step(person, ITEM, "redact", request()),
        desk.step(person, ITEM, "submit", json!({"card": card(&Map::new()), "documents": [original()]})),
        desk.step(person, ITEM, "return-to-editor", returning(&["九号院"])),
        desk.step(person, ITEM, "check", check),
    ];
    for reply in replies {
        assert!(reply.0.status == 403, "{person} {}", reply.0.text());
        without(secrets, "a refusal", &reply.0.text());
    }
}

fn connector_learns_nothing(desk: &Desk, data: &Path, secrets: &[String], made: &Value) {
    let mut command = Command::new(program());
    let output =
        command.args(["connector", "add", "wordpress", "--data"]).arg(data).output().expect("the program runs");
    let bearer = format!("Bearer {}", String::from_utf8_lossy(&output.stdout).trim());
    let send = |method: &str, path: &str, body: &Value| {
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        let path = format!("/api/connector/items/9{path}");
        Reply(http::send(&desk.address, method, &path, &headers, body.to_string().as_bytes()).expect("an answer"))
    };
    let shown = send("GET", "", &Value::Null);
    shown.ok();
    without(secrets, "the connector's view", &shown.0.text());
    // Not even on behalf of the editor: the answer would tell the connector whether a guess is right.
    for document in [made["document"].clone(), original()] {
        let body = json!({"person": SIGNERS[0], "card": public_card(made), "documents": [document]});
        let refused = send("POST", "/submit", &body);
        refused.refused(403, "original-sealed", "9");
        without(secrets, "a refusal", &refused.0.text());
    }
    let body = json!({"person": PUBLISHER, "channel": "portal", "document": original()});
    let checked = send("POST", "/check", &body);
    assert!(checked.0.status >= 400, "{}", checked.0.text());
    without(secrets, "a check", &checked.0.text());
}

/// Who made it and who judges it may read it, and every reading is on record.
fn readers_read(desk: &Desk, data: &Path, secrets: &[String]) {
    for person in READERS {
        let list = desk.get(person, &format!("/api/items/{ITEM}/originals"));
        assert_eq!(list.ok()["originals"][0]["number"], 1, "{person}");
        without(secrets, "a list", &list.0.text());
        let read = desk.get(person, &format!("/api/items/{ITEM}/originals/1"));
        read.ok();
        let text = read.0.text();
        assert!(SECRETS.iter().all(|word| text.contains(word)), "the search finds what is there: {text}");
        desk.get(person, &format!("/api/items/{ITEM}/originals/2")).problem(404, "not-found");
    }
    let records = |code: &str| {
        sql::rows(data, &format!("SELECT person, clause, item FROM audit WHERE code = '{code}' ORDER BY seq"))
    };
    let expected: Vec<Vec<String>> = READERS.iter().map(|it| [*it, "9", ITEM].map(str::to_owned).to_vec()).collect();
    assert_eq!(records("read-original"), expected);
    assert_eq!(records("sealed-original"), [[SIGNERS[0], "9", ITEM]]);
}

fn exported(folder: &Folder, data: &Path, secrets: &[String]) {
    let (profile, calendar, output) = (folder.join("p.json"), folder.join("c.json"), folder.join("case.zip"));
    fs::write(&profile, PROFILE).expect("writable");
    fs::write(&calendar, demo::CALENDAR).expect("writable");
    let mut command = Command::new(program());
    command.args(["export-case", ITEM, "--data"]).arg(data).arg("--output").arg(&output);
    let run = command.arg("--profile").arg(profile).arg("--calendar").arg(calendar).output().expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let files = container::read(&output).expect("an archive");
    assert!(files.len() > 5);
    for (name, bytes) in &files {
        without(secrets, name, &String::from_utf8_lossy(bytes));
        without(secrets, "a file's name", name);
    }
}

#[test]
fn whoever_knows_the_words_does_not_write_them_and_nobody_else_can_try_them_out() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    let made = desk.step(SIGNERS[0], "r-1", "redact", request()).ok();
    let stale = json!({"sequence": 3});
    let mut body = request();
    body["sequence"] = stale["sequence"].clone();
    desk.post(SIGNERS[0], "/api/items/r-1/redact", &body).problem(409, "stale-sequence");
    // The file that went out as text, and the one that was left out, come back by no other name.
    for number in [0, 1] {
        let mut document = made["document"].clone();
        let mut file = original()["attachments"][number].clone();
        (file["name"], file["text"]) = (json!("其他.pdf"), Value::Null);
        document["attachments"] = json!([file]);
        let body = json!({"card": public_card(&made), "documents": [document]});
        desk.step(SIGNERS[0], "r-1", "submit", body).refused(403, "removed-words-remain", "9");
    }
    submit(&desk, "r-1", &made).ok();
    desk.sign(SIGNERS[0], "r-1", 1).ok();
    let quoting = returning(&["住址青山路九号院ZQBLAUMEISE7不应遮盖"]);
    desk.step(SIGNERS[1], "r-1", "return-to-editor", quoting).refused(403, "text-quotes-removed", "9");
    // To a publisher a right guess is answered like a wrong one.
    let answers = ["青山路九号院zqblaumeise7", "绿水街八号楼"].map(|guess| {
        let reply = desk.step("tang-ning", "r-1", "return-to-editor", returning(&[guess]));
        (reply.0.status, reply.json()["code"].clone())
    });
    assert_eq!(answers[0].0, 200, "{answers:?}");
    assert_eq!(answers[1].1, "returned", "only the first one had a round to return: {answers:?}");
}

#[test]
fn a_second_version_of_the_same_item_counts_and_the_first_stays_sealed() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    let first = desk.step(SIGNERS[0], "r-2", "redact", request()).ok();
    let mut less = request();
    less["attachments"] = json!([]);
    let second = desk.step(SIGNERS[0], "r-2", "redact", less).ok();
    assert_eq!((&first["number"], &second["number"]), (&json!(1), &json!(2)));
    assert_ne!(first["public_version"]["original"], second["public_version"]["original"], "each seal has a salt");
    submit(&desk, "r-2", &first).refused(403, "public-version-not-stated", "9");
    submit(&desk, "r-2", &second).ok();
    // What went out in it cannot be taken back by sealing.
    desk.step(SIGNERS[0], "r-2", "redact", request()).refused(403, "original-was-submitted", "9");
    assert_eq!(desk.get(SIGNERS[1], "/api/items/r-2/originals").ok()["originals"].as_array().map(Vec::len), Some(2));
}

#[test]
fn an_original_is_in_no_log_and_no_temporary_file() {
    let folder = Folder::new("redaction-log");
    let (data, temporary) = (folder.join("data"), folder.join("tmp"));
    fs::create_dir_all(&temporary).expect("a folder");
    let mut server = Server::start(&data, |command| {
        command.current_dir(&temporary).env("TMPDIR", &temporary).env("RUST_LOG", "trace");
    });
    let desk = Desk::with_links(&server.address, &server.links);
    let made = desk.step(SIGNERS[0], "r-3", "redact", request()).ok();
    submit(&desk, "r-3", &made).ok();
    desk.get(SIGNERS[1], "/api/items/r-3/originals/1").ok();
    desk.get(PUBLISHER, "/api/items/r-3/originals/1").refused(403, "original-not-for-publishers", "9");
    // A secret is stopped before the first write, as everywhere.
    let mut marked = request();
    marked["document"]["title"] = json!("机密★10年");
    desk.step(SIGNERS[0], "r-4", "redact", marked).refused(422, "secrecy-stop", "11.1");
    server.kill();
    let log = fs::read_to_string(log_of(&data)).expect("a log");
    assert!(log.contains("original sealed"), "the log says what happened");
    without(&secrets(&data), "the log", &log);
    assert_eq!(fs::read_dir(&temporary).expect("readable").count(), 0);
    assert_eq!(sql::rows(&data, "SELECT item FROM originals"), [["r-3"]]);
    verify_log(&data).passes();
}
