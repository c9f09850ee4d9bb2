//! `export-case` and `verify-log --archive`: one case proves itself without the platform; whatever is changed is named.

use crate::desk::{Desk, SIGNERS, notice, returning};
use crate::program::Folder;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use xianshen_host::accounts::demo;
use xianshen_host::archive::{Files, container, verify};
use xianshen_host::component::{bindings::Event, digest::sm3};
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, card, dist, people, program, reviewer};

/// A returned and then published item of two rounds, a public version; the data directory.
fn published(folder: &Folder) -> PathBuf {
    let data = folder.join("data");
    let mut host = TestHost::start_in(reviewer(), PROFILE, &people(), data.clone()).expect("the host starts");
    host.keep_data();
    let desk = Desk::of(&host);
    desk.submit("a-1", &notice("本局定于八月开展调查，欢迎企业参加。")).ok();
    desk.sign(SIGNERS[0], "a-1", 1).ok();
    desk.step(SIGNERS[1], "a-1", "return-to-editor", returning(&["请核对月份"])).ok();
    let document = notice("本局定于九月开展调查，欢迎企业参加。");
    let version = json!({"original": sm3("原件".as_bytes()), "redactions": ["第二段：个人电话"]});
    let card = card(json!({"public_version": version}).as_object().expect("an object"));
    desk.step(SIGNERS[0], "a-1", "submit", json!({"card": card, "documents": [document]})).ok();
    for (person, level) in SIGNERS.into_iter().zip(1..) {
        desk.sign(person, "a-1", level).ok();
    }
    desk.file("a-1");
    desk.issue("a-1", "publish").ok();
    desk.publish("a-1", "publish", &document).ok();
    data
}

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(program());
    command.env("XIANSHEN_COMPONENT", dist().join("xianshen.wasm")).args(arguments);
    command.output().expect("the program starts")
}

/// The options that name what the host in this process was started with.
fn export(folder: &Folder, data: &Path, output: &str) -> Output {
    let (profile, calendar) = (folder.join("profile.json"), folder.join("calendar.json"));
    fs::write(&profile, PROFILE).expect("writable");
    fs::write(&calendar, demo::CALENDAR).expect("writable");
    let path = |path: &Path| path.display().to_string();
    let output = path(&folder.join(output));
    run(&[
        "export-case",
        "a-1",
        "--output",
        &output,
        "--data",
        &path(data),
        "--profile",
        &path(&profile),
        "--calendar",
        &path(&calendar),
    ])
}

fn faults(files: &Files) -> Vec<String> {
    verify::verify(&reviewer(), files, None).expect("an answer").faults
}

#[track_caller]
fn names(files: &Files, what: &str) {
    let faults = faults(files);
    assert!(faults.iter().any(|fault| fault.contains(what)), "{what}: {faults:?}");
}

#[test]
fn a_case_proves_itself_without_the_platform() {
    let folder = Folder::new("archive");
    let data = published(&folder);
    for name in ["a.zip", "b.zip", "folder"] {
        let exported = export(&folder, &data, name);
        assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    }
    assert_eq!(fs::read(folder.join("a.zip")).unwrap(), fs::read(folder.join("b.zip")).unwrap(), "the same bytes");
    fs::remove_dir_all(&data).expect("the platform is gone");
    let files = container::read(&folder.join("a.zip")).expect("an archive");
    assert_eq!(container::read(&folder.join("folder")).expect("an archive"), files);
    let count = |start: &str| files.keys().filter(|name| name.starts_with(start)).count();
    assert_eq!(["documents/", "reports/", "profiles/", "calendars/", "forms/"].map(count), [2, 2, 1, 1, 2]);
    let readme = String::from_utf8_lossy(&files["README.md"]).into_owned();
    assert!(readme.contains(&sm3("原件".as_bytes())), "the digest of the withheld original");
    let path = folder.join("a.zip").display().to_string();
    let verified = run(&["verify-log", "--archive", &path]);
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.status.success() && said.contains("15 个事件：全部通过"), "{said}");
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).expect("JSON");
    let head = manifest["head"].as_str().expect("a hash");
    assert!(run(&["verify-log", "--archive", &path, "--head", head]).status.success());
    let other = run(&["verify-log", "--archive", &path, "--head", &sm3(b"another")]);
    assert_eq!(other.status.code(), Some(1), "the paper belongs to another case");
    every_changed_file_is_named(&files);
    every_missing_file_is_named(&files);
    new_digests_do_not_help(&files);
    new_hashes_do_not_help(&files);
}

/// One byte of one file.
fn every_changed_file_is_named(files: &Files) {
    for name in files.keys() {
        let mut changed = files.clone();
        let bytes = changed.get_mut(name).expect("there");
        // In the middle; a white space there stays readable where text stays text.
        let middle = bytes.len() / 2;
        bytes.insert(middle, b' ');
        names(&changed, name);
    }
}

