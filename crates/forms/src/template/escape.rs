//! Escaping: the only way by which a value reaches a page.

/// Append `value` so that it is text in HTML and inside a quoted attribute, and reads on paper as what it is.
pub(crate) fn escape(value: &str, into: &mut String) {
    for character in value.chars() {
        match character {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&#39;"),
            '\n' | '\t' => into.push(character),
            _ if hides(character) => into.push_str(&format!("[U+{:04X}]", u32::from(character))),
            _ => into.push(character),
        }
    }
}

/// Characters that would make the print differ from the data: controls, and marks that reverse or hide what follows.
fn hides(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{061C}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(value: &str) -> String {
        let mut text = String::new();
        escape(value, &mut text);
        text
    }

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escaped("<b a='1' c=\"2\">&</b>"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;&lt;/b&gt;");
    }

    #[test]
    fn what_would_hide_is_shown() {
        assert_eq!(escaped("同\u{202E}意不\r\0"), "同[U+202E]意不[U+000D][U+0000]");
    }

    #[test]
    fn ordinary_text_stays() {
        let text = "一、“审查”\n\t第１条（Ａ）𠀀 ཀ ئۇ";
        assert_eq!(escaped(text), text);
    }
}
