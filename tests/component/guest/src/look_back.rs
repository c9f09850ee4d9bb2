//! Interface `look-back`: refuses everything; the calendar of a view says what to do.

use crate::bindings::api::look_back::{Confirmation, FollowUpView, Guest, Look, Task};
use crate::bindings::api::types::{Context, Event, Refusal};
use crate::case::refusal;
use crate::{Component, misbehave};

impl Guest for Component {
    fn look_back(_: Vec<Event>, _: Context, _: Look) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn withdraw(_: Vec<Event>, _: Context, reason: String) -> Result<Vec<Event>, Refusal> {
        misbehave::obey(&reason);
        Err(refusal())
    }

    fn confirm_takedown(_: Vec<Event>, _: Context, _: Confirmation) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn check_channel(_: Vec<Event>, _: Context, _: String, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn close_withdrawal(_: Vec<Event>, _: Context, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn follow_up(_: Vec<Event>, context: Context) -> Result<FollowUpView, Refusal> {
        misbehave::obey(&context.calendar);
        let nameless = Task {
            kind: String::new(),
            due: 0,
            provisional: false,
            overdue: false,
            text: String::new(),
            refusal: None,
        };
        let tasks = if context.calendar == "nameless-task" { vec![nameless] } else { Vec::new() };
        Ok(FollowUpView { tasks, withdrawal: None })
    }
}
