//! The rules: a folder a group, a file a rule.

pub(crate) mod accessibility;
pub(crate) mod grammar;
pub(crate) mod misspelling;
pub(crate) mod personal_data;
pub(crate) mod punctuation;
pub(crate) mod repost;
pub(crate) mod secrecy_mark;
