//! Scheduled posts: looked at when they are scheduled, and again when their time has come.

use crate::wordpress::{TEXT, block, item, start};
use serde_json::json;

/// In an hour, as WordPress writes it for Asia/Shanghai.
const LATER: &str = "echo wp_date('Y-m-d H:i:s', time() + 3600);";

/// Lets the time of a scheduled post come, and runs cron as WordPress does.
fn release(id: u64) -> String {
    format!(
        "global $wpdb; $wpdb->update($wpdb->posts, array('post_date_gmt' => gmdate('Y-m-d H:i:s', time() - 60)), array('ID' => {id})); \
         clean_post_cache({id}); do_action('publish_future_post', {id}); clean_post_cache({id}); echo get_post_status({id});"
    )
}

#[test]
fn a_cleared_text_goes_out_at_its_time() {
    let Some(site) = start() else { return };
    let id = site.draft("关于定时发布的通知甲", &block(TEXT));
    let date = site.php("admin", LATER);
    let schedule = json!({"status": "future", "date": date});
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &schedule).refused("not-reviewed");
    site.is_kept(id);
    // The date is decided on before the review: it is part of what is signed.
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}"), &json!({"date": date})).ok();
    site.clear(id);
    assert_eq!(site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &schedule).ok()["status"], "future");
    assert!(!site.is_public(id));
    assert_eq!(site.php("", &release(id)), "publish");
    assert!(site.is_public(id));
    assert_eq!(site.desk.case(&item(id))["view"]["stage"], "published");
}

#[test]
fn a_text_that_was_changed_meanwhile_stays_in() {
    let Some(site) = start() else { return };
    let id = site.draft("关于定时发布的通知乙", &block(TEXT));
    let date = site.php("admin", LATER);
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}"), &json!({"date": date})).ok();
    site.clear(id);
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &json!({"status": "future"})).ok();
    site.php(
        "admin",
        &format!(
            "global $wpdb; $wpdb->update($wpdb->posts, array('post_content' => '换掉的正文'), array('ID' => {id}));"
        ),
    );
    assert_eq!(site.php("", &release(id)), "pending");
    site.is_kept(id);
    let why = site.php("admin", &format!("echo get_post_meta({id}, '_xianshen_refusal', true)['code'];"));
    assert_eq!(why, "content-changed");
}

#[test]
fn a_gate_that_does_not_answer_is_asked_again() {
    let Some(site) = start() else { return };
    let id = site.draft("关于定时发布的通知丙", &block(TEXT));
    let date = site.php("admin", LATER);
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}"), &json!({"date": date})).ok();
    site.clear(id);
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &json!({"status": "future"})).ok();
    let code = format!("{} echo ' ', wp_next_scheduled('publish_future_post', array({id})) > time();", release(id));
    assert_eq!(site.php_with("", &code, "address=http://127.0.0.1:9"), "future 1");
    assert!(!site.is_public(id));
    assert_eq!(site.php("", &release(id)), "publish");
}
