//! The rules: a folder a group, a file a rule.

pub(crate) mod date;
pub(crate) mod document_number;
pub(crate) mod expired;
pub(crate) mod misspelling;
pub(crate) mod number;
pub(crate) mod personal_data;
pub(crate) mod punctuation;
pub(crate) mod secrecy_mark;
pub(crate) mod structure;
