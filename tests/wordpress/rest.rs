//! The REST API, which the block editor uses: single requests and batches.

use crate::wordpress::{TEXT, block, start};
use serde_json::json;

#[test]
fn a_draft_goes_out_after_its_review_and_not_before() {
    let Some(site) = start() else { return };
    let id = site.draft("关于开展调查的通知甲", &block(TEXT));
    let message = site.publish(id).refused("not-reviewed");
    assert!(message.contains("第四条") && message.contains("提交"), "{message}");
    site.is_kept(id);
    site.submit(id).ok();
    site.publish(id).refused("signature-missing");
    site.is_kept(id);
    site.sign(&crate::wordpress::item(id));
    let post = site.publish(id).ok();
    assert_eq!(post["status"], "publish");
    assert!(site.is_public(id));
    assert_eq!(site.desk.case(&crate::wordpress::item(id))["view"]["stage"], "published");
}

#[test]
fn one_changed_character_is_refused_and_nothing_changes() {
    let Some(site) = start() else { return };
    let id = site.cleared("关于开展调查的通知乙");
    let body = json!({"status": "publish", "content": block(&TEXT.replace("九月", "十月"))});
    let message = site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &body).refused("content-changed");
    assert!(message.contains("一个字的改动"), "{message}");
    site.is_kept(id);
    assert!(site.column(id, "post_content").contains("九月"), "the draft stays as it was signed");
    site.publish(id).ok();
}

#[test]
fn a_new_post_cannot_be_born_public() {
    let Some(site) = start() else { return };
    for (route, status) in
        [("posts", "publish"), ("posts", "private"), ("pages", "publish"), ("notice", "publish"), ("blocks", "publish")]
    {
        let body = json!({"title": "关于新建的通知", "content": block(TEXT), "status": status});
        site.rest("fabu", "POST", &format!("/wp/v2/{route}"), &body).refused("not-reviewed");
    }
    let count = site.php(
        "admin",
        "global $wpdb; echo $wpdb->get_var(\"SELECT count(*) FROM wp_posts WHERE post_title = '关于新建的通知'\");",
    );
    assert_eq!(count, "0");
}

#[test]
fn private_and_a_plugins_own_public_status_pass_the_gate() {
    let Some(site) = start() else { return };
    let id = site.draft("关于开展调查的通知丙", &block(TEXT));
    let private = json!({"status": "private"});
    let online = json!({"status": "online"});
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &private).refused("not-reviewed");
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &online).refused("not-reviewed");
    site.is_kept(id);
    site.clear(id);
    assert_eq!(site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &private).ok()["status"], "private");
    let other = site.cleared("关于开展调查的通知丁");
    assert_eq!(site.rest("fabu", "POST", &format!("/wp/v2/posts/{other}"), &online).ok()["status"], "online");
}

#[test]
fn a_batch_tells_each_refusal_and_lets_the_cleared_one_out() {
    let Some(site) = start() else { return };
    let cleared = site.cleared("关于开展调查的通知戊");
    let draft = site.draft("关于开展调查的通知己", &block(TEXT));
    let request =
        |id: u64| json!({"method": "POST", "path": format!("/wp/v2/posts/{id}"), "body": {"status": "publish"}});
    let body = json!({"requests": [request(draft), request(cleared)]});
    let answer = site.rest("fabu", "POST", "/batch/v1", &body).ok();
    assert_eq!(answer["responses"][0]["status"], 403, "{answer}");
    assert_eq!(answer["responses"][0]["body"]["code"], "xianshen_refused");
    assert_eq!(answer["responses"][1]["status"], 200, "{answer}");
    site.is_kept(draft);
    assert!(site.is_public(cleared));
}

#[test]
fn the_text_that_readers_see_stays_until_the_new_one_is_cleared() {
    let Some(site) = start() else { return };
    let id = site.live("关于开展调查的通知庚");
    let new = block(&TEXT.replace("九月", "十月"));
    let update = json!({"content": new});
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &update).refused("content-changed");
    assert!(site.reader(&format!("/?p={id}")).text().contains("九月"));
    // Saving what is there already is no change, and needs nobody.
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &json!({"status": "publish"})).ok();
    // The editor's new text is an autosave until it is cleared.
    let autosave = json!({"title": "关于开展调查的通知庚", "content": new, "excerpt": ""});
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}/autosaves"), &autosave).ok();
    assert!(site.reader(&format!("/?p={id}")).text().contains("九月"));
    site.clear(id);
    site.rest("fabu", "POST", &format!("/wp/v2/posts/{id}"), &update).ok();
    assert!(site.reader(&format!("/?p={id}")).text().contains("十月"));
}

#[test]
fn only_the_publisher_publishes() {
    let Some(site) = start() else { return };
    let id = site.cleared("关于开展调查的通知辛");
    let publish = |login: &str| site.rest(login, "POST", &format!("/wp/v2/posts/{id}"), &json!({"status": "publish"}));
    publish("luren").refused("unknown-person");
    publish("bianji").refused("not-a-publisher");
    site.is_kept(id);
    publish("fabu").ok();
}
