//! Terms on the agency's own lists (敏感词, clause 8).

pub(crate) mod banned;
pub(crate) mod caution;
