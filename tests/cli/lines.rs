//! `--lines`: every line a document of its own, answered in order, while the input is still open.

use crate::program::{Folder, command, run, run_with_input};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

fn fragments(line: &Value) -> Vec<&str> {
    let findings = line["findings"].as_array().expect("findings").iter();
    findings.map(|finding| finding["fragment"].as_str().expect("a fragment")).collect()
}

#[test]
fn order_and_count() {
    let text = "作出布署。\n\n本局开展讲座。\r\n（未完\n政治性、准确定、及时性";
    let printed = run_with_input(["screen", "--lines", "-"], text.as_bytes());
    assert_eq!(printed.code, 0, "{}", printed.err);
    let lines = printed.json_lines();
    assert_eq!(
        lines.iter().map(|line| line["line"].as_u64()).collect::<Vec<_>>(),
        (1..=5).map(Some).collect::<Vec<_>>()
    );
    let found: Vec<Vec<&str>> = lines.iter().map(fragments).collect();
    assert_eq!(found, [vec!["布署"], vec![], vec![], vec!["（"], vec!["准确定"]]);
    for line in &lines {
        let fields: Vec<&String> = line.as_object().expect("an object").keys().collect();
        assert_eq!(fields.len(), 2, "line and findings, nothing else: {fields:?}");
    }
    assert_eq!(run_with_input(["screen", "--lines", "-"], b"").out, "");
}

#[test]
fn a_line_is_a_document_of_its_own() {
    let lines = run_with_input(["screen", "--lines", "-"], "第一行（未完\n第二行）\n".as_bytes()).json_lines();
    assert_eq!(lines.iter().map(fragments).collect::<Vec<_>>(), [["（"], ["）"]], "no bracket closes in the next line");
    let finding = &lines[1]["findings"][0];
    assert_eq!((finding["start"].as_u64(), finding["end"].as_u64()), (Some(9), Some(12)), "offsets count in the line");
}

#[test]
fn several_files_are_named() {
    let folder = Folder::new();
    let (one, two) = (folder.file("one.txt", "作出布署。\n"), folder.file("two.txt", "好。\n作出布署。\n"));
    let lines = run(["screen", "--lines", &one, &two]).json_lines();
    let places: Vec<_> = lines.iter().map(|line| (line["file"].as_str(), line["line"].as_u64())).collect();
    assert_eq!(places, [(Some(&*one), Some(1)), (Some(&*two), Some(1)), (Some(&*two), Some(2))]);
    let alone = run(["screen", "--lines", &one]).json_lines();
    assert_eq!(alone[0].get("file"), None);
}

#[test]
fn a_bad_line_has_its_error_and_the_next_is_read() {
    let printed =
        run_with_input(["screen", "--lines", "-"], b"ab\xff\n\xe4\xbd\x9c\xe5\x87\xba\xe5\xb8\x83\xe7\xbd\xb2\n");
    assert_eq!(printed.code, 2);
    let lines = printed.json_lines();
    assert_eq!(lines[0]["error"]["code"], "invalid-utf8");
    assert_eq!(lines[0]["findings"], json!([]));
    assert_eq!(fragments(&lines[1]), ["布署"]);
}

#[test]
fn a_mark_in_any_line_sets_the_exit_code() {
    let printed = run_with_input(["screen", "--lines", "-"], "好。\n机密★10年\n好。\n".as_bytes());
    assert_eq!(printed.code, 1);
    assert_eq!(printed.json_lines().len(), 3);
}

#[test]
fn an_answer_comes_while_the_input_is_open() {
    let mut child = command()
        .args(["screen", "--lines", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let stdout = child.stdout.take().expect("piped");
    let (sender, answers) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            // The receiver is gone only when the test has failed.
            let _ = sender.send(line.expect("readable"));
        }
    });
    for number in 1..=20 {
        stdin.write_all(format!("第{number}次作出布署。\n").as_bytes()).expect("written");
        let answer = answers.recv_timeout(Duration::from_secs(30)).expect("an answer to the line just written");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        assert_eq!((answer["line"].as_u64(), fragments(&answer)), (Some(number), vec!["布署"]));
    }
    drop(stdin);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    reader.join().expect("read");
}

/// `xianshen … | head` is no error: whoever reads has seen enough.
#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = Folder::new();
    let file = folder.file("many.txt", "作出布署。\n".repeat(20_000));
    for arguments in [vec!["screen", "--lines", &file], vec!["screen", &file]] {
        let mut child =
            command().args(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a first line");
        drop(stdout);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}
