//! The commands that carry no document, by the names of the contract: how their arguments are read and which call takes them.

use serde::Deserialize;

use super::{
    arguments::{Arguments, read},
    error::FlowError,
    review::Answer,
};
use crate::component::{
    Reviewer,
    bindings::{
        Confirmation, Context, Event, Evidence, FindingAnswer, Handover, Look, Proofreading, RequestLetter,
        ReturnReason, Signing, WrittenAnswer,
    },
};

/// A command that is ready to be decided.
type Decide = Box<dyn FnOnce(&Reviewer, &[Event], &Context) -> Answer + Send>;

/// Nothing is ticked beforehand: what a signature does not state is not stated.
const SIGNING: &str = r#"{"gates":{"political":false,"legal":false,"policy":false,"secrecy":false,"text":false,"opinion":false},
    "proofreading":{"method":"","errors":[],"none_found":false},"reports":[],"duties":[],"secrecy_checked":false,
    "classes_stated":false,"belongs_to":[],"attachments_read":[],"author_unsigned":false,"acting_for":"","opinion":"",
    "attributes":[]}"#;

#[derive(Deserialize)]
struct Marking {
    criterion: String,
    reason: String,
}

#[derive(Deserialize)]
struct Reason {
    reason: String,
}

#[derive(Deserialize)]
struct Reasons {
    reasons: Vec<ReturnReason>,
}

#[derive(Deserialize)]
struct Channel {
    channel: String,
    note: String,
}

#[derive(Deserialize)]
struct Note {
    note: String,
}

#[derive(Deserialize)]
struct Proof {
    digest: String,
    proofreading: Proofreading,
}

#[derive(Deserialize)]
struct Statement {
    digest: String,
    statement: String,
}

#[derive(Deserialize)]
struct OwnDecision {
    digest: String,
    publish: bool,
    reason: String,
}

#[derive(Deserialize)]
struct TakenBack {
    request: u64,
    reason: String,
}

#[derive(Deserialize)]
struct Proposal {
    digest: String,
    opinion: String,
    basis: String,
}

#[derive(Deserialize)]
struct Approval {
    digest: String,
    opinion: String,
}

#[derive(Deserialize)]
struct FilingForm {
    digest: String,
    number: String,
}

#[derive(Deserialize)]
struct OfDigest {
    digest: String,
}

#[derive(Deserialize)]
struct HandedOn {
    digest: String,
    recipient: String,
}

/// One line a command: name, defaults, record, call.
macro_rules! commands {
    ($($name:literal $defaults:expr => |$given:ident: $kind:ty| $method:ident($($argument:expr),*);)*) => {
        /// The commands that [`Flow::step`](super::Flow::step) takes.
        pub const COMMANDS: &[&str] = &[$($name),*];

        /// Reads the arguments of a command; the name is the contract's function.
        ///
        /// # Errors
        /// `unknown-command`; what [`read`] names.
        pub(super) fn read_command(name: &str, arguments: Arguments) -> Result<Decide, FlowError> {
            match name {
                $($name => {
                    let $given: $kind = read(arguments, $defaults)?;
                    Ok(Box::new(move |reviewer, history, context| {
                        reviewer.$method(history, context, $($argument),*)
                    }))
                })*
                _ => Err(FlowError::Malformed { code: "unknown-command", message: "没有这个操作。".to_owned() }),
            }
        }
    };
}

/// Nothing is given beforehand.
const NONE: &str = "{}";

commands! {
    "record-evidence" NONE => |it: Evidence| record_evidence(&it);
    "dispose-finding" r#"{"basis":""}"# => |it: FindingAnswer| dispose_finding(&it);
    "mark-important" NONE => |it: Marking| mark_important(&it.criterion, &it.reason);
    "unmark-important" NONE => |it: Reason| unmark_important(&it.reason);
    "proofread" r#"{"proofreading":{"errors":[],"none_found":false}}"# =>
        |it: Proof| proofread(&it.digest, &it.proofreading);
    "state-compliance" NONE => |it: Statement| state_compliance(&it.digest, &it.statement);
    "request-determination" r#"{"competence":""}"# => |it: RequestLetter| request_determination(&it);
    "record-sending" NONE => |it: Handover| record_sending(&it);
    "record-receipt" NONE => |it: Handover| record_receipt(&it);
    "record-reminder" NONE => |it: Handover| record_reminder(&it);
    "record-answer" NONE => |it: WrittenAnswer| record_answer(&it);
    "decide-openness" NONE => |it: OwnDecision| decide_openness(&it.digest, it.publish, &it.reason);
    "withdraw-request" NONE => |it: TakenBack| withdraw_request(it.request, &it.reason);
    "propose-filing" NONE => |it: Proposal| propose_filing(&it.digest, &it.opinion, &it.basis);
    "approve-filing" r#"{"opinion":""}"# => |it: Approval| approve_filing(&it.digest, &it.opinion);
    "hand-in-form" r#"{"number":""}"# => |it: FilingForm| hand_in_form(&it.digest, &it.number);
    "receive-filing" NONE => |it: OfDigest| receive_filing(&it.digest);
    "hand-on-filing" NONE => |it: HandedOn| hand_on_filing(&it.digest, &it.recipient);
    "sign" SIGNING => |it: Signing| sign(&it);
    "return-to-editor" NONE => |it: Reasons| return_to_editor(&it.reasons);
    "revoke" NONE => |it: Reason| revoke(&it.reason);
    "look-back" r#"{"issues":[],"none_found":false,"settlement":""}"# => |it: Look| look_back(&it);
    "confirm-takedown" r#"{"note":""}"# => |it: Confirmation| confirm_takedown(&it);
    "check-channel" r#"{"note":""}"# => |it: Channel| check_channel(&it.channel, &it.note);
    "close-withdrawal" NONE => |it: Note| close_withdrawal(&it.note);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_of_the_list_is_read() {
        for name in COMMANDS {
            let code = match read_command(name, Arguments::new()) {
                Err(FlowError::Malformed { code, .. }) => code,
                _ => panic!("{name} needs arguments"),
            };
            assert_eq!(code, "missing-field", "{name}");
        }
        assert!(matches!(
            read_command("approve", Arguments::new()),
            Err(FlowError::Malformed { code: "unknown-command", .. })
        ));
    }
}
