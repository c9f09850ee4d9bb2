//! Signing in (clauses 14 and 15): by an own password or by a one-time link. The component judges place, proof and what else is open on the
//! account; here attempts are counted, passwords compared, and the verdict carried out.

use super::{Flow, error::FlowError, place::Visitor};
use crate::{
    accounts::{
        Person,
        password::Secret,
        sign_in::{SESSION_MS, SignInError, peek, session, take},
        token,
    },
    component::bindings::{LiveSession, Outcome, PasswordRecord, Proof, SignInRequest, TakeOver},
    storage::{alerts::AlertRow, audit::AuditEntry, passwords::PasswordRow, sessions::SessionEntry},
};

/// What came of a sign-in that was not refused.
#[derive(Debug)]
pub enum Entered {
    /// A session.
    In {
        /// The new cookie's value.
        cookie: String,
        /// Whether a new password comes before anything else.
        must_change: bool,
        /// What the person reads; none when there is nothing to say.
        notice: Option<String>,
    },
    /// This question first.
    Asked(String),
}

/// Who comes in, and how.
#[derive(Debug, Clone, Copy)]
struct Coming<'a> {
    visitor: &'a Visitor,
    cookie: Option<&'a str>,
    person: &'a Person,
    proof: Proof,
    password: &'a PasswordRow,
    answer: TakeOver,
}

impl Flow {
    /// Signs in with a password. Whether there is such a person no answer tells, by words or by time.
    ///
    /// # Errors
    /// [`FlowError::Refused`] with `wrong-password`, `too-many-attempts`, `public-network`, `unlisted-network` or `account-locked`.
    pub async fn sign_in_by_password(
        &self,
        visitor: &Visitor,
        cookie: Option<&str>,
        id: &str,
        password: Secret,
        answer: TakeOver,
    ) -> Result<Entered, FlowError> {
        let person = self.store.load_person(&self.agency.site, id).await?;
        let known = person.as_ref().map_or("", |person| person.id.as_str());
        let key = person_key(person.as_ref(), id);
        let attempt = self.noted(known, self.count_attempt(visitor, &key).await).await?;
        let row = match &person {
            Some(person) => self.store.password(&self.agency.site, &person.id).await?,
            None => PasswordRow::default(),
        };
        let matches = self.hashing.matches(password, row.hash.clone()).await?;
        if matches {
            self.store.forget_attempts(&self.agency.site, &key, attempt).await?;
        }
        let nobody = Person { id: String::new(), name: String::new(), section: String::new(), roles: Vec::new() };
        let person = person.as_ref().unwrap_or(&nobody);
        let proof = if matches { Proof::Password } else { Proof::Wrong };
        let coming = Coming { visitor, cookie, person, proof, password: &row, answer };
        self.noted(&person.id, self.come_in(coming).await).await
    }

    /// Signs in with a one-time link; it is used up when a session is opened or the account is locked, and only then. Without an answer of the
    /// component it still opens a session, for a withdrawal.
    ///
    /// # Errors
    /// As [`Flow::sign_in_by_password`]; none for a link that cannot be used, which is inside.
    pub async fn sign_in_by_link(
        &self,
        visitor: &Visitor,
        cookie: Option<&str>,
        link: &str,
        answer: TakeOver,
    ) -> Result<Result<Entered, SignInError>, FlowError> {
        let (site, now) = (&self.agency.site, self.now());
        let person = match peek(&self.store, site, link, now).await {
            Ok(person) => person,
            Err(error) => return Ok(Err(error)),
        };
        let row = self.store.password(site, &person.id).await?;
        let coming = Coming { visitor, cookie, person: &person, proof: Proof::Link, password: &row, answer };
        let judged = match self.noted(&person.id, self.judge(coming).await).await {
            Err(FlowError::Engine(_)) => self.without_verdict(coming).await?,
            judged => judged?,
        };
        if !matches!(judged.outcome, Outcome::Ask(_) | Outcome::Refuse(_))
            && let Err(error) = take(&self.store, site, link, now).await
        {
            return Ok(Err(error));
        }
        self.noted(&person.id, self.carry_out(coming, judged).await).await.map(Ok)
    }

    /// Counts an attempt before its password is looked at; of many at once each counts those before it.
    pub(super) async fn count_attempt(&self, visitor: &Visitor, person_key: &str) -> Result<[i64; 2], FlowError> {
        let (site, now) = (&self.agency.site, self.now());
        let address_key = format!("address {}", visitor.address);
        let _counting = self.hashing.counting.lock().await;
        let of_person = self.store.attempts(site, person_key).await?;
        let of_address = self.store.attempts(site, &address_key).await?;
        let zone = visitor.place.zone;
        self.engine(move |reviewer| {
            reviewer.check_attempt(zone, &of_person, &of_address, now)?.map_err(FlowError::refused)
        })
        .await?;
        Ok(self.store.record_attempt(site, [person_key, &address_key], now).await?)
    }

    async fn come_in(&self, coming: Coming<'_>) -> Result<Entered, FlowError> {
        let judged = self.judge(coming).await?;
        self.carry_out(coming, judged).await
    }

