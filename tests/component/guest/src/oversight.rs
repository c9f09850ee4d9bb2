//! Interface `oversight`: the command of an entry, or the kind of the last entry, says what to do.

use crate::bindings::api::oversight::{
    CaseSummary, Entry, EntryFailure, Guest, KeywordMatch, Observation, RegisterInfo, ReportFacts, ReportInfo,
    ShownItem, Task,
};
use crate::bindings::api::types::{Context, Document, Event, Refusal};
use crate::{Component, case, digest, misbehave};

impl Guest for Component {
    fn registers() -> Vec<RegisterInfo> {
        let (id, title, clause) = ("registry".to_owned(), "登记".to_owned(), "20".to_owned());
        vec![RegisterInfo { id, title, clause }]
    }

    fn labels() -> Vec<(String, String)> {
        Vec::new()
    }

    fn enter(
        _: String,
        history: Vec<Entry>,
        context: Context,
        command: String,
        _: Vec<KeywordMatch>,
    ) -> Result<Vec<Entry>, Refusal> {
        misbehave::obey(&command);
        let entry = Entry {
            id: history.last().map_or(0, |entry| entry.id) + 1,
            kind: "registry-appointed".to_owned(),
            version: 1,
            at: context.now,
            actor: context.actor.person,
            clause: "5".to_owned(),
            body: "{}".to_owned(),
        };
        match command.as_str() {
            "wrong-sequence" => Ok(vec![Entry { id: entry.id + 1, ..entry }]),
            "another-person" => Ok(vec![Entry { actor: "somebody-else".to_owned(), ..entry }]),
            "before-the-last" => Ok(vec![Entry { at: 0, ..entry }]),
            "nothing" => Ok(Vec::new()),
            "nameless-refusal" => Err(Refusal { code: String::new(), ..case::refusal() }),
            _ => Ok(vec![entry]),
        }
    }

    fn searched_words(_: String, _: Vec<Entry>, _: String) -> Vec<String> {
        Vec::new()
    }

    fn contains(_: Document, _: Vec<String>) -> bool {
        false
    }

    fn replay(_: String, history: Vec<Entry>) -> Result<(), EntryFailure> {
        match history.last().map(|entry| entry.kind.as_str()) {
            Some("blames-another") => {
                Err(EntryFailure { entry: 99, code: "changed-entry".to_owned(), message: "改动".to_owned() })
            }
            _ => Ok(()),
        }
    }

    fn view(_: String, _: Vec<Entry>) -> Result<String, EntryFailure> {
        Ok("{}".to_owned())
    }

    fn tasks(_: String, _: Vec<Entry>, _: u64) -> Result<Vec<Task>, EntryFailure> {
        Ok(Vec::new())
    }

    fn link(previous: String, entry: Entry) -> String {
        digest(&format!("{previous}{}", entry.body))
    }

    fn missing_posts(_: Vec<Entry>, _: String, _: u64) -> Result<Vec<String>, EntryFailure> {
        Ok(Vec::new())
    }

    fn on_duty(_: Vec<Entry>, _: u64) -> Result<Vec<String>, EntryFailure> {
        Ok(Vec::new())
    }

    fn summarise(history: Vec<Event>, _: String, _: u64) -> Result<CaseSummary, EntryFailure> {
        Ok(CaseSummary {
            section: String::new(),
            editor: String::new(),
            handed_in_at: None,
            published_at: None,
            screened: false,
            returned: 0,
            overdue: 0,
            out_of_hours: false,
            withdrawn_at: None,
            look_backs: Vec::new(),
            drafts: history.into_iter().map(|event| event.kind).collect(),
            live: Vec::new(),
            openness: String::new(),
            reviewer: String::new(),
            channels: Vec::new(),
            may_print: false,
        })
    }

    fn characters(_: Document) -> u64 {
        0
    }

    fn observe(item: ShownItem) -> Observation {
        let title = item.shown.map(|shown| shown.title).unwrap_or_default();
        misbehave::obey(&title);
        Observation {
            code: if title == "nameless" { String::new() } else { "as-cleared".to_owned() },
            incident: false,
            digest: Some(if title == "no-digest" { title.clone() } else { digest(&title) }),
            summary: if title == "endless" { "长".repeat(30_000) } else { String::new() },
            details: String::new(),
        }
    }

    fn reports() -> Vec<ReportInfo> {
        Vec::new()
    }

    fn report(_: String, _: String, _: String, _: String, _: ReportFacts) -> Result<String, Refusal> {
        Err(case::refusal())
    }
}
