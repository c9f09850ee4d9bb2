//! `scan`: folders, tables and JSONL in bulk, with reports.

use crate::program::{Folder, Run, run, shown};
use serde_json::Value;
use std::fs;

const WRONG: &str = "会议作出布署。\n";
const CLEAN: &str = "本局定于五月开展法律知识讲座，欢迎市民参加。\n";

/// Scan `input` and read the JSONL report.
fn scan(folder: &Folder, input: &str, more: &[&str]) -> (Run, Vec<Value>) {
    let report = shown(&folder.path("report.jsonl"));
    let printed = run(["scan", "--report", &report, input].iter().chain(more));
    let lines = fs::read_to_string(&report).unwrap_or_default();
    (printed, lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect())
}

fn sub(folder: &Folder, name: &str) -> String {
    fs::create_dir_all(folder.path(name)).expect("created");
    shown(&folder.path(name))
}

#[test]
fn a_folder_in_order() {
    let folder = Folder::new();
    let site = sub(&folder, "site");
    sub(&folder, "site/b");
    for (name, text) in [("site/c.txt", WRONG), ("site/b/a.html", "<p>会议作出布署。</p>"), ("site/a.md", CLEAN)]
    {
        folder.file(name, text);
    }
    folder.file("site/d.docx", "PK");
    let (printed, lines) = scan(&folder, &site, &[]);
    assert_eq!(printed.code, 0, "{}{}", printed.out, printed.err);
    let files: Vec<&str> =
        lines.iter().map(|line| line["file"].as_str().unwrap().rsplit('/').next().unwrap()).collect();
    assert_eq!(files, ["a.md", "a.html", "c.txt"]);
    let finding = &lines[1]["findings"][0];
    assert_eq!((finding["before"].as_str(), finding["fragment"].as_str()), (Some("会议作出"), Some("布署")));
    assert!(printed.out.contains("已跳过：") && printed.out.contains("d.docx"), "{}", printed.out);
    assert!(printed.out.contains("审查 3 篇，2 篇有问题"), "{}", printed.out);
    assert!(!folder.path("report.jsonl.state").exists(), "a finished run leaves no state");
}

#[test]
fn tables_and_their_faults() {
    let folder = Folder::new();
    let table = "编号,标题,栏目,正文\n1,关于讲座的通知,通知公告,\"本局作出布署。\n第二段，“引文”。\"\n2,短行\n3,好,政策,<p>作出布署</p>\n4,断,政策,\"没有写完";
    let (printed, lines) = scan(&folder, &folder.file("a.csv", format!("\u{feff}{table}")), &[]);
    assert_eq!(printed.failure().0, 2);
    assert_eq!(lines.len(), 4);
    assert_eq!((lines[0]["id"].as_str(), lines[0]["section"].as_str()), (Some("1"), Some("通知公告")));
    assert_eq!(lines[0]["findings"][0]["place"], "1:5");
    assert!(lines[1]["error"]["message"].as_str().unwrap().contains("第 4 行"), "{}", lines[1]);
    assert_eq!(lines[2]["findings"][0]["fragment"], "布署");
    let cut = lines[3]["error"]["message"].as_str().unwrap();
    assert!(cut.contains("第 6 行") && cut.contains("引号没有关上"), "{cut}");
    let (printed, lines) = scan(&folder, &folder.file("b.csv", "甲,乙\n1,作出布署\n"), &[]);
    assert_eq!((printed.code, lines[0]["error"]["code"].as_str()), (2, Some("column-not-found")));
    let (printed, lines) = scan(&folder, &folder.file("c.csv", "甲,乙\n1,作出布署\n"), &["--body", "乙", "--id", "甲"]);
    assert_eq!((printed.code, lines[0]["id"].as_str()), (0, Some("1")), "{}", printed.out);
    // GBK, as spreadsheets save it: 标题,正文 / 好,作出布署
    let gbk = b"\xb1\xea\xcc\xe2,\xd5\xfd\xce\xc4\r\n\xba\xc3,\xd7\xf7\xb3\xf6\xb2\xbc\xca\xf0\r\n";
    let (_, lines) = scan(&folder, &folder.file("d.csv", gbk), &[]);
    assert_eq!(lines[0]["findings"][0]["fragment"], "布署");
}

#[test]
fn jsonl_and_its_faults() {
    let folder = Folder::new();
    let text = "{\"id\":7,\"title\":\"好\",\"html\":\"<p>作出布署</p>\",\"url\":\"https://example.gov.cn/7\"}\n\n{\"id\":8,\"body\":\"没有\n[1]\n{\"id\":9}\n";
    let (printed, lines) = scan(&folder, &folder.file("a.jsonl", text), &[]);
    assert_eq!(printed.code, 2);
    assert_eq!((lines[0]["id"].as_str(), lines[0]["findings"][0]["fragment"].as_str()), (Some("7"), Some("布署")));
    let errors: Vec<&str> = lines[1..].iter().map(|line| line["error"]["message"].as_str().unwrap()).collect();
    assert!(errors[0].contains("第 3 行") && errors[0].contains("没有写完"), "{errors:?}");
    assert!(errors[1].contains("第 4 行") && errors[2].contains("没有正文"), "{errors:?}");
}

