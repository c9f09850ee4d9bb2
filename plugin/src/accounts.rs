//! Interface `accounts`.

use crate::Component;
use crate::bindings::api::accounts::{
    Alert, Grant, Guest, LiveSession, Network, NetworkError, Outcome, Owner, PasswordRecord, PasswordStanding, Place,
    Proof, Refusal, SignInRequest, SignInVerdict, TakeOver, Zone,
};

impl Guest for Component {
    fn check_networks(networks: Vec<Network>) -> Result<(), Vec<NetworkError>> {
        let error = |it: accounts::NetworkError| NetworkError {
            row: u32::try_from(it.row).unwrap_or(u32::MAX),
            message: it.message,
        };
        accounts::read_networks(&rows(networks)).map(drop).map_err(|errors| errors.into_iter().map(error).collect())
    }

    fn place_of(address: String, networks: Vec<Network>) -> Place {
        let networks = accounts::read_networks(&rows(networks)).unwrap_or_default();
        let (zone, name) =
            address.parse().map_or((accounts::Zone::Unlisted, ""), |address| accounts::zone_of(address, &networks));
        Place { zone: zone.into(), name: name.to_owned() }
    }

    fn check_password(password: String, owner: Owner, previous: Option<String>) -> Result<(), Vec<Refusal>> {
        let owner = accounts::Owner { account: &owner.account, name: &owner.name };
        accounts::check_password(&password, owner, previous.as_deref()).map_err(all)
    }

    fn password_age(password: PasswordRecord, now: u64) -> PasswordStanding {
        let state = state(&password, now);
        PasswordStanding { allows_work: state.allows_work(), notice: state.notice() }
    }

    fn check_attempt(zone: Zone, of_person: Vec<u64>, of_address: Vec<u64>, now: u64) -> Result<(), Refusal> {
        Ok(accounts::check_attempt(zone.into(), &of_person, &of_address, now)?)
    }

    fn sign_in(request: SignInRequest, now: u64) -> SignInVerdict {
        let live: Vec<_> = request.live.into_iter().map(Into::into).collect();
        accounts::sign_in(&accounts::SignIn {
            person: &request.person,
            address: &request.address,
            zone: request.zone.into(),
            proof: match request.proof {
                Proof::Wrong => accounts::Proof::Wrong,
                Proof::Password => accounts::Proof::Password,
                Proof::Link => accounts::Proof::Link,
            },
            password: state(&request.password, now),
            live: &live,
            take_over: match request.take_over {
                TakeOver::NotAsked => accounts::TakeOver::NotAsked,
                TakeOver::Mine => accounts::TakeOver::Mine,
                TakeOver::NotMine => accounts::TakeOver::NotMine,
            },
        })
        .into()
    }

    fn check_grant(grant: Grant, roles: Vec<String>, now: u64) -> Result<(), Vec<Refusal>> {
        let Grant { persons, starts, ends, granted_by, reason } = grant;
        let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
        let grant = accounts::Grant { persons, starts, ends, reason, granted_by };
        accounts::check_grant(&grant, &roles, now).map_err(all)
    }
}

fn all(refusals: Vec<articles::Refusal>) -> Vec<Refusal> {
    refusals.into_iter().map(Into::into).collect()
}

fn rows(networks: Vec<Network>) -> Vec<accounts::NetworkRow> {
    networks.into_iter().map(|it| accounts::NetworkRow { cidr: it.cidr, zone: it.zone, name: it.name }).collect()
}

fn state(password: &PasswordRecord, now: u64) -> accounts::PasswordState {
    accounts::password_state(password.set_at, password.must_change, now)
}

impl From<accounts::Zone> for Zone {
    fn from(it: accounts::Zone) -> Self {
        match it {
            accounts::Zone::Office => Self::Office,
            accounts::Zone::Outside => Self::Outside,
            accounts::Zone::Unlisted => Self::Unlisted,
            accounts::Zone::Public => Self::Public,
        }
    }
}

impl From<Zone> for accounts::Zone {
    fn from(it: Zone) -> Self {
        match it {
            Zone::Office => Self::Office,
            Zone::Outside => Self::Outside,
            Zone::Unlisted => Self::Unlisted,
            Zone::Public => Self::Public,
        }
    }
}

impl From<LiveSession> for accounts::LiveSession {
    fn from(it: LiveSession) -> Self {
        Self { session: it.session, address: it.address, place: it.place }
    }
}

impl From<accounts::Verdict> for SignInVerdict {
    fn from(it: accounts::Verdict) -> Self {
        let alert = |it: accounts::Alert| Alert { code: it.code.to_owned(), message: it.message };
        Self {
            outcome: match it.outcome {
                accounts::Outcome::Refuse(refusal) => Outcome::Refuse(refusal.into()),
                accounts::Outcome::Ask(question) => Outcome::Ask(question),
                accounts::Outcome::ChangePassword => Outcome::ChangePassword,
                accounts::Outcome::Lock(refusal) => Outcome::Lock(refusal.into()),
                accounts::Outcome::Allow => Outcome::Allow,
            },
            end: it.end,
            alerts: it.alerts.into_iter().map(alert).collect(),
            notice: it.notice,
        }
    }
}
