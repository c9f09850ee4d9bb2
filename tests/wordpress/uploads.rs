//! Uploaded files: out of the readers' reach until a cleared post that names them goes out.

use crate::desk::complete_signing;
use crate::http;
use crate::site::Site;
use crate::wordpress::{TEXT, block, item, start};
use base64::Engine as _;
use serde_json::{Value, json};

/// The smallest picture.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

impl Site {
    fn upload(&self, name: &str) -> Value {
        let pair = format!("bianji:{}", self.users["bianji"].password);
        let authorization = format!("Basic {}", base64::prelude::BASE64_STANDARD.encode(pair));
        let disposition = format!("attachment; filename=\"{name}\"");
        let headers = [
            ("Authorization", authorization.as_str()),
            ("Content-Type", "image/png"),
            ("Content-Disposition", &disposition),
        ];
        let picture = base64::prelude::BASE64_STANDARD.decode(PNG).expect("a picture");
        let answer = http::send(&self.address, "POST", "/index.php?rest_route=/wp/v2/media", &headers, &picture);
        let answer = answer.expect("WordPress answers");
        assert_eq!(answer.status, 201, "{}", answer.text());
        serde_json::from_slice(&answer.body).expect("JSON")
    }

    fn file(&self, media: &Value) -> u16 {
        let address = media["source_url"].as_str().expect("an address");
        let path = address.split_once(&self.address).expect("this site").1;
        self.reader(path).status
    }
}

#[test]
fn a_file_is_public_when_its_post_is_and_not_before() {
    let Some(site) = start() else { return };
    let media = site.upload("zhaopian.png");
    assert_ne!(site.file(&media), 200, "an upload is not public");
    let number = media["id"].as_u64().expect("a number");
    assert_ne!(
        site.reader(&format!("/?attachment_id={number}")).status,
        200,
        "nor is the page that WordPress makes for it"
    );
    let picture = format!(
        "<!-- wp:image {{\"id\":{number}}} --><figure class=\"wp-block-image\"><img src=\"{}\" alt=\"调查现场\" class=\"wp-image-{number}\"/></figure><!-- /wp:image -->",
        media["source_url"].as_str().expect("an address")
    );
    let id = site.draft("关于附图的通知", &format!("{}{picture}", block(TEXT)));
    site.submit(id).ok();
    let view = &site.desk.case(&item(id))["view"];
    site.desk.sign("lin-xiao", &item(id), 1).ok();
    let mut second = complete_signing(view, 2);
    second["attachments_read"] = json!(["zhaopian.png"]);
    site.desk.step("zhou-min", &item(id), "sign", second).ok();
    site.desk.sign("chen-yuan", &item(id), 3).ok();
    site.desk.file(&item(id));
    assert_ne!(site.file(&media), 200, "signatures publish nothing");
    site.publish(id).ok();
    assert_eq!(site.file(&media), 200);
}

#[test]
fn an_exchanged_file_is_another_content() {
    let Some(site) = start() else { return };
    let media = site.upload("huan.png");
    let number = media["id"].as_u64().expect("a number");
    let id = site.draft("关于换图的通知", &block(TEXT));
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}"), &json!({"featured_media": number})).ok();
    site.submit(id).ok();
    let view = &site.desk.case(&item(id))["view"];
    site.desk.sign("lin-xiao", &item(id), 1).ok();
    let mut second = complete_signing(view, 2);
    second["attachments_read"] = json!(["huan.png"]);
    site.desk.step("zhou-min", &item(id), "sign", second).ok();
    site.desk.sign("chen-yuan", &item(id), 3).ok();
    site.desk.file(&item(id));
    site.php("admin", &format!("file_put_contents(get_attached_file({number}), 'x', FILE_APPEND);"));
    site.publish(id).refused("content-changed");
    assert_ne!(site.file(&media), 200);
}

#[test]
fn xml_rpc_uploads_are_held_too() {
    let Some(site) = start() else { return };
    let body = format!(
        "<?xml version=\"1.0\"?><methodCall><methodName>wp.uploadFile</methodName><params><param><value><int>1</int></value></param>\
         <param><value><string>bianji</string></value></param><param><value><string>bianji</string></value></param><param><value><struct>\
         <member><name>name</name><value><string>yuancheng.png</string></value></member>\
         <member><name>type</name><value><string>image/png</string></value></member>\
         <member><name>bits</name><value><base64>{PNG}</base64></value></member></struct></value></param></params></methodCall>"
    );
    let answer = http::send(&site.address, "POST", "/xmlrpc.php", &[("Content-Type", "text/xml")], body.as_bytes());
    let answer = answer.expect("WordPress answers").text();
    let url = answer.split("<name>url</name><value><string>").nth(1).unwrap_or_else(|| panic!("{answer}"));
    let url = url.split("</string>").next().expect("an end");
    assert_ne!(site.reader(url.split_once(&site.address).expect("this site").1).status, 200);
}
