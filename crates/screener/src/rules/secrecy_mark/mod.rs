//! Marks of state and work secrets (clause 11.1).

pub(crate) mod state_secret;
pub(crate) mod work_secret;
