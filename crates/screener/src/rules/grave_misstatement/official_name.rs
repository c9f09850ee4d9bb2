//! Names of organisations with one slip in them.

use super::near_name;
use crate::hit::Hits;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Kind, Level, Near, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
词库中登记的机构名称（国家机关、政府部门、群团组织等）写错、漏、多、颠倒一个字。登记的名称本身、放行词和只写了一部分的简称不报。

## 依据
国务院关于机构设置的通知等公布的机构名称；《党政机关公文处理工作条例》要求公文使用机构全称或规范化简称。

## 命中
```text
根据国家发展改革委员会公布的目录办理。
县残疾人联和会发放辅助器具。
国家市场监督管理总局、国家卫生和健康委员会联合印发通知。
区退伍军人事务局开展走访慰问活动。
国家粮食与物资储备局发布公告。
```

## 不报
```text
根据国家发展和改革委员会公布的目录办理。
国家发展改革委、财政部联合印发通知。
由县人民检察院提起公诉。
市人力资源社会保障局、市住房城乡建设局负责落实。
省发展改革委员会负责备案。
农业农村局势稳中向好。
```

## 词语来源
`crates/lexicon/data/names.tsv`，逐条注明出处；单位可装入自己的机构名称。
";

pub(crate) static RULE: Rule = Rule {
    code: "grave_misstatement/official_name",
    title: "机构名称有误",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    for near in target.near.iter().filter(|near| near.row.kind == Kind::Name) {
        if !runs_on(target, near) {
            hits.push(near_name::hit(target, near, "机构名称"));
        }
    }
}

/// Words that begin with the last character of a name: 「农业农村局势」 is no office.
const WORDS: [&str; 20] = [
    "局势", "局面", "局部", "局限", "部分", "部门", "部署", "部队", "部位", "部件", "院校", "院士", "院落", "会议",
    "会员", "会计", "会见", "署名", "办法", "办理",
];

/// Whether the last character belongs to the word that follows.
fn runs_on(target: &Target<'_>, near: &Near<'_>) -> bool {
    let last = near.row.term.chars().next_back().map_or(0, char::len_utf8);
    let rest = target.after(near.range.end.saturating_sub(last));
    WORDS.iter().any(|word| rest.starts_with(word))
}
