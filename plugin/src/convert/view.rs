//! The view of a case.

use super::card;
use crate::bindings::api::review::{
    ActionView, AnswerView, CaseView, DueItem, FindingView, Refusal, RenditionView, SheetRow,
};
use workflow::{Case, Event, Facts, FindingState, Round};

/// The view of a case, as one person sees it.
pub(crate) fn case_view(case: &Case, history: &[Event], facts: &Facts, at: u64, actor: &str) -> CaseView {
    let round = case.round.as_ref();
    CaseView {
        stage: case.stage().id().to_owned(),
        round: case.rounds,
        sequence: case.sequence,
        site: case.site.clone(),
        item: case.item.clone(),
        digest: round.map(|round| round.digest.clone()).unwrap_or_default(),
        editor: case.editor.clone(),
        renditions: round.map(renditions).unwrap_or_default(),
        findings: round.map(|round| round.findings.iter().map(finding).collect()).unwrap_or_default(),
        sheet: workflow::sheet(history).into_iter().map(row).collect(),
        actions: workflow::actions(case, facts, at, actor).into_iter().map(action).collect(),
        missing: workflow::missing(case, facts, at).into_iter().map(Refusal::from).collect(),
        due: due(case, facts),
        permit: case.permits.iter().find(|permit| at < permit.expires).map(|permit| permit.event),
        live: case.live_case.clone(),
        card: round.map(|round| card::write(&round.card)),
        important: case.levels() > articles::REVIEW_LEVELS,
        attributes: Vec::new(),
    }
}

fn due(case: &Case, facts: &Facts) -> Vec<DueItem> {
    let digest = case.round.as_ref().map(|round| round.digest.as_str()).unwrap_or_default();
    let answers = case.determinations.about(digest).filter(|inquiry| inquiry.is_open());
    let answers = answers.filter_map(|inquiry| inquiry.received).map(|receipt| receipt.due(facts));
    let item = |kind: &str, at| DueItem { kind: kind.to_owned(), at };
    let permits = case.permits.iter().map(|permit| item("permit-expires", permit.expires));
    permits.chain(answers.map(|due| item("determination-answer", workflow::end_of_day(due.day)))).collect()
}

fn renditions(round: &Round) -> Vec<RenditionView> {
    let view = |rendition: &workflow::Rendition| RenditionView {
        channel: rendition.channel.clone(),
        digest: rendition.digest.clone(),
        report: round.screenings.get(&rendition.digest).map(|screening| screening.report.clone()),
    };
    round.renditions.iter().map(view).collect()
}

fn finding(state: &FindingState) -> FindingView {
    FindingView {
        key: state.finding.key.clone(),
        document: state.document.clone(),
        rule: state.finding.rule.clone(),
        level: state.finding.level.clone(),
        clause: state.finding.clause.clone(),
        answers: state.answers.iter().map(answer).collect(),
    }
}

fn answer(it: &workflow::Disposition) -> AnswerView {
    AnswerView {
        person: it.person.clone(),
        kind: card::id(&it.kind),
        reason: it.reason.clone(),
        basis: it.basis.clone(),
    }
}

fn row(row: workflow::SheetRow) -> SheetRow {
    SheetRow {
        event: row.event,
        round: row.round,
        kind: row.kind,
        level: row.level,
        person: row.person,
        name: row.name,
        at: row.at,
        digest: row.digest,
        text: row.text,
        voided: row.voided,
    }
}

fn action(action: workflow::Action) -> ActionView {
    ActionView {
        command: action.command.to_owned(),
        level: action.level,
        roles: action.roles.into_iter().map(|role| role.id().to_owned()).collect(),
        refusal: action.refusal.map(Refusal::from),
    }
}
