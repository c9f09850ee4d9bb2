//! `xianshen verify-log`: a good record passes; of one that was tampered with it names site, item and the first failing step.

use crate::desk::{Desk, SIGNERS, notice};
use crate::program::{Folder, verify_log};
use crate::sql;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use xianshen_host::component::bindings::Event;
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, people, program, reviewer};

/// A data directory with two items and a few refusals: `a-1` published (11 events), `a-2` signed once (3 events).
fn good(folder: &Folder) -> PathBuf {
    let data = folder.join("good");
    let mut host = TestHost::start_in(reviewer(), PROFILE, &people(), data.clone()).expect("the host starts");
    host.keep_data();
    let desk = Desk::of(&host);
    let document = notice("本局定于九月开展调查，欢迎企业参加。");
    desk.clear("a-1", &document);
    desk.publish("a-1", "publish", &document).refused(403, "no-permit", "4");
    desk.issue("a-1", "publish").ok();
    desk.publish("a-1", "publish", &document).ok();
    desk.submit("a-2", &notice("本局定于十月开展调查，欢迎企业参加。")).ok();
    desk.sign(SIGNERS[0], "a-2", 1).ok();
    desk.sign(SIGNERS[0], "a-2", 2).problem(403, "wrong-role");
    data
}

/// What is done to the record, and what must be said about it.
const TAMPERINGS: &[(&str, &str, &[&str])] = &[
    (
        "changed body",
        "UPDATE events SET body = replace(body, 'lin-xiao', 'lin-xia0') || ' ' WHERE item = 'a-1' AND seq = 3",
        &["稿件 a-1，第 3 步（broken-chain）"],
    ),
    (
        "changed actor",
        "UPDATE events SET actor = 'wu-jing' WHERE item = 'a-1' AND seq = 4",
        &["稿件 a-1，第 4 步（broken-chain）"],
    ),
    (
        "changed time",
        "UPDATE events SET at = at + 1 WHERE item = 'a-2' AND seq = 3",
        &["稿件 a-2，第 3 步（broken-chain）"],
    ),
    (
        "changed hash",
        "UPDATE events SET hash = 'sm3:' || substr(hash, 6) || '0' WHERE item = 'a-1' AND seq = 2",
        &["稿件 a-1，第 2 步（broken-chain）"],
    ),
    ("deleted event", "DELETE FROM events WHERE item = 'a-1' AND seq = 4", &["稿件 a-1，第 4 步（broken-sequence）"]),
    (
        "deleted first event",
        "DELETE FROM events WHERE item = 'a-2' AND seq = 1",
        &["稿件 a-2，第 1 步（broken-sequence）"],
    ),
    (
        "deleted and renumbered",
        "DELETE FROM events WHERE item = 'a-1' AND seq = 4; \
         UPDATE events SET seq = seq - 1 WHERE item = 'a-1' AND seq = 5; \
         UPDATE events SET seq = seq - 1 WHERE item = 'a-1' AND seq = 6; \
         UPDATE events SET seq = seq - 1 WHERE item = 'a-1' AND seq = 7; \
         UPDATE events SET seq = seq - 1 WHERE item = 'a-1' AND seq = 8; \
         UPDATE events SET seq = seq - 1 WHERE item = 'a-1' AND seq = 9; \
         UPDATE events SET seq = seq - 1 WHERE item = 'a-1' AND seq = 10; \
         UPDATE events SET seq = seq - 1 WHERE item = 'a-1' AND seq = 11",
        &["稿件 a-1，第 4 步（broken-chain）"],
    ),
    (
        "reordered",
        "UPDATE events SET seq = 99 WHERE item = 'a-1' AND seq = 4; \
         UPDATE events SET seq = 4 WHERE item = 'a-1' AND seq = 5; \
         UPDATE events SET seq = 5 WHERE item = 'a-1' AND seq = 99",
        &["稿件 a-1，第 4 步（broken-chain）"],
    ),
    (
        "moved to another item",
        "UPDATE events SET item = 'a-3' WHERE item = 'a-2'; INSERT INTO cases (site, item, created) \
         SELECT site, 'a-3', created FROM cases WHERE item = 'a-2'",
        &["稿件 a-2：没有任何事件"],
    ),
    ("all events deleted", "DELETE FROM events WHERE item = 'a-2'", &["稿件 a-2：没有任何事件"]),
    (
        "publication deleted",
        "DELETE FROM events WHERE item = 'a-1' AND seq = 11",
        &["稿件 a-1：渠道 portal 的在线内容没有"],
    ),
    (
        "other content put live",
        "UPDATE live SET digest = (SELECT digest FROM documents WHERE item = 'a-2') WHERE item = 'a-1'",
        &["稿件 a-1：渠道 portal 的在线内容不是记录中发布的内容"],
    ),
    ("live row deleted", "DELETE FROM live WHERE item = 'a-1'", &["稿件 a-1：渠道 portal 的在线内容被删除"]),
    ("audit row changed", "UPDATE audit SET person = 'lin-xiao' WHERE seq = 1", &["主机记录第 1 条"]),
    (
        "register entry changed",
        "UPDATE registers SET actor = 'lin-xiao' WHERE register = 'registry' AND seq = 3",
        &["登记簿 registry，第 3 条（broken-chain）"],
    ),
    (
        "register entry deleted",
        "DELETE FROM registers WHERE register = 'registry' AND seq = 4",
        &["登记簿 registry，第 4 条（broken-sequence）"],
    ),
    (
        "entries moved to another register",
        "UPDATE registers SET register = 'duty'",
        &["登记簿 duty，第 1 条（broken-replay）"],
    ),
    ("audit row deleted", "DELETE FROM audit WHERE seq = 1", &["主机记录第 1 条"]),
    (
        "stored content changed",
        "UPDATE documents SET json = replace(json, '九月', '八月') WHERE item = 'a-1'",
        &["稿件 a-1：", "内容与摘要不符"],
    ),
    (
        "two places",
        "UPDATE events SET actor = 'x' WHERE item = 'a-2' AND seq = 2; UPDATE events SET actor = 'x' WHERE seq = 5; \
         UPDATE audit SET code = 'x' WHERE seq = 2",
        &["稿件 a-1，第 5 步（broken-chain）", "稿件 a-2，第 2 步（broken-chain）", "主机记录第 2 条", "3 处不符"],
    ),
];

