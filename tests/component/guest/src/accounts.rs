//! Interface `accounts`: lets everybody in; the name of an account, or of a person, says what to do.

use crate::bindings::api::accounts::{
    Grant, Guest, Network, NetworkError, Outcome, Owner, PasswordRecord, PasswordStanding, Place, Refusal,
    SignInRequest, SignInVerdict, Zone,
};
use crate::case::refusal;
use crate::{Component, misbehave};

impl Guest for Component {
    fn check_networks(_: Vec<Network>) -> Result<(), Vec<NetworkError>> {
        Ok(())
    }

    fn place_of(_: String, _: Vec<Network>) -> Place {
        Place { zone: Zone::Office, name: String::new() }
    }

    fn check_password(password: String, owner: Owner, _: Option<String>) -> Result<(), Vec<Refusal>> {
        misbehave::obey(&owner.account);
        match owner.account.as_str() {
            "tell-tale" => Err(vec![Refusal { message: format!("密码“{password}”不行。"), ..refusal() }]),
            "no-reason" => Err(Vec::new()),
            _ => Ok(()),
        }
    }

    fn password_age(_: PasswordRecord, _: u64) -> PasswordStanding {
        PasswordStanding { allows_work: true, notice: None }
    }

    fn check_attempt(_: Zone, _: Vec<u64>, _: Vec<u64>, _: u64) -> Result<(), Refusal> {
        Ok(())
    }

    fn sign_in(request: SignInRequest, _: u64) -> SignInVerdict {
        misbehave::obey(&request.person);
        let end = if request.person == "ends-others" { vec!["another-account".to_owned()] } else { Vec::new() };
        SignInVerdict { outcome: Outcome::Allow, end, alerts: Vec::new(), notice: None }
    }

    fn check_grant(_: Grant, _: Vec<String>, _: u64) -> Result<(), Vec<Refusal>> {
        Ok(())
    }
}
