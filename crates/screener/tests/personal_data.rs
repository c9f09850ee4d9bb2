//! Personal data in whole documents: columns of tables, what law orders published, and masks as an agency wants them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use document::Document;
use lexicon::Lexicon;
use screener::{Finding, Options, screen};

fn findings(document: &Document, options: &Options) -> Vec<Finding> {
    let mut found = screen(document, &Lexicon::empty(), options).unwrap().findings;
    found.retain(|finding| finding.category == "personal_data");
    found
}

fn rules(document: &Document) -> Vec<String> {
    findings(document, &Options::default()).into_iter().map(|finding| finding.rule).collect()
}

fn in_column(name: &str, body: &str) -> Document {
    Document { metadata: vec![("栏目".to_owned(), name.to_owned())], ..Document::plain(body) }
}

#[test]
fn a_column_is_one_finding_that_masks_every_cell() {
    let rows: String = (0..300).map(|_| "<tr><td>张三</td><td></td><td>13800001234</td></tr>").collect();
    let body = format!("<table><tr><th>姓名</th><th>备注</th><th>手机</th></tr>{rows}</table>");
    let found = findings(&Document::html(&*body), &Options::default());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].places.len(), found[0].edits.len()), (199, 200));
    assert!(
        found[0].message.starts_with("表格“手机”一列公开了 300 个手机号码（列出前 200 处）"),
        "{}",
        found[0].message
    );
    assert_eq!(found[0].edits[0].replacement, "********");
}

#[test]
fn masked_columns_and_columns_of_offices_are_nothing() {
    let masked = "姓名\t身份证号\t手机\n张三\t110105********002X\t138****1234\n李四\t110105********0046\t139****1234";
    let offices = "姓名\t职务\t手机\n张三\t科长\t13800001234\n李四\t科员\t13900001234";
    assert!(rules(&Document::plain(masked)).is_empty());
    assert!(rules(&Document::plain(offices)).is_empty());
    assert!(rules(&Document::plain("姓名\t身份证号\t手机\n")).is_empty());
}

#[test]
fn what_law_orders_published_is_let_be_but_never_a_whole_identity_number() {
    let contact = "中标结果已定。王工 13800001234";
    assert_eq!(rules(&Document::plain(contact)), ["personal_data/phone_number"]);
    assert!(rules(&in_column("政府采购公告", contact)).is_empty());
    let addict = "张三，男，1980年生，吸毒，处行政拘留十日。";
    assert_eq!(rules(&Document::plain(addict)), ["personal_data/health_record"]);
    assert!(rules(&in_column("行政处罚公示", addict)).is_empty());
    let identity = "张三，身份证号11010519491231002X，罚款200元。";
    assert_eq!(rules(&in_column("行政处罚公示", identity)), ["personal_data/identity_number"]);
}

#[test]
fn an_agency_may_name_columns_and_how_much_stays() {
    let profile = r#"{"agency":"某局","site":"a","sections":[{"id":"s","name":"科"}],"channels":[{"id":"p","name":"门户"}],
        "screening":{"disclosure_columns":["便民通讯"],"masking":{"identity_number":{"leading":6,"trailing":4}}}}"#;
    let options = Options { profile: profile.to_owned(), ..Options::default() };
    let found = findings(&Document::plain("张三11010519491231002X"), &options);
    assert_eq!(found[0].suggestions, ["110105********002X"]);
    assert!(findings(&in_column("便民通讯录", "张三 13800001234"), &options).is_empty());
}

#[test]
fn a_birthday_beside_a_number_without_one() {
    let body = "姓名\t出生日期\t身份证号\n张三\t1949年12月31日\t110105********002X";
    assert_eq!(rules(&Document::plain(body)), ["personal_data/joinable_mask"]);
    assert!(rules(&Document::plain("姓名\t办结日期\t身份证号\n张三\t2024年12月31日\t110105********002X")).is_empty());
}

#[test]
fn spans_do_not_shift_a_column() {
    let body = "<table><tr><th rowspan=2>姓名</th><th colspan=2>家庭</th></tr><tr><th>住址</th><th>电话</th></tr>\
        <tr><td rowspan=2>张三</td><td>某镇幸福小区5栋302室</td><td>无</td></tr><tr><td>某镇和平小区1号楼2单元3室</td><td>无</td></tr></table>";
    let found = findings(&Document::html(body), &Options::default());
    assert_eq!((found[0].rule.as_str(), found[0].places.len()), ("personal_data/home_address", 1));
    assert!(found[0].message.contains("“家庭住址”"), "{}", found[0].message);
}
