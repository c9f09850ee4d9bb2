//! Decisions: a command against the state, one file a command.

mod accept_finding;
mod issue;
mod publish;
mod record_screening;
mod return_to_editor;
mod sign;
mod submit;

use crate::event::{Body, VERSION};
use crate::{Case, Command, Event, Facts, Refusal, Round, unmet};
use articles::Role;

/// What a rule decides: the clause of the event and the case digest it is bound to.
struct Allowed {
    clause: &'static str,
    digest: String,
}

/// What a rule looks at.
struct Asked<'a> {
    case: &'a Case,
    facts: &'a Facts,
    at: u64,
    actor: &'a str,
}

/// Decide a command: the event to append, or why not. Total, and without effect on anything.
///
/// # Errors
/// The refusal, with the clause it rests on.
pub fn decide(case: &Case, facts: &Facts, at: u64, actor: &str, command: &Command) -> Result<Event, Refusal> {
    if at < case.last_at {
        let message = "时钟早于上一条记录的时间，无法记录";
        return Err(Refusal::new("clock-went-back", "", message, "请由管理员校准服务器时钟"));
    }
    if let Some(refusal) = unmet::standing(case, facts) {
        return Err(refusal);
    }
    let asked = Asked { case, facts, at, actor };
    let allowed = match command {
        Command::Submit(submission) => submit::decide(&asked, submission),
        Command::RecordScreening(screening) => record_screening::decide(&asked, screening),
        Command::AcceptFinding { key, reason } => accept_finding::decide(&asked, key, reason),
        Command::Sign(signing) => sign::decide(&asked, signing),
        Command::Return { reasons } => return_to_editor::decide(&asked, reasons),
        Command::Issue(request) => issue::decide(&asked, request),
        Command::Publish { request, document } => publish::decide(&asked, request, document),
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

impl<'a> Asked<'a> {
    /// The round that is open for review.
    fn open_round(&self) -> Result<&'a Round, Refusal> {
        match &self.case.round {
            None => Err(Refusal::new("not-submitted", "4", "还没有提交审查的内容", "请由采编员先提交内容")),
            Some(round) if round.returned => {
                Err(Refusal::new("returned", "6", "这一轮审查已退回，签字全部作废", "请由采编员修改后重新提交"))
            }
            Some(round) => Ok(round),
        }
    }

    fn holds_any(&self, roles: &[Role]) -> bool {
        self.facts.holds_any(roles)
    }
}

/// Reviewers: those who sign after the editor.
const REVIEWERS: [Role; 3] = [Role::SectionHead, Role::DeputyLeader, Role::PrincipalLeader];

/// Texts that people give with a step: there, and not endless.
fn is_reason(text: &str) -> bool {
    (1..=1_000).contains(&text.trim().chars().count())
}
