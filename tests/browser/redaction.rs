//! A public version (clause 9): mark, give a reason, make it, hand it in. A reviewer reads the original, the publisher's page never has it.

use crate::chromium::Chromium;
use crate::keyboard::ENTER;
use crate::program::{Folder, Server, verify_log};
use crate::walk::Walk;
use serde_json::{Value, json};

const HIDDEN: &str = "青山路九号院";

#[test]
fn what_was_marked_is_gone_before_anybody_else_looks() {
    if crate::skipped() {
        return;
    }
    let folder = Folder::new("redaction-page");
    let data = folder.join("data");
    let server = Server::start(&data, |_| {});
    let walk = Walk { page: Chromium::start("redaction"), server };
    walk.page.session.go(&format!("http://{}/", walk.server.address));
    walk.page.wait("the preview", "document.getElementById('summary').textContent.includes('开始输入')");
    walk.sign_in("lin-xiao", "林晓");
    write(&walk);
    mark(&walk);
    make(&walk);
    for (id, value) in [("openness", "active"), ("classification", "not_secret"), ("leaders", "none")] {
        set(&walk, id, value);
    }
    set(&walk, "openness-reason", "属于应当主动公开的信息");
    walk.press_and_read("提交审查", "已提交");
    walk.sign_in("zhou-min", "周敏");
    walk.page.press_button("查看原件（留下记录）");
    walk.page.wait("the original", "document.querySelector('.original mark.redacted')?.textContent === '青山路九号院'");
    walk.page.picture("3-original");
    walk.fits("the original");
    walk.sign_in("wu-jing", "吴静");
    walk.page.wait("the list", "document.getElementById('public-version')");
    let all = "return document.documentElement.innerHTML + [...document.querySelectorAll('textarea, input')].map((it) => it.value)";
    let page = walk.page.session.run(all);
    let page = page.as_str().expect("text");
    assert!(page.contains("正文第 1 处：个人隐私") && !page.contains("青山路"), "{page}");
    verify_log(&data).passes();
}

fn write(walk: &Walk) {
    let page = &walk.page;
    page.back_to("it.id === 'title'");
    page.session.enter("关于开展营商环境满意度调查的通知");
    page.tab_to("it.id === 'body'");
    page.session.enter(&format!("各科室请于三月十四日前提交满意度调查结果。经办人家住{HIDDEN}，资料送{HIDDEN}。"));
}

/// Selects the words, is stopped with a secret, and marks every place of them with a lawful reason.
fn mark(walk: &Walk) {
    let page = &walk.page;
    page.tab_to("it.tagName === 'SUMMARY' && it.textContent.startsWith('制作公开版')");
    page.session.press(&[ENTER]);
    page.session.run(&format!(
        "const area = document.getElementById('body'), at = area.value.indexOf('{HIDDEN}'); \
         area.focus(); area.setSelectionRange(at, at + '{HIDDEN}'.length)"
    ));
    set(walk, "redaction-basis", "state_secret");
    page.press_button("遮盖所选文字");
    page.wait("the stop", "document.getElementById('redaction').textContent.includes('没有把文字发送出去')");
    assert_eq!(marked(walk), json!([]));
    set(walk, "redaction-basis", "personal_privacy");
    page.press_button("遮盖所选文字");
    assert_eq!(marked(walk), json!([HIDDEN, HIDDEN]), "the same words are marked with them");
    // Marks move with the text; what is undone is not sent.
    page.back_to("it.id === 'body'");
    page.session.run("document.getElementById('body').setSelectionRange(0, 0)");
    page.session.enter("一、");
    assert_eq!(marked(walk), json!([HIDDEN, HIDDEN]));
    page.press_button("撤销");
    assert_eq!(marked(walk), json!([HIDDEN]));
    page.picture("1-marked");
    walk.fits("marked words");
}

/// What still stands is named by the gate; with every place marked the public version comes, and the original goes.
fn make(walk: &Walk) {
    set(walk, "redaction-classification", "pending");
    walk.page.press_button("生成公开版");
    walk.page.wait("the stop", "document.getElementById('redaction').textContent.includes('没有把文字发送出去')");
    set(walk, "redaction-classification", "not_secret");
    walk.press_and_read("生成公开版", "仍然能看到");
    walk.page.session.run(&format!(
        "const area = document.getElementById('body'), at = area.value.indexOf('{HIDDEN}'); \
         area.focus(); area.setSelectionRange(at, at + '{HIDDEN}'.length)"
    ));
    walk.page.press_button("遮盖所选文字");
    assert_eq!(marked(walk), json!([HIDDEN, HIDDEN]));
    walk.press_and_read("生成公开版", "原件已封存");
    let body = walk.page.session.run("return document.getElementById('body').value");
    let expected = "一、各科室请于三月十四日前提交满意度调查结果。经办人家住【不予公开】，资料送【不予公开】。";
    assert_eq!(body, expected);
    assert!(walk.text("#public-version").contains("正文第 2 处：个人隐私（《政府信息公开条例》第十五条）"));
    walk.page.picture("2-public-version");
    walk.fits("the public version");
}

fn marked(walk: &Walk) -> Value {
    walk.page.session.run("return [...document.querySelectorAll('.marks mark.redacted')].map((it) => it.textContent)")
}

/// Fills a field of a form.
fn set(walk: &Walk, id: &str, value: &str) {
    walk.page.session.run(&format!(
        "const it = document.getElementById('{id}'); it.value = '{value}'; \
         it.dispatchEvent(new Event('change', {{ bubbles: true }})); return it.value"
    ));
}
