//! Interface `review`.

use crate::bindings::api::review::{
    Card, CaseView, Context, Digest, Document, Event, Evidence, FindingAnswer, Guest, Proofreading, Publication,
    Refusal, ReplayFailure, ReplaySummary, ReturnReason, Signing, Submission,
};
use crate::convert::card;
use crate::{Component, convert, state};
use screener::Report;
use workflow::{Case, Command, Facts, FindingKey, Rendition, Screening};

impl Guest for Component {
    fn submit(history: Vec<Event>, context: Context, submission: Submission) -> Result<Vec<Event>, Refusal> {
        let renditions = submission.documents.into_iter().map(|document| rendition(&document.into())).collect();
        let (site, item, card) = (submission.site, submission.item, card::read(submission.card)?);
        decide(history, context, &Command::Submit(workflow::Submission { site, item, card, renditions }))
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

    fn card_digest(card: Card) -> Result<Digest, Refusal> {
        card::read(card).map(|card| card.digest())
    }

    fn record_evidence(history: Vec<Event>, context: Context, evidence: Evidence) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::RecordEvidence(evidence.into()))
    }

    fn dispose_finding(history: Vec<Event>, context: Context, answer: FindingAnswer) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::DisposeFinding(convert::answer(answer)?))
    }

    fn mark_important(
        history: Vec<Event>,
        context: Context,
        criterion: String,
        reason: String,
    ) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::MarkImportant { criterion, reason })
    }

    fn unmark_important(history: Vec<Event>, context: Context, reason: String) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::UnmarkImportant { reason })
    }

    fn proofread(
        history: Vec<Event>,
        context: Context,
        digest: Digest,
        record: Proofreading,
    ) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::Proofread { digest, record: record.into() })
    }

    fn state_compliance(
        history: Vec<Event>,
        context: Context,
        digest: Digest,
        statement: String,
    ) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::StateCompliance { digest, statement })
    }

    fn sign(history: Vec<Event>, context: Context, signing: Signing) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::Sign(signing.into()))
    }

    fn return_to_editor(
        history: Vec<Event>,
        context: Context,
        reasons: Vec<ReturnReason>,
    ) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::Return { reasons: reasons.into_iter().map(Into::into).collect() })
    }

    fn view(history: Vec<Event>, context: Context) -> Result<CaseView, Refusal> {
        let history = convert::history(history);
        let (case, facts, at, actor) = stand(&history, context, None)?;
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
pub(crate) fn stand(
    history: &[workflow::Event],
    context: Context,
    command: Option<&Command>,
) -> Result<(Case, Facts, u64, String), Refusal> {
    let case = workflow::replay(history).map_err(|failure| convert::unreadable_history(&failure))?;
    let context: workflow::Context = context.into();
    let facts = Facts::read(&context, state::lexicon().digest(), &case, command)?;
    Ok((case, facts, context.now, context.actor.person))
}

/// Decide a command against a history.
pub(crate) fn decide(history: Vec<Event>, context: Context, command: &Command) -> Result<Vec<Event>, Refusal> {
    let (case, facts, at, actor) = stand(&convert::history(history), context, Some(command))?;
    let event = workflow::decide(&case, &facts, at, &actor, command)?;
    Ok(vec![event.into()])
}

/// What a document leaves in the history: digests and names, no text.
fn rendition(document: &document::Document) -> Rendition {
    let unreadable = document.attachments.iter().filter(|file| file.text.is_none()).map(|file| file.name.clone());
    Rendition {
        channel: document.channel.clone(),
        digest: document::digest(document),
        texts: document::texts_digest(document),
        unreadable: unreadable.collect(),
    }
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
