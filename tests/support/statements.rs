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

/// The card of a public version: an ordinary one that states it, but for what the case says differently.
pub fn public_version_card(version: &impl serde::Serialize, differs: &Map<String, Value>) -> Value {
    let mut card = Map::from_iter([("public_version".to_owned(), json!(version))]);
    card.extend(differs.clone());
    self::card(&card)
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

/// The record that a step of clause 10 takes (`step` is the function of the contract), as it would ordinarily be: about this content and
/// this letter, at this moment.
#[must_use]
pub fn determination(step: &str, digest: &str, request: u64, now: u64, differs: &Map<String, Value>) -> Value {
    let ordinary = match step {
        "request-determination" => json!({
            "track": "determination", "digest": digest, "number": "营商函〔2025〕3号", "body": "示范市国家保密局",
            "competence": "", "question": "第一段所述数据是否属于工作秘密",
        }),
        "record-answer" => json!({
            "request": request, "number": "保密函〔2025〕8号", "at": now, "reply": "not_secret", "text": "不属于国家秘密、工作秘密",
        }),
        "decide-openness" => json!({"digest": digest, "publish": true, "reason": "依据答复，可以公开"}),
        "withdraw-request" => json!({"request": request, "reason": "已从原件核实，不需要再请示"}),
        _ => json!({"request": request, "person": "收发室 王芳", "at": now, "manner": "机要交换，回执签收"}),
    };
    over(ordinary, differs)
}

/// The steps of filing that a release needs, in their order, each with a person whose it is.
pub const FILING: [(&str, &str); 4] = [
    ("lin-xiao", "propose-filing"),
    ("chen-yuan", "approve-filing"),
    ("lin-xiao", "hand-in-form"),
    ("wu-jing", "receive-filing"),
];

/// What a step of filing (`step` is the function of the contract) takes, as it would ordinarily be.
#[must_use]
pub fn filing(step: &str, digest: &str, differs: &Map<String, Value>) -> Value {
    let ordinary = match step {
        "propose-filing" => {
            json!({"digest": digest, "opinion": "拟在门户网站公开", "basis": "《政府信息公开条例》第二十条"})
        }
        "approve-filing" => json!({"digest": digest, "opinion": ""}),
        "hand-in-form" => json!({"digest": digest, "number": ""}),
        "hand-on-filing" => json!({"digest": digest, "recipient": "市政府门户网站"}),
        _ => json!({"digest": digest}),
    };
    over(ordinary, differs)
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
