//! What must hold of every history.

use super::deeds::digest;
use super::{PEOPLE, START, facts};
use std::collections::BTreeSet;
use workflow::{
    Card, Case, Classification, Command, DeterminationStep, Event, Facts, Hours, Leaders, LookBackStep, NetworkZone,
    Reply, Settings, decide, replay, tally,
};

/// Nothing stands against taking down what is live: not the night, not a net café, not a broken profile, not a clock that went back.
pub(crate) fn take_down(case: &Case, at_night: &Facts) -> Option<Event> {
    let command = Command::LookBack(LookBackStep::Withdraw { reason: String::new() });
    let decided = decide(case, at_night, 0, PEOPLE[4].0, &command);
    (!case.live.is_empty()).then(|| decided.expect("withdrawal is never blocked"))
}

/// The facts under which nothing else is allowed.
pub(crate) fn at_night() -> Facts {
    let (network, hours, settings) = (NetworkZone::Public, Hours::Outside, Settings::default());
    Facts { network, hours, settings, ..facts(4, START) }
}

/// What is left when it was taken down at the end of a walk.
pub(crate) fn check_withdrawal(case: &Case, at_night: &Facts, mut history: Vec<Event>) {
    let Some(event) = take_down(case, at_night) else { return };
    history.push(event);
    let after = replay(&history).expect("a withdrawal replays");
    assert!(after.live.is_empty() && after.live_case.is_none(), "nothing is live after a withdrawal");
    assert!(after.permits.is_empty(), "no permit is open after a withdrawal");
    assert!(after.look_back.open_withdrawal().is_some(), "it is to be closed");
}

/// A look-back is made by somebody who published nothing of what is live; a withdrawal is closed when all of it is proved.
pub(crate) fn check_after_release(history: &[Event], case: &Case, actor: &str, step: &LookBackStep) {
    match step {
        LookBackStep::Look(_) => {
            let released = history.iter().rfind(|event| event.kind == "published").expect("something was published");
            assert_ne!(released.actor, actor, "the publisher does not look back");
        }
        LookBackStep::Close { .. } => {
            let started = history.iter().rposition(|event| event.kind == "withdrawn").expect("it was taken down");
            let has = |kind: &str| history[started..].iter().any(|event| event.kind == kind);
            assert!(has("takedown-confirmed") && has("channel-checked"), "closed without proof");
            assert!(case.live.is_empty());
        }
        _ => {}
    }
}

