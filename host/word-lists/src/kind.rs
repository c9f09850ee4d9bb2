//! What a row says of its term, and how much a hit weighs: the ids of the row format stand here and nowhere else.

/// What a row says of its term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum)]
pub enum Kind {
    /// Must not appear (禁用).
    Banned,
    /// Appear with care (慎用).
    Caution,
    /// Wrong; the replacement is right (错→对).
    Wrong,
    /// Replaced by the standard term (规范用语).
    Term,
    /// A fixed name; strings close to it are slips (固定名称).
    Name,
    /// The right title of a law or regulation (法规名称).
    Law,
    /// A fixed wording (固定提法).
    Campaign,
    /// A fixed expression of four characters (成语).
    Idiom,
    /// A person of the agency's list of leaders (名录).
    Leader,
    /// Right although a wrong term stands in it (放行).
    Allow,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 10] = [
        Kind::Banned,
        Kind::Caution,
        Kind::Wrong,
        Kind::Term,
        Kind::Name,
        Kind::Law,
        Kind::Campaign,
        Kind::Idiom,
        Kind::Leader,
        Kind::Allow,
    ];

    /// As the row format has it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Kind::Banned => "banned",
            Kind::Caution => "caution",
            Kind::Wrong => "wrong",
            Kind::Term => "term",
            Kind::Name => "name",
            Kind::Law => "law",
            Kind::Campaign => "campaign",
            Kind::Idiom => "idiom",
            Kind::Leader => "leader",
            Kind::Allow => "allow",
        }
    }

    /// For people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Banned => "禁用",
            Kind::Caution => "慎用",
            Kind::Wrong => "错词",
            Kind::Term => "规范用语",
            Kind::Name => "固定名称",
            Kind::Law => "法规名称",
            Kind::Campaign => "固定提法",
            Kind::Idiom => "成语",
            Kind::Leader => "名录",
            Kind::Allow => "放行",
        }
    }

    /// The level when the list does not say one. A list of banned words without levels does not block publication by itself:
    /// nobody can answer a blocking hit, so that only a list that says so makes one.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Kind::Caution | Kind::Allow => Level::Advise,
            _ => Level::Confirm,
        }
    }

    /// True when a row of this kind says what to write instead.
    #[must_use]
    pub fn needs_replacement(self) -> bool {
        matches!(self, Kind::Wrong | Kind::Term)
    }

    /// True when the term is the right form, and strings close to it are slips.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Kind::Name | Kind::Law | Kind::Campaign | Kind::Idiom)
    }

    /// True when the term itself is found in a text as something to mend.
    #[must_use]
    pub fn objects(self) -> bool {
        matches!(self, Kind::Banned | Kind::Caution | Kind::Wrong | Kind::Term)
    }

    /// The reason when the list gives none.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Kind::Banned => "本单位规定不得使用该词。",
            Kind::Caution => "本单位规定慎用该词，请核对是否必要。",
            Kind::Wrong => "本单位词表列为错误写法。",
            Kind::Term => "本单位规定使用规范用语。",
            Kind::Name | Kind::Campaign => "本单位规定的固定写法，不得增减或改动。",
            Kind::Law => "法规名称应使用全称。",
            Kind::Idiom => "固定词语，不得改字。",
            Kind::Leader => "本单位名录中的人员。",
            Kind::Allow => "本单位词表列为放行。",
        }
    }

    /// What a cell or a heading says.
    #[must_use]
    pub fn read(text: &str) -> Option<Kind> {
        let text = text.trim().to_lowercase();
        let named = |(_, words): &&(Kind, &[&str])| words.contains(&text.as_str());
        NAMES.iter().find(named).map(|(kind, _)| *kind)
    }

    /// What a file or sheet is named after, when it names one kind only.
    #[must_use]
    pub fn hinted(name: &str) -> Option<Kind> {
        const WORDS: [(&str, Kind); 15] = [
            ("白名单", Kind::Allow),
            ("放行", Kind::Allow),
            ("豁免", Kind::Allow),
            ("禁用", Kind::Banned),
            ("违禁", Kind::Banned),
            ("黑名单", Kind::Banned),
            ("慎用", Kind::Caution),
            ("错别字", Kind::Wrong),
            ("错词", Kind::Wrong),
            ("易错", Kind::Wrong),
            ("规范用语", Kind::Term),
            ("规范表述", Kind::Term),
            ("固定名称", Kind::Name),
            ("固定提法", Kind::Campaign),
            ("领导名录", Kind::Leader),
        ];
        let mut found: Vec<Kind> =
            WORDS.iter().filter(|(word, _)| name.contains(word)).map(|(_, kind)| *kind).collect();
        found.dedup();
        // “禁用词和慎用词”: the name does not decide.
        if let [kind] = found.as_slice() { Some(*kind) } else { None }
    }
}

