//! Values and templates that mean harm, or slip.

mod support;

use forms::{Data, Head, Kind, MonthlyReturn, MonthlyRow, TemplateError, check_template, render};
use proptest::prelude::*;

const KIND: Kind = Kind::ReviewSheet;

fn titled(title: &str) -> Data {
    let mut data = Data::default();
    data.item.title = title.into();
    data
}

fn print(template: &str, data: &Data) -> String {
    render(KIND, Some(template), data).unwrap_or_else(|error| error.to_string())
}

fn messages(kind: Kind, template: &str) -> Vec<String> {
    check_template(kind, template).err().unwrap_or_default().iter().map(TemplateError::to_string).collect()
}

#[test]
fn markup_in_a_value_is_text() {
    let data = titled("<script>alert('1')</script>\" onload=\"x&amp;");
    let escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot; onload=&quot;x&amp;amp;";
    assert_eq!(
        print("<b title=\"{{item.title}}\">{{item.title}}</b>", &data),
        format!("<b title=\"{escaped}\">{escaped}</b>")
    );
}

#[test]
fn a_value_is_not_a_template() {
    assert_eq!(print("{{item.title}}", &titled("{{item.editor}}{{#head}}{{{")), "{{item.editor}}{{#head}}{{{");
}

#[test]
fn no_form_lets_a_value_out_unescaped() {
    let json = serde_json::to_string(&support::full()).unwrap();
    // Every text of every field becomes hostile: the sample has no quotation mark or backslash inside its texts.
    let hostile = json.replace('局', "<script>\\\"'&{{x}}").replace('人', "</style><img src=x onerror=alert(1)>");
    let data: Data = serde_json::from_str(&hostile).unwrap();
    for kind in Kind::ALL {
        let page = render(kind, None, &data).unwrap();
        let lower = page.to_lowercase();
        assert!(!lower.contains("<script") && !lower.contains("<img"), "{kind:?}");
        assert_eq!(lower.matches("</style>").count(), 1, "{kind:?}");
        assert!(page.contains("&lt;"), "{kind:?} prints none of the values");
    }
}

#[test]
fn sections_repeat_keep_and_invert() {
    let mut data = titled("甲");
    data.head.agency = "局".into();
    data.item.important = true;
    data.item.channels =
        [(true, "网站"), (false, "微信")].map(|(chosen, label)| forms::Choice { chosen, label: label.into() }).into();
    let list = "{{#item.channels}}{{chosen}}{{label}}（{{head.agency}}）{{/item.channels}}";
    assert_eq!(print(list, &data), "☑网站（局）☐微信（局）");
    assert_eq!(
        print("{{#item.important}}重要{{/item.important}}{{^item.leaders}}无{{/item.leaders}}", &data),
        "重要无"
    );
    assert_eq!(print("{{#item}}{{title}}{{/item}}{{^signatures}}未签{{/signatures}}{{! 注 }}", &data), "甲未签");
    assert_eq!(print("{{#screening}}有{{/screening}}", &data), "有", "a count of 0 is said");
}

#[test]
fn slips_are_all_named() {
    let template =
        "{{item.titel}}\n{{signatures}}\n{{head}}\n{{#signatures}}{{persn}}{{/signatures}}\n{{signatures.person}}";
    assert_eq!(
        messages(KIND, template),
        [
            "模板第 1 行：没有名为“item.titel”的字段，可用的有 item.title 等，见字段说明",
            "模板第 2 行：“signatures”有多行，请写 {{#signatures}}{{level}}{{/signatures}}",
            "模板第 3 行：“head”含多个字段，请写 {{head.agency}} 等",
            "模板第 4 行：没有名为“persn”的字段，可用的有 person 等，见字段说明",
            "模板第 5 行：没有名为“signatures.person”的字段，“signatures”有多行，请写 {{#signatures}}…{{/signatures}}",
        ]
    );
    assert!(!messages(Kind::TalkRecord, "{{item.title}}").is_empty(), "a form has its own fields only");
}

#[test]
fn a_value_stands_only_where_escaping_is_enough() {
    for bad in [
        "<script>{{item.title}}</script>",
        "<style>{{item.title}}</style>",
        "<!-- {{item.title}} -->",
        "<b {{item.title}}>",
        "<b title={{item.title}}>",
        "<b title=a{{item.title}}>",
        "<{{item.title}}>",
        "<a href=\"{{item.title}}\">",
        "<a HREF = '{{item.title}}'>",
        "<b style='color:{{item.title}}'>",
        "<b onclick=\"{{item.title}}\">",
        "<b {{#item.title}}title='a'{{/item.title}}>",
        "{{#item.title}}<b title=\"{{/item.title}}\">",
        "<b title=\"{{#item.title}}\">{{/item.title}}",
    ] {
        assert!(!messages(KIND, bad).is_empty(), "{bad}");
    }
    for good in
        ["1 < 2 {{item.title}}", "<b title='{{item.title}}'>", "<b\ntitle = \"a{{#item.title}}b{{/item.title}}\"/>"]
    {
        assert_eq!(messages(KIND, good), [""; 0], "{good}");
    }
}

#[test]
fn a_form_runs_and_loads_nothing() {
    for bad in [
        "<SCRIPT src=x></SCRIPT>",
        "<p><iframe></iframe>",
        "<link rel=stylesheet href=x>",
        "<img src=\"https://example.com/a.png\">",
        "<img src=//example.com/a.png>",
        "<b onmouseover='x'>",
        "<a href=\"javascript:x\">",
        "<meta http-equiv=\"refresh\" content=\"0\">",
        "<style>@import 'a';</style>",
        "<style>a{background:url(https://example.com)}</style>",
        "<style>a{background:u\\72l(https://example.com)}</style>",
        "<b style=\"background:url(a)\">",
        "<svg/onload=x>",
    ] {
        assert!(!messages(KIND, bad).is_empty(), "{bad}");
    }
    assert_eq!(
        messages(KIND, "<img alt=\"徽\" src=\"data:image/png;base64,AAAA\"><a href=\"https://example.gov.cn\">x</a>"),
        [""; 0]
    );
}

#[test]
fn expansion_is_bounded() {
    let rows = vec![MonthlyRow::default(); 200];
    let data = Data { monthly: MonthlyReturn { rows, ..MonthlyReturn::default() }, ..Data::default() };
    let nested = |depth: usize, inside: &str| {
        format!("{}{inside}{}", "{{#monthly.rows}}".repeat(depth), "{{/monthly.rows}}".repeat(depth))
    };
    for inside in ["", "文字"] {
        let error = render(Kind::MonthlyReturn, Some(&nested(8, inside)), &data).unwrap_err();
        assert!(error.message.contains("步数过多"), "{error}");
    }
    let agency = "局".repeat(1024 * 1024);
    let data = Data { head: Head { agency, ..Head::default() }, ..Data::default() };
    assert!(render(KIND, Some(&"{{head.agency}}".repeat(100)), &data).is_err());
}

proptest! {
    #[test]
    fn any_template_ends_with_a_page_or_an_error(template in r#"([{}#^/!>&<"'= a-z.\n]|\{\{|\}\}|item|title|<style>|标){0,60}"#) {
        let _ = render(KIND, Some(&template), &Data::default());
    }

    #[test]
    fn no_value_brings_markup(value in any::<String>()) {
        let page = print("{{item.title}}", &titled(&value));
        prop_assert!(!page.contains(['<', '>', '"', '\'']));
    }
}
