//! The crates themselves, without any boundary.

use crate::case::{Deed, Outcome, Refused, Step, Text};
use document::Document;
use lexicon::Lexicon;
use workflow::{
    Actor, Command, Context, Event, Facts, FindingKey, PublishRequest, Refusal, Rendition, Screening, Signing,
    Submission, Verdict,
};
use xianshen_tests::{PROFILE, base_pack, person};

/// One case, decided by `workflow` and `screener`.
pub struct CrateDriver {
    lexicon: Lexicon,
    history: Vec<Event>,
    first_digest: String,
}

impl CrateDriver {
    pub fn new() -> Self {
        let lexicon = Lexicon::load(&base_pack()).expect("the base pack loads");
        Self { lexicon, history: Vec::new(), first_digest: String::new() }
    }

    fn decide(&mut self, step: &Step, now: u64, command: &Command) -> Result<String, Refusal> {
        let case = workflow::replay(&self.history).expect("the history replays");
        let facts = Facts::read(&context(step, now), self.lexicon.digest())?;
        let event = workflow::decide(&case, &facts, now, &step.person, command)?;
        let kind = event.kind.clone();
        self.history.push(event);
        Ok(kind)
    }

    fn submit(&mut self, step: &Step, now: u64, documents: &[Text], screen: bool) -> Result<Vec<String>, Refusal> {
        let documents: Vec<Document> = documents.iter().map(plain).collect();
        let renditions = documents
            .iter()
            .map(|it| Rendition {
                channel: it.channel.clone(),
                digest: document::digest(it),
                texts: document::texts_digest(it),
            })
            .collect();
        let submission = Submission { site: "portal-demo".into(), item: "item-1".into(), renditions };
        let digest = submission.case_digest();
        let mut kinds = vec![self.decide(step, now, &Command::Submit(submission))?];
        if self.first_digest.is_empty() {
            self.first_digest = digest;
        }
        for document in documents.iter().filter(|_| screen) {
            let screening = self.screen(document, now);
            kinds.push(self.decide(step, now, &Command::RecordScreening(screening))?);
        }
        Ok(kinds)
    }

    fn screen(&self, document: &Document, now: u64) -> Screening {
        let options = screener::Options { as_of: Some(now), profile: PROFILE.to_owned(), ..Default::default() };
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

    fn command(&self, deed: &Deed) -> Command {
        let case = workflow::replay(&self.history).expect("the history replays");
        let digest = case.round.as_ref().map(|round| round.digest.clone()).unwrap_or_default();
        match deed {
            Deed::Accept { rule, reason } => {
                let findings = case.round.iter().flat_map(|round| &round.findings);
                let found =
                    findings.into_iter().find(|state| state.finding.rule == *rule && state.disposition.is_none());
                let key = found.map(|state| state.finding.key.clone()).unwrap_or_default();
                Command::AcceptFinding { key, reason: reason.clone() }
            }
            Deed::Sign { level, secrecy_checked, first_version } => Command::Sign(Signing {
                level: *level,
                digest: if *first_version { self.first_digest.clone() } else { digest },
                secrecy_checked: *secrecy_checked,
                opinion: String::new(),
            }),
            Deed::Return { reasons } => Command::Return { reasons: reasons.clone() },
            Deed::Issue { channel, action } => Command::Issue(request(channel, action)),
            Deed::Publish { document, action } => Command::Publish {
                request: request(&document.channel, action),
                document: document::digest(&plain(document)),
            },
            Deed::Submit { .. } | Deed::SubmitOnly { .. } | Deed::Check { .. } => unreachable!("handled by take"),
        }
    }

    fn check(&self, step: &Step, now: u64, document: &Text, action: &str) -> Outcome {
        let case = workflow::replay(&self.history).expect("the history replays");
        let facts = Facts::read(&context(step, now), self.lexicon.digest()).expect("the facts are there");
        let digest = document::digest(&plain(document));
        let asked = request(&document.channel, action);
        match workflow::check(&case, &facts, now, &step.person, &asked, &digest) {
            Verdict::Allow { .. } => Outcome::Done(Vec::new()),
            Verdict::Refuse(refusals) => Outcome::Refused(refusals.iter().map(refused).collect()),
        }
    }
}

impl crate::Driver for CrateDriver {
    fn take(&mut self, step: &Step, now: u64) -> Outcome {
        let result = match &step.what {
            Deed::Submit { documents } => self.submit(step, now, documents, true),
            Deed::SubmitOnly { documents } => self.submit(step, now, documents, false),
            Deed::Check { document, action } => return self.check(step, now, document, action),
            deed => {
                let command = self.command(deed);
                self.decide(step, now, &command).map(|kind| vec![kind])
            }
        };
        match result {
            Ok(kinds) => Outcome::Done(kinds),
            Err(refusal) => Outcome::Refused(vec![refused(&refusal)]),
        }
    }
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

fn context(step: &Step, now: u64) -> Context {
    let person = person(&step.person);
    let actor = Actor { person: person.id, name: person.name, section: person.section, roles: person.roles };
    Context { now, actor, profile: PROFILE.to_owned(), ..Default::default() }
}
