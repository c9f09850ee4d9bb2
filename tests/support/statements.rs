//! What people state, complete: a case says only what differs.

use serde_json::{Map, Value, json};

/// An ordinary item's card: everything decided, nothing out of the ordinary.
#[must_use]
pub fn card(differs: &Map<String, Value>) -> Value {
    let ordinary = json!({
        "origin": "own", "route": "filing", "openness": "active", "openness_reason": "属于应当主动公开的信息",
        "source_document": "", "classification": "not_secret", "important": [], "leaders": "none", "repost": null,
        "resolution": "", "valid_until": null, "public_version": null,
    });
    over(ordinary, differs)
}

/// A complete signature of a level: everything stated, nothing found.
#[must_use]
pub fn signing(level: u8, digest: &str, reports: &[String], differs: &Map<String, Value>) -> Value {
    let duties: Vec<&str> = articles::duties(level).iter().map(|duty| duty.id).collect();
    let complete = json!({
        "level": level, "digest": digest, "reports": reports, "secrecy_checked": true,
        "gates": {"political": true, "legal": true, "policy": true, "secrecy": true, "text": true, "opinion": true},
        "duties": duties, "proofreading": {"method": "read_through", "errors": [], "none_found": true},
        "classes_stated": level == 3, "belongs_to": [], "attachments_read": [], "author_unsigned": false,
        "acting_for": "", "opinion": "",
    });
    over(complete, differs)
}

/// Lays what differs over a record, object by object.
fn over(mut whole: Value, differs: &Map<String, Value>) -> Value {
    for (name, value) in differs {
        match value {
            Value::Object(inner) if whole[name].is_object() => whole[name] = over(whole[name].take(), inner),
            value => whole[name] = value.clone(),
        }
    }
    whole
}
