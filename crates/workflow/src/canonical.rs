//! Canonical JSON: keys sorted by bytes, no white space, integers only.

use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The canonical JSON of a value. Sorted here rather than by `serde_json`, whose order depends on a feature that any dependency may turn on.
pub(crate) fn to_string(value: &impl Serialize) -> String {
    // Our own types have string keys and no floats; nothing else comes in.
    let mut out = String::new();
    write(&serde_json::to_value(value).unwrap_or_default(), &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let sorted: BTreeMap<_, _> = map.iter().collect();
            out.push('{');
            for (place, (key, value)) in sorted.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn keys_are_sorted_at_every_depth() {
        let value = json!({"b": [{"d": 1, "c": null}], "a": "审\n"});
        assert_eq!(super::to_string(&value), r#"{"a":"审\n","b":[{"c":null,"d":1}]}"#);
    }
}
