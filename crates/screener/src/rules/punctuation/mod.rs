//! Punctuation (GB/T 15834, clause 8).

pub(crate) mod doubled;
pub(crate) mod ellipsis_dash;
pub(crate) mod enumeration;
pub(crate) mod half_width;
pub(crate) mod nested_title;
pub(crate) mod pairing;
pub(crate) mod quote_style;
pub(crate) mod space;
pub(crate) mod title_end;
pub(crate) mod width_mix;
