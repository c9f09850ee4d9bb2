//! The two judges of accounts: the crate, and the component through the host's typed calls.

use crate::accounts::{Answer, Coming, Judge};
use crate::case::{Network, Refused};
use xianshen_host::component::Reviewer;
use xianshen_host::component::bindings::{
    LiveSession, Outcome as SignInOutcome, Owner, PasswordRecord, Proof, Refusal, SignInRequest, Zone,
};
use xianshen_host::flow::password::take_over;

/// The crate of accounts.
pub struct Crate;

const fn crate_zone(network: Network) -> accounts::Zone {
    match network {
        Network::Office => accounts::Zone::Office,
        Network::Outside => accounts::Zone::Outside,
        Network::Public => accounts::Zone::Public,
    }
}

impl Judge for Crate {
    fn check_password(&self, password: &str, account: &str, name: &str, previous: Option<&str>) -> Vec<Refused> {
        let owner = accounts::Owner { account, name };
        accounts::check_password(password, owner, previous).err().unwrap_or_default().iter().map(of_crate).collect()
    }

    fn check_attempt(&self, network: Network, of_person: &[u64], of_address: &[u64], now: u64) -> Option<Refused> {
        accounts::check_attempt(crate_zone(network), of_person, of_address, now).err().map(|it| of_crate(&it))
    }

    fn sign_in(&self, coming: &Coming<'_>, now: u64) -> (Answer, Vec<String>) {
        let live: Vec<_> = coming
            .live
            .iter()
            .map(|(session, address)| accounts::LiveSession {
                session: session.clone(),
                address: address.clone(),
                place: String::new(),
            })
            .collect();
        let verdict = accounts::sign_in(&accounts::SignIn {
            person: coming.person,
            address: coming.address,
            zone: crate_zone(coming.network),
            proof: if coming.right { accounts::Proof::Password } else { accounts::Proof::Wrong },
            password: accounts::password_state(coming.set_at, false, now),
            live: &live,
            take_over: match coming.take_over {
                "mine" => accounts::TakeOver::Mine,
                "not-mine" => accounts::TakeOver::NotMine,
                _ => accounts::TakeOver::NotAsked,
            },
        });
        let answer = match verdict.outcome {
            accounts::Outcome::Refuse(refusal) => Answer::Refuse(of_crate(&refusal)),
            accounts::Outcome::Lock(refusal) => Answer::Lock(of_crate(&refusal)),
            accounts::Outcome::Ask(_) => Answer::Ask(verdict.alerts[0].code.to_owned()),
            accounts::Outcome::ChangePassword => Answer::Change,
            accounts::Outcome::Allow => Answer::Allow,
        };
        (answer, verdict.end)
    }
}

/// The component's accounts.
pub struct Component<'a>(pub &'a Reviewer);

const fn zone(network: Network) -> Zone {
    match network {
        Network::Office => Zone::Office,
        Network::Outside => Zone::Outside,
        Network::Public => Zone::Public,
    }
}

impl Judge for Component<'_> {
    fn check_password(&self, password: &str, account: &str, name: &str, previous: Option<&str>) -> Vec<Refused> {
        let owner = Owner { account: account.to_owned(), name: name.to_owned() };
        let checked = self.0.check_password(password, &owner, previous).expect("the engine answers");
        checked.err().unwrap_or_default().iter().map(refused).collect()
    }

    fn check_attempt(&self, network: Network, of_person: &[u64], of_address: &[u64], now: u64) -> Option<Refused> {
        let checked = self.0.check_attempt(zone(network), of_person, of_address, now).expect("the engine answers");
        checked.err().map(|it| refused(&it))
    }

    fn sign_in(&self, coming: &Coming<'_>, now: u64) -> (Answer, Vec<String>) {
        let live = coming.live.iter().map(|(session, address)| LiveSession {
            session: session.clone(),
            address: address.clone(),
            place: String::new(),
        });
        let request = SignInRequest {
            person: coming.person.to_owned(),
            address: coming.address.to_owned(),
            zone: zone(coming.network),
            proof: if coming.right { Proof::Password } else { Proof::Wrong },
            password: PasswordRecord { set_at: coming.set_at, must_change: false },
            live: live.collect(),
            take_over: take_over(coming.take_over).expect("the answer is one"),
            attributes: Vec::new(),
        };
        let verdict = self.0.sign_in(&request, now).expect("the engine answers");
        let answer = match verdict.outcome {
            SignInOutcome::Refuse(refusal) => Answer::Refuse(refused(&refusal)),
            SignInOutcome::Lock(refusal) => Answer::Lock(refused(&refusal)),
            SignInOutcome::Ask(_) => Answer::Ask(verdict.alerts[0].code.clone()),
            SignInOutcome::ChangePassword => Answer::Change,
            SignInOutcome::Allow => Answer::Allow,
        };
        (answer, verdict.end)
    }
}

fn of_crate(refusal: &articles::Refusal) -> Refused {
    assert!(!refusal.message.is_empty() && !refusal.remedy.is_empty(), "{} says nothing", refusal.code);
    Refused { code: refusal.code.to_owned(), clause: refusal.clause.to_owned() }
}

fn refused(refusal: &Refusal) -> Refused {
    Refused { code: refusal.code.clone(), clause: refusal.clause.clone() }
}
