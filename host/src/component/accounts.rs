//! The functions of interface `accounts` as typed calls, their answers checked.

use super::bindings::{
    Grant, Network, NetworkError, Owner, PasswordRecord, PasswordStanding, Place, Refusal, SignInRequest,
    SignInVerdict, Zone,
};
use super::calls::{call, told};
use super::failure::EngineFailure;
use super::verify::verify_accounts as checked;
use super::{Reviewer, instance, size};

/// Whether something holds, or everything that stands against it.
pub type Checked = Result<(), Vec<Refusal>>;

impl Reviewer {
    /// Check the operator's list of networks (clause 15).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn check_networks(&self, networks: &[Network]) -> Result<Result<(), Vec<NetworkError>>, EngineFailure> {
        call!(self, size::json(networks), xianshen_review_accounts.call_check_networks(networks))
    }

    /// Where an address lies (clause 15).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn place_of(&self, address: &str, networks: &[Network]) -> Result<Place, EngineFailure> {
        let input = address.len() + size::json(networks);
        let place = call!(self, input, xianshen_review_accounts.call_place_of(address, networks))?;
        checked::place(&place)?;
        Ok(place)
    }

    /// Whether a password may be set (clause 14). An answer that repeats it is none.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn check_password(
        &self,
        password: &str,
        owner: &Owner,
        previous: Option<&str>,
    ) -> Result<Checked, EngineFailure> {
        let input = password.len() + previous.map_or(0, str::len) + size::json(owner);
        let answer = call!(self, input, xianshen_review_accounts.call_check_password(password, owner, previous))?;
        checked::refusals(answer.as_ref(), &[Some(password), previous])?;
        Ok(answer)
    }

    /// What follows from the age of a password (clause 14).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn password_age(&self, password: PasswordRecord, now: u64) -> Result<PasswordStanding, EngineFailure> {
        let standing = call!(self, 0, xianshen_review_accounts.call_password_age(password, now))?;
        checked::notice(standing.notice.as_deref())?;
        Ok(standing)
    }

    /// Whether a password may be tried now from a place (clauses 14 and 15).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn check_attempt(
        &self,
        zone: Zone,
        of_person: &[u64],
        of_address: &[u64],
        now: u64,
    ) -> Result<Result<(), Refusal>, EngineFailure> {
        let input = (of_person.len() + of_address.len()) * size_of::<u64>();
        let answer = call!(self, input, xianshen_review_accounts.call_check_attempt(zone, of_person, of_address, now))?;
        told(answer, |()| Ok(()))
    }

    /// What follows from a sign-in (clauses 14 and 15).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn sign_in(&self, request: &SignInRequest, now: u64) -> Result<SignInVerdict, EngineFailure> {
        let input = size::json(request);
        let verdict = call!(self, input, xianshen_review_accounts.call_sign_in(request, now))?;
        checked::verdict(&verdict, request)?;
        Ok(verdict)
    }

    /// Whether a temporary permission may be given (clause 15).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn check_grant(&self, grant: &Grant, roles: &[String], now: u64) -> Result<Checked, EngineFailure> {
        let input = size::json(grant) + size::json(roles);
        let answer = call!(self, input, xianshen_review_accounts.call_check_grant(grant, roles, now))?;
        checked::refusals(answer.as_ref(), &[])?;
        Ok(answer)
    }
}
