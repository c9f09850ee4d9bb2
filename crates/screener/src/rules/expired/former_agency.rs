//! Agencies named as they were called before a reform.

use super::tables::{FORMER, Former};
use crate::hit::{Hit, Hits};
use crate::reading::scope::{following, preceding};
use crate::rule::Rule;
use crate::rules::date::document_day;
use crate::target::Target;
use calendar::day_from;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
机构改革以后的文件仍用旧名：“报国土资源部审批”。只在知道文件日期晚于改革时才提示；“原国土资源部”、引用旧文件和规章名称的不报。

## 依据
历次国务院机构改革方案。安徽省2019年政务新媒体排查把机构改革后仍用旧机构名称列为问题。

## 命中
```text
审核后报国土资源部审批。⏎2024年5月6日
由国家旅游局负责解释。⏎2024年5月6日
应当向中国银行保险监督管理委员会备案。⏎2024年5月6日
```

## 不报
```text
审核后报自然资源部审批。⏎2024年5月6日
审核后报国土资源部审批。
审核后报国土资源部审批。⏎2015年5月6日
依据原国土资源部有关规定办理。⏎2024年5月6日
依据《国土资源部关于改进管理的通知》办理。⏎2024年5月6日
依据国土资源部令第99号办理。⏎2024年5月6日
2016年，国土资源部批复同意。⏎2024年5月6日
组建自然资源部，不再保留国土资源部。⏎2024年5月6日
```

## 词语来源
机构名称及改革日期见 expired/tables.rs，取自各次机构改革方案。
";

pub(crate) static RULE: Rule = Rule {
    code: "expired/former_agency",
    title: "机构旧名",
    level: Level::Advise,
    clause: "16",
    tier: Tier::PolicyDocument,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[
        "国土资源部",
        "环境保护部",
        "国家旅游局",
        "国家卫生和计划生育委员会",
        "国家卫生计生委",
        "国家安全生产监督管理总局",
        "国家工商行政管理总局",
        "国家质量监督检验检疫总局",
        "国家食品药品监督管理总局",
        "国家新闻出版广电总局",
        "国务院法制办公室",
        "中国银行业监督管理委员会",
        "中国保险监督管理委员会",
        "中国银行保险监督管理委员会",
        "国家测绘地理信息局",
        "国务院扶贫开发领导小组办公室",
        "国家乡村振兴局",
        "国家食品药品监督管理局",
        "国家广播电影电视总局",
        "新闻出版总署",
    ],
    summarise: true,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    let Some(today) = document_day(target) else { return };
    for cue in target.cues {
        let Some(former) = FORMER.get(cue.number) else { continue };
        let (year, month, day) = former.from;
        let ended = day_from(year, month, day).is_some_and(|from| today >= from);
        if ended && is_present(target, cue.range.start, cue.range.end) {
            let hit = Hit::new(cue.range.clone(), Level::Advise, message(former)).confidence(850);
            hits.push(hit.source(Tier::PolicyDocument, former.source));
        }
    }
}

fn message(former: &Former) -> String {
    format!("“{}”已在机构改革中撤销，应改为{}；叙述过去的事可加“原”字。", former.name, former.successor)
}

/// Whether a name is used of the present: no 原, no document of that agency, no year before.
fn is_present(target: &Target<'_>, start: usize, end: usize) -> bool {
    const HISTORY: [&str; 10] = ["原", "不再保留", "撤销", "组建", "更名", "合并", "时任", "曾", "当时", "职责"];
    const DOCUMENTS: [&str; 16] = [
        "令",
        "公告",
        "《",
        "关于",
        "办公厅关于",
        "发布",
        "印发",
        "文件",
        "规章",
        "〔",
        "批",
        "颁",
        "制定",
        "门",
        "等",
        "、",
    ];
    let before = preceding(target.before(start), 40);
    let sentence = before.rsplit(['。', '；']).next().unwrap_or_default();
    let in_title = before.rfind('《') > before.rfind('》');
    let dated = sentence.contains('年') || sentence.contains(['〔', '[']);
    let after = following(target.after(end), 12);
    let document = DOCUMENTS.iter().any(|word| after.starts_with(word));
    let rest = after.split(['。', '；']).next().unwrap_or_default();
    let history = HISTORY.iter().any(|word| sentence.contains(word) || rest.contains(word));
    !in_title && !dated && !document && !history
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_and_table_are_in_the_same_order() {
        let names: Vec<&str> = FORMER.iter().map(|former| former.name).collect();
        assert_eq!(names, RULE.cues);
    }
}
