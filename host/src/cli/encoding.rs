//! Bytes to text and back: UTF-8, UTF-16 with a mark, and GB18030, which holds GBK and GB 2312.

use clap::ValueEnum;
use encoding_rs::{DecoderResult, GB18030, UTF_16BE, UTF_16LE};

use super::refused::Refused;

/// What the user says of the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Choice {
    /// 自动判断
    Auto,
    /// UTF-8
    #[value(name = "utf-8")]
    Utf8,
    /// GB18030（含 GBK、GB2312）
    Gb18030,
}

/// How a text is written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Gb18030,
}

/// A text with the way it was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// Without byte order mark; offsets count in it.
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// True when a byte order mark stood at the beginning.
    pub(super) mark: bool,
}

const MARKS: [(&[u8], Encoding); 3] =
    [(b"\xef\xbb\xbf", Encoding::Utf8), (b"\xff\xfe", Encoding::Utf16Le), (b"\xfe\xff", Encoding::Utf16Be)];

/// The encoding that a byte order mark names, and how long the mark is.
pub(super) fn marked(bytes: &[u8]) -> Option<(Encoding, usize)> {
    MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(mark, encoding)| (*encoding, mark.len()))
}

/// Read bytes as text; `name` stands for them in the error. A mark decides, then valid UTF-8, then valid GB18030.
pub(super) fn decode(bytes: Vec<u8>, choice: Choice, name: &str) -> Result<Decoded, Refused> {
    let mark = marked(&bytes).filter(|(encoding, _)| match choice {
        Choice::Auto => true,
        Choice::Utf8 => *encoding == Encoding::Utf8,
        Choice::Gb18030 => false,
    });
    if let Some((encoding @ (Encoding::Utf16Le | Encoding::Utf16Be), length)) = mark {
        let table = if encoding == Encoding::Utf16Le { UTF_16LE } else { UTF_16BE };
        let text = strict(table, bytes.get(length..).unwrap_or_default()).map_err(|at| {
            Refused::input("invalid-utf16", format!("{name}：不是有效的 UTF-16 文本（字节偏移 {} 处）", at + length))
        })?;
        return Ok(Decoded { text, encoding, mark: true });
    }
    if choice == Choice::Gb18030 {
        return gb18030(&bytes).map_err(|at| {
            Refused::input("invalid-gb18030", format!("{name}：不是有效的 GB18030 文本（字节偏移 {at} 处）"))
        });
    }
    String::from_utf8(bytes).map(|text| without_mark(text, Encoding::Utf8)).or_else(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        if choice == Choice::Auto && (declares_gb(&bytes) || !is_damaged_utf8(&bytes)) && !bytes.contains(&0) {
            gb18030(&bytes).map_err(|_| not_text(name, at, "也不是 GB18030，"))
        } else {
            Err(not_text(name, at, if choice == Choice::Auto { "" } else { "若是 GB18030 请用 --encoding gb18030，" }))
        }
    })
}

fn not_text(name: &str, at: usize, more: &str) -> Refused {
    let message = format!("{name}：不是有效的 UTF-8 文本（字节偏移 {at} 处），{more}请检查文件是否损坏或不是文本文件");
    Refused::input("invalid-utf8", message)
}

/// GB18030 without errors, or the byte offset of the first one.
fn gb18030(bytes: &[u8]) -> Result<Decoded, usize> {
    strict(GB18030, bytes).map(|text| without_mark(text, Encoding::Gb18030))
}

fn without_mark(text: String, encoding: Encoding) -> Decoded {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Decoded { text: rest.to_owned(), encoding, mark: true },
        None => Decoded { text, encoding, mark: false },
    }
}

/// Decode all of it, or the offset of the first bytes that mean nothing.
fn strict(table: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = table.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => {
            text.shrink_to_fit();
            Ok(text)
        }
        (DecoderResult::Malformed(length, after), read) => {
            Err(read.saturating_sub(usize::from(length) + usize::from(after)))
        }
        (DecoderResult::OutputFull, read) => Err(read),
    }
}

