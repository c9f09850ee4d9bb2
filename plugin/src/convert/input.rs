//! What hosts hand in, and the refusals and events they get back.

use crate::bindings::api::permit::PublishRequest;
use crate::bindings::api::review::ReplayFailure;
use crate::bindings::api::screening::{OffsetEncoding, Options, ScreeningError};
use crate::bindings::api::types::{
    Attachment, BodyFormat, Context, Delegation, Document, Event, Grant, NetworkZone, Refusal,
};

impl From<Document> for document::Document {
    fn from(it: Document) -> Self {
        Self {
            channel: it.channel,
            title: it.title,
            summary: it.summary,
            body_format: match it.body_format {
                BodyFormat::Text => document::BodyFormat::Text,
                BodyFormat::Html => document::BodyFormat::Html,
            },
            body: it.body,
            attachments: it.attachments.into_iter().map(Into::into).collect(),
            metadata: it.metadata,
        }
    }
}

impl From<document::Document> for Document {
    fn from(it: document::Document) -> Self {
        let file = |it: document::Attachment| Attachment {
            name: it.name,
            media_type: it.media_type,
            digest: it.digest,
            text: it.text,
        };
        Self {
            channel: it.channel,
            title: it.title,
            summary: it.summary,
            body_format: match it.body_format {
                document::BodyFormat::Text => BodyFormat::Text,
                document::BodyFormat::Html => BodyFormat::Html,
            },
            body: it.body,
            attachments: it.attachments.into_iter().map(file).collect(),
            metadata: it.metadata,
        }
    }
}

impl From<Attachment> for document::Attachment {
    fn from(it: Attachment) -> Self {
        Self { name: it.name, media_type: it.media_type, digest: it.digest, text: it.text }
    }
}

impl From<OffsetEncoding> for document::OffsetEncoding {
    fn from(it: OffsetEncoding) -> Self {
        match it {
            OffsetEncoding::Utf8 => Self::Utf8,
            OffsetEncoding::Utf16 => Self::Utf16,
            OffsetEncoding::CodePoint => Self::CodePoint,
        }
    }
}

impl From<Options> for screener::Options {
    fn from(it: Options) -> Self {
        let suppressions = it.suppressions.into_iter().map(|one| screener::Suppression {
            key: one.key,
            reason: one.reason,
            until: one.until,
        });
        Self {
            as_of: it.as_of,
            encoding: it.encoding.into(),
            profile: it.profile,
            suppressions: suppressions.collect(),
        }
    }
}

impl From<Context> for workflow::Context {
    fn from(it: Context) -> Self {
        Self {
            now: it.now,
            actor: workflow::Actor {
                person: it.actor.person,
                name: it.actor.name,
                section: it.actor.section,
                roles: it.actor.roles,
            },
            network: match it.network {
                NetworkZone::Office => workflow::NetworkZone::Office,
                NetworkZone::Outside => workflow::NetworkZone::Outside,
                NetworkZone::Public => workflow::NetworkZone::Public,
            },
            grants: it.grants.into_iter().map(Into::into).collect(),
            delegations: it.delegations.into_iter().map(Into::into).collect(),
            registry: workflow::Registry { section_complete: it.registry.section_complete },
            calendar: it.calendar,
            profile: it.profile,
        }
    }
}

impl From<Grant> for workflow::Grant {
    fn from(it: Grant) -> Self {
        Self { persons: it.persons, starts: it.starts, ends: it.ends, granted_by: it.granted_by, reason: it.reason }
    }
}

impl From<Delegation> for workflow::Delegation {
    fn from(it: Delegation) -> Self {
        Self {
            person: it.person,
            acts_for: it.acts_for,
            role: it.role,
            section: it.section,
            starts: it.starts,
            ends: it.ends,
            granted_by: it.granted_by,
            granted_role: it.granted_role,
            reason: it.reason,
            number: it.number,
        }
    }
}

impl From<PublishRequest> for workflow::PublishRequest {
    fn from(it: PublishRequest) -> Self {
        Self { site: it.site, item: it.item, action: it.action, channel: it.channel }
    }
}

impl From<Event> for workflow::Event {
    fn from(it: Event) -> Self {
        Self {
            id: it.id,
            kind: it.kind,
            version: it.version,
            at: it.at,
            actor: it.actor,
            clause: it.clause,
            digest: it.digest,
            body: it.body,
        }
    }
}

impl From<workflow::Event> for Event {
    fn from(it: workflow::Event) -> Self {
        Self {
            id: it.id,
            kind: it.kind,
            version: it.version,
            at: it.at,
            actor: it.actor,
            clause: it.clause,
            digest: it.digest,
            body: it.body,
        }
    }
}

impl From<workflow::Refusal> for Refusal {
    fn from(it: workflow::Refusal) -> Self {
        Self {
            code: it.code.to_owned(),
            clause: it.clause.to_owned(),
            message: it.message,
            remedy: it.remedy,
            attributes: it.attributes,
        }
    }
}

impl From<screener::ScreeningError> for ScreeningError {
    fn from(it: screener::ScreeningError) -> Self {
        match it {
            screener::ScreeningError::InvalidProfile(message) => Self::InvalidProfile(message),
            screener::ScreeningError::DocumentTooLarge(bytes) => Self::DocumentTooLarge(bytes),
        }
    }
}

/// A history as the workflow reads it.
pub(crate) fn history(history: Vec<Event>) -> Vec<workflow::Event> {
    history.into_iter().map(Into::into).collect()
}

/// A screening that did not start, as a refusal of the command that asked for it.
pub(crate) fn screening_refusal(error: screener::ScreeningError) -> Refusal {
    let (code, message, remedy) = match error {
        screener::ScreeningError::InvalidProfile(message) => {
            ("invalid-profile", format!("单位配置不可用：{message}。"), "请由管理员改正单位配置。")
        }
        screener::ScreeningError::DocumentTooLarge(bytes) => {
            ("document-too-large", format!("内容有 {bytes} 字节，超过 16 MiB 的上限，不能完整筛查。"), "请拆分内容。")
        }
    };
    Refusal {
        code: code.to_owned(),
        clause: "8".to_owned(),
        message,
        remedy: remedy.to_owned(),
        attributes: Vec::new(),
    }
}

/// The first step that does not replay.
pub(crate) fn replay_failure(failure: workflow::ReplayFailure) -> ReplayFailure {
    ReplayFailure { event: failure.event, code: failure.code, message: failure.message }
}

/// A history that does not replay, as a refusal of everything that rests on it.
pub(crate) fn unreadable_history(failure: &workflow::ReplayFailure) -> Refusal {
    Refusal {
        code: "history-invalid".to_owned(),
        clause: "4".to_owned(),
        message: format!("审查记录不可信：{}", failure.message),
        remedy: "请由管理员用 xianshen verify-log 查明原因。".to_owned(),
        attributes: vec![("event".to_owned(), failure.event.to_string()), ("reason".to_owned(), failure.code.clone())],
    }
}
