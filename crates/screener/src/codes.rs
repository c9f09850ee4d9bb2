//! The one table from code to rule. Codes are sorted and never reused.

use crate::rule::Rule;
use crate::rules;

/// All rules, by code.
pub static RULES: &[&Rule] = &[
    &rules::date::impossible::RULE,
    &rules::date::numeral_style::RULE,
    &rules::date::period_length::RULE,
    &rules::date::reversed_period::RULE,
    &rules::date::signature_date::RULE,
    &rules::date::weekday::RULE,
    &rules::date::year_typo::RULE,
    &rules::disclosure::contradiction::RULE,
    &rules::document_number::bracket::RULE,
    &rules::document_number::consistency::RULE,
    &rules::document_number::form::RULE,
    &rules::expired::deadline_past::RULE,
    &rules::expired::former_agency::RULE,
    &rules::expired::repealed_basis::RULE,
    &rules::grave_misstatement::campaign::RULE,
    &rules::grave_misstatement::law_title::RULE,
    &rules::grave_misstatement::official_name::RULE,
    &rules::grave_misstatement::place::RULE,
    &rules::grave_misstatement::replaced_term::RULE,
    &rules::leader_mention::name_variant::RULE,
    &rules::leader_mention::order::RULE,
    &rules::leader_mention::title_mismatch::RULE,
    &rules::misspelling::confusable_word::RULE,
    &rules::misspelling::doubled_character::RULE,
    &rules::misspelling::doubled_passage::RULE,
    &rules::misspelling::garbled::RULE,
    &rules::misspelling::idiom::RULE,
    &rules::misspelling::look_alike::RULE,
    &rules::misspelling::ocr_residue::RULE,
    &rules::misspelling::traditional::RULE,
    &rules::number::approximation::RULE,
    &rules::number::capital_amount::RULE,
    &rules::number::credit_code::RULE,
    &rules::number::decrease_multiple::RULE,
    &rules::number::part_of_total::RULE,
    &rules::number::table_total::RULE,
    &rules::number::thousand_separator::RULE,
    &rules::personal_data::bank_account::RULE,
    &rules::personal_data::contact_address::RULE,
    &rules::personal_data::health_record::RULE,
    &rules::personal_data::home_address::RULE,
    &rules::personal_data::identity_number::RULE,
    &rules::personal_data::inconsistent_mask::RULE,
    &rules::personal_data::joinable_mask::RULE,
    &rules::personal_data::minor::RULE,
    &rules::personal_data::passport_permit::RULE,
    &rules::personal_data::phone_number::RULE,
    &rules::personal_data::plate_number::RULE,
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
    &rules::secrecy_mark::state_secret::RULE,
    &rules::secrecy_mark::work_secret::RULE,
    &rules::sensitive_term::banned::RULE,
    &rules::sensitive_term::caution::RULE,
    &rules::structure::attachment::RULE,
    &rules::structure::duplicate_paragraph::RULE,
    &rules::structure::numbering::RULE,
    &rules::structure::placeholder::RULE,
    &rules::structure::promised_items::RULE,
    &rules::structure::self_reference::RULE,
];

/// The rules that also look at what readers do not see, comments and attributes of HTML: it is published all the same.
pub(crate) static BEHIND: &[&str] = &["personal_data/identity_number", crate::STATE_SECRET];

/// The rule with this code; none when there is none.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code).copied()
}