/// What people call each kind.
const NAMES: [(Kind, &[&str]); 10] = [
    (
        Kind::Banned,
        &[
            "禁用",
            "禁用词",
            "违禁",
            "违禁词",
            "禁止",
            "禁止词",
            "禁词",
            "黑名单",
            "黑",
            "敏感词",
            "敏感",
            "高危词",
            "屏蔽词",
            "banned",
            "black",
        ],
    ),
    (Kind::Caution, &["慎用", "慎用词", "谨慎", "谨慎使用", "疑似", "关注词", "提示词", "caution"]),
    (
        Kind::Wrong,
        &[
            "错别字",
            "错词",
            "错误",
            "错误词",
            "易错词",
            "易错",
            "错字",
            "误用",
            "错→对",
            "错对",
            "纠错",
            "纠错词",
            "错误表述",
            "错误写法",
            "wrong",
        ],
    ),
    (Kind::Term, &["规范用语", "规范", "规范表述", "替换", "替换词", "术语", "不规范表述", "不规范用语", "term"]),
    (Kind::Name, &["固定名称", "专名", "机构名", "机构名称", "单位名称", "规范名称", "name"]),
    (Kind::Law, &["法规名称", "法律名称", "法律法规", "法规", "law"]),
    (Kind::Campaign, &["固定提法", "固定表述", "提法", "campaign"]),
    (Kind::Idiom, &["成语", "idiom"]),
    (Kind::Leader, &["名录", "领导", "领导人", "领导名录", "人名", "leader"]),
    (
        Kind::Allow,
        &["放行", "放行词", "白名单", "白", "豁免", "例外", "忽略", "忽略词", "正常词", "免检", "allow", "white"],
    ),
];

/// How much a hit weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A suggestion.
    Advise,
    /// Must be corrected or accepted with a reason.
    Confirm,
    /// Must be removed.
    Block,
}

impl Level {
    /// As the row format has it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Level::Advise => "advise",
            Level::Confirm => "confirm",
            Level::Block => "block",
        }
    }

    /// For people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Advise => "建议",
            Level::Confirm => "须改正",
            Level::Block => "必须处理",
        }
    }

    /// What a cell says. 1 is the most severe, as in the grades of 严重/一般/提示; `risks` is true in a column that has
    /// 违禁 above 高危, which moves the risks down by one.
    #[must_use]
    pub fn read(text: &str, risks: bool) -> Option<Level> {
        let text = text.trim().to_lowercase();
        let text = text.trim_end_matches(['级', '类', '度']);
        match text {
            "高危" | "高风险" if risks => Some(Level::Confirm),
            "中低危" | "中危" | "低危" if risks => Some(Level::Advise),
            "1" | "一" | "严重" | "高" | "高危" | "高风险" | "违禁" | "重大" | "致命" | "红" | "红色" | "必须处理"
            | "阻断" | "拦截" | "禁止" | "禁止发布" | "block" | "s" => Some(Level::Block),
            "2" | "二" | "一般" | "中" | "中危" | "中风险" | "较重" | "须改正" | "须改正或说明" | "警告" | "橙"
            | "橙色" | "复核" | "审核" | "confirm" => Some(Level::Confirm),
            "3" | "三" | "提示" | "低" | "低危" | "低风险" | "中低危" | "建议" | "轻微" | "提醒" | "黄" | "黄色"
            | "蓝" | "advise" => Some(Level::Advise),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::read(kind.id()), Some(kind));
            assert_eq!(Kind::read(kind.name()), Some(kind));
        }
        for level in [Level::Advise, Level::Confirm, Level::Block] {
            assert_eq!(Level::read(level.id(), false), Some(level));
            assert_eq!(Level::read(level.name(), false), Some(level));
        }
    }

    #[test]
    fn grades() {
        let read = |text: &str| Level::read(text, false).map(Level::id);
        assert_eq!([read("严重"), read("一般"), read("提示")], [Some("block"), Some("confirm"), Some("advise")]);
        assert_eq!([read("高"), read("中"), read("低")], [Some("block"), Some("confirm"), Some("advise")]);
        assert_eq!([read("1级"), read("二级"), read("3")], [Some("block"), Some("confirm"), Some("advise")]);
        assert_eq!(Level::read("高危", true), Some(Level::Confirm));
        assert_eq!(read("随便"), None);
    }

    #[test]
    fn names_hint_when_they_say_one_thing() {
        assert_eq!(Kind::hinted("2024年禁用词.txt"), Some(Kind::Banned));
        assert_eq!(Kind::hinted("禁用词和慎用词.xlsx"), None);
        assert_eq!(Kind::hinted("词表.txt"), None);
    }
}
