//! Numbers of official documents, 发文字号 (GB/T 9704, clause 8).

pub(crate) mod bracket;
pub(crate) mod consistency;
pub(crate) mod form;

use crate::reading::document_number::DocumentNumber;
use crate::target::Target;

/// The year from which the present form is asked for without exception: the regulation on official documents of 2012.
const FROM: i64 = 2012;

/// What an official document's standard says about its number.
pub(crate) const SOURCE: &str = "《党政机关公文格式》（GB/T 9704—2012）7.2.5";

/// Whether the number is a paragraph of its own, as on a first page: the document's own number and no quotation.
pub(crate) fn stands_alone(target: &Target<'_>, number: &DocumentNumber) -> bool {
    let before = target.before(number.start).trim_end_matches([' ', '\t']);
    let after = target.after(number.range.end).trim_start_matches([' ', '\t']);
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
}

/// Whether the year is recent enough for the present form; two figures stand for this century.
pub(crate) fn is_recent(target: &Target<'_>, number: &DocumentNumber) -> bool {
    number.full_year(target.as_str()).is_none_or(|year| year >= FROM)
}

/// Whether what stands before the bracket is the abbreviation of an agency, as in 国办发, and not any word: 公告（2024）5号 is a series
/// of its own.
pub(crate) fn has_abbreviation(target: &Target<'_>, number: &DocumentNumber) -> bool {
    const ENDS: [&str; 21] = [
        "发", "函", "字", "办", "规", "电", "令", "通", "政", "复", "批", "任", "议", "纪", "文", "报", "请", "告",
        "审", "党", "委",
    ];
    let text = target.slice(number.start..number.range.start).trim_end_matches(' ');
    ENDS.iter().any(|end| text.ends_with(end))
}
