//! A hostile article in a reader's browser: nothing of it runs.

use crate::chromium::Chromium;
use crate::desk::{Desk, SITE};
use crate::hostile::{article, publish_anyway};
use crate::program::{Folder, Server};
use serde_json::json;

#[test]
fn a_hostile_article_does_nothing() {
    if crate::skipped() {
        return;
    }
    let folder = Folder::new("public");
    let server = Server::start(&folder.join("data"), |_| {});
    let desk = Desk::with_links(&server.address, &server.links);
    let page = Chromium::start("public");
    for format in ["html", "text"] {
        publish_anyway(&desk, format, &article(format));
        page.session.go(&format!("http://{}/public/{SITE}/{format}", server.address));
        page.wait("the end of the article", "document.body.innerText.includes('末段')");
        // Every element a reader can reach is used once.
        page.session.run("document.querySelectorAll('body *').forEach((it) => it.click && it.click())");
        let found = page.session.run(
            "return [typeof window.hit, document.querySelectorAll('script, iframe, img, form, base, svg, style, [onclick]').length, \
             location.pathname]",
        );
        assert_eq!(found, json!(["undefined", 0, format!("/public/{SITE}/{format}")]), "{format}");
        page.picture(format);
    }
    let called: Vec<String> =
        page.outside.requests().into_iter().filter(|line| line.contains("evil.example")).collect();
    assert_eq!(called, Vec::<String>::new());
}
