//! Personal data that must not be published (clause 11.1).

pub(crate) mod bank_account;
pub(crate) mod contact_address;
pub(crate) mod health_record;
pub(crate) mod home_address;
pub(crate) mod identity_number;
pub(crate) mod inconsistent_mask;
pub(crate) mod joinable_mask;
pub(crate) mod minor;
pub(crate) mod passport_permit;
pub(crate) mod phone_number;
pub(crate) mod plate_number;
