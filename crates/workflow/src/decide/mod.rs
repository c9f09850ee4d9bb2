//! Decisions: a command against the state, one file a command.

mod asked;
mod card;
mod determination;
mod dispose_finding;
mod filing;
mod important;
mod issue;
mod leaders;
mod look_back;
mod publish;
mod record_evidence;
mod record_screening;
pub(crate) mod redaction;
mod return_to_editor;
mod revoke;
mod sign;
mod signing_person;
mod statements;
mod submit;
mod supervisor;

pub(crate) use asked::REVIEWERS;
use asked::{Allowed, Asked, is_reason, within_limit};
pub(crate) use filing::SECTION;

use crate::event::{Body, VERSION};
use crate::{Case, Command, Event, Facts, Refusal, unmet};

/// Decide a command: the event to append, or why not. Total, and without effect on anything.
///
/// # Errors
/// The refusal, with the clause it rests on.
pub fn decide(case: &Case, facts: &Facts, at: u64, actor: &str, command: &Command) -> Result<Event, Refusal> {
    // Nothing stands against taking down, and its time is never before the step before it.
    let is_withdrawal = command.is_withdrawal();
    let at = if is_withdrawal { at.max(case.last_at) } else { at };
    if at < case.last_at {
        let message = "时钟早于上一条记录的时间，无法记录";
        return Err(Refusal::new("clock-went-back", "", message, "请由管理员校准服务器时钟"));
    }
    if let Some(refusal) = unmet::standing(case, facts, at).filter(|_| !is_withdrawal) {
        return Err(refusal);
    }
    let asked = Asked { case, facts, at, actor };
    if let Some(refusal) = supervisor::only_reads(&asked).filter(|_| !is_withdrawal) {
        return Err(refusal);
    }
    let allowed = match command {
        Command::Submit(submission) => submit::decide(&asked, submission),
        Command::RecordScreening(screening) => record_screening::decide(&asked, screening),
        Command::RecordEvidence(evidence) => record_evidence::decide(&asked, evidence),
        Command::DisposeFinding(answer) => dispose_finding::decide(&asked, answer),
        Command::Proofread { digest, record } => leaders::proofread(&asked, digest, record),
        Command::StateCompliance { digest, statement } => leaders::state_compliance(&asked, digest, statement),
        Command::MarkImportant { criterion, reason } => important::mark(&asked, criterion, reason),
        Command::UnmarkImportant { reason } => important::unmark(&asked, reason),
        Command::Determination(step) => determination::decide(&asked, step),
        Command::Filing(step) => filing::decide(&asked, step),
        Command::Sign(signing) => sign::decide(&asked, signing),
        Command::Return { reasons } => return_to_editor::decide(&asked, reasons),
        Command::Issue { request, not_before } => issue::decide(&asked, request, *not_before),
        Command::Publish { request, document } => publish::decide(&asked, request, document),
        Command::Revoke { reason } => revoke::decide(&asked, reason),
        Command::LookBack(step) => look_back::decide(&asked, step),
    }?;
    Ok(Event {
        id: case.sequence + 1,
        kind: command.event_kind().to_owned(),
        version: VERSION,
        at,
        actor: actor.to_owned(),
        clause: allowed.clause.to_owned(),
        digest: allowed.digest,
        body: Body { command: command.clone(), facts: facts.clone() }.write(),
    })
}