fn every_missing_file_is_named(files: &Files) {
    for name in files.keys() {
        let mut changed = files.clone();
        changed.remove(name);
        names(&changed, name);
    }
    let mut changed = files.clone();
    changed.insert("documents/extra.json".to_owned(), b"{}".to_vec());
    names(&changed, "documents/extra.json");
}

/// Makes the list of files fit what was changed, as a forger would.
fn seal(mut files: Files, change: impl FnOnce(&mut Value)) -> Files {
    let mut manifest: Value = serde_json::from_slice(&files["manifest.json"]).expect("JSON");
    let own = ["manifest.json", "manifest.sm3"];
    let digests = files.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    manifest["files"] = digests.map(|(name, bytes)| (name.clone(), json!(sm3(bytes)))).collect();
    change(&mut manifest);
    let bytes = serde_json::to_vec_pretty(&manifest).expect("JSON");
    files.insert("manifest.sm3".to_owned(), format!("{}\n", sm3(&bytes)).into_bytes());
    files.insert("manifest.json".to_owned(), bytes);
    files
}

fn new_digests_do_not_help(files: &Files) {
    assert_eq!(faults(&seal(files.clone(), |_| {})), [] as [&str; 0], "sealing alone changes nothing");
    for start in ["documents/", "reports/", "profiles/", "calendars/", "forms/", "README.md"] {
        let name = files.keys().find(|name| name.starts_with(start)).expect("there").clone();
        let mut changed = files.clone();
        changed.get_mut(&name).expect("there").push(b' ');
        // A document is read, and a space behind it says nothing.
        if start == "documents/" {
            let text = String::from_utf8_lossy(&changed[&name]).replace("欢迎", "邀请");
            changed.insert(name.clone(), text.into_bytes());
        }
        names(&seal(changed, |_| {}), &name);
    }
    for (field, value) in [("item", json!("a-2")), ("site", json!("x")), ("events", json!(3)), ("originals", json!([]))]
    {
        names(&seal(files.clone(), |manifest| manifest[field] = value), "manifest.json");
    }
}

/// A forger who chains the events anew is stopped by the rules: each step is decided again.
fn new_hashes_do_not_help(files: &Files) {
    let text = String::from_utf8_lossy(&files["events.jsonl"]).into_owned();
    let events: Vec<Event> = text
        .lines()
        .map(|line| serde_json::from_value(serde_json::from_str::<Value>(line).unwrap()["event"].clone()).unwrap())
        .collect();
    let chain = |events: &[Event]| {
        let (mut previous, mut lines) = (String::new(), String::new());
        for event in events {
            previous = reviewer().link(&previous, event).expect("an answer");
            lines.push_str(&format!("{}\n", json!({"event": event, "hash": previous})));
        }
        let mut changed = files.clone();
        changed.insert("events.jsonl".to_owned(), lines.into_bytes());
        seal(changed, |manifest| manifest["head"] = json!(previous))
    };
    let second = events.iter().position(|event| event.kind == "signed" && event.actor == SIGNERS[1]).expect("signed");
    let mut same_person = events.clone();
    same_person[second].actor = SIGNERS[0].to_owned();
    names(&chain(&same_person), &format!("events.jsonl 第 {} 步（broken-replay）", second + 1));
    let mut earlier = events.clone();
    earlier[second].at = 0;
    names(&chain(&earlier), &format!("events.jsonl 第 {} 步（broken-replay）", second + 1));
    let mut unchained = files.clone();
    let moved = text.replacen(SIGNERS[1], SIGNERS[2], 1);
    unchained.insert("events.jsonl".to_owned(), moved.into_bytes());
    names(&seal(unchained, |_| {}), "（broken-chain）");
}

#[test]
fn what_cannot_be_proved_is_not_exported() {
    let folder = Folder::new("archive-refused");
    let data = published(&folder);
    let path = data.display().to_string();
    let output = folder.join("x.zip").display().to_string();
    let refused = |arguments: &[&str], code: &str, exit: i32| {
        let run = run(arguments);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(said.contains(&format!("错误[{code}]")) && run.status.code() == Some(exit), "{said}");
    };
    refused(&["export-case", "a-9", "--data", &path, "-o", &output], "unknown-item", 2);
    refused(&["export-case", "a-1", "--data", &path, "-o", &output], "settings-missing", 2);
    assert!(export(&folder, &data, "x.zip").status.success());
    assert!(!export(&folder, &data, "x.zip").status.success(), "nothing is overwritten");
    crate::sql::tamper(&data, "UPDATE documents SET json = replace(json, '九月', '十月')");
    let broken = export(&folder, &data, "y.zip");
    assert_eq!(broken.status.code(), Some(1));
    crate::sql::tamper(&data, "UPDATE events SET at = at + 1 WHERE seq = 3");
    let broken = export(&folder, &data, "y.zip");
    assert!(String::from_utf8_lossy(&broken.stderr).contains("第 3 步（broken-chain）"));
    assert!(!folder.join("y.zip").exists());
    refused(&["verify-log", "--archive", &folder.join("profile.json").display().to_string()], "archive", 2);
}
