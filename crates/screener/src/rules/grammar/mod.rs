//! Errors of grammar that a machine can name (语病, clause 8).

pub(crate) mod blend;
pub(crate) mod double_conjunction;
pub(crate) mod double_negation;
pub(crate) mod inconsistent_term;
pub(crate) mod missing_word;
pub(crate) mod short_form;
