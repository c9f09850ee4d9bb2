//! Interface `determination`: refuses everything.

use crate::bindings::api::determination::{DeterminationView, Guest, Handover, RequestLetter, WrittenAnswer};
use crate::bindings::api::types::{Context, Event, Refusal};
use crate::{Component, case::refusal};

impl Guest for Component {
    fn request_determination(_: Vec<Event>, _: Context, _: RequestLetter) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn record_sending(_: Vec<Event>, _: Context, _: Handover) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn record_receipt(_: Vec<Event>, _: Context, _: Handover) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn record_reminder(_: Vec<Event>, _: Context, _: Handover) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn record_answer(_: Vec<Event>, _: Context, _: WrittenAnswer) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn decide_openness(_: Vec<Event>, _: Context, _: String, _: bool, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn withdraw_request(_: Vec<Event>, _: Context, _: u64, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn determination(_: Vec<Event>, _: Context) -> Result<DeterminationView, Refusal> {
        Err(refusal())
    }
}