/// Text that is nearly all valid UTF-8 is UTF-8 with a fault, although its bytes often mean something in GB18030 too.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        invalid += chunk.invalid().len();
    }
    valid > invalid.saturating_mul(4)
}

/// Whether an HTML page names a Chinese encoding where browsers look for it.
fn declares_gb(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default().to_ascii_lowercase();
    let named = |name: &[u8]| {
        let starts = |start: &[u8]| start.starts_with(b"charset=");
        (0..head.len()).filter_map(|at| head.get(at..)).filter(|rest| starts(rest)).any(|rest| {
            let value = rest.get(b"charset=".len()..).unwrap_or_default();
            value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value).starts_with(name)
        })
    };
    named(b"gb")
}

impl Encoding {
    /// The text as bytes of this encoding; none when it has a character that the encoding has not.
    pub(super) fn encode(self, text: &str, mark: bool) -> Option<Vec<u8>> {
        let marked = || if mark { "\u{feff}" } else { "" }.chars().chain(text.chars());
        match self {
            Encoding::Utf8 => Some(marked().collect::<String>().into_bytes()),
            Encoding::Utf16Le => Some(units(marked()).flat_map(u16::to_le_bytes).collect()),
            Encoding::Utf16Be => Some(units(marked()).flat_map(u16::to_be_bytes).collect()),
            Encoding::Gb18030 => {
                let text: String = marked().collect();
                let (bytes, _, unmappable) = GB18030.encode(&text);
                (!unmappable).then(|| bytes.into_owned())
            }
        }
    }

    /// The name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
            Encoding::Gb18030 => "GB18030",
        }
    }
}

fn units(characters: impl Iterator<Item = char>) -> impl Iterator<Item = u16> {
    characters.flat_map(|character| {
        let mut buffer = [0; 2];
        character.encode_utf16(&mut buffer).to_vec()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Decoded, Refused> {
        decode(bytes.to_vec(), Choice::Auto, "a.txt")
    }

    #[test]
    fn every_encoding_comes_back_as_it_was() {
        let text = "关于开展自查工作的通知𠮷\r\n第二行\n";
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030] {
            let marks = if encoding == Encoding::Gb18030 { vec![false, true] } else { vec![true] };
            for mark in marks {
                let bytes = encoding.encode(text, mark).unwrap();
                assert_eq!(read(&bytes).unwrap(), Decoded { text: text.to_owned(), encoding, mark });
            }
        }
    }

    #[test]
    fn gbk_is_recognised() {
        let read = read(b"\xd6\xd0\xb9\xfa").unwrap();
        assert_eq!((read.text.as_str(), read.encoding), ("中国", Encoding::Gb18030));
    }

    #[test]
    fn utf8_with_a_fault_is_not_taken_for_gb18030() {
        let mut bytes = "本局定于五月开展法律知识讲座，欢迎市民参加。".as_bytes().to_vec();
        let at = bytes.len();
        bytes.extend_from_slice(b"\xb9\xfa");
        let refused = read(&bytes).unwrap_err();
        assert_eq!(refused.code, "invalid-utf8");
        assert!(refused.message.contains(&format!("字节偏移 {at} ")), "{}", refused.message);
    }

    #[test]
    fn what_is_neither_is_named_with_its_byte() {
        let refused = read(b"ab\xff").unwrap_err();
        assert!(refused.message.contains("a.txt") && refused.message.contains("字节偏移 2 "), "{}", refused.message);
        let refused = decode(b"ab\xd6\xd0\xff".to_vec(), Choice::Gb18030, "a").unwrap_err();
        assert!(refused.message.contains("字节偏移 4 "), "{}", refused.message);
        assert_eq!(decode(b"\xd6\xd0".to_vec(), Choice::Utf8, "a").unwrap_err().code, "invalid-utf8");
        assert_eq!(read(b"\xff\xfe\x00").unwrap_err().code, "invalid-utf16");
    }

    #[test]
    fn pages_that_declare_their_encoding() {
        assert!(declares_gb(b"<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">"));
        assert!(declares_gb(b"<META CHARSET='GBK'>"));
        assert!(!declares_gb(b"<meta charset=\"utf-8\">"));
    }
}
