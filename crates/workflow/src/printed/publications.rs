//! Publication (clauses 6, 14 and 15).

use super::{Printing, Step, name_of};
use crate::{Command, Hours, NetworkZone};
use forms::{Publication, Time};

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
