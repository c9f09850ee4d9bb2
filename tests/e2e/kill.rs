//! kill −9 in the middle of signing: nothing that was acknowledged is lost, nothing is half written.

use crate::desk::{Desk, PUBLISHER, SIGNERS, complete_signing, handing_in, notice};
use crate::program::{Folder, Server, verify_log};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};
use xianshen_tests::{FILING, filing};

/// How often the process is killed.
const ROUNDS: u32 = 10;
/// How many people's chains run at the same time.
const WORKERS: u32 = 3;
/// Signatures of a round that must have been acknowledged before its kill.
const WARM: usize = 4;

/// What a host answered 200 to.
struct Acknowledged {
    item: String,
    sequence: u64,
    head: String,
    signed: bool,
}

#[test]
fn no_acknowledged_event_is_lost() {
    let folder = Folder::new("kill");
    let data = folder.join("data");
    let mut all = Vec::new();
    for round in 0..ROUNDS {
        let mut server = Server::start(&data, |_| {});
        let desk = Desk::with_links(&server.address, &server.links);
        let delay = Duration::from_millis(RandomState::new().build_hasher().finish() % 250);
        let acknowledged = kill_while_signing(&mut server, &desk, round, delay);
        verify_log(&data).passes();
        let server = Server::start(&data, |_| {});
        everything_is_there(&Desk::with_links(&server.address, &server.links), &acknowledged, delay);
        all.extend(acknowledged);
    }
    let server = Server::start(&data, |_| {});
    everything_is_there(&Desk::with_links(&server.address, &server.links), &all, Duration::ZERO);
}

/// Lets the workers sign until the process is gone; what they were told.
fn kill_while_signing(server: &mut Server, desk: &Desk, round: u32, delay: Duration) -> Vec<Acknowledged> {
    let acknowledged = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for worker in 0..WORKERS {
            let acknowledged = &acknowledged;
            scope.spawn(move || {
                let items = (0..).map(|number| format!("r{round}-w{worker}-{number}"));
                // Ends with the first request that gets no answer: the process is gone.
                items.map(|item| walk(desk, &item, acknowledged)).find(Result::is_err);
            });
        }
        let begun = Instant::now();
        let signed =
            || acknowledged.lock().expect("no worker panics").iter().filter(|it: &&Acknowledged| it.signed).count();
        while signed() < WARM && begun.elapsed() < Duration::from_secs(60) {
            thread::sleep(Duration::from_millis(2));
        }
        thread::sleep(delay);
        server.kill();
    });
    let acknowledged = acknowledged.into_inner().expect("no worker panics");
    assert!(acknowledged.iter().filter(|it| it.signed).count() >= WARM, "round {round}: hardly anything was signed");
    acknowledged
}

/// One item from draft to publication, noting every acknowledgement.
fn walk(desk: &Desk, item: &str, acknowledged: &Mutex<Vec<Acknowledged>>) -> std::io::Result<()> {
    let document = notice(&format!("第{item}号事项定于九月办理。"));
    let mut sequence = 0;
    let mut step = |person: &str, verb: &str, mut body: Value| {
        body["sequence"] = json!(sequence);
        let reply = desk.try_post(person, &format!("/api/items/{item}/{verb}"), &body)?;
        let taken = reply.ok();
        sequence = taken["sequence"].as_u64().unwrap_or_default();
        let head = taken["head"].as_str().unwrap_or_default().to_owned();
        let item = item.to_owned();
        acknowledged.lock().expect("no worker panics").push(Acknowledged {
            item,
            sequence,
            head,
            signed: verb == "sign",
        });
        Ok::<(), std::io::Error>(())
    };
    step(SIGNERS[0], "submit", handing_in([&document]))?;
    let case = desk.try_get(SIGNERS[0], &format!("/api/items/{item}"))?.ok();
    for (person, level) in SIGNERS.into_iter().zip(1..) {
        step(person, "sign", complete_signing(&case["view"], level))?;
    }
    let digest = case["view"]["digest"].as_str().unwrap_or_default();
    for (person, verb) in FILING {
        step(person, verb, filing(verb, digest, &Map::new()))?;
    }
    step(PUBLISHER, "issue", json!({"action": "publish", "channel": "portal"}))?;
    step(PUBLISHER, "publish", json!({"action": "publish", "channel": "portal", "document": document}))
}

/// Every acknowledged event stands at its place with its hash, and no step is there by half.
fn everything_is_there(desk: &Desk, acknowledged: &[Acknowledged], delay: Duration) {
    let mut items: BTreeMap<&str, Vec<&Acknowledged>> = BTreeMap::new();
    for it in acknowledged {
        items.entry(&it.item).or_default().push(it);
    }
    for (item, steps) in items {
        let case = desk.case(item);
        let events = case["events"].as_array().expect("events");
        for step in steps {
            let place = usize::try_from(step.sequence).expect("small") - 1;
            let hash = events.get(place).map(|event| &event["hash"]);
            assert_eq!(hash, Some(&json!(step.head)), "{item}, event {}, killed after {delay:?}", step.sequence);
        }
        let last = events.last().map(|event| &event["kind"]);
        // `submitted` and `screened` are one step, `published` and the live text another.
        assert_ne!(last, Some(&json!("submitted")), "{item} has half a step, killed after {delay:?}");
        let live = case["live"].as_array().is_some_and(|live| !live.is_empty());
        assert_eq!(live, last == Some(&json!("published")), "{item}, killed after {delay:?}");
    }
}
