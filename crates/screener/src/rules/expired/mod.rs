//! What is out of date (clause 16).

pub(crate) mod deadline_past;
pub(crate) mod former_agency;
pub(crate) mod repealed_basis;
mod tables;
