//! Punctuation (GB/T 15834, clause 8).

pub(crate) mod pairing;
