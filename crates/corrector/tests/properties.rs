//! What holds for every text and every damaged model.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::single_range_in_vec_init,
    reason = "a test stops where something is not as it must be; one protected span is a list of one"
)]

use std::sync::LazyLock;

use corrector::{Corrector, ModelError};
use proptest::prelude::*;

const MODEL: &[u8] = include_bytes!("../data/model.bin");
/// Bytes before the payload.
const HEADER: usize = 84;

static CORRECTOR: LazyLock<Corrector> = LazyLock::new(|| Corrector::load(MODEL.to_vec()).unwrap());

fn awkward() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "因当", "布署", "工作", "经济", "的", "得", "龟", "定", "垢", "，", "。", "、", "“", "”", "《", "》", "1", "a",
        "\n", "\t", "\u{3000}", "😀", "𠮷", "\u{9FFF}", "\u{4E00}", "村", "书记", "王", "中", "关系", "\0",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn corrections_are_apart_on_boundaries_and_within_blocks(text in awkward(), from in 0_usize..200, length in 0_usize..60) {
        let protected = [from..from + length];
        let mut end = 0;
        for correction in CORRECTOR.correct(&text, &protected) {
            prop_assert!(correction.range.start >= end);
            end = correction.range.end;
            let written = text.get(correction.range.clone()).unwrap();
            prop_assert!(!written.contains(['\n', '\t']));
            prop_assert!((1..=3).contains(&correction.candidates.len()));
            for candidate in &correction.candidates {
                prop_assert_eq!(candidate.text.chars().count(), written.chars().count());
                prop_assert_ne!(&candidate.text, written);
                prop_assert!((1..1000).contains(&candidate.confidence));
                for ((at, was), is) in written.char_indices().zip(candidate.text.chars()) {
                    let at = correction.range.start + at;
                    prop_assert!(was == is || !(from..from + length).contains(&at));
                }
            }
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        for correction in CORRECTOR.correct(&text, &[]) {
            prop_assert!(text.get(correction.range).is_some());
        }
    }
}

#[test]
fn damage_is_noticed() {
    for at in (0..HEADER).chain((HEADER..MODEL.len()).step_by(MODEL.len() / 7)) {
        let mut damaged = MODEL.to_vec();
        damaged[at] ^= 1;
        assert!(Corrector::load(damaged).is_err(), "byte {at}");
    }
    for length in [0, 3, 4, 8, 16, HEADER - 1, HEADER, MODEL.len() - 1] {
        assert!(Corrector::load(MODEL[..length].to_vec()).is_err(), "cut at {length}");
    }
    let mut newer = MODEL.to_vec();
    newer[4] = 2;
    assert_eq!(Corrector::load(newer).err(), Some(ModelError::NewerFormat(2)));
}

#[test]
fn work_is_linear_in_hostile_text() {
    for piece in ["的", "龟", "因当龟定垢布署", "有由以已一", "，", "《", "鬱麤龘", "市事是式"] {
        let steps = |count: usize| CORRECTOR.steps(&piece.repeat(count));
        let (few, many) = (steps(300), steps(1200));
        assert!(many <= few * 5 + 10_000, "{piece}: {few} {many}");
    }
}

#[test]
fn slips_are_found_and_right_text_is_left() {
    let first = |text: &str| {
        let found = CORRECTOR.correct(text, &[]);
        found.first().map(|one| (text[one.range.clone()].to_owned(), one.candidates[0].text.clone()))
    };
    let found = first("各部门要按照职责分工，加强协调配和，认真落实各项措施。");
    assert_eq!(found.map(|one| one.1.contains('合')), Some(true));
    let right = "各部门要按照职责分工，加强协调配合，认真落实各项措施。";
    assert_eq!(CORRECTOR.correct(right, &[]), []);
    assert!(CORRECTOR.digest().starts_with("sm3:"));
}

#[test]
fn quotations_and_titles_are_left_alone_and_marks_are_not_crossed() {
    for text in ["他写下了“认真贯切落实”几个字。", "印发《关于认真贯切落实的通知》。", "《大业律》始设此官。"]
    {
        assert_eq!(CORRECTOR.correct(text, &[]), [], "{text}");
    }
}
