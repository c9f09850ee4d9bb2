//! WIT types to the crates' types and back, one file a direction and subject.

mod input;
mod report;
mod view;

pub(crate) use input::{history, replay_failure, screening_refusal, unreadable_history};
pub(crate) use view::case_view;
