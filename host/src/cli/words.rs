//! Clause numbers and other words as people read them.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::component::bindings::{Level, Tier};

/// `6.2` as 第六条第二项, `8` as 第八条; anything else as it is.
pub(super) fn clause(clause: &str) -> String {
    let spoken = || {
        let mut parts = clause.split('.').map(|part| part.parse::<u32>().ok().and_then(numeral));
        let article = parts.next()??;
        match (parts.next(), parts.next()) {
            (None, _) => Some(format!("第{article}条")),
            (Some(item), None) => Some(format!("第{article}条第{}项", item?)),
            _ => None,
        }
    };
    spoken().unwrap_or_else(|| clause.to_owned())
}

/// Chinese numerals from 1 to 99.
fn numeral(number: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if !(1..100).contains(&number) {
        return None;
    }
    let digit = |value: u32| DIGITS.get(value as usize).copied().unwrap_or_default();
    let (tens, ones) = (number / 10, number % 10);
    Some(match tens {
        0 => digit(ones).to_owned(),
        1 => format!("十{}", digit(ones)),
        _ => format!("{}十{}", digit(tens), digit(ones)),
    })
}

/// A level that can be compared and written down: the least that is shown, the least that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Weight {
    /// 全部
    Advise,
    /// 须改正或说明的，和必须处理的
    Confirm,
    /// 只有必须处理的
    Block,
}

impl Weight {
    /// Whether a finding of this level is at least so heavy.
    pub(super) fn shows(self, level: Level) -> bool {
        self <= level.into()
    }

    /// The code that every report uses.
    pub(super) fn code(self) -> &'static str {
        match self {
            Weight::Block => "block",
            Weight::Confirm => "confirm",
            Weight::Advise => "advise",
        }
    }

    /// In Chinese.
    pub(super) fn name(self) -> &'static str {
        match self {
            Weight::Block => "必须处理",
            Weight::Confirm => "须改正或说明",
            Weight::Advise => "建议",
        }
    }
}

impl From<Level> for Weight {
    fn from(level: Level) -> Self {
        match level {
            Level::Block => Weight::Block,
            Level::Confirm => Weight::Confirm,
            Level::Advise => Weight::Advise,
        }
    }
}

/// The level in Chinese.
pub(super) fn level(level: Level) -> &'static str {
    Weight::from(level).name()
}

/// How sure a finding is, in a word; the same words as on the page.
pub(super) fn sureness(permille: u16) -> &'static str {
    match permille {
        990.. => "确定",
        900..=989 => "很可能",
        700..=899 => "可能",
        _ => "供参考",
    }
}

/// A rule group in Chinese; the code itself for groups that this program does not know yet.
pub(super) fn category(code: &str) -> &str {
    match code {
        "secrecy_mark" => "涉密标志",
        "personal_data" => "个人信息",
        "grave_misstatement" => "严重表述错误",
        "misspelling" => "错别字",
        "document_number" => "发文字号",
        "date" => "日期",
        "number" => "数字",
        "punctuation" => "标点符号",
        "structure" => "结构层次",
        "grammar" => "语病",
        "repost" => "转载来源",
        "disclosure" => "公开属性",
        "expired" => "过期失效",
        "accessibility" => "无障碍",
        "wording" => "用语",
        "style" => "文风",
        "sensitive_term" => "本单位词语",
        "name" => "名称",
        other => other,
    }
}

/// The source's weight in Chinese.
pub(super) fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Law => "法律法规",
        Tier::NationalStandard => "国家标准",
        Tier::PolicyDocument => "政策文件",
        Tier::Practice => "编辑规范",
        Tier::Agency => "本单位规定",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_read_aloud() {
        assert_eq!(clause("8"), "第八条");
        assert_eq!(clause("6.2"), "第六条第二项");
        assert_eq!(clause("11.10"), "第十一条第十项");
        assert_eq!(clause("21"), "第二十一条");
        assert_eq!(clause("附则"), "附则");
        assert_eq!(clause("6.x"), "6.x");
    }
}
