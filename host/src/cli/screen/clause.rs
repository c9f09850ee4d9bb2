//! Clause numbers and other words as people read them.

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

/// The level in Chinese.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Block => "必须处理",
        Level::Confirm => "须改正或说明",
        Level::Advise => "建议",
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
