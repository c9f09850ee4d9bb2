//! What forms print: typed, plain values. The caller derives them from a case's events or from the registers.

mod item;
mod notice;
mod oversight;
mod review;
mod verification;

pub use item::{Attachment, Choice, Finding, Item, Screening};
pub use notice::{Answer, Determination, Officer, OfficerChange, Talk, Withdrawal, WithdrawnChannel};
pub use oversight::{Criticised, Criticism, MonthlyReturn, MonthlyRow, SectionRate};
pub use review::{FilingStep, Gate, LookBack, Publication, Signature};
pub use verification::Verification;

use crate::field::record;
use crate::time::{Date, Time};

record! {
    /// The head of every form.
    Head {
        agency: String, "单位", "制作本表的单位全称";
        agency_short: String, "单位简称", "行文中用的简称，例如“我局”所指的单位";
        section: String, "科室", "填表或主办科室";
        number: String, "编号", "登记编号；留空则打印空格，由人填写";
        made_on: Option<Date>, "填表日期", "填表或行文的日期";
        made_by: String, "经办人", "经办人或填表人姓名";
        contact: String, "联系方式", "经办人联系电话";
        addressee: String, "主送", "函、通知主送的单位或科室";
        copies: String, "抄送", "抄送单位；没有则留空";
        office: String, "落款", "落款单位，在盖章处打印";
        printed_at: Option<Time>, "打印时间", "本表由系统生成的时间";
        remarks: String, "备注", "备注";
    }
}

record! {
    /// Everything that a form can print. A form uses the parts that [`crate::fields`] lists for its kind and ignores the others.
    Data {
        head: Head, "表头", "每张表都有的单位、编号、日期";
        item: Item, "信息", "所审查的一条信息";
        screening: Screening, "技术筛查", "内容纠错系统筛查的结果摘要（第八条）";
        signatures: Vec<Signature>, "签署", "现行有效的各级意见，以及等待签署的各级（姓名留空，打印手签栏）";
        voided_signatures: Vec<Signature>, "作废签署", "退回或改稿后作废的签字，仍须留在审核单上（第六条）";
        filing: Vec<FilingStep>, "备案流程", "报送、接收、转办、发布各步（第六条）";
        publications: Vec<Publication>, "发布", "在各渠道的发布";
        look_backs: Vec<LookBack>, "回头看", "发布后的回头看（第十六条）";
        withdrawals: Vec<Withdrawal>, "撤稿", "撤回情况（第十六条）";
        determination: Determination, "确定申请", "报请确定或征求意见（第十条）";
        monthly: MonthlyReturn, "月汇总", "一个科室或单位一个月的汇总；没有信息时为零报告";
        criticism: Criticism, "通报", "未经筛查即发布的通报（第八条）";
        talk: Talk, "约谈", "对科室负责人的约谈（第十八条）";
        officer_change: OfficerChange, "变动备案", "领导机构、信息专管员变动的备案（第二十条）";
        verification: Verification, "核验", "内容摘要、记录链末端与二维码";
    }
}
