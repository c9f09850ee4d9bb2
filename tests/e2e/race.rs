//! Two people at the same moment on the same state: exactly one wins, the other is told that the case has moved on.

use crate::desk::{Desk, PUBLISHER, SIGNERS, complete_signing, handing_in, notice};
use crate::program::verify_log;
use serde_json::{Value, json};
use std::sync::Barrier;
use std::thread;
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, people, reviewer};

const TRIES: u32 = 12;

#[test]
fn one_of_two_wins() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let desk = Desk::of(&host);
    for number in 0..TRIES {
        let item = format!("item-{number}");
        let document = notice(&format!("第{number}号事项定于九月办理。"));
        let mut submit = handing_in([&document]);
        submit["sequence"] = json!(0);
        same_moment(&desk, &item, "submit", [(SIGNERS[0], submit.clone()), ("sun-li", submit)]);
        let case = desk.case(&item);
        // Whichever editor won signs the first level.
        let editor = case["view"]["editor"].as_str().expect("an editor").to_owned();
        desk.sign(&editor, &item, 1).ok();
        desk.sign(SIGNERS[1], &item, 2).ok();
        let mut sign = complete_signing(&case["view"], 3);
        sign["sequence"] = json!(4);
        same_moment(&desk, &item, "sign", [(SIGNERS[2], sign.clone()), ("zhao-lei", sign)]);
        desk.file(&item);
        let issue = json!({"sequence": 9, "action": "publish", "channel": "portal"});
        same_moment(&desk, &item, "issue", [(PUBLISHER, issue.clone()), (PUBLISHER, issue)]);
        let publish = json!({"sequence": 10, "action": "publish", "channel": "portal", "document": document});
        same_moment(&desk, &item, "publish", [(PUBLISHER, publish.clone()), (PUBLISHER, publish)]);
        assert_eq!(desk.case(&item)["events"].as_array().map(Vec::len), Some(11), "no step twice");
    }
    verify_log(host.data()).passes();
}

fn same_moment(desk: &Desk, item: &str, verb: &str, requests: [(&'static str, Value); 2]) {
    let barrier = Barrier::new(2);
    let path = format!("/api/items/{item}/{verb}");
    let replies = thread::scope(|scope| {
        let (barrier, path) = (&barrier, &path);
        let send = |(person, body): (&'static str, Value)| {
            scope.spawn(move || {
                barrier.wait();
                desk.post(person, path, &body)
            })
        };
        requests.map(send).map(|thread| thread.join().expect("answered"))
    });
    let won = replies.iter().filter(|reply| reply.0.status == 200).count();
    assert_eq!(won, 1, "{verb}: {replies:?}");
    for reply in replies.iter().filter(|reply| reply.0.status != 200) {
        reply.problem(409, "stale-sequence");
    }
}
