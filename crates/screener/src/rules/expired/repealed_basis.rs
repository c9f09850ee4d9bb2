//! Repealed acts cited as if they were in force.

use super::tables::{REPEALED, Repealed};
use crate::hit::{Hit, Hits};
use crate::reading::scope::{following, preceding};
use crate::rule::Rule;
use crate::rules::date::document_day;
use crate::scan::TokenKind;
use crate::target::Target;
use calendar::day_from;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
把已经废止的法律法规当作现行依据引用：“根据《合同法》”。知道文件日期（成文日期、发布日期或筛查当日）的，晚于废止日才提示；不知道的，正文中没有更早年份时作为建议提示；写明“原”“废止”的历史叙述不报。

## 依据
废止条款见各新法附则，如《民法典》第一千二百六十条。《规范》第十六条：失当、有误或过期的信息应当撤回。

## 命中
```text
根据《中华人民共和国合同法》，制定本办法。⏎2024年5月6日
依照《物权法》第二十条的规定办理。⏎2024年5月6日
按照《国家行政机关公文处理办法》有关规定执行。⏎2024年5月6日
根据《中华人民共和国价格法》《中华人民共和国契税暂行条例》等规定，现公告如下。⏎2024年5月6日
根据《中华人民共和国合同法》，制定本办法。
```

## 不报
```text
根据《中华人民共和国劳动合同法》，制定本办法。⏎2024年5月6日
根据《中华人民共和国合同法》，制定本办法，自2018年起施行。
根据《中华人民共和国合同法》，制定本办法。⏎2019年5月6日
根据原《中华人民共和国合同法》第五十二条。⏎2024年5月6日
《合同法》同时废止。⏎2024年5月6日
他讲授《合同法》课程。⏎2024年5月6日
根据《民法典》，《物权法》不再适用。⏎2024年5月6日
```

## 词语来源
废止信息逐条取自新法附则或国务院令，见 expired/tables.rs。
";

pub(crate) static RULE: Rule = Rule {
    code: "expired/repealed_basis",
    title: "引用已废止的依据",
    level: Level::Confirm,
    clause: "16",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[
        "中外合作经营企业法》",
        "中外合资经营企业法》",
        "企业法人登记管理条例》",
        "侵权责任法》",
        "信访条例》",
        "公司登记管理条例》",
        "印花税暂行条例》",
        "合同法》",
        "国家行政机关公文处理办法》",
        "中国共产党机关公文处理条例》",
        "城市房屋拆迁管理条例》",
        "城市维护建设税暂行条例》",
        "增值税暂行条例》",
        "外资企业法》",
        "契税暂行条例》",
        "婚姻法》",
        "担保法》",
        "排污费征收使用管理条例》",
        "收养法》",
        "民法总则》",
        "民法通则》",
        "治安管理处罚条例》",
        "烟叶税暂行条例》",
        "物权法》",
        "环境噪声污染防治法》",
        "继承法》",
        "耕地占用税暂行条例》",
        "船舶吨税暂行条例》",
        "营业税暂行条例》",
        "行政监察法》",
        "资源税暂行条例》",
        "车辆购置税暂行条例》",
        "食品卫生法》",
    ],
    summarise: true,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    let (mut day, mut latest) = (None, None);
    for cue in target.cues {
        // The whole title: 《劳动合同法》 is another law.
        let before = target.before(cue.range.start);
        let head = before.strip_suffix("中华人民共和国").unwrap_or(before);
        let (Some(act), Some(start)) = (REPEALED.get(cue.number), head.strip_suffix('《').map(str::len)) else {
            continue;
        };
        let today = *day.get_or_insert_with(|| document_day(target));
        let (year, month, of_month) = act.from;
        let old = match today {
            Some(today) => day_from(year, month, of_month).is_none_or(|from| today < from),
            None => latest.get_or_insert_with(|| latest_year(target)).is_some_and(|latest| latest <= year),
        };
        if old || !is_basis(target, start, cue.range.end) {
            continue;
        }
        let (level, confidence, message) = match today {
            Some(_) => (Level::Confirm, 940, message(act)),
            None => (Level::Advise, 700, format!("如为现行文件：{}", message(act))),
        };
        hits.push(Hit::new(start..cue.range.end, level, message).confidence(confidence).source(Tier::Law, act.source));
    }
}

/// The latest year written in the text: an old document names none after its own.
fn latest_year(target: &Target<'_>) -> Option<i64> {
    let years = target.tokens.iter().filter(|token| token.kind == TokenKind::Digits && token.range.len() == 4);
    let years = years.filter(|token| {
        target.after(token.range.end).trim_start_matches(['〕', ']', ' ']).starts_with(['年', '第'])
            || target.before(token.range.start).ends_with('〔')
    });
    let dates = target.dates().iter().filter_map(|date| date.year);
    years.filter_map(|token| target.slice(token.range.clone()).parse().ok()).chain(dates).max()
}

fn message(act: &Repealed) -> String {
    let (year, month, day) = act.from;
    format!("《{}》自{year}年{month}月{day}日起不再施行，应改引{}。", act.title, act.successor)
}

/// Whether the act is cited as the basis of something, and nothing nearby says that it is history.
fn is_basis(target: &Target<'_>, start: usize, end: usize) -> bool {
    const BASIS: [&str; 7] = ["根据", "依据", "按照", "依照", "违反", "参照", "执行"];
    const HISTORY: [&str; 12] =
        ["原", "废止", "失效", "旧", "时任", "当时", "不再", "曾", "替代", "取代", "修改为", "施行前"];
    let before = preceding(target.before(start), 40);
    let sentence = before.rsplit(['。', '；', '！']).next().unwrap_or_default();
    let after = following(target.after(end), 24);
    let rest = after.split(['。', '；']).next().unwrap_or_default();
    let history = HISTORY.iter().any(|word| sentence.contains(word) || rest.contains(word));
    // 根据《甲法》《乙法》: nothing but titles stands between.
    let list = BASIS
        .iter()
        .filter_map(|word| sentence.rfind(word).map(|at| at + word.len()))
        .max()
        .is_some_and(|at| sentence.get(at..).is_some_and(only_titles));
    list && !history
}

/// Whether a text is nothing but titles in 《》 joined by 、和及以及 or nothing at all.
fn only_titles(text: &str) -> bool {
    let mut inside = false;
    text.chars().all(|character| {
        match character {
            '《' => inside = true,
            '》' => inside = false,
            _ => return inside || matches!(character, '、' | '和' | '及' | '以' | '与' | '，' | '了'),
        }
        true
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        for act in &REPEALED {
            let (year, month, day) = act.from;
            assert!(day_from(year, month, day).is_some() && !act.source.is_empty(), "{}", act.title);
        }
        let titles: Vec<String> = REPEALED.iter().map(|act| format!("{}》", act.title)).collect();
        assert_eq!(titles, RULE.cues, "cues and table are in the same order");
    }
}
