//! The registers of oversight (clauses 5, 8, 12, 13 and 16 to 20): what somebody enters is screened, decided by the component, chained and appended,
//! as the steps of a case are.

use serde_json::Value;

use super::{
    Asker, Flow,
    arguments::{Arguments, texts},
    chain::chain,
    error::FlowError,
    history::Taken,
    verify::LogFault,
};
use crate::{
    accounts::Person,
    component::bindings::{Entry, EntryFailure, OversightTask, RegisterInfo},
    storage::registers::ChainedEntry,
};

/// The register of leaders and officers: who may hand in depends on it (clause 5).
const REGISTRY: &str = "registry";
/// The duty roster: who is on it now holds a role (clause 19).
const DUTY: &str = "duty";
/// The role of who is on duty.
const DUTY_OFFICER: &str = "duty_officer";

/// A register as it stands.
#[derive(Debug, Clone)]
pub struct Register {
    /// Which.
    pub info: RegisterInfo,
    /// Its entries, oldest first.
    pub entries: Vec<Entry>,
    /// The hash of each entry, in the same order.
    pub hashes: Vec<String>,
}

impl Register {
    /// The number of the last entry; 0 when there is none.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.entries.last().map_or(0, |entry| entry.id)
    }

    /// The hash of the last entry; empty when there is none.
    #[must_use]
    pub fn head(&self) -> &str {
        self.hashes.last().map_or("", String::as_str)
    }
}

impl Flow {
    /// All registers with what was entered.
    ///
    /// # Errors
    /// [`FlowError::Engine`], [`FlowError::Storage`].
    pub async fn registers(&self) -> Result<Vec<Register>, FlowError> {
        let mut registers = Vec::new();
        for info in self.engine(|reviewer| Ok(reviewer.registers()?)).await? {
            registers.push(self.load_register(info).await?);
        }
        Ok(registers)
    }

    /// One register.
    ///
    /// # Errors
    /// [`FlowError::Malformed`] with `unknown-register`; the name is not repeated, nobody has screened it.
    pub async fn register(&self, id: &str) -> Result<Register, FlowError> {
        let all = self.engine(|reviewer| Ok(reviewer.registers()?)).await?;
        let found = all.into_iter().find(|info| info.id == id);
        let unknown =
            || FlowError::Malformed { code: "unknown-register", message: "没有这个登记簿。".to_owned() };
        self.load_register(found.ok_or_else(unknown)?).await
    }

    async fn load_register(&self, info: RegisterInfo) -> Result<Register, FlowError> {
        let rows = self.store.load_entries(&self.agency.site, &info.id).await?;
        let (entries, hashes) = rows.into_iter().map(|row| (row.entry, row.hash)).unzip();
        Ok(Register { info, entries, hashes })
    }

    /// The state of a register as the component's JSON, and what is open in it.
    ///
    /// # Errors
    /// [`FlowError::BrokenLog`] when its entries do not hold.
    pub async fn register_state(&self, register: &Register) -> Result<(Value, Vec<OversightTask>), FlowError> {
        let (id, entries, now) = (register.info.id.clone(), register.entries.clone(), self.now());
        self.engine(move |reviewer| {
            let state = reviewer.view_register(&id, &entries)?.map_err(broken)?;
            let tasks = reviewer.tasks(&id, &entries, now)?.map_err(broken)?;
            let state = serde_json::from_str(&state).map_err(|_| unreadable())?;
            Ok((state, tasks))
        })
        .await
    }

    /// What is open in all registers.
    ///
    /// # Errors
    /// [`FlowError::BrokenLog`] when the entries of one do not hold.
    pub(super) async fn register_tasks(&self) -> Result<Vec<OversightTask>, FlowError> {
        let (registers, now) = (self.registers().await?, self.now());
        self.engine(move |reviewer| {
            let mut tasks = Vec::new();
            for register in registers {
                tasks.extend(reviewer.tasks(&register.info.id, &register.entries, now)?.map_err(broken)?);
            }
            Ok(tasks)
        })
        .await
    }

    /// Enters commands into a register, all of them or none.
    ///
    /// # Errors
    /// [`FlowError::SecrecyStop`] before the first write, [`FlowError::Stale`], [`FlowError::Refused`].
    pub async fn enter(
        &self,
        asker: &Asker,
        register: &str,
        sequence: u64,
        commands: Vec<Arguments>,
    ) -> Result<Taken, FlowError> {
        let result = self.try_enter(asker, register, sequence, commands).await;
        self.recorded(asker, result).await
    }

