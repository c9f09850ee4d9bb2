//! The shipped component under wasmtime, through the host's typed calls.

mod redaction;

use crate::accounts::Door;
use crate::case::{Deed, Network, Outcome, Refused, Step, Text, due, timed};
use crate::judges;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use xianshen_host::accounts::demo;
use xianshen_host::component::bindings::{
    Actor, BodyFormat, Confirmation, Context, Document, Entry, Event, FindingAnswer, FindingView, InquiryView, Issue,
    KeywordMatch, Look, MatchStage, NetworkZone, Proofreading, PublishRequest, Redacted, Refusal, Registry,
    ReturnReason, SealedOriginal, Submission, Verdict,
};
use xianshen_host::component::{Decision, EngineFailure, Reviewer};
use xianshen_host::testing::START;
use xianshen_tests::{CALENDAR, reviewer};

/// One case, decided by the component.
pub struct ComponentDriver {
    reviewer: Arc<Reviewer>,
    history: Vec<Event>,
    first_digest: String,
    /// What was handed in last.
    documents: Vec<Document>,
    registers: BTreeMap<String, Vec<Entry>>,
    /// The original that was sealed last, with its public version.
    sealed: Option<(SealedOriginal, Redacted)>,
    profile: String,
    door: Door,
}

impl ComponentDriver {
    pub fn new(profile: &str) -> Self {
        let mut driver = Self {
            reviewer: reviewer(),
            history: Vec::new(),
            first_digest: String::new(),
            documents: Vec::new(),
            registers: BTreeMap::new(),
            sealed: None,
            profile: profile.to_owned(),
            door: Door::default(),
        };
        for entry in demo::registry() {
            let filed = driver.enter(demo::KEEPER, START, "registry", &entry);
            filed.expect("leaders and officers are filed");
        }
        driver
    }

    /// Enter something; a reminder comes with what shows its words.
    fn enter(
        &mut self,
        person: &str,
        now: u64,
        register: &str,
        entry: &Map<String, Value>,
    ) -> Result<Vec<String>, Refusal> {
        let context = self.context_of(person, now);
        let (engine, command) = (&self.reviewer, timed(entry, now).to_string());
        let history = self.registers.entry(register.to_owned()).or_default();
        let words = engine.searched_words(register, history, &command).expect("the engine answers");
        let shows = |document: &Document| engine.contains(document, &words).expect("the engine answers");
        let found = if !words.is_empty() && self.documents.iter().any(shows) {
            let case = engine
                .summarise(&self.history, &context.calendar, now)
                .expect("the engine answers")
                .expect("the history replays");
            let stage = if case.live.is_empty() { MatchStage::Draft } else { MatchStage::Published };
            vec![KeywordMatch { item: "item-1".into(), stage, section: case.section, person: case.editor }]
        } else {
            Vec::new()
        };
        let new = engine.enter(register, history, &context, &command, &found).expect("the engine answers")?;
        history.extend(new.iter().cloned());
        engine.replay_register(register, history).expect("the engine answers").expect("what was entered replays");
        Ok(new.into_iter().map(|entry| entry.kind).collect())
    }

    /// The context of a step.
    fn context(&self, step: &Step, now: u64) -> Context {
        let network = match step.network {
            Network::Office => NetworkZone::Office,
            Network::Outside => NetworkZone::Outside,
            Network::Public => NetworkZone::Public,
        };
        Context { network, ..self.context_of(&step.person, now) }
    }

    /// The context of somebody at a desk in the office.
    fn context_of(&self, person: &str, now: u64) -> Context {
        let person = xianshen_tests::person(person);
        let entries = |register: &str| self.registers.get(register).map_or(&[][..], Vec::as_slice);
        let missing = self.reviewer.missing_posts(entries("registry"), &person.section, now);
        let on_duty = self.reviewer.on_duty(entries("duty"), now).expect("the engine answers");
        let mut roles = person.roles;
        let on_duty = on_duty.expect("the roster replays");
        roles.extend(on_duty.contains(&person.id).then(|| "duty_officer".to_owned()));
        let missing = missing.expect("the engine answers").expect("the registry replays");
        Context {
            now,
            actor: Actor {
                person: person.id,
                name: person.name,
                section: person.section,
                roles,
                attributes: Vec::new(),
            },
            network: NetworkZone::Office,
            grants: Vec::new(),
            delegations: Vec::new(),
            registry: Registry { section_complete: Some(missing.is_empty()) },
            calendar: CALENDAR.to_owned(),
            profile: self.profile.clone(),
            attributes: Vec::new(),
        }
    }

    fn append(&mut self, decided: Result<Vec<Event>, Refusal>) -> Result<Vec<String>, Refusal> {
        let events = decided?;
        let kinds = events.iter().map(|event| event.kind.clone()).collect();
        self.history.extend(events);
        Ok(kinds)
    }

    fn submit(
        &mut self,
        context: &Context,
        texts: &[Text],
        card: Option<&Map<String, Value>>,
    ) -> Result<Vec<String>, Refusal> {
        let (screen, ordinary) = (card.is_some(), Map::new());
        let card = xianshen_tests::card(card.unwrap_or(&ordinary));
        self.hand_in(context, texts.iter().map(plain).collect(), card, screen)
    }

