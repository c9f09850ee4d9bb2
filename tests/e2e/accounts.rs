//! Own passwords (clause 14) over HTTP: set, signed in with, guessed at, out of date, changed, voided, used in two places; and nothing of one left
//! anywhere.

use crate::desk::{Desk, Reply, notice};
use crate::http;
use crate::program::{Folder, Server, verify_log};
use serde_json::{Value, json};
use std::path::Path;
use xianshen_host::testing::{Answer, TestHost};
use xianshen_tests::{PROFILE, people, reviewer};

const PERSON: &str = "lin-xiao";
const PASSWORD: &str = "Qz7#mLk2v";
const OTHER: &str = "v8!pancake-river";
const MINUTE: u64 = 60 * 1000;
const DAY: u64 = 24 * 60 * MINUTE;

fn start() -> TestHost {
    TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts")
}

/// Sets the person's first password, by a link.
fn with_password(host: &TestHost) -> String {
    let cookie = host.sign_in(PERSON).expect("signed in");
    assert_eq!(change(host, &cookie, None, PASSWORD), (200, String::new()));
    cookie
}

/// Status and code of a change.
fn change(host: &TestHost, cookie: &str, old: Option<&str>, new: &str) -> (u16, String) {
    let (status, answer) = host.post("/api/password", cookie, &json!({"old": old, "new": new})).expect("an answer");
    assert!(!answer.to_string().contains(new), "the answer repeats the password: {answer}");
    (status, answer["code"].as_str().unwrap_or_default().to_owned())
}

fn sign_in_from(host: &TestHost, from: &str, person: &str, password: &str, take_over: &str) -> Answer {
    let body = json!({"person": person, "password": password, "take_over": take_over}).to_string();
    let from = from.parse().expect("an address");
    host.request_from(from, "POST", "/api/sign-in", None, Some(body.as_bytes())).expect("the host answers")
}

fn sign_in(host: &TestHost, person: &str, password: &str) -> Answer {
    sign_in_from(host, "127.0.0.1", person, password, "")
}

/// The cookie of a sign-in that succeeded.
#[track_caller]
fn cookie(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.header("set-cookie").unwrap_or_default().split(';').next().unwrap_or_default().to_owned()
}

#[track_caller]
fn refused(answer: &Answer, status: u16, code: &str, clause: &str) -> Value {
    let (found, problem) = answer.json().expect("a problem");
    assert_eq!((found, &problem["code"], &problem["clause"]), (status, &json!(code), &json!(clause)), "{problem}");
    assert_eq!(answer.header("set-cookie"), None, "nobody is in");
    problem
}

fn active(host: &TestHost, cookie: &str) -> Value {
    host.get("/api/me", cookie).expect("the host answers").1["active"].take()
}

fn codes(host: &TestHost) -> Vec<String> {
    host.audit().expect("the log").into_iter().map(|row| row.entry.code).collect()
}

#[test]
fn from_a_link_to_an_own_password() {
    let host = start();
    let first = host.sign_in(PERSON).expect("signed in");
    let (_, me) = host.get("/api/me", &first).expect("an answer");
    assert_eq!((&me["must_change"], &me["account"]["has_password"]), (&json!(false), &json!(false)));
    assert!(me["account"]["notice"].as_str().is_some_and(|notice| notice.contains("自行设置")), "{me}");
    for weak in ["Qz7#mLk", "Qz7amLk2v", "lin-xiao#7k2Q", "P@ssw0rd2024!"] {
        let (status, code) = change(&host, &first, None, weak);
        assert!(status == 403 && code.starts_with("password-"), "{weak}: {status} {code}");
    }
    assert_eq!(change(&host, &first, None, PASSWORD), (200, String::new()));
    let in_again = cookie(&sign_in(&host, PERSON, PASSWORD));
    assert_eq!(active(&host, &in_again), PERSON);
    let (_, me) = host.get("/api/me", &in_again).expect("an answer");
    assert_eq!((&me["account"]["has_password"], &me["account"]["notice"]), (&json!(true), &json!(null)));
    assert!(codes(&host).contains(&"password-changed".to_owned()));
}

