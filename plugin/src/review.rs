//! Interface `review`.

use crate::bindings::api::review::{
    CaseView, Context, Digest, Document, Event, Guest, Publication, Refusal, ReplayFailure, ReplaySummary, Signing,
    Submission,
};
use crate::{Component, convert, state};
use screener::Report;
use workflow::{Case, Command, Facts, FindingKey, Rendition, Screening};

impl Guest for Component {
    fn submit(history: Vec<Event>, context: Context, submission: Submission) -> Result<Vec<Event>, Refusal> {
        let renditions = submission.documents.into_iter().map(|document| {
            let document: document::Document = document.into();
            Rendition {
                digest: document::digest(&document),
                texts: document::texts_digest(&document),
                channel: document.channel,
            }
        });
        let renditions = renditions.collect();
        let command =
            Command::Submit(workflow::Submission { site: submission.site, item: submission.item, renditions });
        decide(history, context, &command)
    }

    fn record_screening(history: Vec<Event>, context: Context, document: Document) -> Result<Vec<Event>, Refusal> {
        let options = screener::Options {
            as_of: Some(context.now),
            profile: context.profile.clone(),
            ..screener::Options::default()
        };
        let document: document::Document = document.into();
        let report = screener::screen(&document, &state::lexicon(), &options).map_err(convert::screening_refusal)?;
        decide(history, context, &Command::RecordScreening(recorded(&report, document::texts_digest(&document))))
    }

    fn accept_finding(
        history: Vec<Event>,
        context: Context,
        key: String,
        reason: String,
    ) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::AcceptFinding { key, reason })
    }

    fn sign(history: Vec<Event>, context: Context, signing: Signing) -> Result<Vec<Event>, Refusal> {
        let command = Command::Sign(workflow::Signing {
            level: signing.level,
            digest: signing.digest,
            secrecy_checked: signing.secrecy_checked,
            opinion: signing.opinion,
        });
        decide(history, context, &command)
    }

    fn return_to_editor(history: Vec<Event>, context: Context, reasons: Vec<String>) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::Return { reasons })
    }

    fn view(history: Vec<Event>, context: Context) -> Result<CaseView, Refusal> {
        let history = convert::history(history);
        let (case, facts, at, actor) = stand(&history, context)?;
        Ok(convert::case_view(&case, &history, &facts, at, &actor))
    }

    fn replay(history: Vec<Event>) -> Result<ReplaySummary, ReplayFailure> {
        let case = workflow::replay(&convert::history(history)).map_err(convert::replay_failure)?;
        Ok(ReplaySummary { events: case.sequence, stage: case.stage().id().to_owned() })
    }

    fn live(history: Vec<Event>) -> Result<Vec<Publication>, ReplayFailure> {
        let case = workflow::replay(&convert::history(history)).map_err(convert::replay_failure)?;
        Ok(case.live.into_iter().map(|(channel, digest)| Publication { channel, digest }).collect())
    }

    fn link(previous: String, event: Event) -> Digest {
        workflow::link(&previous, &event.into())
    }
}

/// Where a history stands, and the facts of the moment.
pub(crate) fn stand(history: &[workflow::Event], context: Context) -> Result<(Case, Facts, u64, String), Refusal> {
    let case = workflow::replay(history).map_err(|failure| convert::unreadable_history(&failure))?;
    let context: workflow::Context = context.into();
    let facts = Facts::read(&context, state::lexicon().digest())?;
    Ok((case, facts, context.now, context.actor.person))
}

/// Decide a command against a history.
fn decide(history: Vec<Event>, context: Context, command: &Command) -> Result<Vec<Event>, Refusal> {
    let (case, facts, at, actor) = stand(&convert::history(history), context)?;
    let event = workflow::decide(&case, &facts, at, &actor, command)?;
    Ok(vec![event.into()])
}

/// What a report leaves in the history: digests and keys, no text.
fn recorded(report: &Report, texts: String) -> Screening {
    let needs_answer = report.findings.iter().filter(|finding| finding.level > lexicon::Level::Advise);
    let key = |finding: &screener::Finding| FindingKey {
        key: finding.key.clone(),
        rule: finding.rule.clone(),
        level: finding.level.id().to_owned(),
        clause: finding.clause.clone(),
    };
    Screening {
        document: report.document.clone(),
        texts,
        report: report.digest.clone(),
        pack: report.pack.clone(),
        engine: report.engine.clone(),
        secrecy_stop: report.secrecy_stop,
        findings: needs_answer.map(key).collect(),
        omitted: report.omitted,
    }
}
