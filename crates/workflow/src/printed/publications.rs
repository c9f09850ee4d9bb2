//! Filing and publication (clauses 6, 14 and 15).

use super::{Printing, Step, name_of};
use crate::{Command, Hours, NetworkZone, Route};
use forms::{FilingStep, Publication, Time};

pub(super) fn publications(printing: &Printing<'_>, steps: &[Step<'_>]) -> Vec<Publication> {
    let published = steps.iter().filter_map(|step| match &step.command {
        Command::Publish { request, .. } => Some((step, request)),
        _ => None,
    });
    let publication = published.map(|(step, request)| Publication {
        channel: name_of(&printing.profile.channels, &request.channel),
        person: step.facts.name.clone(),
        at: Some(Time(step.event.at)),
        address: String::new(),
        permit: permit(steps, step, &request.channel),
        place: place(step),
    });
    publication.collect()
}

/// The permit that was used: the last one issued for the channel before it.
fn permit(steps: &[Step<'_>], used: &Step<'_>, channel: &str) -> String {
    let before = steps.iter().rev().filter(|step| step.event.id < used.event.id);
    let mut issued =
        before.filter(|step| matches!(&step.command, Command::Issue { request, .. } if request.channel == channel));
    issued.next().map(|step| format!("{}签发（记录第 {} 条）", step.facts.name, step.event.id)).unwrap_or_default()
}

fn place(step: &Step<'_>) -> String {
    let hours = match step.facts.hours {
        Hours::Within => "工作时间",
        Hours::Outside => "非工作时间",
        Hours::Unknown => "工作日历未载明",
    };
    let network = if step.facts.network == NetworkZone::Office { "办公环境" } else { "办公环境以外" };
    let regular = step.facts.hours == Hours::Within && step.facts.network == NetworkZone::Office;
    match &step.facts.grant {
        Some(grant) if !regular => format!("{hours}，{network}；临时开通：{}", grant.reason),
        _ => format!("{hours}，{network}"),
    }
}

/// The steps of filing (clause 6): who handed in and received is signed on paper; what was published of this round is on record.
pub(super) fn filing(printing: &Printing<'_>) -> Vec<FilingStep> {
    if printing.round.card.route != Route::Filing {
        return Vec::new();
    }
    let section = name_of(&printing.profile.sections, &printing.case.section);
    let blank =
        |step: &str, unit: &str| FilingStep { step: step.to_owned(), unit: unit.to_owned(), ..FilingStep::default() };
    let mut rows = vec![blank("报送", &section), blank("接收", "综合协调科")];
    match publications(printing, printing.current()).into_iter().next_back() {
        None => rows.push(blank("发布", "综合协调科")),
        Some(last) => rows.push(FilingStep {
            person: last.person,
            at: last.at,
            opinion: last.channel,
            ..blank("发布", "综合协调科")
        }),
    }
    rows
}
