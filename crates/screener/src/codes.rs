//! The one table from code to rule. Codes are sorted and never reused.

use crate::rule::Rule;
use crate::rules;

/// All rules, by code.
pub static RULES: &[&Rule] = &[
    &rules::accessibility::heading_order::RULE,
    &rules::accessibility::image_alt::RULE,
    &rules::accessibility::link_text::RULE,
    &rules::accessibility::table_header::RULE,
    &rules::grammar::blend::RULE,
    &rules::grammar::double_conjunction::RULE,
    &rules::grammar::double_negation::RULE,
    &rules::grammar::inconsistent_term::RULE,
    &rules::grammar::missing_word::RULE,
    &rules::grammar::short_form::RULE,
    &rules::misspelling::confusable_word::RULE,
    &rules::misspelling::doubled_character::RULE,
    &rules::misspelling::doubled_passage::RULE,
    &rules::misspelling::garbled::RULE,
    &rules::misspelling::look_alike::RULE,
    &rules::misspelling::ocr_residue::RULE,
    &rules::misspelling::traditional::RULE,
    &rules::personal_data::identity_number::RULE,
    &rules::punctuation::doubled::RULE,
    &rules::punctuation::ellipsis_dash::RULE,
    &rules::punctuation::enumeration::RULE,
    &rules::punctuation::half_width::RULE,
    &rules::punctuation::nested_title::RULE,
    &rules::punctuation::pairing::RULE,
    &rules::punctuation::quote_style::RULE,
    &rules::punctuation::space::RULE,
    &rules::punctuation::title_end::RULE,
    &rules::punctuation::width_mix::RULE,
    &rules::repost::attribution::RULE,
    &rules::repost::source::RULE,
    &rules::secrecy_mark::state_secret::RULE,
];

/// The rules that also look at what readers do not see, comments and attributes of HTML: it is published all the same.
pub(crate) static BEHIND: &[&str] = &["personal_data/identity_number", crate::STATE_SECRET];

/// The rule with this code; none when there is none.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code).copied()
}
