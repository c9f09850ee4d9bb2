//! The terms that run in a case (clauses 10 and 16): the list of tasks and the reports read them from here, so they cannot disagree.

use crate::determination::end_of_day;
use crate::{Case, Inquiry, Problem, Release, Settlement, Withdrawal};
use articles::ANSWER_WORKING_DAYS;
use calendar::{Calendar, day_of};

/// A time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    /// The last moment, milliseconds.
    pub(crate) due: u64,
    /// The notice of a year that was counted is not loaded: it may still move (暂定).
    pub(crate) provisional: bool,
}

impl Limit {
    /// Whether something that is done at a moment is late; over a provisional day that is not certain.
    pub(crate) const fn is_over(&self, at: u64) -> bool {
        !self.provisional && at > self.due
    }
}

/// What has a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TermKind {
    /// 书面答复: the body asked has to answer.
    Answer,
    /// 回头看 of what is live.
    LookBack,
    /// 整改 of what was reported. An order to withdraw has none: it is for at once.
    Rectification,
    /// 办结 of a withdrawal.
    Closing,
}

/// A term that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// Of what.
    pub(crate) kind: TermKind,
    /// What started it: the event of the letter, or the moment of release, report or withdrawal.
    pub(crate) start: u64,
    /// Until when.
    pub(crate) limit: Limit,
}

/// The terms that run now.
pub(crate) fn terms(case: &Case, calendar: &Calendar) -> Vec<Term> {
    // A letter about content that nobody hands in any more keeps nobody waiting.
    let digest = case.round.as_ref().map_or("", |round| round.digest.as_str());
    let answers = case.determinations.about(digest).filter(|inquiry| inquiry.is_open());
    let mut terms: Vec<Term> = answers.filter_map(|inquiry| answer(inquiry, calendar)).collect();
    terms.extend(case.look_back.problems.iter().filter_map(|problem| rectification(problem, calendar)));
    let term = |kind, (start, limit)| Term { kind, start, limit };
    terms.extend(look_back(case, calendar).map(|limit| term(TermKind::LookBack, limit)));
    let open = case.look_back.open_withdrawal();
    terms.extend(open.map(|open| term(TermKind::Closing, (open.taken_down.at, closing(open, calendar)))));
    terms
}

/// The day that was counted at the receipt; one that was counted without a notice is counted again.
fn answer(inquiry: &Inquiry, calendar: &Calendar) -> Option<Term> {
    let received = inquiry.received?;
    let due = if received.due.provisional {
        calendar.nth_working_day_after(day_of(received.at), ANSWER_WORKING_DAYS)
    } else {
        received.due
    };
    let limit = Limit { due: end_of_day(due.day), provisional: due.provisional };
    Some(Term { kind: TermKind::Answer, start: inquiry.event, limit })
}

fn rectification(problem: &Problem, calendar: &Calendar) -> Option<Term> {
    let limit = Limit { due: mending(problem, calendar), provisional: false };
    let term = Term { kind: TermKind::Rectification, start: problem.at, limit };
    (problem.settlement == Settlement::Rectify).then_some(term)
}

/// What was reported is mended the same day.
pub(crate) fn mending(problem: &Problem, calendar: &Calendar) -> u64 {
    calendar.end_of_office(day_of(problem.at)).max(problem.at)
}

/// The release that has to be looked back at first: when it was, and until when somebody has to.
pub(crate) fn look_back(case: &Case, calendar: &Calendar) -> Option<(u64, Limit)> {
    let open = case.look_back.releases.values().filter(|release| !release.looked_back);
    open.map(|release| (release.at, looking(release, calendar))).min_by_key(|(at, limit)| (limit.due, *at))
}

/// What is on new media spreads within hours: it is looked at on the same day, whether that is worked or not.
fn looking(release: &Release, calendar: &Calendar) -> Limit {
    if release.same_day {
        return Limit { due: end_of_day(day_of(release.at)), provisional: false };
    }
    next_working_day(release.at, calendar)
}

/// A withdrawal is closed by the next working day.
pub(crate) fn closing(open: &Withdrawal, calendar: &Calendar) -> Limit {
    next_working_day(open.taken_down.at, calendar)
}

/// The end of the office hours of the working day after a moment.
fn next_working_day(at: u64, calendar: &Calendar) -> Limit {
    let due = calendar.nth_working_day_after(day_of(at), 1);
    Limit { due: calendar.end_of_office(due.day), provisional: due.provisional }
}