/// What was accepted by the time something is published: a full chain by three people over exactly these bytes, then one permit.
pub(crate) fn check_publication(history: &[Event], publisher: &str, content: &str) {
    let started = history.iter().rposition(|event| event.kind == "submitted").expect("something was submitted");
    let round = &history[started..];
    assert!(!round.iter().any(|event| event.kind == "returned"), "nothing is published after a return");
    let down = history.iter().filter(|event| event.kind == "withdrawn").count();
    let closed = history.iter().filter(|event| event.kind == "withdrawal-closed").count();
    assert_eq!(down, closed, "nothing is published before a withdrawal is closed");
    let signers: Vec<&str> =
        round.iter().filter(|event| event.kind == "signed").map(|event| event.actor.as_str()).collect();
    let people: BTreeSet<&&str> = signers.iter().collect();
    assert_eq!(signers.len(), people.len(), "nobody signs two levels");
    assert!(signers.len() >= 3, "three levels at least");
    let submitted: serde_json::Value = serde_json::from_str(&round[0].body).unwrap();
    let card: Card = serde_json::from_value(submitted["command"]["submit"]["card"].clone()).unwrap();
    let case_digest = document::case_digest(&[content], &card.digest());
    // What follows a release is about the content that is or was live, whatever is under review meanwhile.
    let mut of_round = round.iter().filter(|event| !event.body.contains(r#""look_back":"#));
    assert!(of_round.all(|event| event.digest == case_digest), "everything in the round is about these bytes");
    check_determination(history, &case_digest, card.classification);
    let filed: Vec<&str> =
        round.iter().map(|event| event.kind.as_str()).filter(|kind| kind.starts_with("filing-")).take(4).collect();
    let order = ["filing-proposed", "filing-approved", "filing-handed-in", "filing-received"];
    assert_eq!(filed, order, "filed step by step");
    let marked = history.iter().rev().find(|event| event.kind.ends_with("marked-important"));
    let important = marked.is_some_and(|event| event.kind == "marked-important");
    assert!(signers.len() >= if important { 4 } else { 3 }, "important items have the main leader's approval");
    let readers: BTreeSet<&str> =
        round.iter().filter(|event| event.kind == "proofread").map(|event| event.actor.as_str()).collect();
    assert!(card.leaders == Leaders::None || readers.len() >= 2, "leaders' items are read by two further people");
    assert!(readers.iter().all(|reader| !people.contains(&reader)), "who proofreads does not sign");
    assert!(round.iter().any(|event| event.kind == "screened"), "screened before it was signed");
    let editors: BTreeSet<_> =
        history.iter().filter(|event| event.kind == "submitted").map(|event| &*event.actor).collect();
    assert!(!editors.contains(publisher), "whoever edited a version does not publish");
    let permits = round.iter().filter(|event| event.kind == "permit-issued").count();
    let used = round.iter().filter(|event| event.kind == "published").count();
    assert!(permits > used, "one permit a publication");
}

/// What was asked about exactly this content was answered, by nobody that it is secret, and decided afterwards.
fn check_determination(history: &[Event], digest: &str, classification: Classification) {
    let steps: Vec<(u64, DeterminationStep)> = history
        .iter()
        .filter(|event| event.kind.starts_with("determination-") && event.digest == digest)
        .map(|event| {
            let body: serde_json::Value = serde_json::from_str(&event.body).unwrap();
            (event.id, serde_json::from_value(body["command"]["determination"].clone()).unwrap())
        })
        .collect();
    let is_withdrawn = |id: u64| {
        steps.iter().any(|(_, step)| matches!(step, DeterminationStep::Withdraw { request, .. } if *request == id))
    };
    let answer = |id: u64| {
        steps.iter().find_map(|(_, step)| match step {
            DeterminationStep::Answer(answer) if answer.request == id => Some(answer.reply),
            _ => None,
        })
    };
    let asked: Vec<u64> = steps
        .iter()
        .filter(|(id, step)| matches!(step, DeterminationStep::Request(_)) && !is_withdrawn(*id))
        .map(|(id, _)| *id)
        .collect();
    let answers: Vec<Reply> = asked.iter().map(|id| answer(*id).expect("every letter is answered")).collect();
    assert!(!answers.contains(&Reply::Secret), "what is secret is not published");
    if let Some(last) = asked.iter().max() {
        let decided = steps.iter().rev().find(|(_, step)| matches!(step, DeterminationStep::Decide { .. }));
        let decided = decided.filter(|(id, _)| id > last).map(|(_, step)| step);
        assert!(
            matches!(decided, Some(DeterminationStep::Decide { publish: true, .. })),
            "decided after the last letter"
        );
    }
    let unclear = classification == Classification::Pending;
    assert!(!unclear || answers.contains(&Reply::NotSecret), "what is unclear is determined first");
}

/// A history with an event taken out or changed does not replay. One place is tried for each history; the histories are many.
pub(crate) fn check_tampering(history: &[Event]) {
    let gone = history.len() / 2;
    if gone + 1 < history.len() {
        let mut shorter = history.to_vec();
        shorter.remove(gone);
        assert!(replay(&shorter).is_err(), "event {} is missed", gone + 1);
        let mut changed = history.to_vec();
        changed[gone].digest = digest(9);
        assert!(replay(&changed).is_err(), "event {} is bound to its digest", gone + 1);
    }
}

/// Every permit is open or has ended, and the last one stands exactly while it is open and its time has not passed.
pub(crate) fn check_permits(history: &[Event], case: &Case, now: u64) {
    let issued: Vec<u64> = history.iter().filter(|event| event.kind == "permit-issued").map(|event| event.id).collect();
    let is_open = |event: &u64| case.permits.iter().any(|permit| permit.event == *event);
    assert!(issued.iter().all(|event| is_open(event) != case.ended.contains_key(event)), "{issued:?} {:?}", case.ended);
    if let Some(last) = issued.last() {
        let standing =
            workflow::standing(history, *last, "sm3:pack", now).expect("it replays").expect("it is a permit");
        let in_time = |permit: &workflow::Permit| permit.event == *last && now < permit.expires;
        assert_eq!(standing.refusal.is_none(), case.permits.iter().any(in_time), "{:?}", standing.refusal);
        let claim: serde_json::Value = serde_json::from_slice(&standing.claim).expect("the claim is JSON");
        assert_eq!(claim["id"], format!("i.{last}"));
    }
}

/// What is counted is what happened; nothing goes out unscreened.
pub(crate) fn check_tally(history: &[Event], case: &Case) {
    let first = |kind: &str| history.iter().find(|event| event.kind == kind).map(|event| event.at);
    let now = history.last().map_or(0, |event| event.at);
    let tally = tally(history, &calendar::Calendar::default(), now).expect("accepted events are counted");
    assert_eq!((tally.published_at, tally.handed_in_at), (first("published"), first("signed")));
    assert!(tally.screened && tally.live.iter().eq(case.live.values()));
    let returned = history.iter().filter(|event| event.kind == "returned").count();
    assert_eq!(usize::try_from(tally.returned), Ok(returned));
    assert_eq!(tally.withdrawn_at, first("withdrawn"));
    let open = tally.look_backs.iter().filter(|one| one.done_at.is_none()).count();
    assert_eq!(open > 0, case.look_back.is_due(), "what is due is counted as open: {:?}", tally.look_backs);
    assert_eq!(tally.overdue, 0, "without a calendar no term is certain");
}
