//! The verification line: what proves that a sheet of paper belongs to a case, also as a QR code.

use qrcodegen::{QrCode, QrCodeEcc};
use serde::{Deserialize, Serialize};

use crate::Field;
use crate::field::{Record, Row, Shape, Value};

/// What a form is verified by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Verification {
    /// The site's id.
    pub site: String,
    /// The item's id.
    pub item: String,
    /// The content's digest, `sm3:` and hex.
    pub digest: String,
    /// The hash of the last event in the chain, hex.
    pub chain_head: String,
}

impl Verification {
    /// The text in the QR code: `xianshen:verify?site=…&item=…&digest=…&head=…`, values percent-encoded; empty without a digest
    /// and chain head.
    ///
    /// ```
    /// let verification = forms::Verification {
    ///     site: "portal".into(), item: "关于 1".into(), digest: "sm3:00ff".into(), chain_head: "aa".into(),
    /// };
    /// assert_eq!(verification.text(), "xianshen:verify?site=portal&item=%E5%85%B3%E4%BA%8E%201&digest=sm3:00ff&head=aa");
    /// ```
    #[must_use]
    pub fn text(&self) -> String {
        if self.digest.is_empty() && self.chain_head.is_empty() {
            return String::new();
        }
        let mut text = String::from("xianshen:verify");
        for (mark, name, value) in [
            ('?', "site", &self.site),
            ('&', "item", &self.item),
            ('&', "digest", &self.digest),
            ('&', "head", &self.chain_head),
        ] {
            text.push(mark);
            text.push_str(name);
            text.push('=');
            percent_encode(value, &mut text);
        }
        text
    }
}

const fn text_field(name: &'static str, title: &'static str, description: &'static str) -> Field {
    Field { name, title, description, shape: Shape::Text, fields: &[] }
}

impl Record for Verification {
    const FIELDS: &'static [Field] = &[
        text_field("site", "站点", "站点编号"),
        text_field("item", "信息编号", "信息编号"),
        text_field("digest", "内容摘要", "所审查内容的摘要"),
        text_field("chain_head", "记录链末端", "打印时记录链末端的摘要"),
        text_field("text", "核验文字", "二维码里的文字"),
        text_field("qr_path", "二维码图形", "二维码的 SVG 路径，写在 <path d=\"…\"> 里；无可核验时为空"),
        text_field("qr_size", "二维码边长", "二维码连同四周留白的边长，写在 viewBox 里"),
    ];

    fn row(&self) -> Row {
        let text = self.text();
        let (path, size) = draw(&text).unwrap_or_default();
        let of = |text: &str| Value::Text(text.to_owned());
        vec![
            ("site", of(&self.site)),
            ("item", of(&self.item)),
            ("digest", of(&self.digest)),
            ("chain_head", of(&self.chain_head)),
            ("text", Value::Text(text)),
            ("qr_path", Value::Text(path)),
            ("qr_size", Value::Text(size)),
        ]
    }
}

fn percent_encode(value: &str, into: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.push('%');
            into.extend(HEX.get(usize::from(byte >> 4)));
            into.extend(HEX.get(usize::from(byte & 15)));
        }
    }
}

/// An SVG path of the dark modules, one run a row, and the side length with the quiet zone of four modules that scanners need.
/// None when there is nothing to encode or it does not fit a code: the line of text then stands alone.
fn draw(text: &str) -> Option<(String, String)> {
    const QUIET: i32 = 4;
    if text.is_empty() {
        return None;
    }
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                path.push_str(&format!("M{} {}h{}v1h-{}z", start + QUIET, y + QUIET, x - start, x - start));
            }
            x += 1;
        }
    }
    Some((path, (code.size() + 2 * QUIET).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_verify_draws_nothing() {
        assert_eq!(Verification { site: "a".into(), ..Verification::default() }.text(), "");
        assert_eq!(draw(""), None);
    }

    #[test]
    fn what_does_not_fit_draws_nothing() {
        assert_eq!(draw(&"a".repeat(5_000)), None);
    }

    #[test]
    fn a_code_has_its_three_finders_inside_the_quiet_zone() {
        let (path, size) = draw("xianshen:verify?").unwrap();
        assert_eq!(size, "33", "version 2 has 25 modules");
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
        assert!(path.contains("M22 4h7v1h-7z"), "{path}");
        assert!(path.contains("M4 28h7v1h-7z"), "{path}");
    }
}
