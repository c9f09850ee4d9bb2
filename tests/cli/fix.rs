//! `screen --fix`: what is sure is put right, everything else stays as it was.

use crate::program::{Folder, Run, command, run, run_with_input, shown};

const WRONG: &str = "会议作出布署，\r\n要求政治性、准确定。\r\n";
const RIGHT: &str = "会议作出部署，\r\n要求政治性、准确性。\r\n";

#[test]
fn the_text_is_printed_put_right() {
    let folder = Folder::new();
    let printed = run(["screen", "--fix", &folder.file("a.txt", WRONG)]);
    assert_eq!((printed.code, printed.out.as_str()), (0, RIGHT), "{}", printed.err);
    assert!(printed.err.contains("2 处已改，0 处须人工处理"), "{}", printed.err);
    assert!(printed.err.contains(":1:5: ") && printed.err.contains("misspelling/"), "{}", printed.err);
    let again = run(["screen", "--fix", &folder.file("b.txt", &printed.out)]);
    assert_eq!(again.out, RIGHT, "twice is once");
    assert!(again.err.contains("0 处已改"), "{}", again.err);
}

#[test]
fn html_stays_html() {
    let html = "<p class=\"a\">会议作出<b>布署</b>，&nbsp;5&lt;6</p>\n<!-- 布署 -->";
    let printed = run_with_input(["screen", "--fix", "--input", "html", "-"], html.as_bytes());
    assert_eq!(printed.out, html.replacen("布署", "部署", 1), "{}", printed.err);
}

#[test]
fn encoding_and_mark_stay() {
    let folder = Folder::new();
    let wrong = b"\xbb\xe1\xd2\xe9\xd7\xf7\xb3\xf6\xb2\xbc\xca\xf0\xa1\xa3\r\n";
    let fixed = command().args(["screen", "--fix", &folder.file("a.txt", wrong)]).output().expect("it runs");
    assert_eq!(fixed.stdout, b"\xbb\xe1\xd2\xe9\xd7\xf7\xb3\xf6\xb2\xbf\xca\xf0\xa1\xa3\r\n");
    let marked = run(["screen", "--fix", &folder.file("b.txt", format!("\u{feff}{WRONG}"))]);
    assert_eq!(marked.out, format!("\u{feff}{RIGHT}"));
}

#[test]
fn a_secrecy_mark_refuses() {
    let folder = Folder::new();
    let file = folder.file("a.txt", format!("机密★10年\n\n{WRONG}"));
    for arguments in [&["screen", "--fix", &file][..], &["screen", "--fix", "--in-place", &file]] {
        let refused = run(arguments);
        assert_eq!((refused.failure(), refused.out.as_str()), ((1, "secrecy-stop"), ""));
        assert!(refused.err.contains("断网") && !refused.err.contains("机密"), "{}", refused.err);
    }
    assert!(!folder.path("a.txt.bak").exists());
}

#[test]
fn files_are_rewritten_with_a_backup() {
    let folder = Folder::new();
    let (one, two) = (folder.file("one.txt", WRONG), folder.file("two.txt", RIGHT));
    assert_eq!(run(["screen", "--fix", &one, &two]).failure(), (2, "one-file"));
    let Run { code, out, err } = run(["screen", "--fix", "--in-place", &one, &two]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert_eq!(std::fs::read_to_string(&one).unwrap(), RIGHT);
    assert_eq!(std::fs::read_to_string(folder.path("one.txt.bak")).unwrap(), WRONG);
    assert!(!folder.path("two.txt.bak").exists(), "nothing to change, nothing written");
    std::fs::write(&one, WRONG).unwrap();
    run(["screen", "--fix", "--in-place", &one]);
    assert_eq!(std::fs::read_to_string(folder.path("one.txt.bak")).unwrap(), WRONG, "an older backup stays");
    assert!(folder.path("one.txt.bak2").exists());
    assert_eq!(std::fs::read_dir(folder.path("")).unwrap().count(), 4, "nothing else is left behind");
    assert_eq!(run(["screen", "--fix", "--in-place", "-"]).failure(), (2, "no-file"));
    assert_eq!(run(["screen", "--in-place", &one]).code, 2);
}

#[test]
fn lines_are_put_right_and_keep_their_ends() {
    let printed = run_with_input(["screen", "--lines", "--fix", "-"], "作出布署\r\n好\n\n作出布署".as_bytes());
    assert_eq!(printed.out, "作出部署\r\n好\n\n作出部署", "{}", printed.err);
    let stopped = run_with_input(["screen", "--lines", "--fix", "-"], "好\n机密★10年\n作出布署\n".as_bytes());
    assert_eq!((stopped.code, stopped.out.as_str()), (1, "好\n\n作出部署\n"));
}

#[test]
fn what_is_not_sure_is_left_to_people() {
    let folder = Folder::new();
    let file = folder.file("a.txt", "依据《政府信息公开条例的规定作出布署。\n");
    let printed = run(["screen", "--fix", &file]);
    assert_eq!(printed.out, "依据《政府信息公开条例的规定作出部署。\n", "{}", printed.err);
    assert!(printed.err.contains("1 处已改，1 处须人工处理"), "{}", printed.err);
    assert_eq!(run(["screen", "--fix", &shown(&folder.path("missing.txt"))]).failure(), (2, "file-not-found"));
}
