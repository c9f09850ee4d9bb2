//! Texts that are not UTF-8: GB18030 as older systems write it, UTF-16 with a mark; and what is no text.

use crate::program::{Folder, run, run_with_input};

/// 会议作出布署。 in GBK.
const GBK: &[u8] = b"\xbb\xe1\xd2\xe9\xd7\xf7\xb3\xf6\xb2\xbc\xca\xf0\xa1\xa3";

#[test]
fn gb18030_is_read_and_said() {
    let folder = Folder::new();
    let file = folder.file("old.txt", GBK);
    let report = run(["screen", "--format", "json", &file]).json();
    let finding = &report["findings"][0];
    assert_eq!(
        (finding["fragment"].as_str(), finding["start"].as_u64()),
        (Some("布署"), Some(12)),
        "offsets of the text"
    );
    let text = run(["screen", &file]);
    assert!(text.out.contains("按 GB18030 编码读取") && text.out.contains(":1:5:"), "{}", text.out);
    assert_eq!(run(["screen", "--encoding", "gb18030", "--format", "json", &file]).json()["findings"][0]["start"], 12);
    assert_eq!(run(["screen", "--encoding", "utf-8", &file]).failure(), (2, "invalid-utf8"));
}

#[test]
fn pages_in_gb2312() {
    let folder = Folder::new();
    let page = [b"<meta charset=\"gb2312\"><p>".as_slice(), GBK, b"</p>"].concat();
    let report = run(["screen", "--format", "json", &folder.file("old.htm", page)]).json();
    assert_eq!(report["findings"][0]["fragment"], "布署");
}

#[test]
fn utf16_with_a_mark() {
    let folder = Folder::new();
    let units: Vec<u16> = "\u{feff}会议作出布署。\n".encode_utf16().collect();
    for (name, bytes) in [
        ("little.txt", units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>()),
        ("big.txt", units.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
    ] {
        let file = folder.file(name, bytes);
        assert_eq!(run(["screen", "--format", "json", &file]).json()["findings"][0]["start"], 12, "{name}");
        assert_eq!(run(["screen", "--lines", &file]).json_lines()[0]["findings"][0]["start"], 12, "{name}");
    }
}

#[test]
fn lines_in_gb18030() {
    let input = [b"plain\n".as_slice(), GBK, b"\n", GBK].concat();
    let printed = run_with_input(["screen", "--lines", "-"], &input);
    assert_eq!(printed.code, 0, "{}", printed.err);
    let found: Vec<_> = printed.json_lines().iter().map(|line| line["findings"].as_array().unwrap().len()).collect();
    assert_eq!(found, [0, 1, 1]);
    assert_eq!(printed.err.matches("GB18030").count(), 1, "said once: {}", printed.err);
}

#[test]
fn what_is_no_text_is_refused() {
    let folder = Folder::new();
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0";
    let refused = run(["screen", &folder.file("picture.txt", picture)]);
    assert_eq!(refused.failure(), (2, "invalid-utf8"));
    assert!(refused.err.contains("字节偏移 0 ") && refused.err.contains("不是文本"), "{}", refused.err);
    // A fault in UTF-8 is a fault, although the bytes also mean something in GB18030.
    let mut faulty = "本局定于五月开展法律知识讲座，欢迎广大市民参加。".as_bytes().to_vec();
    faulty.extend_from_slice(b"\xb9\xfa");
    assert_eq!(run(["screen", &folder.file("faulty.txt", faulty)]).failure(), (2, "invalid-utf8"));
}
