//! Properties of texts and offsets that hold for every input.

#![expect(clippy::string_slice, reason = "a slice that is off a boundary is what these tests look for")]

use document::{BodyFormat, OffsetEncoding, Offsets, Text};
use proptest::prelude::*;

/// Text with what makes offsets hard: wide and astral characters, line ends, markup, references, invisible characters.
fn awkward() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "审",
        "查",
        "a",
        "1",
        " ",
        "\u{3000}",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\u{200B}",
        "\u{FEFF}",
        "\0",
        "😀",
        "𠮷",
        "e\u{301}",
        "，",
        "\u{FF21}",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<br>",
        "<td>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<",
        ">",
        "&",
        "&amp;",
        "&#20013;",
        "&nbsp",
        "&lt;",
        "&notit;",
        "&#0;",
        "\"",
        "'",
        "=",
        "/",
        "⼈",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_range_maps_into_the_source(source in awkward(), html: bool, from in 0_usize..80, length in 0_usize..20) {
        let format = if html { BodyFormat::Html } else { BodyFormat::Text };
        let text = Text::new(&source, format);
        let boundaries: Vec<usize> = text.as_str().char_indices().map(|(at, _)| at).chain([text.as_str().len()]).collect();
        let start = boundaries[from % boundaries.len()];
        let end = boundaries[(from % boundaries.len() + length).min(boundaries.len() - 1)];
        let range = text.source_range(start..end);
        prop_assert!(range.start <= range.end && range.end <= source.len());
        prop_assert!(source.is_char_boundary(range.start) && source.is_char_boundary(range.end), "{range:?} of {source:?}");
    }

    #[test]
    fn source_positions_never_go_back(source in awkward(), html: bool) {
        let format = if html { BodyFormat::Html } else { BodyFormat::Text };
        let text = Text::new(&source, format);
        let mut last = 0;
        for (at, character) in text.as_str().char_indices() {
            let start = text.source_range(at..at + character.len_utf8()).start;
            prop_assert!(start >= last, "{character:?} at {at} of {source:?}");
            last = start;
        }
    }

    #[test]
    fn plain_text_shows_every_visible_character(source in "[审查a-c1-3，。《》 ]{0,40}") {
        let text = Text::new(&source, BodyFormat::Text);
        prop_assert_eq!(text.as_str(), &source);
        prop_assert_eq!(text.source_range(0..source.len()), 0..source.len());
    }

    #[test]
    fn blocks_cover_the_text(source in awkward(), html: bool) {
        let format = if html { BodyFormat::Html } else { BodyFormat::Text };
        let text = Text::new(&source, format);
        let joined: Vec<&str> = text.blocks().map(|block| &text.as_str()[block]).collect();
        prop_assert_eq!(joined.join("\n"), text.as_str());
    }

    #[test]
    fn offsets_count_units(source in awkward(), wanted in prop::collection::vec(0_usize..200, 0..20)) {
        let boundaries: Vec<usize> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
        let wanted: Vec<usize> = wanted.into_iter().map(|at| boundaries[at % boundaries.len()]).collect();
        let utf16 = Offsets::new(&source, OffsetEncoding::Utf16, wanted.clone());
        let points = Offsets::new(&source, OffsetEncoding::CodePoint, wanted.clone());
        for at in wanted {
            prop_assert_eq!(utf16.get(at) as usize, source[..at].encode_utf16().count());
            prop_assert_eq!(points.get(at) as usize, source[..at].chars().count());
        }
    }
}
