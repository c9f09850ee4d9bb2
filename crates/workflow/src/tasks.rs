//! What is due after releases (clause 16): a list for people, computed when it is looked at.

use crate::terms::{self, Limit};
use crate::{
    Case, Command, Facts, Issue, IssueKind, Look, LookBackStep, Problem, Refusal, Settlement, Withdrawal, decide,
};
use articles::Role;
use calendar::Calendar;

/// Something that somebody has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// `look-back`, `rectification`, `withdrawal`, `expired` or `withdrawal-open`.
    pub kind: &'static str,
    /// Until when, milliseconds.
    pub due: u64,
    /// The notice of a year that was counted is not loaded: the time may still move (暂定).
    pub provisional: bool,
    /// The time is past.
    pub overdue: bool,
    /// What is to be done, one Chinese sentence.
    pub text: String,
    /// None when the person may do it now.
    pub refusal: Option<Refusal>,
}

/// What is due now, most urgent first.
#[must_use]
pub fn tasks(case: &Case, facts: &Facts, calendar: &Calendar, at: u64, actor: &str) -> Vec<Task> {
    let person = Person { case, facts, at, actor };
    let mut tasks: Vec<Task> = Vec::new();
    tasks.extend(case.look_back.problems.iter().map(|problem| person.problem(problem, calendar)));
    tasks.extend(case.look_back.open_withdrawal().map(|open| person.withdrawal(open, calendar)));
    tasks.extend(person.expired());
    tasks.extend(person.look_back(calendar));
    tasks
}

/// The steps after a release that fit the case: the function's name in the WIT, the roles of which one is needed, the step.
pub(crate) fn steps(case: &Case, at: u64) -> Vec<(&'static str, &'static [Role], LookBackStep)> {
    const STOPPERS: [Role; 3] = [Role::Coordinator, Role::DutyOfficer, Role::SiteResponsible];
    let (note, name) = ("—".to_owned(), "—".to_owned());
    let mut steps: Vec<(&'static str, &'static [Role], LookBackStep)> = Vec::new();
    if case.live_case.is_some() {
        let look = if case.look_back.is_due() { look(case, None) } else { look(case, Some(IssueKind::Error)) };
        steps.push(("look-back", &[Role::Editor, Role::SectionHead], LookBackStep::Look(look)));
        steps.push(("withdraw", &STOPPERS, LookBackStep::Withdraw { reason: String::new() }));
    }
    let Some(open) = case.look_back.open_withdrawal() else { return steps };
    if open.confirmed.is_none() {
        steps.push(("confirm-takedown", &[Role::Coordinator], LookBackStep::Confirm { name, at, note: note.clone() }));
    }
    if let Some(channel) = open.unchecked().next().map(str::to_owned) {
        steps.push(("check-channel", &STOPPERS, LookBackStep::CheckChannel { channel, note: String::new() }));
    }
    steps.push(("close-withdrawal", &[Role::Coordinator], LookBackStep::Close { note }));
    steps
}

/// A look as somebody could report it: with nothing found, or with one thing of a kind.
fn look(case: &Case, kind: Option<IssueKind>) -> Look {
    Look {
        digest: case.live_case.clone().unwrap_or_default(),
        issues: kind.map(|kind| Issue { kind, text: "—".to_owned() }).into_iter().collect(),
        none_found: kind.is_none(),
        settlement: kind.map(|_| Settlement::Rectify),
    }
}

/// Who looks at the list.
struct Person<'a> {
    case: &'a Case,
    facts: &'a Facts,
    at: u64,
    actor: &'a str,
}

impl Person<'_> {
    fn task(&self, kind: &'static str, Limit { due, provisional }: Limit, text: String, step: LookBackStep) -> Task {
        let refusal = decide(self.case, self.facts, self.at, self.actor, &Command::LookBack(step)).err();
        Task { kind, due, provisional, overdue: self.at > due, text, refusal }
    }

    /// What is live and nobody has looked back at.
    fn look_back(&self, calendar: &Calendar) -> Option<Task> {
        let (_, limit) = terms::look_back(self.case, calendar)?;
        let text = "请对发布的信息进行“回头看”".to_owned();
        Some(self.task("look-back", limit, text, LookBackStep::Look(look(self.case, None))))
    }

    /// What was reported is mended the same day; what has to come down, at once.
    fn problem(&self, problem: &Problem, calendar: &Calendar) -> Task {
        let count = problem.issues.len();
        match problem.settlement {
            Settlement::Withdraw => {
                let text = format!("发布的信息有 {count} 处问题，请立即撤稿");
                let limit = Limit { due: problem.at, provisional: false };
                self.task("withdrawal", limit, text, LookBackStep::Withdraw { reason: String::new() })
            }
            Settlement::Rectify => {
                let due = terms::mending(problem, calendar);
                let text = format!("发布的信息有 {count} 处问题，请当日整改：由采编员提交改正的版本");
                let refusal = (self.case.editor != self.actor)
                    .then(|| Refusal::new("not-the-editor", "16", "改正由本稿件的采编员提交", "请告知本稿件的采编员"));
                Task { kind: "rectification", due, provisional: false, overdue: self.at > due, text, refusal }
            }
        }
    }

    /// What is out of date is listed, not taken down by itself.
    fn expired(&self) -> Option<Task> {
        let releases = self.case.look_back.releases.values();
        let until = releases.filter_map(|release| release.valid_until).filter(|until| *until <= self.at).min()?;
        let text = "信息的有效期已过，请核对后撤稿或者更新".to_owned();
        let step = LookBackStep::Look(look(self.case, Some(IssueKind::Expired)));
        Some(self.task("expired", Limit { due: until, provisional: false }, text, step))
    }

    /// A withdrawal that is not closed: the next step of it.
    fn withdrawal(&self, open: &Withdrawal, calendar: &Calendar) -> Task {
        let limit = terms::closing(open, calendar);
        let (text, step) = match (open.unchecked().next(), &open.confirmed) {
            (Some(channel), _) => {
                let (channel, note) = (channel.to_owned(), String::new());
                let text = format!("撤稿未办结：请核查渠道“{channel}”是否已经撤下");
                (text, LookBackStep::CheckChannel { channel, note })
            }
            (None, None) => {
                let text = "撤稿未办结：请登记市大数据管理中心的确认".to_owned();
                (text, LookBackStep::Confirm { name: "—".to_owned(), at: self.at, note: String::new() })
            }
            (None, Some(_)) => ("撤稿未办结：请办结".to_owned(), LookBackStep::Close { note: "—".to_owned() }),
        };
        self.task("withdrawal-open", limit, text, step)
    }
}
