//! `wit/report.schema.json` against values: the few keywords that the schema uses. A keyword that is not known fails, so
//! that the schema cannot say something that nobody checks.

use serde_json::{Map, Value};

const SCHEMA: &str = include_str!("../../wit/report.schema.json");

/// Fails with the place when a report is not what the schema says.
pub fn assert_report(report: &Value) {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let mut errors = Vec::new();
    check(&schema, &schema, report, "report", &mut errors);
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// The schema's own order of a report's fields.
pub fn report_fields() -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    texts(&schema["required"])
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, errors: &mut Vec<String>) {
    for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
        let holds = match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let name = wanted.as_str().and_then(|name| name.strip_prefix("#/$defs/")).expect("a local reference");
                check(root, &root["$defs"][name], value, at, errors);
                true
            }
            "type" => types(wanted).iter().any(|wanted| has_type(value, wanted)),
            "enum" => wanted.as_array().expect("a list").contains(value),
            "minimum" => value.as_i64().is_none_or(|number| Some(number) >= wanted.as_i64()),
            "maximum" => value.as_i64().is_none_or(|number| Some(number) <= wanted.as_i64()),
            "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= wanted.as_u64().expect("a number")),
            "maxItems" => value.as_array().is_none_or(|list| list.len() as u64 <= wanted.as_u64().expect("a number")),
            "pattern" => value.as_str().is_none_or(|text| fits(wanted.as_str().expect("a pattern"), text)),
            "required" => value.as_object().is_none_or(|it| texts(wanted).iter().all(|name| it.contains_key(name))),
            "additionalProperties" => !has_more(schema, value),
            "properties" => {
                properties(root, wanted.as_object().expect("an object"), value, at, errors);
                true
            }
            "items" | "prefixItems" => {
                items(root, wanted, value, at, errors);
                true
            }
            other => panic!("the schema uses `{other}`, which this check does not know"),
        };
        if !holds {
            errors.push(format!("{at}: {keyword} {wanted} does not hold for {value}"));
        }
    }
}

fn properties(root: &Value, wanted: &Map<String, Value>, value: &Value, at: &str, errors: &mut Vec<String>) {
    for (name, schema) in wanted {
        if let Some(value) = value.get(name) {
            check(root, schema, value, &format!("{at}.{name}"), errors);
        }
    }
}

/// One schema for all items, or one for each.
fn items(root: &Value, wanted: &Value, value: &Value, at: &str, errors: &mut Vec<String>) {
    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
        let schema = if wanted.is_array() { wanted.get(number) } else { Some(wanted) };
        if let Some(schema) = schema {
            check(root, schema, item, &format!("{at}[{number}]"), errors);
        }
    }
}

fn has_more(schema: &Value, value: &Value) -> bool {
    assert_eq!(schema["additionalProperties"], false, "the schema only closes objects");
    value.as_object().is_some_and(|it| it.keys().any(|name| schema["properties"].get(name).is_none()))
}

fn types(wanted: &Value) -> Vec<String> {
    wanted.as_str().map_or_else(|| texts(wanted), |one| vec![one.to_owned()])
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
}

fn has_type(value: &Value, wanted: &str) -> bool {
    match wanted {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the schema uses the type `{other}`"),
    }
}

/// Patterns of literals and classes, each class once, `+` or `{n}`, from begin to end.
fn fits(pattern: &str, text: &str) -> bool {
    let mut pattern = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).expect("from begin to end");
    let mut text = text;
    while let Some(first) = pattern.chars().next() {
        let class = if first == '[' { pattern.find(']').expect("closed") + 1 } else { first.len_utf8() };
        let (one, rest) = pattern.split_at(class);
        let run = text.chars().take_while(|character| is_in(one, *character)).count();
        let (taken, rest) = if let Some(rest) = rest.strip_prefix('+') {
            (run.max(1), rest)
        } else if let Some(rest) = rest.strip_prefix('{') {
            let (count, rest) = rest.split_once('}').expect("closed");
            (count.parse().expect("a count"), rest)
        } else {
            (1, rest)
        };
        if run < taken {
            return false;
        }
        text = text.char_indices().nth(taken).map_or("", |(at, _)| &text[at..]);
        pattern = rest;
    }
    text.is_empty()
}

fn is_in(class: &str, character: char) -> bool {
    let Some(class) = class.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return class.starts_with(character);
    };
    let members: Vec<char> = class.chars().collect();
    let ranged = members.windows(3).any(|three| three[1] == '-' && (three[0]..=three[2]).contains(&character));
    ranged || (character != '-' && members.contains(&character))
}

#[test]
fn patterns() {
    assert!(fits("^sm3:[0-9a-f]{4}$", "sm3:0af9"));
    for text in ["sm3:0af", "sm3:0af90", "sm3:0AF9", "sm4:0af9", ""] {
        assert!(!fits("^sm3:[0-9a-f]{4}$", text), "{text}");
    }
    assert!(fits("^[a-z_]+/[a-z_]+$", "misspelling/confusable_word"));
    assert!(!fits("^[a-z_]+/[a-z_]+$", "misspelling/") && !fits("^[a-z_]+/[a-z_]+$", "a/b/c"));
}

#[test]
fn what_is_wrong_is_noticed() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let errors = |value: Value| {
        let mut errors = Vec::new();
        check(&schema, &schema["$defs"]["span"], &value, "span", &mut errors);
        errors.len()
    };
    assert_eq!(errors(serde_json::json!({"part": "body", "start": 0, "end": 3})), 0);
    assert_eq!(errors(serde_json::json!({"part": "body", "start": 0})), 1);
    assert_eq!(errors(serde_json::json!({"part": "body", "start": -1, "end": "3"})), 2);
    assert_eq!(errors(serde_json::json!({"part": "body", "start": 0, "end": 3, "more": 1})), 1);
}
