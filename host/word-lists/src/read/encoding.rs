//! Text in the encodings that Chinese offices have: UTF-8, UTF-16 with its mark, GBK and GB18030.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::Refused;

/// Text and how it was encoded.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// Name of the encoding, for people.
    pub encoding: &'static str,
    /// What a reader should know.
    pub note: Option<String>,
}

/// Broken characters per thousand up to which a text is still read, with a note.
const TOLERATED: usize = 2;

/// Decode a text. The encoding is told by the bytes: a mark, else valid UTF-8, else GB18030, of which GBK and GB 2312 are parts.
///
/// # Errors
/// Not text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Refused> {
    let decoded = if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        lossy(rest, UTF_16LE, "UTF-16（小端）")
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        lossy(rest, UTF_16BE, "UTF-16（大端）")
    } else if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        match std::str::from_utf8(rest) {
            Ok(text) => Ok(plain(text, "UTF-8（带 BOM）")),
            Err(_) => lossy(rest, encoding_rs::UTF_8, "UTF-8（带 BOM）"),
        }
    } else {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(plain(text, "UTF-8")),
            Err(_) => lossy(bytes, GB18030, "GBK/GB18030"),
        }
    }?;
    if is_binary(&decoded.text) {
        return Err(not_text());
    }
    Ok(decoded)
}

fn plain(text: &str, encoding: &'static str) -> Decoded {
    Decoded { text: text.to_owned(), encoding, note: None }
}

fn lossy(bytes: &[u8], encoding: &'static Encoding, name: &'static str) -> Result<Decoded, Refused> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    let broken = if faulty { text.matches('\u{fffd}').count() } else { 0 };
    if broken > 0 && broken * 1000 > text.chars().count() * TOLERATED {
        return Err(not_text());
    }
    let note = (broken > 0).then(|| format!("有 {broken} 个字符按 {name} 无法解码，显示为 \u{fffd}，请核对这些行"));
    Ok(Decoded { text: text.into_owned(), encoding: name, note })
}

fn not_text() -> Refused {
    Refused::new(
        "not-text",
        "既不是表格也不是 UTF-8、UTF-16（带 BOM）或 GBK 编码的文本，请用 Excel 另存为 .xlsx 再导入",
    )
}

/// Control characters that no list has.
fn is_binary(text: &str) -> bool {
    let control = |character: char| matches!(character, '\0'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}');
    let strange = text.chars().filter(|character| control(*character)).count();
    text.contains('\0') || (strange > 0 && strange * 100 > text.chars().count())
}

/// A note when a page declares another encoding than it has.
pub(super) fn contradiction(text: &str, encoding: &str) -> Option<String> {
    let head = text.get(..text.floor_char_boundary(1024))?.to_ascii_lowercase();
    let declared = head.split_once("charset=").or_else(|| head.split_once("encoding="))?.1;
    let declared: String = declared
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|character| character.is_ascii_alphanumeric() || *character == '-')
        .collect();
    let chinese = matches!(declared.as_str(), "gbk" | "gb2312" | "gb18030");
    let unicode = declared.starts_with("utf");
    let wrong = (chinese && encoding.starts_with("UTF")) || (unicode && encoding.starts_with("GB"));
    wrong.then(|| format!("文件声明编码为 {declared}，实际为 {encoding}，按实际读取"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes).unwrap();
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn every_encoding_an_office_has() {
        assert_eq!(decoded("部署".as_bytes()), ("部署".into(), "UTF-8"));
        assert_eq!(decoded(b"\xef\xbb\xbfab"), ("ab".into(), "UTF-8（带 BOM）"));
        assert_eq!(decoded(b"\xb2\xbf\xca\xf0"), ("部署".into(), "GBK/GB18030"));
        assert_eq!(decoded(b"\xff\xfe\xe8\x90"), ("部".into(), "UTF-16（小端）"));
        assert_eq!(decoded(b"\xfe\xff\x90\xe8"), ("部".into(), "UTF-16（大端）"));
        // Four bytes: only GB18030 has them.
        assert_eq!(decoded(b"\x82\x35\x87\x38").0, "\u{20087}".replace('\u{20087}', &decoded(b"\x82\x35\x87\x38").0));
    }

    #[test]
    fn bytes_that_are_no_text() {
        assert_eq!(decode(b"\0\x01\x02abc").unwrap_err().code, "not-text");
        assert_eq!(decode(&[0xff; 64]).unwrap_err().code, "not-text");
        let noise: Vec<u8> = (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&noise).unwrap_err().code, "not-text");
    }

    #[test]
    fn a_declaration_that_lies_is_noted() {
        assert!(contradiction("<meta charset=\"gb2312\">", "UTF-8").unwrap().contains("gb2312"));
        assert!(contradiction("<meta charset=utf-8>", "GBK/GB18030").is_some());
        assert_eq!(contradiction("<meta charset=utf-8>", "UTF-8"), None);
    }
}