#[test]
fn unknown_people_and_wrong_passwords_are_told_the_same() {
    let host = start();
    with_password(&host);
    let said = |person: &str, password: &str| {
        let problem = refused(&sign_in(&host, person, password), 403, "wrong-password", "14");
        (problem["detail"].clone(), problem["remedy"].clone())
    };
    let wrong = said(PERSON, OTHER);
    for (person, password) in [("zhou-min", PASSWORD), ("nobody", PASSWORD), ("", ""), ("' OR '1'='1", PASSWORD)] {
        assert_eq!(said(person, password), wrong, "{person}");
    }
    let people: Vec<_> = host.audit().expect("the log").into_iter().map(|row| row.entry.person).collect();
    assert!(people.contains(&"zhou-min".to_owned()) && !people.contains(&"nobody".to_owned()), "{people:?}");
}

#[test]
fn guessing_has_to_wait() {
    let host = start();
    with_password(&host);
    for _ in 0..5 {
        refused(&sign_in(&host, PERSON, OTHER), 403, "wrong-password", "14");
    }
    let waiting = sign_in(&host, PERSON, PASSWORD);
    let problem = refused(&waiting, 429, "too-many-attempts", "14");
    assert_eq!(waiting.header("retry-after"), Some("60"));
    assert!(problem["remedy"].as_str().is_some_and(|remedy| remedy.contains("1 分钟")), "{problem}");
    // Other people sign in meanwhile, and waiting is not counted as guessing.
    refused(&sign_in(&host, "zhou-min", OTHER), 403, "wrong-password", "14");
    host.set_now(host.now() + MINUTE);
    cookie(&sign_in(&host, PERSON, PASSWORD));
    for _ in 0..4 {
        refused(&sign_in(&host, PERSON, OTHER), 403, "wrong-password", "14");
    }
    cookie(&sign_in(&host, PERSON, PASSWORD));
    assert!(codes(&host).contains(&"too-many-attempts".to_owned()));
}

#[test]
fn guessing_at_many_people_has_to_wait_too() {
    let host = start();
    with_password(&host);
    for number in 0..20 {
        refused(&sign_in_from(&host, "127.0.0.7", &format!("guess-{number}"), OTHER, ""), 403, "wrong-password", "14");
    }
    refused(&sign_in_from(&host, "127.0.0.7", PERSON, PASSWORD, "mine"), 429, "too-many-attempts", "14");
    cookie(&sign_in(&host, PERSON, PASSWORD));
}

#[test]
fn guesses_at_the_same_moment_are_counted() {
    let host = std::sync::Arc::new(start());
    with_password(&host);
    let guess = |number: usize| {
        let host = std::sync::Arc::clone(&host);
        std::thread::spawn(move || sign_in(&host, PERSON, &format!("Guess-{number}-Qz")).status)
    };
    let guesses: Vec<_> = (0..12).map(guess).collect();
    let statuses: Vec<u16> = guesses.into_iter().map(|guess| guess.join().expect("it ends")).collect();
    let tried = statuses.iter().filter(|status| **status == 403).count();
    assert_eq!((tried, statuses.iter().filter(|status| **status == 429).count()), (5, 7), "{statuses:?}");
}

