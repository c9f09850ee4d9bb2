//! What readers see of a hostile article: text, and nothing that runs.

use crate::desk::{Desk, notice};
use crate::hostile::{article, publish_anyway};
use crate::http;
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, people, reviewer};

#[test]
fn nothing_on_it_runs() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    for format in ["html", "text"] {
        publish_anyway(&desk, format, &article(format));
        let page = desk.public(format);
        let text = page.text();
        assert_eq!(page.status, 200);
        for kept in ["正文开始", "末段", "标题", "摘要"] {
            assert!(text.contains(kept), "{format}: {kept} is missing in {text}");
        }
        for tag in tags(&text) {
            let name = tag.split([' ', '/', '>']).next().unwrap_or_default();
            let known = "!doctype html head meta title link body main header h1 h2 p time article ul li br";
            assert!(known.split(' ').any(|known| known == name) || name.is_empty(), "{format}: <{tag}> in {text}");
            assert!(!tag.contains(" on") && !tag.contains("style") || tag.starts_with("link"), "{format}: <{tag}>");
            assert!(!tag.contains("evil"), "{format}: <{tag}>");
        }
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"), "{policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
    }
}

/// What stands between `<` and `>`, in lower case, end tags without their slash.
fn tags(html: &str) -> Vec<String> {
    let between = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    between.map(|tag| tag.trim_start_matches('/').to_ascii_lowercase()).collect()
}

#[test]
fn other_addresses_are_not_found() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    let document = notice("本局定于九月开展调查。");
    publish_anyway(&desk, "item-1", &document);
    let status = |path: &str| http::send(&desk.address, "GET", path, &[], b"").expect("the host answers").status;
    assert_eq!(status("/public/portal-demo/item-1?channel=portal"), 200);
    for path in [
        "/public/portal-demo/item-2",
        "/public/other-site/item-1",
        "/public/portal-demo/item-1?channel=wechat",
        "/public/portal-demo/item-1?channel=portal&channel=wechat",
        "/public/portal-demo/..%2Fitem-1",
        "/public/portal-demo/%E6%9C%BA",
        "/assets/../../xianshen.db",
        "/preview/..%2F..%2Fxianshen.db",
        "/xianshen.db",
    ] {
        assert_eq!(status(path), 404, "{path}");
    }
}
