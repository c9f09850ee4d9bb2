//! Interface `look-back`.

use crate::bindings::api::look_back::{Confirmation, Context, Event, FollowUpView, Guest, Look, Refusal};
use crate::review::{decide, stand};
use crate::{Component, convert};
use calendar::Calendar;
use workflow::{Command, LookBackStep};

impl Guest for Component {
    fn look_back(history: Vec<Event>, context: Context, look: Look) -> Result<Vec<Event>, Refusal> {
        step(history, context, LookBackStep::Look(convert::look(look)?))
    }

    fn withdraw(history: Vec<Event>, context: Context, reason: String) -> Result<Vec<Event>, Refusal> {
        step(history, context, LookBackStep::Withdraw { reason })
    }

    fn confirm_takedown(
        history: Vec<Event>,
        context: Context,
        confirmation: Confirmation,
    ) -> Result<Vec<Event>, Refusal> {
        let Confirmation { name, at, note } = confirmation;
        step(history, context, LookBackStep::Confirm { name, at, note })
    }

    fn check_channel(
        history: Vec<Event>,
        context: Context,
        channel: String,
        note: String,
    ) -> Result<Vec<Event>, Refusal> {
        step(history, context, LookBackStep::CheckChannel { channel, note })
    }

    fn close_withdrawal(history: Vec<Event>, context: Context, note: String) -> Result<Vec<Event>, Refusal> {
        step(history, context, LookBackStep::Close { note })
    }

    fn follow_up(history: Vec<Event>, context: Context) -> Result<FollowUpView, Refusal> {
        // The host has the calendar checked when it is loaded; one that cannot be read knows no year, and all it counts is provisional.
        let calendar = Calendar::read(&context.calendar).unwrap_or_default();
        let (case, facts, at, actor) = stand(&convert::history(history), context, None)?;
        let tasks = workflow::tasks(&case, &facts, &calendar, at, &actor);
        Ok(convert::follow_up(tasks, case.look_back))
    }
}

fn step(history: Vec<Event>, context: Context, step: LookBackStep) -> Result<Vec<Event>, Refusal> {
    decide(history, context, &Command::LookBack(step))
}
