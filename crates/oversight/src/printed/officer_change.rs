//! 变动备案通知 (clause 20): changes of leaders and officers, as they are filed with 市大数据管理中心.

use super::{Sheet, broken, day, not_ready};
use crate::register::replay;
use crate::registers::registry::{Change, Contact, Registry, WHOLE_BUREAU};
use articles::Refusal;
use forms::{Data, Head, Kind, Officer, OfficerChange};

pub(super) fn fill(sheet: &Sheet<'_>) -> Result<Data, Refusal> {
    let register = replay::<Registry>(&sheet.request.history).map_err(|failure| broken(&failure))?;
    let entry = sheet.request.entry;
    let changes: Vec<&Change> = register.changes().filter(|change| change.filing_entry() == entry).collect();
    let Some(first) = changes.first() else {
        let message = if entry == 0 { "没有尚未备案的人员变动" } else { "这一条记录不是备案" };
        return Err(not_ready(Kind::OfficerChange, message));
    };
    let mut reasons: Vec<&str> = changes.iter().map(|change| change.reason.as_str()).collect();
    reasons.dedup();
    let filing = first.filing.as_ref();
    let officer_change = OfficerChange {
        reason: reasons.join("；"),
        officers: changes.iter().map(|change| officer(sheet, change)).collect(),
        filed_at: filing.and_then(|filing| day(&filing.date)),
        receipt: filing
            .map(|filing| format!("备案编号：{}，接收人：{}", filing.number, filing.receiver))
            .unwrap_or_default(),
    };
    let head = Head {
        number: filing.map(|filing| filing.number.clone()).unwrap_or_default(),
        addressee: "市大数据管理中心（市信息服务中心）".to_owned(),
        ..Head::default()
    };
    Ok(Data { head, officer_change, ..Data::default() })
}

fn officer(sheet: &Sheet<'_>, change: &Change) -> Officer {
    let section = if change.section == WHOLE_BUREAU { "全局".to_owned() } else { sheet.section(&change.section) };
    let name = |contact: &Option<Contact>| contact.as_ref().map(|it| it.name.clone()).unwrap_or_default();
    let phone = |contact: &Option<Contact>| contact.as_ref().map(|it| it.phone.clone()).unwrap_or_default();
    Officer {
        position: change.post.title().to_owned(),
        section,
        before: name(&change.before),
        before_contact: phone(&change.before),
        after: name(&change.after),
        after_contact: phone(&change.after),
        since: day(&change.since),
    }
}
