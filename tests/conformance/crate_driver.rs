//! The crates themselves, without any boundary.

mod after_release;
mod redaction;

use crate::accounts::Door;
use crate::case::{Deed, Network, Outcome, Refused, Step, Text, due, timed};
use crate::judges;
use after_release::after_release;
use document::Document;
use lexicon::Lexicon;
use oversight::{Match, MatchStage};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use workflow::{
    Actor, Answer, Case, Command, Context, Event, Facts, FindingKey, NetworkZone, Proofreading, PublishRequest,
    Refusal, Registry, Rendition, ReturnReason, Screening, Submission, Verdict,
};
use xianshen_host::accounts::demo;
use xianshen_host::testing::START;
use xianshen_tests::{CALENDAR, base_pack};

/// One case, decided by `workflow` and `screener`.
pub struct CrateDriver {
    lexicon: Lexicon,
    history: Vec<Event>,
    first_digest: String,
    /// What was handed in last.
    documents: Vec<Document>,
    registers: BTreeMap<String, Vec<oversight::Entry>>,
    /// The original that was sealed last, with its public version.
    sealed: Option<(workflow::Sealed, workflow::Redacted)>,
    profile: String,
    door: Door,
}

impl CrateDriver {
    pub fn new(profile: &str) -> Self {
        static PACK: LazyLock<Vec<u8>> = LazyLock::new(base_pack);
        let lexicon = Lexicon::load(&PACK).expect("the base pack loads");
        let mut driver = Self {
            lexicon,
            history: Vec::new(),
            first_digest: String::new(),
            documents: Vec::new(),
            registers: BTreeMap::new(),
            sealed: None,
            profile: profile.to_owned(),
            door: Door::default(),
        };
        for entry in demo::registry() {
            driver.enter(demo::KEEPER, START, "registry", &entry).expect("leaders and officers are filed");
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
        let history = self.registers.entry(register.to_owned()).or_default();
        let mut command = timed(entry, now).to_string();
        if register == "reminder" {
            let words = oversight::searched_words(history, &command);
            let holds = self.documents.iter().any(|document| document::contains_any(document, &words));
            let tally =
                workflow::tally(&self.history, &calendar::Calendar::default(), now).expect("the history replays");
            let stage = if tally.live.is_empty() { MatchStage::Draft } else { MatchStage::Published };
            let found = Match { item: "item-1".into(), stage, section: tally.section, person: tally.editor };
            command = oversight::with_matches(history, &command, Vec::from_iter(holds.then_some(found)));
        }
        let asked = oversight::Context {
            now,
            person: context.actor.person,
            name: context.actor.name,
            section: context.actor.section,
            roles: context.actor.roles,
            zone: "office".to_owned(),
        };
        let new = oversight::record(register, history, &asked, &command)?;
        history.extend(new.iter().cloned());
        oversight::replay(register, history).expect("what was entered replays");
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
        let complete = oversight::section_is_complete(entries("registry"), &person.section, now);
        let on_duty = oversight::on_duty(entries("duty"), now).expect("the roster replays");
        let mut roles = person.roles;
        roles.extend(on_duty.iter().any(|shift| shift.person == person.id).then(|| "duty_officer".to_owned()));
        let actor = Actor { person: person.id, name: person.name, section: person.section, roles };
        let registry = Registry { section_complete: Some(complete.expect("the registry replays")) };
        Context {
            now,
            actor,
            registry,
            profile: self.profile.clone(),
            calendar: CALENDAR.to_owned(),
            ..Default::default()
        }
    }

    fn decide(&mut self, step: &Step, now: u64, command: &Command) -> Result<String, Refusal> {
        let case = workflow::replay(&self.history).expect("the history replays");
        let facts = Facts::read(&self.context(step, now), self.lexicon.digest(), &case, Some(command))?;
        let event = workflow::decide(&case, &facts, now, &step.person, command)?;
        let kind = event.kind.clone();
        self.history.push(event);
        Ok(kind)
    }

    fn submit(
        &mut self,
        step: &Step,
        now: u64,
        documents: &[Text],
        card: Option<&Map<String, Value>>,
    ) -> Result<Vec<String>, Refusal> {
        let (screen, ordinary) = (card.is_some(), Map::new());
        let card = xianshen_tests::card(card.unwrap_or(&ordinary));
        self.hand_in(step, now, documents.iter().map(plain).collect(), card, screen)
    }

    fn hand_in(
        &mut self,
        step: &Step,
        now: u64,
        documents: Vec<Document>,
        card: Value,
        screen: bool,
    ) -> Result<Vec<String>, Refusal> {
        let card = serde_json::from_value(card).expect("the card is one");
        self.check_public_version(step, now, &card, &documents)?;
        let renditions = documents
            .iter()
            .map(|it| Rendition {
                channel: it.channel.clone(),
                digest: document::digest(it),
                texts: document::texts_digest(it),
                unreadable: Vec::new(),
            })
            .collect();
        let submission = Submission { site: "portal-demo".into(), item: "item-1".into(), card, renditions };
        let digest = submission.case_digest();
        let mut kinds = vec![self.decide(step, now, &Command::Submit(submission))?];
        if self.first_digest.is_empty() {
            self.first_digest = digest;
        }
        for document in documents.iter().filter(|_| screen) {
            let screening = self.screen(document, now);
            kinds.push(self.decide(step, now, &Command::RecordScreening(screening))?);
        }
        self.documents = documents;
        Ok(kinds)
    }

    fn screen(&self, document: &Document, now: u64) -> Screening {
        let options = screener::Options { as_of: Some(now), profile: self.profile.clone(), ..Default::default() };
        let report = screener::screen(document, &self.lexicon, &options).expect("the document is screened");
        let key = |finding: &screener::Finding| FindingKey {
            key: finding.key.clone(),
            rule: finding.rule.clone(),
            level: finding.level.id().to_owned(),
            clause: finding.clause.clone(),
        };
        let findings =
            report.findings.iter().filter(|finding| finding.level > lexicon::Level::Advise).map(key).collect();
        Screening {
            document: report.document,
            texts: document::texts_digest(document),
            report: report.digest,
            pack: report.pack,
            engine: report.engine,
            secrecy_stop: report.secrecy_stop,
            findings,
            omitted: report.omitted,
        }
    }

    fn command(&self, deed: &Deed, person: &str, now: u64) -> Command {
        let case = workflow::replay(&self.history).expect("the history replays");
        let digest = case.round.as_ref().map(|round| round.digest.clone()).unwrap_or_default();
        match deed {
            Deed::Dispose { rule, kind, reason, basis } => {
                let kind = serde_json::from_value(json!(kind)).expect("the kind is one");
                let key = open_finding(&case, rule, person);
                Command::DisposeFinding(Answer { key, kind, reason: reason.clone(), basis: basis.clone() })
            }
            Deed::Proofread { errors } => {
                let (method, none_found) = ("read_through".to_owned(), errors.is_empty());
                Command::Proofread { digest, record: Proofreading { method, errors: errors.clone(), none_found } }
            }
            Deed::StateCompliance { statement } => Command::StateCompliance { digest, statement: statement.clone() },
            Deed::MarkImportant { criterion, reason } => {
                Command::MarkImportant { criterion: criterion.clone(), reason: reason.clone() }
            }
            Deed::UnmarkImportant { reason } => Command::UnmarkImportant { reason: reason.clone() },
            Deed::Revoke { reason } => Command::Revoke { reason: reason.clone() },
            Deed::Determination { step, with } => {
                let request = case.determinations.inquiries.last().map(|inquiry| inquiry.event).unwrap_or_default();
                determination(step, &xianshen_tests::determination(step, &digest, request, now, with))
            }
            Deed::Filing { step, with } => filing(step, &xianshen_tests::filing(step, &digest, with)),
            Deed::Sign { level, signing, first_version } => {
                let digest = if *first_version { &self.first_digest } else { &digest };
                sign(&case, *level, digest, signing)
            }
            Deed::Return { reasons } => {
                let other = |text: &String| ReturnReason { code: "other".to_owned(), text: text.clone() };
                Command::Return { reasons: reasons.iter().map(other).collect() }
            }
            Deed::Issue { channel, action, in_minutes } => Command::Issue {
                request: request(channel, action),
                not_before: in_minutes.map(|minutes| now + minutes * 60_000),
            },
            Deed::Publish { document, action } => Command::Publish {
                request: request(&document.channel, action),
                document: document::digest(&plain(document)),
            },
            Deed::LookBack { .. }
            | Deed::Withdraw { .. }
            | Deed::ConfirmTakedown { .. }
            | Deed::CheckChannel { .. }
            | Deed::CloseWithdrawal { .. } => Command::LookBack(after_release(&case, deed, now)),
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
        }
    }

    fn show_permit(&self, now: u64) -> Outcome {
        let issued = self.history.iter().rfind(|event| event.kind == "permit-issued").expect("one was issued");
        let standing = workflow::standing(&self.history, issued.id, self.lexicon.digest(), now).expect("it replays");
        match standing.expect("it is a permit").refusal {
            Some(refusal) => Outcome::Refused(vec![refused(&refusal)]),
            None => Outcome::Done(Vec::new()),
        }
    }

    fn tasks(&self, step: &Step, now: u64) -> Outcome {
        let case = workflow::replay(&self.history).expect("the history replays");
        let facts =
            Facts::read(&self.context(step, now), self.lexicon.digest(), &case, None).expect("the facts are there");
        let calendar = calendar::Calendar::read(CALENDAR).expect("the calendar is one");
        let tasks = workflow::tasks(&case, &facts, &calendar, now, &step.person);
        Outcome::Done(tasks.iter().map(|it| due(it.kind, it.due, it.provisional, it.overdue)).collect())
    }

    fn check(&self, step: &Step, now: u64, document: &Text, action: &str) -> Outcome {
        let case = workflow::replay(&self.history).expect("the history replays");
        let facts =
            Facts::read(&self.context(step, now), self.lexicon.digest(), &case, None).expect("the facts are there");
        let digest = document::digest(&plain(document));
        let asked = request(&document.channel, action);
        match workflow::check(&case, &facts, now, &step.person, &asked, &digest) {
            Verdict::Allow { .. } => Outcome::Done(Vec::new()),
            Verdict::Refuse(refusals) => Outcome::Refused(refusals.iter().map(refused).collect()),
        }
    }
}

/// A signature under all reports of the round.
fn sign(case: &Case, level: u8, digest: &str, differs: &Map<String, Value>) -> Command {
    let screenings = case.round.iter().flat_map(|round| round.screenings.values());
    let reports: Vec<String> = screenings.map(|screening| screening.report.clone()).collect();
    let signing = xianshen_tests::signing(level, digest, &reports, differs);
    Command::Sign(serde_json::from_value(signing).expect("the signature is one"))
}

/// A step of clause 10, by the name under which it is recorded.
fn determination(step: &str, record: &Value) -> Command {
    let variant = match step {
        "request-determination" => "request",
        "record-sending" => "send",
        "record-receipt" => "receive",
        "record-reminder" => "remind",
        "record-answer" => "answer",
        "decide-openness" => "decide",
        "withdraw-request" => "withdraw",
        other => panic!("clause 10 has no step {other}"),
    };
    Command::Determination(serde_json::from_value(json!({variant: record})).expect("the step is one"))
}

/// A step of filing, by the name under which it is recorded.
fn filing(step: &str, record: &Value) -> Command {
    let variant = match step {
        "propose-filing" => "propose",
        "approve-filing" => "approve",
        "hand-in-form" => "file",
        "receive-filing" => "receive",
        "hand-on-filing" => "hand_on",
        other => panic!("filing has no step {other}"),
    };
    Command::Filing(serde_json::from_value(json!({variant: record})).expect("the step is one"))
}

impl crate::Driver for CrateDriver {
    fn due(&mut self, step: &Step, now: u64) -> Vec<String> {
        let case = workflow::replay(&self.history).expect("the history replays");
        let facts =
            Facts::read(&self.context(step, now), self.lexicon.digest(), &case, None).expect("the facts are there");
        let due = |it: &workflow::Inquiry| {
            let due = it.received?.due(&facts);
            Some(crate::due_text(&calendar::format_day(due.day), due.provisional, it.is_overdue(&facts, now)))
        };
        case.determinations.inquiries.iter().filter_map(due).collect()
    }

