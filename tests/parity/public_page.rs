//! The public page shows nothing that the screener did not read: both read HTML, each with its own code, and must agree on hostile markup.

use document::{BodyFormat, Text};
use xianshen_host::api::safe_html::reduce;

/// Pieces that readers of HTML disagree about; every sequence of three of them is tried around a secret text.
const PIECES: [&str; 22] = [
    "机",
    "密★10年",
    "<style/>",
    "</style>",
    "<script>",
    "</script>",
    "<xmp>",
    "</xmp>",
    "<svg>",
    "</svg>",
    "<template>",
    "</template>",
    "<noscript>",
    "<textarea>",
    "</textarea>",
    "<title/>",
    "<table>",
    "<td>",
    "</p>",
    "<!--",
    "-->",
    "<o:p>",
];

/// The visible characters; where lines break is left to another test.
fn characters(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// What a browser shows of the reduced page: it is well formed, so dropping its tags and decoding references is all there is to do.
fn shown(reduced: &str) -> String {
    characters(Text::new(reduced, BodyFormat::Html).as_str())
}

fn check(source: &str) {
    let read = characters(Text::new(source, BodyFormat::Html).as_str());
    let page = shown(&reduce(source));
    // Dropping more than the screener does is safe; showing more is not.
    let mut rest = read.chars();
    let covered = page.chars().all(|character| rest.any(|other| other == character));
    assert!(covered, "{source:?}: the page shows {page:?}, the screener read {read:?}");
}

#[test]
fn the_public_page_shows_only_what_was_screened() {
    for one in PIECES {
        for two in PIECES {
            for three in PIECES {
                check(&format!("<p>甲{one}机{two}密★10年{three}乙"));
            }
        }
    }
}
