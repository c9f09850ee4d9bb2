//! How a document is disclosed (clause 9).

pub(crate) mod contradiction;