    fn hand_in(
        &mut self,
        context: &Context,
        documents: Vec<Document>,
        card: Value,
        screen: bool,
    ) -> Result<Vec<String>, Refusal> {
        let card = serde_json::from_value(card).expect("the card is one");
        self.check_submission(context, &card, &documents)?;
        let submission = Submission {
            site: "portal-demo".into(),
            item: "item-1".into(),
            card,
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
        self.documents = documents;
        Ok(kinds)
    }

    fn decide(&self, context: &Context, deed: &Deed) -> Result<Vec<Event>, Refusal> {
        let (engine, history) = (&self.reviewer, &self.history);
        let view = engine.view(history, context).expect("the engine answers")?;
        let answer = match deed {
            Deed::Dispose { rule, kind, reason, basis } => {
                let person = &context.actor.person;
                let open = |it: &&FindingView| it.rule == *rule && !it.answers.iter().any(|it| it.person == *person);
                let key = view.findings.iter().find(open).map(|finding| finding.key.clone()).unwrap_or_default();
                let answer = FindingAnswer { key, kind: kind.clone(), reason: reason.clone(), basis: basis.clone() };
                engine.dispose_finding(history, context, &answer)
            }
            Deed::Proofread { errors } => engine.proofread(history, context, &view.digest, &proofreading(errors)),
            Deed::StateCompliance { statement } => engine.state_compliance(history, context, &view.digest, statement),
            Deed::MarkImportant { criterion, reason } => engine.mark_important(history, context, criterion, reason),
            Deed::UnmarkImportant { reason } => engine.unmark_important(history, context, reason),
            Deed::Revoke { reason } => engine.revoke(history, context, reason),
            Deed::Determination { step, with } => self.determine(context, (step, &view.digest), with),
            Deed::Filing { step, with } => self.file(context, (step, &view.digest), with),
            Deed::Sign { level, signing, first_version } => {
                let digest = if *first_version { &self.first_digest } else { &view.digest };
                let reports: Vec<String> = view.renditions.iter().filter_map(|it| it.report.clone()).collect();
                let mut signing = xianshen_tests::signing(*level, digest, &reports, signing);
                signing["attributes"] = Value::Array(Vec::new());
                engine.sign(history, context, &serde_json::from_value(signing).expect("the signature is one"))
            }
            Deed::Return { reasons } => {
                let other = |text: &String| ReturnReason { code: "other".to_owned(), text: text.clone() };
                engine.return_to_editor(history, context, &reasons.iter().map(other).collect::<Vec<_>>())
            }
            Deed::Issue { channel, action, in_minutes } => {
                let not_before = in_minutes.map(|minutes| context.now + minutes * 60_000);
                let wanted = request(channel, action);
                let issued = engine.issue(history, context, &wanted, not_before).expect("the engine answers")?;
                assert!(!issued.claim.is_empty(), "a permit makes a claim");
                Ok(Ok(issued.events))
            }
            Deed::Publish { document, action } => {
                engine.publish(history, context, &request(&document.channel, action), &plain(document))
            }
            Deed::LookBack { .. }
            | Deed::Withdraw { .. }
            | Deed::ConfirmTakedown { .. }
            | Deed::CheckChannel { .. }
            | Deed::CloseWithdrawal { .. } => self.after_release(context, deed, view.live),
            Deed::Submit { .. }
            | Deed::SubmitOnly { .. }
            | Deed::Redact { .. }
            | Deed::SubmitPublicVersion { .. }
            | Deed::ReadOriginal
            | Deed::Register { .. }
            | Deed::SetPassword { .. }
            | Deed::SignIn { .. }
            | Deed::Check { .. }
            | Deed::ShowPermit
            | Deed::Tasks
            | Deed::File => unreachable!("handled by take"),
        };
        answer.expect("the engine answers")
    }

    fn show_permit(&self, now: u64) -> Outcome {
        let issued = self.history.iter().rfind(|event| event.kind == "permit-issued").expect("one was issued");
        let standing = self.reviewer.standing(&self.history, issued.id, now).expect("the engine answers");
        match standing.expect("it is a permit").refusal {
            Some(refusal) => Outcome::Refused(vec![refused(&refusal)]),
            None => Outcome::Done(Vec::new()),
        }
    }

    fn determine(
        &self,
        context: &Context,
        (step, digest): (&str, &str),
        with: &Map<String, Value>,
    ) -> Result<Result<Vec<Event>, Refusal>, EngineFailure> {
        let (engine, history) = (&self.reviewer, &self.history);
        let view = engine.determination(history, context)?.expect("the history is read");
        let request = view.inquiries.last().map(|inquiry| inquiry.request).unwrap_or_default();
        let record = xianshen_tests::determination(step, digest, request, context.now, with);
        let text = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
        let request = record["request"].as_u64().unwrap_or_default();
        match step {
            "request-determination" => engine.request_determination(history, context, &read(&record)),
            "record-sending" => engine.record_sending(history, context, &read(&record)),
            "record-receipt" => engine.record_receipt(history, context, &read(&record)),
            "record-reminder" => engine.record_reminder(history, context, &read(&record)),
            "record-answer" => engine.record_answer(history, context, &read(&record)),
            "decide-openness" => {
                let publish = record["publish"] == Value::Bool(true);
                engine.decide_openness(history, context, &text("digest"), publish, &text("reason"))
            }
            "withdraw-request" => engine.withdraw_request(history, context, request, &text("reason")),
            other => panic!("clause 10 has no step {other}"),
        }
    }

    /// Steps after a release.
    fn after_release(&self, context: &Context, deed: &Deed, live: Option<String>) -> Result<Decision, EngineFailure> {
        let (engine, history) = (&self.reviewer, &self.history);
        match deed {
            Deed::LookBack { issues, settlement } => {
                let issue = |(kind, text): &(String, String)| Issue { kind: kind.clone(), text: text.clone() };
                let look = Look {
                    digest: live.unwrap_or_default(),
                    issues: issues.iter().map(issue).collect(),
                    none_found: issues.is_empty(),
                    settlement: settlement.clone(),
                };
                engine.look_back(history, context, &look)
            }
            Deed::Withdraw { reason } => engine.withdraw(history, context, reason),
            Deed::ConfirmTakedown { name } => {
                let confirmation = Confirmation { name: name.clone(), at: context.now, note: String::new() };
                engine.confirm_takedown(history, context, &confirmation)
            }
            Deed::CheckChannel { channel } => engine.check_channel(history, context, channel, ""),
            Deed::CloseWithdrawal { note } => engine.close_withdrawal(history, context, note),
            _ => unreachable!("a step before the release"),
        }
    }

    fn tasks(&self, context: &Context) -> Outcome {
        let view = self.reviewer.follow_up(&self.history, context).expect("the engine answers").expect("readable");
        Outcome::Done(view.tasks.iter().map(|it| due(&it.kind, it.due, it.provisional, it.overdue)).collect())
    }

    fn file(
        &self,
        context: &Context,
        (step, digest): (&str, &String),
        with: &Map<String, Value>,
    ) -> Result<Result<Vec<Event>, Refusal>, EngineFailure> {
        let (engine, history) = (&self.reviewer, &self.history);
        let record = xianshen_tests::filing(step, digest, with);
        let text = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
        let digest = text("digest");
        match step {
            "propose-filing" => engine.propose_filing(history, context, &digest, &text("opinion"), &text("basis")),
            "approve-filing" => engine.approve_filing(history, context, &digest, &text("opinion")),
            "hand-in-form" => engine.hand_in_form(history, context, &digest, &text("number")),
            "receive-filing" => engine.receive_filing(history, context, &digest),
            "hand-on-filing" => engine.hand_on_filing(history, context, &digest, &text("recipient")),
            other => panic!("filing has no step {other}"),
        }
    }

    fn check(&self, context: &Context, document: &Text, action: &str) -> Outcome {
        let asked = request(&document.channel, action);
        match self.reviewer.check(&self.history, &plain(document), &asked, context).expect("the engine answers") {
            Verdict::Allow(_) => Outcome::Done(Vec::new()),
            Verdict::Refuse(refusals) => Outcome::Refused(refusals.iter().map(refused).collect()),
        }
    }
}

/// A record of the contract.
fn read<T: serde::de::DeserializeOwned>(record: &Value) -> T {
    serde_json::from_value(record.clone()).expect("the record is one")
}

impl crate::Driver for ComponentDriver {
    fn due(&mut self, step: &Step, now: u64) -> Vec<String> {
        let view = self.reviewer.determination(&self.history, &self.context(step, now)).expect("the engine answers");
        let inquiries = view.expect("the history is read").inquiries;
        let due = |it: &InquiryView| Some(crate::due_text(it.due.as_ref()?, it.provisional, it.overdue));
        inquiries.iter().filter_map(due).collect()
    }

    fn take(&mut self, step: &Step, now: u64) -> Outcome {
        let context = self.context(step, now);
        let result = match &step.what {
            Deed::Submit { documents, card } => self.submit(&context, documents, Some(card)),
            Deed::SubmitOnly { documents } => self.submit(&context, documents, None),
            Deed::Redact { document, remove, classification } => {
                self.redact(&context, document, remove, classification)
            }
            Deed::SubmitPublicVersion { adds, card } => self.submit_public_version(&context, adds, card),
            Deed::ReadOriginal => self.read_original(&context),
            Deed::Check { document, action } => return self.check(&context, document, action),
            Deed::ShowPermit => return self.show_permit(now),
            Deed::Tasks => return self.tasks(&context),
            Deed::SetPassword { .. } | Deed::SignIn { .. } => {
                return self.door.take(&judges::Component(&self.reviewer), step, now);
            }
            Deed::Register { register, entry } => self.enter(&step.person, now, register, entry),
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

fn proofreading(errors: &[String]) -> Proofreading {
    Proofreading { method: "read_through".to_owned(), errors: errors.to_vec(), none_found: errors.is_empty() }
}
