//! Bad requests: each gets its own problem with code and remedy, and afterwards the host serves and its record holds.

use crate::desk::{Desk, PUBLISHER, Reply, SIGNERS, accepting, complete_signing, handing_in, notice, returning};
use crate::http;
use crate::program::verify_log;
use serde_json::{Value, json};
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, people, reviewer};

const JSON: (&str, &str) = ("Content-Type", "application/json");
const OWN: (&str, &str) = ("X-Xianshen", "1");

fn with_host(test: impl FnOnce(&Desk)) {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    desk.submit("open", &notice("请于本月底前按步就班完成自查。")).ok();
    let before = desk.case("open");
    test(&desk);
    assert_eq!(desk.case("open"), before, "no bad request changed anything");
    let document = notice("本局定于九月开展调查，欢迎企业参加。");
    desk.clear("afterwards", &document);
    desk.issue("afterwards", "publish").ok();
    desk.publish("afterwards", "publish", &document).ok();
    assert_eq!(desk.public("afterwards").status, 200);
    verify_log(host.data()).passes();
}

/// Raw bytes to the submit address, as the editor.
fn raw(desk: &Desk, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    let cookie = [("Cookie", desk.cookie(SIGNERS[0]))];
    let headers: Vec<(&str, &str)> = cookie.into_iter().chain(headers.iter().copied()).collect();
    Reply(http::send(&desk.address, "POST", "/api/items/new/submit", &headers, body).expect("the host answers"))
}

