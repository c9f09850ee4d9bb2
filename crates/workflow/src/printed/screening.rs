//! What screening found and how it was answered (clause 8). The record has no fragments of the text, so the form has none.

use super::{Printing, name_of, short};
use crate::{Command, DispositionKind, FindingState, Round};
use forms::{Finding, Screening, Time};

pub(super) fn screening(printing: &Printing<'_>) -> Screening {
    let round = printing.round;
    let at = printing.current().iter().rev().find(|step| matches!(step.command, Command::RecordScreening(_)));
    let made = |text: fn(&crate::Screening) -> &str| {
        let mut all: Vec<String> = round.screenings.values().map(|one| short(text(one))).collect();
        all.dedup();
        all.join("、")
    };
    let omitted: u32 = round.screenings.values().map(|one| one.omitted).sum();
    let own = printing.profile.correction_system.is_some();
    Screening {
        at: at.map(|step| Time(step.event.at)),
        system: if own { printing.profile.correction_system_name.clone() } else { "先审".to_owned() },
        engine: made(|one| &one.engine),
        pack: made(|one| &one.pack),
        report: made(|one| &one.report),
        count: u32::try_from(round.findings.len()).unwrap_or(u32::MAX).saturating_add(omitted),
        findings: round.findings.iter().map(|state| finding(printing, state)).collect(),
        external: external(round),
    }
}

fn finding(printing: &Printing<'_>, state: &FindingState) -> Finding {
    let rendition = printing.round.renditions.iter().find(|rendition| rendition.digest == state.document);
    let title = screener::rule(&state.finding.rule).map_or(state.finding.rule.as_str(), |rule| rule.title);
    let joined = |texts: Vec<String>| texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("；");
    let answers = || state.answers.iter();
    Finding {
        place: rendition.map(|one| name_of(&printing.profile.channels, &one.channel)).unwrap_or_default(),
        fragment: String::new(),
        message: title.to_owned(),
        level: if state.finding.level == "block" { "必须改正" } else { "须核实" }.to_owned(),
        disposition: joined(answers().map(|answer| disposition(answer.kind).to_owned()).collect()),
        reason: joined(answers().flat_map(|answer| [answer.reason.clone(), answer.basis.clone()]).collect()),
        person: joined(answers().map(|answer| printing.person(&answer.person)).collect()),
    }
}

const fn disposition(kind: DispositionKind) -> &'static str {
    match kind {
        DispositionKind::Accepted => "接受",
        DispositionKind::FalseAlarm => "误报",
        DispositionKind::NotProhibited => "不属于第十一条情形",
        DispositionKind::Prohibited => "属于第十一条情形",
    }
}

/// Evidence of the named correction system.
fn external(round: &Round) -> String {
    let Some(evidence) = &round.evidence else { return String::new() };
    let on = calendar::format_day(calendar::day_of(evidence.at));
    format!("{on}，{}，编号 {}，{}", evidence.person, evidence.number, evidence.result)
}
