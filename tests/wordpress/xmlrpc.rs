//! XML-RPC, which older programs use: a refusal is a fault with the reason.

use crate::http;
use crate::site::Site;
use crate::wordpress::{TEXT, block, start};

/// A value as XML-RPC writes it.
enum Arg<'a> {
    Text(&'a str),
    Number(u64),
    Yes,
    Struct(&'a [(&'a str, &'a str)]),
}

fn text(value: &str) -> String {
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
    format!("<value><string>{escaped}</string></value>")
}

fn write(arg: &Arg<'_>) -> String {
    match arg {
        Arg::Text(value) => text(value),
        Arg::Number(value) => format!("<value><int>{value}</int></value>"),
        Arg::Yes => "<value><boolean>1</boolean></value>".to_owned(),
        Arg::Struct(fields) => {
            let member = |(name, value): &(&str, &str)| format!("<member><name>{name}</name>{}</member>", text(value));
            format!("<value><struct>{}</struct></value>", fields.iter().map(member).collect::<String>())
        }
    }
}

impl Site {
    fn call(&self, method: &str, args: &[Arg<'_>]) -> String {
        let params: String = args.iter().map(|arg| format!("<param>{}</param>", write(arg))).collect();
        let body = format!(
            "<?xml version=\"1.0\"?><methodCall><methodName>{method}</methodName><params>{params}</params></methodCall>"
        );
        let headers = [("Content-Type", "text/xml")];
        http::send(&self.address, "POST", "/xmlrpc.php", &headers, body.as_bytes()).expect("WordPress answers").text()
    }
}

#[track_caller]
fn refused(answer: &str) {
    let is_fault = answer.contains("<fault>") && answer.contains("<int>403</int>") && answer.contains("第四条");
    assert!(is_fault, "{answer}");
}

#[track_caller]
fn accepted(answer: &str) {
    assert!(!answer.contains("<fault>") && answer.contains("<methodResponse>"), "{answer}");
}

#[test]
fn nothing_new_is_born_public() {
    let Some(site) = start() else { return };
    let content = block(TEXT);
    let wp = [("post_title", "关于远程新建的通知"), ("post_content", &*content), ("post_status", "publish")];
    refused(&site.call("wp.newPost", &[Arg::Number(1), Arg::Text("fabu"), Arg::Text("fabu"), Arg::Struct(&wp)]));
    let blog = [("title", "关于远程新建的通知"), ("description", &*content)];
    let args = [Arg::Text("1"), Arg::Text("fabu"), Arg::Text("fabu"), Arg::Struct(&blog), Arg::Yes];
    refused(&site.call("metaWeblog.newPost", &args));
    let text = "<title>关于远程新建的通知</title>正文";
    let args = [Arg::Text("0"), Arg::Text("1"), Arg::Text("fabu"), Arg::Text("fabu"), Arg::Text(text), Arg::Yes];
    refused(&site.call("blogger.newPost", &args));
    let count = site.php(
        "admin",
        "global $wpdb; echo $wpdb->get_var(\"SELECT count(*) FROM wp_posts WHERE post_title = '关于远程新建的通知'\");",
    );
    assert_eq!(count, "0");
}

#[test]
fn wp_edit_post() {
    let Some(site) = start() else { return };
    let id = site.draft("关于远程编辑的通知甲", &block(TEXT));
    let publish = || {
        let args = [
            Arg::Number(1),
            Arg::Text("fabu"),
            Arg::Text("fabu"),
            Arg::Number(id),
            Arg::Struct(&[("post_status", "publish")]),
        ];
        site.call("wp.editPost", &args)
    };
    refused(&publish());
    site.is_kept(id);
    site.clear(id);
    accepted(&publish());
    assert!(site.is_public(id));
}

#[test]
fn meta_weblog_edit_post() {
    let Some(site) = start() else { return };
    let id = site.draft("关于远程编辑的通知乙", &block(TEXT));
    let publish = |content: &str| {
        let number = id.to_string();
        let post = [("title", "关于远程编辑的通知乙"), ("description", content), ("post_status", "publish")];
        let args = [Arg::Text(&number), Arg::Text("fabu"), Arg::Text("fabu"), Arg::Struct(&post), Arg::Yes];
        site.call("metaWeblog.editPost", &args)
    };
    refused(&publish(&block(TEXT)));
    site.is_kept(id);
    site.clear(id);
    refused(&publish(&block(&TEXT.replace("九月", "十月"))));
    accepted(&publish(&block(TEXT)));
    assert!(site.is_public(id));
}

#[test]
fn mt_publish_post() {
    let Some(site) = start() else { return };
    let id = site.draft("关于远程编辑的通知丙", &block(TEXT));
    let number = id.to_string();
    let publish = || site.call("mt.publishPost", &[Arg::Text(&number), Arg::Text("fabu"), Arg::Text("fabu")]);
    refused(&publish());
    site.is_kept(id);
    site.clear(id);
    accepted(&publish());
    assert!(site.is_public(id));
}

#[test]
fn several_calls_in_one_are_each_refused() {
    let Some(site) = start() else { return };
    let id = site.draft("关于远程编辑的通知丁", &block(TEXT));
    let call = format!(
        "<?xml version=\"1.0\"?><methodCall><methodName>system.multicall</methodName><params><param><value><array><data><value><struct>\
         <member><name>methodName</name><value><string>mt.publishPost</string></value></member>\
         <member><name>params</name><value><array><data><value><string>{id}</string></value><value><string>fabu</string></value>\
         <value><string>fabu</string></value></data></array></value></member></struct></value></data></array></value></param></params></methodCall>"
    );
    let answer = http::send(&site.address, "POST", "/xmlrpc.php", &[("Content-Type", "text/xml")], call.as_bytes());
    let answer = answer.expect("WordPress answers").text();
    assert!(answer.contains("403") && answer.contains("第四条"), "{answer}");
    site.is_kept(id);
}