#[test]
fn secrets_leave_nothing_in_reports() {
    let folder = Folder::new();
    let text = "{\"id\":\"x1\",\"title\":\"机密★10年 关于某事\",\"body\":\"作出布署，甲乙丙丁\"}\n{\"id\":\"2\",\"body\":\"好。\"}\n";
    let file = folder.file("a.jsonl", text);
    let reports = ["html", "xlsx", "jsonl"].map(|end| shown(&folder.path(&format!("r.{end}"))));
    let printed = run(["scan", &file, "--report", &reports[0], "--report", &reports[1], "--report", &reports[2]]);
    assert_eq!(printed.code, 1, "{}{}", printed.out, printed.err);
    let (html, jsonl) = (fs::read_to_string(&reports[0]).unwrap(), fs::read_to_string(&reports[2]).unwrap());
    for told in [&html, &jsonl, &printed.out, &printed.err] {
        for part in ["机密", "关于某事", "甲乙丙丁", "布署", "x1"] {
            assert!(!told.contains(part), "{part}: {told}");
        }
    }
    assert!(html.contains("离线处置") && html.contains("a.jsonl 第 1 行"), "{html}");
    assert!(printed.out.contains("离线处置") && jsonl.contains("secrecy_mark/state_secret"));
}

#[test]
fn exit_codes_for_scripts() {
    let folder = Folder::new();
    let file = folder.file("a.txt", WRONG);
    assert_eq!(run(["scan", &file]).code, 0);
    assert_eq!(run(["scan", "--fail-on", "advise", &file]).code, 1);
    assert_eq!(run(["scan", "--level", "block", "--fail-on", "confirm", &file]).code, 1, "--level changes no code");
    assert_eq!(
        run(["scan", "--fail-on", "block", &file, &shown(&folder.path("missing"))]).failure(),
        (2, "file-not-found")
    );
    assert_eq!(run(["scan", &sub(&folder, "empty")]).failure(), (2, "nothing-to-scan"));
    assert_eq!(run(["scan"]).code, 2);
    let large = folder.file("large.txt", "a".repeat((16 << 20) + 1));
    let printed = run(["scan", &large, &file]);
    assert_eq!(printed.code, 2);
    assert!(printed.out.contains("16 MiB") && printed.out.contains("审查 1 篇"), "{}", printed.out);
}

#[test]
fn reports_are_checked_before_the_work() {
    let folder = Folder::new();
    let file = folder.file("a.txt", WRONG);
    let refused = |paths: &[&str]| {
        let reports = paths.iter().flat_map(|path| ["--report".to_owned(), shown(&folder.path(path))]);
        let printed = run(["scan".to_owned(), file.clone()].into_iter().chain(reports));
        assert_eq!(printed.out, "", "nothing was done");
        printed.failure().1.to_owned()
    };
    assert_eq!(refused(&["no/such/folder.html"]), "report-unwritable");
    assert_eq!(refused(&["r.pdf"]), "report-format");
    assert_eq!(refused(&["r.html", "r.html"]), "report-twice");
    sub(&folder, "d.html");
    assert_eq!(refused(&["d.html"]), "report-unwritable");
}

#[test]
fn the_page_is_whole_and_safe() {
    let folder = Folder::new();
    let text = "{\"title\":\"<script>alert(1)</script>\",\"body\":\"作出布署<img src=x onerror=1>\",\"url\":\"javascript:alert(1)\",\"section\":\"\\\"><b>科\"}\n";
    let (file, report) = (folder.file("a.jsonl", text), shown(&folder.path("r.html")));
    assert_eq!(run(["scan", &file, "--report", &report]).code, 0);
    let page = fs::read_to_string(&report).unwrap();
    assert!(
        !page.contains("<script>alert") && !page.contains("href=\"javascript") && !page.contains("<b>科"),
        "{page}"
    );
    assert!(page.contains("lang=\"zh-CN\"") && page.contains("<mark>布署</mark>"), "{page}");
    assert!(!page.contains("src=") || !page.contains("<img"), "no resource is loaded");
}

#[test]
fn an_interrupted_run_goes_on() {
    let folder = Folder::new();
    let lines: String =
        (0..50).map(|number| format!("{{\"id\":{number},\"body\":\"第{number}次作出布署。\"}}\n")).collect();
    let (file, report) = (folder.file("a.jsonl", lines), shown(&folder.path("r.jsonl")));
    assert_eq!(run(["scan", &file, "--report", &report]).code, 0);
    let whole = fs::read_to_string(&report).unwrap();
    // A run that was killed: its state has a heading, results, and half a line.
    let state = folder.path("r.jsonl.state");
    let killed = crate::program::command()
        .args(["scan", &file, "--report", &report, "--fail-on", "advise"])
        .spawn()
        .and_then(|mut child| {
            let start = std::time::Instant::now();
            while !state.exists() && start.elapsed().as_secs() < 60 {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            child.kill().and_then(|()| child.wait())
        });
    assert!(killed.is_ok());
    if state.exists() {
        let mut text = fs::read_to_string(&state).unwrap();
        text.push_str("{\"key\":\"sm3:12");
        fs::write(&state, text).unwrap();
        let resumed = run(["scan", &file, "--report", &report, "--resume"]);
        assert_eq!(resumed.code, 0, "{}", resumed.err);
        assert!(resumed.err.contains("接着上次的进度"), "{}", resumed.err);
    }
    assert_eq!(fs::read_to_string(&report).unwrap(), whole, "same report, in the same order");
    fs::write(&state, "{\"xianshen_scan\":1,\"component\":\"sm3:other\",\"judged\":\"\"}\n").unwrap();
    let other = run(["scan", &file, "--report", &report, "--resume"]);
    assert!(other.err.contains("另一个组件"), "{}", other.err);
}
