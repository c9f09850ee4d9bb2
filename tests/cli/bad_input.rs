//! Input that is not as it should be: each has its message and its code, and the files beside it are screened all the same.

use crate::program::{Folder, Run, run, run_with_input, shown};
use serde_json::Value;
use std::time::{Duration, Instant};

fn screen(file: &str) -> Run {
    run(["screen", "--format", "jsonl", file])
}

fn notes(run: &Run) -> Vec<String> {
    let report = run.json();
    let notes = report["notes"].as_array().expect("notes").iter();
    notes.map(|note| note["code"].as_str().expect("a code").to_owned()).collect()
}

/// The message names the file.
fn assert_refused(file: &str, code: &str) -> Run {
    let refused = screen(file);
    assert_eq!(refused.failure(), (2, code), "{}", refused.err);
    assert!(refused.err.contains(file), "{}", refused.err);
    assert_eq!(refused.out, "");
    refused
}

#[test]
fn files_that_cannot_be_read() {
    let folder = Folder::new();
    assert_refused(&shown(&folder.path("missing.txt")), "file-not-found");
    assert_refused(&shown(&folder.path("")), "is-a-directory");
}

#[test]
fn invalid_utf8_is_named_with_its_byte() {
    let folder = Folder::new();
    let file = folder.file("gb.txt", b"\xe4\xb8\xad\xb9\xfa");
    let refused = assert_refused(&file, "invalid-utf8");
    assert!(refused.err.contains("字节偏移 3 "), "{}", refused.err);
    let input = run_with_input(["screen", "-"], b"ab\xff");
    assert_eq!(input.failure(), (2, "invalid-utf8"));
    assert!(input.err.contains("字节偏移 2 "), "{}", input.err);
}

#[test]
fn twenty_megabytes_are_refused_and_sixteen_are_not() {
    let folder = Folder::new();
    let file = folder.file("large.txt", "本局开展讲座。\n".repeat(20 * 1024 * 1024 / 22 + 1));
    let refused = assert_refused(&file, "document-too-large");
    assert!(refused.err.contains("16 MiB"), "{}", refused.err);
    let most = "本局开展讲座。\n".repeat(16 * 1024 * 1024 / 22);
    assert_eq!(screen(&folder.file("most.txt", &most)).code, 0);
    let more = format!("{most}{}", "a".repeat(16 * 1024 * 1024 - most.len() + 1));
    assert_refused(&folder.file("more.txt", more), "document-too-large");
}

#[test]
fn an_empty_file_has_nothing_to_find() {
    let folder = Folder::new();
    for (name, text) in [("empty.txt", ""), ("mark.txt", "\u{feff}"), ("white.txt", " \r\n\t\n"), ("empty.html", "")] {
        let printed = screen(&folder.file(name, text));
        assert_eq!(printed.code, 0, "{name}: {}", printed.err);
        assert_eq!(printed.json()["findings"], serde_json::json!([]), "{name}");
        assert_eq!(notes(&printed), ["empty-document"], "{name}");
    }
}

#[test]
fn unclosed_html_is_noted() {
    let folder = Folder::new();
    for html in ["<p>正文</p><a href=\"x", "<p>正文</p><!-- 注释"] {
        let printed = screen(&folder.file("unclosed.html", html));
        assert_eq!(printed.code, 0);
        assert!(notes(&printed).contains(&"html-unclosed".to_owned()), "{html}: {:?}", notes(&printed));
    }
    // Elements without an end are ordinary; what they hold is read.
    let printed = screen(&folder.file("open.html", "<div><p>作出布署"));
    assert_eq!(printed.json()["findings"][0]["fragment"], "布署");
}

#[test]
fn nul_is_noted_and_counts_in_offsets() {
    let folder = Folder::new();
    let printed = screen(&folder.file("nul.txt", "会\0议\0作出布署。"));
    assert_eq!(printed.code, 0);
    assert!(notes(&printed).contains(&"control-characters".to_owned()), "{:?}", notes(&printed));
    let finding: &Value = &printed.json()["findings"][0];
    assert_eq!((finding["start"].as_u64(), finding["end"].as_u64()), (Some(14), Some(20)), "{finding}");
}

#[test]
fn a_mark_hides_behind_nothing_that_readers_do_not_see() {
    let folder = Folder::new();
    for hidden in ["\0", "\u{1}", "\u{7F}", "\u{200B}", "\u{202E}", "\u{FE0F}", "\u{E0100}", "\u{E0041}", "\u{3164}"] {
        let printed = screen(&folder.file("mark.txt", format!("机{hidden}密★10年")));
        assert_eq!(printed.code, 1, "{hidden:?}");
        assert_eq!(printed.json()["secrecy_stop"], true, "{hidden:?}");
    }
}

#[test]
fn a_line_of_a_megabyte() {
    let folder = Folder::new();
    let mut line = "本局定于五月开展法律知识讲座，".repeat(1024 * 1024 / 45);
    let at = line.len();
    line.push_str("作出布署。");
    let start = Instant::now();
    let printed = screen(&folder.file("line.txt", &line));
    assert!(start.elapsed() < Duration::from_secs(60));
    assert_eq!(printed.code, 0, "{}", printed.err);
    assert_eq!(printed.json()["findings"][0]["start"], at + "作出".len());
}

#[test]
fn good_files_beside_bad_ones_are_screened() {
    let folder = Folder::new();
    let (good, bad) = (folder.file("good.txt", "作出布署。"), folder.file("bad.txt", b"\xff"));
    let printed = run(["screen", "--format", "jsonl", &bad, "no-such-file.txt", &good]);
    assert_eq!(printed.code, 2);
    let reports = printed.json_lines();
    assert_eq!((reports.len(), reports[0]["file"].as_str()), (1, Some(good.as_str())));
    let text = run(["screen", &bad, &good]);
    assert!(text.out.contains("1 个文件未能审查"), "{}", text.out);
}
