//! The command line, `POST /api/screen` and the native crate give the same report, byte for byte.

use crate::program::{Folder, run};
use crate::schema::assert_report;
use serde_json::{Value, json};
use xianshen_host::testing::TestHost;
use xianshen_tests::{PROFILE, base_pack, people, reviewer};

const TEXTS: [(&str, bool); 5] = [
    ("本局定于五月开展法律知识讲座，欢迎市民参加。", false),
    ("会议对下一步工作作出布署。😀\r\n审核员对政治性、准确定、及时性把关（见附件1。", false),
    ("联系人身份证号11010519491231002X，电话0411-12345678。", false),
    ("<p>作出布<b>署</b>，&ldquo;三审&rdquo;制度。</p><!-- 备注 --><script>x</script>", true),
    ("<table><tr><td>一）</td><td>《条例</td></tr></table>", true),
];

fn native(text: &str, html: bool, profile: &str) -> String {
    let body_format = if html { document::BodyFormat::Html } else { document::BodyFormat::Text };
    let document = document::Document { body_format, ..document::Document::plain(text) };
    let options = screener::Options { profile: profile.to_owned(), ..Default::default() };
    let lexicon = lexicon::Lexicon::load(&base_pack()).expect("the base pack loads");
    screener::screen(&document, &lexicon, &options).expect("screened").to_json()
}

#[test]
fn command_line_and_native() {
    let folder = Folder::new();
    for (number, (text, html)) in TEXTS.into_iter().enumerate() {
        let file = folder.file(&format!("{number}.{}", if html { "html" } else { "txt" }), text);
        let printed = run(["screen", "--format", "jsonl", &file]);
        let name = serde_json::to_string(&file).expect("JSON");
        let report = printed.out.trim_end().strip_prefix(&format!("{{\"file\":{name},")).expect("the file comes first");
        assert_eq!(format!("{{{report}"), native(text, html, ""), "{text}");
    }
}

/// A host screens with its agency's profile; the reports differ in the profile's digest and what follows from it alone.
#[test]
fn command_line_and_http() {
    let host = TestHost::start(reviewer(), PROFILE, &people()).expect("the host starts");
    let cookie = host.sign_in(&people().first().expect("somebody").id).expect("signed in");
    for (text, html) in TEXTS {
        let format = if html { "html" } else { "text" };
        let body = json!({"document": {"channel": "", "title": "", "body_format": format, "body": text}});
        let answer = host.request("POST", "/api/screen", Some(&cookie), Some(body.to_string().as_bytes()));
        let answer = answer.expect("an answer");
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.text(), native(text, html, PROFILE), "{text}");
        assert_report(&serde_json::from_str(&answer.text()).expect("JSON"));
        let without = |report: &str| {
            let mut report: Value = serde_json::from_str(report).expect("JSON");
            let fields = report.as_object_mut().expect("an object");
            fields.remove("profile").zip(fields.remove("digest")).expect("both are there");
            report
        };
        assert_eq!(without(&answer.text()), without(&native(text, html, "")), "{text}");
    }
}