    /// When the component gives no answer, a link still opens a session: a component that does not answer allows nothing but taking down, and
    /// nothing may stand in the way of that (clause 16).
    async fn without_verdict(&self, coming: Coming<'_>) -> Result<Judged, FlowError> {
        let outcome = if coming.password.must_change { Outcome::ChangePassword } else { Outcome::Allow };
        let known = self.known_session(coming).await?;
        Ok(Judged { outcome, end: Vec::new(), alerts: Vec::new(), notice: None, known })
    }

    /// The session of the browser that signs in.
    async fn known_session(&self, coming: Coming<'_>) -> Result<Option<i64>, FlowError> {
        let Some(cookie) = coming.cookie else { return Ok(None) };
        let found = session(&self.store, &self.agency.site, cookie, self.now()).await.map_err(stored)?;
        Ok(found.map(|session| session.id))
    }

    /// What the component says of it.
    async fn judge(&self, coming: Coming<'_>) -> Result<Judged, FlowError> {
        let (site, now) = (&self.agency.site, self.now());
        let known = self.known_session(coming).await?;
        let live = self.store.live_sessions(site, &coming.person.id, now).await?;
        // The browser that signs in again is no second one.
        let live = live.into_iter().filter(|(id, ..)| Some(*id) != known).map(|(id, address, place)| LiveSession {
            session: id.to_string(),
            address,
            place,
        });
        let request = SignInRequest {
            person: coming.person.id.clone(),
            address: coming.visitor.address.clone(),
            zone: coming.visitor.place.zone,
            proof: coming.proof,
            password: PasswordRecord { set_at: coming.password.set_at, must_change: coming.password.must_change },
            live: live.collect(),
            take_over: coming.answer,
            attributes: Vec::new(),
        };
        let verdict = self.engine(move |reviewer| Ok(reviewer.sign_in(&request, now)?)).await?;
        let alerts = verdict.alerts.into_iter().map(|alert| AlertRow {
            person: coming.person.id.clone(),
            at: now,
            code: alert.code,
            message: alert.message,
        });
        Ok(Judged {
            outcome: verdict.outcome,
            end: verdict.end.iter().filter_map(|id| id.parse().ok()).collect(),
            alerts: alerts.collect(),
            notice: verdict.notice,
            known,
        })
    }

    async fn carry_out(&self, coming: Coming<'_>, judged: Judged) -> Result<Entered, FlowError> {
        let (site, id) = (&self.agency.site, &coming.person.id);
        for alert in &judged.alerts {
            self.store.put_alert(site, alert).await?;
            self.note(id, &alert.code, "14").await?;
        }
        let must_change = match judged.outcome {
            Outcome::Refuse(refusal) => return Err(FlowError::refused(refusal)),
            Outcome::Ask(question) => return Ok(Entered::Asked(question)),
            Outcome::Lock(refusal) => {
                self.store.void_password(site, id).await?;
                return Err(FlowError::refused(refusal));
            }
            Outcome::ChangePassword => true,
            Outcome::Allow => false,
        };
        let cookie = token::random_hex()?;
        let now = self.now();
        let entry = SessionEntry {
            known: judged.known,
            person: id,
            token_hash: &token::hash(&cookie),
            expires: now.saturating_add(SESSION_MS),
            address: &coming.visitor.address,
            place: &coming.visitor.place.name,
            must_change,
            end: &judged.end,
        };
        self.store.sign_in(site, &entry, now).await?;
        tracing::info!(person = id, address = coming.visitor.address, must_change, "signed in");
        Ok(Entered::In { cookie, must_change, notice: judged.notice })
    }

    /// Leaves a host record about an account.
    ///
    /// # Errors
    /// [`FlowError::Storage`].
    pub(super) async fn note(&self, person: &str, code: &str, clause: &str) -> Result<(), FlowError> {
        let [site, person, code, clause] = [&self.agency.site, person, code, clause].map(str::to_owned);
        tracing::info!(code, person, "account");
        let entry = AuditEntry { at: self.now(), site, person, code, clause, ..AuditEntry::default() };
        Ok(self.store.append_audit(&entry).await?)
    }

    /// Leaves a host record of what was refused to a person of the site; whatever else was typed as an id is not kept.
    pub(super) async fn noted<T>(&self, person: &str, result: Result<T, FlowError>) -> Result<T, FlowError> {
        if let Err(error) = &result
            && let Some(trace) = error.trace()
        {
            self.note(person, &trace.code, &trace.clause).await?;
        }
        result
    }
}

/// The component's verdict with what it concerns.
struct Judged {
    outcome: Outcome,
    end: Vec<i64>,
    alerts: Vec<AlertRow>,
    notice: Option<String>,
    known: Option<i64>,
}

/// Under what attempts are counted. An id that nobody has is counted in one of 4,096 groups: it could be a password in the wrong field, and
/// three digits of a hash give none away.
pub(super) fn person_key(person: Option<&Person>, typed: &str) -> String {
    match person {
        Some(person) => format!("person {}", person.id),
        None => format!("nobody {}", token::hash(typed).get(..3).unwrap_or_default()),
    }
}

/// What went wrong beside the rules.
fn stored(error: SignInError) -> FlowError {
    match error {
        SignInError::Storage(error) => error.into(),
        SignInError::Random(error) => error.into(),
        SignInError::Link | SignInError::UnknownPerson(_) => {
            FlowError::Malformed { code: "link-invalid", message: error.to_string() }
        }
    }
}
