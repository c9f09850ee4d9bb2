//! A case as values of its printed forms (clauses 6, 9, 10 and 16). What the history knows is filled in, what it does not know stays blank with
//! its label, for a pen.
//!
//! Of content that is to be determined, was found to be secret or leaks, nothing is printed but number and digest: paper leaves the house more
//! easily than a file does.

mod determination;
mod filing;
mod item;
mod look_back;
mod publications;
mod screening;
mod signatures;

use crate::event::Body;
use crate::facts::read_profile;
use crate::{Case, Classification, Command, Event, Facts, Openness, Refusal, Round, Route};
use articles::{Named, Profile};
use document::Document;
use forms::{Data, Date, Head, Kind, Time, Verification};
use std::collections::BTreeMap;

/// What is to be printed, and what the history does not have for it.
#[derive(Clone, Debug, Default)]
pub struct FormRequest {
    /// The form's name.
    pub form: String,
    /// The agency's template; none for the shipped one.
    pub template: Option<String>,
    /// What the host keeps of the content; a document that is not of the current round is not looked at.
    pub documents: Vec<Document>,
    /// Names of people by their ids, for those who took no step themselves.
    pub names: BTreeMap<String, String>,
}

/// The forms that this case has something to fill in.
#[must_use]
pub fn fillable(case: &Case) -> Vec<Kind> {
    let Some(round) = &case.round else { return Vec::new() };
    let mut kinds = vec![Kind::ReviewSheet];
    if round.card.route == Route::Filing {
        kinds.push(Kind::FilingForm);
    }
    let asked = case.determinations.about(&round.digest).next().is_some();
    if asked || round.card.classification == Classification::Pending {
        kinds.push(Kind::DeterminationRequest);
    }
    if case.look_back.withdrawal.is_some() {
        kinds.push(Kind::WithdrawalNotice);
    }
    kinds
}

/// A form of this case as a page.
///
/// # Errors
/// `unknown-form`, `form-not-ready`, `invalid-profile`, `invalid-template`.
pub fn print(
    history: &[Event],
    case: &Case,
    profile: &str,
    now: u64,
    request: &FormRequest,
) -> Result<String, Refusal> {
    let known = Kind::of_name(&request.form);
    let kind = known.ok_or_else(|| {
        let names = Kind::ALL.map(Kind::name).join("、");
        Refusal::new("unknown-form", "", format!("没有名为“{}”的表单", request.form), format!("可用的是 {names}"))
    })?;
    let ready = fillable(case);
    let Some(round) = case.round.as_ref().filter(|_| ready.contains(&kind)) else {
        let titles: Vec<&str> = ready.into_iter().map(Kind::title).collect();
        let remedy = if titles.is_empty() {
            "请先提交稿件".to_owned()
        } else {
            format!("现在可以打印：{}", titles.join("、"))
        };
        let message = format!("这一稿件没有可填入{}的内容", kind.title());
        return Err(Refusal::new("form-not-ready", kind.clause(), message, remedy));
    };
    let (profile, steps) = (read_profile(profile)?, steps(history));
    let printing = Printing { case, round, profile: &profile, steps: &steps, request, now };
    forms::render(kind, request.template.as_deref(), &values(&printing, kind, history))
        .map_err(|error| Refusal::new("invalid-template", "", error.to_string(), "请由管理员改正本单位的模板"))
}

/// Everything a form is filled from.
struct Printing<'a> {
    case: &'a Case,
    round: &'a Round,
    profile: &'a Profile,
    steps: &'a [Step<'a>],
    request: &'a FormRequest,
    now: u64,
}

fn values(printing: &Printing<'_>, kind: Kind, history: &[Event]) -> Data {
    Data {
        head: head(printing, kind),
        item: item::item(printing),
        screening: screening::screening(printing),
        signatures: signatures::standing(printing),
        voided_signatures: signatures::voided(printing),
        filing: filing::filing(printing),
        publications: publications::publications(printing, printing.steps),
        look_backs: look_back::look_backs(printing),
        withdrawals: look_back::withdrawals(printing),
        determination: determination::determination(printing),
        verification: Verification {
            site: printing.case.site.clone(),
            item: printing.case.item.clone(),
            digest: printing.round.digest.clone(),
            // The hash of the last event proves the whole history before it.
            chain_head: history.iter().fold(String::new(), |previous, event| crate::link(&previous, event)),
        },
        ..Data::default()
    }
}

/// One step, read once for all parts of a form.
struct Step<'a> {
    event: &'a Event,
    round: u32,
    command: Command,
    facts: Facts,
}

fn steps(history: &[Event]) -> Vec<Step<'_>> {
    let mut round = 0;
    let steps = history.iter().filter_map(|event| {
        let Body { command, facts } = Body::read(&event.body)?;
        if matches!(command, Command::Submit(_)) {
            round += 1;
        }
        Some(Step { event, round, command, facts })
    });
    steps.collect()
}

impl<'a> Printing<'a> {
    /// The steps of the current round.
    fn current(&self) -> &'a [Step<'a>] {
        let first = self.steps.partition_point(|step| step.round < self.case.rounds);
        self.steps.get(first..).unwrap_or_default()
    }

    /// Whether the content itself may stand on paper.
    fn is_open(&self) -> bool {
        is_open(self.case, self.round) && !look_back::is_leak(self)
    }

    /// The name of a person: as it was when they took a step, otherwise as the host has it now.
    fn person(&self, id: &str) -> String {
        let acted = self.steps.iter().rev().find(|step| step.event.actor == id).map(|step| step.facts.name.clone());
        acted.or_else(|| self.request.names.get(id).cloned()).unwrap_or_else(|| id.to_owned())
    }
}

/// Whether the content of a round may stand on paper, as far as its card and clause 10 say.
pub(crate) fn is_open(case: &Case, round: &Round) -> bool {
    let unclear = case.determinations.about(&round.digest).any(crate::Inquiry::is_open);
    round.card.classification != Classification::Pending
        && round.card.openness == Openness::Active
        && !unclear
        && !case.determinations.is_secret(&round.digest)
}

fn head(printing: &Printing<'_>, kind: Kind) -> Head {
    let handed_in = printing.current().first();
    let letter = determination::number(printing).filter(|_| kind == Kind::DeterminationRequest);
    Head {
        agency: printing.profile.agency.clone(),
        section: name_of(&printing.profile.sections, &printing.case.section),
        number: letter.unwrap_or_else(|| printing.case.item.clone()),
        made_on: handed_in.map(|step| day(step.event.at)),
        made_by: handed_in.map(|step| step.facts.name.clone()).unwrap_or_default(),
        addressee: if kind == Kind::WithdrawalNotice { "综合协调科" } else { "" }.to_owned(),
        office: printing.profile.agency.clone(),
        printed_at: Some(Time(printing.now)),
        ..Head::default()
    }
}

fn day(milliseconds: u64) -> Date {
    Date(calendar::day_of(milliseconds))
}

/// The name of a section, channel or criterion; its id when the profile no longer has it.
fn name_of(named: &[Named], id: &str) -> String {
    named.iter().find(|one| one.id == id).map_or(id, |one| one.name.as_str()).to_owned()
}

/// What is shown of a digest: enough to tell two apart on paper, the whole stands in the verification line.
fn short(digest: &str) -> String {
    const SHOWN: usize = 8;
    digest.strip_prefix("sm3:").unwrap_or(digest).chars().take(SHOWN).collect()
}
