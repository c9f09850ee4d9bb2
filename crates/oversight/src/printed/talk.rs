//! 约谈记录 (clause 18): the talk of a deputy leader with the head of a section that a superior's notice names.

use super::{Sheet, broken, day, not_ready};
use crate::register::replay;
use crate::registers::notice::Notices;
use articles::Refusal;
use forms::{Data, Head, Kind, Talk};

pub(super) fn fill(sheet: &Sheet<'_>) -> Result<Data, Refusal> {
    let register = replay::<Notices>(&sheet.request.history).map_err(|failure| broken(&failure))?;
    let talked = register.talked(sheet.request.entry);
    let talked = talked.ok_or_else(|| not_ready(Kind::TalkRecord, "这一条记录不是约谈"))?;
    let (filed, follow_up, held) = (talked.filed, talked.follow_up, talked.held);
    let (notice, talk) = (&filed.notice, &held.talk);
    let section = sheet.section(&talk.section);
    let decision = follow_up.accountability.as_ref();
    let decision = decision.map(|it| format!("{}，{}：{}（依据：{}）", it.date, it.decided_by, it.measure, it.basis));
    let talk = Talk {
        notice: format!("{} {}", notice.issuer, notice.number),
        notice_on: day(&notice.received),
        problem: notice.matter.clone(),
        host: format!("{}（分管领导）", held.host),
        subject: format!("{}（{section}负责人）", talk.head_name),
        at: day(&talk.date),
        record: format!("{}\n整改要求：{}", talk.content, talk.demands),
        commitments: follow_up.mended.clone().unwrap_or_default(),
        due_on: day(&talk.mend_by),
        deduction: filed.deduction_hundredths > 0,
        grave: filed.grave,
        accountability: decision.unwrap_or_default(),
        ..Talk::default()
    };
    let head = Head { number: notice.number.clone(), section, ..Head::default() };
    Ok(Data { head, talk, ..Data::default() })
}
