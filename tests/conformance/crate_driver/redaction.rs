//! Public versions (clause 9), without any boundary.

use super::{CrateDriver, plain};
use crate::case::{Removed, Step, Text};
use document::Document;
use serde_json::{Map, Value, json};
use workflow::{Card, Facts, Passage, Redaction, RedactionRequest, Refusal, Sealed};

impl CrateDriver {
    pub(super) fn redact(
        &mut self,
        step: &Step,
        now: u64,
        text: &Text,
        remove: &[Removed],
        classification: &str,
    ) -> Result<Vec<String>, Refusal> {
        let original = plain(text);
        let passage = |it: &Removed| {
            let (start, end) = it.range(&text.body);
            Passage { part: "body".into(), start, end, basis: it.basis.clone(), note: it.note.clone() }
        };
        let request = RedactionRequest {
            classification: serde_json::from_value(json!(classification)).expect("it is one"),
            passages: remove.iter().map(passage).collect(),
            ..RedactionRequest::default()
        };
        let options = screener::Options { as_of: Some(now), profile: self.profile.clone(), ..Default::default() };
        let report = screener::screen(&original, &self.lexicon, &options).expect("the document is screened");
        let (case, facts) = self.stand(step, now);
        let (editor, section, salt) = (step.person.clone(), facts.section.clone(), "0123456789".repeat(4));
        let sealed = Sealed { editor, section, salt, original, request };
        let redaction = Redaction {
            sealed: &sealed,
            secrecy_stop: report.secrecy_stop,
            holder: self.sealed.as_ref().map_or("", |(sealed, _)| &sealed.editor),
            handed_in: &workflow::basis(&self.history).documents,
            submitted: &self.documents,
        };
        let made = workflow::redact(&case, &facts, now, &step.person, &redaction)?;
        self.sealed = Some((sealed, made));
        Ok(Vec::new())
    }

    pub(super) fn submit_public_version(
        &mut self,
        step: &Step,
        now: u64,
        adds: &str,
        differs: &Map<String, Value>,
    ) -> Result<Vec<String>, Refusal> {
        let (_, made) = self.sealed.as_ref().expect("a public version was made");
        let card = xianshen_tests::public_version_card(&made.version, differs);
        let mut document = made.document.clone();
        document.body.push_str(adds);
        self.hand_in(step, now, vec![document], card, true)
    }

    pub(super) fn check_public_version(
        &self,
        step: &Step,
        now: u64,
        card: &Card,
        documents: &[Document],
    ) -> Result<(), Refusal> {
        let Some((sealed, _)) = &self.sealed else { return Ok(()) };
        let (case, facts) = self.stand(step, now);
        workflow::check_public_version(&case, &facts, now, &step.person, sealed, card, documents)
    }

    pub(super) fn read_original(&self, step: &Step, now: u64) -> Result<Vec<String>, Refusal> {
        let (sealed, _) = self.sealed.as_ref().expect("an original was sealed");
        let (case, facts) = self.stand(step, now);
        let by = (sealed.editor.as_str(), sealed.section.as_str());
        workflow::may_read_original(&case, &facts, now, &step.person, by).map(|()| Vec::new())
    }

    fn stand(&self, step: &Step, now: u64) -> (workflow::Case, Facts) {
        let case = workflow::replay(&self.history).expect("the history replays");
        let facts = Facts::read(&self.context(step, now), self.lexicon.digest(), &case, None);
        (case, facts.expect("the facts are there"))
    }
}
