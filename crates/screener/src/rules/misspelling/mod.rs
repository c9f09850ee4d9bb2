//! Wrong words (错别字, clause 8).

pub(crate) mod confusable_word;
pub(crate) mod doubled_character;
pub(crate) mod doubled_passage;
pub(crate) mod garbled;
pub(crate) mod idiom;
pub(crate) mod look_alike;
pub(crate) mod ocr_residue;
pub(crate) mod statistical;
pub(crate) mod traditional;
