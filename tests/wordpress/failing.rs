//! A gate that is down, slow, the wrong one, or does not know the connector any more: nothing goes out, and each channel says why.

use crate::http;
use crate::site::connector;
use crate::wordpress::start;
use serde_json::json;
use std::net::TcpListener;

#[test]
fn nothing_goes_out_while_the_gate_fails() {
    let Some(site) = start() else { return };
    let id = site.cleared("关于闸门故障的通知甲");
    // Accepts connections and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let slow = format!("address=http://{}", silent.local_addr().expect("an address"));
    let other = format!("address=http://{}", site.address);
    for (failure, reason) in [
        ("address=http://127.0.0.1:9", "gate-unreachable"),
        (&*slow, "gate-unreachable"),
        (&*other, "gate-unreachable"),
        ("address=", "gate-unreachable"),
        ("token=xsc_0000", "bad-token"),
        ("site=another-site", "other-site"),
        ("channel=unknown", "other-channel"),
    ] {
        let headers = [("X-Test-Gate", failure)];
        let body = json!({"status": "publish"});
        let message = site.rest_with("fabu", "POST", &format!("/wp/v2/posts/{id}"), &body, &headers).refused(reason);
        assert!(message.contains('。'), "{failure}: {message}");
        site.is_kept(id);
    }
    site.publish(id).ok();
}

#[test]
fn a_token_that_is_taken_back_stops_everything_at_once() {
    let Some(site) = start() else { return };
    let id = site.cleared("关于令牌作废的通知");
    let token = connector(&["add", "second"], &site.data).trim().to_owned();
    let failure = format!("token={token}");
    let publish = || {
        let headers = [("X-Test-Gate", failure.as_str())];
        site.rest_with("fabu", "POST", &format!("/wp/v2/posts/{id}"), &json!({"status": "publish"}), &headers)
    };
    // Another connector's items are not its own: equal text is not covered.
    publish().refused("not-reviewed");
    connector(&["revoke", "second"], &site.data);
    publish().refused("bad-token");
    site.is_kept(id);
}

#[test]
fn the_api_takes_no_cookie_and_no_browser() {
    let Some(site) = start() else { return };
    let status = |headers: &[(&str, &str)]| {
        let answer = http::send(&site.desk.address, "GET", "/api/connector/status", headers, b"").expect("an answer");
        answer.status
    };
    let bearer = format!("Bearer {}", site.token);
    assert_eq!(status(&[("Authorization", &bearer)]), 200);
    assert_eq!(status(&[]), 401);
    assert_eq!(status(&[("Cookie", site.desk.cookie("lin-xiao"))]), 403);
    assert_eq!(status(&[("Authorization", &bearer), ("Origin", "http://evil.example")]), 403);
    let log = std::fs::read_to_string(site.data.with_file_name("host.log")).expect("a log");
    assert!(!log.contains(&site.token), "the token is in no log");
}

#[test]
fn a_permit_is_used_once_and_for_its_own_item() {
    let Some(site) = start() else { return };
    let (one, two) = (
        site.live("关于一次许可的通知"),
        site.draft("关于一次许可的通知", &crate::wordpress::block(crate::wordpress::TEXT)),
    );
    site.publish(two).refused("not-reviewed");
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{one}"), &json!({"status": "draft"})).ok();
    let again = site.publish(one);
    assert_ne!(again.status, 200, "the permit was used: {}", again.body);
    site.is_kept(one);
    site.is_kept(two);
}
