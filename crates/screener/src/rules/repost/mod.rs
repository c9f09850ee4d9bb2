//! Reposted news: where it comes from (clause 7).

pub(crate) mod attribution;
pub(crate) mod source;
