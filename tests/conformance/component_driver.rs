//! The shipped component under wasmtime, through the host's typed calls.

use crate::case::{Deed, Outcome, Refused, Step, Text};
use std::sync::Arc;
use xianshen_host::component::Reviewer;
use xianshen_host::component::bindings::{
    Actor, BodyFormat, Context, Document, Event, NetworkZone, PublishRequest, Refusal, Signing, Submission, Verdict,
};
use xianshen_tests::{PROFILE, person, reviewer};

/// One case, decided by the component.
pub struct ComponentDriver {
    reviewer: Arc<Reviewer>,
    history: Vec<Event>,
    first_digest: String,
}

impl ComponentDriver {
    pub fn new() -> Self {
        Self { reviewer: reviewer(), history: Vec::new(), first_digest: String::new() }
    }

    fn append(&mut self, decided: Result<Vec<Event>, Refusal>) -> Result<Vec<String>, Refusal> {
        let events = decided?;
        let kinds = events.iter().map(|event| event.kind.clone()).collect();
        self.history.extend(events);
        Ok(kinds)
    }

    fn submit(&mut self, context: &Context, texts: &[Text], screen: bool) -> Result<Vec<String>, Refusal> {
        let documents: Vec<Document> = texts.iter().map(plain).collect();
        let submission = Submission {
            site: "portal-demo".into(),
            item: "item-1".into(),
            documents: documents.clone(),
            attributes: Vec::new(),
        };
        let decided = self.reviewer.submit(&self.history, context, &submission).expect("the engine answers");
        let mut kinds = self.append(decided)?;
        if self.first_digest.is_empty() {
            self.first_digest = self.history[0].digest.clone();
        }
        for document in documents.iter().filter(|_| screen) {
            let decided = self.reviewer.record_screening(&self.history, context, document).expect("the engine answers");
            kinds.extend(self.append(decided)?);
        }
        Ok(kinds)
    }

    fn decide(&self, context: &Context, deed: &Deed) -> Result<Vec<Event>, Refusal> {
        let (engine, history) = (&self.reviewer, &self.history);
        let view = engine.view(history, context).expect("the engine answers")?;
        let answer = match deed {
            Deed::Accept { rule, reason } => {
                let found = view.findings.iter().find(|it| it.rule == *rule && it.accepted_by.is_none());
                let key = found.map(|finding| finding.key.clone()).unwrap_or_default();
                engine.accept_finding(history, context, &key, reason)
            }
            Deed::Sign { level, secrecy_checked, first_version } => {
                let signing = Signing {
                    level: *level,
                    digest: if *first_version { self.first_digest.clone() } else { view.digest },
                    secrecy_checked: *secrecy_checked,
                    opinion: String::new(),
                    attributes: Vec::new(),
                };
                engine.sign(history, context, &signing)
            }
            Deed::Return { reasons } => engine.return_to_editor(history, context, reasons),
            Deed::Issue { channel, action } => {
                let issued = engine.issue(history, context, &request(channel, action)).expect("the engine answers")?;
                assert!(!issued.claim.is_empty(), "a permit makes a claim");
                Ok(Ok(issued.events))
            }
            Deed::Publish { document, action } => {
                engine.publish(history, context, &request(&document.channel, action), &plain(document))
            }
            Deed::Submit { .. } | Deed::SubmitOnly { .. } | Deed::Check { .. } => unreachable!("handled by take"),
        };
        answer.expect("the engine answers")
    }

    fn check(&self, context: &Context, document: &Text, action: &str) -> Outcome {
        let asked = request(&document.channel, action);
        match self.reviewer.check(&self.history, &plain(document), &asked, context).expect("the engine answers") {
            Verdict::Allow(_) => Outcome::Done(Vec::new()),
            Verdict::Refuse(refusals) => Outcome::Refused(refusals.iter().map(refused).collect()),
        }
    }
}

impl crate::Driver for ComponentDriver {
    fn take(&mut self, step: &Step, now: u64) -> Outcome {
        let context = context(step, now);
        let result = match &step.what {
            Deed::Submit { documents } => self.submit(&context, documents, true),
            Deed::SubmitOnly { documents } => self.submit(&context, documents, false),
            Deed::Check { document, action } => return self.check(&context, document, action),
            deed => {
                let decided = self.decide(&context, deed);
                self.append(decided)
            }
        };
        match result {
            Ok(kinds) => Outcome::Done(kinds),
            Err(refusal) => Outcome::Refused(vec![refused(&refusal)]),
        }
    }
}

fn refused(refusal: &Refusal) -> Refused {
    Refused { code: refusal.code.clone(), clause: refusal.clause.clone() }
}

fn plain(text: &Text) -> Document {
    Document {
        channel: text.channel.clone(),
        title: text.title.clone(),
        summary: String::new(),
        body_format: BodyFormat::Text,
        body: text.body.clone(),
        attachments: Vec::new(),
        metadata: Vec::new(),
    }
}

fn request(channel: &str, action: &str) -> PublishRequest {
    PublishRequest {
        site: "portal-demo".into(),
        item: "item-1".into(),
        action: action.to_owned(),
        channel: channel.to_owned(),
    }
}

fn context(step: &Step, now: u64) -> Context {
    let person = person(&step.person);
    Context {
        now,
        actor: Actor {
            person: person.id,
            name: person.name,
            section: person.section,
            roles: person.roles,
            attributes: Vec::new(),
        },
        network: NetworkZone::Office,
        grants: Vec::new(),
        calendar: String::new(),
        profile: PROFILE.to_owned(),
        attributes: Vec::new(),
    }
}
