//! Setting an own password (clause 14). The component says whether it is a good one; only its hash is kept.

use super::{Flow, error::FlowError, place::Visitor, sign_in::person_key};
use crate::{
    accounts::{password::Secret, sign_in::Session},
    component::bindings::{Owner, PasswordRecord, PasswordStanding, Refusal, TakeOver},
    storage::alerts::AlertRow,
};

/// How long an alert is shown to the person, milliseconds: a day.
const SHOWN_MS: u64 = 24 * 60 * 60 * 1000;

/// What a person sees of their own account.
#[derive(Debug)]
pub struct AccountView {
    /// Whether there is a password, so that a change asks for it.
    pub has_password: bool,
    /// What the component says of its age.
    pub standing: PasswordStanding,
    /// Alerts of the last day, newest first.
    pub alerts: Vec<AlertRow>,
}

impl Flow {
    /// Sets the active person's password, and ends all their other sessions. The one it replaces is asked for, where there is one.
    ///
    /// # Errors
    /// [`FlowError::Refused`] with everything that is wrong with the new one, `wrong-password`, or `too-many-attempts`.
    pub async fn change_password(
        &self,
        visitor: &Visitor,
        session: &Session,
        old: Option<Secret>,
        new: Secret,
    ) -> Result<(), FlowError> {
        let result = self.try_change(visitor, session, old, new).await;
        self.noted(&session.active.id, result).await?;
        self.note(&session.active.id, "password-changed", "14").await
    }

    async fn try_change(
        &self,
        visitor: &Visitor,
        session: &Session,
        old: Option<Secret>,
        new: Secret,
    ) -> Result<(), FlowError> {
        let (site, person) = (&self.agency.site, &session.active);
        let row = self.store.password(site, &person.id).await?;
        let previous = match &row.hash {
            Some(hash) => Some(self.prove(visitor, session, old, hash).await?),
            None => None,
        };
        let owner = Owner { account: person.id.clone(), name: person.name.clone() };
        let typed = new.clone();
        self.engine(move |reviewer| {
            let previous = previous.as_ref().map(Secret::expose);
            reviewer.check_password(typed.expose(), &owner, previous)?.map_err(FlowError::refused_all)
        })
        .await?;
        let hash = self.hashing.hash(new).await?;
        let now = self.now();
        if self.store.change_password(site, &person.id, row.hash.as_deref(), &hash, now, session.id).await? {
            return Ok(());
        }
        let message = "密码刚刚已在别处更换，本次没有更换；请用新密码重新登录。".to_owned();
        Err(FlowError::Malformed { code: "password-moved-on", message })
    }

    /// The old password, when it is the right one. Guessing here is counted like guessing at the door.
    async fn prove(
        &self,
        visitor: &Visitor,
        session: &Session,
        old: Option<Secret>,
        hash: &str,
    ) -> Result<Secret, FlowError> {
        let Some(old) = old else {
            let message = "更换密码须填写原密码；忘记原密码的，请向管理员领取一次性登录链接（xianshen link --reset）。";
            return Err(FlowError::Malformed { code: "old-password-missing", message: message.to_owned() });
        };
        let key = person_key(Some(&session.active), "");
        let attempt = self.count_attempt(visitor, &key).await?;
        if self.hashing.matches(old.clone(), Some(hash.to_owned())).await? {
            self.store.forget_attempts(&self.agency.site, &key, attempt).await?;
            return Ok(old);
        }
        Err(FlowError::refused(wrong_old()))
    }

    /// What the active person sees of their own account.
    ///
    /// # Errors
    /// [`FlowError::Engine`], [`FlowError::Storage`].
    pub async fn account(&self, person: &str) -> Result<AccountView, FlowError> {
        let (site, now) = (&self.agency.site, self.now());
        let row = self.store.password(site, person).await?;
        let record = PasswordRecord { set_at: row.set_at, must_change: row.must_change };
        let standing = self.engine(move |reviewer| Ok(reviewer.password_age(record, now)?)).await?;
        let alerts = self.store.alerts(site, Some(person), now.saturating_sub(SHOWN_MS)).await?;
        Ok(AccountView { has_password: row.hash.is_some(), standing, alerts })
    }
}

/// Who is signed in is known: it is the old password that is wrong.
fn wrong_old() -> Refusal {
    Refusal {
        code: "wrong-password".to_owned(),
        clause: "14".to_owned(),
        message: "第十四条：原密码不正确。".to_owned(),
        remedy: "请核对后重试；忘记原密码的，请向管理员领取一次性登录链接。".to_owned(),
        attributes: Vec::new(),
    }
}

/// The answer to the question by its name in a request; none for an unknown one.
#[must_use]
pub fn take_over(answer: &str) -> Option<TakeOver> {
    match answer {
        "" => Some(TakeOver::NotAsked),
        "mine" => Some(TakeOver::Mine),
        "not-mine" => Some(TakeOver::NotMine),
        _ => None,
    }
}
