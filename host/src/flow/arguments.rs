//! The arguments of a command as JSON: the record of the contract under the same names, unknown ones refused, every typed word known.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::error::FlowError;

/// What came with a command beside the item and the sequence.
pub type Arguments = Map<String, Value>;

/// Reads a record. What is not given stands as in `defaults`, a JSON object.
///
/// # Errors
/// `unknown-field`, `missing-field` or `malformed-request`; the message names the field and repeats none of its words.
pub fn read<T: DeserializeOwned>(given: Arguments, defaults: &str) -> Result<T, FlowError> {
    let mut whole: Value = serde_json::from_str(defaults).unwrap_or_default();
    merge(&mut whole, Value::Object(given));
    let mut unknown = Vec::new();
    let read = serde_ignored::deserialize(whole, |path| unknown.push(path.to_string()));
    if let Some(name) = unknown.into_iter().find(|name| !is_optional(name)) {
        let message = format!("请求中有不认识的字段“{}”。", shown(&name));
        return Err(FlowError::Malformed { code: "unknown-field", message });
    }
    read.map_err(|error: serde_json::Error| explain(&error.to_string()))
}

/// All texts in a record, names of fields included: they are stored, so they are screened for marks of state secrets first.
///
/// # Errors
/// `malformed-request`, for a record that cannot be written as JSON: its texts would go unseen.
pub fn texts<T: Serialize>(record: &T) -> Result<Vec<String>, FlowError> {
    let mut found = Vec::new();
    match serde_json::to_value(record) {
        Ok(value) => collect(&value, &mut found),
        Err(error) => return Err(explain(&error.to_string())),
    }
    Ok(found)
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            // Of JSON that is handed on unread the names come from the caller too.
            found.push(name.clone());
            collect(value, found);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Lays `given` over `whole`, object by object.
fn merge(whole: &mut Value, given: Value) {
    match (whole, given) {
        (Value::Object(whole), Value::Object(given)) => {
            for (name, value) in given {
                merge(whole.entry(name).or_insert(Value::Null), value);
            }
        }
        (whole, given) => *whole = given,
    }
}

/// The site may be named with every request; it was compared before.
fn is_optional(name: &str) -> bool {
    name == "site"
}

fn explain(text: &str) -> FlowError {
    let field = text.split('`').nth(1).map(shown);
    match field {
        Some(field) if text.starts_with("missing field") => FlowError::Malformed {
            code: "missing-field",
            message: format!("请求缺少必需的字段“{field}”。"),
        },
        _ => FlowError::Malformed {
            code: "malformed-request",
            message: "请求中有字段的类型或取值不符合约定。".to_owned(),
        },
    }
}

/// A name comes from the request, and was not screened: it is shown when it has the form of a field's name, which no marked text has.
fn shown(name: &str) -> &str {
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'.');
    if name.len() <= 64 && name.bytes().all(is_name) { name } else { "……" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Sample {
        key: String,
        gates: Gates,
        #[serde(default)]
        many: Vec<u8>,
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Gates {
        legal: bool,
        text: bool,
    }

    fn sample(text: &str) -> Result<Sample, &'static str> {
        let given = serde_json::from_str(text).unwrap();
        read(given, r#"{"gates":{"legal":false,"text":false}}"#).map_err(|error| match error {
            FlowError::Malformed { code, .. } => code,
            other => panic!("{other}"),
        })
    }

    #[test]
    fn defaults_lie_under_what_is_given() {
        let read = sample(r#"{"key":"a","gates":{"text":true},"site":"s"}"#).unwrap();
        assert_eq!(read.gates, Gates { legal: false, text: true });
    }

    #[test]
    fn every_wrong_field_has_its_code() {
        assert_eq!(sample(r#"{"key":"a","approved":true}"#), Err("unknown-field"));
        assert_eq!(sample(r#"{"key":"a","gates":{"all":true}}"#), Err("unknown-field"), "inside a record too");
        assert_eq!(sample("{}"), Err("missing-field"));
        assert_eq!(sample(r#"{"key":1}"#), Err("malformed-request"));
    }

    #[test]
    fn a_name_that_is_no_name_is_not_repeated() {
        let given = serde_json::from_str(r#"{"key":"a","机密★10年":1}"#).unwrap();
        let error = read::<Sample>(given, r#"{"gates":{"legal":false,"text":false}}"#).unwrap_err();
        assert!(!error.to_string().contains("机密"), "{error}");
    }

    #[test]
    fn all_texts_are_found() {
        let given: Arguments = serde_json::from_str(r#"{"a":"一","b":[{"c":"二"},3],"d":null}"#).unwrap();
        assert_eq!(texts(&given).unwrap(), ["a", "一", "b", "c", "二", "d"]);
    }
}