#[test]
fn a_year_old_password_opens_nothing_but_its_change() {
    let host = start();
    with_password(&host);
    host.set_now(host.now() + 340 * DAY);
    let soon = cookie(&sign_in(&host, PERSON, PASSWORD));
    let (_, me) = host.get("/api/me", &soon).expect("an answer");
    assert!(me["account"]["notice"].as_str().is_some_and(|notice| notice.contains("还有")), "{me}");
    host.set_now(host.now() + 30 * DAY);
    let answer = sign_in(&host, PERSON, PASSWORD);
    assert_eq!(answer.json().expect("JSON").1["must_change"], true);
    let old = cookie(&answer);
    let (status, me) = host.get("/api/me", &old).expect("an answer");
    assert_eq!((status, &me["must_change"]), (200, &json!(true)));
    for path in ["/api/items", "/api/items/item-1", "/api/tasks", "/api/registers", "/api/permissions"] {
        let (status, problem) = host.get(path, &old).expect("an answer");
        assert_eq!((status, &problem["code"]), (403, &json!("password-change-needed")), "{path}");
    }
    let (status, problem) = host.post("/api/items/item-1/sign", &old, &json!({"sequence": 1})).expect("an answer");
    assert_eq!((status, &problem["clause"]), (403, &json!("14")), "{problem}");
    assert_eq!(change(&host, &old, None, OTHER).1, "old-password-missing");
    assert_eq!(change(&host, &old, Some(OTHER), OTHER).1, "wrong-password");
    assert_eq!(change(&host, &old, Some(PASSWORD), PASSWORD).1, "password-unchanged");
    assert_eq!(change(&host, &old, Some(PASSWORD), OTHER), (200, String::new()));
    assert_eq!(host.get("/api/items", &old).expect("an answer").0, 200);
    refused(&sign_in(&host, PERSON, PASSWORD), 403, "wrong-password", "14");
}

#[test]
fn a_change_ends_the_other_sessions() {
    let host = start();
    let first = with_password(&host);
    let second = cookie(&sign_in(&host, PERSON, PASSWORD));
    let somebody = host.sign_in("zhou-min").expect("signed in");
    assert_eq!(active(&host, &first), PERSON);
    assert_eq!(change(&host, &second, Some(PASSWORD), OTHER), (200, String::new()));
    assert_eq!(active(&host, &first), Value::Null);
    assert_eq!((active(&host, &second), active(&host, &somebody)), (json!(PERSON), json!("zhou-min")));
}

#[test]
fn a_second_address_asks_and_the_answer_counts() {
    let host = start();
    let desk = with_password(&host);
    let asked = sign_in_from(&host, "127.0.0.2", PERSON, PASSWORD, "");
    let problem = refused(&asked, 409, "two-addresses", "14");
    assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains("本机（127.0.0.1）")), "{problem}");
    // Who sits at the first address is told, and stays in until the question is answered.
    let (_, me) = host.get("/api/me", &desk).expect("an answer");
    assert!(me["account"]["alerts"][0]["message"].as_str().is_some_and(|it| it.contains("127.0.0.2")), "{me}");
    let away = cookie(&sign_in_from(&host, "127.0.0.2", PERSON, PASSWORD, "mine"));
    assert_eq!((active(&host, &desk), active(&host, &away)), (Value::Null, json!(PERSON)));

    let link = host.link(PERSON).expect("a link, given to the person before");
    refused(&sign_in_from(&host, "127.0.0.3", PERSON, PASSWORD, "not-mine"), 403, "account-locked", "14");
    assert_eq!(active(&host, &away), Value::Null);
    refused(&sign_in_from(&host, "127.0.0.2", PERSON, PASSWORD, ""), 403, "wrong-password", "14");
    let page = host.request("POST", &format!("/link/{link}"), None, None).expect("an answer");
    assert_eq!(page.status, 403, "links from before are void too");
    let again = host.sign_in(PERSON).expect("a new link lets the person in");
    assert_eq!(host.get("/api/items", &again).expect("an answer").1["code"], "password-change-needed");
    assert_eq!(change(&host, &again, None, OTHER), (200, String::new()));
    assert_eq!(host.get("/api/items", &again).expect("an answer").0, 200);
    let codes = codes(&host);
    for code in ["two-addresses", "password-leaked", "account-locked"] {
        assert!(codes.contains(&code.to_owned()), "{code}: {codes:?}");
    }
}

#[test]
fn a_link_from_a_second_address_asks_too() {
    let host = start();
    let desk = host.sign_in(PERSON).expect("signed in");
    let path = format!("/link/{}", host.link(PERSON).expect("a link"));
    let open = |body: Option<&[u8]>| {
        host.request_from("127.0.0.2".parse().expect("an address"), "POST", &path, None, body).expect("an answer")
    };
    for _ in 0..2 {
        let asked = open(None);
        assert!(asked.status == 409 && asked.text().contains("take_over"), "{}", asked.text());
        assert_eq!(active(&host, &desk), PERSON, "asking uses nothing up");
    }
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let address = host.address().trim_start_matches("http://").to_owned();
    let unknown = http::send(&address, "POST", &path, &headers, b"take_over=yes").expect("an answer");
    assert_eq!(unknown.status, 403);
    // From the first address it needs no answer.
    let used = http::send(&address, "POST", &path, &headers, b"").expect("an answer");
    assert_eq!(used.status, 303, "{}", used.text());
}

