//! Letters and notices: determination, withdrawal, talk, change of officers.

use crate::field::record;
use crate::time::{Date, Time};

record! {
    /// A written answer to a request.
    Answer {
        body: String, "答复单位", "答复单位";
        at: Option<Time>, "答复时间", "收到书面答复的时间";
        number: String, "答复文号", "书面答复的文号";
        conclusion: String, "答复意见", "答复的结论";
    }
}

record! {
    /// A request under article 10: to determine whether something is secret, or for another body's opinion.
    Determination {
        consultation: bool, "征求意见", "勾选为征求意见函，否则为确定申请";
        bodies: String, "受文单位", "有确定权限的部门，或业务所涉的机关、单位";
        question: String, "事项", "要确定什么、征求什么意见，以及拟公开的内容说明";
        reason: String, "不明确之处", "为什么不能自行确定";
        own_opinion: String, "本单位意见", "本单位的初步意见";
        sent_at: Option<Time>, "发出时间", "发出时间";
        received_at: Option<Time>, "签收时间", "对方签收时间；未签收则为空";
        receiver: String, "签收人", "对方签收人";
        working_days: u32, "答复时限", "收到后几个工作日内书面答复";
        due_on: Option<Date>, "答复截止", "自签收起算的截止日；未签收则为空";
        provisional: bool, "暂定", "当年放假安排尚未公布，截止日为暂定";
        answers: Vec<Answer>, "答复", "收到的书面答复";
        decision: String, "公开意见", "收到答复后本单位作出的是否公开的意见";
    }
}

record! {
    /// What became of one channel of a withdrawn item.
    WithdrawnChannel {
        channel: String, "渠道", "渠道";
        address: String, "地址", "原发布地址";
        removed_at: Option<Time>, "撤下时间", "撤下时间";
        checked_by: String, "核查人", "核查已撤下的人";
        checked_at: Option<Time>, "核查时间", "核查时间";
    }
}

record! {
    /// A withdrawal (article 16).
    Withdrawal {
        reason_class: String, "情形", "失当、有误、过期或紧急撤下";
        reason: String, "情况说明", "撤回的情况说明";
        found_by: String, "发现人", "发现问题的人";
        found_at: Option<Time>, "发现时间", "发现时间";
        ordered_by: String, "提出人", "提出撤回的科室和人";
        ordered_at: Option<Time>, "提出时间", "报告综合协调科的时间";
        contact: String, "对接人", "与市大数据管理中心对接的人";
        confirmed_by: String, "确认人", "市大数据管理中心的确认人";
        confirmed_at: Option<Time>, "确认时间", "确认撤回的时间";
        channels: Vec<WithdrawnChannel>, "渠道", "各渠道撤下和核查情况";
        permit: String, "失效许可", "随之失效的发布许可";
        rectification: String, "后续处理", "整改或重新发布的安排";
        closed_at: Option<Time>, "办结时间", "办结时间";
    }
}

record! {
    /// A talk with the head of a section after a superior's notice (article 18).
    Talk {
        notice: String, "上级通报", "上级通报的名称和文号";
        notice_on: Option<Date>, "通报日期", "上级通报的日期";
        problem: String, "通报问题", "通报指出的问题";
        host: String, "约谈人", "分管领导姓名和职务";
        subject: String, "被约谈人", "科室负责人姓名和职务";
        at: Option<Date>, "约谈日期", "约谈日期";
        place: String, "约谈地点", "约谈地点";
        recorder: String, "记录人", "记录人姓名";
        record: String, "谈话内容", "约谈内容";
        commitments: String, "整改措施", "被约谈人的整改措施";
        due_on: Option<Date>, "整改期限", "整改期限";
        deduction: bool, "造成扣分", "造成考核扣分";
        grave: bool, "重大影响", "造成重大影响";
        accountability: String, "追责问责", "按规定追责问责的意见";
    }
}

record! {
    /// One person or body before and after a change.
    Officer {
        position: String, "岗位", "领导机构职务、信息专管员等";
        section: String, "科室", "所在科室";
        before: String, "变动前", "原姓名；新设则为空";
        before_contact: String, "原联系方式", "原联系方式";
        after: String, "变动后", "现姓名；撤销则为空";
        after_contact: String, "现联系方式", "现联系方式";
        since: Option<Date>, "变动日期", "变动日期";
    }
}

record! {
    /// Changes to file with the data centre (article 20).
    OfficerChange {
        reason: String, "变动原因", "变动的原因或依据";
        officers: Vec<Officer>, "变动人员", "变动的岗位和人员";
        filed_at: Option<Date>, "备案日期", "报送备案的日期";
        receipt: String, "备案回执", "市大数据管理中心的回执";
    }
}
