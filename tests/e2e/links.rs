//! One-time links and sessions: nobody acts for somebody whose own link was not used in that browser (clause 14).

use crate::desk::{Desk, Reply, SITE, notice, use_link};
use crate::http;
use serde_json::json;
use xianshen_host::accounts::sign_in::{LINK_MS, SESSION_MS};
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, people, reviewer};

fn start() -> (TestHost, String) {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let address = host.address().trim_start_matches("http://").to_owned();
    (host, address)
}

fn me(address: &str, cookie: &str) -> Reply {
    Reply(http::send(address, "GET", "/api/me", &[("Cookie", cookie)], b"").expect("the host answers"))
}

fn switch(address: &str, cookie: &str, person: &str) -> Reply {
    let headers = [("Cookie", cookie), ("X-Xianshen", "1"), ("Content-Type", "application/json")];
    let body = json!({"person": person}).to_string();
    Reply(http::send(address, "POST", "/api/session/person", &headers, body.as_bytes()).expect("the host answers"))
}

/// The cookie is worth nothing: nobody is named, and nothing else is answered.
#[track_caller]
fn is_nobody(address: &str, cookie: &str) {
    let nobody = me(address, cookie).ok();
    assert_eq!(
        (&nobody["active"], &nobody["people"], &nobody["others"]),
        (&json!(null), &json!([]), &json!([])),
        "{cookie}"
    );
    let items = http::send(address, "GET", "/api/items", &[("Cookie", cookie)], b"").expect("the host answers");
    Reply(items).problem(401, "not-signed-in");
}

#[test]
fn a_link_works_once_and_in_time() {
    let (host, address) = start();
    let open = |method: &str, token: &str| {
        http::send(&address, method, &format!("/link/{token}"), &[], b"").expect("the host answers")
    };
    let link = host.link("lin-xiao").expect("a link");
    // A program that looks ahead does not use it up.
    for _ in 0..3 {
        let page = open("GET", &link);
        assert_eq!(page.status, 200);
        assert!(page.text().contains("林晓") && page.header("cache-control") == "no-store", "{}", page.text());
    }
    let cookie = use_link(&address, &link, "");
    assert_eq!(me(&address, &cookie).ok()["active"], "lin-xiao");
    for method in ["GET", "POST"] {
        let used = open(method, &link);
        assert_eq!((used.status, used.header("set-cookie")), (403, ""), "{method}");
    }

    let late = host.link("zhou-min").expect("a link");
    host.set_now(host.now() + LINK_MS);
    assert_eq!(open("POST", &late).status, 403, "expired");
    assert_eq!(open("POST", "00000000000000000000000000000000").status, 403, "never was one");
    assert_eq!(open("POST", "%20%00%E4").status / 100, 4, "not even a token");
}

#[test]
fn nobody_becomes_somebody_else() {
    let (host, address) = start();
    let cookie = host.sign_in("lin-xiao").expect("signed in");
    for person in ["zhou-min", "nobody", "", "lin-xiao' OR '1'='1"] {
        switch(&address, &cookie, person).refused(403, "own-link-needed", "14");
    }
    assert_eq!(me(&address, &cookie).ok()["active"], "lin-xiao");

    let joined = use_link(&address, &host.link("zhou-min").expect("a link"), &cookie);
    is_nobody(&address, &cookie);
    assert_eq!(me(&address, &joined).ok()["active"], "zhou-min");
    switch(&address, &joined, "lin-xiao").ok();
    assert_eq!(me(&address, &joined).ok()["active"], "lin-xiao");
    switch(&address, &joined, "chen-yuan").refused(403, "own-link-needed", "14");
}

#[test]
fn a_session_ends() {
    let (host, address) = start();
    let cookie = host.sign_in("lin-xiao").expect("signed in");
    let headers = [("Cookie", cookie.as_str()), ("X-Xianshen", "1")];
    let out = http::send(&address, "POST", "/api/sign-out", &headers, b"").expect("the host answers");
    assert_eq!(out.status, 204);
    is_nobody(&address, &cookie);

    let cookie = host.sign_in("lin-xiao").expect("signed in");
    host.set_now(host.now() + SESSION_MS);
    is_nobody(&address, &cookie);
    for forged in ["xianshen_session=", "xianshen_session=0", "xianshen_session=00000000000000000000000000000000"] {
        is_nobody(&address, forged);
    }
}

#[test]
fn the_cookie_is_for_this_site_alone() {
    let (host, address) = start();
    let link = host.link("lin-xiao").expect("a link");
    let path = format!("/link/{link}");
    let foreign =
        http::send(&address, "POST", &path, &[("Origin", "http://evil.example")], b"").expect("the host answers");
    Reply(foreign).problem(403, "cross-site");
    let answer = http::send(&address, "POST", &path, &[], b"").expect("the host answers");
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    // Without it there is only what everybody may see.
    let desk = Desk::of(&host);
    desk.submit("item-1", &notice("本局定于九月开展调查。")).ok();
    for path in ["/api/items", "/api/items/item-1"] {
        Reply(http::send(&address, "GET", path, &[], b"").expect("the host answers")).problem(401, "not-signed-in");
    }
    let public = http::send(&address, "GET", &format!("/public/{SITE}/item-1"), &[], b"").expect("the host answers");
    assert_eq!(public.status, 404);
}
