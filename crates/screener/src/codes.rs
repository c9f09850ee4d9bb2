//! The one table from code to rule. Codes are sorted and never reused.

use crate::rule::Rule;
use crate::rules;

/// All rules, by code.
pub static RULES: &[&Rule] = &[
    &rules::disclosure::contradiction::RULE,
    &rules::grave_misstatement::campaign::RULE,
    &rules::grave_misstatement::law_title::RULE,
    &rules::grave_misstatement::official_name::RULE,
    &rules::grave_misstatement::replaced_term::RULE,
    &rules::misspelling::confusable_word::RULE,
    &rules::misspelling::idiom::RULE,
    &rules::personal_data::identity_number::RULE,
    &rules::punctuation::pairing::RULE,
    &rules::secrecy_mark::state_secret::RULE,
    &rules::secrecy_mark::work_secret::RULE,
];

/// The rules that also look at what readers do not see, comments and attributes of HTML: it is published all the same.
pub(crate) static BEHIND: &[&str] = &["personal_data/identity_number", crate::STATE_SECRET];

/// The rule with this code; none when there is none.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code).copied()
}
