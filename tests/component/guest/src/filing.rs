//! Interface `filing`: refuses everything.

use crate::bindings::api::filing::Guest;
use crate::bindings::api::types::{Context, Event, Refusal};
use crate::{Component, case::refusal};

impl Guest for Component {
    fn propose_filing(_: Vec<Event>, _: Context, _: String, _: String, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn approve_filing(_: Vec<Event>, _: Context, _: String, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn hand_in_form(_: Vec<Event>, _: Context, _: String, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn receive_filing(_: Vec<Event>, _: Context, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn hand_on_filing(_: Vec<Event>, _: Context, _: String, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }
}
