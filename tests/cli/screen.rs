//! `screen` on good input: formats, exit codes, offsets.

use crate::program::{Folder, Run, run, run_with_input};
use crate::schema::{assert_report, report_fields};
use serde_json::Value;

const CLEAN: &str = "本局定于五月开展法律知识讲座，欢迎市民参加。\n";
const WRONG: &str = "会议对下一步工作作出布署。\n";
const MARKED: &str = "机密★10年\n\n关于报送有关情况的请示\n";

fn fragments(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|finding| finding["fragment"].as_str().expect("a fragment")).collect()
}

/// A file's report without the name in front of it.
fn without_file(mut report: Value, file: &str) -> Value {
    let name = report.as_object_mut().expect("an object").remove("file").expect("the file is named");
    assert_eq!(name, file);
    report
}

#[test]
fn exit_codes() {
    let folder = Folder::new();
    let (clean, wrong) = (folder.file("clean.txt", CLEAN), folder.file("wrong.txt", WRONG));
    let marked = folder.file("marked.txt", MARKED);
    let code = |files: &[&str]| run(["screen"].iter().chain(files)).code;
    assert_eq!(code(&[&clean]), 0);
    assert_eq!(code(&[&wrong]), 0, "what must be corrected does not stop a script; what blocks does");
    assert_eq!(code(&[&marked]), 1);
    assert_eq!(code(&[&clean, &marked, &wrong]), 1);
    assert_eq!(code(&[&marked, "no-such-file.txt"]), 2, "the greatest counts");
    assert_eq!(code(&[]), 2);
    assert_eq!(code(&["--no-such-option", &clean]), 2);
    assert_eq!(code(&["--format", "xml", &clean]), 2);
    assert_eq!(run(["--version"]).code, 0);
    assert_eq!(run(["no-such-command"]).code, 2);
}

#[test]
fn the_readable_report() {
    let folder = Folder::new();
    let file = folder.file("notice.txt", format!("{CLEAN}第二段。{WRONG}"));
    let Run { out, err, .. } = run(["screen", &file]);
    assert!(out.contains(&format!("{file}:2:15:")), "line and column in characters: {out}");
    for part in ["「布署」", "「部署」", "第八条", "misspelling/confusable_word", "审查 1 个文件，发现 1 处"]
    {
        assert!(out.contains(part), "{part} is missing in {out}");
    }
    assert_eq!(err, "");
    let clean = run(["screen", &folder.file("clean.txt", CLEAN)]);
    assert_eq!(clean.out, "审查 1 个文件，没有发现问题。\n");
}

#[test]
fn a_mark_is_explained() {
    let folder = Folder::new();
    let Run { out, .. } = run(["screen", &folder.file("marked.txt", MARKED)]);
    for part in ["机密★10年", "第十一条第一项", "断网", "24小时"] {
        assert!(out.contains(part), "{part} is missing in {out}");
    }
}

#[test]
fn json_has_the_fields_of_the_schema() {
    let folder = Folder::new();
    let texts = [CLEAN, WRONG, MARKED, "见附件（第二批】。\n", "<p>作出布<b>署</b>。</p><!-- 备注 -->", "\0控制字符"];
    for (number, text) in texts.into_iter().enumerate() {
        let file = folder.file(&format!("{number}.txt"), text);
        for input in ["auto", "text", "html"] {
            let printed = run(["screen", "--format", "json", "--input", input, &file]);
            assert!(printed.out.lines().count() > 1, "json is for reading too");
            assert_report(&without_file(printed.json(), &file));
        }
    }
}

