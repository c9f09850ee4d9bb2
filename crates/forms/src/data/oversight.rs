//! Monthly return and criticism notice.

use crate::field::record;
use crate::time::{Date, Time};

record! {
    /// One item in the monthly return.
    MonthlyRow {
        number: u32, "序号", "从 1 起";
        title: String, "信息名称", "信息标题";
        section: String, "科室", "提供科室";
        openness: String, "公开属性", "公开属性";
        review: String, "审查结论", "保密审查结论";
        reviewer: String, "审查人", "审查人姓名";
        channel: String, "公开方式", "发布渠道";
        at: Option<Time>, "发布时间", "发布时间；未发布则为空";
        form_number: String, "审核单编号", "对应的审核单编号";
        note: String, "备注", "备注";
    }
}

record! {
    /// A month of one section or of the agency. Without rows it is a nil return.
    MonthlyReturn {
        period: String, "月份", "例如“2026年11月”";
        rows: Vec<MonthlyRow>, "明细", "当月审查的信息；一条也没有时打印零报告";
        handed_in: u32, "报送条数", "报送的信息条数";
        published: u32, "公开条数", "已公开的信息条数";
        withheld: u32, "不公开条数", "依申请公开和不予公开的条数";
        returned: u32, "退回次数", "退回采编员的次数";
        withdrawn: u32, "撤稿条数", "撤回的条数";
        looked_back: u32, "回头看条数", "完成回头看的条数";
    }
}

record! {
    /// One item that was published without screening.
    Criticised {
        number: u32, "序号", "从 1 起";
        section: String, "科室", "发布科室";
        title: String, "信息名称", "信息标题";
        channel: String, "渠道", "发布渠道";
        at: Option<Time>, "发布时间", "发布时间";
        found_at: Option<Time>, "发现时间", "发现时间";
        problem: String, "问题", "存在的问题";
        rectified: String, "整改", "整改情况";
    }
}

record! {
    /// The error rate of one section (article 17).
    SectionRate {
        rank: u32, "排名", "排名";
        section: String, "科室", "科室";
        handed_in: u32, "报送条数", "报送条数";
        wrong: u32, "有误条数", "经人确认有误的条数";
        rate: String, "错误率", "错误率，例如“2.5%”";
        grave: u32, "严重表述错误", "处数";
        misspelt: u32, "错别字", "处数";
        sensitive: u32, "敏感信息", "处数";
        other: u32, "其他", "处数";
        per_ten_thousand: String, "每万字处数", "每万字错误处数";
    }
}

record! {
    /// A criticism notice; people issue it (article 8).
    Criticism {
        period: String, "时段", "通报的时段";
        summary: String, "情况", "总体情况";
        items: Vec<Criticised>, "被通报信息", "未经筛查即发布的信息";
        rates: Vec<SectionRate>, "错误率", "各科室报送信息错误率";
        rate_definition: String, "计算口径", "错误率怎样计算";
        requirements: String, "要求", "整改要求";
        due_on: Option<Date>, "整改期限", "整改期限";
        issuer: String, "签发人", "签发人姓名";
    }
}
