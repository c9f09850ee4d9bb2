//! Properties of reports that hold for every document.

#![expect(
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a slice that is off a boundary is what these tests look for; a test fails by panicking"
)]

use document::Document;
use lexicon::{COLUMNS, Lexicon};
use proptest::prelude::*;
use screener::{Options, screen};

fn lexicon() -> Lexicon {
    let rows = "布署\twrong\t部署\tconfirm\texact\t\t\t\t\t\tpractice\t词典\t误。\n准确定\twrong\t准确性\tconfirm\texact\t\t\t$\t\t\tpractice\t词典\t误。\n";
    Lexicon::load(&lexicon::compile(&format!("{}\n{rows}", COLUMNS.join("\t"))).unwrap()).unwrap()
}

fn awkward() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "布署",
        "布",
        "署",
        "准确定",
        "机",
        "密",
        "★",
        "10年",
        "*",
        "“",
        "”",
        "（",
        "）",
        "《",
        "》",
        "【",
        "(",
        ")",
        "1",
        "11010519491231002X",
        "110105",
        " ",
        "\n",
        "\t",
        "\u{200B}",
        "😀",
        "𠮷",
        "<b>",
        "</b>",
        "<p>",
        "&amp;",
        "&#24067;",
        "<td>",
        "<!-- ",
        "-->",
        "，",
        "。",
        "身份证",
    ]);
    prop::collection::vec(pieces, 0..50).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn findings_are_ordered_and_select_their_fragment(body in awkward()) {
        let report = screen(&Document::plain(&*body), &lexicon(), &Options::default()).unwrap();
        let places: Vec<_> = report.findings.iter().map(|it| (it.span.start, it.span.end, &it.rule)).collect();
        prop_assert!(places.is_sorted());
        for finding in &report.findings {
            let (start, end) = (finding.span.start as usize, finding.span.end as usize);
            prop_assert_eq!(&body[start..end], &finding.fragment);
        }
    }

    #[test]
    fn the_best_edit_removes_the_finding(body in awkward(), html: bool) {
        let make = |text: &str| if html { Document::html(text) } else { Document::plain(text) };
        let lexicon = lexicon();
        let report = screen(&make(&body), &lexicon, &Options::default()).unwrap();
        for finding in report.findings.iter().filter(|finding| finding.category == "misspelling") {
            let [edit] = finding.edits.as_slice() else { continue };
            let (start, end) = (edit.span.start as usize, edit.span.end as usize);
            let fixed = format!("{}{}{}", &body[..start], edit.replacement, &body[end..]);
            let again = screen(&make(&fixed), &lexicon, &Options::default()).unwrap();
            prop_assert!(!again.findings.iter().any(|it| it.key == finding.key), "{fixed:?}");
        }
    }

    #[test]
    fn same_document_same_report(body in awkward()) {
        let document = Document::html(&*body);
        let once = screen(&document, &lexicon(), &Options::default()).unwrap();
        let again = screen(&document, &lexicon(), &Options::default()).unwrap();
        prop_assert_eq!(once.to_json(), again.to_json());
    }

    #[test]
    fn no_document_stops_the_screening(body in any::<String>(), title in any::<String>(), html: bool) {
        let mut document = if html { Document::html(&*body) } else { Document::plain(&*body) };
        document.title = title;
        prop_assert!(screen(&document, &lexicon(), &Options::default()).is_ok());
    }
}
