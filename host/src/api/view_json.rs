//! The component's answers as JSON, under the names of `wit/` with underscores.

use serde_json::{Value, json};

use super::problem::RefusalJson;
use crate::component::bindings::{ActionView, CaseView, Event, FindingView, Refusal, RenditionView, SheetRow};

/// The state of a case.
#[must_use]
pub fn case_view(view: &CaseView) -> Value {
    json!({
        "stage": view.stage,
        "round": view.round,
        "sequence": view.sequence,
        "digest": view.digest,
        "editor": view.editor,
        "renditions": view.renditions.iter().map(rendition).collect::<Vec<_>>(),
        "findings": view.findings.iter().map(finding).collect::<Vec<_>>(),
        "sheet": view.sheet.iter().map(sheet_row).collect::<Vec<_>>(),
        "actions": view.actions.iter().map(action).collect::<Vec<_>>(),
        "missing": view.missing.iter().map(refusal).collect::<Vec<_>>(),
        "due": view.due.iter().map(|due| json!({ "kind": due.kind, "at": due.at })).collect::<Vec<_>>(),
        "permit": view.permit,
        "live": view.live,
        "card": view.card,
        "important": view.important,
        "attributes": view.attributes,
    })
}

/// An event without its body: what it says is in the sheet, and the body may hold facts about people.
#[must_use]
pub fn event(event: &Event, hash: &str) -> Value {
    json!({
        "id": event.id,
        "kind": event.kind,
        "version": event.version,
        "at": event.at,
        "actor": event.actor,
        "clause": event.clause,
        "digest": event.digest,
        "hash": hash,
    })
}

fn refusal(refusal: &Refusal) -> RefusalJson {
    refusal.into()
}

fn rendition(rendition: &RenditionView) -> Value {
    json!({ "channel": rendition.channel, "digest": rendition.digest, "report": rendition.report })
}

fn finding(finding: &FindingView) -> Value {
    json!({
        "key": finding.key,
        "document": finding.document,
        "rule": finding.rule,
        "level": finding.level,
        "clause": finding.clause,
        "answers": finding.answers,
    })
}

fn sheet_row(row: &SheetRow) -> Value {
    json!({
        "event": row.event,
        "round": row.round,
        "kind": row.kind,
        "level": row.level,
        "person": row.person,
        "name": row.name,
        "at": row.at,
        "digest": row.digest,
        "text": row.text,
        "voided": row.voided,
    })
}

fn action(action: &ActionView) -> Value {
    json!({
        "command": action.command,
        "level": action.level,
        "roles": action.roles,
        "refusal": action.refusal.as_ref().map(refusal),
    })
}
