//! The chain of a register: every field counts, and so does the place.

use oversight::{Entry, link};

#[test]
fn every_field_changes_the_hash() {
    let entry = Entry {
        id: 1,
        kind: "patrol-logged".into(),
        version: 1,
        at: 5,
        actor: "a".into(),
        clause: "19".into(),
        body: "{}".into(),
    };
    let changes: [fn(&mut Entry); 7] = [
        |it| it.id = 2,
        |it| it.kind.push('x'),
        |it| it.version = 2,
        |it| it.at = 6,
        |it| it.actor.push('x'),
        |it| it.clause.push('x'),
        |it| it.body.push('x'),
    ];
    let hash = link("", &entry);
    assert!(hash.starts_with("sm3:") && hash.len() == 68 && hash != link(&hash, &entry));
    for change in changes {
        let mut other = entry.clone();
        change(&mut other);
        assert_ne!(link("", &other), hash, "{other:?}");
    }
}
