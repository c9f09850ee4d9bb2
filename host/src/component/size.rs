//! How many bytes an argument has: the measure for fuel, deadline and the document limit.

use super::bindings::{Context, Document, Entry, Event, Options, Submission};

/// All text of a document.
pub(crate) fn document(document: &Document) -> usize {
    let attachments: usize = document
        .attachments
        .iter()
        .map(|file| {
            file.name.len() + file.media_type.len() + file.digest.len() + file.text.as_ref().map_or(0, String::len)
        })
        .sum();
    document.channel.len()
        + document.title.len()
        + document.summary.len()
        + document.body.len()
        + attachments
        + pairs(&document.metadata)
}

/// Profile and suppressions.
pub(crate) fn options(options: &Options) -> usize {
    let suppressions: usize = options.suppressions.iter().map(|entry| entry.key.len() + entry.reason.len()).sum();
    options.profile.len() + suppressions
}

/// One event with its body.
pub(crate) fn event(event: &Event) -> usize {
    event.kind.len() + event.actor.len() + event.clause.len() + event.digest.len() + event.body.len()
}

/// A whole history.
pub(crate) fn history(history: &[Event]) -> usize {
    history.iter().map(event).sum()
}

/// One entry of a register with its body.
pub(crate) fn entry(entry: &Entry) -> usize {
    entry.kind.len() + entry.actor.len() + entry.clause.len() + entry.body.len()
}

/// A whole register.
pub(crate) fn entries(entries: &[Entry]) -> usize {
    entries.iter().map(entry).sum()
}

/// A history and what the decision depends on besides it.
pub(crate) fn case(events: &[Event], context: &Context) -> usize {
    history(events)
        + context.profile.len()
        + context.calendar.len()
        + json(&context.grants)
        + json(&context.delegations)
        + pairs(&context.attributes)
}

/// All renditions handed in.
pub(crate) fn submission(submission: &Submission) -> usize {
    submission.documents.iter().map(document).sum::<usize>() + json(&submission.card) + pairs(&submission.attributes)
}

/// Names and values.
pub(crate) fn pairs(pairs: &[(String, String)]) -> usize {
    pairs.iter().map(|(name, value)| name.len() + value.len()).sum()
}

/// Anything else: its length as JSON, which is never less than the bytes handed over.
pub(crate) fn json<T: serde::Serialize + ?Sized>(value: &T) -> usize {
    // Counting cannot fail; a value that could not be written would count as nothing and get the least budget.
    serde_json::to_string(value).map_or(0, |text| text.len())
}
