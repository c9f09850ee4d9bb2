//! What holds for every register: a history that was changed does not replay, a refusal changes nothing, any input is answered.

use crate::support::{COORDINATOR, DAY, DUTY, Log, NOON, OFFICE};
use oversight::{Context, Entry, record, registers, replay, tasks, view};
use proptest::prelude::*;
use serde_json::{Value, json};

fn roster() -> Vec<Entry> {
    let mut log = Log::new("duty");
    log.ok(
        OFFICE,
        &json!({"assign": {"person": "duty", "name": "某人", "phone": "1", "starts": NOON, "ends": NOON + DAY}}),
    );
    log.ok(DUTY, &json!({"sign_on": {"shift": 1}}));
    log.ok(DUTY, &json!({"hand_over": {"shift": 1, "note": "无事"}}));
    log.entries
}

#[test]
fn the_first_wrong_entry_is_named() {
    let good = roster();
    let spoiled = |place: usize, spoil: fn(&mut Entry)| {
        let mut entries = good.clone();
        spoil(&mut entries[place]);
        let failure = replay("duty", &entries).unwrap_err();
        (failure.entry, failure.code)
    };
    let code = |code: &str, entry: u64| (entry, code.to_owned());
    assert_eq!(spoiled(1, |entry| entry.id = 9), code("broken-sequence", 2));
    assert_eq!(spoiled(1, |entry| entry.version = 2), code("unknown-entry", 2));
    assert_eq!(spoiled(1, |entry| entry.clause = "18".into()), code("changed-entry", 2));
    assert_eq!(spoiled(1, |entry| entry.kind = "duty-assigned".into()), code("changed-entry", 2));
    assert_eq!(spoiled(1, |entry| entry.body.push(' ')), code("unknown-entry", 2), "two texts for one meaning");
    assert_eq!(spoiled(1, |entry| entry.actor = "else".into()), code("not-on-duty", 2));
    assert_eq!(spoiled(2, |entry| entry.at = 1), code("clock-went-back", 3));
    assert_eq!(spoiled(0, |entry| entry.body = entry.body.replace("supervisor", "publisher")), code("wrong-role", 1));
    let mut without = good.clone();
    without.remove(1);
    assert_eq!(replay("duty", &without).unwrap_err().code, "broken-sequence");
    assert_eq!(replay("patrol", &good).unwrap_err().code, "unknown-entry", "another register's entries");
    let context = Log::new("duty").context(OFFICE);
    assert_eq!(record("duty", &without, &context, "{}").unwrap_err().code, "broken-history");
}

#[test]
fn place_clock_and_person() {
    let good = roster();
    let command = json!({"assign": {"person": "x", "name": "某人", "phone": "1", "starts": NOON, "ends": NOON + DAY}})
        .to_string();
    let code = |change: fn(&mut Context)| {
        let mut context = Log::new("duty").context(OFFICE);
        change(&mut context);
        record("duty", &good, &context, &command).map_err(|refusal| (refusal.code, refusal.clause))
    };
    assert!(code(|_| ()).is_ok());
    assert!(code(|context| context.zone = "outside".into()).is_ok());
    assert_eq!(code(|context| context.zone = "public".into()), Err(("public-network", "15")));
    assert_eq!(code(|context| context.zone = String::new()), Err(("unlisted-network", "15")));
    assert_eq!(code(|context| context.now -= 1), Err(("clock-went-back", "")));
    assert_eq!(code(|context| context.person = " ".into()), Err(("no-person", "14")));
}

#[test]
fn unknown_registers() {
    let context = Log::new("duty").context(COORDINATOR);
    assert_eq!(record("lottery", &[], &context, "{}").unwrap_err().code, "unknown-register");
    assert_eq!(view("lottery", &[]).unwrap_err().code, "unknown-register");
    for (register, title, clause) in registers() {
        assert_eq!(replay(register, &[]), Ok(()), "{title}");
        assert!(view(register, &[]).unwrap().starts_with('{') && !clause.is_empty());
        assert!(tasks(register, &[], u64::MAX).is_ok());
    }
}

/// JSON of any shape, with the words that registers know.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        let name = prop::sample::select(vec!["report", "plan", "issue", "section", "date", "items", "assign", "x"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..4)
                .prop_map(|pairs| pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        ]
    })
}

/// What people do in a roster, wise or not.
fn deeds() -> impl Strategy<Value = Vec<(usize, u64, Value)>> {
    let deed = prop_oneof![
        (0_u64..9, 0_u64..5, prop::sample::select(vec!["duty", "next"])).prop_map(|(start, days, person)| {
            let starts = NOON + start * DAY / 2;
            json!({"assign": {"person": person, "name": "某人", "phone": "1", "starts": starts, "ends": starts + days * DAY}})
        }),
        (1_u64..6).prop_map(|shift| json!({"sign_on": {"shift": shift}})),
        (1_u64..6).prop_map(|shift| json!({"hand_over": {"shift": shift, "note": "无事"}})),
        (1_u64..6).prop_map(|shift| {
            json!({"swap": {"shift": shift, "person": "next", "name": "某人", "phone": "1", "reason": "请假"}})
        }),
    ];
    prop::collection::vec((0_usize..3, 0_u64..DAY, deed), 1..30)
}

proptest! {
    #[test]
    fn any_command_is_answered(command in values()) {
        let context = Log::new("duty").context(OFFICE);
        for (register, ..) in registers() {
            if let Ok(entries) = record(register, &[], &context, &command.to_string()) {
                prop_assert_eq!(replay(register, &entries), Ok(()));
            }
        }
    }

    #[test]
    fn what_was_accepted_replays_and_shifts_never_overlap(deeds in deeds()) {
        let mut log = Log::new("duty");
        for (who, later, command) in deeds {
            log.now += later;
            let who = [OFFICE, DUTY, ("next", "o", &["duty_officer"] as &[_])][who];
            if let Ok(entries) = record("duty", &log.entries, &log.context(who), &command.to_string()) {
                log.entries.extend(entries);
            }
        }
        prop_assert_eq!(replay("duty", &log.entries), Ok(()));
        let view = log.view();
        let shifts = view["shifts"].as_array().unwrap();
        for (place, one) in shifts.iter().enumerate() {
            for other in shifts.iter().take(place).filter(|other| other["person"] == one["person"]) {
                let time = |shift: &Value, name: &str| shift[name].as_u64().unwrap();
                prop_assert!(time(one, "starts") >= time(other, "ends") || time(other, "starts") >= time(one, "ends"));
            }
        }
    }
}
