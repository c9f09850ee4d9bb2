//! Wrong words (错别字, clause 8).

pub(crate) mod confusable_word;
pub(crate) mod idiom;
pub(crate) mod traditional;
