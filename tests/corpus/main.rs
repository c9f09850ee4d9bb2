//! The corpus: texts with exactly the findings they must have, and texts that must have none.
//!
//! `finds/` — a file is a list of expected findings (`rule fragment`, one a line, in the report's order; `⏎` stands for a line
//! break), a line `---`, and the text. `near_miss/` — texts that look like a slip and are none, several a file, separated by
//! lines `---`; the corrector, which judges prose, may have advice on these heaps of words. `clean/` — whole official texts, one a file. `.html` files are screened as HTML.
//! All texts are written for this corpus; none comes from a benchmark or from anybody's data.

use std::fs;
use std::path::{Path, PathBuf};
use xianshen_tests::base_pack;

const SEPARATOR: &str = "\n---\n";

struct Text {
    path: PathBuf,
    text: String,
}

fn texts(folder: &str) -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(folder);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root).expect("the folder is there").map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    let read = |path: PathBuf| Text { text: fs::read_to_string(&path).expect("UTF-8"), path };
    paths.into_iter().map(read).collect()
}

fn lexicon() -> lexicon::Lexicon {
    lexicon::Lexicon::load(&base_pack()).expect("the base pack loads")
}

/// Findings as the corpus writes them.
fn screen(path: &Path, text: &str, lexicon: &lexicon::Lexicon) -> Vec<String> {
    let html = path.extension().is_some_and(|extension| extension == "html");
    let document = if html { document::Document::html(text) } else { document::Document::plain(text) };
    let report = screener::screen(&document, lexicon, &screener::Options::default()).expect("screened");
    let shown = |finding: screener::Finding| format!("{} {}", finding.rule, finding.fragment.replace('\n', "⏎"));
    report.findings.into_iter().map(shown).collect()
}

#[test]
fn finds() {
    let (texts, lexicon) = (texts("finds"), lexicon());
    assert!(texts.len() >= 15, "{} texts", texts.len());
    for Text { path, text } in texts {
        let (expected, text) = text.split_once(SEPARATOR).expect("expected findings, then the text");
        let expected: Vec<&str> = expected.lines().collect();
        assert!(!expected.is_empty(), "{}", path.display());
        assert_eq!(screen(&path, text, &lexicon), expected, "{}", path.display());
    }
}

#[test]
fn near_misses() {
    let (texts, lexicon) = (texts("near_miss"), lexicon());
    let mut wrong = Vec::new();
    let mut count = 0;
    for Text { path, text } in &texts {
        for text in text.split(SEPARATOR) {
            count += 1;
            let mut found = screen(path, text, &lexicon);
            found.retain(|finding| !finding.starts_with("misspelling/statistical"));
            if !found.is_empty() {
                wrong.push(format!("{}: {found:?} in {}", path.display(), text.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 25, "{count} texts");
}

#[test]
fn clean() {
    let (texts, lexicon) = (texts("clean"), lexicon());
    let wrong: Vec<String> = texts
        .iter()
        .map(|Text { path, text }| (path, screen(path, text, &lexicon)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(path, found)| format!("{}: {found:?}", path.display()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(texts.len() >= 12, "{} texts", texts.len());
}

/// A title is screened by the same rules: no clean text becomes wrong by its place.
#[test]
fn clean_as_title_and_attachment() {
    let lexicon = lexicon();
    for Text { path, text } in
        texts("clean").into_iter().filter(|text| text.path.extension().is_some_and(|it| it == "txt"))
    {
        let attachment = document::Attachment {
            name: "附件.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            digest: document::sm3_text(text.as_bytes()),
            text: Some(text.clone()),
        };
        let title = text.lines().next().unwrap_or_default();
        let document = document::Document {
            title: title.to_owned(),
            attachments: vec![attachment],
            ..document::Document::plain("")
        };
        let report = screener::screen(&document, &lexicon, &screener::Options::default()).expect("screened");
        assert!(report.findings.is_empty(), "{}: {:?}", path.display(), report.findings);
    }
}
