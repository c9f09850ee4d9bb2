//! The item under review: what it is, how it is to be made public, what the screening found.

use crate::field::record;
use crate::time::{Date, Time};

record! {
    /// One of several boxes, ticked or not: openness, channels, classification.
    Choice {
        chosen: bool, "勾选", "选中打印 ☑，未选中打印 ☐";
        label: String, "选项", "选项文字";
    }
}

record! {
    /// A file that belongs to the item.
    Attachment {
        name: String, "名称", "附件文件名";
        media_type: String, "类型", "附件的媒体类型";
        description: String, "说明", "附件或图片说明";
        digest: String, "摘要", "附件的 SM3 摘要";
    }
}

record! {
    /// The item, with the attributes of articles 7, 9 and 10.
    Item {
        id: String, "信息编号", "系统内的信息编号";
        title: String, "标题", "信息标题";
        summary: String, "内容要点", "正文或内容要点；正文附后时留空";
        attachments: Vec<Attachment>, "附件", "附件和图片";
        section: String, "提供科室", "提供信息的科室";
        editor: String, "采编员", "采编、拟稿人姓名";
        information_officer: String, "信息专管员", "信息专管员姓名";
        column: String, "拟发布栏目", "拟发布的栏目";
        channels: Vec<Choice>, "公开方式", "拟公开的渠道";
        planned_at: Option<Time>, "拟公开时间", "拟公开时间";
        carrier: Vec<Choice>, "载体形式", "公文类或非公文类";
        origin: Vec<Choice>, "信息来源", "本机关制发、转载、迁移导入等";
        source: String, "稿源", "转载的稿源单位（第七条）";
        author: String, "原作者", "转载信息的原作者";
        source_list: String, "稿源名单", "稿源所在名单及其版本日期";
        openness: Vec<Choice>, "公开属性", "主动公开、依申请公开、不予公开（第九条）";
        openness_reason: String, "理由和依据", "公开属性的理由和依据";
        public_version: String, "公开版本", "是否需要制作公开版本，删减了什么";
        classification: Vec<Choice>, "涉密情况", "不涉密、待确定等";
        index_number: String, "索引号", "政府信息索引号";
        document_number: String, "文号", "发文字号";
        written_on: Option<Date>, "成文日期", "成文日期";
        valid_until: Option<Date>, "有效期至", "信息的有效期";
        important: bool, "重要信息", "须经主要领导审定（第六条）";
        important_reason: String, "重要信息依据", "为什么是或不再是重要信息";
        leaders: bool, "涉及领导人", "涉及党和国家领导人（第七条）";
        provincial: bool, "涉及省部级以上领导", "须另作符合规定的说明（第七条）";
        leaders_statement: String, "领导人说明", "反复核校或规范报道的说明";
        others_business: bool, "涉及其他机关", "涉及其他机关、单位业务工作（第十条）";
        determination: String, "确定情况", "报请确定或征求意见的结果（第十条）";
        basis: String, "意见和依据", "承办科室的具体意见和依据（第六条）";
        round: u32, "审查轮次", "现在是第几轮审查";
        digest_short: String, "摘要前段", "本轮内容摘要的前段";
    }
}

record! {
    /// One finding of the screening and what became of it.
    Finding {
        place: String, "位置", "问题所在的位置";
        fragment: String, "原文", "有问题的文字";
        message: String, "问题", "是什么问题";
        level: String, "级别", "必须改正、须核实、建议";
        disposition: String, "处理", "已改正、不属于、误报等";
        reason: String, "理由", "处理的理由";
        person: String, "处理人", "处理人姓名";
    }
}

record! {
    /// The screening of article 8.
    Screening {
        at: Option<Time>, "筛查时间", "筛查时间";
        system: String, "系统", "纠错系统名称";
        engine: String, "引擎版本", "筛查引擎版本";
        pack: String, "词库摘要", "规则与词库的摘要";
        report: String, "报告摘要", "筛查报告的摘要";
        count: u32, "问题数", "发现的问题数";
        findings: Vec<Finding>, "问题", "发现的问题和处理";
        external: String, "市纠错系统", "在市政府网站群内容纠错系统筛查的时间、人、编号";
    }
}
