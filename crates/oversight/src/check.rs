//! What entries are made of, checked: texts, dates, moments, persons, ids.

use articles::Refusal;
use calendar::{Day, parse_day};
use std::collections::BTreeSet;

/// Characters of a text that a person gives with a step.
const TEXT: usize = 1_000;
/// Characters of a name, a place, a number of a document.
const SHORT: usize = 200;
/// Bytes of an id.
const ID: usize = 128;
/// Items of a list.
pub(crate) const LIST: usize = 2_000;

/// A text of up to 1,000 characters. `what` is its name in Chinese.
pub(crate) fn text(clause: &'static str, what: &str, value: &str) -> Result<(), Refusal> {
    sized(clause, what, value, TEXT)
}

/// A text that may be empty.
pub(crate) fn note(clause: &'static str, what: &str, value: &str) -> Result<(), Refusal> {
    if value.is_empty() { Ok(()) } else { text(clause, what, value) }
}

/// A name, a place, a number: up to 200 characters in one line.
pub(crate) fn short(clause: &'static str, what: &str, value: &str) -> Result<(), Refusal> {
    sized(clause, what, value, SHORT)?;
    if value.chars().any(char::is_control) {
        return Err(Refusal::new("bad-text", clause, format!("“{what}”中有换行或不可见字符"), format!("请改正{what}")));
    }
    Ok(())
}

/// An id of a person, a section, an item or a channel.
pub(crate) fn id(clause: &'static str, what: &str, value: &str) -> Result<(), Refusal> {
    if value.trim() != value || value.is_empty() || value.len() > ID || value.chars().any(char::is_control) {
        let message = format!("“{what}”没有填写，或者不是编号");
        return Err(Refusal::new("bad-id", clause, message, format!("请填写{what}")));
    }
    Ok(())
}

/// A list of ids: not empty, none twice, not endless.
pub(crate) fn ids(clause: &'static str, what: &str, values: &[String]) -> Result<(), Refusal> {
    if values.is_empty() || values.len() > LIST {
        let message = format!("“{what}”没有填写，或者超过 {LIST} 项");
        return Err(Refusal::new("bad-list", clause, message, format!("请填写{what}")));
    }
    let mut seen = BTreeSet::new();
    for value in values {
        id(clause, what, value)?;
        if !seen.insert(value) {
            let message = format!("“{what}”中“{value}”出现了两次");
            return Err(Refusal::new("twice", clause, message, "请去掉重复的一项"));
        }
    }
    Ok(())
}

/// A digest: `sm3:` and 64 hexadecimal digits.
pub(crate) fn digest(clause: &'static str, what: &str, value: &str) -> Result<(), Refusal> {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let holds = value.strip_prefix("sm3:").is_some_and(|digits| digits.len() == 64 && digits.bytes().all(is_digit));
    let message = format!("“{what}”不是内容摘要");
    refuse_if(!holds, "bad-digest", clause, &message, "请填写“sm3:”加 64 位十六进制数")
}

/// A date, `YYYY-MM-DD`.
pub(crate) fn date(clause: &'static str, what: &str, value: &str) -> Result<Day, Refusal> {
    parse_day(value).filter(|day| *day >= 0).ok_or_else(|| {
        let message = format!("“{what}”的“{value}”不是日期");
        Refusal::new("bad-date", clause, message, "请按“2026-11-25”的形式填写")
    })
}

/// A date that has come.
pub(crate) fn past_date(clause: &'static str, what: &str, value: &str, today: Day) -> Result<Day, Refusal> {
    let day = date(clause, what, value)?;
    if day > today {
        let message = format!("“{what}”的“{value}”还没有到，不能登记尚未发生的事");
        return Err(Refusal::new("in-the-future", clause, message, "请在事后登记"));
    }
    Ok(day)
}

/// A date that has not passed.
pub(crate) fn coming_date(clause: &'static str, what: &str, value: &str, today: Day) -> Result<Day, Refusal> {
    let day = date(clause, what, value)?;
    if day < today {
        let message = format!("“{what}”的“{value}”已经过去");
        return Err(Refusal::new("in-the-past", clause, message, "请改为今天或以后的日期"));
    }
    Ok(day)
}

/// A moment in milliseconds UTC that lies between two others, both included.
pub(crate) fn moment(
    clause: &'static str,
    what: &str,
    value: u64,
    earliest: (u64, &str),
    now: u64,
) -> Result<(), Refusal> {
    if value > now {
        let message = format!("“{what}”晚于现在，不能登记尚未发生的事");
        return Err(Refusal::new("in-the-future", clause, message, format!("请改正{what}")));
    }
    if value < earliest.0 {
        let message = format!("“{what}”早于“{}”，时间顺序不对", earliest.1);
        return Err(Refusal::new("time-order", clause, message, format!("请改正{what}")));
    }
    Ok(())
}

/// What a command refers to.
pub(crate) fn found<T>(value: Option<T>, clause: &'static str, what: &str, number: u64) -> Result<T, Refusal> {
    value.ok_or_else(|| {
        let message = format!("没有第 {number} 号{what}");
        Refusal::new("not-found", clause, message, "请核对编号")
    })
}

/// Refuse when something is so.
pub(crate) fn refuse_if(
    wrong: bool,
    code: &'static str,
    clause: &'static str,
    message: &str,
    remedy: &str,
) -> Result<(), Refusal> {
    if wrong { Err(Refusal::new(code, clause, message, remedy)) } else { Ok(()) }
}

/// The first moment after a day in Asia/Shanghai, milliseconds UTC.
pub(crate) fn end_of(day: Day) -> u64 {
    calendar::start_of(day.saturating_add(1))
}

/// A day as it stands in JSON and on paper.
pub(crate) fn written(day: Day) -> String {
    let (year, month, day) = calendar::date_of(day);
    format!("{year:04}-{month:02}-{day:02}")
}

fn sized(clause: &'static str, what: &str, value: &str, most: usize) -> Result<(), Refusal> {
    if value.trim().is_empty() {
        return Err(Refusal::new("empty-text", clause, format!("“{what}”没有填写"), format!("请填写{what}")));
    }
    if value.chars().count() > most {
        return Err(Refusal::new("text-too-long", clause, format!("“{what}”超过 {most} 字"), format!("请缩短{what}")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_of_a_day_in_shanghai() {
        let day = parse_day("2024-10-24").unwrap();
        assert_eq!(calendar::day_of(end_of(day)), day + 1);
        assert_eq!(calendar::day_of(end_of(day) - 1), day);
        assert_eq!(written(day), "2024-10-24");
    }

    #[test]
    fn dates() {
        let today = parse_day("2026-11-25").unwrap();
        assert_eq!(past_date("13", "日期", "2026-11-25", today), Ok(today));
        assert_eq!(past_date("13", "日期", "2026-11-26", today).unwrap_err().code, "in-the-future");
        assert_eq!(coming_date("13", "期限", "2026-11-24", today).unwrap_err().code, "in-the-past");
        assert_eq!(date("13", "日期", "11月25日").unwrap_err().message, "第十三条：“日期”的“11月25日”不是日期。");
    }

    #[test]
    fn lists() {
        let list = |values: &[&str]| ids("12", "人员", &values.iter().map(|&value| value.into()).collect::<Vec<_>>());
        assert!(list(&["a", "b"]).is_ok());
        let code = |values: &[&str]| list(values).unwrap_err().code;
        assert_eq!((code(&[]), code(&["a", "a"]), code(&["a", " "])), ("bad-list", "twice", "bad-id"));
    }
}
