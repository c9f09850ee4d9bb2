//! A whole host on the hostile component: each request gets its problem, the next is served, the log names what happened.

use crate::made::hostile;
use serde_json::json;
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, people};

#[test]
fn the_host_keeps_serving() {
    let host = TestHost::start(hostile(), PROFILE, &people()).expect("the host starts");
    let people = people();
    let person = &people.first().expect("somebody").id;
    let cookie = host.sign_in(person).expect("signed in");
    let ask = |word: &str| {
        let body = json!({"document": {"channel": "portal", "title": word, "body": "中文正文。"}});
        host.post("/api/screen", &cookie, &body).expect("an answer")
    };
    let words = ["loop", "recurse", "allocate", "panic", "long-string", "out-of-range", "wrong-digest", "garbled"];
    for word in words {
        let (status, problem) = ask(word);
        assert_eq!((status, problem["code"].as_str()), (503, Some("engine-failure")), "{word}: {problem}");
        assert!(!problem["detail"].as_str().unwrap_or_default().is_empty(), "{word}");
        assert_eq!(ask("honest").0, 200, "after {word}");
    }
    let failures = host.audit().expect("the log").into_iter().filter(|row| row.entry.code == "engine-failure").count();
    assert_eq!(failures, words.len());
}