    fn take(&mut self, step: &Step, now: u64) -> Outcome {
        let result = match &step.what {
            Deed::Submit { documents, card } => self.submit(step, now, documents, Some(card)),
            Deed::SubmitOnly { documents } => self.submit(step, now, documents, None),
            Deed::Redact { document, remove, classification } => {
                self.redact(step, now, document, remove, classification)
            }
            Deed::SubmitPublicVersion { adds, card } => self.submit_public_version(step, now, adds, card),
            Deed::ReadOriginal => self.read_original(step, now),
            Deed::Check { document, action } => return self.check(step, now, document, action),
            Deed::ShowPermit => return self.show_permit(now),
            Deed::Tasks => return self.tasks(step, now),
            Deed::SetPassword { .. } | Deed::SignIn { .. } => return self.door.take(&judges::Crate, step, now),
            Deed::Register { register, entry } => self.enter(&step.person, now, register, entry),
            deed => {
                let command = self.command(deed, &step.person, now);
                self.decide(step, now, &command).map(|kind| vec![kind])
            }
        };
        match result {
            Ok(kinds) => Outcome::Done(kinds),
            Err(refusal) => Outcome::Refused(vec![refused(&refusal)]),
        }
    }
}

/// The first finding of a rule that this person has not answered.
fn open_finding(case: &Case, rule: &str, person: &str) -> String {
    let findings = case.round.iter().flat_map(|round| &round.findings);
    let found = findings.into_iter().find(|state| state.finding.rule == rule && !state.answered_by(person));
    found.map(|state| state.finding.key.clone()).unwrap_or_default()
}

fn refused(refusal: &Refusal) -> Refused {
    assert!(!refusal.message.is_empty() && !refusal.remedy.is_empty(), "{} says nothing", refusal.code);
    Refused { code: refusal.code.to_owned(), clause: refusal.clause.to_owned() }
}

fn plain(text: &Text) -> Document {
    Document { channel: text.channel.clone(), title: text.title.clone(), ..Document::plain(&*text.body) }
}

fn request(channel: &str, action: &str) -> PublishRequest {
    PublishRequest {
        site: "portal-demo".into(),
        item: "item-1".into(),
        action: action.to_owned(),
        channel: channel.to_owned(),
    }
}
