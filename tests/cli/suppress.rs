//! Findings that were judged before: lists and comments; and `--level`.

use crate::program::{Folder, run};

const WRONG: &str = "会议作出布署。\n";

fn key(file: &str) -> String {
    run(["screen", "--format", "json", file]).json()["findings"][0]["key"].as_str().expect("a key").to_owned()
}

#[test]
fn a_list_leaves_findings_out() {
    let folder = Folder::new();
    let file = folder.file("a.txt", WRONG);
    let key = key(&file);
    let list = folder.file("list.csv", format!("key,reason,until,by\n{key},地方固定说法,2099-12-31,林晓\n"));
    let report = run(["screen", "--suppress", &list, "--format", "json", &file]).json();
    assert_eq!(report["findings"].as_array().unwrap().len(), 0);
    assert_eq!(report["notes"][0]["code"], "suppressed");
    let old = folder.file("old.tsv", format!("{key}\t地方固定说法\t2020-01-01\n"));
    let printed = run(["screen", "--suppress", &old, "--format", "json", &file]);
    assert_eq!(printed.json()["findings"].as_array().unwrap().len(), 1);
    assert!(printed.err.contains("1 条已过期"), "{}", printed.err);
}

#[test]
fn what_is_wrong_in_a_list_is_named_with_its_line() {
    let folder = Folder::new();
    let list = folder.file("list.csv", "key,reason\nxyz,理由\n0123456789abcdef,\n0123456789abcdef,理由,明天\n");
    let refused = run(["screen", "--suppress", &list, &folder.file("a.txt", WRONG)]);
    assert_eq!(refused.failure(), (2, "suppression-invalid"));
    for line in ["第 2 行", "第 3 行", "第 4 行"] {
        assert!(refused.err.contains(line), "{line}: {}", refused.err);
    }
    assert_eq!(refused.out, "");
}

#[test]
fn what_blocks_is_never_left_out() {
    let folder = Folder::new();
    let file = folder.file("a.txt", "机密★10年\n");
    let list = folder.file("list.csv", format!("{},理由\n", key(&file)));
    assert_eq!(run(["screen", "--suppress", &list, &file]).code, 1);
}

#[test]
fn a_comment_in_html() {
    let folder = Folder::new();
    let page = "<p>会议作出布署。</p>";
    let key = key(&folder.file("a.html", page));
    let noted = folder.file("b.html", format!("{page}<!-- xianshen:ignore {key} reason=固定说法 until=2099-01-01 -->"));
    let report = run(["screen", "--format", "json", &noted]).json();
    assert_eq!(report["findings"].as_array().unwrap().len(), 0, "{report}");
    let wrong = folder.file("c.html", format!("{page}<!-- xianshen:ignore {key} -->"));
    let printed = run(["screen", "--format", "json", &wrong]);
    assert_eq!(printed.json()["findings"].as_array().unwrap().len(), 1);
    assert!(printed.err.contains("没有写理由"), "{}", printed.err);
}

#[test]
fn levels_filter_what_is_shown_and_nothing_else() {
    let folder = Folder::new();
    let file = folder.file("a.txt", format!("机密★10年\n{WRONG}"));
    let count = |level: &str| {
        let printed = run(["screen", "--level", level, "--format", "json", &file]);
        assert_eq!(printed.code, 1);
        printed.json()["findings"].as_array().unwrap().len()
    };
    assert_eq!((count("advise"), count("block")), (2, 1));
    let text = run(["screen", "--level", "block", &file]);
    assert!(text.out.contains("另有 1 处较轻的未显示"), "{}", text.out);
}
