//! What oversight counts of a case (clauses 8, 10, 15, 16 and 17): plain facts, taken from its record and from nowhere else.

use crate::event::Body;
use crate::printed::is_open;
use crate::replay::replay_with;
use crate::terms::{Term, TermKind, terms};
use crate::{Case, Command, DeterminationStep, Event, Hours, LookBackStep, NetworkZone, Openness, ReplayFailure};
use calendar::Calendar;
use std::collections::BTreeSet;

/// A look-back that fell due: of everything that was released until somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookedBack {
    /// The last moment for it, milliseconds.
    pub due: u64,
    /// When it was done, milliseconds; none when it was not.
    pub done_at: Option<u64>,
}

/// The facts of one case. Moments in milliseconds UTC; none when it has not happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Its section.
    pub section: String,
    /// Its editor.
    pub editor: String,
    /// When the editor signed it for the first time: from then on it is out of the editor's hands.
    pub handed_in_at: Option<u64>,
    /// When it went out first.
    pub published_at: Option<u64>,
    /// Everything that went out had been screened before.
    pub screened: bool,
    /// How often it was returned to the editor.
    pub returned: u32,
    /// How often something came after its term, or has not come and the term is over: a written answer, a look-back, a rectification, the
    /// closing of a withdrawal. What was counted over days without a notice does not count.
    pub overdue: u32,
    /// Something went out outside working hours or office, be it with a grant; a moment that the calendar does not know counts as outside.
    pub out_of_hours: bool,
    /// When it was taken down first.
    pub withdrawn_at: Option<u64>,
    /// The look-backs, oldest first. What was taken down before its look-back fell due needs none.
    pub look_backs: Vec<LookedBack>,
    /// The digests of the renditions of the current round that are not live.
    pub drafts: Vec<String>,
    /// The digests of what is live.
    pub live: Vec<String>,
    /// How it is made public, as the card of the current round says; none before there is one.
    pub openness: Option<Openness>,
    /// Who signed last in the current round; empty while nobody has.
    pub reviewer: String,
    /// The channels on which it ever went out.
    pub channels: BTreeSet<String>,
    /// Whether its title may be printed.
    pub may_print: bool,
}

/// Count a case as it stands at a moment, milliseconds. Terms that run from a release, a report or a withdrawal are counted by this calendar.
///
/// # Errors
/// The first step that does not replay: what does not hold is not counted.
pub fn tally(history: &[Event], calendar: &Calendar, at: u64) -> Result<Tally, ReplayFailure> {
    let tally = Tally { screened: true, ..Tally::default() };
    let mut count = Count { calendar, tally, screened: BTreeSet::new(), leaks: BTreeSet::new(), running: Vec::new() };
    let case = replay_with(history, |case, event, body| count.take(case, event, body))?;
    Ok(count.finish(&case, at))
}

/// What has been counted so far.
struct Count<'a> {
    calendar: &'a Calendar,
    tally: Tally,
    /// The renditions that were screened.
    screened: BTreeSet<String>,
    /// The case digests that somebody has found to leak.
    leaks: BTreeSet<String>,
    /// The terms that run after the last step.
    running: Vec<Term>,
}

impl Count<'_> {
    /// Take a step that led to `case`.
    fn take(&mut self, case: &Case, event: &Event, body: &Body) {
        self.take_step(event, body);
        let running = terms(case, self.calendar);
        let goes_on = |term: &Term| running.iter().any(|other| (other.kind, other.start) == (term.kind, term.start));
        for term in std::mem::take(&mut self.running).iter().filter(|term| !goes_on(term)) {
            self.end(term, event.at, &body.command);
        }
        self.running = running;
    }

    fn take_step(&mut self, event: &Event, Body { command, facts }: &Body) {
        let tally = &mut self.tally;
        match command {
            Command::RecordScreening(screening) => {
                self.screened.insert(screening.document.clone());
            }
            Command::Sign(signing) if signing.level == 1 => tally.handed_in_at = tally.handed_in_at.or(Some(event.at)),
            Command::Return { .. } => tally.returned += 1,
            Command::Publish { request, document } => {
                tally.channels.insert(request.channel.clone());
                tally.published_at = tally.published_at.or(Some(event.at));
                tally.screened &= self.screened.contains(document);
                tally.out_of_hours |= facts.hours != Hours::Within || facts.network != NetworkZone::Office;
            }
            Command::LookBack(LookBackStep::Withdraw { .. }) => {
                tally.withdrawn_at = tally.withdrawn_at.or(Some(event.at));
            }
            Command::LookBack(LookBackStep::Look(look)) if look.leaks() => {
                self.leaks.insert(look.digest.clone());
            }
            _ => {}
        }
    }

    /// A term has ended by a step.
    fn end(&mut self, term: &Term, at: u64, by: &Command) {
        let done_at = match by {
            // The body answered when its letter says so, not when somebody wrote that down.
            Command::Determination(DeterminationStep::Answer(answer)) => answer.at,
            _ => at,
        };
        let is_late = term.limit.is_over(done_at);
        self.tally.overdue += u32::from(is_late);
        let is_look = matches!(by, Command::LookBack(LookBackStep::Look(_)));
        if term.kind == TermKind::LookBack && (is_look || is_late) {
            self.tally.look_backs.push(LookedBack { due: term.limit.due, done_at: is_look.then_some(done_at) });
        }
    }

    /// Add where the case stands, and what is still to be done.
    fn finish(mut self, case: &Case, at: u64) -> Tally {
        for term in &self.running {
            self.tally.overdue += u32::from(term.limit.is_over(at));
            if term.kind == TermKind::LookBack {
                self.tally.look_backs.push(LookedBack { due: term.limit.due, done_at: None });
            }
        }
        let live: Vec<String> = case.live.values().cloned().collect();
        let renditions = case.round.iter().flat_map(|round| &round.renditions);
        let drafts = renditions.map(|rendition| rendition.digest.clone()).filter(|digest| !live.contains(digest));
        let (section, editor) = (case.section.clone(), case.editor.clone());
        let round = case.round.as_ref();
        let reviewer = round.and_then(|round| round.signatures.last()).map(|signature| signature.person.clone());
        Tally {
            section,
            editor,
            drafts: drafts.collect(),
            live,
            openness: round.map(|round| round.card.openness),
            reviewer: reviewer.unwrap_or_default(),
            may_print: round.is_some_and(|round| is_open(case, round) && !self.leaks.contains(&round.digest)),
            ..self.tally
        }
    }
}
