//! Printed forms over HTTP: filled from the record, locked down, by an agency's own template when there is one.

use crate::desk::{Desk, PUBLISHER, SIGNERS, handing_in, notice};
use crate::program::Folder;
use serde_json::{Value, json};
use std::fs;
use std::process::Command;
use xianshen_host::flow::templates::{Templates, TemplatesError};
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, dist, people, program, reviewer};

fn form(desk: &Desk, item: &str, name: &str) -> String {
    let reply = desk.get(PUBLISHER, &format!("/api/items/{item}/forms/{name}"));
    assert_eq!(reply.0.status, 200, "{}", reply.0.text());
    assert!(reply.0.header("content-type").starts_with("text/html"));
    let policy = reply.0.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"), "{policy}");
    assert!(!policy.contains("script-src") && !policy.contains("'self'"), "{policy}");
    reply.0.text()
}

#[test]
fn a_case_prints_its_forms() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    let list = |item: &str| desk.get(SIGNERS[0], &format!("/api/items/{item}/forms")).ok()["forms"].clone();
    assert_eq!(list("f-1"), json!([]), "nothing was handed in");
    desk.get(SIGNERS[0], "/api/items/f-1/forms/review-sheet").refused(403, "form-not-ready", "6");
    let document = notice("本局定于九月开展调查，欢迎企业参加。");
    desk.clear("f-1", &document);
    desk.issue("f-1", "publish").ok();
    desk.publish("f-1", "publish", &document).ok();
    let forms = list("f-1");
    let names: Vec<&Value> = forms.as_array().expect("a list").iter().map(|form| &form["name"]).collect();
    assert_eq!(names, ["review-sheet", "filing-form"]);
    let head = desk.case("f-1")["head"].as_str().expect("a hash").to_owned();
    for name in ["review-sheet", "filing-form"] {
        let page = form(&desk, "f-1", name);
        for said in
            ["关于开展营商环境满意度调查的通知", "林晓", "周敏", "陈远", "☑市政府门户网站", head.as_str(), "<svg"]
        {
            assert!(page.contains(said), "{name}: {said} is missing");
        }
        assert!(!page.contains("<script") && !page.contains("http"), "nothing runs, nothing is fetched");
    }
    desk.get(SIGNERS[0], "/api/items/f-1/forms/reviewsheet").problem(422, "unknown-form");
}

#[test]
fn what_is_to_be_determined_does_not_reach_paper() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    let document = notice("这一段文字不应出现。");
    let mut body = handing_in([&document]);
    body["card"]["classification"] = json!("pending");
    desk.step(SIGNERS[0], "f-2", "submit", body).ok();
    for name in ["review-sheet", "filing-form", "determination-request"] {
        let page = form(&desk, "f-2", name);
        assert!(!page.contains("满意度") && !page.contains("这一段"), "{name} shows what is not determined");
    }
}

#[test]
fn an_agencys_templates_are_checked_when_they_are_loaded() {
    let folder = Folder::new("templates");
    let own = folder.join("own");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(program());
        command.env("XIANSHEN_COMPONENT", dist().join("xianshen.wasm")).arg("templates").args(arguments);
        command.output().expect("the program starts")
    };
    let path = own.display().to_string();
    assert!(run(&["--output", &path]).status.success());
    assert_eq!(fs::read_dir(&own).expect("written").count(), 9, "eight templates and their fields");
    assert!(run(&["--check", &path]).status.success(), "the shipped templates pass");
    let sheet = own.join("review-sheet.html");
    let text = fs::read_to_string(&sheet).expect("readable");
    fs::write(&sheet, text.replace("政府信息发布审核单", "本局审核单")).expect("writable");
    assert!(Templates::read(&own, &reviewer()).expect("no error").get("review-sheet").is_some());

    fs::write(&sheet, "<p>\n{{item.titel}}</p>\n<script>1</script>").expect("writable");
    fs::write(own.join("reveiw-sheet.html"), "<p></p>").expect("writable");
    fs::write(own.join("filing-form.html"), b"\xff\xfe").expect("writable");
    let Err(TemplatesError::Invalid(faults)) = Templates::read(&own, &reviewer()) else { panic!("accepted") };
    let all = faults.join("\n");
    for said in [
        "review-sheet.html 第 2 行：没有名为“item.titel”的字段",
        "review-sheet.html 第 3 行：",
        "reveiw-sheet.html：没有名为“reveiw-sheet”的表单",
        "filing-form.html：无法读取（不是 UTF-8 编码",
    ] {
        assert!(all.contains(said), "{said} is missing: {all}");
    }
    let refused = run(&["--check", &path]);
    assert_eq!(refused.status.code(), Some(2));
    let mut serve = Command::new(program());
    serve.env("XIANSHEN_COMPONENT", dist().join("xianshen.wasm"));
    serve.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--templates", &path, "--data"]).arg(folder.join("data"));
    let refused = serve.output().expect("the program starts");
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("错误[invalid-templates]"));
}
