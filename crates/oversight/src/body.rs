//! The body of an entry: the command, and the facts it was decided on.

use crate::Context;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a decision takes from the context. Recorded with it, so that it can be decided again without any other source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facts {
    /// The person's name then.
    pub(crate) name: String,
    /// The person's section then.
    pub(crate) section: String,
    /// The roles held then.
    pub(crate) roles: Vec<String>,
    /// From where.
    pub(crate) zone: String,
}

impl Facts {
    pub(crate) fn read(context: &Context) -> Self {
        Self {
            name: context.name.clone(),
            section: context.section.clone(),
            roles: context.roles.clone(),
            zone: context.zone.clone(),
        }
    }
}

/// What the body holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body<C> {
    pub(crate) command: C,
    pub(crate) facts: Facts,
}

impl<C: Serialize + DeserializeOwned> Body<C> {
    pub(crate) fn write(&self) -> String {
        canonical(self)
    }

    /// None when the text is not the canonical form of a body: two texts for one meaning would make two hashes for one entry.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let body: Self = serde_json::from_str(text).ok()?;
        (body.write() == text).then_some(body)
    }
}

/// Canonical JSON: keys sorted by bytes, no white space, integers only. Sorted here, because the order of `serde_json` depends on a feature
/// that any dependency may turn on.
pub(crate) fn canonical(value: &impl Serialize) -> String {
    // Our own types have string keys and no floats; nothing else comes in.
    let mut value = serde_json::to_value(value).unwrap_or_default();
    value.sort_all_objects();
    value.to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn keys_are_sorted_at_every_depth() {
        let value = json!({"b": [{"d": 1, "c": null}], "a": "审\n"});
        assert_eq!(super::canonical(&value), r#"{"a":"审\n","b":[{"c":null,"d":1}]}"#);
    }
}
