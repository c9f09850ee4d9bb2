//! Public versions (clause 9), over HTTP.

use super::HostDriver;
use crate::case::{Deed, Removed, Text};
use serde_json::{Map, Value, json};

impl HostDriver {
    /// Steps around a public version.
    pub(super) fn redaction_request(&self, deed: &Deed, sequence: u64) -> (&'static str, Value) {
        match deed {
            Deed::Redact { document, remove, classification } => {
                let removals: Vec<Value> = remove.iter().map(|it| removal(it, document)).collect();
                let body = json!({"sequence": sequence, "document": super::text_json(document),
                    "classification": classification, "removals": removals});
                ("redact", body)
            }
            Deed::SubmitPublicVersion { adds, card } => {
                let mut made = Map::from_iter([("public_version".to_owned(), self.made["public_version"].clone())]);
                made.extend(card.clone());
                let mut document = self.made["document"].clone();
                document["body"] = json!(format!("{}{adds}", document["body"].as_str().unwrap_or_default()));
                let card = xianshen_tests::card(&made);
                ("submit", json!({"sequence": sequence, "card": card, "documents": [document]}))
            }
            _ => panic!("{deed:?} is no step of a public version"),
        }
    }

    pub(super) fn read_original(&self, cookie: &str) -> (u16, Value) {
        let path = format!("/api/items/item-1/originals/{}", self.made["number"]);
        self.host.get(&path, cookie).expect("the host answers")
    }
}

fn removal(it: &Removed, text: &Text) -> Value {
    let (start, end) = it.range(&text.body);
    json!({"part": "body", "start": start, "end": end, "basis": it.basis, "note": it.note})
}
