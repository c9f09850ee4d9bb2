//! Every mistake has its line and its name.

use crate::{Calendar, CalendarError, format_day, parse_day};

fn errors(text: &str) -> Vec<(u32, u32, String)> {
    let place = |error: CalendarError| (error.line, error.column, error.message);
    Calendar::read(text).unwrap_err().into_iter().map(place).collect()
}

fn only(text: &str, line: u32, part: &str) {
    let errors = errors(text);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].0 == line && errors[0].2.contains(part), "{errors:?} should be on line {line} and say {part}");
}

fn year(days: &str) -> String {
    format!("{{\"years\": [\n{{\"year\": 2026, \"papers\": [\"通知\"], \"days\": [\n{days}\n]}}\n]}}")
}

const NEW_YEAR: &str = r#"{"name": "元旦", "date": "2026-01-01", "isOffDay": true}"#;

#[test]
fn nothing_is_a_calendar_that_knows_no_year() {
    for text in ["", " \n", "\u{feff}", "{}", "\u{feff}{}", r#"{"years": [{"year": 2027, "papers": [], "days": []}]}"#]
    {
        let calendar = Calendar::read(text).unwrap();
        assert_eq!(calendar.known_until(parse_day("2027-01-01").unwrap()), None, "{text}");
    }
}

#[test]
fn what_is_not_json_has_a_place() {
    assert_eq!(errors("{\n \"years\": [\n").len(), 1);
    assert_eq!(errors("{\n \"years\": 1}"), [(2, 11, "日历：类型不对".to_owned())]);
    only("{\n\"closed\": []}", 2, "不认识的项“closed”");
    only("{\"years\": [],\n\"years\": []}", 2, "“years”出现了两次");
    only("[]", 1, "日历");
}

#[test]
fn a_wrong_entry_is_named_and_hides_no_other() {
    let found = errors(&year(&format!(
        "{NEW_YEAR},\n  {{\"name\": \"春节\", \"date\": \"2026-02-30\", \"isOffDay\": true}},\n  {{\"name\": \"春节\",\n   \"date\": 1, \"isOffDay\": true}},\n{NEW_YEAR}"
    )));
    let expected = [
        (4, 3, "years 第 1 项（2026 年）的 days 第 2 项：日期“2026-02-30”不存在，须写成 2026-10-01 的形式"),
        (6, 12, "years 第 1 项（2026 年）的 days 第 3 项：类型不对"),
        (7, 1, "years 第 1 项（2026 年）的 days 第 4 项：日期 2026-01-01 重复，2026 年的 days 中已经列过"),
    ];
    assert_eq!(found, expected.map(|(line, column, message)| (line, column, message.to_owned())));
}

#[test]
fn days_belong_to_their_year_or_to_the_december_before() {
    let day = |date: &str| year(&format!(r#"{{"name": "元旦", "date": "{date}", "isOffDay": false}}"#));
    assert!(Calendar::read(&day("2025-12-28")).is_ok(), "the notice of 2019 moved a Saturday of 2018");
    for date in ["2025-11-30", "2027-01-01", "2024-12-31"] {
        only(&day(date), 3, "不在 2026 年（及上年 12 月）之内");
    }
}

#[test]
fn a_year_is_known_by_its_notice() {
    only(&year(NEW_YEAR).replace("\"通知\"", ""), 2, "papers 为空");
    only(&year(NEW_YEAR).replace("通知", " "), 2, "papers 中有空白项");
    only(&year(""), 2, "days 为空");
    only(&year(NEW_YEAR).replace("2026, ", "1026, "), 2, "1949 至 9999");
    only(&year(NEW_YEAR).replace("\"papers\": [\"通知\"], ", ""), 4, "years 第 1 项：缺少“papers”");
    let twice = r#"{"years": [{"year": 2026, "papers": [], "days": []},
        {"year": 2026, "papers": [], "days": []}]}"#;
    only(twice, 2, "years 第 2 项（2026 年）：这一年已经列过");
}

#[test]
fn overlays_state_region_and_source_and_do_not_contradict_each_other() {
    let overlay = |region: &str, source: &str, days: &str| {
        format!(r#"{{"region": "{region}", "source": "{source}", "days": [{days}]}}"#)
    };
    let file = |overlays: &[String]| format!("{{\"overlays\": [\n{}\n]}}", overlays.join(",\n"));
    only(&file(&[overlay("", "某文件", NEW_YEAR)]), 2, "region 不能为空");
    only(&file(&[overlay("某自治州", "", NEW_YEAR)]), 2, "source 不能为空");
    only(&file(&[overlay("某自治州", "某文件", "")]), 2, "days 不能为空");
    let worked = NEW_YEAR.replace("true", "false");
    let contradiction = file(&[overlay("甲", "某文件", NEW_YEAR), overlay("乙", "某文件", &worked)]);
    only(&contradiction, 3, "overlays 第 2 项（乙）的 days 第 1 项：日期 2026-01-01 与 overlays 第 1 项的规定相反");
    only(&file(&[overlay("甲", "某文件", &format!("{NEW_YEAR},{NEW_YEAR}"))]), 2, "重复");
    assert!(Calendar::read(&file(&[overlay("甲", "某文件", NEW_YEAR), overlay("乙", "某文件", NEW_YEAR)])).is_ok());
}

fn week(monday: &str) -> String {
    let day = r#"[["08:30", "11:30"]]"#;
    format!(
        "{{\"office_hours\": {{\n\"mon\": {monday},\n\"tue\": {day}, \"wed\": {day}, \"thu\": {day}, \"fri\": {day}}}}}"
    )
}

#[test]
fn hours_are_in_order() {
    only(&week(r#"[["8:30", "11:30"]]"#), 2, "office_hours.mon（星期一）第 1 段：“8:30”不是时刻");
    only(&week(r#"[["08:30", "11:60"]]"#), 2, "“11:60”不是时刻");
    only(&week(r#"[["08:30", "24:01"]]"#), 2, "“24:01”不是时刻");
    only(&week(r#"[["+8:30", "11:30"]]"#), 2, "“+8:30”不是时刻");
    only(&week(r#"[["11:30", "08:30"]]"#), 2, "开始时刻须早于结束时刻");
    only(&week("[[\"13:00\", \"17:00\"],\n[\"08:30\", \"11:30\"]]"), 3, "第 2 段：须按先后顺序排列");
    only(&week("[[\"08:30\", \"12:00\"],\n[\"11:30\", \"17:00\"]]"), 3, "第 2 段：与前一段重叠");
    only(&week("[]"), 2, "须有一至 8 段工作时间");
    only(&week("null"), 1, "office_hours：缺少 mon（星期一）的工作时间");
    only(&week(r#"["08:30"]"#), 2, "类型不对");
}

#[test]
fn seasons_do_not_overlap() {
    let hours = r#"{"mon": [["08:30", "18:00"]], "tue": [["08:30", "18:00"]], "wed": [["08:30", "18:00"]], "thu": [["08:30", "18:00"]], "fri": [["08:30", "18:00"]]}"#;
    let season =
        |from: &str, to: &str| format!(r#"{{"name": "夏季", "from": "{from}", "to": "{to}", "hours": {hours}}}"#);
    let file = |seasons: &[String]| {
        week(r#"[["08:30", "11:30"]]"#).replacen(
            '{',
            &format!("{{\"seasonal_hours\": [\n{}\n],", seasons.join(",\n")),
            1,
        )
    };
    assert!(Calendar::read(&file(&[season("05-01", "09-30"), season("10-01", "04-30")])).is_ok());
    only(&file(&[season("05-01", "09-30"), season("09-30", "04-30")]), 3, "重叠");
    only(&file(&[season("11-01", "02-29"), season("12-15", "12-31")]), 3, "重叠");
    only(&file(&[season("+5-01", "09-30")]), 2, "from“+5-01”不是日期");
    only(&file(&[season("05-01", "09-31")]), 2, "seasonal_hours 第 1 项（夏季）：to“09-31”不是日期");
    only(&format!("{{\"seasonal_hours\": [\n{}]}}", season("05-01", "09-30")), 2, "须同时写明平时的 office_hours");
    assert!(!errors(&file(&vec![season("05-01", "09-30"); 1_000])).is_empty());
}

#[test]
fn errors_are_listed_up_to_a_limit() {
    let day = r#"{"name": "元旦", "date": "x", "isOffDay": true}"#;
    assert_eq!(errors(&year(&vec![day; 500].join(",\n"))).len(), 100);
}

#[test]
fn far_years_are_years() {
    let text = year(NEW_YEAR).replace("2026", "9999");
    let calendar = Calendar::read(&text).unwrap();
    let last = calendar.known_until(parse_day("9999-01-01").unwrap()).unwrap();
    assert_eq!(format_day(last), "9999-12-31");
    assert!(calendar.nth_working_day_after(last, 1).provisional);
}