#[test]
fn jsonl_is_one_line_a_file_with_the_fields_in_order() {
    let folder = Folder::new();
    let files = [folder.file("a.txt", WRONG), folder.file("b.txt", CLEAN), folder.file("c.txt", MARKED)];
    let printed = run(["screen", "--format", "jsonl"].into_iter().chain(files.iter().map(String::as_str)));
    let reports = printed.json_lines();
    assert_eq!(reports.len(), 3);
    for ((report, line), file) in reports.into_iter().zip(printed.out.lines()).zip(&files) {
        assert_report(&without_file(report, file));
        // The order is part of the contract; a parsed object does not keep it.
        let places: Vec<usize> = std::iter::once("file".to_owned())
            .chain(report_fields())
            .map(
                |field| if field == "digest" { line.rfind("\"digest\":") } else { line.find(&format!("\"{field}\":")) },
            )
            .map(|place| place.expect("the field is there"))
            .collect();
        assert!(places.is_sorted(), "{line}");
    }
}

#[test]
fn offsets_select_the_fragment() {
    let folder = Folder::new();
    let text = format!("😀 第一行\r\n{WRONG}政治性、准确定、及时性。（未完\n");
    for (name, bytes) in [("plain.txt", text.clone()), ("marked.txt", format!("\u{feff}{text}"))] {
        let file = folder.file(name, bytes);
        let report = run(["screen", "--format", "json", &file]).json();
        assert_eq!(fragments(&report), ["布署", "准确定", "（"], "{name}");
        for finding in report["findings"].as_array().expect("findings") {
            let at = |field: &str| usize::try_from(finding[field].as_u64().expect("a number")).expect("fits");
            // Offsets count in the decoded text, without a byte order mark.
            assert_eq!(text[at("start")..at("end")], *finding["fragment"].as_str().expect("a text"), "{name}");
        }
        let suggestions = &report["findings"][0]["suggestions"];
        assert_eq!(suggestions[0], "部署", "best first, for start..end");
    }
}

#[test]
fn html_is_recognised_and_offsets_enclose_tags() {
    let folder = Folder::new();
    let html = "<p>政治性、准<b>确</b>定、及时性。</p>";
    let (start, end) = (html.find("准").expect("there"), html.find("、及").expect("there"));
    let by_extension = run(["screen", "--format", "json", &folder.file("a.html", html)]).json();
    let asked = run(["screen", "--format", "json", "--input", "html", &folder.file("a.txt", html)]).json();
    let page = format!("<!DOCTYPE html><html><body>{html}</body></html>");
    let by_beginning = run(["screen", "--format", "json", &folder.file("b.txt", &page)]).json();
    let shift = page.find(html).expect("there");
    for (report, shift) in [(by_extension, 0), (asked, 0), (by_beginning, shift)] {
        assert_eq!(fragments(&report), ["准确定"]);
        let finding = &report["findings"][0];
        assert_eq!(finding["start"], start + shift);
        assert_eq!(finding["end"], end + shift);
        assert_eq!(finding["suggestions"], serde_json::json!([]), "a replacement would swallow the tag");
        assert_eq!(finding["edits"][0]["replacement"], "性", "an edit beside the tag is possible");
    }
    let as_text = run(["screen", "--format", "json", "--input", "text", &folder.file("c.html", html)]).json();
    assert!(!fragments(&as_text).contains(&"准确定"), "as text the word is broken by tags");
}

#[test]
fn standard_input() {
    let printed = run_with_input(["screen", "--format", "json", "-"], WRONG.as_bytes());
    assert_eq!(printed.code, 0);
    assert_eq!(fragments(&without_file(printed.json(), "-")), ["布署"]);
    let html = run_with_input(["screen", "--format", "json", "-"], b"<!doctype html><p>&#24067;&#32626;</p>").json();
    assert_eq!(fragments(&html), ["布署"]);
    assert_eq!(run_with_input(["screen", "-"], MARKED.as_bytes()).code, 1);
}

/// A document must not be able to move the cursor or recolour the screen.
#[test]
fn control_characters_do_not_reach_the_terminal() {
    let folder = Folder::new();
    let file = folder.file("escape.txt", "布\u{1b}[31m署（\u{202e}未完\u{7}");
    let Run { out, .. } = run(["screen", &file]);
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}') && !out.contains('\u{7}'), "{out:?}");
}
