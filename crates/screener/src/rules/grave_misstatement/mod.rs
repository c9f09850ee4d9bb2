//! Names and terms that official texts must get right (严重表述错误, clause 8).

pub(crate) mod campaign;
pub(crate) mod law_title;
pub(crate) mod near_name;
pub(crate) mod official_name;
pub(crate) mod place;
pub(crate) mod replaced_term;