    async fn try_enter(
        &self,
        asker: &Asker,
        id: &str,
        sequence: u64,
        commands: Vec<Arguments>,
    ) -> Result<Taken, FlowError> {
        let now = self.now();
        self.guard_words(now, texts(&commands)?).await?;
        let register = self.register(id).await?;
        let actual = register.sequence();
        if sequence != actual {
            return Err(FlowError::Stale { expected: sequence, actual });
        }
        let head = register.head().to_owned();
        let (known, mut entries) = (register.entries.len(), register.entries);
        for command in commands {
            let command = Value::Object(command).to_string();
            entries = self.decide_entry(asker, now, id, entries, command).await?;
        }
        let new = entries.split_off(known);
        let chained = self.engine(move |reviewer| Ok(chain(reviewer, &head, new)?)).await?;
        let chained: Vec<_> = chained.into_iter().map(|(entry, hash)| ChainedEntry { entry, hash }).collect();
        self.store.append_entries(&self.agency.site, id, sequence, &chained).await?;
        let kinds: Vec<String> = chained.iter().map(|chained| chained.entry.kind.clone()).collect();
        let (sequence, head) =
            chained.into_iter().next_back().map(|last| (last.entry.id, last.hash)).unwrap_or_default();
        tracing::info!(register = id, person = asker.person.id, sequence, kinds = kinds.join(","), "entered");
        Ok(Taken { sequence, head, kinds })
    }

    /// The entries with those that a command adds. What it has looked up is looked up first.
    async fn decide_entry(
        &self,
        asker: &Asker,
        now: u64,
        register: &str,
        mut entries: Vec<Entry>,
        command: String,
    ) -> Result<Vec<Entry>, FlowError> {
        let (id, so_far, asked) = (register.to_owned(), entries.clone(), command.clone());
        let words = self.engine(move |reviewer| Ok(reviewer.searched_words(&id, &so_far, &asked)?)).await?;
        let found = if words.is_empty() { Vec::new() } else { self.keyword_matches(words).await? };
        let (id, context) = (register.to_owned(), self.context(asker, now).await?);
        self.engine(move |reviewer| {
            let new = reviewer.enter(&id, &entries, &context, &command, &found)?.map_err(FlowError::refused)?;
            entries.extend(new);
            Ok(entries)
        })
        .await
    }

    /// Whether leaders and officers of a section are on file (clause 5). A registry that does not hold says that they are not.
    pub(super) async fn section_complete(&self, section: &str, now: u64) -> Result<bool, FlowError> {
        let entries = self.plain_entries(REGISTRY).await?;
        if entries.is_empty() {
            return Ok(false);
        }
        let section = section.to_owned();
        let missing = self.engine(move |reviewer| Ok(reviewer.missing_posts(&entries, &section, now)?)).await?;
        Ok(missing.is_ok_and(|missing| missing.is_empty()))
    }

    /// The roles a person holds now: those on file, and that of the duty officer while the person is on duty (clause 19).
    pub(super) async fn roles(&self, person: &Person, now: u64) -> Result<Vec<String>, FlowError> {
        let mut roles = person.roles.clone();
        let entries = self.plain_entries(DUTY).await?;
        if !entries.is_empty() && !roles.iter().any(|role| role == DUTY_OFFICER) {
            // A roster that does not hold gives nobody a role.
            let on_duty = self.engine(move |reviewer| Ok(reviewer.on_duty(&entries, now)?)).await?.unwrap_or_default();
            roles.extend(on_duty.contains(&person.id).then(|| DUTY_OFFICER.to_owned()));
        }
        Ok(roles)
    }

    pub(super) async fn plain_entries(&self, register: &str) -> Result<Vec<Entry>, FlowError> {
        let rows = self.store.load_entries(&self.agency.site, register).await?;
        Ok(rows.into_iter().map(|row| row.entry).collect())
    }
}

/// Entries that do not hold.
pub(super) fn broken(failure: EntryFailure) -> FlowError {
    let EntryFailure { entry, code, message } = failure;
    FlowError::BrokenLog(LogFault { seq: entry, code: "broken-replay", message: format!("{code}：{message}") })
}

/// A state that is no JSON.
fn unreadable() -> FlowError {
    FlowError::BrokenLog(LogFault {
        seq: 0, code: "broken-replay", message: "登记簿的状态读不出来。".to_owned()
    })
}
