//! 通报批评 (clause 8): the notice of a criticism that people have issued, with the error rates of the period (clause 17).

use super::{Sheet, broken, day, not_ready, number, period};
use crate::register::replay;
use crate::registers::criticism::Criticisms;
use crate::reports::{RankedRow, ranking};
use articles::Refusal;
use forms::{Criticised, Criticism, Data, Head, Kind, SectionRate, Time};

pub(super) fn fill(sheet: &Sheet<'_>) -> Result<Data, Refusal> {
    let register = replay::<Criticisms>(&sheet.request.history).map_err(|failure| broken(&failure))?;
    let issued = register.in_force(sheet.request.entry);
    let issued = issued.ok_or_else(|| not_ready(Kind::CriticismNotice, "没有这一通报批评，或者已经撤销"))?;
    let records = &sheet.request.records;
    let table = ranking(records);
    let section = sheet.section(&issued.section);
    let items = (1..).zip(&issued.items).map(|(number, one)| Criticised {
        number,
        section: section.clone(),
        title: sheet.title(&one.item),
        channel: sheet.row(&one.item).map(|row| sheet.channels(&row.channels)).unwrap_or_default(),
        at: Some(Time(one.published_at)),
        problem: "发布前没有技术筛查".to_owned(),
        ..Criticised::default()
    });
    let criticism = Criticism {
        period: period(records.period),
        summary: issued.text.clone(),
        items: items.collect(),
        rates: table.rows.iter().map(rate).collect(),
        rate_definition: table.definition.to_owned(),
        issuer: issued.decided_by.clone(),
        ..Criticism::default()
    };
    let head = Head {
        number: issued.number.clone(),
        made_on: day(&issued.date),
        addressee: "各科室".to_owned(),
        section,
        ..Head::default()
    };
    Ok(Data { head, criticism, ..Data::default() })
}

fn rate(RankedRow { rank, row }: &RankedRow) -> SectionRate {
    let permille = row.rate.permille.map(|permille| format!("{}.{}%", permille / 10, permille % 10));
    let hundredths = row.per_10_000_hundredths.map(|value| format!("{}.{:02}", value / 100, value % 100));
    SectionRate {
        rank: number(*rank),
        section: row.section.name.clone(),
        handed_in: number(row.rate.whole),
        wrong: number(row.rate.part),
        rate: permille.unwrap_or_else(|| "—".to_owned()),
        grave: number(row.classes.grave_misstatement),
        misspelt: number(row.classes.misspelling),
        sensitive: number(row.classes.sensitive),
        other: number(row.classes.other),
        per_ten_thousand: hundredths.unwrap_or_else(|| "—".to_owned()),
    }
}
