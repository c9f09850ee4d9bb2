//! What a host keeps of accounts (clause 14), so that crate and component can be asked the same: passwords, wrong ones, sessions.

use crate::case::{Deed, Network, Outcome, Refused, Step};
use std::collections::BTreeMap;
use xianshen_host::accounts::sign_in::SESSION_MS;

/// Where everybody sits who sets a password.
const DESK: &str = "127.0.0.1";

/// Who judges: the crate or the component.
pub trait Judge {
    /// What is wrong with a password.
    fn check_password(&self, password: &str, account: &str, name: &str, previous: Option<&str>) -> Vec<Refused>;
    /// Whether one may be tried now.
    fn check_attempt(&self, network: Network, of_person: &[u64], of_address: &[u64], now: u64) -> Option<Refused>;
    /// What follows from a sign-in, and which sessions end.
    fn sign_in(&self, coming: &Coming<'_>, now: u64) -> (Answer, Vec<String>);
}

/// A sign-in.
pub struct Coming<'a> {
    /// Who.
    pub person: &'a str,
    /// From where.
    pub address: &'a str,
    /// What place that is.
    pub network: Network,
    /// Whether the password was right.
    pub right: bool,
    /// When it was set.
    pub set_at: Option<u64>,
    /// Sessions that are open, with their addresses.
    pub live: &'a [(String, String)],
    /// The answer to the question.
    pub take_over: &'a str,
}

/// What is answered.
pub enum Answer {
    /// No.
    Refuse(Refused),
    /// No, and the password is void.
    Lock(Refused),
    /// A question first, after an alert with this code.
    Ask(String),
    /// Only to change the password.
    Change,
    /// Yes.
    Allow,
}

#[derive(Default)]
struct Account {
    password: Option<(String, u64)>,
    wrong: Vec<u64>,
    /// Sessions by address, with their ends.
    sessions: BTreeMap<String, u64>,
}

/// What is kept.
#[derive(Default)]
pub struct Door {
    accounts: BTreeMap<String, Account>,
    wrong_from: BTreeMap<String, Vec<u64>>,
}

impl Door {
    /// Takes a step at the door.
    pub fn take(&mut self, judge: &dyn Judge, step: &Step, now: u64) -> Outcome {
        match &step.what {
            Deed::SetPassword { password, old } => self.set(judge, &step.person, password, old, now),
            Deed::SignIn { password, address, take_over } => {
                self.sign_in(judge, step, (password, address, take_over), now)
            }
            deed => panic!("{deed:?} is no step at the door"),
        }
    }

    fn set(&mut self, judge: &dyn Judge, person: &str, password: &str, old: &str, now: u64) -> Outcome {
        let name = xianshen_tests::person(person).name;
        let account = self.accounts.entry(person.to_owned()).or_default();
        account.sessions.entry(DESK.to_owned()).or_insert(now + SESSION_MS);
        let previous = account.password.as_ref().map(|_| old);
        let mut wrong = judge.check_password(password, person, &name, previous);
        if !wrong.is_empty() {
            wrong.truncate(1);
            return Outcome::Refused(wrong);
        }
        account.password = Some((password.to_owned(), now));
        account.sessions.retain(|address, _| address == DESK);
        Outcome::Done(vec!["password-changed".to_owned()])
    }

    fn sign_in(
        &mut self,
        judge: &dyn Judge,
        step: &Step,
        (password, address, take_over): (&String, &String, &String),
        now: u64,
    ) -> Outcome {
        let account = self.accounts.entry(step.person.clone()).or_default();
        let wrong_from = self.wrong_from.entry(address.clone()).or_default();
        if let Some(refused) = judge.check_attempt(step.network, &account.wrong, wrong_from, now) {
            return Outcome::Refused(vec![refused]);
        }
        let right = account.password.as_ref().is_some_and(|(set, _)| set == password);
        if right {
            account.wrong.clear();
        } else {
            account.wrong.push(now);
            wrong_from.push(now);
        }
        account.sessions.retain(|_, end| *end > now);
        let live: Vec<_> = account.sessions.keys().map(|address| (address.clone(), address.clone())).collect();
        let set_at = account.password.as_ref().map(|(_, at)| *at);
        let (network, person) = (step.network, step.person.as_str());
        let coming = Coming { person, address, network, right, set_at, live: &live, take_over };
        let (answer, end) = judge.sign_in(&coming, now);
        account.sessions.retain(|session, _| !end.contains(session));
        match answer {
            Answer::Refuse(refused) => return Outcome::Refused(vec![refused]),
            Answer::Ask(code) => return Outcome::Refused(vec![Refused { code, clause: "14".to_owned() }]),
            Answer::Lock(refused) => {
                account.password = None;
                return Outcome::Refused(vec![refused]);
            }
            Answer::Change | Answer::Allow => {}
        }
        account.sessions.insert(address.clone(), now + SESSION_MS);
        let event = if matches!(answer, Answer::Change) { "password-change-needed" } else { "signed-in" };
        Outcome::Done(vec![event.to_owned()])
    }
}
