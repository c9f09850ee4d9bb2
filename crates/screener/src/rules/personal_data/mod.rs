//! Personal data that must not be published (clause 11.1).

pub(crate) mod identity_number;