#[test]
fn bodies_that_cannot_be_read() {
    with_host(|desk| {
        let good = json!({"sequence": 0, "card": {}, "documents": [notice("一")]});
        let with = |field: &str, value: Value| {
            let mut body = good.clone();
            body[field] = value;
            body.to_string().into_bytes()
        };
        let in_document = |field: &str, value: Value| {
            let mut body = good.clone();
            body["documents"][0][field] = value;
            body.to_string().into_bytes()
        };
        let cases: Vec<(Vec<u8>, u16, &str)> = vec![
            (with("approved", json!(true)), 422, "unknown-field"),
            (in_document("signed", json!(3)), 422, "unknown-field"),
            (br#"{"sequence":0}"#.to_vec(), 422, "missing-field"),
            (br#"{"sequence":0,"card":{},"documents":[{"title":"","body":""}]}"#.to_vec(), 422, "missing-field"),
            (with("sequence", json!(-1)), 422, "malformed-request"),
            (with("sequence", json!("0")), 422, "malformed-request"),
            (in_document("body_format", json!("rtf")), 422, "malformed-request"),
            (in_document("body", json!(null)), 422, "malformed-request"),
            (br#"{"sequence":0,"sequence":1,"card":{},"documents":[]}"#.to_vec(), 422, "malformed-request"),
            (b"sequence=0".to_vec(), 422, "malformed-request"),
            (Vec::new(), 422, "malformed-request"),
            ("[".repeat(200_000).into_bytes(), 422, "malformed-request"),
            (b"{\"sequence\":0,\"documents\":\"\xb9\xab\xb8\xe6\"}".to_vec(), 400, "invalid-utf8"),
        ];
        for (body, status, code) in cases {
            raw(desk, &[JSON, OWN], &body).problem(status, code);
        }
        let good = good.to_string();
        raw(desk, &[OWN, ("Content-Type", "text/plain")], good.as_bytes()).problem(415, "not-json");
        raw(desk, &[OWN], good.as_bytes()).problem(415, "not-json");
        let screen = |options: Value| {
            desk.post(SIGNERS[0], "/api/screen", &json!({"document": notice("一"), "options": options}))
        };
        screen(json!({"encoding": "utf-7"})).problem(422, "malformed-request");
        screen(json!({"level": "none"})).problem(422, "unknown-field");
        screen(json!({"profile": "{"})).problem(422, "invalid-profile");
    });
}

#[test]
fn bodies_that_are_too_large() {
    with_host(|desk| {
        let document = notice(&"公".repeat(16 * 1024 * 1024 / 3 + 1));
        desk.submit("new", &document).problem(413, "document-too-large");
        desk.post(SIGNERS[0], "/api/screen", &json!({"document": document})).problem(413, "document-too-large");
        desk.check("open", "publish", &document).problem(413, "document-too-large");
        desk.publish("open", "publish", &document).problem(413, "document-too-large");
        raw(desk, &[JSON, OWN], &vec![b' '; 24 * 1024 * 1024 + 1]).problem(413, "request-too-large");
        let many: Vec<Value> = (0..17).map(|_| notice("一")).collect();
        desk.step(SIGNERS[0], "new", "submit", handing_in(&many)).problem(413, "document-too-large");
    });
}

#[test]
fn requests_from_elsewhere() {
    with_host(|desk| {
        let body = json!({"sequence": 0, "card": {}, "documents": [notice("一")]}).to_string();
        let body = body.as_bytes();
        raw(desk, &[JSON], body).problem(403, "missing-header");
        raw(desk, &[JSON, ("X-Xianshen", "0")], body).problem(403, "missing-header");
        for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
            raw(desk, &[JSON, OWN, ("Origin", origin)], body).problem(403, "cross-site");
        }
        raw(desk, &[JSON, OWN, ("Sec-Fetch-Site", "cross-site")], body).problem(403, "cross-site");
        for host in ["evil.example", "127.0.0.1.evil.example", ""] {
            raw(desk, &[JSON, OWN, ("Host", host)], body).problem(421, "wrong-host");
            let read =
                http::send(&desk.address, "GET", "/api/engine", &[("Host", host)], b"").expect("the host answers");
            Reply(read).problem(421, "wrong-host");
        }
        for cookie in ["", "xianshen_session=x", "session=1"] {
            let headers = [("Cookie", cookie), JSON, OWN];
            let answer =
                http::send(&desk.address, "POST", "/api/items/new/submit", &headers, body).expect("the host answers");
            Reply(answer).problem(401, "not-signed-in");
        }
    });
}

/// Pages and the worker may ask this host and nobody else, and run only its scripts: the browser sees to it.
#[test]
fn pages_talk_to_this_host_alone() {
    with_host(|desk| {
        for path in ["/", "/assets/worker.js", "/assets/main.js", "/signed-in", "/link/x", "/api/engine", "/nothing"] {
            let answer = http::send(&desk.address, "GET", path, &[], b"").expect("the host answers");
            let policy: Vec<&str> = answer.header("content-security-policy").split(';').map(str::trim).collect();
            for rule in [
                "default-src 'none'",
                "connect-src 'self'",
                "script-src 'self' 'wasm-unsafe-eval'",
                "frame-ancestors 'none'",
            ] {
                assert!(policy.contains(&rule), "{path}: {policy:?}");
            }
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        }
    });
}

#[test]
fn addresses_and_methods() {
    with_host(|desk| {
        let send = |method: &str, path: &str| {
            let headers = [("Cookie", desk.cookie(SIGNERS[0])), JSON, OWN];
            Reply(http::send(&desk.address, method, path, &headers, b"{}").expect("the host answers"))
        };
        for (method, path) in [
            ("GET", "/api/items/open/submit"),
            ("PUT", "/api/items/open"),
            ("DELETE", "/api/items/open"),
            ("PATCH", "/api/items/open/sign"),
            ("POST", "/api/items"),
            ("POST", "/"),
            ("PUT", "/public/portal-demo/open"),
            ("OPTIONS", "/api/items"),
        ] {
            send(method, path).problem(405, "method-not-allowed");
        }
        for (method, path) in [
            ("GET", "/api/nothing"),
            ("POST", "/api/items/open/approve"),
            ("GET", "/admin"),
            ("GET", "/assets/nothing.js"),
            ("GET", "/preview/nothing.js"),
            ("GET", "/api/items/open/documents/sm3:0"),
        ] {
            send(method, path).problem(404, "not-found");
        }
        let long = format!("/api/items/{}", "x".repeat(65));
        for path in ["/api/items/%20", "/api/items/a%2Fb", "/api/items/..%00", "/api/items/%E6%9C%BA", long.as_str()] {
            send("GET", path).problem(422, "bad-item-id");
        }
        for path in ["/api/items/%FF", "/api/items/open/documents/%FF", "/assets/%FF", "/preview/%FF"] {
            send("GET", path).problem(400, "bad-address");
        }
    });
}

#[test]
fn steps_that_are_not_allowed() {
    with_host(|desk| {
        let case = desk.case("open");
        let (digest, sequence) = (&case["view"]["digest"], &case["view"]["sequence"]);
        let text = notice("请于本月底前按步就班完成自查。");
        let submit = |person: &str, item: &str, documents: Value| {
            desk.step(person, item, "submit", handing_in(documents.as_array().expect("a list")))
        };
        submit(SIGNERS[0], "open", json!([text])).refused(403, "duplicate-submission", "4");
        submit("sun-li", "open", json!([notice("二")])).refused(403, "not-the-editor", "6.1");
        submit(SIGNERS[1], "new", json!([notice("二")])).refused(403, "not-an-editor", "6.1");
        submit(PUBLISHER, "open", json!([notice("二")])).refused(403, "not-an-editor", "6.1");
        submit("he-ping", "new", json!([notice("二")])).refused(403, "unknown-section", "1");
        submit(SIGNERS[0], "new", json!([])).refused(403, "no-content", "4");
        let mut elsewhere = notice("二");
        elsewhere["channel"] = json!("weibo");
        submit(SIGNERS[0], "new", json!([elsewhere])).refused(403, "unknown-channel", "1");

        let sign = |person: &str, level: u64, digest: &Value| {
            let mut signing = complete_signing(&case["view"], 1);
            (signing["level"], signing["digest"]) = (json!(level), digest.clone());
            desk.step(person, "open", "sign", signing)
        };
        sign(SIGNERS[0], 1, digest).refused(403, "open-findings", "8");
        sign(SIGNERS[0], 1, &json!("sm3:0")).refused(403, "content-changed", "4");
        sign(SIGNERS[1], 2, digest).refused(403, "level-out-of-order", "6");
        sign(SIGNERS[0], 4, digest).refused(403, "not-important", "6");
        sign(SIGNERS[0], 5, digest).refused(403, "unknown-level", "6");
        sign(SIGNERS[0], 256, digest).problem(422, "malformed-request");
        desk.step(SIGNERS[0], "open", "dispose-finding", accepting(&json!("none"), "无")).refused(
            403,
            "unknown-finding",
            "8",
        );
        desk.step(SIGNERS[1], "open", "return-to-editor", returning(&[])).problem(403, "reason-missing");

        let mut stale = complete_signing(&case["view"], 1);
        stale["sequence"] = json!(1);
        desk.post(SIGNERS[0], "/api/items/open/sign", &stale).problem(409, "stale-sequence");
        let mut ahead = handing_in([&notice("二")]);
        ahead["sequence"] = json!(u64::MAX);
        desk.post(SIGNERS[0], "/api/items/open/submit", &ahead).problem(409, "stale-sequence");
        let mut other_site = handing_in([&notice("二")]);
        (other_site["site"], other_site["sequence"]) = (json!("other"), sequence.clone());
        desk.post(SIGNERS[0], "/api/items/open/submit", &other_site).problem(403, "other-site");

        desk.check("nothing", "publish", &text).refused(403, "not-reviewed", "4");
        let refused = desk.check("open", "delete", &text).problem(403, "open-findings");
        let codes: Vec<_> =
            refused["refusals"].as_array().expect("all of them").iter().map(|it| it["code"].as_str()).collect();
        assert!(codes.contains(&Some("wrong-action")) && codes.contains(&Some("signature-missing")), "{refused}");
        desk.issue("open", "publish").problem(403, "open-findings");
    });
}

#[test]
fn odd_texts_are_screened_like_others() {
    with_host(|desk| {
        let line = "公开".repeat(170_000);
        let unclosed = "<p>正文<b>未关闭<table><tr><td>格<!-- ".to_owned();
        let odd = ["".to_owned(), "\0\u{1}\u{feff}\u{202e}".to_owned(), line, unclosed, "\r\n\r\n".to_owned()];
        for (number, body) in odd.iter().enumerate() {
            for format in ["text", "html"] {
                let mut document = notice(body);
                document["body_format"] = json!(format);
                let item = format!("odd-{number}-{format}");
                desk.submit(&item, &document).ok();
                let case = desk.case(&item);
                let digest = case["view"]["renditions"][0]["digest"].as_str().expect("a digest").to_owned();
                let stored = desk.get(SIGNERS[0], &format!("/api/items/{item}/documents/{digest}")).ok();
                assert_eq!(stored["body"], document["body"], "what was handed in is what is stored");
            }
        }
    });
}
