//! The functions of interface `oversight` as typed calls, their answers checked.

use super::bindings::{
    CaseSummary, Context, Document, Entry, EntryFailure, Event, KeywordMatch, Observation, OversightTask, Refusal,
    RegisterInfo, ReportFacts, ReportInfo, ShownItem,
};
use super::calls::{call, told};
use super::failure::EngineFailure;
use super::verify::{self, verify_oversight as checked};
use super::{Reviewer, instance, size};

/// What a register gives for a command: entries to append, or the rule's refusal.
pub type Entered = Result<Vec<Entry>, Refusal>;

impl Reviewer {
    /// All registers.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn registers(&self) -> Result<Vec<RegisterInfo>, EngineFailure> {
        call!(self, 0, xianshen_review_oversight.call_registers())
    }

    /// What items of commands, states and reports are called.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn labels(&self) -> Result<Vec<(String, String)>, EngineFailure> {
        call!(self, 0, xianshen_review_oversight.call_labels())
    }

    /// Enter a command into a register.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn enter(
        &self,
        register: &str,
        history: &[Entry],
        context: &Context,
        command: &str,
        found: &[KeywordMatch],
    ) -> Result<Entered, EngineFailure> {
        let input = size::entries(history) + size::case(&[], context) + command.len() + size::json(&found);
        let answer =
            call!(self, input, xianshen_review_oversight.call_enter(register, history, context, command, found))?;
        told(answer, |entries| checked::entries(entries, history, context))
    }

    /// The words to look up before a command is entered (clause 18).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn searched_words(
        &self,
        register: &str,
        history: &[Entry],
        command: &str,
    ) -> Result<Vec<String>, EngineFailure> {
        let input = size::entries(history) + command.len();
        call!(self, input, xianshen_review_oversight.call_searched_words(register, history, command))
    }

    /// Whether a document shows one of these words.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn contains(&self, document: &Document, words: &[String]) -> Result<bool, EngineFailure> {
        let input = size::document(document) + size::json(&words);
        call!(self, input, xianshen_review_oversight.call_contains(document, words))
    }

    /// Decide every entry of a register again.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn replay_register(
        &self,
        register: &str,
        history: &[Entry],
    ) -> Result<Result<(), EntryFailure>, EngineFailure> {
        let answer = call!(self, size::entries(history), xianshen_review_oversight.call_replay(register, history))?;
        checked::answer(answer, history.len())
    }

    /// The state of a register as JSON.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn view_register(
        &self,
        register: &str,
        history: &[Entry],
    ) -> Result<Result<String, EntryFailure>, EngineFailure> {
        let answer = call!(self, size::entries(history), xianshen_review_oversight.call_view(register, history))?;
        checked::answer(answer, history.len())
    }

    /// What is open in a register at a moment.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn tasks(
        &self,
        register: &str,
        history: &[Entry],
        at: u64,
    ) -> Result<Result<Vec<OversightTask>, EntryFailure>, EngineFailure> {
        let answer = call!(self, size::entries(history), xianshen_review_oversight.call_tasks(register, history, at))?;
        if let Ok(tasks) = &answer {
            tasks.iter().try_for_each(checked::task)?;
        }
        checked::answer(answer, history.len())
    }

    /// The hash that chains an entry to the one before it.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn link_entry(&self, previous: &str, entry: &Entry) -> Result<String, EngineFailure> {
        let input = size::entry(entry) + previous.len();
        let answer = call!(self, input, xianshen_review_oversight.call_link(previous, entry))?;
        verify::digest(&answer)?;
        Ok(answer)
    }

    /// The posts that nobody holds for a section (clause 5).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn missing_posts(
        &self,
        registry: &[Entry],
        section: &str,
        at: u64,
    ) -> Result<Result<Vec<String>, EntryFailure>, EngineFailure> {
        let input = size::entries(registry) + section.len();
        let answer = call!(self, input, xianshen_review_oversight.call_missing_posts(registry, section, at))?;
        checked::answer(answer, registry.len())
    }

    /// Who is on duty (clause 19).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn on_duty(&self, duty: &[Entry], at: u64) -> Result<Result<Vec<String>, EntryFailure>, EngineFailure> {
        let answer = call!(self, size::entries(duty), xianshen_review_oversight.call_on_duty(duty, at))?;
        checked::answer(answer, duty.len())
    }

    /// What reports and searches take from the record of a case, as it stands at a moment by this calendar.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn summarise(
        &self,
        history: &[Event],
        calendar: &str,
        at: u64,
    ) -> Result<Result<CaseSummary, EntryFailure>, EngineFailure> {
        let input = size::history(history) + calendar.len();
        let answer = call!(self, input, xianshen_review_oversight.call_summarise(history, calendar, at))?;
        if let Ok(summary) = &answer {
            summary.drafts.iter().chain(&summary.live).try_for_each(|digest| verify::digest(digest))?;
        }
        checked::answer(answer, history.len())
    }

    /// What a site shows of an item beside what was cleared (clause 8).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn observe(&self, item: &ShownItem) -> Result<Observation, EngineFailure> {
        let documents = || item.cleared.iter().chain(&item.shown);
        documents().try_for_each(|document| self.check_size(document))?;
        let input = documents().map(size::document).sum();
        let answer = call!(self, input, xianshen_review_oversight.call_observe(item))?;
        checked::observation(&answer)?;
        Ok(answer)
    }

    /// How many characters of a document readers get.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn characters(&self, document: &Document) -> Result<u64, EngineFailure> {
        call!(self, size::document(document), xianshen_review_oversight.call_characters(document))
    }

    /// All reports.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn reports(&self) -> Result<Vec<ReportInfo>, EngineFailure> {
        call!(self, 0, xianshen_review_oversight.call_reports())
    }

    /// Count a report over days, written `YYYY-MM-DD`, both included.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn report(
        &self,
        kind: &str,
        days: (&str, &str),
        profile: &str,
        facts: &ReportFacts,
    ) -> Result<Result<String, Refusal>, EngineFailure> {
        let (first, last) = days;
        let input = size::json(facts) + profile.len();
        let answer = call!(self, input, xianshen_review_oversight.call_report(kind, first, last, profile, facts))?;
        if let Err(refusal) = &answer {
            verify::refusal(refusal)?;
        }
        Ok(answer)
    }
}
