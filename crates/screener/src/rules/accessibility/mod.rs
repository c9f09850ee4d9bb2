//! What people who listen to a page depend on (GB/T 37668—2019, clause 8).

pub(crate) mod heading_order;
pub(crate) mod image_alt;
pub(crate) mod link_text;
pub(crate) mod table_header;
