//! What stands beside a text: fields, sections, slug, date, author. It was signed with the text.

use crate::site::Site;
use crate::wordpress::{TEXT, block, item, start};
use serde_json::json;

impl Site {
    fn section(&self, name: &str) -> u64 {
        let found = self.php("admin", &format!("echo wp_insert_term('{name}', 'category')['term_id'];"));
        found.parse().expect("a number")
    }
}

#[test]
fn a_field_that_readers_see_is_signed_with_the_text() {
    let Some(site) = start() else { return };
    let id = site.draft("关于文号的通知", &block(TEXT));
    let number = |value: &str| json!({"meta": {"文号": value}});
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}"), &number("示营商发〔2026〕1号")).ok();
    site.clear(id);
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}"), &number("示营商发〔2026〕2号")).ok();
    site.publish(id).refused("content-changed");
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}"), &number("示营商发〔2026〕1号")).ok();
    site.publish(id).ok();
    let message = site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &number("示营商发〔2026〕3号"));
    assert!(message.refused("content-changed").contains("文号"));
    let code = format!(
        "update_post_meta({id}, '文号', '改'); delete_post_meta({id}, '文号'); add_post_meta({id}, '文号', '加'); echo implode(get_post_meta({id}, '文号'));"
    );
    assert_eq!(site.php("admin", &code), "示营商发〔2026〕1号");
}

#[test]
fn a_live_post_stays_in_its_sections() {
    let Some(site) = start() else { return };
    let (one, other) = (site.section("工作动态"), site.section("政策文件"));
    let id = site.draft("关于栏目的通知", &block(TEXT));
    let sections = |ids: &[u64]| json!({"categories": ids});
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}"), &sections(&[one])).ok();
    site.clear(id);
    site.publish(id).ok();
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &sections(&[other])).refused("content-changed");
    site.php("admin", &format!("wp_set_object_terms({id}, array({other}), 'category'); wp_remove_object_terms({id}, array({one}), 'category');"));
    let now = site
        .php("admin", &format!("echo implode(',', wp_get_object_terms({id}, 'category', array('fields' => 'ids')));"));
    assert_eq!(now, one.to_string());
}

#[test]
fn address_and_date_that_somebody_chose_are_signed() {
    let Some(site) = start() else { return };
    let id = site.draft("关于日期的通知", &block(TEXT));
    site.clear(id);
    let backdated = json!({"status": "publish", "date": "2020-01-01T08:00:00"});
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &backdated).refused("content-changed");
    site.is_kept(id);
    site.publish(id).ok();
    let moved = json!({"slug": "another-address"});
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &moved).refused("content-changed");
    let author = json!({"author": site.users["luren"].id});
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &author).refused("content-changed");
}

#[test]
fn the_gate_shows_the_text_as_wordpress_stored_it() {
    let Some(site) = start() else { return };
    let id = site.draft("关于“原文”的通知 & 说明", &block("第一段。<script>alert(1)</script>\\n 反斜杠 \\ 与 / 斜杠"));
    site.submit(id).ok();
    let case = site.desk.case(&item(id));
    let digest = case["view"]["renditions"][0]["digest"].as_str().expect("a digest").to_owned();
    let document = site.desk.get("lin-xiao", &format!("/api/items/{}/documents/{digest}", item(id))).ok();
    assert_eq!(document["body"].as_str(), Some(&*site.column(id, "post_content")));
    assert_eq!(document["title"].as_str(), Some(&*site.column(id, "post_title")));
}
