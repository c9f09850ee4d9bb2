//! The chain: opinions and signatures, filing, publication, looking back.

use crate::field::record;
use crate::time::Time;

record! {
    /// One of the six gates (article 6), as answered at a level.
    Gate {
        name: String, "关口", "政治、法律、政策、保密、文字、舆情";
        passed: bool, "通过", "勾选表示已把关";
    }
}

record! {
    /// One level's opinion. A level that has not signed has no person and no time: the form leaves room to sign by hand.
    Signature {
        level: String, "级别", "初审、复审、三审、保密审查、主要领导审定等";
        duty: String, "职责", "这一级把什么关";
        person: String, "签字人", "签字人姓名；未签则为空";
        role: String, "职务", "签字人职务和科室";
        acting_for: String, "代签", "代谁签字；非代签则为空";
        delegation: String, "委托依据", "代签的书面委托";
        at: Option<Time>, "签字时间", "签字时间";
        digest_short: String, "摘要前段", "所签内容的摘要前段";
        gates: Vec<Gate>, "六关", "六关逐项的结论";
        secrecy: String, "保密审查", "这一级的保密审查意见";
        statement: String, "声明", "三审时不属于第十一条各项情形的声明等";
        proof_method: String, "校对方式", "通读或对原稿";
        proof_errors: String, "校对差错", "校出的差错；没有则为“无”";
        opinion: String, "意见", "审查意见";
        void_reason: String, "作废原因", "因退回或改稿作废的原因";
        round: u32, "轮次", "第几轮";
    }
}

record! {
    /// One step of handing in and filing (article 6).
    FilingStep {
        step: String, "步骤", "报送、审批、接收、转办、发布";
        unit: String, "单位", "办理的科室或单位";
        person: String, "办理人", "办理人姓名；未办则为空";
        at: Option<Time>, "时间", "办理时间";
        opinion: String, "意见", "办理意见";
        number: String, "备案号", "备案登记号";
    }
}

record! {
    /// One publication.
    Publication {
        channel: String, "渠道", "发布渠道";
        person: String, "发布人", "发布员姓名";
        at: Option<Time>, "发布时间", "发布时间";
        address: String, "发布链接", "发布后的地址";
        permit: String, "许可编号", "发布许可的编号";
        place: String, "场所时段", "是否在工作时间和办公环境；临时权限的依据（第十五条）";
    }
}

record! {
    /// One look back after publication (article 16).
    LookBack {
        person: String, "检查人", "检查人姓名";
        section: String, "科室", "检查人科室";
        at: Option<Time>, "检查时间", "检查时间";
        result: String, "结果", "检查结果";
        action: String, "处理", "更正、撤回或无";
    }
}
