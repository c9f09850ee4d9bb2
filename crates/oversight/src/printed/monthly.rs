//! 月汇总表 (clause 4): what a section, or the agency, reviewed and published in a month; a nil return says so.

use super::{Sheet, number, period};
use crate::reports::{ItemFact, look_back, monthly, return_rate};
use articles::Refusal;
use forms::{Data, Head, MonthlyReturn, MonthlyRow, Time};

/// 主动公开, as cards call it.
const ACTIVE: &str = "active";

pub(super) fn fill(sheet: &Sheet<'_>) -> Result<Data, Refusal> {
    let (records, section) = (&sheet.request.records, sheet.request.section.as_str());
    let is_known = section.is_empty() || records.sections.iter().any(|one| one.id == section);
    if !is_known {
        return Err(Refusal::new("unknown-section", "4", "没有这个科室", "请核对科室；留空为全局汇总"));
    }
    let place = records.sections.iter().position(|one| one.id == section);
    let (counts, returns, looks) = (monthly(records), return_rate(records), look_back(records));
    // Every table lists the sections in the same order, those of the profile first.
    let counts = place.and_then(|place| counts.rows.get(place)).unwrap_or(&counts.total);
    let returns = place.and_then(|place| returns.rows.get(place)).unwrap_or(&returns.total);
    let looks = place.and_then(|place| looks.rows.get(place)).unwrap_or(&looks.total);
    let is_of = |item: &&ItemFact| section.is_empty() || item.section == section;
    let is_in = |item: &&ItemFact| records.period.holds(item.handed_in_at) || records.period.holds(item.published_at);
    let items: Vec<&ItemFact> = records.items.iter().filter(is_of).filter(is_in).collect();
    let withheld = items.iter().filter(|item| {
        records.period.holds(item.handed_in_at) && sheet.row(&item.item).is_some_and(|row| row.openness != ACTIVE)
    });
    let monthly = MonthlyReturn {
        period: period(records.period),
        handed_in: number(counts.handed_in),
        published: number(counts.published),
        withheld: number(crate::reports::count(withheld)),
        returned: number(returns.returns),
        withdrawn: number(counts.withdrawn),
        looked_back: number(looks.done.part),
        rows: (1..).zip(&items).map(|(number, item)| row(sheet, number, item)).collect(),
    };
    let whole = if section.is_empty() { sheet.profile.agency.clone() } else { sheet.section(section) };
    Ok(Data { head: Head { section: whole, ..Head::default() }, monthly, ..Data::default() })
}

fn row(sheet: &Sheet<'_>, number: u32, item: &ItemFact) -> MonthlyRow {
    let known = sheet.row(&item.item).cloned().unwrap_or_default();
    MonthlyRow {
        number,
        title: sheet.title(&item.item),
        section: sheet.section(&item.section),
        openness: openness(&known.openness).to_owned(),
        review: if item.published_at.is_some() { "可以公开" } else { "" }.to_owned(),
        reviewer: known.reviewer,
        channel: sheet.channels(&known.channels),
        at: item.published_at.map(Time),
        form_number: item.item.clone(),
        note: if item.withdrawn_at.is_some() { "已撤回" } else { "" }.to_owned(),
    }
}

/// What people call the ways of making public.
fn openness(id: &str) -> &str {
    match id {
        ACTIVE => "主动公开",
        "on_request" => "依申请公开",
        "closed" => "不予公开",
        other => other,
    }
}
