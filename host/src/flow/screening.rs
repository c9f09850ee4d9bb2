//! Second stage: screening in memory, before anything is written (invariant 8).

use super::{Asker, Flow, error::FlowError};
use crate::component::{
    Reviewer,
    bindings::{BodyFormat, Document, OffsetEncoding, Options, Report, ScreeningError},
};

impl Flow {
    /// Screens a document for the person who asks; nothing is stored.
    ///
    /// # Errors
    /// [`FlowError::SecrecyStop`] for a text with a state-secret mark: the report with its fragments is not given out.
    pub async fn screen(&self, asker: &Asker, document: Document, mut options: Options) -> Result<Report, FlowError> {
        if options.profile.is_empty() {
            options.profile.clone_from(&self.agency.profile);
        }
        let result = self.engine(move |reviewer| screen_one(reviewer, &document, &options)).await;
        self.recorded(asker, result).await
    }

    /// How the gate itself screens: the rules in force now, the agency's profile.
    pub(super) fn gate_options(&self, now: u64) -> Options {
        Options {
            as_of: Some(now),
            encoding: OffsetEncoding::Utf8,
            profile: self.agency.profile.clone(),
            suppressions: Vec::new(),
        }
    }

    /// Makes sure that words somebody types beside a document (an opinion, a reason) carry no state-secret mark either:
    /// they are stored in the event.
    ///
    /// # Errors
    /// [`FlowError::SecrecyStop`] or [`FlowError::Engine`].
    pub(super) async fn guard_words(&self, now: u64, words: Vec<String>) -> Result<(), FlowError> {
        let options = self.gate_options(now);
        self.engine(move |reviewer| {
            let body = words.into_iter().filter(|words| !words.trim().is_empty()).collect::<Vec<_>>().join("\n\n");
            if body.is_empty() { Ok(()) } else { screen_one(reviewer, &plain(body), &options).map(drop) }
        })
        .await
    }
}

/// Screens one document and stops at a state-secret mark.
pub(super) fn screen_one(reviewer: &Reviewer, document: &Document, options: &Options) -> Result<Report, FlowError> {
    let report = reviewer.screen(document, options)?.map_err(|error| match error {
        ScreeningError::InvalidProfile(message) => FlowError::Profile(vec![message]),
        ScreeningError::DocumentTooLarge(bytes) => FlowError::Malformed {
            code: "document-too-large",
            message: format!("稿件共 {bytes} 字节，超过 16 MiB 的上限，请拆分后再提交。"),
        },
        ScreeningError::Other(message) => FlowError::Malformed { code: "screening-refused", message },
    })?;
    if !report.secrecy_stop {
        return Ok(report);
    }
    let rule = report.findings.into_iter().find(|finding| finding.category == "secrecy_mark").map(|f| f.rule);
    Err(FlowError::SecrecyStop { rule: rule.unwrap_or_default(), digest: report.document })
}

fn plain(body: String) -> Document {
    Document {
        channel: String::new(),
        title: String::new(),
        summary: String::new(),
        body_format: BodyFormat::Text,
        body,
        attachments: Vec::new(),
        metadata: Vec::new(),
    }
}
