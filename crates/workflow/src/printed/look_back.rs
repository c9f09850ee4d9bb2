//! What followed the releases (clause 16).

use super::{Printing, Step, Time, name_of};
use crate::{Command, Done, Issue, IssueKind, Look, LookBackStep, Settlement};
use forms::{LookBack, Withdrawal, WithdrawnChannel};

/// Every look back, oldest first.
pub(super) fn look_backs(printing: &Printing<'_>) -> Vec<LookBack> {
    let row = |(step, look): (&Step<'_>, &Look)| LookBack {
        person: step.facts.name.clone(),
        section: name_of(&printing.profile.sections, &step.facts.section),
        at: Some(Time(step.event.at)),
        result: if look.none_found { "没有发现问题".to_owned() } else { issues(&look.issues) },
        action: look.settlement.map_or("", settlement).to_owned(),
    };
    looks(printing).map(row).collect()
}

/// The last withdrawal of the item.
pub(super) fn withdrawals(printing: &Printing<'_>) -> Vec<Withdrawal> {
    let Some(withdrawal) = &printing.case.look_back.withdrawal else { return Vec::new() };
    let found =
        looks(printing).filter(|(step, look)| look.settlement.is_some() && step.event.at <= withdrawal.taken_down.at);
    let found = found.last();
    let closed = printing.steps.iter().rev().find_map(|step| match &step.command {
        Command::LookBack(LookBackStep::Close { note }) if withdrawal.closed.is_some() => Some(note.clone()),
        _ => None,
    });
    let worst = found.and_then(|(_, look)| look.issues.first()).map_or("紧急撤下", |issue| kind(issue.kind));
    let channel = |(id, checked): (&String, &Option<Done>)| WithdrawnChannel {
        channel: name_of(&printing.profile.channels, id),
        address: String::new(),
        removed_at: Some(Time(withdrawal.taken_down.at)),
        checked_by: checked.as_ref().map(|done| printing.person(&done.person)).unwrap_or_default(),
        checked_at: checked.as_ref().map(|done| Time(done.at)),
    };
    vec![Withdrawal {
        reason_class: worst.to_owned(),
        reason: withdrawal.reason.clone(),
        found_by: found.map(|(step, _)| step.facts.name.clone()).unwrap_or_default(),
        found_at: found.map(|(step, _)| Time(step.event.at)),
        ordered_by: printing.person(&withdrawal.taken_down.person),
        ordered_at: Some(Time(withdrawal.taken_down.at)),
        confirmed_by: withdrawal.confirmed.as_ref().map(|done| done.person.clone()).unwrap_or_default(),
        confirmed_at: withdrawal.confirmed.as_ref().map(|done| Time(done.at)),
        channels: withdrawal.channels.iter().map(channel).collect(),
        rectification: closed.unwrap_or_default(),
        closed_at: withdrawal.closed.as_ref().map(|done| Time(done.at)),
        ..Withdrawal::default()
    }]
}

/// Whether somebody has found in this content what may stand nowhere any more.
pub(super) fn is_leak(printing: &Printing<'_>) -> bool {
    looks(printing).any(|(_, look)| look.digest == printing.round.digest && look.leaks())
}

fn looks<'a>(printing: &Printing<'a>) -> impl Iterator<Item = (&'a Step<'a>, &'a Look)> {
    printing.steps.iter().filter_map(|step| match &step.command {
        Command::LookBack(LookBackStep::Look(look)) => Some((step, look)),
        _ => None,
    })
}

fn issues(issues: &[Issue]) -> String {
    issues.iter().map(|issue| format!("{}：{}", kind(issue.kind), issue.text)).collect::<Vec<_>>().join("；")
}

const fn kind(kind: IssueKind) -> &'static str {
    match kind {
        IssueKind::Secret => "泄密",
        IssueKind::PersonalData => "个人信息",
        IssueKind::GraveError => "严重错误",
        IssueKind::Improper => "失当",
        IssueKind::Error => "有误",
        IssueKind::Expired => "过期",
    }
}

const fn settlement(settlement: Settlement) -> &'static str {
    match settlement {
        Settlement::Rectify => "报综合协调科整改",
        Settlement::Withdraw => "报综合协调科撤稿",
    }
}