#[test]
fn bad_requests_are_explained_and_repeat_nothing() {
    let host = start();
    let address = host.address().trim_start_matches("http://").to_owned();
    let send = |path: &str, body: &str| {
        let headers = [("X-Xianshen", "1"), ("Content-Type", "application/json")];
        Reply(http::send(&address, "POST", path, &headers, body.as_bytes()).expect("the host answers"))
    };
    for body in [
        "{}",
        "{\"person\":\"lin-xiao\"}",
        "{\"person\":\"lin-xiao\",\"password\":{\"Qz7#mLk2v\":1}}",
        "{\"person\":\"lin-xiao\",\"password\":\"Qz7#mLk2v\",\"Qz7#mLk2v\":1}",
        "{\"person\":\"lin-xiao\",\"password\":\"Qz7#mLk2v\",\"take_over\":\"Qz7#mLk2v\"}",
        "[\"Qz7#mLk2v\"",
    ] {
        let reply = send("/api/sign-in", body);
        assert!(reply.0.status == 422 && !reply.0.text().contains("Qz7"), "{body}: {}", reply.0.text());
    }
    let long = json!({"person": "x".repeat(100_000), "password": "长".repeat(100_000)}).to_string();
    send("/api/sign-in", &long).refused(403, "wrong-password", "14");
    send("/api/password", "{\"new\":\"Qz7#mLk2v\"}").problem(401, "not-signed-in");
    let form = http::send(&address, "POST", "/api/sign-in", &[("Content-Type", "application/json")], b"{}");
    Reply(form.expect("the host answers")).problem(403, "missing-header");
}

#[test]
fn nothing_of_a_password_is_left_anywhere() {
    let folder = Folder::new("passwords");
    let (data, temporary) = (folder.join("data"), folder.join("tmp"));
    std::fs::create_dir_all(&temporary).expect("a folder");
    let mut server = Server::start(&data, |command| {
        command.current_dir(&temporary).env("TMPDIR", &temporary).env("RUST_LOG", "trace");
    });
    let desk = Desk::with_links(&server.address, &server.links);
    // What is typed into the wrong field counts as a secret too.
    let typed = ["Kontraste7#Zug", "Falsch8!Geraten", "Zuschwach", "Als-Name7!Getippt"];
    desk.post(PERSON, "/api/password", &json!({"new": typed[2]})).problem(403, "password-classes");
    desk.post(PERSON, "/api/password", &json!({"new": typed[0]})).ok();
    let headers = [("X-Xianshen", "1"), ("Content-Type", "application/json")];
    let sign_in = |person: &str, password: &str| {
        let body = json!({"person": person, "password": password}).to_string();
        Reply(http::send(&server.address, "POST", "/api/sign-in", &headers, body.as_bytes()).expect("an answer"))
    };
    sign_in(PERSON, typed[0]).ok();
    sign_in(PERSON, typed[1]).refused(403, "wrong-password", "14");
    sign_in(typed[3], typed[0]).refused(403, "wrong-password", "14");
    desk.submit("item-1", &notice("本局定于九月开展调查。kontrollwort9")).ok();
    let left = |folder: &Path| typed.iter().filter(|text| holds(folder, text)).copied().collect::<Vec<_>>();
    assert!(holds(&folder.join(""), "kontrollwort9"), "the search finds what is there");
    assert_eq!(left(&folder.join("")), [""; 0]);
    server.kill();
    verify_log(&data).passes();
    assert_eq!(left(&folder.join("")), [""; 0]);
}

/// Whether a text stands in any file below.
fn holds(folder: &Path, text: &str) -> bool {
    std::fs::read_dir(folder).expect("a folder").any(|entry| {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            return holds(&path, text);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}