#[test]
fn every_tampering_is_named() {
    let folder = Folder::new("log");
    let good = good(&folder);
    let checked = verify_log(&good);
    checked.passes();
    assert!(checked.text.contains("2 件稿件、14 个事件、2 条主机记录、9 条登记"), "{checked:?}");
    for (number, (name, statements, said)) in TAMPERINGS.iter().enumerate() {
        let copy = folder.join(&format!("copy-{number}"));
        duplicate(&good, &copy);
        sql::tamper(&copy, statements);
        let checked = verify_log(&copy);
        assert_eq!(checked.code, 1, "{name}: {checked:?}");
        for part in *said {
            assert!(checked.text.contains(part), "{name}: “{part}” is missing in {}", checked.text);
        }
        let sited = checked
            .text
            .lines()
            .filter(|line| line.contains("稿件 a-") || line.contains("登记簿 "))
            .all(|line| line.contains("站点 portal-demo"));
        assert!(sited, "{name}: {}", checked.text);
    }
    verify_log(&good).passes();
}

/// Whoever can write the table can also compute hashes; the decisions do not follow.
#[test]
fn a_forged_step_with_right_hashes_is_named() {
    let folder = Folder::new("forged");
    let data = good(&folder);
    let columns = "CAST(seq AS TEXT), kind, CAST(version AS TEXT), CAST(at AS TEXT), actor, clause, digest, body";
    let rows = sql::rows(&data, &format!("SELECT {columns} FROM events WHERE item = 'a-1' ORDER BY seq"));
    let number = |text: &str| text.parse::<u64>().expect("a number");
    let (mut previous, mut statements) = (String::new(), String::new());
    for row in rows {
        let mut event = Event {
            id: number(&row[0]),
            kind: row[1].clone(),
            version: u32::try_from(number(&row[2])).expect("small"),
            at: number(&row[3]),
            actor: row[4].clone(),
            clause: row[5].clone(),
            digest: row[6].clone(),
            body: row[7].clone(),
        };
        if event.id == 4 {
            // The editor signs the second level too.
            SIGNERS[0].clone_into(&mut event.actor);
        }
        previous = reviewer().link(&previous, &event).expect("the engine answers");
        let (actor, hash) = (&event.actor, &previous);
        statements.push_str(&format!(
            "UPDATE events SET actor = '{actor}', hash = '{hash}' WHERE item = 'a-1' AND seq = {};",
            event.id
        ));
    }
    sql::tamper(&data, &statements);
    let checked = verify_log(&data);
    assert_eq!(checked.code, 1, "{checked:?}");
    assert!(checked.text.contains("站点 portal-demo，稿件 a-1，第 4 步（broken-replay）"), "{checked:?}");
}

#[test]
fn a_broken_record_is_not_published_on() {
    let folder = Folder::new("broken");
    let data = folder.join("data");
    let document = notice("本局定于九月开展调查，欢迎企业参加。");
    let mut host = TestHost::start_in(reviewer(), PROFILE, &people(), data.clone()).expect("the host starts");
    host.keep_data();
    let desk = Desk::of(&host);
    desk.clear("a-1", &document);
    desk.issue("a-1", "publish").ok();
    sql::tamper(&data, "UPDATE events SET actor = 'zhao-lei' WHERE seq = 4");
    desk.publish("a-1", "publish", &document).problem(503, "log-broken");
    assert_eq!(desk.public("a-1").status, 404);
}

#[test]
fn what_cannot_be_checked_has_its_own_exit_code() {
    let folder = Folder::new("codes");
    let missing = verify_log(&folder.join("nothing"));
    assert_eq!(missing.code, 2, "{missing:?}");
    assert!(missing.errors.contains("没有数据库"), "{missing:?}");
    let data = good(&folder);
    let mut command = Command::new(program());
    command.arg("verify-log").arg("--data").arg(&data).arg("--component").arg(folder.join("none.wasm"));
    let output = command.output().expect("the program runs");
    assert_eq!(output.status.code(), Some(3), "{output:?}");
}

fn duplicate(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("readable") {
        let path = entry.expect("readable").path();
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
    }
}
