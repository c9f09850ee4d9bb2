//! One item's way through the gate, one module a stage. Read them in this order:
//!
//! 1. [`document`] — a request's JSON becomes a document; one that is too large goes no further.
//! 2. [`screening`] — it is screened in memory, before the first write. A text with a state-secret mark ends here:
//!    nothing of it is stored, only who, when, which rule and which digest.
//!    Of an original that is not for the public, [`redaction`] makes a public version; the original is sealed and goes no further.
//! 3. [`review`] — the editor hands in, the screening is recorded, findings are answered, three people sign, anybody in
//!    the chain may return it.
//!    When the words change before it is out, [`rescreening`] looks again.
//! 4. [`permit`] — may exactly these bytes be published? A permit is issued for them, for one channel, once, and signed; whoever is shown it
//!    asks [`permit_standing`].
//! 5. [`publish`] — the permit is used and the text goes live, both in one transaction.
//! 6. [`look_back`] — what is due after the release; taking down, which nothing blocks, not even a component without an answer.
//!
//! Beside the items stand the [`registers`] of oversight, and what is read of all items at once: reports, keywords
//! (`inventory`), what is to be done ([`tasks`]).
//!
//! [`watch`] puts what a site shows beside what was cleared.
//! Before all of them, [`place`] says where a request comes from, [`sign_in`] and [`password`] who may come in.
//!
//! Beside them, `forms` prints what a case has for paper and [`oversight_forms`] what registers and reports have, by the agency's [`templates`] when it has any.
//!
//! No stage knows a rule. Each loads the [`history`] of the case, asks the component, chains the events that come back and
//! appends them; a refusal or a failed call changes nothing and leaves a host record ([`error`]).

pub mod arguments;
mod chain;
pub mod clock;
pub mod commands;
pub mod connector;
mod context;
pub mod document;
pub mod error;
mod forms;
pub mod grants;
pub mod history;
mod inventory;
pub mod look_back;
pub mod oversight_forms;
pub mod password;
pub mod permit;
pub mod permit_standing;
pub mod place;
pub mod publish;
pub mod redaction;
pub mod registers;
pub mod rescreening;
pub mod review;
pub mod screening;
pub mod sign_in;
pub mod tasks;
pub mod templates;
pub mod verify;
pub mod watch;

use std::sync::Arc;

use crate::{
    accounts::{Person, password::Hashing},
    component::{
        EngineFailure, FailureKind, Reviewer,
        bindings::{NetworkZone, PublishRequest},
    },
    permit_keys::{KnownKey, PermitKeys},
    storage::{Store, audit::AuditEntry},
};
use clock::Clock;
use error::FlowError;
use place::Networks;
use templates::Templates;

/// The agency this host works for: its profile, checked by the component.
#[derive(Debug, Clone)]
pub struct Agency {
    /// The agency's name.
    pub name: String,
    /// The site's id.
    pub site: String,
    /// The profile text as loaded.
    pub profile: String,
    /// The digest of that text.
    pub profile_digest: String,
}

/// Who asks, about which item.
#[derive(Debug, Clone)]
pub struct Asker {
    /// The signed-in person.
    pub person: Person,
    /// Where the request comes from.
    pub network: NetworkZone,
    /// The item; empty where a request names none.
    pub item: String,
}

/// The stages with what they need: the component, the database, the clock and the agency.
#[derive(Clone)]
pub struct Flow {
    reviewer: Arc<Reviewer>,
    store: Store,
    clock: Clock,
    agency: Arc<Agency>,
    calendar: Arc<str>,
    keys: PermitKeys,
    templates: Arc<Templates>,
    networks: Arc<Networks>,
    hashing: Arc<Hashing>,
}

impl Flow {
    /// Puts the parts together; the component checks the profile.
    ///
    /// # Errors
    /// [`FlowError::Profile`] with every error in it, or [`FlowError::Engine`].
    pub fn new(
        reviewer: Arc<Reviewer>,
        store: Store,
        keys: PermitKeys,
        clock: Clock,
        profile: &str,
    ) -> Result<Self, FlowError> {
        let summary = reviewer.validate_profile(profile)?.map_err(|errors| {
            FlowError::Profile(errors.iter().map(|e| format!("第 {} 行：{}", e.line, e.message)).collect())
        })?;
        let agency = Agency {
            name: summary.agency,
            site: summary.site,
            profile: profile.to_owned(),
            profile_digest: summary.digest,
        };
        Ok(Self {
            reviewer,
            store,
            clock,
            agency: Arc::new(agency),
            calendar: Arc::from(""),
            keys,
            templates: Arc::default(),
            networks: Arc::default(),
            hashing: Arc::default(),
        })
    }

    /// With the operator's working calendar; the component checks it.
    ///
    /// # Errors
    /// [`FlowError::Calendar`] with every error in it, or [`FlowError::Engine`].
    pub fn with_calendar(mut self, calendar: &str) -> Result<Self, FlowError> {
        self.reviewer.validate_calendar(calendar)?.map_err(|errors| {
            FlowError::Calendar(errors.iter().map(|e| format!("第 {} 行：{}", e.line, e.message)).collect())
        })?;
        self.calendar = Arc::from(calendar);
        Ok(self)
    }

    /// With the agency's templates of printed forms.
    #[must_use]
    pub fn with_templates(mut self, templates: Templates) -> Self {
        self.templates = Arc::new(templates);
        self
    }

    /// The agency.
    #[must_use]
    pub fn agency(&self) -> &Agency {
        &self.agency
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The component.
    #[must_use]
    pub fn reviewer(&self) -> &Arc<Reviewer> {
        &self.reviewer
    }

    /// The public keys that verify permits, newest first.
    ///
    /// # Errors
    /// [`FlowError::Keys`].
    pub async fn permit_keys(&self) -> Result<Vec<KnownKey>, FlowError> {
        let keys = self.keys.clone();
        self.engine(move |_| Ok(keys.all()?)).await
    }

    /// The time by the host's clock, milliseconds UTC.
    #[must_use]
    pub fn now(&self) -> u64 {
        self.clock.now()
    }

    /// Names the site and item of a wish to publish; the site is never the caller's to choose.
    fn request(&self, asker: &Asker, action: String, channel: String) -> PublishRequest {
        PublishRequest { site: self.agency.site.clone(), item: asker.item.clone(), action, channel }
    }

    /// Runs calls of the component away from the threads that serve requests.
    pub(crate) async fn engine<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Reviewer) -> Result<T, FlowError> + Send + 'static,
    ) -> Result<T, FlowError> {
        let reviewer = Arc::clone(&self.reviewer);
        let done = tokio::task::spawn_blocking(move || work(&reviewer)).await;
        // A panic of the host during a call counts as a failed call: refuse.
        done.unwrap_or_else(|_| Err(FlowError::Engine(EngineFailure::new(FailureKind::Host))))
    }

    /// Leaves a host record of a result that is not a success, and passes it on.
    async fn recorded<T>(&self, asker: &Asker, result: Result<T, FlowError>) -> Result<T, FlowError> {
        let Err(error) = result else { return result };
        if let Some(trace) = error.trace() {
            let entry = AuditEntry {
                at: self.now(),
                site: self.agency.site.clone(),
                item: asker.item.clone(),
                person: asker.person.id.clone(),
                code: trace.code,
                clause: trace.clause,
                rule: trace.rule,
                digest: trace.digest,
            };
            tracing::warn!(
                code = entry.code,
                person = entry.person,
                item = entry.item,
                rule = entry.rule,
                "not allowed"
            );
            self.store.append_audit(&entry).await?;
        }
        Err(error)
    }
}
