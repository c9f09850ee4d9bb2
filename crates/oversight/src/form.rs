//! Reading a command: JSON of a known shape, with errors that name the item in Chinese.

use articles::Refusal;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How long a command may be, bytes.
const MAX_BYTES: usize = 1_000_000;

static LABELS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../data/labels.tsv").lines().skip(1).filter_map(|line| line.split_once('\t')).collect()
});

/// The Chinese name of an item; the item itself when it has none.
pub(crate) fn label(item: &str) -> &str {
    LABELS.get(item).copied().unwrap_or(item)
}

/// The Chinese names of items of commands, states and reports, by item.
pub fn labels() -> impl Iterator<Item = (&'static str, &'static str)> {
    LABELS.iter().map(|(item, label)| (*item, *label))
}

/// Read a text of a known shape.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    let malformed = |message: &str| Refusal::new("malformed", "", message, "请按表单重新填写");
    if text.len() > MAX_BYTES {
        return Err(malformed("登记的内容超过 1 MB"));
    }
    serde_json::from_str(text).map_err(|error| malformed(&explained(&error, text)))
}

/// The parser speaks English; what it names in backquotes, or where it stopped, is the item concerned.
fn explained(error: &serde_json::Error, text: &str) -> String {
    if !error.is_data() {
        return "登记的内容不是完整、可读的 JSON".to_owned();
    }
    let said = error.to_string();
    let named = said.split('`').nth(1).unwrap_or_default();
    let place = item_at(text, error.line(), error.column());
    if said.starts_with("unknown field") {
        format!("有不认识的项“{named}”")
    } else if said.starts_with("missing field") {
        format!("缺少“{}”（{named}）", label(named))
    } else if said.starts_with("duplicate field") {
        format!("“{}”（{named}）出现了两次", label(named))
    } else if let Some(item) = place {
        let value = if said.starts_with("unknown variant") { format!("“{named}”") } else { String::new() };
        format!("“{}”（{item}）的值{value}不对", label(&item))
    } else if said.starts_with("unknown variant") {
        format!("没有“{named}”这种登记")
    } else {
        "登记的内容不是一个步骤和它的各项".to_owned()
    }
}

/// The last name of an item before a place; lines and columns from 1, columns in bytes.
fn item_at(text: &str, line: usize, column: usize) -> Option<String> {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let text = text.get(..(before + column).min(text.len())).unwrap_or(text);
    let mut item = None;
    let mut string: Option<String> = None;
    let mut inside = false;
    let mut escaped = false;
    for character in text.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' => {
                inside = !inside;
                if inside {
                    string = Some(String::new());
                }
            }
            other if inside => {
                if let Some(string) = &mut string {
                    string.push(other);
                }
            }
            ':' => item = string.take(),
            _ => {}
        }
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    enum Command {
        Plan { section: String, due: u32, class: Class },
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Class {
        Other,
    }

    fn message(text: &str) -> String {
        read::<Command>(text).unwrap_err().message
    }

    #[test]
    fn errors_name_the_item() {
        assert!(read::<Command>(r#"{"plan":{"section":"a","due":1,"class":"other"}}"#).is_ok());
        for (text, expected) in [
            ("", "登记的内容不是完整、可读的 JSON。"),
            (r#"{"plan":{"section":"a","class":"other"}}"#, "缺少“期限”（due）。"),
            (r#"{"plan":{"section":"a","due":"x","class":"other"}}"#, "“期限”（due）的值不对。"),
            ("{\"plan\":{\"section\":\"甲:\\\"\",\n\"due\":-1}}", "“期限”（due）的值不对。"),
            (r#"{"plan":{"section":"a","due":1,"class":"new"}}"#, "“类别”（class）的值“new”不对。"),
            (r#"{"plan":{"sektion":"a"}}"#, "有不认识的项“sektion”。"),
            (r#"{"plan":{"section":"a","section":"b"}}"#, "“科室”（section）出现了两次。"),
            (r#"{"plot":{}}"#, "没有“plot”这种登记。"),
            ("\"plan\"", "登记的内容不是一个步骤和它的各项。"),
        ] {
            assert_eq!(message(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_explained(text in "\\PC{0,60}", line in 0_usize..4, column in 0_usize..90) {
            let _ = item_at(&text, line, column);
            prop_assert!(read::<Command>(&text).is_err());
        }
    }
}
